//! NewsML-G2 2.x (IPTC): a `newsItem`, a `packageItem`, or a `newsMessage` that holds several.
//!
//! Catalogs are not asked for: what a code means is told by what it ends in, and the code is kept as it is written.
//! Text is `inlineXML` of XHTML or NITF, or `inlineData`; a text that is only named (`remoteContent`, `itemRef`) is an
//! entry with its address, which is asked for.
//!
//! What the standard forbids and harms no reader, such as an element that a concept may not have, is a doubt; whoever
//! holds an agency to its standard asks [`super::standard::list`], which refuses it.

mod faults;
mod structure;

use super::agency::{Piece, code, hold, refuse, set_embargo, set_status};
use super::gather::{Gather, address, fragment, lang};
use super::outline::{Element, Outline};
use super::standard::{Edition, line_at};
use super::{Format, Input, List, NotAList, nitf};
use crate::codec::scan::{Kind, Scanner};
use crate::model::entry::Form;
use crate::model::handling::{Handling, PieceKind};
use crate::text::date;
use std::collections::HashSet;
use url::Url;

/// NewsML-G2.
pub(super) const FORMAT: Format = Format { name: "newsml-g2", detect, read };

/// Root elements, each of which is one item.
const ITEMS: [&str; 7] = [
    "newsItem",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "eventItem",
];
/// Before this minor version an item had to name its catalogs.
const CATALOGS_UNTIL: u32 = 30;
/// Keywords, and codes of subjects, that are read of one piece.
const KEYWORDS_MAX: usize = 64;

fn is_item(name: &str) -> bool {
    ITEMS.contains(&name)
}

fn detect(document: &str) -> bool {
    Scanner::new(document, 0).next().is_some_and(|tag| {
        tag.kind != Kind::End && (is_item(tag.local()) || tag.local() == "newsMessage")
    })
}

fn read(input: &Input<'_>) -> Result<List, NotAList> {
    let outline = Outline::of(input.document);
    if let Some(doubt) = outline.doubt.as_ref().filter(|doubt| doubt.contains("ends before")) {
        return Err(refuse(FORMAT.name, doubt));
    }
    let root = outline.root().ok_or_else(|| refuse(FORMAT.name, "there is no element in it"))?;
    let mut gather = Gather::new(input, FORMAT.name);
    outline.doubt.iter().for_each(|doubt| gather.doubt(doubt.clone()));
    if let Some(wrong) = wrong(root, input.document, None) {
        gather.doubt(wrong);
    }
    if is_item(root.name()) {
        let piece = item(root, input).map_err(|why| refuse(FORMAT.name, why))?;
        add(root, piece, input, &mut gather, &HashSet::new());
        return Ok(gather.finish(Vec::new()));
    }
    let sets = root.each("itemSet");
    let items: Vec<_> = sets.flat_map(Element::children).filter(|it| is_item(it.name())).collect();
    if items.is_empty() {
        return Err(refuse(FORMAT.name, "there is no item in the <itemSet> of <newsMessage>"));
    }
    let here: HashSet<String> =
        items.iter().filter_map(|it| it.attribute("guid").map(Into::into)).collect();
    for it in items {
        if gather.is_full() {
            gather.overflow();
            break;
        }
        match item(it, input) {
            Ok(piece) => add(it, piece, input, &mut gather, &here),
            Err(why) => {
                gather.doubt(format!("the item at byte {}: {why}: skipped", it.start()));
            }
        }
    }
    Ok(gather.finish(Vec::new()))
}

/// What the standard forbids in `document`, in words; `edition` is the version that it is to be of, where it is known
/// from elsewhere.
pub(super) fn forbidden(document: &str, edition: Option<Edition>) -> Option<String> {
    wrong(Outline::of(document).root()?, document, edition)
}

