//! The routing rules at the desk: seen, tried on the last week, added, changed, switched and ordered.

use crate::error::{Error, Kind, Result};
use crate::pipeline::adding::STALE;
use crate::pipeline::routing::{self, Change, TRIAL_DAYS, TRIAL_ITEMS_MAX, Trial, TriedItem};
use crate::store::sources;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, Told, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::routing::trial::Went;
use mediawire_core::desk::routing::{Go, KEYS, Rule};
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::source::{Display, Genre};
use mediawire_core::publish::locale::Locale;
use serde::Deserialize;
use std::sync::Arc;

/// Items that a trial shows.
const SHOWN_MAX: usize = 200;

type Pairs = Vec<(String, String)>;

/// A rule that is listed.
struct Line {
    id: String,
    /// It in words, as HTML.
    told: Safe<String>,
    is_on: bool,
    /// Whether it stands in the configuration, and is not changed here.
    is_fixed: bool,
}

/// What a form holds: what was typed, or what a rule says.
#[derive(Default)]
struct Typed {
    id: String,
    /// The version of the rule that was seen; empty for a new one.
    based: String,
    pairs: Pairs,
}

impl Typed {
    /// What stands for a key.
    fn value(&self, key: &str) -> &str {
        self.pairs.iter().find(|(name, _)| name == key).map_or("", |(_, text)| text)
    }

    fn of(all: Pairs) -> Self {
        let value = |name: &str| {
            let found = all.iter().find(|(key, _)| key == name);
            found.map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
        };
        let (id, based) = (value("id"), value("based"));
        Self {
            id,
            based,
            pairs: all.into_iter().filter(|(key, _)| KEYS.contains(&key.as_str())).collect(),
        }
    }
}

/// A choice of a form: its value, and its words.
type Choice = (String, String);

struct Choices {
    sources: Vec<Choice>,
    sections: Vec<String>,
}

/// What a trial found.
struct Found {
    /// Of which rules, as HTML.
    told: Safe<String>,
    n_items: usize,
    n_routed: usize,
    is_cut: bool,
    /// Where items would have gone: how many, and how many of them are somewhere else.
    counts: Vec<(Went, usize, usize)>,
    items: Vec<TriedItem>,
    n_more: usize,
}

#[derive(Template)]
#[template(path = "desk/routing.html")]
struct RoutingPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
    choices: Choices,
    typed: Typed,
    found: Option<Found>,
    /// Why what was typed was not saved or tried.
    wrong: Option<&'a Error>,
    /// What the rule says now, and what was typed, where it was changed meanwhile.
    clash: Option<(Safe<String>, Safe<String>)>,
}

/// Which rule the form begins with.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    rule: String,
}

/// The rules, and a form for one.
pub(super) async fn routing(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    let shown = async {
        let rules = crate::store::routing::all(&mut web.wire.db.read().await?).await?;
        let rule = rules.iter().find(|rule| rule.id == asked.rule);
        let typed = rule.map(|rule| Typed {
            id: rule.id.clone(),
            based: rule.version.clone(),
            pairs: rule.pairs(),
        });
        Ok(typed.unwrap_or_default())
    };
    match shown.await {
        Ok(typed) => page(&web, &desk, typed, Ok(None)).await,
        Err(error) => failed(&web, &error),
    }
}

async fn page(
    web: &Web,
    desk: &Desk,
    mut typed: Typed,
    found: Result<Option<Found>, &Error>,
) -> Response {
    let (found, wrong) = match found {
        Ok(found) => (found, None),
        Err(error) => (None, Some(error)),
    };
    let read = async {
        let mut tx = web.wire.db.read().await?;
        let own = crate::store::routing::all(&mut tx).await?;
        let sources = sources::all(&mut tx).await?;
        Ok::<_, Error>((own, sources))
    };
    let (own, sources) = match read.await {
        Ok(read) => read,
        Err(error) => return failed(web, &error),
    };
    let line = |rule: &Rule, is_fixed: bool| Line {
        id: rule.id.clone(),
        told: told(&desk.locale, rule),
        is_on: rule.is_on,
        is_fixed,
    };
    let fixed = web.wire.routing.iter().map(|rule| line(rule, true));
    let sections = web.wire.sections.iter();
    let choices = Choices {
        sources: sources.into_iter().map(|it| (it.slug.as_str().to_owned(), it.name)).collect(),
        sections: sections.map(|it| it.code.as_str().to_owned()).collect(),
    };
    let lines = fixed.chain(own.iter().map(|rule| line(rule, false))).collect();
    let now = own.iter().find(|rule| rule.id == typed.id);
    let clash = wrong.filter(|error| error.code == STALE).map(|_| {
        let said = Rule::read(&typed.id, "new", &typed.pairs).ok();
        let told = |rule: Option<&Rule>| {
            rule.map_or_else(|| Safe(String::new()), |rule| told(&desk.locale, rule))
        };
        (told(now), told(said.as_ref()))
    });
    // What was changed meanwhile has been seen now; a rule of another's making is not written over by its name alone.
    if clash.is_some() && !typed.based.is_empty() {
        typed.based = now.map(|rule| rule.version.clone()).unwrap_or_default();
    }
    let frame = Frame::of(web, desk);
    let page = RoutingPage { frame, lines, choices, typed, found, wrong, clash };
    wrong.map_or_else(|| pages::page(&page), |error| pages::refused(&page, error))
}

