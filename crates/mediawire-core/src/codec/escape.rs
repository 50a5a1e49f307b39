//! A fragment's HTML or text out of the way in which its document wrote it: XML character data, or a JSON string.

use crate::codec::html;
use std::borrow::Cow;

/// Letters of the longest HTML entity name that is looked for.
const NAME_CHARS_MAX: usize = 32;

/// XML character data as it is meant: CDATA sections opened, the five entities and character references resolved
/// (XML 1.0 §2.4, §4.6). Other entities stay as they stand; so does mark-up.
#[must_use]
pub fn xml(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['&', '<']) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(section) = rest.strip_prefix("<![CDATA[") {
            let end = section.find("]]>").unwrap_or(section.len());
            out.push_str(&section[..end]);
            rest = section.get(end + 3..).unwrap_or_default();
        } else if let Some((c, n_bytes)) = reference(rest) {
            out.push(c);
            rest = &rest[n_bytes..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// As [`xml`], and HTML's named entities too: for plain text that no HTML parser reads afterwards.
#[must_use]
pub fn xml_text(raw: &str) -> String {
    let text = xml(raw);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let n_bytes = rest
            .bytes()
            .take(NAME_CHARS_MAX)
            .skip(1)
            .position(|b| !b.is_ascii_alphanumeric())
            .filter(|&n| n > 0 && rest.as_bytes()[n + 1] == b';')
            .map_or(1, |n| n + 2);
        match n_bytes {
            1 => out.push('&'),
            _ => out.push_str(&html::parse_fragment(&rest[..n_bytes]).text_of(0)),
        }
        rest = &rest[n_bytes..];
    }
    out.push_str(rest);
    out
}

/// The character that the reference at the head of `text` means, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    for (name, c) in
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')]
    {
        if text.starts_with(name) {
            return Some((c, name.len()));
        }
    }
    let digits = text.strip_prefix("&#")?;
    let end = digits.bytes().take(12).position(|b| b == b';')?;
    let number = match digits[..end].strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits[..end].parse().ok()?,
    };
    Some((char::from_u32(number)?, end + 3))
}

/// Plain text as HTML or XML character data.
#[must_use]
pub fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The inside of a JSON string as it is meant (RFC 8259 §7). A lone surrogate becomes U+FFFD; a bad escape stays.
#[must_use]
pub fn json(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let plain = match rest.as_bytes().get(1) {
            Some(b'n') => Some('\n'),
            Some(b't') => Some('\t'),
            Some(b'r') => Some('\r'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(&b @ (b'"' | b'\\' | b'/')) => Some(char::from(b)),
            _ => None,
        };
        let (c, n_bytes) = match (plain, unit(rest)) {
            (Some(c), _) => (c, 2),
            (None, Some(high @ 0xd800..=0xdbff)) => match rest.get(6..).and_then(unit) {
                Some(low @ 0xdc00..=0xdfff) => {
                    let number = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
                }
                _ => (char::REPLACEMENT_CHARACTER, 6),
            },
            (None, Some(number)) => {
                (char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER), 6)
            }
            (None, None) => ('\\', 1),
        };
        out.push(c);
        rest = &rest[n_bytes..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The UTF-16 unit of the `\uXXXX` at the head of `text`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::{json, xml, xml_text};

    #[test]
    fn xml_character_data_is_what_it_means() {
        for (raw, html, text) in [
            ("a", "a", "a"),
            ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "<p>a &amp; b</p>", "<p>a & b</p>"),
            ("<![CDATA[<p>a&nbsp;b</p>]]> c", "<p>a&nbsp;b</p> c", "<p>a\u{a0}b</p> c"),
            ("&#8217;&#x2019;&#0;&#xZ;", "’’\0&#xZ;", "’’\0&#xZ;"),
            ("AT&T & &eacute; &;", "AT&T & &eacute; &;", "AT&T & é &;"),
            ("<![CDATA[open", "open", "open"),
            ("a&", "a&", "a&"),
        ] {
            assert_eq!(xml(raw), html);
            assert_eq!(xml_text(raw), text);
        }
    }

    #[test]
    fn json_strings_are_what_they_mean() {
        for (raw, meant) in [
            (r"a", "a"),
            (r#"\"\\\/\n\t"#, "\"\\/\n\t"),
            (r"\u00e9\ud83d\ude00", "é😀"),
            (r"\ud83dx\ude00", "\u{fffd}x\u{fffd}"),
            (r"\u12\q\", "\\u12\\q\\"),
        ] {
            assert_eq!(json(raw), meant);
        }
    }
}
