//! The record: what everybody and every rule has done at the desk, each deed once, by time; as a page, and as lines of JSON.

use crate::store::record::{self, Done, Part, Place};
use crate::web::Web;
use crate::web::answer::{Answer, Fresh, Written};
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::desk::source;
use crate::web::session::Desk;
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use serde::Deserialize;
use std::sync::Arc;
use url::form_urlencoded::Serializer;

/// Deeds on a page, and in a download.
const PAGE: usize = 100;
const LINES_MAX: i64 = 20_000;

/// Which part of the record is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    by: String,
    object: String,
    /// The place behind which the page begins: time, record, number, object.
    behind: String,
}

impl Asked {
    fn part(&self) -> Part<'_> {
        Part { by: self.by.trim(), object: self.object.trim() }
    }

    fn place(&self) -> Place {
        let mut parts = self.behind.splitn(4, '.');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (at_ms, kind, n, object) = (next(), next(), next(), next());
        match (at_ms.parse(), n.parse()) {
            (Ok(at_ms), Ok(n)) => Place { at_ms, kind, object, n },
            (Ok(_) | Err(_), Ok(_) | Err(_)) => Place::START,
        }
    }

    /// The address of the same part, at `path`, from `behind` on.
    fn address(&self, path: &str, behind: Option<&Place>) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [("by", self.by.trim()), ("object", self.object.trim())] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(Place { at_ms, kind, object, n }) = behind {
            query.append_pair("behind", &format!("{at_ms}.{kind}.{n}.{object}"));
        }
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// A deed as it is told.
struct Line {
    at: String,
    done: Done,
    /// What it was before and is now, as HTML; either may be empty.
    was: Safe<String>,
    becomes: Safe<String>,
    /// Where its object is at the desk, if it has a page.
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/record.html")]
struct RecordPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
    asked: Asked,
    next: Option<String>,
    download: String,
}

/// A page of the record.
pub(super) async fn page(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    let n_max = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let read = async {
        let mut tx = web.wire.db.read().await?;
        record::behind(&mut tx, asked.part(), &asked.place(), n_max).await
    };
    let mut all = match read.await {
        Ok(all) => all,
        Err(error) => return failed(&web, &error),
    };
    let is_more = all.len() > PAGE;
    all.truncate(PAGE);
    let last = all.last().filter(|_| is_more).map(Done::place_in_record);
    let told = |kind: &str, text: &str| match kind {
        "source" => {
            let lines: Vec<String> = text.split("; ").map(with_marks).collect();
            source::told(&desk.locale, &lines)
        }
        _ => Safe(pages::escaped(&with_marks(text))),
    };
    let line = |done: Done| Line {
        was: told(&done.kind, &done.was),
        becomes: told(&done.kind, &done.becomes),
        at: pages::minute(&desk.locale, done.at_ms),
        link: match done.kind.as_str() {
            "decision" => Some(format!("/desk/item/{}", done.object)),
            "source" => Some(format!("/desk/sources/{}", done.object)),
            _ => None,
        },
        done: Done { why: with_marks(&done.why), ..done },
    };
    pages::page(&RecordPage {
        frame: Frame::of(&web, &desk),
        lines: all.into_iter().map(line).collect(),
        next: last.map(|place| asked.address("/desk/record", Some(&place))),
        download: asked.address("/desk/record.jsonl", None),
        asked,
    })
}

/// The part that is asked for, the newest first, a line of JSON each; where more lies behind, `Link` says where.
pub(super) async fn lines(
    State(web): State<Arc<Web>>,
    _: Desk,
    Query(asked): Query<Asked>,
    heads: HeaderMap,
) -> Response {
    let read = async {
        let mut tx = web.wire.db.read().await?;
        record::behind(&mut tx, asked.part(), &asked.place(), LINES_MAX).await
    };
    let all = match read.await {
        Ok(all) => all,
        Err(error) => return failed(&web, &error),
    };
    let is_full = i64::try_from(all.len()).is_ok_and(|n| n == LINES_MAX);
    let next = all.last().filter(|_| is_full).map(Done::place_in_record);
    let text: String = all.iter().map(|done| format!("{}\n", json(done))).collect();
    let kind = "application/jsonl; charset=utf-8";
    let written = Written::once(200, kind, Fresh::Never, text.into_bytes(), &heads);
    let mut response = Answer::new(Arc::new(written), heads).into_response();
    let file = HeaderValue::from_static("attachment; filename=\"record.jsonl\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    if let Some(place) = next {
        let link = format!("<{}>; rel=\"next\"", asked.address("/desk/record.jsonl", Some(&place)));
        let link = HeaderValue::from_str(&link).expect("what is percent-encoded is a value");
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

fn json(done: &Done) -> serde_json::Value {
    let at = jiff::Timestamp::from_millisecond(done.at_ms).unwrap_or_default();
    serde_json::json!({
        "at": at.to_string(), "by": done.by, "record": done.kind, "what": done.what, "object": done.object,
        "n": done.n, "was": done.was, "becomes": done.becomes, "why": done.why, "from": done.place,
    })
}
