//! NITF 3.x (IPTC, News Industry Text Format): a document of one piece.

use super::agency::{Piece, hold, refuse, set_embargo, set_status};
use super::gather::{Gather, address, fragment, lang};
use super::outline::{Element, Outline};
use super::{Format, Input, List, NotAList};
use crate::codec::scan::{Kind, Scanner};
use crate::model::entry::Form;
use crate::model::handling::PubStatus;
use crate::text::date;
use url::Url;

/// NITF.
pub(super) const FORMAT: Format = Format { name: "nitf", detect, read };

/// Keywords, and codes of subjects, that are read of one piece.
const KEYWORDS_MAX: usize = 64;

fn detect(document: &str) -> bool {
    let first = Scanner::new(document, 0).next();
    first.is_some_and(|tag| tag.kind == Kind::Start && tag.local() == "nitf")
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let outline = Outline::of(input.document);
    if let Some(doubt) = outline.doubt.as_ref().filter(|doubt| doubt.contains("ends before")) {
        return Err(refuse(FORMAT.name, doubt));
    }
    let root = outline.root().ok_or_else(|| refuse(FORMAT.name, "there is no element in it"))?;
    if root.at(&["body"]).is_none() {
        return Err(refuse(FORMAT.name, "there is no <body> in <nitf>"));
    }
    let mut gather = Gather::new(input, FORMAT.name);
    outline.doubt.iter().for_each(|doubt| gather.doubt(doubt.clone()));
    let piece = piece(root, input);
    if piece.found.title.is_empty() && piece.found.text.is_none() {
        return Err(refuse(
            FORMAT.name,
            "it has neither a headline (hl1, title) nor a body.content",
        ));
    }
    if piece.found.guid.is_none() {
        gather.doubt("no <doc-id id-string> says which piece it is".to_owned());
    }
    gather.add(piece.finish(input), root.start());
    Ok(gather.finish(Vec::new()))
}

/// The piece that the element `nitf` holds.
pub(super) fn piece(root: Element<'_, '_>, input: &Input<'_>) -> Piece {
    let mut piece = Piece::default();
    if let Some(head) = root.at(&["head"]) {
        read_head(head, &mut piece);
    }
    let tag = root.attribute("xml:lang").or_else(|| root.attribute("lang"));
    piece.found.lang = tag.and_then(|tag| lang(&tag));
    if let Some(body) = root.at(&["body"]) {
        let tag = body.attribute("xml:lang").or_else(|| body.attribute("lang"));
        piece.found.lang = piece.found.lang.take().or_else(|| tag.and_then(|tag| lang(&tag)));
        if let Some(head) = body.at(&["body.head"]) {
            read_body_head(head, &mut piece);
        }
        read_content(body, input, &mut piece);
    }
    if piece.found.title.is_empty() {
        piece.found.title = root.line_at(&["head", "title"]).unwrap_or_default();
    }
    piece
}

fn read_head(head: Element<'_, '_>, piece: &mut Piece) {
    for subject in head.each("tobject") {
        let kinds = subject.each("tobject.property");
        piece
            .genres
            .extend(kinds.filter_map(|it| it.attribute("tobject.property.type").map(Into::into)));
        for topic in subject.each("tobject.subject") {
            let named = ["tobject.subject.matter", "tobject.subject.type"];
            let name = named.iter().find_map(|name| topic.attribute(name));
            piece.found.categories.extend(name.map(Into::into));
            if let Some(code) = topic.attribute("tobject.subject.refnum") {
                piece.handling.keywords.push(format!("subj:{code}"));
            }
        }
    }
    for place in head.each("pubdata") {
        piece.found.categories.extend(place.attribute("position.section").map(Into::into));
        let at = place.attribute("ex-ref").and_then(|href| address(&href, None));
        piece.found.url = piece.found.url.take().or(at);
    }
    if let Some(docdata) = head.at(&["docdata"]) {
        read_docdata(docdata, piece);
    }
    piece.handling.keywords.truncate(KEYWORDS_MAX);
}

