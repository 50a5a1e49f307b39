//! watch: the page of an item that stands on the wire is looked at again, as long as it is young: what its source changes
//! without a word in its list is found too. Posts, which have no page of their own: `posts.rs`.
//!
//! A page that says something else is a capture like any other, and is extracted for the entry that led to the item, so
//! that the flow makes a version of it where its words are others.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::keep::{incoming, keep};
use crate::pipeline::list::ListAnswer;
use crate::pipeline::{change, noticed, posts, take};
use crate::retrieve::{Answer, Ask, Fetched, What, backoff_ms};
use crate::store::db::Tx;
use crate::store::watch::{self, Watched};
use crate::store::{articles, captures, entries, items, jobs, wire};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::change::Follow;
use mediawire_core::extract::NotArticle;
use mediawire_core::identify::address;
use mediawire_core::model::change::Class;
use mediawire_core::model::id::{ArticleId, CaptureId, ItemId, Slug};
use mediawire_core::model::source::Source;
use mediawire_core::read::watching::{Seen, stage, wait_ms};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How often a look is tried that fails for a passing reason, before the page is left alone until the next one.
const TRIES_MAX: i64 = 3;
/// What a server that errs for a moment says of a page is believed when it says so once more after this time.
const GONE_AGAIN_MS: i64 = 10 * 60_000;

/// Sees to it that the page is looked at again of which `article` was read, the newest version of an item: the first time
/// it goes on the wire, and anew where it was changed.
///
/// # Errors
/// As the statements give.
pub(super) async fn follow(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    item: ItemId,
    (source, article): (&Source, ArticleId),
) -> Result<()> {
    let known = articles::get(tx, article).await?;
    let announced = entries::get(tx, known.entry.0, known.entry.1).await?;
    let is_of_list = announced.via == entries::LIST;
    let is_asked = source.list.is_some() || announced.via == take::TAKE;
    if wire.watched_ms == 0 || !is_asked {
        return Ok(());
    }
    let is_watched = match announced.entry.whole {
        Some(_) => is_of_list && posts::note(tx, item, (source, &announced.entry)).await?,
        None => !is_of_list || known.capture != announced.entry.capture,
    };
    if !is_watched {
        return Ok(());
    }
    let now_ms = wire.now().as_millisecond();
    let next = match watch::of(tx, item).await? {
        Some(was) if was.article == article => return Ok(()),
        Some(was) => {
            let seen = Seen { watched_ms: 0, n_changes: 1 };
            watch::learn(tx, &source.slug, stage(now_ms - was.born_ms), seen).await?;
            let (capture, trouble) = (known.capture, String::new());
            Watched { article, capture, born_ms: now_ms, gone_ms: 0, trouble, ..was }
        }
        None => {
            let published = known.meta.published.map(|it| it.at.as_millisecond());
            let born_ms = published.unwrap_or(now_ms).min(now_ms);
            let (capture, looked_ms) = (known.capture, now_ms);
            let (gone, trouble) = (String::new(), String::new());
            let (n_looks, gone_ms) = (0, 0);
            Watched { item, article, capture, born_ms, looked_ms, n_looks, gone_ms, gone, trouble }
        }
    };
    watch::save(tx, &next).await?;
    plan(wire, tx, &source.slug, &next).await
}

/// Names the next look at a page, if it is young enough for one.
async fn plan(wire: &Wire, tx: &mut Tx, source: &Slug, it: &Watched) -> Result<()> {
    let now_ms = wire.now().as_millisecond();
    let age_ms = now_ms - it.born_ms;
    if age_ms >= wire.watched_ms {
        return Ok(());
    }
    let wait_ms = wait_ms(age_ms, &watch::history(tx, source).await?);
    at(tx, it.item, now_ms.saturating_add(wait_ms)).await
}

/// Looks at the page of an item now, if it is one that is looked at again.
///
/// # Errors
/// As the statements give.
pub(super) async fn now(wire: &Wire, tx: &mut Tx, item: ItemId) -> Result<()> {
    match watch::of(tx, item).await? {
        Some(_) => Job::Watch(item).add(tx, wire.now()).await,
        None => Ok(()),
    }
}

