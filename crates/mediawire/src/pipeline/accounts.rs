//! Who works at the desk: links by which a password is chosen, log-in and log-out, roles. There is no default password:
//! the first account is made by a link that `serve` prints.

use crate::error::{Context as _, Error, Kind, Result};
use crate::store::accounts::{self, Account, Invitation};
use crate::store::acts::{self, Act};
use crate::store::db::Tx;
use crate::store::sessions;
use crate::work::think;
use crate::{Wire, random};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::role::Role;
use moka::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const HOUR_MS: i64 = 3_600_000;
/// How long a link holds.
const LINK_MS: i64 = 24 * HOUR_MS;
/// How long a session holds that is not used, and any.
const IDLE_MS: i64 = 8 * HOUR_MS;
const SESSION_MS: i64 = 24 * HOUR_MS;
/// How long a browser is known.
const DEVICE_MS: i64 = 90 * 24 * HOUR_MS;
/// How often a use of a session is written down.
const SEEN_MS: i64 = 60_000;
/// The characters of a password, and of a name.
const PASSWORD_CHARS: std::ops::RangeInclusive<usize> = 12..=200;
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=40;
/// Wrong passwords for an account within ten minutes, before a browser that it does not know must wait.
const GUESSES_MAX: u32 = 10;
const GUESSES_TIME: Duration = Duration::from_secs(600);
/// Passwords that are tried at once: each takes 19 MiB.
const HASHES_MAX: usize = 2;
/// Strangers that wait for their turn; more are sent away.
const STRANGERS_MAX: usize = 20;
/// A hash of nobody's password, so that a name which nobody has takes as long as one that somebody has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Z2FyZGVuIG9mIHRvbHZh$9qKqFJ5gQwX3hUxr1YzkqbCkq0p5c0dVtbnVjQ6T8oM";

/// Wrong passwords of late, and the turns of those that are tried.
///
/// Guesses on browsers that an account does not know count against the account, those on one that it knows against that
/// browser alone: strangers lock out strangers, and nobody whom it knows (OWASP, *Slow down online guessing attacks with
/// device cookies*).
#[derive(Debug)]
pub struct Guesses {
    n_of: Cache<String, u32>,
    /// A turn for each password that is tried at once on browsers that an account knows, and on others.
    known: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    n_strangers: AtomicUsize,
}

impl Default for Guesses {
    fn default() -> Self {
        let n_of = Cache::builder().max_capacity(100_000).time_to_live(GUESSES_TIME).build();
        let turns = || Arc::new(Semaphore::new(HASHES_MAX));
        Self { n_of, known: turns(), strangers: turns(), n_strangers: AtomicUsize::new(0) }
    }
}

impl Guesses {
    /// Counts one more guess of `who`, before it is known whether it is right; whether it may be tried.
    fn count(&self, who: &str) -> bool {
        let n =
            self.n_of.entry_by_ref(who).and_upsert_with(|n| n.map_or(1, |n| n.into_value() + 1));
        n.into_value() <= GUESSES_MAX
    }

    /// A turn to try a password; `None` if too many strangers wait for one.
    async fn turn(&self, is_known: bool) -> Option<OwnedSemaphorePermit> {
        if is_known {
            return self.known.clone().acquire_owned().await.ok();
        }
        if self.n_strangers.fetch_add(1, Ordering::AcqRel) >= STRANGERS_MAX {
            self.n_strangers.fetch_sub(1, Ordering::AcqRel);
            return None;
        }
        // Whoever hangs up while waiting counts no more.
        let _place = Place(&self.n_strangers);
        self.strangers.clone().acquire_owned().await.ok()
    }
}

/// A place among those that wait.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// What a browser holds from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedIn {
    /// What proves the session.
    pub session: String,
    /// What proves the browser.
    pub device: String,
}

/// What is sent to log in.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// The account's name.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
    /// What proves the browser, if it holds anything.
    pub device: Option<&'a str>,
}

/// A name as accounts have it: lower case, letters, digits, `.`, `-` and `_`.
///
/// # Errors
/// `Malformed` if it is none.
pub fn name(text: &str) -> Result<String> {
    let name = text.trim().to_lowercase();
    let is_fit = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if is_fit && NAME_CHARS.contains(&name.chars().count()) {
        return Ok(name);
    }
    let what = "a name has 2 to 40 letters, digits, points, hyphens or underscores";
    Err(Error::new(Kind::Malformed, what).code("name"))
}

