//! THE FLOW: a function a step, in the order in which an item goes through them.
//!
//! ```text
//! poll ─▶ fetch ─▶ extract ─▶ identify ─▶ dispatch
//!                               └─▶ image     └─▶ watch ─▶ extract
//! ```
//!
//! Each step loads its input, asks core what it means, saves the answer and names the next jobs in one transaction.
//! Each may run twice: what it saves is keyed by its input. `work.rs` calls them.

pub mod accounts;
pub mod adding;
mod agency;
mod allowance;
pub mod among;
pub mod change;
pub mod copies;
mod decided;
pub mod deliver;
pub mod destinations;
pub mod erasure;
mod expiry;
pub mod find;
mod folder;
pub mod headline;
pub mod house;
pub mod image;
pub mod lines;
pub mod list;
mod mail;
pub mod manners;
pub mod moved;
mod noticed;
pub mod opml;
mod parts;
mod place;
mod posts;
pub mod push;
pub mod removal;
pub mod routing;
pub mod rule;
mod said;
pub mod suspect;
pub mod take;
pub mod tokens;
pub mod watch;

pub use decided::{By, CHANGED, answer, decide, decide_on, kill, undo};
pub use said::say;

use crate::Wire;
use crate::archive::lists::Opened;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::keep::{Document, document, incoming, keep, origin};
use crate::retrieve::{Fetched, What, backoff_ms};
use crate::store::db::Tx;
use crate::store::{
    articles, body, captures, decisions, entries, items, jobs, sources, standing, wire,
};
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::article::Article;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::lock::Difference;
use mediawire_core::{desk, extract, identify, read};
use std::sync::Arc;

/// How often a page is asked for before its entry goes on without it.
const FETCH_TRIES_MAX: i64 = 6;
/// Articles of its source that a page is held against: of those that have a line in common, two in so many keep it.
const SITE_ARTICLES: usize = 20;
/// How long before a page was announced they were there, in milliseconds: what is being read at the same time counts
/// for none of it, so that no article hangs on the machine's speed.
const SITE_SETTLED_MS: i64 = 3_600_000;

// ---- poll: a source's list → entries: see `pipeline/list.rs` --------------------------------------------------------

/// Keeps an entry; if it says something new, its page is to be fetched, or its own text read where it has no page,
/// or is whole in its list.
///
/// # Errors
/// As the statements give.
pub async fn announce(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    entry: &Entry,
    source: &Slug,
    via: &str,
) -> Result<Option<Digest>> {
    let now = wire.now();
    let Some(said) = erasure::save(tx, entry, source, via, now.as_millisecond()).await? else {
        return Ok(None);
    };
    if !agency::is_to_be_read(wire, tx, entry, (source, said)).await? {
        return Ok(Some(said));
    }
    if via == entries::LIST && entry.url.is_none() && entry.text.is_none() {
        // A list may have thousands of them, and is long to be read for each.
        let why = ("no-text", "its list gives it neither an address nor a text");
        items::add_outcome(tx, (entry.id, said), "extract", why, now.as_millisecond()).await?;
        return Ok(Some(said));
    }
    let (job, at) = match (&entry.url, via) {
        (Some(url), entries::LIST) if entry.whole.is_none() => {
            (Job::Fetch(entry.id, said), allowance::place(wire, tx, source.as_str(), url).await?)
        }
        _ => (Job::Extract(entry.id, said, entry.capture), now),
    };
    job.add(tx, at).await?;
    Ok(Some(said))
}

// ---- fetch: an entry → its page -----------------------------------------------------------------------------------

/// What asking for a page gave.
#[derive(Debug)]
pub struct FetchedPage {
    entry: entries::Announced,
    answer: Result<Fetched>,
}

