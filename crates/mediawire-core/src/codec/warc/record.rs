//! One record as it was read: its fields, the HTTP head in its block, its payload.

use crate::codec::warc::agrees;
use crate::codec::warc::head::{Chunks, HttpHead, dechunk, find, http};
use jiff::Timestamp;
use std::borrow::Cow;

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where in the file its gzip member or frame begins; in a plain file, the record itself.
    pub offset: u64,
    /// Length of its member, or of the plain record. Of a file packed as a whole: what was read of it so far.
    pub length: u64,
    /// Its named fields, in order.
    pub headers: Vec<(String, String)>,
    /// The HTTP response head in its block, if there is one.
    pub http: Option<HttpHead>,
    /// What holds its block to its end.
    bytes: Vec<u8>,
    block_at: usize,
    payload_at: usize,
    /// Whether its HTTP head says that the payload is in chunks. It may be wrong: archives often keep the head and
    /// store the payload without them.
    says_chunked: bool,
}

impl Record {
    /// The record with these fields whose block is `bytes` from `block_at` on.
    pub(super) fn new(
        offset: u64,
        headers: Vec<(String, String)>,
        bytes: Vec<u8>,
        block_at: usize,
    ) -> Self {
        let kind = find(&headers, "WARC-Type").unwrap_or_default();
        let is_http = kind == "response" || kind == "revisit";
        let (http, n) = match http(&bytes[block_at..]).filter(|_| is_http) {
            Some((head, n)) => (Some(head), n),
            None => (None, 0),
        };
        let says_chunked = http
            .as_ref()
            .and_then(|head| head.header("Transfer-Encoding"))
            .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
        let payload_at = block_at + n;
        Self { offset, length: 0, headers, http, bytes, block_at, payload_at, says_chunked }
    }

    /// The first field named `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// Its `WARC-Type`; empty if it states none.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.header("WARC-Type").unwrap_or_default()
    }

    /// Its `WARC-Target-URI`, without the angle brackets that WARC 1.0 had.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        let uri = self.header("WARC-Target-URI")?;
        Some(uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>')).unwrap_or(uri))
    }

    /// Its `WARC-Date`.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.header("WARC-Date")?.parse().ok()
    }

    /// Its whole block, as it stands in the file.
    #[must_use]
    pub fn block(&self) -> &[u8] {
        &self.bytes[self.block_at..]
    }

    fn stored(&self) -> &[u8] {
        &self.bytes[self.payload_at..]
    }

    fn chunks(&self) -> Chunks {
        if self.says_chunked { dechunk(self.stored()) } else { Chunks::None }
    }

    /// What follows the HTTP head, or the whole block where there is none; without chunked coding (RFC 9112 §7.1) if it
    /// really has it.
    ///
    /// # Errors
    /// If the payload is in chunks and they are damaged or cut short; in words.
    pub fn payload(&self) -> Result<Cow<'_, [u8]>, String> {
        match self.chunks() {
            Chunks::None => Ok(Cow::Borrowed(self.stored())),
            Chunks::Whole(payload) => Ok(Cow::Owned(payload)),
            Chunks::Broken => Err("its chunked coding is damaged".to_owned()),
        }
    }

    /// The same, without copying it where it stands as it is.
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn into_payload(mut self) -> Result<Vec<u8>, String> {
        match self.payload()? {
            Cow::Owned(payload) => Ok(payload),
            Cow::Borrowed(_) => {
                self.bytes.drain(..self.payload_at);
                Ok(self.bytes)
            }
        }
    }

    /// Whether every digest that the record states of itself is right; `None` if it states none that is known.
    /// The payload digest of a revisit speaks of another record and is not looked at.
    ///
    /// **Cost**: that of the digests, over the whole block: about as much as reading it.
    #[must_use]
    pub fn digest_ok(&self) -> Option<bool> {
        let block_ok = self.header("WARC-Block-Digest").and_then(|said| agrees(said, self.block()));
        // Whether the payload digest is that before or after transfer coding differs between programs.
        let payload_ok = self
            .header("WARC-Payload-Digest")
            .filter(|_| self.kind() != "revisit")
            .and_then(|stated| {
                let ok = agrees(stated, self.stored())?;
                let decoded = if ok { Chunks::None } else { self.chunks() };
                Some(
                    ok || matches!(&decoded, Chunks::Whole(it) if agrees(stated, it) == Some(true)),
                )
            });
        match (block_ok, payload_ok) {
            (Some(block_ok), Some(payload_ok)) => Some(block_ok && payload_ok),
            (one, other) => one.or(other),
        }
    }
}
