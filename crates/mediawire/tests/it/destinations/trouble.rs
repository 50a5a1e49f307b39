//! Destinations that fail, refuse, are slow, or go away; and a process that does.

use super::{BY, Back, House, Receiver, pairs, slug, sorted};
use crate::engine::on_each;
use crate::newsroom::Newsroom;
use mediawire::pipeline::destinations::{self, Start};
use mediawire::store::debts;
use mediawire::{Use, Wire, work};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn later_dispatch_of_an_item_waits_for_the_earlier_and_other_items_do_not() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.headline("/rain", "Rain falls on Tolva").await;
        let rain = house.room.line("/rain").await;
        let (first, public) = (rain.first_number, rain.item.public.to_string());
        // It did the work, and did not say so.
        let of = public.clone();
        house.receiver.answers(move |got| match got.json()["data"]["item"] == of.as_str() {
            true => Back::Status(500),
            false => Back::Status(200),
        });
        house.visit(0).await;
        let other = if first == 1 { 2 } else { 1 };
        assert_eq!(sorted(house.receiver.told()), pairs(&[(1, "published"), (2, "published")]));
        assert_eq!(house.owed().await, (2, 0), "{first} failed, and 3 waits for it");
        house.visit(0).await;
        assert_eq!(house.receiver.got().len(), 2, "nothing is tried before its time");

        let before = house.receiver.got();
        let id = before.iter().find(|it| it.told().0 == first).unwrap().id().to_owned();
        house.receiver.forget();
        house.receiver.answers(|_| Back::Status(204));
        house.visit(2).await;
        assert_eq!(house.receiver.told(), pairs(&[(first, "published"), (3, "updated")]));
        assert_eq!(house.receiver.got()[0].id(), id, "what may come twice has the same id");
        assert_eq!(house.owed().await, (0, 0));
        assert_ne!(first, other);
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_is_set_aside_with_its_reason_until_a_person_says_so() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.headline("/rain", "Rain falls on Tolva").await;
        let first = house.room.line("/rain").await.first_number;
        house.receiver.answers(move |got| match got.told().0 == first {
            true => Back::Status(400),
            false => Back::Status(204),
        });
        house.visit(0).await;
        assert_eq!(house.receiver.got().len(), 3, "the later one goes when the first is set aside");
        assert_eq!(house.owed().await, (0, 1));
        let mut tx = house.wire().db.read().await.unwrap();
        let all = debts::of(&mut tx, &slug("hook"), 9).await.unwrap();
        drop(tx);
        let (debt, _) = &all[0];
        assert!(debt.reason.ends_with("the server answered 400"), "{}", debt.reason);
        house.visit(60 * 24 * 7).await;
        assert_eq!(house.receiver.got().len(), 3, "it does not try again by itself");
        house.receiver.forget();
        house.receiver.answers(|_| Back::Status(204));
        let n = destinations::retry(house.wire(), &slug("hook"), Some(first), BY).await.unwrap();
        house.visit(0).await;
        assert_eq!((n, house.receiver.told()), (1, pairs(&[(first, "published")])));
        assert_eq!(house.receiver.got()[0].json()["data"]["is_newest"], false);
        assert_eq!(house.owed().await, (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_fails_for_a_day_is_set_aside() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.receiver.answers(|_| Back::Status(503));
        let mut minutes = 0;
        let mut n_tries = 0;
        while house.owed().await.1 < 2 {
            house.visit(minutes).await;
            minutes += 30;
            n_tries = house.receiver.got().len();
            assert!(minutes < 60 * 60, "it is given up in the end");
        }
        assert!(minutes >= 60 * 24, "not before a day: {minutes}");
        assert!((10..200).contains(&n_tries), "{n_tries}");
        house.receiver.answers(|_| Back::Status(200));
        house.receiver.forget();
        destinations::retry(house.wire(), &slug("hook"), None, BY).await.unwrap();
        house.visit(0).await;
        assert_eq!(sorted(house.receiver.told()), pairs(&[(1, "published"), (2, "published")]));
    })
    .await;
}

#[tokio::test]
async fn place_that_asks_to_wait_is_left_alone_as_long_and_one_that_is_gone_for_good() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.receiver.answers(|_| Back::Wait(429, 1_800));
        house.visit(0).await;
        let n = house.receiver.got().len();
        assert!(n <= 2, "{n}");
        let rests_ms = house.kept().await.rest_until_ms - house.wire().now().as_millisecond();
        assert!((1_790_000..=1_800_000).contains(&rests_ms), "{rests_ms}");
        house.visit(29).await;
        assert_eq!(house.receiver.got().len(), n);
        house.receiver.answers(|_| Back::Status(410));
        house.visit(31).await;
        let kept = house.kept().await;
        assert!(kept.is_paused && kept.trouble.ends_with("the server answered 410"));
        let n = house.receiver.got().len();
        house.visit(60 * 24 * 7).await;
        assert_eq!(house.receiver.got().len(), n, "it asked to be asked no more");
        house.receiver.answers(|_| Back::Status(204));
        house.receiver.forget();
        destinations::retry(house.wire(), &slug("hook"), None, BY).await.unwrap();
        house.visit(60 * 24).await;
        assert_eq!(sorted(house.receiver.told()), pairs(&[(1, "published"), (2, "published")]));
    })
    .await;
}

#[tokio::test]
async fn redirects_are_not_followed() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.receiver.answers(|_| Back::Status(302));
        house.visit(0).await;
        assert_eq!(house.receiver.got().len(), 2);
        assert_eq!(house.owed().await, (0, 2));
    })
    .await;
}

