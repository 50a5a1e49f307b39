//! Words that case turns into others: `us` and `US`, `may` and `May`, `polish` and `Polish`.
//!
//! In a headline whose words all have capitals, position tells them apart where it can; where nothing does, either
//! reading is let stand. To add a word, add it to `kind`.

use crate::desk::guard::scan::{Case, Mark, Token};
use crate::desk::guard::term::{Key, Term, leads_to_day};

/// How the letters of a headline are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Lettering {
    /// Names have capitals, other words none.
    Sentence,
    /// Most words have capitals, or there are too few to know.
    Title,
    /// All letters are capitals.
    Upper,
    /// Its script has no case.
    None,
}

/// What makes the name of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    /// All letters are capitals: `WHO`.
    Acronym,
    /// A month, known by what stands before it.
    Month,
    /// A country or a people: a name unless it is written small.
    People,
    /// A person, paper, party or firm: known by its case alone.
    Name,
}

fn pair(word: &str) -> Option<Pair> {
    Some(match word {
        "us" | "who" | "it" | "is" | "car" | "aids" | "un" | "ice" | "cop" | "start" | "pm"
        | "pip" | "sec" => Pair::Acronym,
        "may" | "march" | "august" => Pair::Month,
        "polish" | "turkey" | "china" | "jordan" | "chad" | "guinea" => Pair::People,
        "will" | "bill" | "mark" | "rose" | "grant" | "frank" | "chase" | "mars" | "apple"
        | "amazon" | "target" | "shell" | "gap" | "visa" | "meta" | "oracle" | "sun" | "mirror"
        | "guardian" | "independent" | "reading" | "nice" | "bath" | "cork" | "hull" | "job"
        | "drew" | "pat" | "sue" | "rob" | "nick" | "hunt" | "brown" | "bush" | "cook"
        | "gates" | "jobs" | "hope" | "faith" | "grace" | "dean" | "rice" | "major" | "labour"
        | "liberal" | "conservative" | "conservatives" | "republican" | "democratic" | "green"
        | "greens" | "reform" | "fed" => Pair::Name,
        _ => return None,
    })
}

/// How the marks are written.
pub(super) fn lettering(tokens: &[Token]) -> Lettering {
    let (mut n_capital, mut n_lower, mut n_upper, mut is_start) = (0, 0, 0, true);
    let mut has_case = false;
    for token in tokens {
        if token.mark != Mark::Word {
            is_start = true;
            continue;
        }
        has_case |= token.case != Case::None;
        let is_long = token.text.len() >= 4;
        match token.case {
            Case::Upper => n_upper += 1,
            // A short word, and one that only joins others, may be small in any style.
            Case::Lower if is_long && !joins(&token.text) => n_lower += 1,
            Case::Capital if is_long && !is_start => n_capital += 1,
            Case::Lower | Case::Capital | Case::Mixed | Case::None => {}
        }
        is_start = false;
    }
    if !has_case {
        Lettering::None
    } else if n_upper >= 2 && n_upper > 3 * (n_capital + n_lower) {
        Lettering::Upper
    } else if n_lower == 0 || n_capital > 2 * n_lower {
        Lettering::Title
    } else {
        Lettering::Sentence
    }
}

/// Longer words that styles with capitals write small as well.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "with"
            | "from"
            | "into"
            | "onto"
            | "over"
            | "upon"
            | "amid"
            | "than"
            | "that"
            | "after"
            | "before"
            | "under"
            | "about"
            | "against"
            | "during"
            | "without"
            | "between"
            | "through"
            | "until"
            | "since"
            | "near"
            | "past"
            | "when"
            | "while"
            | "versus"
    )
}

/// Says of each term that may be a name which it is, where that can be known.
pub(super) fn resolve(terms: &mut [Term], lettering: Lettering) {
    for i in 0..terms.len() {
        if let Key::Word(word) = &terms[i].key
            && let Some(pair) = pair(word)
            && terms[i].is_name.is_none()
        {
            terms[i].is_name = is_name(terms, i, pair, lettering);
        }
    }
}

