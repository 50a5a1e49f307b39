//! What a newsroom says of its own text: notes about corrections, and notices that a text was taken back.
//!
//! To teach it a note, add its words to `note_words` or `notice_words`.

use crate::desk::change::marks::Marks;
use crate::desk::change::note_words::{
    HINTS, LABELS, MENDED, MENDS, OWN, SELF_MENDED, SORRY, WRONG,
};
use crate::desk::change::notice_words::{PARTS, PIECES, TAKEN};
use crate::desk::change::pairing::Fate;
use crate::desk::change::reading::Part;
use crate::desk::change::{Passage, Place, Version};
use crate::model::change::Class;
use crate::text::fold;

/// The longest text that is a notice and nothing else, in bytes.
const NOTICE_BYTES_MAX: usize = 2_000;
/// How much of a sentence is read for a note, in bytes.
const READ_BYTES_MAX: usize = 1_000;

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

/// Whether a note about a correction begins with the text.
pub(super) fn is_note(text: &str) -> bool {
    let words = words(text);
    let is_labelled =
        text.chars().take(60).any(|c| matches!(c, ':' | '.' | '：')) && begins(&words, &LABELS);
    let is_hint = begins(&words, &HINTS) && has(&words, &MENDS);
    let is_own = has(&words, &OWN) && has(&words, &MENDED);
    // Whoever else is sorry is quoted.
    let is_quoted = text.contains(['"', '“', '”', '„', '«', '»']);
    let is_sorry = has(&words, &SORRY) && has(&words, &WRONG) && !is_quoted;
    is_labelled || is_hint || is_own || is_sorry || has(&words, &SELF_MENDED)
}

/// Whether a sentence before a note begins it: it speaks of the text itself.
pub(super) fn leads_to_note(text: &str) -> bool {
    let words = words(text);
    has(&words, &OWN) || (begins(&words, &HINTS) && text.contains(':'))
}

/// Whether the text says that it, or the piece it stands for, was taken back.
pub(super) fn takes_back(text: &str) -> bool {
    let words = words(text);
    let is_part = has(&words, &PARTS) || has(&words, &SELF_MENDED);
    has(&words, &PIECES) && has(&words, &TAKEN) && !is_part
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
        let is_firm =
            has(&words, &[" this ", " dies", " этот ", " эта ", " эту ", " данн", " این "]);
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
