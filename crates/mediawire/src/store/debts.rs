//! What is owed to destinations, a row a dispatch, and what each is known to hold of an item.
//!
//! Of one item the debts are paid in the order of the wire: what is due is the first that is not set aside.

use crate::error::Result;
use crate::store::db::{Row, Tx};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{ItemId, PublicId, Slug};

/// A dispatch that is owed to a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The dispatch's number.
    pub number: i64,
    /// Its item.
    pub item: ItemId,
    /// How often it was tried.
    pub n_tries: i64,
    /// Since when it is owed, Unix milliseconds.
    pub since_ms: i64,
    /// When it failed first; 0 if it never did.
    pub failed_ms: i64,
    /// When it is tried next.
    pub due_ms: i64,
    /// Why it could not be paid last; empty if it was not tried.
    pub reason: String,
    /// Whether it was set aside: it is tried again when a person says so.
    pub is_parked: bool,
}

/// What a destination is known to hold of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The number of the newest dispatch that it took.
    pub number: i64,
    /// What the other side calls the item; empty if nothing.
    pub remote: String,
    /// A digest of what the other side then held, by which a change there is seen; empty if nothing is compared.
    pub digest: String,
    /// A digest of what was being written there last, if it is not known whether it was; else empty.
    pub intended: String,
}

/// What is owed to a destination, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Owed {
    /// Dispatches that are owed, without those that were set aside.
    pub n_owed: i64,
    /// Those that were.
    pub n_parked: i64,
    /// Since when the oldest of both is owed, Unix milliseconds; 0 if none is.
    pub since_ms: i64,
}

fn read(row: &mut Row) -> Result<Debt> {
    Ok(Debt {
        number: row.int(),
        item: ItemId(super::digest(&row.bytes(), "debt.item")?),
        n_tries: row.int(),
        since_ms: row.int(),
        failed_ms: row.int(),
        due_ms: row.int(),
        reason: row.text(),
        is_parked: row.int() != 0,
    })
}

/// Writes a debt for each of the next `n` dispatches behind `owed_to`, and moves that; the number it stands at now.
/// Nothing happens where it stands elsewhere already: somebody else has moved it.
///
/// # Errors
/// As the statements give.
pub async fn owe(tx: &mut Tx, to: &Slug, owed_to: i64, n: i64, at_ms: i64) -> Result<i64> {
    const UP_TO: &str = "SELECT COALESCE(MAX(number), $1) FROM
        (SELECT number FROM dispatch WHERE number > $1 ORDER BY number LIMIT $2) AS next";
    let up_to = tx.row(UP_TO, &[owed_to.into(), n.into()]).await?.int();
    let moved = tx
        .row_if(
            "UPDATE destination SET owed_to = $3 WHERE slug = $1 AND owed_to = $2 RETURNING owed_to",
            &[to.as_str().into(), owed_to.into(), up_to.into()],
        )
        .await?;
    if moved.is_none() || up_to == owed_to {
        return Ok(owed_to);
    }
    tx.run(
        "INSERT INTO debt (destination, number, item, n_tries, since_ms, failed_ms, due_ms, reason, is_parked)
         SELECT $1, number, item, 0, CAST($4 AS BIGINT), 0, 0, '', 0 FROM dispatch
         WHERE number > $2 AND number <= $3
         ON CONFLICT (destination, number) DO NOTHING",
        &[to.as_str().into(), owed_to.into(), up_to.into(), at_ms.into()],
    )
    .await?;
    Ok(up_to)
}

/// Lets all behind `after` be owed again, paid or not, and what was set aside of it be tried.
///
/// # Errors
/// As the statements give.
pub async fn rewind(tx: &mut Tx, to: &Slug, after: i64) -> Result<()> {
    let args = [to.as_str().into(), after.into()];
    let sql = "UPDATE destination SET owed_to = $2 WHERE slug = $1 AND owed_to > $2";
    tx.run(sql, &args).await?;
    tx.run(
        "UPDATE debt SET is_parked = 0, due_ms = 0, n_tries = 0, failed_ms = 0
         WHERE destination = $1 AND number > $2",
        &args,
    )
    .await
}

/// Lets what was set aside be tried again: the dispatch `number`, or all where it is 0. How many those were.
///
/// # Errors
/// As the statements give.
pub async fn unpark(tx: &mut Tx, to: &Slug, number: i64) -> Result<usize> {
    let sql = "UPDATE debt SET is_parked = 0, due_ms = 0, n_tries = 0, failed_ms = 0
               WHERE destination = $1 AND is_parked = 1 AND ($2 = 0 OR number = $2) RETURNING number";
    Ok(tx.rows(sql, &[to.as_str().into(), number.into()]).await?.len())
}

