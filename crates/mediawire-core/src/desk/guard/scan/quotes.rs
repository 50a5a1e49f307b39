//! Quotation marks of all kinds, told from apostrophes.

use crate::desk::guard::scan::letters::is_apostrophe;
use crate::desk::guard::scan::{Closing, Mark, Scan};

impl Scan<'_> {
    /// Reads a double mark.
    pub(super) fn double(&mut self, c: char) {
        let i = self.i;
        let is_opening = self.is_opening(i);
        let opens = match c {
            '„' | '‟' | '「' | '『' | '《' => true,
            '」' | '』' | '》' => false,
            // In German they stand the other way round: »so«.
            '«' => is_opening || self.open.is_empty() || self.is_spaced(i),
            '»' => is_opening && self.open.is_empty(),
            // In German it closes what „ opened.
            '“' => is_opening || self.open.is_empty(),
            _ => is_opening,
        };
        self.quote(opens, false, 1);
    }

    /// Reads a single mark, which may be an apostrophe.
    pub(super) fn single(&mut self, c: char) {
        let i = self.i;
        if self.doubled(i, c) {
            return;
        }
        let is_opening = self.is_opening(i);
        let is_decade = self.is_digit_at(i + 1) && self.is_digit_at(i + 2);
        match c {
            '‚' | '‹' => self.quote(true, true, 1),
            '›' => self.quote(false, true, 1),
            _ if is_opening && !is_decade && self.closes_later(i + 1) => self.quote(true, true, 1),
            '‘' if is_opening && !is_decade => self.quote(true, true, 1),
            _ if !is_opening && self.open.contains(&true) && self.closes_here(i) => {
                self.quote(false, true, 1);
            }
            // An apostrophe that opens or ends a word.
            _ => self.i = i + 1,
        }
    }

    /// Reads two single marks that are written for a double one; whether they are.
    fn doubled(&mut self, i: usize, c: char) -> bool {
        let is_single = |c: char| is_apostrophe(c) || matches!(c, '‘' | '‚');
        if !is_single(c) || !self.char(i + 1).is_some_and(is_single) {
            return false;
        }
        let is_opening = self.is_free(i) && self.char(i + 2).is_some_and(|c| !c.is_whitespace());
        let closes = !is_opening && self.open.last() == Some(&false) && !self.is_letter_at(i + 2);
        if is_opening || closes {
            self.quote(is_opening, false, 2);
        }
        is_opening || closes
    }

    /// Reads a quotation mark of `n` characters.
    pub(super) fn quote(&mut self, opens: bool, is_single: bool, n: usize) {
        if opens {
            self.open.push(is_single);
            self.push(Mark::Open, self.i, self.i + n, "");
        } else {
            self.open.pop();
            self.push(Mark::Close, self.i, self.i + n, "");
        }
    }

    fn is_spaced(&self, i: usize) -> bool {
        self.before(i).is_some_and(char::is_whitespace)
    }

    /// Whether a mark here can only open: nothing but space or an opening sign stands before it, and text behind it.
    fn is_opening(&self, i: usize) -> bool {
        self.is_free(i) && self.char(i + 1).is_some_and(|c| !c.is_whitespace())
    }

    /// Whether nothing but space or an opening sign stands before `i`.
    fn is_free(&self, i: usize) -> bool {
        self.before(i).is_none_or(|c| {
            c.is_whitespace() || is_quote(c) && self.is_open_mark(i) || is_opener(c)
        })
    }

    /// Whether the mark before `i` was read as one that opens.
    fn is_open_mark(&self, i: usize) -> bool {
        let place = self.place(i);
        self.out.last().is_some_and(|last| last.mark == Mark::Open && last.end == place)
    }

    fn is_single_mark(&self, i: usize) -> bool {
        self.char(i).is_some_and(|c| is_apostrophe(c) && c != '`')
    }

    /// Whether a single mark that may close stands at or behind `i`.
    fn closes_later(&mut self, i: usize) -> bool {
        // Looked for once: what does not stand behind `i` stands behind no later place.
        self.none_closes = self.none_closes || !(i..self.chars.len()).any(|at| self.may_close(at));
        !self.none_closes
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
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '‚' | '‹' | '›') || is_apostrophe(c)
}

/// Whether what stands behind the sign begins something.
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '|' | ':' | ';')
}