/// The first fault below `root`, and how many more there are.
fn wrong(root: Element<'_, '_>, document: &str, edition: Option<Edition>) -> Option<String> {
    let minor = edition.filter(|it| it.major == 2).map(|it| it.minor);
    let faults = faults::of(root, minor);
    let first = faults.first()?;
    let more = match faults.len() - 1 {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    Some(format!("line {}: {}{more}", line_at(document, first.at), first.why))
}

/// Takes an item, and what it names.
fn add(
    root: Element<'_, '_>,
    piece: Piece,
    input: &Input<'_>,
    gather: &mut Gather<'_>,
    here: &HashSet<String>,
) {
    let around = piece.handling.clone();
    gather.add(piece.finish(input), root.start());
    add_named(root, &around, input, gather, here);
}

/// The piece that an item is, or what it lacks (NewsML-G2 2.35, `AnyItem`).
fn item(root: Element<'_, '_>, input: &Input<'_>) -> Result<Piece, String> {
    let name = root.name();
    let guid = root.attribute("guid").ok_or_else(|| format!("<{name}> has no guid"))?;
    let standard = root.attribute("standard");
    if let Some(standard) = standard.filter(|name| !name.starts_with("NewsML-G2")) {
        return Err(format!("<{name}> is of the standard {standard:?}, not of NewsML-G2"));
    }
    let version = root.attribute("standardversion").unwrap_or("2.30".into());
    let minor = version.strip_prefix("2.").and_then(|rest| rest.split('.').next()?.parse().ok());
    if !(minor.is_some() || version == "2") {
        return Err(format!("<{name}> is of NewsML-G2 {version}, which is not known"));
    }
    let meta = root.at(&["itemMeta"]).ok_or_else(|| format!("<{name}> has no <itemMeta>"))?;
    let created = meta.line_at(&["versionCreated"]);
    let created = created.ok_or_else(|| format!("<{name}> has no <versionCreated>"))?;
    let needs_catalog = root.is_root() && minor.is_some_and(|n: u32| n < CATALOGS_UNTIL);
    if needs_catalog && root.at(&["catalogRef"]).or_else(|| root.at(&["catalog"])).is_none() {
        return Err(format!("<{name}> names no catalog, so that its codes mean nothing"));
    }
    let mut piece = Piece::default();
    piece.found.guid = Some(guid.into_owned());
    piece.found.lang = root.attribute("xml:lang").and_then(|tag| lang(&tag));
    piece.handling.version = match root.attribute("version") {
        None => Some(1),
        Some(raw) => Some(raw.parse().map_err(|_| format!("the version {raw:?} is no number"))?),
    };
    piece.found.updated = date::time(&created);
    read_item_meta(meta, name, &mut piece);
    if let Some(rights) = root.at(&["rightsInfo"]) {
        read_rights(rights, &mut piece);
    }
    if let Some(content) = root.at(&["contentMeta"]) {
        read_content_meta(content, &mut piece);
    }
    if let Some(set) = root.at(&["contentSet"]) {
        read_content(set, input, &mut piece);
    }
    if piece.found.published.is_none() || piece.found.published == piece.found.updated {
        piece.found.published = piece.found.updated.take();
    }
    Ok(piece)
}

/// The code that an element gives as a code or as an address.
fn code_of(element: Element<'_, '_>) -> Option<String> {
    let whole = element.attribute("qcode").or_else(|| element.attribute("uri"))?;
    Some(code(&whole).to_owned())
}

/// Its name, else its literal.
fn name_of(element: Element<'_, '_>) -> Option<String> {
    element.line_at(&["name"]).or_else(|| element.attribute("literal").map(Into::into))
}

fn read_item_meta(meta: Element<'_, '_>, name: &str, piece: &mut Piece) {
    let class = meta.at(&["itemClass"]).and_then(code_of).unwrap_or_default();
    piece.handling.kind = match (name, class.as_str()) {
        ("packageItem", _) | ("newsItem", "composite") => PieceKind::Package,
        ("newsItem", "text" | "" | "composition") => PieceKind::Story,
        ("newsItem", "event" | "data") => PieceKind::Data,
        ("newsItem", _) => PieceKind::Medium,
        _ => PieceKind::Data,
    };
    if let Some(status) = meta.at(&["pubStatus"]) {
        match code_of(status) {
            Some(code) => set_status(&mut piece.handling, &code),
            None => hold(&mut piece.handling, "its <pubStatus> has no code"),
        }
    }
    if let Some(until) = meta.at(&["embargoed"]) {
        match until.line() {
            Some(raw) => set_embargo(&mut piece.handling, &raw),
            // Without a moment it is embargoed until further notice (NewsML-G2 2.35, `embargoed`).
            None => hold(&mut piece.handling, "embargoed until further notice"),
        }
    }
    piece.found.published = meta.line_at(&["firstCreated"]).and_then(|raw| date::time(&raw));
    piece.found.title = meta.line_at(&["title"]).unwrap_or_default();
    let notes: Vec<String> = meta.each("edNote").filter_map(Element::line).collect();
    let before = piece.handling.note.take().into_iter();
    let notes: Vec<String> = before.chain(notes).collect();
    piece.handling.note = Some(notes.join(" · ")).filter(|note| !note.is_empty());
    let mut signals = meta.each("signal").filter_map(code_of);
    piece.handling.is_correction = signals.any(|code| code == "correction");
    piece.found.url = meta.each("link").find_map(|link| {
        let rel = link.attribute("rel").unwrap_or_default();
        let is_page = link.attribute("contenttype").is_none_or(|it| it.contains("html"));
        let names_it = matches!(code(&rel), "canonical" | "alternate" | "self" | "permalink");
        address(&link.attribute("href")?, None).filter(|_| is_page && names_it)
    });
    piece.handling.credit = meta.at(&["provider"]).and_then(name_of);
}

fn read_rights(rights: Element<'_, '_>, piece: &mut Piece) {
    let holder = rights.at(&["copyrightHolder"]).and_then(name_of);
    piece.handling.rights = rights.line_at(&["copyrightNotice"]).or(holder);
    let terms: Vec<String> = rights.each("usageTerms").filter_map(Element::line).collect();
    piece.handling.terms = Some(terms.join(" · ")).filter(|terms| !terms.is_empty());
}

fn read_content_meta(meta: Element<'_, '_>, piece: &mut Piece) {
    let (found, handling) = (&mut piece.found, &mut piece.handling);
    handling.urgency = meta.line_at(&["urgency"]).and_then(|raw| raw.parse().ok());
    let is_sub = |it: &Element<'_, '_>| {
        it.attribute("role").is_some_and(|role| code(&role).to_ascii_lowercase().contains("sub"))
    };
    let headline = meta.each("headline").find(|it| !is_sub(it)).and_then(Element::line);
    found.title = headline.unwrap_or(std::mem::take(&mut found.title));
    let summary = meta.each("description").find(|it| {
        it.attribute("role").is_none_or(|role| matches!(code(&role), "summary" | "abstract"))
    });
    let sub = meta.each("headline").find(is_sub).and_then(Element::line);
    found.summary = sub.or_else(|| summary.and_then(Element::line));
    found.authors = meta.each("by").filter_map(Element::line).collect();
    if found.authors.is_empty() {
        let makers = meta.children().filter(|it| matches!(it.name(), "creator" | "contributor"));
        let writers = makers.filter(|it| {
            it.attribute("role").is_none_or(|role| {
                let role = code(&role).to_ascii_lowercase();
                ["author", "writer", "reporter", "creator", "correspondent"].contains(&&*role)
            }) && (it.name() == "creator" || it.attribute("role").is_some())
        });
        found.authors = writers.filter_map(name_of).collect();
    }
    let source = meta.at(&["infoSource"]).and_then(name_of);
    let credit = meta.line_at(&["creditline"]).or(source);
    handling.credit = credit.or(handling.credit.take());
    let located = meta.at(&["located"]).and_then(name_of);
    handling.dateline = meta.line_at(&["dateline"]).or(located);
    handling.slugline = meta.line_at(&["slugline"]);
    if let Some(language) = meta.at(&["language"]).and_then(|it| it.attribute("tag")) {
        found.lang = lang(&language).or(found.lang.take());
    }
    let genres = meta.each("genre");
    piece.genres.extend(genres.flat_map(|it| [name_of(it), code_of(it)]).flatten());
    handling.keywords = meta.each("keyword").filter_map(Element::line).collect();
    for subject in meta.each("subject") {
        found.categories.extend(name_of(subject));
        let code = subject.attribute("qcode").or_else(|| subject.attribute("uri"));
        handling.keywords.extend(code.map(|code| code.into_owned()));
    }
    handling.keywords.truncate(KEYWORDS_MAX);
}

/// The text: XHTML before NITF before plain data; where there is none here, the address of one.
fn read_content(set: Element<'_, '_>, input: &Input<'_>, piece: &mut Piece) {
    let base = Url::parse(input.url).ok();
    let kind = |it: &Element<'_, '_>| -> String {
        it.attribute("contenttype").unwrap_or_default().into_owned()
    };
    for inline in set.each("inlineXML") {
        if piece.found.text.is_some() {
            break;
        }
        let Some(root) = inline.children().next() else { continue };
        if root.name() == "nitf" {
            take_nitf(nitf::piece(root, input), piece);
            continue;
        }
        let is_html = matches!(root.name(), "html" | "body" | "div" | "section" | "article" | "p");
        if is_html {
            let body = inline.named("body").next().unwrap_or(inline);
            piece.found.text = fragment(input.document, body.inside(), Form::Markup);
        }
    }
    for data in set.each("inlineData") {
        let form = match &*kind(&data) {
            "text/html" | "application/xhtml+xml" => Form::Escaped,
            "text/plain" | "" => Form::XmlLines,
            _ => continue,
        };
        let is_coded = data.attribute("encoding").is_some();
        if piece.found.text.is_none() && !is_coded {
            piece.found.text = fragment(input.document, data.inside(), form);
        }
    }
    let remote = |is_so: fn(&str) -> bool| {
        let mut of_kind = set.each("remoteContent").filter(|it| is_so(&kind(it)));
        of_kind.find_map(|it| address(&it.attribute("href")?, base.as_ref()))
    };
    piece.found.image = remote(|kind| kind.starts_with("image/"));
    let is_story = piece.handling.kind == PieceKind::Story;
    if is_story && piece.found.text.is_none() {
        let text = remote(is_text);
        piece.is_elsewhere = text.is_some();
        piece.found.url = text.or(piece.found.url.take());
    }
}

/// Whether a media type is one of text that is read here.
fn is_text(kind: &str) -> bool {
    ["html", "nitf", "ninjs", "newsml", "g2.newsitem", "g2+xml"].iter().any(|it| kind.contains(it))
}

/// Takes the text of an embedded NITF document, and what it says that the item does not.
fn take_nitf(nitf: Piece, piece: &mut Piece) {
    let (found, handling) = (&mut piece.found, &mut piece.handling);
    handling.obey(&nitf.handling);
    found.text = nitf.found.text;
    if found.title.is_empty() {
        found.title = nitf.found.title;
    }
    if found.authors.is_empty() {
        found.authors = nitf.found.authors;
    }
    found.summary = found.summary.take().or(nitf.found.summary);
    found.url = found.url.take().or(nitf.found.url);
    found.lang = found.lang.take().or(nitf.found.lang);
    handling.dateline = handling.dateline.take().or(nitf.handling.dateline);
    found.image = found.image.take().or(nitf.found.image);
    handling.terms = handling.terms.take().or(nitf.handling.terms);
    handling.rights = handling.rights.take().or(nitf.handling.rights);
    piece.genres.extend(nitf.genres);
}

/// The items that a package only names, by their address; what holds of the package holds of them.
fn add_named(
    root: Element<'_, '_>,
    around: &Handling,
    input: &Input<'_>,
    gather: &mut Gather<'_>,
    here: &HashSet<String>,
) {
    if root.name() != "packageItem" {
        return;
    }
    let base = Url::parse(input.url).ok();
    for named in root.named("itemRef") {
        let Some(url) = named.attribute("href").and_then(|href| address(&href, base.as_ref()))
        else {
            continue;
        };
        let kind = named.attribute("contenttype").unwrap_or_default();
        let class = named.at(&["itemClass"]).and_then(code_of).unwrap_or_default();
        let guid: Option<String> = named.attribute("residref").map(Into::into);
        let is_here = guid.as_ref().is_some_and(|guid| here.contains(guid));
        if is_here || gather.is_full() || !is_text(&kind) || !matches!(&*class, "text" | "") {
            continue;
        }
        let mut piece = Piece { is_elsewhere: true, ..Piece::default() };
        (piece.found.guid, piece.found.url) = (guid, Some(url));
        let headline = named.line_at(&["headline"]).or_else(|| named.line_at(&["title"]));
        piece.found.title = headline.unwrap_or_default();
        piece.handling.version = named.attribute("version").and_then(|raw| raw.parse().ok());
        if let Some(status) = named.at(&["pubStatus"]).and_then(code_of) {
            set_status(&mut piece.handling, &status);
        }
        piece.handling.obey(around);
        gather.add(piece.finish(input), named.start());
    }
}
