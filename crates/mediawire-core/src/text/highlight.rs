//! Where a text says what was searched for, and the stretch of it that says most.

use crate::text::query::{Clause, Query, Way};
use crate::text::tokens::{Kind, Token, tokens};
use std::collections::HashMap;
use std::ops::Range;

/// How long a stretch is, in halves of a word: a character of a script without spaces counts as half.
const STRETCH_HALVES: usize = 60;
/// How much of it stands before the first hit, if the sentence did not begin nearer.
const BEFORE_HALVES: usize = 16;
/// The hits of a text that are looked at.
const HITS_MAX: usize = 400;
/// The bytes of a text that are looked at.
const TEXT_BYTES_MAX: usize = 1 << 18;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// It, as it stood; in a stretch with a space for a new line.
    pub text: String,
    /// Whether it was searched for.
    pub is_hit: bool,
}

/// A place in a text that says what a condition asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hit {
    range: Range<usize>,
    clause: usize,
}

/// The whole text in pieces.
#[must_use]
pub fn marked(text: &str, query: &Query) -> Vec<Piece> {
    let hits = hits(&tokens(text), query);
    pieces(text, 0..text.len(), &hits)
}

/// The stretch of about 30 words that says most of what was searched for, with `…` where the text goes on; `None` if
/// no part of it does.
#[must_use]
pub fn snippet(text: &str, query: &Query) -> Option<Vec<Piece>> {
    let text = &text[..text.floor_char_boundary(TEXT_BYTES_MAX)];
    let all = tokens(text);
    let hits = hits(&all, query);
    let steps: Vec<&Token> =
        all.iter().filter(|token| !matches!(token.kind, Kind::Joined | Kind::Edge)).collect();
    let best = hits
        .iter()
        .map(|hit| {
            let range = stretch(text, &steps, hit.range.start);
            (value(&hits, &range), range)
        })
        // The first of the best.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?
        .1;
    let mut out = pieces(text, best.clone(), &hits);
    for piece in &mut out {
        piece.text = piece.text.replace('\n', " ");
    }
    let more = |text: &str| Piece { text: text.to_owned(), is_hit: false };
    if !text[..best.start].trim().is_empty() {
        out.insert(0, more("… "));
    }
    if !text[best.end..].trim().is_empty() {
        out.push(more(" …"));
    }
    Some(out)
}

/// How much of what was searched for a stretch says: most of all different conditions, then how often.
fn value(hits: &[Hit], range: &Range<usize>) -> (usize, usize) {
    let from = hits.partition_point(|hit| hit.range.start < range.start);
    let within: Vec<&Hit> =
        hits[from..].iter().take_while(|hit| hit.range.end <= range.end).collect();
    let mut clauses: Vec<usize> = within.iter().map(|hit| hit.clause).collect();
    clauses.sort_unstable();
    clauses.dedup();
    (clauses.len(), within.len())
}

/// The stretch around the byte `at`.
fn stretch(text: &str, steps: &[&Token], at: usize) -> Range<usize> {
    let weight = |token: &Token| if token.kind == Kind::Word { 2 } else { 1 };
    let anchor = steps.partition_point(|token| token.start < at).min(steps.len() - 1);
    let (mut first, mut n_halves) = (anchor, 0);
    while first > 0 && n_halves < BEFORE_HALVES && !begins(text, steps, first) {
        first -= 1;
        n_halves += weight(steps[first]);
    }
    let (mut last, mut n_halves) = (first, weight(steps[first]));
    while last + 1 < steps.len() && n_halves < STRETCH_HALVES {
        last += 1;
        n_halves += weight(steps[last]);
    }
    // Near the end of the text there is room for more before it.
    while first > 0 && n_halves < STRETCH_HALVES {
        first -= 1;
        n_halves += weight(steps[first]);
    }
    let is_mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
    let before = &text[..steps[first].start];
    let start = before.trim_end_matches(|c| is_mark(c) && !is_end(c)).len();
    let behind = &text[steps[last].end..];
    let end = text.len() - behind.trim_start_matches(is_mark).len();
    start..end
}

/// Whether a sentence or a line begins with step `i`.
fn begins(text: &str, steps: &[&Token], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).and_then(|i| steps.get(i)) else { return true };
    let from = before.end.min(steps[i].start);
    text[from..steps[i].start].contains(|c| c == '\n' || is_end(c))
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '。' | '！' | '？' | '।' | '።')
}

/// `text[range]` in pieces: hits that touch are one.
fn pieces(text: &str, range: Range<usize>, hits: &[Hit]) -> Vec<Piece> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        let hit = hit.range.start.max(range.start)..hit.range.end.min(range.end);
        match marks.last_mut() {
            _ if hit.start >= hit.end => {}
            Some(last) if last.end >= hit.start => last.end = last.end.max(hit.end),
            _ => marks.push(hit),
        }
    }
    let mut out = Vec::new();
    let mut at = range.start;
    let mut push = |piece: &str, is_hit: bool| {
        if !piece.is_empty() {
            out.push(Piece { text: piece.to_owned(), is_hit });
        }
    };
    for mark in marks {
        push(&text[at..mark.start], false);
        push(&text[mark.clone()], true);
        at = mark.end;
    }
    push(&text[at..range.end], false);
    out
}

