//! The house's own WordPress, by its REST API: one post an item, which every later dispatch changes.
//!
//! Before each write the post is read: it is written once, whatever became of the answer before, and never over what a
//! person has changed there, unless a person decides so. A withdrawal is such a decision.

mod api;
mod examine;
mod found;
mod media;
mod terms;

pub use examine::{Finding, Grade, examine};

use super::{Receipt, Sending};
use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::retrieve::Reply;
use crate::store::debts::Delivered;
use crate::store::destinations::Kept;
use api::{Api, query};
use found::Found;
use http::Method;
use mediawire_core::model::decision::Ground;
use mediawire_core::model::delivery::{Delivery, Event};
use mediawire_core::model::destination::Destination;
use mediawire_core::model::id::PublicId;
use mediawire_core::model::visible::Visible;
use mediawire_core::publish::wordpress::{FIELDS, Post, post};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The code of an error that says that a person has changed the post.
pub const EDITED: &str = "edited";

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
    /// The name of a section's category, by the section's code; the section's own name where there is none.
    #[serde(default)]
    pub categories: BTreeMap<String, String>,
    /// The names of a section's tags, by the section's code.
    #[serde(default)]
    pub tags: BTreeMap<String, Vec<String>>,
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
    let site = wire.site();
    let visible = visible(delivery);
    let found = found::find(&api, held, &delivery.public).await?;
    let media = match (&visible, &found) {
        (Visible::Shown(shown), found) => {
            if let (Some(held), Some(found)) = (held, found) {
                refuse_edited(held, found)?;
            }
            media::bring(wire, &api, shown).await?
        }
        // What never came there need not be withdrawn.
        (Visible::Withheld { .. } | Visible::Killed { .. }, None) => return Ok(Receipt::default()),
        (Visible::Withheld { .. } | Visible::Killed { .. }, Some(_)) => HashMap::new(),
    };
    let post = post(&site, &delivery.public, &visible, &media);
    let mut fields = fields(&post);
    place(wire, &api, &settings, &post, found.as_ref(), &mut fields).await?;
    let fields = Value::Object(fields);
    let written = match found {
        Some(found) => update(&api, found.id, &fields).await?,
        None => create(&api, &delivery.public, &fields).await?,
    };
    if post.is_notice {
        media::remove(wire, &api, *item, &delivery.public).await?;
        remove_revisions(&api, written.id).await?;
    }
    Ok(Receipt { remote: written.id.to_string(), digest: written.mark() })
}

fn refuse_edited(held: &Delivered, found: &Found) -> Result<()> {
    let Some(at) = found.edited(held) else { return Ok(()) };
    let what = if found.status == "trash" { "moved to the trash" } else { "edited by hand" };
    let why = format!(
        "post {} was {what} on WordPress at {at}Z: decide by mediawire destination overwrite or keep",
        found.id
    );
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
    if found.is_none() || post.is_notice || was_notice {
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
    if found.is_none_or(|it| it.status == "trash") {
        set("status", json!(settings.status));
    }
    if found.is_none() {
        if let Some(author) = settings.author {
            set("author", json!(author));
        }
        // A draft is of the moment at which a person publishes it.
        if let Some(date) = post.date.filter(|_| settings.status == "publish") {
            set("date_gmt", json!(date.strftime("%Y-%m-%dT%H:%M:%S").to_string()));
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

/// Removes what the post said before. WordPress lets nobody do it by its own API: the plug-in does.
async fn remove_revisions(api: &Api<'_>, post: u64) -> Result<()> {
    let path = format!("/mediawire/v1/posts/{post}/revisions");
    let answer = api.send(Method::DELETE, &path, Vec::new(), Vec::new()).await?;
    if answer.code() == "rest_no_route" {
        tracing::warn!(
            "without the plug-in Mediawire the revisions of post {post} stay, for its editors to see"
        );
        return Ok(());
    }
    answer.taken().map(|_| ())
}
