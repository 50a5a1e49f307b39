//! The Foreign Ministry of Tolva: numbered statements. JSON Feed with the whole text, Dublin Core in the head, a press
//! room where a statement lies before its hour.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown};
use crate::demo::site::{PAGE_AGE_S, Resource, notice};
use crate::demo::story::Piece;
use crate::demo::{CHANNELS, channel};
use askama::Template;
use jiff::tz::Offset;
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "demo/ministry/statement.html")]
struct Statement<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: &'a [&'a Shown],
    is_embargoed: bool,
    channel: String,
}

#[derive(Template)]
#[template(path = "demo/ministry/list.html")]
struct Front<'a> {
    title: &'a str,
    shown: &'a [&'a Shown],
    embargoed: &'a [Shown],
    channel: String,
}

/// How the ministry places a statement.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::constant(2),
        path: |story| format!("/press/{}", story.slug),
        when: |_, at, offset| calendar::ministry(at, offset),
    }
}

/// Its pages and its feed, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    let channel = channel_url(paper);
    let List { shown, changed, .. } = paper.list(None, |_| true);
    let page =
        Front { title: "Statements", shown: &shown, embargoed: &[], channel: channel.clone() };
    all.push(("/".to_owned(), Resource::html(page.render(), changed)));
    let waiting = paper.embargoed.iter().map(|it| it.changed).max().unwrap_or(changed);
    let page = Front {
        title: "Press room",
        shown: &shown,
        embargoed: &paper.embargoed,
        channel: channel.clone(),
    };
    all.push(("/press-room".to_owned(), Resource::html(page.render(), changed.max(waiting))));
    let feed = feed(paper, &shown).to_string();
    let feed = Resource::new("application/feed+json; charset=utf-8", feed, changed, PAGE_AGE_S);
    all.push((paper.agency.feed.to_owned(), feed));
    let waiting = paper.embargoed.iter().map(|it| (it, true));
    for (it, is_embargoed) in paper.shown.iter().map(|it| (it, false)).chain(waiting) {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let channel = channel.clone();
        let page = Statement { paper, it, more: &more, is_embargoed, channel }.render();
        all.push((it.path.clone(), Resource::html(page, changed)));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// The address of the ministry's channel.
fn channel_url(paper: &Paper) -> String {
    paper.origin.replace(paper.agency.host, CHANNELS) + channel::PATH
}

/// JSON Feed 1.1, with the whole text in each item.
fn feed(paper: &Paper, shown: &[&Shown]) -> Value {
    let items = shown.iter().map(|it| {
        json!({
            "id": it.url,
            "url": it.url,
            "title": it.story.title,
            "summary": it.story.dek,
            "content_html": it.announced_html(),
            "language": it.story.lang,
            "tags": [it.story.section, "Statements"],
            "date_published": it.iso,
            "date_modified": it.iso_updated,
        })
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.agency.name,
        "home_page_url": format!("{}/", paper.origin),
        "feed_url": format!("{}{}", paper.origin, paper.agency.feed),
        "description": "Statements of the Ministry of Foreign Affairs, Sorren",
        "language": paper.agency.lang,
        "authors": [{ "name": "Press Department" }],
        "items": items.collect::<Vec<_>>(),
    })
}
