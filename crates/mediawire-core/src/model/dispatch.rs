//! One numbered line of the wire.

use crate::codec::digest::Digest;
use crate::model::id::{ArticleId, ItemId};
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre};
use jiff::Timestamp;

/// One numbered line of the wire: this item, this article, shown so, at this time. Never changed.
///
/// The last dispatch of an item says all that is to be known of how it is shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Its number on the wire, from 1, without gaps.
    pub number: i64,
    /// The item.
    pub item: ItemId,
    /// The version of it.
    pub article: ArticleId,
    /// SHA-256 of the body as it is stored: what was sealed at this moment.
    pub body: Digest,
    /// The headline that is shown.
    pub headline: String,
    /// The section.
    pub section: SectionCode,
    /// Report or view.
    pub genre: Genre,
    /// How much may be shown.
    pub display: Display,
    /// Whether it is withheld, and why.
    pub withheld: Option<String>,
    /// When it went out.
    pub at: Timestamp,
    /// What caused it, so that the same cause appends one dispatch and no second.
    pub cause: String,
}
