//! Two sentences, or headlines, beside one another: what kinds of change there are between them.

use crate::desk::change::amount::Amount;
use crate::desk::change::evidence::Evidence;
use crate::desk::change::hunk::{Side, Stretch};
use crate::desk::change::name;
use crate::desk::change::plain::plain;
use crate::desk::change::reading::Part;
use crate::desk::change::said::{self, Quoted};
use crate::desk::change::{amount, hunk};
use crate::desk::guard::align::{Alignment, align};
use crate::desk::guard::term::{Form, Key, Term};
use crate::model::change::Class;
use crate::text::fold;
use std::ops::Range;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Headlines: that they say it otherwise is a class of its own.
    Headline,
    /// Sentences.
    Sentence,
}

/// A change with its places in both paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What kind.
    pub(super) class: Class,
    /// Bytes of the old paragraph.
    pub(super) old: Range<usize>,
    /// Bytes of the new one.
    pub(super) new: Range<usize>,
}

/// Words that came or went in one stretch and say more than another wording does.
const CLAUSE_WORDS_MIN: usize = 6;
/// Below this share of the same words, of a thousand, a headline is another and not a changed one.
const LIKE_MIN: usize = 500;
/// The most words of a line that is no sentence.
const LINE_WORDS_MAX: usize = 12;

/// What changed from one sentence to the other; empty if readers see the same.
pub(super) fn compare(
    a: &Part<'_>,
    b: &Part<'_>,
    evidence: &Evidence<'_>,
    scope: Scope,
) -> Vec<Found> {
    if plain(a.words()) == plain(b.words()) {
        return Vec::new();
    }
    let side =
        |part| Side { part, quoted: said::quoted(part), is_counted: vec![false; part.terms.len()] };
    let mut pair = Pair { a: side(a), b: side(b), evidence, scope, found: Vec::new() };
    let alignment = align(&a.terms, &b.terms);
    let likeness = likeness(&alignment, a, b);
    // In a headline that is another, what is missing says nothing.
    let is_firm = scope == Scope::Sentence || likeness >= LIKE_MIN;
    pair.amounts(is_firm);
    let mut stretches: Vec<Stretch> = alignment
        .hunks
        .iter()
        .map(|hunk| Stretch::new(*hunk, &pair.a, &pair.b, evidence))
        .collect();
    pair.cancel_names(&mut stretches);
    let is_exchange = pair.exchanges_names();
    let is_other_speaker = scope == Scope::Sentence
        && said::has_other_speaker((a, &pair.a.quoted), (b, &pair.b.quoted), evidence);
    let is_alone = stretches.iter().filter(|stretch| stretch.has_words()).count() == 1;
    // Names first: other words may only agree with them.
    stretches.sort_by_key(|stretch| !stretch.has_names());
    for stretch in &stretches {
        pair.stretch(stretch, (is_firm, is_alone), is_other_speaker);
    }
    if is_exchange {
        pair.found.retain(|found| found.class != Class::Wording);
        pair.whole(Class::Name);
    }
    if is_other_speaker {
        pair.whole(Class::Quotation);
    }
    pair.marks(&stretches);
    pair.silent(&alignment);
    pair.joints(&alignment);
    pair.settled()
}

/// How much of the words is the same, of a thousand.
fn likeness(alignment: &Alignment, a: &Part<'_>, b: &Part<'_>) -> usize {
    let n = |part: &Part<'_>| part.terms.iter().filter(|term| term.is_word()).count();
    let same = alignment.same.iter().filter(|(i, _)| a.terms[*i].is_word()).count();
    (same * 2_000).checked_div(n(a) + n(b)).unwrap_or(0)
}

struct Pair<'p, 'a, 'e> {
    a: Side<'p, 'a>,
    b: Side<'p, 'a>,
    evidence: &'p Evidence<'e>,
    scope: Scope,
    found: Vec<Found>,
}

