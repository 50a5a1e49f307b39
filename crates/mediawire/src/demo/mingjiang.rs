//! The Mingjiang Daily: a paper in Chinese. RSS 2.0, pages in GBK that say nothing of themselves, pictures in rows.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, number, section_word};
use crate::demo::sections;
use crate::demo::site::{PAGE_AGE_S, Resource, notice};
use crate::demo::story::Piece;
use askama::Template;
use jiff::Timestamp;
use jiff::tz::Offset;

#[derive(Template)]
#[template(path = "demo/mingjiang/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/mingjiang/list.html")]
struct Front<'a> {
    paper: &'a Paper,
    section: Option<&'static str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/mingjiang/rss.xml")]
struct Rss<'a> {
    paper: &'a Paper,
    shown: &'a [&'a Shown],
}

/// How the Daily places a story: by section and number.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::constant(8),
        path: |story| {
            format!("/{}/n{}/{}.shtml", section_word(story.section), number(story), story.slug)
        },
        when: |_, at, offset| calendar::mingjiang(at, offset),
    }
}

/// Its pages and its feed, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for List { section, shown, changed } in paper.lists() {
        let path = section.map_or_else(|| "/".to_owned(), |it| format!("/{}/", section_word(it)));
        let page = Front { paper, section, shown: &shown }.render();
        all.push((path, html(page, changed)));
    }
    let List { shown, changed, .. } = paper.list(None, |_| true);
    let feed = Rss { paper, shown: &shown }.render();
    let feed = Resource::rendered("text/xml; charset=utf-8", feed, changed);
    all.push((paper.agency.feed.to_owned(), feed));
    for it in &paper.shown {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, more: &more }.render();
        all.push((it.path.clone(), html(page, changed)));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// The header leaves the charset to the page's own `meta`; what GBK lacks becomes a character reference.
fn html(page: askama::Result<String>, modified: Timestamp) -> Resource {
    let page = page.expect("a template of strings renders");
    let (bytes, _, _) = encoding_rs::GBK.encode(&page);
    Resource::new("text/html", bytes.into_owned(), modified, PAGE_AGE_S)
}

/// A section's name.
fn named(section: &str) -> &'static str {
    sections::name(section, "zh")
}
