//! The wire: an append-only sequence of dispatches, numbered without gaps, and its projection `shown`.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use crate::store::dispatched::{read_dispatch, write_changed, write_corrections};
use crate::store::standing;
use jiff::Timestamp;
use mediawire_core::model::article::Meta;
use mediawire_core::model::body::Body;
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::id::{ArticleId, ItemId, PublicId, Slug};
use mediawire_core::model::item::Item;
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::{Genre, Source};
use mediawire_core::model::visible::Record;
use mediawire_core::text::language::language;

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
    let (withheld, killed) = (dispatch.notice.withheld(), dispatch.notice.killed());
    tx.run(
        "INSERT INTO dispatch
         (number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause, kicker, dek, note,
          note_ms, corrections, changed, gone_ms, legal)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        &[
            number.into(),
            (&dispatch.item.0).into(),
            (&dispatch.article.0).into(),
            (&dispatch.body).into(),
            dispatch.headline.as_str().into(),
            dispatch.section.as_str().into(),
            dispatch.genre.name().into(),
            dispatch.display.name().into(),
            withheld.unwrap_or_default().into(),
            killed.unwrap_or_default().into(),
            at_ms.into(),
            cause.into(),
            dispatch.kicker.as_deref().unwrap_or_default().into(),
            dispatch.dek.words().as_ref().into(),
            dispatch.note.as_ref().map_or("", |note| &note.words).into(),
            dispatch.note.as_ref().map_or(0, |note| note.at.as_millisecond()).into(),
            write_corrections(&dispatch.corrections).as_str().into(),
            write_changed(dispatch.changed.as_ref()).as_str().into(),
            dispatch.gone.map_or(0, Timestamp::as_millisecond).into(),
            i64::from(dispatch.notice.is_legal()).into(),
        ],
    )
    .await?;
    let lang = language_of(tx, dispatch.article).await?;
    tx.run(
        "INSERT INTO shown (item, number, first_number, first_ms, section, source, withheld, lang, genre)
         VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (item) DO UPDATE SET number = excluded.number, section = excluded.section,
         withheld = excluded.withheld, lang = excluded.lang, genre = excluded.genre",
        &[
            (&dispatch.item.0).into(),
            number.into(),
            at_ms.into(),
            dispatch.section.as_str().into(),
            source.as_str().into(),
            off(&dispatch.notice).into(),
            lang.as_str().into(),
            dispatch.genre.name().into(),
        ],
    )
    .await?;
    standing::settle(tx, dispatch.item).await?;
    Ok(Some(number))
}

/// How a notice stands in `shown.withheld`: what is 0 is in the lists.
fn off(notice: &Notice) -> i64 {
    match notice {
        Notice::None => 0,
        Notice::Withheld(_) => 1,
        Notice::Killed(..) => 2,
    }
}

/// The language of an article as it stands in `shown.lang`: empty where it is not known.
async fn language_of(tx: &mut Tx, article: ArticleId) -> Result<String> {
    const SQL: &str = "SELECT headline, meta FROM article WHERE id = $1";
    let Some(mut row) = tx.row_if(SQL, &[(&article.0).into()]).await? else {
        return Ok(String::new());
    };
    let (headline, meta) = (row.text(), row.text());
    let meta = super::articles::read_meta(headline, &meta)?;
    Ok(meta.lang.as_deref().and_then(language).unwrap_or_default())
}

