//! Marks read as terms, from the first to the last: words, phrases and contractions. Amounts and dates are read beside.

use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::scan::{Case, Mark, Token};
use crate::desk::guard::swap;
use crate::desk::guard::term::{Form, Key, Term};
use crate::desk::guard::{spelling, words};

/// What is read, and what was read of it.
pub(super) struct Reader<'t> {
    /// The marks.
    pub(super) tokens: &'t [Token],
    /// What parts the decimals of a number.
    pub(super) point: char,
    /// How the letters are written.
    pub(super) lettering: Lettering,
    depth: usize,
    /// The terms so far.
    pub(super) terms: Vec<Term>,
}

impl<'t> Reader<'t> {
    /// A reader that has read nothing.
    pub(super) fn new(tokens: &'t [Token], point: char, lettering: Lettering) -> Self {
        Self { tokens, point, lettering, depth: 0, terms: Vec::with_capacity(tokens.len()) }
    }

    /// All terms.
    pub(super) fn terms(mut self) -> Vec<Term> {
        let mut i = 0;
        while i < self.tokens.len() {
            i = self.take(i).max(i + 1);
        }
        self.terms
    }

    /// The mark at `i`, if it is a word that goes on what stands before it without a comma.
    pub(super) fn next(&self, i: usize) -> Option<&'t Token> {
        self.tokens.get(i).filter(|token| !token.has_comma && token.mark == Mark::Word)
    }

    /// Its word.
    pub(super) fn next_word(&self, i: usize) -> Option<&'t str> {
        self.next(i).map(|token| token.text.as_str())
    }

    /// Adds a term for the marks from `from` to `to`.
    pub(super) fn push(&mut self, key: Key, from: usize, to: usize) {
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
        let dated = self.date(i).or_else(|| self.time(i)).or_else(|| self.ordinal(i));
        if let Some(next) = dated.or_else(|| self.money(i)).or_else(|| self.number(i)) {
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
        let text = match self.long_form(i) {
            Some(long) => long.to_owned(),
            // `No, war is over` is not `No war is over`.
            None if is_answer => format!("{},", token.text),
            None => spelling::reformed(&token.text).unwrap_or_else(|| token.text.clone()),
        };
        self.push(Key::Word(text), i, i + 1);
        i + 1
    }

    /// The whole word of one that is cut short: a month, a day of the week, a title.
    fn long_form(&self, i: usize) -> Option<&'static str> {
        let text = self.tokens[i].text.as_str();
        if text.len() > 6 || !text.is_ascii() {
            return None;
        }
        self.month(i).or_else(|| self.weekday(i)).or_else(|| words::title(text))
    }

    fn next_word_from(&self, i: usize, n: usize) -> Option<&'t str> {
        if n == 0 { Some(self.tokens[i].text.as_str()) } else { self.next_word(i + n) }
    }
}
