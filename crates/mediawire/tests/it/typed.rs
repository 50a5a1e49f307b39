//! No form of the desk's sources and rules loses what was typed, and none writes over what another has said meanwhile.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::{Reply, Served};
use crate::sources::form;
use mediawire::work;
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::Source;
use tokio_util::sync::CancellationToken;

/// A wire with one source, and a source manager at its desk: the site, and the lines that they ask with.
async fn desk(room: &Newsroom) -> (Served, String) {
    let site = Served::start(&room.wire).await;
    let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
    (site, cookie(&ada) + OWN)
}

async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    agency
}

fn holds(reply: &Reply, status: u16, all: &[&str]) {
    let page = reply.text();
    assert_eq!(reply.status, status, "{page}");
    for words in all {
        assert!(page.contains(words), "{words}: {page}");
    }
}

fn terms(based: &str, licence: &str, more: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("based", based),
        ("name", "The a agency"),
        ("section", "world"),
        ("display", "full"),
        ("index", "own"),
        ("archive", "private"),
        ("licence", licence),
    ];
    all.extend_from_slice(more);
    form(&all)
}

#[tokio::test]
async fn terms_that_were_changed_meanwhile_are_shown_beside_those_that_were_typed() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let (site, lines) = desk(&room).await;
        let say = async |form: String| post(&site, "/desk/sources/a/terms", &lines, &form).await;
        assert_eq!(say(terms("1", "agreement of May", &[])).await.status, 303);
        let stale = say(terms("1", "agreement of June", &[("images", "yes")])).await;
        let shown = [
            "role=\"alert\"",
            "was changed since you saw it",
            "<dt>As it is now</dt><dd dir=\"auto\">licence <bdi>agreement of May</bdi>",
            "pictures no",
            "<dt>As you typed it</dt><dd dir=\"auto\">licence <bdi>agreement of June</bdi>",
            "pictures yes",
            "name=\"licence\" value=\"agreement of June\"",
            "name=\"based\" value=\"2\"",
        ];
        holds(&stale, 409, &shown);
        assert_eq!(room.count("SELECT COUNT(*) FROM source_history").await, 2);
        assert_eq!(say(terms("2", "agreement of June", &[])).await.status, 303, "it is meant");
        let wrong = [("retention", "soon"), ("auto", "yes")];
        let shown = ["for how many days", "value=\"soon\"", "value=\"a licence typed at length\""];
        holds(&say(terms("3", "a licence typed at length", &wrong)).await, 422, &shown);
        holds(&say(terms("", "x", &[])).await, 422, &["open the source", "role=\"alert\""]);
        let rule = form(&[("rule", "[[rule]]\nbody = 3\n"), ("url", "https://a.example/x")]);
        let tried = post(&site, "/desk/sources/a/rule", &lines, &rule).await;
        holds(&tried, 422, &["the rule line 2: body", "body = 3", "value=\"https://a.example/x\""]);
    })
    .await;
}

#[tokio::test]
async fn a_rule_is_saved_over_what_was_seen_and_over_nothing_else() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let (site, lines) = desk(&room).await;
        let save = async |based: &str, words: &str, go: &str| {
            let all = [("based", based), ("id", "rain"), ("if.words", words), ("then.go", go)];
            post(&site, "/desk/routing", &lines, &form(&all)).await
        };
        assert_eq!(save("", "rain", "hold").await.status, 303);
        let shown = ["there is a rule rain already", "role=\"alert\"", "value=\"hail\""];
        holds(&save("", "hail", "desk").await, 409, &shown);
        let page = site.ask("GET", "/desk/routing?rule=rain", &lines).await;
        holds(&page, 200, &["name=\"based\" value=\"1\""]);
        assert_eq!(save("1", "rain, hail", "hold").await.status, 303);
        let stale = save("1", "snow", "desk").await;
        let shown =
            ["was changed since", "rain, hail", "<bdi>snow</bdi>", "name=\"based\" value=\"2\""];
        holds(&stale, 409, &shown);
        assert_eq!(save("2", "snow", "desk").await.status, 303);
        holds(&save("3", "", "auto").await, 422, &["role=\"alert\"", "value=\"rain\""]);
        // A rule that only says a section is counted by a trial, too.
        let trial = "/desk/routing/trial?id=s&if.words=rain&then.section=sport";
        let tried = site.ask("GET", trial, &lines).await;
        let shown = ["rules say something of 1", "by <bdi>s</bdi> it is put into <bdi>"];
        holds(&tried, 200, &shown);
        let trial = "/desk/routing/trial?id=s&if.words=rain&then.section=none&based=7";
        let shown = ["there is no section none", "value=\"s\"", "name=\"based\" value=\"7\""];
        holds(&site.ask("GET", trial, &lines).await, 422, &shown);
    })
    .await;
}

