//! The courier: goes out for lists, pages and images, and brings home what has come in batches.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::image::{self, FetchedImage};
use crate::pipeline::list::{self, Polled};
use crate::pipeline::watch::{self, Looked};
use crate::pipeline::{self, FetchedPage};
use crate::retrieve::HOST_BUSY;
use crate::store::db::Tx;
use crate::store::jobs::{self, Claimed};
use crate::store::{lists, schedule};
use crate::work::pace::Pace;
use crate::work::{IDLE_MAX, fail, unstick, until_due};
use futures_util::{FutureExt as _, TryFutureExt as _};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

/// Questions for pages under way at once, those that wait for their host's turn included: a host has few of them.
const PAGES_MAX: usize = 256;
/// Questions for lists under way at once: their own room, so that no host with many pages keeps lists waiting. Of 56
/// lists a second (100,000 an hour, and as many again to catch up) this bears 4.5 seconds each.
const LISTS_MAX: usize = 256;
/// Questions for images under way at once: fewer, since each answer is long, and no text waits for one.
const IMAGES_MAX: usize = 16;
/// Looks at pages that were read before, under way at once: what is new goes before them.
const LOOKS_MAX: usize = 64;
/// How long lists that are under way are waited for when the process ends: what was asked is not asked again.
const LAST_LISTS: Duration = Duration::from_secs(2);
/// How often it is counted how many polls the sources ask for.
const COUNT_EVERY: Duration = Duration::from_secs(60);

/// Longer than any list is put off: the longest interval that an editor may set is a week.
const LATEST_MS: i64 = 9 * 86_400_000;

/// What the courier brings home.
#[expect(clippy::large_enum_variant, reason = "one lies in each task under way, and there are few")]
enum Brought {
    List(Polled),
    Page(FetchedPage),
    Image(FetchedImage),
    Look(Looked),
}

impl Brought {
    /// Whether it may leave something to do.
    fn is_news(&self) -> bool {
        match self {
            Self::List(polled) => polled.is_news(),
            Self::Look(looked) => looked.is_news(),
            Self::Page(_) | Self::Image(_) => true,
        }
    }
}

type Flying = JoinSet<(Claimed, Result<Brought>)>;

type Back = std::result::Result<(Claimed, Result<Brought>), tokio::task::JoinError>;

/// What is under way.
struct Out {
    lists: Flying,
    pages: Flying,
    images: Flying,
    looks: Flying,
    pace: Pace,
    began: Instant,
}

/// Goes out until `stop`.
pub(super) async fn run(wire: Arc<Wire>, stop: CancellationToken) {
    let mut woken = wire.woken();
    let [lists, pages, images, looks] = [(); 4].map(|()| Flying::new());
    let pace = Pace::default();
    let mut out = Out { lists, pages, images, looks, pace, began: Instant::now() };
    let mut counted = None;
    loop {
        woken.mark_unchanged();
        if counted.is_none_or(|at: Instant| at.elapsed() > COUNT_EVERY) {
            counted = Some(Instant::now());
            match needed(&wire).await {
                Ok(per_hour) => out.pace.needs(per_hour),
                Err(error) => tracing::error!("the courier cannot count the polls: {error}"),
            }
        }
        let pause = out.go(&wire).await.unwrap_or_else(|error| {
            tracing::error!("the courier cannot go: {error}");
            Duration::from_secs(1)
        });
        tokio::select! {
            // What is back comes first: only then it is looked what else is due.
            biased;
            () = stop.cancelled() => break,
            Some(back) = out.lists.join_next() => {
                // Who was sent away by a host's queue was not asked.
                let n = bring_home(&wire, "poll", back, &mut out.lists).await;
                out.pace.gives_back(n);
            }
            Some(back) = out.pages.join_next() => {
                bring_home(&wire, "fetch", back, &mut out.pages).await;
            }
            Some(back) = out.images.join_next() => {
                bring_home(&wire, "image", back, &mut out.images).await;
            }
            Some(back) = out.looks.join_next() => {
                bring_home(&wire, "watch", back, &mut out.looks).await;
            }
            _ = woken.changed() => {}
            () = sleep(pause) => {}
        }
        // However many lists come back, all others have their turn.
        let others =
            [("fetch", &mut out.pages), ("image", &mut out.images), ("watch", &mut out.looks)];
        for (kind, flying) in others {
            if let Some(back) = flying.try_join_next() {
                bring_home(&wire, kind, back, flying).await;
            }
        }
    }
    let last = async {
        while let Some(back) = out.lists.join_next().await {
            bring_home(&wire, "poll", back, &mut out.lists).await;
        }
    };
    timeout(LAST_LISTS, last).await.ok();
}

