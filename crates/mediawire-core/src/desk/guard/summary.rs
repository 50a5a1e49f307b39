//! The house's own lines about an article, above and below its headline: what they say that the article does not.
//!
//! Such a line is no restyled headline: it leaves out, and says in other words. Held against the source is what no other
//! words can say: each number, unit and name stands in the source, quoted words are quoted as they were said, and the
//! sentence of the source that a sentence of the line is nearest to denies what it denies.

use crate::desk::guard::change::{Side, kind};
use crate::desk::guard::scan::Closing;
use crate::desk::guard::speaker::Names;
use crate::desk::guard::term::{Key, Term, Text, read};
use crate::desk::guard::{Change, Kind, Known};
use std::ops::Range;

/// Words of a sentence of the house's that a sentence of the source must have, to be told of the same.
const SHARED_MIN: usize = 2;
/// A word of fewer letters says too little of what a sentence is about.
const LETTERS_MIN: usize = 4;

/// What `house` says that `source`, a headline and the lines of a text, does not; in the order of `house`.
///
/// Empty if nothing of it is to be looked at. `before` is a range of `source` where something of it is meant, else empty.
/// Cost: grows with the product of both lengths.
#[must_use]
pub fn additions(source: &str, house: &str, known: &Known<'_>) -> Vec<Change> {
    let names = Names::of(known);
    let texts: Vec<(usize, Text)> = lines(source, known.language);
    let said: Vec<(usize, Side<'_>)> =
        texts.into_iter().map(|(at, text)| (at, Side::bare(text, &names))).collect();
    let text = read(house, (0, house.len()), known.language, Closing::First);
    let own = Side::bare(text, &names);
    let mut changes = unsaid(&said, &own);
    for sentence in sentences(&own.text.terms) {
        changes.extend(denied(&said, &own, &sentence));
    }
    changes.sort_by_key(|change| (change.after.start, change.kind));
    changes
}

/// The lines of a text, each with its first byte.
fn lines(source: &str, language: &str) -> Vec<(usize, Text)> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in source.split_inclusive('\n') {
        out.push((at, read(line, (0, line.len()), language, Closing::First)));
        at += line.len();
    }
    out
}

fn addition(kind: Kind, after: Range<usize>) -> Change {
    Change { kind, before: 0..0, after, equivalence: None, fault: None }
}

