//! The house style on golden pairs, the examples of the shipped packs, and packs that are refused.
//!
//! A golden file is blocks of lines between blank lines, each a word and what it says: `pack`, `source`, `body`, then
//! `from` and `to`, and what is wanted beside: `rules` (all that fired, in order; those of level equivalence with `~`),
//! `proposed` (a text, once for each), `alert`, `version`, `site`. `pack` and `body` hold until others are named.

use mediawire_core::desk::guard::Known;
use mediawire_core::desk::style::case::{Evidence, Usage, Wish, sentence};
use mediawire_core::desk::style::pack::{Kind, SHIPPED};
use mediawire_core::desk::style::{Asked, Level, Pack, Restyled, Scope, restyle};
use std::path::Path;

fn restyled(pack: &Pack, scope: Scope, text: &str, body: &str, source: Option<&str>) -> Restyled {
    let body = Usage::of(body);
    let evidence = Evidence { body: &body, wire: &Usage::default() };
    let known = Known { language: &pack.languages[0], ..Known::default() };
    restyle(pack, &Asked { text, scope, source, evidence, known })
}

/// The rules that fired: those of level equivalence are marked.
fn rules(restyled: &Restyled) -> String {
    let name = |change: &mediawire_core::desk::style::Change| {
        let mark = if change.level == Level::Equivalence { "~" } else { "" };
        format!("{mark}{}", change.rule.id)
    };
    restyled.fired.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Case {
    pack: String,
    source: Option<String>,
    body: String,
    from: String,
    wanted: Vec<(String, String)>,
}

fn cases(text: &str) -> Vec<Case> {
    let (mut pack, mut body) = ("wire".to_owned(), String::new());
    let mut cases = Vec::new();
    for block in text.split("\n\n") {
        let mut case = Case::default();
        for line in block.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (word, says) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
            match word {
                "pack" => says.clone_into(&mut pack),
                "body" => says.clone_into(&mut body),
                "source" => case.source = Some(says.to_owned()),
                "from" => says.clone_into(&mut case.from),
                "to" | "rules" | "proposed" | "alert" | "version" | "site" => {
                    case.wanted.push((word.to_owned(), says.to_owned()));
                }
                other => panic!("unknown word {other:?} in {line:?}"),
            }
        }
        if !case.from.is_empty() {
            cases.push(Case { pack: pack.clone(), body: body.clone(), ..case });
        }
    }
    cases
}

fn check(case: &Case) -> Vec<String> {
    let pack = Pack::shipped(&case.pack).unwrap();
    let told = restyled(&pack, Scope::Headline, &case.from, &case.body, case.source.as_deref());
    let mut wrong = Vec::new();
    for (word, wanted) in &case.wanted {
        let found: Vec<String> = match word.as_str() {
            "to" => vec![told.text.clone()],
            "rules" => vec![rules(&told)],
            "proposed" => told.proposals.iter().map(|change| change.after.clone()).collect(),
            "alert" => told.alerts.iter().map(|alert| alert.message.clone()).collect(),
            "version" => told.version.iter().cloned().collect(),
            _ => told.site.iter().cloned().collect(),
        };
        let is_none = wanted == "none" && found.is_empty();
        if !is_none && !found.contains(wanted) {
            let why = told
                .refused
                .iter()
                .map(|refused| format!("\n  refused: {}: {}", refused.change.rule.id, refused.why));
            let why: String = why.collect();
            wrong.push(format!("{}\n  {word}: {found:?}\n  wanted: {wanted:?}{why}", case.from));
        }
    }
    wrong
}

#[test]
fn every_golden_headline_comes_out_as_it_stands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/style");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut n, mut wrong) = (0, Vec::new());
    for path in paths {
        for case in cases(&std::fs::read_to_string(&path).unwrap()) {
            n += 1;
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            wrong.extend(check(&case).into_iter().map(|what| format!("{name}: {what}")));
        }
    }
    assert!(n >= 90, "{n} cases were found");
    assert!(wrong.is_empty(), "{} of {n}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_golden_headline_is_its_own_restyling() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/style");
    for entry in std::fs::read_dir(folder).unwrap() {
        for case in cases(&std::fs::read_to_string(entry.unwrap().path()).unwrap()) {
            let pack = Pack::shipped(&case.pack).unwrap();
            let source = case.source.as_deref();
            let once = restyled(&pack, Scope::Headline, &case.from, &case.body, source);
            let twice = restyled(&pack, Scope::Headline, &once.text, &case.body, source);
            assert_eq!(twice.text, once.text, "{}: {}", case.from, rules(&twice));
        }
    }
}

