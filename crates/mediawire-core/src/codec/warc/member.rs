//! Between a file's bytes and its records: gzip members one after another, or plain text, and the way back
//! to the next member behind a bad one.

use crate::codec::warc::head::{HeadEnd, end_of_record_head};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::{BufRead, ErrorKind};

/// Bytes inflated at a time.
const STEP_BYTES: usize = 64 * 1024;
/// Longest gzip head that is believed: its name and comment have no limit of their own.
const GZIP_HEAD_BYTES_MAX: usize = 64 * 1024;
/// Bytes of a candidate that must show a record's first letters.
const PROBE_BYTES: usize = 4 * 1024;

/// Why no more can be read of a member.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) why: String,
    /// The input itself failed: nothing more will come.
    pub(super) is_last: bool,
}

impl Fault {
    fn new(why: &str) -> Self {
        Self { why: why.to_owned(), is_last: false }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Plain,
    Gzip,
}

/// The members of a file, in order. Holds the compressed bytes of the member that it is in, up to a limit,
/// since a damaged one may swallow the start of the next.
#[derive(Debug)]
pub(super) struct Members<R> {
    inner: R,
    buf: Vec<u8>,
    /// Offset in the file of `buf[0]`.
    base: u64,
    /// The next byte of `buf` to read.
    pos: usize,
    /// Where in `buf` the member begins, as long as it is kept.
    mark: Option<usize>,
    /// Offset in the file of the member's first byte.
    start: u64,
    at_end: bool,
    state: State,
    plain: bool,
    inflate: Decompress,
    crc: Crc,
    keep_bytes_max: usize,
    /// Bytes that may still be read twice. It keeps the work linear when a file is all traps.
    look_back_left: u64,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(inner: R, keep_bytes_max: usize) -> Self {
        Self {
            inner,
            buf: Vec::new(),
            base: 0,
            pos: 0,
            mark: None,
            start: 0,
            at_end: false,
            state: State::Between,
            plain: false,
            inflate: Decompress::new(false),
            crc: Crc::new(),
            keep_bytes_max,
            look_back_left: 4 * keep_bytes_max as u64,
        }
    }

    /// Offset in the file of the next byte to be read.
    pub(super) fn offset(&self) -> u64 {
        self.base + self.pos as u64
    }

    /// Offset in the file of the member that was begun last.
    pub(super) fn start(&self) -> u64 {
        self.start
    }

    /// Whether the member begun last is the plain rest of the file.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Goes to the start of the next member; false at the end of the file.
    pub(super) fn begin(&mut self) -> Result<bool, Fault> {
        self.mark = Some(self.pos);
        self.start = self.offset();
        self.state = State::Between;
        self.plain = false;
        self.need(5)?;
        let rest = &self.buf[self.pos..];
        if rest.is_empty() {
            return Ok(false);
        }
        if rest.starts_with(b"WARC/") || rest.iter().all(u8::is_ascii_whitespace) {
            self.mark = None;
            self.plain = true;
            self.state = State::Plain;
            return Ok(true);
        }
        let head = loop {
            let rest = &self.buf[self.pos..];
            match gzip_head(rest) {
                GzipHead::Ends(n) => break n,
                GzipHead::No => return Err(Fault::new("neither a gzip member nor a WARC record")),
                GzipHead::Cut if rest.len() > GZIP_HEAD_BYTES_MAX => {
                    return Err(Fault::new("gzip head is too long"));
                }
                GzipHead::Cut => {
                    if !self.fill()? {
                        return Err(Fault::new("the file ends within a gzip head"));
                    }
                }
            }
        };
        self.pos += head;
        self.inflate.reset(false);
        self.crc.reset();
        self.state = State::Gzip;
        Ok(true)
    }

    /// Appends what comes next to `text`; false when the member has ended and its checksum is right.
    pub(super) fn pull(&mut self, text: &mut Vec<u8>) -> Result<bool, Fault> {
        match self.state {
            State::Between => Ok(false),
            State::Plain => {
                if self.pos == self.buf.len() && !self.fill()? {
                    self.state = State::Between;
                    return Ok(false);
                }
                text.extend_from_slice(&self.buf[self.pos..]);
                self.pos = self.buf.len();
                Ok(true)
            }
            State::Gzip => self.inflate_some(text),
        }
    }

    fn inflate_some(&mut self, text: &mut Vec<u8>) -> Result<bool, Fault> {
        let before = text.len();
        text.reserve(STEP_BYTES);
        loop {
            let n_in = self.inflate.total_in();
            let status = self
                .inflate
                .decompress_vec(&self.buf[self.pos..], text, FlushDecompress::None)
                .map_err(|_| Fault::new("gzip data is damaged"))?;
            let n_read = self.inflate.total_in() - n_in;
            self.pos += usize::try_from(n_read).expect("it read from a slice");
            let ended = status == Status::StreamEnd;
            if ended || text.len() > before {
                self.crc.update(&text[before..]);
                if ended {
                    self.trailer()?;
                    self.state = State::Between;
                }
                return Ok(!ended || text.len() > before);
            }
            if self.pos == self.buf.len() {
                if !self.fill()? {
                    return Err(Fault::new("the file ends within a gzip member"));
                }
            } else if n_read == 0 {
                return Err(Fault::new("gzip data is damaged"));
            }
        }
    }