async fn at(tx: &mut Tx, item: ItemId, at_ms: i64) -> Result<()> {
    match Timestamp::from_millisecond(at_ms) {
        Ok(at) => Job::Watch(item).add(tx, at).await,
        Err(_) => Ok(()),
    }
}

/// What a look at a page gave.
#[derive(Debug)]
pub struct Looked {
    item: ItemId,
    /// What was seen before, of which source, and the digest of the payload; `None` if nobody sees the item any more.
    before: Option<(Watched, Slug, Digest, String)>,
    came: Result<Option<Fetched>>,
    /// The list that was read, if the item is a post.
    list: Option<Box<ListAnswer>>,
}

impl Looked {
    /// Whether there is something to be done with it: a page to be read, or one that is gone, or there again.
    #[must_use]
    pub fn is_news(&self) -> bool {
        let was_gone = self.before.as_ref().is_some_and(|(was, ..)| was.gone_ms > 0);
        was_gone
            || self.list.is_some()
            || self.fresh().is_some()
            || self.came.as_ref().is_err_and(is_gone)
    }

    /// The answer, if it says something else than the last one did.
    fn fresh(&self) -> Option<&Fetched> {
        self.came.as_ref().ok().and_then(Option::as_ref)
    }
}

/// Asks for the page of an item, if it is another than it was.
///
/// # Errors
/// As the statements give, and as [`crate::retrieve::Client::has_room`]. What goes wrong outside is in the value.
pub async fn look(wire: &Arc<Wire>, item: ItemId) -> Result<Looked> {
    let mut tx = wire.db.read().await?;
    let stands = wire::last(&mut tx, item).await?.is_some_and(|last| last.notice.is_none());
    let known = items::get(&mut tx, item).await?;
    let (Some(watched), Some(known), true) = (watch::of(&mut tx, item).await?, known, stands)
    else {
        return Ok(Looked { item, before: None, came: Ok(None), list: None });
    };
    let last = captures::get(&mut tx, watched.capture).await?;
    if let Some(post) = watch::post(&mut tx, item).await? {
        let (entry, said) = articles::get(&mut tx, watched.article).await?.entry;
        let announced = entries::get(&mut tx, entry, said).await?.entry;
        drop(tx);
        let (came, list) = posts::look(wire, &known.source, post, &announced).await?;
        let url = announced.url.unwrap_or_default();
        let before = Some((watched, known.source, last.payload, url));
        return Ok(Looked { item, before, came: came.map(|()| None), list });
    }
    drop(tx);
    wire.client.has_room(&last.url)?;
    let ask = Ask {
        etag: last.header("etag").map(str::to_owned),
        last_modified: last.header("last-modified").map(str::to_owned),
        ..Ask::new(&last.url, What::Page)
    };
    let came = wire.client.get(&ask).await.map(|answer| match answer {
        Answer::Fresh(fetched) => {
            Some(fetched).filter(|it| Digest::of(&it.payload) != last.payload)
        }
        Answer::NotModified { .. } => None,
    });
    let before = Some((watched, known.source, last.payload, last.url));
    Ok(Looked { item, before, came, list: None })
}

