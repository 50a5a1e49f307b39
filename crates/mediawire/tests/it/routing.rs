//! Routing: what the rules decide of items that come, and how the desk tries and changes them.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::pipeline::routing;
use mediawire::store::{acts, decisions, doubts, items};
use mediawire_core::desk::role::Role;
use mediawire_core::desk::routing::trial::Went;
use mediawire_core::model::decision::{Decision, DecisionKind};
use mediawire_core::model::source::{Release, Rights, Source};

const BY: (&str, &str) = ("ada", "test");

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

async fn save(room: &Newsroom, id: &str, all: &[(&str, &str)]) {
    routing::save(&room.wire, id, &pairs(all), (BY, None)).await.unwrap();
}

/// An agency with three articles, and a room that polls it by `source`.
async fn room(base: &Base, agency: &Agency, source: Source) -> Newsroom {
    let all = [("/rain", "Rain over Tolva"), ("/ferry", "Ferry returns"), ("/cat", "A cat, lost")];
    for (seed, (path, headline)) in (1..).zip(all) {
        agency.article(path, headline, seed);
    }
    agency.feed(&all.map(|(path, headline)| told(path, headline)));
    Newsroom::open(base, &[agency], &[source]).await
}

/// What was decided of the item whose address ends with `path`, from the first.
async fn decided(room: &Newsroom, path: &str) -> Vec<Decision> {
    let mut tx = room.wire.db.read().await.unwrap();
    let all = items::received_since(&mut tx, 0, 100).await.unwrap();
    let item = all.into_iter().find(|item| item.url.ends_with(path)).expect("it has come");
    decisions::of(&mut tx, item.id).await.unwrap()
}

async fn paths(room: &Newsroom) -> Vec<String> {
    let lines = room.lines().await;
    let path = |url: &str| url[url.rfind('/').unwrap()..].to_owned();
    let mut all: Vec<String> = lines.iter().map(|line| path(&line.item.url)).collect();
    all.sort();
    all
}

#[tokio::test]
async fn rules_say_where_new_items_go_on_record() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let waits = Source { release: Release::Desk, ..agency.source("a") };
        let room = room(base, &agency, waits).await;
        save(&room, "cats", &[("if.words", "cat"), ("then.go", "spike")]).await;
        save(&room, "ferries", &[("if.words", "FERRY, boat"), ("then.go", "auto")]).await;
        logged_in(&room.wire, "bea", Role::Editor).await;
        let sea = [("if.words", "ferry"), ("then.section", "science"), ("then.assign", "bea")];
        save(&room, "sea", &sea).await;
        save(&room, "rest", &[("if.source", "a"), ("then.go", "desk")]).await;
        room.poll().await;
        assert_eq!(paths(&room).await, ["/ferry"]);
        let out = decided(&room, "/ferry").await;
        assert_eq!((out.len(), out[0].by.as_str()), (2, "rule:routing/sea"));
        assert_eq!(room.line("/ferry").await.dispatch.section.as_str(), "science");
        assert_eq!(
            (&out[1].kind, out[1].by.as_str()),
            (&DecisionKind::Release, "rule:routing/ferries")
        );
        assert_eq!(out[1].why, "version 1: if words is FERRY, boat, then go is auto");
        let mut tx = room.wire.db.read().await.unwrap();
        let assigned: Vec<_> = acts::last(&mut tx, 9)
            .await
            .unwrap()
            .into_iter()
            .filter(|act| act.what == "assign")
            .map(|act| (act.by, act.becomes))
            .collect();
        drop(tx);
        assert_eq!(assigned, [("rule:routing/sea".to_owned(), "bea".to_owned())]);
        let nobody =
            routing::save(&room.wire, "x", &pairs(&[("then.assign", "nobody")]), (BY, None)).await;
        assert!(nobody.unwrap_err().to_string().contains("there is no account nobody"));
        let aside = decided(&room, "/cat").await;
        assert_eq!((aside.len(), &aside[0].kind), (1, &DecisionKind::Spike));
        assert!(decided(&room, "/rain").await.is_empty(), "it waits already");
        assert!(room.waiting().await.unwrap().url.ends_with("/rain"));
        // The same again decides nothing more, another headline of what is out does.
        save(&room, "hold", &[("if.words", "sinks"), ("then.go", "hold")]).await;
        for id in ["cats", "ferries"] {
            routing::change(&room.wire, id, routing::Change::Switch(false), BY).await.unwrap();
        }
        routing::change(&room.wire, "hold", routing::Change::Up, BY).await.unwrap();
        room.poll().await;
        assert_eq!(decided(&room, "/ferry").await.len(), 2);
        agency.article("/ferry", "Ferry sinks", 9);
        agency.feed(&[told("/ferry", "Ferry sinks")]);
        room.poll().await;
        let out = decided(&room, "/ferry").await;
        assert_eq!((out.len(), &out[2].kind), (3, &DecisionKind::Hold));
        assert_eq!(out[2].by, "rule:routing/hold");
        assert_eq!(room.line("/ferry").await.dispatch.headline, "Ferry returns");
    })
    .await;
}

