//! What is noticed on the way to an answer that is no failure, and that an editor should know of the source.

use crate::retrieve::guard::Target;

/// Something that was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// What kind of thing, in a word.
    pub code: &'static str,
    /// What it was, in words.
    pub words: String,
}

impl Noticed {
    pub(super) fn new(code: &'static str, words: impl Into<String>) -> Self {
        Self { code, words: words.into() }
    }

    /// That a redirect gives up encryption, if it does.
    pub(super) fn downgrade(from: &Target, to: &Target) -> Option<Self> {
        let is_one = from.url.scheme() == "https" && to.url.scheme() == "http";
        let words = "it redirects from https to http, where anybody on the way can change it";
        is_one.then(|| Self::new("downgrade", words))
    }
}
