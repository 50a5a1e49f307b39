//! Items, their names, their versions, and what became of entries that made none.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use crate::store::{body, standing};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::Body;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, PublicId, Slug};
use mediawire_core::model::item::Item;

fn read(mut row: Row) -> Result<Item> {
    let id = ItemId(super::digest(&row.bytes(), "item.id")?);
    let bug = |what: &str| Error::new(Kind::Bug, format!("item {id} has a {what} that is none"));
    Ok(Item {
        id,
        public: PublicId::parse(&row.text()).ok_or_else(|| bug("public id"))?,
        source: Slug::parse(&row.text()).ok_or_else(|| bug("source"))?,
        url: row.text(),
        received: super::instant(row.int())?,
    })
}

/// The item `id`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, id: ItemId) -> Result<Option<Item>> {
    const SQL: &str = "SELECT id, public, source, url, received_ms FROM item WHERE id = $1";
    tx.row_if(SQL, &[(&id.0).into()]).await?.map(read).transpose()
}

/// Any item, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn any(tx: &mut Tx) -> Result<Option<Item>> {
    const SQL: &str = "SELECT id, public, source, url, received_ms FROM item LIMIT 1";
    tx.row_if(SQL, &[]).await?.map(read).transpose()
}

/// The item that readers know as `public`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn by_public(tx: &mut Tx, public: &PublicId) -> Result<Option<Item>> {
    const SQL: &str = "SELECT id, public, source, url, received_ms FROM item WHERE public = $1";
    tx.row_if(SQL, &[public.as_str().into()]).await?.map(read).transpose()
}

/// The item of `source` that goes by `key` (a guid, an address), if there is one.
///
/// # Errors
/// As the statements give.
pub async fn by_key(tx: &mut Tx, source: &Slug, key: &str) -> Result<Option<ItemId>> {
    const SQL: &str = "SELECT item FROM item_key WHERE source = $1 AND key = $2";
    let key = super::indexed(key);
    match tx.row_if(SQL, &[source.as_str().into(), key.as_ref().into()]).await? {
        Some(mut row) => Ok(Some(ItemId(super::digest(&row.bytes(), "item_key.item")?))),
        None => Ok(None),
    }
}

/// Keeps an item. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, item: &Item) -> Result<()> {
    tx.run(
        "INSERT INTO item (id, public, source, url, received_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING",
        &[
            (&item.id.0).into(),
            item.public.as_str().into(),
            item.source.as_str().into(),
            item.url.as_str().into(),
            item.received.as_millisecond().into(),
        ],
    )
    .await
}

/// Lets `item` go by `keys` too, as far as no other item of the source does.
///
/// # Errors
/// As the statements give.
pub async fn add_keys(tx: &mut Tx, source: &Slug, item: ItemId, keys: &[String]) -> Result<()> {
    for key in keys {
        tx.run(
            "INSERT INTO item_key (source, key, item) VALUES ($1, $2, $3) ON CONFLICT (source, key) DO NOTHING",
            &[source.as_str().into(), super::indexed(key).as_ref().into(), (&item.0).into()],
        )
        .await?;
    }
    Ok(())
}

/// The newest version of `item`: its number, its article and the digest of its words.
///
/// # Errors
/// As the statements give.
pub async fn newest(tx: &mut Tx, item: ItemId) -> Result<Option<(i64, ArticleId, Digest)>> {
    let row = tx
        .row_if(
            "SELECT v.n, v.article, a.words FROM item_version v JOIN article a ON a.id = v.article
             WHERE v.item = $1 ORDER BY v.n DESC LIMIT 1",
            &[(&item.0).into()],
        )
        .await?;
    row.map(|mut row| {
        let n = row.int();
        let article = ArticleId(super::digest(&row.bytes(), "item_version.article")?);
        Ok((n, article, super::digest(&row.bytes(), "article.words")?))
    })
    .transpose()
}