/// A rule in words, as HTML: its conditions and what it says, each by its key and its text.
fn told(locale: &Locale, rule: &Rule) -> Safe<String> {
    let pairs = rule.pairs();
    let part = |of: &str| {
        let all = pairs.iter().filter_map(|(key, text)| Some((key.strip_prefix(of)?, text)));
        let all = all.map(|(key, text)| {
            let value = match key {
                "display" | "genre" | "licence" | "go" => {
                    pages::escaped(&locale.say(&format!("rule-{key}-{text}")))
                }
                _ => format!("<bdi>{}</bdi>", pages::escaped(text)),
            };
            let key = locale.say(&format!("rule-{key}"));
            Told::of(locale, "rule-is").word("key", key).html("value", value).to_string()
        });
        all.collect::<Vec<_>>().join(&locale.say("rule-and"))
    };
    let when = Some(part("if.")).filter(|it| !it.is_empty());
    let when = when.unwrap_or_else(|| Told::of(locale, "rule-anything").to_string());
    let words = Told::of(locale, "rule-told").with("version", &rule.version).html("when", when);
    Safe(words.html("then", part("then.")).to_string())
}

/// Tries the rules on the last week, with one that is typed among them; nothing is saved.
pub(super) async fn trial(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(all): Query<Pairs>,
) -> Response {
    let typed = Typed::of(all);
    match tried(&web, &desk.locale, &typed).await {
        Ok(found) => page(&web, &desk, typed, Ok(Some(found))).await,
        Err(error) => page(&web, &desk, typed, Err(&error)).await,
    }
}

async fn tried(web: &Web, locale: &Locale, typed: &Typed) -> Result<Found> {
    let mut tx = web.wire.db.read().await?;
    let rules = routing::rules(&web.wire, &mut tx).await?;
    let (rules, of, told) = match typed.id.as_str() {
        "" if typed.pairs.iter().all(|(_, text)| text.is_empty()) => {
            (rules, None, Told::of(locale, "routing-as-they-are").to_string())
        }
        id => {
            let rule = routing::typed(&web.wire, &mut tx, id, &typed.pairs).await?;
            let told = Told::of(locale, "routing-with").with("rule", &rule.id).to_string();
            (routing::with(rules, rule), Some(id), told)
        }
    };
    drop(tx);
    let trial = routing::trial(&web.wire, &rules).await?;
    Ok(found(trial, of, Safe(told)))
}

/// What is shown of a trial: of the rule that was typed, if one was.
fn found(trial: Trial, of: Option<&str>, told: Safe<String>) -> Found {
    let counts = Went::ALL.map(|went| {
        let (n, n_others) = trial.counts(went);
        (went, n, n_others)
    });
    let n_items = trial.items.len();
    let n_routed = trial.items.iter().filter(|it| it.is_routed(None)).count();
    let mut items: Vec<TriedItem> = trial.items.into_iter().filter(|it| it.is_routed(of)).collect();
    // What differs is what somebody looks for.
    items.sort_by_key(|it| it.would == it.is);
    let n_more = items.len().saturating_sub(SHOWN_MAX);
    items.truncate(SHOWN_MAX);
    for item in &mut items {
        item.headline = with_marks(&item.headline);
    }
    let counts = counts.into_iter().filter(|(_, n, _)| *n > 0).collect();
    Found { told, n_items, n_routed, is_cut: trial.is_cut, counts, items, n_more }
}

/// Keeps a rule, new or changed.
pub(super) async fn save(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(all): Form<Pairs>,
) -> Response {
    let typed = Typed::of(all);
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let seen = (by, Some(typed.based.as_str()));
    match routing::save(&web.wire, &typed.id, &typed.pairs, seen).await {
        Ok(()) => session::to("/desk/routing"),
        Err(error) => page(&web, &desk, typed, Err(&error)).await,
    }
}

/// What is done with a rule.
#[derive(Debug, Deserialize)]
pub(super) struct Done {
    #[serde(default, rename = "do")]
    what: String,
}

/// Switches a rule on or off, or moves it.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    desk: Desk,
    Form(done): Form<Done>,
) -> Response {
    let change = match done.what.as_str() {
        "on" => Change::Switch(true),
        "off" => Change::Switch(false),
        "up" => Change::Up,
        "down" => Change::Down,
        other => {
            let what = format!("cannot do {other:?} with a rule: on, off, up or down");
            return failed(&web, &Error::new(Kind::Malformed, what));
        }
    };
    let by = (desk.account.name.as_str(), desk.place.as_str());
    match routing::change(&web.wire, &id, change, by).await {
        Ok(()) => session::to("/desk/routing"),
        Err(error) => failed(&web, &error),
    }
}
