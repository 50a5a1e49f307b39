//! What may be decided of an item, by what was decided of it before.

use crate::desk::{is_person, kill_asked};
use crate::model::decision::{Decision, DecisionKind, Ground};
use jiff::Timestamp;

/// How many persons a kill needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KillNeeds {
    /// One.
    #[default]
    One,
    /// One who asks, and another who confirms.
    Two,
}

impl KillNeeds {
    /// What it is that `by` decides, who wants an item killed on that ground of which `decisions` were decided. What was
    /// asked for by legal order is killed by legal order, whoever confirms it.
    #[must_use]
    pub fn next(self, decisions: &[Decision], (by, ground): (&str, Ground)) -> DecisionKind {
        match (self, kill_asked(decisions)) {
            (Self::Two, None) if is_person(by) => DecisionKind::AskKill(ground),
            (Self::One | Self::Two, asked) => {
                let is_legal =
                    asked.is_some_and(|it| it.kind == DecisionKind::AskKill(Ground::Law));
                DecisionKind::Kill(if is_legal { Ground::Law } else { ground })
            }
        }
    }
}

/// Why something cannot be decided of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It was killed.
    Killed {
        /// What was to be decided.
        decided: &'static str,
        /// When the item was killed.
        at: Timestamp,
    },
    /// A kill needs two persons, and nobody has asked for it.
    Unasked,
    /// A kill needs two persons, and it was this one who has asked for it.
    AskedBySame,
}

impl std::fmt::Display for Settled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Killed { decided, at } => {
                write!(f, "the item was killed on {}", at.strftime("%Y-%m-%d at %H:%M UTC"))?;
                write!(f, ", which is for ever: no {decided} answers a kill")
            }
            Self::Unasked => f.write_str("a kill needs two persons here: ask for it first"),
            Self::AskedBySame => f.write_str(
                "a kill needs two persons here: you have asked for it, another confirms",
            ),
        }
    }
}

impl std::error::Error for Settled {}

/// Whether `by` may decide `next` of an item of which `decisions` were decided.
///
/// # Errors
/// If one of them is a kill, which nothing answers; if `next` is one that needs another person.
pub fn may_decide(
    decisions: &[Decision],
    next: &DecisionKind,
    (by, needs): (&str, KillNeeds),
) -> Result<(), Settled> {
    if let Some(kill) = decisions.iter().find(|decision| decision.kind.is_kill()) {
        return Err(Settled::Killed { decided: next.name(), at: kill.at });
    }
    if !next.is_kill() || needs == KillNeeds::One || !is_person(by) {
        return Ok(());
    }
    match kill_asked(decisions) {
        None => Err(Settled::Unasked),
        Some(asked) if asked.by == by => Err(Settled::AskedBySame),
        Some(_) => Ok(()),
    }
}
