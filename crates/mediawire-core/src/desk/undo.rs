//! What stands again when the last decision on an item is taken back: possible until the item was dispatched once.

use crate::desk::decided::{Decided, fold};
use crate::desk::is_person;
use crate::desk::role::Right;
use crate::model::decision::{Decision, DecisionKind, Field, about};
use crate::model::dek::Dek;
use crate::model::dispatch::{Dispatch, Notice};
use crate::model::source::Release;
use jiff::Timestamp;

/// Why the last decision cannot be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lasting {
    /// Nothing was decided.
    Nothing,
    /// A kill is for ever.
    Killed,
    /// It has led to this dispatch, or one came before it: what readers have seen is answered by a decision of its own.
    Out {
        /// The number of the item's last dispatch.
        number: i64,
        /// Whether that came of the last decision.
        is_its: bool,
    },
    /// A rule has withheld it: who lets it out says so.
    Withheld,
    /// What was put right for readers stays.
    Corrected,
    /// It was to go out at a moment that has passed since.
    Passed,
    /// It stood just so before.
    Same,
}

impl std::fmt::Display for Lasting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing was decided yet"),
            Self::Killed => f.write_str("a kill is for ever"),
            Self::Out { number, is_its: true } => {
                write!(f, "the last decision has led to dispatch {number}: decide anew")
            }
            Self::Out { number, is_its: false } => {
                write!(f, "the item has been dispatched ({number}): decide anew")
            }
            Self::Withheld => f.write_str("a rule has withheld it: let it out instead"),
            Self::Passed => f.write_str(
                "the moment at which it was to go out has passed: let it out, or name another",
            ),
            Self::Corrected => f.write_str("a correction stays: say another"),
            Self::Same => f.write_str("the item stood just so before"),
        }
    }
}

impl std::error::Error for Lasting {}

/// What stands again when the last decision is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// It waits.
    Waits,
    /// It is set aside.
    Spiked,
    /// It goes out at this moment.
    Scheduled(Timestamp),
    /// It goes out at once: it was let out, or its source's terms let it out.
    Out,
    /// It is withheld, and why.
    Withheld(String),
    /// This holds of what the decision was about.
    Holds(DecisionKind),
}

/// What stands again when the last of `decisions` is taken back. `last` is the item's last dispatch, and `release` says
/// who lets its source's items out.
///
/// All is as it was before, whatever the decision was about; taking back what takes back leads forward again.
///
/// # Errors
/// Why it cannot be taken back.
pub fn undo(
    decisions: &[Decision],
    last: Option<&Dispatch>,
    release: Release,
    now: Timestamp,
) -> Result<Again, Lasting> {
    let Some(undone) = decisions.last() else { return Err(Lasting::Nothing) };
    let after = fold(decisions);
    let taken_back = back(decisions, undone);
    let before = fold(&taken_back);
    if after.notice().killed().is_some() {
        return Err(Lasting::Killed);
    }
    if let Some(last) = last {
        return Err(Lasting::Out { number: last.number, is_its: last.at >= undone.at });
    }
    if undone.kind.takes_off() && !is_person(&undone.by) {
        return Err(Lasting::Withheld);
    }
    let about = about(decisions, undone);
    if before == after && about != Field::Correction {
        return Err(Lasting::Same);
    }
    match about {
        Field::Headline => {
            Ok(Again::Holds(DecisionKind::Headline(before.headline.map(str::to_owned))))
        }
        Field::Kicker => Ok(Again::Holds(DecisionKind::Kicker(before.kicker.map(str::to_owned)))),
        Field::Dek => {
            Ok(Again::Holds(DecisionKind::Dek(before.dek.cloned().unwrap_or(Dek::Source))))
        }
        Field::EditorNote => Ok(Again::Holds(DecisionKind::EditorNote(
            before.note.map(|(words, _)| words.to_owned()),
        ))),
        Field::Section => Ok(Again::Holds(DecisionKind::Section(before.section.cloned()))),
        Field::Genre => Ok(Again::Holds(DecisionKind::Genre(before.genre))),
        Field::Embargo => Ok(Again::Holds(DecisionKind::Embargo(before.embargo))),
        Field::Correction => Err(Lasting::Corrected),
        Field::Going | Field::Off | Field::Other => goes(&before, release, now),
    }
}

/// The decisions as they are once the last of them is taken back.
fn back(decisions: &[Decision], undone: &Decision) -> Vec<Decision> {
    let undo = Decision { n: undone.n + 1, kind: DecisionKind::Undo(undone.n), ..undone.clone() };
    decisions.iter().cloned().chain([undo]).collect()
}

