//! Verify: clean where nothing was altered, and else the very place.

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use mediawire::store::{articles, captures};
use mediawire::verify::{named, verify};
use mediawire_core::model::id::ArticleId;

/// A wire with two articles of pages, and two whose text is in the feed.
async fn newsroom(base: &Base) -> (Agency, Newsroom) {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.article("/sun", "Sun over Tolva", 2);
    let whole = |path, seed| Told {
        text: paragraphs(seed).iter().map(|text| format!("<p>{text}</p>")).collect(),
        ..told(path, "Told in the feed")
    };
    let pages = [told("/rain", "Rain over Tolva"), told("/sun", "Sun over Tolva")];
    agency.feed(&[&pages[..], &[whole("/paid", 3), whole("/paid-too", 4)]].concat());
    let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
    room.poll().await;
    assert_eq!(room.wire.head(), 4);
    (agency, room)
}

/// Alters a byte in the middle of the archive member that `article` was read from.
pub(crate) async fn damage(room: &Newsroom, base: &Base, article: ArticleId) {
    let mut tx = room.wire.db.read().await.unwrap();
    let capture = articles::get(&mut tx, article).await.unwrap().capture;
    let lies = captures::payload_place(&mut tx, capture).await.unwrap();
    let path = base.dir().join("archive").join(&lies.file);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[usize::try_from(lies.at_byte + lies.n_bytes / 2).unwrap()] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
}

async fn public(room: &Newsroom, path: &str) -> String {
    room.line(path).await.item.public.to_string()
}

#[tokio::test]
async fn nothing_altered_is_clean() {
    on_each(async |base| {
        let (agency, room) = newsroom(base).await;
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        // The list and two pages; the two that are not there gave no capture.
        assert_eq!((report.n_items, report.n_bodies, report.n_members), (4, 4, 3));
        // A revisit is a member too, and each version a body.
        agency.article("/rain", "Rain over Tolva", 9);
        let pages = [told("/rain", "Rain, more"), told("/sun", "Sun, again")];
        agency.feed(&pages);
        room.poll().await;
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((report.n_items, report.n_bodies, report.n_members), (4, 5, 6));

        let id = named(&room.wire, &format!("/a/{}/verify", public(&room, "/sun").await)).await;
        let one = verify(&room.wire, &[id.unwrap()]).await.unwrap();
        assert!(one.is_clean());
        assert_eq!((one.n_items, one.n_members), (1, 0));
        assert!(named(&room.wire, "nothing").await.unwrap_err().to_string().contains("20 letters"));
    })
    .await;
}

#[tokio::test]
async fn one_altered_character_is_named_with_block_and_node() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base).await;
        let line = room.line("/rain").await;
        let mut tx = room.wire.db.write().await.unwrap();
        let text = articles::body(&mut tx, line.dispatch.article).await.unwrap();
        let second = text.replacen("paragraph 2 quotes", "paragraph 2 quotas", 1);
        assert_ne!(second, text);
        let args = [second.as_str().into(), (&line.dispatch.article.0).into()];
        tx.run("UPDATE article_body SET body = $1 WHERE article = $2", &args).await.unwrap();
        tx.commit().await.unwrap();

        let report = verify(&room.wire, &[]).await.unwrap();
        let keys: Vec<&String> = report.differing.keys().collect();
        assert_eq!(keys, [&public(&room, "/rain").await]);
        assert!(report.other.is_empty(), "{report:?}");
        let found = &report.differing[&public(&room, "/rain").await];
        assert_eq!(found.len(), 2, "{found:?}");
        let sealed =
            format!("the stored body is not the one that dispatch {} sealed", line.dispatch.number);
        assert_eq!(found[0], sealed);
        assert!(found[1].starts_with("block 2, node ") && found[1].contains("quotas"), "{found:?}");
        let other = verify(&room.wire, &[room.line("/sun").await.item.id]).await.unwrap();
        assert!(other.is_clean());
    })
    .await;
}

#[tokio::test]
async fn altered_byte_of_the_archive_names_the_items_that_rest_on_it() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base).await;
        let rain = room.line("/rain").await;
        damage(&room, base, rain.dispatch.article).await;
        let report = verify(&room.wire, &[]).await.unwrap();
        let keys: Vec<&String> = report.differing.keys().collect();
        assert_eq!(keys, [&public(&room, "/rain").await]);
        assert!(report.other.is_empty(), "{report:?}");

        // The list's own capture holds the text of two.
        let paid = room.line("/paid").await;
        damage(&room, base, paid.dispatch.article).await;
        let report = verify(&room.wire, &[]).await.unwrap();
        let keys: Vec<String> = report.differing.keys().cloned().collect();
        let mut expected = Vec::new();
        for path in ["/rain", "/paid", "/paid-too"] {
            expected.push(public(&room, path).await);
        }
        expected.sort();
        assert_eq!(keys, expected);
        assert!(report.other.is_empty(), "{report:?}");

        // Asked for by name, the item says so too.
        let one = verify(&room.wire, &[paid.item.id]).await.unwrap();
        assert_eq!(one.differing.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn gap_on_the_wire_and_a_lost_body_are_said() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base).await;
        let line = room.lines().await.into_iter().find(|line| line.first_number == 1).unwrap();
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("UPDATE dispatch SET number = 9 WHERE number = 4", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.differing.is_empty(), "{report:?}");
        assert_eq!(report.other.len(), 2);
        assert!(report.other[0].ends_with("there is a gap"), "{report:?}");
        assert!(report.other[1].starts_with("1 items are not listed"), "{report:?}");

        let mut tx = room.wire.db.write().await.unwrap();
        let args = [(&line.dispatch.article.0).into()];
        tx.run("DELETE FROM article_body WHERE article = $1", &args).await.unwrap();
        tx.commit().await.unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        let keys: Vec<&str> = report.differing.keys().map(String::as_str).collect();
        assert_eq!(keys, [line.item.public.as_str()]);
    })
    .await;
}

#[tokio::test]
async fn archive_file_that_is_gone_is_found() {
    on_each(async |base| {
        let (_agency, room) = newsroom(base).await;
        std::fs::remove_dir_all(base.dir().join("archive")).unwrap();
        std::fs::create_dir(base.dir().join("archive")).unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        assert_eq!(report.differing.len(), 4, "{report:?}");
    })
    .await;
}
