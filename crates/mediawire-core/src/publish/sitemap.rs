//! What crawlers ask first: the sitemap and robots.txt.

use crate::publish::address;
use crate::publish::card::machine;
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

/// robots.txt (RFC 9309): all may be read, and where the sitemap is.
#[must_use]
pub fn robots_txt(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.absolute(&address::sitemap()))
}
