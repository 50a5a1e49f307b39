//! What a capture says was published.

use crate::model::body::Body;
use crate::model::id::{ArticleId, CaptureId};
use crate::model::signals::Signals;
use crate::model::source::Genre;
use crate::model::time::Time;

/// What a capture says was published: one version of one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Digest of the capture, the place in it, and the recipe.
    pub id: ArticleId,
    /// The capture that it was read from.
    pub capture: CaptureId,
    /// What is known of it beside its text.
    pub meta: Meta,
    /// Its text.
    pub body: Body,
}

/// What is known of an article beside its text. Every field is the source's own word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// The headline. Never empty.
    pub headline: String,
    /// The line below the headline.
    pub dek: Option<String>,
    /// The persons who wrote it.
    pub authors: Vec<String>,
    /// The agencies and newsrooms that are named beside them or in their place.
    pub agencies: Vec<String>,
    /// Where it was written, as the text states it.
    pub dateline: Option<String>,
    /// When it was published.
    pub published: Option<Time>,
    /// When it was last changed.
    pub updated: Option<Time>,
    /// Its language (BCP 47).
    pub lang: Option<String>,
    /// The address the page gives for itself, absolute, of the same site.
    pub canonical: Option<String>,
    /// The source's own sections and categories, the nearest first.
    pub categories: Vec<String>,
    /// The source's own keywords.
    pub keywords: Vec<String>,
    /// Report or view, where the page says so.
    pub genre: Option<Genre>,
    /// The lead image's absolute URL.
    pub image: Option<String>,
    /// The site's own name.
    pub site_name: Option<String>,
    /// Whether it may be read without paying, where the page says so.
    pub is_free: Option<bool>,
    /// The licence that the page names: its address, or its name.
    pub licence: Option<String>,
    /// Whose the rights are, as the page states it.
    pub rights: Option<String>,
    /// What the page, its answer and its host say to machines of its use.
    pub signals: Signals,
    /// What said it, field by field. Not stored: another reading gives it again.
    pub origins: Origins,
    /// How sure it is which lines of the page are the text, in percent, where they were chosen among others. Not stored.
    pub confidence: Option<u8>,
    /// What the extractor is not sure of, in words.
    pub doubts: Vec<String>,
}

/// What a statement about an article stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The page's JSON-LD.
    JsonLd,
    /// One of the page's `meta` elements.
    Meta,
    /// What readers of the page see, or the mark-up of it.
    Page,
    /// The article's own text.
    Text,
    /// A `link` element, or the attributes of the root.
    Link,
    /// The page's `title`.
    Tab,
    /// The page's address.
    Url,
    /// The list that announced it.
    List,
}

impl Origin {
    /// Its name in what commands print.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::Page => "page",
            Self::Text => "text",
            Self::Link => "link",
            Self::Tab => "title",
            Self::Url => "url",
            Self::List => "list",
        }
    }
}

/// What each field of `Meta` was read from; `None` where the field is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origins {
    /// Of the headline.
    pub headline: Option<Origin>,
    /// Of the dek.
    pub dek: Option<Origin>,
    /// Of the authors and agencies.
    pub authors: Option<Origin>,
    /// Of the publication's time.
    pub published: Option<Origin>,
    /// Of the last change's time.
    pub updated: Option<Origin>,
    /// Of the language.
    pub lang: Option<Origin>,
    /// Of the canonical address.
    pub canonical: Option<Origin>,
    /// Of the lead image.
    pub image: Option<Origin>,
}
