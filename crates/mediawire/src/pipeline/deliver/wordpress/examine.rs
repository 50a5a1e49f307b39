//! Whether a WordPress can be written to, and what it lacks: asked one thing after another, and a draft that is removed.

use super::api::Api;
use super::{Settings, settings};
use crate::Wire;
use crate::error::Result;
use crate::store::destinations::Kept;
use serde_json::{Value, json};

/// The version of the plug-in that does all that is asked of it.
const PLUGIN: u64 = 3;

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub grade: Grade,
    /// What was seen, in a sentence.
    pub words: String,
}

/// How what was seen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Good,
    /// Something is not done, and all else is.
    Lacking,
    /// Nothing can be written.
    Bad,
}

impl Grade {
    /// In a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Lacking => "lacks",
            Self::Bad => "fails",
        }
    }
}

fn finding(grade: Grade, words: impl Into<String>) -> Finding {
    Finding { grade, words: words.into() }
}

/// Looks at a WordPress, and writes a draft there that it removes again; what was seen, up to the first that is bad.
///
/// # Errors
/// Where there is no answer.
pub async fn examine(wire: &Wire, to: &Kept) -> Result<Vec<Finding>> {
    let settings = settings(&to.destination)?;
    let api = Api::new(wire, to, &settings);
    let mut all = Vec::new();
    let root = api.get("/?_fields=name,gmt_offset,timezone_string,namespaces").await?;
    if root.status != 200 || !root.json["namespaces"].is_array() {
        all.push(finding(
            Grade::Bad,
            format!(
                "there is no REST API (it answered {}): set permalinks to anything but plain",
                root.status
            ),
        ));
        return Ok(all);
    }
    let name = root.json["name"].as_str().unwrap_or_default();
    let zone = match root.json["timezone_string"].as_str() {
        Some(zone) if !zone.is_empty() => zone.to_owned(),
        _ => format!("UTC{:+}", root.json["gmt_offset"].as_f64().unwrap_or_default()),
    };
    all.push(finding(
        Grade::Good,
        format!("it is {name:?}, its time zone {zone}; times are sent in UTC"),
    ));
    let me = api.get("/wp/v2/users/me?context=edit&_fields=name,roles,capabilities").await?;
    if me.status != 200 {
        let why = me.taken().err().map(|error| error.to_string()).unwrap_or_default();
        let words =
            format!("user {:?} and its application password are not taken: {why}", settings.user);
        all.push(finding(Grade::Bad, words));
        return Ok(all);
    }
    let name = me.json["name"].as_str().unwrap_or_default();
    let words = format!("user {:?} is logged in, whose posts are by {name:?}", settings.user);
    all.push(finding(Grade::Good, words));
    rights(&me.json["capabilities"], &settings, &mut all);
    let about = api.get("/mediawire/v1/about").await?;
    all.push(match about.json["version"].as_u64() {
        Some(version) if version < PLUGIN => finding(
            Grade::Lacking,
            format!("the plug-in Mediawire is version {version} and not {PLUGIN}: put the one of this Mediawire in its place"),
        ),
        Some(version) => finding(Grade::Good, format!("the plug-in Mediawire answers, version {version}")),
        None => finding(
            Grade::Lacking,
            "the plug-in Mediawire is not active: no custom fields, no canonical or noindex, no 410 or 451, and what is withheld keeps its revisions",
        ),
    });
    if all.iter().all(|it| it.grade != Grade::Bad) {
        all.push(round_trip(&api).await?);
    }
    Ok(all)
}

/// What the user may not do.
fn rights(may: &Value, settings: &Settings, all: &mut Vec<Finding>) {
    let writes_for_others = settings.author.is_some()
        || !(settings.source_authors.is_empty() && settings.byline_authors.is_empty());
    let wanted = [
        ("edit_posts", true, "write posts"),
        ("publish_posts", settings.status == "publish", "publish them"),
        ("edit_published_posts", true, "change what is published"),
        ("delete_published_posts", true, "remove the images and revisions of what was withdrawn"),
        ("edit_others_posts", writes_for_others, "write posts in another's name"),
    ];
    for (right, is_needed, what) in wanted {
        if is_needed && may[right] != true {
            all.push(finding(Grade::Bad, format!("the user may not {what}: make it an editor")));
        }
    }
    for (right, what) in [
        ("upload_files", "upload images: posts have links to them"),
        ("manage_categories", "make categories: sections without one are uncategorized"),
        ("unfiltered_html", "write all of HTML: WordPress filters texts as it stores them"),
    ] {
        if may[right] != true {
            all.push(finding(Grade::Lacking, format!("the user may not {what}")));
        }
    }
}

/// Writes a draft and removes it.
async fn round_trip(api: &Api<'_>) -> Result<Finding> {
    let text = "<!-- wp:paragraph -->\n<p>A draft by which Mediawire tries whether it can write.</p>\n<!-- /wp:paragraph -->";
    let draft = json!({ "title": "Mediawire", "content": text, "status": "draft" });
    let made = api.post("/wp/v2/posts?context=edit&_fields=id,content", &draft).await?.taken();
    let made = match made {
        Ok(made) => made,
        Err(error) => return Ok(finding(Grade::Bad, format!("no draft can be written: {error}"))),
    };
    let is_same = made["content"]["raw"] == text;
    if let Some(id) = made["id"].as_u64()
        && let Err(error) = api.delete(&format!("/wp/v2/posts/{id}")).await
    {
        return Ok(finding(Grade::Bad, format!("the draft {id} cannot be removed: {error}")));
    }
    Ok(match is_same {
        true => finding(Grade::Good, "a draft was written, read and removed"),
        false => finding(Grade::Lacking, "WordPress changes texts as it stores them"),
    })
}
