//! What is sent is what may be shown at the moment of sending.

use super::receiver::Back;
use super::{House, later, pairs, slug, sorted};
use crate::engine::on_each;
use mediawire::pipeline::destinations::Start;
use mediawire::pipeline::erasure::{self, Order, Ordered};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::source::Display;

/// What would tell of the article at `/rain`.
const OF_RAIN: [&str; 5] = ["Rain", "In report 1", "/rain", "The a agency", "html"];

#[tokio::test]
async fn killed_text_never_leaves_after_the_kill() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.headline("/rain", "Rain falls on Tolva").await;
        let public = house.room.line("/rain").await.item.public;
        house.decide("/rain", &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        let got = house.receiver.got();
        let of_item: Vec<_> =
            got.iter().filter(|it| it.json()["data"]["item"] == public.as_str()).collect();
        let told: Vec<_> = of_item.iter().map(|it| it.told().1).collect();
        assert_eq!(told, ["superseded", "superseded", "killed"], "in their order");
        for one in &of_item {
            for words in OF_RAIN {
                assert!(!one.text().contains(words), "{words}: {}", one.text());
            }
        }
        let last = of_item[2].json();
        assert_eq!(
            (&last["data"]["why"], &last["data"]["is_newest"]),
            (&"it is false".into(), &true.into())
        );
        assert_eq!(of_item[0].json()["data"]["is_newest"], false);
        assert_eq!(last["data"]["is_legal"], false);
        assert_eq!(of_item[0].json()["data"]["is_legal"], serde_json::Value::Null);
        assert_eq!(got.len(), 4, "the other item is sent as it is");
    })
    .await;
}

#[tokio::test]
async fn erased_item_is_owed_as_killed_until_that_is_acknowledged() {
    const DEBTS: &str = "SELECT COUNT(*) FROM debt";
    const REASONS: &str = "SELECT COUNT(*) FROM debt WHERE reason <> ''";
    const TROUBLES: &str = "SELECT COUNT(*) FROM destination WHERE trouble <> ''";
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.visit(0).await;
        house.receiver.forget();
        // What is owed when the order comes has words of the item behind it, and an answer that may repeat them.
        house.headline("/rain", "Rain falls on Tolva").await;
        house.receiver.answers(|_| Back::Status(500));
        house.visit(0).await;
        let item = house.room.line("/rain").await.item;
        assert_eq!(house.room.count(REASONS).await, 1);
        assert_eq!(house.room.count(TROUBLES).await, 1);
        let order = Order { why: "Court of Tolva, 12 O 3/26", is_legal: true };
        assert_eq!(
            erasure::order(house.wire(), item.id, order, "mina").await.unwrap(),
            Ordered::Said
        );
        mediawire::work::drain(house.wire()).await.unwrap();
        assert_eq!(erasure::finish(house.wire()).await.unwrap(), 1);
        assert_eq!(house.room.count(REASONS).await, 0);
        assert_eq!(house.room.count(TROUBLES).await, 0);
        house.receiver.forget();
        house.visit(60).await;
        let got = house.receiver.got();
        assert!(
            !got.is_empty() && house.room.count(DEBTS).await > 0,
            "owed until it is acknowledged"
        );
        house.receiver.answers(|_| Back::Status(204));
        house.visit(3 * 60).await;
        assert_eq!(house.room.count(DEBTS).await, 0);
        let got = house.receiver.got();
        for one in &got {
            let data = &one.json()["data"];
            assert_eq!(data["item"], item.public.as_str());
            for words in OF_RAIN {
                assert!(!one.text().contains(words), "{words}: {}", one.text());
            }
        }
        let last = got.last().unwrap();
        assert_eq!(last.told().1, "killed");
        let data = &last.json()["data"];
        assert_eq!((&data["why"], &data["is_legal"]), (&order.why.into(), &true.into()));
    })
    .await;
}

#[tokio::test]
async fn kill_by_legal_order_is_told_as_such() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.decide("/rain", &DecisionKind::Kill(Ground::Law)).await;
        house.visit(0).await;
        let got = house.receiver.got();
        let killed = got.iter().find(|it| it.told().1 == "killed").unwrap().json();
        assert_eq!(killed["data"]["is_legal"], true, "{killed}");
    })
    .await;
}

#[tokio::test]
async fn withheld_item_is_sent_as_such_and_comes_back_whole() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.visit(0).await;
        house.receiver.forget();
        house.headline("/rain", "Rain falls on Tolva").await;
        let id = house.room.line("/rain").await.item.id;
        house.decide("/rain", &DecisionKind::Withhold).await;
        house.visit(0).await;
        assert_eq!(house.receiver.told(), pairs(&[(3, "superseded"), (4, "withheld")]));
        for one in house.receiver.got() {
            for words in OF_RAIN {
                assert!(!one.text().contains(words), "{words}: {}", one.text());
            }
        }
        house.receiver.forget();
        mediawire::pipeline::decide(house.wire(), id, &DecisionKind::Release, "ed", "it is true")
            .await
            .unwrap();
        mediawire::work::drain(house.wire()).await.unwrap();
        house.visit(0).await;
        assert_eq!(house.receiver.told(), pairs(&[(5, "published")]));
        let back = house.receiver.got()[0].json();
        assert_eq!(back["data"]["headline"], "Rain falls on Tolva");
    })
    .await;
}

#[tokio::test]
async fn rights_that_shrank_hold_for_what_is_owed_already() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        let mut source = house.agency.source("a");
        source.rights.display = Display::Headline;
        house.room.save(&source).await;
        house.visit(0).await;
        assert_eq!(sorted(house.receiver.told()), pairs(&[(1, "published"), (2, "published")]));
        for one in house.receiver.got() {
            assert!(!one.text().contains("In report"), "{}", one.text());
            assert_eq!(one.json()["data"]["rights"]["display"], "headline");
        }
    })
    .await;
}

#[tokio::test]
async fn item_is_weighed_anew_at_each_try() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.receiver.answers(|_| Back::Status(500));
        house.visit(0).await;
        assert_eq!(house.receiver.got().len(), 2);
        assert!(house.receiver.got().iter().any(|it| it.text().contains("Rain over Tolva")));
        house.decide("/rain", &DecisionKind::Kill(Ground::House)).await;
        house.receiver.forget();
        house.receiver.answers(|_| Back::Status(204));
        let now = later(house.wire(), 5);
        mediawire::work::deliver::visit(house.wire(), &slug("hook"), now).await.unwrap();
        let got = house.receiver.got();
        assert_eq!(got.len(), 3);
        for one in got.iter().filter(|it| it.told().1 != "published") {
            assert!(!one.text().contains("Rain"), "{}", one.text());
        }
        assert_eq!(got.iter().filter(|it| it.told().1 == "published").count(), 1, "the other");
    })
    .await;
}
