//! The schedule: nobody is asked too often, whatever happens to the process, and nobody waits for another's host.
//! Time is a number here: nothing waits for it.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::origin::{Origin, Then};
use crate::samples::source;
use jiff::Timestamp;
use mediawire::store::db::{Db, Tx};
use mediawire::store::jobs::{self, LEASE_MS};
use mediawire::store::lists::{self, ListState};
use mediawire::store::schedule::{needed, unscheduled};
use mediawire::store::sources;
use mediawire::work;
use mediawire::work::pace::Pace;
use mediawire::work::schedule::schedule;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const HOUR_MS: i64 = 3_600_000;

async fn with_sources(db: &Db, n: usize, cadence_ms: i64) {
    let mut tx = db.write().await.unwrap();
    for n in 0..n {
        let one = Source { cadence_ms, ..source(&format!("s{n}")) };
        sources::save(&mut tx, &one, "ed", 5).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn start(tx: &mut Tx, now: i64) {
    jobs::release_all(tx).await.unwrap();
    schedule(tx, Timestamp::from_millisecond(now).unwrap()).await.unwrap();
}

async fn claim(tx: &mut Tx, now: i64, n: i64) -> Vec<String> {
    let claimed = jobs::claim(tx, "poll", now, now + LEASE_MS, n).await.unwrap();
    claimed.into_iter().map(|job| job.key).collect()
}

/// The times at which sources are due, by slug.
async fn due(tx: &mut Tx) -> BTreeMap<String, i64> {
    let rows = tx.rows("SELECT key, run_at FROM job WHERE kind = 'poll'", &[]).await.unwrap();
    rows.into_iter().map(|mut row| (row.text(), row.int())).collect()
}

#[tokio::test]
async fn hundred_restarts_in_an_hour_make_no_source_be_asked_early() {
    const CADENCE_MS: i64 = 600_000;
    on_each(async |base| {
        let db = base.db().await;
        with_sources(&db, 20, CADENCE_MS).await;
        let mut tx = db.write().await.unwrap();
        let mut asked: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for life in 0..100 {
            let began = HOUR_MS + life * 36_000;
            start(&mut tx, began).await;
            for round in 0..3 {
                let now = began + round * 11_000;
                let claimed = claim(&mut tx, now, 4).await;
                for key in &claimed {
                    asked.entry(key.clone()).or_default().push(now);
                }
                // The process is killed when it has asked the last ones, before it can write down what they said.
                if round < 2 {
                    let state = ListState { polled_ms: now, ok_ms: now, ..ListState::default() };
                    let slugs: Vec<Slug> = claimed.iter().map(|key| Slug::of(key)).collect();
                    let states: Vec<_> = slugs.iter().map(|slug| (slug, &state)).collect();
                    lists::save(&mut tx, &states).await.unwrap();
                    let next = now + CADENCE_MS;
                    let next: Vec<_> = claimed.iter().map(|key| (key.as_str(), next, 0)).collect();
                    jobs::again_at(&mut tx, "poll", &next).await.unwrap();
                }
            }
        }
        assert_eq!(asked.len(), 20);
        for (slug, times) in &asked {
            assert!(times.len() >= 5, "{slug} is asked on: {times:?}");
            let waits = times.windows(2).map(|two| two[1] - two[0]);
            assert!(waits.clone().all(|wait| wait >= CADENCE_MS), "{slug}: {times:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn many_new_sources_begin_apart_and_few_at_once() {
    on_each(async |base| {
        let now = 5 * HOUR_MS;
        let db = base.db().await;
        with_sources(&db, 10, HOUR_MS).await;
        let mut tx = db.write().await.unwrap();
        let lone = Source { list: None, ..source("lone") };
        sources::save(&mut tx, &lone, "ed", 5).await.unwrap();
        start(&mut tx, now).await;
        assert_eq!(due(&mut tx).await.into_values().collect::<Vec<_>>(), [now; 10]);
        tx.commit().await.unwrap();

        with_sources(&db, 400, HOUR_MS).await;
        let mut tx = db.write().await.unwrap();
        // One that was asked before is due an interval after that.
        let state = ListState { polled_ms: now - 7, ..ListState::default() };
        lists::save(&mut tx, &[(&Slug::of("s99"), &state)]).await.unwrap();
        assert_eq!(unscheduled(&mut tx).await.unwrap().len(), 390);
        start(&mut tx, now).await;
        let first = due(&mut tx).await;
        assert_eq!((first.len(), first["s99"]), (400, now - 7 + HOUR_MS));
        for quarter in 0..4 {
            let from = now + quarter * HOUR_MS / 4;
            let n =
                first.values().filter(|at| (from + 1..=from + HOUR_MS / 4).contains(*at)).count();
            assert!((70..130).contains(&n), "{n} begin in quarter {quarter} of the hour");
        }
        start(&mut tx, now + HOUR_MS / 2).await;
        assert_eq!(due(&mut tx).await, first, "a restart moves none of them");
        assert_eq!(needed(&mut tx).await.unwrap(), 400);
        // Half of them were found to have something new four times a day: so often they are asked.
        let (asked, next) = (now + 5, now + 5 + 6 * HOUR_MS);
        let slugs: Vec<Slug> = (0..200).map(|n| Slug::of(&format!("s{n}"))).collect();
        let state = ListState { polled_ms: asked, ..ListState::default() };
        let states: Vec<_> = slugs.iter().map(|slug| (slug, &state)).collect();
        lists::save(&mut tx, &states).await.unwrap();
        let polls: Vec<_> = slugs.iter().map(|slug| (slug.as_str(), next, 0)).collect();
        jobs::again_at(&mut tx, "poll", &polls).await.unwrap();
        assert_eq!(needed(&mut tx).await.unwrap(), 200 + 200 / 6);
    })
    .await;
}

#[tokio::test]
async fn outage_is_caught_up_with_at_a_rate_and_the_longest_waiting_first() {
    const N: usize = 2_000;
    // 2,000 each minute: 33.3 a second, of which twice as many may be asked.
    const CADENCE_MS: i64 = 60_000;
    on_each(async |base| {
        let db = base.db().await;
        with_sources(&db, N, CADENCE_MS).await;
        let mut tx = db.write().await.unwrap();
        let keys: Vec<(String, i64)> =
            (0..N).map(|n| (format!("s{n}"), 1 + (n as i64) * 30)).collect();
        let jobs: Vec<_> = keys.iter().map(|(key, at)| (key.as_str(), *at)).collect();
        jobs::add_at(&mut tx, "poll", &jobs).await.unwrap();
        // All have been due for hours.
        let began = 6 * HOUR_MS;
        start(&mut tx, began).await;
        let mut pace = Pace::default();
        pace.needs(needed(&mut tx).await.unwrap());
        let mut order = Vec::new();
        for tenth in 0..=300 {
            let n = pace.allows(Duration::from_millis(tenth * 100));
            let now = began + i64::try_from(tenth).unwrap() * 100;
            let claimed = claim(&mut tx, now, i64::try_from(n).unwrap()).await;
            pace.took(claimed.len());
            assert!(tenth == 0 || claimed.len() <= 7, "{} in a tenth of a second", claimed.len());
            let next: Vec<_> =
                claimed.iter().map(|key| (key.as_str(), now + CADENCE_MS, 0)).collect();
            jobs::again_at(&mut tx, "poll", &next).await.unwrap();
            order.extend(claimed);
        }
        // 64 at once, and the rest in half a minute.
        assert_eq!(order.len(), N);
        assert!(order.iter().zip(&keys).all(|(asked, (key, _))| asked == key));
    })
    .await;
}

#[tokio::test]
async fn host_that_does_not_answer_keeps_no_other_waiting() {
    on_each(async |base| {
        let silent = Origin::start(|_| (String::new(), Then::Hold)).await;
        let quick = Agency::start().await;
        quick.article("/rain", "Rain over Tolva", 1);
        quick.feed(&[told("/rain", "Rain over Tolva")]);
        let admit = vec![silent.admit(), quick.origin.admit()];
        let room = Newsroom::admitting(base, admit, &[quick.source("quick")]).await;
        let mut tx = room.wire.db.write().await.unwrap();
        let slugs: Vec<String> = (0..300).map(|n| format!("silent{n}")).collect();
        for slug in &slugs {
            let list = Some(silent.url(&format!("/{slug}")));
            let one = Source { list, ..source(slug) };
            sources::save(&mut tx, &one, "ed", 5).await.unwrap();
        }
        // Those of the silent host come first, and are more than may be asked at a time.
        let mut polls: Vec<_> = slugs.iter().map(|slug| (slug.as_str(), 1)).collect();
        polls.push(("quick", 2));
        jobs::add_at(&mut tx, "poll", &polls).await.unwrap();
        tx.commit().await.unwrap();
        let stop = CancellationToken::new();
        let work = tokio::spawn(work::run(room.wire.clone(), stop.clone()));
        let published = async {
            while room.wire.head() == 0 {
                // Not for anything to happen in time, only to let the work have the processor.
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        };
        let published = tokio::time::timeout(Duration::from_secs(120), published).await;
        assert!(
            published.is_ok(),
            "the quick host's article is out while the silent one is waited for"
        );
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain over Tolva");
        let sql = "SELECT COUNT(*) FROM job WHERE kind = 'poll' AND lease_ms > 0";
        assert!(room.count(sql).await < 64, "the others of the silent host are put off");
        stop.cancel();
        work.await.unwrap();
    })
    .await;
}
