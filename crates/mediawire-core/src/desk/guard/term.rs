//! Marks as terms: what is compared. A number is its value, a unit its one form, a phrase one term.

use crate::desk::guard::homograph::{self, Lettering};
use crate::desk::guard::number::{self, Number};
use crate::desk::guard::scan::{Break, Case, Closing, Mark, Token, scan};
use crate::desk::guard::swap;
use crate::desk::guard::words;
use crate::desk::guard::{Equivalence, Kind};
use crate::text::language;

/// What a term is to the comparison: equal keys are one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
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
pub(super) enum Form {
    /// As it is.
    Plain,
    /// A long form, read as its short one: `United States`.
    Long,
    /// What stood there is read as what the house may write for it.
    Swapped(Equivalence),
}

/// A term with its place.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// What it is.
    pub(super) key: Key,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// Whether a comma stands before it.
    pub(super) has_comma: bool,
    /// Whether a hyphen stands before it.
    pub(super) has_hyphen: bool,
    /// How it is written.
    pub(super) case: Case,
    /// Whether nothing before it says how it would be written within a sentence.
    pub(super) is_first: bool,
    /// How many quotations are open around it; a mark of quotation counts its own.
    pub(super) depth: usize,
    /// Of a word that is a name or another word by its case: which, where that is known.
    pub(super) is_name: Option<bool>,
    /// How its name is written.
    pub(super) form: Form,
}

impl Term {
    /// The word, if it is one.
    pub(super) fn word(&self) -> &str {
        match &self.key {
            Key::Word(word) | Key::Phrase(word, _) => word,
            Key::Number(_) | Key::Digits(_) | Key::Unit(_) | Key::Open | Key::Close => "",
            Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => "",
        }
    }

    /// Whether it is a word, number or unit.
    pub(super) fn is_word(&self) -> bool {
        match self.key {
            Key::Word(_) | Key::Phrase(..) | Key::Number(_) | Key::Digits(_) | Key::Unit(_) => true,
            Key::Open | Key::Close | Key::Break(_) | Key::Question | Key::Ellipsis | Key::Stop => {
                false
            }
        }
    }

    /// Whether the two say the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        let differ = matches!((self.is_name, other.is_name), (Some(a), Some(b)) if a != b);
        self.key == other.key && !differ
    }
}

/// A text as terms.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Its terms, in order.
    pub(super) terms: Vec<Term>,
    /// How its letters are written.
    pub(super) lettering: Lettering,
}

/// The terms of `text[from..to]`.
pub(super) fn read(text: &str, (from, to): (usize, usize), tag: &str, closing: Closing) -> Text {
    let tokens = joined(scan(text, from, to, closing));
    let lettering = homograph::lettering(&tokens);
    let point = decimal_point(tag);
    let mut reader = Reader { tokens: &tokens, point, lettering, depth: 0, terms: Vec::new() };
    let mut i = 0;
    while i < tokens.len() {
        i = reader.take(i).max(i + 1);
    }
    let mut terms = reader.terms;
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
            && (matches!(last.text.as_str(), "می" | "نمی" | "بی") || is_ending(&token.text))
        {
            last.text.push_str(&token.text);
            last.end = token.end;
            continue;
        }
        out.push(token);
    }
    out
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
pub(super) fn is_arabic(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(c, '\u{0620}'..='\u{06ff}') && c.is_alphabetic())
}

struct Reader<'t> {
    tokens: &'t [Token],
    point: char,
    lettering: Lettering,
    depth: usize,
    terms: Vec<Term>,
}

