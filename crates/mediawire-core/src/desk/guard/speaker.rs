//! Who says it: the readings of a headline as a claim and its speaker.
//!
//! A headline may have several readings, or none; only the outermost speaker is told.

mod known;
mod people;
mod verb;

use crate::desk::guard::Known;
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::scan::Break;
use crate::desk::guard::speaker::known::{are_name, is_speaker};
use crate::desk::guard::speaker::verb::{
    Verb, is_finding, is_inquiry, verb, verb_ending, verb_first,
};
use crate::desk::guard::term::{Key, Term, Text, is_arabic};
use crate::text::fold;
use std::ops::Range;

/// The most words of a speaker: a longer one is a clause.
const SPEAKER_WORDS_MAX: usize = 7;

/// How a speaker is joined to the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `X: claim`
    ColonBefore,
    /// `X says claim`, `according to X, claim`
    VerbBefore,
    /// `claim: X`
    ColonBehind,
    /// `claim -X`
    DashBehind,
    /// `claim, X says`, `claim, according to X`
    VerbBehind,
}

impl Joint {
    /// Whether the speaker stands before the claim.
    pub(super) fn is_before(self) -> bool {
        match self {
            Self::ColonBefore | Self::VerbBefore => true,
            Self::ColonBehind | Self::DashBehind | Self::VerbBehind => false,
        }
    }
}

/// A claim and who makes it, as ranges of terms.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// How they are joined.
    pub(super) joint: Joint,
    /// The speaker's words, without an article before them.
    pub(super) speaker: Range<usize>,
    /// Everything that is not the claim: speaker, verb, colon.
    pub(super) frame: Range<usize>,
    /// The claim.
    pub(super) claim: Range<usize>,
    /// Whether the text itself, or a list, says that this is a speaker.
    pub(super) is_stated: bool,
    /// Whether the verb says no more than that something was said.
    pub(super) is_plain: bool,
}

/// Names that the article is known to have, each as its words, folded.
pub(super) struct Names {
    names: Vec<Vec<String>>,
    speakers: Vec<Vec<String>>,
}

impl Names {
    /// Those of what is known.
    pub(super) fn of(known: &Known<'_>) -> Self {
        let words = |name: &&str| fold::fold(name).split_whitespace().map(str::to_owned).collect();
        Self {
            names: known.names.iter().map(words).collect(),
            speakers: known.speakers.iter().map(words).collect(),
        }
    }

    /// Whether the word is part of one.
    pub(super) fn have(&self, word: &str) -> bool {
        self.all().flatten().any(|part| part == word)
    }

    fn all(&self) -> impl Iterator<Item = &Vec<String>> {
        self.names.iter().chain(&self.speakers)
    }
}

/// The readings of a text.
pub(super) fn readings(text: &Text, names: &Names) -> Vec<Reading> {
    let terms = &text.terms;
    let mut all: Vec<Reading> = Vec::new();
    all.extend(verb_behind(terms));
    all.extend(according_behind(terms));
    let is_outer = !all.is_empty();
    all.extend(behind(terms, Break::Colon, Joint::ColonBehind));
    all.extend(behind(terms, Break::Dash, Joint::DashBehind));
    if !is_outer {
        all.extend(colon_before(terms));
        all.extend(verb_before(terms, text.lettering));
        all.extend(verb_leads(terms));
        all.extend(according_before(terms));
    }
    for reading in &mut all {
        reading.speaker = without_article(terms, reading.speaker.clone());
        reading.is_stated |= is_speaker(text, reading, names);
    }
    all.retain(|reading| !reading.speaker.is_empty() && !reading.claim.is_empty());
    all
}

/// `X` of `The X`.
fn without_article(terms: &[Term], range: Range<usize>) -> Range<usize> {
    let is_article =
        terms.get(range.start).is_some_and(|term| matches!(term.word(), "the" | "a" | "an"));
    if is_article && range.len() > 1 { range.start + 1..range.end } else { range }
}

fn places_of(terms: &[Term], part: Break) -> Vec<usize> {
    let is_it = |term: &Term| term.depth == 0 && term.key == Key::Break(part);
    (0..terms.len()).filter(|i| is_it(&terms[*i])).collect()
}

