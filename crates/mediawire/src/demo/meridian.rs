//! The Meridian Courier: a newspaper. Atom, microdata, no `<article>`, its pages in windows-1252.

use crate::demo::calendar;
use crate::demo::paper::{Habits, Paper, Shown, section_word};
use crate::demo::site::{PAGE_AGE_S, Resource};
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
struct List<'a> {
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
    let sections = paper.sections();
    for section in sections.into_iter().map(Some).chain([None]) {
        let shown = paper.of_section(section);
        let path = section
            .map_or_else(|| "/".to_owned(), |name| format!("/section/{}.html", section_word(name)));
        let page = List { paper, section, shown: &shown }.render();
        let page = page.expect("a template of strings renders");
        all.push((path, html(&page, Paper::changed(&shown))));
    }
    let feeds: [Feed; 3] = [
        ("/feeds/all.atom", "The Meridian Courier", |_| true),
        ("/feeds/news.atom", "The Meridian Courier: News", |story| !is_opinion(story)),
        ("/feeds/opinion.atom", "The Meridian Courier: Opinion", is_opinion),
    ];
    for (self_path, title, belongs) in feeds {
        let shown: Vec<&Shown> = paper.shown.iter().filter(|it| belongs(&it.story)).collect();
        let changed = Paper::changed(&shown);
        let updated = changed.to_string();
        let feed = Atom { paper, title, shown: &shown, self_path, updated }.render();
        let feed = feed.expect("a template of strings renders");
        let feed = Resource::new("application/atom+xml; charset=utf-8", feed, changed, PAGE_AGE_S);
        all.push((self_path.to_owned(), feed));
    }
    for it in &paper.shown {
        let page = Article { paper, it, more: paper.more(it) }.render();
        let page = page.expect("a template of strings renders");
        all.push((it.path.clone(), html(&page, it.updated)));
    }
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
