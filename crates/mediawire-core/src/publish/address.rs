//! The site's addresses, one function each. All are paths from the root of the site.

use crate::codec::digest::Digest;
use crate::model::id::{PublicId, Slug};
use crate::model::picture::Picture;
use crate::model::section::SectionCode;
use crate::model::source::Genre;
use std::fmt::Write as _;
use url::form_urlencoded;

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

/// The captured page of an article, by the SHA-256 of its bytes.
#[must_use]
pub fn capture(public: &PublicId, payload: Digest) -> String {
    format!("/a/{public}/capture/{payload}")
}

/// What was done with an item, and when.
#[must_use]
pub fn history(public: &PublicId) -> String {
    format!("/a/{public}/history")
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

/// The languages of the wire.
#[must_use]
pub fn languages() -> String {
    "/languages".to_owned()
}

/// All items of a genre.
#[must_use]
pub fn genre(genre: Genre) -> String {
    match genre {
        Genre::Report => "/reports".to_owned(),
        Genre::View => "/views".to_owned(),
    }
}

/// All days of the wire.
#[must_use]
pub fn days() -> String {
    "/days".to_owned()
}

/// What this wire is.
#[must_use]
pub fn about() -> String {
    "/about".to_owned()
}

/// The style book.
#[must_use]
pub fn style() -> String {
    "/style".to_owned()
}

/// The search page.
#[must_use]
pub fn search() -> String {
    "/search".to_owned()
}

/// What the search page finds for `asked`, names and values.
#[must_use]
pub fn found(asked: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    format!("{}?{}", search(), query.extend_pairs(asked).finish())
}

/// How a browser asks the search page.
#[must_use]
pub fn opensearch() -> String {
    "/opensearch.xml".to_owned()
}

/// The stylesheet whose content has that tag: another content has another address, so that it may be kept for ever.
#[must_use]
pub fn stylesheet(tag: &str) -> String {
    format!("/assets/wire.{tag}.css")
}

/// The script whose content has that tag.
#[must_use]
pub fn script(tag: &str) -> String {
    format!("/assets/wire.{tag}.js")
}

/// The font for texts in Arabic script.
#[must_use]
pub fn font() -> String {
    "/assets/vazirmatn.woff2".to_owned()
}

/// The dispatches as they come (server-sent events).
#[must_use]
pub fn events() -> String {
    "/events".to_owned()
}

/// All items in a language (BCP 47).
#[must_use]
pub fn language(tag: &str) -> String {
    format!("/language/{}", segment(tag))
}

/// All items of a day, `2026-11-25`.
#[must_use]
pub fn day(date: &str) -> String {
    format!("/day/{}", segment(date))
}

/// The image of a picture.
#[must_use]
pub fn image(picture: &Picture) -> String {
    format!("/image/{}.{}", picture.digest, picture.kind.extension())
}

/// The sitemap.
#[must_use]
pub fn sitemap() -> String {
    "/sitemap.xml".to_owned()
}

/// The sitemap of the last days.
#[must_use]
pub fn news_sitemap() -> String {
    "/news-sitemap.xml".to_owned()
}

/// Whom to tell of a weakness (RFC 9116 §3).
#[must_use]
pub fn security() -> String {
    "/.well-known/security.txt".to_owned()
}

/// The newest items for other sites: as a page for a frame, a piece of HTML, or a script that puts a frame in.
#[must_use]
pub fn widget(form: WidgetForm) -> String {
    match form {
        WidgetForm::Frame => "/widget".to_owned(),
        WidgetForm::Include => "/widget.html".to_owned(),
        WidgetForm::Script => "/widget.js".to_owned(),
    }
}

/// How another site takes the newest items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WidgetForm {
    /// A page for an `iframe`.
    Frame,
    /// A piece of HTML that its server includes.
    Include,
    /// A script that puts the frame in.
    Script,
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
