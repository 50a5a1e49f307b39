//! A destination is added at the desk: what its form says, and what becomes of it.

use super::{Done, page, start};
use crate::error::{Error, Kind, Result};
use crate::pipeline::deliver::wordpress::{Settings, pair};
use crate::pipeline::destinations;
use crate::web::Web;
use crate::web::desk::pages::failed;
use crate::web::session::{self, Desk};
use axum::extract::{Form, State};
use axum::response::Response;
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::Slug;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A destination that is to be added. What only a WordPress has is empty for a webhook.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct Asked {
    kind: String,
    slug: String,
    name: String,
    url: String,
    from: String,
    user: String,
    password: String,
    status: String,
    author: String,
    /// `NAME=VALUE`, a line each; so are those that follow.
    categories: String,
    tags: String,
    source_authors: String,
    byline_authors: String,
}

/// Adds a destination; the secret that was made for a webhook is shown once, and one that was given never.
pub(in crate::web::desk) async fn add(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(asked): Form<Asked>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let add = async {
        let wrong = || malformed("say a few of a-z, 0-9 and hyphens");
        let slug = Slug::parse(asked.slug.trim()).ok_or_else(wrong)?;
        let name = match asked.name.trim() {
            "" => slug.to_string(),
            name => name.to_owned(),
        };
        let (kind, settings, given) = match asked.kind.as_str() {
            "" | "webhook" => (DestinationKind::Webhook, String::new(), ""),
            "wordpress" => (DestinationKind::WordPress, settings(&asked)?, asked.password.as_str()),
            _ => return Err(malformed("say webhook or wordpress")),
        };
        let it = Destination { slug, name, kind, url: asked.url.trim().to_owned(), settings };
        let secret = destinations::add(&web.wire, &it, given, start(&asked.from)?, by).await?;
        Ok((kind == DestinationKind::Webhook).then_some(secret))
    };
    match add.await {
        Ok(None) => session::to("/desk/destinations"),
        Ok(secret) => page(&web, &desk, Done { secret, ..Done::default() }).await,
        Err(error) => failed(&web, &error),
    }
}

fn malformed(why: &str) -> Error {
    Error::new(Kind::Malformed, why)
}

fn settings(asked: &Asked) -> Result<String> {
    let author = match asked.author.trim() {
        "" => None,
        id => Some(number(id)?),
    };
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (section, name) in pairs(&asked.tags)? {
        tags.entry(section).or_default().push(name);
    }
    let settings = Settings {
        user: asked.user.trim().to_owned(),
        status: asked.status.clone(),
        author,
        source_authors: numbers(&asked.source_authors)?,
        byline_authors: numbers(&asked.byline_authors)?,
        categories: pairs(&asked.categories)?.into_iter().collect(),
        tags,
    };
    Ok(serde_json::to_string(&settings).expect("names and numbers are JSON"))
}

fn pairs(lines: &str) -> Result<Vec<(String, String)>> {
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| pair(line).ok_or_else(|| malformed("write NAME=VALUE, a line each"))).collect()
}

fn numbers(lines: &str) -> Result<BTreeMap<String, u64>> {
    pairs(lines)?.into_iter().map(|(name, id)| Ok((name, number(&id)?))).collect()
}

fn number(text: &str) -> Result<u64> {
    text.parse().map_err(|_| malformed("say the number of a user of WordPress"))
}
