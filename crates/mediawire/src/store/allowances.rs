//! How many pages of a source are asked for a day.

use crate::error::Result;
use crate::store::db::Tx;

/// The pages of a source that are asked for on two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Allowance {
    /// Today, as days since 1970; an earlier day if none was asked for since.
    pub day: i64,
    /// How many are asked for on that day.
    pub n: i64,
    /// The last day for which one waits; any other than a later one if none does.
    pub last_day: i64,
    /// How many wait for that last day.
    pub n_last: i64,
    /// How many pieces the source brought a day when `day` began.
    pub usual: i64,
}

/// The allowance of `source`; the default if none of its pages was asked for yet. Nobody else reads it until the end of
/// the transaction.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, source: &str) -> Result<Allowance> {
    let sql =
        "SELECT day, n, last_day, n_last, usual FROM allowance WHERE source = $1/*pg: FOR UPDATE*/";
    let row = tx.row_if(sql, &[source.into()]).await?;
    Ok(row.map_or_else(Allowance::default, |mut row| Allowance {
        day: row.int(),
        n: row.int(),
        last_day: row.int(),
        n_last: row.int(),
        usual: row.int(),
    }))
}

/// Keeps the allowance of `source`.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, source: &str, allowance: Allowance) -> Result<()> {
    let Allowance { day, n, last_day, n_last, usual } = allowance;
    tx.run(
        "INSERT INTO allowance (source, day, n, last_day, n_last, usual) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (source) DO UPDATE SET day = excluded.day, n = excluded.n,
         last_day = excluded.last_day, n_last = excluded.n_last, usual = excluded.usual",
        &[source.into(), day.into(), n.into(), last_day.into(), n_last.into(), usual.into()],
    )
    .await
}

/// How many items `source` has brought since `ms` (Unix milliseconds).
///
/// # Errors
/// As the statements give.
pub async fn n_items_since(tx: &mut Tx, source: &str, ms: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM item WHERE source = $1 AND received_ms > $2";
    Ok(tx.row(sql, &[source.into(), ms.into()]).await?.int())
}

/// The days (since 1970, UTC) since `ms` (Unix milliseconds) on which `source` has brought items, and how many on each.
///
/// # Errors
/// As the statements give.
pub async fn n_items_by_day(tx: &mut Tx, source: &str, ms: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT received_ms / 86400000 AS day, COUNT(*) FROM item
               WHERE source = $1 AND received_ms > $2 GROUP BY day ORDER BY day";
    let rows = tx.rows(sql, &[source.into(), ms.into()]).await?;
    Ok(rows.into_iter().map(|mut row| (row.int(), row.int())).collect())
}