/// Asks for the page of an entry.
///
/// # Errors
/// `NotFound` if there is no such entry; as [`crate::retrieve::Client::has_room`]. What goes wrong outside is in the value.
pub async fn fetch(wire: &Arc<Wire>, id: EntryId, said: Digest) -> Result<FetchedPage> {
    let entry = entries::get(&mut wire.db.read().await?, id, said).await?;
    let url = entry.entry.url.clone().unwrap_or_default();
    wire.client.has_room(&url)?;
    let answer = wire.client.fetch(&url, What::Page).await;
    Ok(FetchedPage { entry, answer })
}

/// Keeps and saves pages that were fetched; each is to be extracted. Where there is no page to be had, the entry goes
/// on with the text that its list carries, if any.
///
/// # Errors
/// `Transient` if the archive or the store cannot be written.
pub async fn save_fetched(wire: &Arc<Wire>, pages: &[(&FetchedPage, i64)]) -> Result<()> {
    if pages.is_empty() {
        return Ok(());
    }
    let answers = pages.iter().filter_map(|(page, _)| page.answer.as_ref().ok());
    let answers = answers.cloned().map(incoming).collect();
    let mut kept = keep(wire, answers).await?.into_iter();
    let mut tx = wire.db.write().await?;
    for (FetchedPage { entry: announced, answer }, n_tries) in pages {
        let entry = &announced.entry;
        let (kind, key) = Job::Fetch(entry.id, announced.said).row();
        match answer {
            Ok(fetched) => {
                let (capture, lies) = kept.next().expect("each answer was kept");
                captures::save(&mut tx, &capture, &lies).await?;
                captures::save_signals(&mut tx, capture.id, &fetched.signals).await?;
                let at_ms = wire.now().as_millisecond();
                let place = (announced.source.as_str(), &*fetched.url, at_ms);
                noticed::on_the_way(&mut tx, place, &fetched.noticed).await?;
                Job::Extract(entry.id, announced.said, capture.id).add(&mut tx, wire.now()).await?;
                jobs::done(&mut tx, kind, &key).await?;
            }
            Err(error) => no_page(wire, &mut tx, announced, *n_tries, error).await?,
        }
    }
    tx.commit().await
}

async fn no_page(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    announced: &entries::Announced,
    n_tries: i64,
    error: &Error,
) -> Result<()> {
    let (now, entry) = (wire.now(), &announced.entry);
    let (kind, key) = Job::Fetch(entry.id, announced.said).row();
    let url = entry.url.as_deref().unwrap_or_default();
    let why = error.to_string();
    let log = (announced.source.as_str(), url, now.as_millisecond());
    captures::log(tx, log, error.code, &why).await?;
    if error.kind == Kind::Transient && n_tries < FETCH_TRIES_MAX {
        let tries = u32::try_from(n_tries + 1).unwrap_or(u32::MAX);
        let wait = backoff_ms(tries, error.retry_after_ms, wire.seed());
        let next = now.as_millisecond().saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
        return jobs::again(tx, kind, &key, next, n_tries + 1).await;
    }
    tracing::warn!(entry.id = %entry.id, "no page for {url}: {why}");
    match entry.text {
        Some(_) => Job::Extract(entry.id, announced.said, entry.capture).add(tx, now).await?,
        None => {
            let outcome = (error.code, why.as_str());
            items::add_outcome(tx, (entry.id, announced.said), "fetch", outcome, log.2).await?;
            change::unread(wire, tx, announced).await?;
        }
    }
    jobs::done(tx, kind, &key).await
}

// ---- extract: a capture → an article ------------------------------------------------------------------------------

/// What reading a capture gave.
#[derive(Debug)]
pub struct Extracted {
    job: Job,
    announced: entries::Announced,
    result: Result<(Box<Article>, Digest), extract::NotArticle>,
    /// The pieces that the capture holds, if it is no page but a document of an agency.
    pieces: Vec<Entry>,
}

