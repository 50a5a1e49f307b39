//! Letters, digits and apostrophes, and words made of them.

use crate::desk::guard::scan::Case;
use crate::text::fold;
use unicode_normalization::char::is_combining_mark;

/// Whether the character is part of a word by itself: letters, digits, their marks, and joiners that are not seen.
pub(super) fn is_letter(c: char) -> bool {
    // `⅓` is a number of its own.
    (c.is_alphanumeric() && !matches!(c, '\u{2150}'..='\u{215e}'))
        || is_combining_mark(c)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{640}')
}

/// Marks of direction and spaces of no width: inside a word they are nothing, and alone no word.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && fold::digit(c).is_some())
}

/// Spaces within which a number goes on.
pub(super) fn is_thin(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}'..='\u{200a}' | '\u{202f}')
}

/// The marks that are written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʻ' | 'ʹ' | '´' | '′' | '`')
}

/// Whether every part between points is one letter, or of Latin letters (`Ph.D`) one of them is and none is of three.
pub(super) fn is_initials(text: &str) -> bool {
    let (mut are_single, mut are_short, mut n_single) = (true, true, 0);
    for part in text.split('.') {
        let mut chars = part.chars();
        let is_one = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        are_single &= is_one;
        n_single += usize::from(is_one);
        are_short &= part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    }
    are_single || (are_short && n_single > 0)
}

/// Whether every part between points is the name of a Latin letter, in Arabic script: `بی.بی.سی`.
pub(super) fn is_spelled(text: &str) -> bool {
    text.split('.').all(|part| {
        matches!(
            part,
            "ای" | "ا"
                | "بی"
                | "سی"
                | "دی"
                | "اف"
                | "جی"
                | "اچ"
                | "ایچ"
                | "ایی"
                | "کی"
                | "کیو"
                | "ال"
                | "ام"
                | "ان"
                | "او"
                | "پی"
                | "ار"
                | "اس"
                | "تی"
                | "یو"
                | "وی"
                | "دبلیو"
                | "دبلیوی"
                | "ایکس"
                | "وای"
                | "زد"
                | "زی"
                | "اتش"
                | "اتچ"
        )
    })
}

/// Whether a point behind the word ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    word.chars().count() == 1
        || matches!(
            word,
            "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "sept"
                | "oct"
                | "nov"
                | "dec"
                | "gov"
                | "sen"
                | "rep"
                | "gen"
                | "lt"
                | "col"
                | "sgt"
                | "capt"
                | "dr"
                | "mr"
                | "mrs"
                | "ms"
                | "prof"
                | "rev"
                | "st"
                | "vs"
                | "no"
                | "inc"
                | "corp"
                | "co"
                | "ltd"
                | "rs"
                | "nos"
                | "adm"
                | "maj"
                | "cpl"
                | "pte"
                | "insp"
                | "supt"
                | "pres"
                | "hon"
                | "messrs"
                | "bros"
                | "mt"
                | "ft"
                | "dept"
                | "etc"
                | "est"
                | "approx"
                | "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thur"
                | "thurs"
                | "fri"
                | "ph"
                | "jr"
                | "sr"
                | "al"
        )
}

/// The word folded, with one form of apostrophe, hyphen and the points of numbers.
pub(super) fn folded(raw: &str) -> String {
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return raw.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(raw.len());
    for c in fold::fold(raw).chars() {
        out.push(match c {
            apostrophe if is_apostrophe(apostrophe) => '\'',
            // Between digits: they are thousands.
            space if space.is_whitespace() => ',',
            '‐' | '‑' | '–' => '-',
            '٫' => '.',
            '٬' | '،' => ',',
            other => other,
        });
    }
    out
}

pub(super) fn case(raw: &str) -> Case {
    // What stands behind an apostrophe has a case of its own: `PM’s`.
    let word = raw.split(['\'', '’']).next().unwrap_or(raw);
    let (mut n_upper, mut n_lower, mut is_capital) = (0, 0, false);
    for c in word.chars() {
        if c.is_uppercase() {
            is_capital |= n_upper + n_lower == 0;
            n_upper += 1;
        } else if c.is_lowercase() {
            n_lower += 1;
        }
    }
    match (n_upper, n_lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if is_capital => Case::Capital,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}
