//! What people at the desk tell each other of items. Nothing here changes a note, and no page of the site reads one.

use crate::error::Result;
use crate::store::db::{Row, Tx};
use mediawire_core::model::id::ItemId;

/// A note at an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskNote {
    /// Its number among the item's notes, from 1.
    pub n: i64,
    /// Who wrote it: an account.
    pub by: String,
    /// The words: one line or several, not empty.
    pub words: String,
    /// When, Unix milliseconds.
    pub at_ms: i64,
}

/// Every note at `item`, the last first.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Vec<DeskNote>> {
    let sql = "SELECT n, by_whom, words, at_ms FROM desk_note WHERE item = $1 ORDER BY n DESC";
    let rows = tx.rows(sql, &[(&item.0).into()]).await?;
    let note = |mut row: Row| DeskNote {
        n: row.int(),
        by: row.text(),
        words: row.text(),
        at_ms: row.int(),
    };
    Ok(rows.into_iter().map(note).collect())
}

/// Adds a note at `item`, and gives its number.
///
/// # Errors
/// As the statements give; `Conflict` if another was added at the same moment.
pub async fn add(tx: &mut Tx, item: ItemId, (by, words): (&str, &str), at_ms: i64) -> Result<i64> {
    let mut row = tx
        .row(
            "INSERT INTO desk_note (item, n, by_whom, words, at_ms)
             SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, CAST($4 AS BIGINT) FROM desk_note WHERE item = $1
             RETURNING n",
            &[(&item.0).into(), by.into(), words.into(), at_ms.into()],
        )
        .await?;
    Ok(row.int())
}
