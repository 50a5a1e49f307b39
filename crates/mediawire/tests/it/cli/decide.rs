//! What a person decides by command: all that the desk can, on record, or refused with what to do.

use crate::cli::{crawl, program, said};
use crate::engine::{Base, on_each};
use serde_json::Value;

/// The program on that database.
fn run(base: &Base, args: &[&str]) -> (bool, String, String) {
    let mut command = program(base.dir(), args);
    if base.is_postgres() {
        command.env("MEDIAWIRE_STORE__URL", base.config().store.url.reveal());
    }
    said(&command.output().unwrap())
}

fn shown(base: &Base, item: &str) -> Value {
    let (ok, out, error) = run(base, &["show", item, "--json"]);
    assert!(ok, "{error}");
    serde_json::from_str(&out).unwrap()
}

/// An item that waits.
fn waiting(base: &Base) -> String {
    crawl(&base.dir().join("crawl.warc.gz"));
    let (_, _, error) = run(base, &["import", "crawl.warc.gz"]);
    assert!(error.contains("damaged"), "{error}");
    let (_, out, _) = run(base, &["desk", "list", "--json"]);
    let list: Value = serde_json::from_str(&out).unwrap();
    list[0]["item"].as_str().unwrap().to_owned()
}

/// Decides by `ada` and returns what is said.
fn decides(base: &Base, item: &str, (what, more): (&str, &[&str])) -> String {
    let args = [&["desk", what, item, "--by", "ada"][..], more].concat();
    let (ok, out, error) = run(base, &args);
    assert!(ok && out.starts_with(what), "{args:?}: {out}{error}");
    out
}

/// It is refused, by words that hold all of these.
fn refused(base: &Base, args: &[&str], words: &[&str]) {
    let (ok, out, error) = run(base, args);
    assert!(!ok && out.is_empty(), "{args:?}: {out}");
    for word in words {
        assert!(error.contains(word), "{args:?} {word:?}: {error}");
    }
}

