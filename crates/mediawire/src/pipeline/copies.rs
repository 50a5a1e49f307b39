//! Copies of a text that was withdrawn: one that comes later waits for the desk, one that stands on the wire is flagged
//! there until a person kills it too or keeps it.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts;
use crate::store::db::Tx;
use crate::store::{articles, copies, decisions, items, standing};
use jiff::Timestamp;
use mediawire_core::desk;
use mediawire_core::identify::COPY_CHARS_MIN;
use mediawire_core::model::decision::{Decision, DecisionKind};
use mediawire_core::model::id::{ItemId, PublicId};
use std::sync::Arc;

/// How the rule signs.
pub const RULE: &str = "rule:withdrawn-copy";

/// That an item carries the text of another that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The item that was withdrawn.
    pub of: PublicId,
    /// What withdrew it.
    pub withdrawn: Decision,
    /// Who keeps the copy all the same, or has let it out since, and when; `None` while nobody has decided.
    pub kept: Option<(String, Timestamp)>,
}

/// Holds an item whose newest version has the text of one that was withdrawn, once: it does not go out by itself.
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
    for (of, public) in copies::off_with_words(tx, known.words, item).await? {
        if desk::withdrawn(&decisions::of(tx, of).await?).is_none() {
            continue;
        }
        let why = format!("it carries the text of {public}, which was withdrawn");
        let all = decisions::of(tx, item).await?;
        if !all.iter().any(|it| it.by == RULE && it.why == why) {
            let at_ms = wire.now().as_millisecond();
            decisions::add(tx, item, &DecisionKind::Hold, (RULE, &why), at_ms).await?;
        }
        return Ok(());
    }
    Ok(())
}

/// The withdrawn items whose text an item carries now, of which `all` was decided.
///
/// # Errors
/// As the statements give.
pub async fn flags(tx: &mut Tx, item: ItemId, all: &[Decision]) -> Result<Vec<Flag>> {
    let mut flags = Vec::new();
    for (of, public) in copies::off_with_text_of(tx, item).await? {
        let decided = decisions::of(tx, of).await?;
        let Some(withdrawn) = desk::withdrawn(&decided).cloned() else { continue };
        let kept = kept(tx, item, (of, &withdrawn), all).await?;
        flags.push(Flag { of: public, withdrawn, kept });
    }
    Ok(flags)
}

/// Who keeps the copy `item`, of which `all` was decided, since `of` was withdrawn: who says so, or lets it out.
///
/// # Errors
/// As the statements give.
pub async fn kept(
    tx: &mut Tx,
    item: ItemId,
    (of, withdrawn): (ItemId, &Decision),
    all: &[Decision],
) -> Result<Option<(String, Timestamp)>> {
    if let Some(kept) = copies::kept(tx, item, of).await? {
        return Ok(Some(kept));
    }
    let lets_out =
        |it: &&Decision| it.kind.lets_out() && desk::is_person(&it.by) && it.at >= withdrawn.at;
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
