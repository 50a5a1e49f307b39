//! The decisions of an item, folded: the last word on each question.

use crate::desk::is_person;
use crate::model::decision::{Decision, DecisionKind, Ground, in_force};
use crate::model::dek::Dek;
use crate::model::dispatch::Notice;
use crate::model::section::SectionCode;
use crate::model::source::Genre;
use jiff::Timestamp;

/// What an item's decisions come to: the last word on each question.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decided<'a> {
    /// Whether it was let out, or held back; `None` if nobody said so.
    pub(super) released: Option<bool>,
    /// Whether it was set aside.
    pub(super) is_spiked: bool,
    /// From when it may go out.
    pub(super) from: Option<Timestamp>,
    /// Until when nobody lets it out.
    pub(super) embargo: Option<Timestamp>,
    /// Whether it was a person who let it out.
    pub(super) by_person: bool,
    /// The house's headline.
    pub(super) headline: Option<&'a str>,
    /// The house's line above the headline.
    pub(super) kicker: Option<&'a str>,
    /// Which line stands below it; `None`: the source's.
    pub(super) dek: Option<&'a Dek>,
    /// What the house says of it, for readers.
    pub(super) note: Option<(&'a str, Timestamp)>,
    /// What it put right of that, and when.
    pub(super) corrections: Vec<(&'a str, Timestamp)>,
    /// Where it belongs, if somebody said so.
    pub(super) section: Option<&'a SectionCode>,
    /// What kind it is, if somebody said so.
    pub(super) genre: Option<Genre>,
    /// Who asked for it to be killed, while nobody has answered.
    pub(super) kill_asked: Option<&'a Decision>,
    withheld: Option<&'a str>,
    killed: Option<(&'a str, Ground)>,
}

impl Decided<'_> {
    /// What stands in its place.
    pub(super) fn notice(&self) -> Notice {
        match (self.killed, self.withheld) {
            (Some((why, ground)), _) => Notice::Killed(why.to_owned(), ground),
            (None, Some(why)) => Notice::Withheld(why.to_owned()),
            (None, None) => Notice::None,
        }
    }
}

/// The decisions, in their order, as the last word on each question.
pub(super) fn fold(decisions: &[Decision]) -> Decided<'_> {
    in_force(decisions).into_iter().fold(Decided::default(), |decided, decision| {
        match &decision.kind {
            // The first kill is the last word.
            _ if decided.killed.is_some() => decided,
            DecisionKind::Kill(ground) => {
                Decided { killed: Some((&decision.why, *ground)), ..decided }
            }
            DecisionKind::Release | DecisionKind::Schedule(_) => Decided {
                released: Some(true),
                is_spiked: false,
                // A rule that lets an item return moves no moment that a person has named.
                from: if is_person(&decision.by) { decision.kind.from() } else { decided.from },
                by_person: decided.by_person || is_person(&decision.by),
                withheld: None,
                kill_asked: None,
                ..decided
            },
            DecisionKind::Hold | DecisionKind::Spike => Decided {
                released: Some(false),
                is_spiked: decision.kind == DecisionKind::Spike,
                by_person: false,
                ..decided
            },
            DecisionKind::Embargo(until) => Decided { embargo: *until, ..decided },
            DecisionKind::Kicker(words) => Decided { kicker: words.as_deref(), ..decided },
            DecisionKind::Dek(dek) => Decided { dek: Some(dek), ..decided },
            DecisionKind::EditorNote(words) => {
                Decided { note: words.as_deref().map(|words| (words, decision.at)), ..decided }
            }
            DecisionKind::Correct(words) => {
                let mut decided = decided;
                decided.corrections.push((words, decision.at));
                decided
            }
            DecisionKind::Section(code) => Decided { section: code.as_ref(), ..decided },
            DecisionKind::Genre(genre) => Decided { genre: *genre, ..decided },
            DecisionKind::Headline(words) => Decided { headline: words.as_deref(), ..decided },
            DecisionKind::AskKill(_) => {
                Decided { withheld: Some(&decision.why), kill_asked: Some(decision), ..decided }
            }
            DecisionKind::Withhold => Decided { withheld: Some(&decision.why), ..decided },
            // What takes back is none of those that hold.
            DecisionKind::Undo(_) => decided,
        }
    })
}
