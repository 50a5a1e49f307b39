//! What people and rules decided of items. Nothing here changes one.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::standing;
use mediawire_core::model::decision::{Decision, DecisionKind};
use mediawire_core::model::id::ItemId;

/// Every decision on `item`, from the first.
///
/// # Errors
/// As the statements give.
pub async fn of(tx: &mut Tx, item: ItemId) -> Result<Vec<Decision>> {
    tx.rows(
        "SELECT n, kind, words, by_whom, why, at_ms FROM decision WHERE item = $1 ORDER BY n",
        &[(&item.0).into()],
    )
    .await?
    .into_iter()
    .map(|mut row| {
        let n = u32::try_from(row.int()).unwrap_or(0);
        let (kind, words) = (row.text(), row.text());
        let kind = DecisionKind::parse(&kind, &words).ok_or_else(|| {
            Error::new(Kind::Bug, format!("decision {n} on {item} is of kind {kind:?}"))
        })?;
        Ok(Decision {
            item,
            n,
            kind,
            by: row.text(),
            why: row.text(),
            at: super::instant(row.int())?,
        })
    })
    .collect()
}

/// Says from where the `n`-th decision on `item` was made.
///
/// # Errors
/// As the statements give.
pub async fn add_place(tx: &mut Tx, item: ItemId, n: i64, place: &str) -> Result<()> {
    let sql = "INSERT INTO decision_place (item, n, place) VALUES ($1, $2, $3)";
    tx.run(sql, &[(&item.0).into(), n.into(), place.into()]).await
}

/// Adds a decision on `item`, and gives its number.
///
/// # Errors
/// As the statements give; `Conflict` if another was added at the same moment.
pub async fn add(
    tx: &mut Tx,
    item: ItemId,
    kind: &DecisionKind,
    (by, why): (&str, &str),
    at_ms: i64,
) -> Result<i64> {
    let mut row = tx
        .row(
            "INSERT INTO decision (item, n, kind, words, by_whom, why, at_ms)
             SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5, CAST($6 AS BIGINT) FROM decision WHERE item = $1
             RETURNING n",
            &[
                (&item.0).into(),
                kind.name().into(),
                kind.words().as_ref().into(),
                by.into(),
                why.into(),
                at_ms.into(),
            ],
        )
        .await?;
    let n = row.int();
    standing::settle(tx, item).await?;
    Ok(n)
}
