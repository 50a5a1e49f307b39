//! What makes a JSON document one of ninjs: the properties of 1.0 to 3.1 (IPTC, ninjs schemas), by name and kind.
//!
//! A name is looked up without its capitals, which is all that 3.x changed in most. Where versions differ and the
//! document does not say which it is of, what one of them allows is allowed. To add a property, add it to
//! [`PROPERTIES`], or where it stands inside another to [`MEMBERS`].

use crate::read::json::{Kind, Value};
use crate::text::date;

/// The first versions that may be stated, by their first number.
const MAJORS: [&str; 3] = ["1", "2", "3"];
const STATUS: &[&str] = &["usable", "withheld", "canceled"];
const TYPES: &[&str] = &[
    "text",
    "audio",
    "video",
    "picture",
    "graphic",
    "composite",
    "component",
    "event",
    "planning",
];
const REPRESENTATIONS: &[&str] = &["complete", "incomplete", "full", "partial"];
/// The most and least urgent.
const URGENCIES: std::ops::RangeInclusive<i64> = 1..=9;

/// What a property holds.
#[derive(Debug, Clone, Copy)]
enum Is {
    Text,
    /// A text that is a moment. The schemas do not hold the others to be one; an embargo that is none holds back.
    Moment,
    Number,
    Urgency,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// An object whose members are told by their own names.
    Object,
    /// An array of such objects.
    Objects,
    /// An array of anything, or an object.
    Any,
    /// Other pieces of ninjs: an object of them by name, or an array.
    Pieces,
}

/// The properties of a piece.
const PROPERTIES: &[(&str, Is)] = &[
    ("uri", Is::Text),
    ("$standard", Is::Object),
    ("standard", Is::Object),
    ("type", Is::OneOf(TYPES)),
    ("mimetype", Is::Text),
    ("representationtype", Is::OneOf(REPRESENTATIONS)),
    ("profile", Is::Text),
    ("version", Is::Text),
    ("firstcreated", Is::Text),
    ("versioncreated", Is::Text),
    ("contentcreated", Is::Text),
    ("embargoed", Is::Text),
    ("embargoeduntil", Is::Text),
    ("expires", Is::Text),
    ("pubstatus", Is::OneOf(STATUS)),
    ("urgency", Is::Urgency),
    ("copyrightholder", Is::Text),
    ("copyrightnotice", Is::Text),
    ("usageterms", Is::Text),
    ("ednote", Is::Text),
    ("language", Is::Text),
    ("descriptions", Is::Objects),
    ("bodies", Is::Objects),
    ("headlines", Is::Objects),
    ("person", Is::Objects),
    ("people", Is::Objects),
    ("organisation", Is::Objects),
    ("organisations", Is::Objects),
    ("place", Is::Objects),
    ("places", Is::Objects),
    ("subject", Is::Objects),
    ("subjects", Is::Objects),
    ("event", Is::Objects),
    ("events", Is::Objects),
    ("object", Is::Objects),
    ("objects", Is::Objects),
    ("infosource", Is::Objects),
    ("infosources", Is::Objects),
    ("title", Is::Text),
    ("byline", Is::Text),
    ("by", Is::Text),
    ("headline", Is::Text),
    ("slugline", Is::Text),
    ("located", Is::Text),
    ("charcount", Is::Number),
    ("wordcount", Is::Number),
    ("renditions", Is::Any),
    ("associations", Is::Pieces),
    ("altids", Is::Any),
    ("trustindicator", Is::Objects),
    ("trustindicators", Is::Objects),
    ("genre", Is::Objects),
    ("genres", Is::Objects),
    ("rightsinfo", Is::Object),
    ("digitalsourcetype", Is::Object),
    ("eventdetails", Is::Object),
    ("plannedcoverage", Is::Objects),
    ("advices", Is::Objects),
];

/// What stands inside objects, where that is not a text under any of the names in [`TEXTS`].
const MEMBERS: &[(&str, Is)] = &[
    ("charcount", Is::Number),
    ("wordcount", Is::Number),
    ("relevance", Is::Number),
    ("confidence", Is::Number),
    ("urgency", Is::Urgency),
    ("startdate", Is::Moment),
    ("enddate", Is::Moment),
    ("expectedstartdate", Is::Moment),
    ("expectedenddate", Is::Moment),
    ("dates", Is::Object),
    ("geojson", Is::Object),
    ("contactinfo", Is::Objects),
    ("symbols", Is::Objects),
    ("importance", Is::Object),
    ("lifetime", Is::Object),
];

/// Names inside objects under which a text stands.
const TEXTS: [&str; 13] = [
    "name",
    "rel",
    "scheme",
    "code",
    "uri",
    "literal",
    "role",
    "contenttype",
    "value",
    "title",
    "href",
    "creator",
    "langid",
];

/// Properties with a name that goes on: `headline_main`.
const OPEN: [&str; 3] = ["headline_", "body_", "description_"];

/// The version that a piece states.
pub(super) fn version(piece: Value<'_>) -> Option<String> {
    let standard = piece.member("$standard").or_else(|| piece.member("standard"))?;
    standard.text("version").map(|version| version.trim().to_owned())
}

