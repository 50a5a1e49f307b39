//! Subscriptions at hubs: what is pushed to this program.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::model::id::Slug;

/// A subscription of a source's list at its hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Whose list it is.
    pub source: Slug,
    /// What names it in the address that the hub calls, and nobody else knows.
    pub token: String,
    /// The hub's address.
    pub hub: String,
    /// The list's address, as the hub knows it.
    pub topic: String,
    /// By which the hub signs what it sends.
    pub secret: String,
    /// When it was asked for last, Unix milliseconds.
    pub asked_ms: i64,
    /// When it ends, Unix milliseconds; 0 until the hub has asked back.
    pub until_ms: i64,
    /// Why it could not be asked for, or was denied; empty if nothing is wrong.
    pub trouble: String,
}

fn read(mut row: Row) -> Result<Subscription> {
    let source = row.text();
    let bug = || Error::new(Kind::Bug, format!("a subscription is of the source {source:?}"));
    Ok(Subscription {
        source: Slug::parse(&source).ok_or_else(bug)?,
        token: row.text(),
        hub: row.text(),
        topic: row.text(),
        secret: row.text(),
        asked_ms: row.int(),
        until_ms: row.int(),
        trouble: row.text(),
    })
}

/// The subscription of the list of `source`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, source: &Slug) -> Result<Option<Subscription>> {
    const SQL: &str = "SELECT source, token, hub, topic, secret, asked_ms, until_ms, trouble FROM subscription WHERE source = $1";
    tx.row_if(SQL, &[source.as_str().into()]).await?.map(read).transpose()
}

/// The subscription that `token` names, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn named(tx: &mut Tx, token: &str) -> Result<Option<Subscription>> {
    const SQL: &str = "SELECT source, token, hub, topic, secret, asked_ms, until_ms, trouble FROM subscription WHERE token = $1";
    tx.row_if(SQL, &[token.into()]).await?.map(read).transpose()
}

/// Keeps a subscription in place of the one that its source had.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, it: &Subscription) -> Result<()> {
    tx.run(
        "INSERT INTO subscription (source, token, hub, topic, secret, asked_ms, until_ms, trouble)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (source) DO UPDATE SET token = excluded.token, hub = excluded.hub, topic = excluded.topic,
         secret = excluded.secret, asked_ms = excluded.asked_ms, until_ms = excluded.until_ms,
         trouble = excluded.trouble",
        &[
            it.source.as_str().into(),
            it.token.as_str().into(),
            it.hub.as_str().into(),
            it.topic.as_str().into(),
            it.secret.as_str().into(),
            it.asked_ms.into(),
            it.until_ms.into(),
            it.trouble.as_str().into(),
        ],
    )
    .await
}
