//! What a person types at the desk, and what the desk shows of strangers' letters.

use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

/// The most characters of a headline.
pub const HEADLINE_CHARS_MAX: usize = 300;

/// A headline as a person may write it: one line of text in NFC (UAX #15), with no character that steers (controls,
/// directions, tags).
///
/// # Errors
/// What is wrong with it, in words.
///
/// ```
/// use mediawire_core::desk::typed::headline;
/// assert_eq!(headline("  Rain over\n Tolva ").as_deref(), Ok("Rain over Tolva"));
/// assert!(headline("Rain\u{202e} over Tolva").is_err());
/// ```
pub fn headline(text: &str) -> Result<String, String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    if let Some(c) = text.chars().find(|c| steers(*c)) {
        return Err(format!(
            "a headline has no character that cannot be seen: take U+{:04X} out",
            u32::from(c)
        ));
    }
    match text.chars().count() {
        0 => Err("a headline has 1 to 300 characters; this has none".to_owned()),
        1..=HEADLINE_CHARS_MAX => Ok(text),
        n => Err(format!("a headline has at most {HEADLINE_CHARS_MAX} characters; this has {n}")),
    }
}

/// Whether it changes how other characters are shown and is not seen itself; joiners, which scripts need, do not.
fn steers(c: char) -> bool {
    let is_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_tag = matches!(c, '\u{e0000}'..='\u{e007f}');
    c.is_control() || is_direction || is_tag || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text with what steers in it made visible: `‹U+202E›`.
#[must_use]
pub fn with_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match steers(c) && c != '\n' {
            // Writing to a String cannot fail.
            true => drop(write!(out, "‹U+{:04X}›", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// The text without what steers in it: to be edited.
#[must_use]
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !steers(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{headline, with_marks, without_marks};

    #[test]
    fn headline_is_one_line_that_can_be_seen() {
        // HTML-31, ITEM-17.
        for (text, expected) in [
            ("Rain <b>over</b> Tolva 🌧", Some("Rain <b>over</b> Tolva 🌧")),
            ("Cafe\u{301} opens", Some("Café opens")),
            ("مذاکره نمی\u{200c}کند", Some("مذاکره نمی\u{200c}کند")),
            ("a\tb\r\nc", Some("a b c")),
            ("a\0b", None),
            ("a\u{202e}b", None),
            ("a\u{2067}b\u{2069}", None),
            ("a\u{e0041}b", None),
            (" \n ", None),
        ] {
            assert_eq!(headline(text).ok().as_deref(), expected, "{text:?}");
        }
        assert!(headline(&"字".repeat(300)).is_ok() && headline(&"字".repeat(301)).is_err());
    }

    #[test]
    fn what_steers_is_marked() {
        assert_eq!(with_marks("a\u{202e}b\u{200c}c\n"), "a‹U+202E›b\u{200c}c\n");
        assert_eq!(without_marks("a\u{202e}b\u{200c}c"), "ab\u{200c}c");
    }
}