/// Lets what shows a picture with that URL be owed once more to the places that have it and show pictures of their own.
///
/// # Errors
/// As the statements give.
pub async fn owe_pictures(tx: &mut Tx, url: Digest, at_ms: i64) -> Result<()> {
    tx.run(
        "INSERT INTO debt (destination, number, item, n_tries, since_ms, failed_ms, due_ms, reason, is_parked)
         SELECT DISTINCT v.destination, v.number, v.item, 0, CAST($2 AS BIGINT), 0, 0, '', 0
         FROM picture p JOIN dispatch d ON d.article = p.article
         JOIN shown s ON s.item = d.item AND s.number = d.number
         JOIN delivered v ON v.item = d.item AND v.number = d.number
         JOIN destination t ON t.slug = v.destination
         WHERE p.url_digest = $1 AND t.kind = 'wordpress'
         ON CONFLICT (destination, number) DO NOTHING",
        &[(&url).into(), at_ms.into()],
    )
    .await
}

/// Takes off what was set aside of an item at a destination; how many debts those were.
///
/// # Errors
/// As the statements give.
pub async fn forgive(tx: &mut Tx, to: &Slug, item: ItemId) -> Result<usize> {
    let sql =
        "DELETE FROM debt WHERE destination = $1 AND item = $2 AND is_parked = 1 RETURNING number";
    Ok(tx.rows(sql, &[to.as_str().into(), (&item.0).into()]).await?.len())
}

/// Lets what was set aside of an item be tried again, whatever the other side holds of it; how many debts those were.
///
/// # Errors
/// As the statements give.
pub async fn overrule(tx: &mut Tx, to: &Slug, item: ItemId) -> Result<usize> {
    let args = [to.as_str().into(), (&item.0).into()];
    // A post may stand there of which nothing is known here: the answer that would have told of it was lost.
    let sql = "INSERT INTO delivered (destination, item, number, remote, digest, at_ms)
               VALUES ($1, $2, 0, '', '', 0)
               ON CONFLICT (destination, item) DO UPDATE SET digest = ''";
    tx.run(sql, &args).await?;
    let sql = "UPDATE debt SET is_parked = 0, due_ms = 0, n_tries = 0, failed_ms = 0
               WHERE destination = $1 AND item = $2 AND is_parked = 1 RETURNING number";
    Ok(tx.rows(sql, &args).await?.len())
}

/// What may be paid by `now_ms`: of each item the first debt that is not set aside, in the order of the wire; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn due(tx: &mut Tx, to: &Slug, now_ms: i64, n: i64) -> Result<Vec<Debt>> {
    let sql =
        "SELECT d.number, d.item, d.n_tries, d.since_ms, d.failed_ms, d.due_ms, d.reason, d.is_parked
         FROM debt d WHERE d.destination = $1 AND d.is_parked = 0 AND d.due_ms <= $2
         AND NOT EXISTS (SELECT 1 FROM debt e WHERE e.destination = d.destination AND e.item = d.item
                         AND e.number < d.number AND e.is_parked = 0)
         ORDER BY d.number LIMIT $3";
    let rows = tx.rows(sql, &[to.as_str().into(), now_ms.into(), n.into()]).await?;
    rows.into_iter().map(|mut row| read(&mut row)).collect()
}

/// When the next of what may be paid is due, whether that has passed or not; `None` if nothing waits.
///
/// # Errors
/// As the statements give.
pub async fn next_due(tx: &mut Tx, to: &Slug) -> Result<Option<i64>> {
    let sql = "SELECT d.due_ms FROM debt d WHERE d.destination = $1 AND d.is_parked = 0
         AND NOT EXISTS (SELECT 1 FROM debt e WHERE e.destination = d.destination AND e.item = d.item
                         AND e.number < d.number AND e.is_parked = 0)
         ORDER BY d.due_ms LIMIT 1";
    Ok(tx.row_if(sql, &[to.as_str().into()]).await?.map(|mut row| row.int()))
}

/// What is owed to a destination, in numbers.
///
/// # Errors
/// As the statements give.
pub async fn owed(tx: &mut Tx, to: &Slug) -> Result<Owed> {
    const SQL: &str = "SELECT COUNT(*), COALESCE(MIN(since_ms), 0) FROM debt
        WHERE destination = $1 AND is_parked = $2";
    let mut waits = tx.row(SQL, &[to.as_str().into(), 0.into()]).await?;
    let mut parked = tx.row(SQL, &[to.as_str().into(), 1.into()]).await?;
    let (n_owed, owed_ms) = (waits.int(), waits.int());
    let (n_parked, parked_ms) = (parked.int(), parked.int());
    let since_ms = [owed_ms, parked_ms].into_iter().filter(|ms| *ms > 0).min().unwrap_or(0);
    Ok(Owed { n_owed, n_parked, since_ms })
}

