//! The walk through an XML list, one for RSS, RDF and Atom: documents mix them.

use super::element::{Dialect, Element};
use super::fields::{Field, Prefixes, Space, field};
use super::record::{ELEMENTS_MAX, Record};
use super::{Input, chars};
use crate::codec::scan::{Kind, Scanner, Tag};
use std::ops::ControlFlow;
use std::sync::Arc;
use url::Url;

/// How deep elements may lie; deeper ones are not seen.
const DEPTH_MAX: usize = 256;
/// Tags before the root element (warnings of a server, comments) that are looked over.
const TAGS_BEFORE_ROOT_MAX: usize = 64;
/// Bases that are read of one list.
const BASES_MAX: usize = 10_000;

/// The root element of a list.
#[derive(Debug)]
pub(super) struct Root<'a>(Tag<'a>);

impl Root<'_> {
    /// Whether its name without prefix is one of these, in any case.
    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.0.local().eq_ignore_ascii_case(name))
    }
}

/// The first tag that opens a list of a format that is read here, over what a server put in front of it.
pub(super) fn root(document: &str) -> Option<Root<'_>> {
    let document_start =
        document.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if document_start.starts_with(['{', '[']) {
        return None;
    }
    let is_page = |tag: &Tag<'_>| {
        ["html", "head", "body"].iter().any(|name| tag.name.eq_ignore_ascii_case(name))
    };
    for (i, tag) in Scanner::new(document, 0).take(TAGS_BEFORE_ROOT_MAX).enumerate() {
        let root = Root(tag);
        let is_first = i == 0 && root.is_one_of(&["channel", "entry"]);
        if root.0.kind != Kind::End && (is_first || root.is_one_of(&["rss", "rdf", "feed"])) {
            return Some(root);
        }
        // Only what a server's warning may be made of is looked over.
        if is_page(&root.0) || !chars::is_html(root.0.name) {
            return None;
        }
    }
    None
}

/// What is told of a list as it is read.
pub enum Told<'a> {
    /// An item, and where it starts.
    Record(Record<'a>, usize),
    /// Something that is wrong with the list.
    Doubt(String),
}

/// What a list says of itself.
pub struct Head<'a> {
    /// Its own elements.
    pub record: Record<'a>,
    /// Its format and version in the words of feedparser: `rss20`, `atom10`, `cdf`.
    pub version: &'static str,
}

/// Reads the XML list that `input` is and tells its items one after another; `None` if it has no root element.
///
/// Of the memory that it takes only what the list says of itself, one item and 256 open elements grow with the list.
pub fn read<'a>(
    input: &Input<'a>,
    tell: &mut dyn FnMut(Told<'a>) -> ControlFlow<()>,
) -> Option<Head<'a>> {
    let root = root(input.document)?;
    let version = version(input.document, &root);
    let base = Url::parse(input.url).ok();
    let location =
        input.location.and_then(|href| Url::options().base_url(base.as_ref()).parse(href).ok());
    let head = Record {
        tag: root.0.clone(),
        dialect: match version {
            "atom03" | "atom02" | "atom01" => Dialect::Atom03,
            version if version.starts_with("atom") => Dialect::Atom,
            _ => Dialect::Rss,
        },
        lang: input.language,
        base: location.or(base).map(Arc::new),
        elements: Vec::new(),
    };
    let mut walk = Walk::new(input.document, tell, head);
    if root.0.range.start > 0 && !is_prologue(&input.document[..root.0.range.start]) {
        walk.doubt("something stands before the list".to_owned());
    }
    let mut tags = Scanner::new(input.document, root.0.range.start);
    let mut is_closed = false;
    for tag in tags.by_ref() {
        match tag.kind {
            Kind::End => walk.end(&tag),
            Kind::Start | Kind::Whole => walk.start(&tag),
        }
        is_closed = walk.open.is_empty();
        if is_closed || walk.is_stopped {
            break;
        }
    }
    if walk.is_stopped {
        return Some(Head { record: walk.head, version });
    }
    if !is_closed {
        let lost = match walk.item {
            Some((_, start, _)) => format!(", inside the item at byte {start}: skipped"),
            None => String::new(),
        };
        walk.doubt(format!("the document ends before the list does{lost}"));
    } else if tags.next().is_some() {
        walk.doubt("something stands behind the list".to_owned());
    }
    Some(Head { record: walk.head, version })
}

