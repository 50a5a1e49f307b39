//! Copies of a text that was taken off: one that comes later waits for the desk; where it was withdrawn, one that stands on
//! the wire is flagged there until a person kills it too or keeps it.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts;
use crate::store::db::Tx;
use crate::store::{articles, copies, decisions, items, standing};
use jiff::Timestamp;
use mediawire_core::desk::{self, WITHDRAWN_COPY_RULE as RULE};
use mediawire_core::identify::COPY_CHARS_MIN;
use mediawire_core::model::decision::{Decision, DecisionKind};
use mediawire_core::model::id::{ItemId, PublicId};
use std::sync::Arc;

pub use crate::store::copies::Copy;

/// That an item carries the text of another that was withdrawn, or that the desk withholds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The other item.
    pub of: PublicId,
    /// What took it off.
    pub decision: Decision,
    /// Whether it was withdrawn: what the desk withholds may stand there again tomorrow, and nobody is asked about its copies.
    pub is_withdrawn: bool,
    /// Who keeps the copy all the same, or has let it out since, and when; `None` while nobody has decided.
    pub kept: Option<(String, Timestamp)>,
}

/// What took an item off of its own accord or its source's, of what was decided of it, and whether that withdrew it.
fn taken_off(all: &[Decision]) -> Option<(&Decision, bool)> {
    let withdrawn = desk::withdrawn(all).map(|it| (it, true));
    withdrawn.or_else(|| desk::withheld(all).map(|it| (it, false)))
}

/// Holds an item whose newest version has the text of one that was withdrawn, or that the desk withholds, once: it does not go
/// out by itself, unless a person keeps it.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    known: &articles::Known,
) -> Result<()> {
    if known.n_chars < COPY_CHARS_MIN {
        return Ok(());
    }
    let all = decisions::of(tx, item).await?;
    let mut found: Option<(String, bool)> = None;
    for (of, public) in copies::off_with_words(tx, known.words, item).await? {
        let decided = decisions::of(tx, of).await?;
        let Some((off, is_withdrawn)) = taken_off(&decided) else { continue };
        let is_open = kept(tx, item, (of, off), &all).await?.is_none();
        if is_open && found.as_ref().is_none_or(|(_, before)| is_withdrawn && !before) {
            let how = if is_withdrawn { "was withdrawn" } else { "the desk withholds" };
            found = Some((format!("it carries the text of {public}, which {how}"), is_withdrawn));
        }
    }
    let Some((why, _)) = found else { return Ok(()) };
    if !all.iter().any(|it| it.by == RULE && it.why == why) {
        let at_ms = wire.now().as_millisecond();
        decisions::add(tx, item, &DecisionKind::Hold, (RULE, &why), at_ms).await?;
    }
    Ok(())
}

/// The items that were withdrawn, or that the desk withholds, whose text an item carries now, of which `all` was decided.
///
/// # Errors
/// As the statements give.
pub async fn flags(tx: &mut Tx, item: ItemId, all: &[Decision]) -> Result<Vec<Flag>> {
    let mut flags = Vec::new();
    for (of, public) in copies::off_with_text_of(tx, item).await? {
        let decided = decisions::of(tx, of).await?;
        let Some((off, is_withdrawn)) = taken_off(&decided) else { continue };
        let kept = kept(tx, item, (of, off), all).await?;
        flags.push(Flag { of: public, decision: off.clone(), is_withdrawn, kept });
    }
    Ok(flags)
}

/// Who keeps the copy `item`, of which `all` was decided, since `of` was taken off: who says so, or lets it out.
///
/// # Errors
/// As the statements give.
pub async fn kept(
    tx: &mut Tx,
    item: ItemId,
    (of, off): (ItemId, &Decision),
    all: &[Decision],
) -> Result<Option<(String, Timestamp)>> {
    if let Some(kept) = copies::kept(tx, item, of).await? {
        return Ok(Some(kept));
    }
    let lets_out =
        |it: &&Decision| it.kind.lets_out() && desk::is_person(&it.by) && it.at >= off.at;
    Ok(all.iter().rfind(lets_out).map(|it| (it.by.clone(), it.at)))
}

/// Keeps an item on the wire though it carries the text of `of`, which was withdrawn: on record with who says so, from
/// where and why.
///
/// # Errors
/// `Conflict` if it does not carry that text, or is not on the wire; `Malformed` without a reason; as the statements give.
pub async fn keep(
    wire: &Arc<Wire>,
    item: ItemId,
    of: ItemId,
    ((by, place), why): ((&str, &str), &str),
) -> Result<()> {
    if why.trim().is_empty() {
        let what = "cannot keep the copy of a withdrawn text without a reason: say why";
        return Err(Error::new(Kind::Malformed, what));
    }
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to keep"));
    let known = items::get(&mut tx, item).await?.ok_or_else(missing)?;
    let public = of.public(&wire.public_key);
    let all = copies::of(&mut tx, of).await?;
    let is_copy = all.iter().any(|it| it.item == item && it.list == "wire");
    if !is_copy || desk::withdrawn(&decisions::of(&mut tx, of).await?).is_none() {
        let what = "cannot keep the item: it does not stand on the wire with the text of one that was withdrawn";
        return Err(Error::new(Kind::Conflict, what));
    }
    let at_ms = wire.now().as_millisecond();
    copies::keep(&mut tx, item, of, by, at_ms).await?;
    let what = ("copy-kept", known.public.as_str());
    accounts::record(&mut tx, at_ms, (by, place), what, (public.as_str(), why.trim())).await?;
    tx.commit().await?;
    wire.desk_has_changed();
    Ok(())
}

/// What stands on the wire with the text of an item that was taken off, and nobody has said that it stays.
///
/// # Errors
/// As the statements give.
pub async fn left(tx: &mut Tx, of: ItemId) -> Result<Vec<Copy>> {
    let decided = decisions::of(tx, of).await?;
    let Some((off, _)) = taken_off(&decided) else { return Ok(Vec::new()) };
    let mut left = Vec::new();
    for copy in copies::of(tx, of).await? {
        let all = decisions::of(tx, copy.item).await?;
        if copy.list == "wire" && kept(tx, copy.item, (of, off), &all).await?.is_none() {
            left.push(copy);
        }
    }
    Ok(left)
}
