//! Gzip members (RFC 1952): inflated at once where all of one is at hand, in steps where not.

use flate2::{Crc, Decompress, FlushDecompress, Status};
use libdeflater::Decompressor;
use memchr::memmem::Finder;

/// What a member begins with: the magic number and the one method there is.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// The shortest member: a head, an empty block and a trailer.
pub(super) const MEMBER_BYTES_MIN: usize = 20;
/// The longest member that is inflated at once.
pub(super) const WHOLE_BYTES_MAX: usize = 4 << 20;
/// The longest text that is inflated at once.
const WHOLE_TEXT_BYTES_MAX: usize = 64 << 20;
/// The most bytes that one byte of deflate can stand for.
const RATIO_MAX: usize = 1032;
/// Bytes inflated at a time.
const STEP_BYTES: usize = 64 * 1024;

/// The head of a member.
pub(super) enum Head {
    /// It has so many bytes.
    Ends(usize),
    /// It goes on behind what is at hand.
    Cut,
    /// There is none.
    No,
}

/// How far a step came.
pub(super) enum Step {
    /// Bytes of the input that were read; there is more.
    Some(usize),
    /// The same, and the deflate stream has ended: the trailer follows.
    Ended(usize),
    /// The data are no deflate stream.
    Bad,
}

/// What inflates one member after another.
pub(super) struct Gzip {
    at_once: Decompressor,
    in_steps: Decompress,
    crc: Crc,
    magic: Finder<'static>,
}

impl std::fmt::Debug for Gzip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gzip").finish_non_exhaustive()
    }
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self {
            at_once: Decompressor::new(),
            in_steps: Decompress::new(false),
            crc: Crc::new(),
            magic: Finder::new(&MAGIC),
        }
    }

    /// Where in `bytes`, not before `from`, another member seems to begin. In one of some millions of places it does
    /// not: then the bytes before are no whole member, and are inflated in steps.
    pub(super) fn next_member(&self, bytes: &[u8], from: usize) -> Option<usize> {
        self.magic.find(bytes.get(from..)?).map(|at| from + at)
    }

    /// Appends the text of `member`; false, and nothing is appended, unless it is one whole member whose checksum is
    /// right and whose trailer ends it.
    pub(super) fn at_once(&mut self, member: &[u8], text: &mut Vec<u8>) -> bool {
        let Some((crc, n_text)) = trailer(member) else { return false };
        // What the trailer says is believed only as far as the member can hold it.
        if n_text > WHOLE_TEXT_BYTES_MAX.min(member.len() * RATIO_MAX) {
            return false;
        }
        let before = text.len();
        text.resize(before + n_text, 0);
        let inflated = self.at_once.gzip_decompress(member, &mut text[before..]);
        // The library reads one member and says nothing of what lies behind it: the last bytes must be its trailer.
        if inflated == Ok(n_text) && libdeflater::crc32(&text[before..]) == crc {
            return true;
        }
        text.truncate(before);
        false
    }

    /// Begins a member whose head has been passed over.
    pub(super) fn begin(&mut self) {
        self.in_steps.reset(false);
        self.crc.reset();
    }

    /// Appends some of the text that `bytes`, the next of the member, stand for.
    pub(super) fn step(&mut self, bytes: &[u8], text: &mut Vec<u8>) -> Step {
        let before = text.len();
        text.reserve(STEP_BYTES);
        let n_in = self.in_steps.total_in();
        let status = self.in_steps.decompress_vec(bytes, text, FlushDecompress::None);
        let n_read = usize::try_from(self.in_steps.total_in() - n_in);
        let n_read = n_read.expect("it read from a slice");
        self.crc.update(&text[before..]);
        match status {
            Ok(Status::StreamEnd) => Step::Ended(n_read),
            Ok(_) => Step::Some(n_read),
            Err(_) => Step::Bad,
        }
    }

    /// Whether the trailer at the start of `bytes` is that of the text that was inflated in steps.
    pub(super) fn is_trailed_by(&self, bytes: &[u8; 8]) -> bool {
        let [a, b, c, d, n @ ..] = *bytes;
        u32::from_le_bytes([a, b, c, d]) == self.crc.sum()
            && u32::from_le_bytes(n) == self.crc.amount()
    }
}

/// The checksum and the length of the text that the trailer at the end of `member` states.
fn trailer(member: &[u8]) -> Option<(u32, usize)> {
    let (_, [a, b, c, d, n @ ..]) = member.split_last_chunk::<8>()?;
    let n_text = usize::try_from(u32::from_le_bytes(*n)).ok()?;
    Some((u32::from_le_bytes([*a, *b, *c, *d]), n_text))
}

/// The head of a member (RFC 1952 §2.3).
pub(super) fn head(bytes: &[u8]) -> Head {
    const CRC: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    if bytes.len() < 10 {
        let is_begun = bytes.starts_with(&MAGIC[..bytes.len().min(3)]);
        return if is_begun { Head::Cut } else { Head::No };
    }
    let flags = bytes[3];
    if !bytes.starts_with(&MAGIC) || flags & 0xe0 != 0 {
        return Head::No;
    }
    let mut at = 10;
    if flags & EXTRA != 0 {
        let Some(&[low, high]) = bytes.get(at..at + 2) else { return Head::Cut };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let Some(rest) = bytes.get(at..) else { return Head::Cut };
            let Some(n) = memchr::memchr(0, rest) else { return Head::Cut };
            at += n + 1;
        }
    }
    if flags & CRC != 0 {
        at += 2;
    }
    if at <= bytes.len() { Head::Ends(at) } else { Head::Cut }
}

/// The first bytes of the text of the member at the start of `bytes`, as many as `first` has room for; false if there
/// are fewer at hand, or no member.
pub(super) fn probe(bytes: &[u8], first: &mut [u8]) -> bool {
    let Head::Ends(head) = head(bytes) else { return false };
    let mut inflate = Decompress::new(false);
    let result = inflate.decompress(&bytes[head..], first, FlushDecompress::None);
    result.is_ok() && inflate.total_out() == first.len() as u64
}
