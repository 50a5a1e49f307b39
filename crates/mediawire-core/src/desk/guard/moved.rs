//! Attribution that was moved: the same claim by the same speaker, joined otherwise.

use crate::desk::guard::change::{Found, Side, cost, differences, span};
use crate::desk::guard::scan::Break;
use crate::desk::guard::speaker::{Joint, Reading};
use crate::desk::guard::term::{Key, Term};
use crate::desk::guard::words::{is_loaded_speech, is_speech};
use crate::desk::guard::{Change, Equivalence, Fault, Kind};

/// The changes by the reading that leaves least unexplained: `whole`, or one in which the speaker was moved.
pub(super) fn explained(a: &Side<'_>, b: &Side<'_>, whole: Vec<Found>) -> Vec<Found> {
    let mut best = whole;
    for from in &a.readings {
        // The same joint may be written otherwise with a verb or an article: `به گفته X` and `X می‌گوید`.
        let differs = |to: &&Reading| {
            to.joint != from.joint
                || to.frame.len() != from.frame.len()
                || matches!(to.joint, Joint::VerbBefore | Joint::VerbBehind)
        };
        for to in b.readings.iter().filter(differs) {
            let found = pair(a, b, from, to);
            if cost(&found) < cost(&best) {
                best = found;
            }
        }
    }
    best
}

/// What differs if the source reads as `from` and the house's headline as `to`.
fn pair(a: &Side<'_>, b: &Side<'_>, from: &Reading, to: &Reading) -> Vec<Found> {
    let mut found = differences(a, b, from.claim.clone(), to.claim.clone());
    let mut speakers = differences(a, b, from.speaker.clone(), to.speaker.clone());
    let is_same_speaker = speakers.iter().all(|found| found.change.equivalence.is_some());
    for found in &mut speakers {
        if found.change.equivalence.is_none() {
            found.change.kind = Kind::Speaker;
        }
    }
    found.append(&mut speakers);
    if is_same_speaker {
        let fault = fault(a, from, to);
        let place = |side: &Side<'_>, reading: &Reading| {
            let frame: Vec<usize> = reading.frame.clone().collect();
            span(&side.text.terms, &frame, reading.frame.start)
        };
        let change = Change {
            kind: if fault == Some(Fault::LoadedVerb) { Kind::Hedge } else { Kind::Speaker },
            before: place(a, from),
            after: place(b, to),
            equivalence: fault.is_none().then_some(Equivalence::Attribution),
            fault,
        };
        found.push(Found { change, n_terms: 1 });
    }
    found
}

/// Why the speaker of `from` may not be moved to where `to` has it.
fn fault(a: &Side<'_>, from: &Reading, to: &Reading) -> Option<Fault> {
    let terms = &a.text.terms;
    let claim = &terms[from.claim.clone()];
    let says_own = claim
        .iter()
        .filter(|term| term.depth == 0)
        .any(|term| matches!(term.key, Key::Break(Break::Slash) | Key::Break(Break::Colon)));
    let is_answer = claim.iter().filter(|term| term.is_word()).count() < 2;
    let asks = claim.iter().any(|term| term.depth == 0 && term.key == Key::Question);
    let moves_behind = from.joint.is_before() && !to.joint.is_before();
    if !from.is_stated {
        Some(Fault::NotASpeaker)
    } else if !from.is_plain || !to.is_plain {
        Some(Fault::LoadedVerb)
    } else if says_own || is_answer || asks || (moves_behind && has_second_clause(claim)) {
        Some(Fault::BoundClaim)
    } else if moves_behind && speaks_of_speaker(claim, from.joint) {
        Some(Fault::SpeakerActs)
    } else {
        None
    }
}

/// Whether the claim calls its speaker by a pronoun, which would stand before whom it means.
fn speaks_of_speaker(claim: &[Term], joint: Joint) -> bool {
    // `Qatar says could stop …`: whoever could is who says so.
    let lacks_subject = claim
        .first()
        .is_some_and(|term| begins_predicate(term.word()) && term.is_name != Some(true));
    if joint == Joint::VerbBefore && lacks_subject {
        return true;
    }
    let mut has_subject = false;
    for term in claim.iter().filter(|term| term.depth == 0) {
        let word = term.word();
        let is_small = term.is_name != Some(true);
        match word {
            "it" | "its" | "he" | "his" | "she" | "they" | "their" | "own"
                if is_small && !has_subject =>
            {
                return true;
            }
            "him" | "them" | "himself" | "herself" | "itself" | "themselves" | "her" => {
                return true;
            }
            "خود" | "خودش" | "خودشان" | "وی" | "او" if joint == Joint::VerbBefore =>
            {
                return true;
            }
            _ => {}
        }
        has_subject |= term.is_word() && !is_function(word);
    }
    false
}

/// Words with which a claim begins whose subject is left out.
fn begins_predicate(word: &str) -> bool {
    matches!(
        word,
        "could"
            | "will"
            | "would"
            | "may"
            | "might"
            | "can"
            | "must"
            | "should"
            | "is"
            | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "does"
            | "did"
            | "not"
            | "ready"
            | "open"
            | "willing"
            | "prepared"
            | "committed"
            | "determined"
            | "shot"
            | "wants"
            | "plans"
            | "seeks"
            | "hopes"
            | "against"
            | "never"
            | "اماده"
            | "حاضر"
            | "مایل"
    )
}

/// Whether a clause follows that may not be the speaker's any more: it would be, before a colon.
fn has_second_clause(claim: &[Term]) -> bool {
    let parts = |term: &Term| {
        matches!(
            term.word(),
            "as" | "while"
                | "amid"
                | "despite"
                | "but"
                | "though"
                | "although"
                | "whereas"
                | "اما"
                | "ولی"
                | "درحالیکه"
                | "لکن"
        )
    };
    let claim: Vec<&Term> = claim.iter().filter(|term| term.depth == 0).collect();
    let speaks = |term: &&&Term| {
        let word = term.word();
        is_speech(word) || is_loaded_speech(word) || is_denial_verb(word)
    };
    let after_comma = claim.iter().position(|term| term.has_comma);
    // `No date yet` is no second clause, `safe, yet floods rise` is one.
    let denies = |until: usize| {
        claim[..until].iter().any(|term| matches!(term.word(), "no" | "not" | "none" | "never"))
    };
    let is_contrast = |at: usize| {
        claim[at].word() == "yet" && (claim[at].has_comma || (at + 1 < claim.len() && !denies(at)))
    };
    claim.iter().skip(1).any(|term| parts(term))
        || (1..claim.len()).any(is_contrast)
        || after_comma.is_some_and(|at| claim[at..].iter().any(|term| speaks(&term)))
}

/// Verbs with which another speaker answers.
fn is_denial_verb(word: &str) -> bool {
    matches!(
        word,
        "denies"
            | "deny"
            | "denied"
            | "rejects"
            | "reject"
            | "rejected"
            | "disputes"
            | "disagrees"
            | "refuses"
            | "dismisses"
            | "تکذیب"
            | "رد"
    )
}

/// Words that name nothing a pronoun could mean.
fn is_function(word: &str) -> bool {
    matches!(
        word,
        "if" | "when"
            | "after"
            | "before"
            | "as"
            | "that"
            | "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "of"
            | "for"
            | "with"
            | "and"
            | "not"
            | "no"
            | "will"
            | "has"
            | "have"
            | "had"
            | "is"
            | "was"
            | "shot"
            | "all"
    )
}
