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
    /// What became of it, where that is no item.
    told: Option<Safe<String>>,
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
    page(&web, &desk, Typed::default(), None).await
}

async fn page(web: &Web, desk: &Desk, typed: Typed, told: Option<Safe<String>>) -> Response {
    let read = async { sources::all(&mut web.wire.db.read().await?).await };
    match read.await {
        Ok(all) => {
            let sources =
                all.into_iter().map(|it| (it.slug.as_str().to_owned(), it.name)).collect();
            let frame = Frame::of(web, desk);
            pages::page(&TakePage { frame, sources, typed, told })
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
        Ok(Became::Nothing(told)) => page(&web, &desk, typed, Some(told)).await,
        Err(error) => failed(&web, &error),
    }
}

enum Became {
    /// The item's public id.
    Item(String),
    /// What became of it, as HTML.
    Nothing(Safe<String>),
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
        return Ok(Became::Nothing(Safe(Told::of(&desk.locale, "take-slow").to_string())));
    };
    let broken = |cause| Error::caused(Kind::Bug, "taking the page broke off", cause);
    let taken: Taken = done.map_err(broken)??;
    let told = |told: Told<'_>| Became::Nothing(Safe(told.to_string()));
    Ok(match take::settled(&web.wire, &taken, READ_TIME).await? {
        Outcome::Item(item) => Became::Item(public(web, item).await?),
        Outcome::None(why) => told(
            Told::of(&desk.locale, "take-nothing")
                .with("url", &taken.url)
                .html("why", pages::english(&desk.locale, &why)),
        ),
        Outcome::Open => told(Told::of(&desk.locale, "take-open").with("url", &taken.url)),
    })
}

async fn public(web: &Web, item: ItemId) -> Result<String> {
    let found = items::get(&mut web.wire.db.read().await?, item).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no item {item}"));
    Ok(found.ok_or_else(missing)?.public.to_string())
}
