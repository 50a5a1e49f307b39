//! Records read, from files with a gzip member a record, files gzipped as a whole, and plain ones.

use crate::codec::warc::agrees;
use crate::codec::warc::head::{
    HeadEnd, HttpHead, dechunk, end_of_record_head, fields, find, http,
};
use crate::codec::warc::member::{Fault, Members};
use jiff::Timestamp;
use std::io::BufRead;

/// Longest head of a record.
const HEAD_BYTES_MAX: usize = 256 * 1024;

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where in the file its gzip member begins; in a plain file, the record itself.
    pub offset: u64,
    /// Length of its gzip member, or of the plain record. Of a file gzipped as a whole: what was read of it so far.
    pub length: u64,
    /// Its named fields, in order.
    pub headers: Vec<(String, String)>,
    /// The HTTP response head in its block, if there is one.
    pub http: Option<HttpHead>,
    /// What follows the HTTP head, or the whole block. Without chunked coding if it really had it.
    pub payload: Vec<u8>,
    /// Whether every digest that the record states of itself is right; `None` if it states none that is known.
    /// The payload digest of a revisit speaks of another record and is not looked at.
    pub digest_ok: Option<bool>,
}

impl Record {
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
}

/// A record that could not be read. The reader goes on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Where in the file it begins, or its gzip member.
    pub offset: u64,
    /// What is wrong with it.
    pub why: String,
}

impl std::fmt::Display for Bad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "record at byte {}: {}", self.offset, self.why)
    }
}

/// The records of a file, in order, as an iterator. Behind a bad record it goes on with the next gzip member
/// or the next line that begins with `WARC/1.`. After an error of the input itself it ends.
///
/// **Cost**: memory for two records of the greatest length allowed, whatever the file is.
#[derive(Debug)]
pub struct Reader<R> {
    members: Members<R>,
    /// What was read of the member and not yet given out.
    text: Vec<u8>,
    /// Where in `text` the next record begins.
    at: usize,
    in_member: bool,
    is_done: bool,
    record_bytes_max: usize,
}

enum Trouble {
    Member(Fault),
    Record(String),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Member(fault)
    }
}

impl<R: BufRead> Reader<R> {
    /// Reads `input`. A record whose block is longer than `record_bytes_max` is passed over as bad.
    pub fn new(input: R, record_bytes_max: usize) -> Self {
        Self {
            members: Members::new(input, record_bytes_max),
            text: Vec::new(),
            at: 0,
            in_member: false,
            is_done: false,
            record_bytes_max,
        }
    }

    fn offset(&self) -> u64 {
        if self.members.is_plain() {
            self.members.offset() - (self.text.len() - self.at) as u64
        } else {
            self.members.start()
        }
    }

    fn pull(&mut self) -> Result<bool, Fault> {
        // Moving the rest to the front only when it is the lesser part keeps the cost linear.
        if self.at > self.text.len() / 2 {
            self.text.drain(..self.at);
            self.at = 0;
        }
        self.members.pull(&mut self.text)
    }

