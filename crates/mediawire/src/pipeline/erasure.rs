//! An item is erased by order: its text, its captures, its images, and what was said of it. First it is said, in the store,
//! then it is done step by step, each of which may be done again: a crash on the way is made good at the next start.

mod find;
mod taken_back;

pub use find::{Found, find};
pub use taken_back::take_back;

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::{By, accounts, removal};
use crate::store::db::Tx;
use crate::store::erasure::{self, Asked, Erased, State};
use crate::store::removed::{self, Open};
use crate::store::{articles, body, captures, decisions, entries, items, jobs, standing, wire};
use crate::work;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk;
use mediawire_core::desk::KillNeeds;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{CaptureId, EntryId, ItemId, Slug};
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether a kill is out, and how long apart: half a minute in all.
const KILL_TRIES: u32 = 300;
const KILL_APART: Duration = Duration::from_millis(100);

/// What is ordered.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Why, in words that readers see.
    pub why: &'a str,
    /// Whether the law asks for it.
    pub is_legal: bool,
}

/// What has become of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordered {
    /// It waits for another person; until then the item is withheld.
    Asked,
    /// It is said, and is to be done.
    Said,
}

/// Orders that an item be erased. Where a kill needs two persons so does this: the first withholds it and asks, and another
/// confirms, whose words stand on record where they give some.
///
/// # Errors
/// `NotFound` if there is no such item; `Conflict` if it was erased already, or needs another person; `Malformed` without
/// an order or a person's name; as the statements give.
pub async fn order(
    wire: &Arc<Wire>,
    item: ItemId,
    order: Order<'_>,
    by: impl Into<By<'_>>,
) -> Result<Ordered> {
    let by = by.into();
    if order.why.trim().is_empty() || !desk::is_person(by.name) {
        let what = "cannot erase without an order and the name of who gives it: say both";
        return Err(Error::new(Kind::Malformed, what));
    }
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to erase"));
    let known = items::get(&mut tx, item).await?.ok_or_else(missing)?;
    let public = known.public.to_string();
    if let Some(erased) = erasure::of(&mut tx, item).await? {
        return Err(Error::new(Kind::Conflict, format!("the item {public} was {erased}")));
    }
    let (at, asked) = (wire.now(), erasure::asked(&mut tx, item).await?);
    let record = (by.name, by.place);
    match (wire.kill_needs, asked) {
        (KillNeeds::Two, None) => {
            let Order { why, is_legal } = order;
            let asks = Asked { why: why.to_owned(), is_legal, by: by.name.to_owned() };
            erasure::ask(&mut tx, item, &asks, at.as_millisecond()).await?;
            let what = ("erasure-asked", public.as_str());
            accounts::record(&mut tx, at.as_millisecond(), record, what, ("", why)).await?;
            let all = decisions::of(&mut tx, item).await?;
            if !desk::is_off(&all) {
                let kind = DecisionKind::AskKill(Ground::of(is_legal));
                decide(wire, &mut tx, item, &kind, (by.name, why)).await?;
            }
            tx.commit().await?;
            wire.desk_has_changed();
            wire.wake();
            Ok(Ordered::Asked)
        }
        (KillNeeds::Two, Some(asked)) if asked.by == by.name => {
            let what = "an erasure needs two persons here: you have asked for it, another confirms";
            Err(Error::new(Kind::Conflict, what))
        }
        (KillNeeds::One | KillNeeds::Two, asked) => {
            let (first, confirmed_by) = match &asked {
                Some(asked) => (asked.by.as_str(), by.name),
                None => (by.name, ""),
            };
            let is_legal = order.is_legal || asked.as_ref().is_some_and(|it| it.is_legal);
            let erased = Erased {
                item,
                public: public.clone(),
                why: order.why.to_owned(),
                is_legal,
                by: first.to_owned(),
                confirmed_by: confirmed_by.to_owned(),
                at,
                state: State::Said,
            };
            erasure::say(&mut tx, &erased).await?;
            let what = ("erased", public.as_str());
            accounts::record(&mut tx, at.as_millisecond(), record, what, ("", order.why)).await?;
            tx.commit().await?;
            // A wire that runs does it: see `command::erase::attend`.
            wire.desk_has_changed();
            Ok(Ordered::Said)
        }
    }
}

/// Puts a decision on record for which nobody is asked any more.
async fn decide(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    kind: &DecisionKind,
    (by, why): (&str, &str),
) -> Result<()> {
    let now = wire.now();
    decisions::add(tx, item, kind, (by, why), now.as_millisecond()).await?;
    Job::Dispatch(item).add(tx, now).await
}

