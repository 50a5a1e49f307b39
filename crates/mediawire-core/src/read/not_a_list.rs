//! What a document that is no list looks like instead.

use super::chars;
use crate::codec::scan::{Kind, Scanner, child};

/// How much of a document is looked at, in tags.
const TAGS_MAX: usize = 400;
/// Longest title or name that is told, in characters.
const SHOWN_CHARS_MAX: usize = 120;

/// Why a document is not read as a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAList {
    /// There is nothing in it but white space.
    Empty,
    /// It is an HTML page: an error, a login, a home page.
    Page {
        /// Its title; empty if it has none.
        title: String,
    },
    /// It is a page of Telegram without a channel's posts.
    NoChannel,
    /// It is JSON, but neither JSON Feed nor ninjs.
    Json,
    /// It is XML of another kind.
    Xml {
        /// The name of its root element.
        root: String,
    },
    /// It is a document of an agency's format, and lacks what makes it one.
    Unreadable {
        /// The format.
        format: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// It is something else.
    Other {
        /// Its first words.
        start: String,
    },
}

impl NotAList {
    /// A short name for logs and tables: `empty`, `format` (data of another kind), `no-channel`,
    /// `invalid` (a broken document of an agency), `not-a-feed`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoChannel => "no-channel",
            Self::Json | Self::Xml { .. } => "format",
            Self::Unreadable { .. } => "invalid",
            Self::Page { .. } | Self::Other { .. } => "not-a-feed",
        }
    }

    /// What `document` looks like, given that no format knows it.
    pub(super) fn of(document: &str) -> Self {
        let document = document.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if document.is_empty() {
            return Self::Empty;
        }
        if document.starts_with(['{', '[']) {
            return Self::Json;
        }
        let head = document.get(..64).unwrap_or(document).to_ascii_lowercase();
        let mut tags = Scanner::new(document, 0).take(TAGS_MAX).filter(|tag| tag.kind != Kind::End);
        let shown = |text: &str| -> String {
            chars::html_line(text).chars().take(SHOWN_CHARS_MAX).collect()
        };
        match tags.next() {
            Some(first)
                if head.starts_with("<!doctype html")
                    || first.name.eq_ignore_ascii_case("html")
                    || tags.any(|tag| tag.name.eq_ignore_ascii_case("body")) =>
            {
                Self::Page { title: shown(child(document, "title").unwrap_or_default()) }
            }
            Some(first) if document.starts_with('<') => {
                Self::Xml { root: first.name.chars().take(SHOWN_CHARS_MAX).collect() }
            }
            _ => Self::Other { start: document.chars().take(SHOWN_CHARS_MAX).collect::<String>() },
        }
    }
}

impl std::fmt::Display for NotAList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("not a feed: the document is empty"),
            Self::Page { title } if title.is_empty() => f.write_str("not a feed: an HTML page"),
            Self::Page { title } => write!(f, "not a feed: an HTML page with the title {title:?}"),
            Self::NoChannel => f.write_str(
                "a page of Telegram without posts: there is no channel of this name, or it is not public; look whether \
                 its address, with /s/ before the name, shows posts in a browser",
            ),
            Self::Json => f.write_str("not a feed: JSON, but no JSON Feed (no items), and no ninjs (no uri)"),
            Self::Xml { root } => write!(f, "not a feed: XML with the root element {root:?}"),
            Self::Unreadable { format, why } => write!(f, "not readable as {format}: {why}"),
            Self::Other { start } => write!(f, "not a feed: a text that starts with {start:?}"),
        }
    }
}

impl std::error::Error for NotAList {}
