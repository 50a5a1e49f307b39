//! Words that two texts write otherwise and read alike: spaced, hyphened or drawn together, British or American, with hamza on another
//! letter, or as they were written before a reform.

use crate::desk::guard::scan::Case;
use crate::desk::guard::term::{Key, Term, is_arabic};
use crate::text::fold;
use crate::text::language;

/// Most words that are written as one.
const PARTS_MAX: usize = 3;

/// Reads the terms `a` of `text` as the terms `b` of `other` write them, where only the spelling differs.
pub(super) fn respell(a: &mut Vec<Term>, text: &str, (b, other): (&[Term], &str), tag: &str) {
    let is_new = |word: &str| !a.iter().any(|term| term.word() == word);
    let wanted: Vec<&Term> =
        b.iter().filter(|term| matches!(&term.key, Key::Word(word) if is_new(word))).collect();
    // Of most pairs, one text has no word that the other has not.
    if wanted.is_empty() {
        return;
    }
    let language = language::language(tag);
    let is_wanted = |word: &str| wanted.iter().any(|term| term.word() == word);
    let mut i = 0;
    while i < a.len() {
        if let Some((pronoun, verb)) = contraction(&a[i], a.get(i + 1).map_or("", Term::word))
            && is_wanted(verb)
        {
            // The capital was the pronoun's.
            let verb = Term {
                key: Key::Word(verb.to_owned()),
                case: Case::Lower,
                is_first: false,
                has_comma: false,
                has_hyphen: false,
                ..a[i].clone()
            };
            a[i].key = Key::Word(pronoun);
            a.insert(i + 1, verb);
        }
        let begins = wanted.iter().any(|term| term.word().starts_with(a[i].word()));
        for n in (2..=PARTS_MAX).rev().filter(|_| begins) {
            let Some(whole) = a.get(i..i + n).and_then(|run| joined(run, text)) else { continue };
            if is_wanted(&whole) {
                a[i].end = a[i + n - 1].end;
                a[i].key = Key::Word(whole);
                a.drain(i + 1..i + n);
                break;
            }
        }
        // `دست کم` and `دست‌کم`.
        if let Key::Phrase(phrase, _) = &a[i].key
            && is_arabic(phrase)
            && let Some(same) = wanted.iter().find(|term| term.word() == phrase.replace(' ', ""))
        {
            a[i].key = same.key.clone();
        }
        if let Key::Word(word) = &a[i].key
            && let Some(one) = american(word)
            && let Some(same) = wanted
                .iter()
                .find(|term| term.word() == one || american(term.word()).as_ref() == Some(&one))
        {
            a[i].key = same.key.clone();
        }
        if matches!(&a[i].key, Key::Word(word) if is_arabic(word))
            && let Some(bare) = seatless(&text[a[i].start..a[i].end], language.as_deref())
            && let Some(same) = wanted.iter().find(|term| {
                seatless(&other[term.start..term.end], language.as_deref()).as_ref() == Some(&bare)
            })
        {
            a[i].key = same.key.clone();
        }
        i += 1;
    }
}

/// A pronoun and the verb that was drawn to it: `they're`. Quoted words stand as they were said.
fn contraction(term: &Term, next: &str) -> Option<(String, &'static str)> {
    // `WHO's` is no question.
    if term.depth > 0 || !matches!(term.case, Case::Lower | Case::Capital) {
        return None;
    }
    let (pronoun, ending) = term.word().split_once('\'')?;
    let is_pronoun = matches!(
        pronoun,
        "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how"
    );
    let verb = match ending {
        "re" => "are",
        "ve" => "have",
        "ll" => "will",
        "m" if pronoun == "i" => "am",
        "s" if is_pronoun && matches!(next, "been" | "got" | "had" | "become") => "has",
        // `He's wanted` is, `he's returned` has.
        "s" if is_pronoun && !next.ends_with("ed") => "is",
        _ => return None,
    };
    Some((pronoun.to_owned(), verb))
}

