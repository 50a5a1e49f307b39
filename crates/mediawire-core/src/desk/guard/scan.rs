//! A headline as marks: words, quotation marks told from apostrophes, and the points that carry meaning.
//!
//! What carries none is not there: commas (a word says that one stands before it), brackets, a full stop at the end.

mod quotes;

use crate::text::fold;
use unicode_normalization::char::is_combining_mark;

/// A point that parts a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// `:`
    Colon,
    /// A dash, of whatever length.
    Dash,
    /// `;`
    Semicolon,
    /// `/` beside a space.
    Slash,
    /// `/` between two words.
    Stroke,
    /// `|`
    Bar,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word, a number, or a sign that stands for one (`%`, `$`).
    Word,
    /// A quotation opens, whatever its marks.
    Open,
    /// A quotation closes.
    Close,
    /// A point that parts.
    Break(Break),
    /// `?`
    Question,
    /// `…`
    Ellipsis,
    /// A full stop with a sentence behind it.
    Stop,
}

/// How a word's letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// All small.
    Lower,
    /// The first is a capital.
    Capital,
    /// All are capitals, two at least.
    Upper,
    /// Capitals within.
    Mixed,
    /// It has no letters of two cases.
    None,
}

/// A mark with its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) mark: Mark,
    /// A word, folded: see [`fold`]; apostrophes, dashes and the points of numbers in one form each.
    pub(super) text: String,
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// Whether it stands right behind the mark before it.
    pub(super) is_joined: bool,
    /// Whether a hyphen or a bracket stands before it.
    pub(super) has_hyphen: bool,
    /// Whether a comma stands before it.
    pub(super) has_comma: bool,
    /// How it is written.
    pub(super) case: Case,
}

/// Which of several single marks behind an `s` closes a quotation: `'workers' rights'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// The first.
    First,
    /// The last: the others are apostrophes.
    Last,
}

/// The marks of `text[from..to]`, with places in `text`.
pub(super) fn scan(text: &str, from: usize, to: usize, closing: Closing) -> Vec<Token> {
    let chars: Vec<(usize, char)> =
        text[from..to].char_indices().map(|(at, c)| (from + at, c)).collect();
    let mut scan = Scan {
        text,
        chars,
        to,
        closing,
        open: Vec::new(),
        out: Vec::new(),
        i: 0,
        has_hyphen: false,
    };
    let (mut is_joined, mut has_comma) = (false, false);
    while let Some(&(at, c)) = scan.chars.get(scan.i) {
        let n = scan.out.len();
        if is_letter(c) {
            scan.word();
        } else if is_unseen(c) {
            scan.i += 1;
            continue;
        } else if c.is_whitespace() {
            (is_joined, scan.i) = (false, scan.i + 1);
            continue;
        } else if matches!(c, ',' | '،' | '、') {
            (has_comma, is_joined, scan.i) = (true, false, scan.i + 1);
            continue;
        } else {
            scan.sign(at, c);
        }
        for token in &mut scan.out[n..] {
            (token.is_joined, token.has_comma) = (is_joined, has_comma);
            token.has_hyphen = std::mem::take(&mut scan.has_hyphen);
        }
        if scan.out.len() > n {
            has_comma = false;
        }
        is_joined = true;
    }
    scan.out
}

struct Scan<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
    to: usize,
    closing: Closing,
    /// Of each open quotation, whether its mark is a single one.
    open: Vec<bool>,
    out: Vec<Token>,
    i: usize,
    /// Whether a hyphen was read that the next word is joined by.
    has_hyphen: bool,
}