/// Every place that says what a condition asks for, in order.
fn hits(all: &[Token], query: &Query) -> Vec<Hit> {
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
    let wanted = query.clauses.iter().flat_map(|clause| &clause.ways);
    for (_, term) in wanted.flat_map(|way| &way.terms) {
        by_text.entry(term).or_default();
    }
    for (i, token) in all.iter().enumerate() {
        if let Some(found) = by_text.get_mut(token.text.as_str()) {
            found.push(i);
        }
    }
    let mut hits = Vec::new();
    for (n, Clause { is_not, ways }) in query.clauses.iter().enumerate() {
        if *is_not {
            continue;
        }
        for way in ways {
            let ranges = if way.is_start { starts(all, way) } else { said(all, &by_text, way) };
            hits.extend(ranges.into_iter().take(HITS_MAX).map(|range| Hit { range, clause: n }));
        }
    }
    hits.sort_by_key(|hit| (hit.range.start, hit.range.end));
    hits.truncate(HITS_MAX);
    hits
}

/// The characters that are the one term of `way`.
fn starts(all: &[Token], way: &Way) -> Vec<Range<usize>> {
    let Some((_, term)) = way.terms.first() else { return Vec::new() };
    let begins = |token: &&Token| match token.kind {
        Kind::Pair => token.text.starts_with(term),
        Kind::Single | Kind::Edge => token.text == *term,
        Kind::Word | Kind::Joined => false,
    };
    all.iter().filter(begins).map(|token| token.start..token.head).collect()
}

/// The ranges of the tokens that say `way`, where all of them stand in their places.
fn said(all: &[Token], by_text: &HashMap<&str, Vec<usize>>, way: &Way) -> Vec<Range<usize>> {
    let found = |term: &str| by_text.get(term).map_or(&[][..], Vec::as_slice);
    let Some((first_place, first)) = way.terms.first() else { return Vec::new() };
    let mut ranges = Vec::new();
    for &i in found(first) {
        let at = all[i].place;
        let rest: Option<Vec<usize>> = way.terms[1..]
            .iter()
            .map(|(place, term)| {
                let wanted = at + place - first_place;
                let indices = found(term);
                let from = indices.partition_point(|i| all[*i].place < wanted);
                indices.get(from).copied().filter(|i| all[*i].place == wanted)
            })
            .collect();
        if let Some(rest) = rest {
            let whole = std::iter::once(i).chain(rest);
            ranges.extend(whole.map(|i| all[i].start..all[i].end));
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::{Piece, marked, snippet};
    use crate::text::query::parse;

    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| match piece.is_hit {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn what_was_searched_for_is_marked_as_it_stood() {
        for (text, query, expected) in [
            ("The Harbour, the harbour!", "harbour", "The [Harbour], the [harbour]!"),
            ("Große Straße", "strasse", "Große [Straße]"),
            ("old harbour; harbour old", "\"old harbour\"", "[old] [harbour]; harbour old"),
            ("a b", "-a b", "a [b]"),
            ("北京大学在北京", "北京大学", "[北京大学]在北京"),
            ("北京大学在北京", "北京", "[北京]大学在[北京]"),
            ("増税と税金、税", "税", "増[税]と[税]金、[税]"),
            ("น้ำใจงาม", "ใจ", "น้ำ[ใจ]งาม"),
            ("گفته می\u{200c}شود که", "میشود", "گفته [می\u{200c}شود] که"),
            ("گفته می\u{200c}شود که", "می\u{200c}شود", "گفته [می\u{200c}شود] که"),
            ("گفته می شود که", "می\u{200c}شود", "گفته [می] [شود] که"),
            ("گفته میشود که", "می\u{200c}شود", "گفته [میشود] که"),
            ("<b>bold</b> & co", "b", "<[b]>bold</[b]> & co"),
            ("one\ntwo", "\"one two\"", "one\ntwo"),
            ("", "x", ""),
        ] {
            assert_eq!(shown(&marked(text, &parse(query))), expected, "{text} for {query}");
        }
    }

    #[test]
    fn the_stretch_that_says_most_is_shown() {
        let filler = "and so on it goes in many words. ".repeat(20);
        let text =
            format!("Ferry first.\n{filler}Then «the ferry met the bridge» at noon. {filler}");
        let found = shown(&snippet(&text, &parse("ferry bridge")).unwrap());
        assert!(
            found.starts_with("… Then «the [ferry] met the [bridge]» at noon. and so"),
            "{found}"
        );
        assert!(found.ends_with(" …"), "{found}");
        let words = found.split_whitespace().count();
        assert!((30..=34).contains(&words), "{words}: {found}");
        assert_eq!(shown(&snippet("A short\ntext", &parse("text")).unwrap()), "A short [text]");
        assert_eq!(snippet("A short text", &parse("long")), None);
        assert_eq!(snippet("", &parse("long")), None);
    }

    #[test]
    fn a_stretch_of_unspaced_script_is_sixty_characters() {
        let text = format!("{}税制改革{}", "前".repeat(300), "後".repeat(300));
        let found = shown(&snippet(&text, &parse("税制")).unwrap());
        assert!(found.contains("[税制]改革"), "{found}");
        let n = found.chars().count();
        assert!((60..=70).contains(&n), "{n}: {found}");
    }
}
