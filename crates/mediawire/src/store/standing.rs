//! Where each item stands at the desk: a projection of versions, decisions and dispatches, written in the transaction that
//! adds one of them.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use crate::store::{articles, decisions};
use mediawire_core::desk;
use mediawire_core::desk::standing::{Standing, standing};
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::ItemId;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Genre;
use mediawire_core::text::language::language;

/// A row, as far as it follows from others.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    list: String,
    at_ms: i64,
    section: String,
    lang: String,
    genre: String,
    changed_ms: i64,
}

/// What a row follows from.
struct Facts {
    public: String,
    source: String,
    received_ms: i64,
    changed_ms: i64,
    is_copy: bool,
    /// The language of the newest version.
    lang: String,
    /// What stands on the wire, if anything does: the moment it came, its notice, section, language and genre.
    shown: Option<(i64, Notice, [String; 3])>,
}

/// Takes the item's row for this transaction: who decides of an item, or dispatches it, takes it before the item's job,
/// so that no two wait for each other.
///
/// # Errors
/// As the statements give.
pub async fn take(tx: &mut Tx, item: ItemId) -> Result<()> {
    written(tx, item).await.map(drop)
}

async fn written(tx: &mut Tx, item: ItemId) -> Result<Option<Written>> {
    const SQL: &str = "SELECT list, at_ms, section, lang, genre, changed_ms FROM standing WHERE item = $1/*pg: FOR UPDATE*/";
    let row = tx.row_if(SQL, &[(&item.0).into()]).await?;
    Ok(row.map(|mut row| Written {
        list: row.text(),
        at_ms: row.int(),
        section: row.text(),
        lang: row.text(),
        genre: row.text(),
        changed_ms: row.int(),
    }))
}

/// Writes where `item` stands now. An item without a version stands nowhere.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(tx: &mut Tx, item: ItemId) -> Result<()> {
    let before = written(tx, item).await?;
    let Some(facts) = facts(tx, item).await? else { return Ok(()) };
    let all = decisions::of(tx, item).await?;
    let notice = facts.shown.as_ref().map(|(_, notice, _)| notice);
    let Facts { received_ms, changed_ms, .. } = facts;
    let stands = standing(&all, notice, facts.is_copy).as_of(super::instant(changed_ms)?);
    let at_ms = match (stands, &facts.shown) {
        (Standing::New | Standing::Held | Standing::Copy, _) => received_ms,
        (Standing::Scheduled(at), _) => at.as_millisecond(),
        (Standing::Wire, Some((first_ms, _, _))) => *first_ms,
        (Standing::Wire | Standing::Spiked | Standing::Off, _) => changed_ms,
    };
    let [section, lang, genre] = match (facts.shown, &before) {
        (Some((_, _, placed)), _) => placed,
        (None, before) => {
            // What the desk says stands above what the rules have said, which `place` has written.
            let by_rule = before.as_ref().map(|it| (it.section.clone(), it.genre.clone()));
            let (section, genre) =
                by_rule.unwrap_or((String::new(), Genre::Report.name().to_owned()));
            let section = desk::section(&all).map_or(section, ToString::to_string);
            let genre = desk::genre(&all).map_or(genre, |it| it.name().to_owned());
            [section, facts.lang, genre]
        }
    };
    let list = stands.name().to_owned();
    let now = Written { list, at_ms, section, lang, genre, changed_ms };
    if before.as_ref() == Some(&now) {
        return Ok(());
    }
    tx.run(
        "INSERT INTO standing
         (item, public, list, at_ms, source, section, lang, genre, received_ms, changed_ms, assigned, story)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')
         ON CONFLICT (item) DO UPDATE SET list = excluded.list, at_ms = excluded.at_ms,
         section = excluded.section, lang = excluded.lang, genre = excluded.genre, changed_ms = excluded.changed_ms",
        &[
            (&item.0).into(),
            facts.public.as_str().into(),
            now.list.as_str().into(),
            now.at_ms.into(),
            facts.source.as_str().into(),
            now.section.as_str().into(),
            now.lang.as_str().into(),
            now.genre.as_str().into(),
            received_ms.into(),
            changed_ms.into(),
        ],
    )
    .await
}

