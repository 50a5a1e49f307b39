//! Sources, their history, and what their lists answered last.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Arg, Row, Tx};
use crate::store::many;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Genre, Indexing, Release, Rights, Source};
use std::collections::HashMap;
use std::sync::LazyLock;

fn read(mut row: Row) -> Result<Source> {
    let slug = row.text();
    read_columns(&slug, &mut row)
}

/// The source `slug`, whose other columns are the next of `row`.
fn read_columns(slug: &str, row: &mut Row) -> Result<Source> {
    let bug =
        |what: &str| Error::new(Kind::Bug, format!("source {slug} has a {what} that is none"));
    Ok(Source {
        slug: Slug::parse(slug).ok_or_else(|| bug("slug"))?,
        name: row.text(),
        home: row.text(),
        list: super::filled(row.text()),
        cadence_ms: row.int(),
        rights: Rights {
            display: Display::parse(&row.text()).ok_or_else(|| bug("display"))?,
            licence: row.text(),
            images: row.int() != 0,
            index: Indexing::parse(&row.text()).ok_or_else(|| bug("indexing"))?,
        },
        section: SectionCode(row.text()),
        genre: Genre::parse(&row.text()),
        release: Release::parse(&row.text()).ok_or_else(|| bug("release"))?,
    })
}

/// Every source, by slug.
///
/// # Errors
/// As the statements give.
pub async fn all(tx: &mut Tx) -> Result<Vec<Source>> {
    const SQL: &str =
        "SELECT slug, name, home, list, cadence_ms, display, licence, images, indexing, section, genre, release
        FROM source ORDER BY slug";
    tx.rows(SQL, &[]).await?.into_iter().map(read).collect()
}

/// The source `slug`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, slug: &Slug) -> Result<Option<Source>> {
    const SQL: &str =
        "SELECT slug, name, home, list, cadence_ms, display, licence, images, indexing, section, genre, release
        FROM source WHERE slug = $1";
    tx.row_if(SQL, &[slug.as_str().into()]).await?.map(read).transpose()
}

/// The slug of a source that goes by `name`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn named(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let row = tx.row_if("SELECT slug FROM source WHERE name = $1", &[name.into()]).await?;
    Ok(row.map(|mut row| row.text()))
}

/// Makes `source` what its slug stands for, and writes into its history what changed and by whom.
/// Saving it as it is changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, source: &Source, by: &str, at_ms: i64) -> Result<()> {
    let before = get(tx, &source.slug).await?;
    if before.as_ref() == Some(source) {
        return Ok(());
    }
    let change = format!("{source:?}");
    let genre = source.genre.map_or("", Genre::name);
    tx.run(
        "INSERT INTO source (slug, name, home, list, cadence_ms, display, licence, images, indexing, section, genre, release)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (slug) DO UPDATE SET name = excluded.name, home = excluded.home, list = excluded.list,
         cadence_ms = excluded.cadence_ms, display = excluded.display, licence = excluded.licence,
         images = excluded.images, indexing = excluded.indexing, section = excluded.section, genre = excluded.genre, release = excluded.release",
        &[
            source.slug.as_str().into(),
            source.name.as_str().into(),
            source.home.as_str().into(),
            source.list.as_deref().unwrap_or_default().into(),
            source.cadence_ms.into(),
            source.rights.display.name().into(),
            source.rights.licence.as_str().into(),
            i64::from(source.rights.images).into(),
            source.rights.index.name().into(),
            source.section.as_str().into(),
            genre.into(),
            source.release.name().into(),
        ],
    )
    .await?;
    tx.run(
        "INSERT INTO source_history (slug, n, change, by_whom, at_ms)
         SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, CAST($4 AS BIGINT) FROM source_history WHERE slug = $1",
        &[source.slug.as_str().into(), change.as_str().into(), by.into(), at_ms.into()],
    )
    .await
}

/// How often any source was changed since the store was made: where it is the same, so are names and rights.
///
/// # Errors
/// As the statements give.
pub async fn n_changes(tx: &mut Tx) -> Result<i64> {
    Ok(tx.row("SELECT COUNT(*) FROM source_history", &[]).await?.int())
}

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
}

/// What the list of `source` answered last; the default if it was never asked.
///
/// # Errors
/// As the statements give.
pub async fn list_state(tx: &mut Tx, source: &Slug) -> Result<ListState> {
    let row = tx
        .row_if(
            "SELECT etag, modified, polled_ms, ok_ms, n_failures, trouble, format FROM list_state WHERE source = $1",
            &[source.as_str().into()],
        )
        .await?;
    Ok(row.map_or_else(ListState::default, |mut row| read_state(&mut row)))
}

