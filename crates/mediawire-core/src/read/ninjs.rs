//! ninjs 1.x, 2.x and 3.x (IPTC, News in JSON): a piece, or an array of pieces.
//!
//! What 2.x and 3.x name otherwise than 1.x is looked for under each of its names.

mod rules;
mod versions;

use super::agency::{Piece, refuse, set_embargo, set_status};
use super::gather::{Gather, address, fragment, lang};
use super::json::{Json, Kind, Value};
use super::standard::Edition;
use super::{Format, Input, List, NotAList, chars};
use crate::model::entry::Form;
use crate::model::handling::PieceKind;
use crate::text::date;
use url::Url;

/// ninjs.
pub(super) const FORMAT: Format = Format { name: "ninjs", detect, read };

/// How much of a document is looked at to tell ninjs from other JSON, in bytes.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// Keywords, and codes of subjects, that are read of one piece.
const KEYWORDS_MAX: usize = 64;

fn detect(document: &str) -> bool {
    let document = document.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = &document.as_bytes()[..document.len().min(HEAD_BYTES_MAX)];
    let holds = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    document.starts_with(['{', '['])
        && !holds(b"jsonfeed.org")
        && (holds(b"\"ninjs\"") || (holds(b"\"uri\"") && !holds(b"\"items\"")))
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    // A text that is cut off or goes wrong somewhere would be taken for a whole one.
    serde_json::from_str::<serde_json::Value>(input.document.trim_start_matches('\u{feff}'))
        .map_err(|error| refuse(FORMAT.name, format!("it is no JSON: {error}")))?;
    let json = Json::read(input.document);
    let root = json.value().ok_or(NotAList::Json)?;
    let mut gather = Gather::new(input, FORMAT.name);
    if root.kind() != Kind::Array {
        rules::check(root).map_err(|why| refuse(FORMAT.name, why))?;
        gather.add(piece(root, input).finish(input), root.range().start);
        return Ok(gather.finish(Vec::new()));
    }
    let mut first = None;
    for value in root.elements() {
        let at = value.range().start;
        match rules::check(value) {
            _ if gather.is_full() => {
                gather.overflow();
                break;
            }
            Ok(()) => gather.add(piece(value, input).finish(input), at),
            Err(why) => {
                gather.doubt(format!("the piece at byte {at}: {why}: skipped"));
                first.get_or_insert(why);
            }
        }
    }
    match first.filter(|_| gather.list.entries.is_empty()) {
        Some(why) => Err(refuse(FORMAT.name, why)),
        None => Ok(gather.finish(Vec::new())),
    }
}

/// What the version that pieces are of forbids in `document`, in words: the one that is told, else the one that each
/// states. What no version allows, reading tells.
pub(super) fn forbidden(document: &str, edition: Option<Edition>) -> Option<String> {
    let json = Json::read(document);
    let root = json.value()?;
    let pieces = match root.kind() {
        Kind::Array => root.elements().collect(),
        Kind::Object | Kind::Text | Kind::Word => vec![root],
    };
    pieces.into_iter().find_map(|piece| versions::check(piece, edition).err())
}

/// A member by any of its names.
fn any<'j>(value: Value<'j>, names: &[&str]) -> Option<Value<'j>> {
    names.iter().find_map(|name| value.member(name))
}

/// The text of a member by any of its names, as one line.
fn line(value: Value<'_>, names: &[&str]) -> Option<String> {
    let text = any(value, names)?.as_text()?;
    Some(chars::fold(&text)).filter(|text| !text.is_empty())
}

/// The objects in an array.
fn objects<'j>(value: Value<'j>, names: &[&str]) -> impl Iterator<Item = Value<'j>> + use<'j> {
    any(value, names).into_iter().flat_map(Value::elements)
}

fn names_in(value: Value<'_>, names: &[&str]) -> Vec<String> {
    objects(value, names).filter_map(|it| line(it, &["name", "literal"])).collect()
}

fn piece(root: Value<'_>, input: &Input<'_>) -> Piece {
    let base = Url::parse(input.url).ok();
    let time = |names: &[&str]| line(root, names).and_then(|raw| date::time(&raw));
    let mut piece = Piece::default();
    let (found, handling) = (&mut piece.found, &mut piece.handling);
    found.guid = line(root, &["uri"]);
    handling.kind = match line(root, &["type"]).as_deref() {
        None | Some("text") => PieceKind::Story,
        Some("composite") => PieceKind::Package,
        Some("event" | "planning" | "component") => PieceKind::Data,
        Some(_) => PieceKind::Medium,
    };
    found.url = page(root, base.as_ref());
    found.title = headline(root);
    found.summary = description(root);
    found.authors = line(root, &["byline", "by"]).into_iter().collect();
    found.lang = line(root, &["language"]).and_then(|tag| lang(&tag));
    found.updated = time(&["versioncreated", "versionCreated"]);
    found.published = time(&["firstcreated", "firstCreated"]);
    if found.published.is_none() || found.published == found.updated {
        found.published = found.updated.take();
    }
    found.text = body(root, input);
    handling.version = line(root, &["version"]).and_then(|raw| raw.parse().ok());
    handling.urgency = line(root, &["urgency"]).and_then(|raw| raw.parse().ok());
    handling.note = line(root, &["ednote", "edNote"]);
    handling.terms = line(root, &["usageterms", "usageTerms"]);
    handling.rights = line(root, &["copyrightnotice", "copyrightNotice"])
        .or_else(|| line(root, &["copyrightholder", "copyrightHolder"]));
    handling.dateline = line(root, &["located"]);
    handling.slugline = line(root, &["slugline"]);
    handling.credit = names_in(root, &["infosource", "infosources", "infoSources"]).pop();
    let subjects = &["subject", "subjects"];
    found.categories = names_in(root, subjects);
    let codes = objects(root, subjects).filter_map(|it| line(it, &["code", "uri"]));
    handling.keywords = codes.take(KEYWORDS_MAX).collect();
    found.image = image(root, base.as_ref());
    piece.genres = names_in(root, &["genre", "genres"]);
    piece.genres.extend(line(root, &["profile"]));
    if let Some(status) = line(root, &["pubstatus", "pubStatus"]) {
        set_status(&mut piece.handling, &status);
    }
    if let Some(raw) = line(root, &["embargoed", "embargoedUntil", "embargoeduntil"]) {
        set_embargo(&mut piece.handling, &raw);
    }
    piece
}

