//! Categories and tags: looked up by their names, and made where they are not there and the user may.

use super::Settings;
use super::api::{Api, query};
use crate::error::Result;
use mediawire_core::model::section::SectionCode;
use mediawire_core::publish::site::Site;
use serde_json::{Value, json};

/// The number of the category of a section; `None` if there is none and none can be made.
///
/// # Errors
/// As [`Api`] gives, where that may pass.
pub(super) async fn category(
    api: &Api<'_>,
    settings: &Settings,
    site: &Site,
    section: &SectionCode,
) -> Result<Option<u64>> {
    term(api, "categories", &name(settings, site, section)).await
}

/// The name of a section's category: the one that was set, else the section's own.
fn name(settings: &Settings, site: &Site, section: &SectionCode) -> String {
    let set = settings.categories.get(section.as_str());
    set.cloned().unwrap_or_else(|| site.section_name(section).into_owned())
}

/// The numbers of the tags of a section.
///
/// # Errors
/// As [`category`].
pub(super) async fn tags(
    api: &Api<'_>,
    settings: &Settings,
    section: &SectionCode,
) -> Result<Vec<u64>> {
    let mut all = Vec::new();
    for name in settings.tags.get(section.as_str()).into_iter().flatten() {
        all.extend(term(api, "tags", name).await?);
    }
    Ok(all)
}

/// What of `held`, the categories of a post, are a section's by their names: those that it is moved out of.
///
/// # Errors
/// As [`Api`] gives.
pub(super) async fn of_sections(
    api: &Api<'_>,
    settings: &Settings,
    site: &Site,
    held: &[u64],
) -> Result<Vec<u64>> {
    let numbers: Vec<String> = held.iter().map(u64::to_string).collect();
    let (numbers, fields) = (numbers.join(","), "id,name,slug");
    let asked = query(&[("include", &numbers), ("per_page", "100"), ("_fields", fields)]);
    let found = api.get(&format!("/wp/v2/categories?{asked}")).await?.taken()?;
    let names: Vec<String> =
        site.sections.iter().map(|section| name(settings, site, &section.code)).collect();
    let is_section = |it: &&Value| {
        // The category that a post has until it is given another.
        it["slug"] == "uncategorized" || names.iter().any(|name| is_named(it, name))
    };
    let ours = found.as_array().into_iter().flatten().filter(is_section);
    Ok(ours.filter_map(|it| it["id"].as_u64()).collect())
}

async fn term(api: &Api<'_>, kind: &str, name: &str) -> Result<Option<u64>> {
    let asked = query(&[("search", name), ("per_page", "100"), ("_fields", "id,name")]);
    let found = api.get(&format!("/wp/v2/{kind}?{asked}")).await?.taken()?;
    let known = found.as_array().into_iter().flatten().find(|it| is_named(it, name));
    if let Some(id) = known.and_then(|it| it["id"].as_u64()) {
        return Ok(Some(id));
    }
    let made = api.post(&format!("/wp/v2/{kind}"), &json!({ "name": name })).await?;
    // Another lane has made it meanwhile; or one whose slug is the same stands for it.
    if made.code() == "term_exists" {
        return Ok(made.json["data"]["term_id"].as_u64());
    }
    if matches!(made.status, 401 | 403) {
        tracing::warn!("WordPress has no {name:?} among its {kind}, and its user may not make one");
        return Ok(None);
    }
    Ok(made.taken()?["id"].as_u64())
}

/// Whether a term has the name: WordPress escapes it.
fn is_named(it: &Value, name: &str) -> bool {
    let escaped = it["name"].as_str().unwrap_or_default();
    let plain = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&#039;", "'");
    plain.replace("&quot;", "\"").replace("&amp;", "&").to_lowercase() == name.to_lowercase()
}
