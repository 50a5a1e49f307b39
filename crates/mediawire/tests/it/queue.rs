//! The lists of the desk: the projection that they are read from, and their pages.

mod among;
mod bulk;
mod live;
mod pages;

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use mediawire::pipeline;
use mediawire::store::migrate::migrate;
use mediawire::store::{articles, decisions, entries, items, sources, wire};
use mediawire_core::desk;
use mediawire_core::desk::standing::{Standing, standing};
use mediawire_core::identify::placing;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::id::ItemId;
use mediawire_core::model::source::{Genre, Release, Source};
use mediawire_core::text::language::language;
use std::collections::BTreeMap;

/// What is written of an item: list, place, source, section, language, genre, change.
type Row = (String, i64, String, String, String, String, i64);

/// The rows that there are, by item.
async fn rows(room: &Newsroom) -> Vec<(Vec<u8>, Row)> {
    let mut tx = room.wire.db.read().await.unwrap();
    let sql = "SELECT item, list, at_ms, source, section, lang, genre, changed_ms FROM standing ORDER BY item";
    let rows = tx.rows(sql, &[]).await.unwrap();
    rows.into_iter()
        .map(|mut row| {
            let item = row.bytes();
            let (list, at_ms) = (row.text(), row.int());
            let (source, section) = (row.text(), row.text());
            let (lang, genre) = (row.text(), row.text());
            (item, (list, at_ms, source, section, lang, genre, row.int()))
        })
        .collect()
}

/// The items of each story.
async fn stories(room: &Newsroom) -> Vec<Vec<String>> {
    let mut tx = room.wire.db.read().await.unwrap();
    let sql = "SELECT story, public FROM standing WHERE story <> '' ORDER BY story, public";
    let mut all = BTreeMap::<String, Vec<String>>::new();
    for mut row in tx.rows(sql, &[]).await.unwrap() {
        all.entry(row.text()).or_default().push(row.text());
    }
    all.into_values().collect()
}

/// The same, as the nouns say it.
async fn told_by_nouns(room: &Newsroom) -> Vec<(Vec<u8>, Row)> {
    let mut tx = room.wire.db.read().await.unwrap();
    let ids = tx.rows("SELECT id FROM item ORDER BY id", &[]).await.unwrap();
    let mut all = Vec::new();
    for mut id in ids {
        let id = id.bytes();
        let id = ItemId(mediawire_core::codec::digest::Digest::from_bytes(&id).unwrap());
        let item = items::get(&mut tx, id).await.unwrap().unwrap();
        let (_, article, _) = items::newest(&mut tx, id).await.unwrap().unwrap();
        let known = articles::get(&mut tx, article).await.unwrap();
        let entry = entries::get(&mut tx, known.entry.0, known.entry.1).await.unwrap().entry;
        let source = sources::get(&mut tx, &item.source).await.unwrap().unwrap();
        let decided = decisions::of(&mut tx, id).await.unwrap();
        let last = wire::last(&mut tx, id).await.unwrap();
        let first_ms = wire::line_of(&mut tx, id).await.unwrap();
        let first_ms = first_ms.map(|line| line.first_at.as_millisecond());
        let (_, is_copy) = items::of_desk(&mut tx, id).await.unwrap().unwrap();
        let stands = standing(&decided, last.as_ref().map(|last| &last.notice), is_copy);
        let received_ms = item.received.as_millisecond();
        let versions = items::versions(&mut tx, id).await.unwrap();
        let dispatched = last.as_ref().map(|last| last.at.as_millisecond());
        let changed_ms = versions
            .iter()
            .map(|(_, _, at_ms)| *at_ms)
            .chain(decided.iter().map(|it| it.at.as_millisecond()))
            .chain(dispatched)
            .chain([received_ms])
            .max()
            .unwrap();
        let at_ms = match stands {
            Standing::New | Standing::Held | Standing::Copy => received_ms,
            Standing::Scheduled(at) => at.as_millisecond(),
            Standing::Wire => first_ms.unwrap(),
            Standing::Spiked | Standing::Off => changed_ms,
        };
        let (section, genre) = match stands {
            // No list holds it, and nobody asks where it belongs.
            Standing::Copy => (String::new(), Genre::Report),
            Standing::New
            | Standing::Held
            | Standing::Scheduled(_)
            | Standing::Spiked
            | Standing::Wire
            | Standing::Off => {
                let sections = &room.wire.sections;
                let section = placing::section(&source, &entry, &known.meta, &item.url, sections);
                let genre = placing::genre(&source, &entry, &known.meta, &item.url);
                let section = desk::section(&decided).cloned().unwrap_or(section);
                (section.0, desk::genre(&decided).unwrap_or(genre))
            }
        };
        let lang = known.meta.lang.as_deref().and_then(language).unwrap_or_default();
        all.push((
            id.0.as_bytes().to_vec(),
            (
                stands.name().to_owned(),
                at_ms,
                item.source.to_string(),
                section,
                lang,
                genre.name().to_owned(),
                changed_ms,
            ),
        ));
    }
    all
}

