//! Where dispatches are pushed to, and how it goes there. What is owed is in `debts.rs`.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{ItemId, Slug};
use std::fmt;

/// A destination with what the store knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The destination.
    pub destination: Destination,
    /// By which the ids of what is sent are made: another destination of the same slug has other ids.
    pub token: String,
    /// What proves to it who sends.
    pub secrets: Secrets,
    /// The number of the last dispatch whose debts are written.
    pub owed_to: i64,
    /// When it was added, Unix milliseconds.
    pub added_ms: i64,
    /// When it took something last; 0 if it never did.
    pub ok_ms: i64,
    /// How often it could not be had in a row.
    pub n_failures: i64,
    /// Until when it is left alone, Unix milliseconds.
    pub rest_until_ms: i64,
    /// What went wrong last; empty if the last went well.
    pub trouble: String,
    /// Whether nothing is sent to it until a person says so.
    pub is_paused: bool,
    /// Since when it is known to hold older things than were written there, so that the wire is to be sent again; 0 if it
    /// does not.
    pub older_ms: i64,
}

/// What proves to a destination who sends; no log shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// The one that holds.
    pub now: String,
    /// The one before it; empty if there was none.
    pub before: String,
    /// Until when that holds too, Unix milliseconds.
    pub before_until_ms: i64,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

fn read(mut row: Row) -> Result<Kept> {
    let (slug, kind) = (row.text(), row.text());
    let bug = |what: &str| Error::new(Kind::Bug, format!("the destination {slug:?} has {what}"));
    Ok(Kept {
        destination: Destination {
            slug: Slug::parse(&slug).ok_or_else(|| bug("a slug that is none"))?,
            kind: DestinationKind::parse(&kind).ok_or_else(|| bug("a kind that is none"))?,
            name: row.text(),
            url: row.text(),
            settings: row.text(),
        },
        token: row.text(),
        secrets: Secrets { now: row.text(), before: row.text(), before_until_ms: row.int() },
        owed_to: row.int(),
        added_ms: row.int(),
        ok_ms: row.int(),
        n_failures: row.int(),
        rest_until_ms: row.int(),
        trouble: row.text(),
        is_paused: row.int() != 0,
        older_ms: row.int(),
    })
}

/// Every destination, by slug.
///
/// # Errors
/// As the statements give.
pub async fn all(tx: &mut Tx) -> Result<Vec<Kept>> {
    const SQL: &str =
        "SELECT slug, kind, name, url, settings, token, secret, secret_before, before_until_ms,
         owed_to, added_ms, ok_ms, n_failures, rest_until_ms, trouble, is_paused, older_ms
         FROM destination ORDER BY slug";
    tx.rows(SQL, &[]).await?.into_iter().map(read).collect()
}

/// The destination `slug`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, slug: &Slug) -> Result<Option<Kept>> {
    const SQL: &str =
        "SELECT slug, kind, name, url, settings, token, secret, secret_before, before_until_ms,
         owed_to, added_ms, ok_ms, n_failures, rest_until_ms, trouble, is_paused, older_ms
         FROM destination WHERE slug = $1";
    tx.row_if(SQL, &[slug.as_str().into()]).await?.map(read).transpose()
}

/// Keeps a new destination, to which nothing is owed; whether it is one: none of that slug was there.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, kept: &Kept) -> Result<bool> {
    let Kept { destination: it, secrets, .. } = kept;
    if get(tx, &it.slug).await?.is_some() {
        return Ok(false);
    }
    // A backup that was restored without its keys has the debts of destinations that are not there.
    remove(tx, &it.slug).await?;
    let added = tx
        .row_if(
            "INSERT INTO destination
             (slug, kind, name, url, settings, token, secret, secret_before, before_until_ms,
              owed_to, added_ms, ok_ms, n_failures, rest_until_ms, trouble, is_paused)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, '', 0)
             ON CONFLICT (slug) DO NOTHING RETURNING owed_to",
            &[
                it.slug.as_str().into(),
                it.kind.name().into(),
                it.name.as_str().into(),
                it.url.as_str().into(),
                it.settings.as_str().into(),
                kept.token.as_str().into(),
                secrets.now.as_str().into(),
                secrets.before.as_str().into(),
                secrets.before_until_ms.into(),
                kept.owed_to.into(),
                kept.added_ms.into(),
            ],
        )
        .await?;
    Ok(added.is_some())
}

