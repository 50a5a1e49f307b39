//! The search page: a form that works without a script, and what was found.

use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::Card;
use crate::publish::html::push_escaped;
use crate::publish::pages::{Page, render};
use crate::publish::site::Site;
use crate::text::highlight::Piece;
use askama::Template;
use jiff::Timestamp;

/// What was asked, as the form shows it again. The empty text is no filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words.
    pub q: String,
    /// A source's slug.
    pub source: String,
    /// A section's code.
    pub section: String,
    /// A language.
    pub lang: String,
    /// `report` or `view`.
    pub genre: String,
    /// The first day, `2026-11-25`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The newest first, instead of those that fit best.
    pub is_newest_first: bool,
    /// The page of the results, from 1.
    pub page: usize,
}

/// What a reader is told about the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// It is longer than what is read of one.
    Cut,
    /// The first day is none.
    BadFrom,
    /// The last day is none.
    BadTo,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was asked.
    NotAsked,
    /// The index is being made.
    NotReady,
    /// This was found.
    Found {
        /// How many items there are on all pages.
        n: usize,
        /// Those of this page.
        hits: Vec<Hit>,
        /// How many pages there are.
        n_pages: usize,
    },
}

/// An item that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What may be shown of it.
    pub shown: Shown,
    /// Its headline.
    pub headline: Vec<Piece>,
    /// The stretch of its text that says most of what was searched for; empty if none does.
    pub snippet: Vec<Piece>,
}

/// A value of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the address.
    pub value: String,
    /// As readers see it.
    pub name: String,
    /// How many items it has among those found, this filter apart.
    pub n: u64,
}

/// The values of every filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The sources.
    pub sources: Vec<Choice>,
    /// The sections.
    pub sections: Vec<Choice>,
    /// The languages.
    pub langs: Vec<Choice>,
    /// Report and view.
    pub genres: Vec<Choice>,
}

/// The search page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage {
    /// What was asked.
    pub asked: Asked,
    /// What the reader is told about that.
    pub notices: Vec<Notice>,
    /// What may be chosen.
    pub choices: Choices,
    /// What came of it.
    pub outcome: Outcome,
}

impl Asked {
    /// The address of page `n` of this question, in the site's first language.
    #[must_use]
    pub fn address(&self, n: usize) -> String {
        let n = if n > 1 { n.to_string() } else { String::new() };
        let sort = if self.is_newest_first { "new" } else { "" };
        let all = [
            ("q", self.q.as_str()),
            ("source", &self.source),
            ("section", &self.section),
            ("lang", &self.lang),
            ("genre", &self.genre),
            ("from", &self.from),
            ("to", &self.to),
            ("sort", sort),
            ("page", &n),
        ];
        let set: Vec<_> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if set.is_empty() { address::search() } else { address::found(&set) }
    }

    /// Whether there is a filter.
    #[must_use]
    pub fn has_filter(&self) -> bool {
        let all = [&self.source, &self.section, &self.lang, &self.genre, &self.from, &self.to];
        all.iter().any(|value| !value.is_empty())
    }
}

#[derive(Template)]
#[template(path = "search.html", whitespace = "minimize")]
struct SearchTemplate<'a> {
    page: Page<'a>,
    asked: &'a Asked,
    notices: Vec<String>,
    filters: [Filter<'a>; 4],
    count: String,
    hits: Vec<HitCard<'a>>,
    previous: Option<String>,
    next: Option<String>,
}

struct Filter<'a> {
    name: &'static str,
    label: String,
    all: String,
    options: Vec<Opt<'a>>,
}

struct Opt<'a> {
    choice: &'a Choice,
    n: String,
    is_chosen: bool,
}

struct HitCard<'a> {
    card: Card<'a>,
    headline: String,
    snippet: String,
}

/// The search page as HTML.
#[must_use]
pub fn search(site: &Site, now: Timestamp, search: &SearchPage) -> String {
    let now = minute(now);
    let locale = &*site.locale;
    let SearchPage { asked, notices, choices, outcome } = search;
    let title = match asked.q.trim() {
        "" => locale.say("search"),
        q => locale.say_with("search-title", &[("words", q)]),
    };
    let (hits, n_pages) = match outcome {
        Outcome::Found { hits, n_pages, .. } => (hits.as_slice(), *n_pages),
        Outcome::NotAsked | Outcome::NotReady => (&[][..], 0),
    };
    let here = asked.page.max(1);
    let mut notices: Vec<String> = notices.iter().map(|notice| locale.say(notice.key())).collect();
    if *outcome == Outcome::NotReady {
        notices.push(locale.say("search-not-ready"));
    }
    // No canonical address: a page of results is not for other searches to find.
    let mut page = Page::new(site, &title, None, &address::front());
    page.speaks_at(&asked.address(here));
    let address_of = |n: usize| site.at(&asked.address(n));
    let filter = |name, choices, chosen| filter(site, name, choices, chosen);
    render(&SearchTemplate {
        page,
        asked,
        notices,
        filters: [
            filter("source", &choices.sources, &asked.source),
            filter("section", &choices.sections, &asked.section),
            filter("lang", &choices.langs, &asked.lang),
            filter("genre", &choices.genres, &asked.genre),
        ],
        count: count(site, outcome, here),
        hits: hits.iter().map(|hit| hit_card(hit, site, now)).collect(),
        previous: (here > 1).then(|| address_of(here - 1)),
        next: (here < n_pages).then(|| address_of(here + 1)),
    })
}

impl Notice {
    /// The key of its words.
    fn key(self) -> &'static str {
        match self {
            Self::Cut => "search-cut",
            Self::BadFrom => "search-bad-from",
            Self::BadTo => "search-bad-to",
        }
    }
}

/// How much was found, and which page of it this is; empty if nothing was asked.
fn count(site: &Site, outcome: &Outcome, here: usize) -> String {
    let locale = &*site.locale;
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    match outcome {
        Outcome::NotAsked | Outcome::NotReady => String::new(),
        Outcome::Found { n: 0, .. } => locale.say("search-nothing"),
        Outcome::Found { n, n_pages, .. } => {
            let n = locale.say_n("n-items", number(*n), &[]);
            let (here, pages) = (locale.number(number(here)), locale.number(number(*n_pages)));
            let values = [("items", n.as_str()), ("page", &here), ("pages", &pages)];
            if *n_pages > 1 { locale.say_with("search-page", &values) } else { n }
        }
    }
}

fn filter<'a>(site: &Site, name: &'static str, choices: &'a [Choice], chosen: &str) -> Filter<'a> {
    let option = |choice: &'a Choice| Opt {
        choice,
        n: site.locale.number(choice.n),
        is_chosen: choice.value == chosen,
    };
    let options = choices.iter().map(option).collect();
    let label = site.locale.say(&format!("search-{name}"));
    Filter { name, label, all: site.locale.say(&format!("search-{name}-all")), options }
}

fn hit_card<'a>(hit: &'a Hit, site: &'a Site, now: Timestamp) -> HitCard<'a> {
    HitCard {
        card: Card::of(&hit.shown, site, now),
        headline: marked(&hit.headline),
        snippet: marked(&hit.snippet),
    }
}

/// Pieces as HTML.
fn marked(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for Piece { text, is_hit } in pieces {
        if *is_hit {
            out.push_str("<mark>");
        }
        push_escaped(&mut out, text);
        if *is_hit {
            out.push_str("</mark>");
        }
    }
    out
}
