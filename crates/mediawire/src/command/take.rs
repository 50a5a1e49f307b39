//! `take`: this one article, now. `poll`: a source's list, now.

use crate::command::{Common, Terms, desk, print};
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::take::{Outcome, Whose, outcome, take};
use crate::retrieve;
use crate::store::{jobs, lists, sources};
use crate::{Use, Wire, work};
use clap::Args;
use mediawire_core::model::source::Source;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Take this one article, now: retrieve, archive, extract, and put it on the wire or before the desk.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire take https://news.example/2026/11/23/an-article")]
pub struct Take {
    /// The article's address
    url: String,
    /// The licence or agreement under which it is republished, in words: for --auto
    #[arg(long, default_value = "")]
    licence: String,
    #[command(flatten)]
    terms: Terms,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Ask the list of a source, now, and bring in what is new.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire poll news-example")]
pub struct Poll {
    /// The source's slug [default: every source that has a list]
    source: Option<String>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Take {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Write).await?;
        let rights = self.terms.rights(&self.licence);
        let whose = Whose::Made(rights, self.terms.release());
        let taken = take(&wire, &self.url, &whose, None).await?;
        work::drain(&wire).await?;
        work::bring_images(&wire).await?;
        let why = match outcome(&wire, &taken).await? {
            Outcome::Item(item) | Outcome::Known(item) => {
                let state = desk::state(&wire, item).await?;
                let told = || state.to_string();
                return print(&if self.json { format!("{:#}", state.json()) } else { told() });
            }
            Outcome::None(why) => why,
            Outcome::Open => "it is yet to be read".to_owned(),
        };
        Err(Error::new(
            Kind::Malformed,
            format!("took {} into the archive, and made no new item of it: {why}", taken.url),
        ))
    }
}

impl Poll {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Write).await?;
        let mut tx = wire.db.write().await?;
        let all = sources::all(&mut tx).await?;
        let asked = |source: &&Source| {
            source.list.is_some()
                && self.source.as_deref().is_none_or(|slug| slug == source.slug.as_str())
        };
        let chosen: Vec<&Source> = all.iter().filter(asked).collect();
        if chosen.is_empty() {
            let what = match &self.source {
                Some(slug) => {
                    format!("there is no source {slug:?} with a list; see mediawire sources")
                }
                None => {
                    "there is no source with a list yet; add one with mediawire add URL".to_owned()
                }
            };
            return Err(Error::new(Kind::NotFound, what));
        }
        look_first(&wire, &chosen).await?;
        for source in &chosen {
            Job::Poll(source.slug.clone()).add(&mut tx, wire.now()).await?;
        }
        tx.commit().await?;
        let before = wire.head();
        settle(&wire).await?;
        let mut tx = wire.db.read().await?;
        let n_new = wire.head() - before;
        let mut rows = Vec::new();
        for source in chosen {
            let state = lists::state(&mut tx, &source.slug).await?;
            let (n_items, n_shown) = sources::counts(&mut tx, &source.slug).await?;
            rows.push((source.slug.as_str(), state.trouble, n_items, n_shown));
        }
        if self.json {
            let rows = rows.iter().map(|(slug, trouble, n_items, n_shown)| {
                serde_json::json!({
                    "source": slug, "trouble": trouble, "items": n_items, "on_the_wire": n_shown,
                })
            });
            let report =
                serde_json::json!({ "sources": rows.collect::<Vec<_>>(), "dispatches": n_new });
            return print(&format!("{report:#}"));
        }
        for (slug, trouble, n_items, n_shown) in rows {
            let health = if trouble.is_empty() { "ok" } else { &trouble };
            print(&format!("{slug}: {health}; {n_items} items, {n_shown} on the wire"))?;
        }
        print(&format!("{n_new} new dispatches"))
    }
}

/// Looks into the watched folders of `sources`, and waits: a file is taken when two looks, so far apart, see the same,
/// and the poll is the second.
async fn look_first(wire: &Arc<Wire>, sources: &[&Source]) -> Result<()> {
    const APART: Duration = Duration::from_secs(2);
    let lists = sources.iter().filter_map(|source| source.list.as_deref());
    let folders: Vec<_> = lists.filter_map(retrieve::folder::path).collect();
    if folders.is_empty() {
        return Ok(());
    }
    let looking = wire.clone();
    // A folder that cannot be read is told by its poll.
    work::think(move || folders.iter().for_each(|it| drop(looking.folders.look(it)))).await?;
    tokio::time::sleep(APART).await;
    Ok(())
}

/// Works until nothing is due and nothing is under way.
async fn settle(wire: &Arc<Wire>) -> Result<()> {
    /// How often it is looked whether anything is left.
    const LOOK: Duration = Duration::from_millis(50);
    let stop = CancellationToken::new();
    let work = tokio::spawn(work::run(wire.clone(), stop.clone()));
    loop {
        tokio::time::sleep(LOOK).await;
        // A job that was added since the clock was read is due too.
        let soon = wire.now().as_millisecond() + 1_000;
        if jobs::due(&mut wire.db.read().await?, soon).await? == 0 {
            break;
        }
    }
    stop.cancel();
    work.await.map_err(|cause| Error::caused(Kind::Bug, "the work broke off", cause))
}
