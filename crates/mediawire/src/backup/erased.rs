//! What was erased by order, as a file: a line of JSON an item. It lies beside the backups and in the data folder, so that
//! an older backup does not bring back what was erased since.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::erasure::{self, Erased, State};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{EntryId, ItemId};
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::Path;

/// What the file is called.
pub const LIST: &str = "erased.jsonl";

#[derive(Serialize, Deserialize)]
struct Line {
    item: String,
    public: String,
    order: String,
    legal: bool,
    by: String,
    confirmed_by: String,
    at_ms: i64,
    entries: Vec<String>,
}

/// Writes everything that was erased so far to `path`, whole or not at all; how many items.
///
/// # Errors
/// As the statements give; `Transient` if it cannot be written.
pub async fn write(wire: &Wire, path: &Path) -> Result<usize> {
    let mut tx = wire.db.read().await?;
    let mut text = String::new();
    let all = erasure::all(&mut tx).await?;
    for erased in &all {
        let entries = erasure::blocked(&mut tx, erased.item).await?;
        let line = Line {
            item: erased.item.0.to_hex(),
            public: erased.public.clone(),
            order: erased.why.clone(),
            legal: erased.is_legal,
            by: erased.by.clone(),
            confirmed_by: erased.confirmed_by.clone(),
            at_ms: erased.at.as_millisecond(),
            entries: entries.iter().map(|it| it.0.to_hex()).collect(),
        };
        text.push_str(&serde_json::to_string(&line).expect("texts are JSON"));
        text.push('\n');
    }
    drop(tx);
    let tried = || format!("cannot write the list {}", path.display());
    let partial = path.with_extension("partial");
    std::fs::File::create(&partial)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&partial, path))
        .context(Kind::Transient, tried)?;
    Ok(all.len())
}

/// Says in the store what a list says, as yet to be done; how many items it did not know as erased.
///
/// # Errors
/// `NotFound` if there is no such file; `Malformed` with the line if it is none; as the statements give.
pub(super) async fn read(tx: &mut Tx, path: &Path) -> Result<usize> {
    let tried = |n: usize| format!("cannot read line {n} of the list {}", path.display());
    let text = std::fs::read_to_string(path).context(Kind::NotFound, || tried(1))?;
    let mut n_new = 0;
    for (n, line) in (1..).zip(text.lines()) {
        let line: Line = serde_json::from_str(line).context(Kind::Malformed, || tried(n))?;
        let digest =
            |hex: &str| Digest::from_hex(hex).ok_or_else(|| Error::new(Kind::Malformed, tried(n)));
        let item = ItemId(digest(&line.item)?);
        let at = jiff::Timestamp::from_millisecond(line.at_ms);
        let erased = Erased {
            item,
            public: line.public,
            why: line.order,
            is_legal: line.legal,
            by: line.by,
            confirmed_by: line.confirmed_by,
            at: at.context(Kind::Malformed, || tried(n))?,
            state: State::Said,
        };
        n_new += usize::from(erasure::of(tx, item).await?.is_none());
        erasure::say(tx, &erased).await?;
        for entry in &line.entries {
            erasure::block(tx, EntryId(digest(entry)?), item).await?;
        }
    }
    Ok(n_new)
}
