//! What crawlers and testers ask first: the sitemaps, robots.txt and security.txt.

use crate::model::source::Indexing;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::card::machine;
use crate::publish::language::tag;
use crate::publish::site::Site;
use crate::publish::xml::Xml;
use jiff::Timestamp;

/// The most addresses that one sitemap may hold (sitemaps.org, protocol 0.9).
pub const URLS_MAX: usize = 50_000;

/// A sitemap of the paths, each with the time of its last change; those past the first [`URLS_MAX`] are left out.
#[must_use]
pub fn sitemap(site: &Site, pages: &[(String, Timestamp)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for (path, changed) in pages.iter().take(URLS_MAX) {
        xml.open("url", &[]);
        xml.leaf("loc", &[], &site.absolute(path));
        xml.leaf("lastmod", &[], &machine(*changed));
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_bytes()
}

/// The most articles that a news sitemap may hold, and how old they may be, in hours (Google, *News sitemaps*).
pub const NEWS_MAX: usize = 1_000;
/// How old an article in a news sitemap may be, in hours.
pub const NEWS_HOURS: i64 = 48;

/// The news sitemap (Google's `sitemap-news/0.9`) of those items whose page is to be found here and that came in the
/// last [`NEWS_HOURS`] hours before `now`; those past the first [`NEWS_MAX`] are left out.
#[must_use]
pub fn news_sitemap(site: &Site, now: Timestamp, items: &[Shown]) -> Vec<u8> {
    const NAMESPACES: [(&str, &str); 2] = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ];
    let oldest = now.as_second() - NEWS_HOURS * 3_600;
    let is_news =
        |shown: &&Shown| shown.index == Indexing::Own && shown.published.as_second() >= oldest;
    let mut xml = Xml::new();
    xml.open("urlset", &NAMESPACES);
    for shown in items.iter().filter(is_news).take(NEWS_MAX) {
        xml.open("url", &[]);
        xml.leaf("loc", &[], &site.absolute(&address::article(&shown.public)));
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.leaf("news:name", &[], &site.name);
        let lang = tag(shown.lang.as_deref());
        xml.leaf("news:language", &[], if lang.is_empty() { &site.lang } else { lang });
        xml.close("news:publication");
        xml.leaf("news:publication_date", &[], &machine(shown.published));
        xml.leaf("news:title", &[], &shown.headline);
        xml.close("news:news");
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_bytes()
}

/// robots.txt (RFC 9309): all may be read, and where the sitemaps are.
#[must_use]
pub fn robots_txt(site: &Site) -> String {
    let [all, news] = [address::sitemap(), address::news_sitemap()].map(|it| site.absolute(&it));
    format!("User-agent: *\nAllow: /\n\nSitemap: {all}\nSitemap: {news}\n")
}

/// security.txt (RFC 9116) for a site whose operator states a contact: a URL or an e-mail address. It holds for half a
/// year from `now`.
#[must_use]
pub fn security_txt(site: &Site, contact: &str, now: Timestamp) -> String {
    let contact =
        if contact.contains("://") { contact.to_owned() } else { format!("mailto:{contact}") };
    let days = now.as_second().div_euclid(86_400) + 182;
    let expires = Timestamp::from_second(days * 86_400).unwrap_or(now);
    let languages: Vec<&str> = site.languages.iter().map(|it| it.tag.as_str()).collect();
    let canonical = site.absolute(&address::security());
    format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {canonical}\n",
        languages.join(", ")
    )
}