/// What is wrong with a piece, in words.
pub(super) fn check(piece: Value<'_>) -> Result<(), String> {
    if piece.kind() != Kind::Object {
        return Err("it is no object".to_owned());
    }
    if piece.text("uri").is_none_or(|uri| uri.trim().is_empty()) {
        return Err("it has no uri, which names the piece".to_owned());
    }
    if let Some(version) = version(piece) {
        let major = version.split('.').next().unwrap_or_default();
        if !MAJORS.contains(&major) {
            return Err(format!("it is of ninjs {version:?}, which is not known"));
        }
    }
    for (name, value) in piece.members() {
        let key = name.to_ascii_lowercase();
        match PROPERTIES.iter().find(|(known, _)| *known == key) {
            Some((_, is)) => check_value(name, value, *is)?,
            None if is_open(&key) => check_value(name, value, Is::Text)?,
            None => return Err(format!("{name:?} is no property of ninjs")),
        }
    }
    let is_event = piece.text("type").is_some_and(|kind| kind == "event");
    if is_event && piece.member("renditions").is_some() {
        return Err("an event has no \"renditions\"".to_owned());
    }
    Ok(())
}

fn is_open(key: &str) -> bool {
    OPEN.iter()
        .filter_map(|start| key.strip_prefix(start))
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

fn check_value(name: &str, value: Value<'_>, is: Is) -> Result<(), String> {
    let fits = |fits: bool, what: &str| match fits {
        true => Ok(()),
        false => Err(format!("{name:?} is no {what}")),
    };
    let kind = value.kind();
    let number = || value.as_text().filter(|_| kind == Kind::Word);
    match is {
        Is::Text => fits(kind == Kind::Text, "text"),
        Is::Number => fits(number().is_some(), "number"),
        Is::Urgency => {
            let urgency = number().and_then(|raw| raw.parse::<i64>().ok());
            fits(urgency.is_some_and(|it| URGENCIES.contains(&it)), "number from 1 to 9")
        }
        Is::Moment => {
            let text = value.as_text().filter(|_| kind == Kind::Text);
            let is_one = text.is_some_and(|raw| {
                raw.starts_with(|c: char| c.is_ascii_digit()) && is_moment(&raw)
            });
            fits(is_one, "moment")
        }
        Is::OneOf(known) => {
            let text = value.as_text().filter(|_| kind == Kind::Text).unwrap_or_default();
            match known.contains(&&*text) {
                true => Ok(()),
                false => {
                    Err(format!("{name:?} is {text:?}, which is none of {}", known.join(", ")))
                }
            }
        }
        Is::Any => fits(matches!(kind, Kind::Array | Kind::Object), "array or object"),
        Is::Object => {
            fits(kind == Kind::Object, "object")?;
            check_members(name, value)
        }
        Is::Objects => {
            fits(kind == Kind::Array, "array of objects")?;
            value.elements().try_for_each(|element| check_value(name, element, Is::Object))
        }
        Is::Pieces => check_pieces(name, value),
    }
}

/// A whole moment, or a year, month or day (ninjs 3.0, `truncatedDateTimeType`).
fn is_moment(raw: &str) -> bool {
    let is_short = raw.len() <= 10 && raw.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_short || date::time(raw).is_some()
}

fn check_members(name: &str, object: Value<'_>) -> Result<(), String> {
    for (member, value) in object.members() {
        let key = member.to_ascii_lowercase();
        let is = MEMBERS.iter().find(|(known, _)| *known == key).map(|(_, is)| *is);
        let is = is.or_else(|| TEXTS.contains(&&*key).then_some(Is::Text));
        if let Some(is) = is {
            check_value(&format!("{name}.{member}"), value, is)?;
        }
    }
    let has = |member: &str| object.members().any(|(key, _)| key.eq_ignore_ascii_case(member));
    match name.to_ascii_lowercase().as_str() {
        "rightsinfo" if has("linkedRights") == has("encodedRights") => {
            Err(format!("{name:?} has not one of linkedrights and encodedrights"))
        }
        name if name.ends_with("geojson") && !has("type") => {
            Err(format!("{name:?} has no \"type\""))
        }
        name if name.ends_with(".dates") && has("startDate") && has("expectedStartDate") => {
            Err(format!("{name:?} has both a start and an expected start"))
        }
        name if (name.ends_with(".importance") || name.ends_with(".lifetime")) && !has("code") => {
            Err(format!("{name:?} has no \"code\""))
        }
        "bodies" | "headlines" | "descriptions" if !has("value") => {
            Err(format!("one of {name:?} has no \"value\""))
        }
        _ => Ok(()),
    }
}

/// Pieces that go with another: each is one of its own, but need not be named again.
fn check_pieces(name: &str, value: Value<'_>) -> Result<(), String> {
    match value.kind() {
        Kind::Object => {
            for (key, piece) in value.members() {
                check(piece).map_err(|why| format!("in {name:?}, {key:?}: {why}"))?;
            }
        }
        Kind::Array => {
            for piece in value.elements() {
                let mut without_name = piece.members().filter(|(key, _)| *key != "name");
                if piece.text("name").is_none() {
                    return Err(format!("one of {name:?} has no \"name\""));
                }
                if piece.text("uri").is_none() {
                    return Err(format!("one of {name:?} has no \"uri\""));
                }
                let unknown = without_name.find(|(key, _)| {
                    let key = key.to_ascii_lowercase();
                    !is_open(&key) && PROPERTIES.iter().all(|(known, _)| *known != key)
                });
                if let Some((key, _)) = unknown {
                    return Err(format!("in {name:?}, {key:?} is no property of ninjs"));
                }
                if let Some(rights) = piece.member("rightsinfo") {
                    check_value("rightsinfo", rights, Is::Object)?;
                }
            }
        }
        Kind::Text | Kind::Word => return Err(format!("{name:?} is no object and no array")),
    }
    Ok(())
}