/// What the elements in `outer` say.
pub(super) fn inside<'a>(outer: &Element<'a>, dialect: Dialect) -> Record<'a> {
    let head = Record {
        tag: outer.tag.clone(),
        dialect,
        lang: outer.lang,
        base: outer.base.clone(),
        elements: Vec::new(),
    };
    let mut ignore = |_: Told<'a>| ControlFlow::Continue(());
    let mut walk = Walk::new(outer.raw, &mut ignore, head);
    walk.open.push("feed");
    for tag in Scanner::new(outer.raw, 0) {
        match tag.kind {
            Kind::End => walk.end(&tag),
            Kind::Start | Kind::Whole => walk.start(&tag),
        }
        if walk.open.is_empty() {
            break;
        }
    }
    walk.head
}

/// The format and version of a list by its root element.
fn version(document: &str, root: &Root<'_>) -> &'static str {
    let tag = &root.0;
    let said = tag.attribute("version").unwrap_or_default().trim();
    let holds = |uri: &str| tag.inside.contains(uri);
    if root.is_one_of(&["feed", "entry"]) {
        return match said {
            "0.1" => "atom01",
            "0.2" => "atom02",
            "0.3" => "atom03",
            _ if holds("w3.org/2005/Atom") => "atom10",
            _ if holds("purl.org/atom/ns#") => "atom03",
            _ => "atom",
        };
    }
    if root.is_one_of(&["rdf"]) {
        let is_090 =
            holds("my.netscape.com/rdf/simple/0.9") || holds("channel.netscape.com/rdf/simple/0.9");
        return if is_090 { "rss090" } else { "rss10" };
    }
    if root.is_one_of(&["channel"]) {
        return "cdf";
    }
    match said {
        "0.91" if document[..tag.range.start].contains("netscape") => "rss091n",
        "0.91" => "rss091u",
        "0.92" => "rss092",
        "0.93" => "rss093",
        "0.94" => "rss094",
        _ if said.starts_with('2') => "rss20",
        _ => "rss",
    }
}

/// Whether `before` is what may stand before a root element.
fn is_prologue(before: &str) -> bool {
    let before = before.trim_start_matches('\u{feff}');
    // A document without a declaration starts with its root, a comment or a DOCTYPE.
    before.trim_start().is_empty()
        || before.trim_start().starts_with("<?")
        || before.trim_start().starts_with("<!")
}

/// A field whose end is not yet seen.
struct OpenField<'a> {
    field: Field,
    tag: Tag<'a>,
    /// The index of its element in `Walk::open`.
    at: usize,
    has_elements: bool,
    lang: Option<&'a str>,
    base: Option<Arc<Url>>,
}

