//! Who wrote a page: what it states of that, and what only readers see.

use crate::codec::html::NodeId;
use crate::extract::byline::{self, Names, Said, Site};
use crate::extract::hint;
use crate::extract::marks::{By, has_prefix, shown_texts};
use crate::extract::meta::Page;
use crate::extract::wording::{clean, site_of, text_of_html};
use crate::model::article::Origin;
use crate::model::entry::Entry;
use crate::model::structure;
use url::Url;

/// Texts of one byline that are read.
const ZONE_TEXTS_MAX: usize = 24;
/// Bytes of the longest text that declares an author.
const DECLARED_BYTES_MAX: usize = 120;
/// Elements far from the headline that may be bylines; more are those of other pieces.
const FAR_MAX: usize = 6;

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
        let host = Url::parse(self.url).ok().and_then(|url| site_of(&url));
        let label = host.as_deref().and_then(|host| host.split('.').next());
        let site = Site { name: name.as_deref(), label };
        let stated = self.stated_names(site);
        let given = self.meta_names(site);
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
            seen = if declared.is_empty() { seen } else { declared };
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
        let first = by_person.or_else(|| all.iter().position(|(names, _)| !names.is_empty()));
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
        for name in METAS {
            // What `twitter:data1` is, its label says.
            let is_label = name != "twitter:data1"
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
                names.read(&text_of_html(text), Said::Author, site);
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
                for id in all.filter(|&id| around(id) == first).take(6) {
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
            }
        }
        offices
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

    /// Whom a text anywhere declares: `Author: Ada Tolva`; or the only `By Ada Tolva` that stands alone.
    fn declared(&self, site: Site<'_>) -> Names {
        let tree = self.tree;
        let mut signed: Option<String> = None;
        let mut n_signed = 0;
        let mut is_labelled = false;
        for ordinal in 0..tree.n_texts() {
            let Some(id) = tree.text_node(ordinal) else { break };
            let text = tree.text(id).trim();
            if !(3..=DECLARED_BYTES_MAX).contains(&text.len()) {
                is_labelled &= text.is_empty();
                continue;
            }
            let name = if is_labelled { Some(text) } else { byline::behind_label(text) };
            is_labelled = name == Some("");
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
            }
            if text.starts_with(char::is_alphabetic)
                && byline::is_signature(text)
                && is_shown()
                && signed.as_deref() != Some(text)
            {
                n_signed += 1;
                signed = Some(text.to_owned());
            }
        }
        let mut names = Names::default();
        if let Some(line) = signed.filter(|_| n_signed == 1) {
            names.read(&line, Said::Line, site);
        }
        names
    }
}