/// Gives a link by which a password is chosen for the account `name`, which is made if it is not there: what stands at
/// the end of its address.
///
/// # Errors
/// `Malformed` if the name is none; `Conflict` if the account is there with another role.
pub async fn invite(
    wire: &Arc<Wire>,
    of: &str,
    role: Option<Role>,
    (by, place): (&str, &str),
) -> Result<String> {
    let name = name(of)?;
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    accounts::lock(&mut tx).await?;
    let known = accounts::get(&mut tx, &name).await?;
    let role = match (&known, role) {
        (Some(known), None) => known.role,
        (Some(known), Some(role)) if known.role == role => role,
        (Some(known), Some(_)) => {
            let what = format!(
                "{name} has an account, as {}: change it with mediawire user role",
                known.role.name()
            );
            return Err(Error::new(Kind::Conflict, what));
        }
        (None, Some(role)) => role,
        (None, None) => {
            let what = format!("there is no account {name}: make it with mediawire user add");
            return Err(Error::new(Kind::NotFound, what));
        }
    };
    let account =
        known.unwrap_or(Account { name: name.clone(), role, hash: String::new(), is_off: false });
    accounts::save(&mut tx, &account, now_ms).await?;
    let token = token()?;
    let invitation = Invitation { account: name.clone(), role, until_ms: now_ms + LINK_MS };
    accounts::invite(&mut tx, digest(&token), &invitation).await?;
    record(&mut tx, now_ms, (by, place), ("account-invite", &name), ("", role.name())).await?;
    tx.commit().await?;
    Ok(token)
}

/// A link by which the first account is made, an admin's, as long as nobody has a password.
///
/// # Errors
/// As the statements give.
pub async fn first(wire: &Arc<Wire>) -> Result<Option<String>> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    if accounts::all(&mut tx).await?.iter().any(|account| !account.hash.is_empty()) {
        return Ok(None);
    }
    let token = token()?;
    let (account, role) = (String::new(), Role::Admin);
    let invitation = Invitation { account, role, until_ms: now_ms + LINK_MS };
    accounts::invite(&mut tx, digest(&token), &invitation).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// What a link is for, if it holds.
///
/// # Errors
/// `NotFound` if it does not.
pub async fn invited(wire: &Arc<Wire>, token: &str) -> Result<Invitation> {
    let mut tx = wire.db.read().await?;
    let found = accounts::invited(&mut tx, digest(token)).await?;
    found.filter(|it| it.until_ms > wire.now().as_millisecond()).ok_or_else(no_link)
}

fn no_link() -> Error {
    let what = "this link was used, or holds no more: ask for another";
    Error::new(Kind::NotFound, what).code("link")
}

/// Chooses the password of the account that the link is for, and logs in by it, unless it is off; `called` names it
/// where the link does not. Whoever was logged in by it is no more.
///
/// # Errors
/// `NotFound` if the link does not hold; `Malformed` if name or password are not fit; `Conflict` if the name is taken.
pub async fn accept(
    wire: &Arc<Wire>,
    link: &str,
    called: &str,
    password: &str,
    place: &str,
) -> Result<Option<LoggedIn>> {
    let invitation = invited(wire, link).await?;
    let is_free = invitation.account.is_empty();
    let name = if is_free { name(called)? } else { invitation.account };
    check_password(password, &name)?;
    let hash = hash(password).await?;
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    accounts::lock(&mut tx).await?;
    // Another may have been faster.
    accounts::invited(&mut tx, digest(link)).await?.ok_or_else(no_link)?;
    // The first account is made once: whoever finds that link in a log later has nothing of it.
    let all = accounts::all(&mut tx).await?;
    if is_free && all.iter().any(|account| !account.hash.is_empty()) {
        return Err(no_link());
    }
    let known = all.into_iter().find(|account| account.name == name);
    if is_free && known.is_some() {
        return Err(Error::new(Kind::Conflict, format!("the name {name} is taken")).code("name"));
    }
    let is_off = known.as_ref().is_some_and(|known| known.is_off);
    // What its owner is may have changed since the link was made.
    let role = known.map_or(invitation.role, |known| known.role);
    let account = Account { name: name.clone(), role, hash, is_off };
    accounts::save(&mut tx, &account, now_ms).await?;
    accounts::end_invitation(&mut tx, digest(link)).await?;
    sessions::end_all(&mut tx, &name).await?;
    record(&mut tx, now_ms, (&name, place), ("password", &name), ("", role.name())).await?;
    let logged_in = match is_off {
        true => None,
        false => Some(begin(&mut tx, &name, None, (now_ms, place)).await?),
    };
    tx.commit().await?;
    Ok(logged_in)
}

