//! What was done that is no decision on an item. Nothing here changes one.

use crate::error::Result;
use crate::store::db::{Row, Tx};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// Who: an account's name, or a name of the system.
    pub by: String,
    /// What, in a word: `account-add`.
    pub what: String,
    /// On what: an account's name, a source's slug.
    pub object: String,
    /// What it was before; empty if there was none.
    pub was: String,
    /// What it is now; empty if there is none.
    pub becomes: String,
    /// From where: the address of who asked, or `command`.
    pub place: String,
}

/// What an act is called by which a domain's site file becomes another.
pub const SITE_RULE: &str = "site-rule";

/// Puts an act on record.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, act: &Act) -> Result<()> {
    tx.run(
        "INSERT INTO act (n, at_ms, by_whom, what, object, was, becomes, place)
         SELECT COALESCE(MAX(n), 0) + 1, CAST($1 AS BIGINT), $2, $3, $4, $5, $6, $7 FROM act",
        &[
            act.at_ms.into(),
            act.by.as_str().into(),
            act.what.as_str().into(),
            act.object.as_str().into(),
            act.was.as_str().into(),
            act.becomes.as_str().into(),
            act.place.as_str().into(),
        ],
    )
    .await
}

/// The act `what` on `object` that was done at just that moment, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn at(tx: &mut Tx, at_ms: i64, what: &str, object: &str) -> Result<Option<Act>> {
    let sql = "SELECT at_ms, by_whom, what, object, was, becomes, place FROM act
               WHERE at_ms = $1 AND what = $2 AND object = $3 ORDER BY n DESC LIMIT 1";
    Ok(tx.row_if(sql, &[at_ms.into(), what.into(), object.into()]).await?.map(read))
}

/// The last `n` acts, the newest first.
///
/// # Errors
/// As the statements give.
pub async fn last(tx: &mut Tx, n: i64) -> Result<Vec<Act>> {
    let sql = "SELECT at_ms, by_whom, what, object, was, becomes, place FROM act ORDER BY n DESC LIMIT $1";
    Ok(tx.rows(sql, &[n.into()]).await?.into_iter().map(read).collect())
}

fn read(mut row: Row) -> Act {
    Act {
        at_ms: row.int(),
        by: row.text(),
        what: row.text(),
        object: row.text(),
        was: row.text(),
        becomes: row.text(),
        place: row.text(),
    }
}
