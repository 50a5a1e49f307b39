//! The wire: numbers without gaps whoever appends, and lists that page through it.

use crate::engine::{Base, count, on_each};
use crate::samples::{at, dispatch, save_item, source};
use mediawire::store::db::{Db, Tx};
use mediawire::store::wire::{self, Of};
use mediawire::store::{items, jobs, sources};
use mediawire_core::model::article::Article;
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::id::{PublicId, Slug};
use mediawire_core::model::item::Item;

const WRITERS: usize = 8;
const APPENDS: usize = 15;

fn slug() -> Slug {
    Slug::parse("a").unwrap()
}

async fn prepared(base: &Base, n: usize) -> (Db, Vec<(Item, Article)>) {
    let db = base.db().await;
    let mut tx = db.write().await.unwrap();
    let mut all = Vec::new();
    for n in 0..n {
        let slug = if n % 3 == 0 { Slug::parse("b").unwrap() } else { slug() };
        all.push(save_item(&mut tx, &slug, n).await);
    }
    for name in ["a", "b"] {
        sources::save(&mut tx, &source(name), "test", 1).await.unwrap();
    }
    tx.commit().await.unwrap();
    (db, all)
}

/// The next of a row of numbers that look random, and are the same in every run.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_have_no_gap_however_many_append_and_break_off() {
    on_each(async |base| {
        let (db, all) = prepared(base, WRITERS).await;
        let writers = all.into_iter().enumerate().map(|(writer, (item, article))| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut seed = 0x9e37_79b9 + writer as u64;
                let mut landed = Vec::new();
                for n in 0..APPENDS {
                    let mut tx = db.write().await.unwrap();
                    jobs::add(&mut tx, "dispatch", &format!("{writer} {n}"), 0).await.unwrap();
                    let next_one = dispatch(&item, &article, "world", &format!("{writer} {n}"));
                    let number = wire::append(&mut tx, &next_one, &item.source).await.unwrap();
                    tokio::task::yield_now().await;
                    if next(&mut seed).is_multiple_of(3) {
                        drop(tx);
                    } else {
                        tx.commit().await.unwrap();
                        landed.push(number.unwrap());
                    }
                }
                landed
            })
        });
        let mut landed = Vec::new();
        for writer in futures_util::future::join_all(writers).await {
            let own = writer.unwrap();
            assert!(own.is_sorted(), "{own:?}");
            landed.extend(own);
        }
        landed.sort_unstable();
        let n = i64::try_from(landed.len()).unwrap();
        assert!(n > 0 && landed.len() < WRITERS * APPENDS, "some land and some break off");
        assert_eq!(landed, (1..=n).collect::<Vec<_>>());
        let mut tx = db.read().await.unwrap();
        assert_eq!(wire::extent(&mut tx).await.unwrap(), (n, n));
        assert_eq!(wire::head(&mut tx).await.unwrap(), n);
        let stored = wire::after(&mut tx, 0, 1_000).await.unwrap();
        assert_eq!(stored.iter().map(|one| one.number).collect::<Vec<_>>(), landed);
        assert_eq!(count(&db, "SELECT COUNT(*) FROM job").await, n);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn same_cause_appends_once_however_many_try() {
    on_each(async |base| {
        let (db, all) = prepared(base, 1).await;
        let tries = (0..WRITERS).map(|_| {
            let (db, (item, article)) = (db.clone(), all[0].clone());
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let one = dispatch(&item, &article, "world", "the one cause");
                let number = wire::append(&mut tx, &one, &item.source).await.unwrap();
                tx.commit().await.unwrap();
                number
            })
        });
        let numbers = futures_util::future::join_all(tries).await;
        let landed: Vec<i64> = numbers.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(landed, [1]);
        assert_eq!(wire::head(&mut db.read().await.unwrap()).await.unwrap(), 1);
        let mut tx = db.write().await.unwrap();
        let other = dispatch(&all[0].0, &all[0].1, "world", "another");
        assert_eq!(wire::append(&mut tx, &other, &slug()).await.unwrap(), Some(2));
    })
    .await;
}

async fn append(tx: &mut Tx, (item, article): &(Item, Article), section: &str, cause: &str) {
    let one = dispatch(item, article, section, cause);
    wire::append(tx, &one, &item.source).await.unwrap().unwrap();
}

/// The places of the lists' items, page after page of `n`.
async fn pages(db: &Db, of: Of<'_>, n: i64) -> Vec<Vec<i64>> {
    let mut tx = db.read().await.unwrap();
    let mut pages = Vec::new();
    let mut before = i64::MAX;
    loop {
        let lines = wire::lines(&mut tx, of, before, n).await.unwrap();
        let Some(last) = lines.last() else { return pages };
        before = last.first_number;
        pages.push(lines.iter().map(|line| line.first_number).collect());
    }
}

