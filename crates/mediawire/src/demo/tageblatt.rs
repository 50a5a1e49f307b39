//! The Altenfurter Tageblatt: a paper in German. Atom, JSON-LD; some pieces are for subscribers, some are live.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, section_word};
use crate::demo::sections;
use crate::demo::site::{Resource, notice};
use crate::demo::story::Piece;
use askama::Template;
use jiff::tz::Offset;
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "demo/tageblatt/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: &'a [&'a Shown],
    json_ld: String,
}

#[derive(Template)]
#[template(path = "demo/tageblatt/list.html")]
struct Front<'a> {
    paper: &'a Paper,
    section: Option<&'static str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/tageblatt/atom.xml")]
struct Atom<'a> {
    paper: &'a Paper,
    shown: &'a [&'a Shown],
    updated: String,
}

/// How the Tageblatt places a story.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::constant(1),
        path: |story| format!("/{}/{}.html", path_word(story.section), story.slug),
        when: |_, at, offset| calendar::altenfurter(at, offset),
    }
}

/// Its pages and its feed, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for List { section, shown, changed } in paper.lists() {
        let path = section.map_or_else(|| "/".to_owned(), |it| format!("/{}/", path_word(it)));
        let page = Front { paper, section, shown: &shown }.render();
        all.push((path, Resource::html(page, changed).gzipped()));
    }
    let List { shown, changed, .. } = paper.list(None, |_| true);
    let updated = changed.to_string();
    let feed = Atom { paper, shown: &shown, updated }.render();
    let feed = Resource::rendered("application/atom+xml; charset=utf-8", feed, changed).gzipped();
    all.push((paper.agency.feed.to_owned(), feed));
    for it in &paper.shown {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, more: &more, json_ld: json_ld(paper, it) }.render();
        all.push((it.path.clone(), Resource::html(page, changed).gzipped()));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// What the page says of itself: whether all of it may be read by everybody, and whether it goes on.
fn json_ld(paper: &Paper, it: &Shown) -> String {
    let kind = match () {
        () if it.is("live") => "LiveBlogPosting",
        () if it.is_opinion() => "OpinionNewsArticle",
        () => "NewsArticle",
    };
    let publisher = json!({ "@type": "NewsMediaOrganization", "name": paper.agency.name });
    let mut told = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "mainEntityOfPage": it.url,
        "headline": it.story.title,
        "description": it.story.dek,
        "datePublished": it.iso,
        "dateModified": it.iso_updated,
        "articleSection": named(it.story.section),
        "inLanguage": "de",
        "isAccessibleForFree": !it.is("stub"),
        "author": match &*it.story.author {
            "" => publisher.clone(),
            name => json!({ "@type": "Person", "name": name }),
        },
        "publisher": publisher,
    });
    if let Some(picture) = it.picture() {
        told["image"] = Value::from(format!("{}{picture}", paper.origin));
    }
    if it.is("stub") {
        told["hasPart"] = json!({
            "@type": "WebPageElement",
            "isAccessibleForFree": false,
            "cssSelector": ".tb-plus",
        });
    }
    if it.is("live") {
        told["coverageStartTime"] = Value::from(it.iso.as_str());
    }
    // A script element ends at the first `</`, whatever stands around it.
    told.to_string().replace('<', "\\u003c")
}

/// A section's name.
fn named(section: &str) -> &'static str {
    sections::name(section, "de")
}

/// A section's name in an address.
fn path_word(section: &str) -> String {
    section_word(named(section))
}