/// The newest version of `item` that has words of its own: its number and its article; `None` if all have those of
/// another item.
///
/// # Errors
/// As the statements give.
pub async fn newest_own(tx: &mut Tx, item: ItemId) -> Result<Option<(i64, ArticleId)>> {
    let row = tx
        .row_if(
            "SELECT v.n, v.article FROM item_version v WHERE v.item = $1
             AND NOT EXISTS (SELECT 1 FROM pickup p WHERE p.item = v.item AND p.article = v.article)
             ORDER BY v.n DESC LIMIT 1",
            &[(&item.0).into()],
        )
        .await?;
    row.map(|mut row| {
        let n = row.int();
        Ok((n, ArticleId(super::digest(&row.bytes(), "item_version.article")?)))
    })
    .transpose()
}

/// The article that the desk has to do with: the item's newest that has words of its own, else its newest; and whether
/// it has those of another item.
///
/// # Errors
/// As the statements give.
pub async fn of_desk(tx: &mut Tx, item: ItemId) -> Result<Option<(ArticleId, bool)>> {
    if let Some((_, article)) = newest_own(tx, item).await? {
        return Ok(Some((article, false)));
    }
    Ok(newest(tx, item).await?.map(|(_, article, _)| (article, true)))
}

/// Whether readers see an item whose words `item` has, or it was killed, which is of its words.
///
/// # Errors
/// As the statements give.
pub async fn original_stands(tx: &mut Tx, item: ItemId) -> Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM pickup p JOIN shown s ON s.item = p.of_item
        WHERE p.item = $1 AND s.withheld <> 1";
    Ok(tx.row(SQL, &[(&item.0).into()]).await?.int() > 0)
}

/// The bodies of the last `n` items of `source`, in their first version, that it had `settled_ms` before `entry` was
/// first announced: however often the entry's page is read, they are the same, and so they are however fast what was
/// announced shortly before it is read.
///
/// # Errors
/// As the statements give.
pub async fn bodies_before(
    tx: &mut Tx,
    source: &Slug,
    entry: EntryId,
    (n, settled_ms): (usize, i64),
) -> Result<Vec<Body>> {
    let rows = tx
        .rows(
            "SELECT b.body FROM item i
             JOIN item_version v ON v.item = i.id AND v.n = 1
             JOIN article_body b ON b.article = v.article
             WHERE i.source = $1 AND i.received_ms < (SELECT MIN(at_ms) FROM entry WHERE id = $2) - $4
             ORDER BY i.received_ms DESC, i.id LIMIT $3",
            &[source.as_str().into(), (&entry.0).into(), super::int(n).into(), settled_ms.into()],
        )
        .await?;
    // One that cannot be read is `verify`'s to report, and no reason to read no more pages.
    Ok(rows.into_iter().filter_map(|mut row| body::read(&row.text()).ok()).collect())
}

/// Every version of `item` with its time, from the first.
///
/// # Errors
/// As the statements give.
pub async fn versions(tx: &mut Tx, item: ItemId) -> Result<Vec<(i64, ArticleId, i64)>> {
    tx.rows(
        "SELECT n, article, at_ms FROM item_version WHERE item = $1 ORDER BY n",
        &[(&item.0).into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let n = row.int();
        Ok((n, ArticleId(super::digest(&row.bytes(), "item_version.article")?), row.int()))
    })
    .collect()
}

/// The items on the wire of which a version or a picture rests on the record of `capture`: on the payload that it holds,
/// or, where it is a revisit, on what it says of when and where that payload came again.
///
/// # Errors
/// As the statements give.
pub async fn resting_on(tx: &mut Tx, capture: CaptureId) -> Result<Vec<ItemId>> {
    tx.rows(
        "SELECT d.item FROM capture_place p JOIN article a ON a.capture = p.capture
         JOIN dispatch d ON d.article = a.id WHERE p.holder = $1 OR p.capture = $1
         UNION SELECT d.item FROM capture_place p JOIN picture_image i ON i.capture = p.capture
         JOIN dispatch d ON d.article = i.article WHERE p.holder = $1 OR p.capture = $1",
        &[(&capture.0).into()],
    )
    .await?
    .into_iter()
    .map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "dispatch.item")?)))
    .collect()
}

