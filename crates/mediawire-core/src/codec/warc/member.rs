//! Between a file's bytes and its records: gzip members or zstandard frames one after another, or plain text, and the
//! way back to the next member behind a bad one. A frame is a member here.

use crate::codec::warc::gzip::{self, Gzip, Head};
use crate::codec::warc::head::{HeadEnd, end_of_record_head};
use crate::codec::warc::zstandard::{
    self, DICTIONARY_BYTES_MAX, Frame, SKIPPABLE_HEAD_BYTES, Zstandard,
};
use std::io::{BufRead, ErrorKind, Seek, SeekFrom};

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
    /// The file ends too early.
    pub(super) is_cut: bool,
}

impl Fault {
    /// The file ends within something.
    fn cut(within: &str) -> Self {
        Self { why: format!("the file ends within {within}"), is_last: false, is_cut: true }
    }
}

impl From<&str> for Fault {
    fn from(why: &str) -> Self {
        why.to_owned().into()
    }
}

impl From<String> for Fault {
    fn from(why: String) -> Self {
        Self { why, is_last: false, is_cut: false }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Plain,
    /// Before a gzip member whose head has so many bytes.
    Gzip(usize),
    /// In a gzip member that is inflated in steps.
    InGzip,
    InZstandard,
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
    gzip: Gzip,
    /// Whether a gzip member was seen: then nothing in the file is a frame.
    has_gzip: bool,
    /// Whether a frame was seen, if only a skippable one.
    has_frames: bool,
    /// With the file's dictionary; there from the first frame on.
    zstandard: Option<Zstandard>,
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
            gzip: Gzip::new(),
            has_gzip: false,
            has_frames: false,
            zstandard: None,
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

    /// Goes to the start of the next member, over line ends and skippable frames; false at the end of the file.
    pub(super) fn begin(&mut self) -> Result<bool, Fault> {
        self.state = State::Between;
        self.plain = false;
        loop {
            self.mark = None;
            while self.need(1)? && self.buf[self.pos].is_ascii_whitespace() {
                self.pos += 1;
            }
            self.mark = Some(self.pos);
            self.start = self.offset();
            self.need(SKIPPABLE_HEAD_BYTES)?;
            let rest = &self.buf[self.pos..];
            if rest.is_empty() {
                return Ok(false);
            }
            if rest.starts_with(b"WARC/") {
                self.mark = None;
                self.plain = true;
                self.state = State::Plain;
                return Ok(true);
            }
            let frame = zstandard::frame(rest);
            self.has_frames |= frame.is_some();
            match frame {
                None => return self.begin_gzip(),
                Some(Frame::Data) => return self.begin_frame(),
                Some(Frame::Skippable(n)) => self.skip(n)?,
                Some(Frame::Dictionary(n)) => self.read_dictionary(n)?,
            }
        }
    }

    fn begin_gzip(&mut self) -> Result<bool, Fault> {
        loop {
            let rest = &self.buf[self.pos..];
            match gzip::head(rest) {
                Head::Ends(n) => {
                    self.has_gzip = true;
                    self.state = State::Gzip(n);
                    return Ok(true);
                }
                Head::No => return Err("neither packed nor a WARC record".into()),
                Head::Cut if rest.len() > GZIP_HEAD_BYTES_MAX => {
                    return Err("gzip head is too long".into());
                }
                Head::Cut => {
                    if !self.fill()? {
                        return Err(Fault::cut("a gzip head"));
                    }
                }
            }
        }
    }

    fn begin_frame(&mut self) -> Result<bool, Fault> {
        self.zstandard.get_or_insert_with(Zstandard::new).begin();
        self.state = State::InZstandard;
        Ok(true)
    }

    fn skip(&mut self, n: u64) -> Result<(), Fault> {
        let mut left = SKIPPABLE_HEAD_BYTES as u64 + n;
        loop {
            let ahead = self.buf.len() - self.pos;
            let step = usize::try_from(left).unwrap_or(usize::MAX).min(ahead);
            self.pos += step;
            left -= step as u64;
            if left == 0 {
                return Ok(());
            }
            if !self.fill()? {
                return Err(Fault::cut("a skippable frame"));
            }
        }
    }

    fn read_dictionary(&mut self, n: u64) -> Result<(), Fault> {
        let fits = usize::try_from(n).ok().filter(|n| *n <= DICTIONARY_BYTES_MAX);
        let Some(n) = fits else { return Err("the dictionary is too long".into()) };
        if !self.need(SKIPPABLE_HEAD_BYTES + n)? {
            // A packed one begins as records do; without it none of them can be read.
            (self.pos, self.mark) = (self.buf.len(), None);
            return Err(Fault::cut("its dictionary"));
        }
        let dictionary = &self.buf[self.pos + SKIPPABLE_HEAD_BYTES..][..n];
        self.zstandard = Some(Zstandard::with_dictionary(dictionary)?);
        self.pos += SKIPPABLE_HEAD_BYTES + n;
        Ok(())
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
            State::Gzip(n_head) => {
                let before = text.len();
                if self.inflate_at_once(text)? {
                    self.state = State::Between;
                    return Ok(text.len() > before);
                }
                self.pos += n_head;
                self.gzip.begin();
                self.state = State::InGzip;
                self.unpack_some(text)
            }
            State::InGzip | State::InZstandard => self.unpack_some(text),
        }
    }

