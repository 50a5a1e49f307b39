//! What stands on the wire of an item, as the command line says it.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::pipeline::headline;
use crate::store::{articles, decisions, items, wire};
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// What stands on the wire of an item.
pub(in crate::command) struct State {
    public: String,
    headline: String,
    /// Number, how much is shown, section and the notice in its place, if it was dispatched.
    dispatch: Option<(i64, &'static str, String, Notice)>,
    /// Why it was not, if that is known.
    why: Option<String>,
}

impl State {
    pub(in crate::command) fn json(&self) -> serde_json::Value {
        let dispatch = self.dispatch.as_ref().map(|(number, display, section, notice)| {
            serde_json::json!({
                "number": number, "display": display, "section": section, "withheld": notice.withheld(),
                "killed": notice.killed(), "is_legal": notice.is_legal(),
            })
        });
        serde_json::json!({
            "item": self.public, "headline": self.headline, "dispatch": dispatch, "why": self.why,
        })
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let State { public, headline, dispatch, why } = self;
        match dispatch {
            Some((number, _, _, Notice::Withheld(why))) => {
                write!(f, "{public} dispatch {number}: withheld ({why}): {headline}")
            }
            Some((number, _, _, Notice::Killed(why, ground))) => {
                let by = if ground.is_legal() { " by legal order" } else { "" };
                write!(f, "{public} dispatch {number}: killed{by} ({why}): {headline}")
            }
            Some((number, display, section, Notice::None)) => {
                write!(f, "{public} dispatch {number}: {display} in {section}: {headline}")
            }
            None => {
                let why = why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
                write!(f, "{public} is not on the wire{why}: {headline}")
            }
        }
    }
}

/// What stands on the wire of `item`.
pub(in crate::command) async fn state(of: &Arc<Wire>, item: ItemId) -> Result<State> {
    let mut tx = of.db.read().await?;
    let public = item.public(&of.public_key).to_string();
    if let Some(last) = wire::last(&mut tx, item).await? {
        let dispatch = (last.number, last.display.name(), last.section.to_string(), last.notice);
        return Ok(State { public, headline: last.headline, dispatch: Some(dispatch), why: None });
    }
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let (article, _) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let why = items::outcome(&mut tx, known.entry).await?;
    let why = why.map(|(step, code, why)| format!("{step}: {code}: {why}"));
    let all = decisions::of(&mut tx, item).await?;
    let headline = headline::of(&all, &known.meta.headline).to_owned();
    Ok(State { public, headline, dispatch: None, why })
}