/// `docdata` (NITF 3.6, §docdata): identity, times, rights, how it is to be managed.
fn read_docdata(docdata: Element<'_, '_>, piece: &mut Piece) {
    let value = |name, attribute| docdata.each(name).find_map(|it| it.attribute(attribute));
    let time = |name| value(name, "norm").and_then(|raw| date::time(&raw));
    let (found, handling) = (&mut piece.found, &mut piece.handling);
    found.guid = value("doc-id", "id-string").map(Into::into);
    handling.version = value("du-key", "version").and_then(|raw| raw.parse().ok());
    handling.urgency = value("urgency", "ed-urg").and_then(|raw| raw.parse().ok());
    handling.note = value("ed-msg", "info").map(Into::into);
    handling.slugline = value("fixture", "fix-id").map(Into::into);
    found.published = time("date.issue");
    if let Some(holder) = value("doc.copyright", "holder") {
        let year = value("doc.copyright", "year").unwrap_or_default();
        handling.rights = Some(format!("© {year} {holder}").replace("  ", " "));
    }
    let keys = docdata.each("key-list").flat_map(|list| list.each("keyword"));
    handling.keywords.extend(keys.filter_map(|it| it.attribute("key").map(Into::into)));
    if let Some(status) = docdata.attribute("management-status") {
        set_status(handling, &status);
    }
    if let Some(raw) = value("date.release", "norm") {
        set_embargo(handling, &raw);
        // The status `embargoed` says no more than the moment does.
        let is_named = docdata.attribute("management-status").as_deref() == Some("embargoed");
        if is_named && handling.embargo.is_some() {
            handling.status = PubStatus::Usable;
        }
    } else if handling.status == PubStatus::Withheld {
        hold(handling, "no <date.release> says when it may be shown");
    }
    // One document may say of another that it is withdrawn.
    let status = docdata.attribute("management-idref-status");
    if status.is_some_and(|status| matches!(&*status, "canceled" | "cancelled" | "killed")) {
        handling.withdraws = docdata.attribute("management-doc-idref").map(Into::into);
    }
}

fn read_body_head(head: Element<'_, '_>, piece: &mut Piece) {
    let (found, handling) = (&mut piece.found, &mut piece.handling);
    found.title = head.line_at(&["hedline", "hl1"]).unwrap_or_default();
    let dek = head.line_at(&["hedline", "hl2"]);
    found.summary = dek.or_else(|| head.line_at(&["abstract"]));
    for byline in head.each("byline") {
        let persons: Vec<String> = byline.named("person").filter_map(Element::line).collect();
        let title = byline.line_at(&["byttl"]);
        match (persons.is_empty(), byline.line()) {
            (true, Some(line)) => {
                let name = title.map_or(line.clone(), |title| line.replace(&title, ""));
                found.authors.push(name.trim().trim_end_matches(',').to_owned());
            }
            _ => found.authors.extend(persons),
        }
    }
    handling.dateline =
        head.line_at(&["dateline", "location"]).or_else(|| head.line_at(&["dateline"]));
    handling.credit = head.line_at(&["distributor"]);
    if let Some(rights) = head.line_at(&["rights"]) {
        handling.terms = Some(rights);
    }
    let notes = head.each("note").filter(|note| {
        note.attribute("noteclass").is_some_and(|class| class.starts_with("editor"))
    });
    for note in notes.filter_map(Element::line) {
        let before = handling.note.take().map(|note| note + " · ").unwrap_or_default();
        handling.note = Some(before + &note);
    }
}

fn read_content(body: Element<'_, '_>, input: &Input<'_>, piece: &mut Piece) {
    let Some(content) = body.at(&["body.content"]) else { return };
    piece.found.text = fragment(input.document, content.inside(), Form::Markup);
    let base = Url::parse(input.url).ok();
    piece.found.image = content.named("media").find_map(|media| {
        let is_picture = media.attribute("media-type").as_deref() == Some("image");
        let reference = media.each("media-reference").next().filter(|_| is_picture)?;
        address(&reference.attribute("source")?, base.as_ref())
    });
}
