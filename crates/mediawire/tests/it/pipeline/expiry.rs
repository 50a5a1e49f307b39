//! Pages that their publishers let be shown until a moment.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::source::{Display, Rights, Source};

/// Puts the page up with a word to machines in its head.
fn page(agency: &Agency, headline: &str, seed: usize, until: &str) {
    agency.article("/world/rain", headline, seed);
    let meta = format!("<meta name=robots content=\"unavailable_after: {until}\"></head>");
    agency.put("/world/rain", 200, &agency.page("/world/rain").replace("</head>", &meta));
    agency.feed(&[told("/world/rain", headline)]);
}

#[tokio::test]
async fn page_is_taken_off_at_the_moment_that_its_publisher_names() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let source = Source { rights: Rights::to(Display::Teaser), ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        let until = room.wire.now() + jiff::SignedDuration::from_hours(2);
        page(&agency, "Rain over Tolva", 1, &until.to_string());
        room.poll().await;
        let item = room.line("/world/rain").await.item;
        let mut tx = room.wire.db.read().await.unwrap();
        let sql = "SELECT run_at FROM job WHERE kind = 'dispatch'";
        let run_at = tx.row(sql, &[]).await.unwrap().int();
        drop(tx);
        assert_eq!((room.wire.head(), run_at), (1, until.as_millisecond()));

        // Its publisher moves the moment: it is over.
        page(&agency, "Rain over Tolva again", 2, "2026-11-20T10:00:00Z");
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let address = format!("/a/{}", item.public);
        let words = site.get(&address).await.text();
        assert!(words.contains("its publisher let it be shown is over"), "{words}");
        assert!(!site.get("/feed.json").await.text().contains("Rain over Tolva"));
        let mut tx = room.wire.db.read().await.unwrap();
        let last = mediawire::store::wire::last(&mut tx, item.id).await.unwrap().unwrap();
        drop(tx);
        assert!(matches!(last.notice, Notice::Withheld(_)), "{last:?}");
        let signed = "SELECT COUNT(*) FROM decision WHERE by_whom = 'rule:unavailable-after'";
        assert_eq!((room.wire.head(), room.count(signed).await), (2, 1));

        // It is given more time, and comes back with its newest text.
        page(&agency, "Rain over Tolva once more", 3, &until.to_string());
        room.poll().await;
        assert_eq!(room.line("/world/rain").await.dispatch.headline, "Rain over Tolva once more");
        assert_eq!(room.count(signed).await, 2);
    })
    .await;
}
