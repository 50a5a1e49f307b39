//! Title case by a house's rules.

use super::words::{Gap, Word, is_remnant, words};

/// Which words stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    /// As the AP Stylebook has it: articles, and conjunctions and prepositions of three letters or fewer.
    Ap,
    /// As John Gruber's *Title Case* has it: a list of small words, whatever their part of speech.
    Gruber,
}

/// Articles, conjunctions and prepositions of three letters or fewer (Associated Press Stylebook, *composition titles*).
const AP: [&str; 22] = [
    "a", "an", "the", "and", "but", "for", "nor", "or", "so", "yet", "as", "at", "by", "in", "of",
    "off", "on", "per", "to", "up", "via", "vs",
];

/// The list of daringfireball.net, *Title Case*, 2008.
const GRUBER: [&str; 19] = [
    "a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "of", "on", "or", "the",
    "to", "v", "via", "vs",
];

/// Other words that some houses leave small in title case.
const LONG: [&str; 26] = [
    "is", "are", "was", "be", "it", "its", "not", "vs", "how", "into", "onto", "out", "down",
    "with", "from", "over", "than", "that", "amid", "upon", "after", "about", "under", "until",
    "when", "through",
];

/// Whether one house or the other leaves the word small in title case.
pub(super) fn is_small_anywhere(word: &str) -> bool {
    let word = word.to_lowercase();
    [&AP[..], &GRUBER[..], &LONG[..]].iter().any(|list| list.contains(&word.as_str()))
}

/// The headline in title case: first and last word up, those behind a colon or a dash too, the others by the list.
///
/// Only the case of letters differs. Words that hold a capital or a digit stay (`iPhone`, `McAllen`, `3rd`).
#[must_use]
pub fn title(headline: &str, small: Small, kept: &[String]) -> String {
    let words: Vec<Word<'_>> = words(headline).collect();
    let mut out = String::with_capacity(headline.len() + 8);
    let mut at = 0;
    for (i, word) in words.iter().enumerate() {
        out.push_str(&headline[at..word.start]);
        at = word.end();
        let is_last = words[i + 1..].iter().all(|next| next.gap == Gap::Hyphen);
        match kept.iter().find(|kept| kept.to_lowercase() == word.text.to_lowercase()) {
            Some(kept) => out.push_str(kept),
            None if is_remnant(headline, *word) => out.push_str(word.text),
            None => push_cased(&mut out, word, small, i == 0 || is_last),
        }
    }
    out.push_str(&headline[at..]);
    out
}

fn push_cased(out: &mut String, word: &Word<'_>, small: Small, is_at_an_end: bool) {
    let text = word.text;
    let holds = text.chars().skip(1).any(|c| c.is_uppercase())
        || text.contains(|c: char| c.is_ascii_digit());
    if holds {
        out.push_str(text);
        return;
    }
    let begins = matches!(word.gap, Gap::Start | Gap::Sentence | Gap::Colon | Gap::Dash);
    let lower = text.to_lowercase();
    let is_listed = match small {
        Small::Ap => AP.contains(&lower.as_str()),
        Small::Gruber => GRUBER.contains(&lower.as_str()),
    };
    if is_listed && !is_at_an_end && !begins {
        out.push_str(&lower);
    } else {
        let mut chars = text.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
}
