//! `erase`: an item is taken out of everything by order, but that it was.

use crate::command::{Common, desk, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::erasure::{self, Order, Ordered, find};
use crate::store::erasure as stored;
use crate::verify::named;
use crate::{Use, Wire, backup, search};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long until what could not be done is tried again.
const AGAIN: Duration = Duration::from_secs(60);

/// Erase an item by order: its text, captures, images and headlines, here and in what backups bring back.
///
/// Its page says that it was withdrawn, when and by which order; the wire keeps its numbers. Nothing brings it back.
/// Without --order it is told what would be erased, and nothing is done.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire erase k3w5n2q7b4x6m2c5d3f7 --order 'Court of Tolva, 12 O 3/26' --legal --by mina\n         mediawire erase --list erased.jsonl"
)]
pub struct Erase {
    /// The item: the 20 letters of an article's address, or the address
    #[arg(required_unless_present = "list")]
    item: Option<String>,
    /// By which order: readers see it in the item's place
    #[arg(long, value_name = "TEXT")]
    order: Option<String>,
    /// The law asks for it: its page answers 451 in the place of 410
    #[arg(long, requires = "order")]
    legal: bool,
    /// Take the order back, for this reason, before another person has confirmed it
    #[arg(long, value_name = "REASON", conflicts_with_all = ["order", "legal"])]
    take_back: Option<String>,
    /// Who gives the order, confirms it or takes it back [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
    /// Write what was erased so far into a file, for the restore of an older backup
    #[arg(long, value_name = "FILE", conflicts_with_all = ["item", "order", "legal", "by", "take_back"])]
    list: Option<PathBuf>,
}

impl Erase {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let Some(item) = self.item else {
            let wire = common.open(Use::Read).await?;
            let path = self.list.unwrap_or_default();
            let n = backup::erased::write(&wire, &path).await?;
            return print(&format!("{n} erased items are listed in {}", path.display()));
        };
        if let Some(why) = self.take_back {
            let by = desk::who(self.by)?;
            let wire = opened(common).await?;
            let id = named(&wire, &item).await?;
            erasure::take_back(&wire, id, &why, (by.as_str(), "command")).await?;
            crate::work::drain(&wire).await?;
            return print(&format!("Taken back: {}", desk::state(&wire, id).await?));
        }
        let Some(why) = self.order else { return preview(common, &item).await };
        let by = desk::who(self.by)?;
        let wire = opened(common).await?;
        let id = named(&wire, &item).await?;
        let is_legal = self.legal;
        match erasure::order(&wire, id, Order { why: &why, is_legal }, (by.as_str(), "command"))
            .await?
        {
            Ordered::Asked => print(
                "It is withheld, and asked for: another person confirms by the same command with --by and their name",
            ),
            Ordered::Said => {
                let copies = stored::copies(&mut wire.db.read().await?, id).await?;
                finish(&wire).await?;
                print(&format!("Erased: {item}"))?;
                tell_copies(&copies)?;
                print(
                    "Older backups still hold it: restore erases it again by the list beside them, or by --erased",
                )
            }
        }
    }
}

async fn opened(common: &Common) -> Result<Arc<Wire>> {
    common.open(Use::Write).await.context(Kind::Conflict, || {
        "cannot decide of an erasure from here; while `serve` runs, an admin does at its desk, /desk/erasures"
    })
}

/// Says what an erasure would take.
async fn preview(common: &Common, item: &str) -> Result<()> {
    let wire = common.open(Use::Read).await?;
    let id = named(&wire, item).await?;
    if let Some(erased) = stored::of(&mut wire.db.read().await?, id).await? {
        return print(&format!("{item} was {erased}"));
    }
    let found = find(&wire, id).await?;
    print(&format!(
        "{} captures of the archive hold it. Nothing was done: say --order",
        found.captures.len()
    ))?;
    if !found.others.is_empty() {
        let all: Vec<&str> = found.others.iter().map(String::as_str).collect();
        print(&format!(
            "  among them those of other items, which keep their sealed text without them: {}",
            all.join(" ")
        ))?;
    }
    tell_copies(&found.copies)
}

fn tell_copies(copies: &[String]) -> Result<()> {
    match copies {
        [] => Ok(()),
        all => print(&format!(
            "  the same words stand at other outlets, each of which needs an order of its own: {}",
            all.join(" ")
        )),
    }
}

/// Does what was said and is yet to be done, before anything is served. The search index is made anew behind it.
///
/// # Errors
/// As [`erasure::finish`]; `Transient` if the index or the list cannot be written.
pub(super) async fn finish(wire: &Arc<Wire>) -> Result<()> {
    if !erasure::is_open(wire).await? {
        return Ok(());
    }
    search::forget(&wire.data)?;
    let n = erasure::finish(wire).await?;
    tracing::info!("{n} items were erased by order");
    list(wire).await
}

/// Does what is ordered at the desk while the wire runs, until `stop`; what cannot be done is tried again.
pub(super) async fn attend(wire: Arc<Wire>, stop: CancellationToken) {
    let mut heard = wire.desk_changes();
    while !stop.is_cancelled() {
        heard.mark_unchanged();
        if let Err(error) = attend_once(&wire).await {
            tracing::error!("cannot erase what was ordered: {error}");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(AGAIN) => {}
            _ = heard.changed() => {}
        }
    }
}

async fn attend_once(wire: &Arc<Wire>) -> Result<()> {
    if !erasure::is_said(wire).await? {
        return Ok(());
    }
    let n = erasure::finish(wire).await?;
    tracing::info!("{n} items were erased by order");
    list(wire).await
}

/// Writes the list of what was erased into the data folder: an older backup is restored by it.
async fn list(wire: &Arc<Wire>) -> Result<()> {
    let path = wire.data.join(backup::erased::LIST);
    let tried = || format!("the items are erased, and cannot be listed in {}", path.display());
    backup::erased::write(wire, &path).await.context(Kind::Transient, tried).map(drop)
}

/// The list of erased items that `path` names: itself, or the one in a data folder.
///
/// # Errors
/// `NotFound` if there is none.
pub(super) fn list_at(path: PathBuf) -> Result<PathBuf> {
    let path = if path.is_dir() { path.join(backup::erased::LIST) } else { path };
    match path.is_file() {
        true => Ok(path),
        false => Err(Error::new(Kind::NotFound, format!("there is no list {}", path.display()))),
    }
}