    /// Appends the text of the whole member, if all of it lies within reach and is in order; else nothing was read.
    fn inflate_at_once(&mut self, text: &mut Vec<u8>) -> Result<bool, Fault> {
        let mut seen = gzip::MEMBER_BYTES_MIN;
        let n = loop {
            let ahead = &self.buf[self.pos..];
            if let Some(end) = self.gzip.next_member(ahead, seen) {
                break end;
            }
            // What begins the next member may be cut in two here.
            seen = seen.max(ahead.len().saturating_sub(2));
            if ahead.len() > gzip::WHOLE_BYTES_MAX {
                return Ok(false);
            }
            if !self.fill()? {
                break self.buf.len() - self.pos;
            }
        };
        let is_whole = self.gzip.at_once(&self.buf[self.pos..][..n], text);
        self.pos += if is_whole { n } else { 0 };
        Ok(is_whole)
    }

    fn unpack_some(&mut self, text: &mut Vec<u8>) -> Result<bool, Fault> {
        let before = text.len();
        loop {
            let n_left = self.buf.len() - self.pos;
            let (n_read, has_ended) = self.step(text)?;
            self.pos += n_read;
            if has_ended {
                self.state = State::Between;
                return Ok(text.len() > before);
            }
            if text.len() > before {
                return Ok(true);
            }
            // A frame gives nothing until all of a block is at hand.
            if n_read == n_left || (n_read == 0 && self.state == State::InZstandard) {
                if !self.fill()? {
                    return Err(Fault::cut("a packed record"));
                }
            } else if n_read == 0 {
                return Err("packed data are damaged".into());
            }
        }
    }

    /// Unpacks a step; how many bytes were read of those at hand, and whether the member has ended well.
    fn step(&mut self, text: &mut Vec<u8>) -> Result<(usize, bool), Fault> {
        let ahead = &self.buf[self.pos..];
        if let (State::InZstandard, Some(zstandard)) = (self.state, &mut self.zstandard) {
            let step = zstandard.step(ahead, text)?;
            return Ok((step.n_read, step.has_ended));
        }
        let n_read = match self.gzip.step(ahead, text) {
            gzip::Step::Bad => return Err("gzip data is damaged".into()),
            gzip::Step::Some(n) => return Ok((n, false)),
            gzip::Step::Ended(n) => n,
        };
        self.pos += n_read;
        if !self.need(8)? {
            return Err(Fault::cut("a gzip trailer"));
        }
        let trailer = self.buf[self.pos..].first_chunk().expect("eight bytes are there");
        if !self.gzip.is_trailed_by(trailer) {
            return Err("gzip checksum is wrong".into());
        }
        Ok((8, true))
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
            let found = (0..probe_ends).find(|i| match self.kind_at(self.pos + i) {
                Some(Kind::Plain) => !self.has_gzip && !self.has_frames,
                Some(Kind::Gzip) => true,
                Some(Kind::Frame) => !self.has_gzip,
                None => false,
            });
            if let Some(i) = found {
                self.pos += i;
                return Ok(());
            }
            self.pos += probe_ends;
        }
    }

    /// As what a record begins at `at` in `buf`: as a plain line, as the first letters of a gzip member, or as a frame,
    /// whose four first bytes are proof enough.
    fn kind_at(&self, at: usize) -> Option<Kind> {
        let bytes = &self.buf[at..self.buf.len().min(at + PROBE_BYTES)];
        match bytes {
            [b'W', b'A', b'R', b'C', b'/', b'1', b'.', ..] => {
                // Within packed data the same letters may stand as they are.
                let begins_line = at.checked_sub(1).is_none_or(|at| self.buf[at] == b'\n');
                let head = end_of_record_head(bytes, 0);
                (begins_line && matches!(head, HeadEnd::Behind(_))).then_some(Kind::Plain)
            }
            [0x1f, 0x8b, 8, ..] => {
                let mut first = [0; 7];
                let is_record = gzip::probe(bytes, &mut first) && &first == b"WARC/1.";
                is_record.then_some(Kind::Gzip)
            }
            [0x28, ..] => (zstandard::frame(bytes) == Some(Frame::Data)).then_some(Kind::Frame),
            _ => None,
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
                    let why = format!("cannot read on: {cause}");
                    return Err(Fault { why, is_last: true, is_cut: false });
                }
            }
        };
        self.inner.consume(n_read);
        self.at_end = n_read == 0;
        Ok(n_read > 0)
    }
}

impl<R: BufRead + Seek> Members<R> {
    /// Goes to the member at `offset`. The file's dictionary, which lies at its start, is read first.
    pub(super) fn go_to(&mut self, offset: u64) -> std::io::Result<()> {
        // What is wrong there was said when it was read the first time.
        self.begin().ok();
        self.inner.seek(SeekFrom::Start(offset))?;
        self.buf.clear();
        (self.base, self.pos, self.mark, self.at_end) = (offset, 0, None, false);
        self.state = State::Between;
        Ok(())
    }
}

/// As what a record may begin.
enum Kind {
    Plain,
    Gzip,
    Frame,
}