impl Scan<'_> {
    fn char(&self, i: usize) -> Option<char> {
        self.chars.get(i).map(|(_, c)| *c)
    }

    fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.char(i))
    }

    fn place(&self, i: usize) -> usize {
        self.chars.get(i).map_or(self.to, |(at, _)| *at)
    }

    fn is_letter_at(&self, i: usize) -> bool {
        self.char(i).is_some_and(is_letter)
    }

    fn is_digit_at(&self, i: usize) -> bool {
        self.char(i).is_some_and(is_digit)
    }

    fn push(&mut self, mark: Mark, from: usize, to: usize, text: &str) {
        let (start, end) = (self.place(from), self.place(to));
        self.out.push(Token {
            mark,
            text: text.to_owned(),
            start,
            end,
            is_joined: false,
            has_hyphen: false,
            has_comma: false,
            case: Case::None,
        });
        self.i = to;
    }

    /// Reads a word: letters and digits, and what stands between two of them and belongs to both.
    fn word(&mut self) {
        let from = self.i;
        let mut i = from;
        while let Some(c) = self.char(i) {
            if is_letter(c) || (i > from && (is_unseen(c) || self.binds(i, c))) {
                i += 1;
            } else {
                break;
            }
        }
        let (start, end) = (self.place(from), self.place(i));
        let raw = &self.text[start..end];
        let case = case(raw);
        let mut text = folded(raw);
        if text.is_empty() {
            self.i = i;
            return;
        }
        let mut to = i;
        if is_initials(&text) {
            text.retain(|c| c != '.');
            // The last point of `U.S.` is its own, unless it is one letter.
            if self.char(i) == Some('.') && raw.contains('.') {
                to = i + 1;
            }
        }
        self.push(Mark::Word, from, to, &text);
        if let Some(last) = self.out.last_mut() {
            last.case = case;
        }
    }

    /// Whether the sign at `i` holds together what stands on both of its sides.
    fn binds(&self, i: usize, c: char) -> bool {
        if !self.is_letter_at(i + 1) || !self.is_letter_at(i - 1) {
            return false;
        }
        let (is_digit_before, is_digit_behind) = (self.is_digit_at(i - 1), self.is_digit_at(i + 1));
        let are_digits = is_digit_before && is_digit_behind;
        match c {
            '\'' | '’' | 'ʼ' | '&' | '.' => true,
            '-' | '‐' | '‑' | '–' => is_digit_behind,
            '/' | ':' | '٫' => are_digits,
            // A comma parts digits by three.
            ',' | '٬' | '،' => {
                are_digits
                    && self.is_digit_at(i + 2)
                    && self.is_digit_at(i + 3)
                    && !self.is_digit_at(i + 4)
            }
            _ => false,
        }
    }

    /// Reads a sign that is no part of a word.
    fn sign(&mut self, at: usize, c: char) {
        let i = self.i;
        let next = i + 1;
        match c {
            ':' => self.push(Mark::Break(Break::Colon), i, next, ""),
            ';' | '؛' => self.push(Mark::Break(Break::Semicolon), i, next, ""),
            '|' | '¦' | '•' | '·' => self.push(Mark::Break(Break::Bar), i, next, ""),
            '/' => {
                let is_within = i > 0 && self.is_letter_at(i - 1) && self.is_letter_at(next);
                let part = if is_within { Break::Stroke } else { Break::Slash };
                self.push(Mark::Break(part), i, next, "");
            }
            '-' | '‐' | '‑' | '–' | '—' | '―' | '−' => self.dash(c),
            '?' | '؟' => self.push(Mark::Question, i, next, ""),
            '…' => self.push(Mark::Ellipsis, i, next, ""),
            '.' | '!' => self.point(c),
            '%' | '٪' => self.push(Mark::Word, i, next, "%"),
            '&' => self.push(Mark::Word, i, next, "and"),
            '~' | '≈' => self.push(Mark::Word, i, next, "~"),
            '$' | '£' | '€' | '¥' | '₹' | '₽' | '₺' | '₪' | '₩' | '﷼' | '°' | '+' | '<' | '>'
            | '=' | '#' | '@' => {
                let sign = self.text[at..at + c.len_utf8()].to_owned();
                self.push(Mark::Word, i, next, &sign);
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' => self.double(c),
            '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' => self.single(c),
            '(' | ')' | '[' | ']' => (self.i, self.has_hyphen) = (next, true),
            _ => self.i = next,
        }
    }

    /// A dash parts; a hyphen between letters only joins, and a dash right before a number is its minus.
    fn dash(&mut self, c: char) {
        let from = self.i;
        let mut to = from;
        while self.char(to).is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−'))
        {
            to += 1;
        }
        let place = self.place(from);
        let is_apart =
            !self.out.last().is_some_and(|last| last.mark == Mark::Word && last.end == place);
        let is_touching = self.is_letter_at(to);
        if to == from + 1 && !is_apart && is_touching && !matches!(c, '—' | '―') {
            (self.i, self.has_hyphen) = (to, true);
        } else if to == from + 1 && is_apart && self.is_digit_at(to) && matches!(c, '-' | '−') {
            self.push(Mark::Word, from, to, "minus");
        } else {
            self.push(Mark::Break(Break::Dash), from, to, "");
        }
    }

    /// Points: three are an ellipsis; one at the end or behind an abbreviation is nothing.
    fn point(&mut self, c: char) {
        let from = self.i;
        let mut to = from;
        while self.char(to) == Some(c) {
            to += 1;
        }
        if c == '.' && to - from >= 3 {
            self.push(Mark::Ellipsis, from, to, "");
            return;
        }
        let has_more = self.chars[to..].iter().any(|(_, c)| is_letter(*c));
        let is_short = c == '.' && self.out.last().is_some_and(|word| is_abbreviation(&word.text));
        if has_more && !is_short {
            self.push(Mark::Stop, from, to, "");
        } else {
            self.i = to;
        }
    }
}

/// Whether the character is part of a word by itself: letters, digits, their marks, and joiners that are not seen.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{640}')
}

/// Marks of direction and spaces of no width: inside a word they are nothing, and alone no word.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && fold::digit(c).is_some())
}

/// Whether every part between points is one letter.
fn is_initials(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    })
}

/// Whether a point behind the word ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() == 1
        || matches!(
            word,
            "jan"
                | "feb"
                | "mar"
                | "apr"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "sept"
                | "oct"
                | "nov"
                | "dec"
                | "gov"
                | "sen"
                | "rep"
                | "gen"
                | "lt"
                | "col"
                | "sgt"
                | "capt"
                | "dr"
                | "mr"
                | "mrs"
                | "ms"
                | "prof"
                | "rev"
                | "st"
                | "vs"
                | "no"
                | "inc"
                | "corp"
                | "co"
                | "ltd"
                | "jr"
                | "sr"
                | "al"
        )
}

/// The word folded, with one form of apostrophe, hyphen and the points of numbers.
fn folded(raw: &str) -> String {
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return raw.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(raw.len());
    for c in fold::fold(raw).chars() {
        out.push(match c {
            '’' | 'ʼ' => '\'',
            '‐' | '‑' | '–' => '-',
            '٫' => '.',
            '٬' | '،' => ',',
            other => other,
        });
    }
    out
}

fn case(raw: &str) -> Case {
    // What stands behind an apostrophe has a case of its own: `PM’s`.
    let word = raw.split(['\'', '’']).next().unwrap_or(raw);
    let (mut n_upper, mut n_lower, mut is_capital) = (0, 0, false);
    for c in word.chars() {
        if c.is_uppercase() {
            is_capital |= n_upper + n_lower == 0;
            n_upper += 1;
        } else if c.is_lowercase() {
            n_lower += 1;
        }
    }
    match (n_upper, n_lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if is_capital => Case::Capital,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}
