//! What is on record of an item's past.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::dispatched::read_dispatch;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::history::Pickup;
use mediawire_core::model::id::{ItemId, Slug};

/// The last `n` dispatches of `item`, in the order of the wire.
///
/// # Errors
/// As the statements give.
pub async fn dispatches(tx: &mut Tx, item: ItemId, n: i64) -> Result<Vec<Dispatch>> {
    let rows = tx
        .rows(
            "SELECT number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause,
             kicker, dek, note, note_ms, corrections, changed, gone_ms, legal
             FROM dispatch WHERE item = $1 ORDER BY number DESC LIMIT $2",
            &[(&item.0).into(), n.into()],
        )
        .await?;
    rows.into_iter().rev().map(|mut row| read_dispatch(&mut row)).collect()
}

/// The items that have the words of `item`, the first seen first, at most `n`; not those that were withheld or killed.
///
/// # Errors
/// As the statements give.
pub async fn pickups(tx: &mut Tx, item: ItemId, n: i64) -> Result<Vec<Pickup>> {
    tx.rows(
        "SELECT s.slug, s.name, i.url, MIN(p.at_ms) FROM pickup p JOIN item i ON i.id = p.item
         JOIN source s ON s.slug = i.source LEFT JOIN shown o ON o.item = p.item
         WHERE p.of_item = $1 AND COALESCE(o.withheld, 0) = 0
         AND NOT EXISTS (SELECT 1 FROM decision k WHERE k.item = i.id AND k.kind = 'kill')
         GROUP BY i.id, s.slug, s.name, i.url ORDER BY MIN(p.at_ms), i.id LIMIT $2",
        &[(&item.0).into(), n.into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let source = row.text();
        let bug = || Error::new(Kind::Bug, format!("a source has the slug {source:?}"));
        Ok(Pickup {
            source: Slug::parse(&source).ok_or_else(bug)?,
            name: row.text(),
            url: row.text(),
            at: super::instant(row.int())?,
        })
    })
    .collect()
}
