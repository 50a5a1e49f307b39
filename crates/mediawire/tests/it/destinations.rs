//! Dispatches that are pushed: to whom, in which order, how often, and what of them.

mod law;
mod people;
mod receiver;
mod trouble;

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use jiff::{SignedDuration, Timestamp};
use mediawire::error::Kind;
use mediawire::pipeline::destinations::{self, Start};
use mediawire::store::{acts, debts, destinations as stored};
use mediawire::work::deliver::visit;
use mediawire::{Wire, pipeline, work};
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::Slug;
use receiver::{Back, Receiver};
use std::sync::Arc;

const BY: (&str, &str) = ("root", "command");

/// A wire with two items on it, and a receiver that is no destination yet.
struct House {
    agency: Agency,
    room: Newsroom,
    receiver: Receiver,
}

impl House {
    async fn open(base: &Base) -> Self {
        let (agency, receiver) = (Agency::start().await, Receiver::start().await);
        agency.article("/rain", "Rain over Tolva", 1);
        agency.article("/sun", "Sun over Tolva", 2);
        agency.feed(&[told("/sun", "Sun over Tolva"), told("/rain", "Rain over Tolva")]);
        let admit = vec![agency.origin.admit(), receiver.admit()];
        let room = Newsroom::admitting(base, admit, &[agency.source("a")]).await;
        room.poll().await;
        assert_eq!(room.wire.head(), 2);
        Self { agency, room, receiver }
    }

    fn wire(&self) -> &Arc<Wire> {
        &self.room.wire
    }

    /// Adds the receiver as a destination; its secret.
    async fn add(&self, start: Start) -> String {
        self.add_as("hook", &self.receiver.url(), start).await
    }

    async fn add_as(&self, slug: &str, url: &str, start: Start) -> String {
        let it = webhook(slug, url);
        destinations::add(self.wire(), &it, "", start, BY).await.unwrap()
    }

    /// Sends what is owed, as if so many minutes had passed.
    async fn visit(&self, minutes: i64) {
        visit(self.wire(), &slug("hook"), later(self.wire(), minutes)).await.unwrap();
    }

    /// Decides of the item at `path`, and lets what follows go out, while nobody is sent anything.
    async fn decide(&self, path: &str, kind: &DecisionKind) {
        let item = self.room.line(path).await.item.id;
        pipeline::decide(self.wire(), item, kind, "ed", "it is false").await.unwrap();
        work::drain(self.wire()).await.unwrap();
    }

    async fn headline(&self, path: &str, words: &str) {
        self.decide(path, &DecisionKind::Headline(Some(words.to_owned()))).await;
    }

    async fn kept(&self) -> stored::Kept {
        let mut tx = self.wire().db.read().await.unwrap();
        stored::get(&mut tx, &slug("hook")).await.unwrap().unwrap()
    }

