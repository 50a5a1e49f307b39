//! Where an item stands at the desk, by what was decided of it and by its last dispatch.

use crate::desk::decided::fold;
use crate::desk::waits_as_copy;
use crate::model::decision::Decision;
use crate::model::dispatch::Notice;
use jiff::Timestamp;

/// Where an item stands at the desk: it is in one list of it, or in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits for a decision, and nobody has held it.
    New,
    /// It waits and was looked at before: a person, a rule or an agency has held or withheld it, or it was let out and
    /// something else stands in its way.
    Held,
    /// It goes out at this moment.
    Scheduled(Timestamp),
    /// It was set aside.
    Spiked,
    /// It stands on the wire.
    Wire,
    /// It was taken off, or killed before anybody saw it.
    Off,
    /// It has the words of another item, and nobody is asked about it.
    Copy,
}

impl Standing {
    /// Its name in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Held => "held",
            Self::Scheduled(_) => "scheduled",
            Self::Spiked => "spiked",
            Self::Wire => "wire",
            Self::Off => "off",
            Self::Copy => "copy",
        }
    }
}

impl Standing {
    /// The same at `now`: what was to go out at a moment that has passed, and did not, is held.
    #[must_use]
    pub fn as_of(self, now: Timestamp) -> Self {
        match self {
            Self::Scheduled(at) if at <= now => Self::Held,
            Self::Scheduled(_)
            | Self::New
            | Self::Held
            | Self::Spiked
            | Self::Wire
            | Self::Off
            | Self::Copy => self,
        }
    }
}

/// Where an item stands of which `decisions` were decided, from the first. `last` is the notice of its last dispatch,
/// and `is_copy` says whether its newest version has the words of another item: somebody is asked about it only if one with
/// those words was taken off.
#[must_use]
pub fn standing(decisions: &[Decision], last: Option<&Notice>, is_copy: bool) -> Standing {
    match last {
        Some(Notice::None) => return Standing::Wire,
        Some(Notice::Withheld(_) | Notice::Killed(_, _)) => return Standing::Off,
        None => {}
    }
    let decided = fold(decisions);
    let notice = decided.notice();
    if notice.killed().is_some() {
        return Standing::Off;
    }
    if decided.is_spiked {
        return Standing::Spiked;
    }
    match decided.from.max(decided.embargo) {
        Some(at) if decided.released == Some(true) && notice.is_none() => Standing::Scheduled(at),
        Some(_) | None if is_copy && !waits_as_copy(decisions) => Standing::Copy,
        Some(_) | None if decided.released.is_some() || !notice.is_none() => Standing::Held,
        Some(_) | None => Standing::New,
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, standing};
    use crate::codec::digest::Digest;
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::dispatch::Notice;
    use crate::model::id::ItemId;
    use jiff::Timestamp;

    #[test]
    fn last_word_says_where_an_item_stands() {
        use DecisionKind::{Embargo, Headline, Hold, Kill, Release, Schedule, Spike, Withhold};
        let at = Timestamp::from_second(9_000).unwrap();
        let house = || Headline(Some("Rain".to_owned()));
        for (kinds, expected) in [
            (vec![], Standing::New),
            (vec![house()], Standing::New),
            (vec![Hold], Standing::Held),
            (vec![Release], Standing::Held),
            (vec![Spike, house()], Standing::Spiked),
            (vec![Spike, Hold], Standing::Held),
            (vec![Hold, Schedule(at), house()], Standing::Scheduled(at)),
            (vec![Schedule(at), Hold], Standing::Held),
            (vec![Schedule(at), Spike], Standing::Spiked),
            (vec![Schedule(at), Release], Standing::Held),
            // Nobody has seen what an agency withholds: it waits for it, or for a person.
            (vec![Withhold], Standing::Held),
            (vec![Schedule(at), Withhold], Standing::Held),
            (vec![Embargo(Some(at))], Standing::New),
            (vec![Embargo(Some(at)), Release], Standing::Scheduled(at)),
            (vec![Embargo(Some(at)), Release, Embargo(None)], Standing::Held),
            (vec![Withhold, Schedule(at)], Standing::Scheduled(at)),
            (vec![Kill(Ground::House), Release], Standing::Off),
        ] {
            let decisions = decisions(&kinds);
            assert_eq!(standing(&decisions, None, false), expected, "{kinds:?}");
            // What the wire says stands, until a dispatch says otherwise.
            assert_eq!(standing(&decisions, Some(&Notice::None), true), Standing::Wire);
            let off = Notice::Withheld("so".to_owned());
            assert_eq!(standing(&decisions, Some(&off), true), Standing::Off);
        }
        assert_eq!(standing(&[], None, true), Standing::Copy);
        assert_eq!(standing(&decisions(&[Hold]), None, true), Standing::Copy);
        assert_eq!(standing(&decisions(&[Spike]), None, true), Standing::Spiked);
    }

    #[test]
    fn what_did_not_go_out_at_its_moment_is_held() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let scheduled = Standing::Scheduled(at(9));
        assert_eq!(scheduled.as_of(at(8)), scheduled);
        assert_eq!(scheduled.as_of(at(9)), Standing::Held);
        assert_eq!(Standing::Spiked.as_of(at(9)), Standing::Spiked);
    }

    fn decisions(kinds: &[DecisionKind]) -> Vec<Decision> {
        let decision = |(n, kind): (u32, &DecisionKind)| Decision {
            item: ItemId(Digest::of(b"item")),
            n,
            kind: kind.clone(),
            by: "ada".to_owned(),
            why: "so".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        (1..).zip(kinds).map(decision).collect()
    }
}
