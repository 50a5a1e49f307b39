//! What templates show of an item: every field ready to be written.

use crate::model::source::Genre;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::{Stated, age, date, is_old, stated};
use crate::publish::html::web_link;
use crate::publish::language::{dir, tag};
use crate::publish::site::Site;
use jiff::Timestamp;

/// What templates show of an item, in a list or at the head of its own page.
pub(super) struct Card<'a> {
    pub(super) shown: &'a Shown,
    pub(super) href: String,
    /// Of the item's text; empty where it is not known.
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    pub(super) section: &'a str,
    pub(super) section_href: String,
    pub(super) source_href: String,
    /// The source's address, if it is one that may be a link.
    pub(super) source_link: Option<String>,
    pub(super) is_view: bool,
    pub(super) published: Moment,
    pub(super) age: String,
    pub(super) stated: Option<Stated>,
    pub(super) updated: Option<Stated>,
    /// The day of the piece, if it is old news.
    pub(super) old: Option<String>,
}

/// A moment of the wire's own.
pub(super) struct Moment {
    /// For `<time datetime>`: RFC 3339, in whole seconds.
    pub(super) machine: String,
    pub(super) human: String,
}

impl Moment {
    pub(super) fn of(at: Timestamp, site: &Site) -> Self {
        Self { machine: machine(at), human: date(at, &site.time_zone) }
    }
}

/// RFC 3339 in UTC, in whole seconds.
pub(super) fn machine(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

impl<'a> Card<'a> {
    pub(super) fn of(shown: &'a Shown, site: &'a Site, now: Timestamp) -> Self {
        let published = shown.source_published.as_ref();
        Self {
            href: address::article(&shown.public),
            lang: tag(shown.lang.as_deref()),
            dir: dir(shown.lang.as_deref()),
            section: site.section_name(&shown.section),
            section_href: address::section(&shown.section),
            source_href: address::source(&shown.source),
            source_link: web_link(&shown.source_url),
            is_view: shown.genre == Genre::View,
            published: Moment::of(shown.published, site),
            age: age(shown.published, now),
            stated: published.map(stated),
            updated: shown.source_updated.as_ref().filter(|t| Some(*t) != published).map(stated),
            old: published.filter(|time| is_old(time.at, now)).map(|time| stated(time).day),
            shown,
        }
    }

    /// A teaser, or the dek where there is none.
    pub(super) fn words(&self) -> &str {
        match &self.shown.dek {
            Some(dek) if self.shown.teaser.is_empty() => dek,
            _ => &self.shown.teaser,
        }
    }
}

/// Cards of several items.
pub(super) fn cards<'a>(items: &'a [Shown], site: &'a Site, now: Timestamp) -> Vec<Card<'a>> {
    items.iter().map(|shown| Card::of(shown, site, now)).collect()
}
