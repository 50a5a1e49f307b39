//! The desk's routing rules, in their order.

use crate::error::{Error, Kind, Result};
use crate::store::db::{Row, Tx};
use mediawire_core::desk::routing::Rule;

fn read(mut row: Row) -> Result<Rule> {
    let (id, version, is_on, text) = (row.text(), row.int(), row.int() != 0, row.text());
    let bug = |why: String| Error::new(Kind::Bug, format!("the routing rule {id} is none: {why}"));
    let pairs: Vec<(String, String)> =
        serde_json::from_str(&text).map_err(|cause| bug(cause.to_string()))?;
    let rule = Rule::read(&id, &version.to_string(), &pairs).map_err(bug)?;
    Ok(Rule { is_on, ..rule })
}

/// Every rule, in their order.
///
/// # Errors
/// As the statements give.
pub async fn all(tx: &mut Tx) -> Result<Vec<Rule>> {
    let sql = "SELECT id, version, is_on, rule FROM routing ORDER BY place, id";
    tx.rows(sql, &[]).await?.into_iter().map(read).collect()
}

/// Keeps a rule as its next version, behind all others if it is new; its version.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, rule: &Rule) -> Result<i64> {
    let text = serde_json::to_string(&rule.pairs()).expect("texts are JSON");
    let sql = "INSERT INTO routing (id, version, place, is_on, rule)
               SELECT $1, 1, COALESCE(MAX(place), 0) + 1, CAST($2 AS BIGINT), $3 FROM routing WHERE 1 = 1
               ON CONFLICT (id) DO UPDATE SET version = routing.version + 1, is_on = excluded.is_on,
               rule = excluded.rule RETURNING version";
    let args = [rule.id.as_str().into(), i64::from(rule.is_on).into(), text.as_str().into()];
    Ok(tx.row(sql, &args).await?.int())
}

/// Switches a rule on or off.
///
/// # Errors
/// As the statements give.
pub async fn switch(tx: &mut Tx, id: &str, is_on: bool) -> Result<()> {
    let sql = "UPDATE routing SET is_on = $2 WHERE id = $1";
    tx.run(sql, &[id.into(), i64::from(is_on).into()]).await
}

/// Puts the rules into this order.
///
/// # Errors
/// As the statements give.
pub async fn order(tx: &mut Tx, ids: &[&str]) -> Result<()> {
    for (place, id) in (1..).zip(ids) {
        let place: i64 = place;
        let sql = "UPDATE routing SET place = $2 WHERE id = $1";
        tx.run(sql, &[(*id).into(), place.into()]).await?;
    }
    Ok(())
}