/// Reads the article of an entry out of a capture.
///
/// # Errors
/// As [`document`].
pub async fn extract(
    wire: &Arc<Wire>,
    id: EntryId,
    said: Digest,
    capture: CaptureId,
) -> Result<Extracted> {
    let mut tx = wire.db.read().await?;
    let announced = entries::get(&mut tx, id, said).await?;
    let from_list = announced.entry.text.is_some() && announced.entry.capture == capture;
    let before = match from_list {
        true => Vec::new(),
        false => {
            let which = (SITE_ARTICLES, SITE_SETTLED_MS);
            items::bodies_before(&mut tx, &announced.source, id, which).await?
        }
    };
    let said_of_it = captures::signals(&mut tx, capture).await?;
    drop(tx);
    let kind = if from_list { Document::List } else { Document::Page };
    let document = document(wire, capture, kind).await?;
    if !from_list && read::is_agency(&document.1) {
        return agency::unpack(wire, Job::Extract(id, said, capture), announced, capture).await;
    }
    let list = match announced.entry.text.filter(|_| !from_list) {
        Some(_) => listed(wire, announced.entry.capture).await,
        None => None,
    };
    let job = Job::Extract(id, said, capture);
    let wire = wire.clone();
    think(move || {
        let entry = &announced.entry;
        let (capture, text) = document.as_ref();
        let result = match from_list {
            true => extract::fragment(text, &origin(capture), entry),
            false => {
                let page = extract::Page {
                    capture: capture.id,
                    url: &capture.url,
                    document: text,
                    entry: Some(entry),
                    list: list.as_ref().map(|list| list.1.as_str()),
                };
                let repeats = Some(&extract::Repeats::of(&before));
                let sites = wire.sites.now();
                let rule = sites.rule(&capture.url, capture.at);
                extract::page_of_site(&page, &extract::Site { rule, repeats })
            }
        };
        let result = result.map(|mut article| {
            article.meta.signals.0.extend(said_of_it.0);
            let words = identify::words(&article.body);
            (Box::new(article), words)
        });
        Extracted { job, announced, result, pieces: Vec::new() }
    })
    .await
}

/// The list that an entry's text lies in; a page is read without it if it is not to be had.
async fn listed(wire: &Arc<Wire>, capture: CaptureId) -> Option<Opened> {
    match document(wire, capture, Document::List).await {
        Ok(list) => Some(list),
        Err(error) => {
            tracing::warn!("a page is read without the text that its list carries: {error}");
            None
        }
    }
}

/// Saves an article, to be identified, or why there is none.
///
/// # Errors
/// As the statements give.
pub async fn save_extracted(wire: &Arc<Wire>, tx: &mut Tx, extracted: &Extracted) -> Result<()> {
    let (now, entry) = (wire.now(), &extracted.announced.entry);
    let key = (entry.id, extracted.announced.said);
    for piece in &extracted.pieces {
        announce(wire, tx, piece, &extracted.announced.source, entries::LIST).await?;
    }
    match &extracted.result {
        _ if !extracted.pieces.is_empty() => {
            let why = ("document", "it is a document of an agency, whose pieces are announced");
            items::add_outcome(tx, key, "extract", why, now.as_millisecond()).await?;
        }
        Ok((article, words)) => {
            articles::save(tx, article, key, extract::RECIPE, *words).await?;
            Job::Identify(article.id).add(tx, now).await?;
        }
        Err(no) if watch::no_article(wire, tx, &extracted.job, no).await? => {}
        Err(no) => {
            let from_list = extracted.job == Job::Extract(entry.id, key.1, entry.capture);
            let (why, at_ms) = (no.to_string(), now.as_millisecond());
            items::add_outcome(tx, key, "extract", (no.code(), &why), at_ms).await?;
            if entry.text.is_some() && !from_list {
                Job::Extract(entry.id, key.1, entry.capture).add(tx, now).await?;
            }
        }
    }
    let (kind, key) = extracted.job.row();
    jobs::done(tx, kind, &key).await
}

