//! Whether a word is a name, by its capital, by what stands beside it, and by what both versions say elsewhere.

use crate::desk::change::evidence::Evidence;
use crate::desk::change::reading::Part;
use crate::desk::change::tongue::Tongue;
use crate::desk::change::{common, german, grammar, name_words, places, said, slip};
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::scan::Case;
use crate::desk::guard::term::{Form, Key, Term};

/// Whether the term at `i` is a name, or part of one.
pub(super) fn is_name(part: &Part<'_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let term = &part.terms[i];
    let Key::Word(word) = &term.key else { return false };
    let word = bare(word);
    if is_particle(part, i, evidence.tongue) || places::is_place(word, evidence.tongue) {
        return evidence.tongue != Tongue::German && evidence.tongue != Tongue::Russian;
    }
    if name_words::is_title(word) || term.is_name == Some(false) || grammar::is_small(word) {
        return false;
    }
    if term.form == Form::Long || name_words::is_firm(word) {
        return true;
    }
    match evidence.tongue {
        Tongue::Persian | Tongue::Caseless => is_persian_name(part, i),
        Tongue::German => is_german_name(part, i, evidence),
        Tongue::English | Tongue::Russian | Tongue::Other => is_capital_name(part, i, evidence),
    }
}

/// Whether it is a small word within a name: `van der Berg`.
fn is_particle(part: &Part<'_>, i: usize, tongue: Tongue) -> bool {
    let is_small = |word: &str| {
        matches!(
            word,
            "van"
                | "von"
                | "der"
                | "den"
                | "de"
                | "da"
                | "di"
                | "du"
                | "la"
                | "le"
                | "al"
                | "el"
                | "bin"
                | "ibn"
                | "ter"
                | "ten"
                | "dos"
                | "del"
        )
    };
    let goes_on =
        |term: Option<&Term>| term.is_some_and(|term| has_capital(term) || is_small(term.word()));
    matches!(tongue, Tongue::English | Tongue::Other)
        && is_small(part.terms[i].word())
        && goes_on(beside(part, i, false))
        && goes_on(beside(part, i, true))
}

/// Whether the term may be a name, where nothing tells that it is none: a word that is not of every day, without a
/// capital in Persian, with one in German, and with one at the beginning of a sentence elsewhere.
pub(super) fn may_be_name(part: &Part<'_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let (term, tongue) = (&part.terms[i], evidence.tongue);
    let Key::Word(word) = &term.key else { return false };
    let word = bare(word);
    if places::is_place(word, tongue) {
        return true;
    }
    let last = beside(part, i, false);
    let is_counted = last.is_some_and(|last| matches!(last.key, Key::Number(_) | Key::Unit(_)));
    let is_other = name_words::is_title(word) || term.is_name == Some(false);
    if is_other || is_counted || grammar::is_small(word) || common::is_common(word, tongue) {
        return false;
    }
    let is_apart = || !evidence.seen(&title(part.raw(term))).is_lower;
    let next = beside(part, i, true);
    match tongue {
        Tongue::Persian => word.chars().count() > 2 && last.is_none_or(|it| it.word() != "یک"),
        Tongue::German => {
            let before = last.map_or("", Term::word);
            let behind = next.map_or("", Term::word);
            let begins = || german::begins_otherwise(word, behind, next.is_some_and(has_capital));
            let is_only_first = term.is_first && (german::may_be_many(behind) || begins());
            let is_noun = german::is_noun(word)
                || german::is_indefinite(before)
                || german::tells_noun(before, word, behind)
                || ends_like_adjective(last);
            has_capital(term) && !is_only_first && !is_noun && is_apart()
        }
        Tongue::Russian => {
            let are_many = next.is_some_and(|next| next.word().ends_with("ли"));
            has_capital(term)
                && term.is_first
                && !are_many
                && !name_words::is_bent_word(word)
                && is_apart()
        }
        Tongue::English => {
            let goes_on =
                part.terms.get(i + 1).is_none_or(|next| next.has_comma || !next.is_word());
            let is_own = part.raw(term).ends_with("'s") || part.raw(term).ends_with("’s");
            let does = next.is_some_and(|next| name_words::may_be_verb(next.word()));
            let is_one = next.is_some_and(|next| {
                let word = next.word();
                let is_third = word.len() > 3 && word.ends_with('s') && !may_be_plural(word);
                is_third || matches!(word, "is" | "was" | "has" | "does")
            });
            has_capital(term)
                && term.is_first
                && (goes_on || is_own || does)
                && (is_own || is_one || !may_be_plural(word))
                && is_apart()
        }
        Tongue::Other | Tongue::Caseless => false,
    }
}

/// Whether the word ends as what is more than one: `dockers`, `Belgians`.
fn may_be_plural(word: &str) -> bool {
    const ENDINGS: [&str; 13] = [
        "ers", "ors", "ents", "ants", "ists", "ians", "ials", "ees", "ies", "ings", "ions", "men",
        "women",
    ];
    word.len() > 4 && ENDINGS.iter().any(|end| word.ends_with(end))
}

/// The word without what says whose it is.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word).trim_end_matches([',', '\''])
}

/// The term beside, if it goes on without a comma or mark.
fn beside<'p>(part: &'p Part<'_>, i: usize, is_next: bool) -> Option<&'p Term> {
    let (at, later) = if is_next { (i + 1, i + 1) } else { (i.checked_sub(1)?, i) };
    let is_apart = part.terms.get(later).is_none_or(|later| later.has_comma);
    part.terms.get(at).filter(|term| term.is_word() && !is_apart)
}

fn has_capital(term: &Term) -> bool {
    matches!(term.case, Case::Capital | Case::Upper | Case::Mixed)
        && matches!(term.key, Key::Word(_) | Key::Phrase(..))
}

