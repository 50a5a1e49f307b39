//! The formats that a list of items is written in. To add one: a file that ends in a `const OUTPUT`, and its line here.

use crate::model::visible::Shown;
use crate::publish::atom;
use crate::publish::json_feed;
use crate::publish::rss;
use crate::publish::site::Site;
use jiff::Timestamp;

/// A list of items: the wire, a section, a source.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Its title.
    pub title: String,
    /// The path of its page: `/`, `/section/world`, `/source/tolva-news`.
    pub path: String,
    /// The path of this feed: see [`address::feed`](crate::publish::address::feed).
    pub self_path: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Its items, the newest first.
    pub items: Vec<Shown>,
    /// When it last changed.
    pub updated: Timestamp,
}

/// A format that a list of items is written in.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// Its name, for readers.
    pub name: &'static str,
    /// The last segment of its address.
    pub file: &'static str,
    /// Its media type, with a charset where the type has one.
    pub media_type: &'static str,
    /// The list in this format.
    pub write: fn(&Site, &Channel) -> Vec<u8>,
}

/// Every format.
pub const OUTPUTS: &[Output] = &[rss::OUTPUT, atom::OUTPUT, json_feed::OUTPUT];

/// The format whose file has that name.
#[must_use]
pub fn by_file(file: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.file == file)
}
