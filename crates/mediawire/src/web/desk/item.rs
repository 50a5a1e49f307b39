//! An item at the desk: what its source says, what the house makes of the headline, and what was decided.

pub(super) mod among;
pub(super) mod capture;
mod changed;
pub(super) mod clash;
pub(super) mod copies;
pub(super) mod fields;
pub(super) mod form;
pub(super) mod undo;

use self::among::Among;
use self::changed::Changed;
use self::copies::Copies;
use self::fields::Fields;
use self::form::{Back, Typed};
use self::undo::Undo;
use crate::error::{Error, Kind, Result};
use crate::pipeline::headline::{self, Confirmed, Restyle};
use crate::pipeline::house;
use crate::store::wire;
use crate::store::{articles, body, decisions, items, sources, story};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::{self, Count as _, Frame, Told, failed};
use crate::web::session::Desk;
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, State};
use axum::response::Response;
use mediawire_core::desk::guard::Change;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::style::{self, Restyled};
use mediawire_core::desk::typed::{with_marks, without_marks};
use mediawire_core::desk::{self, KillNeeds};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::ItemId;
use mediawire_core::publish::html::web_link;
use mediawire_core::publish::locale::Locale;
use mediawire_core::text::diff::{Edit, Piece};
use mediawire_core::text::line::changes;
use std::collections::HashMap;
use std::sync::Arc;
use url::Url;

/// A line of an item's history.
struct Past {
    at: String,
    by: String,
    kind: DecisionKind,
    why: String,
}

/// What the desk shows of an item.
struct Shown {
    public: String,
    lang: String,
    source: String,
    url: Option<String>,
    /// Its host in ASCII, so that letters of another script are seen to be none.
    host: Option<String>,
    source_headline: String,
    /// What the house changed of it.
    diff: Vec<Piece>,
    /// What the source has changed of it since a person gave the house's; empty if nothing.
    moved: Vec<Piece>,
    headline: String,
    /// The same to be edited: without what cannot be seen.
    editable: String,
    paragraphs: Vec<String>,
    changed: Changed,
    doubts: Vec<String>,
    received: String,
    /// Where it stands: the number of its last dispatch, or why it has none.
    state: Safe<String>,
    is_killed: bool,
    /// Who has asked for a kill that is not confirmed yet, and why.
    kill_asked: Option<(String, String)>,
    /// Whether that was by legal order.
    is_kill_asked_legal: bool,
    /// Whether a kill needs two persons.
    kills_by_two: bool,
    /// The number of the last decision on each field.
    based: HashMap<&'static str, u32>,
    /// Whether it stands on the wire.
    is_out: bool,
    /// Whether it stood there before, if it does not now.
    was_seen: bool,
    /// Whether the house has given it a headline.
    has_own_headline: bool,
    past: Vec<Past>,
    suggestion: Option<Suggestion>,
    /// The zone in which a moment is typed.
    zone: String,
    fields: Fields,
    among: Among,
    copies: Copies,
    /// How many items there are in its story, itself among them.
    n_story: i64,
    undo: Option<Undo>,
}

/// What the house's pack makes of the source's headline.
struct Suggestion {
    /// The headline; the source's own where no rule fires.
    text: String,
    /// What it changes.
    diff: Vec<Piece>,
    /// The rules that made it, each with what it made of what.
    steps: Vec<Step>,
    /// Headlines that a person may take instead, and by which rule.
    proposals: Vec<Step>,
    /// What is to be looked at, and what a rule would have changed but may not.
    notes: Vec<Safe<String>>,
}

struct Step {
    rule: String,
    level: &'static str,
    before: String,
    after: String,
}

