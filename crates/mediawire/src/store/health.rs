//! What readers may know of a source beside what an editor wrote of it.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::model::id::Slug;

/// Since when the wire knows `source`, in Unix milliseconds.
///
/// # Errors
/// As the statements give.
pub async fn since(tx: &mut Tx, source: &Slug) -> Result<Option<i64>> {
    const SQL: &str = "SELECT at_ms FROM source_history WHERE slug = $1 ORDER BY n LIMIT 1";
    Ok(tx.row_if(SQL, &[source.as_str().into()]).await?.map(|mut row| row.int()))
}

/// When the list at `url` first failed after `ok_ms` (Unix milliseconds), and the code of its last failure.
///
/// # Errors
/// As the statements give.
pub async fn failing(tx: &mut Tx, url: &str, ok_ms: i64) -> Result<Option<(i64, String)>> {
    const FIRST: &str =
        "SELECT at_ms FROM fetch_log WHERE url = $1 AND at_ms > $2 AND code <> '304'
        ORDER BY at_ms LIMIT 1";
    const LAST: &str = "SELECT code FROM fetch_log WHERE url = $1 AND at_ms > $2 AND code <> '304'
        ORDER BY at_ms DESC LIMIT 1";
    let url = super::indexed(url);
    let args = [url.as_ref().into(), ok_ms.into()];
    let Some(mut first) = tx.row_if(FIRST, &args).await? else { return Ok(None) };
    let last = tx.row_if(LAST, &args).await?.map(|mut row| row.text()).unwrap_or_default();
    Ok(Some((first.int(), last)))
}

/// When the job `key` of `kind` is due, in Unix milliseconds, if there is such a job.
///
/// # Errors
/// As the statements give.
pub async fn due_at(tx: &mut Tx, kind: &str, key: &str) -> Result<Option<i64>> {
    const SQL: &str = "SELECT run_at FROM job WHERE kind = $1 AND key = $2";
    Ok(tx.row_if(SQL, &[kind.into(), key.into()]).await?.map(|mut row| row.int()))
}