#[test]
fn every_shipped_pack_says_and_does_what_its_examples_say() {
    let mut wrong = Vec::new();
    for (name, text) in SHIPPED {
        let pack = Pack::read(text, &format!("{name}.toml")).unwrap();
        assert_eq!(pack.name, name);
        for example in &pack.examples {
            let told = restyled(
                &pack,
                Scope::Headline,
                &example.before,
                &example.body,
                example.source.as_deref(),
            );
            if told.text != example.after {
                wrong.push(format!("{name}: {:?} from {:?}", told.text, example.before));
            }
        }
        for rule in &pack.rules {
            assert!(!rule.examples.is_empty(), "{name}: {} has no examples", rule.id);
            for example in &rule.examples {
                let told = restyled(&pack, rule.scope, &example.before, &example.body, None);
                let of_rule =
                    |change: &&mediawire_core::desk::style::Change| change.rule.id == rule.id;
                let found: Vec<&str> = match (&rule.kind, rule.level, rule.is_confirmed) {
                    (
                        Kind::Existence { .. } | Kind::Occurrence { .. } | Kind::Conditional { .. },
                        ..,
                    ) => told.alerts.iter().map(|alert| alert.message.as_str()).collect(),
                    (_, Level::Equivalence, false) => {
                        told.proposals.iter().filter(of_rule).map(|it| it.after.as_str()).collect()
                    }
                    _ => vec![told.text.as_str()],
                };
                if !found.contains(&example.after.as_str()) {
                    wrong.push(format!("{name}/{}: {found:?}, not {:?}", rule.id, example.after));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rule_whose_change_the_guard_refuses_does_not_fire() {
    let rule = |id: &str, level: &str, swap: &str| {
        format!(
            "[[rules]]\nid = \"{id}\"\nkind = \"substitution\"\nlevel = \"{level}\"\nmessage = \"m\"\nswap = {swap}\n"
        )
    };
    let pack = format!(
        "name = \"a\"\nversion = \"3\"\ndescription = \"d\"\nlanguages = [\"en\"]\ncase = \"sentence\"\n{}{}",
        rule("bold", "mechanical", "{ \"denies\" = \"admits\", \"12\" = \"21\" }"),
        rule("gulf", "equivalence", "{ \"the Gulf\" = \"the Persian Gulf\" }"),
    );
    let pack = Pack::read(&pack, "a.toml").unwrap();
    let told = restyled(&pack, Scope::Headline, "Ship in the Gulf denies 12 hits", "", None);
    assert_eq!(told.text, "Ship in the Gulf denies 12 hits");
    assert_eq!(rules(&told), "");
    let refused = &told.refused[0];
    assert_eq!(refused.change.rule.to_string(), "a 3/bold");
    assert_eq!(refused.change.after, "Ship in the Gulf admits 21 hits");
    assert!(!refused.why.is_empty());
    assert_eq!(told.proposals[0].after, "Ship in the Persian Gulf denies 12 hits");
}

#[test]
fn no_text_breaks_a_rule_off() {
    const PIECES: [&str; 48] = [
        "a",
        "U.S.",
        "May",
        " ",
        " ",
        " ",
        "'",
        "\"",
        "‘",
        "’",
        "“",
        "”",
        "«",
        "»",
        ":",
        ": ",
        " - ",
        " -",
        "-",
        ",",
        ", ",
        ".",
        "?",
        "(",
        ")",
        "1",
        "12,345",
        "1.5",
        "٣",
        "۵",
        "F-35",
        "می ",
        "نمی ",
        "ك",
        "윤",
        "é",
        "e\u{301}",
        "İ",
        "ß",
        "\u{200c}",
        "\u{200f}",
        "&amp;",
        "#39;",
        "Police Say",
        "Says",
        "Report",
        "UPDATE 2-Oil",
        "BBC",
    ];
    let mut seed = 7_u64;
    let mut next = move |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % n
    };
    for (name, _) in SHIPPED {
        let pack = Pack::shipped(name).unwrap();
        for _ in 0..1_000 {
            let text: String = (0..next(14)).map(|_| PIECES[next(PIECES.len())]).collect();
            let once = restyled(&pack, Scope::Headline, &text, &text, Some("BBC"));
            let mut before = once.text.as_str();
            for change in once.fired.iter().rev() {
                assert_eq!(change.after, before, "each change begins where the last ended: {text}");
                before = &change.before;
            }
            assert_eq!(before, text);
        }
    }
}

#[test]
fn text_too_long_for_a_headline_and_one_in_another_language_stay_and_are_told() {
    let pack = Pack::shipped("wire").unwrap();
    let long = "It's a 'Quote' ".repeat(400);
    let told = restyled(&pack, Scope::Headline, &long, "", None);
    assert_eq!((told.text == long, told.alerts.len()), (true, 1));
    let usage = Usage::default();
    let evidence = Evidence { body: &usage, wire: &usage };
    let known = Known { language: "de-CH", ..Known::default() };
    let text = "Der Hafen  Öffnet";
    let asked = Asked { text, scope: Scope::Headline, source: None, evidence, known };
    let told = restyle(&pack, &asked);
    assert_eq!(told.text, "Der Hafen Öffnet");
    assert_eq!(told.alerts[0].message, "the pack is written for en, the text is in de");
}

#[test]
fn counts_are_bounded_and_forget_what_was_seen_once() {
    let mut wire = Usage::bounded(1_000);
    for n in 0..3_000 {
        wire.feed(&format!("The harbour of Tolva saw word{n:04}x and the Marn left it."));
        assert!(wire.n_words() <= 1_000, "{n}");
    }
    let body = Usage::default();
    let evidence = Evidence { body: &body, wire: &wire };
    let title = "Harbour of Tolva Saw Marn";
    assert_eq!(sentence(title, &evidence, Wish::default()), "Harbour of Tolva saw Marn");
}

#[test]
fn what_a_pack_cannot_say_is_refused_by_name() {
    let head = "name = \"a\"\nversion = \"1\"\ndescription = \"d\"\n";
    let rule = |lines: &str| format!("{head}[[rules]]\nid = \"r\"\nmessage = \"m\"\n{lines}\n");
    for (text, expected) in [
        (
            format!("{head}cse = \"sentence\""),
            "a.toml line 4: unknown key \"cse\" in the pack: did you mean \"case\"?",
        ),
        (
            format!("{head}case = \"titel-ap\""),
            "a.toml line 4: cannot use case of the pack: unknown case \"titel-ap\": did you mean \"title-ap\"?",
        ),
        (
            format!("{head}quotes = {{ outer = \"‘\", inner = \"“”\" }}"),
            "a.toml line 4: cannot use outer of [quotes]: write the opening mark and the closing one, and nothing else",
        ),
        (
            rule("kind = \"substituton\"\nlevel = \"mechanical\""),
            "a.toml line 7: cannot use kind of the rule \"r\": unknown kind \"substituton\": did you mean \"substitution\"?",
        ),
        (
            rule("kind = \"spelling\"\nlevel = \"mechanical\""),
            "a.toml line 7: cannot use kind of the rule \"r\": unknown kind \"spelling\": known here: substitution, \
             existence, occurrence, capitalization, conditional",
        ),
        (
            rule("kind = \"existence\"\nlevel = \"error\"\ntoken = [\"x\"]"),
            "a.toml line 9: unknown key \"token\" in the rule \"r\": did you mean \"tokens\"?",
        ),
        (
            rule("kind = \"existence\"\nlevel = \"mechanical\"\ntokens = [\"x\"]"),
            "a.toml line 8: cannot use level of the rule \"r\": a rule of kind existence is of level suggestion, \
             warning or error",
        ),
        (
            rule("kind = \"substitution\"\nlevel = \"mechanical\"\nswap = { x = 1 }"),
            "a.toml line 9: write text = \"text\" in swap of the rule \"r\"",
        ),
        (
            rule("kind = \"occurrence\"\nlevel = \"error\"\ntokens = [\"x\"]\nmax = \"1\""),
            "a.toml line 10: cannot use max of the rule \"r\": write a whole number from 1, not string",
        ),
        (
            rule(
                "kind = \"existence\"\nlevel = \"error\"\ntokens = [\"x\"]\nexamples = [{ befor = \"x\" }]",
            ),
            "a.toml line 10: unknown key \"befor\" in an entry of examples in the rule \"r\": did you mean \"before\"?",
        ),
        ("name = \"a\"".to_owned(), "a.toml line 1: the pack has no version"),
        (
            "name = ".to_owned(),
            "a.toml line 1: cannot read it: string values must be quoted, expected literal string",
        ),
    ] {
        let why = Pack::read(&text, "a.toml").unwrap_err();
        assert_eq!(why, expected, "{text}");
    }
    assert_eq!(
        Pack::shipped("wier").unwrap_err(),
        "no pack \"wier\" ships: did you mean \"wire\"?"
    );
}
