//! What machines ask at the desk by: tokens, known by their digests.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::scope::Scope;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is called by where it is revoked.
    pub id: String,
    /// Whose it is.
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// What it is for.
    pub scope: Scope,
    /// When it was made, Unix milliseconds.
    pub made_ms: i64,
    /// When it was used last; 0 if it never was.
    pub used_ms: i64,
    /// When it was revoked; 0 if it holds.
    pub revoked_ms: i64,
}

fn read(mut row: Row) -> Result<Token> {
    let (id, account, name, scope) = (row.text(), row.text(), row.text(), row.text());
    let bug = || Error::new(Kind::Bug, format!("the token {id} has the scope {scope:?}"));
    let scope = Scope::parse(&scope).ok_or_else(bug)?;
    let (made_ms, used_ms, revoked_ms) = (row.int(), row.int(), row.int());
    Ok(Token { id, account, name, scope, made_ms, used_ms, revoked_ms })
}

/// Keeps a token by the digest of what was shown of it.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, digest: Digest, token: &Token) -> Result<()> {
    tx.run(
        "INSERT INTO api_token (token, id, account, name, scope, made_ms, used_ms, revoked_ms)
         VALUES ($1, $2, $3, $4, $5, $6, 0, 0)",
        &[
            (&digest).into(),
            token.id.as_str().into(),
            token.account.as_str().into(),
            token.name.as_str().into(),
            token.scope.name().into(),
            token.made_ms.into(),
        ],
    )
    .await
}

/// The token with that digest, whether it holds or not.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, digest: Digest) -> Result<Option<Token>> {
    const SQL: &str = "SELECT id, account, name, scope, made_ms, used_ms, revoked_ms
                       FROM api_token WHERE token = $1";
    tx.row_if(SQL, &[(&digest).into()]).await?.map(read).transpose()
}

/// The tokens of an account, or of all where it is empty, the newest first.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, account: &str) -> Result<Vec<Token>> {
    const SQL: &str = "SELECT id, account, name, scope, made_ms, used_ms, revoked_ms
                       FROM api_token WHERE $1 = '' OR account = $1 ORDER BY made_ms DESC, id";
    tx.rows(SQL, &[account.into()]).await?.into_iter().map(read).collect()
}

/// Notes that a token was used.
///
/// # Errors
/// As the statements give.
pub async fn used(tx: &mut Tx, id: &str, at_ms: i64) -> Result<()> {
    tx.run("UPDATE api_token SET used_ms = $2 WHERE id = $1", &[id.into(), at_ms.into()]).await
}

/// Revokes a token that holds.
///
/// # Errors
/// As the statements give.
pub async fn revoke(tx: &mut Tx, id: &str, at_ms: i64) -> Result<()> {
    let sql = "UPDATE api_token SET revoked_ms = $2 WHERE id = $1 AND revoked_ms = 0";
    tx.run(sql, &[id.into(), at_ms.into()]).await
}
