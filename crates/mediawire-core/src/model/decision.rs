//! What a person or a rule decided of an item.

use crate::model::dek::Dek;
use crate::model::id::ItemId;
use crate::model::section::SectionCode;
use crate::model::source::Genre;
use jiff::Timestamp;
use std::borrow::Cow;
use std::collections::BTreeSet;

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

/// What a decision is about: a later one on the same answers it, and one on another does not touch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Whether and when the item goes out.
    Going,
    /// Before when it does not.
    Embargo,
    /// Whether it is taken off.
    Off,
    /// The headline.
    Headline,
    /// The line above it.
    Kicker,
    /// The line below it.
    Dek,
    /// What the house says of the item.
    EditorNote,
    /// What the house put right of what it said.
    Correction,
    /// Where it belongs.
    Section,
    /// What kind it is.
    Genre,
    /// What another decision is about: the one that is taken back.
    Other,
}

/// The last of `decisions` that who decides on `field` must have seen. Whether an item goes out answers a word that
/// takes it off, so that such a word is one about going out as well.
#[must_use]
pub fn last_on(decisions: &[Decision], field: Field) -> Option<&Decision> {
    let touches = |it: &&Decision| {
        let about = about(decisions, it);
        about == field || (field == Field::Going && about == Field::Off)
    };
    decisions.iter().rev().find(touches)
}

/// What one of `decisions` is about; what takes back another is about the same.
#[must_use]
pub fn about(decisions: &[Decision], decision: &Decision) -> Field {
    let mut decision = decision;
    // Each names one before it, so that this ends.
    while let DecisionKind::Undo(n) = decision.kind {
        let named = decisions.iter().find(|it| it.n == n && n < decision.n);
        let Some(named) = named else { break };
        decision = named;
    }
    decision.kind.field()
}

/// Those of `decisions` that hold, in their order: without what was taken back and what takes it back. Nothing takes back
/// a kill or a correction.
#[must_use]
pub fn in_force(decisions: &[Decision]) -> Vec<&Decision> {
    let mut taken_back = BTreeSet::new();
    let mut held = Vec::new();
    for decision in decisions.iter().rev() {
        let lasts = matches!(decision.kind, DecisionKind::Kill(_) | DecisionKind::Correct(_));
        if taken_back.contains(&decision.n) && !lasts {
            continue;
        }
        if let DecisionKind::Undo(n) = decision.kind {
            taken_back.insert(n);
        } else {
            held.push(decision);
        }
    }
    held.reverse();
    held
}

/// Its number; 0 if there is none.
#[must_use]
pub fn based_on(decisions: &[Decision], field: Field) -> u32 {
    last_on(decisions, field).map_or(0, |it| it.n)
}

/// On what ground something is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ground {
    /// The house's own: its page answers 410.
    #[default]
    House,
    /// A legal order: its page answers 451 (RFC 7725).
    Law,
}

impl Ground {
    /// The ground of an order, by whether it is a legal one.
    #[must_use]
    pub fn of(is_legal: bool) -> Self {
        if is_legal { Self::Law } else { Self::House }
    }

    /// Whether it is a legal order.
    #[must_use]
    pub fn is_legal(self) -> bool {
        self == Self::Law
    }

    /// Its words in a decision: `legal`, or nothing.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::House => "",
            Self::Law => "legal",
        }
    }

    /// The HTTP status of what was withdrawn on it.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::House => 410,
            Self::Law => 451,
        }
    }

    fn parse(words: &str) -> Option<Self> {
        [Self::House, Self::Law].into_iter().find(|it| it.name() == words)
    }
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionKind {
    /// The item goes out.
    Release,
    /// The item goes out at this moment.
    Schedule(Timestamp),
    /// The item waits for the desk.
    Hold,
    /// The item is set aside: it does not wait any more, and does not go out.
    Spike,
    /// Nobody lets the item out before this moment; `None`: it holds no longer.
    Embargo(Option<Timestamp>),
    /// The house's own headline; `None`: the source's.
    Headline(Option<String>),
    /// The house's line above the headline; `None`: none.
    Kicker(Option<String>),
    /// Which line stands below the headline.
    Dek(Dek),
    /// What the house says of the item, for readers; `None`: nothing.
    EditorNote(Option<String>),
    /// What the house said of the item wrongly, and what is right, for readers: it stays, and further ones come below it.
    Correct(String),
    /// Where the item belongs; `None`: where the rules put it.
    Section(Option<SectionCode>),
    /// What kind the item is; `None`: what the rules take it for.
    Genre(Option<Genre>),
    /// Not now: nothing of it is shown, save that it was withheld.
    Withhold,
    /// A kill is asked for, which another person confirms: until then it is withheld.
    AskKill(Ground),
    /// Never again: nothing of it is shown, save that it was withdrawn. No later decision answers it.
    Kill(Ground),
    /// The decision of this number, the last one then, is taken back: what stood before it holds again.
    Undo(u32),
}

