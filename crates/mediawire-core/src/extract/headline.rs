//! The article's headline: the one that readers see, told from the site's name and from what stands above it.

use crate::codec::html::{NodeId, Tree};
use crate::extract::hint;
use crate::extract::marks::{Marks, shown_texts};
use crate::extract::meta::Page;
use crate::extract::survey::weight;
use crate::extract::wording::{clean, text_of_html, without_site};
use crate::model::article::Origin;
use crate::model::entry::Entry;
use crate::model::structure;
use crate::text::letters;
use crate::text::tokens::{self, tokens};

/// Headings of the first level that are read.
const H1S_MAX: usize = 24;

/// Texts of the longest heading: what holds more is a page whose heading was never closed.
const TEXTS_MAX: usize = 40;

/// Bytes of them, white space as it stands.
const TEXT_BYTES_MAX: usize = 4_000;

/// The weight of the shortest heading that only the tab says to be the headline.
const TAB_WEIGHT_MIN: u32 = 5;

/// The share of a stated headline, one in so many letters, that a heading which is a part of it has.
const PART_MIN: usize = 4;

/// Texts behind the heading of the first level among which the headline that readers see may be of the second.
const SECOND_TEXTS: u32 = 40;

/// Words of the shortest headline that counts as another one, where none of them is in the one that is taken.
const CONFLICT_WORDS_MIN: usize = 3;

/// Bytes of the letters of the shortest headline that is told from others by its letters alone.
const KEY_BYTES_MIN: usize = 8;

/// A heading of the first level.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) id: NodeId,
    pub(super) text: String,
}

/// The page's headings of the first level that say something.
pub(super) fn headings(tree: &Tree, marks: &Marks, given: &[(String, Origin)]) -> Vec<Heading> {
    let keys: Vec<String> = given.iter().map(|(title, _)| letters::key(title)).collect();
    let of = |&id: &NodeId| Heading { id, text: heading(tree, id, &keys) };
    let is_said = |text: &str| {
        let key = letters::key(text);
        given.iter().zip(&keys).any(|((_, origin), it)| *origin != Origin::Tab && *it == key)
    };
    let h1s = marks.h1s.iter().take(H1S_MAX).map(of).filter(|it| !it.text.is_empty());
    h1s.filter(|it| !leads_home(tree, it.id) || is_said(&it.text)).collect()
}

/// The site's name, where a heading of the first level is the link to the front page.
pub(super) fn home_heading(tree: &Tree, marks: &Marks) -> Option<String> {
    let id = marks.h1s.iter().take(H1S_MAX).copied().find(|&id| leads_home(tree, id))?;
    Some(heading(tree, id, &[])).filter(|text| !text.is_empty())
}

/// Whether all of the heading is one link to the front page: then it is the site's name.
fn leads_home(tree: &Tree, id: NodeId) -> bool {
    let mut texts = shown_texts(tree, id).filter(|&text| !tree.text(text).trim().is_empty());
    let link = |text: NodeId| tree.ancestors(text).find(|&it| tree.tag(it) == "a");
    let Some(first) = texts.next().and_then(link) else { return false };
    texts.all(|text| link(text) == Some(first)) && tree.attr(first, "href").is_some_and(is_root)
}

/// Whether the address is that of a front page; archives put their own before it.
fn is_root(href: &str) -> bool {
    let (path, query) = href.trim().split_once('?').unwrap_or((href.trim(), ""));
    let path = match path.rsplit_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => path,
    };
    path == "/" && !query.contains(|c: char| c.is_ascii_digit())
}

