//! What differs between two texts of terms, told by kind, and the equivalence that explains it.

use crate::desk::guard::align::{Alignment, Hunk, align};
use crate::desk::guard::frame::{Frame, frame};
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::moved;
use crate::desk::guard::places;
use crate::desk::guard::rounding::rounding;
use crate::desk::guard::scan::{Case, Closing};
use crate::desk::guard::speaker::{Names, Reading, readings};
use crate::desk::guard::spelling::respell;
use crate::desk::guard::swap;
use crate::desk::guard::term::{Form, Key, Term, Text, is_arabic, read, settle};
use crate::desk::guard::words::{are_opposite, is_loaded_speech, sense};
use crate::desk::guard::{Change, Equivalence, Kind, Known};
use std::ops::Range;

/// One of the two texts, with what was read in it.
pub(super) struct Side<'a> {
    /// Its terms.
    pub(super) text: Text,
    /// Who says it, in each reading.
    pub(super) readings: Vec<Reading>,
    names: &'a Names,
}

impl<'a> Side<'a> {
    fn new(text: Text, names: &'a Names) -> Self {
        let readings = readings(&text, names);
        Self { text, readings, names }
    }

    /// A text of which it is not asked who says it.
    pub(super) fn bare(text: Text, names: &'a Names) -> Self {
        Self { text, readings: Vec::new(), names }
    }

    /// Whether the term at `i` is part of a statement of who says it.
    fn is_frame(&self, i: usize) -> bool {
        self.readings.iter().any(|reading| reading.is_stated && reading.frame.contains(&i))
    }
}

/// A change, and how many terms it takes.
pub(super) struct Found {
    /// The change.
    pub(super) change: Change,
    /// Terms of both texts in it.
    pub(super) n_terms: usize,
}

/// The changes between two texts.
pub(super) fn between(
    source: &str,
    house: &str,
    known: &Known<'_>,
    closing: Closing,
) -> Vec<Change> {
    let (of_a, of_b) = (frame(source, known.sites), frame(house, known.sites));
    // A version may go, and neither comes nor becomes another.
    let is_other = !of_b.version.is_empty() && of_a.version != of_b.version;
    let span = |of: Frame, text: &str| {
        if is_other { (0, text.len()) } else { (of.headline.start, of.headline.end) }
    };
    let mut a = read(source, span(of_a, source), known.language, closing);
    let mut b = read(house, span(of_b, house), known.language, closing);
    swap::apply(&mut a.terms, &b.terms, known);
    settle(&mut b.terms, &a.terms);
    respell(&mut a.terms, source, (&b.terms, house), known.language);
    respell(&mut b.terms, house, (&a.terms, source), known.language);
    let names = Names::of(known);
    let (a, b) = (Side::new(a, &names), Side::new(b, &names));
    let whole = differences(&a, &b, 0..a.text.terms.len(), 0..b.text.terms.len());
    let found = if whole.is_empty() { whole } else { moved::explained(&a, &b, whole) };
    let mut changes: Vec<Change> = found.into_iter().map(|found| found.change).collect();
    changes.sort_by_key(|change| (change.before.start, change.after.start, change.kind));
    changes.dedup();
    changes
}

/// How much of the changes no equivalence explains.
pub(super) fn cost(found: &[Found]) -> usize {
    found.iter().filter(|found| found.change.equivalence.is_none()).map(|found| found.n_terms).sum()
}

/// What differs between a part of one text and a part of the other.
pub(super) fn differences(
    a: &Side<'_>,
    b: &Side<'_>,
    of_a: Range<usize>,
    of_b: Range<usize>,
) -> Vec<Found> {
    let alignment = align(&a.text.terms[of_a.clone()], &b.text.terms[of_b.clone()]);
    let mut part = Part { a, b, of_a, of_b, found: Vec::new() };
    part.swaps(&alignment);
    part.joints(&alignment);
    for hunk in &alignment.hunks {
        part.hunk(*hunk);
    }
    part.found
}

struct Part<'p, 'a> {
    a: &'p Side<'a>,
    b: &'p Side<'a>,
    of_a: Range<usize>,
    of_b: Range<usize>,
    found: Vec<Found>,
}

impl Part<'_, '_> {
    /// Tells of names that are the same by a list.
    fn swaps(&mut self, alignment: &Alignment) {
        for (i, j) in &alignment.same {
            let a = &self.a.text.terms[self.of_a.start + i];
            let b = &self.b.text.terms[self.of_b.start + j];
            let equivalence = match (a.form, b.form) {
                (Form::Swapped(by), _) => by,
                (Form::Long, Form::Plain) | (Form::Plain, Form::Long) => Equivalence::ShortName,
                (Form::Plain | Form::Long, _) => continue,
            };
            // Quoted words are not shortened.
            let (kind, equivalence) = match a.depth {
                0 => (Kind::Name, Some(equivalence)),
                _ => (Kind::Quotation, None),
            };
            let change = Change {
                kind,
                before: a.start..a.end,
                after: b.start..b.end,
                equivalence,
                fault: None,
            };
            match self.found.last_mut().filter(|last| last.change.before == change.before) {
                Some(last) => last.change.after.end = change.after.end,
                None => self.found.push(Found { change, n_terms: 2 }),
            }
        }
    }

