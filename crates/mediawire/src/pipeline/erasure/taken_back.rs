//! An order to erase is taken back, as long as nothing of it was done.

use super::decide;
use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::{By, accounts};
use crate::store::db::Tx;
use crate::store::{decisions, erasure, items, standing};
use mediawire_core::desk;
use mediawire_core::model::decision::{DecisionKind, in_force};
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// Takes back the order to erase an item: who asked for it, or gave it, or another. What withheld the item meanwhile goes with
/// it, so that it stands where it stood before.
///
/// # Errors
/// `NotFound` if there is no such item; `Conflict` if nobody has ordered it, or it is being done; `Malformed` without a reason
/// or a person's name; as the statements give.
pub async fn take_back(
    wire: &Arc<Wire>,
    item: ItemId,
    why: &str,
    by: impl Into<By<'_>>,
) -> Result<()> {
    let (by, why) = (by.into(), why.trim());
    if why.is_empty() || !desk::is_person(by.name) {
        let what = "cannot take an order to erase back without a reason and the name of who does: say both";
        return Err(Error::new(Kind::Malformed, what));
    }
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item}"));
    let public = items::get(&mut tx, item).await?.ok_or_else(missing)?.public.to_string();
    let (order, ordered_by) = ordered(&mut tx, item, &public).await?;
    erasure::take_back(&mut tx, item).await?;
    let at = wire.now();
    let what = ("erasure-taken-back", public.as_str());
    let record = (by.name, by.place);
    accounts::record(&mut tx, at.as_millisecond(), record, what, (&order, why)).await?;
    let all = decisions::of(&mut tx, item).await?;
    let asks = |kind: &DecisionKind| matches!(kind, DecisionKind::AskKill(_));
    let held = in_force(&all);
    let withheld = held.iter().rev().find(|it| it.kind.takes_off() || it.kind.lets_out());
    if let Some(asked) = withheld.filter(|it| asks(&it.kind) && it.by == ordered_by) {
        decide(wire, &mut tx, item, &DecisionKind::Undo(asked.n), (by.name, why)).await?;
    }
    tx.commit().await?;
    wire.desk_has_changed();
    wire.wake();
    Ok(())
}

/// The order that stands, and who gave it.
async fn ordered(tx: &mut Tx, item: ItemId, public: &str) -> Result<(String, String)> {
    let conflict = |what: String| Err(Error::new(Kind::Conflict, what));
    if let Some(asked) = erasure::asked(tx, item).await? {
        return Ok((asked.why, asked.by));
    }
    let Some(said) = erasure::of(tx, item).await? else {
        return conflict(format!("nobody has ordered that the item {public} is erased"));
    };
    if !erasure::is_ahead(tx, &said).await? {
        return conflict(format!("the item {public} was {said}: nothing brings it back"));
    }
    Ok((said.why, said.by))
}
