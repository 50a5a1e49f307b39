//! posts: what an account on a platform has posted stands in its list, and has no page that could be asked for alone. Each
//! list that is read tells of all the posts between its oldest and its newest: those that it has are there, those that it
//! leaves out are gone. What lies before the newest list is looked for on the falling schedule, in the list that must have it.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::announce;
use crate::pipeline::list::{How, ListAnswer, ask_list};
use crate::pipeline::watch;
use crate::retrieve::{Answer, Ask, What};
use crate::store::db::Tx;
use crate::store::watch::Post;
use crate::store::{captures, entries, sources, watch as watched};
use jiff::Timestamp;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{EntryId, ItemId, Slug};
use mediawire_core::model::source::Source;
use mediawire_core::read::presence::Presence;
use mediawire_core::read::{List, telegram};
use std::collections::HashSet;
use std::sync::Arc;

/// Posts of which one list may tell.
const POSTS_MAX: i64 = 1_000;

/// Notes that an item is a post; whether it is one that can be looked for.
pub(super) async fn note(
    tx: &mut Tx,
    item: ItemId,
    (source, entry): (&Source, &Entry),
) -> Result<bool> {
    let at = entry.published.as_ref().map(|time| time.at).filter(|_| entry.whole.is_some());
    let Some(at) = at else { return Ok(false) };
    watched::add_post(tx, &source.slug, &Post { item, entry: entry.id, at }).await?;
    Ok(true)
}

/// What looking for a post gave: an error if it is gone or not to be had, and the list that was read.
pub(super) type Looked = (Result<()>, Option<Box<ListAnswer>>);

/// Looks for a post of `source` in the list that must have it.
///
/// # Errors
/// As the statements give, and as [`crate::retrieve::Client::has_room`]. What goes wrong outside is in the value.
pub(super) async fn look(
    wire: &Arc<Wire>,
    source: &Slug,
    post: Post,
    announced: &Entry,
) -> Result<Looked> {
    let mut tx = wire.db.read().await?;
    let known = sources::get(&mut tx, source).await?;
    drop(tx);
    let Some(list) = known.and_then(|source| source.list) else { return Ok((Ok(()), None)) };
    let guid = announced.guid.as_deref().unwrap_or_default();
    let with_it = telegram::list_with(&list, guid);
    let is_last_word = with_it.is_some();
    let url = with_it.unwrap_or(list);
    wire.client.has_room(&url)?;
    let answer = match ask_list(wire, source, &url, ("", ""), &How::default()).await {
        Ok((_, Some(answer))) => Box::new(answer),
        Ok((_, None)) => return Ok((Ok(()), None)),
        Err(error) => return Ok((Err(unread(error, &url)), None)),
    };
    let list = match &answer.list {
        Ok(list) => list,
        Err(error) => return Ok((Err(unread(error.clone(), &url)), Some(answer))),
    };
    let since = reaches(&mut wire.db.read().await?, list).await?;
    let came = match list.presence(post.entry, post.at, since) {
        Presence::There => Ok(()),
        Presence::Gone => {
            let why = format!("{url} has the posts around it and not {guid}");
            Err(Error::new(Kind::NotFound, why).code(watch::NOT_FOUND))
        }
        Presence::Unsaid if is_last_word => {
            let why = format!("{url} does not tell whether {guid} is still there");
            Err(Error::new(Kind::Malformed, why).code("unsaid"))
        }
        // Its own page can say that it is not there, and no more: what it says is in the list.
        Presence::Unsaid => page(wire, announced).await,
    };
    Ok((came, Some(answer)))
}

/// That a list is not to be had says nothing of a post.
fn unread(error: Error, url: &str) -> Error {
    error.context(format!("{url} does not tell whether a post is still there")).code("unsaid")
}

/// Whether the page of a post is there.
async fn page(wire: &Arc<Wire>, announced: &Entry) -> Result<()> {
    let Some(url) = &announced.url else { return Ok(()) };
    match wire.client.get(&Ask::new(url, What::Page)).await? {
        Answer::Fresh(_) | Answer::NotModified { .. } => Ok(()),
    }
}

/// Saves what a list told that was asked for a post: posts that say something else now are announced anew, no others.
pub(super) async fn save(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    source: &Slug,
    (asked, answer): (ItemId, &ListAnswer),
) -> Result<()> {
    captures::save(tx, &answer.capture, &answer.lies).await?;
    let Ok(list) = &answer.list else { return Ok(()) };
    let newest = list.entries.iter().filter_map(|entry| Some(entry.published.as_ref()?.at)).max();
    tell(wire, tx, (source, list), (newest, Some(asked))).await?;
    for entry in list.entries.iter().rev() {
        if entries::is_known(tx, entry.id).await? {
            announce(wire, tx, entry, source, entries::LIST).await?;
        }
    }
    Ok(())
}

/// Notes of which posts the newest list of a source tells that they are there, or not any more.
pub(super) async fn polled(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    source: &Slug,
    list: &List,
) -> Result<()> {
    tell(wire, tx, (source, list), (None, None)).await
}

/// Notes of which posts a list tells: those published up to `until`, and not `but`.
async fn tell(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    (source, list): (&Slug, &List),
    (until, but): (Option<Timestamp>, Option<ItemId>),
) -> Result<()> {
    let oldest = list.entries.iter().filter_map(|entry| Some(entry.published.as_ref()?.at)).min();
    let Some(oldest) = oldest.filter(|_| list.is_of_posts()) else { return Ok(()) };
    let mut posts = watched::posts(tx, source, oldest, POSTS_MAX).await?;
    posts.retain(|post| until.is_none_or(|until| post.at <= until) && but != Some(post.item));
    if posts.is_empty() {
        return Ok(());
    }
    let since = reaches(tx, list).await?;
    for post in posts {
        let presence = list.presence(post.entry, post.at, since);
        let Some(was) = watched::of(tx, post.item).await? else { continue };
        match presence {
            Presence::There => watch::is_there(wire, tx, source, was).await?,
            Presence::Gone => watch::is_missing(wire, tx, &was).await?,
            Presence::Unsaid => {}
        }
    }
    Ok(())
}

/// How far back a list goes, by the posts in it that are known.
async fn reaches(tx: &mut Tx, list: &List) -> Result<Option<Timestamp>> {
    let mut known: HashSet<EntryId> = HashSet::new();
    for entry in &list.entries {
        if entries::is_known(tx, entry.id).await? {
            known.insert(entry.id);
        }
    }
    Ok(list.reaches(|id| known.contains(&id)))
}
