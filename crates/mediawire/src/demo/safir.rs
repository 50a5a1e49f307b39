//! Safir Press: an agency in English and Persian. JSON Feed, Open Graph, pages from right to left.

use crate::demo::calendar;
use crate::demo::paper::{self, Habits, List, Paper, Shown, section_word};
use crate::demo::site::{PAGE_AGE_S, Resource, notice};
use crate::demo::story::Piece;
use crate::demo::words::Words;
use askama::Template;
use jiff::tz::Offset;
use serde_json::{Value, json};

/// Three hours and a half from UTC.
const OFFSET_S: i32 = 12_600;

#[derive(Template)]
#[template(path = "demo/safir/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    words: &'static Words,
    menu: Vec<(String, &'static str)>,
    more: Vec<&'a Shown>,
}

#[derive(Template)]
#[template(path = "demo/safir/list.html")]
struct Front<'a> {
    words: &'static Words,
    menu: Vec<(String, &'static str)>,
    section: Option<&'a str>,
    shown: &'a [&'a Shown],
}

/// How Safir places a story: by language and number.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::from_seconds(OFFSET_S).expect("less than a day"),
        path: |story| format!("/{}/{}/{}", story.lang, paper::number(story), story.slug),
        when: |story, at, offset| match story.lang == "fa" {
            true => calendar::persian(at, offset),
            false => calendar::safir(at, offset),
        },
    }
}

/// Its pages and feeds, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for (lang, front) in [("en", "/"), ("fa", "/fa/")] {
        let words = Words::of(lang);
        for section in paper.sections().iter().copied().map(Some).chain([None]) {
            let List { shown, changed, .. } = paper.list(section, |story| story.lang == lang);
            let path = section.map_or_else(
                || front.to_owned(),
                |name| format!("/{lang}/service/{}", section_word(name)),
            );
            let page = Front { words, menu: menu(paper, words), section, shown: &shown };
            all.push((path, Resource::html(page.render(), changed)));
        }
    }
    for (path, lang) in [("/feed.json", None), ("/fa/feed.json", Some("fa"))] {
        let list = paper.list(None, |story| lang.is_none_or(|lang| story.lang == lang));
        let feed = feed(paper, path, &list.shown).to_string();
        let kind = "application/feed+json; charset=utf-8";
        let feed = Resource::new(kind, feed, list.changed, PAGE_AGE_S);
        all.push((path.to_owned(), feed));
    }
    for it in &paper.shown {
        let words = Words::of(it.story.lang);
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, words, menu: menu(paper, words), more }.render();
        all.push((it.path.clone(), Resource::html(page, changed)));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// JSON Feed 1.1, with the whole text in each item.
fn feed(paper: &Paper, path: &str, shown: &[&Shown]) -> Value {
    let items = shown.iter().map(|it| {
        let mut item = json!({
            "id": it.url,
            "url": it.url,
            "title": it.story.title,
            "summary": it.story.dek,
            "content_html": it.announced_html(),
            "language": it.story.lang,
            "tags": [it.story.section],
            "date_published": it.iso,
            "date_modified": it.iso_updated,
        });
        if let Some(picture) = it.picture() {
            item["image"] = format!("{}{picture}", paper.origin).into();
        }
        if !it.story.author.is_empty() {
            item["authors"] = json!([{ "name": it.story.author }]);
        }
        item
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.agency.name,
        "home_page_url": format!("{}/", paper.origin),
        "feed_url": format!("{}{path}", paper.origin),
        "description": "News from Rudbaran and the plain of Narvan, in English and Persian",
        "language": if path.starts_with("/fa/") { "fa" } else { paper.agency.lang },
        "authors": [{ "name": paper.agency.name }],
        "items": items.collect::<Vec<_>>(),
    })
}

/// The pages of the sections, with their names in the language of `words`.
fn menu(paper: &Paper, words: &Words) -> Vec<(String, &'static str)> {
    let page = |section| format!("/{}/service/{}", words.lang, section_word(section));
    paper.sections().iter().map(|section| (page(section), words.section(section))).collect()
}
