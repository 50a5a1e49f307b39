//! How a post is written: changed, made where there is none, and replaced or made to forget where it was withdrawn.

use super::api::{Api, query};
use super::found::{self, Found, TRASH};
use crate::error::Result;
use http::Method;
use mediawire_core::model::id::PublicId;
use mediawire_core::publish::wordpress::Post;
use serde_json::{Map, Value, json};

/// The field in which the plug-in is told the address that a new post is to have: without it that takes a second request.
pub(super) const SLUG: &str = "mediawire_slug";

/// Writes `fields` into the post that was `found`, or a new one; the post as it is then, `None` if there is none any more.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn write(
    api: &Api<'_>,
    public: &PublicId,
    (post, is_killed): (&Post, bool),
    fields: Map<String, Value>,
    found: Option<Found>,
) -> Result<Option<Found>> {
    let has_plugin = |it: &Found| !it.public.is_empty();
    let Some(found) = found else {
        return create(api, public, &Value::Object(fields)).await.map(Some);
    };
    if is_killed && !has_plugin(&found) {
        return replace(api, &found, post, fields).await;
    }
    let written = update(api, found.id, &Value::Object(fields)).await?;
    if post.is_notice {
        forget(api, written.id).await?;
    }
    Ok(Some(written))
}

/// Removes further posts of an item.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn remove_others(api: &Api<'_>, others: &[Found], is_shown: bool) -> Result<()> {
    for other in others {
        let path = format!("/wp/v2/posts/{}", other.id);
        match is_shown {
            // A person may have worked on it.
            true if other.status != TRASH => api.trash(&path).await?,
            true => {}
            false => api.delete(&path).await?,
        }
    }
    Ok(())
}

async fn update(api: &Api<'_>, id: u64, fields: &Value) -> Result<Found> {
    let asked = query(&[("context", "edit"), ("_fields", found::ASKED)]);
    let answer = api.post(&format!("/wp/v2/posts/{id}?{asked}"), fields).await?;
    Found::read(&answer.taken()?)
}

async fn create(api: &Api<'_>, public: &PublicId, fields: &Value) -> Result<Found> {
    let asked = query(&[("context", "edit"), ("_fields", found::ASKED)]);
    let answer = api.post(&format!("/wp/v2/posts?{asked}"), fields).await?;
    // The plug-in has seen a post of this item that came a moment ago, by an answer that was lost.
    if answer.code() == "mediawire_exists"
        && let Some(id) = answer.json["data"]["post"].as_u64()
    {
        return update(api, id, fields).await;
    }
    let made = Found::read(&answer.taken()?)?;
    let made = match fields[SLUG].as_str() {
        Some(slug) if made.slug == public.as_str() => {
            update(api, made.id, &json!({ "slug": slug, "mediawire_write": true })).await?
        }
        Some(_) | None => made,
    };
    if made.public == public.as_str() {
        return Ok(made);
    }
    // Without the plug-in two of one item can come to be: a request that was given up may have been under way still.
    let all = found::all(api, public).await?;
    let Some((first, others)) = all.split_first() else { return Ok(made) };
    for other in others {
        api.delete(&format!("/wp/v2/posts/{}", other.id)).await?;
    }
    if first.id == made.id { Ok(made) } else { update(api, first.id, fields).await }
}

/// Puts a notice into the place of a post, which is removed with all that it said before: WordPress without the plug-in
/// forgets a post's past with the post alone. `None` where no reader saw it, so that there is no place to be kept.
async fn replace(
    api: &Api<'_>,
    found: &Found,
    notice: &Post,
    mut fields: Map<String, Value>,
) -> Result<Option<Found>> {
    // It stands there since an earlier try.
    if found.content == notice.content {
        return Ok(Some(found.clone()));
    }
    api.delete(&format!("/wp/v2/posts/{}", found.id)).await?;
    if found.status != "publish" {
        return Ok(None);
    }
    fields.insert("status".to_owned(), json!("publish"));
    let asked = query(&[("context", "edit"), ("_fields", found::ASKED)]);
    let answer = api.post(&format!("/wp/v2/posts?{asked}"), &Value::Object(fields)).await?;
    Found::read(&answer.taken()?).map(Some)
}

/// Removes what the post said before: its revisions and old addresses. WordPress lets nobody do it by its own API: the
/// plug-in does.
async fn forget(api: &Api<'_>, post: u64) -> Result<()> {
    let path = format!("/mediawire/v1/posts/{post}/past");
    let answer = api.send(Method::DELETE, &path, Vec::new(), Vec::new()).await?;
    if answer.code() == "rest_no_route" {
        tracing::warn!(
            "without the plug-in Mediawire of today the revisions and old addresses of post {post} stay in WordPress's database, for its editors to see"
        );
        return Ok(());
    }
    answer.taken().map(|_| ())
}
