//! Which properties and words of ninjs each version has (IPTC, ninjs schemas 1.0 to 3.1).
//!
//! Read is what any version allows; this tells what the version that a piece is of does not. To add a version, add what
//! is new or gone in it.

use super::rules;
use crate::read::json::Value;
use crate::read::standard::Edition;

/// From which version on, and up to which (`ALWAYS`: all from then on), as numbers: 1.2 is `(1, 2)`.
type Span = ((u32, u32), (u32, u32));

/// The last of 1.x.
const LAST_1: (u32, u32) = (1, u32::MAX);
/// No last version.
const ALWAYS: (u32, u32) = (u32::MAX, u32::MAX);

/// Properties that not every version has, without their capitals. The one that states the version is none of them: it
/// is in place wherever it is understood.
const PROPERTIES: &[(&str, Span)] = &[
    ("mimetype", ((1, 0), LAST_1)),
    ("person", ((1, 0), LAST_1)),
    ("organisation", ((1, 0), LAST_1)),
    ("place", ((1, 0), LAST_1)),
    ("subject", ((1, 0), LAST_1)),
    ("event", ((1, 0), LAST_1)),
    ("object", ((1, 0), LAST_1)),
    ("byline", ((1, 0), LAST_1)),
    ("headline", ((1, 0), LAST_1)),
    ("urgency", ((1, 1), ALWAYS)),
    ("usageterms", ((1, 1), ALWAYS)),
    ("firstcreated", ((1, 2), ALWAYS)),
    ("ednote", ((1, 2), ALWAYS)),
    ("title", ((1, 2), ALWAYS)),
    ("slugline", ((1, 2), ALWAYS)),
    ("infosource", ((1, 2), LAST_1)),
    ("charcount", ((1, 2), LAST_1)),
    ("wordcount", ((1, 2), LAST_1)),
    ("altids", ((1, 3), ALWAYS)),
    ("genre", ((1, 3), LAST_1)),
    ("trustindicator", ((1, 3), LAST_1)),
    ("contentcreated", ((1, 4), ALWAYS)),
    ("rightsinfo", ((1, 4), ALWAYS)),
    ("expires", ((1, 4), ALWAYS)),
    ("digitalsourcetype", ((1, 6), ALWAYS)),
    ("descriptions", ((2, 0), ALWAYS)),
    ("bodies", ((2, 0), ALWAYS)),
    ("headlines", ((2, 0), ALWAYS)),
    ("people", ((2, 0), ALWAYS)),
    ("organisations", ((2, 0), ALWAYS)),
    ("places", ((2, 0), ALWAYS)),
    ("subjects", ((2, 0), ALWAYS)),
    ("events", ((2, 0), ALWAYS)),
    ("objects", ((2, 0), ALWAYS)),
    ("infosources", ((2, 0), ALWAYS)),
    ("by", ((2, 0), ALWAYS)),
    ("trustindicators", ((2, 0), ALWAYS)),
    ("genres", ((2, 0), ALWAYS)),
];

/// Beginnings of properties whose names go on.
const OPEN: &[(&str, Span)] = &[
    ("description_", ((1, 0), LAST_1)),
    ("body_", ((1, 0), LAST_1)),
    ("headline_", ((1, 3), LAST_1)),
];

/// Words that not every version has, by their property.
const WORDS: &[(&str, &str, Span)] = &[
    ("type", "component", ((1, 2), ALWAYS)),
    ("type", "event", ((3, 0), ALWAYS)),
    ("type", "planning", ((3, 0), ALWAYS)),
    ("representationtype", "complete", ((1, 0), LAST_1)),
    ("representationtype", "incomplete", ((1, 0), LAST_1)),
    ("representationtype", "full", ((2, 0), ALWAYS)),
    ("representationtype", "partial", ((2, 0), ALWAYS)),
];

/// What the version that a piece is of has not: the one that is told, else the one that it states; one that states
/// none, or a draft, has all.
pub(super) fn check(piece: Value<'_>, edition: Option<Edition>) -> Result<(), String> {
    let stated = || rules::version(piece)?.parse().ok();
    let Some(edition) = edition.or_else(stated) else { return Ok(()) };
    for (name, value) in piece.members() {
        let key = name.to_ascii_lowercase();
        let named = PROPERTIES.iter().find(|(known, _)| *known == key);
        let open = || OPEN.iter().find(|(start, _)| key.starts_with(start));
        if let Some((_, span)) = named.or_else(open) {
            within(&format!("the property {name:?}"), *span, edition)?;
        }
        let word = value.as_text().unwrap_or_default();
        let known = WORDS.iter().find(|(of, known, _)| *of == key && *known == word);
        if let Some((_, _, span)) = known {
            within(&format!("{word:?} as {name:?}"), *span, edition)?;
        }
    }
    Ok(())
}

fn within(what: &str, (first, last): Span, edition: Edition) -> Result<(), String> {
    let at = (edition.major, edition.minor);
    if at < first {
        let (major, minor) = first;
        return Err(format!(
            "{what} came with ninjs {major}.{minor}, and the piece is of {edition}: it must be left out, or the \
             version be raised"
        ));
    }
    if at > last {
        return Err(format!(
            "{what} is of ninjs 1.x, and the piece is of {edition}, which has another name for it"
        ));
    }
    Ok(())
}
