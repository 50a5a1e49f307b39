//! Phrases as rules write them: words as they stand, `{number}` for any number and `{word}` for any word.

use super::case::words::{is_apostrophe, words};
use std::collections::HashMap;
use std::ops::Range;

/// A phrase that a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
    ignores_case: bool,
    /// It begins and ends with a letter or digit: what is beside it must not be one.
    edges: [bool; 2],
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Number,
    Word,
}

/// What stands where a pattern has a number or a word.
type Values = Vec<(Piece, Range<usize>)>;

/// What a pattern found: where, and what its number or word was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) struct Found {
    pub(in crate::desk) range: Range<usize>,
    pub(in crate::desk) pattern: usize,
    values: Values,
}

impl Pattern {
    /// The pattern that a rule wrote.
    #[must_use]
    pub fn new(text: &str, ignores_case: bool) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let next = [("{number}", Piece::Number), ("{word}", Piece::Word)]
                .into_iter()
                .filter_map(|(name, piece)| Some((rest.find(name)?, name.len(), piece)))
                .min_by_key(|(at, ..)| *at);
            let Some((at, length, piece)) = next else { break };
            if at > 0 {
                pieces.push(Piece::Text(rest[..at].to_owned()));
            }
            pieces.push(piece);
            rest = &rest[at + length..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let is_edge = |piece: Option<&Piece>, last: bool| match piece {
            Some(Piece::Text(text)) => {
                let c = if last { text.chars().next_back() } else { text.chars().next() };
                c.is_some_and(char::is_alphanumeric)
            }
            Some(Piece::Number | Piece::Word) => true,
            None => false,
        };
        let edges = [is_edge(pieces.first(), false), is_edge(pieces.last(), true)];
        Self { pieces, ignores_case, edges }
    }

    /// The first word, in lower case: `None` if the pattern begins with something else.
    fn first_word(&self) -> Option<String> {
        match self.pieces.first() {
            Some(Piece::Text(text)) if self.edges[0] => words(text).next().map(|it| key(it.text)),
            _ => None,
        }
    }

    /// What it matches at `at`: where that ends, and its values.
    fn at(&self, text: &str, at: usize) -> Option<(usize, Values)> {
        let before = text[..at].chars().next_back();
        if self.edges[0] && before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let mut end = at;
        let mut values = Vec::new();
        for piece in &self.pieces {
            let start = end;
            end += match piece {
                Piece::Text(wanted) => self.length(&text[end..], wanted)?,
                Piece::Number => number_length(&text[end..])?,
                Piece::Word => {
                    words(&text[end..]).next().filter(|word| word.start == 0)?.text.len()
                }
            };
            if *piece == Piece::Number || *piece == Piece::Word {
                values.push((piece.clone(), start..end));
            }
        }
        let after = text[end..].chars().next();
        (!(self.edges[1] && after.is_some_and(char::is_alphanumeric))).then_some((end, values))
    }

    /// How much of the text is the wanted one.
    fn length(&self, text: &str, wanted: &str) -> Option<usize> {
        let mut chars = text.chars();
        let mut length = 0;
        for c in wanted.chars() {
            let found = chars.next()?;
            let is_same = c == found
                || (is_apostrophe(c) && is_apostrophe(found))
                || (self.ignores_case && c.to_lowercase().eq(found.to_lowercase()));
            if !is_same {
                return None;
            }
            length += found.len_utf8();
        }
        Some(length)
    }

    /// Whether it is anywhere in the text so that it holds `range`.
    pub(in crate::desk) fn holds(&self, text: &str, range: &Range<usize>) -> bool {
        let starts = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= range.start);
        starts.into_iter().any(|at| self.at(text, at).is_some_and(|(end, _)| end >= range.end))
    }
}

/// The words of one text, each by what it is found by, with its first byte's place.
#[derive(Debug)]
pub(in crate::desk) struct Keys(Vec<(usize, String)>);

impl Keys {
    /// Those of the text.
    pub(in crate::desk) fn of(text: &str) -> Self {
        Self(words(text).map(|word| (word.start, key(word.text))).collect())
    }
}

/// A bit for the first byte of a word.
fn bit(word: &str) -> u64 {
    word.bytes().next().map_or(0, |byte| 1 << (byte & 63))
}

/// What a word is found by: small letters, one apostrophe.
fn key(word: &str) -> String {
    let plain = |c: char| if is_apostrophe(c) { '\'' } else { c };
    word.chars().map(plain).flat_map(char::to_lowercase).collect()
}

/// How long the number is that begins the text: digits of any script with points and commas between them.
fn number_length(text: &str) -> Option<usize> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let goes_on = c.is_numeric() || (end > 0 && matches!(c, '.' | ',' | '٫' | '٬'));
        if !goes_on {
            break;
        }
        if c.is_numeric() {
            end = at + c.len_utf8();
        }
    }
    (end > 0).then_some(end)
}

