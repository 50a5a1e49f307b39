//! A list (a feed, a sitemap) to entries. To add a format, write a file that ends in `FORMAT` and add a line to [`FORMATS`].
//!
//! Reading is tolerant: what can be read is given, what was doubtful is said in [`List::doubts`], and an error is
//! returned only where there is no list.

mod agency;
mod atom;
mod chars;
pub mod discover;
mod element;
mod entries;
mod fields;
mod gather;
mod headline;
pub mod identity;
mod iptc7901;
mod json;
mod json_feed;
pub mod mail;
mod newsml_g2;
mod ninjs;
mod nitf;
mod not_a_list;
pub mod opml;
mod outline;
mod parts;
mod plain;
pub mod posts;
pub mod presence;
mod record;
pub mod rhythm;
pub mod robots;
mod rss;
pub mod section;
mod sitemap;
mod sitemap_text;
pub mod standard;
mod tags;
pub mod tdmrep;
pub mod telegram;
pub mod watching;
mod xml;

pub use crate::codec::site::is_same_site;
pub use element::Text;
pub use not_a_list::NotAList;
pub use parts::{Category, Image, Link, Person};
pub use record::{Moment, Record};
pub use xml::{Head, Told, read as records};

use crate::model::entry::Entry;
use crate::model::id::{CaptureId, EntryId, Slug};
use crate::model::time::Time;
use rhythm::Skip;

/// What a list says of itself, and what it announces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The name of its format: one of [`FORMATS`].
    pub format: &'static str,
    /// Its title, as text; empty if it states none.
    pub title: String,
    /// The page that it is the list of, absolute, http or https.
    pub home: Option<String>,
    /// The language it is said to be in (BCP 47).
    pub lang: Option<String>,
    /// How long it asks not to be asked again, in milliseconds.
    pub ttl_ms: Option<i64>,
    /// When it asks not to be asked.
    pub skip: Skip,
    /// The address of the list of what it announced before, absolute, http or https, where it names one.
    pub older: Option<String>,
    /// The hubs that push what is new of it (WebSub §4), absolute, http or https; at most four.
    pub hubs: Vec<String>,
    /// The address that it gives for itself, absolute, http or https.
    pub own: Option<String>,
    /// What it announces, in its order; at most 5,000.
    pub entries: Vec<Entry>,
    /// Posts that it has and does not announce, since they say nothing in words.
    pub passed: Vec<EntryId>,
    /// Further lists that it names, in its order; at most 1,000. Only an index of sitemaps names any.
    pub lists: Vec<Listed>,
    /// What was wrong with it, in words; at most 100.
    pub doubts: Vec<String>,
}

/// A further list that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its address, absolute, http or https, of the same site.
    pub url: String,
    /// When it is said to have changed.
    pub modified: Option<Time>,
}

/// A document to be read, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The document, decoded.
    pub document: &'a str,
    /// Its address after redirects.
    pub url: &'a str,
    /// Where the answer says that the document is (`Content-Location`, RFC 9110 §8.7), if it does.
    pub location: Option<&'a str>,
    /// The language that the answer says it is in (`Content-Language`, RFC 9110 §8.5), if it does.
    pub language: Option<&'a str>,
    /// The home page of its source, where the source is known: a list that is kept at another site, as `robots.txt` may
    /// say of sitemaps, may name the pages of this one too (sitemaps.org, *Sitemaps & Cross Submits*).
    pub home: Option<&'a str>,
    /// Whose list it is.
    pub source: &'a Slug,
    /// The capture that holds it.
    pub capture: CaptureId,
}

/// A format of lists.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name, in configuration and in [`List::format`].
    pub name: &'static str,
    /// Whether a document is of this format, as far as its beginning tells.
    pub detect: fn(&str) -> bool,
    /// Reads it.
    pub read: fn(&Input<'_>) -> Result<List, NotAList>,
}

/// Every format that is read, in the order in which they are tried.
pub const FORMATS: &[Format] = &[
    posts::FORMAT,
    rss::FORMAT,
    rss::RDF,
    atom::FORMAT,
    sitemap::FORMAT,
    newsml_g2::FORMAT,
    nitf::FORMAT,
    ninjs::FORMAT,
    iptc7901::FORMAT,
    sitemap_text::FORMAT,
    json_feed::FORMAT,
    telegram::FORMAT,
];

/// The formats of agencies, whose pieces are whole in their document.
const AGENCIES: &[Format] = &[newsml_g2::FORMAT, nitf::FORMAT, ninjs::FORMAT, iptc7901::FORMAT];

/// Whether a document is of an agency's format, as far as its beginning tells.
#[must_use]
pub fn is_agency(document: &str) -> bool {
    AGENCIES.iter().any(|format| (format.detect)(document))
}

/// What `document`, decoded from the bytes that `url` gave, announces.
///
/// # Errors
/// If it is no list: what it looks like instead.
pub fn list(
    document: &str,
    url: &str,
    source: &Slug,
    capture: CaptureId,
) -> Result<List, NotAList> {
    let (location, language) = (None, None);
    list_of(&Input { document, url, location, language, home: None, source, capture })
}

/// As [`list()`], for a document of which more is known.
///
/// # Errors
/// As [`list()`].
pub fn list_of(input: &Input<'_>) -> Result<List, NotAList> {
    match FORMATS.iter().find(|format| (format.detect)(input.document)) {
        Some(format) => (format.read)(input),
        None => Err(NotAList::of(input.document)),
    }
}
