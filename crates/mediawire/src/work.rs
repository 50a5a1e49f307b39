//! Does the jobs: claims them in batches, thinks in parallel, saves a batch in one transaction.
//!
//! Two loops: the courier goes out for lists and pages, the desk does what needs no network. A job that fails is tried
//! again, later and later, or parked with its reason; it stops nothing else.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::image::{self, FetchedImage};
use crate::pipeline::list::{self, Polled};
use crate::pipeline::{self, Checked, Extracted, FetchedPage};
use crate::retrieve::backoff_ms;
use crate::store::jobs::{self, Claimed};
use crate::store::sources;
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Jobs of one kind that are done in one transaction.
const BATCH: i64 = 32;
/// Questions for pages under way at once, those that wait for their host's turn included.
const PAGES_MAX: usize = 256;
/// Questions for lists under way at once: their own room, so that no host with many pages keeps lists waiting.
const LISTS_MAX: usize = 64;
/// Questions for images under way at once: fewer, since each answer is long, and no text waits for one.
const IMAGES_MAX: usize = 16;
/// How long a claimed job stays claimed: longer than any host's queue keeps a question waiting. A process that starts
/// takes back at once all that one before it had claimed.
const LEASE_MS: i64 = 24 * 3_600_000;
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
    tokio::join!(courier(wire.clone(), stop.clone()), desk(wire, stop));
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
    let claimed = jobs::claim(&mut tx, kind, now, now + LEASE_MS, n).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// A job that failed: again later, or parked.
async fn fail(wire: &Arc<Wire>, kind: &str, job: &Claimed, error: &Error) -> Result<()> {
    let now = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    // A source is never given up: its list is asked again, later and later.
    let is_poll = kind == "poll";
    let is_passing = match error.kind {
        Kind::Transient => is_poll || job.n_tries < TRIES_MAX,
        Kind::Refused | Kind::Malformed | Kind::Forbidden | Kind::Conflict => is_poll,
        Kind::NotFound | Kind::Bug => false,
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
            wait(&wire, &Job::INSIDE, &mut woken, &stop).await;
        }
    }
}

