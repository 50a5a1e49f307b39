//! Tokens by which machines ask at the desk: made by a person, shown once, kept as digests, throttled, revoked.

use crate::error::{Error, Kind, Result};
use crate::pipeline::accounts;
use crate::store::accounts::{self as stored, Account};
use crate::store::tokens::{self, Token};
use crate::{Wire, random};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::scope::Scope;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

/// What a token begins with, so that one is known where it does not belong.
pub const PREFIX: &str = "mediawire_";
/// The letters of a token's name.
const NAME_CHARS_MAX: usize = 60;
/// Tokens of one account that hold.
const TOKENS_MAX: usize = 20;
/// How often a use is written down.
const USED_MS: i64 = 60_000;
/// What one token may ask in a minute, and what an address may that shows none which holds.
const ASKS_MAX: u32 = 240;
const WRONG_MAX: u32 = 30;
const MINUTE_MS: i64 = 60_000;

/// What machines asked of late, minute by minute.
#[derive(Debug)]
pub struct Throttle {
    n_of: Cache<String, u32>,
}

impl Default for Throttle {
    fn default() -> Self {
        let kept = Duration::from_secs(120);
        Self { n_of: Cache::builder().max_capacity(100_000).time_to_live(kept).build() }
    }
}

impl Throttle {
    /// Counts one more question of `who` in this minute.
    ///
    /// # Errors
    /// `Refused` with the time to wait if there were too many.
    fn count(&self, who: &str, n_max: u32, now_ms: i64) -> Result<()> {
        let key = format!("{who} {}", now_ms.div_euclid(MINUTE_MS));
        let n = self.n_of.entry(key).and_upsert_with(|n| n.map_or(1, |n| n.into_value() + 1));
        if n.into_value() <= n_max {
            return Ok(());
        }
        let mut error =
            Error::new(Kind::Refused, "too many questions in a minute: wait").code("rate");
        error.retry_after_ms = u64::try_from(MINUTE_MS - now_ms.rem_euclid(MINUTE_MS)).ok();
        Err(error)
    }
}

/// Makes a token of an account, on record: what is shown once, and never again.
///
/// # Errors
/// `Malformed` without a name; `Conflict` if the account has too many.
pub async fn make(
    wire: &Arc<Wire>,
    name: &str,
    scope: Scope,
    (by, place): (&str, &str),
) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
        let what = format!("say in 1 to {NAME_CHARS_MAX} letters what the token is for");
        return Err(Error::new(Kind::Malformed, what).code("name"));
    }
    let shown = format!("{PREFIX}{}", random()?.to_base32(40));
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    stored::lock(&mut tx).await?;
    let all = tokens::of(&mut tx, by).await?;
    if all.iter().filter(|token| token.revoked_ms == 0).count() >= TOKENS_MAX {
        let what = format!("you have {TOKENS_MAX} tokens: revoke one first");
        return Err(Error::new(Kind::Conflict, what));
    }
    let token = Token {
        id: random()?.to_base32(10),
        account: by.to_owned(),
        name: name.to_owned(),
        scope,
        made_ms: now_ms,
        used_ms: 0,
        revoked_ms: 0,
    };
    tokens::add(&mut tx, Digest::of(shown.as_bytes()), &token).await?;
    let told = format!("{name}, {}", scope.name());
    accounts::record(&mut tx, now_ms, (by, place), ("token", &token.id), ("", &told)).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Revokes a token, on record: an account's own, or where `is_any` anybody's.
///
/// # Errors
/// `NotFound` if there is no such token that holds, or it is another's.
pub async fn revoke(
    wire: &Arc<Wire>,
    id: &str,
    is_any: bool,
    (by, place): (&str, &str),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    stored::lock(&mut tx).await?;
    let owner = if is_any { "" } else { by };
    let found = tokens::of(&mut tx, owner).await?;
    let missing = || Error::new(Kind::NotFound, "there is no such token that holds");
    let found = found.into_iter().find(|it| it.id == id && it.revoked_ms == 0);
    let token = found.ok_or_else(missing)?;
    let now_ms = wire.now().as_millisecond();
    tokens::revoke(&mut tx, id, now_ms).await?;
    let told = format!("{}, {}, of {}", token.name, token.scope.name(), token.account);
    accounts::record(&mut tx, now_ms, (by, place), ("token-revoke", id), (&told, "")).await?;
    tx.commit().await
}

/// Whose token it is that was shown from `place`, and what it is for.
///
/// # Errors
/// `Forbidden` if it does not hold; `Refused` with the time to wait if it, or the address, asks too often.
pub async fn who(
    wire: &Arc<Wire>,
    throttle: &Throttle,
    shown: &str,
    place: &str,
) -> Result<(Account, Scope)> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.read().await?;
    let found = tokens::get(&mut tx, Digest::of(shown.as_bytes())).await?;
    let found = found.filter(|token| token.revoked_ms == 0);
    let account = match &found {
        Some(token) => stored::get(&mut tx, &token.account).await?.filter(|it| !it.is_off),
        None => None,
    };
    drop(tx);
    let (Some(token), Some(account)) = (found, account) else {
        throttle.count(&format!("wrong {place}"), WRONG_MAX, now_ms)?;
        let what = "the token does not hold: make one at /desk/tokens";
        return Err(Error::new(Kind::Forbidden, what).code("token"));
    };
    throttle.count(&token.id, ASKS_MAX, now_ms)?;
    if now_ms - token.used_ms > USED_MS {
        let (wire, id) = (Arc::clone(wire), token.id.clone());
        // Nobody waits for it.
        tokio::spawn(async move {
            let noted = async {
                let mut tx = wire.db.write().await?;
                tokens::used(&mut tx, &id, now_ms).await?;
                tx.commit().await
            };
            if let Err(error) = noted.await {
                tracing::warn!("cannot note that a token is in use: {error}");
            }
        });
    }
    Ok((account, token.scope))
}