impl Out {
    /// Sends out what is due, as far as there is room; how long it is until more may go.
    async fn go(&mut self, wire: &Arc<Wire>) -> Result<Duration> {
        unstick(wire).await?;
        let [polls, fetches, brings, looks] = until_due(wire, Job::OUTSIDE).await;
        let n = self.pace.allows(self.began.elapsed()).min(LISTS_MAX - self.lists.len());
        if n > 0 && polls.is_zero() {
            self.pace.took(send_polls(wire, &mut self.lists, n).await?);
        }
        if fetches.is_zero() {
            send_out(wire, "fetch", &mut self.pages, PAGES_MAX).await?;
        }
        if brings.is_zero() {
            send_out(wire, "image", &mut self.images, IMAGES_MAX).await?;
        }
        if looks.is_zero() {
            send_out(wire, "watch", &mut self.looks, LOOKS_MAX).await?;
        }
        let room = [
            (self.lists.len() < LISTS_MAX, polls.max(self.pace.wait())),
            (self.pages.len() < PAGES_MAX, fetches),
            (self.images.len() < IMAGES_MAX, brings),
            (self.looks.len() < LOOKS_MAX, looks),
        ];
        let pauses = room.into_iter().filter(|(has_room, _)| *has_room).map(|(_, pause)| pause);
        Ok(pauses.min().unwrap_or(IDLE_MAX))
    }
}

/// How many polls an hour all sources together ask for; what waits too long is due at once.
async fn needed(wire: &Arc<Wire>) -> Result<u64> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    schedule::pull_in(&mut tx, now_ms, now_ms.saturating_add(LATEST_MS)).await?;
    let needed = schedule::needed(&mut tx).await?;
    tx.commit().await?;
    Ok(needed)
}

async fn claim(wire: &Arc<Wire>, tx: &mut Tx, kind: &str, room: usize) -> Result<Vec<Claimed>> {
    let now = wire.now().as_millisecond();
    let n = i64::try_from(room).unwrap_or(i64::MAX);
    jobs::claim(tx, kind, now, now + jobs::LEASE_MS, n).await
}

/// Sends one question out; that it broke off is an error of its own job.
fn send(
    flying: &mut Flying,
    job: Claimed,
    asked: impl Future<Output = Result<Brought>> + Send + 'static,
) {
    flying.spawn(async move {
        let back = AssertUnwindSafe(asked).catch_unwind().await;
        let broken = |_| Err(Error::new(Kind::Bug, "a question to another host broke off"));
        (job, back.unwrap_or_else(broken))
    });
}

async fn send_out(
    wire: &Arc<Wire>,
    kind: &'static str,
    flying: &mut Flying,
    n_max: usize,
) -> Result<()> {
    let room = n_max.saturating_sub(flying.len());
    if room == 0 {
        return Ok(());
    }
    let mut tx = wire.db.write().await?;
    let claimed = claim(wire, &mut tx, kind, room).await?;
    tx.commit().await?;
    for job in claimed {
        let wire = wire.clone();
        match Job::parse(kind, &job.key) {
            Ok(Job::Fetch(entry, said)) => {
                let asked = async move { pipeline::fetch(&wire, entry, said).await };
                send(flying, job, asked.map_ok(Brought::Page));
            }
            Ok(Job::Image(url)) => {
                let asked = async move { image::fetch(&wire, url).await };
                send(flying, job, asked.map_ok(Brought::Image));
            }
            Ok(Job::Watch(item)) => {
                let asked = async move { watch::look(&wire, item).await };
                send(flying, job, asked.map_ok(Brought::Look));
            }
            Ok(Job::Poll(_) | Job::Extract(..) | Job::Identify(_) | Job::Dispatch(_)) => {}
            // Those that were claimed with it go on.
            Err(error) => fail(&wire, kind, &job, &error).await,
        }
    }
    Ok(())
}

