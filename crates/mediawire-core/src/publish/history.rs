//! The page that tells an item's past: each dispatch, what was decided, and who else carried the words.

use crate::model::capture::Capture;
use crate::model::decision::DecisionKind;
use crate::model::dek::Dek;
use crate::model::history::{By, Change, Decided, History, Off, Pickup, Step};
use crate::model::source::{Display, Genre, Indexing};
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::{Card, Moment};
use crate::publish::changed;
use crate::publish::html::{escape, web_link};
use crate::publish::pages::{Page, render};
use crate::publish::site::Site;
use crate::text::diff::{Difference, Edit, Piece};
use askama::Template;
use jiff::Timestamp;

#[derive(Template)]
#[template(path = "history.html", whitespace = "minimize")]
struct HistoryTemplate<'a> {
    page: Page<'a>,
    card: Card<'a>,
    /// That these are not all, if they are not.
    cut: Option<String>,
    steps: Vec<StepCard<'a>>,
    /// Who and when, and what and why: as HTML.
    decided: Vec<(String, String)>,
    /// Each as HTML.
    pickups: Vec<String>,
}

/// A dispatch; its words are HTML.
struct StepCard<'a> {
    number: i64,
    head: String,
    changes: Vec<ChangeCard<'a>>,
    captures: Vec<String>,
}

struct ChangeCard<'a> {
    told: String,
    passages: &'a [Vec<Piece>],
    more: Option<String>,
}

/// The page of the past of an item that is shown; `pickups` are the outlets that carried the same words.
#[must_use]
pub fn history(
    site: &Site,
    now: Timestamp,
    shown: &Shown,
    history: &History,
    pickups: &[Pickup],
) -> String {
    let card = Card::of(shown, site, minute(now));
    let title = site.locale.say_with("history-title", &[("headline", &shown.headline)]);
    let path = address::history(&shown.public);
    let mut page = Page::new(site, &title, Some(&path), &address::front());
    if shown.index != Indexing::Own {
        // Where the article itself is to be found elsewhere, or not at all, its history is not to be found either.
        page.canonical = None;
    }
    let cut = (!history.is_whole)
        .then(|| site.locale.say_n("history-last", count(history.steps.len()), &[]));
    render(&HistoryTemplate {
        page,
        cut,
        steps: history.steps.iter().map(|step| step_card(step, &card, site)).collect(),
        decided: history.decided.iter().map(|decided| decision(decided, &card, site)).collect(),
        pickups: pickups.iter().map(|pickup| pickup_html(pickup, site)).collect(),
        card,
    })
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// A text in the language of the item.
fn own(text: &str, card: &Card<'_>) -> String {
    format!("<bdi lang=\"{}\" dir=\"{}\">{}</bdi>", card.lang, card.dir, escape(text))
}

/// What the house says, in whatever language.
fn noted(text: &str) -> String {
    format!("<bdi dir=\"auto\">{}</bdi>", escape(text))
}

fn time(at: Timestamp, site: &Site) -> String {
    let Moment { machine, human } = Moment::of(at, site);
    format!("<time datetime=\"{machine}\">{}</time>", escape(&human))
}

/// A text that leads to an address of the web, if that is one.
fn linked(url: &str, html: &str) -> String {
    match web_link(url) {
        Some(link) => {
            format!("<a href=\"{}\" rel=\"nofollow noopener noreferrer\">{html}</a>", escape(&link))
        }
        None => html.to_owned(),
    }
}

/// `Dispatch 41, 23 November 2026, 12:01 UTC`.
fn head(number: i64, at: Timestamp, site: &Site) -> String {
    let number = site.locale.number(number.unsigned_abs());
    site.locale.say_html("dispatch-at", &[("number", &number), ("at", &time(at, site))])
}

fn step_card<'a>(step: &'a Step, card: &Card<'_>, site: &Site) -> StepCard<'a> {
    StepCard {
        number: step.number,
        head: head(step.number, step.at, site),
        changes: step.changes.iter().map(|change| change_card(change, card, site)).collect(),
        captures: step.captures.iter().map(|capture| captured(capture, site)).collect(),
    }
}

fn change_card<'a>(change: &'a Change, card: &Card<'_>, site: &Site) -> ChangeCard<'a> {
    let say = |key: &str| site.locale.say_html(key, &[]);
    let say_of = |key, name, html: &str| site.locale.say_html(key, &[(name, html)]);
    let told = match change {
        Change::First(headline) => say_of("change-first", "headline", &own(headline, card)),
        Change::Released => say("change-released"),
        Change::Withheld(why) => say_of("change-withheld", "why", &isolated(why)),
        Change::Killed(why) => say_of("change-killed", "why", &isolated(why)),
        Change::Text(Some(found)) => return text_card(found, site),
        Change::Text(None) => say("change-text"),
        Change::Read => say("change-read"),
        Change::Kinds(kinds) => {
            say_of("change-kinds", "kinds", &escape(&changed::kinds(&site.locale, kinds)))
        }
        Change::Gone(true) => say("change-gone"),
        Change::Gone(false) => say("change-there-again"),
        Change::Headline(from, to) => {
            let from = format!("<del>{}</del>", own(from, card));
            let to = format!("<ins>{}</ins>", own(to, card));
            site.locale.say_html("change-headline", &[("from", &from), ("to", &to)])
        }
        Change::Kicker(Some(words)) => say_of("change-kicker", "words", &own(words, card)),
        Change::Kicker(None) => say("change-no-kicker"),
        Change::Dek(Dek::House(words)) => say_of("change-dek-house", "words", &own(words, card)),
        Change::Dek(Dek::Source) => say("change-dek-source"),
        Change::Dek(Dek::Teaser) => say("change-dek-teaser"),
        Change::Note(Some(words)) => say_of("change-note", "words", &noted(words)),
        Change::Note(None) => say("change-no-note"),
        Change::Corrected(words) => say_of("change-corrected", "words", &noted(words)),
        Change::Section(from, to) => {
            let (from, to) = (site.section_name(from), site.section_name(to));
            let both = [("from", &*isolated(&from)), ("to", &*isolated(&to))];
            site.locale.say_html("change-section", &both)
        }
        Change::Genre(Genre::Report) => say("change-report"),
        Change::Genre(Genre::View) => say("change-view"),
        Change::Display(Display::Full) => say("change-full"),
        Change::Display(Display::Teaser) => say("change-teaser"),
        Change::Display(Display::Headline) => say("change-headline-only"),
        Change::Nothing => say("change-nothing"),
    };
    ChangeCard { told, passages: &[], more: None }
}

fn text_card<'a>(found: &'a Difference, site: &Site) -> ChangeCard<'a> {
    let number = |n: usize| site.locale.number(count(n));
    let numbers = [("added", &*number(found.n_added)), ("removed", &*number(found.n_removed))];
    let more =
        (found.n_more > 0).then(|| site.locale.say_n("passages-more", count(found.n_more), &[]));
    let told = site.locale.say_html("change-words", &numbers);
    ChangeCard { told, passages: &found.passages, more }
}

