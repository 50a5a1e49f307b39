//! Whether an item was withdrawn: killed, or taken off by its own source's word.

use crate::desk::status;
use crate::model::decision::{Decision, DecisionKind, in_force};

/// How the rule signs that takes off what a source has withdrawn.
pub const SOURCE_CHANGE_RULE: &str = "rule:source-change";

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

#[cfg(test)]
mod tests {
    use super::{SOURCE_CHANGE_RULE, withdrawn};
    use crate::codec::digest::Digest;
    use crate::desk::status::RULE;
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::id::ItemId;
    use jiff::Timestamp;

    #[test]
    fn kill_and_the_sources_own_word_withdraw() {
        use DecisionKind::{Hold, Kill, Release, Undo, Withhold};
        let kill = Kill(Ground::House);
        for (kinds, expected) in [
            (vec![], None),
            (vec![(Withhold, "ada")], None),
            (vec![(Withhold, RULE)], Some(1)),
            (vec![(Withhold, SOURCE_CHANGE_RULE), (Hold, "ada")], Some(1)),
            (vec![(Withhold, SOURCE_CHANGE_RULE), (Release, "ada")], None),
            (vec![(Withhold, RULE), (Withhold, "ada")], None),
            (vec![(Withhold, RULE), (Withhold, "ada"), (Undo(2), "ada")], Some(1)),
            (vec![(kill.clone(), "ada")], Some(1)),
            (vec![(Withhold, "ada"), (kill.clone(), "ada"), (Undo(2), "ada")], Some(2)),
        ] {
            let decision = |(n, (kind, by)): (u32, &(DecisionKind, &str))| Decision {
                item: ItemId(Digest::of(b"item")),
                n,
                kind: kind.clone(),
                by: (*by).to_owned(),
                why: "so".to_owned(),
                at: Timestamp::UNIX_EPOCH,
            };
            let decisions: Vec<Decision> = (1..).zip(&kinds).map(decision).collect();
            assert_eq!(withdrawn(&decisions).map(|it| it.n), expected, "{kinds:?}");
        }
    }
}