/// `claim: X`, `claim -X`.
fn behind(terms: &[Term], part: Break, joint: Joint) -> Option<Reading> {
    let at = *places_of(terms, part).last()?;
    let speaker = at + 1..terms.len();
    are_name(terms, speaker.clone()).then_some(Reading {
        joint,
        speaker,
        frame: at..terms.len(),
        claim: 0..at,
        is_stated: false,
        is_plain: true,
    })
}

/// `X: claim`, also `X says: claim`.
fn colon_before(terms: &[Term]) -> Option<Reading> {
    let at = *places_of(terms, Break::Colon).first()?;
    let (speaker, is_plain) = match (verb_ending(&terms[..at]), verb_first(terms)) {
        (Some(says), _) if at > says.n_words => (0..at - says.n_words, Some(says.is_plain)),
        (_, Some(says)) => (says.n_words..at, Some(says.is_plain)),
        _ => (0..at, None),
    };
    are_name(terms, speaker.clone()).then_some(Reading {
        joint: if is_plain.is_some() { Joint::VerbBefore } else { Joint::ColonBefore },
        speaker,
        frame: 0..at + 1,
        claim: at + 1..terms.len(),
        is_stated: is_plain.is_some(),
        is_plain: is_plain.unwrap_or(true),
    })
}

/// `X says claim`, `X says that claim`, `study finds claim`.
fn verb_before(terms: &[Term], lettering: Lettering) -> Option<Reading> {
    let (at, says) = (1..terms.len().min(SPEAKER_WORDS_MAX + 1))
        .find_map(|i| Some((i, verb(&terms[i..]).or_else(|| finding(terms, i))?)))?;
    let behind = at + says.n_words;
    let next = terms.get(behind).filter(|next| !next.has_comma)?;
    // `declines to confirm` is no speech.
    if !are_name(terms, 0..at) || terms[at].depth > 0 || terms[at - 1].word() == "to" {
        return None;
    }
    let is_linked = matches!(next.word(), "that" | "که" | "ان" | "بان");
    let is_break = !next.is_word() && !matches!(next.key, Key::Open | Key::Break(Break::Colon));
    if is_break
        || starts_object(next.word())
        || (says.takes_object && !is_linked)
        || (lettering == Lettering::None && next.key == Key::Break(Break::Colon))
    {
        return None;
    }
    let from = behind + usize::from(is_linked);
    Some(Reading {
        joint: Joint::VerbBefore,
        speaker: 0..at,
        frame: 0..from,
        claim: from..terms.len(),
        is_stated: true,
        is_plain: says.is_plain,
    })
}

/// Whether the word begins what is said or reported as a thing, and no claim: `says no`, `says sorry`.
fn starts_object(word: &str) -> bool {
    matches!(
        word,
        "no" | "yes"
            | "goodbye"
            | "farewell"
            | "hello"
            | "sorry"
            | "thanks"
            | "to"
            | "so"
            | "نه"
            | "بله"
            | "به"
            | "از"
            | "by"
            | "of"
            | "in"
            | "at"
            | "on"
            | "out"
            | "off"
            | "up"
    )
}

/// The verb of a study that finds or shows what follows.
fn finding(terms: &[Term], i: usize) -> Option<Verb> {
    let is_present = matches!(terms[i].word(), "finds" | "find" | "shows" | "show");
    let finds = is_present && is_inquiry(terms[i - 1].word());
    finds.then_some(Verb { n_words: 1, is_plain: true, takes_object: false })
}

/// `قالت X إن claim`: in Arabic the verb may come first.
fn verb_leads(terms: &[Term]) -> Option<Reading> {
    let says = verb_first(terms)?;
    let from = says.n_words;
    let most = terms.len().min(from + SPEAKER_WORDS_MAX + 1);
    let at = (from + 1..most).find(|i| matches!(terms[*i].word(), "ان" | "بان"))?;
    are_name(terms, from..at).then_some(Reading {
        joint: Joint::VerbBefore,
        speaker: from..at,
        frame: 0..at + 1,
        claim: at + 1..terms.len(),
        is_stated: true,
        is_plain: says.is_plain,
    })
}

