//! What a line asks of newsrooms about a piece: to take it back, to hold it, or to keep it until a moment.
//!
//! It is read by its grammar: whom it addresses, what it speaks of, what is to be done or not, and until when. The words
//! of each are in `families`; to teach it one, add it there.

use crate::desk::change::families::Family;
use crate::desk::change::notes::words;
use crate::model::change::Class;

/// Words within which a line says whom it addresses, or begins to ask.
const OPENING_WORDS: usize = 4;
/// The most words of an address, and characters before what sets it apart.
const ADDRESS_WORDS_MAX: usize = 6;
const ADDRESS_CHARS_MAX: usize = 60;
/// How far what is barred may stand from the word that bars it, in words.
const BARRED_WORDS: usize = 10;
/// How far a day or an hour may stand behind the word before it.
const CLOCK_WORDS: usize = 4;
/// The most words of an order that begins with its end.
const TERSE_WORDS_MAX: usize = 10;
/// Words at the end of a sentence among which stands who said it.
const SAID_WORDS: usize = 4;

/// Words that point at the piece itself.
const THIS: [&str; 12] = [
    "this", "diese", "dieser", "dieses", "diesen", "этот", "эта", "эту", "это", "این", "هذا", "هذه",
];

/// Words behind which those stand who are addressed.
const TO: [&str; 12] = [
    "note",
    "notice",
    "to",
    "all",
    "hinweis",
    "an",
    "liebe",
    "к",
    "уважаемые",
    "به",
    "قابل",
    "الی",
];

/// The words of a folded text.
pub(super) fn split(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Whether someone is named at the end who said it: no newsroom speaks there.
pub(super) fn is_told_by_others(words: &[&str]) -> bool {
    let from = words.len().saturating_sub(SAID_WORDS);
    from > 0 && Family::Said.is_in(&words[from..])
}

/// What stands behind those whom a text addresses, where a colon or a dash sets them apart.
pub(super) fn behind_address(text: &str) -> Option<&str> {
    let folded = words(text);
    if !is_addressed(text, &split(&folded)) {
        return None;
    }
    let (at, c) = text.char_indices().find(|(_, c)| matches!(c, ':' | '–' | '—'))?;
    Some(text[at + c.len_utf8()..].trim())
}

/// Whether a text begins with those whom it addresses: they are set apart, asked, or spoken to.
fn is_addressed(text: &str, words: &[&str]) -> bool {
    // A note of theirs is for readers, but where it goes on to address others.
    let from = if words.starts_with(&["editors", "note"]) { 2 } else { 0 };
    let opening = &words[from..words.len().min(from + OPENING_WORDS)];
    // `An alle Kunden`, `к нашим подписчикам`.
    let is_to = opening.first().is_some_and(|word| TO.contains(word));
    let most = if is_to { OPENING_WORDS } else { 2 };
    if Family::Addressed.find(opening).is_none_or(|(at, _)| at >= most) {
        return false;
    }
    let mut ends = text.char_indices().take(ADDRESS_CHARS_MAX);
    let end = ends.find(|(_, c)| matches!(c, ':' | ',' | '،' | '!' | '-' | '–' | '—' | '/'));
    let is_apart =
        end.is_some_and(|(end, _)| text[..end].split_whitespace().count() <= ADDRESS_WORDS_MAX);
    is_to || is_apart || Family::Asks.is_in(&words[..words.len().min(from + ADDRESS_WORDS_MAX)])
}

/// Whether a day or an hour stands behind one of the words.
fn is_clocked(words: &[&str], before: Family) -> bool {
    (0..words.len()).any(|at| {
        let Some(n) = before.begins(&words[at..]) else { return false };
        let near = &words[at + n..words.len().min(at + n + CLOCK_WORDS)];
        near.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            || Family::Calendar.is_in(near)
    })
}

/// Whether one of the words is barred: a word that bars stands near it.
fn is_barred(words: &[&str], family: Family) -> bool {
    (0..words.len()).any(|at| {
        let Some(n) = family.begins(&words[at..]) else { return false };
        let from = at.saturating_sub(BARRED_WORDS);
        let to = words.len().min(at + n + BARRED_WORDS);
        Family::Barred.is_in(&words[from..at]) || Family::Barred.is_in(&words[at + n..to])
    })
}

/// How words are set apart from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// They are not: a line of the text.
    Not,
    /// By brackets.
    Brackets,
    /// By capitals, or as what stands before a headline.
    Mark,
}

