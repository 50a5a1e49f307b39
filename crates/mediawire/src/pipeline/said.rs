//! Any decision through one door, for those who have no form for each: words for readers are looked at, the house's are
//! held against their source, a moment lies ahead, and a kill is a kill or the asking for one.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::headline::{Confirmed, Restyle, restyle};
use crate::pipeline::lines::{self, Place};
use crate::pipeline::{self, By};
use mediawire_core::desk::typed;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// Decides `kind` of an item, whatever it is but an undo: see [`pipeline::undo`]. `by`, `why` and the decision that was
/// seen as [`pipeline::decide_on`] has them; `confirmed` where the words are the house's.
///
/// # Errors
/// `Malformed` for words that are none, and a moment that has passed; as [`pipeline::decide_on`] and [`restyle`].
pub async fn say(
    wire: &Arc<Wire>,
    item: ItemId,
    kind: &DecisionKind,
    (by, why, based): (By<'_>, &str, Option<u32>),
    confirmed: Confirmed<'_>,
) -> Result<Restyle> {
    if kind.from().is_some_and(|at| at <= wire.now()) {
        let what = format!("cannot {} the item: name a moment that lies ahead", kind.name());
        return Err(Error::new(Kind::Malformed, what).code("at"));
    }
    let on_record = (by, why, based);
    let kind = match kind {
        DecisionKind::Headline(Some(text)) => {
            return restyle(wire, item, text, on_record, confirmed).await;
        }
        DecisionKind::Kicker(Some(text)) => {
            worded(text, "line above the headline")?;
            return lines::give(wire, item, (Place::Above, text), on_record, confirmed).await;
        }
        DecisionKind::Dek(Dek::House(text)) => {
            worded(text, "line below the headline")?;
            return lines::give(wire, item, (Place::Below, text), on_record, confirmed).await;
        }
        DecisionKind::EditorNote(Some(text)) => {
            worded(text, "note")?;
            let note = typed::note(text).context(Kind::Malformed, || "cannot take the note")?;
            DecisionKind::EditorNote(note)
        }
        DecisionKind::Correct(text) => {
            let tried = || "cannot take the correction";
            DecisionKind::Correct(typed::correction(text).context(Kind::Malformed, tried)?)
        }
        DecisionKind::Kill(ground) | DecisionKind::AskKill(ground) => {
            pipeline::kill(wire, item, *ground, (by, why), based).await?;
            return Ok(Restyle::Given);
        }
        DecisionKind::Headline(None)
        | DecisionKind::Kicker(None)
        | DecisionKind::Dek(Dek::Source | Dek::Teaser)
        | DecisionKind::EditorNote(None)
        | DecisionKind::Release
        | DecisionKind::Schedule(_)
        | DecisionKind::Hold
        | DecisionKind::Spike
        | DecisionKind::Embargo(_)
        | DecisionKind::Section(_)
        | DecisionKind::Genre(_)
        | DecisionKind::Withhold
        | DecisionKind::Undo(_) => kind.clone(),
    };
    pipeline::decide_on(wire, item, &kind, (by, why), based).await?;
    Ok(Restyle::Given)
}

/// # Errors
/// `Malformed` if there are no words: to take a line off is said by a word of its own.
fn worded(text: &str, what: &str) -> Result<()> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    let what = format!("cannot take the {what}: it has no words; to have none, say that");
    Err(Error::new(Kind::Malformed, what).code("words"))
}
