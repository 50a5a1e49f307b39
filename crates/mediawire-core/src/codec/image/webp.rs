//! Where a WebP keeps its metadata: chunks of the RIFF file (RFC 9649 §2.7.1.5).

use crate::codec::image::{Found, PARTS_MAX, exif, xmp};

/// What some writers put before the block of EXIF, as in a JPEG.
const EXIF: &[u8] = b"Exif\0\0";

/// What `bytes`, a WebP, carry beside their pixels.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut rest = bytes.get(12..).unwrap_or_default();
    for _ in 0..PARTS_MAX {
        let Some((head, behind)) = rest.split_first_chunk::<8>() else { break };
        let [kind @ .., a, b, c, d] = head;
        let Ok(length) = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d])) else { break };
        let Some(data) = behind.get(..length) else { break };
        match kind {
            b"XMP " => found.xmp = xmp::read(data),
            b"EXIF" => {
                let tiff = data.strip_prefix(EXIF).unwrap_or(data);
                found.is_on_its_side = exif::is_on_its_side(tiff);
            }
            _ => {}
        }
        // Chunks begin at even bytes.
        rest = behind.get(length + length % 2..).unwrap_or_default();
    }
    found
}
