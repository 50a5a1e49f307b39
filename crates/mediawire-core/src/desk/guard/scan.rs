//! A headline as marks: words, quotation marks told from apostrophes, and the points that carry meaning.
//!
//! What carries none is not there: commas (a word says that one stands before it), brackets, a full stop at the end.

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
    /// `/` beside a space, or between words.
    Slash,
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
    /// Whether it stands right behind the mark before it, or a hyphen.
    pub(super) is_joined: bool,
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
    let mut scan = Scan { text, chars, to, closing, open: Vec::new(), out: Vec::new(), i: 0 };
    let (mut is_joined, mut has_comma) = (false, false);
    while let Some(&(at, c)) = scan.chars.get(scan.i) {
        let n = scan.out.len();
        if is_letter(c) {
            scan.word();
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
            if is_letter(c) || (i > from && self.binds(i, c)) {
                i += 1;
            } else {
                break;
            }
        }
        let (start, end) = (self.place(from), self.place(i));
        let raw = &self.text[start..end];
        let case = case(raw);
        let mut text = folded(raw);
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
            '/' | '\\' => self.push(Mark::Break(Break::Slash), i, next, ""),
            '-' | '‐' | '‑' | '–' | '—' | '―' | '−' => self.dash(c),
            '?' | '؟' => self.push(Mark::Question, i, next, ""),
            '…' => self.push(Mark::Ellipsis, i, next, ""),
            '.' => self.point(),
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
        let is_apart = self.before(from).is_none_or(|c| !is_letter(c));
        let is_touching = self.is_letter_at(to);
        if to == from + 1 && !is_apart && is_touching && !matches!(c, '—' | '―') {
            self.i = to;
        } else if to == from + 1 && is_apart && self.is_digit_at(to) && matches!(c, '-' | '−') {
            self.push(Mark::Word, from, to, "minus");
        } else {
            self.push(Mark::Break(Break::Dash), from, to, "");
        }
    }

    /// Points: three are an ellipsis; one at the end or behind an abbreviation is nothing.
    fn point(&mut self) {
        let from = self.i;
        let mut to = from;
        while self.char(to) == Some('.') {
            to += 1;
        }
        if to - from >= 2 {
            self.push(Mark::Ellipsis, from, to, "");
            return;
        }
        let has_more = self.chars[to..].iter().any(|(_, c)| is_letter(*c));
        let is_short = self.out.last().is_some_and(|word| is_abbreviation(&word.text));
        if has_more && !is_short {
            self.push(Mark::Stop, from, to, "");
        } else {
            self.i = to;
        }
    }

    fn double(&mut self, c: char) {
        let i = self.i;
        let is_opening = self.is_opening(i);
        let opens = match c {
            '„' | '‟' | '«' | '「' => true,
            '»' | '」' => false,
            // In German it closes what „ opened.
            '“' => is_opening || self.open.is_empty(),
            _ => is_opening,
        };
        self.quote(opens, false);
    }

    fn single(&mut self, c: char) {
        let i = self.i;
        let is_opening = self.is_opening(i);
        let is_decade = self.is_digit_at(i + 1) && self.is_digit_at(i + 2);
        match c {
            '‚' | '‹' => self.quote(true, true),
            '›' => self.quote(false, true),
            _ if is_opening && !is_decade && self.closes_later(i + 1) => self.quote(true, true),
            '‘' if is_opening && !is_decade => self.quote(true, true),
            _ if !is_opening && self.open.contains(&true) && self.closes_here(i) => {
                self.quote(false, true);
            }
            // An apostrophe that opens or ends a word.
            _ => self.i = i + 1,
        }
    }

    fn quote(&mut self, opens: bool, is_single: bool) {
        if opens {
            self.open.push(is_single);
            self.push(Mark::Open, self.i, self.i + 1, "");
        } else {
            self.open.pop();
            self.push(Mark::Close, self.i, self.i + 1, "");
        }
    }

    /// Whether a mark here can only open: nothing but space or an opening sign stands before it, and text behind it.
    fn is_opening(&self, i: usize) -> bool {
        let before = self.before(i);
        let behind = self.char(i + 1);
        let is_free = before.is_none_or(|c| {
            c.is_whitespace() || is_quote(c) && self.is_open_mark(i) || is_opener(c)
        });
        is_free && behind.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether the mark before `i` was read as one that opens.
    fn is_open_mark(&self, i: usize) -> bool {
        let place = self.place(i);
        self.out.last().is_some_and(|last| last.mark == Mark::Open && last.end == place)
    }

    fn is_single_mark(&self, i: usize) -> bool {
        matches!(self.char(i), Some('\'' | '’'))
    }

    /// Whether a single mark that may close stands at or behind `i`.
    fn closes_later(&self, i: usize) -> bool {
        (i..self.chars.len()).any(|at| self.may_close(at))
    }

    fn may_close(&self, i: usize) -> bool {
        let before = self.before(i);
        self.is_single_mark(i)
            && before.is_some_and(|c| !c.is_whitespace() && !is_opener(c))
            && !self.is_letter_at(i + 1)
    }

    /// Whether the single mark at `i` closes, and is not the apostrophe of a plural.
    fn closes_here(&self, i: usize) -> bool {
        let is_plural = self.before(i).is_some_and(|c| matches!(c, 's' | 'S'));
        if self.closing == Closing::First || !is_plural {
            return true;
        }
        let next = (i + 1..self.chars.len()).find(|at| {
            self.may_close(*at)
                || (self.char(*at).is_some_and(is_quote)
                    && self.before(*at).is_some_and(char::is_whitespace))
        });
        !next.is_some_and(|at| self.may_close(at))
    }
}

/// Whether the character is part of a word by itself: letters, digits, their marks, and joiners that are not seen.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{640}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && fold::digit(c).is_some())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`')
}

/// Whether what stands behind the sign begins something.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '|' | ':' | ';')
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
