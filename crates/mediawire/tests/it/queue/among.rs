//! Who sees to an item, notes at it, and undoing the last decision: as people do it at the desk.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::store::{acts, decisions};
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::{Release, Source};

/// A room where two pieces wait; the public id of the first.
pub(super) async fn room(base: &Base, agency: &Agency) -> (Newsroom, String) {
    agency.article("/rain", "Rain Over Tolva", 1);
    agency.article("/snow", "Snow Over Tolva", 2);
    agency.feed(&[told("/rain", "Rain Over Tolva"), told("/snow", "Snow Over Tolva")]);
    let source = Source { release: Release::Desk, ..agency.source("a") };
    let room = Newsroom::open(base, &[agency], &[source]).await;
    room.poll().await;
    let mut tx = room.wire.db.read().await.unwrap();
    let sql = "SELECT public FROM item WHERE url LIKE '%/rain'";
    let public = tx.row(sql, &[]).await.unwrap().text();
    drop(tx);
    (room, public)
}

#[tokio::test]
async fn item_is_taken_on_and_noted_at_and_no_reader_learns_of_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let bea = cookie(&logged_in(&room.wire, "bea-marlow", Role::Reporter).await.session) + OWN;
        let path = format!("/desk/item/{public}");
        let sees = async |lines: &str, at: &str, words: &str| {
            site.ask("GET", at, lines).await.text().contains(words)
        };
        assert!(sees(&ada, &path, "Nobody sees to it.").await);
        let assign = async |lines: &str, form: &str| {
            post(&site, &format!("{path}/assign"), lines, form).await.status
        };
        assert_eq!(assign(&bea, "mine=yes").await, 303);
        assert!(sees(&ada, &path, "<bdi>bea-marlow</bdi> sees to it.").await);
        // What is whose is in the lists, and is one of the filters.
        let mine = "/desk?show=mine";
        assert!(sees(&bea, mine, "Rain Over").await && !sees(&bea, mine, "Snow Over").await);
        assert!(!sees(&ada, mine, "Rain Over").await);
        let tab =
            "<a href=\"/desk?show=mine\" aria-current=\"page\">Mine <span class=\"count\">1</span>";
        assert!(sees(&bea, mine, tab).await);
        assert!(sees(&ada, "/desk", "for <bdi>bea-marlow</bdi>").await);
        assert_eq!(assign(&ada, "to=ada").await, 303);
        assert_eq!(assign(&ada, "to=nobody").await, 404);
        assert_eq!(assign(&ada, "to=ada").await, 303);
        assert_eq!(assign(&ada, "to=").await, 303);
        assert!(!sees(&ada, mine, "Rain Over").await);

        let note = async |lines: &str, words: &str| {
            post(&site, &format!("{path}/note"), lines, &format!("words={words}")).await.status
        };
        assert_eq!(note(&ada, "+%0A").await, 422);
        assert_eq!(note(&ada, &"x".repeat(2_001)).await, 422);
        assert_eq!(note(&ada, "Ask+the+port%0A%3Cb%3Etoday").await, 303);
        assert_eq!(note(&bea, "They+do+not+answer").await, 303);
        let page = site.ask("GET", &path, &ada).await.text();
        let first = page.find("Ask the port\n&#60;b&#62;today").unwrap();
        let second = page.find("They do not answer").unwrap();
        assert!(second < first, "the last stands first: {page}");

        let mut tx = room.wire.db.read().await.unwrap();
        let done: Vec<_> = acts::last(&mut tx, 5).await.unwrap();
        drop(tx);
        let told = done.iter().map(|it| {
            assert_eq!(it.object, public);
            format!("{} {} {}>{}", it.by, it.what, it.was, it.becomes)
        });
        let expected = [
            "bea-marlow note >note 2",
            "ada note >note 1",
            "ada assign ada>",
            "ada assign bea-marlow>ada",
            "bea-marlow assign >bea-marlow",
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);

        assert_eq!(post(&site, &format!("{path}/release"), &ada, "").await.status, 303);
        room.settle().await;
        for at in ["", "/history", "/verify"] {
            let page = site.get(&format!("/a/{public}{at}")).await;
            assert_eq!(page.status, 200, "{at}");
            let page = page.text();
            assert!(!page.contains("Ask the port") && !page.contains("bea-marlow"), "{at}: {page}");
        }
        assert!(sees(&ada, &path, "They do not answer").await, "notes stay");
    })
    .await;
}

