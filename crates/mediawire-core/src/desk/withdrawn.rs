//! Whether an item was withdrawn: killed, or taken off by its own source's word; or is withheld by the desk.

use crate::desk::{is_person, status};
use crate::model::decision::{Decision, DecisionKind, in_force};

/// How the rule signs that takes off what a source has withdrawn.
pub const SOURCE_CHANGE_RULE: &str = "rule:source-change";

/// How the rule signs that holds what carries the text of an item that was taken off.
pub const WITHDRAWN_COPY_RULE: &str = "rule:withdrawn-copy";

/// The decision that withdrew an item, of those that were decided of it; `None` if it was not, or is let out again.
///
/// What the desk withholds of its own accord is looked into, and not withdrawn.
#[must_use]
pub fn withdrawn(decisions: &[Decision]) -> Option<&Decision> {
    let held = in_force(decisions);
    if let Some(kill) = held.iter().find(|it| it.kind.is_kill()) {
        return Some(kill);
    }
    let last = held.iter().rev().find(|it| it.kind.takes_off() || it.kind.lets_out())?;
    let by_source = [status::RULE, SOURCE_CHANGE_RULE].contains(&last.by.as_str());
    (last.kind == DecisionKind::Withhold && by_source).then_some(*last)
}

/// The decision by which the desk withholds an item for now, of those that were decided of it: a person's, or that of who has
/// asked for its kill; `None` if it does not, or the item was withdrawn.
#[must_use]
pub fn withheld(decisions: &[Decision]) -> Option<&Decision> {
    if withdrawn(decisions).is_some() {
        return None;
    }
    let held = in_force(decisions);
    let last = held.into_iter().rev().find(|it| it.kind.takes_off() || it.kind.lets_out())?;
    (last.kind.takes_off() && is_person(&last.by)).then_some(last)
}

/// Whether an item waits because it carries the text of one that was taken off, and nobody has let it out since.
#[must_use]
pub fn waits_as_copy(decisions: &[Decision]) -> bool {
    let held = in_force(decisions);
    let last = held.iter().rev().find(|it| it.kind.lets_out() || it.by == WITHDRAWN_COPY_RULE);
    last.is_some_and(|it| it.by == WITHDRAWN_COPY_RULE)
}

#[cfg(test)]
mod tests {
    use super::{SOURCE_CHANGE_RULE, WITHDRAWN_COPY_RULE, waits_as_copy, withdrawn, withheld};
    use crate::codec::digest::Digest;
    use crate::desk::status::RULE;
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::id::ItemId;
    use jiff::Timestamp;

    fn decided(kinds: &[(DecisionKind, &str)]) -> Vec<Decision> {
        let decision = |(n, (kind, by)): (u32, &(DecisionKind, &str))| Decision {
            item: ItemId(Digest::of(b"item")),
            n,
            kind: kind.clone(),
            by: (*by).to_owned(),
            why: "so".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        (1..).zip(kinds).map(decision).collect()
    }

    #[test]
    fn kill_and_the_sources_own_word_withdraw_and_a_person_withholds() {
        use DecisionKind::{AskKill, Hold, Kill, Release, Undo, Withhold};
        let kill = Kill(Ground::House);
        let asked = AskKill(Ground::House);
        for (kinds, is_withdrawn, is_withheld) in [
            (vec![], None, None),
            (vec![(Withhold, "ada")], None, Some(1)),
            (vec![(Withhold, "ada"), (Hold, "ada")], None, Some(1)),
            (vec![(Withhold, "ada"), (Release, "ada")], None, None),
            (vec![(asked, "ada")], None, Some(1)),
            (vec![(Withhold, "rule:rights")], None, None),
            (vec![(Withhold, RULE)], Some(1), None),
            (vec![(Withhold, SOURCE_CHANGE_RULE), (Hold, "ada")], Some(1), None),
            (vec![(Withhold, SOURCE_CHANGE_RULE), (Release, "ada")], None, None),
            (vec![(Withhold, RULE), (Withhold, "ada")], None, Some(2)),
            (vec![(Withhold, RULE), (Withhold, "ada"), (Undo(2), "ada")], Some(1), None),
            (vec![(kill.clone(), "ada")], Some(1), None),
            (vec![(Withhold, "ada"), (kill.clone(), "ada"), (Undo(2), "ada")], Some(2), None),
        ] {
            let decisions = decided(&kinds);
            assert_eq!(withdrawn(&decisions).map(|it| it.n), is_withdrawn, "{kinds:?}");
            assert_eq!(withheld(&decisions).map(|it| it.n), is_withheld, "{kinds:?}");
        }
    }

    #[test]
    fn copy_waits_until_it_is_let_out() {
        use DecisionKind::{Hold, Release, Spike};
        for (kinds, expected) in [
            (vec![], false),
            (vec![(Hold, "ada")], false),
            (vec![(Hold, WITHDRAWN_COPY_RULE)], true),
            (vec![(Hold, WITHDRAWN_COPY_RULE), (Spike, "ada")], true),
            (vec![(Hold, WITHDRAWN_COPY_RULE), (Release, "ada")], false),
            (vec![(Release, "ada"), (Hold, WITHDRAWN_COPY_RULE)], true),
        ] {
            assert_eq!(waits_as_copy(&decided(&kinds)), expected, "{kinds:?}");
        }
    }
}