    fn hunk(&mut self, hunk: Hunk) {
        let a = self.of_a.start + hunk.a.0..self.of_a.start + hunk.a.1;
        let b = self.of_b.start + hunk.b.0..self.of_b.start + hunk.b.1;
        let mut kinds_a: Vec<Kind> = a.clone().map(|i| kind(self.a, i)).collect();
        let mut kinds_b: Vec<Kind> = b.clone().map(|j| kind(self.b, j)).collect();
        for (i, kind_a) in a.clone().zip(&mut kinds_a) {
            for (j, kind_b) in b.clone().zip(&mut kinds_b) {
                let is_quoted = *kind_a == Kind::Quotation || *kind_b == Kind::Quotation;
                let (word, other) = (self.a.text.terms[i].word(), self.b.text.terms[j].word());
                if !is_quoted && are_opposite(word, other) {
                    (*kind_a, *kind_b) = (Kind::Negation, Kind::Negation);
                }
            }
        }
        let rounded = rounding((self.a, self.of_a.clone()), self.b, a.clone(), b.clone());
        let in_a = |i: &usize| rounded.as_ref().is_none_or(|rounded| rounded.a != *i);
        let in_b = |j: &usize| rounded.as_ref().is_none_or(|rounded| !rounded.b.contains(j));
        for kind in Kind::ALL {
            let here = |at: Range<usize>, kinds: &[Kind]| -> Vec<usize> {
                at.zip(kinds).filter(|(_, own)| **own == kind).map(|(i, _)| i).collect()
            };
            let mut of_a = here(a.clone(), &kinds_a);
            let mut of_b = here(b.clone(), &kinds_b);
            of_a.retain(in_a);
            of_b.retain(in_b);
            if of_a.is_empty() && of_b.is_empty() {
                continue;
            }
            let before = span(&self.a.text.terms, &of_a, a.start);
            let after = span(&self.b.text.terms, &of_b, b.start);
            let change = Change { kind, before, after, equivalence: None, fault: None };
            self.found.push(Found { change, n_terms: of_a.len() + of_b.len() });
        }
        self.found.extend(rounded.map(|rounded| rounded.found));
    }

    /// Tells of commas and hyphens that one text has between the same words, and the other has not.
    fn joints(&mut self, alignment: &Alignment) {
        for pair in alignment.same.windows(2) {
            let ((last_i, last_j), (i, j)) = (pair[0], pair[1]);
            let (i, j) = (self.of_a.start + i, self.of_b.start + j);
            if last_i + 1 + self.of_a.start != i || last_j + 1 + self.of_b.start != j {
                continue;
            }
            let (a, b) = (&self.a.text.terms[i], &self.b.text.terms[j]);
            let (last_a, last_b) = (&self.a.text.terms[i - 1], &self.b.text.terms[j - 1]);
            let is_loose = !a.is_word()
                || !last_a.is_word()
                || self.a.is_frame(i)
                || self.b.is_frame(j)
                || matches!(a.word(), "and" | "or" | "و" | "dc");
            let is_counted =
                [a, last_a].iter().any(|term| term.word().is_empty()) || is_arabic(a.word());
            let has_other_hyphen = a.has_hyphen != b.has_hyphen && !is_counted;
            if is_loose || !(a.has_comma != b.has_comma || has_other_hyphen) {
                continue;
            }
            let kind = if a.depth > 0 { Kind::Quotation } else { Kind::Words };
            let (before, after) = (last_a.start..a.end, last_b.start..b.end);
            let change = Change { kind, before, after, equivalence: None, fault: None };
            self.found.push(Found { change, n_terms: 2 });
        }
    }
}

/// From the first of the terms to the last; where there are none, the place before term `at`.
pub(super) fn span(terms: &[Term], of: &[usize], at: usize) -> Range<usize> {
    match (of.first(), of.last()) {
        (Some(first), Some(last)) => terms[*first].start..terms[*last].end,
        _ => {
            let place = match terms.get(at) {
                Some(term) => term.start,
                None => terms.last().map_or(0, |term| term.end),
            };
            place..place
        }
    }
}

/// What the term at `i` does in its text.
pub(super) fn kind(side: &Side<'_>, i: usize) -> Kind {
    let term = &side.text.terms[i];
    if term.depth > 0 {
        return Kind::Quotation;
    }
    match &term.key {
        Key::Open | Key::Close => Kind::Quotation,
        Key::Number(_) | Key::Digits(_) => Kind::Number,
        Key::Unit(_) => Kind::Unit,
        Key::Question => Kind::Hedge,
        Key::Phrase(_, kind) => *kind,
        Key::Break(_) | Key::Ellipsis | Key::Stop => {
            if side.is_frame(i) {
                Kind::Speaker
            } else {
                Kind::Words
            }
        }
        Key::Word(word) => word_kind(side, i, word),
    }
}

fn word_kind(side: &Side<'_>, i: usize, word: &str) -> Kind {
    let term = &side.text.terms[i];
    let is_frame = side.is_frame(i);
    if is_frame && !is_loaded_speech(word) {
        return Kind::Speaker;
    }
    match term.is_name {
        Some(true) => return Kind::Name,
        Some(false) if word == "may" => return Kind::Hedge,
        None if word == "may" && term.case != Case::Capital => return Kind::Hedge,
        Some(false) | None => {}
    }
    let some = word == "some"
        && matches!(side.text.terms.get(i + 1), Some(Term { key: Key::Number(_), .. }));
    match sense(word.trim_end_matches(',')) {
        _ if some => Kind::Hedge,
        Some(kind) => kind,
        None if is_frame => Kind::Hedge,
        None if is_named(side, term, word) => Kind::Name,
        None => Kind::Words,
    }
}

fn is_named(side: &Side<'_>, term: &Term, word: &str) -> bool {
    let by_case = match (side.text.lettering, term.case) {
        (Lettering::Sentence, Case::Capital) => !term.is_first,
        (Lettering::Sentence | Lettering::Title, Case::Upper | Case::Mixed) => true,
        (Lettering::Upper | Lettering::None, _)
        | (Lettering::Title, Case::Capital)
        | (_, Case::Lower | Case::None) => false,
    };
    by_case || places::is_place(word) || side.names.have(word)
}
