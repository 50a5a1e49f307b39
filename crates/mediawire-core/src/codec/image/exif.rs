//! EXIF: of all that a camera writes, only which way is up.

/// The tag of the orientation (Exif 2.32 §4.6.4 A).
const ORIENTATION: u16 = 0x0112;
/// The type of a value of two bytes.
const SHORT: u16 = 3;
/// The most entries of a directory that are looked at.
const ENTRIES_MAX: u16 = 512;

/// Whether `tiff`, a block of EXIF, says that the image is to be turned by a quarter before it is shown.
pub(super) fn is_on_its_side(tiff: &[u8]) -> bool {
    matches!(orientation(tiff), Some(5..=8))
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let u32_at = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let start = usize::try_from(u32_at(4)?).ok()?;
    let n_entries = u16_at(start)?.min(ENTRIES_MAX);
    for n in 0..usize::from(n_entries) {
        let entry = start.checked_add(2 + n * 12)?;
        if u16_at(entry)? == ORIENTATION {
            return if u16_at(entry + 2)? == SHORT { u16_at(entry + 8) } else { None };
        }
    }
    None
}
