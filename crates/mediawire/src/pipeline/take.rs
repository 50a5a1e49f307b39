//! One article, taken by its address: asked for at once, archived, and sent through the same flow as what a list announces.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::keep::{incoming, keep};
use crate::pipeline::{self, adding, place};
use crate::retrieve::What;
use crate::store::db::Tx;
use crate::store::{captures, decisions, entries, items, sources, taken, wire};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk;
use mediawire_core::model::decision::{DecisionKind, Field, in_force};
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{EntryId, ItemId, Slug};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Release, Rights, Source};
use std::sync::Arc;
use std::time::{Duration, Instant};
use url::Url;

/// `via` of what was taken.
pub const TAKE: &str = "take";
/// How often it is looked whether an item was made.
const LOOK: Duration = Duration::from_millis(50);

/// Whose a taken page is.
#[derive(Debug, Clone)]
pub enum Whose {
    /// The source of its host, which is made on these terms if there is none.
    Made(Rights, Release),
    /// The source of its host, which must be there.
    Known,
    /// This source's.
    Of(Slug),
}

/// What a person says of a page that is taken at the desk.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Whether it goes out at once; else it waits.
    pub goes_out: bool,
    /// Who says so, and from where.
    pub by: (&'a str, &'a str),
}

/// A page that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its address after redirects.
    pub url: String,
    entry: EntryId,
    said: Option<Digest>,
}

/// What became of a page that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is of this item.
    Item(ItemId),
    /// It is of this item, which was there already, with these words.
    Known(ItemId),
    /// No item was made of it, and why.
    None(String),
    /// It is yet to be read.
    Open,
}

/// The source that stands for the host of `url`, as it is if it is known, else new with these rights.
/// Two hosts whose names give one slug get two.
///
/// # Errors
/// As the statements give.
pub async fn source_of_host(
    tx: &mut Tx,
    url: &Url,
    (rights, release): (Rights, Release),
    section: &SectionCode,
) -> Result<(Source, bool)> {
    let host = url.host_str().unwrap_or_default();
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let home = format!("{}/", url.origin().ascii_serialization());
    let of_host = |source: &Source| {
        Url::parse(&source.home).is_ok_and(|home| {
            let known = home.host_str().unwrap_or_default();
            known.strip_prefix("www.").unwrap_or(known) == bare && home.port() == url.port()
        })
    };
    let slug = Slug::of(bare);
    let slug = match sources::get(tx, &slug).await? {
        Some(source) if of_host(&source) => return Ok((source, false)),
        Some(_) => Slug::of(&format!("{slug}-{}", EntryId::new(&slug, &home).0.to_base32(6))),
        None => slug,
    };
    if let Some(source) = sources::get(tx, &slug).await? {
        return Ok((source, false));
    }
    let source = Source {
        slug,
        name: url[url::Position::BeforeHost..url::Position::AfterPort].to_owned(),
        home,
        list: None,
        cadence_ms: 0,
        rights,
        section: section.clone(),
        genre: None,
        release,
    };
    Ok((source, true))
}

/// The source whose home page is at the host of `url`: the first by slug, if several are.
async fn known_of_host(tx: &mut Tx, url: &Url) -> Result<Source> {
    let bare = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        (host.strip_prefix("www.").unwrap_or(host).to_owned(), url.port())
    };
    let asked = bare(url);
    let all = sources::all(tx).await?;
    let of_host = |source: &Source| Url::parse(&source.home).is_ok_and(|home| bare(&home) == asked);
    all.into_iter().find(of_host).ok_or_else(|| {
        let what = format!(
            "cannot take {url}: no source has its home page at {}; say whose it is, or add the source first",
            asked.0
        );
        Error::new(Kind::NotFound, what).code("source")
    })
}

