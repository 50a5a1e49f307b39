//! Charsets that the Encoding Standard does not know and old feeds name: those of DOS, of old Macintoshes, of
//! mainframes (EBCDIC), and UTF-32.
//!
//! `legacy.txt` has a line a charset: its labels, without hyphens and underscores, the first its name, and behind a tab the
//! characters of its bytes: from 80 on where the others are ASCII, from 40 on for EBCDIC. After the tables of Unicode's
//! `MAPPINGS/VENDORS`.

use super::charset::Decoded;
use std::borrow::Cow;

const TABLES: &str = include_str!("legacy.txt");

/// How many characters the table of a charset has whose lower half is ASCII.
const UPPER_HALF: usize = 128;

/// How XML in EBCDIC begins: `<?xm` (XML 1.0, Appendix F).
const EBCDIC_START: &[u8] = &[0x4c, 0x6f, 0xa7, 0x94];

/// The text of XML in one of these charsets, which `label` may name; `None` if it is in none of them.
///
/// `declared` finds the label in a declaration.
pub(super) fn decode(
    bytes: &[u8],
    label: Option<&[u8]>,
    declared: impl Fn(&[u8]) -> Option<Vec<u8>>,
) -> Option<Decoded<'static>> {
    if let Some(found) = utf_32(bytes) {
        return Some(found);
    }
    if bytes.starts_with(EBCDIC_START) {
        let usual = table("ibm037")?;
        let head = text(&bytes[..bytes.len().min(256)], &usual).text;
        let named = declared(head.as_bytes()).and_then(|label| table_of(&label));
        return Some(text(bytes, &named.unwrap_or(usual)));
    }
    let named = label.map(<[u8]>::to_vec).or_else(|| declared(bytes))?;
    Some(text(bytes, &table_of(&named)?))
}

/// The text of bytes in the charset of that name; `None` if it is none of these.
pub(super) fn named(bytes: &[u8], name: &str) -> Option<Decoded<'static>> {
    Some(text(bytes, &table(name)?))
}

/// A charset: its name, and the characters of its upper bytes.
struct Table {
    name: &'static str,
    chars: Vec<char>,
}

fn table_of(label: &[u8]) -> Option<Table> {
    let label = str::from_utf8(label).ok()?.trim().to_ascii_lowercase();
    table(&label.replace(['-', '_'], ""))
}

fn table(label: &str) -> Option<Table> {
    TABLES.lines().find_map(|line| {
        let (labels, chars) = line.split_once('\t')?;
        let mut labels = labels.split(' ');
        let name = labels.clone().next()?;
        labels.any(|it| it == label).then(|| Table { name, chars: chars.chars().collect() })
    })
}

fn text(bytes: &[u8], table: &Table) -> Decoded<'static> {
    let is_ascii_below = table.chars.len() == UPPER_HALF;
    let first = 256 - table.chars.len();
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        text.push(match byte {
            byte if usize::from(byte) >= first => table.chars[usize::from(byte) - first],
            byte if is_ascii_below => char::from(byte),
            0x05 => '\t',
            0x0d | 0x15 | 0x25 => '\n',
            _ => ' ',
        });
    }
    decoded(text, table.name)
}

fn decoded(text: String, charset: &'static str) -> Decoded<'static> {
    let is_lossy = text.contains(char::REPLACEMENT_CHARACTER);
    Decoded { text: Cow::Owned(text), charset, is_lossy, declared: None }
}

/// The text of XML in UTF-32, by its byte order mark or its first character.
fn utf_32(bytes: &[u8]) -> Option<Decoded<'static>> {
    let (name, unit): (_, fn([u8; 4]) -> u32) = match bytes.get(..4)? {
        [0, 0, 0xfe, 0xff] | [0, 0, 0, b'<'] => ("utf-32be", u32::from_be_bytes),
        [0xff, 0xfe, 0, 0] | [b'<', 0, 0, 0] => ("utf-32le", u32::from_le_bytes),
        _ => return None,
    };
    let (units, rest) = bytes.as_chunks::<4>();
    let chars = units.iter().map(|&it| char::from_u32(unit(it)));
    let text: String = chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let mut found = decoded(text.trim_start_matches('\u{feff}').to_owned(), name);
    found.is_lossy |= !rest.is_empty();
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::charset::{Context, decode};

    #[test]
    fn old_charsets_are_known_by_label_and_by_first_bytes() {
        for (bytes, text, charset) in [
            (&b"<?xml version='1.0' encoding='IBM-850'?><a>\x80"[..], "Ç", "cp850"),
            (b"<?xml version='1.0' encoding='mac-cyrillic'?><a>\x80", "А", "x-mac-cyrillic"),
            (b"<?xml version='1.0' encoding='macroman'?><a>\x80", "Ä", "macintosh"),
            (b"<?xml version='1.0' encoding='windows_1251'?><a>\x80", "Ђ", "windows-1251"),
            (b"\x4c\x6f\xa7\x94\x93\x6f\x6e\x4c\x81\x6e\xc1\x5a", "A!", "ibm037"),
            (b"\xff\xfe\0\0<\0\0\0a\0\0\0>\0\0\0\xf6\x01\0\0", "Ƕ", "utf-32le"),
            (b"\0\0\0<\0\0\0a\0\0\0>\0\x01\xf4\x35", "🐵", "utf-32be"),
        ] {
            let decoded = decode(bytes, None, Context::Xml);
            assert_eq!(decoded.charset, charset);
            assert!(decoded.text.ends_with(text), "{charset}: {:?}", decoded.text);
        }
        let cut = decode(b"<\0\0\0a\0\0\0>\0", None, Context::Xml);
        assert!(cut.is_lossy && &*cut.text == "<a");
        let html = decode(b"<meta charset=cp850>\x80", None, Context::Html);
        assert_eq!(html.charset, "windows-1252", "a browser does not know it");
    }
}
