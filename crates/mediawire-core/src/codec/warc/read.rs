//! Records read, from files with a gzip member or zstandard frame a record, files packed as a whole, and plain ones.

use crate::codec::warc::head::{HeadEnd, end_of_record_head, fields, find};
use crate::codec::warc::member::{Fault, Members};
use crate::codec::warc::record::Record;
use std::io::{BufRead, Seek};

/// Longest head of a record.
const HEAD_BYTES_MAX: usize = 256 * 1024;

/// A place in a file between two records, from which a reader can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// Where in the file a member begins, or a plain record.
    pub at_byte: u64,
    /// How many records were read from there on, the bad ones among them.
    pub n_records: u64,
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

/// The records of a file, in order, as an iterator. Behind a bad record it goes on with the next member or frame, or the
/// next line that begins with `WARC/1.`. After an error of the input itself it ends.
///
/// A record may go on in the next member: one that does not begin as a record does belongs to the last.
///
/// **Cost**: memory for two records of the greatest length allowed and, in a file of frames, for their window and the
/// file's dictionary, 160 MiB at most; whatever the file is.
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
    mark: Mark,
    /// What is wrong with the member that was begun behind a record that is cut.
    pending: Option<Fault>,
}

enum Trouble {
    /// No more can be read of the member.
    Member(Fault),
    /// The record is wrong; the next may lie in the same member.
    Record(String),
    /// The record is cut short by the member's end. The next member has been begun, and the mark set.
    Cut,
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
            mark: Mark::default(),
            pending: None,
        }
    }

    /// Where it stands: behind the record that it gave last.
    pub fn mark(&self) -> Mark {
        if self.members.is_plain() {
            return Mark { at_byte: self.offset(), n_records: 0 };
        }
        self.mark
    }

    /// How many bytes of the file were read, packed as they are.
    pub fn n_read(&self) -> u64 {
        self.members.offset()
    }

    fn offset(&self) -> u64 {
        if self.members.is_plain() {
            self.members.offset() - (self.text.len() - self.at) as u64
        } else {
            self.members.start()
        }
    }

    /// Begins the next member; false at the end of the file.
    fn begin(&mut self) -> Result<bool, Fault> {
        let begun = self.members.begin();
        self.mark = Mark { at_byte: self.members.start(), n_records: 0 };
        self.in_member = matches!(begun, Ok(true));
        begun
    }

    fn pull(&mut self) -> Result<bool, Fault> {
        // Moving the rest to the front only when it is the lesser part keeps the cost linear.
        if self.at > self.text.len() / 2 {
            self.text.drain(..self.at);
            self.at = 0;
        }
        self.members.pull(&mut self.text)
    }

    /// The same within a record: at the member's end the next one is looked at, and goes on with the record unless
    /// another begins there. False if none follows.
    fn pull_on(&mut self) -> Result<bool, Trouble> {
        const RECORD: &[u8] = b"WARC/";
        if self.pull()? {
            return Ok(true);
        }
        if self.members.is_plain() {
            return Ok(false);
        }
        let mark = self.mark;
        if !self.begin()? {
            self.mark = mark;
            return Ok(false);
        }
        let before = self.text.len();
        while self.text.len() - before < RECORD.len() {
            match self.members.pull(&mut self.text) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) if fault.is_cut => return Err(fault.into()),
                // Two are bad: the record that is cut, and the member behind it.
                Err(fault) => {
                    self.pending = Some(fault);
                    self.mark = Mark { n_records: mark.n_records + 1, ..mark };
                    return Err(Trouble::Cut);
                }
            }
        }
        if self.text[before..].starts_with(RECORD) {
            self.at = before;
            return Err(Trouble::Cut);
        }
        // A reader that goes on from here must begin where the record begins.
        self.mark = mark;
        Ok(true)
    }

    /// Reads until `n` bytes of the record lie in `text`; false if the file ends before.
    fn need(&mut self, n: usize) -> Result<bool, Trouble> {
        while self.text.len() - self.at < n {
            if !self.pull_on()? {
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
            if !self.pull_on()? {
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
        let is_number = stated.bytes().all(|b| b.is_ascii_digit());
        let n_block = stated.parse().ok().filter(|_: &u64| is_number);
        let n_block =
            n_block.ok_or_else(|| Trouble::Record(format!("Content-Length is {stated:.40?}")))?;
        let max = self.record_bytes_max;
        let Some(n_block) = usize::try_from(n_block).ok().filter(|n| *n <= max) else {
            self.discard(n_block.saturating_add(n_head as u64))?;
            let why = format!("{n_block} bytes are more than the limit of {max}");
            return Err(Trouble::Record(why));
        };
        if !self.need(n_head + n_block)? {
            return Err(Trouble::Record("block is shorter than its Content-Length".to_owned()));
        }
        // Only behind this is the checksum of a member that holds one record known to be right.
        let end = self.end_of_record(n_head + n_block)?;
        let mut record = self.take(offset, headers, (n_head, n_block), end);
        let end = if self.members.is_plain() { self.offset() } else { self.members.offset() };
        record.length = end - offset;
        Ok(Some(record))
    }

    /// Takes the record out of `text`, where it ends with its line ends at `end`.
    fn take(
        &mut self,
        offset: u64,
        headers: Vec<(String, String)>,
        (n_head, n_block): (usize, usize),
        end: usize,
    ) -> Record {
        // A member of its own is not copied once more.
        if self.at == 0 && end == self.text.len() {
            let mut bytes = std::mem::take(&mut self.text);
            bytes.truncate(n_head + n_block);
            return Record::new(offset, headers, bytes, n_head);
        }
        let block = self.text[self.at + n_head..][..n_block].to_vec();
        self.at += end;
        Record::new(offset, headers, block, 0)
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
        while self.text.len() - self.at < end + 5 && self.pull()? {}
        let behind = &self.text[self.at + block_end..];
        // Where the member ends so soon, the next may go on with these letters.
        let next = &behind[end - block_end..];
        if next.starts_with(b"WARC/") || b"WARC/".starts_with(next) {
            return Ok(end);
        }
        // In a plain file the record is whole behind the two line ends of ISO 28500 §4, whatever became of the next; one
        // of their four bytes may be damaged. What is packed is whole only when its checksum was seen.
        let two = b"\r\n\r\n";
        let n_right = behind.iter().zip(two).filter(|(is, should)| is == should).count();
        if self.members.is_plain() && n_right > 2 {
            return Ok(end.max(block_end + two.len().min(behind.len())));
        }
        Err(Trouble::Record("block is longer than its Content-Length".to_owned()))
    }

    /// Passes over `n` bytes without holding them; fewer if the file ends before.
    fn discard(&mut self, mut n: u64) -> Result<(), Trouble> {
        loop {
            let ahead = self.text.len() - self.at;
            let step = usize::try_from(n).unwrap_or(usize::MAX).min(ahead);
            self.at += step;
            n -= step as u64;
            if n == 0 || !self.pull_on()? {
                return Ok(());
            }
        }
    }

    /// Goes to the next line of the member that begins as a record does; false if there is none.
    fn resync_in_member(&mut self) -> Result<bool, Fault> {
        const NEEDLE: &[u8] = b"\nWARC/1.";
        loop {
            let rest = &self.text[self.at..];
            if let Some(n) = memchr::memmem::find(rest, NEEDLE) {
                self.at += n + 1;
                return Ok(true);
            }
            self.at += rest.len().saturating_sub(NEEDLE.len() - 1);
            if !self.pull()? {
                self.at = self.text.len();
                return Ok(false);
            }
        }
    }

    /// Goes behind the bad member that `fault` tells of.
    fn leave_member(&mut self, fault: &Fault) {
        self.in_member = false;
        self.text.clear();
        self.at = 0;
        self.is_done = fault.is_last || self.members.resync().is_err();
    }

    /// The bad record at `offset`; the reader goes behind it.
    fn bad(&mut self, offset: u64, trouble: Trouble) -> Bad {
        let why = match trouble {
            Trouble::Cut => "block is shorter than its Content-Length".to_owned(),
            Trouble::Member(fault) => {
                self.mark.n_records += 1;
                self.leave_member(&fault);
                fault.why
            }
            Trouble::Record(why) => {
                self.mark.n_records += 1;
                match self.resync_in_member() {
                    Ok(found) => self.in_member = found,
                    Err(fault) => self.leave_member(&fault),
                }
                why
            }
        };
        Bad { offset, why }
    }
}

impl<R: BufRead + Seek> Reader<R> {
    /// Goes on behind the record at which another reader of the same file stood when it gave `mark`.
    ///
    /// # Errors
    /// If the input cannot be read there.
    pub fn go_to(&mut self, mark: Mark) -> std::io::Result<()> {
        self.members.go_to(mark.at_byte)?;
        self.text.clear();
        (self.at, self.in_member, self.is_done) = (0, false, false);
        for _ in 0..mark.n_records {
            self.next();
        }
        Ok(())
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Record, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done {
            if let Some(fault) = self.pending.take() {
                let offset = self.members.start();
                self.mark = Mark { at_byte: offset, n_records: 0 };
                return Some(Err(self.bad(offset, Trouble::Member(fault))));
            }
            if !self.in_member {
                match self.begin() {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(fault) => {
                        let offset = self.members.start();
                        return Some(Err(self.bad(offset, Trouble::Member(fault))));
                    }
                }
            }
            let offset = self.offset();
            match self.record() {
                Ok(Some(record)) => {
                    self.mark.n_records += 1;
                    return Some(Ok(record));
                }
                Ok(None) => {
                    self.in_member = false;
                    self.text.clear();
                    self.at = 0;
                }
                Err(trouble) => return Some(Err(self.bad(offset, trouble))),
            }
        }
        None
    }
}
