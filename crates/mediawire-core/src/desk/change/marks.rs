//! What an agency says of a version, before its headline or its text: `CORRECTED-`, `1st Ld-Writethru`, *Sperrfrist*.
//!
//! To teach it a mark, see `mark_words`.

use crate::desk::change::families::Family;
use crate::desk::change::mark_words::{
    begins_order, is_address, is_filler, is_mark_word, is_ordinal, said,
};
use crate::desk::change::notes::{self, words};
use crate::desk::change::orders::{
    Apart, behind_address, is_mark_throughout, is_told_by_others, order, split,
};
use crate::desk::change::{Passage, Place, Version};
use crate::model::change::Class;
use std::ops::Range;

/// Paragraphs in which marks stand: the first ones.
const PARAGRAPHS_MAX: usize = 3;
/// The longest paragraph that is a mark, in bytes.
const LINE_BYTES_MAX: usize = 700;
/// The most words of a line that is a mark as a whole.
const MARK_WORDS_MAX: usize = 6;
/// The longest mark before a headline, in bytes.
const HEAD_BYTES_MAX: usize = 120;

/// A mark with its place.
#[derive(Debug, Clone)]
struct Mark {
    class: Class,
    /// As it is compared.
    words: String,
    passage: Passage,
}

/// The marks of a version, and what is left without them.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    /// The headline without its marks.
    pub(super) headline: Range<usize>,
    /// Of each of the first paragraphs, where its text begins; its length where it is a mark alone.
    from: Vec<usize>,
}

impl Marks {
    /// Reads the marks of a version; `other` is the headline of the one that it is compared with.
    pub(super) fn of(version: &Version<'_>, other: &str) -> Self {
        let mut out = Self { headline: 0..version.headline.len(), ..Self::default() };
        out.head(version.headline, other);
        out.tail(version.headline);
        for (n, text) in version.paragraphs.iter().take(PARAGRAPHS_MAX).enumerate() {
            let from = out.line(n, text);
            out.from.push(from);
        }
        out
    }

    /// Where the text of a paragraph begins.
    pub(super) fn from(&self, paragraph: usize) -> usize {
        self.from.get(paragraph).copied().unwrap_or(0)
    }

    fn push(&mut self, classes: &[Class], text: &str, passage: &Passage) {
        for class in classes {
            self.marks.push(Mark { class: *class, words: words(text), passage: passage.clone() });
        }
    }

    /// Reads what stands before a headline.
    fn head(&mut self, text: &str, other: &str) {
        if let Some((inner, to)) = bracketed(text) {
            let classes = told(inner, Apart::Brackets);
            if !classes.is_empty() && !text[to..].trim().is_empty() {
                self.push(&classes, inner, &Passage { paragraph: None, range: 0..to });
                self.headline.start = to + text[to..].len() - text[to..].trim_start().len();
            }
            return;
        }
        let ends = text.char_indices().take_while(|(at, _)| *at <= HEAD_BYTES_MAX);
        // The colon of a time parts nothing; a point does before a space.
        let is_end = |at: usize, c: char| match c {
            '-' | '–' | '—' | '/' | '|' | '!' => true,
            ':' => !text[at + 1..].starts_with(|c: char| c.is_numeric()),
            '.' => text[at + 1..].starts_with(char::is_whitespace),
            _ => false,
        };
        let ends = ends.filter(|(at, c)| is_end(*at, *c));
        let ends: Vec<(usize, char)> = ends.collect();
        for (at, c) in ends.into_iter().rev() {
            let (head, rest) = (&text[..at], &text[at + c.len_utf8()..]);
            if rest.trim().is_empty() || !is_head(head, rest, other) {
                continue;
            }
            self.push(&told(head, Apart::Mark), head, &Passage { paragraph: None, range: 0..at });
            self.headline.start = text.len() - rest.trim_start().len();
            return;
        }
    }

