//! What stands around a headline and is none of it: marks of a version, and the name of the source's site.
//!
//! To add a word that marks a version, add it folded to `is_version_word`.

use crate::text::fold;
use std::ops::Range;

/// A headline's parts.
pub(super) struct Frame {
    /// The headline: bytes, at the ends of characters.
    pub(super) headline: Range<usize>,
    /// The mark of its version as letters and digits, folded; empty if there is none.
    pub(super) version: String,
}

/// The part of a headline that is one: without the version before or behind it (`UPDATE 2-`) and without the site's name.
///
/// Bytes, at the ends of characters.
#[must_use]
pub fn headline(text: &str, sites: &[&str]) -> Range<usize> {
    frame(text, sites).headline
}

/// The parts of a headline.
pub(super) fn frame(text: &str, sites: &[&str]) -> Frame {
    let start = version(text).unwrap_or(0);
    let mut end = text.trim_end().len().max(start);
    while let Some(shorter) = without_site(&text[start..end], sites) {
        end = start + shorter;
    }
    let tail = trailing_version(&text[start..end]).map_or(end, |at| start + at);
    let mark = [&text[..start], &text[tail..end]].concat();
    let version = fold::fold(&mark).chars().filter(|c| c.is_alphanumeric()).collect();
    Frame { headline: start..tail, version }
}

/// Where a headline ends that one of the site's names follows.
fn without_site(text: &str, sites: &[&str]) -> Option<usize> {
    if sites.is_empty() {
        return None;
    }
    [" - ", " – ", " — ", "|", " · ", " • ", " :: ", " » ", " / "].iter().find_map(|part| {
        let at = text.rfind(part)?;
        let tail = fold::fold(text[at + part.len()..].trim());
        let is_site = !tail.is_empty() && sites.iter().any(|site| fold::fold(site.trim()) == tail);
        let end = text[..at].trim_end().len();
        (is_site && end > 0).then_some(end)
    })
}

/// One past an agency's marks of a version: `UPDATE 2-`, `RPT-UPDATE 2-`, `(2nd LD)`, `تحديث 2-`.
fn version(text: &str) -> Option<usize> {
    let end = bracketed(text).or_else(|| prefixed(text)).or_else(|| marked(text))?;
    let rest = text[end..].trim_start();
    let start = text.len() - rest.len();
    // Nothing is the version of nothing.
    (!rest.is_empty()).then(|| version(rest).map_or(start, |more| start + more))
}

/// One past `UPDATE 2-`.
fn prefixed(text: &str) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "UPDATED",
        "UPDATE",
        "WRAPUP",
        "REFILE",
        "RPT",
        "REPEAT",
        "CORRECTED",
        "CORRECTION",
        "ADVISORY",
    ];
    let word = WORDS.iter().find(|word| text.starts_with(**word))?;
    let rest = &text[word.len()..];
    let number = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = number.trim_start().strip_prefix(['-', '–', '—', ':'])?;
    // `UPDATE: …` is a label, `Update software …` a sentence.
    let is_done = matches!(*word, "UPDATED" | "CORRECTED") && rest.starts_with(':');
    (number.len() < rest.trim_start().len() || rest.starts_with('-') || is_done)
        .then(|| text.len() - behind.len())
}

/// One past `به‌روزرسانی ۲-`, `2ND LEAD:`, `Update 1 - `.
fn marked(text: &str) -> Option<usize> {
    if !may_begin(text) {
        return None;
    }
    let at = text.find(['-', '–', '—', ':', '/', '|'])?;
    let mark = text[at..].chars().next()?;
    let behind = &text[at + mark.len_utf8()..];
    let head = &text[..at];
    let is_latin = head.is_ascii();
    // `Update 2-0 win` tells a score.
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric()) && is_latin;
    let has_number = head.contains(|c: char| c.is_numeric());
    (is_version(head) && !goes_on && (has_number || !is_latin)).then_some(at + mark.len_utf8())
}

/// Whether the text may begin with a mark of a version that is told by its words: most do not, and need no more.
fn may_begin(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").trim_end_matches(['-', ':', '/']);
    if first.is_ascii() {
        return first.starts_with(|c: char| c.is_ascii_digit())
            || ["update", "lead", "corrected"].iter().any(|word| first.eq_ignore_ascii_case(word));
    }
    let first = fold::fold(first);
    ["به", "بروز", "تکمیل", "اصلاح", "تصحیح", "تحدیث", "محدث"]
        .iter()
        .any(|begin| first.starts_with(begin))
}

/// One past `(2nd LD)` at the beginning.
fn bracketed(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = text.find(close)?;
    is_bracketed_version(&text[1..end]).then_some(end + 1)
}

/// Where a headline ends that `(UPDATE 2)` follows.
fn trailing_version(text: &str) -> Option<usize> {
    let open = match text.chars().next_back()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = text.rfind(open)?;
    let inner = &text[at + 1..text.len() - 1];
    let end = text[..at].trim_end().len();
    // Behind a headline a metal may be told in brackets.
    let is_mark = is_bracketed_version(inner) && !inner.eq_ignore_ascii_case("lead");
    (is_mark && end > 0).then_some(end)
}

/// Whether bracketed words are a mark of a version: `[Update] required` begins a sentence.
fn is_bracketed_version(text: &str) -> bool {
    let is_loud = !text.contains(|c: char| c.is_ascii_lowercase());
    let is_done = ["updated", "corrected"].iter().any(|word| text.eq_ignore_ascii_case(word));
    is_version(text) && (is_loud || is_done || text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether the words are a mark of a version, with or without its number.
fn is_version(text: &str) -> bool {
    let words = fold::fold(text);
    let mut has_word = false;
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let n = word.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = n > 0 && n <= 2 && matches!(&word[n..], "" | "st" | "nd" | "rd" | "th");
        if is_version_word(word) {
            has_word = true;
        } else if !is_number && !matches!(word, "به" | "روز" | "خبر" | "شد" | "شده" | "نسخه")
        {
            return false;
        }
    }
    has_word
}

fn is_version_word(word: &str) -> bool {
    matches!(
        word,
        "update"
            | "updated"
            | "upd"
            | "lead"
            | "ld"
            | "corrected"
            | "correction"
            | "recast"
            | "recasts"
            | "refile"
            | "rpt"
            | "repeat"
            | "writethru"
            | "wrapup"
            | "بهروزرسانی"
            | "روزرسانی"
            | "بروزرسانی"
            | "رسانی"
            | "بهروزشده"
            | "تکمیلی"
            | "اصلاحیه"
            | "اصلاحی"
            | "تصحیح"
            | "تحدیث"
            | "محدث"
    )
}
