//! Sitemaps (sitemaps.org), those of news above all, and indexes of sitemaps.
//!
//! An element that is to be read is a line of [`field`]. The first picture counts where a page shows none itself; videos
//! are passed over.

use super::gather::{ENTRIES_MAX, Found, Gather, address, lang};
use super::{Format, Input, List, Listed, NotAList, chars, is_same_site};
use crate::codec::scan::{Kind, Scanner, Tag};
use crate::model::time::Time;
use crate::text::date;
use std::cmp::Reverse;
use std::ops::Range;
use url::Url;

/// A sitemap or an index of sitemaps.
pub(super) const FORMAT: Format = Format {
    name: "sitemap",
    detect: |document| root(document).is_some(),
    read: |input| read(input).ok_or_else(|| NotAList::of(input.document)),
};

/// Addresses of one document that are looked at (sitemaps.org: a sitemap has no more).
pub(super) const ADDRESSES_MAX: usize = 50_000;
/// Further lists that are told of one index.
const LISTS_MAX: usize = 1000;
/// Tags before the root element that are looked over.
const TAGS_BEFORE_ROOT_MAX: usize = 64;
/// Namespace declarations that are remembered.
const PREFIXES_MAX: usize = 64;
/// So many addresses that were all changed at one moment were not: it is the moment when the list was written.
const SAME_CHANGE_MIN: usize = 10;

/// The root element of a sitemap, and whether it is an index.
struct Root<'a> {
    tag: Tag<'a>,
    is_index: bool,
}

/// The first tag that opens a sitemap, over what a server put in front of it.
fn root(document: &str) -> Option<Root<'_>> {
    for tag in Scanner::new(document, 0).take(TAGS_BEFORE_ROOT_MAX) {
        let is = |name: &str| tag.local().eq_ignore_ascii_case(name);
        let is_index = is("sitemapindex");
        if tag.kind != Kind::End && (is_index || is("urlset")) {
            return Some(Root { tag, is_index });
        }
        // Only what a server's warning may be made of is looked over.
        let is_page = ["html", "head", "body"].iter().any(|page| is(page));
        if is_page || !chars::is_html(tag.name) {
            return None;
        }
    }
    None
}

/// Whether the list may name the page at `url`: one of its own site, or of its source's.
pub(super) fn is_own(url: &str, input: &Input<'_>) -> bool {
    is_same_site(url, input.url) || input.home.is_some_and(|home| is_same_site(url, home))
}

fn read(input: &Input<'_>) -> Option<List> {
    let root = root(input.document)?;
    let base = Url::parse(input.url).ok();
    let mut walk = Walk {
        document: input.document,
        input,
        base,
        gather: Gather::new(input, FORMAT.name),
        root_prefix: root.tag.prefix(),
        row: if root.is_index { "sitemap" } else { "url" },
        prefixes: Vec::new(),
        rows: Vec::new(),
        open: None,
        n_looked_at: 0,
        n_foreign: 0,
    };
    let before = input.document[..root.tag.range.start].trim_start_matches('\u{feff}').trim_start();
    if !(before.is_empty() || before.starts_with("<?") || before.starts_with("<!")) {
        walk.gather.doubt("something stands before the list".to_owned());
    }
    walk.walk(&root);
    Some(walk.finish(root.is_index))
}

/// Whose words a name is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Own,
    News,
    Other,
}

/// What an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Address,
    Changed,
    Title,
    Published,
    Keywords,
    Lang,
    Publication,
    Picture,
}

/// What an element named `local` says; `is_in_news` where it stands in one that describes a piece of news.
fn field(space: Space, local: &str, is_in_news: bool) -> Option<Field> {
    let is = |name: &str| local.eq_ignore_ascii_case(name);
    match space {
        Space::Own if is("loc") => Some(Field::Address),
        Space::Own if is("lastmod") => Some(Field::Changed),
        Space::Own if !is_in_news => None,
        Space::Own | Space::News if is("title") => Some(Field::Title),
        Space::Own | Space::News if is("publication_date") => Some(Field::Published),
        Space::Own | Space::News if is("keywords") => Some(Field::Keywords),
        Space::Own | Space::News if is("language") => Some(Field::Lang),
        Space::Own | Space::News if is("name") => Some(Field::Publication),
        Space::Own | Space::News | Space::Other => None,
    }
}

/// An address in the making.
#[derive(Debug, Default)]
struct Row {
    start: usize,
    found: Found,
    is_in_news: bool,
    is_in_picture: bool,
}

impl Row {
    /// When it was published, or changed where that is not said.
    fn at(&self) -> Option<jiff::Timestamp> {
        self.found.published.as_ref().or(self.found.updated.as_ref()).map(|time| time.at)
    }
}