fn captured(capture: &Capture, site: &Site) -> String {
    let url = linked(&capture.url, &format!("<bdi dir=\"ltr\">{}</bdi>", escape(&capture.url)));
    let digest = format!("<code>{}</code>", capture.payload.to_hex());
    let (at, digest) = (time(capture.at, site), digest.as_str());
    site.locale.say_html("captured", &[("url", &url), ("at", &at), ("digest", digest)])
}

fn decision(decided: &Decided, card: &Card<'_>, site: &Site) -> (String, String) {
    let at = time(decided.at, site);
    let by = match &decided.by {
        By::Desk => site.locale.say_html("decided-desk", &[("at", &at)]),
        By::Rule(rule) => {
            site.locale.say_html("decided-rule", &[("at", &at), ("rule", &isolated(rule))])
        }
    };
    let why = isolated(&decided.why);
    let say = |key: &str| site.locale.say_html(key, &[("why", &why)]);
    let of = |key: &str, words: &str| site.locale.say_html(key, &[("words", words), ("why", &why)]);
    let what = match &decided.kind {
        DecisionKind::Release => say("decided-release"),
        DecisionKind::Schedule(at) => {
            let both = [("at", &*time(*at, site)), ("why", &*why)];
            site.locale.say_html("decided-schedule", &both)
        }
        DecisionKind::Hold => say("decided-hold"),
        DecisionKind::Spike => say("decided-spike"),
        DecisionKind::Embargo(Some(until)) => {
            let both = [("at", &*time(*until, site)), ("why", &*why)];
            site.locale.say_html("decided-embargo", &both)
        }
        DecisionKind::Embargo(None) => say("decided-no-embargo"),
        DecisionKind::Headline(None) => say("decided-no-headline"),
        DecisionKind::Headline(Some(text)) => {
            let both = [("headline", &*own(text, card)), ("why", &*why)];
            site.locale.say_html("decided-headline", &both)
        }
        DecisionKind::Kicker(Some(words)) => of("decided-kicker", &own(words, card)),
        DecisionKind::Kicker(None) => say("decided-no-kicker"),
        DecisionKind::Dek(Dek::House(words)) => of("decided-dek-house", &own(words, card)),
        DecisionKind::Dek(Dek::Source) => say("decided-dek-source"),
        DecisionKind::Dek(Dek::Teaser) => say("decided-dek-teaser"),
        DecisionKind::EditorNote(Some(words)) => of("decided-note", &noted(words)),
        DecisionKind::EditorNote(None) => say("decided-no-note"),
        DecisionKind::Correct(words) => of("decided-correct", &noted(words)),
        DecisionKind::Section(Some(code)) => {
            let both = [("section", &*isolated(&site.section_name(code))), ("why", &*why)];
            site.locale.say_html("decided-section", &both)
        }
        DecisionKind::Section(None) => say("decided-no-section"),
        DecisionKind::Genre(Some(Genre::Report)) => say("decided-report"),
        DecisionKind::Genre(Some(Genre::View)) => say("decided-view"),
        DecisionKind::Genre(None) => say("decided-no-genre"),
        DecisionKind::Withhold => say("decided-withhold"),
        DecisionKind::AskKill(_) => say("decided-ask-kill"),
        DecisionKind::Kill(_) => say("decided-kill"),
        DecisionKind::Undo(_) => say("decided-undo"),
    };
    (by, what)
}

fn pickup_html(pickup: &Pickup, site: &Site) -> String {
    let name = linked(&pickup.url, &isolated(&pickup.name));
    site.locale.say_html("pickup", &[("name", &name), ("at", &time(pickup.at, site))])
}

#[derive(Template)]
#[template(path = "off.html", whitespace = "minimize")]
struct OffTemplate<'a> {
    page: Page<'a>,
    title: String,
    /// Each notice: when, as HTML, and whether it was a kill.
    offs: Vec<(String, bool)>,
}

/// The page of the past of an item that is not shown: when it was withheld or killed, and nothing else.
#[must_use]
pub fn off(site: &Site, offs: &[Off]) -> String {
    let is_killed = offs.iter().any(|off| off.is_kill);
    let title = site.locale.say(if is_killed { "withdrawn-title" } else { "withheld-title" });
    render(&OffTemplate {
        page: Page::new(site, &title, None, &address::front()),
        title,
        offs: offs.iter().map(|off| (head(off.number, off.at, site), off.is_kill)).collect(),
    })
}