/// Gives each row of `shown` the language of its article: those that were written before they had a column for it.
///
/// # Errors
/// As the statements give.
pub(super) async fn fill_languages(tx: &mut Tx) -> Result<()> {
    const ROWS: i64 = 1_000;
    let mut after = -1;
    loop {
        let rows = tx
            .rows(
                "SELECT s.first_number, d.article FROM shown s JOIN dispatch d ON d.number = s.number
                 WHERE s.first_number > $1 ORDER BY s.first_number LIMIT $2",
                &[after.into(), ROWS.into()],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for mut row in rows {
            after = row.int();
            let article = ArticleId(super::digest(&row.bytes(), "dispatch.article")?);
            let lang = language_of(tx, article).await?;
            let args = [lang.as_str().into(), after.into()];
            tx.run("UPDATE shown SET lang = $1 WHERE first_number = $2", &args).await?;
        }
    }
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
         WHERE d.item IS NULL OR d.section <> s.section OR d.genre <> s.genre
         OR s.withheld <> CASE WHEN d.killed <> '' THEN CAST(2 AS BIGINT)
         WHEN d.withheld <> '' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END
         OR EXISTS (SELECT 1 FROM dispatch l WHERE l.item = s.item AND l.number > s.number)";
    Ok(tx.row(sql, &[]).await?.int())
}

/// How many items have a dispatch behind the one that killed them: none, or somebody has tampered with the wire.
///
/// # Errors
/// As the statements give.
pub async fn returned(tx: &mut Tx) -> Result<i64> {
    let sql = "SELECT COUNT(DISTINCT k.item) FROM dispatch k JOIN dispatch d ON d.item = k.item
         WHERE k.killed <> '' AND d.number > k.number";
    Ok(tx.row(sql, &[]).await?.int())
}

/// The last dispatch of `item`, if it has one.
///
/// # Errors
/// As the statements give.
pub async fn last(tx: &mut Tx, item: ItemId) -> Result<Option<Dispatch>> {
    let row = tx
        .row_if(
            "SELECT number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause,
         kicker, dek, note, note_ms, corrections, changed, gone_ms, legal
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
        "SELECT number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause,
         kicker, dek, note, note_ms, corrections, changed, gone_ms, legal
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
    pub fn record<'a>(
        &'a self,
        source: &'a Source,
        body: Option<&'a Body>,
        pictures: &'a Pictures,
    ) -> Record<'a> {
        Record {
            item: &self.item,
            source,
            dispatch: &self.dispatch,
            first_at: self.first_at,
            meta: &self.meta,
            teaser: &self.teaser,
            body,
            pictures,
        }
    }
}

pub(super) fn read_line(mut row: Row) -> Result<Line> {
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
    /// Those that were taken off: what the desk alone sees.
    Off,
    /// Those of a section.
    Section(&'a str),
    /// Those of a source.
    Source(&'a str),
    /// Those in a language: two or three letters.
    Language(&'a str),
    /// Those of a genre.
    Genre(Genre),
    /// Those that came from the first moment, in Unix milliseconds, until before the second.
    Day(i64, i64),
}

/// The statement that gives lines; `$rest` says which, and in which order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.number, d.item, d.article, d.body, d.headline, d.section, d.genre, d.display, d.withheld,
             d.killed, d.at_ms, d.cause, d.kicker, d.dek, d.note, d.note_ms, d.corrections, d.changed, d.gone_ms, d.legal, i.public, i.source, i.url, i.received_ms, s.first_number, s.first_ms,
             a.headline, a.meta, a.teaser
             FROM shown s JOIN dispatch d ON d.number = s.number JOIN item i ON i.id = s.item
             JOIN article a ON a.id = d.article ",
            $rest
        )
    };
}

