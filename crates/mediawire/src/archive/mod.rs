//! WARC files in a folder: what was received, durable before anything refers to it.
//!
//! One program writes into the folder. The last file may be added to; of all others nothing is written again but what is
//! removed under its source's terms.
//! Everything here blocks: call it where blocking is allowed.

mod check;
mod copy;
pub mod lists;
mod removal;
mod repair;

use crate::error::{Context as _, Error, Kind, Result};
use bytes::Bytes;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::{self, Reader, Record};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::CaptureId;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file is closed and the next begun when it has this many bytes.
const FILE_BYTES_MAX: u64 = 1 << 30;
/// Longest record that is read. Longer than any that retrieval lets through.
const RECORD_BYTES_MAX: usize = 256 << 20;
/// Fewer answers than this are compressed by the caller alone.
const PARALLEL_MIN: usize = 8;
const SOFTWARE: &str = concat!("mediawire/", env!("CARGO_PKG_VERSION"));

/// A complete answer, to be kept.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The address that answered.
    pub url: String,
    /// When the answer was complete; kept to the millisecond.
    pub at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The response head as parsed. Secrets are taken out before it is written.
    pub headers: Vec<(String, String)>,
    /// The payload after transfer coding, before content coding is taken off.
    pub payload: Bytes,
    /// The capture that has this same payload, if there is one: it is then not written again.
    /// One that does not have it is passed over.
    pub same_as: Option<Original>,
}

/// An earlier capture with the same payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its address.
    pub url: String,
    /// Its time.
    pub at: Timestamp,
    /// Its identity.
    pub capture: CaptureId,
}

/// What has become durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What is known of it.
    pub capture: Capture,
    /// Where it lies.
    pub place: Place,
    /// SHA-256 of the bytes that lie there.
    pub member: Digest,
}

/// Where in the archive a record lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file's name, without a folder.
    pub file: String,
    /// Where in the file its gzip member begins.
    pub offset: u64,
    /// Length of the member in bytes.
    pub length: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at byte {}", self.file, self.offset)
    }
}

/// A record read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The address that answered.
    pub url: String,
    /// When the answer was complete.
    pub at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The response head, secrets out.
    pub headers: Vec<(String, String)>,
    /// The payload. Empty where `same_as` says which capture has it.
    pub payload: Bytes,
    /// The capture whose payload this one's is, if it was not written again.
    pub same_as: Option<CaptureId>,
    /// SHA-256 of the payload, wherever it lies.
    pub digest: Digest,
}

impl Stored {
    /// The capture that this record is of.
    #[must_use]
    pub fn capture(&self) -> CaptureId {
        CaptureId::new(&self.url, self.at.as_millisecond(), self.digest)
    }
}

/// The archive of one data folder.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    file_bytes_max: u64,
    open: Mutex<Option<OpenFile>>,
}

/// The file that is written to. What lies before `end` is durable.
#[derive(Debug)]
struct OpenFile {
    name: String,
    file: File,
    end: u64,
}

impl Archive {
    /// Opens the archive in `dir`, made if it is not there, and cuts a torn tail off its last file.
    ///
    /// `durable_end(file)` is the end offset of the last member of `file` that the store refers to, 0 if none:
    /// nothing before it is touched, and complete members behind it stay.
    ///
    /// # Errors
    /// `Transient` if the folder cannot be read or written.
    pub fn open(dir: &Path, durable_end: impl Fn(&str) -> u64) -> Result<Self> {
        Self::open_with_limit(dir, FILE_BYTES_MAX, durable_end)
    }

    /// The same with another size at which the next file is begun.
    ///
    /// # Errors
    /// `Transient` if the folder cannot be read or written.
    pub fn open_with_limit(
        dir: &Path,
        file_bytes_max: u64,
        durable_end: impl Fn(&str) -> u64,
    ) -> Result<Self> {
        std::fs::create_dir_all(dir)
            .context(Kind::Transient, || format!("cannot make archive folder {}", dir.display()))?;
        let archive = Self { dir: dir.to_owned(), file_bytes_max, open: Mutex::new(None) };
        if let Some(name) = archive.files()?.pop() {
            let path = dir.join(&name);
            if let Some(end) = repair::repair(&path, durable_end(&name))? {
                let file = OpenOptions::new().append(true).open(&path);
                let file =
                    file.context(Kind::Transient, || format!("cannot open {}", path.display()))?;
                *archive.lock() = Some(OpenFile { name, file, end });
            }
        }
        Ok(archive)
    }