/// A room after a day at the desk: of an agency whose pieces wait and one whose pieces go out, something in every list.
async fn mixed(base: &Base, desk: &Agency, auto: &Agency) -> Newsroom {
    let (mut waits, mut goes) = (Vec::new(), Vec::new());
    for (n, path) in
        ["/a0", "/sport/a1", "/a2", "/opinion/a3", "/a4", "/a5", "/a6"].iter().enumerate()
    {
        desk.article(path, &format!("Piece {n} of the desk"), n);
        waits.push(told(path, &format!("Piece {n} of the desk")));
    }
    for (n, path) in ["/b0", "/b1", "/b2", "/b3"].iter().enumerate() {
        auto.article(path, &format!("Piece {n} that goes out"), 20 + n);
        goes.push(told(path, &format!("Piece {n} that goes out")));
    }
    // What one has printed the other prints too.
    auto.article("/b4", "A copy", 0);
    goes.push(told("/b4", "A copy"));
    let waiting = Source { release: Release::Desk, ..desk.source("a") };
    let room = Newsroom::open(base, &[desk, auto], &[waiting, auto.source("b")]).await;
    desk.feed(&waits);
    auto.feed(&goes[..4]);
    room.poll().await;
    let decide = async |path: &str, kind: DecisionKind| {
        let mut tx = room.wire.db.read().await.unwrap();
        let sql = "SELECT id FROM item WHERE url LIKE '%' || $1";
        let id = tx.row(sql, &[path.into()]).await.unwrap().bytes();
        drop(tx);
        let id = ItemId(mediawire_core::codec::digest::Digest::from_bytes(&id).unwrap());
        pipeline::decide(&room.wire, id, &kind, "ada", "so").await.unwrap();
    };
    decide("/a0", DecisionKind::Release).await;
    decide("/b0", DecisionKind::Withhold).await;
    decide("/b1", DecisionKind::Kill(Ground::House)).await;
    decide("/b2", DecisionKind::Hold).await;
    room.settle().await;
    auto.feed(&goes);
    decide("/sport/a1", DecisionKind::Hold).await;
    decide("/a2", DecisionKind::Spike).await;
    decide("/opinion/a3", DecisionKind::Schedule("2099-01-01T10:00:00Z".parse().unwrap())).await;
    decide("/a4", DecisionKind::Withhold).await;
    decide("/a5", DecisionKind::Headline(Some("A headline of the house".to_owned()))).await;
    decide("/a5", DecisionKind::Genre(Some(Genre::View))).await;
    // A new version of what waits.
    desk.article("/a6", "Piece 6 of the desk, once more", 46);
    waits[6] = told("/a6", "Piece 6 of the desk, once more");
    desk.feed(&waits);
    room.poll().await;
    room
}

