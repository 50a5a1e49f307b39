//! Who says it: the readings of a headline as a claim and its speaker.
//!
//! A headline may have several readings, or none; only the outermost speaker is told.

use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::places;
use crate::desk::guard::scan::{Break, Case};
use crate::desk::guard::term::{Form, Key, Term, Text};
use crate::desk::guard::voices::{is_body, is_institution, is_label, is_role, is_topic};
use crate::desk::guard::words::{is_finding, is_loaded_speech, is_speech};
use crate::desk::guard::{Equivalence, Known};
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

/// Whether the terms may name a speaker: a few words outside quotations, with nothing that makes a clause of them.
fn are_name(terms: &[Term], range: Range<usize>) -> bool {
    let terms = &terms[range];
    !terms.is_empty()
        && terms.len() <= SPEAKER_WORDS_MAX
        && terms.iter().all(|term| term.is_word() && term.depth == 0)
        && terms[1..].iter().all(|term| !term.has_comma)
        && !terms.iter().any(|term| makes_clause(term.word()) && term.is_name != Some(true))
}

/// Words that no speaker's name has.
fn makes_clause(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "what"
            | "that"
            | "which"
            | "why"
            | "how"
            | "when"
            | "where"
            | "with"
            | "on"
            | "over"
            | "about"
            | "amid"
            | "against"
            | "into"
            | "if"
            | "whether"
            | "because"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "not"
            | "but"
            | "while"
            | "after"
            | "before"
            | "than"
            | "he"
            | "she"
            | "they"
            | "it"
            | "as"
            | "can"
            | "که"
            | "است"
            | "شد"
            | "کرد"
            | "را"
    ) || matches!(word, "yes" | "no" | "نه" | "خیر" | "بله" | "لا" | "نعم")
        || (is_speech(word) && !is_role(word))
        || is_loaded_speech(word)
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
    let says = at > 1 && is_speech(terms[at - 1].word());
    let speaker = 0..if says { at - 1 } else { at };
    are_name(terms, speaker.clone()).then_some(Reading {
        joint: if says { Joint::VerbBefore } else { Joint::ColonBefore },
        speaker,
        frame: 0..at + 1,
        claim: at + 1..terms.len(),
        is_stated: says,
        is_plain: true,
    })
}

/// `X says claim`, `X says that claim`.
fn verb_before(terms: &[Term], lettering: Lettering) -> Option<Reading> {
    let speaks = |word: &str| is_speech(word) || is_loaded_speech(word);
    let at = (1..terms.len().min(SPEAKER_WORDS_MAX + 1)).find(|i| speaks(terms[*i].word()))?;
    let next = terms.get(at + 1).filter(|next| !next.has_comma)?;
    // `declines to confirm` is no speech.
    if !are_name(terms, 0..at) || terms[at].depth > 0 || terms[at - 1].word() == "to" {
        return None;
    }
    let says = terms[at].word();
    // Firms report profits, and some say no.
    let reports = matches!(
        says,
        "report" | "reports" | "reported" | "states" | "stated" | "tells" | "writes"
    );
    let is_object = matches!(
        next.word(),
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
    ) || !next.is_word()
        && !matches!(next.key, Key::Open | Key::Break(Break::Colon));
    let is_linked = matches!(next.word(), "that" | "که" | "ان");
    if is_object
        || (reports && !is_linked)
        || (lettering == Lettering::None && next.key == Key::Break(Break::Colon))
    {
        return None;
    }
    let from = at + 1 + usize::from(is_linked);
    Some(Reading {
        joint: Joint::VerbBefore,
        speaker: 0..at,
        frame: 0..from,
        claim: from..terms.len(),
        is_stated: true,
        is_plain: is_speech(says),
    })
}

