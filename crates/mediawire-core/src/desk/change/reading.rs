//! A paragraph as sentences of terms.

use crate::desk::change::numeral;
use crate::desk::change::tongue::Tongue;
use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::scan::{Break, Closing};
use crate::desk::guard::term::{Key, Term, read};
use std::ops::Range;

/// What is read at once, in bytes: of a longer paragraph one stretch after another, each to the end of a sentence.
const STRETCH_BYTES_MAX: usize = 2_000;
/// Terms of a sentence that is short enough to be known by its small words.
const SHORT_TERMS_MAX: usize = 12;
/// Letters by which words of one stem are told to be akin.
const STEM_LETTERS: usize = 5;

/// Terms that were read of a stretch of a text.
pub(super) struct Reading<'a> {
    text: &'a str,
    paragraph: usize,
    range: Range<usize>,
    terms: Vec<Term>,
    lettering: Lettering,
}

/// A sentence, or a headline: its terms with their places in its paragraph.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// The whole paragraph, or headline.
    pub(super) text: &'a str,
    /// Which paragraph.
    pub(super) paragraph: usize,
    /// Its bytes in the paragraph.
    pub(super) range: Range<usize>,
    /// Its terms.
    pub(super) terms: Vec<Term>,
    /// How the letters around it are written.
    pub(super) lettering: Lettering,
}

impl<'a> Reading<'a> {
    /// Reads a range of a text.
    pub(super) fn of(text: &'a str, range: Range<usize>, tag: &str, tongue: Tongue) -> Self {
        let mut read = read(text, (range.start, range.end), tag, Closing::First);
        numeral::settle(&mut read.terms, text, tongue);
        Self { text, paragraph: 0, range, terms: read.terms, lettering: read.lettering }
    }

    /// All of it as one part.
    pub(super) fn whole(self) -> Part<'a> {
        let Self { text, paragraph, range, terms, lettering } = self;
        Part { text, paragraph, range, terms, lettering }
    }

    fn sentences(self, out: &mut Vec<Part<'a>>) {
        let Self { text, paragraph, range, terms, lettering } = self;
        let mut start = range.start;
        let mut own: Vec<Term> = Vec::new();
        let mut terms = terms.into_iter().peekable();
        while let Some(term) = terms.next() {
            let next = terms.peek();
            // What closes behind the stop belongs to its sentence.
            let is_end = match term.key {
                Key::Stop | Key::Question => {
                    next.is_some_and(|next| next.key != Key::Close || next.start > term.end)
                        && !is_ordinal(own.last(), next, text)
                        && !goes_on(own.last(), next, text)
                }
                Key::Close => {
                    let last = own.last().map(|last| (&last.key, last.end));
                    matches!(last, Some((Key::Stop | Key::Question, end)) if end == term.start)
                        && next.is_some()
                }
                _ => false,
            };
            let end = term.end;
            own.push(term);
            if is_end {
                let end =
                    end + text[end..].len() - text[end..].trim_start_matches([')', ']']).len();
                push(out, Part { text, paragraph, range: start..end, terms: own, lettering });
                (start, own) = (end, Vec::new());
            }
        }
        push(out, Part { text, paragraph, range: start..range.end, terms: own, lettering });
    }
}

/// Adds a part without the white space around it, if there is anything in it.
fn push<'a>(out: &mut Vec<Part<'a>>, part: Part<'a>) {
    let words = &part.text[part.range.clone()];
    let start = part.range.start + words.len() - words.trim_start().len();
    let range = start..start + words.trim().len();
    if !range.is_empty() {
        out.push(Part { range, ..part });
    }
}

/// Whether the point belongs to a word that is cut short: `Anm. d. Red.:`
fn goes_on(last: Option<&Term>, next: Option<&Term>, text: &str) -> bool {
    let is_letter = last.is_some_and(|last| last.word().chars().count() == 1);
    is_letter
        || next.is_some_and(|next| {
            matches!(next.key, Key::Break(Break::Colon))
                || (next.is_word() && text[next.start..].starts_with(char::is_lowercase))
        })
}

