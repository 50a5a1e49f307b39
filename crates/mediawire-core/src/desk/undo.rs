//! What answers the last decision on an item, so that it stands as it did before: possible until the item was dispatched
//! once.

use crate::desk::decided::fold;
use crate::model::decision::{Decision, DecisionKind};
use crate::model::dispatch::Dispatch;
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
    /// The item was withheld before anybody saw it: who lets it out says so.
    Withheld,
    /// What was put right for readers stays.
    Corrected,
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
            Self::Withheld => f.write_str("it was withheld: let it out instead"),
            Self::Corrected => f.write_str("a correction stays: say another"),
            Self::Same => f.write_str("the item stood just so before"),
        }
    }
}

impl std::error::Error for Lasting {}

/// The decision that answers the last of `decisions`. `headline` is the source's, `last` the item's last dispatch.
///
/// What was said of a headline or another line, a section, a genre or an embargo is again what it was before. What was said of its going
/// out leads back to where the item stood: set aside, or scheduled if that moment still lies ahead; else it waits, and
/// held. So undoing lets out nothing but what an embargo alone has held, when that is what is undone.
///
/// # Errors
/// Why nothing answers it.
pub fn undo(
    decisions: &[Decision],
    headline: &str,
    last: Option<&Dispatch>,
    now: Timestamp,
) -> Result<DecisionKind, Lasting> {
    let Some((undone, earlier)) = decisions.split_last() else { return Err(Lasting::Nothing) };
    let before = fold(earlier);
    if fold(decisions).notice().killed().is_some() {
        return Err(Lasting::Killed);
    }
    if let Some(last) = last {
        return Err(Lasting::Out { number: last.number, is_its: last.at >= undone.at });
    }
    let answer = match &undone.kind {
        DecisionKind::Headline(_) => {
            DecisionKind::Headline(before.headline.unwrap_or(headline).to_owned())
        }
        DecisionKind::Kicker(_) => DecisionKind::Kicker(before.kicker.map(str::to_owned)),
        DecisionKind::Dek(_) => DecisionKind::Dek(before.dek.cloned().unwrap_or_default()),
        DecisionKind::EditorNote(_) => DecisionKind::EditorNote(before.note.map(str::to_owned)),
        DecisionKind::Section(_) => DecisionKind::Section(before.section.cloned()),
        DecisionKind::Genre(_) => DecisionKind::Genre(before.genre),
        DecisionKind::Embargo(_) => {
            DecisionKind::Embargo(before.embargo.filter(|until| *until > now))
        }
        DecisionKind::Withhold | DecisionKind::AskKill => return Err(Lasting::Withheld),
        DecisionKind::Kill => return Err(Lasting::Killed),
        DecisionKind::Correct(_) => return Err(Lasting::Corrected),
        DecisionKind::Release
        | DecisionKind::Schedule(_)
        | DecisionKind::Hold
        | DecisionKind::Spike => match (before.is_spiked, before.from) {
            (true, _) => DecisionKind::Spike,
            // What was withheld meanwhile went out at no moment, and does not by undoing either.
            (false, Some(at))
                if before.released == Some(true) && at > now && before.notice().is_none() =>
            {
                DecisionKind::Schedule(at)
            }
            (false, _) => DecisionKind::Hold,
        },
    };
    if answer == undone.kind { Err(Lasting::Same) } else { Ok(answer) }
}

#[cfg(test)]
mod tests {
    use super::{Lasting, undo};
    use crate::codec::digest::Digest;
    use crate::desk::standing::{Standing, standing};
    use crate::model::decision::{Decision, DecisionKind};
    use crate::model::dek::Dek;
    use crate::model::dispatch::{Dispatch, Notice};
    use crate::model::id::{ArticleId, ItemId};
    use crate::model::section::SectionCode;
    use crate::model::source::{Display, Genre};
    use jiff::Timestamp;

    fn decisions(kinds: &[DecisionKind]) -> Vec<Decision> {
        let decision = |(n, kind): (u32, &DecisionKind)| Decision {
            item: ItemId(Digest::of(b"item")),
            n,
            kind: kind.clone(),
            by: "ada".to_owned(),
            why: "so".to_owned(),
            at: Timestamp::from_second(100).unwrap(),
        };
        (1..).zip(kinds).map(decision).collect()
    }

