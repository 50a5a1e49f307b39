//! Sources, and their history.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Access, Display, Genre, Indexing, Release, Rights, Source};

fn read(mut row: Row) -> Result<Source> {
    let slug = row.text();
    read_columns(&slug, &mut row)
}

/// The source `slug`, whose other columns are the next of `row`.
pub(super) fn read_columns(slug: &str, row: &mut Row) -> Result<Source> {
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
            archive: Access::parse(&row.text()).ok_or_else(|| bug("word on its archive"))?,
            retention_days: u32::try_from(row.int()).ok().filter(|days| *days > 0),
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
        "SELECT slug, name, home, list, cadence_ms, display, licence, images, indexing, archive,
        retention_days, section, genre, release FROM source ORDER BY slug";
    tx.rows(SQL, &[]).await?.into_iter().map(read).collect()
}

/// Where a source stands in the list of all: how little worry it is, and its slug.
pub type Place = (i64, String);

/// The `n` sources behind `place`, or the first, each with its place: those first whose list is in trouble, then those of
/// which something was noticed.
///
/// # Errors
/// As the statements give.
pub async fn page(tx: &mut Tx, place: Option<&Place>, n: i64) -> Result<Vec<(Source, Place)>> {
    const SQL: &str =
        "SELECT slug, name, home, list, cadence_ms, display, licence, images, indexing, archive, retention_days, section, genre,
        release, calm FROM (SELECT source.*, CASE WHEN l.trouble <> '' THEN 0
            WHEN EXISTS (SELECT 1 FROM source_doubt d WHERE d.source = source.slug) THEN 1 ELSE 2 END AS calm
            FROM source LEFT JOIN list_state l ON l.source = source.slug) s
        WHERE calm > $1 OR (calm = $1 AND slug > $2) ORDER BY calm, slug LIMIT $3";
    let (calm, slug) = place.map_or((-1, ""), |(calm, slug)| (*calm, slug.as_str()));
    let rows = tx.rows(SQL, &[calm.into(), slug.into(), n.into()]).await?;
    let read = |mut row: Row| {
        let slug = row.text();
        let source = read_columns(&slug, &mut row)?;
        Ok((source, (row.int(), slug)))
    };
    rows.into_iter().map(read).collect()
}

/// The sources whose captures are not kept for ever, by slug.
///
/// # Errors
/// As the statements give.
pub async fn retained(tx: &mut Tx) -> Result<Vec<Slug>> {
    let rows =
        tx.rows("SELECT slug FROM source WHERE retention_days > 0 ORDER BY slug", &[]).await?;
    Ok(rows.into_iter().filter_map(|mut row| Slug::parse(&row.text())).collect())
}

/// How many sources there are.
///
/// # Errors
/// As the statements give.
pub async fn n(tx: &mut Tx) -> Result<i64> {
    Ok(tx.row("SELECT COUNT(*) FROM source", &[]).await?.int())
}

/// The source `slug`, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn get(tx: &mut Tx, slug: &Slug) -> Result<Option<Source>> {
    const SQL: &str =
        "SELECT slug, name, home, list, cadence_ms, display, licence, images, indexing, archive,
        retention_days, section, genre, release FROM source WHERE slug = $1";
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

