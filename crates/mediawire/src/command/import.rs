//! `import`: WARC files → the same items as a live crawl would give.

use crate::archive::Incoming;
use crate::command::take::source_of_host;
use crate::command::{Common, Terms, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::keep::keep;
use crate::store::{captures, items, sources};
use crate::work::{self, think};
use crate::{Use, Wire, pipeline};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::{Reader, Record};
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::CaptureId;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Records that are kept with one sync.
const BATCH: usize = 64;
/// A batch that has so many bytes is not waited for any longer.
const BATCH_BYTES: usize = 32 << 20;
/// Pages that are read ahead.
const AHEAD: usize = 16;
/// The longest record that is read.
const RECORD_BYTES_MAX: usize = 32 << 20;

/// What a record is counted as that cannot be read.
const DAMAGED: &str = "refused: damaged record";

/// Import WARC files: each page becomes an item under its own address and time, each host a source.
///
/// What was imported before is not imported again, so a broken import is simply run once more.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire import crawl.warc.gz --display full --auto")]
pub struct Import {
    /// WARC files, compressed or not
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    terms: Terms,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// A record that may become an article: what the archive takes.
struct Page {
    url: Url,
    incoming: Incoming,
}

/// An answer that becomes none: a row of the fetch log.
struct NoPage {
    url: String,
    at_ms: i64,
    why: String,
}

/// What a record holds.
enum Held {
    Page(Box<Page>),
    NoPage(NoPage),
}

impl Held {
    fn n_bytes(&self) -> usize {
        match self {
            Self::Page(page) => page.incoming.payload.len(),
            Self::NoPage(no) => no.why.len(),
        }
    }
}

impl Import {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Write).await?;
        for file in &self.files {
            let start = Instant::now();
            let mut records = self.import(&wire, file).await?;
            let via = via(file);
            let mut tx = wire.db.read().await?;
            let outcomes = items::outcomes(&mut tx, &via).await?;
            drop(tx);
            let n_records: u64 = records.values().sum();
            if n_records == records.get(DAMAGED).copied().unwrap_or(0) {
                let what =
                    format!("{} is no WARC file: none of its records can be read", file.display());
                return Err(Error::new(Kind::Malformed, what));
            }
            let seconds = start.elapsed().as_secs_f64();
            records.retain(|_, n| *n > 0);
            if self.json {
                let outcomes: Vec<_> = outcomes
                    .iter()
                    .map(
                        |(step, code, n)| serde_json::json!({ "step": step, "code": code, "n": n }),
                    )
                    .collect();
                let report = serde_json::json!({
                    "file": file.display().to_string(), "seconds": seconds, "records": records,
                    "entries": outcomes,
                });
                print(&format!("{report:#}"))?;
                continue;
            }
            print(&format!("{}: {n_records} records in {seconds:.1} s", file.display()))?;
            for (what, n) in &records {
                print(&format!("  {n:>7} {what}"))?;
            }
            print("of the pages of this file, in this import and before:")?;
            for (step, code, n) in outcomes {
                print(&format!("  {n:>7} {step} {code}"))?;
            }
        }
        Ok(())
    }

    /// Imports a file; how many of its records were what.
    async fn import(&self, wire: &Arc<Wire>, file: &Path) -> Result<BTreeMap<String, u64>> {
        let tried = || format!("cannot open {}", file.display());
        let opened = File::open(file).context(Kind::NotFound, tried)?;
        let n_bytes = opened.metadata().context(Kind::Transient, tried)?.len();
        let bar = progress(n_bytes)?;
        let (send, mut receive) = mpsc::channel(AHEAD);
        let reading = bar.clone();
        let reader = think(move || {
            read(Reader::new(BufReader::new(opened), RECORD_BYTES_MAX), &send, &reading)
        });
        let stop = CancellationToken::new();
        let desk = tokio::spawn(work::desk(wire.clone(), stop.clone()));
        // It takes the receiver along, so that the reader hears at once if nothing can be saved any more.
        let saving = async move {
            let mut n_known = 0;
            while let Some(first) = receive.recv().await {
                let mut n_bytes = first.n_bytes();
                let mut batch = vec![first];
                while batch.len() < BATCH && n_bytes < BATCH_BYTES {
                    let Some(next) = receive.recv().await else { break };
                    n_bytes += next.n_bytes();
                    batch.push(next);
                }
                n_known += self.save(wire, batch, &via(file)).await?;
                wire.wake();
            }
            Ok::<_, Error>(n_known)
        };
        let (records, n_known) = tokio::join!(reader, saving);
        stop.cancel();
        desk.await.map_err(|cause| Error::caused(Kind::Bug, "the desk broke off", cause))?;
        work::drain(wire).await?;
        bar.finish_and_clear();
        let (mut records, n_known) = (records?, n_known?);
        let pages = records.entry("pages to read".to_owned()).or_insert(0);
        *pages -= n_known.min(*pages);
        records.insert("pages that the archive has already".to_owned(), n_known);
        Ok(records)
    }

    /// Keeps pages and announces them, and logs what is no page; how many pages were kept before.
    async fn save(&self, wire: &Arc<Wire>, batch: Vec<Held>, via: &str) -> Result<u64> {
        let mut fresh: Vec<Page> = Vec::with_capacity(batch.len());
        let mut no_pages = Vec::new();
        let mut n_known = 0;
        let mut ids = Vec::with_capacity(batch.len());
        let mut tx = wire.db.read().await?;
        for held in batch {
            let page = match held {
                Held::Page(page) => *page,
                Held::NoPage(no) => {
                    no_pages.push(no);
                    continue;
                }
            };
            let Incoming { url, at, payload, .. } = &page.incoming;
            let id = CaptureId::new(url, at.as_millisecond(), Digest::of(payload));
            if ids.contains(&id) || captures::is_kept(&mut tx, id).await? {
                n_known += 1;
            } else {
                ids.push(id);
                fresh.push(page);
            }
        }
        drop(tx);
        let (urls, incoming): (Vec<Url>, Vec<Incoming>) =
            fresh.into_iter().map(|page| (page.url, page.incoming)).unzip();
        let kept = keep(wire, incoming).await?;
        let mut tx = wire.db.write().await?;
        for (url, (capture, lies)) in urls.iter().zip(&kept) {
            let (source, is_new) =
                source_of_host(&mut tx, url, self.terms, &wire.sections[0].code).await?;
            if is_new {
                sources::save(&mut tx, &source, via, wire.now().as_millisecond()).await?;
            }
            captures::save(&mut tx, capture, lies).await?;
            let entry = Entry::of_page(&source.slug, &capture.url, capture.id);
            pipeline::announce(wire, &mut tx, &entry, &source.slug, via).await?;
        }
        for NoPage { url, at_ms, why } in &no_pages {
            captures::log(&mut tx, (via, url, *at_ms), "no-page", why).await?;
        }
        tx.commit().await?;
        Ok(n_known)
    }
}

