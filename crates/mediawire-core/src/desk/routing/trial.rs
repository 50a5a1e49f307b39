//! What rules would have made of an item on its arrival, and where it is now.

use super::{Follows, Piece, Rule, SIGN, Standing, follows, route};
use crate::desk::is_person;
use crate::model::decision::{Decision, DecisionKind, in_force};
use crate::model::source::Release;

/// Where an item is, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Went {
    /// On the wire.
    Out,
    /// Before the desk.
    Waits,
    /// Set aside.
    Aside,
    /// Taken off, or withdrawn.
    Off,
}

impl Went {
    /// Every place, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Out, Self::Waits, Self::Aside, Self::Off];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::Waits => "waits",
            Self::Aside => "aside",
            Self::Off => "off",
        }
    }

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Out => "goes out",
            Self::Waits => "waits",
            Self::Aside => "is set aside",
            Self::Off => "is off the wire",
        }
    }
}

impl Went {
    /// The words for an item that is there now.
    #[must_use]
    pub fn now(self) -> &'static str {
        match self {
            Self::Out => "is on the wire",
            Self::Waits | Self::Aside | Self::Off => self.words(),
        }
    }
}

/// Where an item would have gone on its arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried<'a> {
    /// The rule that says something of it.
    pub rule: Option<&'a Rule>,
    /// Where it would have gone.
    pub went: Went,
    /// Why the rule may not let it out, if it says so.
    pub refused: Option<&'static str>,
}

/// Where an item would have gone by `rules`, had no person seen it and no routing been there: what its agency and
/// suspicion decided stands.
#[must_use]
pub fn would<'a>(rules: &'a [Rule], piece: &Piece<'_>, standing: &Standing<'_>) -> Tried<'a> {
    let is_other = |it: &&Decision| !is_person(&it.by) && !it.by.starts_with(SIGN);
    let decisions: Vec<Decision> = standing.decisions.iter().filter(is_other).cloned().collect();
    let standing = Standing { decisions: &decisions, is_out: false, ..*standing };
    let routed = route(rules, piece);
    let follows = routed.map_or(Follows::Nothing, |(_, go)| follows(go, &standing));
    let (next, refused) = match follows {
        Follows::Nothing => (None, None),
        Follows::Refused(why) => (None, Some(why)),
        Follows::Decides(kind) => (Some(kind), None),
    };
    let held = in_force(&decisions).into_iter().map(|it| &it.kind);
    let all: Vec<&DecisionKind> = held.chain(&next).collect();
    Tried { rule: routed.map(|(rule, _)| rule), went: went(&all, standing.release), refused }
}

/// Where an item is by what was decided of it, from the first.
fn went(decided: &[&DecisionKind], release: Release) -> Went {
    let start = if release == Release::Auto { Went::Out } else { Went::Waits };
    decided.iter().fold(start, |went, kind| match kind {
        _ if decided.iter().any(|it| it.is_kill()) => Went::Off,
        DecisionKind::Release | DecisionKind::Schedule(_) => Went::Out,
        DecisionKind::Hold => Went::Waits,
        DecisionKind::Spike => Went::Aside,
        DecisionKind::Withhold | DecisionKind::AskKill(_) | DecisionKind::Kill(_) => Went::Off,
        DecisionKind::Headline(_)
        | DecisionKind::Section(_)
        | DecisionKind::Genre(_)
        | DecisionKind::Embargo(_)
        | DecisionKind::Kicker(_)
        | DecisionKind::Dek(_)
        | DecisionKind::EditorNote(_)
        | DecisionKind::Correct(_)
        | DecisionKind::Undo(_) => went,
    })
}

/// Where an item is now, whoever has decided so.
#[must_use]
pub fn stands(standing: &Standing<'_>) -> Went {
    if standing.is_out {
        return Went::Out;
    }
    let held = in_force(standing.decisions).into_iter();
    let all: Vec<&DecisionKind> = held.map(|it| &it.kind).collect();
    match went(&all, standing.release) {
        // It was let out, and something else stands in its way.
        Went::Out => Went::Waits,
        there => there,
    }
}
