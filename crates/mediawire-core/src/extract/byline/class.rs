//! What a name in a byline is of: a person, a house, or nobody.

use crate::extract::byline::words::{AGENCIES, JOBS, NOISE, OFFICE_ENDS, OFFICES, holds};
use crate::extract::byline::{NAME_CHARS_MAX, Said, Site};

/// Words of the longest name of a person.
const NAME_WORDS_MAX: usize = 6;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    Agency,
    /// What the one before is.
    Job,
    Nothing,
}

/// What the name behind or before the first of a list is, by its words and by what it is said to be.
pub(super) fn class(name: &str, is_behind: bool, said: Said, site: Site<'_>) -> Class {
    let n_letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if n_letters < 2 || name.chars().nth(NAME_CHARS_MAX).is_some() || name.contains('@') {
        return Class::Nothing;
    }
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'))
        .filter(|it| !it.is_empty())
        .collect();
    let has = |list: &str| words.iter().any(|word| holds(list, word));
    let is_one = words.len() == 1;
    if has(NOISE) || lower.contains("http") {
        return Class::Nothing;
    }
    // `Senior Writer`: what the one before is. `MS`, `Ph.D`: so too.
    let is_degree = is_one
        && is_behind
        && (name.contains('.')
            || name.len() <= 5 && !name.chars().any(char::is_lowercase) && name.is_ascii());
    let is_agency = holds(AGENCIES, lower.strip_prefix("the ").unwrap_or(&lower));
    if is_agency {
        return Class::Agency;
    }
    if is_behind && (has(JOBS) || is_degree) || is_one && has(JOBS) && !has(OFFICES) {
        return Class::Job;
    }
    if words.iter().all(|word| crate::text::date::is_part(word))
        || name.contains([':', '®', '™', '?', '!', '“', '„', '=', '<', '{'])
    {
        return Class::Nothing;
    }
    let is_site = site.is_called(name);
    // A blog often has its writer's name.
    let is_own_name = said == Said::Person && words.len() >= 2 && is_cased(name) && !has(OFFICES);
    // `ABC Tolvaland`: a part of the house that signs with its letters.
    let is_part = site.label.is_some_and(|label| {
        label.len() <= 4
            && name.split_once(' ').is_some_and(|(first, _)| {
                first.eq_ignore_ascii_case(label) && !first.contains(char::is_lowercase)
            })
    });
    let is_office = has(OFFICES)
        || is_part
        || words.iter().any(|word| OFFICE_ENDS.split(' ').any(|end| word.ends_with(end)));
    if is_domain(&lower) || is_site && !is_own_name || is_office || said == Said::Organisation {
        return if matches!(said, Said::Line) && words.len() > 4 {
            Class::Nothing
        } else {
            Class::Agency
        };
    }
    let has_digit = name.chars().any(|c| c.is_ascii_digit());
    let is_cased = is_cased(name);
    let is_doubtful = said == Said::Line && (!is_cased || is_one && n_letters < 3)
        || said == Said::Zone && !is_cased && !is_one;
    if has_digit || words.len() > NAME_WORDS_MAX || is_doubtful {
        return Class::Nothing;
    }
    Class::Person
}

/// Whether it is the name of a host: `tolva.example`.
pub(super) fn is_domain(name: &str) -> bool {
    !name.contains(' ')
        && name.split_once('.').is_some()
        && name.rsplit('.').next().is_some_and(|it| (2..=4).contains(&it.len()))
}

/// Whether the words begin with capitals, or the script has none.
pub(super) fn is_cased(name: &str) -> bool {
    let is_capital =
        |word: &str| word.chars().find(|c| c.is_alphabetic()).is_none_or(|c| !c.is_lowercase());
    let is_particle = |word: &str| {
        matches!(
            word,
            "von"
                | "van"
                | "de"
                | "der"
                | "den"
                | "da"
                | "di"
                | "del"
                | "della"
                | "la"
                | "le"
                | "du"
                | "dos"
                | "e"
                | "y"
                | "bin"
                | "al"
                | "el"
                | "ten"
                | "ter"
                | "zu"
                | "af"
                | "v."
                | "d."
        )
    };
    let mut words = name.split_whitespace();
    words.next().is_some_and(is_capital) && words.all(|word| is_capital(word) || is_particle(word))
}