fn is_name(terms: &[Term], i: usize, pair: Pair, lettering: Lettering) -> Option<bool> {
    let term = &terms[i];
    let is_sure = lettering == Lettering::Sentence && !term.is_first;
    match (pair, term.case) {
        (_, Case::None | Case::Mixed) => None,
        // `5 pm` is a time.
        (Pair::Acronym, _) if term.word() == "pm" && is_number(terms, i.checked_sub(1)) => None,
        (_, Case::Upper) if lettering == Lettering::Upper => match pair {
            // `LET US GO`, and `US DOWNS JET`.
            Pair::Acronym if term.word() == "us" && asks_for_us(terms, i) => Some(false),
            Pair::Acronym if term.word() == "us" && term.is_first => Some(true),
            Pair::Acronym | Pair::Name => None,
            Pair::Month => month(terms, i),
            Pair::People => people(terms, i),
        },
        (Pair::Acronym, Case::Upper) => Some(true),
        (Pair::Acronym, Case::Capital) if is_sure => Some(true),
        (Pair::Acronym, Case::Capital) => match term.word() {
            "us" | "who" | "it" | "is" => Some(false),
            _ => None,
        },
        (_, Case::Upper) => None,
        (_, Case::Lower) => Some(false),
        (Pair::Month, Case::Capital) if is_sure => Some(true),
        (Pair::Month, Case::Capital) => month(terms, i),
        (Pair::People, Case::Capital) => {
            if is_sure {
                Some(true)
            } else {
                people(terms, i)
            }
        }
        (Pair::Name, Case::Capital) => is_sure.then_some(true),
    }
}

fn word_at(terms: &[Term], i: Option<usize>) -> &str {
    i.and_then(|i| terms.get(i)).map_or("", Term::word)
}

fn is_number(terms: &[Term], i: Option<usize>) -> bool {
    i.and_then(|i| terms.get(i)).is_some_and(|term| matches!(term.key, Key::Number(_)))
}

/// Whether the number is a day of a month or a year.
fn is_day(terms: &[Term], i: Option<usize>) -> bool {
    i.and_then(|i| terms.get(i)).is_some_and(
        |term| matches!(&term.key, Key::Number(value) if value.size() <= 31.0 || value.is_year()),
    )
}

/// Whether the word before asks for the pronoun: `let us`, `with us`.
fn asks_for_us(terms: &[Term], i: usize) -> bool {
    matches!(
        word_at(terms, i.checked_sub(1)),
        "let" | "tell" | "help" | "give" | "show" | "with" | "join" | "stop"
    )
}

/// Whether a month's word with a capital is the month, by the words beside it.
fn month(terms: &[Term], i: usize) -> Option<bool> {
    let before = word_at(terms, i.checked_sub(1));
    let is_dated = is_day(terms, Some(i + 1));
    let is_month = is_dated
        || matches!(
            before,
            "in" | "by"
                | "before"
                | "after"
                | "until"
                | "till"
                | "since"
                | "from"
                | "of"
                | "late"
                | "early"
                | "mid"
                | "next"
                | "last"
                | "this"
                | "through"
                | "during"
                | "for"
        );
    let has_more = terms.get(i + 1).is_some_and(|next| next.is_word() && !next.has_comma);
    match terms[i].word() {
        _ if is_month => Some(true),
        // `12 May Lose Jobs`, `vote on 12 May`.
        _ if is_day(terms, i.checked_sub(1)) => {
            (leads_to_day(word_at(terms, i.checked_sub(2))) || !has_more).then_some(true)
        }
        // A verb has its subject before it, and something behind it; a name may begin with the month.
        "may" | "march" if i > 0 && has_more && !terms[i].is_first => Some(false),
        _ => None,
    }
}

/// Whether the word of a people or country with a capital is one: porcelain, birds and nails are not.
fn people(terms: &[Term], i: usize) -> Option<bool> {
    let before = word_at(terms, i.checked_sub(1));
    let behind = word_at(terms, Some(i + 1));
    let is_thing =
        matches!(
            behind,
            "shop"
                | "plate"
                | "plates"
                | "cup"
                | "cups"
                | "set"
                | "doll"
                | "clay"
                | "dinner"
                | "farm"
                | "farms"
                | "farmers"
                | "meat"
                | "breast"
                | "hunters"
                | "hunt"
                | "vulture"
                | "pig"
                | "pigs"
        ) || matches!(before, "nail" | "shoe" | "floor" | "furniture" | "bone" | "roast");
    if is_thing { None } else { Some(true) }
}