#[tokio::test]
async fn one_that_is_down_is_asked_for_one_thing_at_a_time_and_gets_all_when_it_is_back() {
    on_each(async |base| {
        let house = House::open(base).await;
        // Nobody listens there.
        let port = {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap().port()
        };
        let mut config = base.config();
        let address = ([127, 0, 0, 1], port).into();
        config.destinations.inside = vec![("127.0.0.1".to_owned(), port, address)];
        house.add(Start::First).await;
        let House { room, receiver, .. } = house;
        let Newsroom { wire } = room;
        drop(wire);
        let admit = vec![receiver.admit()];
        let wire = Wire::open(base.dir(), &config, admit, Use::Write).await.unwrap();
        let leads = async |url: &str| {
            let mut tx = wire.db.write().await.unwrap();
            tx.run("UPDATE destination SET url = $1", &[url.into()]).await.unwrap();
            tx.commit().await.unwrap();
        };
        leads(&format!("http://127.0.0.1:{port}/")).await;
        let visit = async |minutes| {
            let now = super::later(&wire, minutes);
            work::deliver::visit(&wire, &slug("hook"), now).await.unwrap();
        };
        let tried = async || {
            let mut tx = wire.db.read().await.unwrap();
            let all = debts::of(&mut tx, &slug("hook"), 9).await.unwrap();
            all.iter().map(|(debt, _)| debt.n_tries).sum::<i64>()
        };
        visit(0).await;
        assert_eq!(tried().await, 2, "both at once, since nobody knew");
        visit(10).await;
        assert_eq!(tried().await, 3, "one, to see whether it is back");
        leads(&receiver.url()).await;
        visit(120).await;
        assert_eq!(sorted(receiver.told()), pairs(&[(1, "published"), (2, "published")]));
    })
    .await;
}

#[tokio::test]
async fn process_that_ends_in_the_middle_loses_nothing_and_sends_again_under_the_same_id() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        let n = Arc::new(AtomicUsize::new(0));
        let seen = n.clone();
        // The first is taken and answered, the second is taken and the process ends before the answer.
        house.receiver.answers(move |_| match seen.fetch_add(1, Ordering::SeqCst) {
            0 => Back::Status(204),
            _ => Back::Silence,
        });
        let (wire, hook) = (house.wire().clone(), slug("hook"));
        let visit = tokio::spawn(async move {
            let now = wire.now();
            work::deliver::visit(&wire, &hook, now).await
        });
        house.receiver.has(2).await;
        // The answer of the first is written.
        while house.owed().await.0 > 1 {
            tokio::task::yield_now().await;
        }
        visit.abort();
        visit.await.unwrap_err();
        let before = house.receiver.got();
        let House { room, receiver, .. } = house;
        drop(room);
        receiver.answers(|_| Back::Status(204));
        receiver.forget();
        let wire = Wire::open(base.dir(), &base.config(), vec![receiver.admit()], Use::Write)
            .await
            .unwrap();
        work::deliver::visit(&wire, &slug("hook"), wire.now()).await.unwrap();
        let after = receiver.got();
        assert_eq!(after.len(), 1, "what was answered is not sent again");
        assert_eq!(after[0].id(), before[1].id());
        assert_eq!(after[0].told(), before[1].told());
    })
    .await;
}

#[tokio::test]
async fn one_that_does_not_answer_keeps_no_other_waiting() {
    on_each(async |base| {
        let house = House::open(base).await;
        let silent = Receiver::start().await;
        silent.answers(|_| Back::Silence);
        let mut config = base.config();
        let address = ([127, 0, 0, 1], silent.port).into();
        config.destinations.inside = vec![("127.0.0.1".to_owned(), silent.port, address)];
        let House { agency, room, receiver } = house;
        drop(room);
        let admit = vec![agency.origin.admit(), receiver.admit()];
        let room = Newsroom::configured(base, &config, admit, &[]).await;
        let house = House { agency, room, receiver };
        house.add_as("a-silent", &format!("http://127.0.0.1:{}/", silent.port), Start::First).await;
        house.add(Start::First).await;
        let stop = CancellationToken::new();
        let work = tokio::spawn(work::run(house.wire().clone(), stop.clone()));
        let all = async {
            house.receiver.has(2).await;
            silent.has(2).await;
            // What comes while it is silent.
            let item = house.room.line("/rain").await.item.id;
            let words =
                mediawire_core::model::decision::DecisionKind::Headline(Some("Rain".into()));
            mediawire::pipeline::decide(house.wire(), item, &words, "ed", "short").await.unwrap();
            house.receiver.has(3).await;
        };
        tokio::time::timeout(Duration::from_secs(60), all).await.expect("the other is served");
        assert_eq!(silent.got().len(), 2, "and of it no more is asked than may be under way");
        stop.cancel();
        work.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn broken_connection_is_tried_again() {
    on_each(async |base| {
        let house = House::open(base).await;
        house.add(Start::First).await;
        house.receiver.answers(|_| Back::Break);
        house.visit(0).await;
        assert_eq!(house.owed().await, (2, 0));
        house.receiver.answers(|_| Back::Status(204));
        house.visit(2).await;
        assert_eq!(house.owed().await, (0, 0));
        assert!(house.kept().await.ok_ms > 0);
        assert_eq!(house.kept().await.trouble, "");
    })
    .await;
}