/// What the text asks, if it asks anything: [`Class::Kill`], [`Class::Embargo`] or [`Class::Withhold`].
pub(super) fn order(text: &str, apart: Apart) -> Option<Class> {
    let is_set_apart = apart != Apart::Not;
    let folded = words(text);
    let words = split(&folded);
    let is_addressed = is_addressed(text, &words);
    let is_of_others = !is_addressed && is_told_by_others(&words);
    let is_for_readers = Family::ToReaders.is_in(&words[..words.len().min(ADDRESS_WORDS_MAX)])
        || (!is_addressed && Family::Sorry.is_in(&words));
    if is_of_others || is_for_readers || Family::Owned.is_in(&words) {
        return None;
    }
    let opening = &words[..words.len().min(OPENING_WORDS)];
    let begins = |family: Family| family.find(opening).is_some_and(|(at, _)| at < 3);
    // `Until further notice not for use`.
    let is_terse = words.len() <= TERSE_WORDS_MAX && Family::Until.begins(&words).is_some();
    let asks = is_addressed || is_set_apart || is_terse || begins(Family::Asks);
    // `This report must not be published before …`
    let is_of_this = begins(Family::Piece) && words.iter().take(3).any(|word| THIS.contains(word));
    let opens = is_of_this
        || begins(Family::Embargo)
        || asks
        || begins(Family::Barred)
        || begins(Family::Released)
        || begins(Family::Published);
    if !opens {
        return None;
    }
    let has = |family: Family| family.is_in(&words);
    let (has_piece, is_used) = (has(Family::Piece), is_barred(&words, Family::Used));
    let is_published = is_barred(&words, Family::Published) || has(Family::Held);
    let is_released = has(Family::Released);
    let is_clocked = is_clocked(&words, Family::Until)
        || (is_released && is_clocked(&words, Family::From))
        || (begins(Family::Released) && Family::Calendar.is_in(&words));
    let is_about_piece = has_piece || is_addressed || is_terse;
    if has(Family::Embargo) {
        let is_lifted = has(Family::Lifted) && !is_clocked;
        return ((is_clocked || is_addressed) && !is_lifted).then_some(Class::Embargo);
    }
    // What a page says in brackets to its readers asks nothing: `[This story has been removed]`.
    let asks_to_kill = match apart {
        Apart::Not | Apart::Mark => asks,
        Apart::Brackets => {
            is_addressed || is_used || is_published || has(Family::Asks) || has(Family::Wire)
        }
    };
    let is_taken_back = has(Family::TakenBack) && !has(Family::ForNow);
    if asks_to_kill && is_taken_back && (is_about_piece || is_set_apart) {
        return Some(Class::Kill);
    }
    if is_clocked && (is_released || is_published || (is_used && is_about_piece)) {
        return Some(Class::Embargo);
    }
    let is_until = has(Family::Until) || has(Family::ForNow);
    if is_used && is_about_piece && !is_until {
        return asks.then_some(Class::Kill);
    }
    let is_held = is_published || (is_used && is_about_piece);
    (is_held && asks && (is_about_piece || is_set_apart)).then_some(Class::Withhold)
}

/// Whether all words are such as orders and marks are made of.
pub(super) fn is_mark_throughout(words: &[&str]) -> bool {
    const MADE_OF: [Family; 17] = [
        Family::Addressed,
        Family::Asks,
        Family::Piece,
        Family::TakenBack,
        Family::Published,
        Family::Used,
        Family::Barred,
        Family::Held,
        Family::Released,
        Family::Embargo,
        Family::Until,
        Family::Calendar,
        Family::Corrects,
        Family::Resent,
        Family::Renewed,
        Family::Detail,
        Family::InMarks,
    ];
    let mut at = 0;
    while at < words.len() {
        let known = MADE_OF.iter().filter_map(|family| family.begins(&words[at..])).max();
        let is_number = words[at].starts_with(|c: char| c.is_ascii_digit());
        match known.or(is_number.then_some(1)) {
            Some(n) => at += n,
            None => return false,
        }
    }
    !words.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Apart, is_mark_throughout, order, split};
    use crate::desk::change::notes::words;
    use crate::model::change::Class;

    #[test]
    fn orders_are_told_by_whom_they_address_and_what_they_bar() {
        let (kill, hold, wait) = (Some(Class::Kill), Some(Class::Withhold), Some(Class::Embargo));
        for (text, told) in [
            ("Editors: we withdraw the story on the dam.", kill),
            ("Editors met to withdraw their claim.", None),
            ("Please delete the item on the dam from your pages.", kill),
            ("Please delete the app, the firm said.", None),
            ("Please do not use this report any more.", kill),
            ("Please do not use this report for now.", hold),
            ("Please do not use the stove.", None),
            ("Clients must not publish the text before 6 p.m.", wait),
            ("Clients must not publish the text before they are told to.", hold),
            ("Desks: the embargo on this story has been lifted.", None),
            ("This report must not be published before Monday.", wait),
            ("This report will not be published before Monday, the court said.", None),
            ("Redaktionen: Bitte halten Sie den Text zurück.", hold),
            ("Wir nehmen die Meldung zurück.", None),
            ("Achtung, wir nehmen die Meldung zurück.", kill),
            ("Просим не публиковать материал до среды", wait),
            ("لطفاً این گزارش را حذف کنید", kill),
            ("یرجى عدم نشر التقرير حتى الساعة 18", wait),
            ("Copyright 2026. This text may not be published or used.", None),
        ] {
            assert_eq!(order(text, Apart::Not), told, "{text}");
        }
    }

    #[test]
    fn what_is_set_apart_is_a_mark_where_all_its_words_are() {
        let is_mark = |text: &str| is_mark_throughout(&split(&words(text)));
        for text in ["KILL", "Not for use until Monday", "Meldung hinfällig", "خبر زیر باطل است"]
        {
            assert!(is_mark(text), "{text}");
        }
        for text in ["Kill switch", "Embargo on oil", "Meldung über Wale", ""] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
