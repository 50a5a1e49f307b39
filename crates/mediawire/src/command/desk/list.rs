//! `desk list`: what waits for a decision.

use crate::Use;
use crate::command::{Common, handling, print};
use crate::error::Result;
use crate::store::{articles, items, sources};

/// Prints up to `n` items that wait, the oldest first.
pub(super) async fn list(common: &Common, json: bool, n: i64) -> Result<()> {
    let wire = common.open(Use::Read).await?;
    let mut tx = wire.db.read().await?;
    let mut rows = Vec::new();
    for item in items::waiting(&mut tx, n).await? {
        let Some((article, _)) = items::of_desk(&mut tx, item.id).await? else { continue };
        let known = articles::get(&mut tx, article).await?;
        let source = sources::get(&mut tx, &item.source)
            .await?
            .map_or_else(String::new, |source| source.name);
        let handling = handling::of(&mut tx, known.entry.0).await?;
        rows.push((item, source, known.meta.headline, handling));
    }
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(item, source, headline, handling)| {
                serde_json::json!({
                    "item": item.public.as_str(), "source": source, "headline": headline, "url": item.url,
                    "received": item.received.to_string(), "handling": handling.as_ref().map(handling::json),
                })
            })
            .collect();
        return print(&format!("{:#}", serde_json::Value::from(rows)));
    }
    if rows.is_empty() {
        return print("Nothing waits.");
    }
    for (item, source, headline, handling) in rows {
        print(&format!(
            "{}  {}  {source}: {headline}",
            item.public,
            item.received.strftime("%Y-%m-%d %H:%M")
        ))?;
        for line in handling.iter().flat_map(handling::lines) {
            print(&format!("    its agency: {line}"))?;
        }
    }
    print("Release with: mediawire desk release ITEM…")
}
