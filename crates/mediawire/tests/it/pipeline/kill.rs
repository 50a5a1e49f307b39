//! A kill: the item is withdrawn, says so, and never returns.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use crate::verify::damage;
use mediawire::error::Kind;
use mediawire::pipeline;
use mediawire::store::wire;
use mediawire::verify::verify;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::ItemId;

async fn decide(room: &Newsroom, item: ItemId, kind: DecisionKind, why: &str) {
    pipeline::decide(&room.wire, item, &kind, "ed", why).await.unwrap();
    room.settle().await;
}

#[tokio::test]
async fn killed_item_says_so_everywhere_and_is_in_no_list() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/rain", "Rain over Tolva", 1);
        agency.article("/sun", "Sun over Tolva", 2);
        agency.feed(&[told("/sun", "Sun over Tolva"), told("/rain", "Rain over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let item = room.line("/rain").await.item;
        let site = Served::start(&room.wire).await;
        let path = format!("/a/{}", item.public);
        assert_eq!(site.get(&path).await.status, 200);

        decide(&room, item.id, DecisionKind::Withhold, "looked into").await;
        assert_eq!(site.get(&path).await.status, 451);
        decide(&room, item.id, DecisionKind::Kill(Ground::House), "it is <b>false</b>").await;
        for path in [path.clone(), format!("{path}/verify")] {
            let page = site.get(&path).await;
            let words = page.text();
            assert_eq!(page.status, 410, "{path}");
            assert!(words.contains("it is &") && !words.contains("<b>"), "{words}");
            assert!(words.contains("Withdrawn by the desk of Test Wire."), "{words}");
            assert!(words.contains("will not return."), "{words}");
            assert!(words.contains("<meta name=\"robots\" content=\"noindex\">"), "{words}");
            for part in [&text[0][..20], "Rain over Tolva", "/rain", "The a agency"] {
                assert!(!words.contains(part), "{part} {words}");
            }
        }
        let reply = site.get(&path).await;
        assert_eq!(reply.header("link"), "", "nobody keeps it back by law");
        let lists = ["/", "/feed.json", "/feed.rss", "/feed.atom", "/section/world", "/source/a"];
        for list in lists.iter().chain(&["/sitemap.xml"]) {
            let reply = site.get(list).await;
            assert_eq!(reply.status, 200, "{list}");
            let words = reply.text();
            assert!(!words.contains(item.public.as_str()), "{list}");
            assert!(!words.contains("Rain over Tolva"), "{list}");
        }
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_killed_by_legal_order_answers_451_and_says_by_whom() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let item = room.line("/rain").await.item;
        let site = Served::start(&room.wire).await;
        decide(&room, item.id, DecisionKind::Kill(Ground::Law), "Court of Tolva, 12 O 3/26").await;
        let last = wire::last(&mut room.wire.db.read().await.unwrap(), item.id).await.unwrap();
        let last = last.unwrap();
        let order = "Court of Tolva, 12 O 3/26".to_owned();
        assert_eq!(last.notice, Notice::Killed(order, Ground::Law));
        for page in ["", "/verify", "/history"] {
            let reply = site.get(&format!("/a/{}{page}", item.public)).await;
            assert_eq!(reply.status, 451, "{page}");
            let by = reply.header("link");
            assert!(by.starts_with("<http") && by.ends_with("/>; rel=\"blocked-by\""), "{by}");
            assert!(!reply.text().contains("Rain over Tolva"), "{page}");
        }
        let page = site.get(&format!("/fa/a/{}", item.public)).await;
        assert_eq!(page.status, 451, "in every language");
        let page = site.get(&format!("/a/{}", item.public)).await.text();
        for words in ["desk of Test Wire on a legal order.", "Court of Tolva, 12 O 3/26"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_brings_a_killed_item_back() {
    on_each(async |base| {
        let (agency, other) = (Agency::start().await, Agency::start().await);
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        other.feed(&[]);
        let sources = [agency.source("a"), other.source("b")];
        let room = Newsroom::open(base, &[&agency, &other], &sources).await;
        room.poll().await;
        let item = room.line("/rain").await.item;
        // Not even a damaged archive keeps it on the wire.
        damage(&room, base, room.line("/rain").await.dispatch.article).await;
        decide(&room, item.id, DecisionKind::Kill(Ground::House), "it is false").await;
        let killed = Notice::Killed("it is false".to_owned(), Ground::House);
        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(wire::last(&mut tx, item.id).await.unwrap().unwrap().notice, killed);
        drop(tx);
        assert_eq!(room.wire.head(), 2);

        for kind in [
            DecisionKind::Release,
            DecisionKind::Hold,
            DecisionKind::Withhold,
            DecisionKind::Headline(Some("House words".to_owned())),
            DecisionKind::Kill(Ground::House),
        ] {
            let error =
                pipeline::decide(&room.wire, item.id, &kind, "ed", "why").await.unwrap_err();
            let words = error.to_string();
            assert_eq!(error.kind, Kind::Conflict, "{words}");
            assert!(words.contains("the item was killed on ") && words.ends_with("answers a kill"));
        }
        assert_eq!(room.count("SELECT COUNT(*) FROM decision").await, 1);

        // Its source changes it, and another carries its words.
        agency.article("/rain", "Rain over Tolva, again", 3);
        agency.feed(&[told("/rain", "Rain over Tolva, again")]);
        other.article("/copied", "Rain at Tolva", 1);
        other.feed(&[told("/copied", "Rain at Tolva")]);
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM item_version").await, 3);
        assert_eq!(room.wire.head(), 2, "neither went out");
        assert!(room.lines().await.is_empty());
        assert_eq!(room.outcomes("/copied").await, [("dispatch".to_owned(), "held".to_owned())]);

        // What goes out behind a kill all the same, somebody else has written.
        let mut tx = room.wire.db.write().await.unwrap();
        let mut last = wire::last(&mut tx, item.id).await.unwrap().unwrap();
        (last.notice, last.cause) = (Notice::None, "tampering".to_owned());
        wire::append(&mut tx, &last, &item.source).await.unwrap();
        tx.commit().await.unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        let behind = "1 items have a dispatch behind the one that killed them";
        assert!(report.other.iter().any(|what| what == behind), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn item_that_was_killed_unseen_does_not_wait_for_the_desk() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let release = mediawire_core::model::source::Release::Desk;
        let source = mediawire_core::model::source::Source { release, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        let item = room.waiting().await.unwrap();
        decide(&room, item.id, DecisionKind::Kill(Ground::House), "it is false").await;
        assert!(room.waiting().await.is_none());
        assert_eq!(room.outcomes("/rain").await, [("dispatch".to_owned(), "killed".to_owned())]);
        let site = Served::start(&room.wire).await;
        let path = format!("/a/{}", item.public);
        assert_eq!((room.wire.head(), site.get(&path).await.status), (0, 404));
    })
    .await;
}