/// The row that is open, and the field in it whose end is not yet seen: where its text starts.
#[derive(Debug)]
struct Open {
    row: Row,
    field: Option<(Field, usize)>,
}

struct Walk<'a> {
    document: &'a str,
    base: Option<Url>,
    input: &'a Input<'a>,
    gather: Gather<'a>,
    root_prefix: &'a str,
    /// The name of the elements that hold an address each.
    row: &'static str,
    prefixes: Vec<(&'a str, Space)>,
    rows: Vec<Row>,
    open: Option<Open>,
    n_looked_at: usize,
    n_foreign: usize,
}

impl<'a> Walk<'a> {
    fn walk(&mut self, root: &Root<'a>) {
        self.learn(&root.tag);
        if root.tag.kind == Kind::Whole {
            return;
        }
        let mut tags = Scanner::new(self.document, root.tag.range.end);
        while let Some(tag) = tags.next() {
            if tag.kind != Kind::End {
                self.start(&tag);
                if self.n_looked_at > ADDRESSES_MAX {
                    self.open = None;
                    let doubt =
                        format!("more than {ADDRESSES_MAX} addresses: the rest was not read");
                    return self.gather.doubt(doubt);
                }
                continue;
            }
            if tag.name.eq_ignore_ascii_case(root.tag.name) {
                self.close_row(tag.range.start, true);
                if tags.next().is_some() {
                    self.gather.doubt("something stands behind the list".to_owned());
                }
                return;
            }
            self.end(&tag);
        }
        let lost = match &self.open {
            Some(open) => {
                format!(", inside the <{}> at byte {}: skipped", self.row, open.row.start)
            }
            None => String::new(),
        };
        self.gather.doubt(format!("the document ends before the list does{lost}"));
    }

    fn start(&mut self, tag: &Tag<'a>) {
        self.learn(tag);
        let (space, local) = (self.space(tag), tag.local());
        if space == Space::Own && local.eq_ignore_ascii_case(self.row) {
            self.close_row(tag.range.start, true);
            self.n_looked_at += 1;
            let row = Row { start: tag.range.start, ..Row::default() };
            self.open = (tag.kind == Kind::Start).then_some(Open { row, field: None });
            return;
        }
        let Some(open) = &mut self.open else { return };
        let is = |name: &str| local.eq_ignore_ascii_case(name);
        let is_news = space != Space::Other && is("news");
        let is_picture = is("image") || is("video");
        let named = match open.row.is_in_picture {
            // `image:loc`: the vocabulary of pictures has no other of that name.
            true => is("loc").then_some(Field::Picture),
            false => field(space, local, open.row.is_in_news),
        };
        if !is_news && !is_picture && named.is_none() {
            return;
        }
        self.close_field(tag.range.start, true);
        if let (Some(open), Kind::Start) = (&mut self.open, tag.kind) {
            open.row.is_in_news |= is_news;
            open.row.is_in_picture |= is_picture;
            open.field = named.map(|field| (field, tag.range.end));
        }
    }

    fn end(&mut self, tag: &Tag<'a>) {
        let (space, local) = (self.space(tag), tag.local());
        let Some(open) = &mut self.open else { return };
        let is = |name: &str| local.eq_ignore_ascii_case(name);
        if space == Space::Own && is(self.row) {
            return self.close_row(tag.range.start, false);
        }
        if space != Space::Other && is("news") {
            open.row.is_in_news = false;
            self.close_field(tag.range.start, true);
        } else if is("image") || is("video") {
            open.row.is_in_picture = false;
            self.close_field(tag.range.start, true);
        } else if let Some((named, _)) = open.field
            && (field(space, local, true) == Some(named) || named == Field::Picture && is("loc"))
        {
            self.close_field(tag.range.start, false);
        }
    }

    /// Ends the field that is open, if one is: at its own end, or where it was forgotten.
    fn close_field(&mut self, end: usize, is_forgotten: bool) {
        let Some(open) = &mut self.open else { return };
        let Some((field, start)) = open.field.take() else { return };
        if is_forgotten {
            let doubt = format!("the element at byte {start} is not closed at byte {end}");
            self.gather.doubt(doubt);
        }
        self.take(field, start.min(end)..end);
    }