/// Items on the wire that are shown, those that came last first, from below the place `before`; at most `n`.
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
        Of::Off => (
            select!(
                "WHERE s.withheld > 0 AND s.first_number < $1 AND $2 = ''
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
        Of::Language(tag) => (
            select!(
                "WHERE s.withheld = 0 AND s.first_number < $1 AND s.lang = $2
                 ORDER BY s.first_number DESC LIMIT $3"
            ),
            tag,
        ),
        Of::Genre(genre) => (
            select!(
                "WHERE s.withheld = 0 AND s.first_number < $1 AND s.genre = $2
                 ORDER BY s.first_number DESC LIMIT $3"
            ),
            genre.name(),
        ),
        Of::Day(start_ms, end_ms) => {
            // A day is found by its own index: the sum keeps the engines from walking down the numbers instead.
            let sql = select!(
                "WHERE s.withheld = 0 AND s.first_number + 0 < $1 AND s.first_ms >= $2 AND s.first_ms < $4
                 ORDER BY s.first_number + 0 DESC LIMIT $3"
            );
            let args = [before.into(), start_ms.into(), n.into(), end_ms.into()];
            return tx.rows(sql, &args).await?.into_iter().map(read_line).collect();
        }
    };
    let args = [before.into(), name.into(), n.into()];
    tx.rows(sql, &args).await?.into_iter().map(read_line).collect()
}

/// The languages of the items that are shown, each with their number, the most first.
///
/// # Errors
/// As the statements give.
pub async fn languages(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    const SQL: &str = "SELECT lang, COUNT(*) FROM shown WHERE withheld = 0 AND lang <> ''
        GROUP BY lang ORDER BY COUNT(*) DESC, lang";
    let rows = tx.rows(SQL, &[]).await?;
    Ok(rows.into_iter().map(|mut row| (row.text(), row.int())).collect())
}

/// The same of one source.
///
/// # Errors
/// As the statements give.
pub async fn languages_of(tx: &mut Tx, source: &Slug) -> Result<Vec<(String, i64)>> {
    const SQL: &str =
        "SELECT lang, COUNT(*) FROM shown WHERE source = $1 AND withheld = 0 AND lang <> ''
        GROUP BY lang ORDER BY COUNT(*) DESC, lang";
    let rows = tx.rows(SQL, &[source.as_str().into()]).await?;
    Ok(rows.into_iter().map(|mut row| (row.text(), row.int())).collect())
}

/// When the last item before `start_ms` came, and the first from `end_ms` on: of those that are shown.
///
/// # Errors
/// As the statements give.
pub async fn beside(
    tx: &mut Tx,
    start_ms: i64,
    end_ms: i64,
) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    const BEFORE: &str = "SELECT first_ms FROM shown WHERE withheld = 0 AND first_ms < $1
        ORDER BY first_ms DESC LIMIT 1";
    const AFTER: &str = "SELECT first_ms FROM shown WHERE withheld = 0 AND first_ms >= $1
        ORDER BY first_ms LIMIT 1";
    let before = tx.row_if(BEFORE, &[start_ms.into()]).await?;
    let after = tx.row_if(AFTER, &[end_ms.into()]).await?;
    let at = |row: Option<Row>| row.map(|mut row| super::instant(row.int())).transpose();
    Ok((at(before)?, at(after)?))
}

/// How many of the items that are shown came in which slot of `slot_ms` milliseconds, counted from 1970.
///
/// # Errors
/// As the statements give.
pub async fn slots(tx: &mut Tx, slot_ms: i64) -> Result<Vec<(i64, i64)>> {
    const SQL: &str = "SELECT first_ms / $1 AS slot, COUNT(*) FROM shown WHERE withheld = 0
        GROUP BY slot ORDER BY slot";
    let rows = tx.rows(SQL, &[slot_ms.into()]).await?;
    Ok(rows.into_iter().map(|mut row| (row.int(), row.int())).collect())
}

/// What is on record of the item `public`, if it is on the wire, shown or not.
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

/// The public ids of items that are shown and whose own page is the one to be found, with the time of their last
/// dispatch, the last first; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn addresses(tx: &mut Tx, n: i64) -> Result<Vec<(PublicId, Timestamp)>> {
    tx.rows(
        "SELECT i.public, d.at_ms FROM shown s JOIN item i ON i.id = s.item JOIN dispatch d ON d.number = s.number
         JOIN source o ON o.slug = s.source WHERE s.withheld = 0 AND o.indexing = 'own' ORDER BY s.first_number DESC LIMIT $1",
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
