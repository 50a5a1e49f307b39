//! Destinations at the desk: who still owes what to whom, what was set aside and why; to add one, to try it, to send again.

mod add;

pub(super) use add::add;

use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::deliver::wordpress::{self, Finding, Grade};
use crate::pipeline::destinations::{self, ByHand, Start, shown};
use crate::store::debts::{self, Debt, Owed};
use crate::store::destinations::{self as stored, Kept};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::model::destination::DestinationKind;
use mediawire_core::model::id::{ItemId, PublicId, Slug};
use serde::Deserialize;
use std::collections::HashMap;
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
    /// Whether a person has changed the post there, so that a person decides.
    is_edited: bool,
    /// Whether that is decided with a newer dispatch of the same item.
    waits: bool,
}

/// A destination as it is shown.
struct Shown {
    kept: Kept,
    url: String,
    owed: Owed,
    since: String,
    ok: String,
    rests: Option<String>,
    /// Since when it is known to have older posts than were written there.
    older: Option<String>,
    lines: Vec<Line>,
}

impl Shown {
    /// Whether something went wrong last that no dispatch says.
    fn has_trouble(&self) -> bool {
        let trouble = &self.kept.trouble;
        !trouble.is_empty() && self.lines.iter().all(|line| line.debt.reason != *trouble)
    }
}

/// What was done just now.
#[derive(Default)]
struct Done {
    /// A secret, which is shown once.
    secret: Option<String>,
    /// What a destination answered.
    answer: Option<(u16, String)>,
    /// What was seen of a WordPress.
    findings: Vec<Finding>,
}

#[derive(Template)]
#[template(path = "desk/destinations.html")]
struct DestinationsPage<'a> {
    frame: Frame<'a>,
    all: Vec<Shown>,
    done: Done,
    /// What was seen of a WordPress: how it is, and what.
    seen: Vec<(String, String)>,
}

/// The destinations, and what is owed to each.
pub(super) async fn destinations(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    page(&web, &desk, Done::default()).await
}

async fn page(web: &Web, desk: &Desk, done: Done) -> Response {
    let frame = Frame::of(web, desk);
    match all(web, &frame).await {
        Ok(all) => {
            let seen = done.findings.iter().map(|it| (grade(&frame, it.grade), it.words.clone()));
            let seen = seen.collect();
            pages::page(&DestinationsPage { frame, all, done, seen })
        }
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
        let owes = debts::of(&mut tx, slug, LISTED).await?;
        let is_edited = |debt: &Debt| debt.is_parked && wordpress::is_edited(&debt.reason);
        // One answer decides all that was set aside of an item: it is asked for once.
        let mut newest: HashMap<ItemId, i64> = HashMap::new();
        for (debt, _) in owes.iter().filter(|(debt, _)| is_edited(debt)) {
            newest.insert(debt.item, debt.number);
        }
        let lines = owes.into_iter().map(|(debt, public)| Line {
            since: at(debt.since_ms),
            next: at(debt.due_ms.max(now_ms)),
            is_edited: is_edited(&debt) && newest.get(&debt.item) == Some(&debt.number),
            waits: is_edited(&debt) && newest.get(&debt.item) != Some(&debt.number),
            debt,
            public,
        });
        all.push(Shown {
            url: shown(&kept.destination.url),
            owed,
            since: at(owed.since_ms),
            ok: at(kept.ok_ms),
            rests: Some(kept.rest_until_ms).filter(|ms| *ms > now_ms).map(at),
            older: Some(kept.older_ms).filter(|ms| *ms > 0).map(at),
            lines: lines.collect(),
            kept,
        });
    }
    Ok(all)
}

/// How what was seen of a WordPress is, as a page says it.
fn grade(frame: &Frame<'_>, grade: Grade) -> String {
    match grade {
        Grade::Good => frame.say("destination-good"),
        Grade::Lacking => frame.say("destination-lacking"),
        Grade::Bad => frame.say("destination-bad"),
    }
}

fn start(text: &str) -> Result<Start> {
    let why = "say from where: now, start or the number of a dispatch";
    Start::parse(text).ok_or_else(|| Error::new(Kind::Malformed, why).code("from"))
}

fn named(slug: &str) -> Result<Slug> {
    let missing = || Error::new(Kind::NotFound, "there is no such destination");
    Slug::parse(slug).ok_or_else(missing)
}

/// Sends a message that means nothing, and shows what came back; of a WordPress what it lacks.
pub(super) async fn test(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
) -> Response {
    let test = async {
        let slug = named(&slug)?;
        let done = async {
            if let Some(findings) = destinations::examine(&web.wire, &slug).await? {
                return Ok(Done { findings, ..Done::default() });
            }
            let reply = destinations::test(&web.wire, &slug).await?;
            let text = String::from_utf8_lossy(&reply.body);
            let text = text.chars().filter(|c| !c.is_control()).take(ANSWER_CHARS_MAX).collect();
            Ok(Done { answer: Some((reply.status, text)), ..Done::default() })
        };
        let why = || "it did not answer in time";
        tokio::time::timeout(TEST_MAX, done).await.context(Kind::Transient, why)?
    };
    match test.await {
        Ok(done) => page(&web, &desk, done).await,
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

/// The secret of a kind of destination that makes none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    password: String,
}

/// Makes another secret, and shows it once; of a WordPress takes another password, and shows nothing.
pub(super) async fn secret(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(given): Form<Given>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let made = async {
        let slug = named(&slug)?;
        let kept = destinations::get(&mut web.wire.db.read().await?, &slug).await?;
        let secret = destinations::new_secret(&web.wire, &slug, &given.password, by).await?;
        Ok((kept.destination.kind == DestinationKind::Webhook).then_some(secret))
    };
    match made.await {
        Ok(None) => session::to("/desk/destinations"),
        Ok(secret) => page(&web, &desk, Done { secret, ..Done::default() }).await,
        Err(error) => failed(&web, &error),
    }
}

/// What becomes of a post that a person has changed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Decided {
    item: String,
    what: String,
}

/// Writes over what a person has changed at the destination, or lets it stand.
pub(super) async fn by_hand(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(asked): Form<Decided>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let decided = async {
        let wrong = |why: &str| Error::new(Kind::Malformed, why);
        let item = PublicId::parse(&asked.item).ok_or_else(|| wrong("say which item"))?;
        let what = match asked.what.as_str() {
            "overwrite" => ByHand::Overwrite,
            "keep" => ByHand::Keep,
            _ => return Err(wrong("say overwrite or keep")),
        };
        destinations::decide_by_hand(&web.wire, &named(&slug)?, &item, what, by).await
    };
    went(&web, decided.await.map(|_| ()))
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
