//! Pushes dispatches to destinations: what is owed is paid, put off, or set aside with its reason.
//!
//! # To add a kind of destination
//!
//! A variant of [`DestinationKind`], a file beside `webhook.rs`, and an arm in each of the four functions below that match
//! on the kind; the compiler lists them. What the file gives:
//!
//! - `check`: whether address and settings are ones of its kind, before a destination is added; it asks nobody.
//! - `new_secret`: what proves to the other side who sends: made here and shown once, or given by who adds it.
//! - `send`: brings the other side to what a [`Sending`] says, and gives the [`Receipt`] of it. It is called again
//!   whenever it is not known whether the other side has done it (a process that ended, an answer that did not come, a
//!   500 behind the work), so it must find what it did before, by [`Sending::held`] or by the message's own id, and do it
//!   once. Of one item it is called in the order of the wire, never twice at a time. A dispatch that is not the item's last
//!   ([`Delivery::is_newest`]) may be passed over where only the state counts. It must show nothing but what
//!   [`Delivery::shown`] has: that was asked of `visible` just now.
//! - [`test()`]: asks the other side for proof that it can be spoken to, without changing anything there.
//!
//! What an error means is the same for all: `Transient` is tried again, later and later, for a day; everything else is set
//! aside at once and waits for a person. All requests go through [`Client::send`](crate::retrieve::Client::send).

mod webhook;
pub mod wordpress;

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::retrieve::{Reply, backoff_ms};
use crate::store::db::Tx;
use crate::store::debts::{self, Debt, Delivered};
use crate::store::destinations::{self, Kept};
use crate::store::wire::Line;
use crate::store::{articles, body, pictures, sources, then, wire};
use jiff::Timestamp;
use mediawire_core::model::delivery::{Delivery, delivery};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::ItemId;
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::Source;
use std::sync::Arc;

/// Dispatches whose debts are written in one transaction.
const BATCH: i64 = 500;
/// For how long a debt is tried.
const TRIED_MS: i64 = 24 * 3_600_000;
/// Failures in a row, of whatever sort, after which a destination is left alone for a while.
const FAILURES_MAX: i64 = 8;
/// How often what was just sent is sent again, because there is more of it.
const AGAIN_MAX: usize = 3;
/// The longest time that it is left alone, unless it asks for more.
const REST_MS: u64 = 30 * 60_000;

/// What is to be sent to a destination.
#[derive(Debug)]
pub struct Sending<'a> {
    /// To whom.
    pub to: &'a Kept,
    /// What.
    pub delivery: Delivery,
    /// What the other side is known to hold of the item.
    pub held: Option<Delivered>,
    /// The item.
    pub item: ItemId,
}

/// That the other side has taken something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// What it calls the item; empty if nothing.
    pub remote: String,
    /// A digest of what it holds of it now, by which a change there is seen; empty if nothing is compared.
    pub digest: String,
}

/// Whether address and settings are such as the kind of the destination takes.
///
/// # Errors
/// `Malformed` or `Refused`, saying what is wrong.
pub(super) fn check(wire: &Wire, it: &Destination) -> Result<()> {
    match it.kind {
        DestinationKind::Webhook => webhook::check(wire, it),
        DestinationKind::WordPress => wordpress::check(wire, it),
    }
}

/// What proves to a new destination of that kind who sends: made here, or `given` by who adds it.
///
/// # Errors
/// `Malformed` if it takes none that is given, or needs one.
pub(super) fn new_secret(kind: DestinationKind, given: &str) -> Result<String> {
    match kind {
        DestinationKind::Webhook => webhook::new_secret(given),
        DestinationKind::WordPress => wordpress::new_secret(given),
    }
}

async fn send(wire: &Arc<Wire>, sending: &Sending<'_>) -> Result<Receipt> {
    match sending.to.destination.kind {
        DestinationKind::Webhook => webhook::send(wire, sending).await,
        DestinationKind::WordPress => wordpress::send(wire, sending).await,
    }
}

/// Asks a destination for proof that it can be spoken to: what it answered, whatever that is.
///
/// # Errors
/// Where there is no answer.
pub async fn test(wire: &Wire, to: &Kept) -> Result<Reply> {
    match to.destination.kind {
        DestinationKind::Webhook => webhook::test(wire, to).await,
        DestinationKind::WordPress => wordpress::test(wire, to).await,
    }
}

/// Writes the debts of the next dispatches of the wire; whether there may be more.
///
/// # Errors
/// As the statements give.
pub async fn owe(wire: &Arc<Wire>, to: &Kept) -> Result<bool> {
    let mut tx = wire.db.write().await?;
    let at_ms = wire.now().as_millisecond();
    let slug = &to.destination.slug;
    let owed_to = debts::owe(&mut tx, slug, to.owed_to, BATCH, at_ms).await?;
    tx.commit().await?;
    Ok(owed_to != to.owed_to)
}