/// Whether the point behind a number makes an ordinal of it: `15. März`.
fn is_ordinal(last: Option<&Term>, next: Option<&Term>, text: &str) -> bool {
    let is_number = last.is_some_and(|last| {
        matches!(last.key, Key::Number(_) | Key::Digits(_)) && text[last.start..last.end].len() <= 2
    });
    let goes_on = next.is_some_and(|next| {
        let word = &text[next.start..next.end];
        word.starts_with(char::is_lowercase) || numeral::is_counted_by_ordinal(next.word())
    });
    is_number && goes_on
}

/// The sentences of a paragraph from its byte `from` on.
pub(super) fn sentences<'a>(
    (paragraph, text): (usize, &'a str),
    from: usize,
    tag: &str,
    tongue: Tongue,
    out: &mut Vec<Part<'a>>,
) {
    let mut start = from;
    while start < text.len() {
        let end = start + stretch(&text[start..]);
        Reading { paragraph, ..Reading::of(text, start..end, tag, tongue) }.sentences(out);
        start = end;
    }
}

/// How much of the text is read at once, in bytes.
fn stretch(text: &str) -> usize {
    if text.len() <= STRETCH_BYTES_MAX {
        return text.len();
    }
    let mut is_end = false;
    let mut space = None;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < STRETCH_BYTES_MAX) {
        if c.is_whitespace() {
            if is_end {
                return at;
            }
            space = space.or(Some(at));
        }
        is_end = matches!(c, '.' | '!' | '?' | '؟' | '…' | '。');
        if at > 2 * STRETCH_BYTES_MAX {
            return space.unwrap_or(at);
        }
    }
    text.len()
}

impl<'a> Part<'a> {
    /// Takes in a sentence that stands right before or behind it; of another it takes nothing.
    pub(super) fn join(&mut self, other: Part<'a>) {
        if other.paragraph != self.paragraph {
            return;
        }
        let (head, tail) = if other.range.start < self.range.start {
            (other.clone(), self.clone())
        } else {
            (self.clone(), other)
        };
        if !self.text[head.range.end..tail.range.start].trim().is_empty() {
            return;
        }
        self.range = head.range.start..tail.range.end;
        self.terms = [head.terms, tail.terms].concat();
    }

    /// How much of it stands in the other term by term, of a thousand; 0 for less than half, and of longer sentences.
    pub(super) fn likeness(&self, other: &Self) -> usize {
        let (a, b) = (&self.terms, &other.terms);
        if a.len().max(b.len()) > SHORT_TERMS_MAX || a.is_empty() || b.is_empty() {
            return 0;
        }
        let n = a.iter().filter(|term| b.iter().any(|other| other.key == term.key)).count();
        Some(n * 2_000 / (a.len() + b.len())).filter(|alike| *alike >= 500).unwrap_or(0)
    }

    /// Its words as they stand.
    pub(super) fn words(&self) -> &str {
        &self.text[self.range.clone()]
    }

    /// What stands at the term.
    pub(super) fn raw(&self, term: &Term) -> &str {
        &self.text[term.start..term.end]
    }

    /// What it is about: the stems of its longer words, and its numbers; sorted.
    pub(super) fn stems(&self, tongue: Tongue) -> Vec<String> {
        let letters_min = if tongue.has_capitals() { 4 } else { 3 };
        let mut out = Vec::new();
        for term in &self.terms {
            match &term.key {
                Key::Word(word) | Key::Phrase(word, _) | Key::Digits(word)
                    if word.chars().any(is_unspaced) =>
                {
                    let chars: Vec<char> = word.chars().collect();
                    out.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
                }
                Key::Word(word) if word.chars().count() >= letters_min => {
                    let word = word.strip_prefix("نمی").or(word.strip_prefix("می")).unwrap_or(word);
                    out.push(word.chars().take(STEM_LETTERS).collect());
                }
                Key::Number(value) => out.push(format!("{value:?}")),
                Key::Digits(digits) => out.push(digits.clone()),
                Key::Word(_) | Key::Phrase(..) | Key::Unit(_) | Key::Open | Key::Close => {}
                Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => {}
            }
        }
        out.sort_unstable();
        out
    }
}

/// Whether the script sets no space between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
