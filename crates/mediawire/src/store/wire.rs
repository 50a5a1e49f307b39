//! The wire: an append-only sequence of dispatches, numbered without gaps, and its projection `shown`.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use jiff::Timestamp;
use mediawire_core::model::article::Meta;
use mediawire_core::model::body::Body;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::{ArticleId, ItemId, PublicId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Genre, Source};
use mediawire_core::model::visible::Record;

/// Appends a dispatch and gives its number; `None` if its cause has appended one before. `dispatch.number` is not read.
///
/// Must be the last thing in its transaction: the head of the wire is locked from here to the commit, so that a
/// number is taken only by a transaction that lands, and numbers land in their order.
///
/// # Errors
/// As the statements give.
pub async fn append(tx: &mut Tx, dispatch: &Dispatch, source: &Slug) -> Result<Option<i64>> {
    let cause = dispatch.cause.as_str();
    let number = tx
        .row("UPDATE wire_head SET number = number + 1 WHERE one = 1 RETURNING number", &[])
        .await?
        .int();
    let known = tx.row_if("SELECT number FROM dispatch WHERE cause = $1", &[cause.into()]).await?;
    if known.is_some() {
        tx.run("UPDATE wire_head SET number = number - 1 WHERE one = 1", &[]).await?;
        return Ok(None);
    }
    let at_ms = dispatch.at.as_millisecond();
    let withheld = dispatch.withheld.as_deref().unwrap_or_default();
    tx.run(
        "INSERT INTO dispatch
         (number, item, article, body, headline, section, genre, display, withheld, at_ms, cause)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            number.into(),
            (&dispatch.item.0).into(),
            (&dispatch.article.0).into(),
            (&dispatch.body).into(),
            dispatch.headline.as_str().into(),
            dispatch.section.as_str().into(),
            dispatch.genre.name().into(),
            dispatch.display.name().into(),
            withheld.into(),
            at_ms.into(),
            cause.into(),
        ],
    )
    .await?;
    tx.run(
        "INSERT INTO shown (item, number, first_number, first_ms, section, source, withheld)
         VALUES ($1, $2, $2, $3, $4, $5, $6)
         ON CONFLICT (item) DO UPDATE SET number = excluded.number, section = excluded.section,
         withheld = excluded.withheld",
        &[
            (&dispatch.item.0).into(),
            number.into(),
            at_ms.into(),
            dispatch.section.as_str().into(),
            source.as_str().into(),
            i64::from(!withheld.is_empty()).into(),
        ],
    )
    .await?;
    Ok(Some(number))
}

/// The number of the last dispatch; 0 before the first.
///
/// # Errors
/// As the statements give.
pub async fn head(tx: &mut Tx) -> Result<i64> {
    Ok(tx.row("SELECT number FROM wire_head WHERE one = 1", &[]).await?.int())
}

/// How many dispatches there are, and the greatest number: equal where there is no gap.
///
/// # Errors
/// As the statements give.
pub async fn extent(tx: &mut Tx) -> Result<(i64, i64)> {
    let mut row = tx.row("SELECT COUNT(*), COALESCE(MAX(number), 0) FROM dispatch", &[]).await?;
    Ok((row.int(), row.int()))
}

/// How many rows of the projection `shown` do not say what the last dispatch of their item says.
///
/// # Errors
/// As the statements give.
pub async fn astray(tx: &mut Tx) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM shown s LEFT JOIN dispatch d ON d.number = s.number AND d.item = s.item
         WHERE d.item IS NULL OR d.section <> s.section
         OR s.withheld <> CASE WHEN d.withheld = '' THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END
         OR EXISTS (SELECT 1 FROM dispatch l WHERE l.item = s.item AND l.number > s.number)";
    Ok(tx.row(sql, &[]).await?.int())
}

fn read_dispatch(row: &mut Row) -> Result<Dispatch> {
    let number = row.int();
    let bug =
        |what: &str| Error::new(Kind::Bug, format!("dispatch {number} has a {what} that is none"));
    Ok(Dispatch {
        number,
        item: ItemId(super::digest(&row.bytes(), "dispatch.item")?),
        article: ArticleId(super::digest(&row.bytes(), "dispatch.article")?),
        body: super::digest(&row.bytes(), "dispatch.body")?,
        headline: row.text(),
        section: SectionCode(row.text()),
        genre: Genre::parse(&row.text()).ok_or_else(|| bug("genre"))?,
        display: Display::parse(&row.text()).ok_or_else(|| bug("display"))?,
        withheld: super::filled(row.text()),
        at: super::instant(row.int())?,
        cause: row.text(),
    })
}

/// The last dispatch of `item`, if it has one.
///
/// # Errors
/// As the statements give.
pub async fn last(tx: &mut Tx, item: ItemId) -> Result<Option<Dispatch>> {
    let row = tx
        .row_if(
            "SELECT number, item, article, body, headline, section, genre, display, withheld, at_ms, cause
             FROM dispatch WHERE item = $1 ORDER BY number DESC LIMIT 1",
            &[(&item.0).into()],
        )
        .await?;
    row.map(|mut row| read_dispatch(&mut row)).transpose()
}

/// Every dispatch with a number above `after`, in order, at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn after(tx: &mut Tx, after: i64, n: i64) -> Result<Vec<Dispatch>> {
    tx.rows(
        "SELECT number, item, article, body, headline, section, genre, display, withheld, at_ms, cause
         FROM dispatch WHERE number > $1 ORDER BY number LIMIT $2",
        &[after.into(), n.into()],
    )
    .await?
    .into_iter()
    .map(|mut row| read_dispatch(&mut row))
    .collect()
}

