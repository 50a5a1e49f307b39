//! The post of an item as WordPress has it: looked up by what only we write, and held against what we wrote last.

use super::api::{Api, query};
use crate::error::{Error, Kind, Result};
use crate::store::debts::Delivered;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::PublicId;
use mediawire_core::publish::wordpress::short;
use serde_json::Value;

/// What is asked of a post.
pub(super) const ASKED: &str = "id,slug,status,title,content,excerpt,modified_gmt,featured_media,categories,meta,mediawire_written";
/// Every status that a post may have, the trash among them.
const STATUSES: &str = "publish,future,draft,pending,private,trash";
/// The status of what a person has put away.
pub(super) const TRASH: &str = "trash";
/// Revisions of a post that are looked at, the newest ones.
const REVISIONS_READ: usize = 20;

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
    /// Its text as it is stored.
    pub(super) content: String,
    /// The dispatch that the plug-in says it shows, 0 of a notice; `None` without the plug-in.
    number: Option<i64>,
    /// Whether it says what WordPress stored at our last write, by the plug-in's word; `None` where it has none.
    is_as_written: Option<bool>,
}

/// The posts of an item.
#[derive(Debug, Default)]
pub(super) struct Posts {
    /// The one that is written to.
    pub(super) first: Option<Found>,
    /// Any others, which came of requests that were given up while they were under way.
    pub(super) others: Vec<Found>,
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
        let digest = digest([raw("title")?, content, raw("excerpt")?]);
        let numbers = it["categories"].as_array().into_iter().flatten();
        Ok(Self {
            id: it["id"].as_u64().ok_or_else(no)?,
            slug: text(&it["slug"]).ok_or_else(no)?,
            status: text(&it["status"]).ok_or_else(no)?,
            categories: numbers.filter_map(Value::as_u64).collect(),
            modified: text(&it["modified_gmt"]).ok_or_else(no)?,
            digest,
            public: text(&it["meta"]["mediawire_id"]).unwrap_or_default(),
            content: content.to_owned(),
            number: it["meta"]["mediawire_number"].as_str().map(|it| it.parse().unwrap_or(0)),
            is_as_written: it["mediawire_written"].as_bool(),
        })
    }

    /// What is to be known of it the next time: what it was, and when that was written.
    pub(super) fn mark(&self) -> String {
        format!("{} {}", self.digest, self.modified)
    }

    /// Whether it shows the item, by what only we write. A number alone is no sign: where WordPress was put back to what
    /// it was, it gives the numbers of what was lost a second time, to whatever is written next.
    fn is_of(&self, public: &PublicId) -> bool {
        match &*self.public {
            "" => {
                self.content.contains(&class(public))
                    || self.slug == public.as_str()
                    || self.slug.contains(&format!("-{}", short(public)))
            }
            told => told == public.as_str(),
        }
    }

    /// When a person changed what we wrote, if one did; `held` is what we know of it.
    pub(super) fn edited(&self, held: Option<&Delivered>) -> Option<&str> {
        let is_edited = match held {
            // The answer that would have told of it was lost: it was made by us, and may have been changed since.
            None => self.is_as_written == Some(false),
            Some(held) => {
                let is_own = self.is_as_written == Some(true) && self.status != TRASH;
                !is_own && self.is_other(held) && !self.is_older(held)
            }
        };
        is_edited.then_some(&*self.modified)
    }

    /// Whether it is older than what we wrote: a backup brought it back, and nobody decided it.
    pub(super) fn is_older(&self, held: &Delivered) -> bool {
        let Some((_, written)) = held.digest.split_once(' ') else { return false };
        // WordPress's clock has seconds: within one the dispatch tells what came first.
        let is_before =
            *self.modified == *written && self.number.is_some_and(|it| it < held.number);
        self.is_other(held) && (*self.modified < *written || is_before)
    }

    /// Whether it may be what we wrote, stored otherwise than it was sent, by an answer that was lost.
    pub(super) fn may_be_own(&self, held: &Delivered) -> bool {
        self.is_as_written.is_none() && self.status != TRASH && !held.intended.is_empty()
    }

    fn is_other(&self, held: &Delivered) -> bool {
        let Some((digest, _)) = held.digest.split_once(' ') else { return false };
        let own = self.digest.to_hex();
        // What was written, and not known to be: its answer was lost, or the process ended.
        (digest != own && held.intended != own) || self.status == TRASH
    }
}

