//! Qamar: an agency in Arabic. RSS 2.0 and a news sitemap, a graph of JSON-LD, a wall that asks for consent.

use crate::demo::calendar;
use crate::demo::paper::{Habits, List, Paper, Shown, number, section_word};
use crate::demo::sections;
use crate::demo::site::{Resource, notice};
use crate::demo::story::Piece;
use askama::Template;
use jiff::tz::Offset;
use serde_json::json;

/// The path of the news sitemap.
pub(super) const SITEMAP: &str = "/news-sitemap.xml";
/// A news sitemap names what was published within so many hours.
const SITEMAP_HOURS: i64 = 48;

#[derive(Template)]
#[template(path = "demo/qamar/article.html")]
struct Article<'a> {
    paper: &'a Paper,
    it: &'a Shown,
    more: &'a [&'a Shown],
    json_ld: String,
}

#[derive(Template)]
#[template(path = "demo/qamar/list.html")]
struct Front<'a> {
    paper: &'a Paper,
    section: Option<&'static str>,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/qamar/rss.xml")]
struct Rss<'a> {
    paper: &'a Paper,
    shown: &'a [&'a Shown],
}

#[derive(Template)]
#[template(path = "demo/qamar/sitemap.xml")]
struct Sitemap<'a> {
    paper: &'a Paper,
    shown: &'a [&'a Shown],
}

/// How Qamar places a story.
pub(super) fn habits() -> Habits {
    Habits {
        offset: Offset::constant(3),
        path: |story| format!("/{}/{}/{}", section_word(story.section), number(story), story.slug),
        when: |_, at, offset| calendar::qamari(at, offset),
    }
}

/// Its pages, its feed and its sitemap, by path.
pub(super) fn resources(paper: &Paper) -> Vec<(String, Resource)> {
    let mut all = Vec::new();
    for List { section, shown, changed } in paper.lists() {
        let path = section.map_or_else(|| "/".to_owned(), |it| format!("/{}", section_word(it)));
        let page = Front { paper, section, shown: &shown }.render();
        all.push((path, Resource::html(page, changed)));
    }
    let List { mut shown, changed, .. } = paper.list(None, |_| true);
    let feed = Rss { paper, shown: &shown }.render();
    let feed = Resource::rendered("application/rss+xml; charset=utf-8", feed, changed);
    all.push((paper.agency.feed.to_owned(), feed));
    // Counted from the newest, so that the file changes with a release and not with the clock.
    shown.retain(|it| it.is_within(SITEMAP_HOURS, changed));
    let sitemap = Sitemap { paper, shown: &shown }.render();
    let sitemap = Resource::rendered("application/xml; charset=utf-8", sitemap, changed);
    all.push((SITEMAP.to_owned(), sitemap));
    for it in &paper.shown {
        let more = paper.more(it);
        let changed = paper.page_changed(it, &more);
        let page = Article { paper, it, more: &more, json_ld: json_ld(paper, it) }.render();
        all.push((it.path.clone(), Resource::html(page, changed)));
    }
    all.extend(paper.withdrawn.iter().map(|it| (it.path.clone(), notice(paper, it))));
    all
}

/// A graph whose nodes refer to each other, as plug-ins for search engines write it.
fn json_ld(paper: &Paper, it: &Shown) -> String {
    let (origin, page) = (&paper.origin, &it.url);
    let author = format!("{origin}/#author-{}", it.story.number);
    let kind = if it.is_opinion() { "OpinionNewsArticle" } else { "NewsArticle" };
    let mut graph = vec![
        json!({
            "@type": kind,
            "@id": format!("{page}#article"),
            "isPartOf": { "@id": page },
            "headline": it.story.title,
            "description": it.story.dek,
            "datePublished": it.iso,
            "dateModified": it.iso_updated,
            "mainEntityOfPage": { "@id": page },
            "publisher": { "@id": format!("{origin}/#organization") },
            "author": { "@id": author },
            "articleSection": [named(it.story.section)],
            "inLanguage": "ar",
        }),
        json!({ "@type": "WebPage", "@id": page, "url": page, "name": it.story.title }),
        json!({
            "@type": "Organization",
            "@id": format!("{origin}/#organization"),
            "name": paper.agency.name,
            "url": format!("{origin}/"),
        }),
    ];
    graph.push(match &*it.story.author {
        "" => json!({ "@type": "Organization", "@id": author, "name": paper.agency.name }),
        name => json!({ "@type": "Person", "@id": author, "name": name }),
    });
    if let (Some(picture), Some(article)) = (it.picture(), graph.first_mut()) {
        article["image"] = json!({ "@type": "ImageObject", "url": format!("{origin}{picture}") });
    }
    let told = json!({ "@context": "https://schema.org", "@graph": graph });
    // A script element ends at the first `</`, whatever stands around it.
    told.to_string().replace('<', "\\u003c")
}

/// A section's name.
fn named(section: &str) -> &'static str {
    sections::name(section, "ar")
}