/// All that is said of a source, a line each: for its history, and for who asks.
#[must_use]
pub fn told(source: &Source) -> String {
    let Source { slug: _, name, home, list, cadence_ms, rights, section, genre, release } = source;
    let Rights { display, licence, images, index, archive, retention_days } = rights;
    let kept = retention_days.map_or_else(|| "for ever".to_owned(), |days| format!("{days} days"));
    let line = |text: &str| text.replace(['\r', '\n'], " ");
    [
        format!("name {}", line(name)),
        format!("home {}", line(home)),
        format!("list {}", line(list.as_deref().unwrap_or("none"))),
        format!("asked every {} s", cadence_ms / 1000),
        format!("display {}", display.name()),
        format!("licence {}", line(if licence.is_empty() { "none" } else { licence })),
        format!("pictures {}", if *images { "yes" } else { "no" }),
        format!("search engines {}", index.name()),
        format!("archive {}", archive.name()),
        format!("captures kept {kept}"),
        format!("section {section}"),
        format!("genre {}", genre.map_or("any", Genre::name)),
        format!("release {}", release.name()),
    ]
    .join("\n")
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
    let change = told(source);
    let genre = source.genre.map_or("", Genre::name);
    tx.run(
        "INSERT INTO source
         (slug, name, home, list, cadence_ms, display, licence, images, indexing, archive, retention_days, section,
         genre, release)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (slug) DO UPDATE SET name = excluded.name, home = excluded.home, list = excluded.list,
         cadence_ms = excluded.cadence_ms, display = excluded.display, licence = excluded.licence,
         images = excluded.images, indexing = excluded.indexing, archive = excluded.archive,
         retention_days = excluded.retention_days, section = excluded.section,
         genre = excluded.genre, release = excluded.release",
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
            source.rights.archive.name().into(),
            i64::from(source.rights.retention_days.unwrap_or(0)).into(),
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

/// The same, with from where it was said, as acts have it.
///
/// # Errors
/// As the statements give.
pub async fn save_from(
    tx: &mut Tx,
    source: &Source,
    (by, place): (&str, &str),
    at_ms: i64,
) -> Result<()> {
    if get(tx, &source.slug).await?.as_ref() == Some(source) {
        return Ok(());
    }
    save(tx, source, by, at_ms).await?;
    let sql = "INSERT INTO source_place (slug, n, place)
               SELECT $1, MAX(n), $2 FROM source_history WHERE slug = $1";
    tx.run(sql, &[source.slug.as_str().into(), place.into()]).await
}

/// A change of a source: all that was said of it before, and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// By whom.
    pub by: String,
    /// Before; empty if it was not there.
    pub was: String,
    /// After.
    pub is: String,
}

/// What was changed of a source, the newest first.
///
/// # Errors
/// As the statements give.
pub async fn history(tx: &mut Tx, slug: &Slug) -> Result<Vec<Change>> {
    let sql = "SELECT at_ms, by_whom, change FROM source_history WHERE slug = $1 ORDER BY n";
    let rows = tx.rows(sql, &[slug.as_str().into()]).await?;
    let mut changes: Vec<Change> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let was = changes.last().map(|last| last.is.clone()).unwrap_or_default();
        changes.push(Change { at_ms: row.int(), by: row.text(), was, is: row.text() });
    }
    changes.reverse();
    Ok(changes)
}

/// How often something was said of a source.
///
/// # Errors
/// As the statements give.
pub async fn n_said(tx: &mut Tx, slug: &Slug) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM source_history WHERE slug = $1";
    Ok(tx.row(sql, &[slug.as_str().into()]).await?.int())
}

/// When something was said of a source last, in Unix milliseconds; 0 if never.
///
/// # Errors
/// As the statements give.
pub async fn said_ms(tx: &mut Tx, slug: &Slug) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(at_ms), 0) FROM source_history WHERE slug = $1";
    Ok(tx.row(sql, &[slug.as_str().into()]).await?.int())
}

/// Of what was said of a source before and after, the lines that differ.
#[must_use]
pub fn differing(was: &str, is: &str) -> (Vec<String>, Vec<String>) {
    let parts = |text: &str| -> Vec<String> {
        if text.contains('\n') {
            return text.lines().map(str::to_owned).collect();
        }
        // As programs before this one wrote it.
        let inner = text.trim_start_matches("Source {").trim_end_matches('}');
        inner.split(", ").map(|part| part.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    };
    let (was, is) = (parts(was), parts(is));
    let only = |of: &[String], other: &[String]| {
        of.iter().filter(|part| !other.contains(part)).cloned().collect::<Vec<_>>()
    };
    (only(&was, &is), only(&is, &was))
}

/// How often any source was changed since the store was made: where it is the same, so are names and rights.
///
/// # Errors
/// As the statements give.
pub async fn n_changes(tx: &mut Tx) -> Result<i64> {
    Ok(tx.row("SELECT COUNT(*) FROM source_history", &[]).await?.int())
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
