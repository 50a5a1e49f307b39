//! What a newsroom says of its own text: notes about corrections, and notices that a text was taken back.
//!
//! To teach it a note, add its words to `note_words` or `notice_words`.

use crate::desk::change::families::Family;
use crate::desk::change::marks::Marks;
use crate::desk::change::note_words::{
    HINTS, LABELS, MENDED, MENDS, OWN, SELF_MENDED, SORRY, WRONG,
};
use crate::desk::change::notice_words::{PARTS, PIECES, TAKEN};
use crate::desk::change::orders::{is_told_by_others, split};
use crate::desk::change::pairing::Fate;
use crate::desk::change::reading::Part;
use crate::desk::change::{Passage, Place, Version};
use crate::model::change::Class;
use crate::text::fold;

/// The longest text that is a notice and nothing else, in bytes.
const NOTICE_BYTES_MAX: usize = 2_000;
/// How much of a sentence is read for a note, in bytes.
const READ_BYTES_MAX: usize = 1_000;

/// How far a detail may stand from the word that takes it out, in words.
const DETAIL_WORDS: usize = 7;

/// How far what is taken back may stand from the word that says so, in words.
const NEAR_WORDS: usize = 12;

/// The words of a text, folded, each between single spaces.
pub(super) fn words(text: &str) -> String {
    let mut end = text.len().min(READ_BYTES_MAX);
    end = text.floor_char_boundary(end);
    let mut out = String::from(" ");
    for c in fold::fold(&text[..end]).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && c != '’' && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

fn has(words: &str, any: &[&str]) -> bool {
    any.iter().any(|phrase| words.contains(phrase))
}

fn begins(words: &str, any: &[&str]) -> bool {
    any.iter().any(|phrase| words.starts_with(phrase))
}

/// The most words of what stands before the point or colon of a label.
const LABEL_WORDS_MAX: usize = 4;

/// Whether a note about a correction begins with the text.
pub(super) fn is_note(text: &str) -> bool {
    let words = words(text);
    let all = split(&words);
    // Whoever else is sorry is quoted.
    let is_quoted = text.contains(['"', '“', '”', '„', '«', '»']);
    let is_self_mended = has(&words, &SELF_MENDED) && !is_of_another(&all);
    if is_self_mended || is_labelled(text, &words, &all) {
        return true;
    }
    if is_of_another(&all) {
        return false;
    }
    if is_told_by_others(&all)
        && !Family::AtFirst.is_in(&all)
        && !has(&words, &["version", "fassung", "верси", "نسخه"])
    {
        return false;
    }
    let is_hint = begins(&words, &HINTS) && has(&words, &MENDS);
    // An article alone says nothing of the text: what it speaks of must.
    let is_bare = begins(&words, &[" the ", " in einer ", " ранее ", " wir haben "]);
    let is_about_text =
        || Family::Locus.is_in(&all) || Family::Piece.is_in(&all) || has(&words, &OWN);
    let is_own = has(&words, &OWN) && has(&words, &MENDED);
    let is_sorry = (has(&words, &SORRY) || Family::Sorry.is_in(&all))
        && (has(&words, &WRONG) || Family::Wrong.is_in(&all) || Family::Locus.is_in(&all))
        && !is_quoted;
    (is_hint && (!is_bare || is_about_text()))
        || is_own
        || is_sorry
        || (!is_quoted && puts_right(&all))
}

/// Whether a label stands at the beginning that only notes have, set apart by a colon or a point.
fn is_labelled(text: &str, words: &str, all: &[&str]) -> bool {
    let behind = |(at, c): &(usize, char)| match c {
        '.' => text[at + 1..].starts_with(char::is_whitespace) || at + 1 == text.len(),
        ':' | '：' | '—' | '–' => true,
        _ => false,
    };
    let Some((end, c)) = text.char_indices().take(60).find(behind) else { return false };
    let n_words = text[..end].split_whitespace().count();
    // The verb of Arabic law is the correction of Arabic newsrooms: the letters tell the language.
    let is_arabic = text.contains(['ي', 'ة', 'ك']);
    let has_label = begins(words, &LABELS)
        || Family::NoteLabel.begins(all).is_some()
        || (is_arabic && all.first().is_some_and(|word| *word == "تصویب"));
    has_label && n_words <= LABEL_WORDS_MAX && (c != '.' || n_words <= 2 || all.len() > n_words)
}

/// Whether a version is spoken of that is another thing's: `an earlier version of the bill`.
fn is_of_another(words: &[&str]) -> bool {
    let at = words.iter().position(|word| matches!(*word, "version" | "edition" | "fassung"));
    let is_of = |at: &usize| {
        words.get(at + 1).is_some_and(|it| matches!(*it, "of" | "des" | "der" | "eines" | "einer"))
    };
    let Some(at) = at.filter(is_of) else { return false };
    let of = &words[at + 2..words.len().min(at + 5)];
    !Family::Piece.is_in(of)
}

/// Whether it is said, in whatever words, that something in the text was wrong, or is put right.
fn puts_right(words: &[&str]) -> bool {
    let has = |family: Family| family.is_in(words);
    let is_ours = |n: usize| Family::We.is_in(&words[..words.len().min(n)]);
    let (is_wrong, is_mended, is_should) =
        (has(Family::Wrong), has(Family::WasMended), has(Family::Should));
    let has_detail = has(Family::Detail);
    let is_in_text =
        has(Family::Locus) && (is_wrong || is_mended || is_should || has(Family::Revised));
    // `The spelling of her name has been fixed`: nothing else is spelled.
    let is_stated = has_detail && is_wrong && has(Family::Stated);
    let mended = Family::WasMended.find(words);
    let is_detail_mended = Family::Detail
        .find(words)
        .is_some_and(|(at, _)| at < 3 && mended.is_some_and(|(mended, _)| at < mended));
    let is_confessed = is_ours(3)
        && is_wrong
        && (has_detail || has(Family::AtFirst) || is_should || has(Family::Wrote));
    let is_owned =
        is_ours(words.len()) && is_wrong && is_mended && (has_detail || has(Family::Stated));
    let is_near = |at: usize| at < 3 || (at < 8 && words[at].is_ascii());
    let is_of_before = Family::EarlierPiece.find(words).is_some_and(|(at, _)| is_near(at))
        && (is_wrong || has(Family::Wrote))
        && !is_of_another(words);
    let is_said_first = is_wrong && has(Family::AtFirst) && has(Family::Stated);
    is_in_text
        || is_stated
        || is_detail_mended
        || is_confessed
        || is_owned
        || is_of_before
        || (takes_detail(words) && (has(Family::Piece) || has(Family::We)))
        || is_said_first
        || has(Family::NotePhrase)
}

/// Whether a sentence before a note begins it: it speaks of the text itself.
pub(super) fn leads_to_note(text: &str) -> bool {
    let words = words(text);
    has(&words, &OWN) || (begins(&words, &HINTS) && text.contains(':'))
}

/// Whether the text says that it, or the piece it stands for, was taken back.
pub(super) fn takes_back(text: &str) -> bool {
    // What stands behind the comma may be why.
    let first = text.split([',', '،', ';']).next().unwrap_or(text);
    says_taken_back(text) || (first.len() < text.len() && says_taken_back(first))
}

fn says_taken_back(text: &str) -> bool {
    let words = words(text);
    let all = split(&words);
    let is_part = has(&words, &PARTS) || has(&words, &SELF_MENDED) || takes_detail(&all);
    let is_listed = has(&words, &PIECES) && has(&words, &TAKEN);
    !is_part && (is_listed || (!is_told_by_others(&all) && takes_back_piece(&all)))
}

/// Whether only a detail is taken back: `a wrong date was removed from this text`.
fn takes_detail(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let Some(n) = Family::TakenBack.begins(&words[at..]) else { return false };
        let from = at.saturating_sub(DETAIL_WORDS);
        let to = words.len().min(at + n + DETAIL_WORDS);
        let near = &words[from..to];
        Family::Detail.is_in(near) && Family::Wrong.is_in(near)
    })
}