impl DecisionKind {
    /// The kind's name in the store and the API.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Schedule(_) => "schedule",
            Self::Hold => "hold",
            Self::Spike => "spike",
            Self::Embargo(_) => "embargo",
            Self::Headline(_) => "headline",
            Self::Kicker(_) => "kicker",
            Self::Dek(_) => "dek",
            Self::EditorNote(_) => "editor-note",
            Self::Correct(_) => "correct",
            Self::Section(_) => "section",
            Self::Genre(_) => "genre",
            Self::Withhold => "withhold",
            Self::AskKill(_) => "ask-kill",
            Self::Kill(_) => "kill",
            Self::Undo(_) => "undo",
        }
    }

    /// What it is about.
    #[must_use]
    pub fn field(&self) -> Field {
        match self {
            Self::Release | Self::Schedule(_) | Self::Hold | Self::Spike => Field::Going,
            Self::Embargo(_) => Field::Embargo,
            Self::Headline(_) => Field::Headline,
            Self::Kicker(_) => Field::Kicker,
            Self::Dek(_) => Field::Dek,
            Self::EditorNote(_) => Field::EditorNote,
            Self::Correct(_) => Field::Correction,
            Self::Section(_) => Field::Section,
            Self::Genre(_) => Field::Genre,
            Self::Withhold | Self::AskKill(_) | Self::Kill(_) => Field::Off,
            Self::Undo(_) => Field::Other,
        }
    }

    /// The words that belong to the decision: a headline or another line, a section's code, a genre's name, a moment (RFC
    /// 3339), the number of another, `legal` for a kill by legal order; else empty.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Correct(text) => Cow::Borrowed(text),
            Self::Headline(words) | Self::Kicker(words) | Self::EditorNote(words) => {
                Cow::Borrowed(words.as_deref().unwrap_or_default())
            }
            Self::Dek(dek) => dek.words(),
            Self::Section(code) => Cow::Borrowed(code.as_ref().map_or("", SectionCode::as_str)),
            Self::Genre(genre) => Cow::Borrowed(genre.map_or("", Genre::name)),
            Self::Schedule(at) | Self::Embargo(Some(at)) => Cow::Owned(at.to_string()),
            Self::Undo(n) => Cow::Owned(n.to_string()),
            Self::AskKill(ground) | Self::Kill(ground) => Cow::Borrowed(ground.name()),
            Self::Embargo(None) | Self::Release | Self::Hold | Self::Spike | Self::Withhold => {
                Cow::Borrowed("")
            }
        }
    }

    /// Whether the item goes out by it, at once or at its moment.
    #[must_use]
    pub fn lets_out(&self) -> bool {
        matches!(self, Self::Release | Self::Schedule(_))
    }

    /// Whether the item waits by it, or is set aside.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        matches!(self, Self::Hold | Self::Spike)
    }

    /// Whether readers see in the item's place why it was decided.
    #[must_use]
    pub fn takes_off(&self) -> bool {
        matches!(self, Self::Withhold | Self::AskKill(_) | Self::Kill(_))
    }

    /// Whether nothing of the item is shown by it ever again.
    #[must_use]
    pub fn is_kill(&self) -> bool {
        matches!(self, Self::Kill(_))
    }

    /// From when the item may go out by it, if it says so.
    #[must_use]
    pub fn from(&self) -> Option<Timestamp> {
        match self {
            Self::Schedule(at) => Some(*at),
            Self::Embargo(until) => *until,
            Self::Release
            | Self::Hold
            | Self::Spike
            | Self::Headline(_)
            | Self::Kicker(_)
            | Self::Dek(_)
            | Self::EditorNote(_)
            | Self::Correct(_)
            | Self::Section(_)
            | Self::Genre(_)
            | Self::Withhold
            | Self::AskKill(_)
            | Self::Kill(_)
            | Self::Undo(_) => None,
        }
    }

    /// The kind that `name` and `words` give.
    #[must_use]
    pub fn parse(name: &str, words: &str) -> Option<Self> {
        match name {
            "release" => Some(Self::Release),
            "schedule" => words.parse().ok().map(Self::Schedule),
            "hold" => Some(Self::Hold),
            "spike" => Some(Self::Spike),
            "embargo" => match words {
                "" => Some(Self::Embargo(None)),
                words => words.parse().ok().map(|until| Self::Embargo(Some(until))),
            },
            "headline" => Some(Self::Headline(filled(words))),
            "kicker" => Some(Self::Kicker(filled(words))),
            "dek" => Dek::parse(words).map(Self::Dek),
            "editor-note" => Some(Self::EditorNote(filled(words))),
            "correct" => filled(words).map(Self::Correct),
            "section" => Some(Self::Section(filled(words).map(SectionCode))),
            "genre" => match words {
                "" => Some(Self::Genre(None)),
                words => Genre::parse(words).map(|genre| Self::Genre(Some(genre))),
            },
            "withhold" => Some(Self::Withhold),
            "ask-kill" => Ground::parse(words).map(Self::AskKill),
            "kill" => Ground::parse(words).map(Self::Kill),
            "undo" => words.parse().ok().map(Self::Undo),
            _ => None,
        }
    }
}

fn filled(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}