/// Makes `article` the `n`-th version of `item`. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn add_version(
    tx: &mut Tx,
    item: ItemId,
    n: i64,
    article: ArticleId,
    at_ms: i64,
) -> Result<()> {
    tx.run(
        "INSERT INTO item_version (item, n, article, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (article) DO NOTHING",
        &[(&item.0).into(), n.into(), (&article.0).into(), at_ms.into()],
    )
    .await?;
    standing::settle(tx, item).await
}

/// The item of which `article` is a version, if it is of one.
///
/// # Errors
/// As the statements give.
pub async fn of_article(tx: &mut Tx, article: ArticleId) -> Result<Option<ItemId>> {
    let row = tx
        .row_if("SELECT item FROM item_version WHERE article = $1", &[(&article.0).into()])
        .await?;
    row.map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "item_version.item")?))).transpose()
}

/// The first item, other than `but`, one of whose versions has exactly these words, and which is on the wire or about
/// to be: what is held, refused or taken off is no reason that a copy of it is none of its own. One of what was withdrawn
/// waits for the desk: see `pipeline::copies`.
///
/// # Errors
/// As the statements give.
pub async fn with_words(tx: &mut Tx, words: Digest, but: ItemId) -> Result<Option<ItemId>> {
    let row = tx
        .row_if(
            "SELECT v.item FROM article a JOIN item_version v ON v.article = a.id
             JOIN item i ON i.id = v.item LEFT JOIN shown s ON s.item = v.item
             LEFT JOIN outcome o ON o.entry = a.entry AND o.said = a.said AND o.step = 'dispatch'
             WHERE a.words = $1 AND v.item <> $2 AND COALESCE(s.withheld, 0) = 0
             AND (s.item IS NOT NULL OR o.entry IS NULL) ORDER BY i.received_ms, v.at_ms, i.id LIMIT 1",
            &[(&words).into(), (&but.0).into()],
        )
        .await?;
    row.map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "item_version.item")?))).transpose()
}

/// Says that `article` of `item` has the same words as `of`.
///
/// # Errors
/// As the statements give.
pub async fn add_pickup(
    tx: &mut Tx,
    item: ItemId,
    of: ItemId,
    article: ArticleId,
    at_ms: i64,
) -> Result<()> {
    tx.run(
        "INSERT INTO pickup (item, of_item, article, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (item, of_item, article) DO NOTHING",
        &[(&item.0).into(), (&of.0).into(), (&article.0).into(), at_ms.into()],
    )
    .await?;
    standing::settle(tx, item).await?;
    standing::join(tx, item, of).await
}

/// The item whose words `item` repeats, if it does.
///
/// # Errors
/// As the statements give.
pub async fn pickup_of(tx: &mut Tx, item: ItemId, article: ArticleId) -> Result<Option<ItemId>> {
    let row = tx
        .row_if(
            "SELECT of_item FROM pickup WHERE item = $1 AND article = $2",
            &[(&item.0).into(), (&article.0).into()],
        )
        .await?;
    row.map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "pickup.of_item")?))).transpose()
}

/// Writes what became of an entry at a step that it did not pass, and why.
///
/// # Errors
/// As the statements give.
pub async fn add_outcome(
    tx: &mut Tx,
    (entry, said): (EntryId, Digest),
    step: &str,
    (code, why): (&str, &str),
    at_ms: i64,
) -> Result<()> {
    tx.run(
        "INSERT INTO outcome (entry, said, step, code, why, at_ms) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (entry, said, step) DO UPDATE SET code = excluded.code, why = excluded.why,
         at_ms = excluded.at_ms",
        &[(&entry.0).into(), (&said).into(), step.into(), code.into(), why.into(), at_ms.into()],
    )
    .await
}

