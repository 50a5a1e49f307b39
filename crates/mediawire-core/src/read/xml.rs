//! The walk through an XML list, one for RSS, RDF and Atom: documents mix them.

use super::draft::{Draft, Value, author, link, text};
use super::fields::{Field, Prefixes, Space, field};
use super::gather::{Gather, lang};
use super::scan::{Kind, Scanner, Tag};
use super::{Input, List, chars};
use std::ops::Range;
use url::Url;

/// How deep elements may lie; deeper ones are not seen.
const DEPTH_MAX: usize = 256;
/// Tags before the root element (warnings of a server, comments) that are looked over.
const TAGS_BEFORE_ROOT_MAX: usize = 64;
/// Longest time between two polls that a list may ask for.
const TTL_MS_MAX: i64 = 30 * 86_400_000;

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

/// The list that `input` is; `None` if it has no root element.
pub(super) fn read(input: &Input<'_>, format: &'static str) -> Option<List> {
    let root = root(input.document)?;
    let mut walk = Walk {
        document: input.document,
        gather: Gather::new(input, format),
        prefixes: Prefixes::default(),
        open: Vec::new(),
        n_too_deep: 0,
        bases: Url::parse(input.url).ok().map(|url| (0, url)).into_iter().collect(),
        item: None,
        field: None,
        head: Head::default(),
    };
    if root.0.range.start > 0 && !is_prologue(&input.document[..root.0.range.start]) {
        walk.gather.doubt("something stands before the list".to_owned());
    }
    let mut tags = Scanner::new(input.document, root.0.range.start);
    let mut is_closed = false;
    for tag in tags.by_ref() {
        match tag.kind {
            Kind::End => walk.end(&tag),
            Kind::Start | Kind::Whole => walk.start(&tag),
        }
        is_closed = walk.open.is_empty();
        if is_closed {
            break;
        }
        if walk.gather.is_full() && walk.item.take().is_some() {
            walk.gather.overflow();
            return Some(walk.finish());
        }
    }
    if !is_closed {
        let lost = match walk.item {
            Some((_, ref draft)) => format!(", inside the item at byte {}: skipped", draft.start),
            None => String::new(),
        };
        walk.gather.doubt(format!("the document ends before the list does{lost}"));
    } else if tags.next().is_some() {
        walk.gather.doubt("something stands behind the list".to_owned());
    }
    Some(walk.finish())
}

/// Whether `before` is what may stand before a root element.
fn is_prologue(before: &str) -> bool {
    let before = before.trim_start_matches('\u{feff}');
    // A document without a declaration starts with its root, a comment or a DOCTYPE.
    before.trim_start().is_empty()
        || before.trim_start().starts_with("<?")
        || before.trim_start().starts_with("<!")
}

/// What a list says of itself, as far as it is not yet in the [`List`].
#[derive(Debug, Default)]
struct Head {
    authors: Vec<String>,
    other_home: Option<String>,
    period_ms: Option<i64>,
    frequency: Option<i64>,
}

/// A field whose end is not yet seen.
struct OpenField<'a> {
    field: Field,
    tag: Tag<'a>,
    /// The index of its element in `Walk::open`.
    at: usize,
    has_elements: bool,
}

struct Walk<'a> {
    document: &'a str,
    gather: Gather<'a>,
    prefixes: Prefixes<'a>,
    /// The names of the elements that are open, outermost first.
    open: Vec<&'a str>,
    n_too_deep: usize,
    /// What addresses are relative to, by the number of open elements from which on it holds.
    bases: Vec<(usize, Url)>,
    item: Option<(usize, Draft)>,
    field: Option<OpenField<'a>>,
    head: Head,
}