/// Where an item goes that stands so.
fn goes(before: &Decided<'_>, release: Release, now: Timestamp) -> Result<Again, Lasting> {
    match before.notice() {
        Notice::Killed(_, _) => return Err(Lasting::Killed),
        Notice::Withheld(why) => return Ok(Again::Withheld(why)),
        Notice::None => {}
    }
    if before.is_spiked {
        return Ok(Again::Spiked);
    }
    if !before.released.unwrap_or(release == Release::Auto) {
        return Ok(Again::Waits);
    }
    match before.from.max(before.embargo) {
        Some(at) if at > now => Ok(Again::Scheduled(at)),
        Some(_) if before.from.is_some() => Err(Lasting::Passed),
        Some(_) | None => Ok(Again::Out),
    }
}

/// The rights that taking back asks for: that to what was decided, and where the item goes out by it, that to let it out.
#[must_use]
pub fn rights(field: Field, again: &Again) -> Vec<Right> {
    let of_field = match field {
        Field::Going | Field::Other => Right::Hold,
        // An embargo that is put back may end sooner than the one that stands.
        Field::Embargo => Right::Release,
        Field::Headline | Field::Kicker | Field::Dek | Field::Section | Field::Genre => {
            Right::Restyle
        }
        Field::EditorNote | Field::Correction => Right::EditorNote,
        Field::Off => Right::Withhold,
    };
    let goes_out = matches!(again, Again::Out | Again::Scheduled(_));
    [of_field].into_iter().chain(goes_out.then_some(Right::Release)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Again, Lasting, back, undo};
    use crate::codec::digest::Digest;
    use crate::desk::decided::fold;
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::dek::Dek;
    use crate::model::dispatch::{Dispatch, Notice};
    use crate::model::id::{ArticleId, ItemId};
    use crate::model::section::SectionCode;
    use crate::model::source::{Display, Genre, Release};
    use jiff::Timestamp;

    const PAST_S: i64 = 900;
    const NOW_S: i64 = 1_000;
    const AHEAD_S: i64 = 9_000;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn decisions(kinds: &[DecisionKind]) -> Vec<Decision> {
        let decision = |(n, kind): (u32, &DecisionKind)| Decision {
            item: ItemId(Digest::of(b"item")),
            n,
            kind: kind.clone(),
            by: "ada".to_owned(),
            why: format!("reason {n}"),
            at: at(100),
        };
        (1..).zip(kinds).map(decision).collect()
    }

    /// Every kind, with and without words.
    fn every() -> Vec<DecisionKind> {
        use DecisionKind::{
            AskKill, Correct, Dek as Below, EditorNote, Embargo, Genre as Kind, Headline, Hold,
            Kicker, Kill, Release, Schedule, Section, Spike, Undo, Withhold,
        };
        let words = || Some("Words".to_owned());
        vec![
            Release,
            Schedule(at(AHEAD_S)),
            Schedule(at(PAST_S)),
            Hold,
            Spike,
            Embargo(Some(at(AHEAD_S))),
            Embargo(Some(at(PAST_S))),
            Embargo(None),
            Headline(words()),
            Headline(None),
            Kicker(words()),
            Kicker(None),
            Below(Dek::Teaser),
            Below(Dek::House("Words".to_owned())),
            Below(Dek::Source),
            EditorNote(words()),
            EditorNote(None),
            Section(Some(SectionCode("sport".to_owned()))),
            Section(None),
            Kind(Some(Genre::View)),
            Kind(None),
            Correct("It is so.".to_owned()),
            Withhold,
            AskKill(Ground::House),
            Kill(Ground::House),
            Undo(1),
            Undo(2),
        ]
    }

    #[test]
    fn undone_is_as_before_whatever_was_decided() {
        let (mut n_undone, mut n_refused) = (0, 0);
        let every = every();
        for first in every.iter().map(Some).chain([None]) {
            for second in every.iter().map(Some).chain([None]) {
                for third in &every {
                    let kinds = [first, second].into_iter().flatten().chain([third]);
                    let kinds: Vec<_> = kinds.cloned().collect();
                    let all = decisions(&kinds);
                    // What is taken back is always the last one then.
                    let is_real =
                        |it: &Decision| !matches!(it.kind, DecisionKind::Undo(n) if n + 1 != it.n);
                    if !all.iter().all(is_real) {
                        continue;
                    }
                    for release in [Release::Auto, Release::Desk] {
                        match undo(&all, None, release, at(NOW_S)) {
                            Ok(_) => {
                                let (last, earlier) = all.split_last().unwrap();
                                assert_eq!(fold(&back(&all, last)), fold(earlier), "{kinds:?}");
                                n_undone += 1;
                            }
                            Err(why) => {
                                assert!(!why.to_string().is_empty());
                                n_refused += 1;
                            }
                        }
                    }
                }
            }
        }
        assert!(n_undone > 10_000 && n_refused > 1_000, "{n_undone} {n_refused}");
    }

    #[test]
    fn undoing_leads_back_to_where_it_stood() {
        use DecisionKind::{
            AskKill, Embargo, Headline, Hold, Kill, Release as Out, Schedule, Spike,
        };
        use DecisionKind::{Undo, Withhold};
        let house = |text: &str| Headline(Some(text.to_owned()));
        let holds = |kind| Ok(Again::Holds(kind));
        let withheld = |n| Ok(Again::Withheld(format!("reason {n}")));
        for (kinds, expected) in [
            (vec![], Err(Lasting::Nothing)),
            (vec![Hold], Ok(Again::Waits)),
            (vec![Hold, Hold], Err(Lasting::Same)),
            (vec![Out], Ok(Again::Waits)),
            (vec![Spike, Hold], Ok(Again::Spiked)),
            (vec![Schedule(at(AHEAD_S)), Hold], Ok(Again::Scheduled(at(AHEAD_S)))),
            (vec![Schedule(at(PAST_S)), Hold], Err(Lasting::Passed)),
            (vec![Out, Hold], Ok(Again::Out)),
            (vec![Withhold], Ok(Again::Waits)),
            (vec![AskKill(Ground::House)], Ok(Again::Waits)),
            (vec![Withhold, Out], withheld(1)),
            (vec![Out, Withhold], Ok(Again::Out)),
            (vec![Withhold, AskKill(Ground::House)], withheld(1)),
            (vec![Schedule(at(AHEAD_S)), Withhold], Ok(Again::Scheduled(at(AHEAD_S)))),
            (vec![house("A")], holds(Headline(None))),
            (vec![house("A"), house("B")], holds(house("A"))),
            (vec![house("A"), Headline(None)], holds(house("A"))),
            (vec![Embargo(Some(at(AHEAD_S))), Embargo(None)], holds(Embargo(Some(at(AHEAD_S))))),
            // It leads forward again, and back once more.
            (vec![Spike, Undo(1)], Ok(Again::Spiked)),
            (vec![Spike, Undo(1), Undo(2)], Ok(Again::Waits)),
            (vec![house("A"), Undo(1)], holds(house("A"))),
            (vec![DecisionKind::Correct("So.".to_owned())], Err(Lasting::Corrected)),
            (vec![Kill(Ground::House)], Err(Lasting::Killed)),
            (vec![Kill(Ground::House), Undo(1)], Err(Lasting::Killed)),
        ] {
            let all = decisions(&kinds);
            assert_eq!(undo(&all, None, Release::Desk, at(NOW_S)), expected, "{kinds:?}");
        }
        let mut by_rule = decisions(&[Withhold]);
        by_rule[0].by = "rule:pub-status".to_owned();
        assert_eq!(undo(&by_rule, None, Release::Desk, at(NOW_S)), Err(Lasting::Withheld));
        let held = decisions(&[Hold]);
        assert_eq!(undo(&held, None, Release::Auto, at(NOW_S)), Ok(Again::Out));
    }

    #[test]
    fn what_was_dispatched_is_not_undone() {
        let now = at(NOW_S);
        let last = Dispatch {
            number: 7,
            item: ItemId(Digest::of(b"item")),
            article: ArticleId(Digest::of(b"article")),
            body: Digest::of(b"body"),
            headline: "Rain".to_owned(),
            kicker: None,
            dek: Dek::Source,
            note: None,
            corrections: Vec::new(),
            changed: None,
            gone: None,
            section: SectionCode("world".to_owned()),
            genre: Genre::Report,
            display: Display::Full,
            notice: Notice::None,
            at: Timestamp::from_second(100).unwrap(),
            cause: String::new(),
        };
        let all = decisions(&[DecisionKind::Release]);
        let out = |is_its| Err(Lasting::Out { number: 7, is_its });
        assert_eq!(undo(&all, Some(&last), Release::Desk, now), out(true));
        let earlier = Dispatch { at: Timestamp::from_second(99).unwrap(), ..last };
        assert_eq!(undo(&all, Some(&earlier), Release::Desk, now), out(false));
    }
}