// ---- identify: an article → the item it is of ---------------------------------------------------------------------

/// Finds the item that an article is of: one that is known by one of its names, or a new one.
///
/// It remembers what was identified before, so articles go through here one after another, in the order of their jobs.
///
/// # Errors
/// As the statements give.
pub async fn identify(wire: &Arc<Wire>, tx: &mut Tx, article: ArticleId) -> Result<()> {
    let now = wire.now();
    let known = articles::get(tx, article).await?;
    let announced = entries::get(tx, known.entry.0, known.entry.1).await?;
    let url = place::found_at(tx, &known, &announced).await?;
    let source = announced.source.clone();
    place::name_source(wire, tx, &source, known.meta.site_name.as_deref()).await?;
    let keys = identify::keys(&announced.entry, &known.meta, &url);
    let mut found = None;
    for key in &keys {
        if found.is_none() {
            found = items::by_key(tx, &source, key).await?;
        }
    }
    let id = found.unwrap_or_else(|| ItemId::new(&source, keys.first().map_or("", String::as_str)));
    let item = Item {
        id,
        public: id.public(&wire.public_key),
        source: source.clone(),
        url: place::address(tx, &known.meta, &url, &source).await?,
        received: now,
    };
    items::save(tx, &item).await?;
    items::add_keys(tx, &source, id, &keys).await?;
    let outcome = place::place(wire, tx, id, &known).await?;
    agency::settle(wire, tx, id, &announced).await?;
    if outcome.is_none() {
        take::settle(wire, tx, id, &announced).await?;
    }
    suspect::settle(wire, tx, id, &announced.entry).await?;
    match outcome {
        // That a look has found what was there is no news.
        Some(_) if watch::found(wire, tx, known.capture).await? => {}
        Some((code, why)) => {
            if code == place::COPY {
                copies::settle(wire, tx, id, &known).await?;
            }
            items::add_outcome(tx, known.entry, "identify", (code, &why), now.as_millisecond())
                .await?;
        }
        None => {
            if let Some(source) = sources::get(tx, &source).await? {
                place::in_paper(wire, tx, &item, (&source, &announced.entry, &known.meta)).await?;
                change::settle(wire, tx, id, &known).await?;
                copies::settle(wire, tx, id, &known).await?;
                house::settle(wire, tx, id, &known, &source.name).await?;
                routing::settle(wire, tx, id, (&source, &known, &announced.entry)).await?;
                image::name(wire, tx, article, &source).await?;
            }
            Job::Dispatch(id).add(tx, now).await?;
        }
    }
    let (kind, key) = Job::Identify(article).row();
    jobs::done(tx, kind, &key).await
}

// ---- dispatch: an item's newest state → a numbered line of the wire -----------------------------------------------

/// An item's newest article, held against the archive: the body lock.
#[derive(Debug)]
pub struct Checked {
    item: ItemId,
    article: ArticleId,
    body: Digest,
    differences: Vec<Difference>,
    /// That its capture was removed before anything was published of it.
    removed: Option<String>,
    /// Whether it has the words of another item, and the item none of its own.
    is_copy: bool,
    /// Whether it was off the wire by what was decided of it then, so that its text was not asked for.
    is_off: bool,
}

/// Holds the newest article of an item that has words of its own against the archive. What was withheld or killed is taken off as it stood there:
/// whatever has become of its text, that goes out.
///
/// # Errors
/// `NotFound` if the item has no article; `Malformed` if its body or a capture cannot be read.
pub async fn check(wire: &Arc<Wire>, item: ItemId) -> Result<Checked> {
    let mut tx = wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {item} has no article"));
    if desk::is_off(&decisions::of(&mut tx, item).await?)
        && let Some(last) = wire::last(&mut tx, item).await?
    {
        let (article, body) = (last.article, last.body);
        let (differences, removed, is_copy) = (Vec::new(), None, false);
        return Ok(Checked { item, article, body, differences, removed, is_copy, is_off: true });
    }
    let (article, is_copy) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    let text = articles::body(&mut tx, article).await?;
    drop(tx);
    let digest = Digest::of(text.as_bytes());
    let which = (item, article, digest);
    let (differences, removed) = removal::held_against(wire, which, body::read(&text)?).await?;
    Ok(Checked { item, article, body: digest, differences, removed, is_copy, is_off: false })
}