/// The heading's text; without the line above or below it in the same element, where the page elsewhere gives the rest
/// as its headline, or says that it is one.
fn heading(tree: &Tree, id: NodeId, keys: &[String]) -> String {
    // How a word is read aloud stands small above it.
    let is_aloud =
        |text: NodeId| tree.parent(text).is_some_and(|id| matches!(tree.tag(id), "rt" | "rp"));
    let texts: Vec<NodeId> =
        shown_texts(tree, id).filter(|&text| !is_aloud(text)).take(TEXTS_MAX + 1).collect();
    let n_bytes: usize = texts.iter().map(|&text| tree.text(text).len()).sum();
    if texts.len() > TEXTS_MAX || n_bytes > TEXT_BYTES_MAX {
        return String::new();
    }
    let whole = joined(tree, &texts);
    if texts.len() < 2 || keys.contains(&letters::key(&whole)) {
        return whole;
    }
    for at in 1..texts.len() {
        for part in [&texts[at..], &texts[..at]] {
            let part = joined(tree, part);
            if weight(&part) >= 8 && keys.contains(&letters::key(&part)) {
                return part;
            }
        }
    }
    let is_above = |text: NodeId| {
        tree.ancestors(text).take_while(|&it| it > id).any(|it| {
            matches!(tree.tag(it), "time" | "small")
                || structure::class(tree, it).is_some_and(|class| {
                    hint::words(class).iter().any(|word| {
                        matches!(
                            word.as_str(),
                            "kicker"
                                | "overline"
                                | "topline"
                                | "dachzeile"
                                | "spitzmarke"
                                | "eyebrow"
                                | "label"
                                | "badge"
                                | "date"
                                | "category"
                                | "headlinekicker"
                                | "pretitle"
                                | "supertitle"
                                | "roofline"
                                | "flag"
                                | "tag"
                                | "meta"
                                | "volanta"
                                | "surtitre"
                        )
                    })
                })
        })
    };
    let own: Vec<NodeId> = texts.iter().copied().filter(|&text| !is_above(text)).collect();
    let own = joined(tree, &own);
    if weight(&own) >= 8 { own } else { whole }
}

/// The texts as one line; a space stands where two elements meet that styles keep apart.
fn joined(tree: &Tree, texts: &[NodeId]) -> String {
    let mut out = String::new();
    let mut last = None;
    for &id in texts {
        if last.is_some_and(|last| (last + 1..id).any(|between| tree.tag(between) == "br")) {
            out.push(' ');
        }
        last = Some(id);
        let text = tree.text(id);
        let was_small =
            out.chars().last().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ':');
        if was_small && text.chars().next().is_some_and(char::is_uppercase) {
            out.push(' ');
        }
        out.extend(text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')));
    }
    clean(&out)
}