struct Walk<'a, 'b> {
    document: &'a str,
    tell: &'b mut dyn FnMut(Told<'a>) -> ControlFlow<()>,
    /// Whether no more is wanted.
    is_stopped: bool,
    prefixes: Prefixes<'a>,
    /// The names of the elements that are open, outermost first.
    open: Vec<&'a str>,
    n_too_deep: usize,
    /// What addresses are relative to, by the number of open elements from which on it holds.
    bases: Vec<(usize, Arc<Url>)>,
    n_bases: usize,
    /// The nearest languages, likewise.
    langs: Vec<(usize, &'a str)>,
    head: Record<'a>,
    /// The item that is open: the index of its element in `open`, where it starts, what it says so far.
    item: Option<(usize, usize, Record<'a>)>,
    field: Option<OpenField<'a>>,
}

impl<'a, 'b> Walk<'a, 'b> {
    /// A walk over `document`, whose list is `head`: its language and base hold where no other is given.
    fn new(
        document: &'a str,
        tell: &'b mut dyn FnMut(Told<'a>) -> ControlFlow<()>,
        head: Record<'a>,
    ) -> Self {
        Self {
            document,
            tell,
            is_stopped: false,
            prefixes: Prefixes::default(),
            open: Vec::new(),
            n_too_deep: 0,
            bases: head.base.iter().map(|base| (0, Arc::clone(base))).collect(),
            n_bases: 0,
            langs: head.lang.map(|lang| (0, lang)).into_iter().collect(),
            head,
            item: None,
            field: None,
        }
    }

    fn doubt(&mut self, doubt: String) {
        self.is_stopped |= (self.tell)(Told::Doubt(doubt)).is_break();
    }

    fn start(&mut self, tag: &Tag<'a>) {
        self.prefixes.learn(tag);
        let space = self.prefixes.space(tag);
        let own = matches!(space, Space::Rss | Space::Atom);
        let is_item = own && is_item(tag.local()) && self.open.len() < DEPTH_MAX - 1;
        let named = if is_item { None } else { field(space, tag.local()) };
        let start = tag.range.start;
        if is_item && let Some((at, start_of_item, _)) = self.item {
            let doubt = format!("the item at byte {start_of_item} is not closed before the next");
            self.doubt(doubt);
            self.close_to(at, start);
        }
        if let Some(open) = &mut self.field {
            let forgotten = named.is_some() && open.field.is_short() && !is_within(open.field, tag);
            if !forgotten {
                open.has_elements = true;
                self.push(tag);
                return;
            }
            let (at, name, start_of_field) = (open.at, open.tag.name, open.tag.range.start);
            self.doubt(format!("<{name}> at byte {start_of_field} is not closed"));
            self.close_to(at, start);
        }
        if let Some((at, ..)) = self.item
            && named.is_some()
            && self.open.get(at + 1).is_some_and(|name| is_leaf(name))
        {
            self.close_to(at + 1, start);
        }
        let at = self.open.len();
        self.rebase(tag);
        let lang = self.langs.last().map(|(_, lang)| *lang);
        let base = self.bases.last().map(|(_, base)| Arc::clone(base));
        if is_item {
            let is_atom = tag.local().eq_ignore_ascii_case("entry");
            let dialect = match self.head.dialect {
                dialect if is_atom == (dialect != Dialect::Rss) => dialect,
                _ if is_atom => Dialect::Atom,
                _ => Dialect::Rss,
            };
            let record = Record { tag: tag.clone(), dialect, lang, base, elements: Vec::new() };
            self.item = Some((at, start, record));
        } else if let Some(field) = named.filter(|_| self.holds_fields()) {
            let tag = tag.clone();
            self.field = Some(OpenField { field, tag, at, has_elements: false, lang, base });
        } else if space == Space::Media && matches!(tag.local(), "content" | "thumbnail") {
            if let Some((.., record)) = &mut self.item
                && record.elements.len() < ELEMENTS_MAX
            {
                let (field, tag, start) = (Field::Picture, tag.clone(), tag.range.end);
                let has_elements = false;
                record.elements.push(Element {
                    field,
                    tag,
                    raw: "",
                    start,
                    has_elements,
                    lang,
                    base,
                });
            }
        } else if self.item.is_none() && is_list(tag.local()) {
            self.head.lang = lang.or(self.head.lang);
            self.head.base = base;
        }
        let end = tag.range.end;
        if tag.kind == Kind::Whole {
            self.open.push(tag.name);
            self.close_to(at, end);
        } else {
            self.push(tag);
        }
    }

    fn push(&mut self, tag: &Tag<'a>) {
        if tag.kind == Kind::Whole {
            return;
        }
        if self.open.len() < DEPTH_MAX {
            self.open.push(tag.name);
            return;
        }
        if self.n_too_deep == 0 {
            self.doubt(format!("elements lie deeper than {DEPTH_MAX} at byte {}", tag.range.start));
        }
        self.n_too_deep += 1;
    }

    fn end(&mut self, tag: &Tag<'a>) {
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        // An end without a start is nobody's.
        if let Some(at) = self.open.iter().rposition(|name| name.eq_ignore_ascii_case(tag.name)) {
            if at < self.open.len() - 1 && self.field.as_ref().is_some_and(|field| field.at > at) {
                let field = self.field.as_ref().map_or("", |field| field.tag.name);
                self.doubt(format!("<{field}> is not closed at byte {}", tag.range.start));
            }
            self.close_to(at, tag.range.start);
        }
    }

    /// Closes every element from index `at` on; their text ends at byte `end`.
    fn close_to(&mut self, at: usize, end: usize) {
        self.open.truncate(at);
        self.n_too_deep = 0;
        if let Some(field) = self.field.take_if(|field| field.at >= at) {
            self.close_field(field, end);
        }
        if let Some((_, start, record)) = self.item.take_if(|(item_at, ..)| *item_at >= at) {
            self.is_stopped |= (self.tell)(Told::Record(record, start)).is_break();
        }
        while self.bases.last().is_some_and(|(depth, _)| *depth > at) {
            self.bases.pop();
        }
        while self.langs.last().is_some_and(|(depth, _)| *depth > at) {
            self.langs.pop();
        }
    }

    fn close_field(&mut self, open: OpenField<'a>, end: usize) {
        let OpenField { field, tag, has_elements, lang, base, .. } = open;
        let start = tag.range.end.min(end);
        let raw = &self.document[start..end];
        let record = self.item.as_mut().map_or(&mut self.head, |(.., record)| record);
        if record.elements.len() < ELEMENTS_MAX {
            record.elements.push(Element { field, tag, raw, start, has_elements, lang, base });
            if record.elements.len() == ELEMENTS_MAX {
                self.doubt(format!(
                    "the list or an item has {ELEMENTS_MAX} elements at byte {start}: no more of them are read"
                ));
            }
        }
    }

    /// Whether the element that is open is an item, or the list itself.
    fn holds_fields(&self) -> bool {
        match &self.item {
            Some((at, ..)) => self.open[at + 1..].iter().all(|name| is_group(name)),
            None => self.open.last().is_some_and(|name| {
                let local = name.rsplit_once(':').map_or(*name, |(_, local)| local);
                is_list(local) || is_skip(local)
            }),
        }
    }

    /// Learns `xml:base` and `xml:lang`, which hold for the element and what is in it.
    fn rebase(&mut self, tag: &Tag<'a>) {
        let is_cdf = self.open.is_empty() && tag.local().eq_ignore_ascii_case("channel");
        if !is_cdf && (tag.inside.len() < "xml:".len() || !tag.inside.contains("xml:")) {
            return;
        }
        let depth = self.open.len() + 1;
        if let Some(lang) = tag.attribute("xml:lang") {
            self.langs.push((depth, lang));
        }
        let base = self.bases.last().map(|(_, base)| base.as_ref());
        let href = tag.attribute("xml:base").or_else(|| tag.attribute("base").filter(|_| is_cdf));
        let href = href.map(chars::attribute);
        let url = href.and_then(|href| Url::options().base_url(base).parse(&href).ok());
        if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https"))
            && self.n_bases < BASES_MAX
        {
            self.n_bases += 1;
            self.bases.push((depth, Arc::new(url)));
        }
    }
}

