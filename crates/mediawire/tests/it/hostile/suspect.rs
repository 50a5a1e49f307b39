//! Sources that are not what they were: what they bring waits for the desk, which is told why.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, Told, told};
use mediawire::pipeline::suspect;
use mediawire::store::{decisions, doubts, items};
use mediawire_core::model::id::{ItemId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::source::Release;

async fn noticed(room: &Newsroom) -> Vec<(String, String)> {
    let mut tx = room.wire.db.read().await.unwrap();
    let all = doubts::of(&mut tx, &Slug::of("a")).await.unwrap();
    all.into_iter().map(|doubt| (doubt.code, doubt.words)).collect()
}

fn feed(agency: &Agency, title: &str, lang: &str, links: &[String]) {
    let item = |link: &String| format!("<item><title>{link}</title><link>{link}</link></item>");
    let items: String = links.iter().map(item).collect();
    let feed = format!(
        "<rss version='2.0'><channel><title>{title}</title><language>{lang}</language>{items}</channel></rss>"
    );
    agency.put("/feed", 200, &feed);
}

#[tokio::test]
async fn list_of_another_site_in_the_place_of_a_source_s_waits_for_the_desk() {
    // RED-10: a domain that was let go serves another site's feed at the same path.
    on_each(async |base| {
        let agency = Agency::start().await;
        let links = |from: usize| -> Vec<String> {
            (from..from + 3)
                .map(|n| {
                    agency.article(&format!("/{n}"), &format!("Headline {n} of Tolva"), n);
                    agency.origin.url(&format!("/{n}"))
                })
                .collect()
        };
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        feed(&agency, "Tolva Wire", "en", &links(1));
        room.poll().await;
        assert_eq!(room.wire.head(), 3);
        // Its own new pieces, under another title alone, go out.
        feed(&agency, "Tolva Wire Daily", "en", &links(4));
        room.poll().await;
        assert_eq!((room.wire.head(), noticed(&room).await), (6, Vec::new()));

        feed(&agency, "Lucky Spins", "id", &links(7));
        room.poll().await;
        assert_eq!(room.wire.head(), 6, "nothing of the other site is published");
        feed(&agency, "Lucky Spins", "id", &links(10));
        room.poll().await;
        assert_eq!(room.wire.head(), 6, "nor what it brings later");
        let words = noticed(&room).await;
        assert_eq!(words.len(), 1, "{words:?}");
        assert_eq!(words[0].0, "another-site");
        assert!(words[0].1.contains("\"Tolva Wire Daily\" and is \"Lucky Spins\""), "{words:?}");
        assert!(words[0].1.contains("mediawire source release a --auto"), "{words:?}");

        // An editor lets it be what it is now.
        suspect::release(&room.wire, &Slug::of("a"), Release::Auto, ("ada", "test")).await.unwrap();
        assert_eq!(noticed(&room).await, Vec::new());
        feed(&agency, "Lucky Spins", "id", &links(13));
        room.poll().await;
        assert_eq!(room.wire.head(), 9);
    })
    .await;
}

#[tokio::test]
async fn flood_of_a_source_waits_for_the_desk() {
    // ITEM-23: a source that brings five pieces a day brings sixty at once.
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let mut tx = room.wire.db.write().await.unwrap();
        for n in 0..30_i64 {
            let id = ItemId::new(&Slug::of("a"), &format!("before {n}"));
            let received = room.wire.now() - jiff::SignedDuration::from_hours(24 * (1 + n / 5));
            let item = Item {
                id,
                public: id.public(&[0; 32]),
                source: Slug::of("a"),
                url: format!("https://a.example/before/{n}"),
                received,
            };
            items::save(&mut tx, &item).await.unwrap();
        }
        tx.commit().await.unwrap();
        let text = |n: usize| crate::newsroom::paragraphs(n).concat();
        let all: Vec<Told> = (0..60)
            .map(|n| Told {
                text: text(n),
                ..told(&format!("/{n}"), &format!("Headline {n} of Tolva"))
            })
            .collect();
        agency.feed(&all[..5]);
        room.poll().await;
        assert_eq!(room.wire.head(), 5, "what is usual goes out");
        agency.feed(&all);
        room.poll().await;
        assert_eq!(room.wire.head(), 5, "the flood waits");
        let held =
            "SELECT COUNT(*) FROM decision WHERE kind = 'hold' AND by_whom = 'rule:quarantine'";
        assert_eq!(room.count(held).await, 55);
        let words = noticed(&room).await;
        assert_eq!(words.len(), 1, "{words:?}");
        assert!(words[0].1.starts_with("it brought 55 new pieces at once"), "{words:?}");

        let mut tx = room.wire.db.read().await.unwrap();
        let mut waiting = items::waiting(&mut tx, 100).await.unwrap();
        waiting.retain(|item| !item.url.contains("/before/"));
        assert_eq!(waiting.len(), 55);
        let all = decisions::of(&mut tx, waiting[0].id).await.unwrap();
        assert_eq!(all[0].why, words[0].1, "the desk is told why");
    })
    .await;
}