/// Keeps and saves what looks gave: what is new is to be extracted, and the next look is named.
///
/// # Errors
/// `Transient` if the archive or the store cannot be written.
pub async fn save_looked(wire: &Arc<Wire>, all: &[(&Looked, i64)]) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let fresh = all.iter().filter_map(|(it, _)| it.fresh()).cloned().map(incoming).collect();
    let mut kept = keep(wire, fresh).await?.into_iter();
    let mut tx = wire.db.write().await?;
    for (looked, n_tries) in all {
        let (kind, key) = Job::Watch(looked.item).row();
        let capture = match looked.fresh() {
            Some(fetched) => {
                let (capture, lies) = kept.next().expect("each answer was kept");
                captures::save(&mut tx, &capture, &lies).await?;
                captures::save_signals(&mut tx, capture.id, &fetched.signals).await?;
                Some(capture.id)
            }
            None => None,
        };
        let Some((before, source, _, url)) = &looked.before else {
            jobs::done(&mut tx, kind, &key).await?;
            continue;
        };
        if let Some(list) = &looked.list {
            posts::save(wire, &mut tx, source, (looked.item, list)).await?;
        }
        if let Err(error) = &looked.came {
            let log = (source.as_str(), url.as_str(), wire.now().as_millisecond());
            captures::log(&mut tx, log, error.code, &error.to_string()).await?;
            if error.kind == Kind::Transient && *n_tries + 1 < TRIES_MAX {
                let tries = u32::try_from(n_tries + 1).unwrap_or(u32::MAX);
                let wait = backoff_ms(tries, error.retry_after_ms, wire.seed());
                let next = log.2.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
                jobs::again(&mut tx, kind, &key, next, n_tries + 1).await?;
                continue;
            }
        }
        jobs::done(&mut tx, kind, &key).await?;
        // It was captured anew while it was asked for.
        let Some(now) = watch::of(&mut tx, looked.item).await? else { continue };
        let is_last = now.capture == before.capture;
        let next = seen(wire, &mut tx, (source, url), looked, now).await?;
        let next = match (capture, looked.fresh()) {
            (Some(capture), Some(fetched)) if is_last => {
                let place = (source.as_str(), fetched.url.as_str(), next.looked_ms);
                noticed::on_the_way(&mut tx, place, &fetched.noticed).await?;
                read_again(wire, &mut tx, (url, &fetched.url), capture, next).await?
            }
            (Some(_) | None, Some(_) | None) => next,
        };
        watch::save(&mut tx, &next).await?;
        match next.gone_ms {
            since if since == next.looked_ms && next.gone == NOT_FOUND => {
                at(&mut tx, next.item, since + GONE_AGAIN_MS).await?;
            }
            _ => plan(wire, &mut tx, source, &next).await?,
        }
    }
    tx.commit().await
}

/// The code of an answer that there is no such page, which may pass.
pub(super) const NOT_FOUND: &str = "not-found";
/// The code of an answer in which no article is found.
const NO_ARTICLE: &str = "no-article";

/// One more look: what it teaches of its source, and what is known of the page but for what was seen.
async fn looked_at(wire: &Wire, tx: &mut Tx, source: &Slug, was: Watched) -> Result<Watched> {
    let now_ms = wire.now().as_millisecond();
    let seen = Seen { watched_ms: (now_ms - was.looked_ms).max(0), n_changes: 0 };
    watch::learn(tx, source, stage(now_ms - was.born_ms), seen).await?;
    Ok(Watched { looked_ms: now_ms, n_looks: was.n_looks + 1, ..was })
}

/// What is known of a page after a look.
async fn seen(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    (source, url): (&Slug, &str),
    looked: &Looked,
    was: Watched,
) -> Result<Watched> {
    let was_gone = is_believed(&was);
    let mut next = looked_at(wire, tx, source, was).await?;
    let now_ms = next.looked_ms;
    match &looked.came {
        // What has no article any more is not there again before one is found.
        Ok(None) if next.gone != NO_ARTICLE => there_again(wire, tx, &mut next).await?,
        Ok(_) => {}
        Err(error) if is_gone(error) => {
            if next.gone_ms == 0 {
                next.gone_ms = now_ms;
            }
            next.gone = error.code.to_owned();
            if is_believed(&next) && !was_gone {
                change::gone(wire, tx, next.item).await?;
            }
            tracing::info!(item = %next.item, "the page {url} is not there any more: {error}");
        }
        Err(error) => next.trouble = error.to_string(),
    }
    Ok(next)
}

/// Notes that the list of an account has a post: it need not be looked for by itself for a while.
///
/// # Errors
/// As the statements give.
pub(super) async fn is_there(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    source: &Slug,
    was: Watched,
) -> Result<()> {
    let now_ms = wire.now().as_millisecond();
    let age_ms = now_ms - was.born_ms;
    let is_old = age_ms >= wire.watched_ms;
    let wait_ms = wait_ms(age_ms, &watch::history(tx, source).await?);
    let is_early = now_ms - was.looked_ms < wait_ms / 2;
    if was.gone_ms == 0 && (is_old || is_early) {
        return Ok(());
    }
    let mut next = looked_at(wire, tx, source, was).await?;
    there_again(wire, tx, &mut next).await?;
    watch::save(tx, &next).await?;
    let (kind, key) = Job::Watch(next.item).row();
    jobs::again(tx, kind, &key, now_ms.saturating_add(wait_ms), 0).await
}

