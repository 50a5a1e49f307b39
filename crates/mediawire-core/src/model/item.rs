//! One piece of journalism through its versions.

use crate::model::id::{ItemId, PublicId, Slug};
use jiff::Timestamp;

/// One piece of journalism through its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Digest of the source and the first guid or canonical URL.
    pub id: ItemId,
    /// What readers see of the id.
    pub public: PublicId,
    /// The source.
    pub source: Slug,
    /// The address at the source that stands at the bottom of the article.
    pub url: String,
    /// When it first arrived.
    pub received: Timestamp,
}
