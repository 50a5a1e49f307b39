//! WARC records (ISO 28500:2017, WARC 1.1; 1.0 is read too): one gzip member each,
//! written; read from files of every packing.
//!
//! To write: [`warcinfo`], [`response`], [`revisit`], and [`removed`] in the place of another. To read: [`Reader`]. What a record's block says as an HTTP
//! message is in `head`; what lies between the file's bytes and its records is in `member`, and how they are packed in
//! `gzip` and `zstandard`.

mod gzip;
mod head;
mod member;
mod read;
mod record;
mod removed;
#[cfg(test)]
mod tests;
mod write;
mod zstandard;

pub use head::{HttpHead, clean_headers, clean_uri};
pub use read::{Bad, Mark, Reader};
pub use record::Record;
pub use removed::{Removed, removed};
pub use write::{Original, Response, response, revisit, warcinfo};

use crate::codec::digest::{Digest, base32};
use sha1::{Digest as _, Sha1};

/// The profile of a revisit record whose payload has the digest of an earlier one (WARC 1.1 §6.7.2).
pub const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/// The record id that stands for `id`: a UUID of version 8 (RFC 9562 §5.8) made of its first 122 bits.
#[must_use]
pub fn record_id(id: &Digest) -> String {
    let hex = id.to_hex();
    let variant = ['8', '9', 'a', 'b'][usize::from(id.as_bytes()[8] & 3)];
    format!(
        "<urn:uuid:{}-{}-8{}-{variant}{}-{}>",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

/// A digest as a WARC field states it. Hexadecimal, since that is the form of SHA-256 that other tools verify.
fn label(digest: &Digest) -> String {
    format!("sha256:{digest}")
}

/// Whether `stated` (`algorithm:value`, the value in base 32 or hexadecimal) is the digest of `bytes`;
/// `None` if its algorithm is not known here.
fn agrees(stated: &str, bytes: &[u8]) -> Option<bool> {
    let (algorithm, value) = stated.trim().split_once(':')?;
    let value = value.trim_end_matches('=');
    let digest = match algorithm.to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => Digest::of(bytes).as_bytes().to_vec(),
        _ => return None,
    };
    let hex_matches = value.len() == digest.len() * 2
        && value.as_bytes().chunks_exact(2).zip(&digest).all(|(pair, byte)| {
            let digit = |b: u8| char::from(b).to_digit(16);
            digit(pair[0]).zip(digit(pair[1])).is_some_and(|(h, l)| h * 16 + l == u32::from(*byte))
        });
    Some(hex_matches || value.eq_ignore_ascii_case(&base32(&digest)))
}
