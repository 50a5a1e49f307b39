//! What changed between two texts: their paragraphs first, then the words of those that changed.
//!
//! The shortest edit script is that of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with a
//! limit: texts that differ in more than it takes are said to be replaced, which is true of them too.

use std::collections::HashMap;

/// Paragraphs that may differ before what lies between the first and the last that do counts as replaced.
const PARAGRAPHS_MAX: usize = 400;
/// Words that may differ in a paragraph before what lies between the first and the last that do counts as replaced.
pub(super) const WORDS_MAX: usize = 1_000;
/// Pairs of paragraphs, old and new, among which those that belong together are looked for.
const PAIRS_MAX: usize = 2_500;
/// Passages that are told.
const PASSAGES_MAX: usize = 100;
/// Words that are told before and after a change.
const CONTEXT_WORDS: usize = 8;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edit {
    /// They stayed.
    Kept,
    /// They are gone.
    Removed,
    /// They are new.
    Added,
}

/// Words that stand side by side and share their fate. White space between pieces is part of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Their fate.
    pub edit: Edit,
    /// The words; of many that stayed only those beside a change, and `…`.
    pub words: String,
}

/// What changed between two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Words that are new.
    pub n_added: usize,
    /// Words that are gone.
    pub n_removed: usize,
    /// The paragraphs that changed, in order; at most 100.
    pub passages: Vec<Vec<Piece>>,
    /// How many more passages there are.
    pub n_more: usize,
}

/// What changed from `before` to `after`, texts whose lines are paragraphs. White space does not count.
#[must_use]
pub fn difference(before: &str, after: &str) -> Difference {
    let mut numbers = Numbers::default();
    let old: Vec<Paragraph<'_>> = paragraphs(before, &mut numbers);
    let new: Vec<Paragraph<'_>> = paragraphs(after, &mut numbers);
    let mut out = Difference::default();
    let (mut at_old, mut at_new) = (0, 0);
    let edits = edits(&ids(&old), &ids(&new), PARAGRAPHS_MAX);
    let mut rest = &edits[..];
    while let Some(edit) = rest.first() {
        if *edit == Edit::Kept {
            (at_old, at_new, rest) = (at_old + 1, at_new + 1, &rest[1..]);
            continue;
        }
        let n = rest.iter().position(|edit| *edit == Edit::Kept).unwrap_or(rest.len());
        let n_old = rest[..n].iter().filter(|edit| **edit == Edit::Removed).count();
        let (end_old, end_new) = (at_old + n_old, at_new + n - n_old);
        for pair in paired(&old[at_old..end_old], &new[at_new..end_new]) {
            out.push(&pair);
        }
        (at_old, at_new, rest) = (end_old, end_new, &rest[n..]);
    }
    out
}

impl Difference {
    /// Counts what changed in a pair, and tells it if there is room.
    fn push(&mut self, pair: &Pair<'_, '_>) {
        let empty = Paragraph::default();
        let (old, new) = (pair.0.unwrap_or(&empty), pair.1.unwrap_or(&empty));
        let edits = edits(&ids(&old.words), &ids(&new.words), WORDS_MAX);
        if edits.iter().all(|edit| *edit == Edit::Kept) {
            return;
        }
        self.n_added += edits.iter().filter(|edit| **edit == Edit::Added).count();
        self.n_removed += edits.iter().filter(|edit| **edit == Edit::Removed).count();
        if self.passages.len() < PASSAGES_MAX {
            self.passages.push(pieces(&edits, &old.words, &new.words));
        } else {
            self.n_more += 1;
        }
    }
}

/// Numbers for texts: equal texts have equal numbers.
#[derive(Default)]
pub(super) struct Numbers<'a>(HashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    fn of(&mut self, text: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(text).or_insert(next)
    }
}

/// Something that is compared by a number.
pub(super) trait Numbered {
    fn id(&self) -> u32;
}

pub(super) fn ids(all: &[impl Numbered]) -> Vec<u32> {
    all.iter().map(Numbered::id).collect()
}

#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    id: u32,
    /// Whether white space stands before it.
    pub(super) is_apart: bool,
}

impl Numbered for Word<'_> {
    fn id(&self) -> u32 {
        self.id
    }
}

#[derive(Default)]
struct Paragraph<'a> {
    id: u32,
    words: Vec<Word<'a>>,
    /// The words' numbers in their order as numbers.
    sorted: Vec<u32>,
}

impl Numbered for Paragraph<'_> {
    fn id(&self) -> u32 {
        self.id
    }
}

