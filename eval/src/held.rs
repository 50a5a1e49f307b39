//! What a data folder holds, read through the program's own store, codec and archive.

use mediawire::archive::{Archive, Place};
use mediawire::store::captures::Lies;
use mediawire::store::db::{Db, Tx};
use mediawire::store::{articles, body, captures, items, jobs, wire};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::Reader;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::CaptureId;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The longest record that is read.
const RECORD_BYTES_MAX: usize = 256 << 20;

/// A dispatch, as far as it must be the same in every run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sent {
    /// The address of the item at its source, without the port of a demonstration.
    pub(crate) url: String,
    /// The digest of the body; of a demonstration's, without what another run writes otherwise.
    pub(crate) body: String,
    /// How much of it may be shown.
    pub(crate) display: &'static str,
    /// The headline that went out.
    pub(crate) headline: String,
    /// The digest of the words: the same for a copy at another source.
    pub(crate) words: String,
}

/// What a data folder holds when its run has come to its end.
#[derive(Debug)]
pub(crate) struct Held {
    /// All dispatches, sorted.
    pub(crate) wire: Vec<Sent>,
    /// What became of the entries: step, code, how many.
    pub(crate) outcomes: Vec<(String, String, i64)>,
    /// Archive members that nothing refers to: kept by a process that was killed before it could say so.
    pub(crate) n_strays: usize,
    /// What must not be, in words.
    pub(crate) faults: Vec<String>,
}

/// The database of the data folder `data`.
pub(crate) fn db_path(data: &Path) -> PathBuf {
    data.join("wire.db")
}

/// Opens the database of `data` to read it.
pub(crate) async fn open(data: &Path) -> Result<Db, String> {
    Db::sqlite(&db_path(data), true).await.map_err(|why| why.to_string())
}

/// Every dispatch, by number.
pub(crate) async fn dispatches(tx: &mut Tx) -> Result<Vec<Dispatch>, String> {
    wire::after(tx, 0, i64::MAX).await.map_err(|why| why.to_string())
}

/// Where the own record of each capture lies.
pub(crate) async fn places(tx: &mut Tx) -> Result<BTreeMap<CaptureId, Lies>, String> {
    let mut all = BTreeMap::new();
    for (file, _) in captures::durable_ends(tx).await.map_err(|why| why.to_string())? {
        all.extend(captures::places(tx, &file).await.map_err(|why| why.to_string())?);
    }
    Ok(all)
}

/// Jobs that are still to be done; the next poll of a source, which is always to come, is none unless it is due.
pub(crate) async fn n_jobs(data: &Path) -> Result<i64, String> {
    let db = open(data).await?;
    let mut tx = db.read().await.map_err(|why| why.to_string())?;
    let (by_kind, n_parked) = jobs::counts(&mut tx).await.map_err(|why| why.to_string())?;
    let now = jiff::Timestamp::now().as_millisecond();
    let n_due = jobs::due(&mut tx, now).await.map_err(|why| why.to_string())?;
    // Lists are asked and pages looked at again for ever: of those jobs only what is due counts.
    let lasts = |kind: &str| matches!(kind, "poll" | "watch");
    let n: i64 = by_kind.iter().filter(|(kind, _)| !lasts(kind)).map(|(_, n)| *n).sum();
    Ok(n.max(n_due) + n_parked)
}

/// What a killed process has left, in a few words. It looks at a copy of the database, so that the next process finds
/// the files as the killed one left them.
pub(crate) async fn glance(data: &Path, scratch: &Path) -> String {
    let copy = scratch.join("glance");
    std::fs::create_dir_all(&copy).ok();
    let mut is_there = false;
    for name in ["wire.db", "wire.db-wal"] {
        is_there |= std::fs::copy(data.join(name), copy.join(name)).is_ok();
    }
    let words = match is_there {
        false => "no database yet".to_owned(),
        true => counted(&copy).await.unwrap_or_else(|_| "no tables yet".to_owned()),
    };
    std::fs::remove_dir_all(&copy).ok();
    words
}

async fn counted(data: &Path) -> Result<String, String> {
    let db = open(data).await?;
    let mut tx = db.read().await.map_err(|why| why.to_string())?;
    let n_captures = places(&mut tx).await?.len();
    let head = wire::head(&mut tx).await.map_err(|why| why.to_string())?;
    let (by_kind, _) = jobs::counts(&mut tx).await.map_err(|why| why.to_string())?;
    let jobs: Vec<String> = by_kind.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    let jobs = if jobs.is_empty() { "none".to_owned() } else { jobs.join(", ") };
    Ok(format!("{n_captures} captures, {head} dispatches, jobs {jobs}"))
}

