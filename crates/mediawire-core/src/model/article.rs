//! What a capture says was published.

use crate::model::body::Body;
use crate::model::id::{ArticleId, CaptureId};
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
    /// Report or view, where the page says so.
    pub genre: Option<Genre>,
    /// The lead image's absolute URL.
    pub image: Option<String>,
    /// The site's own name.
    pub site_name: Option<String>,
    /// What the extractor is not sure of, in words.
    pub doubts: Vec<String>,
}
