//! Where a page says something of its article: one pass over its nodes notes the places, and reads none of them.
//!
//! To teach the extractor a word that pages give to bylines, dates or boxes beside the article, add it to `sense`.

use crate::codec::html::{AttrName, NodeId, Tag, Tree};
use crate::extract::class_names::ClassNames;
use crate::extract::hint;
use std::ops::Range;

/// Bytes of an attribute's value that are looked at: longer ones list styles.
const VALUE_BYTES_MAX: usize = 240;
/// Texts of the largest element that may be a byline or a date.
const TEXTS_MAX: usize = 40;
/// Nodes of it.
const NODES_MAX: u32 = 160;
/// The share of a page's nodes, in percent, that a box beside the article may hold.
const BESIDE_PERCENT_MAX: u32 = 40;
/// Places of one sort that are noted.
const PLACES_MAX: usize = 400;

/// How much an element's names say that it holds the author, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// `itemprop=author`.
    Property,
    /// `rel=author`.
    Link,
    /// `author-name`.
    Name,
    /// `author`.
    Author,
    /// `byline`.
    Line,
    /// `author-bio`: the name, and much else.
    Box,
}

/// What an element's names say of the moment in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// That it is the publication's.
    Published,
    /// That it is the last change's.
    Updated,
    /// That it is one.
    Some,
}

/// The places, in document order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// `meta` elements.
    pub(super) metas: Vec<NodeId>,
    /// `link` and `a` elements whose `rel` is `canonical` or `license`.
    pub(super) links: Vec<NodeId>,
    /// `script` elements of JSON-LD.
    pub(super) scripts: Vec<NodeId>,
    /// `h1` elements.
    pub(super) h1s: Vec<NodeId>,
    /// The page's `title`.
    pub(super) tab: Option<NodeId>,
    /// Elements that may hold the author.
    pub(super) bylines: Vec<(NodeId, By)>,
    /// Elements that may hold a moment.
    pub(super) moments: Vec<(NodeId, When)>,
    /// How many of them are no `time` elements, and how many are: menus of names like dates' must not crowd those out.
    n_moments: [usize; 2],
    /// Elements that hold a title, whosever: `h2` to `h6`, and those that are named so.
    titles: Vec<NodeId>,
    /// Elements whose names say that a day in them is the one on which it is read.
    todays: Vec<NodeId>,
    /// Element ranges that stand beside the article: comments, navigation, related pieces.
    pub(super) beside: Vec<(NodeId, NodeId)>,
    /// Whether an element's names say that one has to pay.
    pub(super) is_walled: bool,
}