/// Asks for a page through the one client, with all its guards, keeps the answer, and announces it. What a person says
/// of it is decided when its item is known.
///
/// # Errors
/// As the client gives; `NotFound` if it is nobody's; `Malformed` if what is made of it were to go out by itself without a
/// licence.
pub async fn take(
    wire: &Arc<Wire>,
    url: &str,
    whose: &Whose,
    said: Option<Said<'_>>,
) -> Result<Taken> {
    let asked = wire.client.check(url)?;
    if let Whose::Made(rights, release) = whose {
        adding::may_go(rights, *release, asked.as_str())?;
    }
    let mut tx = wire.db.read().await?;
    // Nobody is asked for what could not be attributed.
    match whose {
        Whose::Made(..) => {}
        Whose::Known => drop(known_of_host(&mut tx, &asked).await?),
        Whose::Of(slug) => drop(named(&mut tx, slug).await?),
    }
    drop(tx);
    let fetched = match wire.client.fetch(asked.as_str(), What::Page).await {
        Ok(fetched) => fetched,
        Err(error) => {
            let mut tx = wire.db.write().await?;
            let log = ("take", url, wire.now().as_millisecond());
            captures::log(&mut tx, log, error.code, &error.to_string()).await?;
            tx.commit().await?;
            return Err(error);
        }
    };
    let signals = fetched.signals.clone();
    let kept = keep(wire, vec![incoming(fetched)]).await?.pop();
    let (capture, lies) = kept.expect("one answer in, one capture out");
    let url = Url::parse(&capture.url)
        .context(Kind::Malformed, || format!("cannot read {:?}", capture.url))?;
    let mut tx = wire.db.write().await?;
    let now = wire.now().as_millisecond();
    let source = match whose {
        Whose::Made(rights, release) => {
            let terms = (rights.clone(), *release);
            let (source, _) = source_of_host(&mut tx, &url, terms, &wire.sections[0].code).await?;
            sources::save(&mut tx, &source, "command line", now).await?;
            source
        }
        // It may have led to another host.
        Whose::Known => known_of_host(&mut tx, &url).await?,
        Whose::Of(slug) => named(&mut tx, slug).await?,
    };
    captures::save(&mut tx, &capture, &lies).await?;
    captures::save_signals(&mut tx, capture.id, &signals).await?;
    let entry = Entry::of_page(&source.slug, &capture.url, capture.id);
    let announced = pipeline::announce(wire, &mut tx, &entry, &source.slug, TAKE).await?;
    if let (Some(digest), Some(said)) = (announced, said) {
        taken::add(&mut tx, (entry.id, digest), said.by, said.goes_out).await?;
    }
    tx.commit().await?;
    wire.wake();
    Ok(Taken { url: capture.url, entry: entry.id, said: announced })
}

async fn named(tx: &mut Tx, slug: &Slug) -> Result<Source> {
    let missing =
        || Error::new(Kind::NotFound, format!("there is no source {slug}")).code("source");
    sources::get(tx, slug).await?.ok_or_else(missing)
}

/// What became of a page that was taken, as far as it is known.
///
/// # Errors
/// As the statements give.
pub async fn outcome(wire: &Wire, taken: &Taken) -> Result<Outcome> {
    let mut tx = wire.db.read().await?;
    let said = match taken.said {
        Some(said) => Some(said),
        None => entries::last_said(&mut tx, taken.entry).await?,
    };
    let nothing = || Outcome::None("it is known already".to_owned());
    let Some(said) = said else { return Ok(nothing()) };
    if let Some(item) = items::of_entry(&mut tx, (taken.entry, said)).await? {
        return Ok(if taken.said.is_some() { Outcome::Item(item) } else { Outcome::Known(item) });
    }
    let outcome = items::outcome(&mut tx, (taken.entry, said)).await?;
    Ok(match outcome {
        Some((step, code, why)) => place::known(&code, &why)
            .map_or_else(|| Outcome::None(format!("{step}: {code}: {why}")), Outcome::Known),
        None if taken.said.is_none() => nothing(),
        None => Outcome::Open,
    })
}

/// The same, waited for as long as that.
///
/// # Errors
/// As the statements give.
pub async fn settled(wire: &Wire, taken: &Taken, time: Duration) -> Result<Outcome> {
    let end = Instant::now() + time;
    loop {
        match outcome(wire, taken).await? {
            Outcome::Open if Instant::now() < end => tokio::time::sleep(LOOK).await,
            outcome => return Ok(outcome),
        }
    }
}

/// Decides of an item what the person who took its page has said, once.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(
    of: &Wire,
    tx: &mut Tx,
    item: ItemId,
    announced: &entries::Announced,
) -> Result<()> {
    let key = (announced.entry.id, announced.said);
    if announced.via != TAKE {
        return Ok(());
    }
    let Some(taken::Row { account, place, goes_out }) = taken::of(tx, key).await? else {
        return Ok(());
    };
    let kind = if goes_out { DecisionKind::Release } else { DecisionKind::Hold };
    let url = announced.entry.url.as_deref().unwrap_or_default();
    let why = format!("taken by hand: {url}");
    let all = decisions::of(tx, item).await?;
    // What a person has said of it stands: the one who took it had not seen that it was said.
    let is_decided = in_force(&all)
        .into_iter()
        .any(|it| desk::is_person(&it.by) && matches!(it.kind.field(), Field::Going | Field::Off));
    // What stands on the wire goes on; this is its next version.
    let is_out = wire::last(tx, item).await?.is_some_and(|last| last.notice.is_none());
    if is_decided
        || (is_out && !goes_out)
        || desk::may_decide(&all, &kind, (&account, of.kill_needs)).is_err()
    {
        return Ok(());
    }
    let at_ms = of.now().as_millisecond();
    let n = decisions::add(tx, item, &kind, (&account, &why), at_ms).await?;
    decisions::add_place(tx, item, n, &place).await
}