#[tokio::test]
async fn projection_says_what_the_nouns_say() {
    on_each(async |base| {
        let (desk, auto) = (Agency::start().await, Agency::start().await);
        let room = mixed(base, &desk, &auto).await;
        let now = rows(&room).await;
        assert_eq!(now, told_by_nouns(&room).await);
        let told = stories(&room).await;
        assert_eq!(told.iter().map(Vec::len).collect::<Vec<_>>(), [2], "a piece and its copy");
        let n_of = |list: &str| now.iter().filter(|(_, row)| row.0 == list).count();
        let lists = ["new", "held", "scheduled", "spiked", "wire", "off", "copy"];
        assert_eq!(lists.map(n_of), [2, 2, 1, 1, 3, 2, 1], "{now:?}");
        let genres: Vec<&str> = now.iter().map(|(_, row)| row.5.as_str()).collect();
        assert!(genres.contains(&"view") && genres.contains(&"report"), "{genres:?}");

        // Made anew by the migration it is the same, but that nobody knows where in the paper belongs what was never
        // dispatched: its source's section stands there, until something is decided of it.
        let mut tx = room.wire.db.write().await.unwrap();
        for sql in [
            "DROP TABLE standing",
            "DROP TABLE desk_note",
            // What later steps made.
            "DROP TABLE routing",
            "DROP TABLE api_token",
            "DROP TABLE decision_place",
            "DROP TABLE source_place",
            "DROP TABLE taken",
            "DROP TABLE removed",
            "DROP TABLE watch",
            "DROP TABLE watch_post",
            "DROP TABLE watch_history",
            "DROP TABLE destination",
            "DROP TABLE debt",
            "DROP TABLE delivered",
            "DROP TABLE brought",
            "DROP TABLE source_change",
            "DROP TABLE erased",
            "DROP TABLE erasure_asked",
            "DROP TABLE erased_entry",
            "DROP TABLE erased_again",
            "DROP TABLE held_body",
            "DROP TABLE kept_copy",
            "DROP INDEX source_retained",
            "ALTER TABLE source DROP COLUMN archive",
            "ALTER TABLE source DROP COLUMN retention_days",
            "DROP INDEX entry_source",
            "DROP INDEX pickup_of",
            "DROP INDEX item_received",
            "DROP INDEX act_at",
            "DROP INDEX decision_at",
            "DROP INDEX source_history_at",
            "ALTER TABLE dispatch DROP COLUMN kicker",
            "ALTER TABLE dispatch DROP COLUMN dek",
            "ALTER TABLE dispatch DROP COLUMN note",
            "ALTER TABLE dispatch DROP COLUMN note_ms",
            "ALTER TABLE dispatch DROP COLUMN corrections",
            "ALTER TABLE dispatch DROP COLUMN legal",
            "ALTER TABLE dispatch DROP COLUMN changed",
            "ALTER TABLE dispatch DROP COLUMN gone_ms",
            "DELETE FROM schema_step WHERE n >= 12",
        ] {
            tx.run(sql, &[]).await.unwrap();
        }
        tx.commit().await.unwrap();
        migrate(&room.wire.db).await.unwrap();
        let anew = rows(&room).await;
        for ((item, before), (same, after)) in now.iter().zip(&anew) {
            assert_eq!(item, same);
            let mut before = before.clone();
            if !["wire", "off"].contains(&before.0.as_str()) {
                (before.3, before.5) = (after.3.clone(), after.5.clone());
            }
            assert_eq!(&before, after);
        }
        assert_eq!(now.len(), anew.len());
        assert_eq!(stories(&room).await, told);
    })
    .await;
}

#[tokio::test]
async fn decision_and_dispatch_at_once_leave_the_projection_right() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let mut all = Vec::new();
        for n in 0..12 {
            agency.article(&format!("/{n}"), &format!("Piece {n} of many"), n);
            all.push(told(&format!("/{n}"), &format!("Piece {n} of many")));
        }
        agency.feed(&all);
        let source = Source { release: Release::Desk, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        let mut tx = room.wire.db.read().await.unwrap();
        let waiting = items::waiting(&mut tx, 99).await.unwrap();
        drop(tx);
        assert_eq!(waiting.len(), 12);
        // Some change their mind while the first decisions go out.
        for item in &waiting {
            pipeline::decide(&room.wire, item.id, &DecisionKind::Release, "ada", "so")
                .await
                .unwrap();
        }
        let deciding = async {
            for item in &waiting {
                let held = DecisionKind::Hold;
                pipeline::decide(&room.wire, item.id, &held, "bea", "wait").await.unwrap();
            }
        };
        tokio::join!(room.settle(), deciding);
        room.settle().await;
        assert_eq!(rows(&room).await, told_by_nouns(&room).await);
    })
    .await;
}