/// Sees to it that a post is looked for by itself which the list of its account does not have any more.
///
/// # Errors
/// As the statements give.
pub(super) async fn is_missing(wire: &Arc<Wire>, tx: &mut Tx, was: &Watched) -> Result<()> {
    let since_ms = wire.now().as_millisecond() - was.looked_ms;
    if was.gone_ms > 0 || since_ms < GONE_AGAIN_MS {
        return Ok(());
    }
    now(wire, tx, was.item).await
}

/// Notes that a page is there, and has its text.
async fn there_again(wire: &Arc<Wire>, tx: &mut Tx, it: &mut Watched) -> Result<()> {
    if is_believed(it) {
        Job::Dispatch(it.item).add(tx, wire.now()).await?;
    }
    (it.gone_ms, it.gone, it.trouble) = (0, String::new(), String::new());
    Ok(())
}

/// Since when the page is gone of which `article` was read, where the house tells readers of that.
///
/// # Errors
/// As the statements give.
pub(super) async fn gone(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    article: ArticleId,
) -> Result<Option<Timestamp>> {
    if wire.policy.of(&BTreeSet::from([Class::Gone])) == Follow::TakeOver {
        return Ok(None);
    }
    let gone = watch::of(tx, item).await?.filter(|it| it.article == article && is_believed(it));
    Ok(gone.and_then(|it| Timestamp::from_millisecond(it.gone_ms).ok()))
}

/// Whether a page is taken for gone: at once where its server is sure of it, else when it says so twice.
fn is_believed(it: &Watched) -> bool {
    it.gone_ms > 0 && (it.gone != NOT_FOUND || it.looked_ms > it.gone_ms)
}

fn is_gone(error: &Error) -> bool {
    matches!(error.code, NOT_FOUND | "gone" | "legal")
}

/// A page that says something else is read again, unless the answer came from elsewhere: what stands in an article's place
/// where it is not found is none of its versions.
async fn read_again(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    (asked, answered): (&str, &str),
    capture: CaptureId,
    it: Watched,
) -> Result<Watched> {
    if address::key(asked) != address::key(answered) {
        let trouble = format!("{asked} leads to {answered} now, which is not read in its place");
        return Ok(Watched { trouble, ..it });
    }
    let Some((_, article, _)) = items::newest(tx, it.item).await? else { return Ok(it) };
    let (entry, said) = articles::get(tx, article).await?.entry;
    Job::Extract(entry, said, capture).add(tx, wire.now()).await?;
    Ok(Watched { capture, ..it })
}

/// Notes that a look found a page without an article, if what `job` reads came of a look; whether it did.
///
/// # Errors
/// As the statements give.
pub(super) async fn no_article(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    job: &Job,
    why: &NotArticle,
) -> Result<bool> {
    let Job::Extract(_, _, capture) = job else { return Ok(false) };
    let Some(watched) = watch::captured(tx, *capture).await? else { return Ok(false) };
    let trouble = format!("no article stands on its page any more: {why}");
    if !is_believed(&watched) {
        change::gone(wire, tx, watched.item).await?;
    }
    let gone_ms = if watched.gone_ms == 0 { watched.looked_ms } else { watched.gone_ms };
    watch::save(tx, &Watched { gone: NO_ARTICLE.to_owned(), gone_ms, trouble, ..watched }).await?;
    Ok(true)
}

/// Notes that what stands on a page is what the item has, if `capture` came of a look; whether it did.
///
/// # Errors
/// As the statements give.
pub(super) async fn found(wire: &Arc<Wire>, tx: &mut Tx, capture: CaptureId) -> Result<bool> {
    let Some(mut watched) = watch::captured(tx, capture).await? else { return Ok(false) };
    there_again(wire, tx, &mut watched).await?;
    watch::save(tx, &watched).await?;
    Ok(true)
}
