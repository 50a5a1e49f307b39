//! The table of jobs: what is to be done, when, and what could not be done.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::many;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// How long a claimed job stays claimed, in milliseconds: longer than any host's queue keeps a question waiting. A process
/// that starts takes back at once all that one before it had claimed.
pub const LEASE_MS: i64 = 24 * 3_600_000;

/// A job that was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// What it is about: see `pipeline::Job`.
    pub key: String,
    /// How often it was tried before.
    pub n_tries: i64,
}

/// Jobs that failed while the store could not be written, by kind: they are put back as soon as it can be.
#[derive(Debug, Default)]
pub struct Stuck(Mutex<Vec<(&'static str, Claimed)>>);

impl Stuck {
    /// One more.
    pub fn add(&self, kind: &'static str, job: Claimed) {
        self.lock().push((kind, job));
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// Takes those there are: nobody else puts them back meanwhile.
    #[must_use]
    pub fn take(&self) -> Vec<(&'static str, Claimed)> {
        std::mem::take(&mut *self.lock())
    }

    /// They are not put back yet.
    pub fn put_back(&self, taken: Vec<(&'static str, Claimed)>) {
        self.lock().extend(taken);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(&'static str, Claimed)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds a job to be run at `run_at` (Unix ms). If it is there already, the earlier time holds.
///
/// Jobs of a kind that are added for the same millisecond keep the order in which they were added: which of two texts
/// of an item is the newer, and which of two equal items came first, must not hang on how fast a run is.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, kind: &str, key: &str, run_at: i64) -> Result<()> {
    tx.run(
        "INSERT INTO job (kind, key, run_at, place, n_tries, lease_ms) VALUES ($1, $2, $3,
         (SELECT COALESCE(MAX(place), 0) + 1 FROM job WHERE kind = $1 AND run_at = $3), 0, 0)
         ON CONFLICT (kind, key) DO UPDATE SET run_at = excluded.run_at, place = excluded.place
         WHERE excluded.run_at < job.run_at",
        &[kind.into(), key.into(), run_at.into()],
    )
    .await
}

/// Takes up to `n` jobs of `kind` that are due at `now`, the longest due first, and holds them until `lease`.
///
/// # Errors
/// As the statements give.
pub async fn claim(tx: &mut Tx, kind: &str, now: i64, lease: i64, n: i64) -> Result<Vec<Claimed>> {
    let rows = tx
        .rows(
            "UPDATE job SET lease_ms = $1 WHERE kind = $2 AND key IN
             (SELECT key FROM job WHERE kind = $2 AND run_at <= $3 AND lease_ms <= $3
              ORDER BY run_at, place, key LIMIT $4 /*pg:FOR UPDATE SKIP LOCKED*/)
             RETURNING run_at, place, key, n_tries",
            &[lease.into(), kind.into(), now.into(), n.into()],
        )
        .await?;
    let mut jobs: Vec<((i64, i64), Claimed)> = rows
        .into_iter()
        .map(|mut row| ((row.int(), row.int()), Claimed { key: row.text(), n_tries: row.int() }))
        .collect();
    jobs.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
    Ok(jobs.into_iter().map(|(_, job)| job).collect())
}

/// When the next job of `kind` that nobody holds is due; `None` if there is none.
///
/// # Errors
/// As the statements give.
pub async fn next_due(tx: &mut Tx, kind: &str, now: i64) -> Result<Option<i64>> {
    let row = tx
        .row_if(
            "SELECT run_at FROM job WHERE kind = $1 AND lease_ms <= $2 ORDER BY run_at LIMIT 1",
            &[kind.into(), now.into()],
        )
        .await?;
    Ok(row.map(|mut row| row.int()))
}

/// Takes a job off the table: it is done.
///
/// # Errors
/// As the statements give.
pub async fn done(tx: &mut Tx, kind: &str, key: &str) -> Result<()> {
    tx.run("DELETE FROM job WHERE kind = $1 AND key = $2", &[kind.into(), key.into()]).await
}

/// Puts a claimed job back, to be tried again at `run_at`; `n_tries` counts this try.
///
/// # Errors
/// As the statements give.
pub async fn again(tx: &mut Tx, kind: &str, key: &str, run_at: i64, n_tries: i64) -> Result<()> {
    tx.run(
        "UPDATE job SET run_at = $3, n_tries = $4, lease_ms = 0 WHERE kind = $1 AND key = $2",
        &[kind.into(), key.into(), run_at.into(), n_tries.into()],
    )
    .await
}

/// Puts claimed jobs of `kind` back, each with the time (Unix ms) at which it is to be done and its count of tries.
///
/// # Errors
/// As the statements give.
pub async fn again_at(tx: &mut Tx, kind: &str, jobs: &[(&str, i64, i64)]) -> Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!(
            "UPDATE job SET run_at = v.column3, n_tries = v.column4, lease_ms = 0 FROM ({}) AS v
             WHERE job.kind = v.column1 AND job.key = v.column2",
            many::values(4)
        )
    });
    let rows: Vec<_> = jobs
        .iter()
        .map(|(key, run_at, n)| [kind.into(), (*key).into(), (*run_at).into(), (*n).into()])
        .collect();
    many::run(tx, &SQL, &rows, ["".into(), "".into(), 0.into(), 0.into()]).await.map(drop)
}

/// Adds jobs of `kind`, none of them twice, each at its time (Unix ms). Those that are there already stay as they are.
///
/// # Errors
/// As the statements give.
pub async fn add_at(tx: &mut Tx, kind: &str, jobs: &[(&str, i64)]) -> Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!(
            "INSERT INTO job (kind, key, run_at, place, n_tries, lease_ms)
             SELECT column1, column2, column3, 1, 0, 0 FROM ({}) AS v WHERE column1 <> ''
             ON CONFLICT (kind, key) DO NOTHING",
            many::values(3)
        )
    });
    let rows: Vec<_> =
        jobs.iter().map(|(key, run_at)| [kind.into(), (*key).into(), (*run_at).into()]).collect();
    many::run(tx, &SQL, &rows, ["".into(), "".into(), 0.into()]).await.map(drop)
}

