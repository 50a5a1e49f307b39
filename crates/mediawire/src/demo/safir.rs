//! Safir Press: an agency in English and Persian. JSON Feed, Open Graph, pages from right to left.

use crate::demo::calendar;
use crate::demo::paper::{self, Habits, Paper, Shown, section_word};
use crate::demo::site::{PAGE_AGE_S, Resource};
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
struct List<'a> {
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
        when: |story, at, offset| match story.is_rtl() {
            true => calendar::persian(at, offset),
            false => calendar::safir(at, offset),
        },
    }
}

/// Its pages and feeds, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let html = |page: askama::Result<String>, modified| {
        let page = page.expect("a template of strings renders");
        Resource::new("text/html; charset=UTF-8", page, modified, PAGE_AGE_S)
    };
    let mut all = Vec::new();
    for (lang, front) in [("en", "/"), ("fa", "/fa/")] {
        let words = Words::of(lang);
        let sections = paper.sections();
        for section in sections.into_iter().map(Some).chain([None]) {
            let mut shown = paper.of_section(section);
            shown.retain(|it| it.story.lang == lang);
            if shown.is_empty() {
                continue;
            }
            let path = section.map_or_else(
                || front.to_owned(),
                |name| format!("/{lang}/service/{}", section_word(name)),
            );
            let page = List { words, menu: menu(paper, words), section, shown: &shown };
            let page = page.render();
            all.push((path, html(page, Paper::changed(&shown))));
        }
    }
    for (path, lang) in [("/feed.json", None), ("/fa/feed.json", Some("fa"))] {
        let mut shown = paper.of_section(None);
        shown.retain(|it| lang.is_none_or(|lang| it.story.lang == lang));
        let feed = feed(paper, path, &shown).to_string();
        let changed = Paper::changed(&shown);
        let feed = Resource::new("application/feed+json; charset=utf-8", feed, changed, PAGE_AGE_S);
        all.push((path.to_owned(), feed));
    }
    for it in &paper.shown {
        let words = Words::of(it.story.lang);
        let page = Article { paper, it, words, menu: menu(paper, words), more: paper.more(it) };
        let page = page.render();
        all.push((it.path.clone(), html(page, it.updated)));
    }
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
            "content_html": it.story.html(),
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

/// The pages of the sections that have stories in the language of `words`, with their names.
fn menu(paper: &Paper, words: &Words) -> Vec<(String, &'static str)> {
    let has = |section: &&str| {
        let is_in = |it: &Shown| it.story.lang == words.lang && it.story.section == *section;
        paper.shown.iter().any(is_in)
    };
    let sections = paper.sections().into_iter().filter(has);
    let page = |section| format!("/{}/service/{}", words.lang, section_word(section));
    sections.map(|section| (page(section), words.section(section))).collect()
}
