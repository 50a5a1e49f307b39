//! Entries into a list: identity, duplicates and limits, the same for every format.

use super::{Input, List};
use crate::codec::digest::Digest;
use crate::model::entry::{Entry, Fragment};
use crate::model::handling::Handling;
use crate::model::id::EntryId;
use crate::model::time::Time;
use std::collections::HashSet;
use url::Url;

/// Entries that are read of one list, the first ones.
pub(super) const ENTRIES_MAX: usize = 5000;
/// Doubts that are told of one list.
const DOUBTS_MAX: usize = 100;
/// Longest guid that is kept as it is, in bytes; a longer one is kept as its digest.
const GUID_BYTES_MAX: usize = 4096;
/// Longest address, in bytes.
const URL_BYTES_MAX: usize = 8192;
/// Longest title, in characters.
const TITLE_CHARS_MAX: usize = 2000;
/// Longest summary, in characters.
const SUMMARY_CHARS_MAX: usize = 20_000;
/// Hubs that are told of one list.
pub(super) const HUBS_MAX: usize = 4;
/// Authors, and categories, of one entry.
const NAMES_MAX: usize = 64;

/// What a format read of an entry.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) url: Option<String>,
    pub(super) guid: Option<String>,
    pub(super) title: String,
    pub(super) summary: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Time>,
    pub(super) updated: Option<Time>,
    pub(super) categories: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) text: Option<Fragment>,
    /// Digest of what the text says, where that is all of the piece.
    pub(super) whole: Option<Digest>,
    /// The address of its picture.
    pub(super) image: Option<String>,
    pub(super) handling: Option<Box<Handling>>,
}

/// A list in the making.
pub(super) struct Gather<'a> {
    input: &'a Input<'a>,
    pub(super) list: List,
    seen: HashSet<EntryId>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(input: &'a Input<'a>, format: &'static str) -> Self {
        let list = List { format, ..List::default() };
        Self { input, list, seen: HashSet::new() }
    }

    /// Says what is wrong with the list.
    pub(super) fn doubt(&mut self, doubt: String) {
        if self.list.doubts.len() < DOUBTS_MAX {
            self.list.doubts.push(doubt);
        }
    }

    /// Notes that the list has this entry, which is not announced, and says why.
    pub(super) fn pass(&mut self, guid: &str, doubt: String) {
        if self.list.passed.len() < ENTRIES_MAX {
            self.list.passed.push(EntryId::new(self.input.source, guid));
        }
        self.doubt(doubt);
    }

    /// Whether no more entries are taken.
    pub(super) fn is_full(&self) -> bool {
        self.list.entries.len() >= ENTRIES_MAX
    }

    /// Says that more was there than is taken.
    pub(super) fn overflow(&mut self) {
        self.doubt(format!("more than {ENTRIES_MAX} entries: the rest was not read"));
    }

    /// Takes an entry; `at` is where it starts in the document.
    pub(super) fn add(&mut self, mut found: Found, at: usize) {
        found.guid = found.guid.filter(|guid| !guid.is_empty()).map(|guid| {
            if guid.len() > GUID_BYTES_MAX {
                format!("sha256:{}", Digest::of(guid.as_bytes()))
            } else {
                guid
            }
        });
        if let Some((cut, _)) = found.title.char_indices().nth(TITLE_CHARS_MAX) {
            found.title.truncate(cut);
            self.doubt(format!(
                "the entry at byte {at} has a title of over {TITLE_CHARS_MAX} characters: cut"
            ));
        }
        if let Some(summary) = &mut found.summary
            && let Some((cut, _)) = summary.char_indices().nth(SUMMARY_CHARS_MAX)
        {
            summary.truncate(cut);
        }
        let source = self.input.source;
        let id = match (&found.guid, &found.url) {
            (Some(key), _) | (None, Some(key)) => EntryId::new(source, key),
            (None, None) if found.title.is_empty() => {
                return self
                    .doubt(format!("the entry at byte {at} has no guid, link or title: skipped"));
            }
            (None, None) => {
                let text = found.text.map(|t| t.start as usize..t.end as usize);
                let text =
                    text.and_then(|range| self.input.document.get(range)).unwrap_or_default();
                let summary = found.summary.as_deref().unwrap_or_default();
                let parts = [found.title.as_bytes(), text.as_bytes(), summary.as_bytes()];
                EntryId::new(source, &format!("text:{}", Digest::of_parts(&parts)))
            }
        };
        if !self.seen.insert(id) {
            let key = found.guid.or(found.url).unwrap_or(found.title);
            let key: String = key.chars().take(200).collect();
            return self.doubt(format!("the entry at byte {at} repeats {key:?}: skipped"));
        }
        self.list.entries.push(Entry {
            id,
            capture: self.input.capture,
            url: found.url,
            guid: found.guid,
            title: found.title,
            summary: found.summary.filter(|summary| !summary.is_empty()),
            authors: names(found.authors),
            published: found.published,
            updated: found.updated,
            categories: names(found.categories),
            lang: found.lang,
            text: found.text,
            whole: found.whole,
            image: found.image,
            handling: found.handling,
        });
    }

    /// The list; what an entry does not say, the list says for it.
    pub(super) fn finish(mut self, authors: Vec<String>) -> List {
        let authors = names(authors);
        for entry in &mut self.list.entries {
            if entry.lang.is_none() {
                entry.lang.clone_from(&self.list.lang);
            }
            if entry.authors.is_empty() {
                entry.authors.clone_from(&authors);
            }
        }
        self.list
    }
}