/// Takes a job off the table and parks it with the reason, for a person to see.
///
/// # Errors
/// As the statements give.
pub async fn park(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    at_ms: i64,
    (code, why): (&str, &str),
) -> Result<()> {
    done(tx, kind, key).await?;
    tx.run(
        "INSERT INTO parked (kind, key, at_ms, code, why) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, key, at_ms) DO NOTHING",
        &[kind.into(), key.into(), at_ms.into(), code.into(), why.into()],
    )
    .await
}

/// What is parked: kind, time (Unix ms), and why, the latest first; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn parked(tx: &mut Tx, n: i64) -> Result<Vec<(String, i64, String)>> {
    let sql = "SELECT kind, at_ms, why FROM parked ORDER BY at_ms DESC, kind, key LIMIT $1";
    let rows = tx.rows(sql, &[n.into()]).await?;
    Ok(rows.into_iter().map(|mut row| (row.text(), row.int(), row.text())).collect())
}

/// Lets go of every job that a process which is gone had claimed. A list that it was about to ask counts as asked, and
/// is due an interval later: else each restart would ask it anew.
///
/// # Errors
/// As the statements give.
pub async fn release_all(tx: &mut Tx) -> Result<()> {
    tx.run(
        "UPDATE job SET run_at = lease_ms - $1 + (SELECT s.cadence_ms FROM source s WHERE s.slug = job.key)
         WHERE kind = 'poll' AND lease_ms > 0 AND EXISTS (SELECT 1 FROM source s WHERE s.slug = job.key)",
        &[LEASE_MS.into()],
    )
    .await?;
    tx.run("UPDATE job SET lease_ms = 0 WHERE lease_ms > 0", &[]).await
}

/// How many jobs there are, a row a kind, and how many are parked.
///
/// # Errors
/// As the statements give.
pub async fn counts(tx: &mut Tx) -> Result<(Vec<(String, i64)>, i64)> {
    let rows = tx.rows("SELECT kind, COUNT(*) FROM job GROUP BY kind ORDER BY kind", &[]).await?;
    let parked = tx.row("SELECT COUNT(*) FROM parked", &[]).await?.int();
    Ok((rows.into_iter().map(|mut row| (row.text(), row.int())).collect(), parked))
}

/// Whether there is such a job.
///
/// # Errors
/// As the statements give.
pub async fn is_there(tx: &mut Tx, kind: &str, key: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM job WHERE kind = $1 AND key = $2";
    Ok(tx.row_if(sql, &[kind.into(), key.into()]).await?.is_some())
}

/// How many jobs are due at `now` or held.
///
/// # Errors
/// As the statements give.
pub async fn due(tx: &mut Tx, now: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM job WHERE run_at <= $1 OR lease_ms > $1";
    Ok(tx.row(sql, &[now.into()]).await?.int())
}

/// Whether a job of a kind waits, or is being done, whose key ends with `end`.
///
/// # Errors
/// As the statements give.
pub async fn is_awaited(tx: &mut Tx, kind: &str, end: &str) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM job WHERE kind = $1 AND SUBSTR(key, LENGTH(key) - LENGTH($2) + 1) = $2 LIMIT 1";
    Ok(tx.row_if(SQL, &[kind.into(), end.into()]).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::{add, claim};
    use crate::store::db::Db;
    use crate::store::migrate::migrate;

    #[tokio::test]
    async fn jobs_of_one_millisecond_keep_their_order() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&dir.path().join("wire.db"), false).await.unwrap();
        migrate(&db).await.unwrap();
        let mut tx = db.write().await.unwrap();
        for (key, run_at) in [("d", 5), ("b", 5), ("late", 6), ("c", 5), ("early", 4), ("b", 5)] {
            add(&mut tx, "identify", key, run_at).await.unwrap();
        }
        let keys = |jobs: Vec<super::Claimed>| -> Vec<String> {
            jobs.into_iter().map(|job| job.key).collect()
        };
        let first = claim(&mut tx, "identify", 5, 100, 3).await.unwrap();
        assert_eq!(keys(first), ["early", "d", "b"]);
        let rest = claim(&mut tx, "identify", 6, 100, 9).await.unwrap();
        assert_eq!(keys(rest), ["c", "late"]);
    }
}
