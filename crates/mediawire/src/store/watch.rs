//! The pages and posts that are looked at again: what was seen of each last, and what a source's have taught.

use crate::error::Result;
use crate::store::db::{Row, Tx};
use jiff::Timestamp;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, Slug};
use mediawire_core::read::watching::{STAGES, Seen};

/// A page that is looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The item of which the page is.
    pub item: ItemId,
    /// The version of the item that stands on the wire.
    pub article: ArticleId,
    /// The page's last capture.
    pub capture: CaptureId,
    /// When it was published, or last found changed (Unix milliseconds).
    pub born_ms: i64,
    /// When it was looked at last.
    pub looked_ms: i64,
    /// How often it was looked at.
    pub n_looks: i64,
    /// Since when its server says that there is no such page; 0 if it does not.
    pub gone_ms: i64,
    /// The code of that: `not-found`, `gone`, `legal`, `no-article`; else empty.
    pub gone: String,
    /// What else was wrong with the last answer; empty if nothing was.
    pub trouble: String,
}

fn read(mut row: Row) -> Result<Watched> {
    Ok(Watched {
        item: ItemId(super::digest(&row.bytes(), "watch.item")?),
        article: ArticleId(super::digest(&row.bytes(), "watch.article")?),
        capture: CaptureId(super::digest(&row.bytes(), "watch.capture")?),
        born_ms: row.int(),
        looked_ms: row.int(),
        n_looks: row.int(),
        gone_ms: row.int(),
        gone: row.text(),
        trouble: row.text(),
    })
}

/// What was seen last of the page of `item`, if it is looked at again.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Option<Watched>> {
    const SQL: &str =
        "SELECT item, article, capture, born_ms, looked_ms, n_looks, gone_ms, gone, trouble
        FROM watch WHERE item = $1";
    tx.row_if(SQL, &[(&item.0).into()]).await?.map(read).transpose()
}

/// The same of the page of which `capture` is the last one. A list in which posts were is the page of none of them.
///
/// # Errors
/// As the statements give.
pub async fn captured(tx: &mut Tx, capture: CaptureId) -> Result<Option<Watched>> {
    const SQL: &str =
        "SELECT item, article, capture, born_ms, looked_ms, n_looks, gone_ms, gone, trouble
        FROM watch w WHERE capture = $1 AND NOT EXISTS (SELECT 1 FROM watch_post p WHERE p.item = w.item)";
    tx.row_if(SQL, &[(&capture.0).into()]).await?.map(read).transpose()
}

/// Keeps what was seen last of a page.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, it: &Watched) -> Result<()> {
    tx.run(
        "INSERT INTO watch (item, article, capture, born_ms, looked_ms, n_looks, gone_ms, gone, trouble)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (item) DO UPDATE SET article = excluded.article, capture = excluded.capture,
         born_ms = excluded.born_ms, looked_ms = excluded.looked_ms, n_looks = excluded.n_looks,
         gone_ms = excluded.gone_ms, gone = excluded.gone, trouble = excluded.trouble",
        &[
            (&it.item.0).into(),
            (&it.article.0).into(),
            (&it.capture.0).into(),
            it.born_ms.into(),
            it.looked_ms.into(),
            it.n_looks.into(),
            it.gone_ms.into(),
            it.gone.as_str().into(),
            it.trouble.as_str().into(),
        ],
    )
    .await
}

/// A post that is looked for in its account's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    /// The item that it is.
    pub item: ItemId,
    /// Its identity in the list.
    pub entry: EntryId,
    /// When it was published.
    pub at: Timestamp,
}

fn read_post(mut row: Row) -> Result<Post> {
    Ok(Post {
        item: ItemId(super::digest(&row.bytes(), "watch_post.item")?),
        entry: EntryId(super::digest(&row.bytes(), "watch_post.entry")?),
        at: super::instant(row.int())?,
    })
}

/// The post that `item` is, if it is one that is looked for.
///
/// # Errors
/// As the statements give.
pub async fn post(tx: &mut Tx, item: ItemId) -> Result<Option<Post>> {
    let sql = "SELECT item, entry, at_ms FROM watch_post WHERE item = $1";
    tx.row_if(sql, &[(&item.0).into()]).await?.map(read_post).transpose()
}

/// The posts of `source` that are looked for and were published from `since` on, the first ones; at most `n_max`.
///
/// # Errors
/// As the statements give.
pub async fn posts(tx: &mut Tx, source: &Slug, since: Timestamp, n_max: i64) -> Result<Vec<Post>> {
    const SQL: &str = "SELECT item, entry, at_ms FROM watch_post WHERE source = $1 AND at_ms >= $2
        ORDER BY at_ms, item LIMIT $3";
    let at = [source.as_str().into(), since.as_millisecond().into(), n_max.into()];
    tx.rows(SQL, &at).await?.into_iter().map(read_post).collect()
}

/// Keeps that an item is a post of `source`.
///
/// # Errors
/// As the statements give.
pub async fn add_post(tx: &mut Tx, source: &Slug, it: &Post) -> Result<()> {
    tx.run(
        "INSERT INTO watch_post (item, source, entry, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (item) DO UPDATE SET source = excluded.source, entry = excluded.entry, at_ms = excluded.at_ms",
        &[
            (&it.item.0).into(),
            source.as_str().into(),
            (&it.entry.0).into(),
            it.at.as_millisecond().into(),
        ],
    )
    .await
}

/// What the pages of `source` have taught, by stage.
///
/// # Errors
/// As the statements give.
pub async fn history(tx: &mut Tx, source: &Slug) -> Result<[Seen; STAGES]> {
    const SQL: &str = "SELECT stage, watched_ms, n_changes FROM watch_history WHERE source = $1";
    let mut seen = [Seen::default(); STAGES];
    for mut row in tx.rows(SQL, &[source.as_str().into()]).await? {
        let stage = usize::try_from(row.int()).ok().and_then(|stage| seen.get_mut(stage));
        if let Some(stage) = stage {
            *stage = Seen { watched_ms: row.int(), n_changes: row.int() };
        }
    }
    Ok(seen)
}

/// Adds to what the pages of `source` have taught of a stage.
///
/// # Errors
/// As the statements give.
pub async fn learn(tx: &mut Tx, source: &Slug, stage: usize, more: Seen) -> Result<()> {
    tx.run(
        "INSERT INTO watch_history (source, stage, watched_ms, n_changes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (source, stage) DO UPDATE SET watched_ms = watch_history.watched_ms + excluded.watched_ms,
         n_changes = watch_history.n_changes + excluded.n_changes",
        &[
            source.as_str().into(),
            super::int(stage).into(),
            more.watched_ms.into(),
            more.n_changes.into(),
        ],
    )
    .await
}