/// `claim, X says`, `claim, says X`.
fn verb_behind(terms: &[Term]) -> Option<Reading> {
    let last = terms.len().checked_sub(1)?;
    let is_break =
        |i: usize| matches!(terms[i].key, Key::Close | Key::Break(Break::Semicolon | Break::Dash));
    let starts = |i: usize| terms[i].depth == 0 && (terms[i].has_comma || is_break(i - 1));
    let from = (1..terms.len()).rev().find(|i| starts(*i))?;
    let claim_end = from - usize::from(terms[from - 1].key != Key::Close && is_break(from - 1));
    let ends = verb_ending(&terms[from..]);
    let finds = is_finding(terms[last - 1].word(), terms[last].word());
    let (speaker, is_plain) = match (verb(&terms[from..]), ends) {
        (Some(says), None) if from + says.n_words <= last => {
            (from + says.n_words..last + 1, says.is_plain)
        }
        (_, Some(says)) if from + says.n_words <= last => {
            (from..last + 1 - says.n_words, says.is_plain)
        }
        _ if finds && from < last => (from..last, true),
        _ => return None,
    };
    are_name(terms, speaker.clone()).then_some(Reading {
        joint: Joint::VerbBehind,
        speaker,
        frame: claim_end..last + 1,
        claim: 0..claim_end,
        is_stated: true,
        is_plain,
    })
}

/// Words that say from whom a claim is, as many as stand at `i`: `according to`, `به گفته`.
fn source_words(terms: &[Term], i: usize) -> Option<usize> {
    let word = |n: usize| terms.get(i + n).map_or("", Term::word);
    // Most words begin none of them.
    if word(0) != "according" && !is_arabic(word(0)) {
        return None;
    }
    match (word(0), word(1), word(2)) {
        ("بر", "اساس", "گزارش" | "اعلام" | "گفته")
        | ("بنا", "به" | "بر", "گفته" | "گزارش" | "اعلام") => Some(3),
        ("به", "نقل", "از") => Some(3),
        ("according", "to", _)
        | ("به", "گزارش" | "گفته" | "نوشته" | "اعلام", _)
        | ("طبق", "اعلام" | "گفته" | "گزارش" | "نوشته", _)
        | ("بر", "اساس", _)
        | ("از", "قول", _)
        | ("نقلا", "عن", _) => Some(2),
        ("وفقا" | "طبقا", ..) => Some(1),
        ("بگزارش" | "بگفته" | "بحسب" | "حسب" | "وفق" | "بنقل", ..) => {
            Some(1)
        }
        _ => None,
    }
}

/// `claim, according to X`, `claim، به گفته X`.
fn according_behind(terms: &[Term]) -> Option<Reading> {
    let (at, n) = (1..terms.len()).rev().find_map(|i| Some((i, source_words(terms, i)?)))?;
    let speaker = at + n..terms.len();
    let is_break = matches!(terms[at - 1].key, Key::Break(Break::Semicolon | Break::Dash));
    // Without a comma Persian may go on: `سقوط به گزارش …`.
    let is_apart = terms[at].has_comma
        || is_break
        || terms[at - 1].key == Key::Close
        || matches!(
            terms[at].word(),
            "according" | "بحسب" | "حسب" | "وفق" | "وفقا" | "طبقا" | "نقلا"
        );
    let from = at - usize::from(is_break);
    (is_apart && from > 0 && are_name(terms, speaker.clone())).then_some(Reading {
        joint: Joint::VerbBehind,
        speaker,
        frame: from..terms.len(),
        claim: 0..from,
        is_stated: true,
        is_plain: true,
    })
}

/// `According to X, claim`, `به گزارش X، claim`.
fn according_before(terms: &[Term]) -> Option<Reading> {
    let from = source_words(terms, 0)?;
    let to = (from + 1..terms.len()).find(|i| terms[*i].has_comma || !terms[*i].is_word())?;
    let claim = to + usize::from(!terms[to].is_word() && terms[to].key != Key::Open);
    are_name(terms, from..to).then_some(Reading {
        joint: Joint::VerbBefore,
        speaker: from..to,
        frame: 0..claim,
        claim: claim..terms.len(),
        is_stated: true,
        is_plain: true,
    })
}