/// Begins a session.
async fn begin(
    tx: &mut Tx,
    name: &str,
    device: Option<&str>,
    (now_ms, place): (i64, &str),
) -> Result<LoggedIn> {
    let logged_in =
        LoggedIn { session: token()?, device: device.map_or_else(token, |it| Ok(it.to_owned()))? };
    sessions::end_old(tx, now_ms - IDLE_MS, now_ms - SESSION_MS, now_ms - DEVICE_MS).await?;
    sessions::begin(tx, digest(&logged_in.session), name, now_ms).await?;
    sessions::save_device(tx, digest(&logged_in.device), name, now_ms).await?;
    record(tx, now_ms, (name, place), ("log-in", name), ("", "")).await?;
    Ok(logged_in)
}

/// Logs somebody in, in a new session.
///
/// # Errors
/// `Forbidden` if name and password do not belong together, or the account is off; `Refused` with `Retry-After` if too
/// many guessed of late.
pub async fn log_in(
    wire: &Arc<Wire>,
    guesses: &Guesses,
    said: &Credentials<'_>,
    place: &str,
) -> Result<LoggedIn> {
    let called = name(said.name).unwrap_or_default();
    let mut tx = wire.db.read().await?;
    let known = accounts::get(&mut tx, &called).await?;
    let device = match said.device {
        Some(device) if sessions::is_device(&mut tx, digest(device), &called).await? => {
            Some(device)
        }
        Some(_) | None => None,
    };
    drop(tx);
    let who = device.map_or_else(|| called.clone(), |device| format!("{called} {device}"));
    let too_many = || {
        let what = "too many wrong passwords: wait ten minutes, or log in where you did before";
        let mut error = Error::new(Kind::Refused, what).code("guesses");
        error.retry_after_ms = u64::try_from(GUESSES_TIME.as_millis()).ok();
        error
    };
    if !guesses.count(&who) {
        return Err(too_many());
    }
    let turn = guesses.turn(device.is_some()).await.ok_or_else(too_many)?;
    let hash = known.as_ref().map(|it| it.hash.clone()).filter(|it| !it.is_empty());
    let tried = hash.clone().unwrap_or_else(|| NOBODY.to_owned());
    let is_right = verify(said.password, tried, turn).await?;
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    accounts::lock(&mut tx).await?;
    // It may have changed while its password was tried.
    let account = accounts::get(&mut tx, &called).await?;
    let is_same = |it: &Account| is_right && Some(&it.hash) == hash.as_ref() && !it.is_off;
    let Some(account) = account.filter(is_same) else {
        let what = "the name and the password do not belong together";
        return Err(Error::new(Kind::Forbidden, what).code("password"));
    };
    guesses.n_of.invalidate(&who);
    let logged_in = begin(&mut tx, &account.name, device, (now_ms, place)).await?;
    tx.commit().await?;
    Ok(logged_in)
}

/// Whose session it is, if it holds.
///
/// # Errors
/// As the statements give.
pub async fn who(wire: &Arc<Wire>, session: &str) -> Result<Option<Account>> {
    let (token, now_ms) = (digest(session), wire.now().as_millisecond());
    let Some((account, seen_ms)) = holder(wire, session).await? else { return Ok(None) };
    if now_ms - seen_ms > SEEN_MS {
        let wire = wire.clone();
        // Nobody waits for it, and where the disk is full nobody is shut out by it.
        tokio::spawn(async move {
            let noted = async {
                let mut tx = wire.db.write().await?;
                sessions::seen(&mut tx, token, now_ms).await?;
                tx.commit().await
            };
            if let Err(error) = noted.await {
                tracing::warn!("cannot note that a session is in use: {error}");
            }
        });
    }
    Ok(Some(account))
}

/// The same, without counting as a use of the session: a page that only listens does not keep it alive.
///
/// # Errors
/// As the statements give.
pub async fn listens(wire: &Wire, session: &str) -> Result<Option<Account>> {
    Ok(holder(wire, session).await?.map(|(account, _)| account))
}