#[tokio::test]
async fn rule_holds_what_its_source_lets_out_and_lets_out_nothing_without_a_licence() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = room(base, &agency, agency.source("a")).await;
        save(&room, "ferries", &[("if.words", "ferry"), ("then.go", "hold")]).await;
        room.poll().await;
        assert_eq!(paths(&room).await, ["/cat", "/rain"]);
        let other = Agency::start().await;
        let rights = Rights { licence: String::new(), ..other.source("b").rights };
        let bare = Source { release: Release::Desk, rights, ..other.source("b") };
        let base = Base::sqlite();
        let room = self::room(&base, &other, bare).await;
        save(&room, "all", &[("if.source", "b"), ("then.go", "auto")]).await;
        room.poll().await;
        assert!(paths(&room).await.is_empty(), "no licence is stated");
        assert!(decided(&room, "/rain").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn rule_lets_out_nothing_of_a_suspect_source_and_takes_back_what_it_let_out() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let waits = Source { release: Release::Desk, ..agency.source("a") };
        let room = room(base, &agency, waits).await;
        save(&room, "all", &[("if.source", "a"), ("then.go", "auto")]).await;
        room.poll().await;
        assert_eq!(paths(&room).await.len(), 3);
        let mut tx = room.wire.db.write().await.unwrap();
        let code = ("another-site", "its list seems to be another site's");
        doubts::note(&mut tx, "a", ("https://a.example/feed", 1), code).await.unwrap();
        tx.commit().await.unwrap();
        // A new item, and a new version of one that the rule had let out.
        agency.article("/snow", "Snow over Tolva", 8);
        agency.article("/rain", "More rain over Tolva", 9);
        agency.feed(&[told("/snow", "Snow over Tolva"), told("/rain", "More rain over Tolva")]);
        room.poll().await;
        assert!(decided(&room, "/snow").await.is_empty());
        let rain = decided(&room, "/rain").await;
        let last = rain.last().unwrap();
        assert_eq!((&last.kind, last.by.as_str()), (&DecisionKind::Hold, "rule:routing/all"));
        assert!(last.why.contains("suspect"), "{}", last.why);
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain over Tolva");
        assert_eq!(paths(&room).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn trial_shows_what_would_differ_and_saves_nothing() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = room(base, &agency, agency.source("a")).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let counts = async || {
            let of = ["SELECT COUNT(*) FROM decision", "SELECT COUNT(*) FROM routing"];
            (
                room.count(of[0]).await,
                room.count(of[1]).await,
                room.count("SELECT COUNT(*) FROM act").await,
            )
        };
        let before = counts().await;
        let path = "/desk/routing/trial?id=cats&if.source=a&if.words=lost%2C+ferry&then.go=hold";
        let page = site.ask("GET", path, &lines).await.text();
        for words in ["3 items came", "rules say something of 2", "A cat, lost", "Ferry returns"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(
            page.contains("<b>now it is on the wire</b>") && !page.contains(">Rain over"),
            "{page}"
        );
        assert!(page.contains("value=\"lost, ferry\""), "it can be saved as it was tried: {page}");
        assert_eq!(counts().await, before);
        for wrong in ["id=A+b&then.go=hold", "id=a&if.source=none&then.go=hold", "id=a&if.words=x"]
        {
            let reply = site.ask("GET", &format!("/desk/routing/trial?{wrong}"), &lines).await;
            assert_eq!(reply.status, 422, "{wrong}");
        }
        let rule = [("if.words", "lost"), ("then.go", "auto")];
        let rule = mediawire_core::desk::routing::Rule::read("x", "1", &pairs(&rule)).unwrap();
        let trial = routing::trial(&room.wire, &[rule]).await.unwrap();
        assert_eq!((trial.items.len(), trial.counts(Went::Out)), (3, (1, 0)));
    })
    .await;
}

