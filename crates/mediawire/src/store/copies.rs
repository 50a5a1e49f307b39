//! Items that carry the text of another: exact copies by the digest of their words, at whichever outlet.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::identify::COPY_CHARS_MIN;
use mediawire_core::model::id::{ItemId, PublicId};

/// The most copies of an item that are told.
pub const COPIES_MAX: i64 = 200;

/// An item that carries the text of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The item.
    pub item: ItemId,
    /// Its public id.
    pub public: PublicId,
    /// The list that it is in, `copy` for none.
    pub list: String,
    /// The source's name.
    pub source: String,
    /// The language: two or three letters, or empty.
    pub lang: String,
    /// When it was received, Unix milliseconds.
    pub received_ms: i64,
    /// The headline: the one on the wire, else the newest version's.
    pub headline: String,
}

/// The other items whose text, as it stands on the wire or is the newest, is that of a version of `item`: what came first
/// first, at most [`COPIES_MAX`].
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Vec<Copy>> {
    const SQL: &str = "SELECT DISTINCT w.item, w.public, w.list, COALESCE(o.name, w.source), w.lang, w.received_ms,
            COALESCE(d.headline, n.headline, '')
         FROM item_version own JOIN article a ON a.id = own.article JOIN article b ON b.words = a.words
         JOIN item_version v ON v.article = b.id JOIN standing w ON w.item = v.item
         JOIN item_version m ON m.item = w.item AND m.n = (SELECT MAX(n) FROM item_version WHERE item = w.item)
         JOIN article n ON n.id = m.article
         LEFT JOIN source o ON o.slug = w.source
         LEFT JOIN shown s ON s.item = w.item LEFT JOIN dispatch d ON d.number = s.number
         WHERE own.item = $1 AND v.item <> $1 AND a.n_chars >= $2 AND b.id IN (m.article, d.article)
         ORDER BY w.received_ms, w.public LIMIT $3";
    let args = [(&item.0).into(), COPY_CHARS_MIN.into(), COPIES_MAX.into()];
    tx.rows(SQL, &args).await?.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Copy> {
    let item = ItemId(super::digest(&row.bytes(), "standing.item")?);
    Ok(Copy {
        item,
        public: public(&row.text())?,
        list: row.text(),
        source: row.text(),
        lang: row.text(),
        received_ms: row.int(),
        headline: row.text(),
    })
}

fn public(text: &str) -> Result<PublicId> {
    let bug = || Error::new(Kind::Bug, format!("the public id {text:?} is none"));
    PublicId::parse(text).ok_or_else(bug)
}

/// The items off the wire of which a version has the text that `item` has now, on the wire or as its newest.
///
/// # Errors
/// As the statements give.
pub async fn off_with_text_of(tx: &mut Tx, item: ItemId) -> Result<Vec<(ItemId, PublicId)>> {
    const SQL: &str = "SELECT DISTINCT o.item, o.public
         FROM (SELECT v.article FROM item_version v WHERE v.item = $1
               AND v.n = (SELECT MAX(n) FROM item_version WHERE item = $1)
               UNION SELECT d.article FROM shown s JOIN dispatch d ON d.number = s.number WHERE s.item = $1) t
         JOIN article a ON a.id = t.article JOIN article b ON b.words = a.words
         JOIN item_version v ON v.article = b.id JOIN standing o ON o.item = v.item
         WHERE v.item <> $1 AND a.n_chars >= $2 AND o.list = 'off' ORDER BY o.public";
    found(tx.rows(SQL, &[(&item.0).into(), COPY_CHARS_MIN.into()]).await?)
}

/// The items off the wire, other than `but`, of which a version has these words.
///
/// # Errors
/// As the statements give.
pub async fn off_with_words(
    tx: &mut Tx,
    words: Digest,
    but: ItemId,
) -> Result<Vec<(ItemId, PublicId)>> {
    const SQL: &str =
        "SELECT DISTINCT o.item, o.public FROM article b JOIN item_version v ON v.article = b.id
         JOIN standing o ON o.item = v.item
         WHERE b.words = $1 AND v.item <> $2 AND o.list = 'off' ORDER BY o.public";
    found(tx.rows(SQL, &[(&words).into(), (&but.0).into()]).await?)
}

fn found(rows: Vec<Row>) -> Result<Vec<(ItemId, PublicId)>> {
    let read = |mut row: Row| {
        Ok((ItemId(super::digest(&row.bytes(), "standing.item")?), public(&row.text())?))
    };
    rows.into_iter().map(read).collect()
}

/// Says that a person keeps `item` on the wire though it carries the text of `of`; who said so first stays.
///
/// # Errors
/// As the statements give.
pub async fn keep(tx: &mut Tx, item: ItemId, of: ItemId, by: &str, at_ms: i64) -> Result<()> {
    let sql = "INSERT INTO kept_copy (item, of_item, by_whom, at_ms) VALUES ($1, $2, $3, $4)
         ON CONFLICT (item, of_item) DO NOTHING";
    tx.run(sql, &[(&item.0).into(), (&of.0).into(), by.into(), at_ms.into()]).await
}

/// Who keeps `item` though it carries the text of `of`, and since when, if somebody does.
///
/// # Errors
/// As the statements give.
pub async fn kept(tx: &mut Tx, item: ItemId, of: ItemId) -> Result<Option<(String, Timestamp)>> {
    let sql = "SELECT by_whom, at_ms FROM kept_copy WHERE item = $1 AND of_item = $2";
    let row = tx.row_if(sql, &[(&item.0).into(), (&of.0).into()]).await?;
    row.map(|mut row| Ok((row.text(), super::instant(row.int())?))).transpose()
}
