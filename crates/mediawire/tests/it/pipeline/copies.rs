//! What comes twice: the same words at two sources, and the same job again.

use crate::desk::{cookie, logged_in};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs, told};
use crate::site::Served;
use mediawire::error::Kind;
use mediawire::pipeline::decide;
use mediawire::store::db::Row;
use mediawire::store::{articles, body, items, jobs, story};
use mediawire::work;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::ItemId;

#[tokio::test]
async fn copy_at_a_second_source_is_a_pickup_and_not_published() {
    on_each(async |base| {
        let (first, second) = (Agency::start().await, Agency::start().await);
        first.article("/rain", "Rain over Tolva", 1);
        first.feed(&[told("/rain", "Rain over Tolva")]);
        second.article("/copied", "Tolva: rain", 1);
        second.feed(&[]);
        let sources = [first.source("a"), second.source("b")];
        let room = Newsroom::open(base, &[&first, &second], &sources).await;
        room.poll().await;
        second.feed(&[told("/copied", "Tolva: rain")]);
        room.poll().await;

        let original = room.line("/rain").await;
        assert_eq!(room.lines().await.len(), 1);
        assert_eq!(room.outcomes("/copied").await, [("identify".to_owned(), "copy".to_owned())]);
        assert!(room.waiting().await.is_none(), "a copy does not wait for the desk");
        let mut tx = room.wire.db.read().await.unwrap();
        let row = tx.row("SELECT item, of_item FROM pickup", &[]).await.unwrap();
        let [copy, of] = ids(row);
        assert_eq!(of, original.item.id.0.as_bytes());
        assert_ne!(copy, of);
        // The desk finds each of the two by the other.
        let members = story::of(&mut tx, original.item.id).await.unwrap();
        let lines: Vec<_> = members.iter().map(|it| (&*it.headline, &*it.list)).collect();
        assert_eq!(lines, [("Rain over Tolva", "wire"), ("Tolva: rain", "copy")]);
        for member in &members {
            let item = items::by_public(&mut tx, &member.public).await.unwrap().unwrap().id;
            assert_eq!(story::of(&mut tx, item).await.unwrap(), members);
            assert_eq!(story::count(&mut tx, item).await.unwrap(), 2);
        }
        drop(tx);
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Reader).await.session);
        let at = format!("/desk/item/{}", original.item.public);
        let page = site.ask("GET", &at, &ada).await.text();
        assert!(page.contains("2 items have these words"), "{page}");
        let page = site.ask("GET", &format!("{at}/story"), &ada).await.text();
        assert!(page.contains("Tolva: rain") && page.contains("a copy"), "{page}");
        // A line leads to the lists of its story, where the filter can be taken off.
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        let (_, rest) = page.split_once("href=\"/desk?show=wire&amp;story=").unwrap();
        let (name, _) = rest.split_once('"').unwrap();
        let of_story = format!("/desk?show=wire&story={name}");
        let page = site.ask("GET", &of_story, &ada).await.text();
        assert!(page.contains("Rain over Tolva"), "{page}");
        let kept = format!("name=\"story\" value=\"{name}\" checked");
        assert!(page.contains(&kept) && !page.contains("its story"), "{page}");
        let other =
            site.ask("GET", "/desk?show=wire&story=aaaaaaaaaaaaaaaaaaaa", &ada).await.text();
        assert!(!other.contains("Rain over Tolva"), "{other}");

        // Whatever is decided of it, the words do not go out a second time.
        let item = copied(&room).await;
        for kind in
            [DecisionKind::Release, DecisionKind::Schedule("2099-01-01T00:00:00Z".parse().unwrap())]
        {
            let why = decide(&room.wire, item, &kind, "ada", "so").await.unwrap_err();
            assert_eq!((why.kind, why.code), (Kind::Conflict, "copy"), "{why}");
            assert!(why.to_string().contains("it has the words of another item"), "{why}");
        }
        let house = DecisionKind::Headline(Some("Rain at last".to_owned()));
        decide(&room.wire, item, &house, "ada", "so").await.unwrap();
        room.settle().await;
        assert_eq!(
            room.lines().await.len(),
            1,
            "its source's items go out by themselves, and this one does not"
        );
        assert_eq!(room.count("SELECT COUNT(*) FROM standing WHERE list = 'copy'").await, 1);

        // The copy takes a text of its own, and is a piece of its own.
        second.article("/copied", "Tolva: rain", 2);
        second.feed(&[told("/copied", "Tolva: rain, more")]);
        room.poll().await;
        let own = room.line("/copied").await.dispatch;
        assert_eq!((own.number, own.headline.as_str()), (2, "Rain at last"));

        // It takes the other's words once more: what is decided then is of its own text.
        second.article("/copied", "Tolva: rain once more", 1);
        second.feed(&[told("/copied", "Tolva: rain, the same")]);
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM pickup").await, 2);
        decide(&room.wire, item, &DecisionKind::Headline(None), "ada", "so").await.unwrap();
        room.settle().await;
        let last = room.line("/copied").await.dispatch;
        assert_eq!((last.article, last.headline.as_str()), (own.article, "Tolva: rain"));
    })
    .await;
}

/// The item that is a copy.
async fn copied(room: &Newsroom) -> ItemId {
    let mut tx = room.wire.db.read().await.unwrap();
    let mut row = tx.row("SELECT item FROM pickup", &[]).await.unwrap();
    ItemId(Digest::from_bytes(&row.bytes()).unwrap())
}

