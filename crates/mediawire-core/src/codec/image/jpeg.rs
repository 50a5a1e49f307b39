//! Where a JPEG keeps its metadata: application segments before its first scan.

use crate::codec::image::{Found, PARTS_MAX, exif, iim, xmp};

/// What the segment APP1 begins with where it holds EXIF (Exif 2.32 §4.7.2).
const EXIF: &[u8] = b"Exif\0\0";
/// What it begins with where it holds XMP (XMP Specification, Part 3, §1.1.3).
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// What the segment APP13 begins with where it holds Photoshop's resources, IPTC-IIM among them.
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

const APP1: u8 = 0xe1;
const APP13: u8 = 0xed;
/// Start of scan, end of image: no metadata follow.
const ENDS: [u8; 2] = [0xda, 0xd9];

/// What `bytes`, a JPEG, carry beside their pixels.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut resources = Vec::new();
    let mut rest = bytes.get(2..).unwrap_or_default();
    for _ in 0..PARTS_MAX {
        let [0xff, marker, behind @ ..] = rest else { break };
        if ENDS.contains(marker) {
            break;
        }
        match marker {
            // Fill bytes, and markers without a length (T.81 §B.1.1.2).
            0xff => rest = &rest[1..],
            0x01 | 0xd0..=0xd8 => rest = behind,
            _ => {
                let Some(length) = behind.first_chunk().map(|two| u16::from_be_bytes(*two)) else {
                    break;
                };
                let Some(segment) = behind.get(2..usize::from(length)) else { break };
                rest = &behind[usize::from(length)..];
                match *marker {
                    APP1 => {
                        if let Some(tiff) = segment.strip_prefix(EXIF) {
                            found.is_on_its_side = exif::is_on_its_side(tiff);
                        } else if let Some(packet) = segment.strip_prefix(XMP) {
                            found.xmp = xmp::read(packet);
                        }
                    }
                    // A resource may go on in the next segment.
                    APP13 => resources.extend(segment.strip_prefix(PHOTOSHOP).unwrap_or_default()),
                    _ => {}
                }
            }
        }
    }
    found.iim = iim::read(&resources);
    found
}
