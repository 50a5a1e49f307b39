//! Destinations as a person sets them up: added, tried, owed again, taken away; each once on record, without its secret.

use crate::error::{Error, Kind, Result};
use crate::pipeline::deliver::wordpress::Finding;
use crate::pipeline::{accounts, deliver};
use crate::retrieve::Reply;
use crate::store::db::Tx;
use crate::store::destinations::{self as stored, Kept, Secrets};
use crate::store::{debts, wire};
use crate::{Wire, random};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{PublicId, Slug};
use std::sync::Arc;
use url::Url;

/// Destinations at most: each reads the wire for itself.
const DESTINATIONS_MAX: usize = 100;
/// How long the secret before holds beside a new one.
const BOTH_MS: i64 = 24 * 3_600_000;

/// From which dispatch on a destination is sent the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// What comes from now on.
    Now,
    /// All of it.
    First,
    /// From this number on.
    Number(i64),
}

impl Start {
    /// What `text` says: `now`, `start` or a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "now" => Some(Self::Now),
            "start" => Some(Self::First),
            text => text.parse().ok().filter(|n| *n > 0).map(Self::Number),
        }
    }

    /// The number of the last dispatch that is not sent.
    async fn behind(self, tx: &mut Tx) -> Result<i64> {
        let head = wire::head(tx).await?;
        match self {
            Self::Now => Ok(head),
            Self::First => Ok(0),
            Self::Number(n) if (1..=head + 1).contains(&n) => Ok(n - 1),
            Self::Number(n) => {
                let why = format!("the wire has {head} dispatches, and {n} is none of them");
                Err(Error::new(Kind::Malformed, why).code("from"))
            }
        }
    }
}

/// The address of a destination fit for people and for the record: without what may be a secret.
#[must_use]
pub fn shown(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut url) => {
            url.set_query(None);
            url.into()
        }
        Err(_) => "no address".to_owned(),
    }
}

fn missing(slug: &Slug) -> Error {
    let why = format!("there is no destination {slug}: mediawire destination list shows them");
    Error::new(Kind::NotFound, why)
}

/// The destination `slug`.
///
/// # Errors
/// `NotFound` if there is none.
pub async fn get(tx: &mut Tx, slug: &Slug) -> Result<Kept> {
    stored::get(tx, slug).await?.ok_or_else(|| missing(slug))
}

/// Adds a destination, which is sent the wire `from` there on; its secret, which is shown once. `given` is the secret of a
/// kind that makes none.
///
/// # Errors
/// `Conflict` if there is one of that slug or there are too many; `Malformed` if its address, its settings or the number is
/// none.
pub async fn add(
    wire: &Arc<Wire>,
    it: &Destination,
    given: &str,
    from: Start,
    (by, place): (&str, &str),
) -> Result<String> {
    // Nobody has refused anything yet: it is what was typed that is wrong.
    deliver::check(wire, it).map_err(|mut error| {
        error.kind = Kind::Malformed;
        error
    })?;
    let secret = deliver::new_secret(it.kind, given)?;
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    if stored::all(&mut tx).await?.len() >= DESTINATIONS_MAX {
        let why = format!("there are {DESTINATIONS_MAX} destinations: remove one first");
        return Err(Error::new(Kind::Conflict, why));
    }
    let owed_to = from.behind(&mut tx).await?;
    let kept = Kept {
        destination: it.clone(),
        token: random()?.to_hex(),
        secrets: Secrets { now: secret.clone(), before: String::new(), before_until_ms: 0 },
        owed_to,
        added_ms: now_ms,
        ok_ms: 0,
        n_failures: 0,
        rest_until_ms: 0,
        trouble: String::new(),
        is_paused: false,
        older_ms: 0,
    };
    if !stored::add(&mut tx, &kept).await? {
        let why = format!("there is a destination {} already: choose another name", it.slug);
        return Err(Error::new(Kind::Conflict, why).code("slug"));
    }
    let becomes = format!("{} {}, from {}", it.kind.name(), shown(&it.url), owed_to + 1);
    let what = ("destination-add", it.slug.as_str());
    accounts::record(&mut tx, now_ms, (by, place), what, ("", &becomes)).await?;
    tx.commit().await?;
    wire.debts_have_changed();
    Ok(secret)
}

/// Takes a destination away, with what is owed to it.
///
/// # Errors
/// `NotFound` if there is none.
pub async fn remove(wire: &Arc<Wire>, slug: &Slug, (by, place): (&str, &str)) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let Kept { destination: it, .. } = get(&mut tx, slug).await?;
    stored::remove(&mut tx, slug).await?;
    let was = format!("{} {}", it.kind.name(), shown(&it.url));
    let what = ("destination-remove", slug.as_str());
    let now_ms = wire.now().as_millisecond();
    accounts::record(&mut tx, now_ms, (by, place), what, (&was, "")).await?;
    tx.commit().await?;
    wire.debts_have_changed();
    Ok(())
}

