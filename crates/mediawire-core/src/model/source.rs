//! Where news comes from, and on what terms.

use crate::model::id::Slug;
use crate::model::section::SectionCode;

/// A news agency or website that the wire retrieves from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its identity, for ever.
    pub slug: Slug,
    /// Its name, as readers see it. Never empty.
    pub name: String,
    /// Its home page: an absolute http or https URL.
    pub home: String,
    /// The list that is polled; `None` for a source that is only taken from or imported.
    pub list: Option<String>,
    /// How often the list is asked at most, in milliseconds.
    pub cadence_ms: i64,
    /// What may be shown of it.
    pub rights: Rights,
    /// The section of its items, unless their own category or an editor says otherwise.
    pub section: SectionCode,
    /// Whether all of it is report, or view; `None` if it publishes both.
    pub genre: Option<Genre>,
    /// Who lets its items out.
    pub release: Release,
}

/// What may be shown of a source's items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// How much of the text.
    pub display: Display,
    /// The licence or agreement that says so, in words; empty if none was stated.
    pub licence: String,
    /// Whether its pictures may be shown, and so are asked for.
    pub images: bool,
    /// How search engines may treat its items here.
    pub index: Indexing,
    /// Who may have what was captured of it.
    pub archive: Access,
    /// How many days the captures of its items are kept, 1 to [`RETENTION_DAYS_MAX`]; `None` for ever.
    pub retention_days: Option<u32>,
}

/// The longest retention that is a number of days: a hundred years.
pub const RETENTION_DAYS_MAX: u32 = 36_500;

impl Rights {
    /// The right to show so much of the text, and nothing else stated: no pictures, search engines are sent to the
    /// source, and its captures are nobody's to have.
    #[must_use]
    pub fn to(display: Display) -> Self {
        Self {
            display,
            licence: String::new(),
            images: false,
            index: Indexing::Source,
            archive: Access::Private,
            retention_days: None,
        }
    }
}

/// Who may have the captured pages of the items that are shown in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Anyone, byte by byte: whoever verifies an item needs no copy of their own.
    Public,
    /// Nobody but the house: readers have the digest.
    Private,
}

/// How search engines may treat an item's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Indexing {
    /// The page is one to be found.
    Own,
    /// The source's page is the one to be found: `rel=canonical` names it.
    Source,
    /// The page is not to be found: `noindex`.
    None,
}

/// How much of an item is shown, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Display {
    /// The headline and the link.
    Headline,
    /// Headline, dek, the first words, and the link.
    Teaser,
    /// All of it.
    Full,
}

/// Who lets a source's items out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Release {
    /// A written rule: each item goes out when it arrives.
    Auto,
    /// A person: each item waits for a decision.
    Desk,
}

/// What kind of journalism an item is (IPTC genre, in two).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Genre {
    /// What happened.
    Report,
    /// What somebody thinks of it: opinion, analysis, editorial, interview, column, letter.
    View,
}

macro_rules! named {
    ($type:ident: $($variant:ident = $name:literal),+) => {
        impl $type {
            /// The value's name, in configuration, the store and the API.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named!(Display: Headline = "headline", Teaser = "teaser", Full = "full");
named!(Indexing: Own = "own", Source = "source", None = "none");
named!(Access: Public = "public", Private = "private");
named!(Release: Auto = "auto", Desk = "desk");
named!(Genre: Report = "report", View = "view");
