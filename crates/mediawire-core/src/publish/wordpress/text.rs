//! Text that WordPress shows as it was written.
//!
//! It would set other quotation marks and dashes, make pictures of `:)`, embed what an address alone leads to, and
//! obey `[…]`. All of these look for characters, and none for references to them.

use std::fmt::Write as _;

/// Appends `text` with a reference for every character that means something in HTML or to the filters of WordPress.
///
/// Source: WordPress 6.1 `wptexturize`, `convert_smilies`, `capital_P_dangit`, `do_shortcode`, `WP_Embed::autoembed`.
/// References have three digits or more, as its `wp_kses_normalize_entities` would write them.
pub(super) fn push_exact(out: &mut String, text: &str) {
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if is_read(c, before, rest.as_str()) => {
                write!(out, "&#{:03};", u32::from(c)).expect("a String takes all that is written");
            }
            _ => out.push(c),
        }
        before = Some(c);
    }
}

/// As [`push_exact`], as a text of its own.
pub(super) fn exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_exact(&mut out, text);
    out
}

/// A headline: its mark-up is text, and the house's WordPress sets its quotation marks as it sets those of others.
pub(super) fn title(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether a filter of WordPress reads `c` between what stands before and behind it. A run may begin or end anywhere, so
/// that its edges may be white space or not.
fn is_read(c: char, before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().next();
    let is_apart = before.is_none_or(char::is_whitespace);
    match c {
        '\'' | '`' | '[' | '\r' => true,
        '-' => {
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        }
        '.' => before == Some('.') || after == Some('.'),
        ':' | ';' => {
            (is_apart && !after.is_some_and(char::is_whitespace)) || rest.starts_with("//")
        }
        '8' => is_apart && (rest.starts_with('-') || rest.starts_with('O')),
        '(' => rest.starts_with("tm)"),
        'x' => {
            before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())
        }
        'p' => before == Some('d') && rest.starts_with("ress"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{exact, title};

    #[test]
    fn what_wordpress_would_change_is_written_as_references() {
        for (text, expected) in [
            ("a-b, 3.5 : c; d", "a-b, 3.5 : c; d"),
            ("\"it's\" <b>&", "&quot;it&#039;s&quot; &lt;b&gt;&amp;"),
            ("a - b--c", "a &#045; b&#045;&#045;c"),
            ("so... yes.", "so&#046;&#046;&#046; yes."),
            ("3x4, 3 x 4", "3&#120;4, 3 x 4"),
            ("[gallery]", "&#091;gallery]"),
            ("yes :) 8O (tm)", "yes &#058;) &#056;O &#040;tm)"),
            ("https://a.example", "https&#058;//a.example"),
            ("Wordpress, wordpress", "Word&#112;ress, word&#112;ress"),
        ] {
            assert_eq!(exact(text), expected);
        }
        assert_eq!(title("A & \"<b>\""), "A &amp; \"&lt;b&gt;\"");
    }
}
