//! Which version of an item an article is, and where it was found.

use crate::Wire;
use crate::error::Result;
use crate::pipeline::erasure;
use crate::store::db::Tx;
use crate::store::{articles, captures, entries, items, sources, standing};
use mediawire_core::codec::digest::Digest;
use mediawire_core::identify;
use mediawire_core::model::article::Meta;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{ItemId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::source::Source;
use std::sync::Arc;

/// An item has these words already, or newer ones.
const SAME: &str = "same";
const OLDER: &str = "older";
/// It has the words of another item, which stands on the wire.
pub(super) const COPY: &str = "copy";

/// The item that an outcome says is known already.
pub(super) fn known(code: &str, why: &str) -> Option<ItemId> {
    let id = why.strip_prefix("item ")?.split(' ').next()?;
    Digest::from_hex(id).filter(|_| [SAME, OLDER].contains(&code)).map(ItemId)
}

/// Makes an article the newest version of the item `id`; the code and the words for why it is not, or is not to go out.
pub(super) async fn place(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    id: ItemId,
    known: &articles::Known,
) -> Result<Option<(&'static str, String)>> {
    let copy = |of: ItemId| (COPY, format!("item {of} has the same words"));
    if erasure::is_erased(tx, id, known.entry.0).await? {
        return Ok(Some(("erased", "it was withdrawn by order".to_owned())));
    }
    if items::of_article(tx, known.id).await? == Some(id) {
        // It was placed before, among what was known then.
        return Ok(items::pickup_of(tx, id, known.id).await?.map(copy));
    }
    let newest = items::newest(tx, id).await?;
    if let Some((_, newest, words)) = newest {
        let before = articles::get(tx, newest).await?;
        if words == known.words && before.meta.headline == known.meta.headline {
            return Ok(Some((SAME, format!("item {id} has just this text and headline"))));
        }
        if is_older(tx, known, &before).await? {
            return Ok(Some((OLDER, format!("item {id} has a text that is newer than this"))));
        }
    }
    let at_ms = wire.now().as_millisecond();
    let n = newest.map_or(1, |(n, _, _)| n + 1);
    items::add_version(tx, id, n, known.id, at_ms).await?;
    if known.n_chars < identify::COPY_CHARS_MIN {
        return Ok(None);
    }
    let of = items::with_words(tx, known.words, id).await?;
    if let Some(of) = of {
        items::add_pickup(tx, id, of, known.id, at_ms).await?;
    }
    Ok(of.map(copy))
}

/// Says where in the paper an item belongs of which something new is known, so that the desk finds it there.
pub(super) async fn in_paper(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    item: &Item,
    (source, entry, meta): (&Source, &Entry, &Meta),
) -> Result<()> {
    let section = identify::placing::section(source, entry, meta, &item.url, &wire.sections);
    let genre = identify::placing::genre(source, entry, meta, &item.url);
    standing::place(tx, item.id, &section, genre).await
}

/// The address at which an article was found: its page's, or where its text came in a list, the entry's own.
pub(super) async fn found_at(
    tx: &mut Tx,
    known: &articles::Known,
    announced: &entries::Announced,
) -> Result<String> {
    match &announced.entry.url {
        // A piece that an agency gives no address has none: many come in one document, or under one address by turns.
        None if announced.entry.whole.is_some() => Ok(String::new()),
        Some(url) if known.capture == announced.entry.capture && announced.via == entries::LIST => {
            Ok(url.clone())
        }
        _ => Ok(captures::get(tx, known.capture).await?.url),
    }
}

/// The address at the source that stands at the bottom of the article; the source's home where the piece has none.
pub(super) async fn address(tx: &mut Tx, meta: &Meta, url: &str, source: &Slug) -> Result<String> {
    match identify::source_url(meta, url) {
        "" => Ok(sources::get(tx, source).await?.map(|source| source.home).unwrap_or_default()),
        own => Ok(own.to_owned()),
    }
}

/// Whether an article is older than the one that is the newest: by the versions that their agency counts, else by when
/// they were captured.
async fn is_older(tx: &mut Tx, known: &articles::Known, before: &articles::Known) -> Result<bool> {
    let of = entries::get(tx, known.entry.0, known.entry.1).await?.entry.handling;
    let newest = entries::get(tx, before.entry.0, before.entry.1).await?.entry.handling;
    if let (Some(of), Some(newest)) = (of, newest)
        && let Some(is_older) = of.is_older_than(&newest)
    {
        return Ok(is_older);
    }
    let captured = captures::get(tx, known.capture).await?.at;
    Ok(captured < captures::get(tx, before.capture).await?.at)
}

/// A source that an import has named after its host takes the name that its own pages give.
///
/// # Errors
/// As the statements give.
pub(super) async fn name_source(
    wire: &Arc<Wire>,
    tx: &mut Tx,
    slug: &Slug,
    site_name: Option<&str>,
) -> Result<()> {
    let Some(name) = site_name.map(str::trim).filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    let Some(source) = sources::get(tx, slug).await? else { return Ok(()) };
    let is_free = sources::named(tx, name).await?.is_none();
    if is_free && source.home.ends_with(&format!("//{}/", source.name)) {
        let named = Source { name: name.to_owned(), ..source };
        sources::save(tx, &named, "rule:name-of-site", wire.now().as_millisecond()).await?;
    }
    Ok(())
}
