//! The feeds of a home page: those that it declares, those that it links to, and where to try if it does neither;
//! last of all its sitemaps.

use crate::codec::html::{NodeId, Tree};
use crate::model::lock::{absolute, base_of};
use url::Url;

/// Places where feeds often are, relative to a home page; the likeliest first, and few: a site is not searched.
pub const COMMON: &[&str] = &[
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/?feed=rss2",
];

/// Places where sitemaps often are, relative to a home page; those of news first.
const SITEMAPS: &[&str] =
    &["/sitemap-news.xml", "/news-sitemap.xml", "/sitemap.xml", "/sitemap_index.xml"];

/// Sitemaps that are told of one site.
const SITEMAPS_MAX: usize = 8;

/// Feeds that are told of one page.
const FOUND_MAX: usize = 50;

/// A feed that a page leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its address, absolute, http or https.
    pub url: String,
    /// What the page calls it; may be empty.
    pub title: String,
    /// The name of its format (one of [`FORMATS`](super::FORMATS)) as far as the page says it.
    pub format: Option<&'static str>,
}

/// The feeds that the page at `url` leads to, best first: declared ones before linked ones, those of comments last.
#[must_use]
pub fn feeds(tree: &Tree, url: &str) -> Vec<Found> {
    let base = base_of(tree, url);
    let mut ranked: Vec<(u8, Found)> = Vec::new();
    for id in 0..tree.len() {
        let Some((rank, found)) = found(tree, id, base.as_ref()) else { continue };
        let is_full = ranked.len() >= FOUND_MAX;
        match ranked.iter_mut().find(|(_, known)| known.url == found.url) {
            Some(known) if known.0 <= rank => {}
            Some(known) => *known = (rank, found),
            None if !is_full => ranked.push((rank, found)),
            None => {}
        }
    }
    // The sort is stable: what ranks alike stays in the page's order.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, found)| found).collect()
}

/// Where the site at `url` may have sitemaps, best first: those that its robots.txt has `named`, the ones that are
/// called after news before the others, then the usual places. At most 8. What robots.txt names may be kept at another
/// site (sitemaps.org, *Sitemaps & Cross Submits*).
#[must_use]
pub fn sitemaps(named: &[String], url: &str) -> Vec<String> {
    let base = Url::parse(url).ok();
    let is_web = |it: &&String| it.starts_with("http://") || it.starts_with("https://");
    let mut named: Vec<&String> = named.iter().filter(is_web).collect();
    // The sort is stable: those of one kind stay in the file's order.
    named.sort_by_key(|url| !url.to_ascii_lowercase().contains("news"));
    let usual = SITEMAPS.iter().filter_map(|path| base.as_ref()?.join(path).ok()).map(String::from);
    let mut found: Vec<String> = Vec::new();
    for url in named.into_iter().cloned().chain(usual) {
        if found.len() < SITEMAPS_MAX && !found.contains(&url) {
            found.push(url);
        }
    }
    found
}

/// The feed that an element leads to, and its rank: declared 0, linked 2, and one more for comments.
fn found(tree: &Tree, id: NodeId, base: Option<&Url>) -> Option<(u8, Found)> {
    let tag = tree.tag(id);
    if !matches!(tag, "link" | "a") {
        return None;
    }
    let url = absolute(tree.attr(id, "href")?, base)?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() {
        return None;
    }
    let (rank, format, title) = if tag == "link" {
        let rel = tree.attr(id, "rel")?.to_ascii_lowercase();
        if !rel.split_ascii_whitespace().any(|rel| matches!(rel, "alternate" | "feed")) {
            return None;
        }
        (
            0,
            declared(tree.attr(id, "type")?)?,
            tree.attr(id, "title").unwrap_or_default().to_owned(),
        )
    } else {
        (2, linked(&url)?, text(tree, id))
    };
    let is_of_comments =
        title.to_lowercase().contains("comment") || url.path().contains("/comments/");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((rank + u8::from(is_of_comments), Found { url: url.into(), title, format }))
}

/// The format that a media type names; `None` if it is not one of feeds.
#[expect(clippy::option_option, reason = "a feed of an unsaid format is not the same as no feed")]
fn declared(media_type: &str) -> Option<Option<&'static str>> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/rss+xml" | "application/x-rss+xml" => Some(Some("rss")),
        "application/atom+xml" => Some(Some("atom")),
        "application/feed+json" => Some(Some("json")),
        "application/rdf+xml" => Some(Some("rdf")),
        "text/xml" | "application/xml" => Some(None),
        // The type of JSON Feed 1.0; other APIs declare it too, WordPress its own at `/wp-json/`.
        _ => None,
    }
}

/// The format that an address looks like; `None` if it does not look like a feed's.
#[expect(clippy::option_option, reason = "a feed of an unsaid format is not the same as no feed")]
fn linked(url: &Url) -> Option<Option<&'static str>> {
    let path = url.path().to_ascii_lowercase();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    match name {
        "feed.json" => Some(Some("json")),
        "atom.xml" | "feed.atom" | "atom" => Some(Some("atom")),
        "rss" | "rss.xml" | "rss2" => Some(Some("rss")),
        "feed" | "feeds" | "index.xml" | "feed.xml" | "rss.php" => Some(None),
        _ if name.ends_with(".rss") => Some(Some("rss")),
        _ if name.ends_with(".rdf") => Some(Some("rdf")),
        _ if name.ends_with(".atom") => Some(Some("atom")),
        _ if query
            .split('&')
            .any(|pair| matches!(pair, "feed=rss2" | "feed=rss" | "format=rss")) =>
        {
            Some(Some("rss"))
        }
        _ if query.split('&').any(|pair| pair == "feed=atom") => Some(Some("atom")),
        _ if name.ends_with(".xml") && !name.contains("sitemap") => Some(None),
        _ => None,
    }
}

fn text(tree: &Tree, id: NodeId) -> String {
    (id + 1..tree.end(id)).filter(|&id| tree.is_text(id)).map(|id| tree.text(id)).collect()
}
