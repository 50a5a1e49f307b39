//! Posts of an account that stand on the wire: what is taken off there without a word, or changed, is found.

use super::channel::{FERRY, PERSIAN, STORM, page, put, source};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom};
use crate::site::Served;
use mediawire::store::watch::{self, Watched};
use mediawire_core::model::source::Source;
use std::fmt::Write as _;

const FOURTH: &str = "The lamp of the north quay is lit again. The harbour master thanked those who climbed the tower in the wind.";

/// Lets eleven minutes go by since all that is watched was looked at.
async fn pass(room: &Newsroom) {
    let mut tx = room.wire.db.write().await.unwrap();
    let sql = "UPDATE watch SET looked_ms = looked_ms - 660000, gone_ms = CASE gone_ms WHEN 0 THEN 0 ELSE gone_ms - 660000 END";
    tx.run(sql, &[]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Looks at what is watched of these items, whenever it is due.
async fn look(room: &Newsroom, path: &str) {
    let item = room.line(path).await.item.id.to_string();
    let mut tx = room.wire.db.write().await.unwrap();
    let sql = "UPDATE job SET run_at = 0 WHERE kind = 'watch' AND key = $1";
    tx.run(sql, &[item.as_str().into()]).await.unwrap();
    tx.commit().await.unwrap();
    room.settle().await;
}

async fn watched(room: &Newsroom, path: &str) -> Watched {
    let item = room.line(path).await.item.id;
    watch::of(&mut room.wire.db.read().await.unwrap(), item).await.unwrap().unwrap()
}

async fn is_told_gone(room: &Newsroom, path: &str) -> bool {
    room.line(path).await.dispatch.gone.is_some()
}

/// The page of a channel that ends with the post `n`.
fn with(agency: &Agency, n: u32, posts: &[(u32, &str)]) -> String {
    let path = format!("/s/tolva_harbour?before={}", n + 1);
    agency.put(&path, 200, &page(agency, posts, 7));
    path
}

#[tokio::test]
async fn post_that_its_channel_leaves_out_is_told_to_be_gone_once_it_was_looked_for() {
    on_each(async |base| {
        let agency = Agency::start().await;
        put(&agency, &[(401, FERRY), (402, STORM), (403, PERSIAN)], 12);
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM watch_post").await, 3);

        // It is not believed of one list, which may be an old one.
        pass(&room).await;
        put(&agency, &[(401, FERRY), (403, PERSIAN)], 13);
        let path = with(&agency, 402, &[(401, FERRY)]);
        room.poll().await;
        assert_eq!(agency.n_asked(&path), 1);
        assert_eq!(watched(&room, "/402").await.gone, "not-found");
        assert!(!is_told_gone(&room, "/402").await);
        room.poll().await;
        assert_eq!(
            agency.n_asked(&path),
            1,
            "it is looked for when it is time, and not at each poll"
        );
        pass(&room).await;
        look(&room, "/402").await;
        assert_eq!(agency.n_asked(&path), 2);
        assert!(is_told_gone(&room, "/402").await);
        for there in ["/401", "/403"] {
            assert_eq!(watched(&room, there).await.gone_ms, 0, "{there}");
        }
        let public = room.line("/402").await.item.public;
        let site = Served::start(&room.wire).await;
        let text = site.get(&format!("/a/{public}")).await.text();
        assert!(text.contains("Its page is no longer at its source"), "{text}");

        put(&agency, &[(401, FERRY), (402, STORM), (403, PERSIAN)], 14);
        room.poll().await;
        assert!(!is_told_gone(&room, "/402").await);
        assert_eq!(watched(&room, "/402").await.gone_ms, 0);
    })
    .await;
}

#[tokio::test]
async fn post_before_the_newest_ones_is_looked_for_and_its_neighbours_with_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        put(&agency, &[(401, FERRY), (402, STORM), (403, PERSIAN)], 12);
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        put(&agency, &[(404, FOURTH)], 12);
        with(&agency, 403, &[(401, FERRY), (402, STORM), (403, PERSIAN)]);
        room.poll().await;
        let first = room.line("/401").await;

        // One question tells of all the posts on the page, and brings what was edited in any of them.
        pass(&room).await;
        let edited = FERRY.replace("at noon", "at one");
        let path = with(&agency, 403, &[(401, &edited), (402, STORM), (403, PERSIAN)]);
        let before = [watched(&room, "/401").await.n_looks, watched(&room, "/402").await.n_looks];
        let n_asked = agency.n_asked(&path);
        let due = room.count("SELECT COUNT(*) FROM job WHERE kind = 'watch'").await;
        let mut tx = room.wire.db.write().await.unwrap();
        // Old enough that half of what is waited has passed.
        tx.run("UPDATE watch SET looked_ms = looked_ms - 864000000", &[]).await.unwrap();
        tx.commit().await.unwrap();
        look(&room, "/403").await;
        assert_eq!(agency.n_asked(&path), n_asked + 1);
        let after = [watched(&room, "/401").await.n_looks, watched(&room, "/402").await.n_looks];
        assert_eq!(after, before.map(|n| n + 1));
        assert_eq!(room.count("SELECT COUNT(*) FROM job WHERE kind = 'watch'").await, due);
        let second = room.line("/401").await;
        assert_eq!(second.item.id, first.item.id);
        assert!(second.teaser.contains("at one"), "{}", second.teaser);
        assert_eq!(room.wire.head(), 5, "nothing new comes in by a look");

        let path = with(&agency, 402, &[(401, &edited)]);
        look(&room, "/402").await;
        pass(&room).await;
        look(&room, "/402").await;
        assert_eq!(agency.n_asked(&path), 2);
        assert!(is_told_gone(&room, "/402").await);
        assert!(!is_told_gone(&room, "/401").await);
    })
    .await;
}