impl Paragraph<'_> {
    /// How many words it shares with `other`; 0 unless these are two fifths of the longer one.
    fn likeness(&self, other: &Self) -> usize {
        let (mut i, mut j, mut n) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.sorted.get(i), other.sorted.get(j)) {
            (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
            n += usize::from(a == b);
        }
        let longer = self.sorted.len().max(other.sorted.len());
        if n * 5 >= longer * 2 { n } else { 0 }
    }
}

fn paragraphs<'a>(text: &'a str, numbers: &mut Numbers<'a>) -> Vec<Paragraph<'a>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let words: Vec<Word<'a>> = words(line, numbers);
            let mut sorted = ids(&words);
            sorted.sort_unstable();
            Paragraph { id: numbers.of(line), words, sorted }
        })
        .collect()
}

/// The words of a line: what stands between white space; in scripts that have none between words, a character each.
pub(super) fn words<'a>(line: &'a str, numbers: &mut Numbers<'a>) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    for part in line.split_whitespace() {
        let mut start = 0;
        for (at, c) in part.char_indices() {
            let end = at + c.len_utf8();
            if is_word_alone(c) {
                push(&mut words, numbers, &part[start..at], start == 0);
                push(&mut words, numbers, &part[at..end], at == 0);
                start = end;
            }
        }
        push(&mut words, numbers, &part[start..], start == 0);
    }
    words
}

fn push<'a>(words: &mut Vec<Word<'a>>, numbers: &mut Numbers<'a>, text: &'a str, is_apart: bool) {
    if !text.is_empty() {
        let is_apart = is_apart && !words.is_empty();
        words.push(Word { text, id: numbers.of(text), is_apart });
    }
}

/// Whether a character of this script is compared alone: Thai, Lao, Myanmar, Khmer, kana and ideographs.
fn is_word_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A paragraph before and after; one of them alone where it is gone or new.
struct Pair<'p, 'a>(Option<&'p Paragraph<'a>>, Option<&'p Paragraph<'a>>);

/// Which old paragraph became which new one: in their order, so that as many words as can be are kept.
fn paired<'p, 'a>(old: &'p [Paragraph<'a>], new: &'p [Paragraph<'a>]) -> Vec<Pair<'p, 'a>> {
    let columns = new.len() + 1;
    let is_small = old.len() * new.len() <= PAIRS_MAX;
    let mut kept = vec![0; (old.len() + 1) * columns];
    if is_small {
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                let here = i * columns + j;
                let neither = kept[here + 1].max(kept[here + columns]);
                kept[here] = neither.max(kept[here + columns + 1] + a.likeness(b));
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        let here = i * columns + j;
        let likeness = if is_small { a.likeness(b) } else { 0 };
        if likeness > 0 && kept[here] == kept[here + columns + 1] + likeness {
            pairs.push(Pair(Some(a), Some(b)));
            (i, j) = (i + 1, j + 1);
        } else if kept[here] == kept[here + columns] {
            pairs.push(Pair(Some(a), None));
            i += 1;
        } else {
            pairs.push(Pair(None, Some(b)));
            j += 1;
        }
    }
    pairs.extend(old[i..].iter().map(|a| Pair(Some(a), None)));
    pairs.extend(new[j..].iter().map(|b| Pair(None, Some(b))));
    pairs
}

/// What turns `a` into `b`, an edit for each: the fewest that do, if these are at most `max` beside those kept.
pub fn edits(a: &[u32], b: &[u32], max: usize) -> Vec<Edit> {
    let same = |(x, y): &(&u32, &u32)| x == y;
    let n_head = a.iter().zip(b).take_while(same).count();
    let (a, b) = (&a[n_head..], &b[n_head..]);
    let n_tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (a, b) = (&a[..a.len() - n_tail], &b[..b.len() - n_tail]);
    let middle = shortest(a, b, max)
        .unwrap_or_else(|| [vec![Edit::Removed; a.len()], vec![Edit::Added; b.len()]].concat());
    [vec![Edit::Kept; n_head], middle, vec![Edit::Kept; n_tail]].concat()
}

