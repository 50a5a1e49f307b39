//! Tolva News: an agency. RSS 2.0 with short descriptions that say what was withdrawn, JSON-LD, gzip,
//! dates with the capital's time.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, section_word};
use crate::demo::site::Resource;
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
#[template(path = "demo/tolva/notice.html")]
struct Notice<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: Vec<&'a Shown>,
}

#[derive(Template)]
#[template(path = "demo/tolva/list.html")]
struct Front<'a> {
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
    /// Its feeds say of what was taken back that it was.
    withdrawn: Vec<&'a Shown>,
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
    let mut all = Vec::new();
    for list in paper.lists() {
        let List { section, shown, changed } = &list;
        let front =
            section.map_or_else(|| "/".to_owned(), |name| format!("/{}/", section_word(name)));
        let feed = format!("{front}rss.xml");
        let page = Front { paper, section: *section, shown }.render();
        let is_in = |it: &&Shown| section.is_none_or(|section| it.story.section == section);
        let withdrawn = paper.withdrawn.iter().filter(is_in).collect();
        let items = Rss { paper, section: *section, shown, withdrawn, self_path: &feed }.render();
        let items = Resource::rendered("application/rss+xml; charset=utf-8", items, *changed);
        all.push((front, Resource::html(page, *changed).gzipped()));
        all.push((feed, items.gzipped()));
    }
    for it in &paper.shown {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, more, json_ld: json_ld(paper, it) }.render();
        all.push((it.path.clone(), Resource::html(page, changed).gzipped()));
    }
    for it in &paper.withdrawn {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Notice { paper, it, more }.render();
        all.push((it.path.clone(), Resource::html(page, changed).gzipped().gone()));
    }
    all
}

fn json_ld(paper: &Paper, it: &Shown) -> String {
    let author = match &*it.story.author {
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
