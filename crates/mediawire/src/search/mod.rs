//! Search: an index of what may be shown, beside the store and made of it.
//!
//! The index is a projection of the wire and holds no text, only terms and the number by which an item is found in the
//! store. `follow` keeps it up with the wire, `find` asks it. To make something else of an item searchable, add a field
//! to `Fields`, fill it in `follow`, and raise `VERSION`.

pub mod find;
pub mod follow;
mod refuse;

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::sources;
use crate::work::think;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Display, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Searcher};

/// The version of what stands in the index: folding, tokens and fields. An index of another version is made anew.
const VERSION: u32 = 1;
/// Where in the data folder it lies.
const FOLDER: &str = "search";
/// The code of an error of the index, which is mended by making it anew.
const DAMAGED: &str = "search-index";

/// The fields of the index. Nothing is stored.
#[derive(Debug, Clone, Copy)]
struct Fields {
    /// The number of the item's first dispatch: its place in every list, and its identity here.
    place: Field,
    /// The house's headline and the source's.
    headline: Field,
    /// The text that may be shown.
    text: Field,
    /// When it was published, Unix milliseconds.
    at: Field,
    source: Field,
    section: Field,
    lang: Field,
    genre: Field,
    /// The source with what it let show when this was written: see [`rights`].
    rights: Field,
}

impl Fields {
    fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let words = || {
            let indexing = TextFieldIndexing::default()
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let fields = Self {
            place: schema.add_i64_field("place", INDEXED | FAST),
            headline: schema.add_text_field("headline", words()),
            text: schema.add_text_field("text", words()),
            at: schema.add_i64_field("at", FAST),
            source: schema.add_text_field("source", STRING | FAST),
            section: schema.add_text_field("section", STRING | FAST),
            lang: schema.add_text_field("lang", STRING | FAST),
            genre: schema.add_text_field("genre", STRING | FAST),
            rights: schema.add_text_field("rights", STRING),
        };
        (schema.build(), fields)
    }
}

/// The term of a source's items as long as the source lets so much show.
fn rights(source: &Slug, display: Display) -> String {
    format!("{source} {}", display.name())
}

/// How far the index has read, as its last commit says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    version: u32,
    /// Which wire it is of.
    wire: String,
    /// The number of the last dispatch that it has read.
    number: i64,
    /// How often a source had been changed.
    n_source_changes: i64,
}

/// The index at one moment.
#[derive(Clone)]
struct Snapshot {
    searcher: Searcher,
    seen: Seen,
}

/// The index that is open.
#[derive(Clone)]
struct Open {
    index: Index,
    reader: IndexReader,
    snapshot: Snapshot,
}

/// Every source by its slug.
pub type Sources = BTreeMap<String, Source>;

/// The index of a wire, in the folder `search` of its data.
pub struct Search {
    dir: PathBuf,
    wire: String,
    fields: Fields,
    open: RwLock<Open>,
    /// The sources as they were after so many changes.
    sources: RwLock<(i64, Arc<Sources>)>,
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Search {
    /// Opens the index of `wire`, of which this process is the writer. An index that is missing, damaged, of another
    /// version or of another wire is begun anew; it reads the wire when it follows it.
    ///
    /// # Errors
    /// `Transient` if its folder cannot be written.
    pub async fn open(wire: &Wire) -> Result<Arc<Self>> {
        let dir = wire.data.join(FOLDER);
        let name = Digest::of(&wire.public_key).to_base32(20);
        think(move || {
            let open = match open_whole(&dir, &name) {
                Some(open) => open,
                None => begin(&dir, &name)?,
            };
            let (_, fields) = Fields::new();
            let (open, sources) = (RwLock::new(open), RwLock::new((-1, Arc::default())));
            Ok(Arc::new(Self { dir, wire: name, fields, open, sources }))
        })
        .await?
    }

    /// How many dispatches the index has not read yet, the last of the wire being number `head`.
    #[must_use]
    pub fn n_behind(&self, head: i64) -> i64 {
        (head - self.now().snapshot.seen.number).max(0)
    }

    /// How often a source was changed, and the sources as they are, at the moment that `tx` sees. They are read again
    /// only where one has changed.
    ///
    /// # Errors
    /// As the statements give.
    pub async fn sources(&self, tx: &mut Tx) -> Result<(i64, Arc<Sources>)> {
        let n_changes = sources::n_changes(tx).await?;
        let known = self.sources.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known.0 == n_changes {
            return Ok(known);
        }
        let all = sources::all(tx).await?;
        let all = all.into_iter().map(|source| (source.slug.to_string(), source)).collect();
        let known = (n_changes, Arc::new(all));
        *self.sources.write().unwrap_or_else(PoisonError::into_inner) = known.clone();
        Ok(known)
    }

    fn now(&self) -> Open {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, open: Open) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = open;
    }

    /// Throws the index away and begins anew.
    fn begin_anew(&self) -> Result<()> {
        self.set(begin(&self.dir, &self.wire)?);
        Ok(())
    }
}

/// The index in `dir`, if it is whole and of this version and wire.
fn open_whole(dir: &Path, wire: &str) -> Option<Open> {
    let index = Index::open_in_dir(dir).ok()?;
    let seen: Seen = serde_json::from_str(index.load_metas().ok()?.payload.as_deref()?).ok()?;
    let is_ours = seen.version == VERSION && seen.wire == wire && index.schema() == Fields::new().0;
    if !is_ours || !index.validate_checksum().ok()?.is_empty() {
        return None;
    }
    reading(index, seen).ok()
}

/// Throws the index of a data folder away, which no process has open: it is made anew of what may be shown then.
///
/// # Errors
/// `Transient` if it cannot be removed.
pub fn forget(data: &Path) -> Result<()> {
    let dir = data.join(FOLDER);
    match std::fs::remove_dir_all(&dir) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            let what = format!("cannot remove the search index {}", dir.display());
            Err(Error::caused(Kind::Transient, what, cause))
        }
        _ => Ok(()),
    }
}

/// An empty index in `dir`, in place of whatever is there.
fn begin(dir: &Path, wire: &str) -> Result<Open> {
    let tried = || format!("cannot make the search index {}", dir.display());
    match std::fs::remove_dir_all(dir) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::caused(Kind::Transient, tried(), cause));
        }
        _ => {}
    }
    std::fs::create_dir_all(dir).context(Kind::Transient, tried)?;
    let index = Index::builder()
        .schema(Fields::new().0)
        .settings(IndexSettings::default())
        .create_in_dir(dir)
        .context(Kind::Transient, tried)?;
    // No wire has changed a source so few times, so that the sources are looked at first.
    let seen = Seen { version: VERSION, wire: wire.to_owned(), number: 0, n_source_changes: -1 };
    reading(index, seen)
}

fn reading(index: Index, seen: Seen) -> Result<Open> {
    let reader =
        index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
    let searcher = reader.searcher();
    Ok(Open { index, reader, snapshot: Snapshot { searcher, seen } })
}

/// An error of the index as ours.
fn damaged(cause: tantivy::TantivyError) -> Error {
    Error::caused(Kind::Transient, "cannot use the search index", cause).code(DAMAGED)
}
