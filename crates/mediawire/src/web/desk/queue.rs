//! The queue: what waits for a decision, the oldest first, and what stands on the wire, the newest first.

use crate::error::Result;
use crate::store::wire::{self, Of};
use crate::store::{articles, decisions, items, sources};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::Desk;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use serde::Deserialize;
use std::sync::Arc;

/// Items on a page.
const PAGE: i64 = 50;

/// Which items are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Show {
    /// What waits for a decision.
    #[default]
    Waiting,
    /// What goes out at its moment.
    Scheduled,
    /// What was set aside.
    Spiked,
    /// What stands on the wire.
    Wire,
    /// What was taken off.
    Off,
}

impl Show {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Scheduled => "scheduled",
            Self::Spiked => "spiked",
            Self::Wire => "wire",
            Self::Off => "off",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Scheduled => "Scheduled",
            Self::Spiked => "Set aside",
            Self::Wire => "On the wire",
            Self::Off => "Taken off",
        }
    }
}

/// What is asked of the queue.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    show: Show,
    /// The number below which the page begins.
    before: Option<i64>,
}

/// A line of the queue.
struct Line {
    public: String,
    headline: String,
    lang: String,
    source: String,
    section: String,
    at: String,
    /// Why it is where it is.
    why: String,
}

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage<'a> {
    frame: Frame<'a>,
    show: Show,
    lines: Vec<Line>,
    /// The number below which the next page begins.
    next: Option<i64>,
    n_waiting: i64,
}

/// The queue.
pub(super) async fn queue(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    let show = asked.show;
    let before = asked.before.unwrap_or(i64::MAX);
    let found = match show {
        Show::Waiting => unseen(&web, None).await,
        Show::Scheduled => unseen(&web, Some("schedule")).await,
        Show::Spiked => unseen(&web, Some("spike")).await,
        Show::Wire => dispatched(&web, Of::Everything, before).await,
        Show::Off => dispatched(&web, Of::Off, before).await,
    };
    match found {
        Ok((lines, next)) => {
            let n_waiting = match show {
                Show::Waiting => n_waiting(&web).await.unwrap_or(0),
                Show::Scheduled | Show::Spiked | Show::Wire | Show::Off => 0,
            };
            let frame = Frame::of(&web, Some(&desk.account));
            pages::page(&QueuePage { frame, show, lines, next, n_waiting })
        }
        Err(error) => failed(&web, &error),
    }
}

async fn n_waiting(web: &Web) -> Result<i64> {
    items::n_waiting(&mut web.wire.db.read().await?).await
}

/// What is not on the wire: what waits, or that of which the last word was of that kind.
async fn unseen(web: &Web, kind: Option<&str>) -> Result<(Vec<Line>, Option<i64>)> {
    let mut tx = web.wire.db.read().await?;
    let mut lines = Vec::new();
    let all = match kind {
        None => items::waiting(&mut tx, PAGE).await?,
        Some(kind) => items::last_decided(&mut tx, kind, PAGE).await?,
    };
    for item in all {
        let Some((_, article, _)) = items::newest(&mut tx, item.id).await? else { continue };
        let known = articles::get(&mut tx, article).await?;
        let source = sources::get(&mut tx, &item.source).await?;
        let outcome = items::outcome(&mut tx, known.entry).await?;
        let all = decisions::of(&mut tx, item.id).await?;
        let said = all.last().map(|last| {
            [
                last.kind.from().map(|at| pages::moment(at.as_millisecond())),
                Some(format!("{}: {}", last.by, last.why)),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
        });
        // What stands in the way beside the desk's own word is told too.
        let decided = ["held", "spiked", "scheduled"];
        let stopped = outcome.filter(|(_, code, _)| !decided.contains(&code.as_str()));
        let stopped = stopped.map(|(_, _, why)| why);
        let why = said.into_iter().chain(stopped).collect::<Vec<_>>().join("; ");
        lines.push(Line {
            public: item.public.to_string(),
            headline: with_marks(&known.meta.headline),
            lang: known.meta.lang.unwrap_or_default(),
            source: source.map_or_else(|| item.source.to_string(), |source| source.name),
            section: String::new(),
            at: pages::moment(item.received.as_millisecond()),
            why,
        });
    }
    Ok((lines, None))
}

async fn dispatched(web: &Web, of: Of<'_>, before: i64) -> Result<(Vec<Line>, Option<i64>)> {
    let mut tx = web.wire.db.read().await?;
    let all = wire::lines(&mut tx, of, before, PAGE).await?;
    let is_full = i64::try_from(all.len()).is_ok_and(|n| n == PAGE);
    let next = all.last().map(|line| line.first_number).filter(|_| is_full);
    let mut lines = Vec::new();
    for line in all {
        let source = sources::get(&mut tx, &line.item.source).await?;
        let notice = &line.dispatch.notice;
        let why = match (notice.withheld(), notice.killed()) {
            (Some(why), _) => format!("withheld: {why}"),
            (_, Some(why)) => format!("killed: {why}"),
            (None, None) => String::new(),
        };
        lines.push(Line {
            public: line.item.public.to_string(),
            headline: with_marks(&line.dispatch.headline),
            lang: line.meta.lang.unwrap_or_default(),
            source: source.map_or_else(|| line.item.source.to_string(), |source| source.name),
            section: line.dispatch.section.to_string(),
            at: pages::moment(line.dispatch.at.as_millisecond()),
            why,
        });
    }
    Ok((lines, next))
}
