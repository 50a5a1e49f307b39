//! A headline as marks: words, quotation marks told from apostrophes, and the points that carry meaning.
//!
//! What carries none is not there: commas (a word says that one stands before it), brackets, a full stop at the end.

mod chars;
mod letters;
mod quotes;

use crate::desk::guard::number;
use crate::desk::guard::scan::letters::{
    case, folded, is_abbreviation, is_apostrophe, is_digit, is_initials, is_letter, is_spelled,
    is_thin, is_unseen,
};
use crate::text::fold;
use std::borrow::Cow;

/// A point that parts a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk) enum Break {
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
pub(in crate::desk) enum Case {
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
pub(in crate::desk) enum Closing {
    /// The first.
    First,
    /// The last: the others are apostrophes.
    Last,
}

/// The marks of `text[from..to]`, with places in `text`.
pub(super) fn scan(text: &str, from: usize, to: usize, closing: Closing) -> Vec<Token> {
    let (chars, is_as_written) = chars::chars(text, from, to);
    let mut scan = Scan {
        text,
        chars,
        is_as_written,
        to,
        closing,
        open: Vec::new(),
        out: Vec::new(),
        i: 0,
        has_hyphen: false,
        none_closes: false,
    };
    let (mut is_joined, mut has_comma) = (false, false);
    while let Some(&(at, c)) = scan.chars.get(scan.i) {
        let n = scan.out.len();
        if is_letter(c) || scan.begins_decimal(c) {
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
    /// Whether every character is the text's own: no entity was read.
    is_as_written: bool,
    to: usize,
    closing: Closing,
    /// Of each open quotation, whether its mark is a single one.
    open: Vec<bool>,
    out: Vec<Token>,
    i: usize,
    /// Whether a hyphen was read that the next word is joined by.
    has_hyphen: bool,
    /// Whether no single mark that is still to be read may close.
    none_closes: bool,
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
        let (mut i, mut has_groups) = (from, false);
        while let Some(c) = self.char(i) {
            if is_letter(c) || i == from {
                if c == '\u{200c}' && i > from && self.parts_number(from, i) {
                    break;
                }
            } else if self.parts_thousands(from, i, c) {
                has_groups = true;
            } else if !is_unseen(c) && !self.binds(i, c) {
                break;
            }
            i += 1;
        }
        let raw = self.raw(from, i);
        let case = case(&raw);
        let mut text = folded(&raw);
        if text.is_empty() {
            self.i = i;
            return;
        }
        if has_groups {
            text = text.replace('\'', ",");
        }
        if text.starts_with('.') {
            text.insert(0, '0');
        }
        // `خانه‌ی` is `خانهٔ`, as a reader sees it.
        if raw.ends_with(['ی', 'ي']) && is_after_heh(&raw) {
            text.pop();
        }
        let mut to = i;
        let has_point = self.char(i) == Some('.');
        if is_initials(&text) {
            text.retain(|c| c != '.');
            // The last point of `U.S.` is its own, unless it is one letter.
            to += usize::from(has_point && raw.contains('.'));
        } else if text.contains('.') && is_spelled(&text) {
            text.retain(|c| c != '.');
        }
        let has_own = self.char(i + 1).is_some_and(is_apostrophe)
            && matches!(self.char(i + 2), Some('s' | 'S'))
            && !self.is_letter_at(i + 3);
        if has_point && has_own {
            text.push_str("'s");
            to = i + 3;
        }
        self.push(Mark::Word, from, to, &text);
        if let Some(last) = self.out.last_mut() {
            last.case = case;
        }
    }

    /// Whether a number begins here with its point: `.5`.
    fn begins_decimal(&self, c: char) -> bool {
        let i = self.i;
        matches!(c, '.' | '٫')
            && self.is_digit_at(i + 1)
            && !self.before(i).is_some_and(|c| is_letter(c) || matches!(c, '.' | ')' | ']'))
    }

    /// The characters from `from` to `to`, as they are meant.
    fn raw(&self, from: usize, to: usize) -> Cow<'_, str> {
        if self.is_as_written {
            Cow::Borrowed(&self.text[self.place(from)..self.place(to)])
        } else {
            self.chars[from..to].iter().map(|(_, c)| *c).collect()
        }
    }

    /// Whether the sign at `i` parts the thousands of the number that begins at `from`: `12 000`, `12’000`.
    fn parts_thousands(&self, from: usize, i: usize, c: char) -> bool {
        if !(is_thin(c) || c == ' ' || is_apostrophe(c)) {
            return false;
        }
        let n_behind = (i + 1..self.chars.len()).take_while(|at| self.is_digit_at(*at)).count();
        let head = &self.chars[from..i];
        let n_head = head.iter().take_while(|(_, c)| is_digit(*c)).count();
        let is_sign = |c: char| is_thin(c) || c == ' ' || is_apostrophe(c);
        let is_number = n_head <= 3 && head.iter().all(|(_, c)| is_digit(*c) || is_sign(*c));
        // `May 15 200 held`, `top 5 100m runners` are two numbers.
        let is_apart = c == ' '
            && (self.is_letter_at(i + 4)
                || self
                    .out
                    .last()
                    .is_some_and(|last| is_abbreviation(&last.text) || last.text == "may"));
        n_behind == 3 && n_head > 0 && is_number && !is_apart && digit_value(head[0].1) != Some(0)
    }

    /// Whether the half-space at `i` parts a number from what it counts: `یک‌روزه`, as `یک روزه`.
    fn parts_number(&self, from: usize, i: usize) -> bool {
        let head = folded(&self.raw(from, i));
        if number::word(&head).is_none() || head == "سی" {
            return false;
        }
        let n = (i + 1..self.chars.len()).take_while(|at| self.is_letter_at(*at)).count();
        let rest = folded(&self.raw(i + 1, i + 1 + n));
        rest.chars().count() > 2 && !rest.starts_with("ها") && !rest.starts_with("مین")
    }

    /// Whether the sign at `i` holds together what stands on both of its sides.
    fn binds(&self, i: usize, c: char) -> bool {
        if !self.is_letter_at(i + 1) || !self.is_letter_at(i - 1) {
            return false;
        }
        let (is_digit_before, is_digit_behind) = (self.is_digit_at(i - 1), self.is_digit_at(i + 1));
        let are_digits = is_digit_before && is_digit_behind;
        match c {
            '&' => true,
            // `No.10` is `No. 10`.
            '.' => is_digit_before || !is_digit_behind,
            '-' | '‐' | '‑' | '–' => is_digit_behind,
            '/' | ':' | '٫' => are_digits,
            // A comma parts digits by three, or in India by two before the last three.
            ',' | '٬' | '،' => {
                let n = (i + 1..self.chars.len()).take_while(|at| self.is_digit_at(*at)).count();
                let goes_on = self.char(i + 3).is_some_and(|c| matches!(c, ',' | '٬' | '،'))
                    && self.is_digit_at(i + 4);
                are_digits && (n == 3 || (n == 2 && goes_on))
            }
            _ => is_apostrophe(c),
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
                let is_word = self.before(i).is_some_and(|c| is_letter(c) || c == '.');
                let is_within = is_word && self.is_letter_at(next);
                let part = if is_within { Break::Stroke } else { Break::Slash };
                self.push(Mark::Break(part), i, next, "");
            }
            '-' | '‐' | '‑' | '–' | '—' | '―' | '−' => self.dash(c),
            '?' | '؟' => self.push(Mark::Question, i, next, ""),
            '…' => self.push(Mark::Ellipsis, i, next, ""),
            '.' | '!' => self.point(c),
            '%' | '٪' | '﹪' => self.push(Mark::Word, i, next, "%"),
            '&' => self.push(Mark::Word, i, next, "and"),
            '~' | '≈' => self.push(Mark::Word, i, next, "~"),
            '℃' | '℉' => self.push(Mark::Word, i, next, if c == '℃' { "°c" } else { "°f" }),
            '<' | '≪' if c == '≪' || self.char(next) == Some('<') => {
                self.quote(true, false, if c == '<' { 2 } else { 1 });
            }
            '>' | '≫' if c == '≫' || (self.char(next) == Some('>') && !self.open.is_empty()) => {
                self.quote(false, false, if c == '>' { 2 } else { 1 });
            }
            '$'
            | '£'
            | '¢'
            | '¥'
            | '¤'
            | '฿'
            | '؋'
            | '\u{20a0}'..='\u{20cf}'
            | '﷼'
            | '°'
            | '+'
            | '±'
            | '×'
            | '÷'
            | '<'
            | '>'
            | '='
            | '#'
            | '@'
            | '\u{2150}'..='\u{215e}' => {
                let sign = self.text[at..at + c.len_utf8()].to_owned();
                self.push(Mark::Word, i, next, &sign);
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》'
            | '″' => {
                self.double(c);
            }
            '‘' | '‚' | '‛' | '‹' | '›' => self.single(c),
            _ if is_apostrophe(c) => self.single(c),
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

    /// Points: two or more are an ellipsis; one at the end or behind an abbreviation is nothing.
    fn point(&mut self, c: char) {
        let from = self.i;
        let mut to = from;
        while self.char(to) == Some(c) {
            to += 1;
        }
        let has_more = self.chars[to..].iter().any(|(_, c)| is_letter(*c));
        // Two at the end are a full stop too many.
        if c == '.' && to - from >= if has_more { 2 } else { 3 } {
            self.push(Mark::Ellipsis, from, to, "");
            return;
        }
        let is_short = c == '.'
            && (self.out.last().is_some_and(|word| is_abbreviation(&word.text))
                || self.is_digit_at(to));
        if has_more && !is_short {
            self.push(Mark::Stop, from, to, "");
        } else {
            self.i = to;
        }
    }
}

/// Whether a half-space before its last letter parts that from a silent `ه`.
fn is_after_heh(raw: &str) -> bool {
    let mut chars = raw.chars().rev().skip(1);
    chars.next() == Some('\u{200c}') && matches!(chars.next(), Some('ه' | 'ة' | 'ہ'))
}

fn digit_value(c: char) -> Option<u32> {
    fold::digit(c).unwrap_or(c).to_digit(10)
}