/// Whether an element of that name is the list, or holds what the list says.
fn is_list(local: &str) -> bool {
    ["channel", "rss", "feed", "rdf"].iter().any(|list| local.eq_ignore_ascii_case(list))
}

/// Whether an element of that name holds the hours or days in which a list is not to be asked for.
fn is_skip(local: &str) -> bool {
    ["skipHours", "skipDays"].iter().any(|skip| local.eq_ignore_ascii_case(skip))
}

/// Whether what stands in an element of an item is said of the item.
fn is_group(name: &str) -> bool {
    ["media:group", "media:content"].iter().any(|group| name.eq_ignore_ascii_case(group))
}

fn is_item(local: &str) -> bool {
    local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
}

/// Whether an element that is not read holds no others, so that one that is open was not closed.
fn is_leaf(name: &str) -> bool {
    let leaves = ["enclosure", "media:thumbnail", "media:content", "comments", "georss:point"];
    leaves.iter().any(|leaf| name.eq_ignore_ascii_case(leaf))
}

/// Whether `tag` may stand inside an open `field` although it is named like a field itself.
fn is_within(field: Field, tag: &Tag<'_>) -> bool {
    // Persons have an address and a page of their own in some dialects of Atom.
    field == Field::Author && matches!(tag.local(), "id" | "link" | "title")
}