    fn trailer(&mut self) -> Result<(), Fault> {
        if !self.need(8)? {
            return Err(Fault::new("the file ends within a gzip trailer"));
        }
        let word = |at: usize| {
            let bytes = &self.buf[self.pos + at..self.pos + at + 4];
            u32::from_le_bytes(bytes.try_into().expect("four bytes"))
        };
        if word(0) != self.crc.sum() || word(4) != self.crc.amount() {
            return Err(Fault::new("gzip checksum is wrong"));
        }
        self.pos += 8;
        Ok(())
    }

    /// Goes to what looks like the next member behind a bad one, or to the end of the file.
    pub(super) fn resync(&mut self) -> Result<(), Fault> {
        self.state = State::Between;
        if let Some(mark) = self.mark.take() {
            let again = (self.pos - mark) as u64;
            if again <= self.look_back_left {
                self.look_back_left -= again;
                self.pos = mark;
            }
        }
        // Past the bad member's own first byte, where it is still there to be found again.
        if self.offset() == self.start && self.need(1)? {
            self.pos += 1;
        }
        loop {
            self.need(PROBE_BYTES)?;
            if self.pos == self.buf.len() {
                return Ok(());
            }
            let rest = &self.buf[self.pos..];
            let probe_ends = if self.at_end { rest.len() } else { rest.len() - (PROBE_BYTES - 1) };
            let found = (0..probe_ends).find(|i| is_start(&rest[*i..]));
            if let Some(i) = found {
                self.pos += i;
                return Ok(());
            }
            self.pos += probe_ends;
        }
    }

    /// Reads until `n` bytes lie ahead; false if the file has not so many.
    fn need(&mut self, n: usize) -> Result<bool, Fault> {
        while self.buf.len() - self.pos < n {
            if !self.fill()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn fill(&mut self) -> Result<bool, Fault> {
        if self.at_end {
            return Ok(false);
        }
        let keep_from = self.mark.unwrap_or(self.pos);
        if self.pos - keep_from > self.keep_bytes_max {
            self.mark = None;
        } else if keep_from > 0 {
            self.buf.drain(..keep_from);
            self.base += keep_from as u64;
            self.pos -= keep_from;
            self.mark = self.mark.map(|_| 0);
        }
        let n_read = loop {
            match self.inner.fill_buf() {
                Ok(chunk) => {
                    self.buf.extend_from_slice(chunk);
                    break chunk.len();
                }
                Err(cause) if cause.kind() == ErrorKind::Interrupted => {}
                Err(cause) => {
                    self.at_end = true;
                    return Err(Fault { why: format!("cannot read on: {cause}"), is_last: true });
                }
            }
        };
        self.inner.consume(n_read);
        self.at_end = n_read == 0;
        Ok(n_read > 0)
    }
}

/// Whether a record begins here, plain or as the first letters of a gzip member.
fn is_start(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"WARC/1.") {
        let head = &bytes[..bytes.len().min(PROBE_BYTES)];
        return matches!(end_of_record_head(head, 0), HeadEnd::Behind(_));
    }
    if !bytes.starts_with(&[0x1f, 0x8b, 8]) {
        return false;
    }
    let bytes = &bytes[..bytes.len().min(PROBE_BYTES)];
    let GzipHead::Ends(head) = gzip_head(bytes) else { return false };
    let mut first = [0; 7];
    let mut inflate = Decompress::new(false);
    let result = inflate.decompress(&bytes[head..], &mut first, FlushDecompress::None);
    result.is_ok() && first == *b"WARC/1."
}

enum GzipHead {
    Ends(usize),
    Cut,
    No,
}

/// The head of a gzip member (RFC 1952 §2.3).
fn gzip_head(bytes: &[u8]) -> GzipHead {
    const CRC: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    let magic = [0x1f, 0x8b, 8];
    if bytes.len() < 10 {
        return if bytes.starts_with(&magic[..bytes.len().min(3)]) {
            GzipHead::Cut
        } else {
            GzipHead::No
        };
    }
    let flags = bytes[3];
    if !bytes.starts_with(&magic) || flags & 0xe0 != 0 {
        return GzipHead::No;
    }
    let mut at = 10;
    if flags & EXTRA != 0 {
        let Some(&[low, high]) = bytes.get(at..at + 2) else { return GzipHead::Cut };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let Some(rest) = bytes.get(at..) else { return GzipHead::Cut };
            let Some(n) = rest.iter().position(|b| *b == 0) else { return GzipHead::Cut };
            at += n + 1;
        }
    }
    if flags & CRC != 0 {
        at += 2;
    }
    if at <= bytes.len() { GzipHead::Ends(at) } else { GzipHead::Cut }
}