impl Reader<'_> {
    /// The word at `i`, if it goes on what stands before it without a comma.
    fn next_word(&self, i: usize) -> Option<&str> {
        let token = self.tokens.get(i).filter(|token| !token.has_comma)?;
        (token.mark == Mark::Word).then_some(token.text.as_str())
    }

    fn push(&mut self, key: Key, from: usize, to: usize) {
        let (first, last) = (&self.tokens[from], &self.tokens[to - 1]);
        let is_first = self.terms.last().is_none_or(|term| !term.is_word());
        let depth = self.depth;
        let case = if to == from + 1 { first.case } else { Case::None };
        self.terms.push(Term {
            key,
            start: first.start,
            end: last.end,
            has_comma: first.has_comma,
            has_hyphen: first.has_hyphen && !is_first,
            case,
            is_first,
            depth,
            is_name: None,
            form: Form::Plain,
        });
    }

    /// Reads the term at token `i`; the token behind it.
    fn take(&mut self, i: usize) -> usize {
        let key = match self.tokens[i].mark {
            Mark::Word => return self.word(i),
            Mark::Open => {
                self.depth += 1;
                Key::Open
            }
            Mark::Close => {
                self.push(Key::Close, i, i + 1);
                self.depth = self.depth.saturating_sub(1);
                return i + 1;
            }
            Mark::Break(part) => Key::Break(part),
            Mark::Question => Key::Question,
            Mark::Ellipsis => Key::Ellipsis,
            Mark::Stop => Key::Stop,
        };
        self.push(key, i, i + 1);
        i + 1
    }

    fn word(&mut self, i: usize) -> usize {
        if let Some(next) = self.money(i).or_else(|| self.number(i)) {
            return next;
        }
        if let Some((short, n)) = swap::short_name(|n| self.next_word_from(i, n)) {
            self.push(Key::Word(short.to_owned()), i, i + n);
            if let Some(term) = self.terms.last_mut() {
                (term.form, term.is_name) = (Form::Long, Some(true));
            }
            return i + n;
        }
        let tokens = self.tokens;
        let text = tokens[i].text.as_str();
        for (rest, kind) in words::phrases(text) {
            let is_here =
                rest.iter().enumerate().all(|(n, word)| self.next_word(i + 1 + n) == Some(*word));
            if is_here {
                let whole = [&[text], *rest].concat().join(" ");
                self.push(Key::Phrase(whole, *kind), i, i + 1 + rest.len());
                return i + 1 + rest.len();
            }
        }
        self.plain(i)
    }

    /// A word that is no more than one: contractions of *not* are two terms.
    fn plain(&mut self, i: usize) -> usize {
        let tokens = self.tokens;
        let token = &tokens[i];
        let verb = match token.text.as_str() {
            "won't" => Some("will"),
            "can't" | "cannot" => Some("can"),
            "shan't" => Some("shall"),
            other => other.strip_suffix("n't"),
        };
        if let Some(verb) = verb {
            self.push(Key::Word(verb.to_owned()), i, i + 1);
            self.push(Key::Word("not".to_owned()), i, i + 1);
            return i + 1;
        }
        let is_answer = self.terms.last().is_none_or(|term| !term.is_word())
            && matches!(token.text.as_str(), "no" | "yes" | "نه" | "خیر" | "لا" | "نعم")
            && tokens.get(i + 1).is_some_and(|next| next.has_comma);
        if token.text.contains(|c: char| c.is_ascii_digit()) {
            self.push(Key::Digits(token.text.clone()), i, i + 1);
            return i + 1;
        }
        let is_dated = matches!(self.terms.last(), Some(Term { key: Key::Number(_), .. }))
            || tokens
                .get(i + 1)
                .is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
        let text = match month(&token.text).filter(|_| is_dated) {
            Some(month) => month.to_owned(),
            // `No, war is over` is not `No war is over`.
            None if is_answer => format!("{},", token.text),
            None => token.text.clone(),
        };
        self.push(Key::Word(text), i, i + 1);
        i + 1
    }

    fn next_word_from(&self, i: usize, n: usize) -> Option<&str> {
        if n == 0 { Some(self.tokens[i].text.as_str()) } else { self.next_word(i + n) }
    }

    /// A sign of money before its number: the number first, as where the unit is a word.
    fn money(&mut self, i: usize) -> Option<usize> {
        let word = self.tokens[i].text.as_str();
        let joined = |n: usize| {
            self.tokens.get(i + n).filter(|token| token.is_joined).map(|token| token.text.as_str())
        };
        let (unit, n) = match (word, joined(1)) {
            ("us", Some("$")) => ("$", 2),
            ("c" | "ca" | "can", Some("$")) => ("C$", 2),
            ("a" | "au", Some("$")) => ("A$", 2),
            ("nz", Some("$")) => ("NZ$", 2),
            ("hk", Some("$")) => ("HK$", 2),
            ("s", Some("$")) => ("S$", 2),
            ("r", Some("$")) => ("R$", 2),
            ("$" | "£" | "€" | "¥" | "₹" | "₽" | "₺" | "﷼", _) => {
                (number::unit(word)?, 1)
            }
            ("₪", _) => ("₪", 1),
            // Persian may set it before: `٪۴۵`.
            ("%", Some(_)) => ("%", 1),
            ("₩", _) => ("₩", 1),
            _ => return None,
        };
        let next = self.value(i + n, true)?;
        self.push(Key::Unit(unit), i, i + n);
        Some(next)
    }

    /// A number with its unit.
    fn number(&mut self, i: usize) -> Option<usize> {
        let next = self.value(i, false)?;
        if !matches!(self.terms.last()?.key, Key::Number(_)) {
            return Some(next);
        }
        // Behind it may stand nothing, or a comma.
        let Some(word) = self.next_word(next).map(str::to_owned) else { return Some(next) };
        let (unit, n) = match (word.as_str(), self.next_word(next + 1)) {
            ("per", Some("cent")) | ("فی", Some("المیه")) => (Some("%"), 2),
            ("percentage" | "واحد", Some("point" | "points" | "درصد")) => {
                (Some("percentage points"), 2)
            }
            _ => (number::unit(&word), 1),
        };
        let Some(unit) = unit else { return Some(next) };
        self.push(Key::Unit(unit), next, next + n);
        Some(next + n)
    }

    /// Pushes the number at `i`; the token behind it. `is_money` says that a sign of money stands before it.
    fn value(&mut self, i: usize, is_money: bool) -> Option<usize> {
        let token = self.tokens.get(i).filter(|token| token.mark == Mark::Word)?;
        let text = token.text.as_str();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(self.digits(i, is_money));
        }
        let mut to = i + 1;
        let value = if let Some(value) = number::word(text) {
            let mut value = Number::new(value, 0);
            let unit =
                self.next_word(to).and_then(number::word).filter(|unit| (1..10).contains(unit));
            if text.ends_with("ty")
                && let Some(unit) = unit
            {
                (value, to) = (value.plus(Number::new(unit, 0))?, to + 1);
            }
            value
        } else if matches!(text, "هزار" | "میلیون" | "میلیارد" | "الف" | "ملیون" | "ملیار")
        {
            Number::new(1, number::scale(text)?)
        } else if text == "a" && self.next_word(to).and_then(number::scale).is_some() {
            Number::new(1, 0)
        } else {
            return None;
        };
        let (value, to) = self.scaled(value, to);
        self.push(Key::Number(value), i, to);
        Some(to)
    }

    /// The number with the words behind it that scale it, and what a Persian number adds with `و`.
    fn scaled(&self, mut value: Number, mut i: usize) -> (Number, usize) {
        let mut scale = 0;
        while let Some(n) = self.next_word(i).and_then(number::scale) {
            (value, scale, i) = (value.scaled(n), n, i + 1);
        }
        if scale > 0 && self.next_word(i) == Some("و") {
            let more = self.next_word(i + 1).and_then(|word| {
                Number::read(word, self.point)
                    .or_else(|| number::word(word).map(|value| Number::new(value, 0)))
            });
            if let Some((more, to)) = more.map(|more| self.scaled(more, i + 2))
                && more.size() < Number::new(1, scale).size()
                && let Some(sum) = value.plus(more)
            {
                return (sum, to);
            }
        }
        (value, i)
    }

    /// A term that begins with a digit.
    fn digits(&mut self, i: usize, is_money: bool) -> usize {
        let tokens = self.tokens;
        let text = tokens[i].text.as_str();
        if let Some(word) = number::ordinal(text) {
            self.push(Key::Word(word.to_owned()), i, i + 1);
            return i + 1;
        }
        let n = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        let (digits, suffix) = text.split_at(n.unwrap_or(text.len()));
        let value = Number::read(digits, self.point);
        let Some(value) = value.filter(|_| !suffix.contains(['-', '/', ':'])) else {
            self.push(Key::Digits(text.to_owned()), i, i + 1);
            return i + 1;
        };
        let is_million = suffix == "m" && (is_money || self.counts_things(i + 1));
        let scale = match suffix {
            "" => Some(0),
            "m" if is_million => Some(6),
            "b" => Some(9),
            other => number::scale(other),
        };
        if let Some(scale) = scale {
            let (value, to) = self.scaled(value.scaled(scale), i + 1);
            self.push(Key::Number(value), i, to);
            return to;
        }
        match number::unit(suffix) {
            Some(unit) => {
                self.push(Key::Number(value), i, i + 1);
                self.push(Key::Unit(unit), i, i + 1);
            }
            None => self.push(Key::Digits(text.to_owned()), i, i + 1),
        }
        i + 1
    }

    /// Whether `m` before the word at `i` means millions: what is counted is many; what is measured is long or high.
    fn counts_things(&self, i: usize) -> bool {
        let Some(word) = self.next_word(i) else { return false };
        let is_measured =
            matches!(word, "waves" | "hurdles" | "walls" | "seas" | "metres" | "meters");
        (word.ends_with('s') || matches!(word, "people" | "children" | "men" | "women"))
            && !is_measured
            && self.lettering != Lettering::None
    }
}

/// The whole name of a month that is cut short, beside a number: `Sept. 5`.
fn month(word: &str) -> Option<&'static str> {
    Some(match word {
        "jan" => "january",
        "feb" => "february",
        "apr" => "april",
        "jun" => "june",
        "jul" => "july",
        "aug" => "august",
        "sep" | "sept" => "september",
        "oct" => "october",
        "nov" => "november",
        "dec" => "december",
        _ => return None,
    })
}