#[tokio::test]
async fn last_decision_is_undone_until_the_item_has_gone_out() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let lex = cookie(&logged_in(&room.wire, "lex", Role::Legal).await.session) + OWN;
        let path = format!("/desk/item/{public}");
        let act = async |lines: &str, what: &str, form: &str| {
            let reply = post(&site, &format!("{path}/{what}"), lines, form).await;
            room.settle().await;
            (reply.status, reply.text())
        };
        let list = async || {
            let mut tx = room.wire.db.read().await.unwrap();
            let sql = "SELECT list FROM standing WHERE public = $1";
            tx.row(sql, &[public.as_str().into()]).await.unwrap().text()
        };
        assert!(!site.ask("GET", &path, &ada).await.text().contains("/undo"));
        let (status, why) = act(&ada, "undo", "n=0").await;
        assert!(status == 409 && why.contains("nothing was decided yet"), "{why}");

        assert_eq!(act(&ada, "spike", "").await.0, 303);
        assert_eq!(list().await, "spiked");
        assert!(site.ask("GET", &path, &ada).await.text().contains("it waits again"));
        assert_eq!(act(&ada, "undo", "n=1").await.0, 303);
        assert_eq!(list().await, "new");
        // Undoing twice leads back: it is a decision like others.
        assert_eq!(act(&ada, "undo", "n=2").await.0, 303);
        assert_eq!(list().await, "spiked");

        assert_eq!(act(&ada, "schedule", "at=2099-01-01T10%3A00").await.0, 303);
        assert_eq!(act(&lex, "hold", "").await.0, 303);
        // Who may not let out does not by undoing either, and nobody undoes what he has not seen.
        let (status, why) = act(&lex, "undo", "n=5").await;
        assert!(status == 403 && why.contains("you may not let items out"), "{why}");
        let (status, why) = act(&ada, "undo", "n=4").await;
        assert!(status == 409 && why.contains("another was made since you looked"), "{why}");
        assert_eq!(list().await, "held");
        assert_eq!(act(&ada, "undo", "n=5").await.0, 303);
        assert_eq!(list().await, "scheduled");

        assert_eq!(act(&ada, "headline", "headline=Rain+over+Tolva").await.0, 303);
        let page = site.ask("GET", &path, &ada).await.text();
        assert!(page.contains("the headline is the source’s again"), "{page}");
        assert_eq!(act(&ada, "undo", "n=7").await.0, 303);
        assert_eq!(act(&ada, "release", "").await.0, 303);
        assert_eq!(list().await, "wire");
        let (status, why) = act(&ada, "undo", "n=9").await;
        assert!(status == 409 && why.contains("has led to dispatch 1: decide anew"), "{why}");
        let page = site.ask("GET", &path, &ada).await.text();
        assert!(page.contains("There is no undoing: the last decision has led to dispatch 1"));
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain Over Tolva");

        let mut tx = room.wire.db.read().await.unwrap();
        let item = room.line("/rain").await.item.id;
        let all = decisions::of(&mut tx, item).await.unwrap();
        let kinds: Vec<&str> = all.iter().map(|it| it.kind.name()).collect();
        let expected =
            ["spike", "undo", "undo", "schedule", "hold", "undo", "headline", "undo", "release"];
        assert_eq!(kinds, expected, "nothing is deleted");
        assert_eq!(all[1].why, "takes back the last decision (spike)");
    })
    .await;
}

#[tokio::test]
async fn what_is_held_stands_apart_with_the_reason_that_holds_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let list = async |show: &str| site.ask("GET", &format!("/desk{show}"), &ada).await.text();
        let path = format!("/desk/item/{public}");
        let tabs = async |page: &str| {
            let after = |name: &str| {
                let (_, rest) = page.split_once(&format!("{name} <span class=\"count\">")).unwrap();
                rest.split('<').next().unwrap().to_owned()
            };
            ["New", "Held", "Mine"].map(after).join(" ")
        };
        assert_eq!(tabs(&list("").await).await, "2 0 0");
        assert!(list("?show=held").await.contains("Nothing is held."));
        let form = "why=the+port+is+asked";
        assert_eq!(post(&site, &format!("{path}/hold"), &ada, form).await.status, 303);
        let form = "headline=Rain+over+Tolva&why=made+it+shorter";
        assert_eq!(post(&site, &format!("{path}/headline"), &ada, form).await.status, 303);
        assert_eq!(post(&site, &format!("{path}/assign"), &ada, "to=ada").await.status, 303);
        room.settle().await;
        let new = list("").await;
        assert_eq!(tabs(&new).await, "1 1 1");
        assert!(new.contains("Snow Over Tolva") && !new.contains("Rain Over Tolva"), "{new}");
        for show in ["?show=held", "?show=mine"] {
            let page = list(show).await;
            assert!(
                page.contains("Rain Over Tolva") && !page.contains("Snow Over Tolva"),
                "{page}"
            );
            // What holds it is told, and not what was decided of it since.
            assert!(page.contains("<bdi>ada</bdi>: <bdi>the port is asked</bdi>"), "{page}");
            assert!(!page.contains("made it shorter"), "{page}");
        }
        let page = list("?show=mine&source=a").await;
        assert!(page.contains("<input type=\"hidden\" name=\"show\" value=\"mine\">"), "{page}");
        assert!(
            page.contains("href=\"/desk?show=held&#38;source=a\""),
            "tabs keep the filter: {page}"
        );
        assert_eq!(site.ask("GET", "/desk?show=waiting", &ada).await.status, 400);
    })
    .await;
}
