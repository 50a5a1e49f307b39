//! The house's own WordPress, by its REST API: one post an item, which every later dispatch changes.
//!
//! Before each write the post is read: it is written once, whatever became of the answer before, and never over what a
//! person has changed there, unless a person decides so. A withdrawal is such a decision.

mod api;
mod examine;
mod found;
mod media;
mod terms;
mod write;

pub use examine::{Finding, Grade, examine};

use super::{Receipt, Sending};
use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::retrieve::Reply;
use crate::store::debts::{self, Delivered};
use crate::store::destinations::{self, Kept};
use api::Api;
use found::{Found, Posts, TRASH, Writer};
use mediawire_core::model::decision::Ground;
use mediawire_core::model::delivery::{Delivery, Event};
use mediawire_core::model::destination::Destination;
use mediawire_core::model::id::{ItemId, Slug};
use mediawire_core::model::visible::{Shown, Visible};
use mediawire_core::publish::wordpress::{FIELDS, Post, post};
use mediawire_core::text::fold::fold;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The code of an error that says that a person has changed the post.
pub const EDITED: &str = "edited";
/// What the words of that error ask for, at their end.
const DECIDE: &str = "decide whether to overwrite or keep it";

/// Whether `reason`, for which a debt was set aside, is that a person has changed the post.
#[must_use]
pub fn is_edited(reason: &str) -> bool {
    reason.ends_with(DECIDE)
}

/// What a destination of this kind is told beside its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Who writes: the name by which the user logs in.
    pub user: String,
    /// The status of a new post: `draft` or `publish`.
    pub status: String,
    /// The number of the user that new posts are by; the one who writes where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<u64>,
    /// The number of the user that new posts of a source are by, by the source's slug.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub source_authors: BTreeMap<String, u64>,
    /// The number of the user that new posts are by whose first author has this name: it goes before the source's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub byline_authors: BTreeMap<String, u64>,
    /// The name of a section's category, by the section's code; the section's own name where there is none.
    #[serde(default)]
    pub categories: BTreeMap<String, String>,
    /// The names of a section's tags, by the section's code.
    #[serde(default)]
    pub tags: BTreeMap<String, Vec<String>>,
}

/// What stands on both sides of the `=` of `NAME=VALUE`, without spaces around; `None` if one side is empty.
#[must_use]
pub fn pair(text: &str) -> Option<(String, String)> {
    let (name, value) = text.rsplit_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    (!name.is_empty() && !value.is_empty()).then(|| (name.to_owned(), value.to_owned()))
}

fn settings(it: &Destination) -> Result<Settings> {
    let settings: Settings = serde_json::from_str(&it.settings).map_err(|cause| {
        Error::caused(Kind::Malformed, "the settings of a WordPress cannot be read", cause)
            .code("settings")
    })?;
    let why = match (settings.user.trim(), settings.status.as_str()) {
        ("", _) => "say who writes there: the user of its application password",
        (_, "draft" | "publish") => return Ok(settings),
        (_, _) => "the status of new posts is draft or publish",
    };
    Err(Error::new(Kind::Malformed, why).code("settings"))
}

pub(super) fn check(wire: &Wire, it: &Destination) -> Result<()> {
    wire.client.check_destination(&it.url)?;
    settings(it).map(|_| ())
}

/// The application password that a person has made there; WordPress shows it with spaces.
pub(super) fn new_secret(given: &str) -> Result<String> {
    let password: String = given.split_whitespace().collect();
    if password.is_empty() {
        let why =
            "a WordPress is written to by an application password, made in its user's profile";
        return Err(Error::new(Kind::Malformed, why).code("secret"));
    }
    Ok(password)
}

pub(super) async fn test(wire: &Wire, to: &Kept) -> Result<Reply> {
    let api = Api::new(wire, to, &settings(&to.destination)?);
    Ok(api.get("/wp/v2/users/me?_fields=id,name").await?.into_reply())
}