/// The shortest edit script; `None` if it has more than `max` edits, or there is nothing to keep.
///
/// A diagonal is where `x - y` is the same; `diagonal` is that plus `zero`. `reach` is the greatest `x` on each that the
/// steps so far come to, and `trace` keeps it as it was before each step.
fn shortest(a: &[u32], b: &[u32], max: usize) -> Option<Vec<Edit>> {
    if a.is_empty() || b.is_empty() || a.len().abs_diff(b.len()) > max {
        return None;
    }
    let max = max.min(a.len() + b.len());
    let zero = max + 1;
    let mut reach = vec![0_usize; 2 * max + 3];
    let mut trace = Vec::new();
    for n in 0..=max {
        trace.push(reach[zero - n..=zero + n].to_vec());
        for diagonal in (zero - n..=zero + n).step_by(2) {
            let mut x = match is_down(&reach, diagonal, zero, n) {
                true => reach[diagonal + 1],
                false => reach[diagonal - 1] + 1,
            };
            let mut y = x + zero - diagonal;
            while x < a.len() && y < b.len() && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            reach[diagonal] = x;
            if x >= a.len() && y >= b.len() {
                return Some(backwards(&trace, (a.len(), b.len()), zero));
            }
        }
    }
    None
}

/// Whether the `n`-th step onto a diagonal adds; else it removes.
fn is_down(reach: &[usize], diagonal: usize, zero: usize, n: usize) -> bool {
    diagonal == zero - n || (diagonal != zero + n && reach[diagonal - 1] < reach[diagonal + 1])
}

fn backwards(trace: &[Vec<usize>], (mut x, mut y): (usize, usize), zero: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (n, before) in trace.iter().enumerate().skip(1).rev() {
        // What is kept of a step begins at its own first diagonal.
        let (first, diagonal) = (zero - n, x + zero - y);
        let own = diagonal - first;
        let is_down = is_down(before, own, n, n);
        let from = if is_down { own + 1 } else { own - 1 };
        let from_x = before[from];
        let from_y = from_x + zero - (from + first);
        while x > from_x && y > from_y {
            edits.push(Edit::Kept);
            (x, y) = (x - 1, y - 1);
        }
        if is_down {
            edits.push(Edit::Added);
            y -= 1;
        } else {
            edits.push(Edit::Removed);
            x -= 1;
        }
    }
    edits.extend(std::iter::repeat_n(Edit::Kept, x));
    edits.reverse();
    edits
}