    /// The archive in `dir`, to be read beside a process that writes it: nothing is repaired, nothing may be kept.
    #[must_use]
    pub fn reading(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), file_bytes_max: 0, open: Mutex::new(None) }
    }

    /// Writes all of `batch`, in order. When it returns, all is durable: one sync for the whole batch.
    ///
    /// # Errors
    /// `Transient` if it cannot be written, `Conflict` if it is open for reading only; then none of it is kept.
    pub fn keep(&self, batch: &[Incoming]) -> Result<Vec<Kept>> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        if self.file_bytes_max == 0 {
            let why = "cannot write to the archive: it is open for reading only";
            return Err(Error::new(Kind::Conflict, why));
        }
        let members = compress(batch);
        let mut open = self.lock();
        if open.as_ref().is_none_or(|file| file.end >= self.file_bytes_max) {
            // Closed before the next is begun, so that a failure leaves no file that looks unfinished.
            *open = None;
            *open = Some(self.begin_file(to_millisecond(Timestamp::now()))?);
        }
        let file = open.as_mut().expect("it was opened above");
        let start = file.end;
        let bytes: Vec<&[u8]> = members.iter().map(|(_, member)| member.as_slice()).collect();
        if let Err(cause) = append(&mut file.file, &bytes) {
            let tried = format!("cannot write to {}", file.name);
            // What a failed sync has left on the disk is not known: cut it off, and begin another file.
            let cut = file.file.set_len(start).and_then(|()| file.file.sync_data());
            *open = None;
            return Err(match cut {
                Ok(()) => Error::caused(Kind::Transient, tried, cause),
                Err(cut) => {
                    let cause = format!("{cause}, and cannot cut it back to {start} bytes: {cut}");
                    Error::caused(Kind::Transient, tried, cause)
                }
            }
            .code("archive-write"));
        }
        let mut kept = Vec::with_capacity(members.len());
        for (capture, member) in members {
            let length = member.len() as u64;
            let place = Place { file: file.name.clone(), offset: file.end, length };
            file.end += length;
            kept.push(Kept { capture, place, member: Digest::of(&member) });
        }
        Ok(kept)
    }

    /// The record at `place`.
    ///
    /// # Errors
    /// `NotFound` if there is no such file, `Malformed` with the code `digest` if what lies there is not what was
    /// written (checksum, digests, or no response record), `Transient` if it cannot be read.
    pub fn read(&self, place: &Place) -> Result<Stored> {
        let member = self.bytes(place)?;
        let mut records = Reader::new(&member[..], RECORD_BYTES_MAX);
        match records.next() {
            Some(Ok(record)) if record.length == place.length => stored(record),
            Some(Ok(_)) => Err("the record is not as long as it was written".to_owned()),
            Some(Err(bad)) => Err(bad.why),
            None => Err("there is no record".to_owned()),
        }
        .map_err(|why| {
            Error::caused(Kind::Malformed, format!("cannot read the capture in {place}"), why)
                .code("digest")
        })
    }

    /// The names of its files, in the order in which they were begun.
    ///
    /// # Errors
    /// `Transient` if the folder cannot be read.
    pub fn files(&self) -> Result<Vec<String>> {
        let tried = || format!("cannot list archive folder {}", self.dir.display());
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.dir).context(Kind::Transient, tried)? {
            let name = entry.context(Kind::Transient, tried)?.file_name();
            names.extend(name.to_str().filter(|name| serial(name).is_some()).map(str::to_owned));
        }
        names.sort_by_key(|name| serial(name));
        Ok(names)
    }

    fn begin_file(&self, at: Timestamp) -> Result<OpenFile> {
        let n = self.files()?.last().and_then(|name| serial(name)).map_or(0, |n| n + 1);
        let name = format!("mediawire-{}-{n:05}.warc.gz", at.strftime("%Y%m%d%H%M%S"));
        let path = self.dir.join(&name);
        let tried = || format!("cannot begin archive file {}", path.display());
        let mut file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .open(&path)
            .context(Kind::Transient, tried)?;
        let info = warc::warcinfo(&name, at, SOFTWARE);
        let written = append(&mut file, &[&info])
            // The file's name must be durable too, else its synced bytes cannot be found.
            .and_then(|()| File::open(&self.dir)?.sync_all());
        if let Err(cause) = written {
            // Left in place if it cannot be removed: repair cuts it down to its complete members.
            std::fs::remove_file(&path).ok();
            return Err(Error::caused(Kind::Transient, tried(), cause).code("archive-write"));
        }
        Ok(OpenFile { name, file, end: info.len() as u64 })
    }

    fn path(&self, file: &str) -> Result<PathBuf> {
        if serial(file).is_none() {
            return Err(Error::new(Kind::NotFound, format!("{file:?} is no archive file")));
        }
        Ok(self.dir.join(file))
    }

    fn lock(&self) -> MutexGuard<'_, Option<OpenFile>> {
        // `end` is moved only behind a sync, so what a panicking thread left behind is still true.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The running number in a file's name; `None` if the name is not one of ours.