/// Gives a destination another secret, which is shown once; the one before holds a day longer. `given` as in [`add`].
///
/// # Errors
/// `NotFound` if there is no such destination; `Malformed` as in [`add`].
pub async fn new_secret(
    wire: &Arc<Wire>,
    slug: &Slug,
    given: &str,
    (by, place): (&str, &str),
) -> Result<String> {
    let now_ms = wire.now().as_millisecond();
    let mut tx = wire.db.write().await?;
    let kept = get(&mut tx, slug).await?;
    let secret = deliver::new_secret(kept.destination.kind, given)?;
    let secrets = Secrets {
        now: secret.clone(),
        before: kept.secrets.now,
        before_until_ms: now_ms.saturating_add(BOTH_MS),
    };
    stored::keep_secrets(&mut tx, slug, &secrets).await?;
    let what = ("destination-secret", slug.as_str());
    accounts::record(&mut tx, now_ms, (by, place), what, ("", "")).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Lets a destination be sent the wire again `from` there on, what it has taken and what was set aside alike, and at once.
///
/// # Errors
/// `NotFound` if there is no such destination; `Malformed` if there is no such number.
pub async fn replay(
    wire: &Arc<Wire>,
    slug: &Slug,
    from: Start,
    (by, place): (&str, &str),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let kept = get(&mut tx, slug).await?;
    let behind = from.behind(&mut tx).await?;
    debts::rewind(&mut tx, slug, behind).await?;
    stored::resume(&mut tx, slug).await?;
    let now_ms = wire.now().as_millisecond();
    stored::replayed(&mut tx, slug, now_ms).await?;
    let (was, becomes) = (kept.owed_to.to_string(), format!("from {}", behind + 1));
    let what = ("destination-replay", slug.as_str());
    accounts::record(&mut tx, now_ms, (by, place), what, (&was, &becomes)).await?;
    tx.commit().await?;
    wire.debts_have_changed();
    Ok(())
}

/// Lets what was set aside be tried again at once: the dispatch `number`, or all where it is `None`. How many those are.
///
/// # Errors
/// `NotFound` if there is no such destination.
pub async fn retry(
    wire: &Arc<Wire>,
    slug: &Slug,
    number: Option<i64>,
    (by, place): (&str, &str),
) -> Result<usize> {
    let mut tx = wire.db.write().await?;
    get(&mut tx, slug).await?;
    let n = debts::unpark(&mut tx, slug, number.unwrap_or(0)).await?;
    stored::resume(&mut tx, slug).await?;
    let becomes = number.map_or_else(|| format!("{n} dispatches"), |it| format!("dispatch {it}"));
    let what = ("destination-retry", slug.as_str());
    let now_ms = wire.now().as_millisecond();
    accounts::record(&mut tx, now_ms, (by, place), what, ("", &becomes)).await?;
    tx.commit().await?;
    wire.debts_have_changed();
    Ok(n)
}

/// What becomes of an item's post that a person has changed at the destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHand {
    /// What the wire shows is written over it.
    Overwrite,
    /// It stays, until a later dispatch asks again.
    Keep,
}

/// Decides what becomes of what a person has changed at the destination; how many dispatches were set aside for it.
///
/// # Errors
/// `NotFound` if there is no such destination, no such item, or nothing of it was set aside.
pub async fn decide_by_hand(
    wire: &Arc<Wire>,
    slug: &Slug,
    item: &PublicId,
    what: ByHand,
    (by, place): (&str, &str),
) -> Result<usize> {
    let mut tx = wire.db.write().await?;
    get(&mut tx, slug).await?;
    let no = |why: String| Error::new(Kind::NotFound, why);
    let line = wire::line(&mut tx, item).await?;
    let id = line.ok_or_else(|| no(format!("there is no item {item} on the wire")))?.item.id;
    let (n, kind) = match what {
        ByHand::Overwrite => (debts::overrule(&mut tx, slug, id).await?, "destination-overwrite"),
        ByHand::Keep => (debts::forgive(&mut tx, slug, id).await?, "destination-keep"),
    };
    if n == 0 {
        return Err(no(format!("nothing of {item} was set aside at {slug}")));
    }
    let now_ms = wire.now().as_millisecond();
    let becomes = format!("{item}, {n} dispatches");
    accounts::record(&mut tx, now_ms, (by, place), (kind, slug.as_str()), ("", &becomes)).await?;
    tx.commit().await?;
    wire.debts_have_changed();
    Ok(n)
}

/// What is to be seen of a WordPress before it is written to; `None` of another kind of destination.
///
/// # Errors
/// `NotFound` if there is no such destination; else where there is no answer.
pub async fn examine(wire: &Wire, slug: &Slug) -> Result<Option<Vec<Finding>>> {
    let kept = get(&mut wire.db.read().await?, slug).await?;
    match kept.destination.kind {
        DestinationKind::Webhook => Ok(None),
        DestinationKind::WordPress => deliver::wordpress::examine(wire, &kept).await.map(Some),
    }
}

/// What a destination answers to a message that means nothing.
///
/// # Errors
/// `NotFound` if there is no such destination; else where there is no answer.
pub async fn test(wire: &Wire, slug: &Slug) -> Result<Reply> {
    let kept = get(&mut wire.db.read().await?, slug).await?;
    deliver::test(wire, &kept).await
}
