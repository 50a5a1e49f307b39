//! What makes a source suspect: its list is another site's, or brings far more at once than it ever does. Nothing is
//! refused; what came waits for the desk, which is told why.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::adding::may_go_by_itself;
use crate::pipeline::list::Polled;
use crate::store::db::Tx;
use crate::store::{allowances, decisions, doubts, entries, identities, quarantine, sources, wire};
use mediawire_core::desk;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{CaptureId, ItemId, Slug};
use mediawire_core::model::source::{Release, Source};
use mediawire_core::read::identity::{self, Identity};
use std::sync::Arc;

const DAY_MS: i64 = 24 * 3_600_000;
/// Days of a source's history that say what is usual.
const HISTORY_DAYS: i64 = 30;
/// How the rule signs that holds what is in quarantine.
const RULE: &str = "rule:quarantine";
/// The codes under which an editor is told.
const ANOTHER: &str = "another-site";
const FLOOD: &str = "flood";

/// Looks at what a poll brought before any of it is announced. `ok_ms` is when the list was read before.
///
/// # Errors
/// As the statements give.
pub(super) async fn look(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    polled: &Polled,
    announced: &[&Entry],
) -> Result<()> {
    let source = &polled.source;
    if let Some(list) = polled.list() {
        let Some(now) = Identity::of(list) else { return Ok(()) };
        let before = identities::of(tx, &source.slug).await?;
        if let Some(what) = before.as_ref().and_then(|before| now.is_another_than(before))
            && n_new(tx, announced).await? == announced.len()
        {
            is_another(wire, tx, (source, polled.url.as_str()), &what).await?;
        }
        if before.as_ref() != Some(&now) {
            identities::save(tx, &source.slug, &now).await?;
        }
    }
    if announced.len() >= identity::FLOOD_MIN {
        hold_flood(wire, tx, polled, announced).await?;
    }
    Ok(())
}

/// How many of the entries were never announced before.
async fn n_new(tx: &mut Tx, announced: &[&Entry]) -> Result<usize> {
    let mut n = 0;
    for entry in announced {
        n += usize::from(!entries::is_known(tx, entry.id).await?);
    }
    Ok(n)
}

/// A source whose list is another site's is let out by nobody but the desk.
async fn is_another(
    wire: &Wire,
    tx: &mut Tx,
    (source, url): (&Source, &str),
    what: &str,
) -> Result<()> {
    let (slug, now_ms) = (source.slug.as_str(), wire.now().as_millisecond());
    let words = format!(
        "its list seems to be another site's: {what}, and nothing in it was announced before; what it brings waits for \
         the desk until you say: mediawire source release {slug} --auto"
    );
    tracing::warn!(source = %slug, "{slug}: {words}");
    doubts::note(tx, slug, (url, now_ms), (ANOTHER, &words)).await?;
    if source.release == Release::Auto {
        let held = Source { release: Release::Desk, ..source.clone() };
        sources::save(tx, &held, "rule:another-site", now_ms).await?;
    }
    Ok(())
}

/// Puts the lists into quarantine that bring far more new entries than is usual.
async fn hold_flood(wire: &Wire, tx: &mut Tx, polled: &Polled, announced: &[&Entry]) -> Result<()> {
    let (source, now_ms) = (&polled.source, wire.now().as_millisecond());
    let slug = source.slug.as_str();
    let n = n_new(tx, announced).await?;
    let per_day = allowances::n_items_by_day(tx, slug, now_ms - HISTORY_DAYS * DAY_MS).await?;
    let per_day = per_day.into_iter().map(|(_, n)| n).collect();
    let days = (now_ms - polled.read_before_ms) / DAY_MS;
    if !identity::is_flood(n, per_day, days) {
        return Ok(());
    }
    let words = format!(
        "it brought {n} new pieces at once, more than ten times what it does in a day: they wait for the desk"
    );
    tracing::warn!(source = %slug, "{slug}: {words}");
    doubts::note(tx, slug, (polled.url.as_str(), now_ms), (FLOOD, &words)).await?;
    let mut captures: Vec<CaptureId> = announced.iter().map(|entry| entry.capture).collect();
    captures.dedup();
    for capture in captures {
        quarantine::add(tx, capture, (FLOOD, &words)).await?;
    }
    Ok(())
}

/// Holds an item that was announced by a list in quarantine, once.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(of: &Wire, tx: &mut Tx, item: ItemId, announced: &Entry) -> Result<()> {
    let Some((_, why)) = quarantine::of(tx, announced.capture).await? else { return Ok(()) };
    let all = decisions::of(tx, item).await?;
    let is_done = all.iter().any(|it| it.by == RULE && it.why == why);
    let by_person = all.iter().any(|it| desk::is_person(&it.by));
    // What stands on the wire is known: that its source says more of it is no flood.
    if is_done || by_person || wire::last(tx, item).await?.is_some() {
        return Ok(());
    }
    let at_ms = of.now().as_millisecond();
    decisions::add(tx, item, &DecisionKind::Hold, (RULE, &why), at_ms).await.map(drop)
}

/// Whether the list of a source seems to be another site's, and no editor has said otherwise.
///
/// # Errors
/// As the statements give.
pub(super) async fn is_suspect(tx: &mut Tx, source: &Slug) -> Result<bool> {
    Ok(doubts::of(tx, source).await?.iter().any(|doubt| doubt.code == ANOTHER))
}

/// Says, on record of whom and from where, whether what the source brings from now on goes out by itself.
///
/// # Errors
/// `Malformed` if its rights state no licence to let it out by; `NotFound` if there is no such source; `Transient` if the store cannot be written.
pub async fn release(
    wire: &Arc<Wire>,
    slug: &Slug,
    release: Release,
    by: (&str, &str),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
    let source = sources::get(&mut tx, slug).await?.ok_or_else(missing)?;
    let source = Source { release, ..source };
    may_go_by_itself(&source)?;
    sources::save_from(&mut tx, &source, by, wire.now().as_millisecond()).await?;
    // That the desk decides answers no suspicion.
    if release == Release::Auto {
        doubts::clear(&mut tx, slug.as_str(), ANOTHER).await?;
        doubts::clear(&mut tx, slug.as_str(), FLOOD).await?;
    }
    tx.commit().await
}