    async fn owed(&self) -> (i64, i64) {
        let mut tx = self.wire().db.read().await.unwrap();
        let owed = debts::owed(&mut tx, &slug("hook")).await.unwrap();
        (owed.n_owed, owed.n_parked)
    }
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn webhook(name: &str, url: &str) -> Destination {
    let (kind, settings) = (DestinationKind::Webhook, String::new());
    Destination { slug: slug(name), name: name.to_owned(), kind, url: url.to_owned(), settings }
}

fn later(wire: &Wire, minutes: i64) -> Timestamp {
    wire.now() + SignedDuration::from_mins(minutes)
}

fn pairs(all: &[(i64, &str)]) -> Vec<(i64, String)> {
    all.iter().map(|(n, event)| (*n, (*event).to_owned())).collect()
}

fn sorted(mut all: Vec<(i64, String)>) -> Vec<(i64, String)> {
    all.sort();
    all
}

#[tokio::test]
async fn each_dispatch_is_sent_once_signed_and_whole() {
    on_each(async |base| {
        let house = House::open(base).await;
        let secret = house.add(Start::First).await;
        house.visit(0).await;
        house.visit(0).await;
        let all = house.receiver.got();
        assert_eq!(
            sorted(house.receiver.told()),
            pairs(&[(1, "published"), (2, "published")]),
            "once each"
        );
        let rain = house.room.line("/rain").await;
        for one in &all {
            assert!(one.head.starts_with("POST /in HTTP/1.1\r\n"), "{}", one.head);
            assert_eq!(one.field("content-type"), "application/json");
            assert_eq!(one.signed_by(&secret), [true]);
            let at: i64 = one.field("webhook-timestamp").parse().unwrap();
            assert!((house.wire().now().as_second() - at).abs() <= 300, "{at}");
            let data = &one.json()["data"];
            assert_eq!(one.json()["type"], "item.published");
            assert_eq!(data["is_newest"], true);
            if data["item"] == rain.item.public.as_str() {
                assert_eq!(data["headline"], "Rain over Tolva");
                assert_eq!(data["source"]["url"], rain.item.url);
                assert_eq!(data["source"]["name"], "The a agency");
                assert_eq!(data["rights"]["display"], "full");
                assert!(data["html"].as_str().unwrap().starts_with("<p>In report 1"), "{data}");
                let url = data["url"].as_str().unwrap();
                assert!(url.ends_with(&format!("/a/{}", rain.item.public)), "{url}");
            }
        }
        assert_ne!(all[0].id(), all[1].id());
        assert_eq!(house.owed().await, (0, 0));

        house.receiver.forget();
        house.headline("/rain", "Rain falls on Tolva").await;
        house.visit(0).await;
        assert_eq!(house.receiver.told(), pairs(&[(3, "updated")]));
        assert_eq!(house.receiver.got()[0].json()["data"]["headline"], "Rain falls on Tolva");
        let source = &house.receiver.got()[0].json()["data"]["source"];
        assert_eq!(source["headline"], "Rain over Tolva");
    })
    .await;
}

#[tokio::test]
async fn destination_is_sent_what_comes_from_now_on_unless_it_asks_for_more() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::Now).await;
        house.visit(0).await;
        assert!(house.receiver.got().is_empty());
        house.headline("/sun", "Sun shines on Tolva").await;
        house.visit(0).await;
        assert_eq!(house.receiver.told(), pairs(&[(3, "updated")]));

        let known = house.receiver.got()[0].id().to_owned();
        house.receiver.forget();
        destinations::replay(house.wire(), &slug("hook"), Start::Number(2), BY).await.unwrap();
        house.visit(0).await;
        let told = sorted(house.receiver.told());
        assert_eq!(told, pairs(&[(2, "published"), (3, "updated")]), "2 was never sent before");
        let ids: Vec<String> = house.receiver.got().iter().map(|it| it.id().to_owned()).collect();
        assert!(ids.contains(&known), "what is sent again has the id that it had");

        for (start, is_good) in
            [(Start::Number(4), true), (Start::Number(5), false), (Start::Number(0), false)]
        {
            let done = destinations::replay(house.wire(), &slug("hook"), start, BY).await;
            assert_eq!(done.map_err(|it| it.kind).is_ok(), is_good, "{start:?}");
        }
        let error = destinations::replay(house.wire(), &slug("no"), Start::First, BY).await;
        assert_eq!(error.unwrap_err().kind, Kind::NotFound);
    })
    .await;
}

