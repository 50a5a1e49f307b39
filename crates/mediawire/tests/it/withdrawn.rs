//! Copies of a text that was withdrawn: flagged at the desk, and held where they come later.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::job::Job;
use mediawire::pipeline::{self, copies};
use mediawire::store::decisions;
use mediawire::store::erasure;
use mediawire_core::desk::SOURCE_CHANGE_RULE;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::id::ItemId;
use mediawire_core::model::source::{Release, Source};

/// A room in which the text of `/rain`, which waited for the desk, stands at a second outlet as well: both on the wire.
struct Room {
    room: Newsroom,
    late: Agency,
    _others: [Agency; 2],
}

async fn opened(base: &crate::engine::Base) -> Room {
    let (first, second, late) =
        (Agency::start().await, Agency::start().await, Agency::start().await);
    first.article("/rain", "Rain over Tolva", 1);
    first.feed(&[told("/rain", "Rain over Tolva")]);
    second.feed(&[]);
    late.feed(&[]);
    let waits = Source { release: Release::Desk, ..first.source("a") };
    let sources = [waits, second.source("b"), late.source("c")];
    let room = Newsroom::open(base, &[&first, &second, &late], &sources).await;
    room.poll().await;
    let rain = room.waiting().await.unwrap();
    second.article("/copied", "Tolva: rain", 1);
    second.feed(&[told("/copied", "Tolva: rain")]);
    room.poll().await;
    pipeline::decide(&room.wire, rain.id, &DecisionKind::Release, "ed", "it is ours")
        .await
        .unwrap();
    room.settle().await;
    assert_eq!(room.lines().await.len(), 2, "the same words stand there twice");
    Room { room, late, _others: [first, second] }
}

async fn decide(room: &Newsroom, item: ItemId, kind: DecisionKind, why: &str) {
    pipeline::decide(&room.wire, item, &kind, "ed", why).await.unwrap();
    room.settle().await;
}

