//! Pages that a person took at the desk, and what they said of them.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::EntryId;

/// What a person said of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub account: String,
    /// From where.
    pub place: String,
    /// Whether it goes out at once.
    pub goes_out: bool,
}

/// Keeps what a person says of an entry.
///
/// # Errors
/// As the statements give.
pub async fn add(
    tx: &mut Tx,
    (entry, said): (EntryId, Digest),
    (account, place): (&str, &str),
    goes_out: bool,
) -> Result<()> {
    let sql =
        "INSERT INTO taken (entry, said, account, goes_out, place) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (entry, said) DO NOTHING";
    let goes_out = i64::from(goes_out);
    let args = [(&entry.0).into(), (&said).into(), account.into(), goes_out.into(), place.into()];
    tx.run(sql, &args).await
}

/// What a person said of an entry, if one did.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, (entry, said): (EntryId, Digest)) -> Result<Option<Row>> {
    let sql = "SELECT account, place, goes_out FROM taken WHERE entry = $1 AND said = $2";
    let row = tx.row_if(sql, &[(&entry.0).into(), (&said).into()]).await?;
    Ok(row.map(|mut row| Row { account: row.text(), place: row.text(), goes_out: row.int() != 0 }))
}