impl Suggestion {
    fn of(locale: &Locale, made: Restyled, source: &str) -> Self {
        let step = |it: style::Change| Step {
            rule: it.rule.to_string(),
            level: it.level.name(),
            before: with_marks(&it.before),
            after: with_marks(&it.after),
        };
        let alerts = made.alerts.into_iter().map(|it| {
            let said = Told::of(locale, "item-alert").with("rule", &it.rule);
            said.with("words", with_marks(&it.message)).to_string()
        });
        let refused = made.refused.into_iter().map(|it| {
            let said = Told::of(locale, "item-not-applied").with("rule", &it.change.rule);
            said.html("why", pages::english(locale, &with_marks(&it.why))).to_string()
        });
        Self {
            notes: alerts.chain(refused).map(Safe).collect(),
            steps: made.fired.into_iter().map(step).collect(),
            proposals: made.proposals.into_iter().map(step).collect(),
            diff: changes(source, &with_marks(&made.text)),
            text: made.text,
        }
    }
}

/// What the guard says of words that were typed, and the words.
struct Guarded {
    typed: String,
    /// What confirms just this.
    confirms: String,
    changes: Vec<Differs>,
    /// Whether it must be confirmed with a reason.
    is_refused: bool,
}

impl Guarded {
    fn of(
        locale: &Locale,
        (source, house): (&str, String),
        changes: &[Change],
        confirms: String,
    ) -> Self {
        let told = |change: &Change| Differs {
            kind: change.kind.name(),
            words: differs(locale, change, source, &house),
            equivalence: change.equivalence.map(|it| it.name()),
        };
        Self {
            is_refused: changes.iter().any(|change| change.equivalence.is_none()),
            changes: changes.iter().map(told).collect(),
            confirms,
            typed: house,
        }
    }
}

/// One thing that differs.
struct Differs {
    kind: &'static str,
    words: Safe<String>,
    equivalence: Option<&'static str>,
}

/// What changed and what to do, as HTML: what [`Change::told`] says in English, for the record.
fn differs(locale: &Locale, change: &Change, source: &str, house: &str) -> Safe<String> {
    let (before, after) = change.parts(source, house);
    let key = match (change.fault, before.is_empty(), after.is_empty()) {
        (Some(fault), _, _) => format!("guard-fault-{}", fault.name()),
        (None, false, true) => "guard-gone".to_owned(),
        (None, true, false) => "guard-added".to_owned(),
        (None, true, true) | (None, false, false) => "guard-changed".to_owned(),
    };
    let what = locale.say(&format!("guard-what-{}", change.kind.name()));
    let said = Told::of(locale, &key).word("what", what);
    Safe(said.with("before", before).with("after", after).to_string())
}

#[derive(Template)]
#[template(path = "desk/item.html")]
struct ItemPage<'a> {
    frame: Frame<'a>,
    item: Shown,
    /// The form that came back, if one did.
    back: Option<Back>,
}

/// The item.
pub(super) async fn item(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
) -> Response {
    match shown((&web, &desk.locale), &public).await {
        Ok(item) => {
            let frame = Frame::of(&web, &desk);
            pages::page(&ItemPage { frame, item, back: None })
        }
        Err(error) => failed(&web, &error),
    }
}