#[tokio::test]
async fn lists_page_through_what_is_on_the_wire() {
    on_each(async |base| {
        let (db, all) = prepared(base, 7).await;
        let mut tx = db.write().await.unwrap();
        for (n, one) in all.iter().enumerate() {
            append(&mut tx, one, if n < 2 { "sport" } else { "world" }, &n.to_string()).await;
        }
        tx.commit().await.unwrap();
        assert_eq!(pages(&db, Of::Everything, 3).await, [vec![7, 6, 5], vec![4, 3, 2], vec![1]]);
        assert_eq!(pages(&db, Of::Section("sport"), 3).await, [[2, 1]]);
        assert_eq!(pages(&db, Of::Section("world"), 2).await, [vec![7, 6], vec![5, 4], vec![3]]);
        assert_eq!(pages(&db, Of::Source("b"), 9).await, [[7, 4, 1]]);
        assert_eq!(pages(&db, Of::Source("none"), 9).await, Vec::<Vec<i64>>::new());
        assert_eq!(pages(&db, Of::Section("' OR 1=1"), 9).await, Vec::<Vec<i64>>::new());

        // A later dispatch of the first item changes what is shown of it, and not its place.
        let mut tx = db.write().await.unwrap();
        append(&mut tx, &all[0], "world", "again").await;
        tx.commit().await.unwrap();
        assert_eq!(pages(&db, Of::Section("sport"), 3).await, [[2]]);
        let world = pages(&db, Of::Section("world"), 9).await;
        assert_eq!(world, [[7, 6, 5, 4, 3, 1]]);
        let mut tx = db.read().await.unwrap();
        let lines = wire::lines(&mut tx, Of::Everything, 2, 5).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].dispatch.number, lines[0].first_number), (8, 1));
        for before in [1, 0, -5, i64::MIN] {
            let none = wire::lines(&mut tx, Of::Everything, before, 5).await.unwrap();
            assert!(none.is_empty(), "{before}");
        }
    })
    .await;
}

#[tokio::test]
async fn line_says_all_that_is_on_record() {
    on_each(async |base| {
        let (db, all) = prepared(base, 2).await;
        let (item, article) = &all[1];
        let mut tx = db.write().await.unwrap();
        append(&mut tx, &all[1], "world", "1").await;
        let later = Dispatch {
            at: at(9_000),
            headline: "Later".to_owned(),
            ..dispatch(item, article, "world", "2")
        };
        wire::append(&mut tx, &later, &item.source).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let line = wire::line(&mut tx, &item.public).await.unwrap().unwrap();
        assert_eq!(line.dispatch, Dispatch { number: 2, ..later });
        assert_eq!((&line.item, &line.meta), (item, &article.meta));
        assert_eq!((line.first_number, line.first_at), (1, at(3_000)));
        assert_eq!(line.teaser, "Text of number 1.");
        assert_eq!(wire::last(&mut tx, item.id).await.unwrap(), Some(line.dispatch));
        // Known, and never dispatched.
        assert!(wire::line(&mut tx, &all[0].0.public).await.unwrap().is_none());
        assert!(wire::last(&mut tx, all[0].0.id).await.unwrap().is_none());
        let unknown = PublicId::parse(&"a".repeat(20)).unwrap();
        assert!(wire::line(&mut tx, &unknown).await.unwrap().is_none());
        assert_eq!(sources::counts(&mut tx, &slug()).await.unwrap(), (1, 1));
        let waiting = items::waiting(&mut tx, 9).await.unwrap();
        assert_eq!(waiting, [all[0].0.clone()]);
    })
    .await;
}

#[tokio::test]
async fn what_is_withheld_is_in_no_list_and_still_on_record() {
    on_each(async |base| {
        let (db, all) = prepared(base, 2).await;
        let mut tx = db.write().await.unwrap();
        append(&mut tx, &all[0], "world", "1").await;
        append(&mut tx, &all[1], "world", "2").await;
        let (item, article) = &all[1];
        let withheld = Dispatch {
            notice: Notice::Withheld("a complaint".to_owned()),
            at: at(4_000),
            ..dispatch(item, article, "world", "3")
        };
        wire::append(&mut tx, &withheld, &item.source).await.unwrap();
        tx.commit().await.unwrap();
        for of in [Of::Everything, Of::Section("world")] {
            assert_eq!(pages(&db, of, 5).await, [[1]], "{of:?}");
        }
        assert!(pages(&db, Of::Source("a"), 5).await.is_empty());
        let mut tx = db.read().await.unwrap();
        let addresses = wire::addresses(&mut tx, 9).await.unwrap();
        assert_eq!(addresses, [(all[0].0.public.clone(), at(3_000))]);
        let line = wire::line(&mut tx, &item.public).await.unwrap().unwrap();
        assert_eq!(line.dispatch.notice.withheld(), Some("a complaint"));
        assert_eq!(sources::counts(&mut tx, &slug()).await.unwrap(), (1, 0));
        drop(tx);

        let mut tx = db.write().await.unwrap();
        append(&mut tx, &all[1], "world", "4").await;
        tx.commit().await.unwrap();
        assert_eq!(pages(&db, Of::Everything, 5).await, [[2, 1]]);
        let mut tx = db.read().await.unwrap();
        let addresses = wire::addresses(&mut tx, 1).await.unwrap();
        assert_eq!(addresses, [(item.public.clone(), at(3_000))]);
    })
    .await;
}
