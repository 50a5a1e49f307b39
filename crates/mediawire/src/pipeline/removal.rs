//! What a source's terms keep no longer is taken out of the archive: first it is said, in the store, then it is done, so
//! that a crash between the two is made good and nobody takes what is gone for altered.

use crate::Wire;
use crate::archive::Place;
use crate::error::{Error, Kind, Result};
use crate::keep::check_lock;
use crate::pipeline::accounts;
use crate::store::removed::{self, Open};
use crate::store::{captures, sources, wire};
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc;
use mediawire_core::model::body::Body;
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, Slug};
use mediawire_core::model::lock::Difference;
use mediawire_core::model::source::Source;
use std::collections::HashMap;
use std::sync::Arc;

const DAY_MS: i64 = 24 * 3_600_000;
/// How long terms must have stood before anything is removed under them: what was typed by mistake is set right in time.
pub const STAND_MS: i64 = DAY_MS;
/// Captures that are looked at together, and that are removed together.
const BATCH: i64 = 32;
/// By whom it is on record.
const RULE: &str = "rule:retention";

/// Takes out of the archive what the sources' terms keep no longer, and what was to be taken out when a process ended; how
/// many captures.
///
/// # Errors
/// As the statements and the archive give; what was said is done the next time.
pub async fn sweep(wire: &Arc<Wire>) -> Result<usize> {
    finish(wire).await?;
    let (all, terms) = terms(wire, None).await?;
    let mut n_removed = 0;
    for source in all.iter().filter(|source| terms.0.contains_key(source.slug.as_str())) {
        let mut after = None;
        loop {
            let (due, last) = old(wire, source, &terms, after).await?;
            if !due.is_empty() {
                say(wire, source, &due).await?;
                finish(wire).await?;
                n_removed += due.len();
            }
            if last.is_none() {
                break;
            }
            after = last;
        }
    }
    Ok(n_removed)
}

/// How many captures of `source` would be removed by now, if its terms have stood for a day, up to `n_max`.
///
/// # Errors
/// As the statements give.
pub async fn n_due(wire: &Arc<Wire>, source: &Source, n_max: usize) -> Result<usize> {
    if source.rights.retention_days.is_none() {
        return Ok(0);
    }
    let (_, terms) = terms(wire, Some(&source.slug)).await?;
    let (mut n, mut after) = (0, None);
    loop {
        let (due, last) = old(wire, source, &terms, after).await?;
        n += due.len();
        if last.is_none() || n >= n_max {
            return Ok(n.min(n_max));
        }
        after = last;
    }
}

/// How long each source's captures are kept, in milliseconds; those that are kept for ever, and those whose terms were said
/// of late, are not named.
struct Terms(HashMap<String, i64>);

/// Every source, and their terms; those of `stands` are taken as if they had stood.
async fn terms(wire: &Wire, stands: Option<&Slug>) -> Result<(Vec<Source>, Terms)> {
    let mut tx = wire.db.read().await?;
    let all = sources::all(&mut tx).await?;
    let mut kept = HashMap::new();
    for source in &all {
        let Some(days) = source.rights.retention_days else { continue };
        let stand_from = sources::said_ms(&mut tx, &source.slug).await? + STAND_MS;
        if stand_from <= wire.now().as_millisecond() || stands == Some(&source.slug) {
            kept.insert(source.slug.as_str().to_owned(), i64::from(days) * DAY_MS);
        }
    }
    Ok((all, Terms(kept)))
}

impl Terms {
    /// Whether nobody who rests on a payload keeps it any longer: every one of its captures is old by the terms of its own
    /// source, and what nothing was made of by those of `source`.
    fn let_go(&self, resting: &[(String, i64)], source: &Slug, now_ms: i64) -> bool {
        resting.iter().all(|(of, at_ms)| {
            let of = if of.is_empty() { source.as_str() } else { of };
            self.0.get(of).is_some_and(|kept_ms| at_ms + kept_ms <= now_ms)
        })
    }
}