    /// Reads what stands in brackets behind a headline.
    fn tail(&mut self, text: &str) {
        let end = text.trim_end().len();
        let Some(at) = text[..end].rfind(['(', '[']).filter(|at| *at > self.headline.start) else {
            return;
        };
        if !text[..end].ends_with([')', ']']) || at + 1 >= end - 1 {
            return;
        }
        let inner = &text[at + 1..end - 1];
        let classes = told(inner, Apart::Brackets);
        if classes.is_empty() || inner.split_whitespace().count() > 5 {
            return;
        }
        self.push(&classes, inner, &Passage { paragraph: None, range: at..end });
        self.headline.end = text[..at].trim_end().len().max(self.headline.start);
    }

    /// Takes a line that only says what the version is or does; whether it is one.
    fn takes_telegraphed(&mut self, whole: &str, passage: &Passage) -> bool {
        let behind = behind_address(whole);
        let rest = behind.unwrap_or(whole);
        let classes = if is_telegraphed(rest, behind.is_some()) {
            told(rest, Apart::Mark)
        } else {
            Vec::new()
        };
        self.push(&classes, whole, passage);
        if classes.contains(&Class::Corrected) && notes::is_note(rest) {
            self.push(&[Class::CorrectionNote], whole, passage);
        }
        !classes.is_empty()
    }

    /// Reads the marks of one of the first paragraphs; where its text begins.
    fn line(&mut self, n: usize, text: &str) -> usize {
        let whole = text.trim();
        let start = text.len() - text.trim_start().len();
        let inner = bracketed(whole);
        let passage = |range: Range<usize>| Passage { paragraph: Some(n), range };
        if let Some((inner, to)) = inner {
            let is_alone = whole[to..].chars().all(|c| !c.is_alphanumeric());
            let is_mark = begins_as_mark(inner) || order(inner, Apart::Brackets).is_some();
            let mut classes = if is_mark { told(inner, Apart::Brackets) } else { Vec::new() };
            if is_alone && !is_mark && n == 0 && notes::is_note(inner) {
                classes.push(Class::Corrected);
            }
            if classes.is_empty() {
                return 0;
            }
            self.push(&classes, inner, &passage(start..start + to));
            let mends = classes.iter().any(|it| matches!(it, Class::Corrected | Class::Refile));
            let tells = [
                " fix",
                " correct",
                " typo",
                " spelling",
                " korrigi",
                " berichtig",
                " исправ",
                " اصلاح",
                " تصحیح",
            ];
            let tells_what = classes.contains(&Class::Corrected)
                || tells.iter().any(|it| words(inner).contains(it));
            if is_alone && mends && tells_what && inner.split_whitespace().count() > 3 {
                self.push(&[Class::CorrectionNote], inner, &passage(start..start + to));
            }
            let rest = &whole[to..];
            return if is_alone {
                text.len()
            } else {
                start + to + rest.len() - rest.trim_start().len()
            };
        }
        if whole.len() > LINE_BYTES_MAX {
            return 0;
        }
        if is_slug(whole) {
            self.push(&told(whole, Apart::Mark), whole, &passage(0..text.len()));
            return text.len();
        }
        let by_capitals = || {
            let loud = loud(whole);
            is_mark_throughout(&split(&words(loud))).then(|| order(loud, Apart::Mark)).flatten()
        };
        if let Some(order) = order(whole, Apart::Not).or_else(by_capitals) {
            let mut classes = vec![order];
            if order != Class::Kill {
                classes.extend(told(whole, Apart::Not).into_iter().filter(|it| !is_order(*it)));
            }
            self.push(&classes, whole, &passage(0..text.len()));
            return text.len();
        }
        if n == 0 && self.takes_telegraphed(whole, &passage(0..text.len())) {
            return text.len();
        }
        let folded = words(whole);
        let is_address = is_address(&folded) && !is_for_readers(&folded);
        if !is_address && (is_told_by_others(&split(&folded)) || is_for_readers(&folded)) {
            return 0;
        }
        let loud = loud(whole);
        // `UPDATE: This article was updated …` is a note; a short line is a mark as a whole.
        let n_words = whole.split_whitespace().count();
        let is_short = n_words <= MARK_WORDS_MAX && !whole.ends_with('.');
        let loud = if is_short && !loud.is_empty() { whole } else { loud };
        let is_order = said(&words(whole))
            .iter()
            .any(|class| matches!(class, Class::Kill | Class::Withhold | Class::Embargo));
        if !is_short && notes::is_note(whole) && !is_order {
            return 0;
        }
        let classes = if is_address || begins_order(&folded) {
            said(&words(whole))
        } else if loud.is_empty() {
            Vec::new()
        } else {
            said(&words(loud))
        };
        if classes.is_empty() {
            return 0;
        }
        self.push(&classes, whole, &passage(0..text.len()));
        text.len()
    }
}

