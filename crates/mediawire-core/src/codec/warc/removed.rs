//! The record that stands where another was removed: as many bytes of the file as that one had, so that all others lie
//! where they lay.

use crate::codec::digest::Digest;
use crate::codec::warc::{label, record_id};
use flate2::Crc;
use jiff::Timestamp;

/// What is removed, and why.
#[derive(Debug, Clone, Copy)]
pub struct Removed<'a> {
    /// What the record's id was made of.
    pub id: Digest,
    /// When it is removed; written to the millisecond.
    pub at: Timestamp,
    /// Why, in words.
    pub why: &'a str,
    /// SHA-256 of the payload that lay here.
    pub payload: Digest,
}

/// The most bytes of a stored block (RFC 1951 §3.2.4), and what each costs beside them.
const BLOCK_BYTES_MAX: usize = 65_535;
const BLOCK_HEAD_BYTES: usize = 5;
/// The fixed head of a gzip member and its trailer (RFC 1952 §2.3).
const MEMBER_BYTES: usize = 18;
/// Bit of the head that announces a comment.
const HAS_COMMENT: u8 = 0x10;
/// What ends a record.
const END: &[u8] = b"\r\n\r\n";

/// The gzip member of a metadata record (WARC 1.1 §6.5) of just `n_bytes` that says that a record was removed: when, why,
/// and the digest of what lay there. `None` if these bytes cannot hold it.
///
/// The same arguments give the same bytes.
#[must_use]
pub fn removed(removed: &Removed<'_>, n_bytes: usize) -> Option<Vec<u8>> {
    let at = removed.at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
    let words: String = removed.why.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let digest = label(&removed.payload);
    let whole = format!("removed: {words}\r\npayload-digest: {digest}\r\n");
    // A record without a payload is hardly longer than what says that it is gone: what lay there stands in the store.
    [whole.as_str(), "removed\r\n"].iter().find_map(|said| sized(removed, &at, said, n_bytes))
}

fn sized(removed: &Removed<'_>, at: &str, said: &str, n_bytes: usize) -> Option<Vec<u8>> {
    // A block more costs more than a byte: where no text fits just so, a comment of a few bytes fills the rest.
    let (n_comment, n_text) = (0..=BLOCK_HEAD_BYTES + 1).find_map(|n_comment| {
        let rest = n_bytes.checked_sub(MEMBER_BYTES + n_comment)?;
        let n_blocks = rest.div_ceil(BLOCK_BYTES_MAX + BLOCK_HEAD_BYTES);
        let n_text = rest.checked_sub(n_blocks * BLOCK_HEAD_BYTES)?;
        (n_text > 0 && n_text.div_ceil(BLOCK_BYTES_MAX) == n_blocks).then_some((n_comment, n_text))
    })?;
    let head = |n_block: usize| {
        format!(
            "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: {}\r\nWARC-Date: {at}\r\n\
             Content-Type: application/warc-fields\r\nContent-Length: {n_block:010}\r\n\r\n",
            record_id(&removed.id)
        )
    };
    let n_block = n_text.checked_sub(head(0).len() + END.len())?;
    let n_padding = n_block.checked_sub(said.len())?;
    let mut text = head(n_block).into_bytes();
    text.extend_from_slice(said.as_bytes());
    text.resize(text.len() + n_padding, b' ');
    text.extend_from_slice(END);
    Some(member(&text, n_comment))
}

/// `text` as it is, in a gzip member with a comment of so many bytes, its end among them.
fn member(text: &[u8], n_comment: usize) -> Vec<u8> {
    let flags = if n_comment > 0 { HAS_COMMENT } else { 0 };
    let mut out = vec![0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 0xff];
    if let Some(n) = n_comment.checked_sub(1) {
        out.resize(out.len() + n, b' ');
        out.push(0);
    }
    let mut blocks = text.chunks(BLOCK_BYTES_MAX).peekable();
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        let n = u16::try_from(block.len()).expect("a chunk is no longer");
        out.extend_from_slice(&n.to_le_bytes());
        out.extend_from_slice(&(!n).to_le_bytes());
        out.extend_from_slice(block);
    }
    let mut sum = Crc::new();
    sum.update(text);
    out.extend_from_slice(&sum.sum().to_le_bytes());
    // RFC 1952 takes the length modulo 2^32, as `amount` counts it.
    out.extend_from_slice(&sum.amount().to_le_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::{Removed, removed};
    use crate::codec::digest::Digest;
    use crate::codec::warc::{Reader, Response, response};

    fn said() -> Removed<'static> {
        Removed {
            id: Digest::of(b"a"),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: "under its source's terms: kept 30 days\r\nWARC/1.1",
            payload: Digest::of(b"payload"),
        }
    }

    #[test]
    fn record_in_the_place_of_another_has_just_its_length() {
        let lengths = (430..480).chain(65_900..66_200).chain(131_400..131_700).chain([700_000]);
        for n_bytes in lengths {
            let member = removed(&said(), n_bytes).unwrap();
            assert_eq!(member.len(), n_bytes);
            let mut records = Reader::new(&member[..], 1 << 20);
            let record = records.next().unwrap().unwrap();
            assert_eq!((record.kind(), record.length), ("metadata", n_bytes as u64));
            let block = String::from_utf8(record.block().to_vec()).unwrap();
            assert!(block.starts_with("removed: under its source's terms: kept 30 days  WARC/1.1\r\npayload-digest: sha256:"), "{block}");
            assert!(records.next().is_none());
        }
        assert!(removed(&said(), 100).is_none());
    }

    #[test]
    fn even_an_answer_without_a_payload_has_room_for_it() {
        let answer = response(&Response {
            id: Digest::of(b"a"),
            url: "https://a.example/",
            at: jiff::Timestamp::UNIX_EPOCH,
            status: 204,
            headers: &[],
            payload: b"",
        });
        let member = removed(&said(), answer.len()).unwrap();
        let record = Reader::new(&member[..], 1 << 20).next().unwrap().unwrap();
        assert!(record.block().starts_with(b"removed"));
    }
}
