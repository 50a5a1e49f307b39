//! What agencies say of how their pieces are to be handled, and what follows: which are read at all, what is withheld,
//! canceled, and when an embargo ends.

use crate::Wire;
use crate::error::Result;
use crate::job::Job;
use crate::keep::{Document, document};
use crate::pipeline::Extracted;
use crate::store::db::Tx;
use crate::store::{articles, decisions, entries, items, sources};
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::NotArticle;
use mediawire_core::identify::address;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::handling::{Handling, PubStatus};
use mediawire_core::model::id::{CaptureId, ItemId, Slug};
use mediawire_core::{desk, read};
use std::sync::Arc;

/// How the agency of an entry wants it handled, by what holds of all that it said of it.
pub(super) async fn handling(tx: &mut Tx, entry: &Entry) -> Result<Option<Handling>> {
    match entry.handling {
        Some(_) => Ok(Handling::that_holds(entries::handlings(tx, entry.id).await?)),
        None => Ok(None),
    }
}

/// Whether an entry that says something new is to be read; if not, why is written as its outcome. What its agency
/// withdraws or withholds is taken off the wire at once, whatever becomes of its text.
pub(super) async fn is_to_be_read(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    entry: &Entry,
    (source, said): (&Slug, Digest),
) -> Result<bool> {
    let Some(stated) = &entry.handling else { return Ok(true) };
    let at_ms = wire.now().as_millisecond();
    if let Some(other) = &stated.withdraws
        && let Some(item) = items::by_key(tx, source, &address::key(other)).await?
    {
        decide(wire, tx, item, PubStatus::Canceled).await?;
    }
    let holds = handling(tx, entry).await?.unwrap_or_default();
    let guid = entry.guid.as_deref().map(address::key);
    if let Some(guid) = guid.filter(|_| holds.status != PubStatus::Usable)
        && let Some(item) = items::by_key(tx, source, &guid).await?
    {
        decide(wire, tx, item, holds.status).await?;
    }
    let why = match (stated.status, stated.kind.why_not()) {
        (PubStatus::Canceled, _) => Some(("canceled", "its agency has canceled it")),
        (_, Some(why)) => Some((stated.kind.name(), why)),
        (PubStatus::Usable | PubStatus::Withheld, None) => None,
    };
    if let Some(outcome) = why {
        items::add_outcome(tx, (entry.id, said), "announce", outcome, at_ms).await?;
    }
    Ok(why.is_none())
}

/// The pieces in a capture that was asked for as a page and is a document of an agency.
///
/// # Errors
/// As [`document`].
pub(super) async fn unpack(
    wire: &Arc<Wire>,
    job: Job,
    announced: entries::Announced,
    capture: CaptureId,
) -> Result<Extracted> {
    let document = document(wire, capture, Document::List).await?;
    think(move || {
        let (capture, text) = document.as_ref();
        let input = read::Input {
            document: text,
            url: &capture.url,
            location: capture.header("content-location"),
            language: capture.header("content-language"),
            home: None,
            source: &announced.source,
            capture: capture.id,
        };
        let (pieces, why) = match read::list_of(&input) {
            Ok(list) => (list.entries, "no piece stands in it".to_owned()),
            Err(no) => (Vec::new(), no.to_string()),
        };
        let pieces = announced.entry.pieces_of(pieces);
        Extracted { job, announced, result: Err(NotArticle::Unreadable(why)), pieces }
    })
    .await
}

/// Decides of an item that was found what its agency said last of it.
pub(super) async fn settle(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    item: ItemId,
    announced: &entries::Announced,
) -> Result<()> {
    let Some(holds) = handling(tx, &announced.entry).await? else { return Ok(()) };
    decide(wire, tx, item, holds.status).await?;
    // What held its newest text back may be no more, though the text is the same.
    let Some((_, newest, _)) = items::newest(tx, item).await? else { return Ok(()) };
    let entry = articles::get(tx, newest).await?.entry;
    match items::outcome(tx, entry).await? {
        Some((step, _, _)) if step == "dispatch" => Job::Dispatch(item).add(tx, wire.now()).await,
        Some(_) | None => Ok(()),
    }
}

/// Records what follows from the status of an item, if anything does; that goes out next.
async fn decide(wire: &Arc<Wire>, tx: &mut Tx, item: ItemId, status: PubStatus) -> Result<()> {
    let Some(known) = items::get(tx, item).await? else { return Ok(()) };
    let Some(source) = sources::get(tx, &known.source).await? else { return Ok(()) };
    let all = decisions::of(tx, item).await?;
    let Some((kind, why)) = desk::by_status(status, &all, source.release) else { return Ok(()) };
    let now = wire.now();
    decisions::add(tx, item, &kind, (desk::RULE, why), now.as_millisecond()).await?;
    Job::Dispatch(item).add(tx, now).await
}
