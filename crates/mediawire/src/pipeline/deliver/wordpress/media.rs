//! The images of posts: each once in WordPress's library, under a name that is made of its digest.

use super::api::{Answer, Api, query};
use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::keep;
use crate::store::{brought, pictures};
use http::Method;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{ItemId, PublicId, Slug};
use mediawire_core::model::picture::Picture;
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::wordpress::{self, Media};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Letters of the digest in a name: half of them.
const DIGEST_LETTERS: usize = 32;

fn name(digest: Digest) -> String {
    format!("mediawire-{}", &digest.to_hex()[..DIGEST_LETTERS])
}

/// The images that the post of `shown` is to show, brought to WordPress where it has them not. That they are brought `to` it
/// for the item is known before they are, so that they are found there when nothing else is left of the item.
///
/// An image that WordPress does not take is left out: the post has a link to it.
///
/// # Errors
/// As [`Api`] gives, where that may pass.
pub(super) async fn bring(
    wire: &Arc<Wire>,
    api: &Api<'_>,
    (to, item): (&Slug, ItemId),
    shown: &Shown,
) -> Result<HashMap<Digest, Media>> {
    let mut all = HashMap::new();
    let pictures = wordpress::pictures(shown);
    let known = brought::of(&mut wire.db.read().await?, to, item).await?;
    if pictures.iter().any(|it| !known.contains(&it.digest)) {
        let mut tx = wire.db.write().await?;
        for picture in &pictures {
            brought::add(&mut tx, to, item, picture.digest).await?;
        }
        tx.commit().await?;
    }
    for picture in pictures {
        let found = copies(api, picture.digest).await?;
        let media = match found.first().and_then(|it| Some((it, media(it)?))) {
            Some((it, media)) => {
                // An upload whose answer was lost had no time for them.
                if !picture.alt.is_empty() && it["alt_text"] == "" {
                    describe(api, media.id, picture).await?;
                }
                Some(media)
            }
            None => upload(wire, api, picture).await?,
        };
        if let Some(media) = media {
            all.insert(picture.digest, media);
        }
    }
    Ok(all)
}

/// Every copy of the image in the library, the oldest first: another request may have brought one meanwhile.
async fn copies(api: &Api<'_>, digest: Digest) -> Result<Vec<Value>> {
    let name = name(digest);
    let asked = query(&[
        ("search", &name),
        ("per_page", "20"),
        ("orderby", "id"),
        ("order", "asc"),
        ("_fields", "id,slug,source_url,alt_text"),
    ]);
    let found = api.get(&format!("/wp/v2/media?{asked}")).await?.taken()?;
    let is_one = |it: &&Value| it["slug"].as_str().is_some_and(|slug| slug.starts_with(&name));
    Ok(found.as_array().into_iter().flatten().filter(is_one).cloned().collect())
}

async fn find(api: &Api<'_>, digest: Digest) -> Result<Option<Media>> {
    Ok(copies(api, digest).await?.first().and_then(media))
}

fn media(it: &Value) -> Option<Media> {
    Some(Media { id: it["id"].as_u64()?, url: it["source_url"].as_str()?.to_owned() })
}

async fn upload(wire: &Arc<Wire>, api: &Api<'_>, picture: &Picture) -> Result<Option<Media>> {
    let capture = pictures::capture(&mut wire.db.read().await?, picture.digest).await?;
    let Some(capture) = capture else { return Ok(None) };
    let bytes = keep::image(wire, capture, picture.digest).await?;
    let file = format!("{}.{}", name(picture.digest), picture.kind.extension());
    let headers = vec![
        ("content-type", picture.kind.media_type().to_owned()),
        ("content-disposition", format!("attachment; filename=\"{file}\"")),
    ];
    let path = "/wp/v2/media?_fields=id,slug,source_url";
    let answer = api.send(Method::POST, path, headers, bytes.to_vec()).await?;
    if is_refused(&answer) {
        let why = answer.taken().err().map(|error| error.to_string()).unwrap_or_default();
        tracing::warn!("WordPress does not take the image {}: {why}", picture.digest);
        return Ok(None);
    }
    let brought = answer.taken()?;
    let Some(own) = media(&brought) else {
        let why = "WordPress took an image and does not say where it is";
        return Err(Error::new(Kind::Transient, why).code("wordpress"));
    };
    describe(api, own.id, picture).await?;
    // An upload whose answer was lost may have been under way still.
    match find(api, picture.digest).await? {
        Some(first) if first.id != own.id => {
            api.delete(&format!("/wp/v2/media/{}", own.id)).await?;
            Ok(Some(first))
        }
        Some(_) | None => Ok(Some(own)),
    }
}

/// Says of an image in the library what its source says of it.
async fn describe(api: &Api<'_>, id: u64, picture: &Picture) -> Result<()> {
    let credit = picture.metadata.credit_line().unwrap_or_default();
    let words = json!({ "alt_text": picture.alt, "caption": credit });
    api.post(&format!("/wp/v2/media/{id}"), &words).await?.taken().map(drop)
}

/// Whether WordPress will never take an image: it says so with 500 too, where it does not know the kind.
fn is_refused(answer: &Answer) -> bool {
    answer.code().starts_with("rest_upload") || matches!(answer.status, 400 | 413 | 415)
}

/// Removes the images that posts of the item had, as far as no other item on the wire shows them; of those that one shows
/// the item's words.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn remove(
    wire: &Wire,
    api: &Api<'_>,
    (to, item): (&Slug, ItemId),
    public: &PublicId,
) -> Result<()> {
    let mut tx = wire.db.read().await?;
    // Of an item that was erased its articles name no pictures any more.
    let mut all: BTreeSet<Digest> = brought::of(&mut tx, to, item).await?.into_iter().collect();
    all.extend(pictures::of_item(&mut tx, item).await?);
    let mut shared = HashSet::new();
    for digest in &all {
        if pictures::showing(&mut tx, *digest).await?.iter().any(|other| other != public) {
            shared.insert(*digest);
        }
    }
    drop(tx);
    for digest in all {
        for copy in copies(api, digest).await?.iter().filter_map(media) {
            let path = format!("/wp/v2/media/{}", copy.id);
            match shared.contains(&digest) {
                // Each post has the words for its readers in its own text.
                true => drop(api.post(&path, &json!({ "alt_text": "" })).await?.taken()?),
                false => api.delete(&path).await?,
            }
        }
    }
    Ok(())
}
