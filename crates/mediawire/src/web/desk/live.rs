//! What changes at the desk, as it does: one task reads the store for all who listen, and each is told what is in the
//! list that it shows. A stream ends with its session.

use crate::error::Result;
use crate::pipeline::accounts;
use crate::store::queue::{self, Change, Filter, List};
use crate::web::Web;
use crate::web::desk::queue::Asked;
use crate::web::events::KEEP_ALIVE;
use crate::web::session::Desk;
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::json;
use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, interval_at, sleep};
use tokio_util::sync::CancellationToken;

/// Changes that are remembered for those who come back, and read at once.
const KEPT: usize = 1_000;
/// How long after a change further ones are waited for.
const PAUSE: Duration = Duration::from_millis(300);
/// A change may be older than this when it is seen: a transaction takes its time.
const OVERLAP_MS: i64 = 60_000;
/// How often it is asked whether a session still holds, beside when one is ended.
const CHECK: Duration = Duration::from_secs(30);

/// The last changes, the oldest first, each with its number and when it was seen.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Changes {
    kept: VecDeque<(u64, i64, Change)>,
    n: u64,
    /// What was seen up to then is not kept, Unix milliseconds.
    lost_ms: i64,
}

impl Changes {
    fn add(&mut self, seen_ms: i64, change: Change) {
        self.n += 1;
        self.kept.push_back((self.n, seen_ms, change));
        if self.kept.len() > KEPT
            && let Some((_, seen_ms, _)) = self.kept.pop_front()
        {
            self.lost_ms = seen_ms;
        }
    }
}

/// Tells the listeners of what changes, until `stop`.
pub(in crate::web) async fn follow(web: &Web, stop: &CancellationToken) {
    let mut signal = web.wire.desk_changes();
    let mut known = HashMap::new();
    let mut from_ms = web.wire.now().as_millisecond();
    let mut all = Changes { lost_ms: from_ms, ..Changes::default() };
    // What changed before this process looked is known, and told to nobody.
    let mut is_first = true;
    loop {
        signal.mark_unchanged();
        let now_ms = web.wire.now().as_millisecond();
        match read(web, from_ms - OVERLAP_MS).await {
            Ok(changes) => {
                if changes.len() == KEPT {
                    all.lost_ms = now_ms;
                }
                for change in changes {
                    let is_known = known.insert(change.public.clone(), change.changed_ms);
                    if !is_first && is_known != Some(change.changed_ms) {
                        all.add(now_ms, change);
                    }
                }
                is_first = false;
                from_ms = now_ms;
                known.retain(|_, changed_ms| *changed_ms > from_ms - OVERLAP_MS);
                web.events.desk.send_replace(Arc::new(all.clone()));
            }
            Err(error) => tracing::warn!("the desk is not told what changes: {error}"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            changed = signal.changed() => if changed.is_err() { return },
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep(PAUSE) => {}
        }
    }
}

async fn read(web: &Web, after_ms: i64) -> Result<Vec<Change>> {
    let n = i64::try_from(KEPT).expect("a small number");
    queue::changed(&mut web.wire.db.read().await?, after_ms, n).await
}

/// Since when a page listens, Unix milliseconds.
#[derive(Debug, Deserialize)]
pub(super) struct Since {
    since: Option<i64>,
}

/// The stream for a list: `change` for each item that changed, `lost` where more has changed than is remembered, and
/// `ended` where the session has ended.
pub(super) async fn events(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
    Query(Since { since }): Query<Since>,
) -> Response {
    let since_ms = since.unwrap_or_else(|| web.wire.now().as_millisecond());
    let listener = Listener {
        changes: web.events.desk.subscribe(),
        sessions: web.wire.sessions_end(),
        list: asked.list(),
        filter: asked.filter(&desk.account.name),
        desk,
        since_ms,
        told: 0,
        is_new: true,
        is_over: false,
        check: interval_at(Instant::now() + CHECK, CHECK),
        web,
    };
    let keep = KeepAlive::new().interval(KEEP_ALIVE);
    let mut response = Sse::new(stream(listener)).keep_alive(keep).into_response();
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Who listens.
struct Listener {
    web: Arc<Web>,
    desk: Desk,
    changes: watch::Receiver<Arc<Changes>>,
    sessions: watch::Receiver<()>,
    list: List,
    filter: Filter,
    since_ms: i64,
    /// The number of the last change that was told.
    told: u64,
    /// Whether nothing was looked at yet.
    is_new: bool,
    is_over: bool,
    /// When it is asked whether the session still holds.
    check: Interval,
}

fn stream(listener: Listener) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    stream::unfold(listener, async move |mut listener| {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    })
}

impl Listener {
    /// The next event; `None` at the end.
    async fn next(&mut self) -> Option<Event> {
        if self.is_over {
            return None;
        }
        loop {
            let all = self.changes.borrow_and_update().clone();
            // More was seen than is remembered, since the page was read or since it was told last.
            let next = all.kept.front().map_or(all.n + 1, |(n, _, _)| *n);
            let is_lost =
                if self.is_new { all.lost_ms > self.since_ms } else { next > self.told + 1 };
            self.is_new = false;
            if is_lost && self.told < next {
                self.told = next - 1;
                return Some(Event::default().event("lost").data("{}"));
            }
            let new = all.kept.iter().find(|(n, seen, _)| *n > self.told && *seen > self.since_ms);
            if let Some((n, _, change)) = new {
                self.told = *n;
                return Some(self.event(change));
            }
            self.told = all.n;
            tokio::select! {
                () = self.web.events.stop.cancelled() => return None,
                changed = self.changes.changed() => changed.ok()?,
                changed = self.sessions.changed() => {
                    changed.ok()?;
                    if self.has_ended().await { return Some(self.ended()) }
                }
                _ = self.check.tick() => if self.has_ended().await { return Some(self.ended()) },
            }
        }
    }

    /// Whether the session has ended, or is not what it was.
    async fn has_ended(&self) -> bool {
        match accounts::listens(&self.web.wire, &self.desk.session).await {
            Ok(account) => account.is_none_or(|it| it.role != self.desk.account.role),
            Err(error) => {
                tracing::warn!("cannot tell whether a session still holds: {error}");
                true
            }
        }
    }

    fn ended(&mut self) -> Event {
        self.is_over = true;
        Event::default().event("ended").data("{}")
    }

    fn event(&self, change: &Change) -> Event {
        let is_in = change.is_in(self.list, &self.filter);
        let key = match change.list.as_str() {
            "held" if self.list != List::Held => "now-held",
            _ if is_in => "now-changed",
            "new" => "now-new",
            "scheduled" => "now-scheduled",
            "spiked" => "now-spiked",
            "wire" => "now-wire",
            "off" => "now-off",
            _ => "now-copy",
        };
        let words = self.desk.locale.say(key);
        let data = json!({
            "item": change.public, "isIn": is_in, "words": words, "changed": change.changed_ms,
        });
        Event::default().event("change").data(data.to_string())
    }
}
