//! What goes out, by what was decided and by what its source lets.

use super::{Case, KillNeeds, Refusal, Settled, dispatch, is_off, kill_asked, may_decide};
use crate::codec::digest::Digest;
use crate::model::article::Meta;
use crate::model::body::Place;
use crate::model::change::Class;
use crate::model::decision::{Decision, DecisionKind, Ground};
use crate::model::dek::Dek;
use crate::model::dispatch::{Changed, Dispatch, Notice};
use crate::model::handling::Handling;
use crate::model::id::{ArticleId, ItemId, Slug};
use crate::model::item::Item;
use crate::model::lock::Difference;
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre, Release, Rights, Source};
use crate::model::time::Time;
use jiff::Timestamp;

struct Desk {
    item: Item,
    source: Source,
    meta: Meta,
    section: SectionCode,
}

fn desk() -> Desk {
    let slug = Slug::of("a");
    let id = ItemId::new(&slug, "1");
    let url = "https://a.example/1".to_owned();
    Desk {
        item: Item {
            id,
            public: id.public(&[0; 32]),
            source: slug.clone(),
            url,
            received: Timestamp::UNIX_EPOCH,
        },
        source: Source {
            slug,
            name: "A".into(),
            home: "https://a.example/".into(),
            list: None,
            cadence_ms: 0,
            rights: Rights::to(Display::Full),
            section: SectionCode("world".into()),
            genre: None,
            release: Release::Auto,
        },
        meta: Meta { headline: "Rain".into(), ..Meta::default() },
        section: SectionCode("world".into()),
    }
}

fn case(desk: &Desk) -> Case<'_> {
    Case {
        item: &desk.item,
        source: &desk.source,
        article: ArticleId(Digest::of(b"article")),
        meta: &desk.meta,
        body: Digest::of(b"body"),
        n_chars: 900,
        differences: &[],
        removed: None,
        section: &desk.section,
        genre: Genre::Report,
        is_copy: false,
        changed: None,
        gone: None,
        handling: None,
        decisions: &[],
        last: None,
    }
}

fn decided(kinds: &[DecisionKind]) -> Vec<Decision> {
    let item = ItemId::new(&Slug::of("a"), "1");
    let at = Timestamp::UNIX_EPOCH;
    let why = "because".to_owned();
    (1..)
        .zip(kinds)
        .map(|(n, kind)| Decision {
            item,
            n,
            kind: kind.clone(),
            by: "ed".into(),
            why: why.clone(),
            at,
        })
        .collect()
}

#[test]
fn item_without_source_name_or_address_is_refused() {
    let mut desk = desk();
    desk.source.name = " ".into();
    assert_eq!(dispatch(&case(&desk), Timestamp::UNIX_EPOCH).unwrap_err().code(), "no-source");
    desk.source.name = "A".into();
    for url in ["", "file:///etc/passwd", "javascript:alert(1)"] {
        desk.item.url = url.to_owned();
        assert_eq!(dispatch(&case(&desk), Timestamp::UNIX_EPOCH).unwrap_err().code(), "no-source");
    }
}

#[test]
fn altered_body_is_refused_even_where_a_person_releases_it() {
    let desk = desk();
    let place = Place { node: 4, at: 0 };
    let differences =
        [Difference { block: Some(2), part: 0, from: place, to: place, what: "x".into() }];
    let decisions = decided(&[DecisionKind::Release]);
    let case = Case { differences: &differences, decisions: &decisions, ..case(&desk) };
    assert_eq!(dispatch(&case, Timestamp::UNIX_EPOCH).unwrap_err().code(), "altered");
}

#[test]
fn flash_without_text_waits_for_a_person() {
    let desk = desk();
    let empty = Case { n_chars: 0, ..case(&desk) };
    assert_eq!(dispatch(&empty, Timestamp::UNIX_EPOCH), Err(Refusal::NoText));
    let decisions = decided(&[DecisionKind::Release]);
    assert!(dispatch(&Case { decisions: &decisions, ..empty }, Timestamp::UNIX_EPOCH).is_ok());
}