impl Page<'_> {
    /// Every headline that the page states of itself, the surest first, the site's name off.
    pub(super) fn given_titles(&self, site: Option<&str>) -> Vec<(String, Origin)> {
        let stated =
            self.stated.headline.as_deref().map(text_of_html).map(|it| (it, Origin::JsonLd));
        let og = self
            .meta(&[
                "og:title",
                "twitter:title",
                "dc.title",
                "parsely-title",
                "sailthru.title",
                "title",
            ])
            .map(|it| (it, Origin::Meta));
        let tab = self.marks.tab.map(|id| (clean(&self.tree.text_of(id)), Origin::Tab));
        [stated, og, tab]
            .into_iter()
            .flatten()
            .map(|(title, origin)| (without_site(&plain(&title), site), origin))
            .filter(|(title, _)| !title.is_empty())
            .collect()
    }

    /// A headline that the page states, or that its readers see, and that shares no word with the one it is given; in
    /// words.
    pub(super) fn conflict(&self, headline: &str) -> Option<String> {
        let words = |text: &str| -> Vec<String> {
            tokens(text)
                .into_iter()
                .filter(|it| it.kind != tokens::Kind::Edge)
                .map(|it| it.text)
                .collect()
        };
        let own = words(headline);
        let is_other = |text: &str| {
            let words = words(text);
            words.len() >= CONFLICT_WORDS_MIN && !words.iter().any(|word| own.contains(word))
        };
        let stated = self.given.iter().filter(|(_, origin)| *origin != Origin::Tab);
        let seen = self.headings.first().map(|heading| (heading.text.as_str(), Origin::Page));
        let all = stated.map(|(text, origin)| (text.as_str(), *origin)).chain(seen);
        let (other, origin) = all.into_iter().find(|(text, _)| is_other(text))?;
        Some(format!("its {} gives another headline: {other:?}", origin.name()))
    }

    /// Every headline that the page gives and what it stands in, the nearest to the article first.
    pub(super) fn headlines(&self, entry: Option<&Entry>) -> Vec<(String, Origin)> {
        let mut given = self.given.clone();
        if let Some(entry) = entry {
            let title = clean(&entry.title);
            let at = given.iter().position(|it| it.1 == Origin::Tab).unwrap_or(given.len());
            if !title.is_empty() {
                given.insert(at, (title, Origin::List));
            }
        }
        let keys: Vec<String> = given.iter().map(|(title, _)| letters::key(title)).collect();
        let mut out: Vec<(String, Origin)> = Vec::new();
        if let Some(heading) = self.shown_heading(&keys, &given) {
            out.push((heading.text.clone(), Origin::Page));
        }
        out.extend(given);
        // The only long heading of the first level that shares words with what the page says to others is the headline
        // that readers see.
        let long_words = |text: &str| -> Vec<String> {
            hint::words(text).into_iter().filter(|word| word.chars().count() >= 5).collect()
        };
        let said: Vec<String> = out.iter().flat_map(|(title, _)| long_words(title)).collect();
        let n_shared_min = if self.headings.len() == 1 { 1 } else { 2 };
        let mut sharing = self.headings.iter().filter(|heading| {
            let is_shared = |word: &String| said.contains(word);
            weight(&heading.text) >= 20
                && long_words(&heading.text).into_iter().filter(is_shared).count() >= n_shared_min
        });
        if let (Some(only), None) = (sharing.next(), sharing.next())
            && !out.iter().any(|(title, _)| *title == only.text)
        {
            out.insert(0, (only.text.clone(), Origin::Page));
        }
        out
    }

    /// The headline, and what it stands in.
    ///
    /// The body is read by what [`Page::headlines`] gives; this one is for readers.
    pub(super) fn headline(&self, entry: Option<&Entry>) -> Option<(String, Origin)> {
        let first = self.headlines(entry).into_iter().next();
        let found = match &first {
            Some((shown, Origin::Page)) => self.second_heading(shown),
            _ => self.beginning(),
        };
        found.map(|title| (title, Origin::Page)).or(first)
    }

    /// What the page states as its headline, where that is a heading of the second level right behind `shown`, the one
    /// of the first: then that one is for search engines.
    fn second_heading(&self, shown: &str) -> Option<String> {
        let tree = self.tree;
        let keys: Vec<String> = self.given.iter().map(|(title, _)| letters::key(title)).collect();
        let texts = (self.anchor + 1..=self.anchor.saturating_add(SECOND_TEXTS))
            .filter_map(|ordinal| tree.text_node(ordinal));
        let mut seconds: Vec<NodeId> = texts
            .filter_map(|text| tree.ancestors(text).find(|&id| tree.tag(id) == "h2"))
            .collect();
        seconds.dedup();
        let seconds: Vec<String> =
            seconds.into_iter().map(|id| letters::key(&heading(tree, id, &keys))).collect();
        let own = letters::key(shown);
        let given = || self.given.iter().zip(&keys);
        let is_stated = given().any(|((_, origin), key)| *origin != Origin::Tab && *key == own);
        let is_second = |((_, origin), key): &(&(String, Origin), &String)| {
            let may_be = *origin == Origin::JsonLd || *origin == Origin::Meta && !is_stated;
            may_be && **key != own && key.len() >= KEY_BYTES_MIN && seconds.contains(key)
        };
        given().find(is_second).map(|((title, _), _)| title.clone())
    }

    /// The heading of the first level with which what the page states begins, before its section or the site's name.
    fn beginning(&self) -> Option<String> {
        let begins = |text: &str| {
            let stated = self.given.iter().filter(|(_, origin)| *origin != Origin::JsonLd);
            stated.filter_map(|(title, _)| title.strip_prefix(text)).any(|rest| {
                let is_parted = rest.trim_start().starts_with(['-', '–', '—', '|', ':', '·']);
                is_parted || letters::key(text).len() >= KEY_BYTES_MIN
            })
        };
        self.headings.iter().map(|it| &it.text).find(|text| begins(text)).cloned()
    }

    /// The heading of the first level that agrees with what the page states: one that is the same before one that is a
    /// part of it. Without any statement, the first.
    fn shown_heading(&self, keys: &[String], given: &[(String, Origin)]) -> Option<&Heading> {
        if keys.is_empty() {
            return self.headings.first();
        }
        // The tab may hold the section's name too, which is short.
        let same = self.headings.iter().find(|heading| {
            let own = letters::key(&heading.text);
            let is_short = weight(&heading.text) < TAB_WEIGHT_MIN;
            let is_said = |((_, origin), key): (&(String, Origin), &String)| {
                *key == own && !(is_short && *origin == Origin::Tab)
            };
            given.iter().zip(keys).any(is_said)
        });
        // The tab also holds the site's name, which may be a heading: it is asked where nothing else is stated.
        let has_other = given.iter().any(|(_, origin)| *origin != Origin::Tab);
        let asked = || {
            given.iter().zip(keys).filter(|((_, origin), _)| *origin != Origin::Tab || !has_other)
        };
        same.or_else(|| {
            self.headings.iter().find(|heading| {
                let own = letters::key(&heading.text);
                let agrees = |other: &String| {
                    let is_much = own.len() * PART_MIN >= other.len();
                    other.len() >= 8
                        && (is_much && other.contains(&own) || own.contains(other.as_str()))
                };
                own.len() >= 8 && asked().any(|(_, key)| agrees(key))
            })
        })
    }

    /// The ordinal of the text that the headline begins at.
    pub(super) fn headline_at(&self) -> u32 {
        let tree = self.tree;
        let keys: Vec<String> = self.given.iter().map(|(title, _)| letters::key(title)).collect();
        let heading = self.shown_heading(&keys, &self.given).or(self.headings.first());
        if let Some(heading) = heading {
            return tree.texts_in(heading.id).start;
        }
        let is_title = |&ordinal: &u32| {
            let Some(id) = tree.text_node(ordinal) else { return false };
            let text = tree.text(id).trim();
            let fits = self.given.iter().any(|(title, _)| title.len().abs_diff(text.len()) <= 4);
            fits && !matches!(tree.parent(id).map(|id| tree.tag(id)), Some("title" | "script"))
                && keys.contains(&letters::key(text))
        };
        (0..tree.n_texts()).find(is_title).unwrap_or_default()
    }
}

/// A stated title in its plain form: without soft hyphens and spaces of no width.
fn plain(title: &str) -> String {
    clean(&title.replace(['\u{ad}', '\u{200b}', '\u{feff}'], ""))
}

#[cfg(test)]
mod tests {
    use super::headings;
    use crate::codec::html;
    use crate::extract::class_names::ClassNames;
    use crate::extract::marks::Marks;

    #[test]
    fn what_holds_a_page_is_no_heading() {
        let page = format!("<h1>Ferry returns</h1><h1>{}<b>x</b></h1>", "Rain fell. ".repeat(400));
        let tree = html::parse(&page);
        let marks = Marks::of(&tree, &mut ClassNames::default());
        let texts: Vec<String> =
            headings(&tree, &marks, &[]).into_iter().map(|it| it.text).collect();
        assert_eq!(texts, ["Ferry returns"]);
    }
}
