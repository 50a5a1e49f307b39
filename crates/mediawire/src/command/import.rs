//! `import`: WARC files → the same items as a live crawl would give.
//!
//! A thread reads records; all cores sort them (`sort.rs`); what they hold is kept a batch a transaction, together with
//! the place in the file that it reaches to; and the desk works off what is kept meanwhile.

mod report;
mod sort;

use crate::command::{Common, Terms, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::keep::keep;
use crate::pipeline::adding;
use crate::pipeline::take::source_of_host;
use crate::store::db::Tx;
use crate::store::{captures, imports, jobs, quarantine, sources};
use crate::work::{self, think};
use crate::{Use, Wire, pipeline};
use clap::Args;
use futures_util::{Stream, StreamExt as _, stream};
use indicatif::{ProgressBar, ProgressStyle};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::{Bad, Mark, Reader, Record};
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::CaptureId;
use report::{Done, KNOWN, PAGES, QUARANTINED, Report};
use sort::{Held, NoPage, Page, Sorted, sort};
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

/// Records that are kept with one sync.
const BATCH: usize = 64;
/// A batch that has so many bytes is not waited for any longer.
const BATCH_BYTES: usize = 32 << 20;
/// The longest record that is read.
const RECORD_BYTES_MAX: usize = 32 << 20;
/// Records that are read ahead.
const AHEAD: usize = 256;
/// How many bytes they may have together: a batch that is not full leaves room for the longest record.
const AHEAD_BYTES: usize = BATCH_BYTES + RECORD_BYTES_MAX;
/// Bytes that are read from the file at a time.
const READ_BYTES: usize = 256 << 10;
/// Bytes at either end of a file that tell it from others.
const END_BYTES: u64 = 64 << 10;
/// Under what code a page is in quarantine, and what is on record of it.
const FALSE_DIGEST: &str = "false-digest";
const QUARANTINE: &str =
    "its record states another digest than its bytes have: kept, and not published";
/// How often it is shown how much is left.
const LOOK: Duration = Duration::from_millis(500);

/// Import WARC files: each page becomes an item under its own address and time, each host a source.
///
/// Files may be plain, gzipped or in zstandard frames. What was imported before is not imported again; an import that
/// is broken off goes on where it was when it is run once more. Damaged records are left out, pages whose digest is
/// wrong are kept and not published; both are told with their places, and then the command fails when all others are
/// imported.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire import crawl.warc.gz --display full --auto --licence \"our own archive\""
)]
pub struct Import {
    /// WARC files, compressed or not
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The licence or agreement under which they are republished, in words: for --auto
    #[arg(long, default_value = "")]
    licence: String,
    #[command(flatten)]
    terms: Terms,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// A record that was read, and where the reader stood behind it.
struct Found {
    record: Result<Record, Bad>,
    place: Place,
}

/// Where a reader stood, with the room that its record takes until it is saved.
struct Place {
    mark: Mark,
    /// Bytes of the file that were read.
    n_bytes: u64,
    room: Option<OwnedSemaphorePermit>,
}

impl Place {
    /// The room that is taken, in bytes.
    fn n_room(&self) -> usize {
        self.room.as_ref().map_or(0, OwnedSemaphorePermit::num_permits)
    }
}

/// A file that is being imported.
struct Source {
    /// By what its entries come.
    via: String,
    /// What it is known again by.
    id: Digest,
    progress: Progress,
}

impl Import {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let rights = self.terms.rights(&self.licence);
        adding::may_go(&rights, self.terms.release(), "a host of these files")?;
        let wire = common.open(Use::Write).await?;
        let mut verdicts = Vec::new();
        for file in &self.files {
            let done = self.import(&wire, file).await?;
            let mut tx = wire.db.read().await?;
            let said =
                if self.json { done.json(&mut tx).await? } else { done.words(&mut tx).await? };
            print(&said)?;
            verdicts.push(done.verdict());
        }
        // Every file has had its turn before the first damaged one is complained of.
        verdicts.into_iter().collect()
    }

    async fn import(&self, wire: &Arc<Wire>, path: &Path) -> Result<Done> {
        let start = Instant::now();
        let via = via(path);
        let tried = || format!("cannot open {}", path.display());
        let mut file = File::open(path).context(Kind::NotFound, tried)?;
        let (id, n_bytes) = identity(&mut file, &via).context(Kind::Transient, tried)?;
        let source = Source { via, id, progress: Progress::new(path, n_bytes)? };
        let known = imports::mark(&mut wire.db.read().await?, id).await?;
        let (mark, mut report) = match known {
            Some((mark, text)) => (mark, Report::parse(&text)?),
            None => (Mark::default(), Report::default()),
        };
        let (n_before, n_pages_before) = (report.n_records(), report.n(PAGES));
        let stop = CancellationToken::new();
        let desk = tokio::spawn(work::desk(wire.clone(), stop.clone()));
        let saved = self.save_all(wire, file, mark, &source, &mut report).await;
        stop.cancel();
        desk.await.map_err(|cause| Error::caused(Kind::Bug, "the desk broke off", cause))?;
        saved?;
        tokio::select! {
            drained = work::drain(wire) => drained?,
            looked = source.progress.watch(wire) => looked?,
        }
        let mut tx = wire.db.write().await?;
        imports::end(&mut tx, id).await?;
        tx.commit().await?;
        source.progress.end();
        let n_pages = report.n(PAGES) - n_pages_before;
        let (file, seconds) = (path.display().to_string(), start.elapsed().as_secs_f64());
        Ok(Done { file, via: source.via, report, n_before, n_pages, seconds })
    }