#[tokio::test]
async fn no_rule_is_left_unasked_for_there_being_too_many() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[]).await;
        let (site, lines) = desk(&room).await;
        let mut tx = room.wire.db.write().await.unwrap();
        for n in 0..500 {
            let sql =
                "INSERT INTO routing (id, version, place, is_on, rule) VALUES ($1, 1, $2, 1, $3)";
            let id = format!("r{n}");
            let rule = "[[\"if.words\",\"zeppelin\"],[\"then.go\",\"hold\"]]";
            tx.run(sql, &[id.as_str().into(), i64::from(n).into(), rule.into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let all = form(&[("id", "one-more"), ("if.words", "rain"), ("then.go", "hold")]);
        let refused = post(&site, "/desk/routing", &lines, &all).await;
        holds(
            &refused,
            409,
            &["there are 500 routing rules", "value=\"one-more\"", "value=\"rain\""],
        );
        let trial = "/desk/routing/trial?id=one-more&if.words=rain&then.go=hold";
        holds(&site.ask("GET", trial, &lines).await, 409, &["there are 500 routing rules"]);
        let change =
            form(&[("id", "r499"), ("based", "1"), ("if.words", "x"), ("then.go", "hold")]);
        assert_eq!(post(&site, "/desk/routing", &lines, &change).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn addresses_and_files_that_are_refused_come_back_with_what_was_typed() {
    on_each(async |base| {
        let agency = agency().await;
        let folder = Source { list: Some("file:///srv/in/".to_owned()), ..agency.source("f") };
        let room = Newsroom::open(base, &[&agency], &[agency.source("a"), folder]).await;
        let stop = CancellationToken::new();
        let working = tokio::spawn(work::run(room.wire.clone(), stop.clone()));
        let (site, lines) = desk(&room).await;
        let nowhere = agency.origin.url("/no");
        let look = form(&[("url", &nowhere), ("page", "yes")]);
        let looked = post(&site, "/desk/add/look", &lines, &look).await;
        let value = format!("value=\"{nowhere}\"");
        holds(&looked, 404, &["role=\"alert\"", &value, "value=\"yes\" checked"]);
        holds(&post(&site, "/desk/add/look", &lines, "url=").await, 422, &["role=\"alert\""]);

        let take = async |url: &str, source: &str| {
            let form = form(&[("url", url), ("source", source)]);
            post(&site, "/desk/take", &lines, &form).await
        };
        let chosen = ["role=\"alert\"", &value, "value=\"a\" selected"];
        holds(&take(&nowhere, "a").await, 404, &chosen);
        // What is known already leads to its item.
        let rain = agency.origin.url("/rain");
        assert_eq!(take(&rain, "a").await.status, 303);
        let again = take(&rain, "a").await;
        holds(&again, 200, &["item’s already", "href=\"/desk/item/"]);

        let feeds = "[[\"https://feed.example/a\",\"A feed\",null,[]]]";
        let all = [("opml", feeds), ("section", "world"), ("display", "full"), ("index", "own")];
        let more = [("archive", "public"), ("retention", "9"), ("auto", "yes"), ("licence", "")];
        let refused =
            post(&site, "/desk/opml", &lines, &form(&[&all[..], &more[..]].concat())).await;
        let shown = [
            "no licence is stated",
            "role=\"alert\"",
            "https://feed.example/a",
            "value=\"9\"",
            "<option value=\"public\" selected>",
        ];
        holds(&refused, 422, &shown);
        assert_eq!(room.count("SELECT COUNT(*) FROM source").await, 2);
        let out = site.ask("GET", "/desk/opml/export", &lines).await.text();
        assert!(out.contains("/feed") && !out.contains("file:"), "{out}");
        stop.cancel();
        working.await.unwrap();
    })
    .await;
}
