//! Destinations at the desk: who still owes what to whom, what was set aside and why; to add one, to try it, to send again.

use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::destinations::{self, Start, shown};
use crate::store::debts::{self, Debt, Owed};
use crate::store::destinations::{self as stored, Kept};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{PublicId, Slug};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// Debts of a destination that are listed one by one.
const LISTED: i64 = 50;
/// How long it is waited for the answer to a message that tries a destination: a page must come before that is over.
const TEST_MAX: Duration = Duration::from_secs(10);
/// Characters of an answer that are shown.
const ANSWER_CHARS_MAX: usize = 300;

/// A debt as it is listed.
struct Line {
    debt: Debt,
    public: Option<PublicId>,
    since: String,
    next: String,
}

/// A destination as it is shown.
struct Shown {
    kept: Kept,
    url: String,
    owed: Owed,
    since: String,
    ok: String,
    rests: Option<String>,
    lines: Vec<Line>,
}

/// What was done just now.
#[derive(Default)]
struct Done {
    /// A secret, which is shown once.
    secret: Option<String>,
    /// What a destination answered.
    answer: Option<(u16, String)>,
}

#[derive(Template)]
#[template(path = "desk/destinations.html")]
struct DestinationsPage<'a> {
    frame: Frame<'a>,
    all: Vec<Shown>,
    done: Done,
}

/// The destinations, and what is owed to each.
pub(super) async fn destinations(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    page(&web, &desk, Done::default()).await
}

async fn page(web: &Web, desk: &Desk, done: Done) -> Response {
    let frame = Frame::of(web, desk);
    match all(web, &frame).await {
        Ok(all) => pages::page(&DestinationsPage { frame, all, done }),
        Err(error) => failed(web, &error),
    }
}

async fn all(web: &Web, frame: &Frame<'_>) -> Result<Vec<Shown>> {
    let now_ms = web.wire.now().as_millisecond();
    let at = |ms: i64| match ms {
        0 => frame.say("never"),
        ms => pages::minute(frame.locale, ms),
    };
    let mut tx = web.wire.db.read().await?;
    let mut all = Vec::new();
    for kept in stored::all(&mut tx).await? {
        let slug = &kept.destination.slug;
        let owed = debts::owed(&mut tx, slug).await?;
        let lines = debts::of(&mut tx, slug, LISTED).await?.into_iter().map(|(debt, public)| {
            Line { since: at(debt.since_ms), next: at(debt.due_ms.max(now_ms)), debt, public }
        });
        all.push(Shown {
            url: shown(&kept.destination.url),
            owed,
            since: at(owed.since_ms),
            ok: at(kept.ok_ms),
            rests: Some(kept.rest_until_ms).filter(|ms| *ms > now_ms).map(at),
            lines: lines.collect(),
            kept,
        });
    }
    Ok(all)
}

/// A destination that is to be added.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    slug: String,
    name: String,
    url: String,
    from: String,
}

fn start(text: &str) -> Result<Start> {
    let why = "say from where: now, start or the number of a dispatch";
    Start::parse(text).ok_or_else(|| Error::new(Kind::Malformed, why).code("from"))
}

/// Adds a webhook, and shows its secret once.
pub(super) async fn add(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(asked): Form<Asked>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let add = async {
        let wrong = || Error::new(Kind::Malformed, "say a few of a-z, 0-9 and hyphens");
        let slug = Slug::parse(asked.slug.trim()).ok_or_else(wrong)?;
        let name = match asked.name.trim() {
            "" => slug.to_string(),
            name => name.to_owned(),
        };
        let (url, settings) = (asked.url.trim().to_owned(), String::new());
        let it = Destination { slug, name, kind: DestinationKind::Webhook, url, settings };
        destinations::add(&web.wire, &it, "", start(&asked.from)?, by).await
    };
    match add.await {
        Ok(secret) => page(&web, &desk, Done { secret: Some(secret), answer: None }).await,
        Err(error) => failed(&web, &error),
    }
}

fn named(slug: &str) -> Result<Slug> {
    let missing = || Error::new(Kind::NotFound, "there is no such destination");
    Slug::parse(slug).ok_or_else(missing)
}

/// Sends a message that means nothing, and shows what came back.
pub(super) async fn test(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
) -> Response {
    let test = async {
        let slug = named(&slug)?;
        let answer = destinations::test(&web.wire, &slug);
        let why = || "it did not answer in time";
        tokio::time::timeout(TEST_MAX, answer).await.context(Kind::Transient, why)?
    };
    match test.await {
        Ok(reply) => {
            let text = String::from_utf8_lossy(&reply.body);
            let text = text.chars().filter(|c| !c.is_control()).take(ANSWER_CHARS_MAX).collect();
            page(&web, &desk, Done { secret: None, answer: Some((reply.status, text)) }).await
        }
        Err(error) => failed(&web, &error),
    }
}

/// Which dispatch is meant; all of them where it is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Number {
    number: String,
}

/// Lets what was set aside be tried again.
pub(super) async fn retry(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(asked): Form<Number>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let retry = async {
        let wrong = |_| Error::new(Kind::Malformed, "say the number of a dispatch");
        let number = match asked.number.trim() {
            "" => None,
            text => Some(text.parse().map_err(wrong)?),
        };
        destinations::retry(&web.wire, &named(&slug)?, number, by).await
    };
    went(&web, retry.await.map(|_| ()))
}

/// From which dispatch on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Again {
    from: String,
}

/// Lets the wire be sent again.
pub(super) async fn replay(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(asked): Form<Again>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let replay = async {
        let from = start(&asked.from)?;
        destinations::replay(&web.wire, &named(&slug)?, from, by).await
    };
    went(&web, replay.await)
}

/// Makes another secret, and shows it once.
pub(super) async fn secret(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let made = async { destinations::new_secret(&web.wire, &named(&slug)?, "", by).await };
    match made.await {
        Ok(secret) => page(&web, &desk, Done { secret: Some(secret), answer: None }).await,
        Err(error) => failed(&web, &error),
    }
}

/// Takes a destination away.
pub(super) async fn remove(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let removed = async { destinations::remove(&web.wire, &named(&slug)?, by).await };
    went(&web, removed.await)
}

fn went(web: &Web, done: Result<()>) -> Response {
    match done {
        Ok(()) => session::to("/desk/destinations"),
        Err(error) => failed(web, &error),
    }
}