/// What is owed to a destination, those that were set aside first, then those that failed, then by number; each with its
/// item's public id; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, to: &Slug, n: i64) -> Result<Vec<(Debt, Option<PublicId>)>> {
    let sql =
        "SELECT d.number, d.item, d.n_tries, d.since_ms, d.failed_ms, d.due_ms, d.reason, d.is_parked,
         COALESCE(i.public, '')
         FROM debt d LEFT JOIN item i ON i.id = d.item WHERE d.destination = $1
         ORDER BY d.is_parked DESC, CASE WHEN d.n_tries > 0 THEN 0 ELSE 1 END, d.number LIMIT $2";
    let rows = tx.rows(sql, &[to.as_str().into(), n.into()]).await?;
    let one = |mut row: Row| Ok((read(&mut row)?, PublicId::parse(&row.text())));
    rows.into_iter().map(one).collect()
}

/// Takes a debt off that was paid, and notes what the destination holds now; whether it was owed still.
///
/// # Errors
/// As the statements give.
pub async fn paid(
    tx: &mut Tx,
    to: &Slug,
    debt: &Debt,
    (remote, digest): (&str, &str),
    at_ms: i64,
) -> Result<bool> {
    let gone = tx
        .row_if(
            "DELETE FROM debt WHERE destination = $1 AND number = $2 RETURNING number",
            &[to.as_str().into(), debt.number.into()],
        )
        .await?;
    if gone.is_none() {
        return Ok(false);
    }
    // What is sent again does not make of an older state the newest.
    tx.run(
        "INSERT INTO delivered (destination, item, number, remote, digest, at_ms)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (destination, item) DO UPDATE SET number = excluded.number,
         remote = excluded.remote, digest = excluded.digest, at_ms = excluded.at_ms,
         intended = CASE WHEN delivered.digest = excluded.digest THEN delivered.intended ELSE '' END
         WHERE delivered.number <= excluded.number",
        &[
            to.as_str().into(),
            (&debt.item.0).into(),
            debt.number.into(),
            remote.into(),
            digest.into(),
            at_ms.into(),
        ],
    )
    .await?;
    Ok(true)
}

/// Puts a debt off until `due_ms`, or sets it aside, and says why.
///
/// # Errors
/// As the statements give.
pub async fn put_off(
    tx: &mut Tx,
    to: &Slug,
    number: i64,
    reason: &str,
    (at_ms, due_ms, is_parked): (i64, i64, bool),
) -> Result<()> {
    tx.run(
        "UPDATE debt SET n_tries = n_tries + 1, due_ms = $4, reason = $3, is_parked = $5,
         failed_ms = CASE WHEN failed_ms = 0 THEN CAST($6 AS BIGINT) ELSE failed_ms END
         WHERE destination = $1 AND number = $2",
        &[
            to.as_str().into(),
            number.into(),
            reason.into(),
            due_ms.into(),
            i64::from(is_parked).into(),
            at_ms.into(),
        ],
    )
    .await
}

/// Notes what is about to be written of an item at a destination that holds something of it, and a digest of what it holds
/// now.
///
/// # Errors
/// As the statements give.
pub async fn intend(
    tx: &mut Tx,
    to: &Slug,
    item: ItemId,
    (holds, intended): (&str, &str),
) -> Result<()> {
    let sql =
        "UPDATE delivered SET digest = $3, intended = $4 WHERE destination = $1 AND item = $2";
    tx.run(sql, &[to.as_str().into(), (&item.0).into(), holds.into(), intended.into()]).await
}

/// What a destination is known to hold of an item, if anything.
///
/// # Errors
/// As the statements give.
pub async fn delivered(tx: &mut Tx, to: &Slug, item: ItemId) -> Result<Option<Delivered>> {
    let sql = "SELECT number, remote, digest, intended FROM delivered
               WHERE destination = $1 AND item = $2";
    let row = tx.row_if(sql, &[to.as_str().into(), (&item.0).into()]).await?;
    let read = |mut row: Row| Delivered {
        number: row.int(),
        remote: row.text(),
        digest: row.text(),
        intended: row.text(),
    };
    Ok(row.map(read))
}
