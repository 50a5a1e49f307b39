//! All sources together: how often they are to be polled, and which of them nobody will poll.

use crate::error::Result;
use crate::store::db::Tx;

/// A source with a list and without a job that polls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unscheduled {
    /// Which.
    pub slug: String,
    /// Whether it was never asked.
    pub is_new: bool,
}

/// How many polls an hour all sources together ask for: each at the distance that its last poll set to its next, by its
/// rhythm, by what it asks for and by what failed, and those that were not asked yet at their interval.
///
/// # Errors
/// As the statements give.
pub async fn needed(tx: &mut Tx) -> Result<u64> {
    // Of each, the polls in a thousand hours: a whole number that is fine enough. What was pulled forward counts as an
    // interval.
    const SQL: &str = "SELECT CAST(COALESCE(SUM(3600000000 /
            CASE WHEN COALESCE(l.polled_ms, 0) > 0 AND j.run_at - l.polled_ms > s.cadence_ms
            THEN j.run_at - l.polled_ms ELSE s.cadence_ms END), 0) / 1000 AS BIGINT)
         FROM source s JOIN job j ON j.kind = 'poll' AND j.key = s.slug
         LEFT JOIN list_state l ON l.source = s.slug WHERE s.list <> '' AND s.cadence_ms > 0";
    Ok(tx.row(SQL, &[]).await?.int().unsigned_abs())
}

/// Has lists that are due after `latest_ms` asked at `now_ms` (both Unix ms): no list waits so long, unless the clock was
/// ahead when it was put off.
///
/// # Errors
/// As the statements give.
pub async fn pull_in(tx: &mut Tx, now_ms: i64, latest_ms: i64) -> Result<()> {
    const SQL: &str = "UPDATE job SET run_at = $1 WHERE kind = 'poll' AND run_at > $2";
    tx.run(SQL, &[now_ms.into(), latest_ms.into()]).await
}

/// The sources that nobody will poll, by slug.
///
/// # Errors
/// As the statements give.
pub async fn unscheduled(tx: &mut Tx) -> Result<Vec<Unscheduled>> {
    const SQL: &str = "SELECT s.slug, CASE WHEN COALESCE(l.polled_ms, 0) = 0 THEN 'new' ELSE '' END
         FROM source s LEFT JOIN list_state l ON l.source = s.slug
         WHERE s.list <> '' AND NOT EXISTS (SELECT 1 FROM job WHERE kind = 'poll' AND key = s.slug)
         ORDER BY s.slug";
    let rows = tx.rows(SQL, &[]).await?.into_iter();
    Ok(rows
        .map(|mut row| Unscheduled { slug: row.text(), is_new: !row.text().is_empty() })
        .collect())
}

/// How many sources there are.
///
/// # Errors
/// As the statements give.
pub async fn n_sources(tx: &mut Tx) -> Result<i64> {
    Ok(tx.row("SELECT COUNT(*) FROM source", &[]).await?.int())
}
