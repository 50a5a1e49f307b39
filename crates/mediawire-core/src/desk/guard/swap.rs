//! Names that stand for one another by a list: short forms, a capital for its ministry, and the house's own swaps.

use crate::desk::guard::places;
use crate::desk::guard::term::{Form, Key, Term};
use crate::desk::guard::{Equivalence, Known};
use crate::text::fold;

/// The short form of the name whose `n`-th word `word` gives, and how many words the long one has.
pub(super) fn short_name<'t>(
    word: impl Fn(usize) -> Option<&'t str>,
) -> Option<(&'static str, usize)> {
    let long: &[(&[&str], &str)] = match word(0)? {
        "usa" => &[(&[], "us")],
        "united" => &[
            (&["states", "of", "america"], "us"),
            (&["states"], "us"),
            (&["kingdom"], "uk"),
            (&["nations"], "un"),
            (&["arab", "emirates"], "uae"),
        ],
        "european" => &[(&["union"], "eu"), (&["central", "bank"], "ecb")],
        "prime" => &[(&["minister"], "pm")],
        "world" => &[
            (&["health", "organization"], "who"),
            (&["health", "organisation"], "who"),
            (&["trade", "organization"], "wto"),
            (&["trade", "organisation"], "wto"),
        ],
        "international" => &[
            (&["monetary", "fund"], "imf"),
            (&["atomic", "energy", "agency"], "iaea"),
            (&["criminal", "court"], "icc"),
            (&["court", "of", "justice"], "icj"),
        ],
        "ایالات" => &[(&["متحده", "امریکا"], "امریکا"), (&["متحده"], "امریکا")],
        "اتحادیه" => &[(&["اروپایی"], "اتحادیه اروپا"), (&["اروپا"], "اتحادیه اروپا")],
        "سازمان" => &[(&["ملل", "متحد"], "سازمان ملل"), (&["ملل"], "سازمان ملل")],
        "الولایات" => {
            &[(&["المتحده", "الامریکیه"], "الولایات المتحده"), (&["المتحده"], "الولایات المتحده")]
        }
        _ => return None,
    };
    let fits = |rest: &&(&[&str], &str)| {
        rest.0.iter().enumerate().all(|(n, want)| word(n + 1) == Some(*want))
    };
    long.iter().find(fits).map(|(rest, short)| (*short, rest.len() + 1))
}

/// Reads in `source` what the house may write for it, where `house` has written so.
pub(super) fn apply(source: &mut Vec<Term>, house: &[Term], known: &Known<'_>) {
    let mut i = 0;
    while i < source.len() {
        if source[i].depth == 0
            && let Some((n, place)) = metonym(source, i)
            && n_words(house, place) > n_words(source, place)
        {
            replace(source, i, n, &[place], Equivalence::Metonym);
        }
        i += 1;
    }
    for swap in known.swaps {
        let (from, to) = (folded_words(swap.from), folded_words(swap.to));
        let (from, to): (Vec<&str>, Vec<&str>) =
            (from.iter().map(String::as_str).collect(), to.iter().map(String::as_str).collect());
        let mut i = 0;
        while i < source.len() {
            let is_new = stands_at(source, i, &from) && !is_within(source, i, &from, &to);
            if is_new && !from.is_empty() && (0..house.len()).any(|at| stands_at(house, at, &to)) {
                replace(source, i, from.len(), &to, Equivalence::Listed);
                i += to.len();
            } else {
                i += 1;
            }
        }
    }
}

/// Whether the word may be a verb of which a government is the subject, or nothing follows at all.
fn acts(word: &str) -> bool {
    word.is_empty()
        || word.ends_with("ed")
        || (word.ends_with('s') && !word.ends_with("'s"))
        || matches!(word, "will" | "to" | "may" | "could" | "has" | "is" | "was" | "not" | "says")
}

fn folded_words(text: &str) -> Vec<String> {
    fold::fold(text).split_whitespace().map(str::to_owned).collect()
}

fn stands_at(terms: &[Term], i: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, word)| {
        terms.get(i + n).is_some_and(|term| term.depth == 0 && term.word() == *word)
    })
}

/// Whether what stands at `i` is already part of what it would become.
fn is_within(terms: &[Term], i: usize, from: &[&str], to: &[&str]) -> bool {
    (0..=to.len().saturating_sub(from.len()))
        .any(|n| to[n..].starts_with(from) && i >= n && stands_at(terms, i - n, to))
}

fn n_words(terms: &[Term], word: &str) -> usize {
    terms.iter().filter(|term| term.depth == 0 && term.word() == word).count()
}

fn replace(terms: &mut Vec<Term>, i: usize, n: usize, words: &[&str], by: Equivalence) {
    let (start, end) = (terms[i].start, terms[i + n - 1].end);
    let new: Vec<Term> = words
        .iter()
        .map(|word| Term {
            key: Key::Word((*word).to_owned()),
            start,
            end,
            form: Form::Swapped(by),
            is_name: None,
            ..terms[i].clone()
        })
        .collect();
    terms.splice(i..i + n, new);
}

/// The capital that may stand for the ministry or government named at `i`, and how many terms that name has.
///
/// Only where it acts or speaks: in the midst of a sentence it may be a building (`outside the foreign ministry`).
fn metonym(terms: &[Term], i: usize) -> Option<(usize, &'static str)> {
    let term = &terms[i];
    let leads = i == 0
        || term.has_comma
        || !terms[i - 1].is_word()
        || (i > 1 && terms[i - 1].word() == "to" && terms[i - 2].word() == "according")
        || matches!(terms[i - 1].word(), "گفته" | "گزارش");
    if !leads {
        return None;
    }
    let word = |n: usize| terms.get(i + n).map_or("", Term::word);
    let (n, place) = match (word(0), word(1), word(2)) {
        ("وزارت", "خارجه", country) => (3, places::capital(country)?),
        ("وزارت", "امور", "خارجه") => (4, places::capital(word(3))?),
        ("دولت", country, _) => (2, places::capital(country)?),
        ("state", "department", _) => (2, "washington"),
        ("us", "state", "department") => (3, "washington"),
        ("foreign", "office", _) => (2, "london"),
        (country, "foreign", "ministry") => (3, places::capital(country)?),
        (country, "government", verb) if acts(verb) => (2, places::capital(country)?),
        _ => return None,
    };
    let is_person = matches!(
        word(n),
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "officials"
            | "source"
            | "sources"
            | "building"
            | "headquarters"
            | "staff"
            | "employee"
            | "employees"
            | "website"
            | "adviser"
            | "advisers"
            | "minister"
            | "ministers"
            | "debt"
            | "bonds"
            | "shutdown"
            | "data"
            | "hackers"
    );
    (!is_person && !place.contains(' ')).then_some((n, place))
}
