//! What people decide of items.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::store::{decisions, items, standing, wire};
use mediawire_core::desk;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// Records what a person decided of an item; what follows from it goes out next.
///
/// # Errors
/// `NotFound` if there is no such item; `Conflict` if it was killed, or stands on the wire and the decision is about what
/// does not; `Malformed` without a reason, or for a section that there is not; as the statements give.
pub async fn decide(
    wire: &Arc<Wire>,
    item: ItemId,
    decision: &DecisionKind,
    by: &str,
    why: &str,
) -> Result<()> {
    if why.trim().is_empty() {
        return Err(Error::new(
            Kind::Malformed,
            "cannot record a decision without a reason: say why",
        ));
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
    desk::may_decide(&decisions::of(&mut tx, item).await?, decision)
        .context(Kind::Conflict, || format!("cannot {} the item {item}", decision.name()))?;
    let is_out = wire::last(&mut tx, item).await?.is_some_and(|last| last.notice.is_none());
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
    let now = wire.now();
    decisions::add(&mut tx, item, decision, (by, why), now.as_millisecond()).await?;
    Job::Dispatch(item).add(&mut tx, now).await?;
    tx.commit().await?;
    wire.wake();
    Ok(())
}