/// Keeps what a list says of an entry, as [`entries::save`] does; nothing of one that was erased, whose list goes instead.
///
/// # Errors
/// As the statements give.
pub(super) async fn save(
    tx: &mut Tx,
    entry: &Entry,
    source: &Slug,
    via: &str,
    at_ms: i64,
) -> Result<Option<Digest>> {
    match erasure::by_entry(tx, entry.id).await? {
        None => entries::save(tx, entry, source, via, at_ms).await,
        Some(item) => {
            erasure::again(tx, item, entry.capture).await?;
            Ok(None)
        }
    }
}

/// Whether an item was erased to which an entry has led by another name: then it is erased under that as well.
///
/// # Errors
/// As the statements give.
pub(super) async fn is_erased(tx: &mut Tx, item: ItemId, entry: EntryId) -> Result<bool> {
    if erasure::of(tx, item).await?.is_none() {
        return Ok(false);
    }
    erasure::block(tx, entry, item).await?;
    erasure::is(tx, item, State::Said).await?;
    Ok(true)
}

/// Whether something is said and yet to be done.
///
/// # Errors
/// As the statements give.
pub async fn is_open(wire: &Wire) -> Result<bool> {
    Ok(!erasure::open(&mut wire.db.read().await?).await?.is_empty())
}

/// Whether something was ordered and is yet to be done, apart from lists that announce an erased item again.
///
/// # Errors
/// As the statements give.
pub async fn is_said(wire: &Wire) -> Result<bool> {
    let open = erasure::open(&mut wire.db.read().await?).await?;
    Ok(open.iter().any(|it| it.state == State::Said))
}

/// Takes the lists out of the archive that have announced what was erased; how many items they announced.
///
/// # Errors
/// As the statements and the archive give.
pub async fn look_again(wire: &Arc<Wire>) -> Result<usize> {
    let mut all = erasure::open(&mut wire.db.read().await?).await?;
    all.retain(|it| it.state == State::Again);
    for erased in &all {
        remove_again(wire, erased).await?;
        settle(wire, erased).await?;
    }
    Ok(all.len())
}

/// Says how far an erasure has come of which nothing is left but what was announced again.
async fn settle(wire: &Arc<Wire>, erased: &Erased) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let is_left = !erasure::announced_again(&mut tx, erased.item).await?.is_empty();
    let state = if is_left { State::Again } else { State::Done };
    erasure::is(&mut tx, erased.item, state).await?;
    tx.commit().await
}

/// Does what was said; how many items. Nothing may be served of an item before this is done: `serve` asks it first.
///
/// # Errors
/// As the statements and the archive give; what could not be done is done the next time.
pub async fn finish(wire: &Arc<Wire>) -> Result<usize> {
    let all = erasure::open(&mut wire.db.read().await?).await?;
    let mut is_changed = false;
    for erased in &all {
        match erased.state {
            State::Said => {
                carry_out(wire, erased).await?;
                is_changed = true;
            }
            State::Again => remove_again(wire, erased).await?,
            State::Done => {}
        }
    }
    if is_changed {
        wire.db.forget(&erasure::TABLES).await?;
        wire.has_forgotten();
    }
    for erased in &all {
        settle(wire, erased).await?;
    }
    Ok(all.len())
}

/// Takes an item off the wire, its captures out of the archive, and its words out of the store.
async fn carry_out(wire: &Arc<Wire>, erased: &Erased) -> Result<()> {
    let item = erased.item;
    let mut tx = wire.db.write().await?;
    if items::get(&mut tx, item).await?.is_none() {
        // An older wire, which has never had it.
        return Ok(());
    }
    standing::take(&mut tx, item).await?;
    if erasure::of(&mut tx, item).await?.is_none() {
        // The order was taken back meanwhile.
        return Ok(());
    }
    // From here on its source does not bring it back, and what its entries share is its own.
    for entry in erasure::entries(&mut tx, item).await? {
        erasure::block(&mut tx, entry, item).await?;
    }
    let all = decisions::of(&mut tx, item).await?;
    if !all.iter().any(|it| it.kind.is_kill()) {
        let by = if erased.confirmed_by.is_empty() { &erased.by } else { &erased.confirmed_by };
        let kind = DecisionKind::Kill(Ground::of(erased.is_legal));
        decide(wire, &mut tx, item, &kind, (by, &erased.why)).await?;
        tx.commit().await?;
        wire.desk_has_changed();
        wire.wake();
        // It goes out as a kill before its words go, and what others wait for of the same captures is read.
        killed(wire, item).await?;
    } else {
        tx.commit().await?;
    }
    let found = find(wire, item).await?;
    remove(wire, erased, &found.captures).await?;
    let mut tx = wire.db.write().await?;
    erasure::scrub(&mut tx, erased, &found.entries).await?;
    tx.commit().await?;
    wire.desk_has_changed();
    Ok(())
}

