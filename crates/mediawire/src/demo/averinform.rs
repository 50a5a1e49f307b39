//! Averinform: an agency in Russian. RSS 1.0 (RDF), Open Graph and microdata, the next story below each.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, number, section_word};
use crate::demo::sections;
use crate::demo::site::{Resource, notice};
use crate::demo::story::Piece;
use askama::Template;
use jiff::tz::Offset;

#[derive(Template)]
#[template(path = "demo/averinform/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    latest: &'a [&'a Shown],
    next: Option<&'a Shown>,
}

#[derive(Template)]
#[template(path = "demo/averinform/list.html")]
struct Front<'a> {
    paper: &'a Paper,
    section: Option<&'static str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/averinform/rdf.xml")]
struct Rdf<'a> {
    paper: &'a Paper,
    shown: &'a [&'a Shown],
}

/// How Averinform places a story: by day and number.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::UTC,
        path: |story| {
            format!("/{}/{}-{}.html", section_word(story.section), number(story), story.slug)
        },
        when: |_, at, offset| calendar::averine(at, offset),
    }
}

/// Its pages and its feed, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for List { section, shown, changed } in paper.lists() {
        let path =
            section.map_or_else(|| "/".to_owned(), |name| format!("/{}/", section_word(name)));
        let page = Front { paper, section, shown: &shown }.render();
        all.push((path, Resource::html(page, changed).gzipped()));
    }
    let List { shown, changed, .. } = paper.list(None, |_| true);
    let feed = Rdf { paper, shown: &shown }.render();
    let feed = Resource::rendered("application/rdf+xml; charset=utf-8", feed, changed).gzipped();
    all.push((paper.agency.feed.to_owned(), feed));
    let latest: Vec<&Shown> = shown.iter().copied().take(8).collect();
    for (i, it) in paper.shown.iter().enumerate() {
        let next = paper.shown.get(i + 1);
        let below: Vec<&Shown> = latest.iter().copied().chain(next).collect();
        let changed = paper.page_changed(it, &below);
        let page = Article { paper, it, latest: &latest, next }.render();
        all.push((it.path.clone(), Resource::html(page, changed).gzipped()));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// A section's name.
fn named(section: &str) -> &'static str {
    sections::name(section, "ru")
}
