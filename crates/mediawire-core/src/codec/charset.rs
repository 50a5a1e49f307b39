//! Bytes to text: which charset, and the text in it.
//!
//! The order is that of browsers (HTML §13.2.3, Encoding Standard §4.2): a byte order mark, then the HTTP header,
//! then what the document declares of itself, then detection. A header that contradicts the bytes is obeyed all the
//! same, as browsers do: the reader of the source's own site saw the same letters.

use crate::codec::legacy;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use std::borrow::Cow;

/// Bytes in which a page's own declaration is looked for: the standard asks for 1024, real pages need more.
const PRESCAN_BYTES: usize = 4096;
/// Bytes that detection looks at.
const DETECT_BYTES: usize = 64 * 1024;

/// What kind of document the bytes are: where it would declare its charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A `meta` element.
    Html,
    /// The XML declaration; UTF-8 without one (XML 1.0 §4.3.3).
    Xml,
    /// Nowhere: UTF-8 (RFC 8259 §8.1).
    Json,
}

/// Bytes as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The charset's name in the Encoding Standard.
    pub charset: &'static str,
    /// Whether bytes were found that mean nothing in it: each stands as U+FFFD.
    pub is_lossy: bool,
    /// The charset that the document names of itself, where it was read in another: a mark or the header said so.
    pub declared: Option<&'static str>,
}

/// The text of `bytes`, which came with the HTTP header `content_type`.
///
/// Labels are those of the Encoding Standard, so that UTF-7 and HZ are never decoded. Linear.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, context: Context) -> Decoded<'a> {
    if context == Context::Xml
        && let Some(old) = legacy::decode(bytes, content_type.and_then(charset_parameter), label)
    {
        return old;
    }
    let (encoding, bom_bytes) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (without_bom(bytes, content_type, context), 0),
    };
    let (text, is_lossy) = encoding.decode_without_bom_handling(&bytes[bom_bytes..]);
    let declared = declared(bytes, context).filter(|it| *it != encoding).map(Encoding::name);
    Decoded { text, charset: encoding.name(), is_lossy, declared }
}

/// Whether nearly all letters of `text` beyond ASCII look as if they had been coded twice: `Ã©` for `é`, which is
/// UTF-8 that was read as windows-1252 and written as UTF-8. Nobody can know: it may be meant. Linear.
#[must_use]
pub fn may_be_coded_twice(text: &str) -> bool {
    let (mut n_twice, mut n_others) = (0_usize, 0_usize);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c.is_ascii() {
            continue;
        }
        let n_more = match byte_of(c) {
            Some(0xc2..=0xdf) => 1,
            Some(0xe0..=0xef) => 2,
            Some(0xf0..=0xf4) => 3,
            _ => 0,
        };
        let mut more = rest.clone();
        let continues = |c: char| matches!(byte_of(c), Some(0x80..=0xbf));
        if n_more > 0 && more.by_ref().take(n_more).filter(|c| continues(*c)).count() == n_more {
            n_twice += 1;
            rest = more;
        } else {
            n_others += 1;
        }
    }
    n_twice > 0 && n_twice * 10 >= (n_twice + n_others) * 9
}

/// The byte of a character beyond ASCII in windows-1252.
fn byte_of(c: char) -> Option<u8> {
    /// Those of 0x80 to 0x9f; a space where there is none.
    const UPPER: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match u32::from(c) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => UPPER.chars().zip(0x80..).find(|(upper, _)| *upper == c).map(|(_, byte)| byte),
    }
}

/// Whether `text` can be read: at most one character in a hundred stands for bytes that mean nothing (U+FFFD). What has
/// more was decoded by another charset than it was written in.
#[must_use]
pub fn is_readable(text: &str) -> bool {
    let n_lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    n_lost == 0 || n_lost * 100 <= text.chars().count()
}

fn without_bom(bytes: &[u8], content_type: Option<&str>, context: Context) -> &'static Encoding {
    let stated = content_type.and_then(charset_parameter).and_then(of_label);
    stated.or_else(|| declared(bytes, context)).unwrap_or_else(|| detect(bytes))
}

