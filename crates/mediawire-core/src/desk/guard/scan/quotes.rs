//! Quotation marks of all kinds, told from apostrophes.

use crate::desk::guard::scan::{Closing, Mark, Scan};

impl Scan<'_> {
    /// Reads a double mark.
    pub(super) fn double(&mut self, c: char) {
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

    /// Reads a single mark, which may be an apostrophe.
    pub(super) fn single(&mut self, c: char) {
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

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`')
}

/// Whether what stands behind the sign begins something.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '|' | ':' | ';')
}
