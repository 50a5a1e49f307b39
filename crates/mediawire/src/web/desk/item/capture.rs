//! The capture beside the article: what the page says as it was captured, what was kept of it, and what was cut and why.
//! Only its texts are shown, as our own lines: nothing of its mark-up, and nothing is asked of its source.

use crate::error::{Error, Kind, Result};
use crate::keep;
use crate::store::{articles, body, items};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::Desk;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::outline::{Fate, Line, Outline};
use mediawire_core::publish::locale::Locale;
use std::sync::Arc;

/// A piece of a line: whether it was kept, and else why it was cut; empty outside the article.
struct Piece {
    text: String,
    is_kept: bool,
    cut: String,
}

/// What a part of the article was captured as.
struct Captured {
    url: String,
    at: String,
    digest: String,
    before: Vec<Vec<Piece>>,
    within: Vec<Vec<Piece>>,
    behind: Vec<Vec<Piece>>,
    is_short: bool,
}

impl Captured {
    fn of(locale: &Locale, capture: &Capture, told: &Outline) -> Self {
        let lines = |all: &[Line]| all.iter().map(|it| line(locale, it)).collect();
        Self {
            url: capture.url.clone(),
            at: pages::minute(locale, capture.at.as_millisecond()),
            digest: capture.payload.to_hex(),
            before: lines(&told.before),
            within: lines(&told.within),
            behind: lines(&told.behind),
            is_short: told.is_short,
        }
    }
}

fn line(locale: &Locale, line: &Line) -> Vec<Piece> {
    let piece = |it: &mediawire_core::model::outline::Piece| Piece {
        text: with_marks(&it.text),
        is_kept: it.fate == Fate::Kept,
        cut: match it.fate {
            Fate::Cut(kind) => locale.say(&format!("left-out-{}", kind.name())),
            Fate::Kept | Fate::Outside => String::new(),
        },
    };
    line.iter().map(piece).collect()
}

#[derive(Template)]
#[template(path = "desk/capture.html")]
struct CapturePage<'a> {
    frame: Frame<'a>,
    public: &'a str,
    lang: String,
    headline: String,
    paragraphs: Vec<String>,
    parts: Vec<Captured>,
}

/// The capture of the item's newest version, beside its text.
pub(in crate::web::desk) async fn capture(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
) -> Response {
    match page(&web, &public, &desk).await {
        Ok(page) => pages::page(&page),
        Err(error) => failed(&web, &error),
    }
}

async fn page<'a>(web: &'a Web, public: &'a str, desk: &'a Desk) -> Result<CapturePage<'a>> {
    let id = named(&web.wire, public).await?;
    let mut tx = web.wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let (_, article, _) = items::newest(&mut tx, id).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let body = body::read(&articles::body(&mut tx, article).await?)?;
    drop(tx);
    let text = body.text(true);
    let parts = keep::outlines(&web.wire, body).await?;
    Ok(CapturePage {
        frame: Frame::of(web, desk),
        public,
        lang: known.meta.lang.unwrap_or_default(),
        headline: with_marks(&known.meta.headline),
        paragraphs: text.lines().map(with_marks).collect(),
        parts: parts
            .iter()
            .map(|(capture, told)| Captured::of(&desk.locale, capture, told))
            .collect(),
    })
}
