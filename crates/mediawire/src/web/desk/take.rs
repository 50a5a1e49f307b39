//! An editor takes one article by its address, now.

use crate::error::{Error, Kind, Result};
use crate::pipeline::take::{self, Outcome, Said, Taken, Whose};
use crate::store::{items, sources};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, Told, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::model::id::{ItemId, Slug};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// How long a person waits until a page is there, and until it is read.
const FETCH_TIME: Duration = Duration::from_secs(10);
const READ_TIME: Duration = Duration::from_secs(3);

#[derive(Template)]
#[template(path = "desk/take.html")]
struct TakePage<'a> {
    frame: Frame<'a>,
    sources: Vec<(String, String)>,
    typed: Typed,
    /// What became of it, where that is no new item.
    told: Option<Nothing>,
    /// Why it was not taken.
    wrong: Option<&'a Error>,
}

/// An address that was typed, whose article it is, and whether it goes out at once.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    url: String,
    source: String,
    out: String,
}

/// The form for an address.
pub(super) async fn form(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    page(&web, &desk, Typed::default(), Ok(None)).await
}

async fn page(
    web: &Web,
    desk: &Desk,
    typed: Typed,
    told: Result<Option<Nothing>, &Error>,
) -> Response {
    let (told, wrong) = match told {
        Ok(told) => (told, None),
        Err(error) => (None, Some(error)),
    };
    let read = async { sources::all(&mut web.wire.db.read().await?).await };
    match read.await {
        Ok(all) => {
            let sources =
                all.into_iter().map(|it| (it.slug.as_str().to_owned(), it.name)).collect();
            let frame = Frame::of(web, desk);
            let page = TakePage { frame, sources, typed, told, wrong };
            wrong.map_or_else(|| pages::page(&page), |error| pages::refused(&page, error))
        }
        Err(error) => failed(web, &error),
    }
}

/// Takes it.
pub(super) async fn take(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(typed): Form<Typed>,
) -> Response {
    match taken(&web, &desk, &typed).await {
        Ok(Became::Item(public)) => session::to(&format!("/desk/item/{public}")),
        Ok(Became::Nothing(told)) => page(&web, &desk, typed, Ok(Some(told))).await,
        Err(error) => page(&web, &desk, typed, Err(&error)).await,
    }
}

enum Became {
    /// The item's public id.
    Item(String),
    Nothing(Nothing),
}

/// What became of a page of which no item was made, as HTML, and the public id of the item that it is of already.
struct Nothing {
    words: Safe<String>,
    known: Option<String>,
}

async fn taken(web: &Web, desk: &Desk, typed: &Typed) -> Result<Became> {
    let goes_out = typed.out == "yes";
    if goes_out && !desk.account.role.may(Right::Release) {
        let what =
            "you may not let items out: take it without the tick, and it waits; nothing was done";
        return Err(Error::new(Kind::Forbidden, what).code("role"));
    }
    let whose = match typed.source.as_str() {
        "" => Whose::Known,
        slug => Whose::Of(Slug::parse(slug).ok_or_else(|| {
            Error::new(Kind::Malformed, format!("there is no source {slug}")).code("source")
        })?),
    };
    let wire = Arc::clone(&web.wire);
    let (url, by) = (typed.url.trim().to_owned(), (desk.account.name.clone(), desk.place.clone()));
    // In a task of its own: what is under way is kept, whether somebody waits for it or not.
    let task = tokio::spawn(async move {
        let said = Said { goes_out, by: (&by.0, &by.1) };
        take::take(&wire, &url, &whose, Some(said)).await
    });
    let Ok(done) = tokio::time::timeout(FETCH_TIME, task).await else {
        let words = Safe(Told::of(&desk.locale, "take-slow").to_string());
        return Ok(Became::Nothing(Nothing { words, known: None }));
    };
    let broken = |cause| Error::caused(Kind::Bug, "taking the page broke off", cause);
    let taken: Taken = done.map_err(broken)??;
    let told = |key| Told::of(&desk.locale, key).with("url", &taken.url);
    let (words, known) = match take::settled(&web.wire, &taken, READ_TIME).await? {
        Outcome::Item(item) => return Ok(Became::Item(public(web, item).await?)),
        Outcome::Known(item) => (told("take-same"), Some(public(web, item).await?)),
        Outcome::None(why) => {
            (told("take-nothing").html("why", pages::english(&desk.locale, &why)), None)
        }
        Outcome::Open => (told("take-open"), None),
    };
    Ok(Became::Nothing(Nothing { words: Safe(words.to_string()), known }))
}

async fn public(web: &Web, item: ItemId) -> Result<String> {
    let found = items::get(&mut web.wire.db.read().await?, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item}"));
    Ok(found.ok_or_else(missing)?.public.to_string())
}
