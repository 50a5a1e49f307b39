//! Words of Arabic script that two texts write otherwise and read alike: spaced, or with hamza on another letter.

use crate::desk::guard::term::{Key, Term, is_arabic};
use crate::text::fold;
use crate::text::language;

/// Most words that are written as one.
const PARTS_MAX: usize = 3;

/// Reads the terms `a` of `text` as the terms `b` of `other` write them, where only the spelling differs.
pub(super) fn respell(a: &mut Vec<Term>, text: &str, (b, other): (&[Term], &str), tag: &str) {
    let is_new = |word: &str| is_arabic(word) && !a.iter().any(|term| term.word() == word);
    let wanted: Vec<&Term> =
        b.iter().filter(|term| matches!(&term.key, Key::Word(word) if is_new(word))).collect();
    // Of most pairs, one text has no word that the other has not.
    if wanted.is_empty() {
        return;
    }
    let language = language::language(tag);
    let mut i = 0;
    while i < a.len() {
        for n in (2..=PARTS_MAX).rev() {
            let Some(whole) = a.get(i..i + n).and_then(|run| joined(run, text)) else { continue };
            if wanted.iter().any(|term| term.word() == whole) {
                a[i].end = a[i + n - 1].end;
                a[i].key = Key::Word(whole);
                a.drain(i + 1..i + n);
                break;
            }
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

/// The words of a run as one: a space, a half-space and none are spelling. A number in words may be among them.
fn joined(run: &[Term], text: &str) -> Option<String> {
    let mut whole = String::new();
    for (n, term) in run.iter().enumerate() {
        if n > 0 && (term.has_comma || term.start < run[n - 1].end) {
            return None;
        }
        match &term.key {
            Key::Word(word) => {
                if !is_arabic(word) {
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
