//! How words are written inside sentences: of one article, or of all that went over the wire.

use super::title::is_small_anywhere;
use super::words::{Gap, Word, words};
use std::collections::HashMap;

/// What stands beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A name right before it (`Tolva Island`).
    Before,
    /// A name right behind it, and none before (`President Marn`).
    Behind,
    /// No name.
    Neither,
}

/// How often a word was seen in each form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// With a capital inside a sentence, by what stood beside it.
    pub(super) up: [u32; 3],
    /// With a small letter, by what stood beside it.
    pub(super) low: [u32; 3],
    /// All in capitals.
    pub(super) caps: u32,
    /// With a capital where a sentence begins, which says little.
    pub(super) first: u32,
}

impl Seen {
    /// How often with a capital inside a sentence.
    pub(super) fn n_up(&self) -> u32 {
        self.up.iter().sum()
    }

    /// How often with a small letter.
    pub(super) fn n_low(&self) -> u32 {
        self.low.iter().sum()
    }
}

/// How the words of a pair of neighbours were written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pair {
    /// The first, with a capital and with a small letter.
    pub(super) first: [u32; 2],
    /// The second, with a capital and with a small letter.
    pub(super) second: [u32; 2],
}

/// How words are written inside sentences, counted over texts: what tells a name from a word.
///
/// Feed it an article's body for the evidence of that article, or one body after the other for the running counts of a
/// wire. It is bounded: past its limit all counts are halved, and what was seen once is forgotten.
#[derive(Debug, Clone)]
pub struct Usage {
    n_words_max: usize,
    ids: HashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    pairs: HashMap<(u32, u32), Pair>,
    /// Words that begin with a small letter and hold a capital (iPhone), by their small letters.
    mixed: HashMap<Box<str>, (Box<str>, u32)>,
    /// Names that stand beside a verb of saying, in lower case.
    speakers: HashMap<Box<str>, u32>,
    key: String,
}

/// Pairs are this much more numerous than words, in running text.
const PAIRS_A_WORD: usize = 4;

/// The longest text of which anything is counted, in bytes.
const TEXT_BYTES_MAX: usize = 1_000_000;

/// Of a longer word nothing is kept, in bytes.
const WORD_BYTES_MAX: usize = 64;

/// Verbs behind or before which a speaker stands.
const SAYS: [&str; 14] = [
    "said", "says", "told", "tells", "wrote", "writes", "added", "adds", "reported", "reports",
    "stated", "states", "stressed", "noted",
];

impl Default for Usage {
    /// Room for 200,000 words and their pairs: some 60 MB when it is full.
    fn default() -> Self {
        Self::bounded(200_000)
    }
}

impl Usage {
    /// Nothing seen yet, and room for so many words.
    #[must_use]
    pub fn bounded(n_words_max: usize) -> Self {
        Self {
            n_words_max: n_words_max.max(1),
            ids: HashMap::new(),
            seen: Vec::new(),
            pairs: HashMap::new(),
            mixed: HashMap::new(),
            speakers: HashMap::new(),
            key: String::new(),
        }
    }

