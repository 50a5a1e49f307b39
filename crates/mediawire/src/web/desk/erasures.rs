//! Erasures at the desk: what was erased by order, what waits for another person, and forms that order one and take it back.

use crate::error::{Error, Kind, Result};
use crate::pipeline::erasure::{self, Order, Ordered};
use crate::store::erasure::{self as stored, State as Stage, Waiting};
use crate::store::{copies, items, wire};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed, status};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Response};
use mediawire_core::desk::KillNeeds;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use serde::Deserialize;
use std::sync::Arc;

/// An erasure as it is listed.
struct Line {
    public: String,
    why: String,
    is_legal: bool,
    by: String,
    confirmed_by: String,
    at: String,
    is_done: bool,
    /// Whether nothing of it is done yet.
    is_ahead: bool,
}

/// The item that is to be erased.
struct Named {
    public: String,
    headline: String,
    /// Other items with its text, each of which needs an order of its own.
    copies: Vec<String>,
}

/// What was typed, or leads here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    item: String,
    order: String,
    legal: String,
    /// Said by who has read what is lost.
    sure: String,
    /// Why an order is taken back.
    why: String,
}

#[derive(Template)]
#[template(path = "desk/erasures.html")]
struct ErasuresPage<'a> {
    frame: Frame<'a>,
    all: Vec<Line>,
    waiting: Vec<Waiting>,
    asked: Asked,
    named: Option<Named>,
    /// Whether an erasure needs two persons.
    by_two: bool,
    /// Why nothing was ordered.
    wrong: Option<Safe<String>>,
}

impl ErasuresPage<'_> {
    /// Whether who looks has asked for that one: another person confirms it.
    fn is_own(&self, waiting: &Waiting) -> bool {
        self.frame.account.as_ref().is_some_and(|it| it.name == waiting.asked.by)
    }
}

/// The page.
pub(super) async fn page(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    match read(&web, &desk, asked, None).await {
        Ok(page) => pages::page(&page),
        Err(error) => failed(&web, &error),
    }
}

async fn read<'a>(
    web: &'a Web,
    desk: &'a Desk,
    asked: Asked,
    wrong: Option<Safe<String>>,
) -> Result<ErasuresPage<'a>> {
    let named = match asked.item.trim() {
        "" => None,
        item => found(web, item).await.ok(),
    };
    let mut tx = web.wire.db.read().await?;
    let waiting = stored::waiting(&mut tx).await?;
    let mut all = Vec::new();
    for it in stored::all(&mut tx).await?.into_iter().rev() {
        all.push(Line {
            is_ahead: stored::is_ahead(&mut tx, &it).await?,
            public: it.public,
            why: it.why,
            is_legal: it.is_legal,
            by: it.by,
            confirmed_by: it.confirmed_by,
            at: pages::minute(&desk.locale, it.at.as_millisecond()),
            is_done: it.state != Stage::Said,
        });
    }
    let by_two = web.wire.kill_needs == KillNeeds::Two;
    Ok(ErasuresPage { frame: Frame::of(web, desk), all, waiting, asked, named, by_two, wrong })
}

async fn found(web: &Web, item: &str) -> Result<Named> {
    let id = named(&web.wire, item).await?;
    let mut tx = web.wire.db.read().await?;
    let last = wire::last(&mut tx, id).await?;
    let headline = match last {
        Some(last) => last.headline,
        None => match items::of_desk(&mut tx, id).await? {
            Some((article, _)) => {
                crate::store::articles::get(&mut tx, article).await?.meta.headline
            }
            None => String::new(),
        },
    };
    let copies = copies::of(&mut tx, id).await?.into_iter().map(|it| it.public.to_string());
    let public = id.public(&web.wire.public_key).to_string();
    Ok(Named { public, headline: with_marks(&headline), copies: copies.collect() })
}

/// Orders an erasure, or confirms one that another has asked for; it is done while the wire runs.
pub(super) async fn order(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(asked): Form<Asked>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let ordered = async {
        if asked.sure.is_empty() {
            let what = "cannot erase the item: say that you have read what is lost";
            return Err(Error::new(Kind::Malformed, what).code("sure"));
        }
        let item = named(&web.wire, asked.item.trim()).await?;
        let order = Order { why: asked.order.trim(), is_legal: !asked.legal.is_empty() };
        erasure::order(&web.wire, item, order, by).await
    };
    let ordered = ordered.await.map(|_: Ordered| ());
    done(&web, &desk, asked, ordered).await
}

/// Takes an order back of which nothing was done yet.
pub(super) async fn take_back(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(asked): Form<Asked>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let taken = async {
        let item = named(&web.wire, asked.item.trim()).await?;
        erasure::take_back(&web.wire, item, &asked.why, by).await
    };
    let taken = taken.await;
    done(&web, &desk, Asked::default(), taken).await
}

/// The page as it is now; where nothing was done, with the reason and what was typed.
async fn done(web: &Arc<Web>, desk: &Desk, asked: Asked, done: Result<()>) -> Response {
    let Err(error) = done else { return session::to("/desk/erasures") };
    let (code, words) = (status(&error), pages::wrong(&desk.locale, &error));
    match read(web, desk, asked, Some(words)).await {
        Ok(page) => {
            let mut response = pages::page(&page);
            *response.status_mut() = code;
            response
        }
        Err(error) => failed(web, &error).into_response(),
    }
}
