//! How far imports have come that are not at their end.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::Mark;

/// Where the import of the file stands, and what it has counted, as JSON; `None` unless it was broken off.
///
/// # Errors
/// As the statement gives.
pub async fn mark(tx: &mut Tx, file: Digest) -> Result<Option<(Mark, String)>> {
    let row = tx
        .row_if(
            "SELECT at_byte, n_records, report FROM import_mark WHERE file = $1",
            &[(&file).into()],
        )
        .await?;
    Ok(row.map(|mut row| {
        let (at_byte, n_records) = (row.int().unsigned_abs(), row.int().unsigned_abs());
        (Mark { at_byte, n_records }, row.text())
    }))
}

/// Keeps where the import of the file stands, with the records that this transaction saves.
///
/// # Errors
/// As the statement gives.
pub async fn save(tx: &mut Tx, file: Digest, mark: Mark, report: &str) -> Result<()> {
    tx.run(
        "INSERT INTO import_mark (file, at_byte, n_records, report) VALUES ($1, $2, $3, $4)
         ON CONFLICT (file) DO UPDATE SET at_byte = excluded.at_byte,
         n_records = excluded.n_records, report = excluded.report",
        &[
            (&file).into(),
            super::int(mark.at_byte).into(),
            super::int(mark.n_records).into(),
            report.into(),
        ],
    )
    .await
}

/// Forgets where it stood: all of it is done.
///
/// # Errors
/// As the statement gives.
pub async fn end(tx: &mut Tx, file: Digest) -> Result<()> {
    tx.run("DELETE FROM import_mark WHERE file = $1", &[(&file).into()]).await
}