    /// Reads from `mark` to the end of the file, and saves all that it holds.
    async fn save_all(
        &self,
        wire: &Arc<Wire>,
        file: File,
        mark: Mark,
        source: &Source,
        report: &mut Report,
    ) -> Result<()> {
        let mut sorted = Box::pin(sorted(file, mark, &source.via));
        while let Some(first) = sorted.next().await {
            let first = first?;
            let mut n_bytes = first.1.n_room();
            let mut batch = vec![first];
            while batch.len() < BATCH && n_bytes < BATCH_BYTES {
                let Some(next) = sorted.next().await else { break };
                let next = next?;
                n_bytes += next.1.n_room();
                batch.push(next);
            }
            self.save(wire, batch, source, report).await?;
            wire.wake();
        }
        Ok(())
    }

    /// Keeps pages and announces them, logs what is no page, and notes how far the file is done.
    async fn save(
        &self,
        wire: &Arc<Wire>,
        batch: Vec<(Sorted, Place)>,
        source: &Source,
        report: &mut Report,
    ) -> Result<()> {
        let (mut fresh, mut no_pages) = (Vec::<Box<Page>>::new(), Vec::new());
        // Captures that were in quarantine, and are good after all.
        let mut lifted = Vec::new();
        let mut tx = wire.db.read().await?;
        let mut places = Vec::with_capacity(batch.len());
        for (sorted, place) in batch {
            places.push(place);
            if let Some((at_byte, why)) = &sorted.damage {
                report.damage(*at_byte, why);
            }
            match sorted.held {
                Held::Page(page) => {
                    let other = fresh.iter_mut().find(|other| other.id == page.id);
                    let is_known = other.is_some() || captures::is_kept(&mut tx, page.id).await?;
                    if is_known && !page.is_false {
                        if let Some(other) = other {
                            other.is_false = false;
                        } else if is_in_quarantine(&mut tx, page.id).await? {
                            report.count(PAGES);
                            lifted.push((page.id, page.url));
                            continue;
                        }
                    }
                    report.count(match (is_known, page.is_false) {
                        (true, _) => KNOWN,
                        (false, true) => QUARANTINED,
                        (false, false) => PAGES,
                    });
                    if !is_known {
                        fresh.push(page);
                    }
                    continue;
                }
                Held::NoPage(no) => no_pages.push(no),
                Held::Nothing => {}
            }
            report.count(&sorted.what);
        }
        drop(tx);
        let (urls, incoming): (Vec<_>, Vec<_>) =
            fresh.into_iter().map(|page| ((page.url, page.is_false), page.incoming)).unzip();
        let kept = keep(wire, incoming).await?;
        let mut tx = wire.db.write().await?;
        for ((url, is_false), (capture, lies)) in urls.iter().zip(&kept) {
            captures::save(&mut tx, capture, lies).await?;
            if *is_false {
                quarantine::add(&mut tx, capture.id, (FALSE_DIGEST, QUARANTINE)).await?;
                let log = (source.via.as_str(), url.as_str(), capture.at.as_millisecond());
                captures::log(&mut tx, log, "quarantine", QUARANTINE).await?;
                continue;
            }
            self.announce(wire, &mut tx, (capture.id, url), &source.via).await?;
        }
        for (id, url) in &lifted {
            quarantine::lift(&mut tx, *id).await?;
            self.announce(wire, &mut tx, (*id, url), &source.via).await?;
        }
        for NoPage { url, at_ms, why } in &no_pages {
            captures::log(&mut tx, (&source.via, url, *at_ms), "no-page", why).await?;
        }
        let last = places.last().expect("a batch has a first record");
        imports::save(&mut tx, source.id, last.mark, &report.text()).await?;
        tx.commit().await?;
        source.progress.has_read(last.n_bytes, report);
        Ok(())
    }

    /// Announces a page that was kept, under the source of its host.
    async fn announce(
        &self,
        wire: &Arc<Wire>,
        tx: &mut Tx,
        (id, url): (CaptureId, &url::Url),
        via: &str,
    ) -> Result<()> {
        let terms = (self.terms.rights(&self.licence), self.terms.release());
        let (of, is_new) = source_of_host(tx, url, terms, &wire.sections[0].code).await?;
        if is_new {
            sources::save(tx, &of, via, wire.now().as_millisecond()).await?;
        }
        let entry = Entry::of_page(&of.slug, url.as_str(), id);
        pipeline::announce(wire, tx, &entry, &of.slug, via).await.map(drop)
    }
}

