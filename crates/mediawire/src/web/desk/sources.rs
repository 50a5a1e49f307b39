//! The sources and how they are: what goes wrong, what was noticed, how much each brings.

use crate::error::Result;
use crate::pipeline::suspect;
use crate::store::db::Tx;
use crate::store::health::{self, Came};
use crate::store::lists::ListState;
use crate::store::{allowances, doubts, lists, sources};
use crate::web::Web;
use crate::web::desk::pages::{self, Count as _, Frame, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, Query, State};
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
/// Sources of a page.
const PAGE: usize = 50;
/// Of what was announced in so many days it is told how much came in.
const CAME_DAYS: i64 = 7;
/// Items of which it is told how late they came.
const LAG_ITEMS: i64 = 20;
/// What a source has in its list when it is added came out at any time before.
const FIRST_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

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
    /// What was noticed, as HTML.
    doubts: Vec<Safe<String>>,
    n_items: i64,
    n_shown: i64,
    bars: Vec<Bar>,
    /// What the chart says, in words.
    told: String,
    came: Came,
    /// How long after its publication half of it comes, in words; `None` if that is not known.
    lag: Option<String>,
}

/// Behind which source the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    calm: i64,
    behind: String,
}

#[derive(Template)]
#[template(path = "desk/sources.html")]
struct SourcesPage<'a> {
    frame: Frame<'a>,
    n: i64,
    lines: Vec<Line>,
    /// The place behind which the next page begins.
    next: Option<sources::Place>,
}

/// The sources, those with trouble first.
pub(super) async fn sources(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    let frame = Frame::of(&web, &desk);
    match found(&web, frame, asked).await {
        Ok(page) => pages::page(&page),
        Err(error) => failed(&web, &error),
    }
}

async fn found<'a>(web: &'a Web, frame: Frame<'a>, asked: Asked) -> Result<SourcesPage<'a>> {
    let mut tx = web.wire.db.read().await?;
    let n = sources::n(&mut tx).await?;
    let behind = (!asked.behind.is_empty()).then_some((asked.calm, asked.behind));
    let one_more = i64::try_from(PAGE + 1).expect("a small number");
    let mut page = sources::page(&mut tx, behind.as_ref(), one_more).await?;
    let has_more = page.len() > PAGE;
    page.truncate(PAGE);
    let next = page.last().filter(|_| has_more).map(|(_, place)| place.clone());
    let mut lines = Vec::new();
    for (source, _) in page {
        lines.push(line(web, &mut tx, &frame, source).await?);
    }
    Ok(SourcesPage { frame, n, lines, next })
}

async fn line(web: &Web, tx: &mut Tx, frame: &Frame<'_>, source: Source) -> Result<Line> {
    let now_ms = web.wire.now().as_millisecond();
    let ListState { polled_ms, ok_ms, n_failures, trouble, .. } =
        lists::state(tx, &source.slug).await?;
    let (n_items, n_shown) = sources::counts(tx, &source.slug).await?;
    let noticed = doubts::of(tx, &source.slug).await?;
    let since = now_ms - DAYS * DAY_MS;
    let per_day = allowances::n_items_by_day(tx, source.slug.as_str(), since).await?;
    let n_last: i64 = per_day.iter().map(|(_, n)| n).sum();
    let locale = frame.locale;
    let at = |ms: i64| if ms == 0 { locale.say("never") } else { pages::minute(locale, ms) };
    let known_ms = health::since(tx, &source.slug).await?.unwrap_or(now_ms);
    let lags = health::lags(tx, &source.slug, known_ms + FIRST_MS, LAG_ITEMS).await?;
    Ok(Line {
        home: web_link(&source.home),
        trouble,
        n_failures,
        asked: at(polled_ms),
        read: at(ok_ms),
        doubts: noticed
            .iter()
            .map(|doubt| pages::said(locale, "doubt", &doubt.code, &doubt.words))
            .collect(),
        n_items,
        n_shown,
        bars: bars(&per_day, now_ms.div_euclid(DAY_MS)),
        told: locale.say_with(
            "sources-n-last",
            &[("n", &locale.number(n_last.count())), ("days", &locale.number(DAYS.count()))],
        ),
        came: health::came(tx, &source.slug, now_ms - CAME_DAYS * DAY_MS).await?,
        lag: median(lags).map(|ms| span(frame, ms)),
        source,
    })
}

/// The one in the middle.
fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    all.get(all.len() / 2).copied()
}

/// A time of that many milliseconds, in words: in the largest unit of which it has two.
fn span(frame: &Frame<'_>, ms: i64) -> String {
    let units = [("span-days", DAY_MS), ("span-hours", 60 * MINUTE_MS)];
    let unit = units.into_iter().find(|(_, unit_ms)| ms >= 2 * unit_ms);
    let (key, unit_ms) = unit.unwrap_or(("span-minutes", MINUTE_MS));
    frame.say_n(key, ms / unit_ms)
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
    use super::{bars, median};

    #[test]
    fn days_stand_in_their_place_and_the_fullest_is_the_highest() {
        let all = bars(&[(100, 1), (129, 64), (128, 32)], 129);
        let told: Vec<_> = all.iter().map(|bar| (bar.x, bar.y, bar.height)).collect();
        assert_eq!(told, [(0, 31, 1), (116, 0, 32), (112, 16, 16)]);
        assert!(bars(&[], 129).is_empty());
    }

    #[test]
    fn half_come_later_than_the_median() {
        assert_eq!(median(vec![9, 1, 4]), Some(4));
        assert_eq!(median(Vec::new()), None);
    }
}