/// What is to be seen of the item as it stands.
fn visible(delivery: &Delivery) -> Visible {
    let why = delivery.why.clone();
    match (&delivery.shown, delivery.event) {
        (Some(shown), _) => Visible::Shown(shown.clone()),
        (None, Event::Killed) => {
            Visible::Killed { why, at: delivery.at, ground: Ground::of(delivery.is_legal) }
        }
        (
            None,
            Event::Withheld
            | Event::Superseded
            | Event::Published
            | Event::Updated
            | Event::Corrected,
        ) => Visible::Withheld { why },
    }
}

pub(super) async fn send(wire: &Arc<Wire>, sending: &Sending<'_>) -> Result<Receipt> {
    let Sending { to, delivery, held, item } = sending;
    let held = held.as_ref();
    if !delivery.is_newest {
        // Only the state counts, and the item's last dispatch brings it.
        return Ok(held.map_or_else(Receipt::default, |held| Receipt {
            remote: held.remote.clone(),
            digest: held.digest.clone(),
        }));
    }
    let settings = settings(&to.destination)?;
    let api = Api::new(wire, to, &settings);
    let visible = visible(delivery);
    let slug = &to.destination.slug;
    let is_shown = matches!(visible, Visible::Shown(_));
    let Posts { first: found, others } =
        found::find(&api, held, &delivery.public, !is_shown).await?;
    if let Some(found) = &found {
        look_at(wire, &api, (slug, *item), held, found, is_shown).await?;
    }
    let media = match &visible {
        Visible::Shown(shown) => media::bring(wire, &api, (slug, *item), shown).await?,
        Visible::Withheld { .. } | Visible::Killed { .. } => HashMap::new(),
    };
    let post = post(&wire.site(), &delivery.public, &visible, &media);
    // What never came there need not be withdrawn.
    let written = match found.is_some() || is_shown {
        true => {
            let mut fields = fields(&post);
            place(wire, &api, &settings, &post, found.as_ref(), &mut fields).await?;
            if let (Visible::Shown(shown), None) = (&visible, &found) {
                let author = author(&settings, shown).map(|id| ("author".to_owned(), json!(id)));
                fields.extend(author);
            }
            if let (Some(held), Some(found)) = (held, &found) {
                intend(wire, (slug, *item), held, found, &post).await?;
            }
            let is_killed = matches!(visible, Visible::Killed { .. });
            write::write(&api, &delivery.public, (&post, is_killed), fields, found).await?
        }
        false => None,
    };
    write::remove_others(&api, &others, is_shown).await?;
    if post.is_notice {
        media::remove(wire, &api, (slug, *item), &delivery.public).await?;
    }
    Ok(written.map_or_else(Receipt::default, |it| Receipt {
        remote: it.id.to_string(),
        digest: it.mark(),
    }))
}

