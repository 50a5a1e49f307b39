//! Does the jobs: claims them in batches, thinks in parallel, saves a batch in one transaction.
//!
//! Two loops: the courier goes out for lists and pages (`courier.rs`, as fast as `pace.rs` lets it), the desk does what
//! needs no network. A job that fails is tried again, later and later, or parked with its reason; it stops nothing else.

mod courier;
pub mod deliver;
pub mod pace;
mod removal;
pub mod schedule;

pub use courier::bring_images;

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::{self, Checked, Extracted};
use crate::retrieve::backoff_ms;
use crate::store::jobs::{self, Claimed};
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Jobs of one kind that are done in one transaction.
const BATCH: i64 = 32;
/// How often a job is tried that fails for a passing reason.
const TRIES_MAX: i64 = 8;
/// How long a loop waits at most before it looks for due jobs again.
const IDLE_MAX: Duration = Duration::from_secs(60);

/// Runs `f` where blocking and computing are allowed; a panic in it becomes an error.
///
/// # Errors
/// `Bug` if `f` panics.
pub async fn think<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(f)
        .await
        .map_err(|cause| Error::caused(Kind::Bug, "a computation broke off", cause))
}

/// Does jobs until `stop`.
pub async fn run(wire: Arc<Wire>, stop: CancellationToken) {
    let removal = removal::run(wire.clone(), stop.clone());
    let deliver = deliver::run(wire.clone(), stop.clone());
    tokio::join!(courier::run(wire.clone(), stop.clone()), removal, deliver, desk(wire, stop));
}

/// Does what needs no network until nothing of it is left.
///
/// # Errors
/// `Transient` if the store or the archive cannot be reached.
pub async fn drain(wire: &Arc<Wire>) -> Result<()> {
    while desk_round(wire).await? {}
    Ok(())
}

