//! What a person or a rule decided of an item.

use crate::model::id::ItemId;
use jiff::Timestamp;

/// What a person or a rule decided of an item. Never changed; a later one answers it, unless it is a kill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The item.
    pub item: ItemId,
    /// Its number among the item's decisions, from 1.
    pub n: u32,
    /// What was decided.
    pub kind: DecisionKind,
    /// Who decided: a person's name, or `rule:` and the rule's name.
    pub by: String,
    /// Why, in words.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionKind {
    /// The item goes out.
    Release,
    /// The item waits for the desk.
    Hold,
    /// The house's own headline.
    Headline(String),
    /// Not now: nothing of it is shown, save that it was withheld.
    Withhold,
    /// Never again: nothing of it is shown, save that it was withdrawn. No later decision answers it.
    Kill,
}

impl DecisionKind {
    /// The kind's name in the store and the API.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Hold => "hold",
            Self::Headline(_) => "headline",
            Self::Withhold => "withhold",
            Self::Kill => "kill",
        }
    }

    /// The words that belong to the decision: a headline; else empty.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Headline(text) => text,
            Self::Release | Self::Hold | Self::Withhold | Self::Kill => "",
        }
    }

    /// The kind that `name` and `words` give.
    #[must_use]
    pub fn parse(name: &str, words: &str) -> Option<Self> {
        match name {
            "release" => Some(Self::Release),
            "hold" => Some(Self::Hold),
            "headline" => Some(Self::Headline(words.to_owned())),
            "withhold" => Some(Self::Withhold),
            "kill" => Some(Self::Kill),
            _ => None,
        }
    }
}
