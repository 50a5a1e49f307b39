//! What was noticed of a source that is no failure: for its health, which an editor sees.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::model::id::Slug;

/// Longest words that are kept of a doubt, in bytes.
const WORDS_BYTES_MAX: usize = 1_000;

/// Something that was noticed of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What kind of thing, in a word.
    pub code: String,
    /// Where it was noticed last.
    pub url: String,
    /// What it was there, in words.
    pub words: String,
    /// When it was noticed first, Unix milliseconds.
    pub first_ms: i64,
    /// When it was noticed last.
    pub last_ms: i64,
    /// How often.
    pub n: i64,
}

/// Notes something of `source` that was seen at `url` at `at_ms` (Unix ms): a code and its words.
///
/// # Errors
/// As the statements give.
pub async fn note(
    tx: &mut Tx,
    source: &str,
    (url, at_ms): (&str, i64),
    (code, words): (&str, &str),
) -> Result<()> {
    let words = &words[..words.floor_char_boundary(WORDS_BYTES_MAX)];
    tx.run(
        "INSERT INTO source_doubt (source, code, url, words, first_ms, last_ms, n)
         VALUES ($1, $2, $3, $4, $5, $5, 1) ON CONFLICT (source, code) DO UPDATE SET url = excluded.url,
         words = excluded.words, last_ms = excluded.last_ms, n = source_doubt.n + 1",
        &[source.into(), code.into(), url.into(), words.into(), at_ms.into()],
    )
    .await
}

/// Takes back what was noticed of `source` under `code`: it is so no more.
///
/// # Errors
/// As the statements give.
pub async fn clear(tx: &mut Tx, source: &str, code: &str) -> Result<()> {
    let sql = "DELETE FROM source_doubt WHERE source = $1 AND code = $2";
    tx.run(sql, &[source.into(), code.into()]).await
}

/// All that was noticed of `source`, the latest first.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, source: &Slug) -> Result<Vec<Doubt>> {
    let sql = "SELECT code, url, words, first_ms, last_ms, n FROM source_doubt
               WHERE source = $1 ORDER BY last_ms DESC, code";
    let rows = tx.rows(sql, &[source.as_str().into()]).await?;
    Ok(rows
        .into_iter()
        .map(|mut row| Doubt {
            code: row.text(),
            url: row.text(),
            words: row.text(),
            first_ms: row.int(),
            last_ms: row.int(),
            n: row.int(),
        })
        .collect())
}