#[test]
fn embargo_holds_against_everybody_and_terms_hold_until_a_person_reads_them() {
    let desk = desk();
    let until = Timestamp::from_second(1_000).unwrap();
    let embargo = Some(Time { at: until, offset_s: None, raw: String::new() });
    let handling = Handling { embargo, terms: Some("Print only".into()), ..Handling::default() };
    let decisions = decided(&[DecisionKind::Release]);
    let held = Case { handling: Some(&handling), ..case(&desk) };
    let released = Case { decisions: &decisions, ..held };
    let before = Timestamp::from_second(999).unwrap();
    assert_eq!(dispatch(&released, before), Err(Refusal::Embargoed(until)));
    assert_eq!(dispatch(&held, until), Err(Refusal::Terms("Print only".into())));
    assert!(dispatch(&released, until).is_ok());
    let withheld = decided(&[DecisionKind::Withhold]);
    let first = dispatch(&case(&desk), before).unwrap();
    let off = Case { decisions: &withheld, last: Some(&first), ..held };
    assert!(dispatch(&off, before).is_ok(), "taking off waits for nothing");
}

#[test]
fn scheduled_item_goes_out_at_its_moment_and_one_set_aside_when_it_is_let_out() {
    let desk = desk();
    let at = Timestamp::from_second(1_000).unwrap();
    let before = Timestamp::from_second(999).unwrap();
    let schedule = DecisionKind::Schedule(at);
    for (kinds, when, expected) in [
        (&[schedule.clone()][..], before, Some(Refusal::Scheduled(at))),
        (std::slice::from_ref(&schedule), at, None),
        (&[schedule.clone(), DecisionKind::Release], before, None),
        (&[schedule.clone(), DecisionKind::Hold], at, Some(Refusal::Held)),
        (&[DecisionKind::Spike, schedule.clone()], at, None),
        (&[DecisionKind::Spike], at, Some(Refusal::Spiked)),
        (&[DecisionKind::Spike, DecisionKind::Release], before, None),
    ] {
        let decisions = decided(kinds);
        let case = Case { decisions: &decisions, ..case(&desk) };
        assert_eq!(dispatch(&case, when).err(), expected, "{kinds:?} at {when}");
    }
    for kind in [schedule, DecisionKind::Spike] {
        assert_eq!(DecisionKind::parse(kind.name(), &kind.words()), Some(kind));
    }
}

#[test]
fn rule_lets_nothing_return_that_a_person_holds_or_has_scheduled() {
    use crate::desk::status::RULE;
    use crate::desk::{EXPIRY_RULE, by_expiry, by_status};
    use crate::model::handling::PubStatus;
    let at = Timestamp::from_second(1_000).unwrap();
    let before = Timestamp::from_second(999).unwrap();
    let schedule = DecisionKind::Schedule(at);
    for (kind, returns) in
        [(DecisionKind::Hold, false), (DecisionKind::Spike, false), (schedule, true)]
    {
        for rule in [RULE, EXPIRY_RULE] {
            let mut all = decided(&[kind.clone(), DecisionKind::Withhold]);
            all[1].by = rule.to_owned();
            let next = match rule {
                RULE => by_status(PubStatus::Usable, &all, Release::Auto),
                _ => by_expiry(None, &all, Release::Auto, before),
            };
            assert_eq!(next.is_some(), returns, "{kind:?} {rule}");
            let Some((next, _)) = next else { continue };
            let mut again = decided(&[kind.clone(), DecisionKind::Withhold, next]);
            again[2].by = rule.to_owned();
            let desk = desk();
            let case = Case { decisions: &again, ..case(&desk) };
            assert_eq!(dispatch(&case, before), Err(Refusal::Scheduled(at)), "{rule}");
        }
    }
}

#[test]
fn embargo_by_hand_holds_against_everybody_until_it_is_lifted() {
    let desk = desk();
    let until = Timestamp::from_second(1_000).unwrap();
    let before = Timestamp::from_second(999).unwrap();
    let embargo = DecisionKind::Embargo(Some(until));
    let lifted = DecisionKind::Embargo(None);
    let later = DecisionKind::Embargo(Timestamp::from_second(2_000).ok());
    for (kinds, when, expected) in [
        (&[embargo.clone()][..], before, Some("embargoed")),
        (&[embargo.clone(), DecisionKind::Release], before, Some("embargoed")),
        (&[DecisionKind::Release, embargo.clone()], until, None),
        (&[embargo.clone(), lifted.clone()], before, None),
        (&[embargo.clone(), later.clone()], until, Some("embargoed")),
        (&[embargo.clone(), DecisionKind::Hold], until, Some("held")),
    ] {
        let decisions = decided(kinds);
        let case = Case { decisions: &decisions, ..case(&desk) };
        let refusal = dispatch(&case, when).err();
        assert_eq!(refusal.as_ref().map(Refusal::code), expected, "{kinds:?} at {when}");
    }
    let decisions = decided(std::slice::from_ref(&later));
    let case = Case { decisions: &decisions, ..case(&desk) };
    assert_eq!(dispatch(&case, until).unwrap_err().until(), later.from());
}

