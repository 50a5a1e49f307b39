//! The images that were brought to a destination for an item. A digest says nothing of what it is of, and stays when the
//! item is erased: the image is found there by it.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{ItemId, Slug};

/// Notes that an image is brought to a destination for an item. Doing it again changes nothing.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, to: &Slug, item: ItemId, digest: Digest) -> Result<()> {
    let sql = "INSERT INTO brought (destination, item, digest) VALUES ($1, $2, $3)
               ON CONFLICT (destination, item, digest) DO NOTHING";
    tx.run(sql, &[to.as_str().into(), (&item.0).into(), (&digest).into()]).await
}

/// The images that were brought to a destination for an item, sorted.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, to: &Slug, item: ItemId) -> Result<Vec<Digest>> {
    let sql = "SELECT digest FROM brought WHERE destination = $1 AND item = $2 ORDER BY digest";
    let rows = tx.rows(sql, &[to.as_str().into(), (&item.0).into()]).await?;
    rows.into_iter().map(|mut row| super::digest(&row.bytes(), "brought.digest")).collect()
}