    fn take(&mut self, field: Field, range: Range<usize>) {
        let Some(Open { row, .. }) = &mut self.open else { return };
        let (raw, found) = (&self.document[range], &mut row.found);
        let time = || date::time(&chars::plain(raw));
        match field {
            Field::Address if found.url.is_none() => {
                found.url = address(&chars::plain(raw), self.base.as_ref());
            }
            Field::Picture if found.image.is_none() => {
                found.image = address(&chars::plain(raw), self.base.as_ref());
            }
            Field::Changed if found.updated.is_none() => found.updated = time(),
            Field::Published if found.published.is_none() => found.published = time(),
            Field::Title if found.title.is_empty() => found.title = chars::html_line(raw),
            Field::Lang if found.lang.is_none() => found.lang = lang(&chars::plain(raw)),
            Field::Keywords => {
                let words = chars::html_line(raw);
                found.categories.extend(words.split(',').map(chars::fold));
            }
            Field::Publication if self.gather.list.title.is_empty() => {
                self.gather.list.title = chars::html_line(raw);
            }
            _ => {}
        }
    }

    /// Ends the row that is open, if one is.
    fn close_row(&mut self, end: usize, is_forgotten: bool) {
        self.close_field(end, true);
        let Some(Open { row, .. }) = self.open.take() else { return };
        let at = row.start;
        if is_forgotten {
            self.gather.doubt(format!("the <{}> at byte {at} is not closed", self.row));
        }
        let Some(url) = &row.found.url else {
            return self
                .gather
                .doubt(format!("the <{}> at byte {at} has no address: skipped", self.row));
        };
        if is_own(url, self.input) {
            self.rows.push(row);
        } else {
            self.n_foreign += 1;
        }
    }

    /// Learns what `tag` declares, as far as it is the vocabulary of news.
    fn learn(&mut self, tag: &Tag<'a>) {
        if !tag.inside.contains("xmlns:") {
            return;
        }
        for (name, uri) in tag.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:")
                && prefix != self.root_prefix
                && self.prefixes.len() < PREFIXES_MAX
            {
                let uri = uri.to_ascii_lowercase();
                let is_own = uri.contains("schemas/sitemap/");
                let is_news = uri.contains("sitemap-news");
                let space = match (is_own, is_news) {
                    (true, _) => Space::Own,
                    (_, true) => Space::News,
                    _ => Space::Other,
                };
                self.prefixes.push((prefix, space));
            }
        }
    }

    fn space(&self, tag: &Tag<'a>) -> Space {
        let prefix = tag.prefix();
        if prefix == self.root_prefix {
            return Space::Own;
        }
        let declared = self.prefixes.iter().find(|(declared, _)| *declared == prefix);
        match declared {
            Some((_, space)) => *space,
            // What prefixes mean where nothing is declared.
            None if prefix.is_empty() => Space::Own,
            None if prefix.eq_ignore_ascii_case("news") => Space::News,
            None => Space::Other,
        }
    }

    fn finish(mut self, is_index: bool) -> List {
        if self.n_foreign > 0 {
            let n = self.n_foreign;
            self.gather.doubt(format!("of another site than the list: {n} addresses, skipped"));
        }
        if is_index {
            let rows = self.newest(LISTS_MAX, "lists");
            let listed =
                |row: Row| Some(Listed { url: row.found.url?, modified: row.found.updated });
            self.gather.list.lists = rows.into_iter().filter_map(listed).collect();
        } else {
            self.distrust_changes();
            for row in self.newest(ENTRIES_MAX, "entries") {
                self.gather.add(row.found, row.start);
            }
        }
        self.gather.finish(Vec::new())
    }

    /// Takes no notice of changes that are all said to have been at one moment: the list was written then.
    fn distrust_changes(&mut self) {
        let is_moment = |time: &Time| time.raw.contains(':');
        let first = self.rows.first().and_then(|row| row.found.updated.clone());
        let Some(first) = first.filter(is_moment) else { return };
        let is_same =
            |row: &Row| row.found.updated.as_ref().is_some_and(|time| time.at == first.at);
        if self.rows.len() >= SAME_CHANGE_MIN && self.rows.iter().all(is_same) {
            self.rows.iter_mut().for_each(|row| row.found.updated = None);
            let doubt =
                format!("every address is said to have changed at {}: not taken", first.raw);
            self.gather.doubt(doubt);
        }
    }

    /// The newest rows, at most `max`, in the order of the document; those of no time count as the oldest.
    fn newest(&mut self, max: usize, what: &str) -> Vec<Row> {
        let mut rows = std::mem::take(&mut self.rows);
        let n_more = rows.len().saturating_sub(max);
        if n_more > 0 {
            // The sort is stable: of those of one time the first stay.
            rows.sort_by_key(|row| Reverse(row.at()));
            rows.truncate(max);
            rows.sort_by_key(|row| row.start);
            self.gather.doubt(format!("more than {max} {what}: the {n_more} oldest were not read"));
        }
        rows
    }
}