#[tokio::test]
async fn copies_of_a_killed_text_are_flagged_until_somebody_decides() {
    on_each(async |base| {
        let Room { room, late, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let of_rain = format!("/desk/item/{}", rain.public);
        let of_copy = format!("/desk/item/{}", copied.public);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(!page.contains("These carry its text"), "nothing was withdrawn: {page}");

        decide(&room, rain.id, DecisionKind::Kill(Ground::Law), "Court of Tolva, 12 O 3/26").await;
        assert_eq!(site.get(&format!("/a/{}", copied.public)).await.status, 200, "it stands");
        let flag =
            format!("it carries the text of <bdi>{}</bdi>, which was withdrawn", rain.public);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        let kill = format!("action=\"{of_copy}/kill\"");
        for words in ["These carry its text", "Tolva: rain", "Kill it too", &kill] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("name=\"legal\" value=\"yes\""), "a legal order is one there too");
        for path in [&of_copy, "/desk?show=wire"] {
            let page = site.ask("GET", path, &ada).await.text();
            assert!(page.contains(&flag), "{path}: {page}");
        }
        let leo = cookie(&logged_in(&room.wire, "leo", Role::Reader).await.session) + OWN;
        let page = site.ask("GET", &of_rain, &leo).await.text();
        assert!(page.contains("Tolva: rain") && !page.contains(&kill), "{page}");

        // It is kept, for a reason and on record; then nothing asks for somebody any more.
        let keep =
            async |form: &str| post(&site, &format!("{of_copy}/keep"), &ada, form).await.status;
        let of = format!("of={}", rain.public);
        assert_eq!(keep(&format!("{of}&why=+")).await, 422);
        assert_eq!(keep(&format!("of={}&why=ours", copied.public)).await, 409, "no copy of itself");
        assert_eq!(keep(&format!("{of}&why=it+is+ours")).await, 303);
        let page = site.ask("GET", &of_copy, &ada).await.text();
        assert!(page.contains(&flag) && page.contains("kept by <bdi>ada</bdi>"), "{page}");
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(page.contains("Tolva: rain") && !page.contains(&flag), "{page}");
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(page.contains("kept by <bdi>ada</bdi>") && !page.contains(&kill), "{page}");
        assert_eq!(room.count("SELECT COUNT(*) FROM act WHERE what = 'copy-kept'").await, 1);

        // What comes now is a copy of what stands, and is told at the withdrawn one.
        late.article("/late", "Late: rain", 1);
        late.feed(&[told("/late", "Late: rain")]);
        room.poll().await;
        assert_eq!(room.outcomes("/late").await, [("identify".to_owned(), "copy".to_owned())]);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(page.contains("Late: rain"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn copy_that_comes_after_the_kill_waits_for_a_person() {
    on_each(async |base| {
        let Room { room, late, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        decide(&room, rain.id, DecisionKind::Kill(Ground::House), "it is false").await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let to = format!("/desk/item/{}/kill", copied.public);
        assert_eq!(post(&site, &to, &ada, "why=it+is+false").await.status, 303);
        room.settle().await;
        assert!(room.lines().await.is_empty());

        late.article("/late", "Late: rain", 1);
        late.feed(&[told("/late", "Late: rain")]);
        room.poll().await;
        assert_eq!(room.outcomes("/late").await, [("dispatch".to_owned(), "held".to_owned())]);
        let item = room.waiting().await.unwrap();
        let all = decisions::of(&mut room.wire.db.read().await.unwrap(), item.id).await.unwrap();
        assert_eq!((all.len(), all[0].by.as_str()), (1, copies::RULE));
        assert!(all[0].why.ends_with(", which was withdrawn"), "{:?}", all[0]);
        assert!(!all[0].why.contains("Rain over Tolva"), "{:?}", all[0]);
        let page = site.ask("GET", "/desk?show=held", &ada).await.text();
        assert!(page.contains("it carries the text of <bdi>"), "{page}");

        // No rule lets it out, and a second look holds it no second time.
        late.feed(&[told("/late", "Late: rain, again")]);
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM decision WHERE kind = 'hold'").await, 1);
        assert!(room.lines().await.is_empty());

        // A person may, and has decided of it then.
        decide(&room, item.id, DecisionKind::Release, "it is this outlet's own").await;
        assert_eq!(room.lines().await.len(), 1);
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(page.contains("Late: rain") && !page.contains("it carries the text of"), "{page}");
        let page = site.ask("GET", &format!("/desk/item/{}", item.public), &ada).await.text();
        assert!(page.contains("kept by <bdi>ed</bdi>"), "{page}");
        // An erasure names them all.
        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(erasure::copies(&mut tx, rain.id).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_its_source_withdrew_is_flagged_and_what_the_desk_withholds_is_not() {
    for (by, is_withdrawn) in [(SOURCE_CHANGE_RULE, true), ("ed", false)] {
        on_each(async |base| {
            let Room { room, late, .. } = opened(base).await;
            for path in ["/rain", "/copied"] {
                let item = room.line(path).await.item.id;
                let mut tx = room.wire.db.write().await.unwrap();
                let at = room.wire.now();
                let record = (by, "its source has withdrawn it");
                let kind = DecisionKind::Withhold;
                decisions::add(&mut tx, item, &kind, record, at.as_millisecond()).await.unwrap();
                Job::Dispatch(item).add(&mut tx, at).await.unwrap();
                tx.commit().await.unwrap();
            }
            room.settle().await;
            assert!(room.lines().await.is_empty());
            late.article("/late", "Late: rain", 1);
            late.feed(&[told("/late", "Late: rain")]);
            room.poll().await;
            assert_eq!(room.waiting().await.is_some(), is_withdrawn, "{by}");
            assert_eq!(room.lines().await.is_empty(), is_withdrawn, "{by}");
        })
        .await;
    }
}
