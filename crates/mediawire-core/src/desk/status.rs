//! What an agency's own word on a piece (`pubStatus`) decides: a written rule, signed as one.

use crate::model::decision::{Decision, DecisionKind, Ground, in_force};
use crate::model::handling::PubStatus;
use crate::model::source::Release;

/// How the rule signs.
pub const RULE: &str = "rule:pub-status";

/// What follows for an item from the newest status that its agency states, and why, in words for readers; `None` if
/// nothing does.
///
/// A cancellation is a kill, whatever was decided before. What is withheld is withheld here; when it may be used again
/// it comes back, if it was this rule that withheld it, and either a rule lets the source's items out or a person had
/// let this one.
#[must_use]
pub fn by_status(
    status: PubStatus,
    decisions: &[Decision],
    release: Release,
) -> Option<(DecisionKind, &'static str)> {
    let held = in_force(decisions);
    let last = held.iter().rev().find(|it| it.kind.takes_off() || it.kind.lets_out());
    match status {
        _ if decisions.iter().any(|it| it.kind.is_kill()) => None,
        PubStatus::Canceled => {
            Some((DecisionKind::Kill(Ground::House), "its agency has canceled it"))
        }
        PubStatus::Withheld if last.is_some_and(|it| it.kind.takes_off()) => None,
        PubStatus::Withheld => Some((DecisionKind::Withhold, "its agency has withheld it")),
        PubStatus::Usable => {
            let is_ours = last.is_some_and(|it| it.kind == DecisionKind::Withhold && it.by == RULE);
            (is_ours && may_return(decisions, release))
                .then_some((DecisionKind::Release, "its agency lets it be used again"))
        }
    }
}

/// Whether a rule may let an item out again that a rule took off: where a rule lets its source's items out or a person
/// had let this one, and nobody held it back since.
pub(super) fn may_return(decisions: &[Decision], release: Release) -> bool {
    let held = in_force(decisions);
    let by_person = held.iter().any(|it| it.kind.lets_out() && is_person(&it.by));
    let last = held.iter().rev().find(|it| it.kind.lets_out() || it.kind.holds_back());
    let is_held = last.is_some_and(|it| it.kind.holds_back());
    !is_held && (release == Release::Auto || by_person)
}

/// Whether a decision was signed by a person.
#[must_use]
pub fn is_person(by: &str) -> bool {
    !by.starts_with("rule:")
}

#[cfg(test)]
mod tests {
    use super::{RULE, by_status};
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::handling::PubStatus::{self, Canceled, Usable, Withheld};
    use crate::model::id::{ItemId, Slug};
    use crate::model::source::Release::{self, Auto, Desk};
    use jiff::Timestamp;

    fn decided(all: &[(DecisionKind, &str)]) -> Vec<Decision> {
        let item = ItemId::new(&Slug::of("a"), "1");
        let numbered = (1..).zip(all);
        numbered
            .map(|(n, (kind, by))| Decision {
                item,
                n,
                kind: kind.clone(),
                by: (*by).to_owned(),
                why: String::new(),
                at: Timestamp::UNIX_EPOCH,
            })
            .collect()
    }

    #[test]
    fn an_agencys_status_decides_what_no_person_decided_otherwise() {
        use DecisionKind::{Headline, Kill, Release as Out, Withhold};
        type Case<'a> = (&'a [(DecisionKind, &'a str)], PubStatus, Release, Option<DecisionKind>);
        let cases: [Case<'_>; 12] = [
            (&[], Usable, Auto, None),
            (&[], Withheld, Auto, Some(Withhold)),
            (&[], Canceled, Desk, Some(Kill(Ground::House))),
            (&[(Withhold, RULE)], Withheld, Auto, None),
            (&[(Withhold, RULE)], Usable, Auto, Some(Out)),
            (&[(Withhold, RULE)], Usable, Desk, None),
            (&[(Out, "ed"), (Withhold, RULE)], Usable, Desk, Some(Out)),
            (&[(Withhold, "ed")], Usable, Auto, None),
            (&[(Withhold, RULE), (Out, "ed")], Usable, Auto, None),
            (&[(Withhold, RULE), (Out, "ed")], Withheld, Auto, Some(Withhold)),
            (
                &[(Withhold, "ed"), (Headline(Some("B".into())), "ed")],
                Canceled,
                Auto,
                Some(Kill(Ground::House)),
            ),
            (&[(Kill(Ground::House), "ed")], Canceled, Auto, None),
        ];
        for (decisions, status, release, expected) in cases {
            let next = by_status(status, &decided(decisions), release).map(|(kind, _)| kind);
            assert_eq!(next, expected, "{decisions:?} {status:?} {release:?}");
        }
    }
}