async fn claim(wire: &Arc<Wire>, kind: &str, n: i64) -> Result<Vec<Claimed>> {
    let now = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    let claimed = jobs::claim(&mut tx, kind, now, now + jobs::LEASE_MS, n).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// A job that failed: again later, or parked. If the store cannot be written either, it is stuck until it can be.
async fn fail(wire: &Arc<Wire>, kind: &'static str, job: &Claimed, error: &Error) {
    if let Err(worse) = put_off(wire, kind, job, error).await {
        tracing::error!(job = %job.key, "{kind} failed and cannot be put off now: {error}: {worse}");
        wire.stuck.add(kind, job.clone());
    }
}

/// Puts back what is stuck, to be tried again as what has failed once: no host is asked in a hurry for it.
async fn unstick(wire: &Arc<Wire>) -> Result<()> {
    let stuck = wire.stuck.take();
    if stuck.is_empty() {
        return Ok(());
    }
    let wait = i64::try_from(backoff_ms(1, None, wire.seed())).unwrap_or(i64::MAX);
    let at = wire.now().as_millisecond().saturating_add(wait);
    let done = async {
        let mut tx = wire.db.write().await?;
        for (kind, job) in &stuck {
            jobs::again(&mut tx, kind, &job.key, at, job.n_tries).await?;
        }
        tx.commit().await
    };
    match done.await {
        Ok(()) => wire.wake(),
        Err(error) => {
            wire.stuck.put_back(stuck);
            return Err(error);
        }
    }
    Ok(())
}

async fn put_off(wire: &Arc<Wire>, kind: &'static str, job: &Claimed, error: &Error) -> Result<()> {
    let now = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    // A source is never given up: its list is asked again, later and later.
    let is_poll = kind == "poll";
    let is_passing = match error.kind {
        Kind::Transient => is_poll || job.n_tries < TRIES_MAX,
        Kind::Refused | Kind::Malformed | Kind::Forbidden | Kind::Conflict | Kind::Bug => is_poll,
        Kind::NotFound => false,
    };
    if is_passing {
        let tries = u32::try_from(job.n_tries + 1).unwrap_or(u32::MAX);
        let wait =
            i64::try_from(backoff_ms(tries, error.retry_after_ms, wire.seed())).unwrap_or(i64::MAX);
        jobs::again(&mut tx, kind, &job.key, now.saturating_add(wait), job.n_tries + 1).await?;
        tracing::warn!(job = %job.key, "{kind} is put off: {error}");
    } else {
        let code = if error.code.is_empty() { "error" } else { error.code };
        jobs::park(&mut tx, kind, &job.key, now, (code, &error.to_string())).await?;
        tracing::error!(job = %job.key, "{kind} is parked: {error}");
    }
    tx.commit().await
}

// ---- the desk: extract, identify, dispatch ------------------------------------------------------------------------

/// Does what needs no network until `stop`.
pub async fn desk(wire: Arc<Wire>, stop: CancellationToken) {
    let mut woken = wire.woken();
    loop {
        woken.mark_unchanged();
        // In a task of its own, so that a panic in one job ends this round and not the desk.
        let round = tokio::spawn({
            let wire = wire.clone();
            async move { desk_round(&wire).await }
        });
        let round = round.await.unwrap_or_else(|cause| {
            Err(Error::caused(Kind::Bug, "a round of the desk broke off", cause))
        });
        let more = match round {
            Ok(more) => more,
            Err(error) => {
                tracing::error!("the desk cannot work: {error}");
                tokio::time::sleep(Duration::from_secs(1)).await;
                false
            }
        };
        if stop.is_cancelled() {
            return;
        }
        if !more {
            let pause = until_due(&wire, Job::INSIDE).await.into_iter().min().unwrap_or(IDLE_MAX);
            tokio::select! {
                () = stop.cancelled() => return,
                _ = woken.changed() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }
}

/// A batch of each step; whether there was anything to do.
async fn desk_round(wire: &Arc<Wire>) -> Result<bool> {
    unstick(wire).await?;
    let extracted = step(wire, "extract").await?;
    let identified = step(wire, "identify").await?;
    let dispatched = step(wire, "dispatch").await?;
    Ok(extracted || identified || dispatched)
}

/// What a job came to, to be saved.
enum Thought {
    Extracted(Box<Extracted>),
    Identify(mediawire_core::model::id::ArticleId),
    Checked(Checked),
}

async fn step(wire: &Arc<Wire>, kind: &'static str) -> Result<bool> {
    let claimed = claim(wire, kind, BATCH).await?;
    if claimed.is_empty() {
        return Ok(false);
    }
    let n_parallel = std::thread::available_parallelism().map_or(2, usize::from);
    let thoughts: Vec<(Claimed, Result<Thought>)> = futures_util::stream::iter(claimed)
        .map(|job| async move {
            let thought = consider(wire, kind, &job).await;
            (job, thought)
        })
        .buffered(n_parallel)
        .collect()
        .await;
    let mut ready = Vec::new();
    for (job, thought) in thoughts {
        match thought {
            Ok(thought) => ready.push((job, thought)),
            Err(error) => fail(wire, kind, &job, &error).await,
        }
    }
    if let Err(error) = save(wire, &ready).await {
        // One of them stands in the way of all: each alone, so that only that one fails.
        tracing::warn!("a batch of {kind} is saved one by one: {error}");
        for (job, thought) in ready {
            let one = [(job, thought)];
            if let Err(error) = save(wire, &one).await {
                fail(wire, kind, &one[0].0, &error).await;
            }
        }
    }
    Ok(true)
}

async fn consider(wire: &Arc<Wire>, kind: &str, job: &Claimed) -> Result<Thought> {
    match Job::parse(kind, &job.key)? {
        Job::Extract(entry, said, capture) => {
            let extracted = pipeline::extract(wire, entry, said, capture).await?;
            Ok(Thought::Extracted(Box::new(extracted)))
        }
        Job::Identify(article) => Ok(Thought::Identify(article)),
        Job::Dispatch(item) => Ok(Thought::Checked(pipeline::check(wire, item).await?)),
        Job::Poll(_) | Job::Fetch(..) | Job::Image(_) | Job::Watch(_) => {
            Err(Error::new(Kind::Bug, "the courier's job came to the desk"))
        }
    }
}

async fn save(wire: &Arc<Wire>, ready: &[(Claimed, Thought)]) -> Result<()> {
    if ready.is_empty() {
        return Ok(());
    }
    let mut tx = wire.db.write().await?;
    let mut head = None;
    for (_, thought) in ready {
        match thought {
            Thought::Extracted(extracted) => {
                pipeline::save_extracted(wire, &mut tx, extracted).await?;
            }
            Thought::Identify(article) => pipeline::identify(wire, &mut tx, *article).await?,
            Thought::Checked(checked) => {
                head = pipeline::dispatch(wire, &mut tx, checked).await?.or(head);
            }
        }
    }
    tx.commit().await?;
    if let Some(number) = head {
        wire.head_is(number);
    }
    wire.desk_has_changed();
    // The courier may have images to bring.
    wire.wake();
    Ok(())
}

/// How long it is until a job of each of `kinds` is due that nobody holds; at most [`IDLE_MAX`].
async fn until_due<const N: usize>(wire: &Arc<Wire>, kinds: [&str; N]) -> [Duration; N] {
    let mut all = [IDLE_MAX; N];
    if let Ok(mut tx) = wire.db.read().await {
        let now = wire.now().as_millisecond();
        for (kind, pause) in kinds.into_iter().zip(&mut all) {
            if let Ok(Some(due)) = jobs::next_due(&mut tx, kind, now).await {
                let ms = u64::try_from(due - now).unwrap_or(0);
                *pause = IDLE_MAX.min(Duration::from_millis(ms));
            }
        }
    }
    all
}
