//! Digests of names and words, cheap: two that strangers choose may have the same.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A digest of a value, for telling values apart that nobody chose for being alike.
pub(super) fn digest(value: &str) -> u64 {
    let (eights, rest) = value.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = eights.iter().chain([&last]).map(|it| u64::from_le_bytes(*it));
    words.fold(value.len() as u64, mix)
}

/// The digest with another number mixed in.
pub(super) fn mix(digest: u64, with: u64) -> u64 {
    let mixed = (digest.rotate_left(23) ^ with).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

/// A table of ours by digests, which need no other hashing. Never for what strangers' pages fill: they could choose
/// digests that fall together.
pub(super) type ByDigest<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// The hasher of a digest: the digest.
#[derive(Debug, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = mix(self.0, u64::from(byte)));
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
