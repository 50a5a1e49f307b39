//! What templates show of an item: every field ready to be written.

use crate::model::source::Genre;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::{Stated, is_old, stated};
use crate::publish::html::{escape, web_link};
use crate::publish::language::{dir, tag};
use crate::publish::site::Site;
use jiff::Timestamp;
use std::borrow::Cow;

/// What templates show of an item, in a list or at the head of its own page.
pub(super) struct Card<'a> {
    pub(super) shown: &'a Shown,
    pub(super) href: String,
    /// Of the item's text; empty where it is not known.
    pub(super) lang: &'a str,
    pub(super) dir: &'static str,
    pub(super) section: Cow<'a, str>,
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
        Self { machine: machine(at), human: site.locale.date(at, &site.time_zone) }
    }
}

/// RFC 3339 in UTC, in whole seconds.
pub(super) fn machine(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

impl<'a> Card<'a> {
    pub(super) fn of(shown: &'a Shown, site: &'a Site, now: Timestamp) -> Self {
        let published = shown.source_published.as_ref();
        let locale = &*site.locale;
        Self {
            href: site.at(&address::article(&shown.public)),
            lang: tag(shown.lang.as_deref()),
            dir: dir(shown.lang.as_deref()),
            section: site.section_name(&shown.section),
            section_href: site.at(&address::section(&shown.section)),
            source_href: site.at(&address::source(&shown.source)),
            source_link: web_link(&shown.source_url),
            is_view: shown.genre == Genre::View,
            published: Moment::of(shown.published, site),
            age: locale.age(shown.published, now, &site.time_zone),
            stated: published.map(|time| stated(time, locale)),
            updated: shown
                .source_updated
                .as_ref()
                .filter(|t| Some(*t) != published)
                .map(|time| stated(time, locale)),
            old: published.filter(|time| is_old(time.at, now)).map(|time| stated(time, locale).day),
            shown,
        }
    }

    /// Who wrote it and where it is from, as HTML.
    pub(super) fn byline(&self, site: &Site) -> String {
        let isolated = |name: &String| format!("<bdi>{}</bdi>", escape(name));
        let authors: Vec<String> = self.shown.authors.iter().map(isolated).collect();
        let comma = if site.locale.dir == "rtl" { "، " } else { ", " };
        let key = if authors.is_empty() { "by-source" } else { "by" };
        let source = isolated(&self.shown.source_name);
        let source = format!("<a href=\"{}\">{source}</a>", escape(&self.source_href));
        site.locale.say_html(key, &[("authors", &authors.join(comma)), ("source", &source)])
    }

    /// The words under `key` with the source's name in them, as HTML.
    pub(super) fn naming_source(&self, site: &Site, key: &str) -> String {
        let name = format!("<bdi>{}</bdi>", escape(&self.shown.source_name));
        site.locale.say_html(key, &[("source", &name)])
    }

    /// What the source's own headline is, as HTML; empty if it is the one that is shown.
    pub(super) fn headline_at_source(&self, site: &Site) -> String {
        let Some(headline) = &self.shown.source_headline else { return String::new() };
        let (lang, dir, headline) = (self.lang, self.dir, escape(headline));
        let told = format!("<bdi lang=\"{lang}\" dir=\"{dir}\">{headline}</bdi>");
        site.locale.say_html("headline-at-source", &[("headline", &told)])
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
