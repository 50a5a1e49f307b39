//! Tolva News: an agency. RSS 2.0 with short descriptions, JSON-LD, gzip, dates with the capital's time.

use crate::demo::calendar;
use crate::demo::paper::{Habits, Paper, Shown, section_word};
use crate::demo::site::{PAGE_AGE_S, Resource};
use crate::demo::story::Piece;
use askama::Template;
use jiff::tz::Offset;
use serde_json::json;

#[derive(Template)]
#[template(path = "demo/tolva/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: Vec<&'a Shown>,
    json_ld: String,
}

#[derive(Template)]
#[template(path = "demo/tolva/list.html")]
struct List<'a> {
    paper: &'a Paper,
    section: Option<&'a str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/tolva/rss.xml")]
struct Rss<'a> {
    paper: &'a Paper,
    section: Option<&'a str>,
    shown: &'a [&'a Shown],
    self_path: &'a str,
}

/// How Tolva News places a story.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::constant(2),
        path: |story| format!("/{}/{}", section_word(story.section), story.slug),
        when: |_, at, offset| calendar::tolvan(at, offset),
    }
}

/// Its pages and feeds, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let html = |page: String, modified| {
        Resource::new("text/html; charset=utf-8", page, modified, PAGE_AGE_S).gzipped()
    };
    let rss = |feed: String, modified| {
        Resource::new("application/rss+xml; charset=utf-8", feed, modified, PAGE_AGE_S).gzipped()
    };
    let mut all = Vec::new();
    let sections = paper.sections();
    for section in sections.into_iter().map(Some).chain([None]) {
        let shown = paper.of_section(section);
        let changed = Paper::changed(&shown);
        let front =
            section.map_or_else(|| "/".to_owned(), |name| format!("/{}/", section_word(name)));
        let feed = format!("{front}rss.xml");
        let page = List { paper, section, shown: &shown }.render();
        let items = Rss { paper, section, shown: &shown, self_path: &feed }.render();
        all.push((front, html(page.expect("a template of strings renders"), changed)));
        all.push((feed, rss(items.expect("a template of strings renders"), changed)));
    }
    for it in &paper.shown {
        let page = Article { paper, it, more: paper.more(it), json_ld: json_ld(paper, it) };
        let page = page.render().expect("a template of strings renders");
        all.push((it.path.clone(), html(page, it.updated)));
    }
    all
}

fn json_ld(paper: &Paper, it: &Shown) -> String {
    let author = match it.story.author {
        "" => json!({ "@type": "Organization", "name": paper.agency.name }),
        name => json!({ "@type": "Person", "name": name }),
    };
    let told = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": it.url,
        "headline": it.story.title,
        "description": it.story.dek,
        "datePublished": it.iso,
        "dateModified": it.iso_updated,
        "articleSection": it.story.section,
        "inLanguage": it.story.lang,
        "image": it.picture().map(|path| format!("{}{path}", paper.origin)),
        "author": author,
        "publisher": { "@type": "NewsMediaOrganization", "name": paper.agency.name },
    });
    // A script element ends at the first `</`, whatever stands around it.
    told.to_string().replace('<', "\\u003c")
}
