//! One numbered line of the wire.

use crate::codec::digest::Digest;
use crate::model::change::Class;
use crate::model::decision::Ground;
use crate::model::dek::Dek;
use crate::model::id::{ArticleId, ItemId};
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre};
use jiff::Timestamp;
use std::collections::BTreeSet;

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
    /// The house's line above the headline.
    pub kicker: Option<String>,
    /// Which line stands below it.
    pub dek: Dek,
    /// What the house says of the item, for readers; outside its text.
    pub note: Option<Note>,
    /// What the house has put right of what it said of the item, for readers; outside its text, the first first.
    pub corrections: Vec<Correction>,
    /// What the source has changed in the text since it first went out.
    pub changed: Option<Changed>,
    /// Since when its page is not there any more at its source, where the house tells that.
    pub gone: Option<Timestamp>,
    /// The section.
    pub section: SectionCode,
    /// Report or view.
    pub genre: Genre,
    /// How much may be shown.
    pub display: Display,
    /// What stands in its place, if it is not shown.
    pub notice: Notice,
    /// When it went out.
    pub at: Timestamp,
    /// What caused it, so that the same cause appends one dispatch and no second.
    pub cause: String,
}

/// What the house says of an item, for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words.
    pub words: String,
    /// When that was said, to the millisecond.
    pub at: Timestamp,
}

/// What the house put right of what it said of an item. None is taken off again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What was wrong, and what is right.
    pub words: String,
    /// When that was said, to the millisecond.
    pub at: Timestamp,
}

/// What a source has changed in a text that readers saw: all of its changes together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// When the last of them was seen, to the millisecond.
    pub at: Timestamp,
    /// Their kinds, of those that the house tells; empty where it takes them all over without a word of what they are.
    pub classes: BTreeSet<Class>,
}

impl Changed {
    /// The two together, of which `before` was the first.
    #[must_use]
    pub fn after(self, before: Option<&Self>) -> Self {
        let classes = before.map(|before| before.classes.clone()).unwrap_or_default();
        Self { at: self.at, classes: classes.into_iter().chain(self.classes).collect() }
    }
}

/// What stands in the place of an item that is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Notice {
    /// Nothing: the item is shown.
    #[default]
    None,
    /// Not now: it is withheld, and may come back. Why, in words for readers.
    Withheld(String),
    /// Never again: it is killed. Why, in words for readers, and on what ground.
    Killed(String, Ground),
}

impl Notice {
    /// Whether the item is shown.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// Why it is withheld, if it is.
    #[must_use]
    pub fn withheld(&self) -> Option<&str> {
        match self {
            Self::Withheld(why) => Some(why),
            Self::None | Self::Killed(..) => None,
        }
    }

    /// Whether it is killed by legal order.
    #[must_use]
    pub fn is_legal(&self) -> bool {
        matches!(self, Self::Killed(_, Ground::Law))
    }

    /// Why it is killed, if it is.
    #[must_use]
    pub fn killed(&self) -> Option<&str> {
        match self {
            Self::Killed(why, _) => Some(why),
            Self::None | Self::Withheld(_) => None,
        }
    }
}
