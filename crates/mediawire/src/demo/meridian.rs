//! The Meridian Courier: a newspaper. Atom, microdata, no `<article>`, its pages in windows-1252.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, section_word};
use crate::demo::site::{PAGE_AGE_S, Resource, notice};
use crate::demo::story::{Piece, Story};
use askama::Template;
use jiff::tz::Offset;

#[derive(Template)]
#[template(path = "demo/meridian/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: Vec<&'a Shown>,
}

#[derive(Template)]
#[template(path = "demo/meridian/list.html")]
struct Front<'a> {
    paper: &'a Paper,
    section: Option<&'a str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/meridian/atom.xml")]
struct Atom<'a> {
    paper: &'a Paper,
    title: &'a str,
    shown: &'a [&'a Shown],
    self_path: &'a str,
    updated: String,
}

/// A feed's path, its title, and which stories belong to it.
type Feed = (&'static str, &'static str, fn(&Story) -> bool);

/// How the Courier places a story: its opinion columns stand apart.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::UTC,
        path: |story| match is_opinion(story) {
            true => format!("/opinion/{}.html", story.slug),
            false => format!("/articles/{}.html", story.slug),
        },
        when: |_, at, offset| calendar::meridian(at, offset),
    }
}

/// Its pages and feeds, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for List { section, shown, changed } in paper.lists() {
        let path = section
            .map_or_else(|| "/".to_owned(), |name| format!("/section/{}.html", section_word(name)));
        let page = Front { paper, section, shown: &shown }.render();
        let page = page.expect("a template of strings renders");
        all.push((path, html(&page, changed)));
    }
    let feeds: [Feed; 3] = [
        ("/feeds/all.atom", "The Meridian Courier", |_| true),
        ("/feeds/news.atom", "The Meridian Courier: News", |story| !is_opinion(story)),
        ("/feeds/opinion.atom", "The Meridian Courier: Opinion", is_opinion),
    ];
    for (self_path, title, belongs) in feeds {
        let List { shown, changed, .. } = paper.list(None, belongs);
        let updated = changed.to_string();
        let feed = Atom { paper, title, shown: &shown, self_path, updated }.render();
        let feed = Resource::rendered("application/atom+xml; charset=utf-8", feed, changed);
        all.push((self_path.to_owned(), feed));
    }
    for it in &paper.shown {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, more }.render();
        let page = page.expect("a template of strings renders");
        all.push((it.path.clone(), html(&page, changed)));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

fn is_opinion(story: &Story) -> bool {
    story.section == "Opinion"
}

/// The header leaves the charset to the page's own `meta`, as old systems do; what windows-1252 lacks becomes a
/// character reference.
fn html(page: &str, modified: jiff::Timestamp) -> Resource {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(page);
    Resource::new("text/html", bytes.into_owned(), modified, PAGE_AGE_S)
}