#[tokio::test]
async fn rules_are_kept_ordered_and_switched_at_the_desk_on_record() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = room(base, &agency, agency.source("a")).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let ask = async |path: &str, form: &str| post(&site, path, &lines, form).await.status;
        let rule =
            |id: &str, words: &str| format!("id={id}&if.source=a&if.words={words}&then.go=hold");
        assert_eq!(ask("/desk/routing", &rule("one", "rain")).await, 303);
        assert_eq!(ask("/desk/routing", &rule("two", "snow")).await, 303);
        assert_eq!(ask("/desk/routing", &rule("two", "snow")).await, 303, "nothing new");
        assert_eq!(ask("/desk/routing", &(rule("one", "hail") + "&based=1")).await, 303);
        assert_eq!(ask("/desk/routing", "id=three&then.go=auto").await, 422);
        assert_eq!(ask("/desk/routing/two/change", "do=up").await, 303);
        assert_eq!(ask("/desk/routing/two/change", "do=up").await, 303, "it is the first");
        assert_eq!(ask("/desk/routing/one/change", "do=off").await, 303);
        assert_eq!(ask("/desk/routing/one/change", "do=away").await, 422);
        assert_eq!(ask("/desk/routing/none/change", "do=off").await, 404);
        let mut tx = room.wire.db.read().await.unwrap();
        let rules = routing::rules(&room.wire, &mut tx).await.unwrap();
        let told: Vec<_> = rules
            .iter()
            .map(|it| (it.id.as_str(), it.version.as_str(), it.is_on, it.when.words[0].as_str()))
            .collect();
        assert_eq!(told, [("two", "1", true, "snow"), ("one", "2", false, "hail")]);
        let all = acts::last(&mut tx, 20).await.unwrap();
        let of_routing: Vec<_> = all
            .iter()
            .rev()
            .filter(|act| act.what.starts_with("routing"))
            .map(|act| (act.what.as_str(), act.object.as_str(), act.by.as_str()))
            .collect();
        let expected = [
            ("routing", "one"),
            ("routing", "two"),
            ("routing", "one"),
            ("routing-order", "two"),
            ("routing", "one"),
        ];
        assert_eq!(of_routing, expected.map(|(what, of)| (what, of, "ada")));
        assert!(all[2].was.contains("words is rain") && all[2].becomes.contains("words is hail"));
        let page = site.ask("GET", "/desk/routing?rule=one", &lines).await.text();
        assert!(page.contains("value=\"hail\"") && page.contains("<bdi>one</bdi>"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn rules_of_the_configuration_are_asked_first_and_not_changed_here() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let waits = Source { release: Release::Desk, ..agency.source("a") };
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    let rule =
        "[{ id = \"rain\", if = { words = \"rain\" }, then = { go = \"auto\" } }]".to_owned();
    let env = [("MEDIAWIRE_ROUTING".to_owned(), rule)];
    let config = mediawire::config::Config::load(None, env.into_iter()).unwrap();
    let admit = vec![agency.origin.admit()];
    let room = Newsroom::configured(&base, &config, admit, &[waits]).await;
    save(&room, "mine", &[("if.words", "rain"), ("then.go", "spike")]).await;
    let same = routing::save(&room.wire, "rain", &pairs(&[("then.go", "hold")]), (BY, None)).await;
    assert!(same.unwrap_err().to_string().contains("stands in the configuration"));
    room.poll().await;
    let rain = decided(&room, "/rain").await;
    assert_eq!((rain.len(), rain[0].by.as_str()), (1, "rule:routing/rain"));
    assert_eq!(paths(&room).await, ["/rain"]);
}