impl Marks {
    /// The places of the page.
    pub(super) fn of<'a>(tree: &'a Tree, names: &mut ClassNames<'a>) -> Self {
        let mut marks = Self::default();
        for id in 0..tree.len() {
            marks.note(tree, id, names);
        }
        // What holds the headline, or much of the page, stands beside nothing, whatever it is called.
        let h1s = &marks.h1s;
        let span_max = tree.len().saturating_mul(BESIDE_PERCENT_MAX) / 100;
        marks.beside.retain(|&(from, to)| {
            to - from <= span_max && !h1s.iter().any(|h1| (from..to).contains(h1))
        });
        let mut end = 0;
        marks.beside.retain(|&(_, to)| {
            let is_outermost = to > end;
            end = end.max(to);
            is_outermost
        });
        marks
    }

    fn note<'a>(&mut self, tree: &'a Tree, id: NodeId, names: &mut ClassNames<'a>) {
        let tag = tree.tag_id(id);
        match tag {
            Tag::Text
            | Tag::Html
            | Tag::Body
            | Tag::Head
            | Tag::Style
            | Tag::Svg
            | Tag::Input
            | Tag::Img => return,
            Tag::Other if tree.tag(id) == "path" => return,
            Tag::Meta => {
                self.metas.push(id);
                if tree.attr(id, "itemprop").is_some_and(|it| it == "author" || it == "creator") {
                    self.bylines.push((id, By::Property));
                }
                return;
            }
            Tag::Link => {
                self.note_link(tree, id);
                return;
            }
            Tag::Script => {
                let kind = tree.attr(id, "type").unwrap_or_default().trim();
                if has_prefix(kind, "application/ld+json") {
                    self.scripts.push(id);
                }
                return;
            }
            Tag::Title => {
                let is_in_svg = || tree.ancestors(id).any(|id| tree.tag_id(id) == Tag::Svg);
                if self.tab.is_none() && !is_in_svg() {
                    self.tab = Some(id);
                }
                return;
            }
            Tag::H1 => self.h1s.push(id),
            Tag::Nav | Tag::Form => self.put_beside(tree, id),
            Tag::A => self.note_link(tree, id),
            _ => {}
        }
        let senses = senses(tree, id, names);
        let is_foot = tag == Tag::Footer || senses.has(Sense::FOOT);
        // An article has a foot of its own.
        let is_foot = is_foot
            && !tree.ancestors(id).any(|id| matches!(tree.tag_id(id), Tag::Article | Tag::Main));
        if (is_foot || senses.has(Sense::BESIDE)) && !matches!(tag, Tag::Main | Tag::Article) {
            self.put_beside(tree, id);
        }
        self.is_walled |= senses.has(Sense::WALL);
        let is_heading = matches!(tag, Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6);
        if is_heading || senses.has(Sense::TITLE) {
            self.titles.push(id);
        }
        if senses.has(Sense::TODAY) {
            self.todays.push(id);
        }
        let (by, when) = (senses.by(), senses.when(tag));
        let is_small = || tree.end(id) - id <= NODES_MAX && tree.texts_in(id).len() <= TEXTS_MAX;
        if (by.is_none() && when.is_none()) || !is_small() {
            return;
        }
        let holds_headline =
            || tree.subtree(id).any(|id| matches!(tree.tag_id(id), Tag::H1 | Tag::H2));
        if let Some(by) = by
            && self.bylines.len() < PLACES_MAX
            && !holds_headline()
        {
            self.bylines.push((id, by));
        }
        if let Some(when) = when
            && self.n_moments[usize::from(tag == Tag::Time)] < PLACES_MAX
        {
            self.n_moments[usize::from(tag == Tag::Time)] += 1;
            self.moments.push((id, when));
        }
    }

    fn note_link(&mut self, tree: &Tree, id: NodeId) {
        let rel = tree.attr(id, "rel").unwrap_or_default();
        let names =
            |rel: &str| ["canonical", "license"].iter().any(|it| rel.eq_ignore_ascii_case(it));
        if rel.split_ascii_whitespace().any(names) {
            self.links.push(id);
        }
    }

    fn put_beside(&mut self, tree: &Tree, id: NodeId) {
        self.beside.push((id, tree.end(id)));
    }

    /// The elements of titles among the nodes.
    pub(super) fn titles_in(&self, nodes: Range<NodeId>) -> &[NodeId] {
        let at = |id: NodeId| self.titles.partition_point(|&title| title < id);
        &self.titles[at(nodes.start)..at(nodes.end)]
    }

    /// Whether the names of the element around the text say that a day in it is the one on which it is read.
    pub(super) fn tells_today(&self, tree: &Tree, text: NodeId) -> bool {
        tree.parent(text).is_some_and(|id| self.todays.binary_search(&id).is_ok())
    }

    /// Whether the node stands beside the article.
    pub(super) fn is_beside(&self, id: NodeId) -> bool {
        let at = self.beside.partition_point(|&(from, _)| from <= id);
        at.checked_sub(1).is_some_and(|at| id < self.beside[at].1)
    }
}

/// Whether `text` begins with `prefix`, whatever its letters' case.
pub(super) fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// What the words of an element's names say, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Senses(u32);

/// The bit of names of what stands beside the article.
pub(super) const BESIDE: u32 = Sense::BESIDE;

/// The bits of `Senses`.
struct Sense;

impl Sense {
    const AUTHOR: u32 = 1;
    const NAME: u32 = 1 << 1;
    const LINE: u32 = 1 << 2;
    const PART: u32 = 1 << 3;
    const DATE: u32 = 1 << 4;
    const PUBLISHED: u32 = 1 << 5;
    const UPDATED: u32 = 1 << 6;
    const NOW: u32 = 1 << 7;
    const BESIDE: u32 = 1 << 8;
    const WALL: u32 = 1 << 9;
    const PROPERTY: u32 = 1 << 10;
    const LINK: u32 = 1 << 11;
    const BOX: u32 = 1 << 12;
    const FOOT: u32 = 1 << 13;
    const TODAY: u32 = 1 << 14;
    const TITLE: u32 = 1 << 15;
}