/// Many patterns, looked for at once.
#[derive(Debug, Clone)]
pub struct Finder {
    patterns: Vec<Pattern>,
    /// A bit for each first byte of the words in `by_word`: most words of a text begin none of them.
    first_bytes: u64,
    by_word: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
}

impl Finder {
    /// A finder of these phrases.
    #[must_use]
    pub fn new(texts: &[String], ignores_case: bool) -> Self {
        let patterns: Vec<Pattern> =
            texts.iter().map(|text| Pattern::new(text, ignores_case)).collect();
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        let mut others = Vec::new();
        for (i, pattern) in patterns.iter().enumerate() {
            match pattern.first_word() {
                Some(word) => by_word.entry(word).or_default().push(i),
                None => others.push(i),
            }
        }
        let first_bytes = by_word.keys().fold(0, |all, word| all | bit(word));
        Self { patterns, first_bytes, by_word, others }
    }

    /// The phrases as their rule wrote them, in its order.
    pub(in crate::desk) fn texts(&self) -> impl Iterator<Item = String> {
        self.patterns.iter().map(|pattern| {
            let piece = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Number => "{number}".to_owned(),
                Piece::Word => "{word}".to_owned(),
            };
            pattern.pieces.iter().map(piece).collect()
        })
    }

    /// What is found, in order, without overlaps; of two at one place the longer.
    pub(in crate::desk) fn find(&self, text: &str, keys: &Keys) -> Vec<Found> {
        let mut all = Vec::new();
        for (start, word) in &keys.0 {
            if self.first_bytes & bit(word) != 0 {
                for &i in self.by_word.get(word).into_iter().flatten() {
                    self.push(text, *start, i, &mut all);
                }
            }
        }
        for &i in &self.others {
            match self.patterns[i].pieces.first() {
                Some(Piece::Text(begin)) if !self.patterns[i].ignores_case => {
                    for (at, _) in text.match_indices(begin.as_str()) {
                        self.push(text, at, i, &mut all);
                    }
                }
                Some(Piece::Number) => {
                    let is_start = |at: usize| !text[..at].ends_with(char::is_numeric);
                    let digits = text.match_indices(char::is_numeric);
                    for (at, _) in digits.filter(|(at, _)| is_start(*at)) {
                        self.push(text, at, i, &mut all);
                    }
                }
                Some(Piece::Text(_) | Piece::Word) | None => {
                    for (at, _) in text.char_indices() {
                        self.push(text, at, i, &mut all);
                    }
                }
            }
        }
        all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        let mut end = 0;
        all.retain(|found| {
            let is_free = found.range.start >= end;
            if is_free {
                end = found.range.end;
            }
            is_free
        });
        all
    }

    fn push(&self, text: &str, at: usize, pattern: usize, all: &mut Vec<Found>) {
        if let Some((end, values)) = self.patterns[pattern].at(text, at) {
            all.push(Found { range: at..end, pattern, values });
        }
    }
}

impl Found {
    /// What is written for it: `swap` with its values put in, and a capital where the text had one.
    pub(in crate::desk) fn written(&self, text: &str, swap: &str) -> String {
        let mut out = swap.to_owned();
        for (piece, range) in &self.values {
            let name = if *piece == Piece::Number { "{number}" } else { "{word}" };
            out = out.replacen(name, &text[range.clone()], 1);
        }
        let is_up = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
        let found = &text[self.range.clone()];
        let has_capitals = out.contains(char::is_uppercase);
        if is_up(found) && !is_up(&out) && !has_capitals {
            let mut chars = out.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            return first.chain(chars).collect();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Finder, Keys};

    #[test]
    fn patterns_match_whole_words_and_fill_in_what_they_found() {
        for (from, to, ignores, text, expected) in [
            ("U.S.", "US", false, "U.S. and U.S.A. and the U.S.", "US and U.S.A. and the US"),
            (
                "{number} percent",
                "{number}%",
                true,
                "Up 1.5 Percent, not 10percent",
                "Up 1.5%, not 10percent",
            ),
            ("colour", "color", true, "Colour TV in discolour", "Color TV in discolour"),
            ("won't", "will not", false, "It won’t", "It will not"),
            ("%", " percent", false, "5% up", "5 percent up"),
            ("Mr {word}", "{word}", false, "Mr Marn leaves", "Marn leaves"),
        ] {
            let finder = Finder::new(&[from.to_owned()], ignores);
            let mut out = text.to_owned();
            for found in finder.find(text, &Keys::of(text)).into_iter().rev() {
                out.replace_range(found.range.clone(), &found.written(text, to));
            }
            assert_eq!(out, expected);
        }
    }
}
