//! The post of an item as WordPress has it: looked up by what only we write, and held against what we wrote last.

use super::api::{Api, query};
use crate::error::{Error, Kind, Result};
use crate::store::debts::Delivered;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::PublicId;
use serde_json::Value;

/// What is asked of a post.
pub(super) const ASKED: &str =
    "id,slug,status,title,content,excerpt,modified_gmt,featured_media,categories,meta";
/// Every status that a post may have, the trash among them.
const STATUSES: &str = "publish,future,draft,pending,private,trash";

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: u64,
    pub(super) slug: String,
    pub(super) status: String,
    pub(super) categories: Vec<u64>,
    /// When it was changed last, by WordPress's clock: `2026-11-27T15:23:50`.
    pub(super) modified: String,
    /// Of title, text and excerpt as they are stored.
    pub(super) digest: Digest,
    /// The item that the plug-in says it shows; empty without the plug-in.
    pub(super) public: String,
    content: String,
}

impl Found {
    /// The post that an answer describes.
    ///
    /// # Errors
    /// `Malformed` if it describes none: the user may not edit it, or what answers is not WordPress.
    pub(super) fn read(it: &Value) -> Result<Self> {
        let no = || Error::new(Kind::Malformed, "WordPress does not show its post to be edited");
        let text = |field: &Value| field.as_str().map(str::to_owned);
        let raw = |name: &str| it[name]["raw"].as_str().ok_or_else(|| no().code("wordpress"));
        let content = raw("content")?;
        let parts = [raw("title")?, content, raw("excerpt")?];
        let numbers = it["categories"].as_array().into_iter().flatten();
        Ok(Self {
            id: it["id"].as_u64().ok_or_else(no)?,
            slug: text(&it["slug"]).ok_or_else(no)?,
            status: text(&it["status"]).ok_or_else(no)?,
            categories: numbers.filter_map(Value::as_u64).collect(),
            modified: text(&it["modified_gmt"]).ok_or_else(no)?,
            digest: Digest::of_parts(&parts.map(str::as_bytes)),
            public: text(&it["meta"]["mediawire_id"]).unwrap_or_default(),
            content: content.to_owned(),
        })
    }

    /// What is to be known of it the next time: what it was, and when that was written.
    pub(super) fn mark(&self) -> String {
        format!("{} {}", self.digest, self.modified)
    }

    fn is_of(&self, public: &PublicId) -> bool {
        self.public == public.as_str() || self.content.contains(&format!("mediawire-{public}"))
    }

    /// When a person changed what we wrote, if one did.
    ///
    /// A post that differs and is older than what we wrote is one that a backup brought back: nobody's decision.
    pub(super) fn edited(&self, held: &Delivered) -> Option<&str> {
        let (digest, written) = held.digest.split_once(' ')?;
        let is_changed = digest != self.digest.to_hex() || self.status == "trash";
        (is_changed && *self.modified >= *written).then_some(&*self.modified)
    }
}

/// The post of the item: the one that we know, else the first that shows the item.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn find(
    api: &Api<'_>,
    held: Option<&Delivered>,
    public: &PublicId,
) -> Result<Option<Found>> {
    if let Some(id) = held.and_then(|held| held.remote.parse().ok())
        && let Some(found) = get(api, id).await?
    {
        return Ok(Some(found));
    }
    Ok(all(api, public).await?.into_iter().next())
}

/// The post with that number; `None` if it is gone.
pub(super) async fn get(api: &Api<'_>, id: u64) -> Result<Option<Found>> {
    let asked = query(&[("context", "edit"), ("_fields", ASKED)]);
    let answer = api.get(&format!("/wp/v2/posts/{id}?{asked}")).await?;
    if answer.status == 404 && answer.code() == "rest_post_invalid_id" {
        return Ok(None);
    }
    Found::read(&answer.taken()?).map(Some)
}

/// Every post that shows the item, in whatever status, the oldest first.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn all(api: &Api<'_>, public: &PublicId) -> Result<Vec<Found>> {
    // By the plug-in's field, which WordPress without it passes over; then by the class in the text.
    let class = format!("mediawire-{public}");
    for by in [("mediawire_id", public.as_str()), ("search", &class)] {
        let asked = query(&[
            by,
            ("status", STATUSES),
            ("context", "edit"),
            ("per_page", "10"),
            ("orderby", "id"),
            ("order", "asc"),
            ("_fields", ASKED),
        ]);
        let found = api.get(&format!("/wp/v2/posts?{asked}")).await?.taken()?;
        let found = found.as_array().into_iter().flatten().map(Found::read);
        let mut found = found.collect::<Result<Vec<_>>>()?;
        found.retain(|it| it.is_of(public));
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::Found;
    use crate::store::debts::Delivered;
    use serde_json::json;

    #[test]
    fn only_what_is_other_and_not_older_is_a_persons_change() {
        let post = |title: &str, modified: &str, status: &str| {
            Found::read(&json!({
                "id": 7, "slug": "a", "status": status, "modified_gmt": modified,
                "title": { "raw": title }, "content": { "raw": "c" }, "excerpt": { "raw": "" },
            }))
            .unwrap()
        };
        let written = post("Rain", "2026-11-27T10:00:00", "publish");
        let held = |digest| Delivered { number: 1, remote: "7".to_owned(), digest };
        for (title, modified, status, is_edited) in [
            ("Rain", "2026-11-27T10:00:00", "publish", false),
            ("Rain", "2026-11-27T11:00:00", "publish", false),
            ("Sun", "2026-11-27T10:00:00", "publish", true),
            ("Sun", "2026-11-27T11:00:00", "draft", true),
            ("Rain", "2026-11-27T11:00:00", "trash", true),
            ("Sun", "2026-11-27T09:59:59", "publish", false),
        ] {
            let found = post(title, modified, status);
            let edited = found.edited(&held(written.mark()));
            assert_eq!(edited.is_some(), is_edited, "{title} {modified} {status}");
            assert_eq!(found.edited(&held(String::new())), None, "nothing is compared");
        }
    }
}