impl Senses {
    fn has(self, sense: u32) -> bool {
        self.0 & sense != 0
    }

    fn by(self) -> Option<By> {
        if self.has(Sense::PROPERTY) {
            return Some(By::Property);
        }
        if self.has(Sense::LINK) {
            return Some(By::Link);
        }
        if self.has(Sense::PART) {
            return (self.has(Sense::AUTHOR) && self.has(Sense::BOX)).then_some(By::Box);
        }
        match (self.has(Sense::AUTHOR), self.has(Sense::LINE), self.has(Sense::NAME)) {
            (true, _, true) | (_, true, true) => Some(By::Name),
            (true, ..) => Some(By::Author),
            (false, true, false) => Some(By::Line),
            _ => None,
        }
    }

    fn when(self, tag: Tag) -> Option<When> {
        let is_dated =
            tag == Tag::Time || self.has(Sense::DATE | Sense::PUBLISHED | Sense::UPDATED);
        if !is_dated || self.has(Sense::NOW) {
            return None;
        }
        Some(match (self.has(Sense::PUBLISHED), self.has(Sense::UPDATED)) {
            (true, false) => When::Published,
            (false, true) => When::Updated,
            _ => When::Some,
        })
    }
}

fn senses<'a>(tree: &'a Tree, id: NodeId, names: &mut ClassNames<'a>) -> Senses {
    let mut found = 0;
    for (name, value) in tree.attrs_known(id) {
        match name {
            AttrName::Class
            | AttrName::Id
            | AttrName::DataTestid
            | AttrName::DataComponent
            | AttrName::DataTest
            | AttrName::DataQa
            | AttrName::Property => found |= names.read(value).senses,
            AttrName::Itemprop => {
                for word in value.split_ascii_whitespace() {
                    found |= match word {
                        "author" | "creator" => Sense::PROPERTY,
                        "datePublished" => Sense::PUBLISHED,
                        "dateModified" => Sense::UPDATED,
                        _ => 0,
                    };
                }
            }
            AttrName::Href if names_author(value) => found |= Sense::LINK,
            AttrName::Rel if value.split_ascii_whitespace().any(|it| it == "author") => {
                found |= Sense::LINK;
            }
            AttrName::Pubdate => found |= Sense::PUBLISHED,
            _ => {}
        }
    }
    Senses(found)
}

/// Whether the address is that of an author's page.
fn names_author(href: &str) -> bool {
    const FOLDERS: [&str; 7] =
        ["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autores/", "/byline/"];
    href.len() <= VALUE_BYTES_MAX
        && href.as_bytes().windows(2).any(|it| it == b"/a" || it == b"/b")
        && FOLDERS.iter().any(|it| href.contains(it))
}

