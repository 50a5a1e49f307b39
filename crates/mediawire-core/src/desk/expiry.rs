//! What follows from the moment after which a publisher lets nothing of a page be shown (`unavailable_after`): a written
//! rule, signed as one.

use super::status::may_return;
use crate::model::decision::{Decision, DecisionKind, in_force};
use crate::model::source::Release;
use jiff::Timestamp;

/// How the rule signs.
pub const EXPIRY_RULE: &str = "rule:unavailable-after";

/// What follows at `now` for an item whose newest version may be shown `until` then, and why, in words for readers;
/// `None` if nothing does.
///
/// It is taken off once; who lets it out again afterwards has decided so. When its publisher gives it more time, it comes
/// back, if it was this rule that took it off, and either a rule lets the source's items out or a person had let this one.
#[must_use]
pub fn by_expiry(
    until: Option<Timestamp>,
    decisions: &[Decision],
    release: Release,
    now: Timestamp,
) -> Option<(DecisionKind, &'static str)> {
    if decisions.iter().any(|it| it.kind.is_kill()) {
        return None;
    }
    let is_ours = |it: &&&Decision| it.by == EXPIRY_RULE;
    let held = in_force(decisions);
    let last = held.iter().rev().find(|it| it.kind.takes_off() || it.kind.lets_out());
    let is_off = last.is_some_and(|it| it.kind.takes_off());
    if until.is_some_and(|until| until <= now) {
        let was_taken_off = held.iter().rev().find(is_ours);
        let is_done = was_taken_off.is_some_and(|it| it.kind == DecisionKind::Withhold);
        let why = "the time for which its publisher let it be shown is over";
        return (!is_off && !is_done).then_some((DecisionKind::Withhold, why));
    }
    let may_return = last.as_ref().is_some_and(is_ours) && may_return(decisions, release);
    (is_off && may_return)
        .then_some((DecisionKind::Release, "its publisher lets it be shown for longer"))
}

#[cfg(test)]
mod tests {
    use super::{EXPIRY_RULE, by_expiry};
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::id::{ItemId, Slug};
    use crate::model::source::Release::{self, Auto, Desk};
    use jiff::Timestamp;

    #[test]
    fn item_is_taken_off_at_its_time_and_comes_back_when_it_is_given_more() {
        use DecisionKind::{Kill, Release as Out, Withhold};
        type Case<'a> = (&'a [(DecisionKind, &'a str)], Option<i64>, Release, Option<DecisionKind>);
        let cases: [Case<'_>; 12] = [
            (&[], None, Auto, None),
            (&[], Some(11), Auto, None),
            (&[], Some(10), Auto, Some(Withhold)),
            (&[(Out, "ed")], Some(9), Desk, Some(Withhold)),
            (&[(Withhold, EXPIRY_RULE)], Some(9), Auto, None),
            (&[(Withhold, EXPIRY_RULE), (Out, "ed")], Some(9), Auto, None),
            (&[(Withhold, EXPIRY_RULE)], Some(11), Auto, Some(Out)),
            (&[(Withhold, EXPIRY_RULE)], Some(11), Desk, None),
            (&[(Out, "ed"), (Withhold, EXPIRY_RULE)], None, Desk, Some(Out)),
            (&[(Withhold, EXPIRY_RULE), (Out, EXPIRY_RULE)], Some(9), Auto, Some(Withhold)),
            (&[(Withhold, "ed")], Some(11), Auto, None),
            (&[(Kill(Ground::House), "ed")], Some(9), Auto, None),
        ];
        let at = |s| Timestamp::from_second(s).unwrap();
        let item = ItemId::new(&Slug::of("a"), "1");
        for (decisions, until, release, expected) in cases {
            let decided: Vec<Decision> = (1..)
                .zip(decisions)
                .map(|(n, (kind, by))| Decision {
                    item,
                    n,
                    kind: kind.clone(),
                    by: (*by).to_owned(),
                    why: String::new(),
                    at: at(0),
                })
                .collect();
            let next = by_expiry(until.map(at), &decided, release, at(10)).map(|(kind, _)| kind);
            assert_eq!(next, expected, "{decisions:?} {until:?} {release:?}");
        }
    }
}