/// Of the next captures behind `after` those that are kept no longer, and the last that was looked at, if there are more.
async fn old(
    wire: &Wire,
    source: &Source,
    terms: &Terms,
    after: Option<CaptureId>,
) -> Result<(Vec<CaptureId>, Option<CaptureId>)> {
    let now_ms = wire.now().as_millisecond();
    let days = i64::from(source.rights.retention_days.unwrap_or(0));
    let mut tx = wire.db.read().await?;
    let page = (after, BATCH);
    let all = removed::old(&mut tx, &source.slug, now_ms - days * DAY_MS, page).await?;
    let is_last = i64::try_from(all.len()).unwrap_or(i64::MAX) < BATCH;
    let last = all.last().copied().filter(|_| !is_last);
    let mut due = Vec::new();
    for holder in all {
        let resting = removed::resting(&mut tx, holder).await?;
        if terms.let_go(&resting, &source.slug, now_ms) {
            due.push(holder);
        }
    }
    Ok((due, last))
}

/// Says of captures that they are removed, once, on record.
async fn say(wire: &Wire, source: &Source, due: &[CaptureId]) -> Result<()> {
    let at = wire.now();
    let days = source.rights.retention_days.unwrap_or(0);
    let why = format!("under the terms of {}, which keep it {days} days", source.name);
    let mut tx = wire.db.write().await?;
    for capture in due {
        let known = captures::get(&mut tx, *capture).await?;
        let lies = captures::payload_place(&mut tx, *capture).await?;
        let (why, payload) = (why.clone(), known.payload);
        let open = Open { capture: *capture, at, why, payload, lies };
        let member = Digest::of(&member(&open)?);
        removed::add(&mut tx, &open, &source.slug, member).await?;
    }
    let told = format!("{} captures removed from the archive: kept {days} days", due.len());
    let what = ("captures-removed", source.slug.as_str());
    accounts::record(&mut tx, at.as_millisecond(), (RULE, ""), what, ("", &told)).await?;
    tx.commit().await
}

/// What lies in the place of a record that is removed.
fn member(open: &Open) -> Result<Vec<u8>> {
    let Open { capture, at, why, payload, lies } = open;
    let said = warc::Removed { id: capture.0, at: *at, why, payload: *payload };
    let n_bytes = usize::try_from(lies.n_bytes).unwrap_or(usize::MAX);
    warc::removed(&said, n_bytes).ok_or_else(|| {
        let what = format!("cannot remove the capture {capture}: its record has {n_bytes} bytes");
        Error::new(Kind::Bug, what)
    })
}

/// Does what was said.
async fn finish(wire: &Arc<Wire>) -> Result<()> {
    loop {
        let all = removed::open(&mut wire.db.read().await?, BATCH).await?;
        if all.is_empty() {
            return Ok(());
        }
        let mut done = Vec::with_capacity(all.len());
        for open in all {
            let archive = Arc::clone(&wire.archive);
            done.push(open.capture);
            think(move || {
                let Open { lies, .. } = &open;
                let (file, offset) = (lies.file.clone(), lies.at_byte);
                let place = Place { file, offset, length: lies.n_bytes };
                archive.write_over(&place, &member(&open)?)
            })
            .await??;
        }
        wire.lists.forget();
        let mut tx = wire.db.write().await?;
        for capture in done {
            removed::done(&mut tx, capture).await?;
        }
        tx.commit().await?;
    }
}

/// Where a body is not what its captures say. If one of them was removed, a body that a dispatch of the item has sealed
/// was held against it then, and is taken as it is; of any other it is said that its capture is gone.
///
/// # Errors
/// As [`check_lock`].
pub(super) async fn held_against(
    wire: &Arc<Wire>,
    (item, article, digest): (ItemId, ArticleId, Digest),
    body: Body,
) -> Result<(Vec<Difference>, Option<String>)> {
    match check_lock(wire, body).await {
        Ok(differences) => Ok((differences, None)),
        Err(error) if error.code == removed::REMOVED => {
            let last = wire::last(&mut wire.db.read().await?, item).await?;
            let is_sealed = last.is_some_and(|it| it.article == article && it.body == digest);
            Ok((Vec::new(), (!is_sealed).then(|| error.to_string())))
        }
        Err(error) => Err(error),
    }
}
