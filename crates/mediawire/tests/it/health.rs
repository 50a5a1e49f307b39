//! How a source is, as the desk tells it: how much of what it announces comes in, and how late.

use crate::desk::{cookie, logged_in};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::samples::source;
use crate::site::Served;
use mediawire::store::health::{self, Came};
use mediawire::store::sources;
use mediawire_core::desk::role::Role;

#[tokio::test]
async fn what_does_not_come_in_is_told_with_its_reason_and_what_comes_with_its_delay() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.article("/snow", "Snow over Tolva", 2);
        agency.put("/gone", 200, "<title>Page not found</title><p>There is nothing here.</p>");
        let all = [("/rain", "Rain over Tolva"), ("/snow", "Snow over Tolva"), ("/gone", "Hail")];
        agency.feed(&all.map(|(path, title)| told(path, title)));
        let room = Newsroom::open(base, &[&agency], &[agency.source("tolva")]).await;
        room.poll().await;
        room.settle().await;
        let slug = agency.source("tolva").slug;

        let mut tx = room.wire.db.read().await.unwrap();
        let missing = vec![("soft-404".to_owned(), 1)];
        let came = health::came(&mut tx, &slug, 0).await.unwrap();
        assert_eq!(came, Came { n_announced: 3, n_came: 2, missing });
        let ahead = room.wire.now().as_millisecond() + 1;
        assert_eq!(health::came(&mut tx, &slug, ahead).await.unwrap(), Came::default());
        // Their pages say 10:00 on 23 November 2026.
        let lags = health::lags(&mut tx, &slug, 0, 9).await.unwrap();
        let since = room.wire.now().as_millisecond() - 1_795_428_000_000;
        assert!(
            lags.len() == 2 && lags.iter().all(|ms| *ms <= since && *ms > since - 60_000),
            "{lags:?}"
        );
        assert_eq!(health::lags(&mut tx, &slug, 0, 1).await.unwrap().len(), 1);
        drop(tx);

        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Reader).await.session);
        for (known_ms, is_told) in [(room.wire.now().as_millisecond(), false), (1, true)] {
            let mut tx = room.wire.db.write().await.unwrap();
            tx.run("UPDATE source_history SET at_ms = $1", &[known_ms.into()]).await.unwrap();
            tx.commit().await.unwrap();
            let page = site.ask("GET", "/desk/sources", &ada).await.text();
            assert!(page.contains("Announced in the last 7 days: 3; came in: 2"), "{page}");
            assert!(page.contains("<code>soft-404</code> 1"), "{page}");
            // What its list had at first may be of any age.
            assert_eq!(page.contains("half of its last items came within"), is_told, "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn sources_are_told_a_page_at_a_time_and_those_in_trouble_first() {
    on_each(async |base| {
        let room = Newsroom::open(base, &[], &[]).await;
        for i in 0..53 {
            room.save(&source(&format!("s{i:02}"))).await;
        }
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run(
            "INSERT INTO source_doubt (source, code, url, words, first_ms, last_ms, n)
             VALUES ('s40', 'x', '', 'something is odd', 1, 1, 1)",
            &[],
        )
        .await
        .unwrap();
        tx.run(
            "INSERT INTO list_state (source, etag, modified, polled_ms, ok_ms, n_failures, trouble)
             VALUES ('s50', '', '', 1, 0, 1, 'it does not answer')",
            &[],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(sources::n(&mut tx).await.unwrap(), 53);
        let (mut told, mut place) = (Vec::new(), None);
        loop {
            let page = sources::page(&mut tx, place.as_ref(), 20).await.unwrap();
            let Some((_, last)) = page.last() else { break };
            place = Some(last.clone());
            told.extend(page.into_iter().map(|(source, _)| source.slug.to_string()));
        }
        drop(tx);
        assert_eq!(told[..3], ["s50", "s40", "s00"]);
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 53, "each once");

        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Reader).await.session);
        let page = site.ask("GET", "/desk/sources", &ada).await.text();
        assert!(
            page.contains("/desk/sources/s48") && !page.contains("/desk/sources/s49"),
            "{page}"
        );
        let next = "/desk/sources?calm=2&amp;behind=s48";
        assert!(page.contains(next), "{page}");
        let page = site.ask("GET", &next.replace("&amp;", "&"), &ada).await.text();
        let n = page.matches("class=\"health\"").count();
        assert!(page.contains("/desk/sources/s52") && n == 3, "{n}");
        assert!(!page.contains("rel=\"next\""), "{page}");
    })
    .await;
}