/// Looks through the data folder `data`, whose run has ended; `via` is by what its entries came.
pub(crate) async fn look(data: &Path, via: &str) -> Result<Held, String> {
    let db = open(data).await?;
    let mut tx = db.read().await.map_err(|why| why.to_string())?;
    // A demonstration leaves the port of its agencies in a file.
    let port = std::fs::read_to_string(data.join("demo")).ok().map(|text| text.trim().to_owned());
    let mut faults = Vec::new();
    let all = dispatches(&mut tx).await?;
    check_numbers(&mut tx, &all, &mut faults).await?;
    let mut sent = Vec::with_capacity(all.len());
    for dispatch in &all {
        sent.push(read_sent(&mut tx, dispatch, port.as_deref()).await?);
    }
    sent.sort();
    let (by_kind, n_parked) = jobs::counts(&mut tx).await.map_err(|why| why.to_string())?;
    for (kind, n) in by_kind.iter().filter(|(kind, _)| !matches!(kind.as_str(), "poll" | "watch")) {
        faults.push(format!("{n} jobs {kind} are left"));
    }
    if n_parked > 0 {
        faults.push(format!("{n_parked} jobs are parked"));
    }
    let outcomes = items::outcomes(&mut tx, via).await.map_err(|why| why.to_string())?;
    let places = places(&mut tx).await?;
    let n_strays = check_archive(data, &places, &mut faults)?;
    Ok(Held { wire: sent, outcomes, n_strays, faults })
}

/// The numbers of the wire are 1, 2, 3 … up to its head.
async fn check_numbers(
    tx: &mut Tx,
    all: &[Dispatch],
    faults: &mut Vec<String>,
) -> Result<(), String> {
    for (expected, dispatch) in (1..).zip(all) {
        if dispatch.number != expected {
            faults.push(format!("dispatch {expected} is missing"));
            break;
        }
    }
    let head = wire::head(tx).await.map_err(|why| why.to_string())?;
    if usize::try_from(head) != Ok(all.len()) {
        faults.push(format!("the head is {head}, and there are {} dispatches", all.len()));
    }
    Ok(())
}

async fn read_sent(tx: &mut Tx, dispatch: &Dispatch, port: Option<&str>) -> Result<Sent, String> {
    let item = items::get(tx, dispatch.item).await.map_err(|why| why.to_string())?;
    let url = item.ok_or("a dispatch has no item")?.url;
    let headline = dispatch.headline.clone();
    let display = dispatch.display.name();
    let known = articles::get(tx, dispatch.article).await.map_err(|why| why.to_string())?;
    let Some(port) = port else {
        let words = known.words.to_hex();
        return Ok(Sent { url, body: dispatch.body.to_hex(), display, headline, words });
    };
    let text = articles::body(tx, dispatch.article).await.map_err(|why| why.to_string())?;
    let mut whole = body::read(&text).map_err(|why| why.to_string())?;
    // A capture's name holds the moment at which it was made, and the agencies' port.
    for part in &mut whole.parts {
        part.capture = CaptureId(Digest::of(b""));
    }
    let port = format!(":{port}");
    let digest =
        |text: &str| Digest::of(without_hours(&text.replace(&port, "")).as_bytes()).to_hex();
    let (body, words) = (digest(&body::write(&whole)), digest(&whole.text(false)));
    Ok(Sent { url: url.replace(&port, ""), body, display, headline, words })
}

/// The text with every hour (`14:05`, in any digits) as midnight: a demonstration's stories name the hour at which they
/// came out.
fn without_hours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut told = letters.clone();
    for (at, five) in letters.windows(5).enumerate() {
        let is_hour = five[2] == ':' && [0, 1, 3, 4].iter().all(|&i| five[i].is_numeric());
        if is_hour {
            [0, 1, 3, 4].iter().for_each(|i| told[at + i] = '0');
        }
    }
    told.into_iter().collect()
}

/// Every member that is referred to is what was written, and every file can be read to its end; how many members
/// nothing refers to.
fn check_archive(
    data: &Path,
    places: &BTreeMap<CaptureId, Lies>,
    faults: &mut Vec<String>,
) -> Result<usize, String> {
    let dir = data.join("archive");
    let archive = Archive::reading(&dir);
    let mut known = BTreeSet::new();
    for lies in places.values() {
        let place = Place { file: lies.file.clone(), offset: lies.at_byte, length: lies.n_bytes };
        if let Err(why) = archive.check(&place, &lies.member) {
            faults.push(why.to_string());
        }
        if !places.contains_key(&lies.holder) {
            faults.push(format!("{place} is a revisit of a capture that is not there"));
        }
        known.insert((lies.file.clone(), lies.at_byte));
    }
    let mut n_strays = 0;
    for file in archive.files().map_err(|why| why.to_string())? {
        let opened = File::open(dir.join(&file)).map_err(|why| format!("{file}: {why}"))?;
        for record in Reader::new(BufReader::new(opened), RECORD_BYTES_MAX) {
            match record {
                Err(bad) => faults.push(format!("{file} at byte {}: {}", bad.offset, bad.why)),
                Ok(record) if record.digest_ok() != Some(true) => {
                    faults.push(format!("{file} at byte {}: its digest is wrong", record.offset));
                }
                Ok(record) if record.kind() == "warcinfo" => {}
                Ok(record) => {
                    n_strays += usize::from(!known.contains(&(file.clone(), record.offset)));
                }
            }
        }
    }
    Ok(n_strays)
}

#[cfg(test)]
mod tests {
    use super::without_hours;

    #[test]
    fn hours_are_midnight_in_any_digits_and_nothing_else_changes() {
        let text = "At 14:05, ساعت ۱۴:۰۵; 3:05 and 1:2:3";
        assert_eq!(without_hours(text), "At 00:00, ساعت 00:00; 3:05 and 1:2:3");
    }
}