    /// What one text says.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut usage = Self::default();
        usage.feed(text);
        usage
    }

    /// How many words are known.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.seen.len()
    }

    /// Counts the words of a text: paragraphs between line breaks. Of a longer text the first megabyte counts.
    pub fn feed(&mut self, text: &str) {
        let end =
            (0..=text.len().min(TEXT_BYTES_MAX)).rev().find(|end| text.is_char_boundary(*end));
        for line in text[..end.unwrap_or(0)].lines() {
            self.line(line);
        }
        if self.seen.len() > self.n_words_max
            || self.pairs.len() > self.n_words_max.saturating_mul(PAIRS_A_WORD)
            || self.mixed.len() + self.speakers.len() > self.n_words_max
        {
            self.forget();
        }
    }

    fn line(&mut self, line: &str) {
        let words: Vec<Word<'_>> = words(line).collect();
        let shapes: Vec<Shape> = words.iter().map(|word| shape(word.text)).collect();
        // A heading in title case, or a list of names, tells nothing of single words.
        let has_plain_word = words.iter().zip(&shapes).any(|(word, shape)| {
            let is_word = word.text.starts_with(char::is_alphabetic);
            *shape == Shape::Low && is_word && !is_small_anywhere(word.text)
        });
        let n_up = shapes.iter().filter(|shape| **shape == Shape::Up).count();
        if !has_plain_word && n_up > 1 {
            return;
        }
        let mut before: Option<(u32, bool)> = None;
        for (i, word) in words.iter().enumerate() {
            if word.text.len() > WORD_BYTES_MAX {
                before = None;
                continue;
            }
            let id = self.id(word.text);
            let is_inside = word.gap.is_inside();
            let shape = shapes[i];
            // A word that begins its sentence has a capital in any case.
            let is_name = |other: Option<usize>, gap: Gap| {
                let at = other.filter(|_| gap.is_joint());
                at.is_some_and(|at| {
                    let is_up =
                        matches!(shapes.get(at), Some(Shape::Up | Shape::Caps | Shape::Mixed));
                    is_up && words[at].gap.is_inside()
                })
            };
            let after = words.get(i + 1).map_or(Gap::Start, |next| next.gap);
            let beside = if is_name(i.checked_sub(1), word.gap) {
                Beside::Before
            } else if is_name(Some(i + 1), after) {
                Beside::Behind
            } else {
                Beside::Neither
            };
            let seen = &mut self.seen[id as usize];
            match shape {
                Shape::Low => seen.low[beside as usize] += 1,
                Shape::Caps => seen.caps += 1,
                Shape::Up if !is_inside => seen.first += 1,
                Shape::Up => seen.up[beside as usize] += 1,
                Shape::Mixed => self.mix(word.text),
            }
            let case = match shape {
                Shape::Low => Some(1),
                Shape::Up | Shape::Caps | Shape::Mixed => Some(0),
            };
            if let Some((first, is_known)) = before.filter(|_| word.gap.is_joint()) {
                let pair = self.pairs.entry((first, id)).or_default();
                let before_case = usize::from(shapes[i - 1] == Shape::Low);
                if is_known {
                    pair.first[before_case] += 1;
                }
                if let Some(case) = case {
                    pair.second[case] += 1;
                }
            }
            before = Some((id, is_inside || shape == Shape::Low));
        }
        self.listen(&words, &shapes);
    }

    /// Notes who stands beside a verb of saying.
    fn listen(&mut self, words: &[Word<'_>], shapes: &[Shape]) {
        for (i, word) in words.iter().enumerate() {
            if !SAYS.contains(&word.text) {
                continue;
            }
            for beside in [i.checked_sub(1), Some(i + 1)].into_iter().flatten() {
                let is_name = shapes.get(beside).is_some_and(|shape| *shape != Shape::Low);
                if let Some(name) = words.get(beside).filter(|_| is_name) {
                    *self.speakers.entry(name.text.to_lowercase().into()).or_default() += 1;
                }
            }
        }
    }

    fn id(&mut self, word: &str) -> u32 {
        key(word, &mut self.key);
        if let Some(id) = self.ids.get(self.key.as_str()) {
            return *id;
        }
        let id = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
        self.ids.insert(self.key.as_str().into(), id);
        self.seen.push(Seen::default());
        id
    }

    fn mix(&mut self, word: &str) {
        let known = self.mixed.entry(self.key.as_str().into()).or_insert_with(|| (word.into(), 0));
        known.1 += 1;
    }

    /// The number of a word in lower case.
    pub(super) fn find(&self, key: &str) -> Option<u32> {
        self.ids.get(key).copied()
    }

    /// How the word of that number was written.
    pub(super) fn seen(&self, id: u32) -> Seen {
        self.seen.get(id as usize).copied().unwrap_or_default()
    }

    /// How two neighbours were written.
    pub(super) fn pair(&self, first: u32, second: u32) -> Pair {
        self.pairs.get(&(first, second)).copied().unwrap_or_default()
    }

    /// The form of a word that begins with a small letter and holds a capital.
    pub(super) fn mixed(&self, key: &str) -> Option<&str> {
        self.mixed.get(key).map(|(form, _)| &**form)
    }

    /// Whether the name, in lower case, was seen beside a verb of saying.
    pub(in crate::desk) fn speaks(&self, name: &str) -> bool {
        self.speakers.contains_key(name)
    }

    /// Halves every count and forgets what comes to nothing.
    fn forget(&mut self) {
        let half = |n: &mut u32| *n /= 2;
        let mut kept = Vec::new();
        let mut places = vec![None; self.seen.len()];
        for (i, mut seen) in self.seen.drain(..).enumerate() {
            let Seen { up, low, caps, first } = &mut seen;
            up.iter_mut().chain(low).chain([caps, first]).for_each(half);
            if seen != Seen::default() && kept.len() < self.n_words_max {
                places[i] = u32::try_from(kept.len()).ok();
                kept.push(seen);
            }
        }
        self.seen = kept;
        let place = |id: u32| places.get(id as usize).copied().flatten();
        self.ids.retain(|_, id| match place(*id) {
            Some(kept) => {
                *id = kept;
                true
            }
            None => false,
        });
        let pairs = std::mem::take(&mut self.pairs);
        self.pairs = pairs
            .into_iter()
            .filter_map(|((first, second), mut pair)| {
                pair.first.iter_mut().chain(&mut pair.second).for_each(half);
                (pair != Pair::default()).then_some(((place(first)?, place(second)?), pair))
            })
            .collect();
        self.mixed.retain(|_, (_, n)| {
            *n /= 2;
            *n > 0
        });
        self.speakers.retain(|_, n| {
            *n /= 2;
            *n > 0
        });
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// All in small letters, or without letters that have a case.
    Low,
    /// A capital and small letters, or a single capital.
    Up,
    /// Two capitals or more, and no small letter but those of an ending (`PCs`).
    Caps,
    /// A small letter and then a capital (`iPhone`).
    Mixed,
}

/// How the word is written.
pub(super) fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = cased.next() else { return Shape::Low };
    let rest_up = cased.clone().filter(|c| c.is_uppercase()).count();
    match (first.is_uppercase(), rest_up) {
        (false, 0) => Shape::Low,
        (false, _) => Shape::Mixed,
        (true, 0) => Shape::Up,
        (true, _) if cased.all(char::is_uppercase) => Shape::Caps,
        (true, _) => Shape::Up,
    }
}

/// What a word is counted by: small letters, and one figure for all numbers.
pub(super) fn key(word: &str, out: &mut String) {
    out.clear();
    let mut after_digit = false;
    for c in word.chars() {
        if c.is_ascii_digit() {
            if !after_digit {
                out.push('0');
            }
            after_digit = true;
            continue;
        }
        // The points and commas of a number are a part of it.
        if after_digit && matches!(c, '.' | ',') {
            continue;
        }
        after_digit = false;
        match c {
            '’' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}
