//! Jobs: each is claimed by one, in order, and none is lost.

use crate::engine::{count, on_each};
use mediawire::store::db::Tx;
use mediawire::store::jobs::{self, Claimed};
use std::collections::BTreeSet;

async fn claim(tx: &mut Tx, now: i64, n: i64) -> Vec<String> {
    let claimed = jobs::claim(tx, "fetch", now, now + 100, n).await.unwrap();
    claimed.into_iter().map(|job| job.key).collect()
}

#[tokio::test]
async fn longest_due_is_claimed_first_and_held_until_its_lease_ends() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        for (key, run_at) in [("d", 40), ("b", 20), ("a", 20), ("c", 10), ("late", 500)] {
            jobs::add(&mut tx, "fetch", key, run_at).await.unwrap();
        }
        jobs::add(&mut tx, "poll", "x", 0).await.unwrap();
        assert_eq!(jobs::next_due(&mut tx, "fetch", 0).await.unwrap(), Some(10));
        assert_eq!(claim(&mut tx, 9, 9).await, Vec::<String>::new());
        assert_eq!(claim(&mut tx, 100, 3).await, ["c", "b", "a"]);
        assert_eq!(jobs::next_due(&mut tx, "fetch", 100).await.unwrap(), Some(40));
        assert_eq!(claim(&mut tx, 100, 3).await, ["d"]);
        assert_eq!(jobs::next_due(&mut tx, "fetch", 100).await.unwrap(), Some(500));
        assert_eq!(claim(&mut tx, 199, 9).await, Vec::<String>::new());
        assert_eq!(jobs::due(&mut tx, 150).await.unwrap(), 5);
        jobs::done(&mut tx, "fetch", "a").await.unwrap();
        assert_eq!(claim(&mut tx, 200, 9).await, ["c", "b", "d"]);
        jobs::release_all(&mut tx).await.unwrap();
        assert_eq!(claim(&mut tx, 200, 9).await, ["c", "b", "d"]);
    })
    .await;
}

#[tokio::test]
async fn job_that_is_added_again_keeps_the_earlier_time() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        jobs::add(&mut tx, "fetch", "a", 50).await.unwrap();
        jobs::add(&mut tx, "fetch", "a", 90).await.unwrap();
        assert_eq!(jobs::next_due(&mut tx, "fetch", 0).await.unwrap(), Some(50));
        jobs::add(&mut tx, "fetch", "a", 20).await.unwrap();
        assert_eq!(jobs::next_due(&mut tx, "fetch", 0).await.unwrap(), Some(20));
        assert!(jobs::is_there(&mut tx, "fetch", "a").await.unwrap());
        assert!(!jobs::is_there(&mut tx, "poll", "a").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn job_is_tried_again_and_then_parked_with_its_reason() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        jobs::add(&mut tx, "fetch", "a", 10).await.unwrap();
        jobs::add(&mut tx, "poll", "b", 10).await.unwrap();
        assert_eq!(claim(&mut tx, 10, 9).await, ["a"]);
        jobs::again(&mut tx, "fetch", "a", 30, 1).await.unwrap();
        assert_eq!(claim(&mut tx, 29, 9).await, Vec::<String>::new());
        let again = jobs::claim(&mut tx, "fetch", 30, 99, 9).await.unwrap();
        assert_eq!(again, [Claimed { key: "a".to_owned(), n_tries: 1 }]);
        jobs::park(&mut tx, "fetch", "a", 31, ("code", "why \0")).await.unwrap();
        jobs::park(&mut tx, "fetch", "a", 31, ("code", "once more")).await.unwrap();
        let counts = jobs::counts(&mut tx).await.unwrap();
        assert_eq!(counts, (vec![("poll".to_owned(), 1)], 1));
        let mut row = tx.row("SELECT key, code, why FROM parked", &[]).await.unwrap();
        assert_eq!([row.text(), row.text(), row.text()], ["a", "code", "why \u{fffd}"]);
    })
    .await;
}

#[tokio::test]
async fn many_jobs_are_named_again_each_at_its_time() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let keys: Vec<String> = (0..50).map(|n| format!("k{n:02}")).collect();
        for key in &keys {
            jobs::add(&mut tx, "fetch", key, 0).await.unwrap();
        }
        jobs::add(&mut tx, "poll", "k00", 0).await.unwrap();
        assert_eq!(claim(&mut tx, 0, 99).await, keys);
        let again: Vec<_> =
            keys.iter().take(40).zip(1..).map(|(key, n)| (key.as_str(), 100 - n, n % 3)).collect();
        jobs::again_at(&mut tx, "fetch", &again).await.unwrap();
        jobs::again_at(&mut tx, "fetch", &[]).await.unwrap();
        let mut expected: Vec<&String> = keys.iter().take(40).collect();
        expected.reverse();
        assert_eq!(claim(&mut tx, 99, 99).await.iter().collect::<Vec<_>>(), expected);
        let sql = "SELECT COUNT(*) FROM job WHERE kind = 'poll' AND run_at = 0 AND lease_ms = 0";
        assert_eq!(tx.row(sql, &[]).await.unwrap().int(), 1, "another kind is left alone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_job_is_claimed_twice_however_many_claim() {
    const N: usize = 120;
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        for n in 0..N {
            jobs::add(&mut tx, "fetch", &n.to_string(), 0).await.unwrap();
        }
        tx.commit().await.unwrap();
        let claimers = (0..8).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut own = Vec::new();
                loop {
                    let mut tx = db.write().await.unwrap();
                    let claimed = claim(&mut tx, 1, 7).await;
                    tx.commit().await.unwrap();
                    assert!(claimed.len() <= 7, "{claimed:?}");
                    if claimed.is_empty() {
                        return own;
                    }
                    own.extend(claimed);
                    tokio::task::yield_now().await;
                }
            })
        });
        let all: Vec<String> = futures_util::future::join_all(claimers)
            .await
            .into_iter()
            .flat_map(Result::unwrap)
            .collect();
        assert_eq!(all.len(), N, "none twice");
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), N);
        assert_eq!(count(&db, "SELECT COUNT(*) FROM job WHERE lease_ms = 101").await, 120);
    })
    .await;
}