fn is_capital_name(part: &Part<'_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let term = &part.terms[i];
    let is_sentence = part.lettering == Lettering::Sentence;
    match term.case {
        Case::Lower | Case::None => return false,
        Case::Upper | Case::Mixed if part.lettering != Lettering::Upper => return true,
        Case::Capital if is_sentence && !term.is_first => return true,
        Case::Capital | Case::Upper | Case::Mixed => {}
    }
    let seen = evidence.seen(&title(part.raw(term)));
    if seen.is_lower {
        return false;
    }
    let goes_on = is_sentence
        && beside(part, i, true).is_some_and(|next| {
            has_capital(next) && !name_words::is_title(next.word()) && !next.is_first
        });
    seen.is_capital || goes_on
}

/// The word with one capital: `AERODYNE` is `Aerodyne` elsewhere.
fn title(raw: &str) -> String {
    let raw = raw.trim_end_matches("'s").trim_end_matches("’s");
    if raw.chars().count() > 3 && !raw.chars().any(char::is_lowercase) {
        let mut chars = raw.chars();
        let first: String = chars.next().into_iter().collect();
        return first + &chars.as_str().to_lowercase();
    }
    raw.to_owned()
}

fn is_german_name(part: &Part<'_>, i: usize, evidence: &Evidence<'_>) -> bool {
    let term = &part.terms[i];
    let word = bare(term.word());
    match term.case {
        Case::Lower | Case::None => return false,
        Case::Upper | Case::Mixed if part.lettering != Lettering::Upper => return true,
        Case::Capital | Case::Upper | Case::Mixed => {}
    }
    if german::is_noun(word) {
        return false;
    }
    // A dash within joins names: `Lindau-West`.
    let is_joined = part.raw(term).contains('-');
    let (last, next) = (beside(part, i, false), beside(part, i, true));
    let is_noun_like = |term: &Term| has_capital(term) && !term.is_first;
    let in_row = last.is_some_and(is_noun_like)
        || (next.is_some_and(has_capital)
            && next.is_some_and(|next| !german::is_noun(next.word())));
    // The first word of a sentence may have its capital from there.
    if in_row && !term.is_first {
        return true;
    }
    if in_row && next.is_some_and(is_noun_like) && !german::is_adjective(word) {
        return !evidence.seen(part.raw(term)).is_lower;
    }
    let before = last.map_or("", Term::word);
    if german::is_article(before) || ends_like_adjective(last) {
        let is_place = matches!(before, "am" | "im" | "zum") && german::has_name_ending(word);
        return is_place && !evidence.seen(&title(part.raw(term))).has_other_article;
    }
    if matches!(last.map(|last| &last.key), Some(Key::Number(_) | Key::Unit(_))) {
        return false;
    }
    let seen = evidence.seen(&title(part.raw(term)));
    if seen.has_article || seen.is_lower {
        return false;
    }
    // A single person speaks: a noun would have its article.
    let speaks = |term: Option<&Term>| {
        term.is_some_and(|term| {
            let word = term.word();
            said::says(word)
                && (word.ends_with("te") || matches!(word, "sagt" | "schrieb" | "rief"))
        })
    };
    (german::leads_to_name(before) && !common::is_common(word, Tongue::German))
        || is_joined
        || speaks(last)
        || (term.is_first && speaks(next))
        || (german::may_lead_to_name(before) && german::has_name_ending(word))
}

/// Whether the word before is a small one that may be an adjective.
fn ends_like_adjective(last: Option<&Term>) -> bool {
    last.is_some_and(|last| {
        let word = last.word();
        last.case == Case::Lower
            && word.chars().count() > 4
            && !said::says(word)
            && !matches!(
                word,
                "wurde" | "wurden" | "hatte" | "hatten" | "haben" | "wollte" | "wollten" | "sollte"
            )
            && !matches!(
                word,
                "sollten" | "konnte" | "konnten" | "musste" | "mussten" | "durfte" | "werden"
            )
            && ["e", "en", "er", "es", "em"].iter().any(|end| word.ends_with(end))
            && !german::leads_to_name(word)
    })
}

fn is_persian_name(part: &Part<'_>, i: usize) -> bool {
    let word = part.terms[i].word();
    let at = |n: usize| {
        (0..n)
            .try_fold(i, |i, _| beside(part, i, false).map(|_| i - 1))
            .map(|i| part.terms[i].word())
    };
    let (last, before) = (at(1).unwrap_or(""), at(2).unwrap_or(""));
    // A firm's name may have two words, a place's hardly.
    name_words::is_forename(word)
        || name_words::is_forename(last)
        || name_words::is_class(last)
        || (name_words::is_body(before) && !common::is_common(word, Tongue::Persian))
}

/// Whether the two words are one name, written or bent otherwise.
pub(super) fn are_one(a: &str, b: &str, tongue: Tongue) -> bool {
    let (a, b) = (bare(a), bare(b));
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if slip::are_same_letters(a, b) || name_words::are_written_alike(a, b) {
        return true;
    }
    if is_initial(a, b) || is_initial(b, a) {
        return true;
    }
    match tongue {
        Tongue::Russian => name_words::are_cases(a, b),
        Tongue::German => a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a),
        Tongue::Persian => {
            // The ending of the genitive stands behind a vowel only; elsewhere the letter makes another surname.
            let is_bent = |long: &str, short: &str| {
                long.strip_suffix('ی') == Some(short) && short.ends_with(['ا', 'و'])
            };
            is_bent(a, b) || is_bent(b, a)
        }
        Tongue::English | Tongue::Other | Tongue::Caseless => false,
    }
}
