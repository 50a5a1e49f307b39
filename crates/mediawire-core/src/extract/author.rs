//! Who wrote a page: what it states of that, and what only readers see.

use crate::codec::html::NodeId;
use crate::extract::byline::{self, Names, Said, Site};
use crate::extract::hint;
use crate::extract::marks::{By, has_prefix, shown_texts};
use crate::extract::meta::Page;
use crate::extract::wording::{clean, text_of_html};
use crate::model::article::Origin;
use crate::model::entry::Entry;
use crate::model::structure;

/// Texts of one byline that are read.
const ZONE_TEXTS_MAX: usize = 24;
/// Bytes of the longest text that declares an author.
const DECLARED_BYTES_MAX: usize = 120;
/// Elements far from the headline that may be bylines; more are those of other pieces.
const FAR_MAX: usize = 6;

/// Bytes of the shortest paragraph that an article begins with.
const LEDE_BYTES_MIN: usize = 120;
/// Levels above a name at which its bearer's picture may stand, and nodes of the element there.
const PICTURE_LEVELS: usize = 4;
const PICTURE_NODES_MAX: u32 = 24;

/// `meta` elements that name authors, the surest first.
const METAS: [&str; 12] = [
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
    "cxenseparse:author",
    "article:byline",
    "twitter:data1",
    "citation_author",
];