/// Whose session it is, if it holds, and when it was in use last.
async fn holder(wire: &Wire, session: &str) -> Result<Option<(Account, i64)>> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.read().await?;
    let Some(found) = sessions::get(&mut tx, digest(session)).await? else { return Ok(None) };
    if now_ms - found.seen_ms > IDLE_MS || now_ms - found.begun_ms > SESSION_MS {
        return Ok(None);
    }
    let account = accounts::get(&mut tx, &found.account).await?;
    Ok(account.filter(|account| !account.is_off).map(|account| (account, found.seen_ms)))
}

/// Ends a session, if there is such a one.
///
/// # Errors
/// As the statements give.
pub async fn log_out(wire: &Arc<Wire>, session: &str, place: &str) -> Result<()> {
    let mut tx = wire.db.write().await?;
    accounts::lock(&mut tx).await?;
    let Some(found) = sessions::get(&mut tx, digest(session)).await? else { return Ok(()) };
    sessions::end(&mut tx, digest(session)).await?;
    let (now_ms, by) = (wire.now().as_millisecond(), found.account.as_str());
    record(&mut tx, now_ms, (by, place), ("log-out", by), ("", "")).await?;
    tx.commit().await?;
    wire.session_has_ended();
    Ok(())
}

/// Changes what somebody is at the desk, or whether the account can be used; whoever is logged in by it is no more.
///
/// # Errors
/// `NotFound` if there is no such account; `Conflict` if no admin would be left.
pub async fn change(
    wire: &Arc<Wire>,
    of: &str,
    (role, is_off): (Option<Role>, Option<bool>),
    (by, place): (&str, &str),
) -> Result<Account> {
    let name = name(of)?;
    let mut tx = wire.db.write().await?;
    accounts::lock(&mut tx).await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no account {name}"));
    let was = accounts::get(&mut tx, &name).await?.ok_or_else(missing)?;
    let is = Account {
        role: role.unwrap_or(was.role),
        is_off: is_off.unwrap_or(was.is_off),
        ..was.clone()
    };
    let all = accounts::all(&mut tx).await?;
    let is_admin = |it: &Account| it.role == Role::Admin && !it.is_off && !it.hash.is_empty();
    let others = all.iter().filter(|it| it.name != name);
    if is_admin(&was) && !is_admin(&is) && !others.into_iter().any(is_admin) {
        let what = format!("{name} is the last admin: make another one first");
        return Err(Error::new(Kind::Conflict, what));
    }
    let now_ms = wire.now().as_millisecond();
    accounts::save(&mut tx, &is, now_ms).await?;
    sessions::end_all(&mut tx, &name).await?;
    accounts::end_invitations(&mut tx, &name).await?;
    let told = |it: &Account| format!("{}{}", it.role.name(), if it.is_off { ", off" } else { "" });
    let change = (told(&was), told(&is));
    record(&mut tx, now_ms, (by, place), ("account", &name), (&change.0, &change.1)).await?;
    tx.commit().await?;
    wire.session_has_ended();
    Ok(is)
}

pub(super) async fn record(
    tx: &mut Tx,
    at_ms: i64,
    (by, place): (&str, &str),
    (what, object): (&str, &str),
    (was, becomes): (&str, &str),
) -> Result<()> {
    let [by, place, what, object, was, becomes] =
        [by, place, what, object, was, becomes].map(str::to_owned);
    acts::add(tx, &Act { at_ms, by, what, object, was, becomes, place }).await
}

/// 130 random bits.
fn token() -> Result<String> {
    Ok(random()?.to_base32(26))
}

fn digest(token: &str) -> Digest {
    Digest::of(token.as_bytes())
}

fn check_password(password: &str, name: &str) -> Result<()> {
    let why = if !PASSWORD_CHARS.contains(&password.chars().count()) {
        "a password has 12 to 200 characters: a few words do well"
    } else if password.to_lowercase().contains(name) {
        "the password holds the name"
    } else if password.chars().all(|c| password.starts_with(c)) {
        "the password is one character again and again"
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::Malformed, why).code("password"))
}

async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    think(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()))
        .await?
        .map_err(|cause| Error::caused(Kind::Bug, "cannot hash a password", cause.to_string()))
}

async fn verify(password: &str, hash: String, turn: OwnedSemaphorePermit) -> Result<bool> {
    let password = password.to_owned();
    think(move || {
        // Held as long as the memory is, whether somebody waits for the answer or not.
        let _turn = turn;
        let hash = PasswordHash::new(&hash).map_err(|cause| cause.to_string())?;
        Ok::<_, String>(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await?
    .context(Kind::Bug, || "an account's hash is none")
}
