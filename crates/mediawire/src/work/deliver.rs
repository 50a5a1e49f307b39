//! When destinations are sent what is owed to them: each in a task of its own, so that none waits for another.

use crate::Wire;
use crate::error::Result;
use crate::pipeline::deliver;
use crate::store::destinations::{self, Kept};
use crate::store::{debts, wire};
use crate::work::IDLE_MAX;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use jiff::Timestamp;
use mediawire_core::model::id::{ItemId, Slug};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Items that are sent to one destination at once; one where the last message failed.
const LANES: usize = 4;
/// How long it is waited where the store cannot be read or written.
const TROUBLE: Duration = Duration::from_secs(1);

/// Pays what is owed to every destination until `stop`.
pub(super) async fn run(wire: Arc<Wire>, stop: CancellationToken) {
    let (mut head, mut debts) = (wire.head_changes(), wire.debts_change());
    let mut visits = JoinSet::new();
    let mut under_way: HashMap<tokio::task::Id, Slug> = HashMap::new();
    loop {
        head.mark_unchanged();
        debts.mark_unchanged();
        let pause = match waiting(&wire, &under_way.values().collect()).await {
            Ok((due, pause)) => {
                for slug in due {
                    let (wire, visited) = (wire.clone(), slug.clone());
                    let visit = visits.spawn(async move { begin(&wire, &visited).await });
                    under_way.insert(visit.id(), slug);
                }
                pause
            }
            Err(error) => {
                tracing::error!("what is owed to destinations cannot be read: {error}");
                TROUBLE
            }
        };
        tokio::select! {
            // What is under way is broken off: it is sent again, under the same id.
            () = stop.cancelled() => return,
            _ = head.changed() => {}
            _ = debts.changed() => {}
            Some(ended) = visits.join_next_with_id() => {
                let id = match ended {
                    Ok((id, ())) => id,
                    Err(cause) => {
                        tracing::error!("a visit to a destination broke off: {cause}");
                        cause.id()
                    }
                };
                under_way.remove(&id);
            }
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn begin(wire: &Arc<Wire>, slug: &Slug) {
    if let Err(error) = visit(wire, slug, wire.now()).await {
        tracing::error!(destination = %slug, "nothing can be sent to {slug} now: {error}");
        tokio::time::sleep(TROUBLE).await;
    }
}

/// The destinations that are to be visited now, without those that are `under_way`; and how long it is until the next is.
async fn waiting(wire: &Wire, under_way: &HashSet<&Slug>) -> Result<(Vec<Slug>, Duration)> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.read().await?;
    let head = wire::head(&mut tx).await?;
    let (mut due, mut pause) = (Vec::new(), IDLE_MAX);
    for kept in destinations::all(&mut tx).await? {
        let slug = &kept.destination.slug;
        if kept.is_paused || under_way.contains(slug) {
            continue;
        }
        let next_ms = match kept.owed_to < head {
            true => 0,
            false => debts::next_due(&mut tx, slug).await?.unwrap_or(i64::MAX),
        };
        let wait_ms = next_ms.max(kept.rest_until_ms).saturating_sub(now_ms);
        match u64::try_from(wait_ms) {
            Ok(0) | Err(_) => due.push(kept.destination.slug),
            Ok(ms) => pause = pause.min(Duration::from_millis(ms)),
        }
    }
    Ok((due, pause))
}

/// Sends to a destination what is owed to it at the moment `now`, until nothing of that is left or it is to be left alone.
///
/// # Errors
/// `Transient` if the store cannot be read or written.
pub async fn visit(wire: &Arc<Wire>, slug: &Slug, now: Timestamp) -> Result<()> {
    let now_ms = now.as_millisecond();
    let mut under_way: HashSet<ItemId> = HashSet::new();
    let mut payments = FuturesUnordered::new();
    loop {
        let mut tx = wire.db.read().await?;
        let kept = destinations::get(&mut tx, slug).await?;
        let head = wire::head(&mut tx).await?;
        drop(tx);
        // It may have been taken away, or failed meanwhile.
        let kept = kept.filter(|it| !it.is_paused && it.rest_until_ms <= now_ms);
        if let Some(kept) = kept.map(Arc::new) {
            let has_more = kept.owed_to < head && deliver::owe(wire, &kept).await?;
            let lanes = if kept.n_failures == 0 { LANES } else { 1 };
            for debt in next(wire, &kept, now_ms, &under_way, lanes).await? {
                under_way.insert(debt.item);
                let (wire, kept) = (wire.clone(), kept.clone());
                payments.push(async move {
                    let paid = deliver::pay(&wire, &kept, &debt, now).await;
                    (debt.item, paid)
                });
            }
            if has_more && under_way.is_empty() {
                continue;
            }
        }
        match payments.next().await {
            Some((item, paid)) => {
                under_way.remove(&item);
                paid?;
            }
            None => return Ok(()),
        }
    }
}

/// The debts that may be paid beside what is under way.
async fn next(
    wire: &Wire,
    kept: &Kept,
    now_ms: i64,
    under_way: &HashSet<ItemId>,
    lanes: usize,
) -> Result<Vec<debts::Debt>> {
    let room = lanes.saturating_sub(under_way.len());
    if room == 0 {
        return Ok(Vec::new());
    }
    let n = i64::try_from(lanes + under_way.len()).expect("a small number");
    let due = debts::due(&mut wire.db.read().await?, &kept.destination.slug, now_ms, n).await?;
    Ok(due.into_iter().filter(|debt| !under_way.contains(&debt.item)).take(room).collect())
}
