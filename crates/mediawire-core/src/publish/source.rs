//! The page of a source: what it is, how its list is, and its items.

use crate::model::source::Display;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::{Card, Moment, cards};
use crate::publish::html::{host, web_link};
use crate::publish::languages::{LanguageCard, language_cards};
use crate::publish::pages::{Listing, Page, list_page, render};
use crate::publish::site::Site;
use askama::Template;
use jiff::Timestamp;

/// What readers may know of a source. Nothing in it is a secret, or a word of the machinery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// Its home page.
    pub home: String,
    /// The licence or agreement, in words; may be empty.
    pub licence: String,
    /// How much of its items is shown.
    pub display: Display,
    /// Since when the wire retrieves from it.
    pub since: Option<Timestamp>,
    /// The languages of its items that are shown, each with their number, the most first.
    pub languages: Vec<(String, i64)>,
    /// How many of its items are shown.
    pub n_items: i64,
    /// How its list is; `None` for a source that is not polled.
    pub list: Option<Health>,
}

/// How a source's list is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// The name of its format, as `RSS 2.0`; empty if it has not been read yet.
    pub format: String,
    /// When it was asked last.
    pub asked: Option<Timestamp>,
    /// When it last gave a list, or said that it had not changed.
    pub good: Option<Timestamp>,
    /// Since when it has not, and why.
    pub failing: Option<Failing>,
    /// When it is to be asked next.
    pub next: Option<Timestamp>,
}

/// A list that does not answer as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// When it first did not.
    pub since: Timestamp,
    /// Why it did not last.
    pub why: Fault,
}

/// Why a list cannot be had, as far as that concerns readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Nobody answers, or too slowly.
    NoAnswer,
    /// Its connection cannot be trusted.
    NotSecure,
    /// It answers that something broke there, or that it is too busy.
    Broken,
    /// It does not let the wire in, or asks robots to keep out.
    Refused,
    /// There is nothing there any more.
    Gone,
    /// What it gives is no list.
    NoList,
    /// Something else.
    Other,
}

impl Fault {
    /// What a code of the fetch log comes to.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "timeout-connect" | "timeout-header" | "timeout-total" | "too-slow" | "dns"
            | "connect" | "connection" | "reset" | "truncated" | "robots-unreachable" => {
                Self::NoAnswer
            }
            "tls" | "tls-certificate" | "tls-date" | "tls-issuer" | "tls-name" | "tls-revoked"
            | "tls-version" => Self::NotSecure,
            "server-error" | "server-busy" | "unavailable" | "rate" => Self::Broken,
            "auth" | "payment" | "forbidden" | "legal" | "client-error" | "robots" => Self::Refused,
            "not-found" | "gone" => Self::Gone,
            "empty" | "format" | "not-a-feed" | "too-large" | "partial" | "not-http" => {
                Self::NoList
            }
            _ => Self::Other,
        }
    }

    fn say(self, site: &Site) -> String {
        match self {
            Self::NoAnswer => site.locale.say("fault-no-answer"),
            Self::NotSecure => site.locale.say("fault-not-secure"),
            Self::Broken => site.locale.say("fault-broken"),
            Self::Refused => site.locale.say("fault-refused"),
            Self::Gone => site.locale.say("fault-gone"),
            Self::NoList => site.locale.say("fault-no-list"),
            Self::Other => site.locale.say("fault-other"),
        }
    }
}

#[derive(Template)]
#[template(path = "source.html", whitespace = "minimize")]
struct SourceTemplate<'a> {
    page: Page<'a>,
    title: &'a str,
    facts: &'a SourceFacts,
    home: Option<String>,
    host: String,
    since: Option<Moment>,
    languages: Vec<LanguageCard<'a>>,
    n_items: String,
    /// How much is shown, in words.
    shows: String,
    /// How it is retrieved, in words.
    list: String,
    asked: Option<Past>,
    good: Option<Past>,
    /// Since when, and why in words.
    failing: Option<(Moment, String)>,
    next: Option<Moment>,
    items: Vec<Card<'a>>,
    is_older: bool,
    older: Option<String>,
    head: i64,
}

/// A moment, and how long ago it is.
struct Past {
    at: Moment,
    age: String,
}

/// The page of a source: on the newest page of its list what is known of it stands first.
#[must_use]
pub fn source(site: &Site, now: Timestamp, facts: &SourceFacts, listing: &Listing) -> String {
    let now = minute(now);
    let health = facts.list.as_ref();
    let locale = &*site.locale;
    let past = |at: Timestamp| Past {
        at: Moment::of(at, site),
        age: locale.age(at, now, &site.time_zone),
    };
    let failing = health.and_then(|health| health.failing.as_ref());
    render(&SourceTemplate {
        page: list_page(site, listing),
        title: &listing.title,
        facts,
        home: web_link(&facts.home),
        host: host(&facts.home),
        since: facts.since.map(|at| Moment::of(at, site)),
        languages: language_cards(site, &facts.languages),
        n_items: locale.number(facts.n_items.unsigned_abs()),
        shows: match facts.display {
            Display::Full => locale.say("shows-full"),
            Display::Teaser => locale.say("shows-teaser"),
            Display::Headline => locale.say("shows-headline"),
        },
        list: match health.map(|health| health.format.as_str()) {
            None => locale.say("from-no-list"),
            Some("") => locale.say("from-list"),
            Some(format) => locale.say_with("from-list-of", &[("format", format)]),
        },
        asked: health.and_then(|health| health.asked).map(past),
        good: health.and_then(|health| health.good).map(past),
        failing: failing.map(|failing| (Moment::of(failing.since, site), failing.why.say(site))),
        // What is due already is as good as being asked.
        next: health.and_then(|health| health.next).map(|at| Moment::of(at.max(now), site)),
        items: cards(&listing.items, site, now),
        is_older: listing.before.is_some(),
        older: listing.next.map(|number| site.at(&address::before(&listing.path, number))),
        head: listing.head,
    })
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn every_fault_has_a_code() {
        for (code, fault) in [
            ("timeout-header", Fault::NoAnswer),
            ("tls", Fault::NotSecure),
            ("server-error", Fault::Broken),
            ("robots", Fault::Refused),
            ("gone", Fault::Gone),
            ("not-a-feed", Fault::NoList),
            ("", Fault::Other),
            ("forbidden-address", Fault::Other),
        ] {
            assert_eq!(Fault::of(code), fault, "{code}");
        }
    }
}
