//! What sources changed in what stands on the wire, and what followed.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::desk::change::Follow;
use mediawire_core::model::change::Class;
use mediawire_core::model::dispatch::Changed;
use mediawire_core::model::id::{ArticleId, ItemId, PublicId};
use std::collections::BTreeSet;

/// What a source changed at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChange {
    /// The item.
    pub item: ItemId,
    /// Its new version; `None` where its page is gone.
    pub article: Option<ArticleId>,
    /// The version that stood on the wire.
    pub was: ArticleId,
    /// What kinds of change there are; never empty.
    pub classes: BTreeSet<Class>,
    /// What followed.
    pub follow: Follow,
    /// When it was seen (Unix milliseconds).
    pub at_ms: i64,
}

/// Keeps a change, once.
///
/// # Errors
/// As the statements give.
pub async fn add(tx: &mut Tx, it: &SourceChange) -> Result<()> {
    let article = it.article.map(|article| article.0.as_bytes().to_vec()).unwrap_or_default();
    let classes: Vec<&str> = it.classes.iter().map(|class| class.name()).collect();
    tx.run(
        "INSERT INTO source_change (item, n, article, was, classes, follow, at_ms)
         SELECT $1, (SELECT COALESCE(MAX(n), 0) + 1 FROM source_change WHERE item = $1), $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM source_change WHERE item = $1 AND article = $2 AND at_ms = $6)",
        &[
            (&it.item.0).into(),
            article.as_slice().into(),
            (&it.was.0).into(),
            classes.join(" ").as_str().into(),
            it.follow.name().into(),
            it.at_ms.into(),
        ],
    )
    .await
}

/// What `item`'s source changed from the version `was` to `article`, with what followed; `None` if nothing that is told.
///
/// # Errors
/// As the statements give.
pub async fn between(
    tx: &mut Tx,
    item: ItemId,
    (was, article): (ArticleId, ArticleId),
) -> Result<Option<(Changed, Follow)>> {
    const SQL: &str = "SELECT at_ms, classes, follow FROM source_change
        WHERE item = $1 AND was = $2 AND article = $3 ORDER BY n DESC LIMIT 1";
    let args = [(&item.0).into(), (&was.0).into(), (&article.0).into()];
    let Some(mut row) = tx.row_if(SQL, &args).await? else { return Ok(None) };
    let (at_ms, classes) = (row.int(), classes(&row.text())?);
    let changed = Changed { at: super::instant(at_ms)?, classes };
    Ok(Some((changed, follow(&row.text())?)))
}

fn classes(column: &str) -> Result<BTreeSet<Class>> {
    let all = column.split(' ').map(Class::named).collect::<Option<BTreeSet<_>>>();
    all.ok_or_else(|| Error::new(Kind::Bug, format!("a change has the classes {column:?}")))
}

fn follow(column: &str) -> Result<Follow> {
    let bug = || Error::new(Kind::Bug, format!("a change has the consequence {column:?}"));
    Follow::named(column).ok_or_else(bug)
}

/// A change as a list tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The item, as readers know it.
    pub public: PublicId,
    /// Its headline on the wire.
    pub headline: String,
    /// Its source's name.
    pub source: String,
    /// The kinds of change.
    pub classes: BTreeSet<Class>,
    /// What followed.
    pub follow: Follow,
    /// When it was seen (Unix milliseconds).
    pub at_ms: i64,
    /// Whether no person has decided of the item since, though it was held or taken off, or its page is gone.
    pub is_open: bool,
}

/// The statement that gives changes; `$rest` says which, and in which order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.public, d.headline, s.name, c.classes, c.follow, c.at_ms,
             (SELECT COUNT(*) FROM decision w WHERE w.item = c.item AND w.at_ms >= c.at_ms
              AND SUBSTR(w.by_whom, 1, 5) <> 'rule:')
             FROM source_change c JOIN item i ON i.id = c.item JOIN source s ON s.slug = i.source
             JOIN shown o ON o.item = c.item JOIN dispatch d ON d.number = o.number ",
            $rest
        )
    };
}

/// The last changes before a moment (Unix milliseconds), the last first; at most `n`. Of items that were killed none is
/// told.
///
/// # Errors
/// As the statements give.
pub async fn last(tx: &mut Tx, before_ms: i64, n: i64) -> Result<Vec<Told>> {
    const SQL: &str =
        select!("WHERE c.at_ms < $1 AND o.withheld <> 2 ORDER BY c.at_ms DESC, c.item LIMIT $2");
    tx.rows(SQL, &[before_ms.into(), n.into()]).await?.into_iter().map(told).collect()
}

/// The last changes of one item, the last first; at most `n`.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId, n: i64) -> Result<Vec<Told>> {
    const SQL: &str = select!("WHERE c.item = $1 ORDER BY c.n DESC LIMIT $2");
    tx.rows(SQL, &[(&item.0).into(), n.into()]).await?.into_iter().map(told).collect()
}

fn told(mut row: Row) -> Result<Told> {
    let bug = || Error::new(Kind::Bug, "a change is of an item with a public id that is none");
    let public = PublicId::parse(&row.text()).ok_or_else(bug)?;
    let (headline, source, classes) = (row.text(), row.text(), classes(&row.text())?);
    let (follow, at_ms, n_decided) = (follow(&row.text())?, row.int(), row.int());
    let waits = matches!(follow, Follow::Hold | Follow::TakeOff) || classes.contains(&Class::Gone);
    let is_open = waits && n_decided == 0;
    Ok(Told { public, headline, source, classes, follow, at_ms, is_open })
}