/// Claims up to `n` polls, and reads in the same transaction what they begin with; how many.
async fn send_polls(wire: &Arc<Wire>, flying: &mut Flying, n: usize) -> Result<usize> {
    let mut tx = wire.db.write().await?;
    let claimed = claim(wire, &mut tx, "poll", n).await?;
    let keys: Vec<&str> = claimed.iter().map(|job| job.key.as_str()).collect();
    let mut known = lists::with_sources(&mut tx, &keys).await?;
    tx.commit().await?;
    let n_claimed = claimed.len();
    for job in claimed {
        let missing = || Error::new(Kind::NotFound, format!("there is no source {}", job.key));
        match known.remove(&job.key).unwrap_or_else(|| Err(missing())) {
            Ok((source, state)) => {
                let wire = wire.clone();
                let asked = async move { list::poll(&wire, &source, state).await };
                send(flying, job, asked.map_ok(Brought::List));
            }
            Err(error) => fail(wire, "poll", &job, &error).await,
        }
    }
    Ok(n_claimed)
}

/// Saves `first` and whatever else is back by now. What cannot be saved is put off, and keeps nothing else from home.
/// How many were not asked, since others wait for their host.
async fn bring_home(
    wire: &Arc<Wire>,
    kind: &'static str,
    first: Back,
    flying: &mut Flying,
) -> usize {
    let mut all = vec![first];
    while let Some(back) = flying.try_join_next() {
        all.push(back);
    }
    let (mut home, mut failed, mut put_off) = (Vec::new(), Vec::new(), Vec::new());
    for back in all {
        match back {
            Err(cause) => tracing::error!("a question to another host was cut off: {cause}"),
            Ok((job, Ok(brought))) => home.push((job, brought)),
            Ok((job, Err(error))) if error.code == HOST_BUSY => put_off.push((job, error)),
            Ok((job, Err(error))) => failed.push((job, error)),
        }
    }
    let together: Vec<_> = home.iter().collect();
    if let Err(error) = save(wire, &together).await {
        tracing::warn!("a batch of kind {kind} is saved one by one: {error}");
        for one in together {
            if let Err(error) = save(wire, &[one]).await {
                failed.push((one.0.clone(), error));
            }
        }
    }
    let n_put_off = put_off.len();
    if let Err(error) = send_back(wire, kind, &put_off).await {
        tracing::warn!("what waits for its host cannot be put off, and counts as failed: {error}");
        failed.extend(put_off);
    }
    for (job, error) in failed {
        fail(wire, kind, &job, &error).await;
    }
    // What has not changed leaves nothing to do.
    if home.iter().any(|(_, brought)| brought.is_news()) {
        wire.wake();
    }
    n_put_off
}

async fn save(wire: &Arc<Wire>, all: &[&(Claimed, Brought)]) -> Result<()> {
    let (mut lists, mut pages, mut images, mut looks) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (job, brought) in all {
        match brought {
            Brought::List(polled) => lists.push(polled),
            Brought::Page(page) => pages.push((page, job.n_tries)),
            Brought::Image(image) => images.push((image, job.n_tries)),
            Brought::Look(looked) => looks.push((looked, job.n_tries)),
        }
    }
    save_lists(wire, &lists).await?;
    pipeline::save_fetched(wire, &pages).await?;
    image::save_fetched(wire, &images).await?;
    watch::save_looked(wire, &looks).await
}

/// Puts jobs back until their host's turn may come, so that they keep no room in which others could go.
async fn send_back(
    wire: &Arc<Wire>,
    kind: &'static str,
    put_off: &[(Claimed, Error)],
) -> Result<()> {
    if put_off.is_empty() {
        return Ok(());
    }
    let now = wire.now().as_millisecond();
    let wait = |error: &Error| i64::try_from(error.retry_after_ms.unwrap_or(0)).unwrap_or(i64::MAX);
    let at = |error: &Error| now.saturating_add(wait(error));
    let again: Vec<_> =
        put_off.iter().map(|(job, error)| (job.key.as_str(), at(error), job.n_tries)).collect();
    let mut tx = wire.db.write().await?;
    jobs::again_at(&mut tx, kind, &again).await?;
    tx.commit().await
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
            Some(back) => {
                bring_home(wire, "image", back, &mut flying).await;
            }
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
    tx.commit().await?;
    for polled in polled {
        polled.put_away().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Flying, send};
    use crate::error::Kind;
    use crate::store::jobs::Claimed;

    #[tokio::test]
    async fn question_that_breaks_off_is_an_error_of_its_own_job() {
        let (mut flying, job) = (Flying::new(), Claimed { key: "a".to_owned(), n_tries: 2 });
        send(&mut flying, job.clone(), async { panic!("it broke") });
        let (back, error) = flying.join_next().await.unwrap().unwrap();
        assert_eq!((back, error.err().map(|it| it.kind)), (job, Some(Kind::Bug)));
    }
}