/// Numbers, units, names and quotations that stand nowhere in the source.
fn unsaid(said: &[(usize, Side<'_>)], own: &Side<'_>) -> Vec<Change> {
    let terms = &own.text.terms;
    let has =
        |term: &Term| said.iter().any(|(_, side)| side.text.terms.iter().any(|it| it.same(term)));
    let mut changes: Vec<Change> = Vec::new();
    let mut i = 0;
    while i < terms.len() {
        if terms[i].depth > 0 {
            let n = terms[i..].iter().take_while(|term| term.depth > 0).count();
            let quoted: Vec<&Term> = terms[i..i + n].iter().filter(|term| term.is_word()).collect();
            if !said.iter().any(|(_, side)| is_quoted_in(&quoted, side)) {
                changes.push(addition(Kind::Quotation, terms[i].start..terms[i + n - 1].end));
            }
            i += n;
            continue;
        }
        let kind = kind(own, i);
        if matches!(kind, Kind::Number | Kind::Unit | Kind::Name) && !has(&terms[i]) {
            let place = terms[i].start..terms[i].end;
            // A name of several words is told as one.
            match changes.last_mut().filter(|last| last.kind == kind && i > 0) {
                Some(last) if last.after.end == terms[i - 1].end => last.after.end = place.end,
                _ => changes.push(addition(kind, place)),
            }
        }
        i += 1;
    }
    changes
}

/// Whether the words stand side by side in a quotation there.
fn is_quoted_in(quoted: &[&Term], side: &Side<'_>) -> bool {
    let words: Vec<&Term> =
        side.text.terms.iter().filter(|term| term.is_word() && term.depth > 0).collect();
    quoted.is_empty()
        || words
            .windows(quoted.len())
            .any(|window| window.iter().zip(quoted).all(|(a, b)| a.same(b)))
}

/// The sentences of a text, as ranges of terms.
fn sentences(terms: &[Term]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (i, term) in terms.iter().enumerate() {
        if matches!(term.key, Key::Stop | Key::Question) || i + 1 == terms.len() {
            out.push(from..i + 1);
            from = i + 1;
        }
    }
    out
}

/// Whether a sentence of the house's denies what the source's nearest sentences do not, or the other way round; or the
/// source has none that is near.
fn denied(said: &[(usize, Side<'_>)], own: &Side<'_>, sentence: &Range<usize>) -> Option<Change> {
    let about: Vec<&Term> =
        own.text.terms[sentence.clone()].iter().filter(|it| tells(it)).collect();
    if about.len() <= SHARED_MIN {
        return None;
    }
    let mut most = SHARED_MIN;
    let mut near: Vec<(usize, &Side<'_>, Range<usize>)> = Vec::new();
    for (at, side) in said {
        for range in sentences(&side.text.terms) {
            let there = &side.text.terms[range.clone()];
            let shared = about.iter().filter(|term| there.iter().any(|it| it.same(term))).count();
            if shared > most {
                near.clear();
                most = shared;
            }
            if shared == most {
                near.push((*at, side, range));
            }
        }
    }
    let whole = span(own, sentence);
    let Some((at, side, range)) = near.first() else {
        return Some(addition(Kind::Words, whole));
    };
    let denies = |side: &Side<'_>, range: &Range<usize>| {
        range.clone().any(|i| kind(side, i) == Kind::Negation)
    };
    let own_denies = denies(own, sentence);
    if near.iter().any(|(_, side, range)| denies(side, range) == own_denies) {
        return None;
    }
    let there = span(side, range);
    let before = at + there.start..at + there.end;
    Some(Change { before, ..addition(Kind::Negation, whole) })
}

/// Whether a term says what its sentence is about.
fn tells(term: &Term) -> bool {
    match &term.key {
        Key::Word(word) => word.chars().count() >= LETTERS_MIN,
        Key::Number(_) | Key::Digits(_) => true,
        Key::Phrase(..) | Key::Unit(_) | Key::Open | Key::Close => false,
        Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => false,
    }
}

fn span(side: &Side<'_>, range: &Range<usize>) -> Range<usize> {
    let terms = &side.text.terms[range.clone()];
    match (terms.first(), terms.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::additions;
    use crate::desk::guard::Known;

    fn kinds(source: &str, house: &str, language: &str) -> Vec<(&'static str, String)> {
        let known = Known { language, ..Known::default() };
        let found = additions(source, house, &known);
        found.iter().map(|it| (it.kind.name(), house[it.after.clone()].to_owned())).collect()
    }

    const SOURCE: &str = "Rain over Tolva, 3 hurt\n\
        Heavy rain fell over the port of Tolva on Monday, and three people were hurt.\n\
        The mayor, Ida Holm, said the harbour would ‘stay open all week’. Fishing boats did not leave the harbour.";

    #[test]
    fn line_of_the_house_says_what_its_source_says() {
        for (house, expected) in [
            ("Three people were hurt when heavy rain fell over Tolva.", &[][..]),
            ("The mayor says the harbour will ‘stay open all week’.", &[]),
            ("Fishing boats did not leave the harbour.", &[]),
            ("Four people were hurt when heavy rain fell over Tolva.", &[("number", "Four")]),
            ("Heavy rain fell over the port of Meridian Bay.", &[("name", "Meridian Bay")]),
            (
                "The mayor says the harbour will ‘close for a week’.",
                &[("quotation", "‘close for a week’")],
            ),
            (
                "Fishing boats leave the harbour.",
                &[("negation", "Fishing boats leave the harbour")],
            ),
            (
                "Heavy rain fell over no port of Tolva.",
                &[("negation", "Heavy rain fell over no port of Tolva")],
            ),
            (
                "Parliament passes a budget after midnight.",
                &[("words", "Parliament passes a budget after midnight")],
            ),
            ("Weather", &[]),
        ] {
            let found = kinds(SOURCE, house, "en");
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
            assert_eq!(found, expected, "{house}");
        }
    }

    #[test]
    fn persian_line_is_held_against_a_persian_text() {
        let source = "باران در تولوا\nباران سنگین دیروز در بندر تولوا بارید و ۳ نفر زخمی شدند.\n\
            قایق‌های ماهیگیری بندر را ترک نکردند.";
        for (house, expected) in [
            ("باران سنگین در بندر تولوا ۳ زخمی بر جا گذاشت.", &[][..]),
            ("باران سنگین در بندر تولوا ۵ زخمی بر جا گذاشت.", &["number"]),
            ("قایق‌های ماهیگیری بندر را ترک کردند.", &["negation"]),
        ] {
            let found: Vec<&str> = kinds(source, house, "fa").into_iter().map(|it| it.0).collect();
            assert_eq!(found, expected, "{house}");
        }
    }
}