/// The words by their fate; of those that stayed, the ones beside a change.
fn pieces(edits: &[Edit], old: &[Word<'_>], new: &[Word<'_>]) -> Vec<Piece> {
    let (mut old, mut new) = (old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = edits;
    while let Some(edit) = rest.first() {
        let n = rest.iter().position(|other| other != edit).unwrap_or(rest.len());
        let words = if *edit == Edit::Removed { &old[..n] } else { &new[..n] };
        let is_last = n == rest.len();
        let words = match edit {
            Edit::Kept => near(words, pieces.is_empty(), is_last),
            Edit::Removed | Edit::Added => joined(words),
        };
        pieces.push(Piece { edit: *edit, words });
        match edit {
            Edit::Kept => (old, new) = (&old[n..], &new[n..]),
            Edit::Removed => old = &old[n..],
            Edit::Added => new = &new[n..],
        }
        rest = &rest[n..];
    }
    pieces
}

fn joined(words: &[Word<'_>]) -> String {
    let mut out = String::new();
    for word in words {
        if word.is_apart {
            out.push(' ');
        }
        out.push_str(word.text);
    }
    out
}

/// Words that stayed, without those that are far from every change.
fn near(words: &[Word<'_>], is_first: bool, is_last: bool) -> String {
    let n_head = if is_first { 0 } else { CONTEXT_WORDS };
    let n_tail = if is_last { 0 } else { CONTEXT_WORDS };
    // Dots in the place of a word or two would save nothing.
    if words.len() <= n_head + n_tail + 2 {
        return joined(words);
    }
    let head = joined(&words[..n_head]);
    let tail = joined(&words[words.len() - n_tail..]);
    match (n_head, n_tail) {
        (0, _) => format!("…{tail}"),
        (_, 0) => format!("{head} …"),
        _ => format!("{head} …{tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, Edit, Piece, difference, edits};

    /// `[-gone-]`, `{+new+}` and what stayed.
    fn told(difference: &Difference) -> Vec<String> {
        let one = |piece: &Piece| match piece.edit {
            Edit::Kept => piece.words.clone(),
            Edit::Removed => format!("[-{}-]", piece.words),
            Edit::Added => format!("{{+{}+}}", piece.words),
        };
        difference.passages.iter().map(|passage| passage.iter().map(one).collect()).collect()
    }

    #[test]
    fn changed_words_are_told_with_what_stands_beside_them() {
        for (before, after, counts, passages) in [
            ("a b c", "a b c", (0, 0), vec![]),
            ("  a\t b c\n\n", "a\u{a0}b c", (0, 0), vec![]),
            ("", "a b", (2, 0), vec!["{+a b+}"]),
            ("a b", "", (0, 2), vec!["[-a b-]"]),
            ("two ships sank", "three ships sank", (1, 1), vec!["[-two-]{+three+} ships sank"]),
            ("he did not say so", "he did say so", (0, 1), vec!["he did[- not-] say so"]),
            (
                "x\nold words here\ny",
                "x\nnew words here\ny",
                (1, 1),
                vec!["[-old-]{+new+} words here"],
            ),
            ("one two\nx", "x\nthree four", (2, 2), vec!["[-one two-]", "{+three four+}"]),
            ("東京は晴れ。", "東京は雨。", (1, 2), vec!["東京は[-晴れ-]{+雨+}。"]),
            (
                "the rain was long\nthe sun came out at noon",
                "a wholly other line\nthe rain was short\nthe sun came out at one",
                (6, 2),
                vec![
                    "{+a wholly other line+}",
                    "the rain was[- long-]{+ short+}",
                    "the sun came out at[- noon-]{+ one+}",
                ],
            ),
        ] {
            let found = difference(before, after);
            assert_eq!(told(&found), passages, "{before:?} {after:?}");
            assert_eq!((found.n_added, found.n_removed), counts, "{before:?} {after:?}");
        }
    }

    #[test]
    fn words_far_from_a_change_are_dots() {
        let words = |from: usize, to: usize| {
            (from..to).map(|n| n.to_string()).collect::<Vec<_>>().join(" ")
        };
        let found =
            difference(&words(0, 100), &words(0, 100).replace(" 50 ", " x ").replace(" 70 ", " "));
        let expected = format!(
            "… {}[- 50-]{{+ x+}} {} … {}[- 70-] {} …",
            words(42, 50),
            words(51, 59),
            words(62, 70),
            words(71, 79)
        );
        assert_eq!(told(&found), [expected]);
    }

    #[test]
    fn edits_of_any_two_rows_turn_one_into_the_other_and_are_the_fewest() {
        let mut seed = 0x2545_f491_u32;
        let mut row = |n_max: u32| -> Vec<u32> {
            let mut next = || {
                seed ^= seed << 13;
                seed ^= seed >> 17;
                seed ^= seed << 5;
                seed
            };
            (0..next() % n_max).map(|_| next() % 4).collect()
        };
        for _ in 0..400 {
            let (a, b) = (row(14), row(14));
            let found = edits(&a, &b, 100);
            let (mut old, mut new, mut made) = (a.iter(), b.iter(), Vec::new());
            for edit in &found {
                match edit {
                    Edit::Kept => {
                        made.push(*old.next().unwrap());
                        assert_eq!(new.next(), made.last());
                    }
                    Edit::Removed => drop(old.next()),
                    Edit::Added => made.push(*new.next().unwrap()),
                }
            }
            assert_eq!((made, old.next()), (b.clone(), None), "{a:?} {b:?}");
            let n_kept = found.iter().filter(|edit| **edit == Edit::Kept).count();
            assert_eq!(n_kept, longest_common(&a, &b), "{a:?} {b:?}");
        }
    }

    fn longest_common(a: &[u32], b: &[u32]) -> usize {
        let mut best = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..a.len() {
            for j in 0..b.len() {
                best[i + 1][j + 1] = match a[i] == b[j] {
                    true => best[i][j] + 1,
                    false => best[i][j + 1].max(best[i + 1][j]),
                };
            }
        }
        best[a.len()][b.len()]
    }

    #[test]
    fn texts_with_nothing_in_common_cost_no_more_than_their_limit() {
        let text = |word: &str| {
            let line = |n: usize| format!("{word}{n} ").repeat(3_000);
            (0..40).map(line).collect::<Vec<_>>().join("\n")
        };
        let found = difference(&text("a"), &text("b"));
        assert_eq!((found.n_added, found.n_removed), (120_000, 120_000));
        assert_eq!((found.passages.len(), found.n_more), (80, 0));
        // The first and the last word are kept, and between them is more change than is looked into.
        let long = |word: &str| {
            (0..5_000).map(|n| format!("{word}{n}")).fold("start".to_owned(), |a, b| a + " " + &b)
        };
        let common = "same ".repeat(5_000);
        let found = difference(
            &format!("{common}{} end", long("a")),
            &format!("{common}{} end", long("b")),
        );
        assert_eq!((found.n_added, found.n_removed, found.passages.len()), (5_000, 5_000, 1));
    }
}