#[test]
fn section_and_genre_that_were_decided_stay_over_new_versions() {
    let desk = desk();
    let sport = SectionCode("sport".into());
    for (kinds, section, genre) in [
        (&[][..], "world", Genre::Report),
        (&[DecisionKind::Section(Some(sport.clone()))], "sport", Genre::Report),
        (&[DecisionKind::Genre(Some(Genre::View))], "world", Genre::View),
        (
            &[DecisionKind::Section(Some(sport.clone())), DecisionKind::Section(None)],
            "world",
            Genre::Report,
        ),
        (
            &[DecisionKind::Genre(Some(Genre::View)), DecisionKind::Genre(None)],
            "world",
            Genre::Report,
        ),
    ] {
        let decisions = decided(kinds);
        for article in [&b"article"[..], b"a later version"] {
            let article = ArticleId(Digest::of(article));
            let case = Case { decisions: &decisions, article, ..case(&desk) };
            let next = dispatch(&case, Timestamp::UNIX_EPOCH).unwrap();
            assert_eq!((next.section.as_str(), next.genre), (section, genre), "{kinds:?}");
        }
    }
}

#[test]
fn lines_and_note_of_the_house_go_out_and_are_taken_off_again() {
    let desk = desk();
    let words = |text: &str| Some(text.to_owned());
    let given = [
        DecisionKind::Kicker(words("Weather")),
        DecisionKind::Dek(Dek::House("It rained.".into())),
        DecisionKind::EditorNote(words("The date is the source's.")),
    ];
    let off = [
        DecisionKind::Kicker(None),
        DecisionKind::Dek(Dek::Source),
        DecisionKind::EditorNote(None),
    ];
    let before = dispatch(&case(&desk), Timestamp::UNIX_EPOCH).unwrap();
    let decisions = decided(&given);
    let case = Case { decisions: &decisions, last: Some(&before), ..case(&desk) };
    let next = dispatch(&case, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!((next.kicker.as_deref(), next.dek.house()), (Some("Weather"), Some("It rained.")));
    assert_eq!(next.note.as_ref().map(|it| it.words.as_str()), Some("The date is the source's."));
    assert_eq!((&next.body, &next.headline), (&before.body, &before.headline));
    let decisions = decided(&[given, off].concat());
    let case = Case { decisions: &decisions, last: Some(&next), ..case };
    let last = dispatch(&case, Timestamp::UNIX_EPOCH).unwrap();
    let cause = before.cause.clone();
    assert_eq!(Dispatch { cause, ..last }, before);
}

#[test]
fn every_kind_of_decision_is_read_back_from_its_name_and_words() {
    let at = Timestamp::from_second(1_000).ok();
    for kind in [
        DecisionKind::Release,
        DecisionKind::Hold,
        DecisionKind::Embargo(at),
        DecisionKind::Embargo(None),
        DecisionKind::Headline(Some("Rain".into())),
        DecisionKind::Kicker(Some("Weather".into())),
        DecisionKind::Kicker(None),
        DecisionKind::Dek(Dek::Source),
        DecisionKind::Dek(Dek::Teaser),
        DecisionKind::Dek(Dek::House("teaser".into())),
        DecisionKind::EditorNote(Some("The date is the source's.".into())),
        DecisionKind::EditorNote(None),
        DecisionKind::Section(Some(SectionCode("sport".into()))),
        DecisionKind::Section(None),
        DecisionKind::Genre(Some(Genre::View)),
        DecisionKind::Genre(None),
        DecisionKind::Withhold,
        DecisionKind::AskKill(Ground::House),
        DecisionKind::Kill(Ground::House),
    ] {
        assert_eq!(DecisionKind::parse(kind.name(), &kind.words()), Some(kind));
    }
    assert_eq!(DecisionKind::parse("embargo", "soon"), None);
    assert_eq!(DecisionKind::parse("genre", "rumour"), None);
}

#[test]
fn desk_source_waits_and_the_last_word_counts() {
    let mut desk = desk();
    desk.source.release = Release::Desk;
    for (kinds, is_out) in [
        (&[][..], false),
        (&[DecisionKind::Release][..], true),
        (&[DecisionKind::Release, DecisionKind::Hold][..], false),
        (&[DecisionKind::Headline(Some("B".into()))][..], false),
        (&[DecisionKind::Withhold, DecisionKind::Release][..], true),
        (&[DecisionKind::Release, DecisionKind::Withhold][..], false),
        (&[DecisionKind::Release, DecisionKind::Kill(Ground::House)][..], false),
        (&[DecisionKind::Kill(Ground::House), DecisionKind::Release][..], false),
    ] {
        let decisions = decided(kinds);
        let case = Case { decisions: &decisions, ..case(&desk) };
        assert_eq!(dispatch(&case, Timestamp::UNIX_EPOCH).is_ok(), is_out, "{kinds:?}");
    }
}

#[test]
fn same_again_is_no_dispatch_and_a_new_headline_is_one() {
    let desk = desk();
    let mut first = dispatch(&case(&desk), Timestamp::UNIX_EPOCH).unwrap();
    first.number = 7;
    let again = Case { last: Some(&first), ..case(&desk) };
    assert_eq!(dispatch(&again, Timestamp::UNIX_EPOCH), Err(Refusal::Unchanged));
    let decisions = decided(&[DecisionKind::Headline(Some("Heavy rain".into()))]);
    let second = dispatch(&Case { decisions: &decisions, ..again }, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(second.headline, "Heavy rain");
    assert_ne!(second.cause, first.cause);
    let decisions = decided(&[DecisionKind::Withhold]);
    let third = dispatch(&Case { decisions: &decisions, ..again }, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(third.notice, Notice::Withheld("because".to_owned()));
}

#[test]
fn killed_item_is_answered_by_nothing_and_goes_out_once_more_only_to_say_so() {
    let desk = desk();
    let first = dispatch(&case(&desk), Timestamp::UNIX_EPOCH).unwrap();
    let kinds = [
        DecisionKind::Release,
        DecisionKind::Hold,
        DecisionKind::Headline(Some("B".into())),
        DecisionKind::Withhold,
        DecisionKind::Kill(Ground::House),
    ];
    let killed = decided(&[DecisionKind::Withhold, DecisionKind::Kill(Ground::House)]);
    for kind in &kinds {
        let words = may_decide(&killed, kind, ("ed", KillNeeds::One)).unwrap_err().to_string();
        assert!(words.ends_with(&format!("no {} answers a kill", kind.name())), "{words}");
        assert_eq!(may_decide(&killed[..1], kind, ("ed", KillNeeds::One)), Ok(()));
        // One that stands behind a kill all the same changes nothing.
        let decisions = decided(&[DecisionKind::Kill(Ground::House), kind.clone()]);
        let off = Case { decisions: &decisions, last: Some(&first), ..case(&desk) };
        let last = dispatch(&off, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(last.notice, Notice::Killed("because".to_owned(), Ground::House));
        assert!(is_off(&decisions));
        let other = ArticleId(Digest::of(b"a later version"));
        let again = Case { last: Some(&last), article: other, ..off };
        assert_eq!(dispatch(&again, Timestamp::UNIX_EPOCH), Err(Refusal::Killed));
        let unseen = Case { last: None, ..off };
        assert_eq!(dispatch(&unseen, Timestamp::UNIX_EPOCH), Err(Refusal::Killed));
    }
    assert!(!is_off(&decided(&[DecisionKind::Withhold, DecisionKind::Release])));
}

#[test]
fn kill_by_two_is_asked_for_by_one_and_confirmed_by_another() {
    let two = KillNeeds::Two;
    let kill = DecisionKind::Kill(Ground::House);
    let asked = decided(&[DecisionKind::AskKill(Ground::House)]);
    assert_eq!(two.next(&[], ("ed", Ground::House)), DecisionKind::AskKill(Ground::House));
    assert_eq!(KillNeeds::One.next(&[], ("ed", Ground::House)), kill);
    // A rule is one person's word already.
    assert_eq!(two.next(&[], ("rule:pub-status", Ground::House)), kill);
    assert_eq!(may_decide(&[], &kill, ("rule:pub-status", two)), Ok(()));
    assert_eq!(may_decide(&[], &kill, ("ed", two)), Err(Settled::Unasked));
    assert_eq!(may_decide(&asked, &kill, ("ed", two)), Err(Settled::AskedBySame));
    assert_eq!(may_decide(&asked, &kill, ("ida", two)), Ok(()));
    assert_eq!(two.next(&asked, ("ida", Ground::House)), kill);
    // What was asked for by legal order is no other kill by who confirms it.
    let legal = DecisionKind::Kill(Ground::Law);
    assert_eq!(two.next(&asked, ("ida", Ground::Law)), legal);
    let ordered = decided(&[DecisionKind::AskKill(Ground::Law)]);
    assert_eq!(two.next(&ordered, ("ida", Ground::House)), legal);
    // It is off at once, a headline changes nothing of that, and who lets it out again has answered.
    assert!(is_off(&asked));
    let still =
        decided(&[DecisionKind::AskKill(Ground::House), DecisionKind::Headline(Some("B".into()))]);
    assert_eq!(kill_asked(&still).map(|it| it.n), Some(1));
    let answered = decided(&[DecisionKind::AskKill(Ground::House), DecisionKind::Release]);
    assert!(!is_off(&answered) && kill_asked(&answered).is_none());
    assert_eq!(may_decide(&answered, &kill, ("ida", two)), Err(Settled::Unasked));
}

#[test]
fn no_rule_lets_out_what_is_asked_to_be_killed() {
    use crate::desk::status::RULE;
    use crate::desk::{EXPIRY_RULE, by_expiry, by_status};
    use crate::model::handling::PubStatus;
    for rule in [RULE, EXPIRY_RULE] {
        let mut all = decided(&[DecisionKind::Withhold, DecisionKind::AskKill(Ground::House)]);
        all[0].by = rule.to_owned();
        assert_eq!(by_status(PubStatus::Withheld, &all, Release::Auto), None, "it is off");
        assert_eq!(by_status(PubStatus::Usable, &all, Release::Auto), None);
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(by_expiry(None, &all, Release::Auto, now), None);
        assert_eq!(by_expiry(Some(now), &all[1..], Release::Auto, now), None);
    }
}

#[test]
fn what_a_source_changed_is_told_from_then_on() {
    let desk = desk();
    let at = |second| Timestamp::from_second(second).unwrap();
    let changed = |second, classes: &[Class]| Changed {
        at: at(second),
        classes: classes.iter().copied().collect(),
    };
    let last = dispatch(&case(&desk), at(0)).unwrap();
    assert_eq!((&last.changed, last.gone), (&None, None));
    // A number, and later a name: both are told, with the last moment.
    let number = changed(10, &[Class::Number]);
    let article = ArticleId(Digest::of(b"second"));
    let again = Case { article, changed: Some(&number), last: Some(&last), ..case(&desk) };
    let second = dispatch(&again, at(10)).unwrap();
    assert_eq!(second.changed, Some(number.clone()));
    let name = changed(20, &[Class::Name]);
    let article = ArticleId(Digest::of(b"third"));
    let third = Case { article, changed: Some(&name), last: Some(&second), ..case(&desk) };
    let third = dispatch(&third, at(20)).unwrap();
    assert_eq!(third.changed, Some(changed(20, &[Class::Number, Class::Name])));
    // A page that is gone is told, and what was told before stays; the same once more is nothing new.
    let gone = Case { article, gone: Some(at(30)), last: Some(&third), ..case(&desk) };
    let fourth = dispatch(&gone, at(30)).unwrap();
    assert_eq!((&fourth.changed, fourth.gone), (&third.changed, Some(at(30))));
    let same = Case { last: Some(&fourth), ..gone };
    assert_eq!(dispatch(&same, at(40)), Err(Refusal::Unchanged));
}
