//! A change in words that a person can act on.

use crate::desk::guard::{Change, Fault, Kind};
use std::ops::Range;

impl Change {
    /// What stood in the source, and what stands in the house's.
    #[must_use]
    pub fn parts<'a>(&self, source: &'a str, house: &'a str) -> (&'a str, &'a str) {
        let part =
            |text: &'a str, range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        (part(source, &self.before), part(house, &self.after))
    }

    /// What changed and what to do, one sentence: for the editor, and for the record of a rule that was refused.
    #[must_use]
    pub fn told(&self, source: &str, house: &str) -> String {
        let (before, after) = self.parts(source, house);
        if let Some(fault) = self.fault {
            return fault.told(before, after);
        }
        let what = self.kind.noun();
        match (before.is_empty(), after.is_empty()) {
            (false, true) => format!("{what} is gone: put “{before}” back"),
            (true, false) => format!("{what} was added: take “{after}” out"),
            _ => format!("{what} changed: the source says “{before}”, not “{after}”"),
        }
    }
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Unit => "a unit",
            Self::Name => "a name",
            Self::Negation => "what denies or refuses",
            Self::Hedge => "how sure it is",
            Self::Quotation => "what is quoted",
            Self::Speaker => "who says it",
            Self::Words => "the wording",
        }
    }
}

impl Fault {
    /// Every fault, in their order.
    pub const ALL: [Self; 7] = [
        Self::Unhedged,
        Self::FalseHedge,
        Self::Contrasted,
        Self::SpeakerActs,
        Self::NotASpeaker,
        Self::LoadedVerb,
        Self::BoundClaim,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unhedged => "unhedged",
            Self::FalseHedge => "false-hedge",
            Self::Contrasted => "contrasted",
            Self::SpeakerActs => "speaker-acts",
            Self::NotASpeaker => "not-a-speaker",
            Self::LoadedVerb => "loaded-verb",
            Self::BoundClaim => "bound-claim",
        }
    }

    fn told(self, before: &str, after: &str) -> String {
        match self {
            Self::Unhedged => {
                format!("“{after}” is not “{before}”: say nearly, over or about, whichever is true")
            }
            Self::FalseHedge => format!(
                "“{after}” does not round “{before}” truly: take the hedge and number that do, or leave it"
            ),
            Self::Contrasted => {
                format!("“{before}” stands against another number: leave both as they are")
            }
            Self::SpeakerActs => {
                format!("the claim speaks of who says it: leave “{before}” before it")
            }
            Self::NotASpeaker => format!(
                "it is not known that “{before}” names who says it: leave it where it stands"
            ),
            Self::LoadedVerb => {
                format!("“{before}” says more than that it was said: leave the verb")
            }
            Self::BoundClaim => {
                format!("the claim cannot be parted from “{before}”: leave it where it stands")
            }
        }
    }
}