/// The words of a run as one: a space, a half-space and none are spelling. A number in words may be among them.
fn joined(run: &[Term], text: &str) -> Option<String> {
    let mut whole = String::new();
    for (n, term) in run.iter().enumerate() {
        if n > 0 && (term.has_comma || term.start < run[n - 1].end) {
            return None;
        }
        match &term.key {
            Key::Word(word) => {
                // `cease-fire`; `re-sign` is another word than `resign`.
                let is_bound = if n > 0 {
                    term.has_hyphen
                } else {
                    !matches!(word.as_str(), "re" | "un" | "co" | "ex") && run.len() == 2
                };
                let may_join = is_arabic(word) || (is_bound && word.is_ascii());
                if !may_join {
                    return None;
                }
                whole.push_str(word);
            }
            Key::Number(_) | Key::Unit(_) => {
                let word = fold::fold(&text[term.start..term.end]);
                if !word.chars().all(char::is_alphabetic) || !is_arabic(&word) {
                    return None;
                }
                whole.push_str(&word);
            }
            Key::Phrase(..) | Key::Digits(_) | Key::Open | Key::Close => return None,
            Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => return None,
        }
    }
    Some(whole)
}

/// A word with hamza, whatever letter that sits on within it: `هیأت` and `هیئت`. `None` if it has none.
///
/// In Arabic, *alef* is another vowel, and with it another word: `سأل` asked, `سئل` was asked.
fn seatless(word: &str, language: Option<&str>) -> Option<String> {
    let is_seat = |c: char| match language {
        Some("fa") => matches!(c, 'أ' | 'ؤ' | 'ئ'),
        Some("ar") => matches!(c, 'ؤ' | 'ئ'),
        Some(_) | None => false,
    };
    let last = word.chars().count().checked_sub(1)?;
    let bare: String = word
        .chars()
        .enumerate()
        .map(|(at, c)| if at > 0 && at < last && is_seat(c) { 'ء' } else { c })
        .collect();
    (bare != word).then(|| fold::fold(&bare))
}

/// A word of English as America spells it; `None` if no spelling is known to differ.
///
/// Where both are words of their own (`prise` and `prize`, `storey` and `story`) none is given.
fn american(word: &str) -> Option<String> {
    const ENDS: [(&str, &str); 24] = [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("elled", "eled"),
        ("elling", "eling"),
        ("ellers", "elers"),
        ("eller", "eler"),
        ("bour", "bor"),
        ("bours", "bors"),
        ("vour", "vor"),
        ("vours", "vors"),
        ("lour", "lor"),
        ("lours", "lors"),
        ("mour", "mor"),
        ("nour", "nor"),
        ("ntre", "nter"),
        ("ntres", "nters"),
    ];
    if !word.is_ascii() || word.len() < 5 {
        return None;
    }
    let whole = match word {
        "defence" => "defense",
        "offence" => "offense",
        "licence" => "license",
        "programme" => "program",
        "programmes" => "programs",
        "theatre" => "theater",
        "theatres" => "theaters",
        "fibre" => "fiber",
        "sceptics" => "skeptics",
        "sceptical" => "skeptical",
        "aluminium" => "aluminum",
        "jewellery" => "jewelry",
        "plough" => "plow",
        "dialogue" => "dialog",
        "catalogue" => "catalog",
        "manoeuvre" => "maneuver",
        "manoeuvres" => "maneuvers",
        "paediatric" => "pediatric",
        "prise" | "prised" | "prises" | "prising" => return None,
        _ => {
            let (british, american) = ENDS.iter().find(|(end, _)| word.ends_with(end))?;
            return Some(format!("{}{american}", word.strip_suffix(british)?));
        }
    };
    Some(whole.to_owned())
}

/// The one spelling of a Persian word that is written in several, with what follows its stem; `None` if it is written so.
pub(super) fn reformed(word: &str) -> Option<String> {
    const STEMS: [(&str, &str); 15] = [
        ("گفتگو", "گفتوگو"),
        ("جستجو", "جستوجو"),
        ("شستشو", "شستوشو"),
        ("هیات", "هییت"),
        ("مساله", "مسیله"),
        ("مسوول", "مسیول"),
        ("سیوال", "سوال"),
        ("شوون", "شیون"),
        ("جرات", "جریت"),
        ("بلیط", "بلیت"),
        ("اطاق", "اتاق"),
        ("باطری", "باتری"),
        ("امپراطور", "امپراتور"),
        ("توفان", "طوفان"),
        ("ذغال", "زغال"),
    ];
    // Most words begin with none of them.
    if !word.starts_with(['گ', 'ج', 'ش', 'ه', 'م', 'س', 'ب', 'ا', 'ت', 'ذ']) {
        return None;
    }
    let (from, to) = STEMS.iter().find(|(from, _)| word.starts_with(from))?;
    Some(format!("{to}{}", &word[from.len()..]))
}
