//! The items that have the same words, which is as much of a story as is known of it.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::model::id::{ItemId, PublicId};

/// The most items of a story.
pub const ITEMS_MAX: i64 = 200;

/// An item of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The item.
    pub public: PublicId,
    /// The list that it is in, `copy` for none.
    pub list: String,
    /// The source's name.
    pub source: String,
    /// The language: two or three letters, or empty.
    pub lang: String,
    /// When it was received, Unix milliseconds.
    pub received_ms: i64,
    /// The headline: the one on the wire, else the newest version's.
    pub headline: String,
}

/// What `$select` asks of the story of the item `$1`: what it has the words of, and all that has the words of that or of
/// it.
macro_rules! story {
    ($select:literal) => {
        concat!(
            "WITH root AS (SELECT id AS item FROM item WHERE id = $1 UNION SELECT of_item FROM pickup WHERE item = $1),
             member AS (SELECT item FROM root UNION SELECT p.item FROM pickup p JOIN root r ON r.item = p.of_item) ",
            $select
        )
    };
}

/// How many items the story of `item` has; 1 if nothing else has its words.
///
/// # Errors
/// As the statements give.
pub async fn count(tx: &mut Tx, item: ItemId) -> Result<i64> {
    Ok(tx.row(story!("SELECT COUNT(*) FROM member"), &[(&item.0).into()]).await?.int())
}

/// The items of the story of `item`, at most [`ITEMS_MAX`]: what came first first.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Vec<Member>> {
    const SQL: &str = story!(
        "SELECT w.public, w.list, COALESCE(o.name, w.source), w.lang, w.received_ms, COALESCE(d.headline, a.headline, '')
         FROM member m JOIN standing w ON w.item = m.item LEFT JOIN source o ON o.slug = w.source
         LEFT JOIN shown s ON s.item = w.item LEFT JOIN dispatch d ON d.number = s.number
         LEFT JOIN item_version v ON v.item = w.item AND v.n = (SELECT MAX(n) FROM item_version WHERE item = w.item)
         LEFT JOIN article a ON a.id = v.article ORDER BY w.received_ms, w.public LIMIT $2"
    );
    let rows = tx.rows(SQL, &[(&item.0).into(), ITEMS_MAX.into()]).await?;
    rows.into_iter().map(read).collect()
}

fn read(mut row: Row) -> Result<Member> {
    let public = row.text();
    let bug = || Error::new(Kind::Bug, format!("the public id {public:?} is none"));
    Ok(Member {
        public: PublicId::parse(&public).ok_or_else(bug)?,
        list: row.text(),
        source: row.text(),
        lang: row.text(),
        received_ms: row.int(),
        headline: row.text(),
    })
}
