//! Lets the agencies' stories, corrections and bulletins come out when they are due, and writes down when each did.

use crate::Wire;
use crate::demo::{Agencies, Coming, Released, Version};
use crate::error::{Context as _, Kind, Result};
use crate::store::{items, wire};
use jiff::{SignedDuration, Timestamp};
use mediawire_core::identify::address;
use mediawire_core::model::id::Slug;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a version that is due waits until the wire has the one before it, so that readers can see both.
const WAIT_MAX: SignedDuration = SignedDuration::from_mins(2);
/// How often is looked whether the wire has it.
const LOOK: Duration = Duration::from_millis(250);
/// The longest pause.
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// The file that says what came out when.
#[derive(Debug)]
pub(super) struct Ledger {
    path: PathBuf,
    file: File,
}

impl Ledger {
    /// Opens the ledger in the folder `data`, made if it is not there, with what it says.
    ///
    /// # Errors
    /// `Forbidden` if it cannot be read or written.
    pub(super) fn open(data: &Path) -> Result<(Self, Released)> {
        let path = data.join("released");
        let shown = path.display();
        let text = if path.exists() {
            std::fs::read_to_string(&path)
                .context(Kind::Forbidden, || format!("cannot read {shown}"))?
        } else {
            String::new()
        };
        let released = Released::read(&text);
        // Written anew, so that what is added does not hang on a line that a crash cut short.
        let whole = released.text();
        if whole != text {
            let new = path.with_extension("new");
            std::fs::write(&new, &whole)
                .and_then(|()| std::fs::rename(&new, &path))
                .context(Kind::Forbidden, || format!("cannot write {shown}"))?;
        }
        let file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .context(Kind::Forbidden, || format!("cannot write {shown}"))?;
        Ok((Self { path, file }, released))
    }

    /// Writes down that `keys` came out at `at`; it is on the disk afterwards.
    fn note(&mut self, keys: &[String], at: Timestamp) -> Result<()> {
        let lines: String = keys.iter().map(|key| Released::line(key, at)).collect();
        let written = self.file.write_all(lines.as_bytes()).and_then(|()| self.file.sync_data());
        written.context(Kind::Transient, || format!("cannot write {}", self.path.display()))
    }
}

/// Releases what is due, and goes on with it until the program ends.
pub(super) async fn run(of: Arc<Wire>, agencies: Arc<Agencies>, mut ledger: Ledger) {
    loop {
        let pause = match release(&of, &agencies, &mut ledger).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::warn!(
                    "the demonstration releases nothing new until this is mended: {error}"
                );
                PAUSE_MAX
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Releases what is due; how long it is until something else may be.
///
/// # Errors
/// `Transient` if the ledger cannot be written or the store not be read.
pub(super) async fn release(
    of: &Arc<Wire>,
    agencies: &Arc<Agencies>,
    ledger: &mut Ledger,
) -> Result<Duration> {
    let now = of.now();
    let (mut keys, mut pause) = (Vec::new(), PAUSE_MAX);
    for coming in agencies.coming() {
        let Coming { key, due, replaces } = coming;
        if due > now {
            let wait = Duration::try_from(due.duration_since(now)).unwrap_or(PAUSE_MAX);
            pause = pause.min(wait);
            continue;
        }
        let may_come = match &replaces {
            Some(before) if now.duration_since(due) < WAIT_MAX => {
                is_out(of, agencies, before).await?
            }
            Some(_) | None => true,
        };
        if may_come {
            keys.push(key);
        } else {
            pause = pause.min(LOOK);
        }
    }
    if keys.is_empty() {
        return Ok(pause);
    }
    ledger.note(&keys, now)?;
    let agencies = agencies.clone();
    // Pages are made for it, which takes computing.
    crate::work::think(move || agencies.release(&keys, now)).await?;
    Ok(Duration::ZERO)
}

/// Whether the wire has sent out that version of that story.
async fn is_out(of: &Arc<Wire>, agencies: &Arc<Agencies>, version: &Version) -> Result<bool> {
    let Some(url) = agencies.address(version.agency, &version.slug) else { return Ok(false) };
    let source = Slug::of(version.agency);
    let mut tx = of.db.read().await?;
    let Some(item) = items::by_key(&mut tx, &source, &address::key(&url)).await? else {
        return Ok(false);
    };
    let Some((n, newest, _)) = items::newest(&mut tx, item).await? else { return Ok(false) };
    let sent = wire::last(&mut tx, item).await?.map(|dispatch| dispatch.article);
    let n_before = i64::try_from(version.number).unwrap_or(i64::MAX);
    Ok(n >= n_before && sent == Some(newest))
}
