//! Captures whose bytes were taken out of the archive under their source's terms. What is known of them stays.

use crate::error::{Error, Kind, Result};
use crate::store::captures::Lies;
use crate::store::db::{Row, Tx};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{CaptureId, ItemId, Slug};

/// A capture that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// When.
    pub at: Timestamp,
    /// Why, in words.
    pub why: String,
    /// The address that was captured.
    pub url: String,
    /// SHA-256 of the payload.
    pub payload: Digest,
}

impl std::fmt::Display for Removed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { at, why, url, payload } = self;
        let day = at.strftime("%Y-%m-%d");
        write!(
            f,
            "the capture of {url} was removed on {day} {why}; the SHA-256 of its bytes was {payload}"
        )
    }
}

/// A removal that was said and is yet to be done.
#[derive(Debug, Clone)]
pub struct Open {
    /// The capture whose record holds the bytes.
    pub capture: CaptureId,
    /// When it was said.
    pub at: Timestamp,
    /// Why, in words.
    pub why: String,
    /// SHA-256 of the payload.
    pub payload: Digest,
    /// Where the record lies.
    pub lies: Lies,
}

/// An item that was looked at: when it was received (Unix milliseconds), and which.
pub type Seen = (i64, ItemId);

/// Items of `source` that were received before that moment (Unix milliseconds): at most `n` behind `after`, what came first
/// first.
///
/// # Errors
/// As the statements give.
pub async fn old_items(
    tx: &mut Tx,
    source: &Slug,
    before_ms: i64,
    (after, n): (Option<Seen>, i64),
) -> Result<Vec<Seen>> {
    const SQL: &str = "SELECT received_ms, id FROM item WHERE source = $1 AND received_ms < $2
         AND (received_ms, id) > ($3, $4) ORDER BY received_ms, id LIMIT $5";
    let (after_ms, id) =
        after.map_or((i64::MIN, Vec::new()), |(ms, id)| (ms, id.0.as_bytes().to_vec()));
    let args =
        [source.as_str().into(), before_ms.into(), after_ms.into(), id.as_slice().into(), n.into()];
    let rows = tx.rows(SQL, &args).await?;
    rows.into_iter()
        .map(|mut row| Ok((row.int(), ItemId(super::digest(&row.bytes(), "item.id")?))))
        .collect()
}

/// Holders of payloads on which an item rests, its pictures too, captured before that moment (Unix milliseconds) and not
/// removed yet.
///
/// # Errors
/// As the statements give.
pub async fn holders(tx: &mut Tx, item: ItemId, before_ms: i64) -> Result<Vec<CaptureId>> {
    const SQL: &str = "SELECT p.holder AS holder FROM item_version v
         JOIN article a ON a.id = v.article JOIN capture_place p ON p.capture = a.capture
         JOIN capture c ON c.id = p.holder LEFT JOIN removed r ON r.capture = p.holder
         WHERE v.item = $1 AND c.at_ms < $2 AND r.capture IS NULL
         UNION SELECT p.holder AS holder FROM item_version v
         JOIN picture_image i ON i.article = v.article JOIN capture_place p ON p.capture = i.capture
         JOIN capture c ON c.id = p.holder LEFT JOIN removed r ON r.capture = p.holder
         WHERE v.item = $1 AND c.at_ms < $2 AND r.capture IS NULL ORDER BY holder";
    let rows = tx.rows(SQL, &[(&item.0).into(), before_ms.into()]).await?;
    rows.into_iter().map(|mut row| Ok(CaptureId(super::digest(&row.bytes(), "holder")?))).collect()
}

/// Who rests on the payload that `holder` holds: of each capture of it, the source of what was made of it, empty if nothing
/// was, and when it was captured, or when a picture took it, which a host may have said to be as it was.
///
/// # Errors
/// As the statements give.
pub async fn resting(tx: &mut Tx, holder: CaptureId) -> Result<Vec<(String, i64)>> {
    const SQL: &str = "SELECT COALESCE(e.source, '') AS source, c.at_ms AS at_ms FROM capture_place p
         JOIN capture c ON c.id = p.capture LEFT JOIN article a ON a.capture = c.id
         LEFT JOIN entry e ON e.id = a.entry AND e.said = a.said WHERE p.holder = $1
         UNION SELECT e.source AS source, c.at_ms AS at_ms FROM capture_place p JOIN capture c ON c.id = p.capture
         JOIN entry e ON e.capture = c.id WHERE p.holder = $1
         UNION SELECT e.source AS source, CASE WHEN i.at_ms > c.at_ms THEN i.at_ms ELSE c.at_ms END AS at_ms
         FROM capture_place p JOIN capture c ON c.id = p.capture
         JOIN picture_image i ON i.capture = c.id JOIN article a ON a.id = i.article
         JOIN entry e ON e.id = a.entry AND e.said = a.said WHERE p.holder = $1";
    let rows = tx.rows(SQL, &[(&holder.0).into()]).await?;
    Ok(rows.into_iter().map(|mut row| (row.text(), row.int())).collect())
}

