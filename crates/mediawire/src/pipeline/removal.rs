//! What a source's terms keep no longer is taken out of the archive: first it is said, in the store, then it is done, so
//! that a crash between the two is made good and nobody takes what is gone for altered.

use crate::Wire;
use crate::archive::Place;
use crate::error::{Error, Kind, Result};
use crate::keep::check_lock;
use crate::pipeline::accounts;
use crate::store::db::Tx;
use crate::store::removed::{self, Open};
use crate::store::{captures, erasure, sources, wire};
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc;
use mediawire_core::model::body::Body;
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, Slug};
use mediawire_core::model::lock::Difference;
use mediawire_core::model::source::Source;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

const DAY_MS: i64 = 24 * 3_600_000;
/// How long terms must have stood before anything is removed under them: what was typed by mistake is set right in time.
pub const STAND_MS: i64 = DAY_MS;
/// Items that are looked at together.
const BATCH: i64 = 32;
/// By whom it is on record.
const RULE: &str = "rule:retention";

/// Takes out of the archive what the sources' terms keep no longer, and what was to be taken out when a process ended; how
/// many captures.
///
/// # Errors
/// As the statements and the archive give, behind all that could be done; what was said is done the next time.
pub async fn sweep(wire: &Arc<Wire>) -> Result<usize> {
    let mut undone = finish(wire).await?;
    let retained = sources::retained(&mut wire.db.read().await?).await?;
    let mut n_removed = 0;
    for slug in &retained {
        let mut after = None;
        loop {
            let (due, last) = old(wire, slug, STAND_MS, after).await?;
            if !due.is_empty() {
                n_removed += say(wire, slug, &due).await?;
                undone = finish(wire).await?;
            }
            if last.is_none() {
                break;
            }
            after = last;
        }
    }
    match undone {
        None => Ok(n_removed),
        Some(error) => Err(error),
    }
}

/// How many captures of `source` would be removed by now, if its terms have stood for a day, among those of its first
/// `n_items` old items; and whether that is all.
///
/// # Errors
/// As the statements give.
pub async fn n_due(wire: &Arc<Wire>, source: &Source, n_items: i64) -> Result<(usize, bool)> {
    if source.rights.retention_days.is_none() {
        return Ok((0, true));
    }
    let (mut n, mut after) = (0, None);
    for _ in 0..n_items / BATCH {
        let (due, last) = old(wire, &source.slug, 0, after).await?;
        n += due.len();
        if last.is_none() {
            return Ok((n, true));
        }
        after = last;
    }
    Ok((n, false))
}

/// How long each source's captures are kept, in milliseconds, as far as it was asked; `None` for ever, and where that was
/// said of late.
#[derive(Default)]
struct Terms(HashMap<String, Option<i64>>);

impl Terms {
    async fn kept_ms(
        &mut self,
        tx: &mut Tx,
        slug: &str,
        said_before_ms: i64,
    ) -> Result<Option<i64>> {
        if let Some(known) = self.0.get(slug) {
            return Ok(*known);
        }
        let source = match Slug::parse(slug) {
            Some(slug) => sources::get(tx, &slug).await?,
            None => None,
        };
        let days = source.as_ref().and_then(|source| source.rights.retention_days);
        let kept = match (source, days) {
            (Some(source), Some(days)) => {
                let has_stood = sources::said_ms(tx, &source.slug).await? <= said_before_ms;
                has_stood.then_some(i64::from(days) * DAY_MS)
            }
            (Some(_) | None, None) | (None, Some(_)) => None,
        };
        self.0.insert(slug.to_owned(), kept);
        Ok(kept)
    }