/// Whether a page is kept and not published only because its record stated another digest.
async fn is_in_quarantine(tx: &mut Tx, id: CaptureId) -> Result<bool> {
    let why = quarantine::of(tx, id).await?;
    Ok(why.is_some_and(|(code, _)| code == FALSE_DIGEST))
}

/// By what an entry of this file came.
fn via(file: &Path) -> String {
    let name = file
        .file_name()
        .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    format!("import:{name}")
}

/// What a file is known again by, and its length. The file then stands at its start.
fn identity(file: &mut File, via: &str) -> std::io::Result<(Digest, u64)> {
    let n_bytes = file.metadata()?.len();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    file.by_ref().take(END_BYTES).read_to_end(&mut first)?;
    file.seek(SeekFrom::Start(n_bytes.saturating_sub(END_BYTES)))?;
    file.by_ref().take(END_BYTES).read_to_end(&mut last)?;
    file.rewind()?;
    Ok((Digest::of_parts(&[via.as_bytes(), &n_bytes.to_le_bytes(), &first, &last]), n_bytes))
}

/// The records of the file behind `mark`, in order: one thread reads them, all cores sort them.
fn sorted(file: File, mark: Mark, via: &str) -> impl Stream<Item = Result<(Sorted, Place)>> {
    let (send, receive) = mpsc::channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || read(file, mark, &send));
    let n_parallel = std::thread::available_parallelism().map_or(2, usize::from);
    let via: Arc<str> = via.into();
    // Dropping the receiver ends the thread: nothing can be saved any more.
    let found = stream::unfold((receive, Some(reading)), async |(mut receive, mut reading)| {
        if let Some(found) = receive.recv().await {
            return Some((Ok(found), (receive, reading)));
        }
        let ended = reading.take()?.await;
        let ended = ended
            .map_err(|cause| Error::caused(Kind::Bug, "the reading broke off", cause))
            .flatten();
        Some((Err(ended.err()?), (receive, reading)))
    });
    found
        .map(move |found: Result<Found>| {
            let via = via.clone();
            async move {
                let Found { record, mut place } = found?;
                let sorted = think(move || sort(&via, record)).await?;
                // Of what is no page only words are left.
                if !matches!(sorted.held, Held::Page(_)) {
                    place.room = None;
                }
                Ok((sorted, place))
            }
        })
        .buffered(2 * n_parallel)
}

/// Reads every record behind `mark` and sends it on, as many bytes ahead as there is room.
fn read(file: File, mark: Mark, send: &mpsc::Sender<Found>) -> Result<()> {
    let room = Arc::new(Semaphore::new(AHEAD_BYTES));
    let runtime = Handle::current();
    let mut records = Reader::new(BufReader::with_capacity(READ_BYTES, file), RECORD_BYTES_MAX);
    if mark != Mark::default() {
        records.go_to(mark).context(Kind::Transient, || "cannot go on where the import was")?;
    }
    while let Some(record) = records.next() {
        let n = record.as_ref().map_or(1, |record| record.block().len().clamp(1, AHEAD_BYTES));
        let n = u32::try_from(n).expect("it is clamped");
        let room = runtime.block_on(room.clone().acquire_many_owned(n));
        let room = room.expect("nobody closes it");
        let place = Place { mark: records.mark(), n_bytes: records.n_read(), room: Some(room) };
        if send.blocking_send(Found { record, place }).is_err() {
            break;
        }
    }
    Ok(())
}

/// How far an import is: a bar on a terminal, lines elsewhere.
struct Progress {
    bar: ProgressBar,
    name: String,
    n_bytes: u64,
    /// Tenths of the file that were told.
    tenths: std::sync::atomic::AtomicU64,
}

impl Progress {
    fn new(path: &Path, n_bytes: u64) -> Result<Self> {
        let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {elapsed} {msg}")
            .context(Kind::Bug, || "cannot draw the progress bar")?;
        // It hides itself where standard error is no terminal.
        let bar = ProgressBar::new(n_bytes).with_style(style);
        Ok(Self { bar, name: path.display().to_string(), n_bytes, tenths: 0.into() })
    }

    fn has_read(&self, n_bytes: u64, report: &Report) {
        use std::sync::atomic::Ordering::Relaxed;
        self.bar.set_position(n_bytes);
        let tenths = n_bytes * 10 / self.n_bytes.max(1);
        if self.bar.is_hidden() && self.tenths.swap(tenths, Relaxed) < tenths {
            eprintln!("{}: {} % read, {} records", self.name, tenths * 10, report.n_records());
        }
    }

    /// Shows how much is left to work off, and never ends.
    async fn watch(&self, wire: &Arc<Wire>) -> Result<()> {
        while !self.bar.is_hidden() {
            let (counts, _) = jobs::counts(&mut wire.db.read().await?).await?;
            let inside = counts.iter().filter(|(kind, _)| Job::INSIDE.contains(&kind.as_str()));
            let n: i64 = inside.map(|(_, n)| n).sum();
            self.bar.set_message(format!("{n} left to work off"));
            tokio::time::sleep(LOOK).await;
        }
        std::future::pending().await
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
