//! The record of the desk: every deed once, in the order of time, with who, before, after, and from where.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::store::record::{self, Done, Part, Place};
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::{Release, Source};
use std::collections::BTreeSet;

#[tokio::test]
async fn record_tells_every_deed_once_by_time() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let waits = Source { release: Release::Desk, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[waits]).await;
        room.poll().await;
        let public = room.waiting().await.unwrap().public.to_string();
        let site = Served::start(&room.wire).await;
        let root = logged_in(&room.wire, "root", Role::Admin).await.session;
        let ada = logged_in(&room.wire, "ada", Role::Editor).await.session;
        let ask = async |session: &str, path: &str, form: &str| {
            post(&site, path, &(cookie(session) + OWN), form).await.status
        };
        let item = format!("/desk/item/{public}");
        assert_eq!(ask(&ada, &format!("{item}/spike"), "why=not+ours").await, 303);
        assert_eq!(ask(&ada, &format!("{item}/headline"), "headline=Rain+on+Tolva").await, 422);
        assert_eq!(ask(&ada, &format!("{item}/release"), "why=ours+after+all").await, 303);
        assert_eq!(ask(&root, "/desk/sources/a/release", "auto=yes").await, 303);
        let rule = "id=views&if.genre=view&then.go=hold";
        assert_eq!(ask(&root, "/desk/routing", rule).await, 303);

        let mut tx = room.wire.db.read().await.unwrap();
        let all = record::behind(&mut tx, Part::default(), &Place::START, 1_000).await.unwrap();
        let n = "SELECT (SELECT COUNT(*) FROM act) + (SELECT COUNT(*) FROM decision) + (SELECT COUNT(*) FROM source_history)";
        assert_eq!(i64::try_from(all.len()).unwrap(), room.count(n).await, "each once, and all");
        assert!(all.is_sorted_by_key(|done| std::cmp::Reverse(done.at_ms)));
        // Page after page gives the same, whatever has the same moment.
        let (mut place, mut paged) = (Place::START, Vec::new());
        loop {
            let part = record::behind(&mut tx, Part::default(), &place, 2).await.unwrap();
            let Some(last) = part.last() else { break };
            place = last.place_in_record();
            paged.extend(part);
        }
        assert_eq!(paged, all);
        let find = |what: &str| all.iter().find(|done| done.what == what).unwrap();
        let told = |done: &Done| {
            (done.by.clone(), done.was.clone(), done.becomes.clone(), done.why.clone())
        };
        let four = |all: [&str; 4]| {
            let [by, was, is, why] = all.map(str::to_owned);
            (by, was, is, why)
        };
        assert_eq!(told(find("spike")), four(["ada", "", "spike", "not ours"]));
        assert_eq!(told(find("release")), four(["ada", "spike", "release", "ours after all"]));
        let source = find("source");
        assert_eq!((source.by.as_str(), source.object.as_str()), ("root", "a"));
        assert_eq!((source.was.as_str(), source.becomes.as_str()), ("release desk", "release auto"));
        for what in ["spike", "release", "source", "routing"] {
            assert!(find(what).place.contains("127.0.0.1"), "{what}: {:?}", find(what));
        }
        let part = Part { by: "ada", object: &public };
        let of_ada = record::behind(&mut tx, part, &Place::START, 100).await.unwrap();
        let kinds: BTreeSet<&str> = of_ada.iter().map(|done| done.what.as_str()).collect();
        assert_eq!(kinds, BTreeSet::from(["release", "spike"]));
        drop(tx);

        let page = site.ask("GET", &format!("/desk/record?object={public}"), &cookie(&root)).await;
        let text = page.text();
        assert!(text.contains("not ours") && text.contains("<ins>release</ins>"), "{text}");
        assert!(!text.contains("views"), "only what is asked for");
        let lines = site.ask("GET", "/desk/record.jsonl?by=ada", &cookie(&root)).await.text();
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(lines.iter().all(|line| line["by"] == "ada") && lines.len() >= 3, "{lines:?}");
        assert_eq!(site.ask("GET", "/desk/record", &cookie(&ada)).await.status, 403);
    })
    .await;
}
