//! What the list of each source answered last, and how it is to be asked.

use crate::error::Result;
use crate::store::db::{Arg, Row, Tx};
use crate::store::{many, sources};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use mediawire_core::read::rhythm::{Rhythm, Skip};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a source's list answered last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListState {
    /// The last `ETag`, as given.
    pub etag: String,
    /// The last `Last-Modified`, as given.
    pub modified: String,
    /// When it was last asked, Unix milliseconds; 0 for never.
    pub polled_ms: i64,
    /// When it last gave a list, or said that it had not changed.
    pub ok_ms: i64,
    /// How many times it has failed since.
    pub n_failures: i64,
    /// Why it failed last, in words; empty if it did not.
    pub trouble: String,
    /// The name of the format in which it was read last; empty if it was not.
    pub format: String,
    /// How often it has something new.
    pub rhythm: Rhythm,
    /// How long it asks not to be asked again, in milliseconds; 0 if it does not.
    pub ttl_ms: i64,
    /// When it asks not to be asked.
    pub skip: Skip,
    /// When it was last asked for whole, whatever had changed, and gave a list, Unix milliseconds.
    pub whole_ms: i64,
    /// Whether it had something new under validators that it had given before: then they are not sent any more.
    pub lies: bool,
    /// Where it says that it has moved to for good; empty if it does not.
    pub moved: String,
    /// Since when it says so, Unix milliseconds.
    pub moved_ms: i64,
    /// How many times in a row.
    pub n_moved: i64,
    /// Since when it answers that it is gone for good (410), Unix milliseconds; 0 if it does not.
    pub gone_ms: i64,
    /// How many times in a row.
    pub n_gone: i64,
}

/// The columns of a state, in the order of [`columns`] and [`read`].
const COLUMNS: [&str; 19] = [
    "etag",
    "modified",
    "polled_ms",
    "ok_ms",
    "n_failures",
    "trouble",
    "format",
    "since_ms",
    "n_since",
    "ttl_ms",
    "skip_hours",
    "skip_days",
    "whole_ms",
    "lies",
    "moved",
    "moved_ms",
    "n_moved",
    "gone_ms",
    "n_gone",
];

/// What the list of `source` answered last; the default if it was never asked.
///
/// # Errors
/// As the statements give.
pub async fn state(tx: &mut Tx, source: &Slug) -> Result<ListState> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!("SELECT {} FROM list_state WHERE source = $1", COLUMNS.join(", "))
    });
    let row = tx.row_if(SQL.as_str(), &[source.as_str().into()]).await?;
    Ok(row.map_or_else(ListState::default, |mut row| read(&mut row)))
}

fn read(row: &mut Row) -> ListState {
    ListState {
        etag: row.text(),
        modified: row.text(),
        polled_ms: row.int(),
        ok_ms: row.int(),
        n_failures: row.int(),
        trouble: row.text(),
        format: row.text(),
        rhythm: Rhythm { since_ms: row.int(), n: row.int() },
        ttl_ms: row.int(),
        skip: Skip {
            hours: u32::try_from(row.int()).unwrap_or(0),
            days: u8::try_from(row.int()).unwrap_or(0),
        },
        whole_ms: row.int(),
        lies: row.int() != 0,
        moved: row.text(),
        moved_ms: row.int(),
        n_moved: row.int(),
        gone_ms: row.int(),
        n_gone: row.int(),
    }
}

/// By slug, those of the sources `slugs` that there are, and what the list of each answered last.
///
/// # Errors
/// As the statements give; `Bug` in place of a source whose row is damaged, which stands in no other's way.
pub async fn with_sources(
    tx: &mut Tx,
    slugs: &[&str],
) -> Result<HashMap<String, Result<(Source, ListState)>>> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let blank = |column: &&str| match *column {
            "etag" | "modified" | "trouble" | "format" | "moved" => {
                format!("COALESCE(l.{column}, '')")
            }
            _ => format!("COALESCE(l.{column}, 0)"),
        };
        let columns: Vec<String> = COLUMNS.iter().map(blank).collect();
        format!(
            "SELECT s.slug, s.name, s.home, s.list, s.cadence_ms, s.display, s.licence, s.images, s.indexing, s.archive,
             s.retention_days, s.section, s.genre, s.release, {} FROM source s LEFT JOIN list_state l ON l.source = s.slug WHERE s.slug IN ({})",
            columns.join(", "),
            many::listed()
        )
    });
    let slugs: Vec<[Arg<'_>; 1]> = slugs.iter().map(|slug| [(*slug).into()]).collect();
    let rows = many::run(tx, &SQL, &slugs, ["".into()]).await?;
    let known = rows.into_iter().map(|mut row| {
        let slug = row.text();
        let source = sources::read_columns(&slug, &mut row);
        (slug, source.map(|source| (source, read(&mut row))))
    });
    Ok(known.collect())
}

/// Keeps what the lists of sources answered; none of them twice.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, states: &[(&Slug, &ListState)]) -> Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let set: Vec<String> = COLUMNS.iter().map(|it| format!("{it} = excluded.{it}")).collect();
        format!(
            "INSERT INTO list_state (source, {}) SELECT * FROM ({}) AS v WHERE column1 <> ''
             ON CONFLICT (source) DO UPDATE SET {}",
            COLUMNS.join(", "),
            many::values(1 + COLUMNS.len()),
            set.join(", ")
        )
    });
    let blank = ListState::default();
    let rows: Vec<_> =
        states.iter().map(|(source, state)| columns(source.as_str(), state)).collect();
    many::run(tx, &SQL, &rows, columns("", &blank)).await.map(drop)
}

fn columns<'a>(source: &'a str, state: &'a ListState) -> [Arg<'a>; 1 + COLUMNS.len()] {
    [
        source.into(),
        state.etag.as_str().into(),
        state.modified.as_str().into(),
        state.polled_ms.into(),
        state.ok_ms.into(),
        state.n_failures.into(),
        state.trouble.as_str().into(),
        state.format.as_str().into(),
        state.rhythm.since_ms.into(),
        state.rhythm.n.into(),
        state.ttl_ms.into(),
        i64::from(state.skip.hours).into(),
        i64::from(state.skip.days).into(),
        state.whole_ms.into(),
        i64::from(state.lies).into(),
        state.moved.as_str().into(),
        state.moved_ms.into(),
        state.n_moved.into(),
        state.gone_ms.into(),
        state.n_gone.into(),
    ]
}
