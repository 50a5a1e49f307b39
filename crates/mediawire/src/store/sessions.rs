//! Who is logged in, and on which browsers somebody was before. Of what browsers hold only digests are here.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The account's name.
    pub account: String,
    /// Since when, Unix milliseconds.
    pub begun_ms: i64,
    /// When something was asked for last.
    pub seen_ms: i64,
}

/// Begins a session.
///
/// # Errors
/// As the statements give.
pub async fn begin(tx: &mut Tx, token: Digest, account: &str, now_ms: i64) -> Result<()> {
    let sql = "INSERT INTO session (token, account, begun_ms, seen_ms) VALUES ($1, $2, $3, $3)";
    tx.run(sql, &[(&token).into(), account.into(), now_ms.into()]).await
}

/// The session of that digest.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, token: Digest) -> Result<Option<Session>> {
    let sql = "SELECT account, begun_ms, seen_ms FROM session WHERE token = $1";
    let row = tx.row_if(sql, &[(&token).into()]).await?;
    Ok(row.map(|mut row| Session { account: row.text(), begun_ms: row.int(), seen_ms: row.int() }))
}

/// Notes that something was asked for in it.
///
/// # Errors
/// As the statements give.
pub async fn seen(tx: &mut Tx, token: Digest, now_ms: i64) -> Result<()> {
    tx.run("UPDATE session SET seen_ms = $2 WHERE token = $1", &[(&token).into(), now_ms.into()])
        .await
}

/// Ends a session.
///
/// # Errors
/// As the statements give.
pub async fn end(tx: &mut Tx, token: Digest) -> Result<()> {
    tx.run("DELETE FROM session WHERE token = $1", &[(&token).into()]).await
}

/// Ends every session of an account.
///
/// # Errors
/// As the statements give.
pub async fn end_all(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run("DELETE FROM session WHERE account = $1", &[account.into()]).await
}

/// Ends the sessions that were not used since `idle_ms` or began before `begun_ms`, and forgets browsers not seen since
/// `device_ms` (Unix milliseconds).
///
/// # Errors
/// As the statements give.
pub async fn end_old(tx: &mut Tx, idle_ms: i64, begun_ms: i64, device_ms: i64) -> Result<()> {
    let sql = "DELETE FROM session WHERE seen_ms < $1 OR begun_ms < $2";
    tx.run(sql, &[idle_ms.into(), begun_ms.into()]).await?;
    tx.run("DELETE FROM device WHERE seen_ms < $1", &[device_ms.into()]).await
}

/// Notes that somebody has logged in on a browser.
///
/// # Errors
/// As the statements give.
pub async fn save_device(tx: &mut Tx, token: Digest, account: &str, now_ms: i64) -> Result<()> {
    let sql = "INSERT INTO device (token, account, seen_ms) VALUES ($1, $2, $3)
               ON CONFLICT (token) DO UPDATE SET account = excluded.account, seen_ms = excluded.seen_ms";
    tx.run(sql, &[(&token).into(), account.into(), now_ms.into()]).await
}

/// Whether somebody has logged in by that account on that browser before.
///
/// # Errors
/// As the statements give.
pub async fn is_device(tx: &mut Tx, token: Digest, account: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM device WHERE token = $1 AND account = $2";
    Ok(tx.row_if(sql, &[(&token).into(), account.into()]).await?.is_some())
}