/// The charset that a document names of itself.
fn declared(bytes: &[u8], context: Context) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN_BYTES)];
    match context {
        Context::Html => of_meta(head),
        Context::Xml => of_xml(head),
        Context::Json => None,
    }
}

fn of_label(label: &[u8]) -> Option<&'static Encoding> {
    let known = Encoding::for_label(label).or_else(|| {
        let spelled = str::from_utf8(label).ok()?.to_ascii_lowercase().replace('_', "-");
        let alias = match spelled.as_str() {
            "macroman" => "macintosh",
            "maccyrillic" | "mac-cyrillic" => "x-mac-cyrillic",
            other => other,
        };
        Encoding::for_label(alias.as_bytes())
    });
    known.filter(|&encoding| encoding != REPLACEMENT)
}

/// The label in an XML declaration.
fn label(document: &[u8]) -> Option<Vec<u8>> {
    let head = &document[..document.len().min(PRESCAN_BYTES)];
    let head = head.trim_ascii_start();
    let end = find(head, b"?>").filter(|_| head.starts_with(b"<?xml"))?;
    value_of(&head[..end], b"encoding").map(<[u8]>::to_vec)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECT_BYTES)], bytes.len() <= DETECT_BYTES);
    detector.guess(None, Utf8Detection::Allow)
}

/// The value of `charset=` in a media type or in the content of a `meta` element.
fn charset_parameter(text: &str) -> Option<&[u8]> {
    value_of(text.as_bytes(), b"charset")
}

/// What follows `name`, an equals sign and perhaps a quotation mark (HTML §2.5.2).
fn value_of<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = text;
    loop {
        rest = &rest[find(rest, name)? + name.len()..];
        let after = rest.trim_ascii_start();
        let Some(after) = after.strip_prefix(b"=") else { continue };
        let after = after.trim_ascii_start();
        let end_of = |stop: &dyn Fn(u8) -> bool, text: &[u8]| {
            text.iter().position(|&b| stop(b)).unwrap_or(text.len())
        };
        let value = match after.first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let after = &after[1..];
                &after[..end_of(&|b| b == quote, after)]
            }
            _ => {
                let stop = |b: u8| b.is_ascii_whitespace() || b";\"'>/".contains(&b);
                &after[..end_of(&stop, after)]
            }
        };
        return Some(value.trim_ascii());
    }
}

/// Where `needle`, in lower case, stands in `text`, in any case.
fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

/// The charset of the first `meta` element that declares one (HTML §13.2.3.2).
fn of_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    while let Some(at) = rest.iter().position(|&b| b == b'<') {
        rest = &rest[at..];
        if rest.starts_with(b"<!--") {
            rest = &rest[find(rest, b"-->")?..];
            continue;
        }
        if rest.len() > 5 && rest[..5].eq_ignore_ascii_case(b"<meta") {
            let tag = &rest[..rest.iter().position(|&b| b == b'>').unwrap_or(rest.len())];
            if let Some(encoding) = value_of(tag, b"charset").and_then(of_label) {
                return Some(match encoding {
                    // Whoever could read the declaration as ASCII has no UTF-16 before him.
                    _ if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
                    _ if encoding == X_USER_DEFINED => WINDOWS_1252,
                    _ => encoding,
                });
            }
        }
        rest = &rest[1..];
    }
    None
}

