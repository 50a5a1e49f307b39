//! The invented agencies of the demonstration, served on loopback. No place, person or event in them is real.
//!
//! To add a story, write its file under `agencies/` and add a line to `stories.rs`.

mod averinform;
mod bulletin;
mod calendar;
mod channel;
mod diary;
mod meridian;
mod mingjiang;
mod ministry;
mod moment;
mod paper;
mod picture;
mod qamar;
mod safir;
mod sections;
mod serve;
mod site;
mod stories;
mod story;
mod tageblatt;
#[cfg(test)]
mod tests;
mod tolva;
mod words;

pub use diary::{Coming, Released, Version};

use crate::demo::diary::{Diary, whole_seconds};
use crate::demo::site::Sites;
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use std::sync::Arc;
use tokio::sync::watch;

/// An invented agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agency {
    /// Its short name, such as `tolva`.
    pub slug: &'static str,
    /// Its name, such as `Tolva News`.
    pub name: &'static str,
    /// Its host without the port. Every name under `.localhost` leads to loopback (RFC 6761 §6.3).
    pub host: &'static str,
    /// The path of the feed that lists all its stories.
    pub feed: &'static str,
    /// The section that its stories are put into where nothing else says one.
    pub home_section: &'static str,
    /// The BCP 47 tag of its first language.
    pub lang: &'static str,
}

/// What an editor has written down of two agencies' pages: a file name and its text, as docs/site-files.md has it.
pub const SITE_FILES: [(&str, &str); 2] = [
    ("meridian-courier.localhost.toml", include_str!("agencies/meridian/site.toml")),
    ("safir-press.localhost.toml", include_str!("agencies/safir/site.toml")),
];

/// The agencies, in the order in which the demonstration presents them.
pub const AGENCIES: [Agency; 8] = [
    Agency {
        slug: "tolva",
        name: "Tolva News",
        host: "tolva-news.localhost",
        feed: "/rss.xml",
        home_section: "World",
        lang: "en",
    },
    Agency {
        slug: "meridian",
        name: "The Meridian Courier",
        host: "meridian-courier.localhost",
        feed: "/feeds/all.atom",
        home_section: "Politics",
        lang: "en",
    },
    Agency {
        slug: "safir",
        name: "Safir Press",
        host: "safir-press.localhost",
        feed: "/feed.json",
        home_section: "World",
        lang: "en",
    },
    Agency {
        slug: "tolva-mfa",
        name: "Foreign Ministry of Tolva",
        host: "foreign-ministry.localhost",
        feed: "/statements.json",
        home_section: "World",
        lang: "en",
    },
    Agency {
        slug: "averinform",
        name: "Аверинформ",
        host: "averinform.localhost",
        feed: "/export/rdf.xml",
        home_section: "World",
        lang: "ru",
    },
    Agency {
        slug: "qamar",
        name: "وكالة قمر للأنباء",
        host: "qamar-news.localhost",
        feed: "/rss/all",
        home_section: "World",
        lang: "ar",
    },
    Agency {
        slug: "tageblatt",
        name: "Altenfurter Tageblatt",
        host: "altenfurter-tageblatt.localhost",
        feed: "/feeds/alles.atom",
        home_section: "World",
        lang: "de",
    },
    Agency {
        slug: "mingjiang",
        name: "明江日报",
        host: "mingjiang-daily.localhost",
        feed: "/rss/news.xml",
        home_section: "World",
        lang: "zh",
    },
];

/// The host of the channels, among them the ministry's at `/s/tolva_mfa`.
pub const CHANNELS: &str = "channels.localhost";

/// The hosts that a demonstration serves: the agencies', and that of the channels.
pub fn hosts() -> impl Iterator<Item = &'static str> {
    AGENCIES.iter().map(|agency| agency.host).chain([CHANNELS])
}

/// How a demonstration goes.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// The port that the agencies are served on.
    pub port: u16,
    /// The moment at which it was first started: the times of all that was published before derive from it.
    pub epoch: Timestamp,
    /// How many minutes of the stories' files go into one.
    pub speed: f64,
    /// Whether bulletins follow the last story.
    pub has_bulletins: bool,
}

/// A story that its agency took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The short name of its agency.
    pub agency: &'static str,
    /// Where it was.
    pub url: String,
    /// The agency's own words for why.
    pub why: String,
}

/// The agencies, as they are at one moment and after each release.
#[derive(Debug)]
pub struct Agencies(watch::Sender<Arc<Sites>>);

impl Agencies {
    /// The agencies of a demonstration of which `released` has come out: the same arguments give the same bytes.
    #[must_use]
    pub fn new(course: Course, released: Released) -> Self {
        let Course { port, epoch, speed, has_bulletins } = course;
        let epoch = whole_seconds(epoch);
        let sites = Sites::build(Diary { port, epoch, speed, has_bulletins, released });
        Self(watch::Sender::new(Arc::new(sites)))
    }

    /// All of them on one router, told apart by the `Host` header.
    pub fn router(self: &Arc<Self>) -> Router {
        Router::new().fallback_service(get(serve::answer).with_state(self.clone()))
    }

    /// What is still to come out, in the order in which it is due.
    #[must_use]
    pub fn coming(&self) -> Vec<Coming> {
        self.now().diary.coming()
    }

    /// Lets what those keys name come out.
    pub fn release(&self, keys: &[String], at: Timestamp) {
        let next = self.now().after(keys, at);
        self.0.send_replace(Arc::new(next));
    }

    /// The address of a story that is out or was taken back.
    #[must_use]
    pub fn address(&self, agency: &str, slug: &str) -> Option<String> {
        let agency = AGENCIES.iter().find(|known| known.slug == agency)?;
        let paper = site::paper(agency, &self.now().diary);
        let all = paper.shown.iter().chain(&paper.withdrawn);
        all.into_iter().find(|it| it.story.slug == slug).map(|it| it.url.clone())
    }

    /// What the agencies have taken back.
    #[must_use]
    pub fn withdrawals(&self) -> Vec<Withdrawal> {
        let sites = self.now();
        let of = |agency: &'static Agency| {
            let paper = site::paper(agency, &sites.diary);
            let all = paper.withdrawn.into_iter().map(|it| Withdrawal {
                agency: agency.slug,
                why: it.story.dek.to_string(),
                url: it.url,
            });
            all.collect::<Vec<_>>()
        };
        AGENCIES.iter().flat_map(of).collect()
    }

    /// What is served now.
    fn now(&self) -> Arc<Sites> {
        self.0.borrow().clone()
    }
}

/// How many pieces the agencies have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Stories, whatever became of them later.
    pub n_stories: usize,
    /// Those of them that are another agency's copy, word for word.
    pub n_copies: usize,
    /// Corrections that come out after the start.
    pub n_corrections: usize,
    /// Withdrawals that come out after the start.
    pub n_withdrawals: usize,
}

/// How many pieces the agencies have, bulletins not counted.
#[must_use]
pub fn n_pieces() -> Pieces {
    stories::count()
}

/// The address of the agency's home page.
#[must_use]
pub fn home(agency: &Agency, port: u16) -> String {
    format!("http://{}:{port}/", agency.host)
}

/// The address of the feed that lists all its stories.
#[must_use]
pub fn feed_url(agency: &Agency, port: u16) -> String {
    format!("http://{}:{port}{}", agency.host, agency.feed)
}