async fn facts(tx: &mut Tx, item: ItemId) -> Result<Option<Facts>> {
    const SQL: &str = "SELECT i.public, i.source, i.received_ms,
            (SELECT MAX(t.at_ms) FROM (SELECT i.received_ms AS at_ms
             UNION ALL SELECT v.at_ms FROM item_version v WHERE v.item = i.id
             UNION ALL SELECT k.at_ms FROM decision k WHERE k.item = i.id
             UNION ALL SELECT d.at_ms FROM dispatch d WHERE d.item = i.id) t),
            CASE WHEN EXISTS (SELECT 1 FROM item_version w WHERE w.item = i.id AND NOT EXISTS
                (SELECT 1 FROM pickup p WHERE p.item = w.item AND p.article = w.article)) THEN 0 ELSE 1 END, a.headline, a.meta,
            COALESCE(s.withheld, -1), COALESCE(s.first_ms, 0),
            COALESCE(s.section, ''), COALESCE(s.lang, ''), COALESCE(s.genre, '')
         FROM item i JOIN item_version n ON n.item = i.id AND n.n = (SELECT MAX(n) FROM item_version WHERE item = i.id)
         JOIN article a ON a.id = n.article LEFT JOIN shown s ON s.item = i.id
         WHERE i.id = $1";
    let row = tx.row_if(SQL, &[(&item.0).into()]).await?;
    row.map(|mut row| read(&mut row, item)).transpose()
}

fn read(row: &mut Row, item: ItemId) -> Result<Facts> {
    let (public, source) = (row.text(), row.text());
    let (received_ms, changed_ms, is_copy) = (row.int(), row.int(), row.int() != 0);
    let (headline, meta) = (row.text(), row.text());
    let meta = articles::read_meta(headline, &meta)?;
    let (withheld, first_ms) = (row.int(), row.int());
    let placed = [row.text(), row.text(), row.text()];
    // Why something is off is its dispatch's to say; here it is asked only whether.
    let notice = match withheld {
        -1 => None,
        0 => Some(Notice::None),
        1 => Some(Notice::Withheld(String::new())),
        2 => Some(Notice::Killed(String::new(), Ground::House)),
        other => {
            let what = format!("shown.withheld of item {item} is {other}");
            return Err(Error::new(Kind::Bug, what));
        }
    };
    Ok(Facts {
        public,
        source,
        received_ms,
        changed_ms,
        is_copy,
        lang: meta.lang.as_deref().and_then(language).unwrap_or_default(),
        shown: notice.map(|notice| (first_ms, notice, placed)),
    })
}

/// Has an item be held that was to go out by `now_ms` (Unix milliseconds) and did not.
///
/// # Errors
/// As the statements give.
pub async fn passed(tx: &mut Tx, item: ItemId, now_ms: i64) -> Result<()> {
    tx.run(
        "UPDATE standing SET list = 'held', at_ms = received_ms, changed_ms = $2
         WHERE item = $1 AND list = 'scheduled' AND at_ms <= $2",
        &[(&item.0).into(), now_ms.into()],
    )
    .await
}

/// Says where in the paper the rules put an item that was not dispatched yet, and what they take it for; the desk's own
/// word stands above them. Of others the dispatch says it.
///
/// # Errors
/// As the statements give.
pub async fn place(tx: &mut Tx, item: ItemId, section: &SectionCode, genre: Genre) -> Result<()> {
    let all = decisions::of(tx, item).await?;
    let section = desk::section(&all).unwrap_or(section);
    let genre = desk::genre(&all).unwrap_or(genre);
    tx.run(
        "UPDATE standing SET section = $2, genre = $3 WHERE item = $1 AND (section <> $2 OR genre <> $3)
         AND NOT EXISTS (SELECT 1 FROM shown s WHERE s.item = standing.item)",
        &[(&item.0).into(), section.as_str().into(), genre.name().into()],
    )
    .await
}