/// The charset of the XML declaration, or of its first bytes (XML 1.0, Appendix F).
fn of_xml(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(&[0, b'<', 0]) {
        return Some(UTF_16BE);
    }
    if head.starts_with(&[b'<', 0]) && head.get(3) == Some(&0) {
        return Some(UTF_16LE);
    }
    let encoding = of_label(&label(head)?)?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::{Context, decode, is_readable, may_be_coded_twice};

    #[test]
    fn charset_is_that_of_mark_header_declaration_or_detection_in_this_order() {
        type Case = (&'static [u8], Option<&'static str>, Context, &'static str, &'static str);
        let cases: [Case; 14] = [
            (
                b"\xef\xbb\xbfa\xc3\xa9",
                Some("text/html; charset=latin1"),
                Context::Html,
                "UTF-8",
                "aé",
            ),
            (b"\xff\xfea\0", None, Context::Html, "UTF-16LE", "a"),
            (
                b"\xe9<meta charset=utf-8>",
                Some("text/html;charset=\"ISO-8859-1\""),
                Context::Html,
                "windows-1252",
                "é<meta charset=utf-8>",
            ),
            (
                b"<META http-equiv=x content='text/html; charset=koi8-r'>\xc1",
                None,
                Context::Html,
                "KOI8-R",
                "<META http-equiv=x content='text/html; charset=koi8-r'>а",
            ),
            (
                b"<!-- <meta charset=koi8-r> --><meta charset='utf-8'>\xc3\xa9",
                None,
                Context::Html,
                "UTF-8",
                "<!-- <meta charset=koi8-r> --><meta charset='utf-8'>é",
            ),
            (
                b"<meta charset=utf-16>\xc3\xa9",
                None,
                Context::Html,
                "UTF-8",
                "<meta charset=utf-16>é",
            ),
            (b"\xc3\xa9", None, Context::Html, "UTF-8", "é"),
            (
                b"+ADw-script+AD4-",
                Some("text/html; charset=utf-7"),
                Context::Html,
                "UTF-8",
                "+ADw-script+AD4-",
            ),
            (b"~{<:~}", Some("text/html; charset=hz-gb-2312"), Context::Html, "UTF-8", "~{<:~}"),
            (
                b"<?xml version='1.0' encoding='windows-1251'?><a>\xe0</a>",
                None,
                Context::Xml,
                "windows-1251",
                "<?xml version='1.0' encoding='windows-1251'?><a>а</a>",
            ),
            (b"\0<\0a\0/\0>", None, Context::Xml, "UTF-16BE", "<a/>"),
            (b"\"\xc3\xa9\"", None, Context::Json, "UTF-8", "\"é\""),
            (b"", None, Context::Html, "UTF-8", ""),
            (b"<meta charset", None, Context::Html, "UTF-8", "<meta charset"),
        ];
        for (bytes, header, context, charset, text) in cases {
            let decoded = decode(bytes, header, context);
            assert_eq!((decoded.charset, &*decoded.text), (charset, text));
            assert!(!decoded.is_lossy, "{text}");
        }
    }

    #[test]
    fn bytes_that_mean_nothing_are_replaced_and_said() {
        let decoded = decode(b"a\xffb", Some("text/html; charset=utf-8"), Context::Html);
        assert_eq!((&*decoded.text, decoded.is_lossy), ("a\u{fffd}b", true));
    }

    #[test]
    fn what_a_document_says_of_itself_and_is_not_is_told() {
        let xml = b"<?xml version='1.0' encoding='utf-8'?><a>\xe0</a>";
        for (header, declared) in
            [("text/xml; charset=windows-1251", Some("UTF-8")), ("text/xml", None)]
        {
            assert_eq!(decode(xml, Some(header), Context::Xml).declared, declared, "{header}");
        }
    }

    #[test]
    fn letters_that_were_coded_twice_are_known_by_their_pairs() {
        for (text, expected) in [
            ("CafÃ© in Tolva", true),
            ("â€œRainâ€\u{9d} over TÃ¶lva", true),
            ("Ð”Ð¾Ð¶Ð´ÑŒ", true),
            ("Café in Tölva", false),
            ("Rain", false),
            ("NÃO AMANHÃ, São Paulo", false),
            ("Дождь", false),
            ("Ã", false),
            ("“Rain” — Â", false),
        ] {
            assert_eq!(may_be_coded_twice(text), expected, "{text}");
        }
    }

    #[test]
    fn text_is_readable_up_to_one_letter_lost_in_a_hundred() {
        for (n_lost, expected) in [(0, true), (1, true), (2, false)] {
            let text = format!("{}{}", "\u{fffd}".repeat(n_lost), "я".repeat(100 - n_lost));
            assert_eq!(is_readable(&text), expected, "{n_lost}");
        }
        assert!(is_readable(""));
    }

    #[test]
    fn an_undeclared_page_in_an_old_charset_is_detected() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251
            .encode("Министерство сообщило, что переговоры продолжатся на следующей неделе.");
        assert_eq!(decode(&bytes, None, Context::Html).charset, "windows-1251");
    }
}
