//! What a person types at the desk, and what the desk shows of strangers' letters.

use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

/// The most characters of a headline.
pub const HEADLINE_CHARS_MAX: usize = 300;
/// The most characters of the line above it.
pub const KICKER_CHARS_MAX: usize = 120;
/// The most characters of the line below it.
pub const DEK_CHARS_MAX: usize = 400;
/// The most characters of a note for readers.
pub const NOTE_CHARS_MAX: usize = 1_000;

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
    match line(text, ("a headline", HEADLINE_CHARS_MAX))? {
        Some(text) => Ok(text),
        None => Err("a headline has 1 to 300 characters; this has none".to_owned()),
    }
}

/// The line above a headline, as a person may write it: as [`headline`], and shorter; `None` if nothing was typed.
///
/// # Errors
/// What is wrong with it, in words.
pub fn kicker(text: &str) -> Result<Option<String>, String> {
    line(text, ("a line above a headline", KICKER_CHARS_MAX))
}

/// The line below a headline: the same with its own bound.
///
/// # Errors
/// What is wrong with it, in words.
pub fn dek(text: &str) -> Result<Option<String>, String> {
    line(text, ("a line below a headline", DEK_CHARS_MAX))
}

/// What the house says of an item, for readers: the same with its own bound.
///
/// # Errors
/// What is wrong with it, in words.
pub fn note(text: &str) -> Result<Option<String>, String> {
    line(text, ("a note", NOTE_CHARS_MAX))
}

/// What the house puts right of what it said of an item: the same, and never nothing.
///
/// # Errors
/// What is wrong with it, in words.
pub fn correction(text: &str) -> Result<String, String> {
    match line(text, ("a correction", NOTE_CHARS_MAX))? {
        Some(text) => Ok(text),
        None => {
            Err("a correction says what was wrong, and what is right; this has no words".to_owned())
        }
    }
}

fn line(text: &str, (what, chars_max): (&str, usize)) -> Result<Option<String>, String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    if let Some(c) = text.chars().find(|c| steers(*c)) {
        let c = u32::from(c);
        return Err(format!("{what} has no character that cannot be seen: take U+{c:04X} out"));
    }
    match text.chars().count() {
        0 => Ok(None),
        n if n <= chars_max => Ok(Some(text)),
        n => Err(format!("{what} has at most {chars_max} characters; this has {n}")),
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
    use super::{dek, headline, kicker, note, with_marks, without_marks};

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
    fn other_lines_may_be_empty_and_have_bounds_of_their_own() {
        assert_eq!(kicker(" \n"), Ok(None));
        assert_eq!(dek(" a\n b "), Ok(Some("a b".to_owned())));
        for (is_fine, n) in [(true, 120), (false, 121)] {
            assert_eq!(kicker(&"字".repeat(n)).is_ok(), is_fine);
        }
        assert!(note(&"字".repeat(1_000)).is_ok() && dek(&"字".repeat(401)).is_err());
        let told = note("a\u{202e}b").unwrap_err();
        assert_eq!(told, "a note has no character that cannot be seen: take U+202E out");
    }

    #[test]
    fn what_steers_is_marked() {
        assert_eq!(with_marks("a\u{202e}b\u{200c}c\n"), "a‹U+202E›b\u{200c}c\n");
        assert_eq!(without_marks("a\u{202e}b\u{200c}c"), "ab\u{200c}c");
    }
}