/// What a word of a name, in lower case, says: bits of [`Sense`].
pub(super) fn sense(word: &[u8]) -> u32 {
    match word {
        b"author" | b"authors" | b"autor" | b"autoren" | b"autorin" | b"autore" | b"autori"
        | b"autores" | b"auteur" | b"auteurs" | b"writer" | b"writers" | b"verfasser"
        | b"redakteur" | b"redaktor" | b"forfatter" | b"journalist" | b"journalists"
        | b"contributor" | b"contributors" | b"penulis" | b"yazar" | b"postauthor"
        | b"articleauthor" | b"entryauthor" | b"documentauthor" | b"autorname" | b"reporter"
        | b"toimittaja" | b"skribent" => Sense::AUTHOR,
        b"authorname" | b"bylinename" => Sense::AUTHOR | Sense::NAME,
        b"name" | b"fn" | b"names" => Sense::NAME,
        b"byline" | b"bylines" | b"autorenzeile" | b"byauthor" | b"signature" | b"firma" => {
            Sense::LINE
        }
        b"bio" | b"biography" | b"box" => Sense::PART | Sense::BOX,
        b"avatar" | b"image" | b"img" | b"photo" | b"foto" | b"picture" | b"caption"
        | b"credit" | b"credits" | b"copyright" | b"description" | b"position" | b"job"
        | b"role" | b"license" | b"licence" | b"social" | b"follow" | b"bookmark" | b"print"
        | b"tag" => Sense::PART,
        b"date" | b"dates" | b"datum" | b"time" | b"timestamp" | b"datetime" | b"dateline"
        | b"fecha" | b"meta" | b"dateblock" | b"zeit" | b"dato" | b"tarih" | b"infoline" => {
            Sense::DATE
        }
        b"published" | b"publish" | b"pubdate" | b"publication" | b"posted" | b"postdate"
        | b"publishdate" | b"created" | b"publishedat" | b"datepublished" => Sense::PUBLISHED,
        b"updated" | b"modified" | b"update" | b"lastmod" | b"aktualisiert" => Sense::UPDATED,
        b"today" | b"todays" | b"weather" | b"clock" | b"current" => Sense::NOW | Sense::TODAY,
        b"reading" | b"read" | b"duration" | b"countdown" | b"event" | b"video" | b"player" => {
            Sense::NOW
        }
        b"comment" | b"comments" | b"related" | b"recommended" | b"recommendations"
        | b"teasers" | b"sidebar" | b"popular" | b"trending" | b"mostread" | b"promo"
        | b"carousel" | b"disqus" | b"kommentare" | b"respond" | b"outbrain" | b"taboola"
        | b"navigation" | b"menu" | b"references" | b"citations" | b"topbar" | b"masthead"
        | b"navbar" => Sense::BESIDE,
        b"footer" => Sense::FOOT,
        b"title" | b"headline" | b"heading" => Sense::TITLE,
        b"paywall" | b"regwall" | b"premiumwall" | b"paywalled" => Sense::WALL,
        _ => 0,
    }
}

/// The nodes of the element's shown texts, in order.
pub(super) fn shown_texts(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    let texts = tree.texts_in(id).filter_map(|ordinal| tree.text_node(ordinal));
    texts.filter(move |&text| {
        !tree
            .ancestors(text)
            .take_while(|&it| it >= id)
            .any(|it| hint::is_never_shown(tree.tag_id(it)))
    })
}

#[cfg(test)]
mod tests {
    use super::{By, Marks, When};
    use crate::codec::html::{self, Tree};
    use crate::extract::class_names::ClassNames;

    fn of(tree: &Tree) -> Marks {
        Marks::of(tree, &mut ClassNames::default())
    }

    #[test]
    fn names_of_elements_say_what_they_hold() {
        let by = |html: &str| of(&html::parse(html)).bylines.first().map(|it| it.1);
        for (html, expected) in [
            ("<p class=byline>x", Some(By::Line)),
            ("<p class=article__authorName>x", Some(By::Name)),
            ("<a rel='author nofollow'>x</a>", Some(By::Link)),
            ("<span itemprop=author>x</span>", Some(By::Property)),
            ("<div class=author-bio>x</div>", Some(By::Box)),
            ("<div class=author-photo>x</div>", None),
            ("<p class=authority>x", None),
        ] {
            assert_eq!(by(html), expected, "{html}");
        }
        let when = |html: &str| of(&html::parse(html)).moments.first().map(|it| it.1);
        for (html, expected) in [
            ("<time>x</time>", Some(When::Some)),
            ("<p class=post-date>x", Some(When::Some)),
            ("<p class=date-updated>x", Some(When::Updated)),
            ("<p class='date publishedAt'>x", Some(When::Published)),
            ("<p class=todays-date>x", None),
        ] {
            assert_eq!(when(html), expected, "{html}");
        }
    }

    #[test]
    fn what_holds_the_headline_stands_beside_nothing() {
        let tree = html::parse(
            "<div class=widget><h1>a</h1><p id=p>b</div><div class=comments><b>c</b></div><p>d<p>e<p>f",
        );
        let marks = of(&tree);
        let at = |tag: &str| (0..tree.len()).find(|&id| tree.tag(id) == tag).unwrap();
        assert!(!marks.is_beside(at("p")));
        assert!(marks.is_beside(at("b")));
    }
}