impl Page<'_> {
    /// Those whom the page names as its authors, and where.
    pub(super) fn names(&self, entry: Option<&Entry>) -> &(Names, Option<Origin>) {
        self.known_names.get_or_init(|| self.read_names(entry))
    }

    fn read_names(&self, entry: Option<&Entry>) -> (Names, Option<Origin>) {
        let name = self.site_name();
        let label = self.domain_label();
        let site = Site { name: name.as_deref(), label: label.as_deref() };
        let stated = self.stated_names(site);
        let given = self.meta_names(site);
        // Machines are often told an account's name where readers see its bearer's.
        let told = if given.persons.is_empty() { &stated } else { &given };
        if !told.persons.is_empty() && told.persons.iter().all(|name| byline::is_account(name)) {
            let seen = self.seen_names(site, true);
            if !(seen.persons.is_empty() || seen.persons.iter().any(|it| byline::is_account(it))) {
                return (seen, Some(Origin::Page));
            }
        }
        // Machines are often told the first of several only.
        if !given.persons.is_empty() && (stated.persons.is_empty() || given.exceeds(&stated)) {
            return (given, Some(Origin::Meta));
        }
        if !stated.persons.is_empty() {
            return (stated, Some(Origin::JsonLd));
        }
        let mut seen = self.seen_names(site, !stated.is_empty());
        if seen.persons.is_empty() {
            let declared = self.declared(site);
            let mut found = Names::default();
            if declared.persons.is_empty() {
                found = self.pictured(site);
            }
            if declared.persons.is_empty() && found.is_empty() {
                found = self.introduced(site);
            }
            found = if found.is_empty() { declared } else { found };
            seen = if found.is_empty() { seen } else { found };
        }
        let mut listed = Names::default();
        for name in entry.into_iter().flat_map(|entry| &entry.authors) {
            listed.read(name, Said::Author, site);
        }
        let all = [
            (stated, Origin::JsonLd),
            (given, Origin::Meta),
            (seen, Origin::Page),
            (listed, Origin::List),
        ];
        let by_person = all.iter().position(|(names, _)| !names.persons.is_empty());
        // An agency that readers see is nearer to the author than the site itself.
        let by_agency = || {
            let (seen, others) = (&all[2].0, &all[..2]);
            let says = |names: &Names| names.agencies.iter().any(|it| !site.is_called(it));
            (says(seen) && !others.iter().any(|(names, _)| says(names))).then_some(2)
        };
        let first = by_person
            .or_else(by_agency)
            .or_else(|| all.iter().position(|(names, _)| !names.is_empty()));
        let found = first.and_then(|at| all.into_iter().nth(at));
        found.map_or_else(Default::default, |(names, origin)| (names, Some(origin)))
    }

    fn stated_names(&self, site: Site<'_>) -> Names {
        let mut names = Names::default();
        for (name, said) in &self.stated.authors {
            names.read(&text_of_html(name), *said, site);
        }
        names
    }

    fn meta_names(&self, site: Site<'_>) -> Names {
        let mut offices = Names::default();
        for name in &METAS {
            // What `twitter:data1` is, its label says.
            let is_label = *name != "twitter:data1"
                || self.meta(&["twitter:label1"]).is_some_and(|label| {
                    [
                        "written by",
                        "von",
                        "verfasst von",
                        "geschrieben von",
                        "écrit par",
                        "escrito por",
                        "scritto da",
                    ]
                    .iter()
                    .any(|known| has_prefix(&label, known))
                });
            let mut names = Names::default();
            for text in self.metas(name).filter(|_| is_label) {
                let text = text_of_html(text);
                let text = if *name == "citation_author" { in_order(&text) } else { text };
                names.read(&text, Said::Author, site);
            }
            if !names.persons.is_empty() {
                return names;
            }
            if offices.is_empty() {
                offices = names;
            }
        }
        offices
    }

    /// Those whom elements name that say that they are bylines, and whom lines near the headline name. Where somebody
    /// else `is_stated`, what stands far from the headline is not read.
    fn seen_names(&self, site: Site<'_>, is_stated: bool) -> Names {
        let tree = self.tree;
        let near = self.near();
        let is_near = |id: NodeId| near.contains(&tree.texts_in(id).start);
        let places: Vec<(NodeId, By, bool)> = self
            .marks
            .bylines
            .iter()
            .filter(|(id, _)| !self.marks.is_beside(*id))
            .map(|&(id, by)| (id, by, is_near(id)))
            .collect();
        let mut offices = Names::default();
        for wanted in [true, false] {
            let n_far = places.iter().filter(|(_, _, is_near)| !is_near).count();
            if !wanted && (is_stated || n_far > FAR_MAX) {
                continue;
            }
            for kind in [By::Property, By::Link, By::Name, By::Author, By::Line, By::Box] {
                let mut all = places
                    .iter()
                    .filter(|it| it.1 == kind && it.2 == wanted)
                    .map(|it| it.0)
                    .peekable();
                // Names far from the first are those of other articles.
                let around = |id: NodeId| tree.ancestors(id).nth(2);
                let first = all.peek().copied().and_then(around);
                let mut names = Names::default();
                let own = all.filter(|&id| around(id) == first && !self.is_of_other(id));
                for id in own.take(6) {
                    names.join(&self.zone(id, kind, site));
                }
                if !names.persons.is_empty() {
                    return names;
                }
                if offices.is_empty() {
                    offices = names;
                }
            }
            if wanted {
                let signed = self.signed(site);
                if !signed.persons.is_empty() {
                    return signed;
                }
                // `By Agence Tolva` says more than an element that holds the site's own name.
                if !signed.is_empty() {
                    offices = signed;
                }
            }
        }
        offices
    }

    /// Whether the text before the element says that it names somebody who did something else: `Reviewed by`.
    fn is_of_other(&self, id: NodeId) -> bool {
        let tree = self.tree;
        let before = (0..tree.texts_in(id).start).rev().take(3);
        let mut texts = before.filter_map(|ordinal| tree.text_node(ordinal));
        let last = texts.find(|&id| !tree.text(id).trim().is_empty());
        last.is_some_and(|id| {
            let text = tree.text(id).trim();
            text.len() <= 40 && text.ends_with(['y', ':']) && byline::is_other_lead(text)
        })
    }

    /// Whom the element's texts name: the first of them, and those that follow as it stands or by a comma.
    fn zone(&self, id: NodeId, kind: By, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut names = Names::default();
        if kind == By::Property
            && let Some(content) = tree.attr(id, "content").or_else(|| {
                tree.subtree(id)
                    .filter(|&id| tree.attr(id, "itemprop") == Some("name"))
                    .find_map(|id| tree.attr(id, "content"))
            })
        {
            names.read(content, Said::Author, site);
            return names;
        }
        let texts: Vec<NodeId> = shown_texts(tree, id)
            .filter(|&id| !tree.text(id).trim().is_empty())
            .take(ZONE_TEXTS_MAX)
            .collect();
        let like =
            |id: NodeId| tree.parent(id).map(|id| (tree.tag(id), structure::class(tree, id)));
        let mut first = None;
        let mut is_open = false;
        let mut is_other = false;
        for &text in &texts {
            let line = clean(tree.text(text));
            if byline::is_lead(&line) || byline::is_joint(&line) {
                is_open = true;
                continue;
            }
            if is_other {
                is_other = false;
                continue;
            }
            is_other = byline::is_other_lead(&line);
            if is_other {
                continue;
            }
            let rest = byline::without_lead(&line);
            let is_led = is_open || rest.len() < line.len();
            let is_alike = first.is_none() || first == Some(like(text));
            if !(names.persons.is_empty() || is_led || is_alike) {
                continue;
            }
            // A single word in a large element may be anything.
            let is_bare = !is_led && !rest.contains(' ') && rest.is_ascii();
            if is_bare && texts.len() > 3 && kind > By::Name {
                continue;
            }
            let said = if kind > By::Name { Said::Line } else { Said::Zone };
            if kind == By::Box && !names.is_empty() {
                break;
            }
            let n_before = names.persons.len();
            names.read(&line, said, site);
            if names.persons.len() > n_before {
                first.get_or_insert(like(text));
                is_open = line.ends_with([',', '&', '/']);
            }
        }
        names
    }

    /// `By Ada Tolva`, standing alone within the texts around the headline.
    fn signed(&self, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut names = Names::default();
        let mut is_led = false;
        for ordinal in self.near() {
            let Some(id) = tree.text_node(ordinal) else { break };
            let text = tree.text(id).trim();
            if text.is_empty() || text.len() > 120 || self.marks.is_beside(id) {
                continue;
            }
            let line = clean(text);
            if is_led || byline::is_signature(&line) {
                names.read(&line, Said::Line, site);
                if !names.persons.is_empty() {
                    break;
                }
            }
            is_led = byline::is_lead(&line);
        }
        names
    }

    /// Who is named beside a picture near the headline that is said to be of the same.
    fn pictured(&self, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut names = Names::default();
        for ordinal in self.anchor..self.near().end {
            let Some(id) = tree.text_node(ordinal) else { break };
            let text = tree.text(id).trim();
            if !byline::is_full_name(text) || self.marks.is_beside(id) {
                continue;
            }
            let shows = |id: NodeId| {
                tree.tag(id) == "img" && tree.attr(id, "alt").is_some_and(|alt| alt.trim() == text)
            };
            let around = tree
                .ancestors(id)
                .take(PICTURE_LEVELS)
                .take_while(|&id| tree.end(id) - id <= PICTURE_NODES_MAX);
            if around.last().is_some_and(|id| tree.subtree(id).any(shows)) {
                names.read(text, Said::Line, site);
                break;
            }
        }
        names
    }

    /// Who is named in a paragraph of its own, set off by its type, right before the first long one.
    fn introduced(&self, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut names = Names::default();
        for ordinal in self.anchor + 1..self.near().end {
            let Some(id) = tree.text_node(ordinal) else { break };
            let text = tree.text(id).trim();
            let block = tree.ancestors(id).take(4).find(|&id| tree.tag(id) == "p");
            let Some(block) = block.filter(|_| !text.is_empty()) else { continue };
            let is_large = tree.texts_in(block).len() > ZONE_TEXTS_MAX;
            let n_bytes = if is_large { LEDE_BYTES_MIN } else { tree.text_of(block).trim().len() };
            if n_bytes >= LEDE_BYTES_MIN {
                return names;
            }
            names = Names::default();
            let is_set_off = tree
                .ancestors(id)
                .take_while(|&it| it > block)
                .any(|id| matches!(tree.tag(id), "b" | "strong" | "em" | "i"));
            let is_name = text.split('/').all(byline::is_full_name);
            if n_bytes == text.len() && is_set_off && is_name && !self.marks.is_beside(id) {
                names.read(text, Said::Line, site);
            }
        }
        Names::default()
    }

    /// Whom a text anywhere declares: `Author: Ada Tolva`; or the only `By Ada Tolva` that stands alone.
    fn declared(&self, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut signed: Option<String> = None;
        let mut n_signed = 0;
        let (mut is_labelled, mut is_led) = (false, false);
        for ordinal in 0..tree.n_texts() {
            let Some(id) = tree.text_node(ordinal) else { break };
            let text = tree.text(id).trim();
            if !(3..=DECLARED_BYTES_MAX).contains(&text.len()) {
                is_labelled &= text.is_empty();
                is_led = is_led && text.is_empty() || byline::is_lead(text);
                continue;
            }
            let name = if is_labelled { Some(text) } else { byline::behind_label(text) };
            let was_labelled = is_labelled;
            is_labelled = name == Some("") || byline::is_label(text);
            let is_shown = || {
                !self.marks.is_beside(id)
                    && !tree.ancestors(id).any(|id| hint::is_never_shown(tree.tag_id(id)))
            };
            if let Some(name) = name.filter(|name| !name.is_empty())
                && is_shown()
            {
                let mut names = Names::default();
                names.read(name, Said::Line, site);
                if !names.persons.is_empty() {
                    return names;
                }
                // `Author: Attorney`, and the name behind it.
                is_labelled |= was_labelled && !name.contains(' ');
            }
            let is_signature = text.starts_with(char::is_alphabetic)
                && (byline::is_signature(text) || is_led && byline::is_full_name(text));
            if is_signature && is_shown() {
                let name = byline::without_lead(text);
                if signed.as_deref() != Some(name) {
                    n_signed += 1;
                    signed = Some(name.to_owned());
                }
            }
            is_led = byline::is_lead(text);
        }
        let mut names = Names::default();
        if let Some(line) = signed.filter(|_| n_signed == 1) {
            names.read(&line, Said::Line, site);
        }
        names
    }
}

/// A name as it is spoken, where the family name stands first, as libraries have it: `Tolva, Ada`.
fn in_order(name: &str) -> String {
    let is_one = |part: &str| !part.trim().contains(' ');
    match name.split_once(',') {
        Some((last, first)) if is_one(last) || is_one(first) => format!("{} {last}", first.trim()),
        _ => name.to_owned(),
    }
}