/// Puts the newest state of an item on the wire, or says why not. Last in its transaction: see [`wire::append`].
///
/// # Errors
/// As the statements give.
pub async fn dispatch(wire: &Arc<Wire>, tx: &mut Tx, checked: &Checked) -> Result<Option<i64>> {
    let now = wire.now();
    standing::take(tx, checked.item).await?;
    let (kind, key) = Job::Dispatch(checked.item).row();
    jobs::done(tx, kind, &key).await?;
    let known = articles::get(tx, checked.article).await?;
    let announced = entries::get(tx, known.entry.0, known.entry.1).await?;
    let missing = |what: &str| Error::new(Kind::NotFound, format!("there is no {what}"));
    let item = items::get(tx, checked.item).await?.ok_or_else(|| missing("such item"))?;
    let source = sources::get(tx, &item.source).await?.ok_or_else(|| missing("such source"))?;
    expiry::settle(wire, tx, item.id, &source).await?;
    routing::settle_again(wire, tx, item.id, &source).await?;
    let decisions = decisions::of(tx, item.id).await?;
    if checked.is_off && !desk::is_off(&decisions) {
        // It was released since it was looked at, and its text is yet to be checked.
        Job::Dispatch(item.id).add(tx, now).await?;
        return Ok(None);
    }
    let last = wire::last(tx, item.id).await?;
    if !checked.is_off && desk::is_off(&decisions) && last.is_some() {
        // It was taken off since: it is taken off as it stands there.
        Job::Dispatch(item.id).add(tx, now).await?;
        return Ok(None);
    }
    let entry = &announced.entry;
    let section =
        identify::placing::section(&source, entry, &known.meta, &item.url, &wire.sections);
    let handling = agency::handling(tx, entry).await?;
    let changed = change::told(tx, item.id, (last.as_ref(), checked.article)).await?;
    let case = desk::Case {
        item: &item,
        source: &source,
        article: checked.article,
        meta: &known.meta,
        body: checked.body,
        n_chars: known.n_chars,
        differences: &checked.differences,
        removed: checked.removed.as_deref(),
        section: &section,
        genre: identify::placing::genre(&source, entry, &known.meta, &item.url),
        is_copy: checked.is_copy,
        changed: changed.as_ref(),
        gone: watch::gone(wire, tx, item.id, checked.article).await?,
        handling: handling.as_ref(),
        decisions: &decisions,
        last: last.as_ref(),
    };
    match desk::dispatch(&case, now) {
        Ok(next) => {
            items::clear_outcome(tx, known.entry, "dispatch").await?;
            if next.notice.is_none() {
                // Those that could not be had, or were not allowed, when the article came.
                image::name(wire, tx, next.article, &source).await?;
                watch::follow(wire, tx, item.id, (&source, next.article)).await?;
            }
            wire::append(tx, &next, &source.slug).await
        }
        Err(desk::Refusal::Unchanged) => Ok(None),
        Err(no) => {
            let why = no.to_string();
            let outcome = (no.code(), why.as_str());
            items::add_outcome(tx, known.entry, "dispatch", outcome, now.as_millisecond()).await?;
            standing::place(tx, item.id, &section, case.genre).await?;
            match no.until() {
                Some(until) => Job::Dispatch(item.id).add(tx, until).await?,
                None => standing::passed(tx, item.id, now.as_millisecond()).await?,
            }
            Ok(None)
        }
    }
}