/// Refuses to write over what a person has changed, and says it if the post is older than what was written.
async fn look_at(
    wire: &Wire,
    api: &Api<'_>,
    (to, item): (&Slug, ItemId),
    held: Option<&Delivered>,
    found: &Found,
    is_shown: bool,
) -> Result<()> {
    if is_shown {
        refuse_edited(api, held, found).await?;
    }
    if held.is_some_and(|held| found.is_older(held)) {
        let id = found.id;
        tracing::warn!(destination = %to, "post {id} of {to} is older than what was written there: if WordPress was put back to what it was, mediawire destination replay {to} --from start brings all of it up to date");
        let mut tx = wire.db.write().await?;
        destinations::is_older(&mut tx, to, item, wire.now().as_millisecond()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Says in the store what is about to be written over what was found, so that it is known afterwards as the wire's own.
async fn intend(
    wire: &Wire,
    (to, item): (&Slug, ItemId),
    held: &Delivered,
    found: &Found,
    post: &Post,
) -> Result<()> {
    // Where nothing is compared, a person has decided so.
    let holds = if held.digest.is_empty() { String::new() } else { found.mark() };
    let intended = found::digest([&post.title, &post.content, &post.excerpt]).to_hex();
    let mut tx = wire.db.write().await?;
    debts::intend(&mut tx, to, item, (&holds, &intended)).await?;
    tx.commit().await
}

/// Who a new post is by, where it is not the one who writes: by its first author's name, its source, or for all.
fn author(settings: &Settings, shown: &Shown) -> Option<u64> {
    let by_name = |name: &String| {
        settings.byline_authors.iter().find(|(known, _)| fold(known) == fold(name)).map(|it| *it.1)
    };
    let by_byline = shown.authors.first().and_then(by_name);
    let by_source = || settings.source_authors.get(shown.source.as_str()).copied();
    by_byline.or_else(by_source).or(settings.author)
}

/// Refuses to write over what a person has changed.
async fn refuse_edited(api: &Api<'_>, held: Option<&Delivered>, found: &Found) -> Result<()> {
    let at = match (found.edited(held), held) {
        (Some(_), Some(held)) if found.may_be_own(held) => {
            match found::last_writer(api, found).await? {
                Some(Writer::Us) => return Ok(()),
                Some(Writer::Other) | None => &found.modified,
            }
        }
        (Some(at), _) => at,
        (None, None) if found.public.is_empty() => match found::last_writer(api, found).await? {
            Some(Writer::Other) => &found.modified,
            Some(Writer::Us) | None => return Ok(()),
        },
        (None, _) => return Ok(()),
    };
    let what = if found.status == TRASH { "moved to the trash" } else { "edited by hand" };
    let why = format!("post {} was {what} on WordPress at {at}Z: {DECIDE}", found.id);
    Err(Error::new(Kind::Conflict, why).code(EDITED))
}

/// What is written of a post each time.
fn fields(post: &Post) -> Map<String, Value> {
    let meta: Map<String, Value> = FIELDS
        .iter()
        .zip(&post.fields)
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    let mut fields = Map::new();
    for (name, value) in [
        ("title", json!(post.title)),
        ("content", json!(post.content)),
        ("excerpt", json!(post.excerpt)),
        ("featured_media", json!(post.featured.unwrap_or(0))),
        ("meta", Value::Object(meta)),
        // To the plug-in: what is stored of this is the wire's, not a person's.
        ("mediawire_write", json!(true)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    fields
}

/// Adds where the post stands: its address, its categories and tags, who it is by.
async fn place(
    wire: &Wire,
    api: &Api<'_>,
    settings: &Settings,
    post: &Post,
    found: Option<&Found>,
    fields: &mut Map<String, Value>,
) -> Result<()> {
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    // An address lasts, but for that of a notice, which has no word of the headline.
    let was_notice = found.is_some_and(|it| post.fields[0] == it.slug);
    if found.is_none() && settings.status == "publish" && !post.is_notice {
        // WordPress makes of the first address of what is published a name that it keeps for good, and tells in feeds.
        set("slug", json!(post.fields[0]));
        set(write::SLUG, json!(post.slug));
    } else if found.is_none() || post.is_notice || was_notice {
        set("slug", json!(post.slug));
    }
    let Some(section) = post.section.as_ref().filter(|_| !post.is_notice) else {
        set("tags", json!([]));
        return Ok(());
    };
    let site = wire.site();
    let category = terms::category(api, settings, &site, section).await?;
    match (category, found) {
        (Some(category), Some(found)) if !found.categories.contains(&category) => {
            let ours = terms::of_sections(api, settings, &site, &found.categories).await?;
            let others = found.categories.iter().filter(|id| !ours.contains(id));
            let all: Vec<u64> = others.copied().chain([category]).collect();
            set("categories", json!(all));
        }
        (Some(category), None) => {
            set("categories", json!([category]));
        }
        (Some(_), Some(_)) | (None, _) => {}
    }
    if found.is_none() || was_notice {
        set("tags", json!(terms::tags(api, settings, section).await?));
    }
    if found.is_none_or(|it| it.status == TRASH) {
        set("status", json!(settings.status));
    }
    if found.is_none() {
        // A draft is of the moment at which a person publishes it.
        if let Some(date) = post.date.filter(|_| settings.status == "publish") {
            set("date_gmt", json!(date.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
        }
    }
    Ok(())
}
