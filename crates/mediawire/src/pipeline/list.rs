//! poll: a source's list → entries, the first step of the flow.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::keep::{Document, decode, incoming, keep};
use crate::pipeline::announce;
use crate::retrieve::{Answer, Ask, What, backoff_ms};
use crate::store::captures::Lies;
use crate::store::db::Tx;
use crate::store::{captures, entries, jobs, sources};
use crate::work::think;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::Slug;
use mediawire_core::read;
use std::sync::Arc;

/// Lists before the newest that are asked for in one poll.
const OLDER_LISTS_MAX: usize = 3;

/// What asking a list gave.
#[derive(Debug)]
pub struct Polled {
    source: Slug,
    url: String,
    answer: Result<Option<ListAnswer>>,
    /// The lists before it that were asked for, the newest first.
    older: Vec<ListAnswer>,
    state: sources::ListState,
    cadence_ms: i64,
}

/// A list that answered with bytes: kept whatever they are, and read as far as they are a list.
#[derive(Debug)]
struct ListAnswer {
    capture: Capture,
    lies: Lies,
    list: Result<read::List>,
}

/// Asks a source's list and reads it.
///
/// # Errors
/// `NotFound` if there is no such source or it has no list. What goes wrong outside is in the value.
pub async fn poll(wire: &Arc<Wire>, slug: &Slug) -> Result<Polled> {
    let mut tx = wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
    let source = sources::get(&mut tx, slug).await?.ok_or_else(missing)?;
    let mut state = sources::list_state(&mut tx, slug).await?;
    drop(tx);
    let no_list = || Error::new(Kind::NotFound, format!("the source {slug} has no list to poll"));
    let list = source.list.as_deref().ok_or_else(no_list)?;
    let answer = ask_list(wire, slug, list, &state).await;
    let older = match &answer {
        Ok(Some(newest)) => go_back(wire, slug, newest).await?,
        Ok(None) | Err(_) => Vec::new(),
    };
    state.polled_ms = wire.now().as_millisecond();
    let trouble = match &answer {
        Ok(None) => None,
        Ok(Some(ListAnswer { capture, list: Ok(list), .. })) => {
            list.format.clone_into(&mut state.format);
            // Only of what was read: what could not be is asked for again, whole.
            let header = |name| capture.header(name).unwrap_or_default().to_owned();
            (state.etag, state.modified) = (header("etag"), header("last-modified"));
            None
        }
        Ok(Some(ListAnswer { list: Err(error), .. })) | Err(error) => Some(error.to_string()),
    };
    (state.n_failures, state.ok_ms) = match &trouble {
        None => (0, state.polled_ms),
        Some(_) => (state.n_failures + 1, state.ok_ms),
    };
    state.trouble = trouble.unwrap_or_default();
    Ok(Polled {
        source: slug.clone(),
        url: list.to_owned(),
        answer,
        older,
        state,
        cadence_ms: source.cadence_ms,
    })
}

async fn ask_list(
    wire: &Arc<Wire>,
    slug: &Slug,
    url: &str,
    state: &sources::ListState,
) -> Result<Option<ListAnswer>> {
    let validator = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let ask = Ask {
        url: url.to_owned(),
        etag: validator(&state.etag),
        last_modified: validator(&state.modified),
        what: What::List,
    };
    let fetched = match wire.client.get(&ask).await? {
        Answer::NotModified { .. } => return Ok(None),
        Answer::Fresh(fetched) => fetched,
    };
    let payload = fetched.payload.clone();
    let kept = keep(wire, vec![incoming(fetched)]).await?.pop();
    let (capture, lies) = kept.expect("one answer in, one capture out");
    let slug = slug.clone();
    think(move || {
        let list = read_list(&capture, &payload, &slug);
        Ok(Some(ListAnswer { capture, lies, list }))
    })
    .await?
}