/// Takes back what was written of an entry at a step: it has passed it now.
///
/// # Errors
/// As the statements give.
pub async fn clear_outcome(
    tx: &mut Tx,
    (entry, said): (EntryId, Digest),
    step: &str,
) -> Result<()> {
    tx.run(
        "DELETE FROM outcome WHERE entry = $1 AND said = $2 AND step = $3",
        &[(&entry.0).into(), (&said).into(), step.into()],
    )
    .await
}

/// What became of an entry at the last step that it did not pass: step, code, why.
///
/// # Errors
/// As the statements give.
pub async fn outcome(
    tx: &mut Tx,
    (entry, said): (EntryId, Digest),
) -> Result<Option<(String, String, String)>> {
    let row = tx
        .row_if(
            "SELECT step, code, why FROM outcome WHERE entry = $1 AND said = $2 ORDER BY at_ms DESC LIMIT 1",
            &[(&entry.0).into(), (&said).into()],
        )
        .await?;
    Ok(row.map(|mut row| (row.text(), row.text(), row.text())))
}

/// How many entries that came by `via` ended how: (`published`, `""`, n), (step, code, n) …
///
/// # Errors
/// As the statements give.
pub async fn outcomes(tx: &mut Tx, via: &str) -> Result<Vec<(String, String, i64)>> {
    let rows = tx
        .rows(
            "SELECT o.step, o.code, COUNT(*) FROM entry e JOIN outcome o ON o.entry = e.id AND o.said = e.said
             WHERE e.via = $1 GROUP BY o.step, o.code ORDER BY o.step, o.code",
            &[via.into()],
        )
        .await?;
    let mut all: Vec<_> =
        rows.into_iter().map(|mut row| (row.text(), row.text(), row.int())).collect();
    let published = tx
        .row(
            "SELECT COUNT(DISTINCT a.id) FROM entry e JOIN article a ON a.entry = e.id AND a.said = e.said
             JOIN dispatch d ON d.article = a.id WHERE e.via = $1",
            &[via.into()],
        )
        .await?
        .int();
    all.insert(0, ("published".to_owned(), String::new(), published));
    Ok(all)
}

/// Items that wait for the desk, oldest first.
///
/// # Errors
/// As the statements give.
pub async fn waiting(tx: &mut Tx, n_max: i64) -> Result<Vec<Item>> {
    tx.rows(
        "SELECT i.id, i.public, i.source, i.url, i.received_ms FROM (
            SELECT * FROM (SELECT item, at_ms, public FROM standing WHERE list = 'new'
                ORDER BY at_ms, public LIMIT $1) n
            UNION ALL SELECT * FROM (SELECT item, at_ms, public FROM standing WHERE list = 'held'
                ORDER BY at_ms, public LIMIT $1) h
         ) w JOIN item i ON i.id = w.item ORDER BY w.at_ms, w.public LIMIT $1",
        &[n_max.into()],
    )
    .await?
    .into_iter()
    .map(read)
    .collect()
}

/// The last `n_max` items that arrived at `since_ms` (Unix ms) or later, the newest first.
///
/// # Errors
/// As the statements give.
pub async fn received_since(tx: &mut Tx, since_ms: i64, n_max: i64) -> Result<Vec<Item>> {
    let sql = "SELECT id, public, source, url, received_ms FROM item WHERE received_ms >= $1
               ORDER BY received_ms DESC, id LIMIT $2";
    tx.rows(sql, &[since_ms.into(), n_max.into()]).await?.into_iter().map(read).collect()
}

/// The item that an announced entry led to, if it led to one.
///
/// # Errors
/// As the statements give.
pub async fn of_entry(tx: &mut Tx, (entry, said): (EntryId, Digest)) -> Result<Option<ItemId>> {
    let row = tx
        .row_if(
            "SELECT v.item FROM article a JOIN item_version v ON v.article = a.id
             WHERE a.entry = $1 AND a.said = $2 ORDER BY v.at_ms DESC LIMIT 1",
            &[(&entry.0).into(), (&said).into()],
        )
        .await?;
    row.map(|mut row| Ok(ItemId(super::digest(&row.bytes(), "item_version.item")?))).transpose()
}