#[tokio::test]
async fn what_is_set_up_is_on_record_once_and_without_the_secret() {
    on_each(async |base| {
        let house = House::open(base).await;
        let url = format!("{}?token=s3cret", house.receiver.url());
        let first = house.add_as("hook", &url, Start::Now).await;
        let it = webhook("hook", &url);
        let again = destinations::add(house.wire(), &it, "", Start::Now, BY);
        assert_eq!(again.await.unwrap_err().kind, Kind::Conflict);
        let second = destinations::new_secret(house.wire(), &slug("hook"), "", BY).await.unwrap();
        destinations::replay(house.wire(), &slug("hook"), Start::First, BY).await.unwrap();
        house.visit(0).await;
        for one in house.receiver.got() {
            assert_eq!(one.signed_by(&second), [true, false], "the newest first");
            assert_eq!(one.signed_by(&first), [false, true], "the one before holds a while");
        }
        assert_eq!(destinations::test(house.wire(), &slug("hook")).await.unwrap().status, 204);
        let ping = house.receiver.got().pop().unwrap();
        assert_eq!(ping.json()["type"], "ping");
        assert_eq!(ping.signed_by(&second), [true, false]);
        destinations::retry(house.wire(), &slug("hook"), None, BY).await.unwrap();
        destinations::remove(house.wire(), &slug("hook"), BY).await.unwrap();
        let gone = destinations::remove(house.wire(), &slug("hook"), BY).await;
        assert_eq!(gone.unwrap_err().kind, Kind::NotFound);
        house.visit(0).await;

        let mut tx = house.wire().db.read().await.unwrap();
        let all = acts::last(&mut tx, 9).await.unwrap();
        let told: Vec<_> = all.iter().rev().map(|act| act.what.as_str()).collect();
        let expected = ["add", "secret", "replay", "retry", "remove"];
        assert_eq!(told, expected.map(|it| format!("destination-{it}")));
        for act in all {
            assert_eq!((act.by.as_str(), act.object.as_str()), ("root", "hook"));
            let words = format!("{act:?}");
            for secret in [&first, &second, "s3cret"] {
                assert!(!words.contains(secret.trim_start_matches("whsec_")), "{words}");
            }
        }
        let sql = "SELECT COUNT(*) FROM debt";
        assert_eq!(
            house.room.count(sql).await + house.room.count("SELECT COUNT(*) FROM delivered").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn addresses_inside_and_without_encryption_are_no_destinations() {
    on_each(async |base| {
        let house = House::open(base).await;
        for (url, code) in [
            ("http://hook.example/in", "scheme"),
            ("https://127.0.0.1:9200/", "forbidden-address"),
            ("https://10.0.0.1/", "forbidden-address"),
            ("https://localhost/", "forbidden-address"),
            ("https://[::1]/", "forbidden-address"),
            ("https://a:b@hook.example/", "userinfo"),
            ("https://hook.example:6379/", "port"),
            ("http+unix://%2Frun%2Fhook/", "scheme"),
            ("hook.example", "url"),
        ] {
            let it = webhook("hook", url);
            let error = destinations::add(house.wire(), &it, "", Start::Now, BY).await.unwrap_err();
            assert_eq!(error.code, code, "{url}: {error}");
        }
        // SSRF-17: one that came in before is refused when it is sent to as well.
        house.add(Start::First).await;
        let mut tx = house.wire().db.write().await.unwrap();
        tx.run("UPDATE destination SET url = 'https://127.0.0.1:9200/'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        house.visit(0).await;
        assert_eq!(house.owed().await, (0, 2));
        assert!(house.kept().await.trouble.contains("not on the public internet"));
    })
    .await;
}

#[tokio::test]
async fn names_inside_are_destinations_where_the_operator_says_so_and_for_nothing_else() {
    on_each(async |base| {
        let receiver = Receiver::start().await;
        let mut config = base.config();
        let address = ([127, 0, 0, 1], receiver.port).into();
        config.destinations.inside = ["hook.test", "127.0.0.1"]
            .map(|host| (host.to_owned(), receiver.port, address))
            .to_vec();
        let room = Newsroom::configured(base, &config, Vec::new(), &[]).await;
        let it = webhook("hook", &receiver.url());
        destinations::add(&room.wire, &it, "", Start::Now, BY).await.unwrap();
        assert_eq!(destinations::test(&room.wire, &slug("hook")).await.unwrap().status, 204);
        let inside = format!("http://127.0.0.1:{}/in", receiver.port);
        let error = room.wire.client.check(&inside).unwrap_err();
        assert_eq!(error.kind, Kind::Refused, "nothing is retrieved from there: {error}");
    })
    .await;
}