/// Says that `item` and `of` are of one story, with all that is of a story with one of them.
///
/// # Errors
/// As the statements give.
pub(super) async fn join(tx: &mut Tx, item: ItemId, of: ItemId) -> Result<()> {
    const SQL: &str = "SELECT story, public FROM standing WHERE item = $1/*pg: FOR UPDATE*/";
    let Some(mut own) = tx.row_if(SQL, &[(&item.0).into()]).await? else { return Ok(()) };
    let Some(mut other) = tx.row_if(SQL, &[(&of.0).into()]).await? else { return Ok(()) };
    let (own, other, named) = (own.text(), other.text(), other.text());
    let story = [&other, &own, &named].into_iter().find(|story| !story.is_empty());
    let story = story.map_or("", String::as_str);
    let sql = "UPDATE standing SET story = $1 WHERE item IN ($2, $3) AND story <> $1";
    tx.run(sql, &[story.into(), (&item.0).into(), (&of.0).into()]).await?;
    if own.is_empty() || own == story {
        return Ok(());
    }
    let sql = "UPDATE standing SET story = $1 WHERE story = $2 AND story <> ''";
    tx.run(sql, &[story.into(), own.as_str().into()]).await
}

/// Says of which story each item is that was picked up, or picks up another, as a migration has left them.
///
/// # Errors
/// As the statements give.
pub(super) async fn fill_stories(tx: &mut Tx) -> Result<()> {
    const ROWS: i64 = 1_000;
    let mut after = [Vec::new(), Vec::new()];
    loop {
        let rows = tx
            .rows(
                "SELECT DISTINCT item, of_item FROM pickup WHERE (item, of_item) > ($1, $2) ORDER BY item, of_item LIMIT $3",
                &[after[0].as_slice().into(), after[1].as_slice().into(), ROWS.into()],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for mut row in rows {
            after = [row.bytes(), row.bytes()];
            let item = ItemId(super::digest(&after[0], "pickup.item")?);
            let of = ItemId(super::digest(&after[1], "pickup.of_item")?);
            join(tx, item, of).await?;
        }
    }
}

/// Sets right the rows of all items that are not on the wire, as a migration has left them.
///
/// # Errors
/// As the statements give.
pub(super) async fn fill(tx: &mut Tx) -> Result<()> {
    const ROWS: i64 = 1_000;
    let mut after = String::new();
    loop {
        let rows = tx
            .rows(
                "SELECT i.id, i.public FROM item i WHERE i.public > $1
                 AND NOT EXISTS (SELECT 1 FROM shown s WHERE s.item = i.id) ORDER BY i.public LIMIT $2",
                &[after.as_str().into(), ROWS.into()],
            )
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for mut row in rows {
            let item = ItemId(super::digest(&row.bytes(), "item.id")?);
            after = row.text();
            settle(tx, item).await?;
        }
    }
}

/// The account to whom `item` is assigned, empty for nobody, and when the item changed last (Unix milliseconds); `None`
/// if it stands nowhere.
///
/// # Errors
/// As the statements give.
pub async fn assigned(tx: &mut Tx, item: ItemId) -> Result<Option<(String, i64)>> {
    const SQL: &str = "SELECT assigned, changed_ms FROM standing WHERE item = $1";
    Ok(tx.row_if(SQL, &[(&item.0).into()]).await?.map(|mut row| (row.text(), row.int())))
}

/// Assigns `item` to an account, or to nobody if `to` is empty, at `now_ms` (Unix milliseconds): it has changed then.
///
/// # Errors
/// As the statements give.
pub async fn assign(tx: &mut Tx, item: ItemId, to: &str, now_ms: i64) -> Result<()> {
    const SQL: &str = "UPDATE standing SET assigned = $2, changed_ms = $3 WHERE item = $1";
    tx.run(SQL, &[(&item.0).into(), to.into(), now_ms.into()]).await
}
