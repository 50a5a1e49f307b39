//! `opml`: lists of feeds in and out, as feed readers have them.

use crate::command::add::known_section;
use crate::command::{Common, Terms, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::opml::{self as feeds, Outcome};
use crate::store::sources;
use crate::{Use, Wire};
use clap::{Args, Subcommand};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use mediawire_core::publish::opml;
use mediawire_core::read::opml::Outline;
use std::path::{Path, PathBuf};

/// The most bytes that a file of feeds may have.
const FILE_BYTES_MAX: u64 = 16 << 20;

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
        let by = ("opml", "command");
        let report = feeds::import(&wire, &outlines, &like, by, self.dry_run).await?;
        if self.json {
            let rows = report.rows.iter().map(|(outline, outcome)| {
                let (is_new, said) = (matches!(outcome, Outcome::Added(_)), outcome.told());
                serde_json::json!({ "url": outline.url, "title": outline.title, "added": is_new, "said": said })
            });
            let rows: Vec<_> = rows.collect();
            return print(&format!("{:#}", serde_json::json!({ "feeds": rows, "doubts": doubts })));
        }
        doubts.iter().try_for_each(|doubt| print(&format!("{}: {doubt}", self.file.display())))?;
        for (outline, outcome) in &report.rows {
            print(&format!("{}  {}", outcome.told(), outline.url))?;
        }
        let [n_added, n_known, n_refused] = report.counts();
        print(&format!(
            "{} {n_added}, {n_known} known already, {n_refused} refused.",
            if self.dry_run { "Would add" } else { "Added" },
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
    feeds::read(&bytes, &file.display().to_string())
}