fn read_state(row: &mut Row) -> ListState {
    ListState {
        etag: row.text(),
        modified: row.text(),
        polled_ms: row.int(),
        ok_ms: row.int(),
        n_failures: row.int(),
        trouble: row.text(),
        format: row.text(),
    }
}

/// By slug, those of the sources `slugs` that there are, and what the list of each answered last.
///
/// # Errors
/// As the statements give; `Bug` in place of a source whose row is damaged, which stands in no other's way.
pub async fn with_states(
    tx: &mut Tx,
    slugs: &[&str],
) -> Result<HashMap<String, Result<(Source, ListState)>>> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!(
            "SELECT s.slug, s.name, s.home, s.list, s.cadence_ms, s.display, s.licence, s.images, s.indexing, s.section,
             s.genre, s.release, COALESCE(l.etag, ''), COALESCE(l.modified, ''), COALESCE(l.polled_ms, 0),
             COALESCE(l.ok_ms, 0), COALESCE(l.n_failures, 0), COALESCE(l.trouble, ''), COALESCE(l.format, '')
             FROM source s LEFT JOIN list_state l ON l.source = s.slug WHERE s.slug IN ({})",
            many::listed()
        )
    });
    let slugs: Vec<[Arg<'_>; 1]> = slugs.iter().map(|slug| [(*slug).into()]).collect();
    let rows = many::run(tx, &SQL, &slugs, ["".into()]).await?;
    let known = rows.into_iter().map(|mut row| {
        let slug = row.text();
        let source = read_columns(&slug, &mut row);
        (slug, source.map(|source| (source, read_state(&mut row))))
    });
    Ok(known.collect())
}

/// Keeps what the lists of sources answered; none of them twice.
///
/// # Errors
/// As the statements give.
pub async fn save_list_states(tx: &mut Tx, states: &[(&Slug, &ListState)]) -> Result<()> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        format!(
            "INSERT INTO list_state (source, etag, modified, polled_ms, ok_ms, n_failures, trouble, format)
             SELECT * FROM ({}) AS v WHERE column1 <> ''
             ON CONFLICT (source) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,
             polled_ms = excluded.polled_ms, ok_ms = excluded.ok_ms, n_failures = excluded.n_failures,
             trouble = excluded.trouble, format = excluded.format",
            many::values(8)
        )
    });
    let blank = ListState::default();
    let rows: Vec<_> =
        states.iter().map(|(source, state)| columns(source.as_str(), state)).collect();
    many::run(tx, &SQL, &rows, columns("", &blank)).await.map(drop)
}

fn columns<'a>(source: &'a str, state: &'a ListState) -> [Arg<'a>; 8] {
    [
        source.into(),
        state.etag.as_str().into(),
        state.modified.as_str().into(),
        state.polled_ms.into(),
        state.ok_ms.into(),
        state.n_failures.into(),
        state.trouble.as_str().into(),
        state.format.as_str().into(),
    ]
}

/// How many items of `source` have arrived, and how many are on the wire.
///
/// # Errors
/// As the statements give.
pub async fn counts(tx: &mut Tx, source: &Slug) -> Result<(i64, i64)> {
    let slug = source.as_str();
    let items = tx.row("SELECT COUNT(*) FROM item WHERE source = $1", &[slug.into()]).await?.int();
    let shown = tx
        .row("SELECT COUNT(*) FROM shown WHERE source = $1 AND withheld = 0", &[slug.into()])
        .await?
        .int();
    Ok((items, shown))
}

/// The sources that have something on the wire that is not withheld, with their names, by name.
///
/// # Errors
/// As the statements give.
pub async fn shown(tx: &mut Tx) -> Result<Vec<(Slug, String)>> {
    tx.rows(
        "SELECT slug, name FROM source
         WHERE EXISTS (SELECT 1 FROM shown WHERE shown.source = source.slug AND shown.withheld = 0)
         ORDER BY name, slug",
        &[],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let slug = row.text();
        let parsed = Slug::parse(&slug)
            .ok_or_else(|| Error::new(Kind::Bug, format!("a source has the slug {slug:?}")))?;
        Ok((parsed, row.text()))
    })
    .collect()
}
