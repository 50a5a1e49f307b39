//! What the desk keeps among itself of an item: who sees to it, and notes. Readers are shown neither.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::store::acts::{self, Act};
use crate::store::db::Tx;
use crate::store::{accounts, desk_notes, items, standing};
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// The characters of a note, at most.
const NOTE_CHARS_MAX: usize = 2_000;

/// The code of an error where somebody else sees to the item.
pub const THEIRS: &str = "theirs";

/// Assigns an item to the account `to`, or to nobody if that is empty; `seen` is whom who asks has seen to see to it
/// (empty for nobody), `None` where that is not asked. Assigning it as it is changes nothing.
///
/// # Errors
/// `NotFound` if there is no such item, or no account of that name which can be used; `Conflict` with the code [`THEIRS`]
/// if it is not as it was seen; as the statements give.
pub async fn assign(
    wire: &Arc<Wire>,
    item: ItemId,
    (to, seen): (&str, Option<&str>),
    (by, place): (&str, &str),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to assign"));
    standing::take(&mut tx, item).await?;
    let (was, _) = standing::assigned(&mut tx, item).await?.ok_or_else(missing)?;
    if !to.is_empty() && accounts::get(&mut tx, to).await?.is_none_or(|it| it.is_off) {
        let what = format!("cannot assign the item: there is no account {to:?} that can be used");
        return Err(Error::new(Kind::NotFound, what).code("account"));
    }
    if was == to {
        return Ok(());
    }
    if seen.is_some_and(|seen| seen != was) {
        let what = match was.as_str() {
            "" => "nobody sees to it any more".to_owned(),
            was => format!("{was} sees to it"),
        };
        return Err(Error::new(Kind::Conflict, what).code(THEIRS));
    }
    standing::assign(&mut tx, item, to, wire.now().as_millisecond()).await?;
    record(wire, &mut tx, item, (by, place), ("assign", &was, to)).await?;
    tx.commit().await?;
    wire.desk_has_changed();
    Ok(())
}

/// Assigns an item that nobody sees to, as a rule says: by its name, and from where its words tell, on record. Where the
/// account cannot be used, nobody is.
///
/// # Errors
/// As the statements give.
pub(super) async fn assign_by_rule(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    to: &str,
    by: (&str, &str),
) -> Result<()> {
    let is_free = standing::assigned(tx, item).await?.is_some_and(|(was, _)| was.is_empty());
    if !is_free || accounts::get(tx, to).await?.is_none_or(|it| it.is_off) {
        return Ok(());
    }
    standing::assign(tx, item, to, wire.now().as_millisecond()).await?;
    record(wire, tx, item, by, ("assign", "", to)).await
}

/// Leaves a note at an item.
///
/// # Errors
/// `NotFound` if there is no such item; `Malformed` if the note is empty or too long; as the statements give.
pub async fn note(
    wire: &Arc<Wire>,
    item: ItemId,
    words: &str,
    (by, place): (&str, &str),
) -> Result<()> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > NOTE_CHARS_MAX {
        let what = format!("cannot keep the note: it has 1 to {NOTE_CHARS_MAX} characters");
        return Err(Error::new(Kind::Malformed, what).code("note"));
    }
    let mut tx = wire.db.write().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to note at"));
    standing::take(&mut tx, item).await?;
    standing::assigned(&mut tx, item).await?.ok_or_else(missing)?;
    let n = desk_notes::add(&mut tx, item, (by, words), wire.now().as_millisecond()).await?;
    record(wire, &mut tx, item, (by, place), ("note", "", &format!("note {n}"))).await?;
    tx.commit().await
}

async fn record(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    (by, place): (&str, &str),
    (what, was, becomes): (&str, &str, &str),
) -> Result<()> {
    let object = items::get(tx, item).await?.map_or_else(String::new, |it| it.public.to_string());
    let [by, place, what, was, becomes] = [by, place, what, was, becomes].map(str::to_owned);
    let at_ms = wire.now().as_millisecond();
    acts::add(tx, &Act { at_ms, by, what, object, was, becomes, place }).await
}