/// Says that the bytes of a capture are removed, under the terms of `source`, and what will lie there.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, open: &Open, source: &Slug, member: Digest) -> Result<()> {
    tx.run(
        "INSERT INTO removed (capture, at_ms, source, why, member, is_done) VALUES ($1, $2, $3, $4, $5, 0)",
        &[
            (&open.capture.0).into(),
            open.at.as_millisecond().into(),
            source.as_str().into(),
            open.why.as_str().into(),
            (&member).into(),
        ],
    )
    .await
}

/// Says that it is done.
///
/// # Errors
/// As the statements give.
pub async fn done(tx: &mut Tx, capture: CaptureId) -> Result<()> {
    tx.run("UPDATE removed SET is_done = 1 WHERE capture = $1", &[(&capture.0).into()]).await
}

/// What was said and is yet to be done: at most `n` behind `after`.
///
/// # Errors
/// As the statements give.
pub async fn open(tx: &mut Tx, (after, n): (Option<CaptureId>, i64)) -> Result<Vec<Open>> {
    const SQL: &str = "SELECT r.capture, r.at_ms, r.why, c.payload, p.file, p.at_byte, p.n_bytes, p.member, p.holder
         FROM removed r JOIN capture c ON c.id = r.capture JOIN capture_place p ON p.capture = r.capture
         WHERE r.is_done = 0 AND r.capture > $1 ORDER BY r.capture LIMIT $2";
    let after = after.map(|it| it.0.as_bytes().to_vec()).unwrap_or_default();
    let rows = tx.rows(SQL, &[after.as_slice().into(), n.into()]).await?;
    let read = |mut row: Row| {
        Ok(Open {
            capture: CaptureId(super::digest(&row.bytes(), "removed.capture")?),
            at: super::instant(row.int())?,
            why: row.text(),
            payload: super::digest(&row.bytes(), "capture.payload")?,
            lies: super::captures::read_place(row)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Whether the payload of a capture was removed.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, capture: CaptureId) -> Result<Option<Removed>> {
    const SQL: &str = "SELECT r.at_ms, r.why, c.url, c.payload FROM capture_place p JOIN removed r ON r.capture = p.holder
         JOIN capture c ON c.id = p.capture WHERE p.capture = $1";
    let row = tx.row_if(SQL, &[(&capture.0).into()]).await?;
    row.map(|mut row| {
        Ok(Removed {
            at: super::instant(row.int())?,
            why: row.text(),
            url: row.text(),
            payload: super::digest(&row.bytes(), "capture.payload")?,
        })
    })
    .transpose()
}

/// What reading a capture that was removed gives.
///
/// # Errors
/// `NotFound` with the code `removed` if it was; as the statements give.
pub async fn check(tx: &mut Tx, capture: CaptureId) -> Result<()> {
    match of(tx, capture).await? {
        None => Ok(()),
        Some(removed) => Err(Error::new(Kind::NotFound, removed.to_string()).code(REMOVED)),
    }
}

/// The code of what was removed.
pub const REMOVED: &str = "removed";

/// The captures of an archive file whose removal is done, with SHA-256 of what lies there instead.
///
/// # Errors
/// As the statements give.
pub async fn members(tx: &mut Tx, file: &str) -> Result<Vec<(CaptureId, Digest)>> {
    const SQL: &str =
        "SELECT r.capture, r.member FROM removed r JOIN capture_place p ON p.capture = r.capture
         WHERE p.file = $1 AND r.is_done = 1";
    let rows = tx.rows(SQL, &[file.into()]).await?;
    rows.into_iter()
        .map(|mut row| {
            let capture = CaptureId(super::digest(&row.bytes(), "removed.capture")?);
            Ok((capture, super::digest(&row.bytes(), "removed.member")?))
        })
        .collect()
}

/// What is to lie in the place of a capture's record that was removed, and whether it does already.
///
/// # Errors
/// As the statements give.
pub async fn member(tx: &mut Tx, capture: CaptureId) -> Result<Option<(Digest, bool)>> {
    let sql = "SELECT member, is_done FROM removed WHERE capture = $1";
    let row = tx.row_if(sql, &[(&capture.0).into()]).await?;
    row.map(|mut row| Ok((super::digest(&row.bytes(), "removed.member")?, row.int() != 0)))
        .transpose()
}