/// The value of the object that is the main one: by its role, else the first.
fn main_of<'j>(all: impl Iterator<Item = Value<'j>>) -> Option<Value<'j>> {
    let all: Vec<Value<'j>> = all.collect();
    let is_main = |it: &&Value<'j>| it.text("role").is_some_and(|role| role == "main");
    all.iter().find(is_main).or(all.first()).copied()
}

fn headline(root: Value<'_>) -> String {
    let named = line(root, &["headline", "headline_main", "headline_text"]);
    let listed = || main_of(objects(root, &["headlines"])).and_then(|it| line(it, &["value"]));
    named.or_else(listed).or_else(|| line(root, &["title"])).unwrap_or_default()
}

fn description(root: Value<'_>) -> Option<String> {
    let named = line(root, &["description_summary", "description_text", "description_main"]);
    let is_summary = |it: &Value<'_>| {
        it.text("role").is_none_or(|role| matches!(&*role, "summary" | "main" | "abstract"))
    };
    let listed = || objects(root, &["descriptions"]).find(is_summary);
    named.or_else(|| listed().and_then(|it| line(it, &["value"])))
}

/// The text: HTML before plain text.
fn body(root: Value<'_>, input: &Input<'_>) -> Option<crate::model::entry::Fragment> {
    let named = ["body_xhtml", "body_html", "body_main", "body_text"];
    let listed = || {
        let is_html = |it: &Value<'_>| {
            let kind = it.text("contenttype").or_else(|| it.text("contentType"));
            kind.is_some_and(|kind| kind.contains("html"))
        };
        let all = || objects(root, &["bodies"]);
        main_of(all().filter(is_html)).or_else(|| main_of(all()))?.member("value")
    };
    let others = || {
        let mut members = root.members().filter(|(name, _)| name.starts_with("body_"));
        members.next().map(|(_, value)| value)
    };
    let value = any(root, &named).or_else(listed).or_else(others)?;
    let text = value.as_text().filter(|_| value.kind() == Kind::Text)?;
    let is_html = text.trim_start().starts_with('<');
    let form = if is_html { Form::JsonHtml } else { Form::JsonLines };
    fragment(input.document, value.range(), form)
}

/// The renditions of a piece: those of 1.x stand under names, those of 2.x in an array.
fn renditions<'j>(root: Value<'j>) -> Vec<Value<'j>> {
    match root.member("renditions") {
        Some(all) if all.kind() == Kind::Object => all.members().map(|(_, it)| it).collect(),
        Some(all) => all.elements().collect(),
        None => Vec::new(),
    }
}

fn media_type(rendition: Value<'_>) -> String {
    line(rendition, &["mimetype", "contenttype", "contentType"]).unwrap_or_default()
}

/// The address of its page: that of a rendition in HTML, else its own identity, where that is one.
fn page(root: Value<'_>, base: Option<&Url>) -> Option<String> {
    let html = renditions(root).into_iter().find(|it| media_type(*it).contains("html"));
    html.and_then(|it| address(&it.text("href")?, base))
        .or_else(|| root.text("uri").and_then(|uri| address(&uri, None)))
}

/// The widest picture of the first associated piece that is a picture.
fn image(root: Value<'_>, base: Option<&Url>) -> Option<String> {
    let all = root.member("associations")?;
    let pieces: Vec<Value<'_>> = match all.kind() {
        Kind::Object => all.members().map(|(_, piece)| piece).collect(),
        _ => all.elements().collect(),
    };
    let is_picture = |it: &&Value<'_>| it.text("type").is_some_and(|kind| kind == "picture");
    let picture = pieces.iter().find(is_picture)?;
    let width = |it: &Value<'_>| it.text("width").and_then(|raw| raw.parse::<u64>().ok());
    let mut images: Vec<Value<'_>> = renditions(*picture)
        .into_iter()
        .filter(|it| media_type(*it).starts_with("image/"))
        .collect();
    images.sort_by_key(|it| std::cmp::Reverse(width(it)));
    images.iter().find_map(|it| address(&it.text("href")?, base))
}
