//! The sources and how they are: what goes wrong, what was noticed, how much each brings.

use crate::error::Result;
use crate::pipeline::suspect;
use crate::store::lists::ListState;
use crate::store::{allowances, doubts, lists, sources};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Release, Source};
use mediawire_core::publish::html::web_link;
use serde::Deserialize;
use std::sync::Arc;

const DAY_MS: i64 = 24 * 3_600_000;
/// Days of a source's chart, and its height.
const DAYS: i64 = 30;
const HEIGHT: i64 = 32;

/// A day of a chart: where its bar stands, and how high it is.
struct Bar {
    x: i64,
    y: i64,
    height: i64,
}

struct Line {
    source: Source,
    home: Option<String>,
    /// What was wrong when it was asked last; empty if nothing was.
    trouble: String,
    n_failures: i64,
    asked: String,
    read: String,
    doubts: Vec<String>,
    n_items: i64,
    n_shown: i64,
    bars: Vec<Bar>,
    /// What the chart says, in words.
    told: String,
}

#[derive(Template)]
#[template(path = "desk/sources.html")]
struct SourcesPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
}

/// Every source, those with trouble first.
pub(super) async fn sources(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    match lines(&web).await {
        Ok(lines) => {
            let frame = Frame::of(&web, &desk);
            pages::page(&SourcesPage { frame, lines })
        }
        Err(error) => failed(&web, &error),
    }
}

async fn lines(web: &Web) -> Result<Vec<Line>> {
    let now_ms = web.wire.now().as_millisecond();
    let mut tx = web.wire.db.read().await?;
    let mut lines = Vec::new();
    for source in sources::all(&mut tx).await? {
        let ListState { polled_ms, ok_ms, n_failures, trouble, .. } =
            lists::state(&mut tx, &source.slug).await?;
        let (n_items, n_shown) = sources::counts(&mut tx, &source.slug).await?;
        let noticed = doubts::of(&mut tx, &source.slug).await?;
        let since = now_ms - DAYS * DAY_MS;
        let per_day = allowances::n_items_by_day(&mut tx, source.slug.as_str(), since).await?;
        let at = |ms: i64| if ms == 0 { "never".to_owned() } else { pages::moment(ms) };
        let n_last: i64 = per_day.iter().map(|(_, n)| n).sum();
        lines.push(Line {
            home: web_link(&source.home),
            trouble,
            n_failures,
            asked: at(polled_ms),
            read: at(ok_ms),
            doubts: noticed.into_iter().map(|doubt| doubt.words).collect(),
            n_items,
            n_shown,
            bars: bars(&per_day, now_ms.div_euclid(DAY_MS)),
            told: format!("{n_last} items in the last {DAYS} days"),
            source,
        });
    }
    lines.sort_by_key(|line| (line.trouble.is_empty(), line.doubts.is_empty()));
    Ok(lines)
}

/// The bars of the last thirty days, the highest as high as the chart.
fn bars(per_day: &[(i64, i64)], today: i64) -> Vec<Bar> {
    let most = per_day.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    per_day
        .iter()
        .map(|(day, n)| {
            let height = (n * HEIGHT / most).max(1);
            Bar { x: (DAYS - 1 - (today - day)).clamp(0, DAYS - 1) * 4, y: HEIGHT - height, height }
        })
        .collect()
}

/// Who lets out what a source brings.
#[derive(Debug, Deserialize)]
pub(super) struct LetOut {
    #[serde(default)]
    auto: String,
}

/// Says whether what a source brings from now on goes out by itself.
pub(super) async fn release(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(said): Form<LetOut>,
) -> Response {
    let release = if said.auto == "yes" { Release::Auto } else { Release::Desk };
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let slug = Slug::parse(&slug).unwrap_or_else(|| Slug::of(&slug));
    match suspect::release(&web.wire, &slug, release, by).await {
        Ok(()) => session::to("/desk/sources"),
        Err(error) => failed(&web, &error),
    }
}

#[cfg(test)]
mod tests {
    use super::bars;

    #[test]
    fn days_stand_in_their_place_and_the_fullest_is_the_highest() {
        let all = bars(&[(100, 1), (129, 64), (128, 32)], 129);
        let told: Vec<_> = all.iter().map(|bar| (bar.x, bar.y, bar.height)).collect();
        assert_eq!(told, [(0, 31, 1), (116, 0, 32), (112, 16, 16)]);
        assert!(bars(&[], 129).is_empty());
    }
}
