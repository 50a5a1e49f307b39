//! What was noticed of a source that is no failure, kept for its health: on the way to what it gave, and in its lists.

use crate::error::Result;
use crate::retrieve::Noticed;
use crate::store::db::Tx;
use crate::store::doubts;
use mediawire_core::read::List;

/// Under which code it stands that a list has moved to another site.
pub(super) const MOVED: &str = "moved";

/// Where something was noticed: the source, the address, and when (Unix ms).
pub(super) type Place<'a> = (&'a str, &'a str, i64);

/// Keeps what was noticed on the way to an answer.
///
/// # Errors
/// As the statements give.
pub(super) async fn on_the_way(
    tx: &mut Tx,
    (source, url, at_ms): Place<'_>,
    noticed: &[Noticed],
) -> Result<()> {
    for Noticed { code, words } in noticed {
        doubts::note(tx, source, (url, at_ms), (code, words)).await?;
    }
    Ok(())
}

/// Keeps what was doubtful in a list.
///
/// # Errors
/// As the statements give.
pub(super) async fn in_list(
    tx: &mut Tx,
    (source, url, at_ms): Place<'_>,
    list: &List,
) -> Result<()> {
    if list.doubts.is_empty() {
        return Ok(());
    }
    doubts::note(tx, source, (url, at_ms), ("list", &list.doubts.join("; "))).await
}

/// Keeps whether the source's own list announces nothing at all. What it announced before stays.
///
/// # Errors
/// As the statements give.
pub(super) async fn emptiness(
    tx: &mut Tx,
    (source, url, at_ms): Place<'_>,
    list: &List,
) -> Result<()> {
    const CODE: &str = "empty-list";
    if !list.entries.is_empty() || !list.lists.is_empty() {
        return doubts::clear(tx, source, CODE).await;
    }
    doubts::note(tx, source, (url, at_ms), (CODE, "its list announces nothing")).await
}

/// Keeps that the source's list has moved for good to another site, where only an editor follows.
///
/// # Errors
/// As the statements give.
pub(super) async fn moved(tx: &mut Tx, (source, url, at_ms): Place<'_>, to: &str) -> Result<()> {
    let words = format!(
        "its list says that it has moved for good to {to}, which is another site: accept it with mediawire source move {source}"
    );
    doubts::note(tx, source, (url, at_ms), (MOVED, &words)).await
}
