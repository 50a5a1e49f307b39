//! Many lines of the queue at once: each has its own decision, for the one reason that is given; those of which it cannot
//! be decided are named, and the others are done.

use crate::error::{Error, Kind, Result};
use crate::pipeline::{self, among};
use crate::store::{articles, items, standing};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::desk::queue::{Asked, PAGE};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, post};
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::DecisionKind;
use std::collections::BTreeSet;
use std::sync::Arc;
use url::form_urlencoded;

/// What becomes of the lines that are marked.
#[derive(Debug, Clone)]
pub(super) enum Becomes {
    /// This is decided of each.
    Decided(DecisionKind),
    /// Each is assigned to who asks.
    Mine,
}

/// A line that could not be done.
struct Left {
    public: String,
    headline: String,
    why: Safe<String>,
}

#[derive(Template)]
#[template(path = "desk/bulk.html")]
struct BulkPage<'a> {
    frame: Frame<'a>,
    n_done: usize,
    left: Vec<Left>,
    back: String,
}

/// What was sent: the marked items, each once and in their order, the reason, and the list that they stand in.
struct Marked {
    items: Vec<String>,
    why: String,
    asked: Asked,
}

impl Marked {
    fn read(form: &[u8]) -> Result<Self> {
        let (mut items, mut why, mut asked) = (Vec::new(), String::new(), Asked::default());
        let mut seen = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(form) {
            match name.as_ref() {
                "item" if seen.insert(value.to_string()) => items.push(value.into_owned()),
                "why" => value.trim().clone_into(&mut why),
                name => asked.set(name, &value),
            }
        }
        if items.is_empty() {
            let what = "no line is marked: mark those that you mean";
            return Err(Error::new(Kind::Malformed, what).code("item"));
        }
        if items.len() > PAGE {
            let what = format!("{} lines are marked: at once it goes for {PAGE}", items.len());
            return Err(Error::new(Kind::Malformed, what).code("item"));
        }
        Ok(Self { items, why, asked })
    }
}

/// The route by which that becomes of the lines that are marked.
pub(super) fn each(becomes: Becomes) -> MethodRouter<Arc<Web>> {
    post(move |State(web): State<Arc<Web>>, desk: Desk, form: Bytes| async move {
        match Marked::read(&form) {
            Ok(marked) => done(&web, &desk, &marked, &becomes).await,
            Err(error) => failed(&web, &error),
        }
    })
}

async fn done(web: &Web, desk: &Desk, marked: &Marked, becomes: &Becomes) -> Response {
    let mut left = Vec::new();
    for public in &marked.items {
        if let Err(error) = one(web, desk, (public, &marked.why), becomes).await {
            let public = public.split('@').next().unwrap_or_default();
            left.push(Left {
                public: public.to_owned(),
                headline: headline(web, public).await.unwrap_or_else(|_| public.to_owned()),
                why: pages::wrong(&desk.locale, &error),
            });
        }
    }
    let n_done = marked.items.len() - left.len();
    if left.is_empty() {
        return session::to(&marked.asked.after(n_done));
    }
    let is_nothing = n_done == 0;
    let (frame, back) = (Frame::of(web, desk), marked.asked.after(0));
    let mut response = pages::page(&BulkPage { frame, n_done, left, back });
    if is_nothing {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    response
}

async fn one(web: &Web, desk: &Desk, (public, why): (&str, &str), becomes: &Becomes) -> Result<()> {
    // A line says what it was when it was marked: `ITEM@CHANGED`.
    let (public, seen) = public.split_once('@').unwrap_or((public, ""));
    let item = named(&web.wire, public).await?;
    let by = desk.account.name.as_str();
    match becomes {
        Becomes::Decided(kind) => {
            let stands = standing::assigned(&mut web.wire.db.read().await?, item).await?;
            let is_same = |now_ms: i64| seen.is_empty() || seen == now_ms.to_string();
            if !stands.is_none_or(|(_, now_ms)| is_same(now_ms)) {
                let what = "it has changed since the list was shown: look at it first";
                return Err(Error::new(Kind::Conflict, what).code(pipeline::CHANGED));
            }
            let why = if why.is_empty() { "decided at the desk" } else { why };
            pipeline::decide(&web.wire, item, kind, (by, desk.place.as_str()), why).await
        }
        Becomes::Mine => among::assign(&web.wire, item, by, (by, &desk.place)).await,
    }
}

async fn headline(web: &Web, public: &str) -> Result<String> {
    let item = named(&web.wire, public).await?;
    let mut tx = web.wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let (_, article, _) = items::newest(&mut tx, item).await?.ok_or_else(missing)?;
    Ok(with_marks(&articles::get(&mut tx, article).await?.meta.headline))
}
