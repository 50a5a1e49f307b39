//! Lists by language, genre and day, and a database that an older program has left.

use crate::engine::{Base, on_each};
use crate::samples::{article, at, dispatch, item, save_item, source};
use mediawire::store::db::Db;
use mediawire::store::migrate::{N_STEPS, STEPS, migrate, migrate_to};
use mediawire::store::wire::{self, Of};
use mediawire::store::{articles, items, sources};
use mediawire_core::model::article::{Article, Meta};
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::source::Genre;

const DAY_MS: i64 = 86_400_000;

fn slug() -> Slug {
    Slug::of("a")
}

/// Item number `n`, whose article is in `lang`.
async fn saved(db: &Db, n: usize, lang: Option<&str>) -> (Item, Article) {
    let (item, article) = unversioned(db, n, lang).await;
    let mut tx = db.write().await.unwrap();
    items::add_version(&mut tx, item.id, 1, article.id, 2_000).await.unwrap();
    tx.commit().await.unwrap();
    (item, article)
}

async fn unversioned(db: &Db, n: usize, lang: Option<&str>) -> (Item, Article) {
    let (item, plain) = (item(&slug(), n), article(n, "Text."));
    let meta = Meta { lang: lang.map(str::to_owned), ..plain.meta.clone() };
    let article = Article { meta, ..plain };
    let mut tx = db.write().await.unwrap();
    let said = (EntryId::new(&slug(), &item.url), crate::samples::digest(n));
    articles::save(&mut tx, &article, said, 1, crate::samples::digest(n + 1_000)).await.unwrap();
    items::save(&mut tx, &item).await.unwrap();
    tx.commit().await.unwrap();
    (item, article)
}