/// Has the kill of an item go out. A desk that works beside may have taken the job, and is waited for: what it writes
/// behind the erasure would bring words back.
async fn killed(wire: &Arc<Wire>, item: ItemId) -> Result<()> {
    for _ in 0..KILL_TRIES {
        work::drain(wire).await?;
        let last = wire::last(&mut wire.db.read().await?, item).await?;
        if last.is_none_or(|it| it.notice.killed().is_some()) {
            return Ok(());
        }
        tokio::time::sleep(KILL_APART).await;
    }
    let what = format!("cannot erase the item {item} yet: its kill does not go out");
    Err(Error::new(Kind::Transient, what))
}

/// Takes the lists out of the archive that have announced an erased item again, and that nobody reads any longer.
async fn remove_again(wire: &Arc<Wire>, erased: &Erased) -> Result<()> {
    let mut tx = wire.db.read().await?;
    let mut due = Vec::new();
    for capture in erasure::announced_again(&mut tx, erased.item).await? {
        if !jobs::is_awaited(&mut tx, "extract", &capture.to_string()).await? {
            due.push(captures::payload_place(&mut tx, capture).await?.holder);
        }
    }
    drop(tx);
    remove(wire, erased, &due).await
}

/// Takes captures out of the archive. What else rests on them is held against them first, so that it still can go out.
async fn remove(wire: &Arc<Wire>, erased: &Erased, holders: &[CaptureId]) -> Result<()> {
    for holder in holders {
        hold_others(wire, erased.item, *holder).await?;
    }
    let at = wire.now();
    let mut tx = wire.db.write().await?;
    let Some(item) = items::get(&mut tx, erased.item).await? else { return Ok(()) };
    let mut n = 0;
    for holder in holders {
        if removed::member(&mut tx, *holder).await?.is_some() {
            continue;
        }
        let known = captures::get(&mut tx, *holder).await?;
        let lies = captures::payload_place(&mut tx, *holder).await?;
        let why = format!("by order, since it held what was withdrawn: {}", erased.public);
        let open = Open { capture: *holder, at, why, payload: known.payload, lies };
        let member = Digest::of(&removal::member(&open)?);
        removed::add(&mut tx, &open, &item.source, member).await?;
        n += 1;
    }
    if n > 0 {
        let told = format!("{n} captures removed from the archive by order");
        let what = ("erasure-captures", erased.public.as_str());
        let by = (erased.by.as_str(), "");
        accounts::record(&mut tx, at.as_millisecond(), by, what, ("", &told)).await?;
    }
    tx.commit().await?;
    removal::finish(wire).await?.map_or(Ok(()), Err)
}

/// Holds what else was read out of a capture against it, as long as it is there: what no dispatch has sealed yet is taken
/// as it is then.
async fn hold_others(wire: &Arc<Wire>, item: ItemId, holder: CaptureId) -> Result<()> {
    let others = erasure::resting(&mut wire.db.read().await?, holder, item).await?;
    for (article, of) in others {
        let mut tx = wire.db.read().await?;
        let text = articles::body(&mut tx, article).await?;
        let digest = Digest::of(text.as_bytes());
        let last = match of {
            Some(of) => wire::last(&mut tx, of).await?,
            None => None,
        };
        drop(tx);
        if last.is_some_and(|it| it.article == article && it.body == digest) {
            continue;
        }
        match crate::keep::check_lock(wire, body::read(&text)?).await {
            Ok(differences) if differences.is_empty() => {
                let mut tx = wire.db.write().await?;
                erasure::hold(&mut tx, article, digest, wire.now().as_millisecond()).await?;
                tx.commit().await?;
            }
            // What is not what its capture says, or has none, is not published, with it or without.
            Ok(_) => {}
            Err(error) if error.kind == Kind::Transient => return Err(error),
            Err(error) => {
                tracing::warn!(article.id = %article, "cannot be held any longer: {error}");
            }
        }
    }
    Ok(())
}