/// The lists before `newest`, where it names them: as far back as nothing in them is known, which is how far a poll
/// missed what was announced since the last one.
async fn go_back(wire: &Arc<Wire>, slug: &Slug, newest: &ListAnswer) -> Result<Vec<ListAnswer>> {
    let mut all: Vec<ListAnswer> = Vec::new();
    while all.len() < OLDER_LISTS_MAX {
        let Ok(list) = &all.last().unwrap_or(newest).list else { break };
        let Some(older) = list.older.clone() else { break };
        if knows_one(wire, &list.entries).await? {
            break;
        }
        match ask_list(wire, slug, &older, &sources::ListState::default()).await {
            Ok(Some(answer)) => all.push(answer),
            Ok(None) => break,
            // The newest list counts without it; what is missing then is said here.
            Err(error) => {
                tracing::warn!(source = %slug, "older list {older} of {slug} not read: {error}");
                break;
            }
        }
    }
    Ok(all)
}

/// Whether one of the entries was announced before.
async fn knows_one(wire: &Arc<Wire>, announced: &[Entry]) -> Result<bool> {
    let mut tx = wire.db.read().await?;
    for entry in announced {
        if entries::is_known(&mut tx, entry.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The list that a capture's payload is.
///
/// # Errors
/// `Malformed` with the code of [`read::NotAList`] if it is none.
pub fn read_list(capture: &Capture, payload: &[u8], source: &Slug) -> Result<read::List> {
    let text = decode(capture, payload, Document::List)?;
    read::list(&text, &capture.url, source, capture.id).map_err(|no| {
        let code = no.code();
        Error::caused(Kind::Malformed, format!("cannot read the list {}", capture.url), no)
            .code(code)
    })
}

/// Saves what a poll gave; each entry that says something new is to be fetched. The next poll is named too.
///
/// # Errors
/// As the statements give.
pub async fn save_polled(wire: &Arc<Wire>, tx: &mut Tx, polled: &Polled) -> Result<()> {
    let now = wire.now();
    sources::save_list_state(tx, &polled.source, &polled.state).await?;
    let mut wait_ms = polled.cadence_ms;
    let log = (polled.source.as_str(), polled.url.as_str(), now.as_millisecond());
    let failed = match &polled.answer {
        Ok(None) => {
            captures::log(tx, log, "304", "").await?;
            None
        }
        Ok(Some(ListAnswer { capture, lies, list })) => {
            for ListAnswer { capture, lies, list } in polled.older.iter().rev() {
                captures::save(tx, capture, lies).await?;
                for entry in list.iter().flat_map(oldest_first) {
                    announce(wire, tx, entry, &polled.source, entries::LIST).await?;
                }
            }
            captures::save(tx, capture, lies).await?;
            for entry in list.iter().flat_map(oldest_first) {
                announce(wire, tx, entry, &polled.source, entries::LIST).await?;
            }
            wait_ms = wait_ms.max(list.as_ref().ok().and_then(|list| list.ttl_ms).unwrap_or(0));
            list.as_ref().err()
        }
        Err(error) => Some(error),
    };
    if let Some(error) = failed {
        let tries = u32::try_from(polled.state.n_failures).unwrap_or(u32::MAX);
        let backoff = backoff_ms(tries, error.retry_after_ms, wire.seed());
        wait_ms = wait_ms.max(i64::try_from(backoff).unwrap_or(i64::MAX));
        let why = error.to_string();
        captures::log(tx, log, error.code, &why).await?;
        tracing::warn!(source = %polled.source, "list of {} not read: {why}", polled.source);
    }
    let next = now.as_millisecond().saturating_add(wait_ms);
    let (kind, key) = Job::Poll(polled.source.clone()).row();
    jobs::again(tx, kind, &key, next, 0).await
}

/// A list's entries in the order in which they were published, so that the newest comes onto the wire last and stands
/// first on its pages. Lists say the newest first; where the times say otherwise, the times count.
fn oldest_first(list: &read::List) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = list.entries.iter().rev().collect();
    if entries.iter().all(|entry| entry.published.is_some()) {
        entries.sort_by_key(|entry| entry.published.as_ref().map(|time| time.at));
    }
    entries
}
