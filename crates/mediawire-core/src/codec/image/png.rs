//! Where a PNG keeps its metadata: chunks.

use crate::codec::image::{Found, PARTS_MAX, exif, xmp};
use flate2::bufread::ZlibDecoder;
use std::io::Read as _;

/// The keyword of the text chunk that holds XMP (XMP Specification, Part 3, §1.1.5).
const XMP: &[u8] = b"XML:com.adobe.xmp\0";

/// What `bytes`, a PNG, carry beside their pixels.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    for _ in 0..PARTS_MAX {
        let Some((head, behind)) = rest.split_first_chunk::<8>() else { break };
        let [a, b, c, d, kind @ ..] = head;
        let Ok(length) = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])) else { break };
        let Some(data) = behind.get(..length) else { break };
        match kind {
            b"iTXt" => {
                if let Some(packet) = data.strip_prefix(XMP).and_then(text) {
                    found.xmp = xmp::read(&packet);
                }
            }
            b"eXIf" => found.is_on_its_side = exif::is_on_its_side(data),
            b"IEND" => break,
            _ => {}
        }
        // A checksum stands behind the data.
        rest = behind.get(length + 4..).unwrap_or_default();
    }
    found
}

/// The text of a text chunk behind its keyword (PNG, Third Edition, §11.3.3.4).
fn text(data: &[u8]) -> Option<Vec<u8>> {
    let [is_compressed, _method, rest @ ..] = data else { return None };
    // A language and a translated keyword, each with its end.
    let text = rest.splitn(3, |byte| *byte == 0).nth(2)?;
    if *is_compressed == 0 {
        return Some(text.to_vec());
    }
    let mut out = Vec::new();
    let n_bytes_max = u64::try_from(xmp::BYTES_MAX).unwrap_or(u64::MAX);
    ZlibDecoder::new(text).take(n_bytes_max).read_to_end(&mut out).ok()?;
    Some(out)
}