#[tokio::test]
async fn list_that_knows_none_of_them_tells_of_no_post() {
    on_each(async |base| {
        let agency = Agency::start().await;
        put(&agency, &[(401, FERRY), (402, STORM)], 12);
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        // Under another name all of its posts are others.
        let renamed = page(&agency, &[(401, FERRY), (402, STORM)], 1)
            .replace("data-post=\"tolva_harbour/", "data-post=\"tolva_port/");
        let not_public = "<body><div class=\"tgme_page\">@tolva_harbour</div>".to_owned();
        // What has lost its words is there all the same.
        let no_words = page(&agency, &[(401, FERRY), (402, "")], 1);
        let cut = page(&agency, &[(401, FERRY), (402, STORM)], 1);
        let cut = cut[..cut.rfind("expected").unwrap()].to_owned();
        for (is_there, body) in
            [(false, renamed), (false, not_public), (true, no_words), (true, cut)]
        {
            agency.put("/s/tolva_harbour?before=403", 200, &body);
            for _ in 0..2 {
                pass(&room).await;
                look(&room, "/402").await;
            }
            let seen = watched(&room, "/402").await;
            assert_eq!((seen.gone_ms, seen.trouble.is_empty()), (0, is_there), "{body}: {seen:?}");
            assert!(!is_told_gone(&room, "/402").await);
        }
        agency.put("/s/tolva_harbour?before=403", 404, "");
        look(&room, "/402").await;
        assert_eq!(watched(&room, "/402").await.gone_ms, 0, "it is the list that is not found");
    })
    .await;
}

/// The feed of an account on Mastodon with these posts, the newest first.
fn feed(agency: &Agency, posts: &[u32]) {
    let mut items = String::new();
    for n in posts {
        let url = agency.origin.url(&format!("/@harbour/{n}"));
        write!(
            items,
            "<item><guid isPermaLink='true'>{url}</guid><link>{url}</link>\
             <pubDate>Mon, 23 Nov 2026 12:{n}:00 +0000</pubDate>\
             <description>&lt;p&gt;Boat {n} of the harbour of Tolva came in, and nobody on it was hurt.&lt;/p&gt;\
             </description></item>"
        )
        .unwrap();
    }
    let text = format!(
        "<rss version='2.0'><channel><title>Harbour</title><generator>Mastodon v4.5.2</generator>{items}</channel></rss>"
    );
    agency.put("/@harbour.rss", 200, &text);
}

#[tokio::test]
async fn post_of_an_account_is_gone_by_its_feed_and_later_by_its_page() {
    on_each(async |base| {
        let agency = Agency::start().await;
        feed(&agency, &[13, 12, 11]);
        let list = Some(agency.origin.url("/@harbour.rss"));
        let source = Source { list, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        assert_eq!(room.wire.head(), 3);
        feed(&agency, &[13, 11]);
        for _ in 0..2 {
            look(&room, "/12").await;
            pass(&room).await;
        }
        assert!(is_told_gone(&room, "/12").await);
        assert_eq!(agency.n_asked("/@harbour/12"), 0);

        // Its feed does not go back as far any more.
        feed(&agency, &[15, 14]);
        room.poll().await;
        agency.put("/@harbour/11", 200, "<p>Boat 11");
        for status in [200, 200, 404, 404] {
            agency.put("/@harbour/11", status, "<p>Boat 11");
            pass(&room).await;
            look(&room, "/11").await;
            assert!(!is_told_gone(&room, "/11").await || status == 404);
        }
        assert!(is_told_gone(&room, "/11").await);
        assert!(!is_told_gone(&room, "/13").await);
    })
    .await;
}