    /// Reads until `n` bytes of the record lie in `text`; false if the member ends before.
    fn need(&mut self, n: usize) -> Result<bool, Fault> {
        while self.text.len() - self.at < n {
            if !self.pull()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Passes over line ends; false if the member ends there.
    fn skip_line_ends(&mut self) -> Result<bool, Fault> {
        loop {
            let rest = &self.text[self.at..];
            if let Some(n) = rest.iter().position(|b| !matches!(b, b'\r' | b'\n')) {
                self.at += n;
                return Ok(true);
            }
            self.at = self.text.len();
            if !self.pull()? {
                return Ok(false);
            }
        }
    }

    /// Length of the record's head.
    fn head(&mut self) -> Result<usize, Trouble> {
        let mut seen = 0;
        loop {
            let rest = &self.text[self.at..];
            if rest.len() >= 5 && !rest.starts_with(b"WARC/") {
                return Err(Trouble::Record("no WARC record begins here".to_owned()));
            }
            match end_of_record_head(rest, seen) {
                HeadEnd::Behind(end) => return Ok(end),
                HeadEnd::NextRecord => {
                    return Err(Trouble::Record("head is cut short by the next record".to_owned()));
                }
                HeadEnd::Ahead if rest.len() > HEAD_BYTES_MAX => {
                    return Err(Trouble::Record("head is too long".to_owned()));
                }
                HeadEnd::Ahead => seen = rest.len(),
            }
            if !self.pull()? {
                return Err(Trouble::Record("head is cut short".to_owned()));
            }
        }
    }

    /// The next record of the member; `None` when the member has ended.
    fn record(&mut self) -> Result<Option<Record>, Trouble> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        let offset = self.offset();
        let n_head = self.head()?;
        let headers = fields(&self.text[self.at..self.at + n_head]);
        let stated = find(&headers, "Content-Length")
            .ok_or_else(|| Trouble::Record("no Content-Length".to_owned()))?;
        let n_block: usize = stated
            .parse()
            .map_err(|_| Trouble::Record(format!("Content-Length is {stated:.40?}")))?;
        if n_block > self.record_bytes_max {
            self.discard(n_head as u64 + n_block as u64)?;
            let max = self.record_bytes_max;
            return Err(Trouble::Record(format!(
                "{n_block} bytes are more than the limit of {max}"
            )));
        }
        if !self.need(n_head + n_block)? {
            return Err(Trouble::Record("block is shorter than its Content-Length".to_owned()));
        }
        // Only behind this is the checksum of a member that holds one record known to be right.
        let end = self.end_of_record(n_head + n_block)?;
        let mut record =
            record_of(offset, headers, n_head, &self.text[self.at..][..n_head + n_block]);
        self.at += end;
        let end = if self.members.is_plain() { self.offset() } else { self.members.offset() };
        record.length = end - offset;
        Ok(Some(record))
    }

    /// Where the record ends with the line ends behind its block, which ends at `block_end`; counted from its start.
    fn end_of_record(&mut self, block_end: usize) -> Result<usize, Trouble> {
        const LINE_ENDS_MAX: usize = 1024;
        let mut end = block_end;
        loop {
            let rest = &self.text[self.at + end..];
            end += rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            if end < self.text.len() - self.at {
                break;
            }
            if end - block_end > LINE_ENDS_MAX || !self.pull()? {
                return Ok(end);
            }
        }
        if self.need(end + 5)? && self.text[self.at + end..].starts_with(b"WARC/") {
            return Ok(end);
        }
        Err(Trouble::Record("block is longer than its Content-Length".to_owned()))
    }

    /// Passes over `n` bytes without holding them; fewer if the member ends before.
    fn discard(&mut self, mut n: u64) -> Result<(), Fault> {
        loop {
            let ahead = self.text.len() - self.at;
            let step = usize::try_from(n).unwrap_or(usize::MAX).min(ahead);
            self.at += step;
            n -= step as u64;
            if n == 0 || !self.pull()? {
                return Ok(());
            }
        }
    }

    /// Goes to the next line of the member that begins as a record does; false if there is none.
    fn resync_in_member(&mut self) -> Result<bool, Fault> {
        const NEEDLE: &[u8] = b"\nWARC/1.";
        loop {
            let rest = &self.text[self.at..];
            if let Some(n) = rest.windows(NEEDLE.len()).position(|window| window == NEEDLE) {
                self.at += n + 1;
                return Ok(true);
            }
            self.at += rest.len().saturating_sub(NEEDLE.len() - 1);
            if !self.pull()? {
                return Ok(false);
            }
        }
    }
}

impl<R: BufRead> Reader<R> {
    /// Goes behind the bad member that `fault` tells of.
    fn leave_member(&mut self, fault: &Fault) {
        self.in_member = false;
        self.text.clear();
        self.at = 0;
        self.is_done = fault.is_last || self.members.resync().is_err();
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            if !self.in_member {
                match self.members.begin() {
                    Ok(true) => self.in_member = true,
                    Ok(false) => break,
                    Err(fault) => {
                        let bad = Bad { offset: self.members.start(), why: fault.why.clone() };
                        self.leave_member(&fault);
                        return Some(Err(bad));
                    }
                }
            }
            let offset = self.offset();
            match self.record() {
                Ok(Some(record)) => return Some(Ok(record)),
                Ok(None) => self.in_member = false,
                Err(Trouble::Member(fault)) => {
                    let bad = Bad { offset, why: fault.why.clone() };
                    self.leave_member(&fault);
                    return Some(Err(bad));
                }
                Err(Trouble::Record(why)) => {
                    match self.resync_in_member() {
                        Ok(found) => self.in_member = found,
                        Err(fault) => self.leave_member(&fault),
                    }
                    return Some(Err(Bad { offset, why }));
                }
            }
        }
        None
    }
}

/// The record whose head of `n_head` bytes and whose block are `bytes`; its length is not known yet.
fn record_of(offset: u64, headers: Vec<(String, String)>, n_head: usize, bytes: &[u8]) -> Record {
    let block = &bytes[n_head..];
    let kind = find(&headers, "WARC-Type").unwrap_or_default();
    let is_http = kind == "response" || kind == "revisit";
    let (http, payload) = match http(block).filter(|_| is_http) {
        Some((head, n)) => (Some(head), &block[n..]),
        None => (None, block),
    };
    let is_chunked = http
        .as_ref()
        .and_then(|head| head.header("Transfer-Encoding"))
        .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let decoded = if is_chunked { dechunk(payload) } else { None };
    let block_ok = find(&headers, "WARC-Block-Digest").and_then(|stated| agrees(stated, block));
    // Whether the payload digest is that before or after transfer coding differs between programs.
    let payload_ok =
        find(&headers, "WARC-Payload-Digest").filter(|_| kind != "revisit").and_then(|stated| {
            let ok = agrees(stated, payload)?;
            Some(ok || decoded.as_ref().is_some_and(|bytes| agrees(stated, bytes) == Some(true)))
        });
    let digest_ok = match (block_ok, payload_ok) {
        (Some(block_ok), Some(payload_ok)) => Some(block_ok && payload_ok),
        (one, other) => one.or(other),
    };
    let payload = decoded.unwrap_or_else(|| payload.to_vec());
    Record { offset, length: 0, headers, http, payload, digest_ok }
}