/// A batch of each step; whether there was anything to do.
async fn desk_round(wire: &Arc<Wire>) -> Result<bool> {
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
            Err(error) => fail(wire, kind, &job, &error).await?,
        }
    }
    if let Err(error) = save(wire, &ready).await {
        // One of them stands in the way of all: each alone, so that only that one fails.
        tracing::warn!("a batch of {kind} is saved one by one: {error}");
        for (job, thought) in ready {
            let one = [(job, thought)];
            if let Err(error) = save(wire, &one).await {
                fail(wire, kind, &one[0].0, &error).await?;
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
        Job::Poll(_) | Job::Fetch(..) | Job::Image(_) => {
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
    // The courier may have images to bring.
    wire.wake();
    Ok(())
}

// ---- the courier: lists, pages and images ---------------------------------------------------------------------------------

/// What the courier brings home.
enum Brought {
    List(Result<Polled>),
    Page(Result<FetchedPage>),
    Image(Result<FetchedImage>),
}

type Flying = JoinSet<(Claimed, Brought)>;

async fn courier(wire: Arc<Wire>, stop: CancellationToken) {
    let mut woken = wire.woken();
    let (mut lists, mut pages, mut images) = (Flying::new(), Flying::new(), Flying::new());
    loop {
        woken.mark_unchanged();
        for (kind, flying, n_max) in [
            ("poll", &mut lists, LISTS_MAX),
            ("fetch", &mut pages, PAGES_MAX),
            ("image", &mut images, IMAGES_MAX),
        ] {
            if let Err(error) = send_out(&wire, kind, flying, n_max).await {
                tracing::error!("the courier cannot go: {error}");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            Some(back) = lists.join_next() => bring_home(&wire, "poll", back, &mut lists).await,
            Some(back) = pages.join_next() => bring_home(&wire, "fetch", back, &mut pages).await,
            Some(back) = images.join_next() => bring_home(&wire, "image", back, &mut images).await,
            () = wait(&wire, &Job::OUTSIDE, &mut woken, &stop),
                if lists.len() < LISTS_MAX && pages.len() < PAGES_MAX && images.len() < IMAGES_MAX => {}
        }
    }
}

async fn send_out(
    wire: &Arc<Wire>,
    kind: &'static str,
    flying: &mut Flying,
    n_max: usize,
) -> Result<()> {
    let room = i64::try_from(n_max.saturating_sub(flying.len())).unwrap_or(BATCH);
    if room == 0 {
        return Ok(());
    }
    if kind == "poll" {
        return send_polls(wire, flying, room).await;
    }
    for job in claim(wire, kind, room).await? {
        let wire = wire.clone();
        match Job::parse(kind, &job.key) {
            Ok(Job::Fetch(entry, said)) => {
                flying.spawn(async move {
                    let back = pipeline::fetch(&wire, entry, said).await;
                    (job, Brought::Page(back))
                });
            }
            Ok(Job::Image(url)) => {
                flying.spawn(async move {
                    let back = image::fetch(&wire, url).await;
                    (job, Brought::Image(back))
                });
            }
            Ok(Job::Poll(_) | Job::Extract(..) | Job::Identify(_) | Job::Dispatch(_)) => {}
            // Those that were claimed with it go on.
            Err(error) => fail(&wire, kind, &job, &error).await?,
        }
    }
    Ok(())
}

/// Claims polls, and reads in the same transaction what they begin with.
async fn send_polls(wire: &Arc<Wire>, flying: &mut Flying, n: i64) -> Result<()> {
    let now = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    let claimed = jobs::claim(&mut tx, "poll", now, now + LEASE_MS, n).await?;
    let keys: Vec<&str> = claimed.iter().map(|job| job.key.as_str()).collect();
    let mut known = sources::with_states(&mut tx, &keys).await?;
    tx.commit().await?;
    for job in claimed {
        let missing = || Error::new(Kind::NotFound, format!("there is no source {}", job.key));
        match known.remove(&job.key).unwrap_or_else(|| Err(missing())) {
            Ok((source, state)) => {
                let wire = wire.clone();
                flying.spawn(async move {
                    let back = list::poll(&wire, &source, state).await;
                    (job, Brought::List(back))
                });
            }
            Err(error) => fail(wire, "poll", &job, &error).await?,
        }
    }
    Ok(())
}

type Back = std::result::Result<(Claimed, Brought), tokio::task::JoinError>;

/// Saves `first` and whatever else is back by now. What cannot be saved is put off, and keeps nothing else from home.
async fn bring_home(wire: &Arc<Wire>, kind: &'static str, first: Back, flying: &mut Flying) {
    let mut all = vec![first];
    while let Some(back) = flying.try_join_next() {
        all.push(back);
    }
    let (mut lists, mut pages, mut images) = (Vec::new(), Vec::new(), Vec::new());
    let mut failed = Vec::new();
    for back in all {
        match back {
            // Its job stays claimed until its lease ends or the process starts anew.
            Err(cause) => tracing::error!("a question to another host broke off: {cause}"),
            Ok((job, Brought::List(Ok(polled)))) => lists.push((job, polled)),
            Ok((job, Brought::Page(Ok(page)))) => pages.push((job, page)),
            Ok((job, Brought::Image(Ok(image)))) => images.push((job, image)),
            Ok((
                job,
                Brought::List(Err(error)) | Brought::Page(Err(error)) | Brought::Image(Err(error)),
            )) => failed.push((job, error)),
        }
    }
    let together: Vec<_> = lists.iter().map(|(_, polled)| polled).collect();
    if let Err(error) = save_lists(wire, &together).await {
        tracing::warn!("a batch of lists is saved one by one: {error}");
        for (job, polled) in &lists {
            if let Err(error) = save_lists(wire, &[polled]).await {
                failed.push((job.clone(), error));
            }
        }
    }
    let together: Vec<_> = pages.iter().map(|(job, page)| (page, job.n_tries)).collect();
    if let Err(error) = pipeline::save_fetched(wire, &together).await {
        tracing::warn!("a batch of pages is saved one by one: {error}");
        for (job, page) in &pages {
            if let Err(error) = pipeline::save_fetched(wire, &[(page, job.n_tries)]).await {
                failed.push((job.clone(), error));
            }
        }
    }
    let together: Vec<_> = images.iter().map(|(job, image)| (image, job.n_tries)).collect();
    if let Err(error) = image::save_fetched(wire, &together).await {
        tracing::warn!("a batch of images is saved one by one: {error}");
        for (job, image) in &images {
            if let Err(error) = image::save_fetched(wire, &[(image, job.n_tries)]).await {
                failed.push((job.clone(), error));
            }
        }
    }
    for (job, error) in failed {
        if let Err(worse) = fail(wire, kind, &job, &error).await {
            tracing::error!(job = %job.key, "{kind} failed and cannot be put off: {error}: {worse}");
        }
    }
    // Lists that have not changed leave nothing to do.
    if lists.iter().any(|(_, polled)| polled.is_news()) || !(pages.is_empty() && images.is_empty())
    {
        wire.wake();
    }
}

/// Asks for the images that are due, until none is left.
///
/// # Errors
/// `Transient` if the store cannot be reached.
pub async fn bring_images(wire: &Arc<Wire>) -> Result<()> {
    let mut flying = Flying::new();
    loop {
        send_out(wire, "image", &mut flying, IMAGES_MAX).await?;
        match flying.join_next().await {
            Some(back) => bring_home(wire, "image", back, &mut flying).await,
            None => return Ok(()),
        }
    }
}

async fn save_lists(wire: &Arc<Wire>, polled: &[&Polled]) -> Result<()> {
    if polled.is_empty() {
        return Ok(());
    }
    let mut tx = wire.db.write().await?;
    list::save_polled(wire, &mut tx, polled).await?;
    tx.commit().await
}

/// Until something is added, a job of `kinds` is due, or `stop`.
async fn wait(
    wire: &Arc<Wire>,
    kinds: &[&str],
    woken: &mut tokio::sync::watch::Receiver<()>,
    stop: &CancellationToken,
) {
    let mut pause = IDLE_MAX;
    if let Ok(mut tx) = wire.db.read().await {
        let now = wire.now().as_millisecond();
        for kind in kinds {
            if let Ok(Some(due)) = jobs::next_due(&mut tx, kind, now).await {
                let ms = u64::try_from(due - now).unwrap_or(0);
                pause = pause.min(Duration::from_millis(ms));
            }
        }
    }
    tokio::select! {
        () = stop.cancelled() => {}
        _ = woken.changed() => {}
        () = tokio::time::sleep(pause) => {}
    }
}