/// What is on record of an item on the wire: all that `visible` asks for but its source and its body.
#[derive(Debug, Clone)]
pub struct Line {
    /// The item.
    pub item: Item,
    /// Its last dispatch.
    pub dispatch: Dispatch,
    /// When its first dispatch went out.
    pub first_at: Timestamp,
    /// The number of its first dispatch: its place in every list.
    pub first_number: i64,
    /// What is known of the dispatched article.
    pub meta: Meta,
    /// The first words of the dispatched body.
    pub teaser: String,
}

impl Line {
    /// What `visible` asks for: the line with its source, and its body where the output shows bodies.
    #[must_use]
    pub fn record<'a>(&'a self, source: &'a Source, body: Option<&'a Body>) -> Record<'a> {
        Record {
            item: &self.item,
            source,
            dispatch: &self.dispatch,
            first_at: self.first_at,
            meta: &self.meta,
            teaser: &self.teaser,
            body,
        }
    }
}

fn read_line(mut row: Row) -> Result<Line> {
    let dispatch = read_dispatch(&mut row)?;
    let bug = |what: &str| {
        Error::new(Kind::Bug, format!("item {} has a {what} that is none", dispatch.item))
    };
    let item = Item {
        id: dispatch.item,
        public: PublicId::parse(&row.text()).ok_or_else(|| bug("public id"))?,
        source: Slug::parse(&row.text()).ok_or_else(|| bug("source"))?,
        url: row.text(),
        received: super::instant(row.int())?,
    };
    let (first_number, first_ms) = (row.int(), row.int());
    let (headline, meta) = (row.text(), row.text());
    Ok(Line {
        item,
        dispatch,
        first_number,
        first_at: super::instant(first_ms)?,
        meta: super::articles::read_meta(headline, &meta)?,
        teaser: row.text(),
    })
}

/// Which items a list holds.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// All.
    Everything,
    /// Those of a section.
    Section(&'a str),
    /// Those of a source.
    Source(&'a str),
}

/// The statement that gives lines; `$rest` says which, and in which order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.number, d.item, d.article, d.body, d.headline, d.section, d.genre, d.display, d.withheld,
             d.at_ms, d.cause, i.public, i.source, i.url, i.received_ms, s.first_number, s.first_ms,
             a.headline, a.meta, a.teaser
             FROM shown s JOIN dispatch d ON d.number = s.number JOIN item i ON i.id = s.item
             JOIN article a ON a.id = d.article ",
            $rest
        )
    };
}

/// Items on the wire that are not withheld, those that came last first, from below the place `before`; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn lines(tx: &mut Tx, of: Of<'_>, before: i64, n: i64) -> Result<Vec<Line>> {
    let (sql, name) = match of {
        Of::Everything => (
            select!(
                "WHERE s.withheld = 0 AND s.first_number < $1 AND $2 = ''
                 ORDER BY s.first_number DESC LIMIT $3"
            ),
            "",
        ),
        Of::Section(code) => (
            select!(
                "WHERE s.withheld = 0 AND s.first_number < $1 AND s.section = $2
                 ORDER BY s.first_number DESC LIMIT $3"
            ),
            code,
        ),
        Of::Source(slug) => (
            select!(
                "WHERE s.withheld = 0 AND s.first_number < $1 AND s.source = $2
                 ORDER BY s.first_number DESC LIMIT $3"
            ),
            slug,
        ),
    };
    let args = [before.into(), name.into(), n.into()];
    tx.rows(sql, &args).await?.into_iter().map(read_line).collect()
}

/// What is on record of the item `public`, if it is on the wire, withheld or not.
///
/// # Errors
/// As the statements give.
pub async fn line(tx: &mut Tx, public: &PublicId) -> Result<Option<Line>> {
    let sql = select!("WHERE i.public = $1");
    tx.row_if(sql, &[public.as_str().into()]).await?.map(read_line).transpose()
}

/// What is on record of the item `id`, if it is on the wire, withheld or not.
///
/// # Errors
/// As the statements give.
pub async fn line_of(tx: &mut Tx, id: ItemId) -> Result<Option<Line>> {
    let sql = select!("WHERE s.item = $1");
    tx.row_if(sql, &[(&id.0).into()]).await?.map(read_line).transpose()
}

/// What is on record of the item whose first dispatch has the number `first_number`, withheld or not.
///
/// # Errors
/// As the statements give.
pub async fn line_at(tx: &mut Tx, first_number: i64) -> Result<Option<Line>> {
    let sql = select!("WHERE s.first_number = $1");
    tx.row_if(sql, &[first_number.into()]).await?.map(read_line).transpose()
}

/// The numbers of the first dispatches of the items that have one above `after`, at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn changed(tx: &mut Tx, after: i64, n: i64) -> Result<Vec<i64>> {
    let sql = "SELECT DISTINCT s.first_number FROM dispatch d JOIN shown s ON s.item = d.item
               WHERE d.number > $1 ORDER BY s.first_number LIMIT $2";
    let rows = tx.rows(sql, &[after.into(), n.into()]).await?;
    Ok(rows.into_iter().map(|mut row| row.int()).collect())
}

/// The public ids of items that are not withheld with the time of their last dispatch, the last first; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn addresses(tx: &mut Tx, n: i64) -> Result<Vec<(PublicId, Timestamp)>> {
    tx.rows(
        "SELECT i.public, d.at_ms FROM shown s JOIN item i ON i.id = s.item JOIN dispatch d ON d.number = s.number
         WHERE s.withheld = 0 ORDER BY s.first_number DESC LIMIT $1",
        &[n.into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let public = row.text();
        let public = PublicId::parse(&public)
            .ok_or_else(|| Error::new(Kind::Bug, format!("an item has the public id {public:?}")))?;
        Ok((public, super::instant(row.int())?))
    })
    .collect()
}
