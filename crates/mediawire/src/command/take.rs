//! `take`: this one article, now. `poll`: a source's list, now.

use crate::command::{Common, Terms, desk, print};
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::keep::{incoming, keep};
use crate::retrieve::{self, What};
use crate::store::{captures, items, jobs, lists, sources};
use crate::{Use, Wire, pipeline, work};
use clap::Args;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::{EntryId, Slug};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Source;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Take this one article, now: retrieve, archive, extract, and put it on the wire or before the desk.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire take https://news.example/2026/11/23/an-article")]
pub struct Take {
    /// The article's address
    url: String,
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

/// The source that stands for the host of `url`, as it is if it is known, else new on `terms`.
/// Two hosts whose names give one slug get two.
pub(super) async fn source_of_host(
    tx: &mut crate::store::db::Tx,
    url: &Url,
    terms: Terms,
    section: &SectionCode,
) -> Result<(Source, bool)> {
    let host = url.host_str().unwrap_or_default();
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let home = format!("{}/", url.origin().ascii_serialization());
    let of_host = |source: &Source| {
        Url::parse(&source.home).is_ok_and(|home| {
            let known = home.host_str().unwrap_or_default();
            known.strip_prefix("www.").unwrap_or(known) == bare && home.port() == url.port()
        })
    };
    let slug = Slug::of(bare);
    let slug = match sources::get(tx, &slug).await? {
        Some(source) if of_host(&source) => return Ok((source, false)),
        Some(_) => Slug::of(&format!("{slug}-{}", EntryId::new(&slug, &home).0.to_base32(6))),
        None => slug,
    };
    if let Some(source) = sources::get(tx, &slug).await? {
        return Ok((source, false));
    }
    let source = Source {
        slug,
        name: url[url::Position::BeforeHost..url::Position::AfterPort].to_owned(),
        home,
        list: None,
        cadence_ms: 0,
        rights: terms.rights(""),
        section: section.clone(),
        genre: None,
        release: terms.release(),
    };
    Ok((source, true))
}

impl Take {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Write).await?;
        let fetched = match wire.client.fetch(&self.url, What::Page).await {
            Ok(fetched) => fetched,
            Err(error) => {
                let mut tx = wire.db.write().await?;
                let log = ("take", self.url.as_str(), wire.now().as_millisecond());
                captures::log(&mut tx, log, error.code, &error.to_string()).await?;
                tx.commit().await?;
                return Err(error);
            }
        };
        let signals = fetched.signals.clone();
        let kept = keep(&wire, vec![incoming(fetched)]).await?.pop();
        let (capture, lies) = kept.expect("one answer in, one capture out");
        let url = Url::parse(&capture.url).map_err(|cause| {
            Error::caused(Kind::Malformed, format!("cannot read {:?}", capture.url), cause)
        })?;
        let mut tx = wire.db.write().await?;
        let now = wire.now().as_millisecond();
        let (source, _) = source_of_host(&mut tx, &url, self.terms, &wire.sections[0].code).await?;
        sources::save(&mut tx, &source, "command line", now).await?;
        captures::save(&mut tx, &capture, &lies).await?;
        captures::save_signals(&mut tx, capture.id, &signals).await?;
        let entry = Entry::of_page(&source.slug, &capture.url, capture.id);
        let said = pipeline::announce(&wire, &mut tx, &entry, &source.slug, "take").await?;
        tx.commit().await?;
        work::drain(&wire).await?;
        work::bring_images(&wire).await?;
        let mut tx = wire.db.read().await?;
        let item = match said {
            Some(said) => items::of_entry(&mut tx, (entry.id, said)).await?,
            None => None,
        };
        if let Some(item) = item {
            drop(tx);
            let state = desk::state(&wire, item).await?;
            return print(&if self.json {
                format!("{:#}", state.json())
            } else {
                state.to_string()
            });
        }
        let outcome = match said {
            Some(said) => items::outcome(&mut tx, (entry.id, said)).await?,
            None => None,
        };
        let why = outcome.map_or_else(
            || "it is known already".to_owned(),
            |(step, code, why)| format!("{step}: {code}: {why}"),
        );
        Err(Error::new(
            Kind::Malformed,
            format!("took {} into the archive, and made no new item of it: {why}", capture.url),
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
