//! Erasures that were asked for, and wait for another person.

use crate::error::Result;
use crate::store::db::{Row, Tx};
use mediawire_core::model::id::ItemId;

/// Who has asked for an erasure that another person is to confirm, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The order, in words.
    pub why: String,
    /// Whether the law asks for it.
    pub is_legal: bool,
    /// Who has asked.
    pub by: String,
}

/// Says that somebody has asked for an erasure.
///
/// # Errors
/// As the statements give; `Conflict` if somebody has already.
pub async fn ask(tx: &mut Tx, item: ItemId, asked: &Asked, at_ms: i64) -> Result<()> {
    tx.run(
        "INSERT INTO erasure_asked (item, why, is_legal, by_whom, at_ms) VALUES ($1, $2, $3, $4, $5)",
        &[
            (&item.0).into(),
            asked.why.as_str().into(),
            i64::from(asked.is_legal).into(),
            asked.by.as_str().into(),
            at_ms.into(),
        ],
    )
    .await
}

/// Who has asked for the erasure of an item, if anybody has.
///
/// # Errors
/// As the statements give.
pub async fn asked(tx: &mut Tx, item: ItemId) -> Result<Option<Asked>> {
    let sql = "SELECT why, is_legal, by_whom FROM erasure_asked WHERE item = $1";
    let row = tx.row_if(sql, &[(&item.0).into()]).await?;
    Ok(row.map(|mut row| Asked { why: row.text(), is_legal: row.int() != 0, by: row.text() }))
}

/// Forgets that an erasure was asked for or said, before anything of it was done.
///
/// # Errors
/// As the statements give.
pub async fn take_back(tx: &mut Tx, item: ItemId) -> Result<()> {
    tx.run("DELETE FROM erasure_asked WHERE item = $1", &[(&item.0).into()]).await?;
    tx.run("DELETE FROM erased WHERE item = $1 AND is_done = 0", &[(&item.0).into()]).await
}

/// An erasure that waits for another person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The item's public id.
    pub public: String,
    /// Who has asked, and why.
    pub asked: Asked,
}

/// The erasures that wait for another person, the first first.
///
/// # Errors
/// As the statements give.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<Waiting>> {
    const SQL: &str =
        "SELECT i.public, a.why, a.is_legal, a.by_whom FROM erasure_asked a JOIN item i ON i.id = a.item
         ORDER BY a.at_ms, i.public";
    let read = |mut row: Row| Waiting {
        public: row.text(),
        asked: Asked { why: row.text(), is_legal: row.int() != 0, by: row.text() },
    };
    Ok(tx.rows(SQL, &[]).await?.into_iter().map(read).collect())
}
