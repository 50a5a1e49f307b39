//! Bytes of a telegraphed message (IPTC 7901) to text: ASCII, and what agencies use beyond it without saying so.
//!
//! The message is UTF-8 if it can be. Else each byte above ASCII is a vote, by the letters beside it: DOS (code page
//! 437) has its letters where windows-1252 has control characters and quotation marks; ISO 6937 sets an accent before
//! its letter; windows-1252 has letters from C0 on.

use crate::codec::legacy;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// Start of heading (ISO 646): a message begins with it.
pub const SOH: u8 = 0x01;
/// Bytes in front of it that fill the line: NUL, SYN, line ends, space.
const FILL: [u8; 5] = [0x00, 0x16, b'\r', b'\n', b' '];
/// How many of these are looked over.
const FILL_MAX: usize = 64;

/// The accents of ISO 6937 from C1 on as combining characters; blank where it has none.
const ACCENTS: &str =
    "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308} \u{30a}\u{327} \u{30b}\u{328}\u{30c}";
/// Letters of ISO 6937 that have no accent, and stand alone.
const ALONE: [(u8, char); 10] = [
    (0xa1, '¡'),
    (0xa3, '£'),
    (0xab, '«'),
    (0xbb, '»'),
    (0xbf, '¿'),
    (0xe1, 'Æ'),
    (0xea, 'Œ'),
    (0xf1, 'æ'),
    (0xfa, 'œ'),
    (0xfb, 'ß'),
];

/// Whether the bytes are such a message, as far as their beginning tells.
#[must_use]
pub fn is_message(bytes: &[u8]) -> bool {
    bytes.iter().take(FILL_MAX).find(|byte| !FILL.contains(byte)) == Some(&SOH)
}

/// The text of a message. Linear; deterministic, so that the lock reads what the extractor read.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let (mut dos, mut accents, mut latin) = (0u32, 0u32, 0u32);
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let behind = bytes.get(at + 1).copied().unwrap_or(b' ');
        let is_in_word = before.is_ascii_lowercase() || behind.is_ascii_lowercase();
        match byte {
            0x80..=0x9a | 0xa0..=0xa5 if is_in_word => dos += 1,
            // A capital inside a word of small letters is an accent that waits for its letter.
            0xc1..=0xcf if before.is_ascii_lowercase() && behind.is_ascii_alphabetic() => {
                accents += 1;
            }
            0xc0..=0xff if is_in_word => latin += 1,
            _ => {}
        }
    }
    if dos > accents.max(latin) {
        legacy::named(bytes, "cp437").map_or(Cow::Borrowed(""), |decoded| decoded.text)
    } else if accents > latin {
        Cow::Owned(accented(bytes))
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    }
}

/// ISO 6937: an accent and the letter behind it are one.
fn accented(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut accent = None;
    for &byte in bytes {
        let waiting = accent.take();
        match byte {
            0..=0x7f => {
                out.push(char::from(byte));
                out.extend(waiting);
            }
            0xc1..=0xcf => {
                accent = ACCENTS.chars().nth(usize::from(byte - 0xc1)).filter(|c| *c != ' ');
            }
            _ => {
                let alone = ALONE.iter().find(|(known, _)| *known == byte).map(|(_, c)| *c);
                out.push(alone.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, is_message};

    #[test]
    fn accents_are_read_in_each_of_the_codes() {
        for (bytes, text) in [
            (
                &b"Z\x81rich and M\x81nchen, caf\x82, na\x8bve, Stra\xe1e"[..],
                "Zürich and München, café, naïve, Straße",
            ),
            (b"Z\xfcrich and M\xfcnchen, caf\xe9 \x93so\x94", "Zürich and München, café “so”"),
            (b"Z\xc8urich, caf\xc2e, gar\xcbcon, \xc2Elys\xc2ee", "Zürich, café, garçon, Élysée"),
            ("Zürich “so”".as_bytes(), "Zürich “so”"),
            (b"\xc9t\xe9 \xe0 Gen\xe8ve", "Été à Genève"),
        ] {
            assert_eq!(decode(bytes), text);
        }
    }

    #[test]
    fn message_begins_with_its_heading() {
        assert!(is_message(b"\0\0\x16\r\n\x01eca0001 3 i 4 dpa 1\r\n"));
        assert!(!is_message(b"<nitf>\x01") && !is_message(b"") && !is_message(&[0; 900]));
    }
}