fn ids(mut row: Row) -> [Vec<u8>; 2] {
    [row.bytes(), row.bytes()]
}

const COUNTS: [&str; 8] = [
    "SELECT COUNT(*) FROM capture",
    "SELECT COUNT(*) FROM entry",
    "SELECT COUNT(*) FROM article",
    "SELECT COUNT(*) FROM item",
    "SELECT COUNT(*) FROM item_version",
    "SELECT COUNT(*) FROM dispatch",
    "SELECT COUNT(*) FROM pickup",
    "SELECT COUNT(*) FROM outcome",
];

async fn counts(room: &Newsroom, of: &[&'static str]) -> Vec<i64> {
    let mut all = Vec::new();
    for &sql in of {
        all.push(room.count(sql).await);
    }
    all
}

/// Puts a job back for each row that `sql` gives: its ids with blanks between are the job's key.
async fn put_back(room: &Newsroom, kind: &str, sql: &'static str, n_ids: usize) {
    let mut tx = room.wire.db.write().await.unwrap();
    let rows = tx.rows(sql, &[]).await.unwrap();
    assert!(!rows.is_empty(), "{kind}");
    for mut row in rows {
        let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let ids: Vec<String> = (0..n_ids).map(|_| hex(row.bytes())).collect();
        jobs::add(&mut tx, kind, &ids.join(" "), 0).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_job_may_run_twice() {
    on_each(async |base| {
        let (first, second) = (Agency::start().await, Agency::start().await);
        let sources = [first.source("a"), second.source("b")];
        let room = Newsroom::open(base, &[&first, &second], &sources).await;
        second.feed(&[]);
        // A text, the same once more, another, a copy of the first text, and a page that is no article.
        for (title, seed) in [("Rain", 1), ("Rain, again", 1), ("Rain ends", 2)] {
            first.article("/rain", "Rain over Tolva", seed);
            first.put("/gone", 200, "<title>Page not found</title><p>There is no such page.</p>");
            first.feed(&[told("/rain", title), told("/gone", "Gone")]);
            room.poll().await;
        }
        second.article("/copied", "Tolva: rain", 2);
        second.feed(&[told("/copied", "Tolva: rain")]);
        room.poll().await;
        assert_eq!(counts(&room, &COUNTS[3..7]).await, [2, 3, 2, 1]);
        let before = counts(&room, &COUNTS).await;
        let line = room.line("/rain").await;

        let articles = "SELECT entry, said, capture FROM article";
        put_back(&room, "extract", articles, 3).await;
        work::drain(&room.wire).await.unwrap();
        assert_eq!(counts(&room, &COUNTS).await, before, "extract");
        put_back(&room, "identify", "SELECT id FROM article", 1).await;
        put_back(&room, "dispatch", "SELECT item FROM shown", 1).await;
        work::drain(&room.wire).await.unwrap();
        assert_eq!(counts(&room, &COUNTS).await, before, "identify and dispatch");

        // Asking anew is another capture of the same, and nothing more.
        put_back(&room, "fetch", "SELECT id, said FROM entry", 2).await;
        room.settle().await;
        assert_eq!(counts(&room, &COUNTS[3..7]).await, before[3..7], "fetch");
        let after = room.line("/rain").await;
        assert_eq!(after.dispatch, line.dispatch);
        assert_eq!(room.count("SELECT COUNT(*) FROM parked").await, 0);
        let mut tx = room.wire.db.read().await.unwrap();
        let newest = items::newest(&mut tx, line.item.id).await.unwrap().unwrap();
        assert_eq!((newest.0, newest.1), (2, line.dispatch.article));
    })
    .await;
}

#[tokio::test]
async fn what_a_source_says_in_its_articles_is_learned_as_they_come_and_leaves_none_altered() {
    const TAIL: &str = "Write to the desk: desk@tolva.example";
    on_each(async |base| {
        let agency = Agency::start().await;
        let with_tail = |path: &str, seed: usize| {
            let text: String = paragraphs(seed).iter().map(|it| format!("<p>{it}</p>")).collect();
            let page = format!(
                "<title>Story {seed}</title><meta property=og:type content=article><article>\
                 <h1>Story {seed}</h1>{text}<p>{TAIL}</p></article>"
            );
            agency.put(path, 200, &page);
        };
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let stories = ["/0", "/1", "/2"].map(|path| told(path, path));
        for n in 0..3 {
            with_tail(&stories[n].path, n);
            agency.feed(&stories[..=n]);
            room.poll().await;
            // An hour passes: what came just before a page counts for none of it.
            let mut tx = room.wire.db.write().await.unwrap();
            for back in [
                "UPDATE item SET received_ms = received_ms - 3600001",
                "UPDATE entry SET at_ms = at_ms - 3600001",
            ] {
                tx.run(back, &[]).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        let ends = async |path: &str| {
            let article = room.line(path).await.dispatch.article;
            let mut tx = room.wire.db.read().await.unwrap();
            let body = body::read(&articles::body(&mut tx, article).await.unwrap()).unwrap();
            body.text(false).ends_with(TAIL)
        };
        assert_eq!((ends("/0").await, ends("/1").await, ends("/2").await), (true, true, false));

        // The first story is read again as it was read before, whatever has been learned since.
        agency.feed(&[told("/0", "Another headline in the list")]);
        room.poll().await;
        assert_eq!(room.outcomes("/0").await, [("identify".to_owned(), "same".to_owned())]);
        assert_eq!(room.wire.head(), 3);
    })
    .await;
}