fn serial(name: &str) -> Option<u64> {
    let name = name.strip_prefix("mediawire-")?.strip_suffix(".warc.gz")?;
    let (time, n) = name.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if time.len() == 14 && digits(time) && n.len() >= 5 && digits(n) {
        n.parse().ok()
    } else {
        None
    }
}

/// Writes `members` and makes them durable.
fn append(file: &mut File, members: &[&[u8]]) -> std::io::Result<()> {
    for member in members {
        file.write_all(member)?;
    }
    file.sync_data()
}

/// The captures of `batch` with their gzip members, in order.
fn compress(batch: &[Incoming]) -> Vec<(Capture, Vec<u8>)> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    if batch.len() < PARALLEL_MIN || n_threads == 1 {
        return batch.iter().map(member).collect();
    }
    std::thread::scope(|scope| {
        let chunks = batch.chunks(batch.len().div_ceil(n_threads));
        let threads: Vec<_> = chunks
            .map(|chunk| scope.spawn(|| chunk.iter().map(member).collect::<Vec<_>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("compressing has no panic"))
            .collect()
    })
}

fn member(incoming: &Incoming) -> (Capture, Vec<u8>) {
    let payload = Digest::of(&incoming.payload);
    // What is recorded of a capture is what a reader of the file sees, so that replay gives the same id.
    let url = warc::clean_uri(&incoming.url);
    let at = to_millisecond(incoming.at);
    let headers = warc::clean_headers(&incoming.headers, incoming.payload.len());
    let id = CaptureId::new(&url, at.as_millisecond(), payload);
    let response = warc::Response {
        id: id.0,
        url: &url,
        at,
        status: incoming.status,
        headers: &headers,
        payload: &incoming.payload,
    };
    // An original's identity holds its payload's digest: one that is not of these bytes would lose them.
    let is_right = |original: &&Original| {
        let Original { url, at, capture } = *original;
        CaptureId::new(url, at.as_millisecond(), payload) == *capture
    };
    let member = match incoming.same_as.as_ref().filter(is_right) {
        None => warc::response(&response),
        Some(Original { url, at, capture }) => {
            warc::revisit(&response, &warc::Original { id: capture.0, url, at: *at })
        }
    };
    let n_bytes = incoming.payload.len() as u64;
    let status = incoming.status;
    (Capture { id, url, at, payload, n_bytes, status, headers }, member)
}

fn to_millisecond(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).expect("it was a timestamp before")
}

/// What a response or revisit record that we wrote says; why it is not one.
fn stored(mut record: Record) -> Result<Stored, String> {
    let is_revisit = match record.kind() {
        "response" => false,
        "revisit" => true,
        other => return Err(format!("it is a {other:.20?} record")),
    };
    if record.digest_ok() != Some(true) {
        return Err("its digest is wrong".to_owned());
    }
    let url = record.target().ok_or("it has no address")?.to_owned();
    let at = record.date().ok_or("it has no date")?;
    let stated = record
        .header("WARC-Payload-Digest")
        .and_then(|value| value.strip_prefix("sha256:"))
        .and_then(Digest::from_hex)
        .ok_or("it states no payload digest")?;
    let same_as = is_revisit.then(|| {
        let url = record.header("WARC-Refers-To-Target-URI")?;
        let at: Timestamp = record.header("WARC-Refers-To-Date")?.parse().ok()?;
        Some(CaptureId::new(url, at.as_millisecond(), stated))
    });
    let same_as = match same_as {
        Some(None) => return Err("it does not say what it is a revisit of".to_owned()),
        Some(original) => original,
        None => None,
    };
    let http = record.http.take().ok_or("it has no HTTP head")?;
    let payload = Bytes::from(record.into_payload()?);
    Ok(Stored {
        url,
        at,
        status: http.status,
        headers: http.headers,
        payload,
        same_as,
        digest: stated,
    })
}
