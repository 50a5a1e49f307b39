//! What both versions say elsewhere of a word: with a capital, without one, behind an article, or not at all.

use crate::desk::change::tongue::Tongue;
use crate::desk::change::{Version, german, name_words};
use crate::text::fold;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

/// Bytes of both versions that are looked through for words, at most: beyond it, what stands elsewhere says nothing.
const READ_BYTES_MAX: usize = 8_000_000;
/// Places of words that are looked at for one pair of versions, at most: the same beyond it.
const LOOKED_MAX: usize = 2_000_000;
/// Letters of a Russian word that its cases share, at least.
const STEM_LETTERS_MIN: usize = 3;

/// What both versions say elsewhere.
pub(super) struct Evidence<'a> {
    /// Their language.
    pub(super) tongue: Tongue,
    old: Version<'a>,
    new: Version<'a>,
    index: OnceCell<Index<'a>>,
    sorted: OnceCell<Vec<&'a str>>,
    known: RefCell<HashMap<String, Seen>>,
    n_looked: Cell<usize>,
}

/// Where each word stands; a word is what stands between two characters that are no letters or digits.
type Index<'a> = HashMap<&'a str, Vec<Spot<'a>>>;

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
struct Spot<'a> {
    is_old: bool,
    is_headline: bool,
    line: &'a str,
    at: usize,
}

/// How a word stands elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// With a capital within a sentence.
    pub(super) is_capital: bool,
    /// Without one.
    pub(super) is_lower: bool,
    /// Behind an article.
    pub(super) has_article: bool,
    /// Behind one that no preposition took up.
    pub(super) has_other_article: bool,
}

impl<'a> Evidence<'a> {
    /// Of two versions. Nothing is read before the first word is asked for.
    pub(super) fn new(old: &Version<'a>, new: &Version<'a>, tongue: Tongue) -> Self {
        Self {
            tongue,
            old: *old,
            new: *new,
            index: OnceCell::new(),
            sorted: OnceCell::new(),
            known: RefCell::default(),
            n_looked: Cell::new(0),
        }
    }

    fn index(&self) -> &Index<'a> {
        self.index.get_or_init(|| {
            let mut out = Index::new();
            let n = |version: &Version<'_>| -> usize {
                version.paragraphs.iter().map(|it| it.len()).sum::<usize>() + version.headline.len()
            };
            if n(&self.old) + n(&self.new) > READ_BYTES_MAX {
                return out;
            }
            for (version, is_old) in [(&self.old, true), (&self.new, false)] {
                add(&mut out, version.headline, is_old, true);
                for line in version.paragraphs {
                    add(&mut out, line, is_old, false);
                }
            }
            out
        })
    }

    /// Where the word stands whole. It may have other characters within: `Lindau-West`.
    fn spots<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s Spot<'a>> {
        let n = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let all = self.index().get(&word[..n]).map_or(&[][..], Vec::as_slice);
        self.n_looked.set(self.n_looked.get() + all.len());
        let all = if self.n_looked.get() > LOOKED_MAX { &[][..] } else { all };
        all.iter().filter(move |spot| {
            let rest = spot.line[spot.at..].strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// How the word stands in the paragraphs of both.
    pub(super) fn seen(&self, word: &str) -> Seen {
        if word.len() < 2 {
            return Seen::default();
        }
        if let Some(seen) = self.known.borrow().get(word) {
            return *seen;
        }
        let mut seen = Seen::default();
        let lower = word.to_lowercase();
        for spot in self.spots(word).filter(|spot| !spot.is_headline) {
            let before = last_word(spot.line[..spot.at].trim_end());
            if before.is_some() && word != lower {
                seen.is_capital = true;
            }
            let before = before.map(str::to_lowercase).unwrap_or_default();
            let is_article = german::is_article(&before);
            seen.has_article |= is_article;
            seen.has_other_article |= is_article && !matches!(&*before, "am" | "im" | "zum");
        }
        seen.is_lower = word != lower && self.spots(&lower).any(|spot| !spot.is_headline);
        self.known.borrow_mut().insert(word.to_owned(), seen);
        seen
    }

    /// Whether one version says the word, or another form of it, and how its paragraphs do.
    pub(super) fn has(&self, is_old: bool, word: &str) -> bool {
        let n = word.chars().count();
        let stem = match self.tongue {
            Tongue::Russian => word.char_indices().nth(n.saturating_sub(2).max(STEM_LETTERS_MIN)),
            Tongue::English | Tongue::German | Tongue::Persian => None,
            Tongue::Other | Tongue::Caseless => None,
        };
        let Some((stem, _)) = stem else {
            return self.spots(word).any(|spot| spot.is_old == is_old);
        };
        let stem = &word[..stem];
        let sorted = self.sorted.get_or_init(|| {
            let mut all: Vec<&str> = self.index().keys().copied().collect();
            all.sort_unstable();
            all
        });
        let from = sorted.partition_point(|word| *word < stem);
        sorted[from..]
            .iter()
            .take_while(|word| word.starts_with(stem))
            .filter(|other| name_words::are_cases(&fold::fold(word), &fold::fold(other)))
            .any(|word| self.spots(word).any(|spot| spot.is_old == is_old))
    }
}

fn add<'a>(index: &mut Index<'a>, line: &'a str, is_old: bool, is_headline: bool) {
    let mut start = None;
    let ends = line.char_indices().chain([(line.len(), ' ')]);
    for (at, c) in ends {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let spot = Spot { is_old, is_headline, line, at: from };
                index.entry(&line[from..at]).or_default().push(spot);
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
}

/// The word at the end, if the sentence goes on behind it.
fn last_word(head: &str) -> Option<&str> {
    let is_open =
        head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ')' | '\'' | '’'));
    let word = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = word
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    (is_open && !word.is_empty()).then(|| &word[start..])
}