impl Pair<'_, '_, '_> {
    fn push(&mut self, class: Class, a: Range<usize>, b: Range<usize>) {
        let (old, new) = (span(self.a.part, a), span(self.b.part, b));
        self.found.push(Found { class, old, new });
    }

    fn whole(&mut self, class: Class) {
        let (old, new) = (self.a.part.range.clone(), self.b.part.range.clone());
        self.found.push(Found { class, old, new });
    }

    fn has(&self, class: Class) -> bool {
        self.found.iter().any(|found| found.class == class)
    }

    /// Tells of numbers that differ.
    fn amounts(&mut self, is_firm: bool) {
        for (x, y) in amount::differences(self.a.part, self.b.part, self.evidence.tongue) {
            let is_alone = x.is_none() || y.is_none();
            let is_ordinal = x.as_ref().or(y.as_ref()).is_some_and(Amount::is_ordinal);
            // A headline may go on with `enters second day`.
            if is_alone && (!is_firm || (is_ordinal && self.scope == Scope::Headline)) {
                continue;
            }
            let none = |part: &Part<'_>| part.terms.len()..part.terms.len();
            let of_a = x.map_or(none(self.a.part), |amount| amount.terms);
            let of_b = y.map_or(none(self.b.part), |amount| amount.terms);
            self.a.is_counted[of_a.clone()].fill(true);
            self.b.is_counted[of_b.clone()].fill(true);
            let is_said = [(&self.a, &of_a), (&self.b, &of_b)].iter().any(|(side, of)| {
                side.quoted.get((*of).clone()).is_some_and(|it| it.contains(&Quoted::Speech))
            });
            if is_said {
                self.push(Class::Quotation, of_a.clone(), of_b.clone());
            }
            self.push(Class::Number, of_a, of_b);
        }
    }

    /// Takes names out that both sentences have.
    fn cancel_names(&self, stretches: &mut [Stretch]) {
        let tongue = self.evidence.tongue;
        for i in 0..stretches.len() {
            for j in 0..stretches.len() {
                let mut own = std::mem::take(&mut stretches[i].names_a);
                own.retain(|x| {
                    let word = self.a.part.terms[*x].word();
                    let names = &mut stretches[j].names_b;
                    let at = names
                        .iter()
                        .position(|y| name::are_one(word, self.b.part.terms[*y].word(), tongue));
                    at.is_none_or(|at| {
                        names.remove(at);
                        false
                    })
                });
                stretches[i].names_a = own;
            }
        }
    }

    /// Whether names changed places, and nothing else did: who did it to whom.
    fn exchanges_names(&self) -> bool {
        let (a, b) = (&self.a.part.terms, &self.b.part.terms);
        let mut words = [Vec::new(), Vec::new()];
        let are_names = a.len() == b.len()
            && (0..a.len()).filter(|i| !a[*i].same(&b[*i])).all(|i| {
                words[0].push(a[i].word());
                words[1].push(b[i].word());
                hunk::is_name(&self.a, i, self.evidence) && hunk::is_name(&self.b, i, self.evidence)
            });
        let [mut before, mut after] = words;
        before.sort_unstable();
        after.sort_unstable();
        are_names && before.len() > 1 && before == after
    }

    /// Tells of what stands in one text in the place of what stands in the other.
    fn stretch(
        &mut self,
        stretch: &Stretch,
        (is_firm, is_alone): (bool, bool),
        is_other_speaker: bool,
    ) {
        if !stretch.has_words() {
            return;
        }
        let (a, b) = (&self.a, &self.b);
        let class = if stretch.is_slip(a, b, self.evidence) {
            if self.only_agrees(stretch) {
                return;
            }
            Class::Typo
        } else if stretch.names_other(a, b, self.evidence, is_firm) {
            if stretch.is_quoted(a, b) {
                self.push(Class::Quotation, stretch.a.clone(), stretch.b.clone());
            } else if !stretch.is_all_name() {
                self.push(Class::Wording, stretch.a.clone(), stretch.b.clone());
            }
            Class::Name
        } else if stretch.is_quoted(a, b) {
            Class::Quotation
        } else if is_other_speaker || self.only_agrees(stretch) || stretch.is_all_number(a, b) {
            return;
        } else if is_alone && !stretch.is_swap() && stretch.n_words() >= CLAUSE_WORDS_MIN {
            if stretch.a.len() > stretch.b.len() { Class::Removal } else { Class::Addition }
        } else {
            Class::Wording
        };
        self.push(class, stretch.a.clone(), stretch.b.clone());
    }

    /// Whether the words only agree with a number or name that changed: `was`, `were`.
    fn only_agrees(&self, stretch: &Stretch) -> bool {
        (self.has(Class::Number) || self.has(Class::Name)) && stretch.is_bent(&self.a, &self.b)
    }

    /// Tells of quotation marks that came or went.
    fn marks(&mut self, stretches: &[Stretch]) {
        let are_words_same = !stretches.iter().any(Stretch::has_words);
        // Without capitals, marks that came to the same words are as likely those of speech.
        let is_any = are_words_same && !self.evidence.tongue.has_capitals();
        let n_a = said::n_opened(self.a.part, &self.a.quoted, is_any);
        let n_b = said::n_opened(self.b.part, &self.b.quoted, is_any);
        let counts = match self.scope {
            Scope::Headline => are_words_same || (n_a > 0 && n_b > 0),
            Scope::Sentence => true,
        };
        if n_a != n_b && counts {
            self.whole(Class::Quotation);
        }
        // In another headline quoted words that came or went are no other quotation.
        if self.scope == Scope::Headline && !counts {
            self.found.retain(|found| found.class != Class::Quotation);
        }
    }

    /// Tells of what is the same to the guard, and not to a reader.
    fn silent(&mut self, alignment: &Alignment) {
        for (i, j) in &alignment.same {
            let (x, y) = (&self.a.part.terms[*i], &self.b.part.terms[*j]);
            let (raw_x, raw_y) = (self.a.part.raw(x), self.b.part.raw(y));
            // What follows a number that changed says nothing by itself: `час`, `часа`.
            let is_counted = self.a.is_counted[*i] || self.b.is_counted[*j];
            if is_counted || raw_x == raw_y || plain(raw_x) == plain(raw_y) {
                continue;
            }
            let class = silent_class((x, raw_x), (y, raw_y));
            self.push(class, *i..i + 1, *j..j + 1);
        }
    }

    /// Tells of commas and hyphens between the same words.
    fn joints(&mut self, alignment: &Alignment) {
        for pair in alignment.same.windows(2) {
            let ((last_i, last_j), (i, j)) = (pair[0], pair[1]);
            if last_i + 1 != i || last_j + 1 != j {
                continue;
            }
            let (x, y) = (&self.a.part.terms[i], &self.b.part.terms[j]);
            let is_word = x.is_word() && self.a.part.terms[last_i].is_word();
            if is_word && (x.has_comma != y.has_comma || x.has_hyphen != y.has_hyphen) {
                self.push(Class::Typo, last_i..i + 1, last_j..j + 1);
            }
        }
    }

    /// What was found, without what another class says already.
    fn settled(mut self) -> Vec<Found> {
        let is_line = self.is_line();
        if self.scope == Scope::Headline {
            if self.has(Class::Wording) {
                self.found.retain(|found| found.class != Class::Typo);
            }
            self.found.retain(|found| {
                !matches!(found.class, Class::Wording | Class::Addition | Class::Removal)
            });
            // That its case or its points are others, the headline says itself.
            let mut found = std::mem::take(&mut self.found);
            found.retain(|found| found.class != Class::Typo || self.changes_letters(found));
            return found;
        }
        if self.has(Class::Wording) {
            self.found.retain(|found| found.class != Class::Typo);
        }
        if is_line && self.is_same_letters() {
            return Vec::new();
        }
        if self.found.is_empty() {
            self.whole(if self.is_same_letters() { Class::Typo } else { Class::Wording });
        }
        self.found
    }

    /// Whether more than case and points differs at a place.
    fn changes_letters(&self, found: &Found) -> bool {
        let letters = |part: &Part<'_>, range: &Range<usize>| -> String {
            let text = part.text.get(range.clone()).unwrap_or("");
            plain(text)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let spaces = |part: &Part<'_>, range: &Range<usize>| {
            plain(part.text.get(range.clone()).unwrap_or("")).matches(' ').count()
        };
        letters(self.a.part, &found.old) != letters(self.b.part, &found.new)
            || spaces(self.a.part, &found.old) != spaces(self.b.part, &found.new)
    }

    fn is_same_letters(&self) -> bool {
        let letters = |part: &Part<'_>| -> String {
            plain(part.words()).chars().filter(|c| c.is_alphanumeric()).collect()
        };
        letters(self.a.part) == letters(self.b.part)
    }

    /// Whether it is a line like that of an author, and no sentence.
    fn is_line(&self) -> bool {
        let is = |part: &Part<'_>| {
            part.terms.len() <= LINE_WORDS_MAX
                && part.paragraph < 2
                && part.words().len() == part.text.trim().len()
                && !part.words().ends_with(['.', '!', '?', '؟', '…', '۔'])
        };
        is(self.a.part) && is(self.b.part)
    }
}

