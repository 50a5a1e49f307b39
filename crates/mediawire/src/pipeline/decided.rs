//! What people decide of items.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::store::db::Tx;
use crate::store::{decisions, items, sources, standing, wire};
use mediawire_core::desk;
use mediawire_core::desk::undo::{self, Again, Lasting};
use mediawire_core::model::decision::{DecisionKind, Field, Ground, about, based_on};
use mediawire_core::model::id::ItemId;
use mediawire_core::model::source::Release;
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
    let shown = item.public(&wire.public_key);
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
    if let DecisionKind::Undo(n) = decision {
        let what = format!("cannot take back the decision {n} on {shown} so: undo the last one");
        return Err(Error::new(Kind::Malformed, what));
    }
    if let DecisionKind::Section(Some(code)) = decision
        && !wire.sections.iter().any(|section| section.code == *code)
    {
        let codes: Vec<&str> = wire.sections.iter().map(|it| it.code.as_str()).collect();
        let what = "there is no such section; there are";
        let what = format!("cannot put the item {shown} into {code}: {what} {}", codes.join(", "));
        return Err(Error::new(Kind::Malformed, what).code("section"));
    }
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {shown} to decide of"));
    let (_, is_copy) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    if is_copy && decision.lets_out() && items::original_stands(&mut tx, item).await? {
        let what = "it has the words of another item, which go out once: decide of that one";
        let what = format!("cannot {} the item {shown}: {what}", decision.name());
        return Err(Error::new(Kind::Conflict, what).code("copy"));
    }
    let all = decisions::of(&mut tx, item).await?;
    if based.is_some_and(|based| based != based_on(&all, decision.field())) {
        let what = format!("cannot {} the item {shown}: it was decided meanwhile", decision.name());
        return Err(Error::new(Kind::Conflict, what).code(CHANGED));
    }
    desk::may_decide(&all, decision, (by.name, wire.kill_needs))
        .context(Kind::Conflict, || format!("cannot {} the item {shown}", decision.name()))?;
    let is_out = wire::last(&mut tx, item).await?.is_some_and(|last| last.notice.is_none());
    if matches!(decision, DecisionKind::Correct(_)) && wire::last(&mut tx, item).await?.is_none() {
        let what = format!(
            "cannot correct the item {shown}: no reader has seen it yet; say it right instead"
        );
        return Err(Error::new(Kind::Conflict, what));
    }
    let is_late = matches!(
        decision,
        DecisionKind::Spike | DecisionKind::Schedule(_) | DecisionKind::Embargo(Some(_))
    );
    if is_out && is_late {
        let what = format!(
            "cannot {} the item {shown}: it stands on the wire; hold its later versions, or take it off",
            decision.name()
        );
        return Err(Error::new(Kind::Conflict, what));
    }
    add(wire, tx, item, decision, (by, why)).await
}

/// Kills an item, on that ground; where it needs two persons, the first withholds it and asks, and another kills it.
///
/// # Errors
/// As [`decide_on`].
pub async fn kill(
    wire: &Arc<Wire>,
    item: ItemId,
    ground: Ground,
    (by, why): (impl Into<By<'_>>, &str),
    based: Option<u32>,
) -> Result<()> {
    let by = by.into();
    let all = decisions::of(&mut wire.db.read().await?, item).await?;
    let next = wire.kill_needs.next(&all, (by.name, ground));
    decide_on(wire, item, &next, (by, why), based).await
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

/// What stands again when the last decision on an item is taken back: the number of that decision, what it is about, and
/// that, or why it cannot be.
///
/// # Errors
/// `NotFound` if there is no such item; as the statements give.
pub async fn answer(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
) -> Result<((u32, Field), std::result::Result<Again, Lasting>)> {
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item} to decide of"));
    let known = items::get(tx, item).await?.ok_or_else(missing)?;
    let release = sources::get(tx, &known.source).await?.map_or(Release::Desk, |it| it.release);
    let all = decisions::of(tx, item).await?;
    let last = wire::last(tx, item).await?;
    let which = all.last().map_or((0, Field::Other), |last| (last.n, about(&all, last)));
    Ok((which, undo::undo(&all, last.as_ref(), release, wire.now())))
}

/// Takes back the decision number `n` of an item, which must be its last, so that the item stands as it did before; `may`
/// says whether who asks may do that.
///
/// # Errors
/// `Conflict` if something else was decided since, or it cannot be taken back: in words; what `may` gives; as the
/// statements give.
pub async fn undo(
    wire: &Arc<Wire>,
    item: ItemId,
    n: u32,
    by: impl Into<By<'_>>,
    may: impl Fn(Field, &Again) -> Result<()>,
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    standing::take(&mut tx, item).await?;
    let ((last, field), answer) = answer(wire, &mut tx, item).await?;
    let again = answer.context(Kind::Conflict, || "cannot undo the last decision")?;
    if last != n {
        let what = "cannot undo the decision: another was made since you looked";
        return Err(Error::new(Kind::Conflict, what));
    }
    may(field, &again)?;
    let all = decisions::of(&mut tx, item).await?;
    let undone = all.last().map_or("", |last| last.kind.name());
    let why = format!("takes back the last decision ({undone})");
    add(wire, tx, item, &DecisionKind::Undo(n), (by.into(), &why)).await
}