/// `claim, X says`, `claim, says X`.
fn verb_behind(terms: &[Term]) -> Option<Reading> {
    let last = terms.len().checked_sub(1)?;
    let starts =
        |i: usize| terms[i].depth == 0 && (terms[i].has_comma || terms[i - 1].key == Key::Close);
    let from = (1..terms.len()).rev().find(|i| starts(*i))?;
    let speaks = |word: &str| is_speech(word) || is_loaded_speech(word);
    let ends = speaks(terms[last].word());
    let (speaker, verb) = if speaks(terms[from].word()) && from < last && !ends {
        (from + 1..last + 1, terms[from].word())
    } else if from < last
        && (speaks(terms[last].word()) || is_finding(terms[last - 1].word(), terms[last].word()))
    {
        (from..last, terms[last].word())
    } else {
        return None;
    };
    are_name(terms, speaker.clone()).then_some(Reading {
        joint: Joint::VerbBehind,
        speaker,
        frame: from..last + 1,
        claim: 0..from,
        is_stated: true,
        is_plain: is_speech(verb) || is_finding(terms[last - 1].word(), verb),
    })
}

/// `claim, according to X`.
fn according_behind(terms: &[Term]) -> Option<Reading> {
    let at = (1..terms.len()).rev().find(|i| terms[*i].word() == "according")?;
    let is_to = terms.get(at + 1).is_some_and(|term| term.word() == "to");
    let speaker = at + 2..terms.len();
    (is_to && are_name(terms, speaker.clone())).then_some(Reading {
        joint: Joint::VerbBehind,
        speaker,
        frame: at..terms.len(),
        claim: 0..at,
        is_stated: true,
        is_plain: true,
    })
}

/// `According to X, claim`, `به گزارش X، claim`.
fn according_before(terms: &[Term]) -> Option<Reading> {
    let word = |i: usize| terms.get(i).map_or("", Term::word);
    let from = match (word(0), word(1), word(2)) {
        ("according", "to", _) | ("به", "گزارش" | "گفته", _) | ("بر", "اساس", _) => {
            2
        }
        ("به", "نقل", "از") => 3,
        ("بگزارش" | "بگفته" | "بحسب" | "حسب", ..) => 1,
        _ => return None,
    };
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

/// Whether what stands beside a colon or dash is known to speak: by its role, by a list, or because it is quoted.
fn is_speaker(text: &Text, reading: &Reading, names: &Names) -> bool {
    let terms = &text.terms[reading.speaker.clone()];
    let claim = &text.terms[reading.claim.clone()];
    let words = || terms.iter().map(Term::word);
    if terms.iter().any(|term| matches!(term.key, Key::Number(_) | Key::Digits(_)))
        || is_label(words())
    {
        return false;
    }
    let is_ministry = terms.iter().any(|term| term.form == Form::Swapped(Equivalence::Metonym));
    let is_known = names.speakers.iter().any(|name| name.iter().eq(words()));
    let is_arabic = text.lettering == Lettering::None;
    let holds_role = if is_arabic {
        words().next().is_some_and(is_role)
    } else {
        words().next_back().is_some_and(is_role)
    };
    if is_ministry || is_known || holds_role || words().any(is_institution) || is_body(words()) {
        return true;
    }
    let is_quoted = claim.first().is_some_and(|term| term.key == Key::Open)
        && claim.last().is_some_and(|term| term.key == Key::Close);
    // `Iran's Araghchi` is one name.
    let own = terms.iter().position(|term| !places::is_place(term.word())).unwrap_or(0);
    let own = if terms[..own].iter().all(|term| term.word().ends_with("'s")) {
        &terms[own..]
    } else {
        terms
    };
    if own.iter().any(|term| places::is_place(term.word()) || is_topic(term.word())) {
        return false;
    }
    let has_capital = |term: &Term| term.case == Case::Capital || is_arabic;
    // Where names are known, another word is not one; of those who speak, not all may be known.
    let is_named = names.all().any(|name| words().all(|word| name.iter().any(|part| part == word)));
    let may_guess = names.names.is_empty();
    let is_one_name = is_named
        || (may_guess
            && own.len() == 1
            && own.iter().all(has_capital)
            && !own[0].word().ends_with("ing"));
    (is_quoted && terms.len() <= 3) || (is_one_name && reading.joint != Joint::DashBehind)
}
