//! What is new, as it comes: one server-sent event an item, its id the number of the wire.
//!
//! One task reads the store for all who listen; each of them is only told.

use crate::error::Result;
use crate::store::wire::{self, Of};
use crate::web::Web;
use crate::web::asked::Asked;
use crate::web::desk::live::{self, Changes};
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use mediawire_core::publish::address;
use serde_json::json;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// So many of the newest items are remembered for those who come back.
const NEWEST: usize = 200;
/// How often a line that says nothing keeps a connection open.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// An item that came.
#[derive(Debug, Clone)]
struct New {
    number: i64,
    path: String,
    headline: String,
    section: String,
}

/// The newest items, by the number of the wire, the oldest of them first; what has changed at the desk; and whether the
/// listeners are to go.
#[derive(Debug, Default)]
pub struct Events {
    newest: watch::Sender<Arc<VecDeque<New>>>,
    pub(super) desk: watch::Sender<Arc<Changes>>,
    pub(super) stop: CancellationToken,
}

/// Tells the listeners of what comes, until `stop`; then it lets them go.
pub async fn follow(web: Arc<Web>, stop: CancellationToken) {
    let _gone = web.events.stop.clone().drop_guard();
    tokio::join!(follow_wire(&web, &stop), live::follow(&web, &stop));
}

async fn follow_wire(web: &Web, stop: &CancellationToken) {
    let mut head = web.wire.head_changes();
    loop {
        head.mark_unchanged();
        match newest(web).await {
            Ok(newest) => {
                web.events.newest.send_replace(Arc::new(newest));
            }
            Err(error) => tracing::warn!("listeners are not told what is new: {error}"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            changed = head.changed() => if changed.is_err() { return },
        }
    }
}

/// What is shown now, so that an item that was withheld meanwhile is told to nobody.
async fn newest(web: &Web) -> Result<VecDeque<New>> {
    let mut tx = web.wire.db.read().await?;
    let n = i64::try_from(NEWEST).expect("a small number");
    let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, n).await?;
    let mut all = VecDeque::with_capacity(lines.len());
    for line in lines {
        if let Some(shown) = web.shown_one(&mut tx, &line, None).await? {
            all.push_front(New {
                number: line.first_number,
                path: address::article(&shown.public),
                headline: shown.headline,
                section: shown.section.0,
            });
        }
    }
    Ok(all)
}

/// `?since=NUMBER`: what the page that listens shows already.
#[derive(Debug, serde::Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// The stream of what comes behind `?since=` or, on a connection that is made again, behind `Last-Event-ID`.
pub async fn events(
    State(web): State<Arc<Web>>,
    Query(since): Query<Since>,
    asked: Asked,
) -> Response {
    let last = asked.heads.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let since = since.since.unwrap_or_else(|| web.wire.head());
    let told = last.unwrap_or(since);
    let stream = stream(web, asked.language, since, told);
    let keep = KeepAlive::new().interval(KEEP_ALIVE);
    let mut response = Sse::new(stream).keep_alive(keep).into_response();
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// What one listener is told: each item behind `told`, with how many have come behind `since`.
fn stream(
    web: Arc<Web>,
    language: usize,
    since: i64,
    told: i64,
) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    let newest = web.events.newest.subscribe();
    stream::unfold((newest, told), move |(mut newest, told)| {
        let web = web.clone();
        async move {
            loop {
                let all = newest.borrow_and_update().clone();
                if let Some(new) = all.iter().find(|new| new.number > told) {
                    let n = all.iter().filter(|other| other.number > since).count();
                    let event = event(&web, language, new, n);
                    return Some((Ok(event), (newest, new.number)));
                }
                tokio::select! {
                    () = web.events.stop.cancelled() => return None,
                    changed = newest.changed() => changed.ok()?,
                }
            }
        }
    })
}

fn event(web: &Web, language: usize, new: &New, n: usize) -> Event {
    let site = &web.sites[language];
    let words = site.locale.say_n("n-new", u64::try_from(n).unwrap_or(u64::MAX), &[]);
    let data = json!({
        "words": words,
        "n": n,
        "headline": new.headline,
        "section": new.section,
        "url": site.absolute(&site.at(&new.path)),
    });
    Event::default().id(new.number.to_string()).event("item").data(data.to_string())
}