/// The marks that the new version has and the old one had not, with what stood in their place.
pub(super) fn changed(old: &Marks, new: &Marks) -> Vec<Place> {
    let is_new = |mark: &&Mark| {
        !old.marks.iter().any(|known| known.class == mark.class && known.words == mark.words)
    };
    let place = |mark: &Mark| {
        let before = old.marks.iter().find(|known| known.class == mark.class);
        Place {
            class: mark.class,
            old: before.map(|before| before.passage.clone()),
            new: Some(mark.passage.clone()),
        }
    };
    new.marks.iter().filter(is_new).map(place).collect()
}

/// What stands in brackets at the beginning, and where these end.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '*' => '*',
        _ => return None,
    };
    // `** KILL **`
    let n = text.chars().take_while(|c| *c == '*').count().max(1);
    let end = text[n..].find(close).map(|at| at + n)?;
    (end <= LINE_BYTES_MAX).then(|| (text[n..end].trim(), end + n))
}

/// The words in capitals with which the line begins.
fn loud(text: &str) -> &str {
    let mut end = 0;
    for (at, word) in text.split_whitespace().scan(0, |from, word| {
        let at = text[*from..].find(word).map_or(*from, |n| *from + n);
        *from = at + word.len();
        Some((at, word))
    }) {
        if !word.chars().any(char::is_alphabetic) {
            continue;
        }
        if !word.chars().any(char::is_uppercase) || word.chars().any(char::is_lowercase) {
            break;
        }
        end = at + word.len();
        if word.ends_with(':') {
            break;
        }
    }
    &text[..end]
}

/// An agency's working name of a piece: `BC-LAKE FERRY`.
fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_code =
        bytes.len() > 4 && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2] == b'-';
    is_code && bytes[3].is_ascii_uppercase() && text.len() <= LINE_BYTES_MAX
}

/// The most words of what is set apart and says that a text is put right, or sent anew.
const APART_WORDS_MAX: usize = 14;

/// Whether a line is a note for readers, and speaks to no newsroom.
fn is_for_readers(folded: &str) -> bool {
    let is_note = folded.starts_with(" editors note ") || folded.starts_with(" editor s note ");
    is_note && ![" attention ", " advisory ", " clients "].iter().any(|it| folded.contains(it))
}

/// Whether a line tells of a version what it is or does, and nothing else: `Adds comment from the minister`, `Neue
/// Fassung mit Zitaten`.
fn is_telegraphed(text: &str, is_addressed: bool) -> bool {
    let folded = words(text);
    let all = split(&folded);
    let is_ended = text.ends_with(['.', '!', '?', '”', '"']) && !is_addressed;
    if all.len() > APART_WORDS_MAX || is_ended {
        return false;
    }
    let behind = MARKS.iter().find_map(|(family, _)| {
        let at = (0..all.len().min(3)).find(|at| family.begins(&all[*at..]).is_some())?;
        Some(at + family.begins(&all[at..])?)
    });
    // `2. Zusammenfassung – mit Zitaten`.
    let goes_on = || {
        let rest = behind.map_or(&[][..], |at| &all[at..]);
        (0..rest.len().min(2)).any(|at| Family::With.begins(&rest[at..]).is_some())
    };
    let does = (0..all.len().min(4)).any(|at| Family::MarkVerb.begins(&all[at..]).is_some());
    does || is_mark_throughout(&all) || goes_on()
}

