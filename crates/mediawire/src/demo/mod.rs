//! The invented agencies of the demonstration, served on loopback. No place, person or event in them is real.
//!
//! To add a story, write its file under `agencies/` and add a line to `stories.rs`.

mod calendar;
mod meridian;
mod paper;
mod picture;
mod safir;
mod serve;
mod site;
mod stories;
mod story;
#[cfg(test)]
mod tests;
mod tolva;
mod words;

use axum::Router;
use axum::routing::get;
use jiff::Timestamp;
use std::sync::Arc;

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

/// The agencies, in the order in which the demonstration presents them.
pub const AGENCIES: [Agency; 3] = [
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
];

/// All agencies on one router, told apart by the `Host` header.
///
/// Every time that they state derives from `epoch`, the moment at which the demonstration was first started: the same
/// port and epoch give the same bytes. `port` is the one that the router is served on.
pub fn router(port: u16, epoch: Timestamp) -> Router {
    let sites = Arc::new(site::build(port, whole_seconds(epoch)));
    Router::new().fallback_service(get(serve::answer).with_state(sites))
}

/// HTTP's dates have no fractions, so the agencies' own have none either.
fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).expect("a moment without its fraction is one")
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
