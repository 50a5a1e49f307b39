//! What people decide of items.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::store::db::Tx;
use crate::store::{articles, decisions, items, standing, wire};
use mediawire_core::desk;
use mediawire_core::desk::undo::{self, Lasting};
use mediawire_core::model::decision::{DecisionKind, based_on};
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// The code of an error where something was decided that the person had not seen.
pub const CHANGED: &str = "changed";

/// Who decides, and from where, as far as that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    /// A person's name.
    pub name: &'a str,
    /// From where: an address; empty where nobody says.
    pub place: &'a str,
}

impl<'a> From<&'a str> for By<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, place: "" }
    }
}

impl<'a> From<&'a String> for By<'a> {
    fn from(name: &'a String) -> Self {
        Self { name, place: "" }
    }
}

impl<'a> From<(&'a str, &'a str)> for By<'a> {
    fn from((name, place): (&'a str, &'a str)) -> Self {
        Self { name, place }
    }
}

/// Records what a person decided of an item; what follows from it goes out next.
///
/// # Errors
/// As [`decide_on`].
pub async fn decide(
    wire: &Arc<Wire>,
    item: ItemId,
    decision: &DecisionKind,
    by: impl Into<By<'_>>,
    why: &str,
) -> Result<()> {
    decide_on(wire, item, decision, (by, why), None).await
}

/// Records what a person decided of an item who has seen the decision number `based` as the last that is about the same;
/// `None` where that is not asked.
///
/// # Errors
/// `NotFound` if there is no such item; `Conflict` if it was killed, stands on the wire and the decision is about what does
/// not, needs another person, or if something else was decided since, with the code [`CHANGED`]; `Malformed` without a
/// reason, signed as rules sign, or for a section that there is not; as the statements give.
pub async fn decide_on(
    wire: &Arc<Wire>,
    item: ItemId,
    decision: &DecisionKind,
    (by, why): (impl Into<By<'_>>, &str),
    based: Option<u32>,
) -> Result<()> {
    let by = by.into();
    if why.trim().is_empty() {
        return Err(Error::new(
            Kind::Malformed,
            "cannot record a decision without a reason: say why",
        ));
    }
    if !desk::is_person(by.name) {
        let what =
            format!("cannot decide as {:?}: that is how rules sign; say who you are", by.name);
        return Err(Error::new(Kind::Malformed, what).code("by"));
    }
    if let DecisionKind::Section(Some(code)) = decision
        && !wire.sections.iter().any(|section| section.code == *code)
    {
        let what = format!("cannot put the item {item} into {code}: there is no such section");
        return Err(Error::new(Kind::Malformed, what).code("section"));
    }
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    if items::newest(&mut tx, item).await?.is_none() {
        return Err(Error::new(Kind::NotFound, format!("there is no item {item} to decide of")));
    }
    let all = decisions::of(&mut tx, item).await?;
    if based.is_some_and(|based| based != based_on(&all, decision.field())) {
        let what = format!("cannot {} the item {item}: it was decided meanwhile", decision.name());
        return Err(Error::new(Kind::Conflict, what).code(CHANGED));
    }
    desk::may_decide(&all, decision, (by.name, wire.kill_needs))
        .context(Kind::Conflict, || format!("cannot {} the item {item}", decision.name()))?;
    let is_out = wire::last(&mut tx, item).await?.is_some_and(|last| last.notice.is_none());
    if matches!(decision, DecisionKind::Correct(_)) && wire::last(&mut tx, item).await?.is_none() {
        let what =
            "cannot correct the item {item}: no reader has seen it yet; say it right instead";
        return Err(Error::new(Kind::Conflict, what.replace("{item}", &item.to_string())));
    }
    let is_late = matches!(
        decision,
        DecisionKind::Spike | DecisionKind::Schedule(_) | DecisionKind::Embargo(Some(_))
    );
    if is_out && is_late {
        let what = format!(
            "cannot {} the item {item}: it stands on the wire; hold its later versions, or take it off",
            decision.name()
        );
        return Err(Error::new(Kind::Conflict, what));
    }
    add(wire, tx, item, decision, (by, why)).await
}

/// Kills an item; where that needs two persons, the first withholds it and asks, and another kills it.
///
/// # Errors
/// As [`decide_on`].
pub async fn kill(
    wire: &Arc<Wire>,
    item: ItemId,
    (by, why): (impl Into<By<'_>>, &str),
    based: Option<u32>,
) -> Result<()> {
    let by = by.into();
    let all = decisions::of(&mut wire.db.read().await?, item).await?;
    decide_on(wire, item, &wire.kill_needs.next(&all, by.name), (by, why), based).await
}

/// Puts a decision on record; what follows from it goes out next.
async fn add(
    wire: &Arc<Wire>,
    mut tx: Tx,
    item: ItemId,
    decision: &DecisionKind,
    (by, why): (By<'_>, &str),
) -> Result<()> {
    let now = wire.now();
    let on_record = (by.name, why);
    let n = decisions::add(&mut tx, item, decision, on_record, now.as_millisecond()).await?;
    if !by.place.is_empty() {
        decisions::add_place(&mut tx, item, n, by.place).await?;
    }
    Job::Dispatch(item).add(&mut tx, now).await?;
    tx.commit().await?;
    wire.desk_has_changed();
    wire.wake();
    Ok(())
}

/// What undoing the last decision on an item would add: the number of that decision, and the answer or why there is none.
///
/// # Errors
/// `NotFound` if the item has no article; as the statements give.
pub async fn answer(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
) -> Result<(u32, std::result::Result<DecisionKind, Lasting>)> {
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to decide of"));
    let (_, article, _) = items::newest(tx, item).await?.ok_or_else(missing)?;
    let headline = articles::get(tx, article).await?.meta.headline;
    let all = decisions::of(tx, item).await?;
    let last = wire::last(tx, item).await?;
    let n = all.last().map_or(0, |last| last.n);
    Ok((n, undo::undo(&all, &headline, last.as_ref(), wire.now())))
}

/// Answers the decision number `n` of an item, which must be its last, so that the item stands as it did before; `may`
/// says whether who asks may decide that.
///
/// # Errors
/// `Conflict` if something else was decided since, or nothing answers it: in words; what `may` gives; as the statements
/// give.
pub async fn undo(
    wire: &Arc<Wire>,
    item: ItemId,
    n: u32,
    by: impl Into<By<'_>>,
    may: impl Fn(&DecisionKind) -> Result<()>,
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let (last, answer) = answer(wire, &mut tx, item).await?;
    let answer = answer.context(Kind::Conflict, || "cannot undo the last decision")?;
    if last != n {
        let what = "cannot undo the decision: another was made since you looked";
        return Err(Error::new(Kind::Conflict, what));
    }
    may(&answer)?;
    let all = decisions::of(&mut tx, item).await?;
    let undone = all.last().map_or("", |last| last.kind.name());
    let why = format!("takes back the last decision ({undone})");
    add(wire, tx, item, &answer, (by.into(), &why)).await
}