/// Who wrote last what the post says, as its revisions tell where no plug-in does; `None` if they do not: WordPress keeps
/// none of what a post said first, and none at all where it is told so.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn last_writer(api: &Api<'_>, found: &Found) -> Result<Option<Writer>> {
    let (n, fields) = (REVISIONS_READ.to_string(), "author,title,content,excerpt");
    let asked = query(&[("context", "edit"), ("per_page", &n), ("_fields", fields)]);
    let path = format!("/wp/v2/posts/{}/revisions?{asked}", found.id);
    let answer = api.get(&path).await?;
    // A house may keep none, or show none.
    if matches!(answer.status, 401 | 403 | 404) {
        return Ok(None);
    }
    let all = answer.taken()?;
    let says_it = |it: &&Value| {
        let raw = |name: &str| it[name]["raw"].as_str().unwrap_or_default();
        digest([raw("title"), raw("content"), raw("excerpt")]) == found.digest
    };
    // The newest comes first. What a person types and has not saved is among them.
    let Some(revision) = all.as_array().into_iter().flatten().find(says_it) else {
        return Ok(None);
    };
    let me = api.get("/wp/v2/users/me?_fields=id").await?.taken()?;
    let is_me = revision["author"].is_u64() && revision["author"] == me["id"];
    Ok(Some(if is_me { Writer::Us } else { Writer::Other }))
}

/// Whether what a post says was written by us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    Us,
    Other,
}

/// Of title, text and excerpt of a post.
pub(super) fn digest(parts: [&str; 3]) -> Digest {
    Digest::of_parts(&parts.map(str::as_bytes))
}

/// The class that names the item in every post of it.
fn class(public: &PublicId) -> String {
    format!("mediawire-{public}")
}

