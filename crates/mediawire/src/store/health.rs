//! What readers may know of a source beside what an editor wrote of it.

use crate::error::Result;
use crate::store::articles;
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

/// How much of what the lists of a source announced came in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Came {
    /// The pieces that were announced.
    pub n_announced: i64,
    /// Those of which there is an article.
    pub n_came: i64,
    /// Why there is none of the others: the codes of their outcomes, the commonest first, and how many have each. Of
    /// what still waits nothing stands here.
    pub missing: Vec<(String, i64)>,
}

/// How much came in of what `source` announced since `ms` (Unix milliseconds).
///
/// # Errors
/// As the statements give.
pub async fn came(tx: &mut Tx, source: &Slug, ms: i64) -> Result<Came> {
    const ALL: &str = "SELECT COUNT(DISTINCT id) FROM entry WHERE source = $1 AND at_ms > $2";
    const HERE: &str =
        "SELECT COUNT(DISTINCT e.id) FROM entry e WHERE e.source = $1 AND e.at_ms > $2
        AND EXISTS (SELECT 1 FROM article a WHERE a.entry = e.id)";
    const MISSING: &str = "SELECT o.code, COUNT(DISTINCT e.id) AS n FROM entry e
        JOIN outcome o ON o.entry = e.id AND o.said = e.said WHERE e.source = $1 AND e.at_ms > $2
        AND NOT EXISTS (SELECT 1 FROM article a WHERE a.entry = e.id) GROUP BY o.code ORDER BY n DESC, o.code";
    let args = [source.as_str().into(), ms.into()];
    let n_announced = tx.row(ALL, &args).await?.int();
    let n_came = tx.row(HERE, &args).await?.int();
    let rows = tx.rows(MISSING, &args).await?;
    let missing = rows.into_iter().map(|mut row| (row.text(), row.int())).collect();
    Ok(Came { n_announced, n_came, missing })
}

/// How long after their publication the last `n` items of `source` came that came after `ms` (Unix milliseconds), in
/// milliseconds. Those are left out whose pages state no time with a zone, or one that lay ahead.
///
/// # Errors
/// As the statements give.
pub async fn lags(tx: &mut Tx, source: &Slug, ms: i64, n: i64) -> Result<Vec<i64>> {
    const SQL: &str = "SELECT i.received_ms, a.headline, a.meta FROM item i
        JOIN item_version v ON v.item = i.id AND v.n = 1 JOIN article a ON a.id = v.article
        WHERE i.source = $1 AND i.received_ms > $2 ORDER BY i.received_ms DESC LIMIT $3";
    let mut lags = Vec::new();
    for mut row in tx.rows(SQL, &[source.as_str().into(), ms.into(), n.into()]).await? {
        let (received_ms, headline) = (row.int(), row.text());
        let published = articles::read_meta(headline, &row.text())?.published;
        let stated = published.filter(|time| time.offset_s.is_some());
        lags.extend(
            stated.map(|time| received_ms - time.at.as_millisecond()).filter(|lag| *lag >= 0),
        );
    }
    Ok(lags)
}
