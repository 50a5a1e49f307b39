//! What an agency says of how an item is to be handled, for whoever decides.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::entries;
use mediawire_core::model::handling::Handling;
use mediawire_core::model::id::EntryId;
use serde_json::Value;

/// Longest word of an agency that is told in a line, in characters.
const CHARS_MAX: usize = 400;

/// What holds of all that the agency of an entry said of it; `None` where no agency did.
pub(super) async fn of(tx: &mut Tx, entry: EntryId) -> Result<Option<Handling>> {
    Ok(Handling::that_holds(entries::handlings(tx, entry).await?))
}

/// The same as JSON; what is not said is null.
pub(super) fn json(handling: &Handling) -> Value {
    serde_json::json!({
        "status": handling.status.name(), "kind": handling.kind.name(), "urgency": handling.urgency,
        "embargo": handling.embargo.as_ref().map(|time| time.at.to_string()), "version": handling.version,
        "correction": handling.is_correction, "note": handling.note, "terms": handling.terms,
        "rights": handling.rights, "credit": handling.credit, "slugline": handling.slugline,
    })
}

/// The same as lines for a terminal: what matters for a decision.
pub(super) fn lines(handling: &Handling) -> Vec<String> {
    let mut first = vec![format!("status {}", handling.status.name())];
    first.extend(handling.urgency.map(|n| format!("urgency {n} (1 is the most urgent)")));
    first.extend(handling.version.map(|n| format!("version {n}")));
    first.extend(handling.embargo.as_ref().map(|time| format!("embargoed until {}", time.at)));
    if handling.is_correction {
        first.push("a correction".to_owned());
    }
    let mut lines = vec![first.join(", ")];
    for (what, words) in [("note", &handling.note), ("usage terms", &handling.terms)] {
        lines.extend(words.as_ref().map(|words| format!("{what}: {}", shown(words))));
    }
    lines
}

/// An agency's words as a terminal may show them.
fn shown(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = line.chars().filter(|c| !c.is_control()).take(CHARS_MAX).collect();
    if shown.chars().count() == CHARS_MAX {
        shown.push('…');
    }
    shown
}