/// What it is that the same term is written otherwise.
fn silent_class((x, raw_x): (&Term, &str), (y, raw_y): (&Term, &str)) -> Class {
    let starts_digit = |raw: &str| raw.chars().any(char::is_numeric);
    let is_clock = |key: &Key| matches!(key, Key::Digits(digits) if digits.contains(':'));
    match &x.key {
        Key::Number(_) | Key::Digits(_) if !is_clock(&x.key) => {
            let letters = |raw: &str| -> String {
                fold::fold(raw).chars().filter(|c| c.is_alphanumeric()).collect()
            };
            let are_digits = starts_digit(raw_x) && starts_digit(raw_y);
            let are_words = !starts_digit(raw_x) && !starts_digit(raw_y);
            if (are_digits || are_words) && letters(raw_x) == letters(raw_y) {
                Class::Typo
            } else {
                Class::Wording
            }
        }
        Key::Number(_) | Key::Digits(_) | Key::Unit(_) => Class::Wording,
        Key::Word(_) | Key::Phrase(..) if x.form != y.form => Class::Wording,
        Key::Word(_) | Key::Phrase(..) if x.form == Form::Long => Class::Wording,
        Key::Word(_) | Key::Phrase(..) => Class::Typo,
        Key::Open | Key::Close | Key::Break(_) => Class::Typo,
        Key::Question | Key::Ellipsis | Key::Stop => Class::Typo,
    }
}

/// The bytes from the first of the terms to the last; where there are none, the place before the first.
fn span(part: &Part<'_>, of: Range<usize>) -> Range<usize> {
    match part.terms.get(of.clone()) {
        Some([first, .., last]) => first.start..last.end,
        Some([one]) => one.start..one.end,
        Some([]) | None => {
            let at = part.terms.get(of.start).map_or(part.range.end, |term| term.start);
            at..at
        }
    }
}