#[tokio::test]
async fn command_decides_whatever_the_desk_can_on_record() {
    on_each(async |base| {
        let item = waiting(base);
        let mut kinds = Vec::new();
        for (what, more, said) in [
            ("section", &["sport"][..], "the section: sport"),
            ("section", &["--by-rules"], "where the rules put it"),
            ("genre", &["view"], "it is a view"),
            ("kicker", &["Report"], "the line above the headline: Report"),
            ("dek", &["--teaser"], "the first words of the text"),
            ("editor-note", &["The times are local."], "The times are local."),
            ("embargo", &["--until", "2099-01-01T06:00+03:30"], "before 2099-01-01T02:30:00Z"),
            ("embargo", &["--lift"], "no embargo"),
            ("headline", &["report 1", "--confirm", "--why", "small"], "report 1"),
            ("headline", &["--source"], "Report "),
            ("release", &["--why", "checked"], "dispatch 1: teaser in "),
            ("kicker", &["--none"], "the line above the headline: none"),
            ("correct", &["The line named the wrong day."], "dispatch 3"),
        ] {
            let out = decides(base, &item, (what, more));
            assert!(out.contains(said), "{what} {more:?}: {out}");
            kinds.push(what);
        }
        let report = shown(base, &item);
        let on_record: Vec<(&str, &str)> = report["decisions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["kind"].as_str().unwrap(), it["by"].as_str().unwrap()))
            .collect();
        let expected: Vec<(&str, &str)> = kinds.iter().map(|kind| (*kind, "ada")).collect();
        assert_eq!(on_record, expected);
        let dispatch = &report["dispatch"];
        assert_eq!((&dispatch["genre"], &dispatch["dek"]), (&"view".into(), &"teaser".into()));
        assert_eq!(dispatch["note"], "The times are local.");
        assert_eq!(dispatch["corrections"][0][1], "The line named the wrong day.");
        assert_eq!(dispatch["kicker"], Value::Null);
        decides(base, &item, ("note", &["Tolva calls back at noon"]));
    })
    .await;
}

#[tokio::test]
async fn last_decision_is_taken_back_by_command_and_what_is_refused_says_what_to_do() {
    on_each(async |base| {
        let item = &waiting(base);
        refused(base, &["desk", "undo", item], &["cannot undo", "nothing was decided yet"]);
        decides(base, item, ("kicker", &["Report"]));
        let out = decides(base, item, ("undo", &[]));
        assert!(out.contains("taken back: kicker \"Report\", by ada"), "{out}");
        for (args, words) in [
            (&["section", item, "nowhere"][..], &["no such section; there are world,"][..]),
            (&["section", item], &["<CODE>"]),
            (&["genre", item, "opinion"], &["say report or view"]),
            (&["kicker", item, " "], &["it has no words"]),
            (&["kicker", item, "9,000 hurt"], &["the kicker is not given", "9,000", "--confirm"]),
            (&["dek", item, "Says 9,000 were hurt."], &["the dek is not given", "--why"]),
            (&["dek", item, "Says 9,000 were hurt.", "--confirm"], &["say why"]),
            (&["dek", item, "--teaser", "--source"], &["cannot be used with"]),
            (&["editor-note", item, ""], &["it has no words"]),
            (&["correct", item, "It was wrong."], &["no reader has seen it yet"]),
            (&["embargo", item, "--until", "2020-01-01T00:00Z"], &["lies ahead"]),
            (&["embargo", item, "--until", "soon"], &["2026-12-01T06:00+03:30"]),
            (&["schedule", item, "--at", "2020-01-01T00:00Z"], &["lies ahead"]),
            (&["headline", item, ""], &["1 to 300 characters"]),
            (&["headline", item], &["<TEXT>"]),
            (&["hold", item, "--by", "rule:auto"], &["no person's name", "--by"]),
            (&["assign", item, "nobody-here"], &["there is no account \"nobody-here\""]),
            (&["note", item, ""], &["1 to 2000 characters"]),
            (&["undo", "nothing"], &["20 letters"]),
        ] {
            refused(base, &[&["desk"][..], args].concat(), words);
        }
        // Nothing of that was decided.
        assert_eq!(shown(base, item)["decisions"].as_array().unwrap().len(), 2);
        let (ok, _, error) = run(base, &["user", "add", "mina", "--role", "editor"]);
        assert!(ok, "{error}");
        let out = decides(base, item, ("assign", &["mina"]));
        assert!(out.contains("mina sees to it"), "{out}");
        let out = decides(base, item, ("assign", &["--nobody"]));
        assert!(out.contains("nobody sees to it"), "{out}");
        // What says something else is given when that is meant, with a reason.
        let why = ["Says 9,000 were hurt.", "--confirm", "--why", "the ministry counts so"];
        decides(base, item, ("dek", &why));
        let last = shown(base, item)["decisions"][2].clone();
        assert_eq!(last["words"], "house Says 9,000 were hurt.");
        assert_eq!(last["why"], "the ministry counts so [guard: words; number]");
    })
    .await;
}

#[tokio::test]
async fn order_to_erase_is_taken_back_by_command_until_another_has_confirmed_it() {
    on_each(async |base| {
        let item = waiting(base);
        std::fs::write(base.dir().join("two.toml"), "[desk]\nkill_needs = 2\n").unwrap();
        let erase = |more: &[&str]| {
            run(base, &[&["erase", item.as_str(), "--config", "two.toml"][..], more].concat())
        };
        let (ok, out, error) = erase(&["--order", "Court of Tolva", "--by", "mina"]);
        assert!(ok && out.contains("another person confirms"), "{out}{error}");
        let (ok, _, error) = erase(&["--take-back", " ", "--by", "mina"]);
        assert!(!ok && error.contains("without a reason"), "{error}");
        let (ok, out, error) = erase(&["--take-back", "a slip", "--by", "mina"]);
        assert!(ok && out.starts_with("Taken back: "), "{out}{error}");
        let (ok, _, error) = erase(&["--take-back", "a slip", "--by", "mina"]);
        assert!(!ok && error.contains("nobody has ordered"), "{error}");
        decides(base, &item, ("release", &["--why", "checked"]));
    })
    .await;
}