async fn append(db: &Db, (item, article): &(Item, Article), at_ms: i64, genre: Genre) {
    let cause = format!("{} {at_ms}", item.id);
    let one = Dispatch { at: at(at_ms), genre, ..dispatch(item, article, "world", &cause) };
    let mut tx = db.write().await.unwrap();
    wire::append(&mut tx, &one, &slug()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

/// The places of the items of a list, page after page of two.
async fn places(db: &Db, of: Of<'_>) -> Vec<i64> {
    let mut tx = db.read().await.unwrap();
    let (mut all, mut before) = (Vec::new(), i64::MAX);
    loop {
        let lines = wire::lines(&mut tx, of, before, 2).await.unwrap();
        let Some(last) = lines.last() else { return all };
        before = last.first_number;
        all.extend(lines.iter().map(|line| line.first_number));
    }
}

/// Five items: 1 to 3 on the first day, 4 and 5 on the third.
async fn five(db: &Db) -> Vec<(Item, Article)> {
    let mut all = Vec::new();
    for (n, lang, at_ms, genre) in [
        (0, Some("en-GB"), 5, Genre::Report),
        (1, Some("fa"), DAY_MS - 2, Genre::View),
        (2, None, DAY_MS - 1, Genre::Report),
        (3, Some("en"), 2 * DAY_MS, Genre::View),
        (4, Some("EN_US"), 2 * DAY_MS + 1, Genre::Report),
    ] {
        let one = saved(db, n, lang).await;
        append(db, &one, at_ms, genre).await;
        all.push(one);
    }
    all
}

#[tokio::test]
async fn lists_hold_a_language_a_genre_or_a_day() {
    on_each(async |base| {
        let db = base.db().await;
        let all = five(&db).await;
        for (of, expected) in [
            (Of::Language("en"), vec![5, 4, 1]),
            (Of::Language("fa"), vec![2]),
            (Of::Language("en-GB"), vec![]),
            (Of::Genre(Genre::View), vec![4, 2]),
            (Of::Genre(Genre::Report), vec![5, 3, 1]),
            (Of::Day(0, DAY_MS), vec![3, 2, 1]),
            (Of::Day(DAY_MS, 2 * DAY_MS), vec![]),
            (Of::Day(2 * DAY_MS, 3 * DAY_MS), vec![5, 4]),
        ] {
            assert_eq!(places(&db, of).await, expected, "{of:?}");
        }
        let mut tx = db.read().await.unwrap();
        let languages = wire::languages(&mut tx).await.unwrap();
        assert_eq!(languages, [("en".to_owned(), 3), ("fa".to_owned(), 1)]);
        assert_eq!(wire::languages_of(&mut tx, &slug()).await.unwrap(), languages);
        assert!(wire::languages_of(&mut tx, &Slug::of("b")).await.unwrap().is_empty());
        let beside = wire::beside(&mut tx, DAY_MS, 2 * DAY_MS).await.unwrap();
        assert_eq!(beside, (Some(at(DAY_MS - 1)), Some(at(2 * DAY_MS))));
        assert_eq!(wire::beside(&mut tx, 0, 9 * DAY_MS).await.unwrap(), (None, None));
        assert_eq!(wire::slots(&mut tx, DAY_MS).await.unwrap(), [(0, 3), (2, 2)]);
        drop(tx);

        // A later version says otherwise: its place is the same, its lists are others. What is killed is in none.
        let (item, old) = &all[1];
        let id = ArticleId::new(CaptureId(crate::samples::digest(77)), None, 1);
        let meta = Meta { lang: Some("de".to_owned()), ..old.meta.clone() };
        let newer = Article { id, meta, ..old.clone() };
        let mut tx = db.write().await.unwrap();
        let said = (EntryId::new(&slug(), "again"), crate::samples::digest(1));
        let words = crate::samples::digest(1);
        articles::save(&mut tx, &newer, said, 1, words).await.unwrap();
        tx.commit().await.unwrap();
        append(&db, &(item.clone(), newer), 3 * DAY_MS, Genre::Report).await;
        let (item, article) = &all[4];
        let notice = Notice::Killed("false".to_owned(), Ground::House);
        let killed = Dispatch { notice, ..dispatch(item, article, "world", "kill") };
        let mut tx = db.write().await.unwrap();
        wire::append(&mut tx, &killed, &slug()).await.unwrap();
        tx.commit().await.unwrap();
        for (of, expected) in [
            (Of::Language("fa"), vec![]),
            (Of::Language("de"), vec![2]),
            (Of::Language("en"), vec![4, 1]),
            (Of::Genre(Genre::Report), vec![3, 2, 1]),
            (Of::Day(0, DAY_MS), vec![3, 2, 1]),
            (Of::Day(2 * DAY_MS, 3 * DAY_MS), vec![4]),
        ] {
            assert_eq!(places(&db, of).await, expected, "{of:?}");
        }
        let mut tx = db.read().await.unwrap();
        let languages = wire::languages(&mut tx).await.unwrap();
        assert_eq!(languages, [("en".to_owned(), 2), ("de".to_owned(), 1)]);
        assert_eq!(wire::slots(&mut tx, DAY_MS).await.unwrap(), [(0, 3), (2, 1)]);
        assert_eq!(wire::astray(&mut tx).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn database_of_an_older_program_is_filled_in() {
    on_each(async |base: &Base| {
        let db = base.open().await;
        let n = STEPS.iter().position(|step| step.contains("ADD COLUMN lang")).unwrap();
        migrate_to(&db, n).await.unwrap();
        // What the older program has written: rows without language and genre.
        for (n, lang) in [(0, Some("fa-IR")), (1, None), (2, Some("en"))] {
            let (item, article) = unversioned(&db, n, lang).await;
            let mut tx = db.write().await.unwrap();
            let version = "INSERT INTO item_version (item, n, article, at_ms) VALUES ($1, 1, $2, 2000)";
            tx.run(version, &[(&item.id.0).into(), (&article.id.0).into()]).await.unwrap();
            let n = i64::try_from(n).unwrap() + 1;
            let args = [
                n.into(),
                (&item.id.0).into(),
                (&article.id.0).into(),
                (&article.id.0).into(),
                item.public.as_str().into(),
            ];
            tx.run(
                "INSERT INTO dispatch
                 (number, item, article, body, headline, section, genre, display, withheld, at_ms, cause)
                 VALUES ($1, $2, $3, $4, '', 'world', 'view', 'full', '', $1, $5)",
                &args,
            )
            .await
            .unwrap();
            let args = [n.into(), (&item.id.0).into()];
            tx.run(
                "INSERT INTO shown (item, number, first_number, first_ms, section, source, withheld)
                 VALUES ($2, $1, $1, $1, 'world', 'a', 0)",
                &args,
            )
            .await
            .unwrap();
            tx.run("UPDATE wire_head SET number = $1", &args[..1]).await.unwrap();
            tx.commit().await.unwrap();
        }
        migrate(&db).await.unwrap();
        assert_eq!(places(&db, Of::Language("fa")).await, [1]);
        assert_eq!(places(&db, Of::Language("en")).await, [3]);
        assert_eq!(places(&db, Of::Genre(Genre::View)).await, [3, 2, 1]);
        let mut tx = db.read().await.unwrap();
        assert_eq!(wire::astray(&mut tx).await.unwrap(), 0);
        assert_eq!(wire::returned(&mut tx).await.unwrap(), 0);
        let known = wire::line(&mut tx, &item(&slug(), 0).public).await.unwrap().unwrap();
        assert!(known.dispatch.notice.is_none(), "nothing of old was killed");
        let Dispatch { kicker, dek, note, .. } = known.dispatch;
        assert_eq!((kicker, dek, note), (None, Dek::Source, None), "the house said nothing of old");
        drop(tx);
        // What comes now goes on where the old ended.
        let mut tx = db.write().await.unwrap();
        sources::save(&mut tx, &source("a"), "test", 1).await.unwrap();
        let (item, article) = save_item(&mut tx, &slug(), 9).await;
        let one = dispatch(&item, &article, "world", "new");
        assert_eq!(wire::append(&mut tx, &one, &slug()).await.unwrap(), Some(4));
        tx.commit().await.unwrap();
        assert!(n < N_STEPS);
    })
    .await;
}