/// The posts of the item: first the one that we know, else the first that shows the item. Others are looked for where the
/// plug-in does not see to it that there are none, and `to_the_last`.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn find(
    api: &Api<'_>,
    held: Option<&Delivered>,
    public: &PublicId,
    to_the_last: bool,
) -> Result<Posts> {
    let known = match held.and_then(|held| held.remote.parse().ok()) {
        Some(id) => get(api, id).await?.filter(|it| it.is_of(public)),
        None => None,
    };
    if known.as_ref().is_some_and(|it| !it.public.is_empty()) && !to_the_last {
        return Ok(Posts { first: known, others: Vec::new() });
    }
    let mut others = all(api, public).await?;
    let first = match known {
        Some(known) => {
            others.retain(|it| it.id != known.id);
            Some(known)
        }
        None if others.is_empty() => None,
        None => Some(others.remove(0)),
    };
    Ok(Posts { first, others })
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

/// Every post that shows the item, in whatever status: the oldest first, behind all others those in the trash.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn all(api: &Api<'_>, public: &PublicId) -> Result<Vec<Found>> {
    // By the plug-in's field, which WordPress without it passes over; then by the class in the text.
    let class = class(public);
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
            found.sort_by_key(|it| (it.status == TRASH, it.id));
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::Found;
    use crate::store::debts::Delivered;
    use mediawire_core::model::id::PublicId;
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
        let intended = post("Snow", "2026-11-27T10:00:00", "publish").digest.to_hex();
        let held = |digest| Delivered {
            number: 1,
            remote: "7".to_owned(),
            digest,
            intended: intended.clone(),
        };
        for (title, modified, status, is_edited) in [
            ("Rain", "2026-11-27T10:00:00", "publish", false),
            ("Rain", "2026-11-27T11:00:00", "publish", false),
            ("Sun", "2026-11-27T10:00:00", "publish", true),
            ("Sun", "2026-11-27T11:00:00", "draft", true),
            ("Rain", "2026-11-27T11:00:00", "trash", true),
            ("Sun", "2026-11-27T09:59:59", "publish", false),
            ("Snow", "2026-11-27T11:00:00", "publish", false),
            ("Snow", "2026-11-27T11:00:00", "trash", true),
        ] {
            let found = post(title, modified, status);
            let edited = found.edited(Some(&held(written.mark())));
            assert_eq!(edited.is_some(), is_edited, "{title} {modified} {status}");
            assert_eq!(found.edited(Some(&held(String::new()))), None, "nothing is compared");
        }
    }

    #[test]
    fn what_a_backup_brought_back_within_a_second_is_told_by_its_dispatch() {
        let post = |number: &str, title: &str| {
            Found::read(&json!({
                "id": 7, "slug": "a", "status": "publish", "modified_gmt": "2026-11-27T10:00:00",
                "meta": { "mediawire_number": number },
                "title": { "raw": title }, "content": { "raw": "c" }, "excerpt": { "raw": "" },
            }))
            .unwrap()
        };
        let digest = post("9", "Rain").mark();
        let (remote, intended) = ("7".to_owned(), String::new());
        let held = Delivered { number: 9, remote, digest, intended };
        for (number, title, is_edited, is_older) in [
            ("8", "Sun", false, true),
            ("9", "Sun", true, false),
            ("", "Sun", false, true),
            ("9", "Rain", false, false),
        ] {
            let found = post(number, title);
            let told = (found.edited(Some(&held)).is_some(), found.is_older(&held));
            assert_eq!(told, (is_edited, is_older), "{number} {title}");
        }
    }

    #[test]
    fn word_of_the_plug_in_tells_what_wordpress_stored_otherwise_than_it_was_sent() {
        let post = |title: &str, status: &str, is_as_written: Option<bool>| {
            Found::read(&json!({
                "id": 7, "slug": "a", "status": status, "modified_gmt": "2026-11-27T11:00:00",
                "mediawire_written": is_as_written,
                "title": { "raw": title }, "content": { "raw": "c" }, "excerpt": { "raw": "" },
            }))
            .unwrap()
        };
        let digest = post("Rain", "publish", None).mark();
        let intended = post("Snow<hr/>", "publish", None).digest.to_hex();
        let held = Delivered { number: 1, remote: "7".to_owned(), digest, intended };
        for (title, status, told, is_edited, is_edited_if_unknown) in [
            ("Snow<hr />", "publish", Some(true), false, false),
            ("Snow<hr />", "publish", Some(false), true, true),
            ("Snow<hr />", "publish", None, true, false),
            ("Snow<hr />", "trash", Some(true), true, false),
            ("Rain", "publish", Some(false), false, true),
        ] {
            let found = post(title, status, told);
            let edited = (found.edited(Some(&held)).is_some(), found.edited(None).is_some());
            assert_eq!(edited, (is_edited, is_edited_if_unknown), "{title} {status} {told:?}");
        }
    }

    #[test]
    fn number_alone_makes_no_post_the_items() {
        let public = PublicId::parse("abcdefghabcdefghabcd").unwrap();
        let post = |told: &str, slug: &str, content: &str| {
            Found::read(&json!({
                "id": 7, "slug": slug, "status": "publish", "modified_gmt": "2026-11-27T10:00:00",
                "meta": { "mediawire_id": told },
                "title": { "raw": "t" }, "content": { "raw": content }, "excerpt": { "raw": "" },
            }))
            .unwrap()
        };
        let class = "<div class=\"mediawire-abcdefghabcdefghabcd\"></div>";
        for (told, slug, content, is_ours) in [
            ("abcdefghabcdefghabcd", "anything", "words", true),
            ("bbbbbbbbbbbbbbbbbbbb", "rain-abcdefgh", class, false),
            ("", "rain", class, true),
            ("", "rain-abcdefgh", "words", true),
            ("", "rain-abcdefgh__trashed", "words", true),
            ("", "abcdefghabcdefghabcd", "words", true),
            ("", "rain-over-the-harbour", "words", false),
        ] {
            assert_eq!(post(told, slug, content).is_of(&public), is_ours, "{told} {slug}");
        }
    }
}
