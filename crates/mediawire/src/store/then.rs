//! What was on record of an item at a dispatch that may not be its last: what pushes are made of.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::dispatched::read_dispatch;
use crate::store::wire::{Line, read_line};
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::ItemId;

/// What was on record of its item when the dispatch `number` went out, if there is such a one.
///
/// # Errors
/// As the statements give.
pub async fn line(tx: &mut Tx, number: i64) -> Result<Option<Line>> {
    const SQL: &str =
        "SELECT d.number, d.item, d.article, d.body, d.headline, d.section, d.genre, d.display, d.withheld,
         d.killed, d.at_ms, d.cause, d.kicker, d.dek, d.note, d.note_ms, d.corrections, d.changed, d.gone_ms, d.legal, i.public, i.source, i.url, i.received_ms,
         s.first_number, s.first_ms, a.headline, a.meta, a.teaser
         FROM dispatch d JOIN shown s ON s.item = d.item JOIN item i ON i.id = d.item
         JOIN article a ON a.id = d.article WHERE d.number = $1";
    tx.row_if(SQL, &[number.into()]).await?.map(read_line).transpose()
}

/// The last dispatch of `item` before the one with that number, if there is one.
///
/// # Errors
/// As the statements give.
pub async fn before(tx: &mut Tx, item: ItemId, number: i64) -> Result<Option<Dispatch>> {
    const SQL: &str =
        "SELECT number, item, article, body, headline, section, genre, display, withheld, killed, at_ms, cause,
         kicker, dek, note, note_ms, corrections, changed, gone_ms, legal
         FROM dispatch WHERE item = $1 AND number < $2 ORDER BY number DESC LIMIT 1";
    let row = tx.row_if(SQL, &[(&item.0).into(), number.into()]).await?;
    row.map(|mut row| read_dispatch(&mut row)).transpose()
}
