//! What differs between two texts of terms, told by kind, and the equivalence that explains it.

use crate::desk::guard::align::{Alignment, Hunk, align, join_apart};
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::moved;
use crate::desk::guard::number::{Number, is_true, side};
use crate::desk::guard::places;
use crate::desk::guard::scan::{Case, Closing};
use crate::desk::guard::speaker::{Reading, readings};
use crate::desk::guard::swap;
use crate::desk::guard::term::{Form, Key, Term, Text, read};
use crate::desk::guard::words::{are_opposite, is_loaded_speech, sense};
use crate::desk::guard::{Change, Equivalence, Fault, Kind, Known, headline};
use crate::text::fold;
use std::ops::Range;

/// One of the two texts, with what was read in it.
pub(super) struct Side<'a> {
    /// Its terms.
    pub(super) text: Text,
    /// Who says it, in each reading.
    pub(super) readings: Vec<Reading>,
    known: &'a Known<'a>,
}

impl<'a> Side<'a> {
    fn new(text: Text, known: &'a Known<'a>) -> Self {
        let readings = readings(&text, known);
        Self { text, readings, known }
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
    let span = |text| {
        let range = headline(text, known.sites);
        (range.start, range.end)
    };
    let mut a = read(source, span(source), known.language, closing);
    let mut b = read(house, span(house), known.language, closing);
    swap::apply(&mut a.terms, &b.terms, known);
    join_apart(&mut a.terms, &b.terms);
    join_apart(&mut b.terms, &a.terms);
    let (a, b) = (Side::new(a, known), Side::new(b, known));
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
        let a: Vec<usize> = (hunk.a.0..hunk.a.1).map(|i| self.of_a.start + i).collect();
        let b: Vec<usize> = (hunk.b.0..hunk.b.1).map(|i| self.of_b.start + i).collect();
        let (mut kinds_a, mut kinds_b) = (self.kinds(self.a, &a), self.kinds(self.b, &b));
        for (i, kind_a) in a.iter().zip(&mut kinds_a) {
            for (j, kind_b) in b.iter().zip(&mut kinds_b) {
                if are_opposite(self.a.text.terms[*i].word(), self.b.text.terms[*j].word()) {
                    for kind in [&mut *kind_a, &mut *kind_b] {
                        if *kind != Kind::Quotation {
                            *kind = Kind::Negation;
                        }
                    }
                }
            }
        }
        let is_rounded = self.rounding(&a, &b, &kinds_a, &kinds_b);
        for kind in Kind::ALL {
            let of = |at: &[usize], kinds: &[Kind], rounded: &[usize]| -> Vec<usize> {
                let here =
                    at.iter().zip(kinds).filter(|(i, own)| **own == kind && !rounded.contains(i));
                here.map(|(i, _)| *i).collect()
            };
            let (rounded_a, rounded_b) =
                is_rounded.as_ref().map_or((&[][..], &[][..]), |(a, b)| (a, b));
            let (of_a, of_b) = (of(&a, &kinds_a, rounded_a), of(&b, &kinds_b, rounded_b));
            if of_a.is_empty() && of_b.is_empty() {
                continue;
            }
            let before = span(&self.a.text.terms, &of_a, self.of_a.start + hunk.a.0);
            let after = span(&self.b.text.terms, &of_b, self.of_b.start + hunk.b.0);
            let change = Change { kind, before, after, equivalence: None, fault: None };
            self.found.push(Found { change, n_terms: of_a.len() + of_b.len() });
        }
    }

    fn kinds(&self, side: &Side<'_>, at: &[usize]) -> Vec<Kind> {
        at.iter().map(|i| kind(side, *i)).collect()
    }

    /// A number that is rounded: tells whether truly, and gives the terms of both texts that this takes.
    fn rounding(
        &mut self,
        a: &[usize],
        b: &[usize],
        kinds_a: &[Kind],
        kinds_b: &[Kind],
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let number = |side: &Side<'_>, at: &[usize]| {
            let mut all = at.iter().filter_map(|i| match side.text.terms[*i].key {
                Key::Number(number) => Some((*i, number)),
                _ => None,
            });
            let one = all.next()?;
            all.next().is_none().then_some(one)
        };
        let ((i, exact), (j, rounded)) = (number(self.a, a)?, number(self.b, b)?);
        if kinds_a.contains(&Kind::Hedge)
            || kinds_a.contains(&Kind::Quotation)
            || kinds_b.contains(&Kind::Quotation)
        {
            return None;
        }
        let hedge = j.checked_sub(1).filter(|i| b.contains(i));
        let side = hedge.and_then(|i| side(self.b.text.terms[i].word()));
        let fault =
            if exact.is_year() && exact.size() < 2101.0 && side.is_none() || is_hedged(self.a, i) {
                return None;
            } else if is_contrasted(&self.a.text.terms[self.of_a.clone()]) {
                Some(Fault::Contrasted)
            } else {
                match side {
                    Some(side) if is_true(side, exact, rounded) => None,
                    Some(_) => Some(Fault::FalseHedge),
                    None if is_close(exact, rounded) => Some(Fault::Unhedged),
                    None => return None,
                }
            };
        let (from, to) = (&self.a.text.terms[i], &self.b.text.terms[j]);
        let start =
            hedge.filter(|_| side.is_some()).map_or(to.start, |i| self.b.text.terms[i].start);
        let equivalence = fault.is_none().then_some(Equivalence::Rounding);
        let change = Change {
            kind: Kind::Number,
            before: from.start..from.end,
            after: start..to.end,
            equivalence,
            fault,
        };
        self.found.push(Found { change, n_terms: 3 });
        Some((vec![i], hedge.filter(|_| side.is_some()).into_iter().chain([j]).collect()))
    }
}

/// Whether the source hedges its number already: a hedge on a hedge is another claim.
fn is_hedged(side: &Side<'_>, i: usize) -> bool {
    i > 0 && kind(side, i - 1) == Kind::Hedge
}

/// Whether one number may be the other, rounded without a word.
fn is_close(exact: Number, rounded: Number) -> bool {
    (exact.size() - rounded.size()).abs() <= exact.size() * 0.05
}

/// Whether numbers stand against each other: `1,000, not 10,000`, `from 5 to 4`.
fn is_contrasted(terms: &[Term]) -> bool {
    let at: Vec<usize> =
        (0..terms.len()).filter(|i| matches!(terms[*i].key, Key::Number(_))).collect();
    at.windows(2).any(|pair| {
        terms[pair[0]..pair[1]].iter().any(|term| {
            matches!(
                term.word(),
                "not"
                    | "to"
                    | "instead of"
                    | "rather than"
                    | "versus"
                    | "vs"
                    | "against"
                    | "نه"
                    | "به"
                    | "than"
                    | "لا"
                    | "الی"
                    | "بلکه"
            )
        })
    })
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
    by_case
        || places::is_place(word)
        || side
            .known
            .names
            .iter()
            .chain(side.known.speakers)
            .any(|name| fold::fold(name).split_whitespace().any(|part| part == word))
}