/// Names without the empty ones and the repeated ones.
fn names(all: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if !name.is_empty() && names.len() < NAMES_MAX && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The absolute http or https address that `href` means where `base` holds; `None` for any other, for one with a
/// password in it, and for one that is too long.
pub(super) fn address(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.len() > URL_BYTES_MAX {
        return None;
    }
    if is_usual(href) {
        return Some(href.to_owned());
    }
    let url = Url::options().base_url(base).parse(href).ok()?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none();
    fits.then(|| String::from(url)).filter(|url| url.len() <= URL_BYTES_MAX)
}

/// Whether `href` is an absolute address of the web that `Url` would write in just these letters, as far as a look at
/// each tells: nearly all are.
pub(super) fn is_usual(href: &str) -> bool {
    let behind = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://"));
    let Some((host, rest)) = behind.and_then(|rest| rest.split_once('/')) else { return false };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let is_label = |label: &str| {
        let fits = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        !label.is_empty() && label.bytes().all(fits) && !label.contains("--")
    };
    // A name that ends in letters is no number; two hyphens are the mark of a name in other letters.
    let is_name = host.split('.').all(is_label)
        && host.rsplit('.').next().is_some_and(|it| it.bytes().all(|b| b.is_ascii_lowercase()));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~/.,:;=+@$&!*()".contains(&byte);
    let is_path =
        |path: &str| path.bytes().all(is_plain) && !path.split('/').any(|it| it.starts_with('.'));
    is_name
        && is_path(path)
        && query.bytes().all(|byte| is_plain(byte) || matches!(byte, b'?' | b'%'))
}

/// The language tag that `raw` spells (BCP 47, `_` taken for `-`); `None` if it is none.
pub(super) fn lang(raw: &str) -> Option<String> {
    let tag = raw.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let fits = tag.len() <= 35
        && (2..=8).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && parts
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    fits.then_some(tag)
}

/// The name in a person's text: `a@b.c (Name)`, `Name <a@b.c>`, `Name`; empty for an address alone.
pub(super) fn person(text: &str) -> String {
    let text = text.trim();
    if !text.contains('@') {
        return text.to_owned();
    }
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        return if inside.contains('@') { before } else { inside }.trim().to_owned();
    }
    let is_name = |word: &&str| !word.contains('@') && *word != "mailto:";
    let words: Vec<&str> = text.split_whitespace().filter(is_name).collect();
    words.join(" ").trim_matches(['"', '<', '>', ',', ' ']).to_owned()
}

/// The text between `start` and `end` as a fragment; `None` if only white space is there.
pub(super) fn fragment(
    document: &str,
    range: std::ops::Range<usize>,
    form: crate::model::entry::Form,
) -> Option<Fragment> {
    let is_blank = document.get(range.clone())?.trim().is_empty();
    let (start, end) = (u32::try_from(range.start).ok()?, u32::try_from(range.end).ok()?);
    (!is_blank).then_some(Fragment { start, end, form })
}

#[cfg(test)]
mod tests {
    use super::{address, is_usual};
    use url::Url;

    #[test]
    fn usual_addresses_are_those_that_stay_as_they_are() {
        for (href, expected) in [
            ("https://news.example/2026/11/23/a-town_1.html?id=4&x=%20,y/?", true),
            ("http://a-b.news.example/~x/(1)!*;@$+:=", true),
            ("https://news.example/", true),
            ("https://news.example", false),
            ("https://news.example:443/a", false),
            ("https://News.example/a", false),
            ("https://127.1/a", false),
            ("https://a.0x7f/a", false),
            ("https://xn--bcher-kva.example/a", false),
            ("https://news..example/a", false),
            ("https://u@news.example/a", false),
            ("https://news.example/a/../b", false),
            ("https://news.example/./b", false),
            ("https://news.example/%2e%2e/b", false),
            ("https://news.example/a\tb", false),
            ("https://news.example/a b", false),
            ("https://news.example/a?x='1'", false),
            ("https://news.example/a#b", false),
            ("https://news.example/\u{e9}", false),
            ("https:\\\\news.example/a", false),
            ("ftp://news.example/a", false),
            ("//news.example/a", false),
        ] {
            assert_eq!(is_usual(href), expected, "{href}");
            assert!(!expected || Url::parse(href).unwrap().as_str() == href, "{href}");
        }
        assert_eq!(
            address(" https://News.example/a b ", None).unwrap(),
            "https://news.example/a%20b"
        );
    }
}
