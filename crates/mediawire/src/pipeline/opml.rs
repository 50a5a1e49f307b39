//! Lists of feeds, as feed readers have them, taken as sources.

use crate::Wire;
use crate::error::{Context as _, Kind, Result};
use crate::job::Job;
use crate::pipeline::adding::may_go_by_itself;
use crate::store::sources;
use jiff::SignedDuration;
use mediawire_core::codec::{charset, entities};
use mediawire_core::identify::address;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Source;
use mediawire_core::read::opml::{Outline, outlines};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use url::Url;

/// Tries to find a short name that no other source has.
const NAMES_MAX: usize = 1_000;

/// The feeds that a file of these bytes names, and what is doubtful about it; `name` is what messages call it.
///
/// # Errors
/// `Malformed` if it is no list of feeds.
pub fn read(bytes: &[u8], name: &str) -> Result<(Vec<Outline>, Vec<String>)> {
    let decoded = charset::decode(bytes, None, charset::Context::Xml);
    outlines(&entities::expanded(&decoded.text))
        .context(Kind::Malformed, || format!("cannot read {name}"))
}

/// Feeds in a form's field: [`of_json`] reads them back.
#[must_use]
pub fn to_json(outlines: &[Outline]) -> String {
    let rows = outlines.iter().map(|it| (&it.url, &it.title, &it.home, &it.folders));
    serde_json::to_string(&rows.collect::<Vec<_>>()).expect("texts are JSON")
}

/// The feeds that a form's field holds.
///
/// # Errors
/// `Malformed` if it holds none.
pub fn of_json(text: &str) -> Result<Vec<Outline>> {
    type Row = (String, String, Option<String>, Vec<String>);
    let rows: Vec<Row> = serde_json::from_str(text)
        .context(Kind::Malformed, || "cannot read the feeds: look at the file once more")?;
    let rows = rows.into_iter();
    Ok(rows.map(|(url, title, home, folders)| Outline { url, title, home, folders }).collect())
}

/// What became of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is a source now.
    Added(Slug),
    /// It is one already.
    Known(Slug),
    /// It cannot be one, and why.
    Refused(String),
}

impl Outcome {
    /// It in words.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Added(slug) => format!("added as {slug}"),
            Self::Known(slug) => format!("known as {slug}"),
            Self::Refused(why) => format!("refused: {why}"),
        }
    }
}

/// What became of the feeds of a file, in its order.
#[derive(Debug)]
pub struct Report {
    /// Each feed and its outcome.
    pub rows: Vec<(Outline, Outcome)>,
}

impl Report {
    /// How many feeds were added, are known, and were refused.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for (_, outcome) in &self.rows {
            let at = match outcome {
                Outcome::Added(_) => 0,
                Outcome::Known(_) => 1,
                Outcome::Refused(_) => 2,
            };
            counts[at] += 1;
        }
        counts
    }
}

/// Takes the feeds as sources like `like`, on record of whom and from where, in one transaction; with `dry_run` none is kept.
///
/// # Errors
/// `Malformed` if they would go out by themselves without a licence; as the statements give.
pub async fn import(
    wire: &Arc<Wire>,
    outlines: &[Outline],
    like: &Source,
    (by, place): (&str, &str),
    dry_run: bool,
) -> Result<Report> {
    may_go_by_itself(like)?;
    let mut tx = wire.db.write().await?;
    let there = sources::all(&mut tx).await?;
    let mut slugs: HashSet<Slug> = there.iter().map(|source| source.slug.clone()).collect();
    let mut lists: HashMap<String, Slug> = there
        .iter()
        .filter_map(|source| Some((address::key(source.list.as_ref()?), source.slug.clone())))
        .collect();
    let now = wire.now();
    let n = i64::try_from(outlines.len().max(1)).unwrap_or(i64::MAX);
    let mut rows = Vec::with_capacity(outlines.len());
    for (i, outline) in outlines.iter().enumerate() {
        let key = address::key(&outline.url);
        let outcome = match (wire.client.check(&outline.url), lists.get(&key)) {
            (Err(why), _) => Outcome::Refused(why.to_string()),
            (Ok(_), Some(slug)) => Outcome::Known(slug.clone()),
            (Ok(url), None) => match source(wire, outline, &url, like, &slugs) {
                None => Outcome::Refused("too many sources are called like it".to_owned()),
                Some(source) => {
                    let slug = source.slug.clone();
                    sources::save_from(&mut tx, &source, (by, place), now.as_millisecond()).await?;
                    // Many hosts are asked at once, and none of them by a herd.
                    let share = like.cadence_ms.max(3_600_000) / n * i64::try_from(i).unwrap_or(0);
                    let at = now + SignedDuration::from_millis(share);
                    Job::Poll(slug.clone()).add(&mut tx, at).await?;
                    slugs.insert(slug.clone());
                    lists.insert(key, slug.clone());
                    Outcome::Added(slug)
                }
            },
        };
        rows.push((outline.clone(), outcome));
    }
    if !dry_run {
        tx.commit().await?;
    }
    Ok(Report { rows })
}

/// The source that a feed is taken as; `None` if no short name is left for it.
fn source(
    wire: &Wire,
    outline: &Outline,
    url: &Url,
    like: &Source,
    taken: &HashSet<Slug>,
) -> Option<Source> {
    let host = url.host_str().unwrap_or_default();
    let short = host.strip_prefix("www.").unwrap_or(host);
    let stem = Slug::of(short);
    let numbered = (2..NAMES_MAX).map(|n| Slug::of(&format!("{stem}-{n}")));
    let titled =
        Some(Slug::of(&format!("{short}-{}", outline.title))).filter(|_| !outline.title.is_empty());
    let mut slugs = std::iter::once(stem.clone()).chain(titled).chain(numbered);
    let slug = slugs.find(|slug| !taken.contains(slug))?;
    let section = outline.folders.iter().rev().find_map(|folder| section(wire, folder));
    let home = outline.home.clone().unwrap_or_else(|| url.origin().ascii_serialization() + "/");
    let name = if outline.title.is_empty() { host.to_owned() } else { outline.title.clone() };
    Some(Source {
        slug,
        name,
        home,
        list: Some(url.as_str().to_owned()),
        section: section.unwrap_or_else(|| like.section.clone()),
        ..like.clone()
    })
}

/// The section that a folder is called like: by its code, its name, or a word by which sources name it.
fn section(wire: &Wire, folder: &str) -> Option<SectionCode> {
    let folder = folder.to_lowercase();
    let is_it = |name: &str| name.to_lowercase() == folder;
    let mut sections = wire.sections.iter();
    let found = sections.find(|section| {
        is_it(section.code.as_str())
            || is_it(&section.name)
            || section.categories.iter().any(|word| is_it(word))
    });
    found.map(|section| section.code.clone())
}
