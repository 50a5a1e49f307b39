//! The site's addresses, one function each. All are paths from the root of the site.

use crate::model::id::{PublicId, Slug};
use crate::model::section::SectionCode;
use std::fmt::Write as _;

/// The front page.
#[must_use]
pub fn front() -> String {
    "/".to_owned()
}

/// An article.
#[must_use]
pub fn article(public: &PublicId) -> String {
    format!("/a/{public}")
}

/// The page that says how an article was checked.
#[must_use]
pub fn verify(public: &PublicId) -> String {
    format!("/a/{public}/verify")
}

/// A section.
#[must_use]
pub fn section(code: &SectionCode) -> String {
    format!("/section/{}", segment(code.as_str()))
}

/// All items of a source.
#[must_use]
pub fn source(slug: &Slug) -> String {
    format!("/source/{slug}")
}

/// What this wire is.
#[must_use]
pub fn about() -> String {
    "/about".to_owned()
}

/// The stylesheet.
#[must_use]
pub fn stylesheet() -> String {
    "/assets/wire.css".to_owned()
}

/// The sitemap.
#[must_use]
pub fn sitemap() -> String {
    "/sitemap.xml".to_owned()
}

/// The page of the list at `path` whose first item has a number below `number`.
#[must_use]
pub fn before(path: &str, number: i64) -> String {
    format!("{path}?before={number}")
}

/// The feed file (`feed.rss`) of the list at `path`.
#[must_use]
pub fn feed(path: &str, file: &str) -> String {
    format!("{}/{file}", path.trim_end_matches('/'))
}

/// `text` as one segment of a path: all but unreserved characters is percent-encoded (RFC 3986 §2.3).
fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all that is written to it");
        }
    }
    out
}
