//! Who works at the desk, and the links by which a password is chosen.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::role::Role;

/// Somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name: what is typed at log-in, and stands on record.
    pub name: String,
    /// What its owner is at the desk.
    pub role: Role,
    /// Argon2id's hash of the password in its own form (PHC); empty while none was chosen.
    pub hash: String,
    /// Whether nobody may log in by it.
    pub is_off: bool,
}

/// A link by which a password is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The account; empty if its owner names it.
    pub account: String,
    /// What its owner is to be.
    pub role: Role,
    /// Until when it holds, Unix milliseconds.
    pub until_ms: i64,
}

fn read(mut row: Row) -> Result<Account> {
    let (name, role) = (row.text(), row.text());
    let role = self::role(&role)?;
    Ok(Account { name, role, hash: row.text(), is_off: row.int() != 0 })
}

fn role(name: &str) -> Result<Role> {
    let bug = || Error::new(Kind::Bug, format!("an account has the role {name:?}"));
    Role::parse(name).ok_or_else(bug)
}

/// Every account, by name.
///
/// # Errors
/// As the statements give.
pub async fn all(tx: &mut Tx) -> Result<Vec<Account>> {
    let sql = "SELECT name, role, hash, is_off FROM account ORDER BY name";
    tx.rows(sql, &[]).await?.into_iter().map(read).collect()
}

/// The account of that name.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<Account>> {
    let sql = "SELECT name, role, hash, is_off FROM account WHERE name = $1";
    tx.row_if(sql, &[name.into()]).await?.map(read).transpose()
}

/// Keeps an account as it is now.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, account: &Account, now_ms: i64) -> Result<()> {
    let Account { name, role, hash, is_off } = account;
    tx.run(
        "INSERT INTO account (name, role, hash, is_off, made_ms) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO UPDATE SET role = excluded.role, hash = excluded.hash, is_off = excluded.is_off",
        &[
            name.as_str().into(),
            role.name().into(),
            hash.as_str().into(),
            i64::from(*is_off).into(),
            now_ms.into(),
        ],
    )
    .await
}

/// Keeps a link by the digest of what stands in it; older ones for the same account hold no more.
///
/// # Errors
/// As the statements give.
pub async fn invite(tx: &mut Tx, token: Digest, invitation: &Invitation) -> Result<()> {
    let Invitation { account, role, until_ms } = invitation;
    tx.run("DELETE FROM invitation WHERE account = $1", &[account.as_str().into()]).await?;
    tx.run(
        "INSERT INTO invitation (token, account, role, until_ms) VALUES ($1, $2, $3, $4)",
        &[(&token).into(), account.as_str().into(), role.name().into(), (*until_ms).into()],
    )
    .await
}

/// The link with that digest.
///
/// # Errors
/// As the statements give.
pub async fn invited(tx: &mut Tx, token: Digest) -> Result<Option<Invitation>> {
    let sql = "SELECT account, role, until_ms FROM invitation WHERE token = $1";
    let Some(mut row) = tx.row_if(sql, &[(&token).into()]).await? else { return Ok(None) };
    let (account, role) = (row.text(), row.text());
    Ok(Some(Invitation { account, role: self::role(&role)?, until_ms: row.int() }))
}

/// Takes a link away: it was used.
///
/// # Errors
/// As the statements give.
pub async fn end_invitation(tx: &mut Tx, token: Digest) -> Result<()> {
    tx.run("DELETE FROM invitation WHERE token = $1", &[(&token).into()]).await
}

/// Takes every link of an account away.
///
/// # Errors
/// As the statements give.
pub async fn end_invitations(tx: &mut Tx, account: &str) -> Result<()> {
    tx.run("DELETE FROM invitation WHERE account = $1", &[account.into()]).await
}

/// Lets one transaction after another change accounts and put acts on record: what one has read of them holds until
/// its end.
///
/// # Errors
/// As the statements give.
pub async fn lock(tx: &mut Tx) -> Result<()> {
    tx.run("SELECT 1 AS one/*pg:, CAST(pg_advisory_xact_lock(7355610) AS TEXT)*/", &[]).await
}
