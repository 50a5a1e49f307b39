//! IPTC-IIM (Information Interchange Model, version 4.2): data sets inside Photoshop's resources.

use crate::codec::image::{Metadata, PARTS_MAX, joined, tidy};
use encoding_rs::WINDOWS_1252;

/// The resource that holds the data sets (Photoshop File Formats, Image Resource IDs).
const IPTC: u16 = 0x0404;
/// What 1:90 holds where texts are in UTF-8: ESC % G (IIM §5.2, ISO 2022).
const UTF_8: &[u8] = b"\x1b%G";

/// What the resources `bytes` say of the image.
pub(super) fn read(bytes: &[u8]) -> Metadata {
    let mut metadata = Metadata::default();
    let mut rest = bytes;
    for _ in 0..PARTS_MAX {
        let Some((id, data, behind)) = resource(rest) else { break };
        if id == IPTC {
            metadata = metadata.or(data_sets(data));
        }
        rest = behind;
    }
    metadata
}

/// The first resource: its number, its data, and what follows. Name and data each end at an even byte.
fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (head, rest) = bytes.strip_prefix(b"8BIM")?.split_first_chunk::<2>()?;
    let n_name = usize::from(*rest.first()?) + 1;
    let (length, rest) = rest.get(n_name + n_name % 2..)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let data = rest.get(..length)?;
    // The last one may lack the byte that makes it even.
    let behind = rest.get(length + length % 2..).unwrap_or_default();
    Some((u16::from_be_bytes(*head), data, behind))
}

fn data_sets(bytes: &[u8]) -> Metadata {
    let mut is_utf_8 = false;
    let mut creators = Vec::new();
    let mut metadata = Metadata::default();
    let mut rest = bytes;
    for _ in 0..PARTS_MAX {
        let Some((DataSet { number, data }, behind)) = data_set(rest) else { break };
        rest = behind;
        let text = || decode(data, is_utf_8);
        match number {
            (1, 90) => is_utf_8 = data == UTF_8,
            (2, 80) => creators.push(text()),
            (2, 110) => metadata.credit = tidy(&text()),
            (2, 116) => metadata.copyright = tidy(&text()),
            (2, 120) => metadata.caption = tidy(&text()),
            _ => {}
        }
    }
    Metadata { creator: joined(&creators), ..metadata }
}

/// A data set: its record and its number there, and its data.
struct DataSet<'a> {
    number: (u8, u8),
    data: &'a [u8],
}

/// The first data set, and what follows (IIM §1.5).
fn data_set(bytes: &[u8]) -> Option<(DataSet<'_>, &[u8])> {
    let [0x1c, record, number, a, b, rest @ ..] = bytes else { return None };
    let length = usize::from(u16::from_be_bytes([*a, *b]));
    let (length, rest) = match length {
        0..=0x7fff => (length, rest),
        // The length of the length; more than four bytes of it no file needs.
        _ => {
            let (digits, rest) =
                rest.split_at_checked(length & 0x7fff).filter(|(d, _)| d.len() <= 4)?;
            (digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest)
        }
    };
    let (data, behind) = rest.split_at_checked(length)?;
    Some((DataSet { number: (*record, *number), data }, behind))
}

/// A text: UTF-8 where it says so or is it, else what most programs write that say nothing.
fn decode(data: &[u8], is_utf_8: bool) -> String {
    match std::str::from_utf8(data) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(data).into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(data).0.into_owned(),
    }
}
