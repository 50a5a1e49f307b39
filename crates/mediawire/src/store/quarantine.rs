//! Captures of which nothing goes out by itself.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::model::id::CaptureId;

/// Puts a capture into quarantine, by a code and words for an editor; one that is in it keeps its first reason.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, capture: CaptureId, (code, words): (&str, &str)) -> Result<()> {
    let sql = "INSERT INTO quarantine (capture, code, words) VALUES ($1, $2, $3)
               ON CONFLICT (capture) DO NOTHING";
    tx.run(sql, &[(&capture.0).into(), code.into(), words.into()]).await
}

/// Why a capture is in quarantine, if it is: the code and the words.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, capture: CaptureId) -> Result<Option<(String, String)>> {
    let sql = "SELECT code, words FROM quarantine WHERE capture = $1";
    let row = tx.row_if(sql, &[(&capture.0).into()]).await?;
    Ok(row.map(|mut row| (row.text(), row.text())))
}

/// Takes a capture out of quarantine.
///
/// # Errors
/// As the statements give.
pub async fn lift(tx: &mut Tx, capture: CaptureId) -> Result<()> {
    tx.run("DELETE FROM quarantine WHERE capture = $1", &[(&capture.0).into()]).await
}