/// Takes a destination away, with all that is owed to it and all that is known of what it holds.
///
/// # Errors
/// As the statements give.
pub async fn remove(tx: &mut Tx, slug: &Slug) -> Result<()> {
    for sql in [
        "DELETE FROM destination WHERE slug = $1",
        "DELETE FROM debt WHERE destination = $1",
        "DELETE FROM delivered WHERE destination = $1",
        "DELETE FROM brought WHERE destination = $1",
    ] {
        tx.run(sql, &[slug.as_str().into()]).await?;
    }
    Ok(())
}

/// Gives a destination other secrets.
///
/// # Errors
/// As the statements give.
pub async fn keep_secrets(tx: &mut Tx, slug: &Slug, secrets: &Secrets) -> Result<()> {
    let sql = "UPDATE destination SET secret = $2, secret_before = $3, before_until_ms = $4
               WHERE slug = $1";
    let Secrets { now, before, before_until_ms } = secrets;
    let args = [slug.as_str().into(), now.as_str().into(), before.as_str().into()];
    tx.run(sql, &[args[0], args[1], args[2], (*before_until_ms).into()]).await
}

/// Notes that a destination took something.
///
/// # Errors
/// As the statements give.
pub async fn went_well(tx: &mut Tx, slug: &Slug, at_ms: i64) -> Result<()> {
    let sql = "UPDATE destination SET ok_ms = $2, n_failures = 0, rest_until_ms = 0, trouble = ''
               WHERE slug = $1";
    tx.run(sql, &[slug.as_str().into(), at_ms.into()]).await
}

/// Notes that a destination could not be had, or refused: how often in a row, until when it is left alone, and whether until
/// a person says so.
///
/// # Errors
/// As the statements give.
pub async fn went_wrong(
    tx: &mut Tx,
    slug: &Slug,
    trouble: &str,
    (n_failures, rest_until_ms, is_paused): (i64, i64, bool),
) -> Result<()> {
    let sql = "UPDATE destination SET trouble = $2,
               n_failures = CASE WHEN n_failures > $3 THEN n_failures ELSE $3 END,
               rest_until_ms = CASE WHEN rest_until_ms > $4 THEN rest_until_ms ELSE $4 END,
               is_paused = CASE WHEN $5 = 1 THEN CAST(1 AS BIGINT) ELSE is_paused END
               WHERE slug = $1";
    let is_paused = i64::from(is_paused);
    let [slug, trouble] = [slug.as_str().into(), trouble.into()];
    tx.run(sql, &[slug, trouble, n_failures.into(), rest_until_ms.into(), is_paused.into()]).await
}

/// Lets a destination be asked again at once.
///
/// # Errors
/// As the statements give.
pub async fn resume(tx: &mut Tx, slug: &Slug) -> Result<()> {
    let sql = "UPDATE destination SET is_paused = 0, rest_until_ms = 0 WHERE slug = $1";
    tx.run(sql, &[slug.as_str().into()]).await
}

/// Notes that a destination holds something older of an item than was written there since the wire was last sent again.
///
/// # Errors
/// As the statements give.
pub async fn is_older(tx: &mut Tx, slug: &Slug, item: ItemId, at_ms: i64) -> Result<()> {
    let sql = "UPDATE destination SET older_ms = $3 WHERE slug = $1 AND older_ms = 0
               AND replayed_ms < (SELECT at_ms FROM delivered WHERE destination = $1 AND item = $2)";
    tx.run(sql, &[slug.as_str().into(), (&item.0).into(), at_ms.into()]).await
}

/// Notes that the wire is sent to a destination again: what it holds that is older is brought up to date.
///
/// # Errors
/// As the statements give.
pub async fn replayed(tx: &mut Tx, slug: &Slug, at_ms: i64) -> Result<()> {
    let sql = "UPDATE destination SET older_ms = 0, replayed_ms = $2 WHERE slug = $1";
    tx.run(sql, &[slug.as_str().into(), at_ms.into()]).await
}
