//! Marks as terms: what is compared. A number is its value, a unit its one form, a phrase one term.

mod amount;
mod date;
mod reader;

use crate::desk::guard::homograph::{self, Lettering};
use crate::desk::guard::number::Number;
use crate::desk::guard::scan::{Break, Case, Closing, Mark, Token, scan};
use crate::desk::guard::term::reader::Reader;
use crate::desk::guard::{Equivalence, Kind};
use crate::text::language;
pub(super) use amount::settle;
pub(super) use date::leads_to_day;

/// What a term is to the comparison: equal keys are one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::desk) enum Key {
    /// A word, folded.
    Word(String),
    /// Words that are one to the guard, and what they do.
    Phrase(String, Kind),
    /// A number by its value.
    Number(Number),
    /// What is written with digits and is no value: `F-35`, `9/11`, `2-0`.
    Digits(String),
    /// A unit behind a number, in its one form.
    Unit(&'static str),
    /// A quotation opens.
    Open,
    /// A quotation closes.
    Close,
    /// A point that parts.
    Break(Break),
    /// `?`
    Question,
    /// `…`
    Ellipsis,
    /// A full stop within.
    Stop,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Form {
    /// As it is.
    Plain,
    /// A long form, read as its short one: `United States`.
    Long,
    /// What stood there is read as what the house may write for it.
    Swapped(Equivalence),
}

/// A term with its place.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Term {
    /// What it is.
    pub(in crate::desk) key: Key,
    /// Its first byte in the text.
    pub(in crate::desk) start: usize,
    /// One past its last.
    pub(in crate::desk) end: usize,
    /// Whether a comma stands before it.
    pub(in crate::desk) has_comma: bool,
    /// Whether a hyphen stands before it.
    pub(in crate::desk) has_hyphen: bool,
    /// How it is written.
    pub(in crate::desk) case: Case,
    /// Whether nothing before it says how it would be written within a sentence.
    pub(in crate::desk) is_first: bool,
    /// How many quotations are open around it; a mark of quotation counts its own.
    pub(in crate::desk) depth: usize,
    /// Of a word that is a name or another word by its case: which, where that is known.
    pub(in crate::desk) is_name: Option<bool>,
    /// How its name is written.
    pub(in crate::desk) form: Form,
}

impl Term {
    /// The word, if it is one.
    pub(in crate::desk) fn word(&self) -> &str {
        match &self.key {
            Key::Word(word) | Key::Phrase(word, _) => word,
            Key::Number(_) | Key::Digits(_) | Key::Unit(_) | Key::Open | Key::Close => "",
            Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => "",
        }
    }

    /// Whether it is a word, number or unit.
    pub(in crate::desk) fn is_word(&self) -> bool {
        match self.key {
            Key::Word(_) | Key::Phrase(..) | Key::Number(_) | Key::Digits(_) | Key::Unit(_) => true,
            Key::Open | Key::Close | Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => {
                false
            }
        }
    }

    /// Whether the two say the same.
    pub(in crate::desk) fn same(&self, other: &Self) -> bool {
        let differ = matches!((self.is_name, other.is_name), (Some(a), Some(b)) if a != b);
        self.key == other.key && !differ
    }
}

/// A text as terms.
#[derive(Debug, Clone)]
pub(in crate::desk) struct Text {
    /// Its terms, in order.
    pub(in crate::desk) terms: Vec<Term>,
    /// How its letters are written.
    pub(in crate::desk) lettering: Lettering,
}

/// The terms of `text[from..to]`.
pub(in crate::desk) fn read(
    text: &str,
    (from, to): (usize, usize),
    tag: &str,
    closing: Closing,
) -> Text {
    let tokens = joined(scan(text, from, to, closing));
    let lettering = homograph::lettering(&tokens);
    let point = decimal_point(tag);
    let mut terms = Reader::new(&tokens, point, lettering).terms();
    homograph::resolve(&mut terms, lettering);
    Text { terms, lettering }
}

/// What parts the decimals of a number in the language.
fn decimal_point(tag: &str) -> char {
    match language::language(tag).as_deref() {
        Some(
            "de" | "fr" | "es" | "it" | "pt" | "nl" | "ru" | "uk" | "tr" | "id" | "pl" | "cs"
            | "da" | "nb" | "no" | "sv" | "fi" | "el" | "ro" | "hu" | "vi" | "az" | "sr" | "hr",
        ) => ',',
        _ => '.',
    }
}

/// Persian prefixes and endings written apart are part of their word: `می کند`, `مدرسه ها`.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let is_near = token.mark == Mark::Word && !token.has_comma;
        if let Some(last) = out.last_mut()
            && is_near
            && last.mark == Mark::Word
            && is_arabic(&last.text)
            && is_arabic(&token.text)
            && (matches!(last.text.as_str(), "می" | "نمی" | "بی")
                || is_ending(&token.text)
                || is_weekday(&last.text, &token.text))
        {
            // `خانه ی` is `خانهٔ`, as a reader sees it.
            if token.text != "ی" || !last.text.ends_with('ه') {
                last.text.push_str(&token.text);
            }
            last.end = token.end;
            continue;
        }
        let mut token = token;
        // `وفقا للشرطة` names `الشرطة`.
        if is_near && out.last().is_some_and(|last| matches!(last.text.as_str(), "وفقا" | "طبقا"))
        {
            if let Some(rest) = token.text.strip_prefix("لل") {
                token.text = format!("ال{rest}");
            } else if let Some(rest) = token.text.strip_prefix('ل') {
                token.text = rest.to_owned();
            }
        }
        out.push(token);
    }
    out
}

/// `سه شنبه`: a day of the week, and no three of anything.
fn is_weekday(number: &str, word: &str) -> bool {
    word.starts_with("شنبه") && matches!(number, "یک" | "دو" | "سه" | "چهار" | "پنج")
}

fn is_ending(word: &str) -> bool {
    matches!(
        word,
        "ی" | "شان"
            | "مان"
            | "تان"
            | "ها"
            | "های"
            | "هایی"
            | "هایش"
            | "هایشان"
            | "تر"
            | "ترین"
            | "ام"
            | "ات"
            | "اش"
            | "اند"
            | "ای"
    )
}

/// Whether the word begins with a letter of the Arabic script.
pub(in crate::desk) fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(c, '\u{0620}'..='\u{06ff}') && c.is_alphabetic())
}