/// The classes that words say of a version.
fn told(text: &str, apart: Apart) -> Vec<Class> {
    let folded = words(text);
    let mut classes = said(&folded);
    let all = split(&folded);
    let order = order(text, apart);
    if order.is_some() {
        classes.retain(|class| !is_order(*class));
        classes.splice(..0, order);
    } else if apart == Apart::Brackets && !is_mark_throughout(&all) {
        classes.retain(|class| *class != Class::Kill);
    }
    if apart != Apart::Not
        && all.len() <= APART_WORDS_MAX
        && !classes.iter().any(|it| is_order(*it))
    {
        for (family, class) in MARKS {
            // `Refiles to correct spelling` sends it anew.
            let is_refiled = class == Class::Corrected && classes.contains(&Class::Refile);
            if is_refiled {
                continue;
            }
            if (0..all.len().min(3)).any(|at| family.begins(&all[at..]).is_some())
                && !classes.contains(&class)
            {
                classes.push(class);
            }
        }
    }
    classes
}

/// Families of words that are marks where they begin what is set apart.
const MARKS: [(Family, Class); 3] = [
    (Family::Corrects, Class::Corrected),
    (Family::Resent, Class::Refile),
    (Family::Renewed, Class::Writethru),
];

fn is_order(class: Class) -> bool {
    matches!(class, Class::Kill | Class::Withhold | Class::Embargo)
}

/// Whether bracketed words begin with a mark, or speak to newsrooms: a sentence in brackets is none.
fn begins_as_mark(inner: &str) -> bool {
    let words = words(inner);
    let all = split(&words);
    let is_mark = |at: usize| {
        all.get(at).is_some_and(|word| is_mark_word(word))
            || MARKS.iter().any(|(family, _)| all.len() > at && family.begins(&all[at..]).is_some())
    };
    is_address(&words)
        || begins_order(&words)
        || is_mark(0)
        || all.first().is_some_and(|word| is_ordinal(word))
        || (is_mark(1) && is_filler(all[0]))
        || is_mark_throughout(&all)
}

/// Whether all words before a headline are marks; `rest` is what stands behind them, and `other` the headline of the
/// version that it is compared with.
fn is_head(head: &str, rest: &str, other: &str) -> bool {
    let folded = words(head);
    let classes = told(head, Apart::Mark);
    if classes.is_empty() {
        return false;
    }
    let is_loud = !head.chars().any(char::is_lowercase) && head.chars().any(char::is_uppercase);
    let has_case = head.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let has_number = head.chars().any(char::is_numeric);
    let all = split(&folded);
    let first = all.first().copied().unwrap_or("");
    let is_throughout = is_mark_throughout(&all);
    let is_addressed = Family::Addressed.begins(&all).is_some();
    if classes.contains(&Class::Embargo) || classes.contains(&Class::Withhold) {
        let is_order = begins_order(&folded)
            || is_address(&folded)
            || folded.contains(" منتشر نشود ")
            || order(head, Apart::Mark).is_some();
        let is_set = !has_case || has_number || is_addressed || first.starts_with("embargoed");
        return is_order && (is_loud || (is_set && is_throughout));
    }
    let are_marks = is_throughout
        || all.iter().all(|word| is_mark_word(word) || is_filler(word) || is_ordinal(word));
    let is_sure = matches!(
        first,
        "corrected"
            | "correction"
            | "refile"
            | "rpt"
            | "withdrawn"
            | "berichtigung"
            | "korrektur"
            | "korrigiert"
            | "wiederholung"
            | "исправлено"
            | "уточнение"
            | "поправка"
            | "дополнено"
            | "повтор"
    );
    // What capitals do not set apart may be a headline's own word.
    let is_kill = classes.contains(&Class::Kill);
    let is_plain = if has_case { has_number } else { !is_kill };
    let is_of_the_same = || resembles(rest, other);
    are_marks
        && (is_loud || is_plain || ((!has_case || is_sure || is_addressed) && is_of_the_same()))
}

/// Whether two headlines share most of their words.
fn resembles(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (a, b) = (split(&a), split(&b));
    let n_shared = a.iter().filter(|word| b.contains(word)).count();
    3 * n_shared >= a.len() + b.len()
}
