//! Where a moment may stand if nothing that is said to be one was found.

use crate::extract::marks::shown_texts;
use crate::extract::meta::Page;
use crate::extract::moment::label::label;
use crate::extract::time;
use crate::extract::wording::clean;
use crate::model::time::Time;
use std::ops::RangeInclusive;

/// Bytes of a text that may be a moment behind its label, and of an attribute's value that may be one.
const MOMENT_BYTES: RangeInclusive<usize> = 8..=80;
const VALUE_BYTES: RangeInclusive<usize> = 8..=60;
/// Words of the longest text that is only a label.
const LABEL_WORDS_MAX: usize = 3;

/// Words of an attribute's name that say that it holds a moment, and those that say that it is none of publication.
const DATED: &[&str] = &[
    "date",
    "dt",
    "published",
    "publish",
    "publishdate",
    "publishtime",
    "publicationdate",
    "datetime",
    "timestamp",
];
const OTHER: &[&str] = &[
    "re", "update", "updated", "modified", "start", "end", "expiry", "comment", "cookie",
    "snapshot", "reset",
];

impl Page<'_> {
    /// The moment on whose day all scripts agree that call one the publication.
    pub(super) fn agreed(&self) -> Option<Time> {
        let mut found = self.scripted().into_iter();
        let first = found.next()?;
        found.all(|it| super::day(&it) == super::day(&first)).then_some(first)
    }

    /// The first moment in an attribute whose name says that it holds one: `data-publish-date`.
    pub(super) fn attributed(&self) -> Option<Time> {
        let tree = self.tree;
        let own = (0..tree.len()).filter(|&id| !self.marks.is_beside(id));
        own.flat_map(|id| tree.attrs(id))
            .filter(|(name, value)| VALUE_BYTES.contains(&value.len()) && is_dated(name))
            .find_map(|(_, value)| time::parse_in(value, self.order))
    }

    /// The first moment right behind a text that is a label and nothing else.
    pub(super) fn captioned(&self) -> Option<Time> {
        let tree = self.tree;
        let mut before = "";
        for id in shown_texts(tree, 0) {
            let text = tree.text(id).trim();
            if text.is_empty() {
                continue;
            }
            let may_be = MOMENT_BYTES.contains(&text.len())
                && text.bytes().any(|b| b.is_ascii_digit())
                && is_label(before)
                && !self.marks.tells_today(tree, id);
            if may_be && let Some(time) = time::parse_in(text, self.order) {
                return Some(time);
            }
            before = text;
        }
        None
    }
}

fn is_label(text: &str) -> bool {
    text.len() <= *MOMENT_BYTES.end()
        && clean(text).split(' ').count() <= LABEL_WORDS_MAX
        && label(text).is_some()
}

fn is_dated(name: &str) -> bool {
    let Some(name) = name.strip_prefix("data-") else { return false };
    let has = |words: &[&str]| name.split(['-', '_']).any(|word| words.contains(&word));
    has(DATED) && !has(OTHER)
}