/// By what an entry of this file came.
fn via(file: &Path) -> String {
    let name = file
        .file_name()
        .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    format!("import:{name}")
}

fn progress(n_bytes: u64) -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {elapsed} {msg}")
        .context(Kind::Bug, || "cannot draw the progress bar")?;
    Ok(ProgressBar::new(n_bytes).with_style(style))
}

/// Reads every record and sends on what may be an article; how many were what.
fn read(
    records: Reader<BufReader<File>>,
    send: &mpsc::Sender<Held>,
    bar: &ProgressBar,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for record in records {
        let (what, held) = match record {
            Err(bad) => {
                tracing::warn!("record at byte {} skipped: {}", bad.offset, bad.why);
                let why = bad.why;
                (
                    DAMAGED.to_owned(),
                    Some(Held::NoPage(NoPage {
                        url: format!("byte {}", bad.offset),
                        at_ms: 0,
                        why,
                    })),
                )
            }
            Ok(record) => {
                bar.set_position(record.offset);
                let url = record.target().unwrap_or_default().to_owned();
                let at_ms = record.date().map_or(0, |at| at.as_millisecond());
                let is_answer = record.kind() == "response";
                match page(record) {
                    Ok(page) => ("pages to read".to_owned(), Some(Held::Page(Box::new(page)))),
                    Err(why) if is_answer => {
                        (why.clone(), Some(Held::NoPage(NoPage { url, at_ms, why })))
                    }
                    Err(why) => (why, None),
                }
            }
        };
        *counts.entry(what).or_insert(0) += 1;
        if held.is_some_and(|held| send.blocking_send(held).is_err()) {
            break;
        }
    }
    counts
}

/// The page that a record holds, or why it holds none.
fn page(record: Record) -> Result<Page, String> {
    if record.kind() != "response" {
        return Err(format!("no page: a {} record", record.kind()));
    }
    if record.digest_ok == Some(false) {
        return Err("refused: its digest is wrong".to_owned());
    }
    if record.header("WARC-Truncated").is_some() {
        return Err("refused: truncated when it was crawled".to_owned());
    }
    let (url, at) = record
        .target()
        .and_then(|target| Url::parse(target).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .zip(record.date())
        .ok_or("refused: no web address or no date")?;
    let Some(http) = record.http else { return Err("no page: no HTTP response".to_owned()) };
    if http.status != 200 {
        return Err(format!("no page: status {}", http.status));
    }
    let kind = http.header("content-type").unwrap_or("text/html").to_ascii_lowercase();
    if !kind.contains("html") {
        let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
        return Err(format!("no page: {kind}"));
    }
    let incoming = Incoming {
        url: url.to_string(),
        at,
        status: http.status,
        headers: http.headers,
        payload: record.payload.into(),
        same_as: None,
    };
    Ok(Page { url, incoming })
}
