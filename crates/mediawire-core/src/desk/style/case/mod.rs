//! Case without a model: title case to sentence case by how words are used, and back by a house's rules.
//!
//! What a word is, is asked of the article's own body first, of the wire's running counts next, of small lists
//! (`english.txt`, and `names.txt` of names) then, and of its shape last: counts are added up as log odds, so that much
//! evidence outweighs little. To teach a word, add it to a list; a name that is only in the news is learned from texts.

mod known;
mod odds;
mod title;
mod usage;
pub(in crate::desk) mod words;

pub use title::{Small, title};
pub use usage::Usage;

use known::Known;
use odds::Odds;
use std::borrow::Cow;
use usage::{Shape, shape};
use words::{Gap, Word, between, is_remnant, words};

/// What is known of words when a headline is read: its article's body, and the texts before it.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The article's own body.
    pub body: &'a Usage,
    /// The wire's running counts.
    pub wire: &'a Usage,
}

/// What a house wants of sentence case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// Words that are always written so (`iPhone`).
    pub kept: &'a [String],
    /// Whether who reports it has a capital behind the last colon, though it is no name (`: Police`).
    pub reporter_up: bool,
}

/// The headline in sentence case, whatever case it came in, but for one that is in sentence case already.
///
/// Only the case of letters differs. Words with a capital behind their first letter stay (`NATO`, `McAllen`), unless
/// all of the headline is in capitals.
#[must_use]
pub fn sentence(headline: &str, evidence: &Evidence<'_>, wish: Wish<'_>) -> String {
    let words: Vec<Word<'_>> = words(headline).collect();
    let is_loud = is_loud(&words);
    if !is_loud && is_sentence(&words) {
        return headline.to_owned();
    }
    let odds = Odds::new(headline, &words, evidence);
    let reading = Reading { headline, evidence, wish, words: &words, odds, is_loud };
    let mut out = String::with_capacity(headline.len() + 8);
    let mut at = 0;
    for (i, word) in words.iter().enumerate() {
        out.push_str(&between(&headline[at..word.start]));
        at = word.end();
        match wish.kept.iter().find(|kept| kept.to_lowercase() == word.text.to_lowercase()) {
            Some(kept) => out.push_str(kept),
            None => reading.push_cased(i, &mut out),
        }
    }
    out.push_str(&between(&headline[at..]));
    out
}

/// Whether all words of the headline are in capitals.
fn is_loud(words: &[Word<'_>]) -> bool {
    let has_small = |word: &Word<'_>| word.text.chars().any(char::is_lowercase);
    let letters = |word: &&Word<'_>| word.text.chars().filter(|c| c.is_uppercase()).count() > 1;
    !words.iter().any(has_small) && words.iter().filter(letters).count() > 2
}

/// Whether the headline is in sentence case already, or in another language: a word that title case would not leave so
/// has a small letter.
fn is_sentence(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        let is_free = matches!(word.gap, Gap::Space | Gap::Start);
        word.text.chars().nth(1).is_some()
            && is_free
            && word.text.starts_with(char::is_lowercase)
            && !word.text.contains(char::is_uppercase)
            && !title::is_small_anywhere(word.text)
    })
}

struct Reading<'a> {
    headline: &'a str,
    evidence: &'a Evidence<'a>,
    wish: Wish<'a>,
    words: &'a [Word<'a>],
    odds: Odds<'a>,
    is_loud: bool,
}

impl<'a> Reading<'a> {
    /// Writes the word at `i` as it is written in a sentence.
    fn push_cased(&self, i: usize, out: &mut String) {
        let word = self.words[i];
        let shape = shape(word.text);
        let is_initials = word.text.contains('.') && word.text.contains(char::is_alphabetic);
        if is_initials || (shape == Shape::Mixed && !self.is_loud) {
            out.push_str(word.text);
        } else if is_remnant(self.headline, word) {
            out.push_str(&word.text.to_lowercase());
        } else if let Some(form) = self.mixed(i) {
            out.push_str(form);
        } else if word.text.starts_with(|c: char| c.is_ascii_digit()) {
            out.push_str(&self.number(i));
        } else if self.is_loud {
            out.push_str(&self.quietened(i));
        } else if let Some(at) = unit_at(word.text) {
            out.push_str(&word.text[..at]);
            out.push_str(&word.text[at..].to_lowercase());
        } else if shape == Shape::Caps || is_fixed(word) {
            out.push_str(word.text);
        } else if self.begins(i) || self.odds.of(i) > 0.0 {
            push_first(out, word.text, true);
        } else {
            push_first(out, word.text, false);
        }
    }

