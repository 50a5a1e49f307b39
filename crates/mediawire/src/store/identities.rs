//! What the list of each source said of itself when it was read last.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::model::id::Slug;
use mediawire_core::read::identity::Identity;

/// What the list of `source` said of itself; `None` if it was never read.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, source: &Slug) -> Result<Option<Identity>> {
    let sql = "SELECT title, site, lang FROM list_identity WHERE source = $1";
    let row = tx.row_if(sql, &[source.as_str().into()]).await?;
    Ok(row.map(|mut row| Identity { title: row.text(), site: row.text(), lang: row.text() }))
}

/// Keeps what the list of `source` says of itself.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, source: &Slug, identity: &Identity) -> Result<()> {
    let Identity { title, site, lang } = identity;
    tx.run(
        "INSERT INTO list_identity (source, title, site, lang) VALUES ($1, $2, $3, $4)
         ON CONFLICT (source) DO UPDATE SET title = excluded.title, site = excluded.site, lang = excluded.lang",
        &[source.as_str().into(), title.as_str().into(), site.as_str().into(), lang.as_str().into()],
    )
    .await
}
