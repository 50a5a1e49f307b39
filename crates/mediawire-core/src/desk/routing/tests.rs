use super::trial::{Went, stands, would};
use super::{
    Follows, Go, Piece, Rule, SIGN, Standing, assign, follows, route, section, takes_back,
};
use crate::model::decision::{Decision, DecisionKind, Ground};
use crate::model::id::{ItemId, Slug};
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre, Release, Rights};
use jiff::Timestamp;

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

fn rule(id: &str, all: &[(&str, &str)]) -> Rule {
    Rule::read(id, "1", &pairs(all)).unwrap()
}

#[test]
fn rule_is_read_back_from_what_it_says_and_a_wrong_one_is_told() {
    let all = [
        ("if.source", "tolva"),
        ("if.section", "sport"),
        ("if.language", "en-GB"),
        ("if.words", " ferry , cease fire"),
        ("if.licence", "stated"),
        ("if.display", "full"),
        ("if.genre", "view"),
        ("then.go", "hold"),
        ("then.section", "culture"),
        ("then.assign", "ada"),
    ];
    let read = rule("a", &all);
    assert_eq!(Rule::read("a", "1", &read.pairs()).unwrap(), read);
    assert_eq!(read.when.words, ["ferry", "cease fire"]);
    assert!(read.told().starts_with("version 1: if source is tolva and section is sport"));
    for (id, all, why) in [
        ("A b", &[("then.go", "hold")][..], "named by a few of"),
        ("a", &[("if.source", "tolva")], "says nothing"),
        ("a", &[("then.go", "auto")], "would let everything out"),
        ("a", &[("then.go", "out")], "write auto, desk, hold or spike"),
        ("a", &[("if.lang", "en"), ("then.go", "hold")], "a rule has if.source"),
        ("a", &[("if.language", "und"), ("then.go", "hold")], "is no language"),
        ("a", &[("if.words", "ferry, -"), ("then.go", "hold")], "no letter"),
        ("a", &[("if.licence", "yes"), ("then.go", "hold")], "write stated or none"),
        ("a", &[("if.genre", "essay"), ("then.go", "hold")], "write report or view"),
    ] {
        let error = Rule::read(id, "1", &pairs(all)).unwrap_err();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn first_rule_of_which_all_holds_says_where_an_item_goes() {
    let (source, section) = (Slug::of("tolva"), SectionCode("world".into()));
    let rights = Rights { licence: "by agreement".into(), ..Rights::to(Display::Full) };
    let piece = Piece {
        source: &source,
        rights: &rights,
        section: &section,
        language: Some("en-GB"),
        headline: "Cease-fire holds as FERRIES return to Tolva’s café",
        genre: Genre::Report,
    };
    for (all, holds) in [
        (&[("if.source", "tolva")][..], true),
        (&[("if.source", "lien")], false),
        (&[("if.section", "world"), ("if.genre", "report")], true),
        (&[("if.section", "world"), ("if.genre", "view")], false),
        (&[("if.language", "en")], true),
        (&[("if.language", "fa")], false),
        (&[("if.words", "ferries")], true),
        (&[("if.words", "cease fire")], true),
        (&[("if.words", "fire cease")], false),
        (&[("if.words", "ferr")], false),
        (&[("if.words", "snow, CAFE")], true),
        (&[("if.licence", "stated"), ("if.display", "full")], true),
        (&[("if.licence", "none")], false),
        (&[("if.display", "teaser")], false),
        (&[], true),
    ] {
        let all = [all, &[("then.go", "hold")]].concat();
        assert_eq!(route(&[rule("a", &all)], &piece).is_some(), holds, "{all:?}");
    }
    let unknown = Piece { language: None, ..piece };
    let english = rule("a", &[("if.language", "en"), ("then.go", "hold")]);
    assert!(route(&[english], &unknown).is_none());
    let off = Rule { is_on: false, ..rule("a", &[("then.go", "spike")]) };
    let mine = [("if.words", "ferries"), ("then.assign", "Ada")];
    let not = rule("x", &[("if.words", "snow"), ("then.assign", "bea")]);
    let both = [not, rule("b", &mine)];
    assert_eq!(assign(&both, &piece).map(|(rule, to)| (rule.id.as_str(), to)), Some(("b", "ada")));
    let rules = [off, rule("b", &[("then.go", "desk")]), rule("c", &[("then.go", "hold")])];
    let (first, go) = route(&rules, &piece).unwrap();
    assert_eq!((first.sign().as_str(), go), ("rule:routing/b", Go::Desk));
}

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
fn no_rule_lets_out_what_a_person_a_suspicion_or_missing_rights_hold_back() {
    use DecisionKind::{Headline, Hold, Kill, Release as Out, Spike, Undo, Withhold};
    use Follows::{Decides, Nothing};
    use Release::{Auto, Desk};
    let ours = format!("{SIGN}a");
    let ours = ours.as_str();
    let another = Follows::Refused("another rule holds it back");
    type Case<'a> = (Go, &'a [(DecisionKind, &'a str)], Release, bool, Follows);
    let cases: [Case<'_>; 28] = [
        (Go::Auto, &[], Desk, false, Decides(Out)),
        (Go::Auto, &[], Auto, false, Nothing),
        (Go::Auto, &[(Headline(Some("B".into())), "ed")], Desk, false, Decides(Out)),
        (Go::Auto, &[(Hold, "ed")], Desk, false, Nothing),
        (Go::Auto, &[(Out, "ed"), (Hold, "rule:quarantine")], Desk, false, Nothing),
        (Go::Auto, &[(Hold, "rule:quarantine")], Auto, false, another.clone()),
        (Go::Auto, &[(Withhold, "rule:pub-status")], Desk, false, another.clone()),
        (Go::Auto, &[(Out, ours), (Withhold, "rule:pub-status")], Desk, false, another.clone()),
        (Go::Auto, &[(Kill(Ground::House), "rule:pub-status")], Desk, false, Nothing),
        (Go::Auto, &[(Hold, ours)], Desk, false, Decides(Out)),
        (Go::Auto, &[(Out, ours)], Desk, true, Nothing),
        (Go::Desk, &[], Desk, false, Nothing),
        (Go::Desk, &[], Auto, false, Decides(Hold)),
        (Go::Desk, &[(Out, ours)], Desk, false, Decides(Hold)),
        (Go::Desk, &[(Hold, "rule:quarantine")], Auto, false, Nothing),
        (Go::Desk, &[(Out, "ed")], Auto, false, Nothing),
        (Go::Hold, &[], Desk, false, Decides(Hold)),
        (Go::Hold, &[], Auto, true, Decides(Hold)),
        (Go::Hold, &[(Spike, ours)], Auto, false, Nothing),
        (Go::Hold, &[(Kill(Ground::House), "rule:pub-status")], Auto, true, Nothing),
        (Go::Spike, &[], Auto, false, Decides(Spike)),
        (Go::Spike, &[(Hold, ours)], Desk, false, Decides(Spike)),
        (Go::Spike, &[], Auto, true, Decides(Hold)),
        (Go::Spike, &[(Hold, ours)], Auto, true, Nothing),
        (Go::Spike, &[(Spike, ours)], Desk, false, Nothing),
        (Go::Spike, &[(Out, "ed")], Desk, false, Nothing),
        // Who takes a rule's word back has had a word.
        (Go::Auto, &[(Out, ours), (Undo(1), "ed")], Desk, false, Nothing),
        (Go::Spike, &[(Spike, ours), (Undo(1), "ed")], Desk, false, Nothing),
    ];
    let licensed = Rights { licence: "by agreement".into(), ..Rights::to(Display::Full) };
    let nothing = Rights::to(Display::Full);
    for (go, decisions, release, is_out, expected) in cases {
        let all = decided(decisions);
        let standing =
            Standing { decisions: &all, release, rights: &licensed, is_suspect: false, is_out };
        assert_eq!(follows(go, &standing), expected, "{go:?} {decisions:?} {release:?} {is_out}");
        // Whatever stands, a suspect source and one without a licence have nothing let out.
        for standing in
            [Standing { is_suspect: true, ..standing }, Standing { rights: &nothing, ..standing }]
        {
            assert_ne!(follows(go, &standing), Decides(Out), "{go:?} {decisions:?}");
        }
    }
}

#[test]
fn what_a_rule_let_out_is_taken_back_when_its_source_becomes_suspect() {
    use DecisionKind::{Hold, Kill, Release as Out};
    let (ours, rights) = (format!("{SIGN}a"), Rights::to(Display::Full));
    for (decisions, is_back) in [
        (vec![(Out, ours.as_str())], true),
        (vec![(Out, "ed")], false),
        (vec![(Out, &ours), (Out, "ed")], false),
        (vec![(Out, &ours), (Hold, "ed")], false),
        (vec![(Out, &ours), (Kill(Ground::House), "ed")], false),
        (vec![], false),
    ] {
        let all = decided(&decisions);
        let standing = Standing {
            decisions: &all,
            release: Release::Desk,
            rights: &rights,
            is_suspect: false,
            is_out: false,
        };
        assert_eq!(takes_back(&standing).is_some(), is_back, "{decisions:?}");
        let licensed = Rights { licence: "by agreement".into(), ..rights.clone() };
        let standing = Standing { rights: &licensed, ..standing };
        assert_eq!(takes_back(&standing), None);
        let suspect = Standing { is_suspect: true, ..standing };
        assert_eq!(takes_back(&suspect).is_some(), is_back, "{decisions:?}");
    }
}

#[test]
fn trial_asks_what_rules_would_have_done_before_any_person() {
    use DecisionKind::{Hold, Release as Out, Spike, Withhold};
    let (source, section) = (Slug::of("tolva"), SectionCode("world".into()));
    let rights = Rights { licence: "by agreement".into(), ..Rights::to(Display::Full) };
    let piece = Piece {
        source: &source,
        rights: &rights,
        section: &section,
        language: None,
        headline: "Rain",
        genre: Genre::Report,
    };
    let ours = format!("{SIGN}old");
    for (go, decisions, release, expected, is) in [
        ("hold", vec![], Release::Auto, Went::Waits, Went::Waits),
        ("hold", vec![(Out, "ed")], Release::Auto, Went::Waits, Went::Waits),
        ("auto", vec![(Spike, "ed")], Release::Desk, Went::Out, Went::Aside),
        ("auto", vec![(Hold, "rule:quarantine")], Release::Auto, Went::Waits, Went::Waits),
        ("spike", vec![(Hold, &ours)], Release::Desk, Went::Aside, Went::Waits),
        ("desk", vec![(Withhold, "ed")], Release::Auto, Went::Waits, Went::Off),
    ] {
        let rules = [rule("a", &[("if.source", "tolva"), ("then.go", go)])];
        let all = decided(&decisions);
        let standing = Standing {
            decisions: &all,
            release,
            rights: &rights,
            is_suspect: false,
            is_out: false,
        };
        let tried = would(&rules, &piece, &standing);
        assert_eq!((tried.went, stands(&standing)), (expected, is), "{go} {decisions:?}");
        assert_eq!(tried.rule.map(|rule| rule.id.as_str()), Some("a"));
        assert_eq!(stands(&Standing { is_out: true, ..standing }), Went::Out);
    }
}

#[test]
fn section_is_the_first_rules_unless_a_person_has_said_it() {
    use DecisionKind::{Kill, Section, Undo};
    let (source, world) = (Slug::of("tolva"), SectionCode("world".into()));
    let rights = Rights::to(Display::Full);
    let piece = Piece {
        source: &source,
        rights: &rights,
        section: &world,
        language: None,
        headline: "Rain",
        genre: Genre::Report,
    };
    let to = |code: &str| Section(Some(SectionCode(code.into())));
    let held = rule("first", &[("if.words", "rain"), ("then.go", "hold")]);
    let put = rule("a", &[("if.words", "rain"), ("then.section", "science")]);
    let other = rule("b", &[("if.words", "snow"), ("then.section", "sport")]);
    let ours = format!("{SIGN}b");
    let on = [held.clone(), other.clone(), put];
    let off = [held, other];
    for (rules, decisions, expected) in [
        (&on[..], vec![], Some(to("science"))),
        (&on, vec![(to("science"), ours.as_str())], None),
        (&on, vec![(to("sport"), &ours)], Some(to("science"))),
        (&on, vec![(to("sport"), "ed")], None),
        (&on, vec![(Section(None), "ed")], None),
        (&on, vec![(to("sport"), &ours), (Undo(1), "ed")], None),
        (&on, vec![(Kill(Ground::House), "rule:pub-status")], None),
        (&off, vec![(to("science"), &ours)], Some(Section(None))),
        (&off, vec![(to("science"), &ours), (Section(None), &ours)], None),
        (&off, vec![], None),
    ] {
        let made = section(rules, &piece, &decided(&decisions));
        assert_eq!(made.map(|(_, _, kind)| kind), expected, "{decisions:?}");
    }
}