    /// Whether nobody who rests on a payload keeps it any longer: all that was made of its captures is old by the terms of
    /// its own source, and what nothing was made of by those of `source`.
    async fn let_go(
        &mut self,
        tx: &mut Tx,
        holder: CaptureId,
        (source, now_ms, stand_ms): (&Slug, i64, i64),
    ) -> Result<bool> {
        for (of, at_ms) in removed::resting(tx, holder).await? {
            let of = if of.is_empty() { source.as_str() } else { &of };
            let kept_ms = self.kept_ms(tx, of, now_ms - stand_ms).await?;
            if kept_ms.is_none_or(|kept_ms| at_ms + kept_ms > now_ms) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Of the next old items of a source behind `after` the captures that are kept no longer, by terms that have stood for
/// `stand_ms`, and the last item that was looked at, if there are more.
async fn old(
    wire: &Wire,
    slug: &Slug,
    stand_ms: i64,
    after: Option<removed::Seen>,
) -> Result<(Vec<CaptureId>, Option<removed::Seen>)> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.read().await?;
    let mut terms = Terms::default();
    let Some(kept_ms) = terms.kept_ms(&mut tx, slug.as_str(), now_ms - stand_ms).await? else {
        return Ok((Vec::new(), None));
    };
    let before_ms = now_ms - kept_ms;
    let items = removed::old_items(&mut tx, slug, before_ms, (after, BATCH)).await?;
    let is_last = i64::try_from(items.len()).unwrap_or(i64::MAX) < BATCH;
    let last = items.last().copied().filter(|_| !is_last);
    let mut due = BTreeSet::new();
    for (_, item) in items {
        for holder in removed::holders(&mut tx, item, before_ms).await? {
            let is_due = !due.contains(&holder)
                && terms.let_go(&mut tx, holder, (slug, now_ms, stand_ms)).await?;
            if is_due {
                due.insert(holder);
            }
        }
    }
    Ok((due.into_iter().collect(), last))
}

/// Says of captures that they are removed, once, on record; how many. Each is asked for once more: what came, or was said
/// of the terms, since it was found due keeps it.
async fn say(wire: &Wire, slug: &Slug, due: &[CaptureId]) -> Result<usize> {
    let at = wire.now();
    let mut tx = wire.db.write().await?;
    let Some(source) = sources::get(&mut tx, slug).await? else { return Ok(0) };
    let days = source.rights.retention_days.unwrap_or(0);
    let why = format!("under the terms of {}, which keep it {days} days", source.name);
    let mut terms = Terms::default();
    let mut n = 0;
    for capture in due {
        let asked = (slug, at.as_millisecond(), STAND_MS);
        let is_said = removed::member(&mut tx, *capture).await?.is_some();
        if is_said || !terms.let_go(&mut tx, *capture, asked).await? {
            continue;
        }
        let known = captures::get(&mut tx, *capture).await?;
        let lies = captures::payload_place(&mut tx, *capture).await?;
        let (why, payload) = (why.clone(), known.payload);
        let open = Open { capture: *capture, at, why, payload, lies };
        let member = Digest::of(&member(&open)?);
        removed::add(&mut tx, &open, slug, member).await?;
        n += 1;
    }
    if n > 0 {
        let told = format!("{n} captures removed from the archive: kept {days} days");
        let what = ("captures-removed", slug.as_str());
        accounts::record(&mut tx, at.as_millisecond(), (RULE, ""), what, ("", &told)).await?;
    }
    tx.commit().await?;
    Ok(n)
}

/// What lies in the place of a record that is removed.
pub(super) fn member(open: &Open) -> Result<Vec<u8>> {
    let Open { capture, at, why, payload, lies } = open;
    let said = warc::Removed { id: capture.0, at: *at, why, payload: *payload };
    let n_bytes = usize::try_from(lies.n_bytes).unwrap_or(usize::MAX);
    warc::removed(&said, n_bytes).ok_or_else(|| {
        let what = format!("cannot remove the capture {capture}: its record has {n_bytes} bytes");
        Error::new(Kind::Bug, what)
    })
}

/// Does what was said; the first reason why something of it could not be done. That stands in no other's way.
///
/// # Errors
/// As the statements give.
pub async fn finish(wire: &Arc<Wire>) -> Result<Option<Error>> {
    let (mut undone, mut after) = (None, None);
    loop {
        let all = removed::open(&mut wire.db.read().await?, (after, BATCH)).await?;
        let Some(last) = all.last() else { return Ok(undone) };
        after = Some(last.capture);
        let mut done = Vec::with_capacity(all.len());
        for open in all {
            let (archive, capture) = (Arc::clone(&wire.archive), open.capture);
            let written = think(move || {
                let Open { lies, .. } = &open;
                let (file, offset) = (lies.file.clone(), lies.at_byte);
                let place = Place { file, offset, length: lies.n_bytes };
                archive.write_over(&place, &member(&open)?)
            });
            match written.await? {
                Ok(()) => done.push(capture),
                Err(error) => {
                    tracing::error!("{error}");
                    undone.get_or_insert(error);
                }
            }
        }
        wire.lists.forget();
        let mut tx = wire.db.write().await?;
        for capture in done {
            removed::done(&mut tx, capture).await?;
        }
        tx.commit().await?;
    }
}

/// Where a body is not what its captures say. If one of them was removed, a body that a dispatch of the item has sealed,
/// or that was held against it before it was removed by order, is taken as it is; of any other it is said that its capture is gone.
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
            let mut tx = wire.db.read().await?;
            let last = wire::last(&mut tx, item).await?;
            let is_sealed = last.is_some_and(|it| it.article == article && it.body == digest)
                || erasure::is_held(&mut tx, article, digest).await?;
            Ok((Vec::new(), (!is_sealed).then(|| error.to_string())))
        }
        Err(error) => Err(error),
    }
}