async fn shown((web, locale): (&Web, &Locale), public: &str) -> Result<Shown> {
    let id = named(&web.wire, public).await?;
    let mut tx = web.wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let item = items::get(&mut tx, id).await?.ok_or_else(missing)?;
    let (article, _) = items::of_desk(&mut tx, id).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let text = body::read(&articles::body(&mut tx, article).await?)?.text(true);
    let source = sources::get(&mut tx, &item.source).await?;
    let all = decisions::of(&mut tx, id).await?;
    let last = wire::last(&mut tx, id).await?;
    let state = match &last {
        None => match items::outcome(&mut tx, known.entry).await? {
            None => Told::of(locale, "item-not-out"),
            Some((_, code, why)) => Told::of(locale, "item-not-out-why")
                .html("why", pages::stopped(locale, &code, &why)),
        },
        Some(last) => match &last.notice {
            Notice::None => {
                let number = locale.number(last.number.count());
                Told::of(locale, "item-out").word("number", number)
            }
            Notice::Withheld(why) => Told::of(locale, "is-withheld").with("why", why),
            Notice::Killed(why, ground) => {
                let key = if ground.is_legal() { "is-killed-legal" } else { "is-killed" };
                Told::of(locale, key).with("why", why)
            }
        },
    };
    let fields = Fields::of((web, locale), &mut tx, (&item, &known, source.as_ref()), &all).await?;
    let among = Among::of((web, locale), &mut tx, id).await?;
    let copies = Copies::of(locale, &mut tx, id, &all).await?;
    let changed = Changed::of(&mut tx, (id, last.as_ref()), (article, &text)).await?;
    let undo = Undo::of((web, locale), &mut tx, id).await?;
    let name = source.as_ref().map_or("", |source| source.name.as_str());
    let made = house::suggest(&web.wire, &known.meta, &text, name);
    let source_headline = with_marks(&known.meta.headline);
    let house = with_marks(headline::of(&all, &known.meta.headline));
    let before = headline::source_before(&mut tx, id, &all, &known.meta.headline).await?;
    let is_kill = |it: &mediawire_core::model::decision::Decision| it.kind.is_kill();
    Ok(Shown {
        public: item.public.to_string(),
        lang: known.meta.lang.clone().unwrap_or_default(),
        source: source.map_or_else(|| item.source.to_string(), |source| source.name),
        url: web_link(&item.url),
        host: Url::parse(&item.url).ok().and_then(|url| url.host_str().map(str::to_owned)),
        diff: changes(&source_headline, &house),
        moved: before.map_or_else(Vec::new, |it| changes(&with_marks(&it), &source_headline)),
        headline: house,
        editable: without_marks(headline::of(&all, &known.meta.headline)),
        paragraphs: text.lines().map(with_marks).collect(),
        doubts: known.meta.doubts.iter().map(|doubt| with_marks(doubt)).collect(),
        received: pages::minute(locale, item.received.as_millisecond()),
        state: Safe(state.to_string()),
        is_kill_asked_legal: desk::kill_asked(&all)
            .is_some_and(|it| it.kind == DecisionKind::AskKill(Ground::Law)),
        kill_asked: desk::kill_asked(&all).map(|it| (it.by.clone(), it.why.clone())),
        kills_by_two: web.wire.kill_needs == KillNeeds::Two,
        based: clash::based(&all),
        suggestion: made.map(|made| Suggestion::of(locale, made, &source_headline)),
        fields,
        among,
        copies,
        changed,
        n_story: story::count(&mut tx, id).await?,
        undo,
        source_headline,
        zone: web.sites[0].time_zone.iana_name().unwrap_or("UTC").to_owned(),
        is_killed: all.iter().any(is_kill),
        was_seen: last.is_some(),
        has_own_headline: desk::headline(&all).is_some(),
        is_out: last.is_some_and(|last| last.notice.is_none()),
        past: all
            .iter()
            .rev()
            .map(|it| Past {
                at: pages::minute(locale, it.at.as_millisecond()),
                by: it.by.clone(),
                kind: it.kind.clone(),
                why: it.why.clone(),
            })
            .collect(),
    })
}

/// Whether the changes that were shown are confirmed.
///
/// # Errors
/// `Forbidden`: who lets nothing out does not say either that the house may say something else.
fn confirmed<'a>(typed: &'a Typed, desk: &Desk) -> Result<Confirmed<'a>> {
    match typed.get("confirmed") {
        "" => Ok(Confirmed::No),
        _ if !desk.account.role.may(Right::Release) => {
            let what = "words that say something else than their source are an editor's to give";
            Err(Error::new(Kind::Forbidden, what).code("role"))
        }
        shown => Ok(Confirmed::Shown(shown)),
    }
}

/// Gives the item the house's headline. What the guard finds is shown first, and goes through with a reason only.
async fn give(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<Restyle> {
    if typed.get("of") == "source" {
        let kind = DecisionKind::Headline(None);
        fields::decide(web, desk, item, (&kind, typed)).await?;
        return Ok(Restyle::Given);
    }
    let from = (desk.account.name.as_str(), desk.place.as_str());
    let by = (from, typed.why(), typed.based()?);
    headline::restyle(&web.wire, item, typed.value(), by, confirmed(typed, desk)?).await
}