/// Pays a debt, at the moment `now`, if the other side takes it; else it is put off or set aside.
///
/// # Errors
/// `Transient` if the store cannot be read or written: the debt stands as it did.
pub async fn pay(wire: &Arc<Wire>, to: &Kept, debt: &Debt, now: Timestamp) -> Result<()> {
    let slug = &to.destination.slug;
    let sent = match look(wire, to, debt).await {
        Ok(Some(sending)) => send_all(wire, to, debt, sending).await,
        Ok(None) => Ok(Receipt::default()),
        // One that cannot be read stands in nobody else's way.
        Err(error) if error.kind != Kind::Transient => Err(error),
        Err(error) => return Err(error),
    };
    // A visit may take its time.
    let now = now.max(wire.now());
    let now_ms = now.as_millisecond();
    let mut tx = wire.db.write().await?;
    match sent {
        Ok(Receipt { remote, digest }) => {
            if debts::paid(&mut tx, slug, debt, (&remote, &digest), now_ms).await? {
                destinations::went_well(&mut tx, slug, now_ms).await?;
            }
        }
        Err(error) => {
            let Fate { due_ms, rest_until_ms, is_parked, is_paused } =
                fate(wire, to, debt, &error, now_ms);
            let number = debt.number;
            let reason = error.to_string();
            let then = (now_ms, due_ms, is_parked);
            debts::put_off(&mut tx, slug, number, &reason, then).await?;
            // Those that fail at once fail together.
            let n_failures = to.n_failures + 1;
            let then = (n_failures, rest_until_ms, is_paused);
            destinations::went_wrong(&mut tx, slug, &reason, then).await?;
            if is_parked {
                tracing::error!(destination = %slug, "dispatch {number} is set aside for {slug}: {reason}");
            } else {
                tracing::warn!(destination = %slug, "dispatch {number} for {slug} is put off: {reason}");
            }
        }
    }
    tx.commit().await
}

/// Sends what is to be sent for a debt, and once more where it became more meanwhile: an image came.
async fn send_all(
    wire: &Arc<Wire>,
    to: &Kept,
    debt: &Debt,
    mut sending: Sending<'_>,
) -> Result<Receipt> {
    let mut receipt = send(wire, &sending).await?;
    for _ in 0..AGAIN_MAX {
        let shown = |it: &Sending<'_>| it.delivery.shown.as_ref().map(|it| it.pictures.clone());
        let Some(mut now) = look(wire, to, debt).await? else { break };
        if to.destination.kind == DestinationKind::Webhook || shown(&now) == shown(&sending) {
            break;
        }
        let Receipt { remote, digest } = receipt;
        let intended = String::new();
        now.held = Some(Delivered { number: debt.number, remote, digest, intended });
        sending = now;
        receipt = send(wire, &sending).await?;
    }
    Ok(receipt)
}

/// What becomes of a debt that was not paid, and of its destination.
#[derive(Debug, PartialEq, Eq)]
struct Fate {
    due_ms: i64,
    rest_until_ms: i64,
    is_parked: bool,
    is_paused: bool,
}

fn fate(wire: &Wire, to: &Kept, debt: &Debt, error: &Error, now_ms: i64) -> Fate {
    let after = |ms: u64| now_ms.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX));
    let seed = wire.seed();
    let tries = |n: i64| u32::try_from(n.saturating_add(1)).unwrap_or(u32::MAX);
    // What concerns the place and not the message: nothing else is tried there meanwhile.
    let is_place =
        matches!(error.code, "dns" | "connect" | "timeout-connect" | "rate" | "unavailable")
            || error.code.starts_with("tls");
    let is_passing = error.kind == Kind::Transient;
    let rest_until_ms = match (is_passing, is_place || to.n_failures >= FAILURES_MAX) {
        (true, true) => {
            let wait = backoff_ms(tries(to.n_failures), None, seed).min(REST_MS);
            after(error.retry_after_ms.map_or(wait, |ms| backoff_ms(1, Some(ms), seed)))
        }
        (true, false) | (false, _) => 0,
    };
    let due_ms = match is_place {
        true => rest_until_ms,
        false => after(backoff_ms(tries(debt.n_tries), error.retry_after_ms, seed)),
    };
    let is_too_long = debt.failed_ms > 0 && now_ms - debt.failed_ms >= TRIED_MS;
    Fate {
        due_ms,
        rest_until_ms,
        is_parked: !is_passing || is_too_long,
        // 410 asks to be asked no more (Standard Webhooks, *Delivery*).
        is_paused: error.code == "gone",
    }
}

/// What is to be sent for a debt, judged now; `None` if its dispatch is gone.
async fn look<'a>(wire: &Wire, to: &'a Kept, debt: &Debt) -> Result<Option<Sending<'a>>> {
    let mut tx = wire.db.read().await?;
    let Some(line) = then::line(&mut tx, debt.number).await? else { return Ok(None) };
    let Some(now) = wire::line_of(&mut tx, debt.item).await? else { return Ok(None) };
    let before = then::before(&mut tx, debt.item, debt.number).await?;
    let held = debts::delivered(&mut tx, &to.destination.slug, debt.item).await?;
    let delivery = match sources::get(&mut tx, &line.item.source).await? {
        Some(source) => {
            let text = body::read(&articles::body(&mut tx, line.dispatch.article).await?)?;
            let images = pictures_of(&mut tx, &line, &source).await?;
            let then = line.record(&source, Some(&text), &images);
            delivery(&then, &now.record(&source, None, &images), before.as_ref())
        }
        None => {
            let is_newest = line.dispatch.number == now.dispatch.number;
            Delivery::of_nothing(debt.number, line.item.public, line.dispatch.at, is_newest)
        }
    };
    Ok(Some(Sending { to, delivery, held, item: debt.item }))
}

async fn pictures_of(tx: &mut Tx, line: &Line, source: &Source) -> Result<Pictures> {
    match source.rights.images {
        true => pictures::of(tx, line.dispatch.article).await,
        false => Ok(Pictures::NONE),
    }
}
