//! Whether the words beside a claim name somebody who speaks.

use crate::desk::guard::Equivalence;
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::places;
use crate::desk::guard::scan::Case;
use crate::desk::guard::speaker::people::{is_event, is_person, is_title};
use crate::desk::guard::speaker::{Joint, Names, Reading, SPEAKER_WORDS_MAX};
use crate::desk::guard::term::{Form, Key, Term, Text};
use crate::desk::guard::voices::{is_body, is_institution, is_label, is_role, is_topic};
use crate::desk::guard::words::{is_loaded_speech, is_speech};
use std::ops::Range;

/// Whether the terms may name a speaker: a few words outside quotations, with nothing that makes a clause of them.
pub(super) fn are_name(terms: &[Term], range: Range<usize>) -> bool {
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

/// Whether what stands beside a colon or dash is known to speak: by its role, by a list, or because it is quoted.
pub(super) fn is_speaker(text: &Text, reading: &Reading, names: &Names) -> bool {
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
    let is_behind = reading.joint == Joint::ColonBehind;
    let is_person = is_behind && words().next_back().is_some_and(is_person);
    if is_ministry
        || is_known
        || holds_role
        || is_person
        || has_title(terms)
        || words().any(is_institution)
        || is_body(words())
    {
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

/// Whether a title and a name of a few words follow each other: `Dr. Lisk`, and no `Mayor Race`.
fn has_title(terms: &[Term]) -> bool {
    let Some((title, name)) = terms.split_first().filter(|(_, name)| (1..=3).contains(&name.len()))
    else {
        return false;
    };
    is_title(title.word())
        && name.iter().all(|term| {
            let word = term.word();
            let is_plain = matches!(term.key, Key::Word(_)) && term.case != Case::Lower;
            is_plain && !is_topic(word) && !is_event(word) && !word.ends_with("'s")
        })
}