/// Whether a word for a piece stands near one for taking back.
fn takes_back_piece(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        let Some(n) = Family::TakenBack.begins(&words[at..]) else { return false };
        let from = at.saturating_sub(NEAR_WORDS);
        let to = words.len().min(at + n + NEAR_WORDS);
        Family::Piece.is_in(&words[from..at]) || Family::Piece.is_in(&words[at..to])
    })
}

/// Where the new version says that the text was taken back, if it does.
pub(super) fn withdrawal(
    new: &Version<'_>,
    fate: &Fate<'_>,
    marks: &Marks,
    places: &[Place],
) -> Option<Place> {
    let place =
        |passage: Passage| Place { class: Class::Withdrawal, old: None, new: Some(passage) };
    if let Some(kill) = places.iter().find(|place| place.class == Class::Kill) {
        return kill.new.clone().map(place);
    }
    let n_bytes: usize = new.paragraphs.iter().map(|text| text.len()).sum();
    let is_all_gone = fate.n_kept == 0 && n_bytes <= NOTICE_BYTES_MAX;
    let paired = fate.pairs.iter().filter(|(a, _)| !takes_back(a.words())).map(|(_, b)| b);
    let noted = fate.notes.iter().filter_map(|(_, note)| note.as_ref());
    let is_notice = |part: &&Part<'_>| {
        let words = words(part.words());
        let is_firm = has(
            &words,
            &[" this ", " dies", " этот ", " эта ", " эту ", " данн", " این ", " هذا ", " هذه "],
        );
        takes_back(part.words()) && (is_all_gone || (part.paragraph < 2 && is_firm))
    };
    let notice = fate.added.iter().chain(paired).chain(noted).find(is_notice);
    if let Some(part) = notice {
        let passage = Passage { paragraph: Some(part.paragraph), range: part.range.clone() };
        return Some(place(passage));
    }
    // A notice may say it in two sentences: what stood here, and that it is gone.
    let says_it = |(n, text): (usize, &&str)| {
        let text = &text[marks.from(n)..];
        takes_back(text).then_some(n)
    };
    // Only then: of a text that stays, every paragraph would be read.
    let is_notice_alone = is_all_gone && fate.n_gone > 0;
    let mut lines = new.paragraphs.iter().enumerate().take_while(|_| is_notice_alone);
    if let Some(n) = lines.find_map(says_it) {
        let range = marks.from(n)..new.paragraphs[n].len();
        return Some(place(Passage { paragraph: Some(n), range }));
    }
    let range = marks.headline.clone();
    let headline = &new.headline[range.clone()];
    let says_so = takes_back(headline) && headline.split_whitespace().count() <= 8;
    (is_all_gone && says_so && fate.n_gone > 0).then(|| place(Passage { paragraph: None, range }))
}
