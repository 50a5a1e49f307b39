//! `opml`: lists of feeds in and out, as feed readers have them.

use crate::command::add::known_section;
use crate::command::{Common, Terms, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::store::sources;
use crate::{Use, Wire};
use clap::{Args, Subcommand};
use jiff::SignedDuration;
use mediawire_core::codec::charset;
use mediawire_core::codec::entities;
use mediawire_core::identify::address;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Source;
use mediawire_core::publish::opml;
use mediawire_core::read::opml::{Outline, outlines};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// The most bytes that a file of feeds may have.
const FILE_BYTES_MAX: u64 = 16 << 20;
/// Tries to find a short name that no other source has.
const NAMES_MAX: usize = 1_000;

/// Take the feeds of an OPML file as sources, or write the wire's sources into one.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire opml import feeds.opml --section world")]
pub struct Opml {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Import(Import),
    Export(Export),
}

/// Take each feed of a file as a source; folders that are called like a section put it there.
///
/// Feeds that are sources already are left as they are, so that a file may be taken again. What is wrong with one feed
/// is said, and stops no other. No feed is asked now: their first polls are spread over an hour.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire opml import feeds.opml --display teaser")]
pub struct Import {
    /// The file
    file: PathBuf,
    /// The section of feeds in no folder that is one
    #[arg(long, value_name = "CODE")]
    section: Option<String>,
    /// The licence or agreement under which they are republished, in words
    #[arg(long, default_value = "")]
    licence: String,
    #[command(flatten)]
    terms: Terms,
    /// Say what would be added, and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Write every source that has a list into an OPML file, a folder for each section.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire opml export feeds.opml")]
pub struct Export {
    /// The file [default: standard output]
    file: Option<PathBuf>,
}

impl Opml {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        match self.what {
            What::Import(import) => import.run(common).await,
            What::Export(export) => export.run(common).await,
        }
    }
}

impl Export {
    async fn run(self, common: &Common) -> Result<()> {
        let config = common.config()?;
        let wire = common.open(Use::Read).await?;
        let mut tx = wire.db.read().await?;
        let sources = sources::all(&mut tx).await?;
        let bytes = opml::opml(&config.site.name, &wire.sections, &sources);
        match &self.file {
            Some(file) => std::fs::write(file, bytes)
                .context(Kind::Forbidden, || format!("cannot write {}", file.display())),
            None => print(String::from_utf8_lossy(&bytes).trim_end()),
        }
    }
}

impl Import {
    /// As the command line of `add` would say it.
    pub(super) fn of_add(
        file: &Path,
        section: Option<String>,
        licence: String,
        terms: Terms,
        (dry_run, json): (bool, bool),
    ) -> Self {
        Self { file: file.to_owned(), section, licence, terms, dry_run, json }
    }

    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let config = common.config()?;
        let (outlines, doubts) = read(&self.file)?;
        let wire = Wire::open(&common.data(), &config, Vec::new(), Use::Write).await?;
        let section = match &self.section {
            None => wire.sections[0].code.clone(),
            Some(code) => known_section(&wire, code)?,
        };
        let like = Source {
            slug: Slug::of("feed"),
            name: String::new(),
            home: String::new(),
            list: None,
            cadence_ms: i64::try_from(config.poll.cadence_minutes * 60_000).unwrap_or(i64::MAX),
            rights: self.terms.rights(&self.licence),
            section,
            genre: None,
            release: self.terms.release(),
        };
        let report = import(&wire, &outlines, &like, self.dry_run).await?;
        if self.json {
            let rows = report.rows.iter().map(|(outline, outcome)| {
                let (is_new, said) = outcome.told();
                serde_json::json!({ "url": outline.url, "title": outline.title, "added": is_new, "said": said })
            });
            let rows: Vec<_> = rows.collect();
            return print(&format!("{:#}", serde_json::json!({ "feeds": rows, "doubts": doubts })));
        }
        doubts.iter().try_for_each(|doubt| print(&format!("{}: {doubt}", self.file.display())))?;
        for (outline, outcome) in &report.rows {
            print(&format!("{}  {}", outcome.told().1, outline.url))?;
        }
        let n = |of: fn(&Outcome) -> bool| report.rows.iter().filter(|(_, it)| of(it)).count();
        print(&format!(
            "{} {}, {} known already, {} refused.",
            if self.dry_run { "Would add" } else { "Added" },
            n(|it| matches!(it, Outcome::Added(_))),
            n(|it| matches!(it, Outcome::Known(_))),
            n(|it| matches!(it, Outcome::Refused(_)))
        ))
    }
}

/// The feeds that a file names.
fn read(file: &Path) -> Result<(Vec<Outline>, Vec<String>)> {
    let tried = || format!("cannot read {}", file.display());
    let n_bytes = std::fs::metadata(file).context(Kind::NotFound, tried)?.len();
    if n_bytes > FILE_BYTES_MAX {
        let why = format!("{}: it has more than {FILE_BYTES_MAX} bytes", tried());
        return Err(Error::new(Kind::Malformed, why));
    }
    let bytes = std::fs::read(file).context(Kind::NotFound, tried)?;
    let decoded = charset::decode(&bytes, None, charset::Context::Xml);
    outlines(&entities::expanded(&decoded.text)).context(Kind::Malformed, tried)
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
    fn told(&self) -> (bool, String) {
        match self {
            Self::Added(slug) => (true, format!("added as {slug}")),
            Self::Known(slug) => (false, format!("known as {slug}")),
            Self::Refused(why) => (false, format!("refused: {why}")),
        }
    }
}

/// What became of the feeds of a file, in its order.
#[derive(Debug)]
pub struct Report {
    /// Each feed and its outcome.
    pub rows: Vec<(Outline, Outcome)>,
}

/// Takes the feeds as sources like `like`, in one transaction; with `dry_run` none is kept.
///
/// # Errors
/// As the statements give.
pub async fn import(
    wire: &Arc<Wire>,
    outlines: &[Outline],
    like: &Source,
    dry_run: bool,
) -> Result<Report> {
    let mut tx = wire.db.write().await?;
    let there = sources::all(&mut tx).await?;
    let mut slugs: HashSet<Slug> = there.iter().map(|source| source.slug.clone()).collect();
    let mut lists: std::collections::HashMap<String, Slug> = there
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
                    sources::save(&mut tx, &source, "opml", now.as_millisecond()).await?;
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
