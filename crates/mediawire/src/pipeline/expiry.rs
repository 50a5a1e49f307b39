//! The moment after which a publisher lets nothing of a page be shown: the item is taken off then, on record.

use crate::Wire;
use crate::error::Result;
use crate::job::Job;
use crate::store::db::Tx;
use crate::store::{articles, decisions, items};
use mediawire_core::desk;
use mediawire_core::model::id::ItemId;
use mediawire_core::model::source::Source;
use std::sync::Arc;

/// Decides of an item what follows from what its newest version says, and names the job that takes it off in time.
pub(super) async fn settle(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    item: ItemId,
    source: &Source,
) -> Result<()> {
    let Some((_, newest, _)) = items::newest(tx, item).await? else { return Ok(()) };
    let signals = articles::get(tx, newest).await?.meta.signals;
    let until = signals.limits_under(&source.rights).until;
    let (now, all) = (wire.now(), decisions::of(tx, item).await?);
    if let Some((kind, why)) = desk::by_expiry(until, &all, source.release, now) {
        let on_record = (desk::EXPIRY_RULE, why);
        decisions::add(tx, item, &kind, on_record, now.as_millisecond()).await?;
    }
    match until.filter(|until| *until > now) {
        Some(until) => Job::Dispatch(item).add(tx, until).await,
        None => Ok(()),
    }
}