    /// The form of a word that begins with a small letter and holds a capital, as a text has it (`iPhone`).
    fn mixed(&self, i: usize) -> Option<&'a str> {
        let Evidence { body, wire } = self.evidence;
        let key = self.odds.key(i);
        let form =
            body.mixed(key).or_else(|| wire.mixed(key)).or_else(|| Known::get().mixed(key))?;
        (form.to_lowercase() == self.words[i].text.to_lowercase()).then_some(form)
    }

    /// Whether the word has a capital because of where it stands.
    fn begins(&self, i: usize) -> bool {
        match self.words[i].gap {
            Gap::Start | Gap::Sentence => true,
            Gap::Colon => !(self.is_reporter(i) && self.odds.of(i) <= 0.0),
            Gap::Quote | Gap::Dash | Gap::Space | Gap::Other => i == 0,
            Gap::Hyphen => false,
        }
    }

    /// Whether the word is all that stands behind the headline's last colon, and says who reports (`: report`): that is
    /// the end of the sentence and no new one. A house that wants a capital there says so by its form of attribution.
    fn is_reporter(&self, i: usize) -> bool {
        let word = self.words[i];
        let rest = self.headline[word.end()..].trim();
        let is_last = rest.is_empty() || (rest.starts_with('(') && rest.ends_with(')'));
        !self.wish.reporter_up
            && i > 1
            && word.gap == Gap::Colon
            && is_last
            && Known::get().is_reporter(&word.text.to_lowercase())
    }

    /// A word that begins with a digit: ordinals and plurals have small letters, units as they are used.
    fn number(&self, i: usize) -> Cow<'a, str> {
        const SMALL: [&str; 11] = ["st", "nd", "rd", "th", "s", "am", "pm", "bn", "mn", "tn", "pc"];
        let Evidence { body, wire } = self.evidence;
        let word = self.words[i];
        let letters = word.text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let is_small = SMALL.contains(&letters.as_str()) || letters.len() > 3;
        let (low, up) = [body, wire].iter().fold((0, 0), |(low, up), usage| {
            let seen = usage.find(self.odds.key(i)).map(|id| usage.seen(id)).unwrap_or_default();
            (low + seen.n_low(), up + seen.n_up() + seen.caps + seen.first)
        });
        if is_small || low > up { word.text.to_lowercase().into() } else { word.text.into() }
    }

    /// A word of a headline that is all in capitals: what it is, the evidence says.
    fn quietened(&self, i: usize) -> Cow<'a, str> {
        let word = self.words[i];
        let Evidence { body, wire } = self.evidence;
        let lower = word.text.to_lowercase();
        for usage in [body, wire] {
            let Some(seen) = usage.find(self.odds.key(i)).map(|id| usage.seen(id)) else {
                continue;
            };
            let quiet = seen.n_low() + seen.n_up();
            if seen.caps > quiet {
                return word.text.into();
            }
            if quiet > 0 {
                break;
            }
        }
        let is_acronym = Known::get().is_acronym(&word.text.to_uppercase());
        match is_acronym {
            true => word.text.to_owned().into(),
            false if self.begins(i) || self.odds.of(i) > 0.0 => {
                let mut out = String::new();
                push_first(&mut out, &lower, true);
                out.into()
            }
            false => lower.into(),
        }
    }
}

/// Where the unit begins that a sum of money ends with: `Won25,000bn`.
fn unit_at(word: &str) -> Option<usize> {
    let at = word.len().checked_sub(2)?;
    let unit = word
        .get(at..)
        .filter(|unit| unit.eq_ignore_ascii_case("bn") || unit.eq_ignore_ascii_case("mn"));
    unit.filter(|_| word[..at].ends_with(|c: char| c.is_ascii_digit())).map(|_| at)
}

/// Whether the word's capitals are its own: one behind its first letter, or before a digit (`F1`).
fn is_fixed(word: Word<'_>) -> bool {
    let has_inner = word.text.chars().filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase);
    has_inner || word.text == "I" || word.text.contains(|c: char| c.is_ascii_digit())
}

/// Writes the word with its first letter as a capital or a small one.
fn push_first(out: &mut String, word: &str, is_up: bool) {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return };
    if is_up {
        out.extend(first.to_uppercase());
    } else {
        out.extend(first.to_lowercase());
    }
    out.push_str(chars.as_str());
}