impl<'a> Walk<'a> {
    fn start(&mut self, tag: &Tag<'a>) {
        self.prefixes.learn(tag);
        let space = self.prefixes.space(tag);
        let own = matches!(space, Space::Rss | Space::Atom);
        let is_item = own && is_item(tag.local()) && self.open.len() < DEPTH_MAX - 1;
        let named = if is_item { None } else { field(space, tag.local()) };
        let start = tag.range.start;
        if is_item && let Some((at, ref draft)) = self.item {
            let doubt = format!("the item at byte {} is not closed before the next", draft.start);
            self.gather.doubt(doubt);
            self.close_to(at, start);
        }
        if let Some(open) = &mut self.field {
            let forgotten = named.is_some() && open.field.is_short() && !is_within(open.field, tag);
            if !forgotten {
                open.has_elements = true;
                self.push(tag);
                return;
            }
            let at = open.at;
            self.gather.doubt(format!(
                "<{}> at byte {} is not closed",
                open.tag.name, open.tag.range.start
            ));
            self.close_to(at, start);
        }
        if let Some((at, _)) = self.item
            && named.is_some()
            && self.open.get(at + 1).is_some_and(|name| is_leaf(name))
        {
            self.close_to(at + 1, start);
        }
        let at = self.open.len();
        self.rebase(tag);
        if is_item {
            self.item = Some((at, Draft::new(tag)));
        } else if let Some(field) = named.filter(|_| self.holds_fields()) {
            self.field = Some(OpenField { field, tag: tag.clone(), at, has_elements: false });
        } else if at == 0 {
            self.gather.list.lang = tag.attribute("xml:lang").and_then(lang);
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
            self.gather
                .doubt(format!("elements lie deeper than {DEPTH_MAX} at byte {}", tag.range.start));
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
                self.gather.doubt(format!("<{field}> is not closed at byte {}", tag.range.start));
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
        if let Some((_, draft)) = self.item.take_if(|(item_at, _)| *item_at >= at) {
            let start = draft.start;
            self.gather.add(draft.finish(), start);
        }
        while self.bases.last().is_some_and(|(depth, _)| *depth > at) {
            self.bases.pop();
        }
    }

    fn close_field(&mut self, field: OpenField<'a>, end: usize) {
        let range = field.tag.range.end.min(end)..end;
        let OpenField { field, tag, has_elements, .. } = field;
        let value = Value { field, tag, range, has_elements };
        let base = self.bases.last().map(|(_, base)| base);
        match &mut self.item {
            Some((_, draft)) => draft.take(&value, self.document, base),
            None => {
                let list = &mut self.gather.list;
                self.head.take(&value, self.document, base, list);
            }
        }
    }

    /// Whether the element that is open is an item, or the list itself.
    fn holds_fields(&self) -> bool {
        match &self.item {
            Some((at, _)) => self.open.len() == at + 1,
            None => self.open.last().is_some_and(|name| {
                let local = name.rsplit_once(':').map_or(*name, |(_, local)| local);
                ["channel", "rss", "feed", "rdf"]
                    .iter()
                    .any(|list| local.eq_ignore_ascii_case(list))
            }),
        }
    }

    /// Learns `xml:base`, which holds for the element and what is in it.
    fn rebase(&mut self, tag: &Tag<'a>) {
        if !tag.inside.contains("xml:base") {
            return;
        }
        let base = self.bases.last().map(|(_, base)| base);
        let href = tag.attribute("xml:base").map(chars::plain);
        let url = href.and_then(|href| Url::options().base_url(base).parse(href.trim()).ok());
        if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) {
            self.bases.push((self.open.len() + 1, url));
        }
    }

    fn finish(mut self) -> List {
        let list = &mut self.gather.list;
        if list.home.is_none() {
            list.home = self.head.other_home.take();
        }
        if let (None, Some(period_ms)) = (list.ttl_ms, self.head.period_ms) {
            list.ttl_ms = Some(period_ms / self.head.frequency.unwrap_or(1).max(1));
        }
        list.ttl_ms = list.ttl_ms.filter(|ttl_ms| (1..=TTL_MS_MAX).contains(ttl_ms));
        self.gather.finish(self.head.authors)
    }
}

impl Head {
    fn take(&mut self, value: &Value<'_>, document: &str, base: Option<&Url>, list: &mut List) {
        let range: Range<usize> = value.range.clone();
        let raw = &document[range];
        let number = || chars::plain(raw).trim().parse::<i64>().ok();
        match value.field {
            Field::Title if list.title.is_empty() => {
                list.title = text(value, raw, list.format == "atom");
            }
            Field::Link if list.home.is_none() => match link(&value.tag, raw, base) {
                // An Atom link in RSS states less surely which page it means than RSS's own.
                Some((url, true)) if !value.tag.name.contains(':') => list.home = Some(url),
                Some((url, _)) => self.other_home = self.other_home.take().or(Some(url)),
                None => {}
            },
            Field::Lang if list.lang.is_none() => list.lang = lang(&chars::plain(raw)),
            Field::Author if list.format == "atom" => self.authors.push(author(raw)),
            Field::Ttl => list.ttl_ms = number().and_then(|minutes| minutes.checked_mul(60_000)),
            Field::UpdateFrequency => self.frequency = number(),
            Field::UpdatePeriod => {
                self.period_ms = match chars::plain(raw).trim() {
                    "hourly" => Some(3_600_000),
                    "daily" => Some(86_400_000),
                    "weekly" => Some(7 * 86_400_000),
                    "monthly" => Some(30 * 86_400_000),
                    _ => None,
                };
            }
            _ => {}
        }
    }
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
