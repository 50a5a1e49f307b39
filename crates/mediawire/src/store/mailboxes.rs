//! How far the mailboxes of sources were read, and which messages.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::Slug;

/// How far the mailbox at `url` was read for `source`, as `UIDVALIDITY` and the last `UID` (RFC 3501 §2.3.1.1); `None`
/// if it never was.
///
/// # Errors
/// As the statements give.
pub async fn seen(tx: &mut Tx, source: &Slug, url: &str) -> Result<Option<(u32, u32)>> {
    const SQL: &str = "SELECT validity, uid FROM mailbox WHERE source = $1 AND url = $2";
    let row = tx.row_if(SQL, &[source.as_str().into(), url.into()]).await?;
    let number = |n: i64| u32::try_from(n).unwrap_or(0);
    Ok(row.map(|mut row| (number(row.int()), number(row.int()))))
}

/// Keeps how far the mailbox at `url` is read for `source`.
///
/// # Errors
/// As the statements give.
pub async fn save_seen(
    tx: &mut Tx,
    source: &Slug,
    url: &str,
    (validity, uid): (u32, u32),
) -> Result<()> {
    tx.run(
        "INSERT INTO mailbox (source, url, validity, uid) VALUES ($1, $2, $3, $4)
         ON CONFLICT (source, url) DO UPDATE SET validity = excluded.validity, uid = excluded.uid",
        &[source.as_str().into(), url.into(), i64::from(validity).into(), i64::from(uid).into()],
    )
    .await
}

/// Whether a message with these bytes was read for `source`.
///
/// # Errors
/// As the statements give.
pub async fn is_read(tx: &mut Tx, source: &Slug, message: Digest) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM mailbox_message WHERE source = $1 AND message = $2";
    Ok(tx.row_if(SQL, &[source.as_str().into(), (&message).into()]).await?.is_some())
}

/// Keeps that a message with these bytes was read for `source`.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, source: &Slug, message: Digest) -> Result<()> {
    const SQL: &str = "INSERT INTO mailbox_message (source, message) VALUES ($1, $2)
        ON CONFLICT (source, message) DO NOTHING";
    tx.run(SQL, &[source.as_str().into(), (&message).into()]).await
}