    #[test]
    fn last_decision_is_answered_by_what_held_before() {
        use DecisionKind::{Embargo, Headline, Hold, Kill, Release, Schedule, Section, Spike};
        let now = Timestamp::from_second(1_000).unwrap();
        let (past, ahead) =
            (Timestamp::from_second(900).unwrap(), Timestamp::from_second(9_000).unwrap());
        let house = |text: &str| Headline(text.to_owned());
        let sport = || Section(Some(SectionCode("sport".to_owned())));
        for (kinds, expected) in [
            (vec![], Err(Lasting::Nothing)),
            (vec![Hold], Err(Lasting::Same)),
            (vec![Release], Ok(Hold)),
            (vec![Spike], Ok(Hold)),
            (vec![Schedule(ahead)], Ok(Hold)),
            (vec![Spike, Hold], Ok(Spike)),
            (vec![Schedule(ahead), Hold], Ok(Schedule(ahead))),
            (vec![Schedule(past), Hold], Err(Lasting::Same)),
            (vec![Schedule(ahead), Spike], Ok(Schedule(ahead))),
            (vec![Schedule(ahead), Schedule(past)], Ok(Schedule(ahead))),
            (vec![Hold, Hold], Err(Lasting::Same)),
            (vec![Hold, house("A")], Ok(house("The source's"))),
            (vec![house("A"), house("B")], Ok(house("A"))),
            (vec![house("A"), sport()], Ok(Section(None))),
            (vec![DecisionKind::Genre(Some(Genre::View))], Ok(DecisionKind::Genre(None))),
            (
                vec![
                    DecisionKind::Dek(Dek::Teaser),
                    DecisionKind::Dek(Dek::House("It rained.".into())),
                ],
                Ok(DecisionKind::Dek(Dek::Teaser)),
            ),
            (vec![DecisionKind::Kicker(Some("Weather".into()))], Ok(DecisionKind::Kicker(None))),
            (
                vec![DecisionKind::EditorNote(Some("So.".into()))],
                Ok(DecisionKind::EditorNote(None)),
            ),
            (vec![Embargo(Some(ahead)), Embargo(None)], Ok(Embargo(Some(ahead)))),
            (vec![Embargo(Some(past)), Embargo(Some(ahead))], Ok(Embargo(None))),
            (vec![DecisionKind::Withhold], Err(Lasting::Withheld)),
            (vec![Schedule(ahead), DecisionKind::Withhold, Hold], Err(Lasting::Same)),
            (vec![Schedule(ahead), DecisionKind::AskKill, Hold], Err(Lasting::Same)),
            (vec![Kill], Err(Lasting::Killed)),
        ] {
            let all = decisions(&kinds);
            let answer = undo(&all, "The source's", None, now);
            assert_eq!(answer, expected, "{kinds:?}");
            let Ok(answer) = answer else { continue };
            // It stands where it stood, but that nobody takes back that it was looked at.
            let stands = |kinds: &[DecisionKind]| match standing(&decisions(kinds), None, false) {
                Standing::Waiting { .. } => Standing::Waiting { is_held: true },
                other => other,
            };
            let after: Vec<_> = kinds.iter().cloned().chain([answer]).collect();
            assert_eq!(stands(&after), stands(&kinds[..kinds.len() - 1]), "{kinds:?}");
        }
    }

    #[test]
    fn what_was_dispatched_is_not_undone() {
        let now = Timestamp::from_second(1_000).unwrap();
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
            section: SectionCode("world".to_owned()),
            genre: Genre::Report,
            display: Display::Full,
            notice: Notice::None,
            at: Timestamp::from_second(100).unwrap(),
            cause: String::new(),
        };
        let all = decisions(&[DecisionKind::Release]);
        let out = |is_its| Err(Lasting::Out { number: 7, is_its });
        assert_eq!(undo(&all, "", Some(&last), now), out(true));
        let earlier = Dispatch { at: Timestamp::from_second(99).unwrap(), ..last };
        assert_eq!(undo(&all, "", Some(&earlier), now), out(false));
    }
}
