//! Numbers, units and money: `1,500,000`, `$1.5 million`, `112 miles per hour`, `بیست و پنج درصد`.

use crate::desk::guard::homograph::Lettering;
use crate::desk::guard::number::{self, Number};
use crate::desk::guard::scan::{Break, Case, Mark};
use crate::desk::guard::term::reader::Reader;
use crate::desk::guard::term::{Key, Term, is_arabic};
use crate::desk::guard::unit::{self, Unit};

/// Reads `1.5m` as millions where the other text says that many: by itself it may be a length.
pub(in crate::desk::guard) fn settle(terms: &mut Vec<Term>, others: &[Term]) {
    let is_length = |pair: &[Term]| {
        matches!(pair[0].key, Key::Number(_))
            && pair[1].key == Key::Unit("m")
            && pair[0].start == pair[1].start
    };
    if !others.iter().any(|term| matches!(&term.key, Key::Number(value) if value.is_large())) {
        return;
    }
    while let Some(at) = (1..terms.len()).map(|i| i - 1).find(|i| {
        is_length(&terms[*i..i + 2]) && millions(&terms[*i]).is_some_and(|key| has(others, &key))
    }) {
        if let Some(key) = millions(&terms[at]) {
            terms[at].key = key;
        }
        terms.remove(at + 1);
    }
}

fn millions(term: &Term) -> Option<Key> {
    match &term.key {
        Key::Number(value) => Some(Key::Number(value.scaled(6))),
        _ => None,
    }
}

fn has(terms: &[Term], key: &Key) -> bool {
    terms.iter().any(|term| term.key == *key)
}

impl Reader<'_> {
    /// A sign of money before its number: the number first, as where the unit is a word.
    pub(super) fn money(&mut self, i: usize) -> Option<usize> {
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
            ("$" | "£" | "€" | "¥" | "₹" | "₽" | "₺" | "₪" | "₩" | "₴" | "₦" | "﷼", _)
            | ("usd" | "eur" | "gbp" | "jpy" | "cny" | "inr" | "rub" | "aed" | "chf", _) => {
                (unit::unit(word)?, 1)
            }
            // Persian may set it before: `٪۴۵`.
            ("%", Some(_)) => ("%", 1),
            _ => return None,
        };
        let next = self.value(i + n, true)?;
        self.push(Key::Unit(unit), i, i + n);
        Some(self.rate(next))
    }

    /// A number with its unit.
    pub(super) fn number(&mut self, i: usize) -> Option<usize> {
        let next = self.value(i, false)?;
        let last = &self.terms.last()?.key;
        if matches!(last, Key::Unit(_)) {
            return Some(self.rate(next));
        }
        if !matches!(last, Key::Number(_)) {
            return Some(next);
        }
        // Behind it may stand nothing, or a comma.
        let Some(Unit { name, per, n_words }) = self.unit(next) else { return Some(next) };
        let to = next + n_words;
        self.push(Key::Unit(name), next, to);
        match per {
            Some(per) => {
                self.push(Key::Unit(per), next, to);
                Some(to)
            }
            None => Some(self.rate(to)),
        }
    }

    /// The unit that begins at `i`. One letter may be another thing: `44 C` and `5 m` are units, `5 s` and `5 p` are none.
    fn unit(&self, i: usize) -> Option<Unit> {
        let first = self.next(i)?;
        let is_letter = first.text.len() == 1 && first.text.is_ascii() && first.case != Case::None;
        let is_degree = matches!(first.text.as_str(), "c" | "f") && first.case != Case::Lower;
        let is_length = matches!(first.text.as_str(), "m" | "g");
        let is_tonne = first.text == "t" && first.case == Case::Lower;
        if is_letter && !first.is_joined && !is_length && !is_tonne {
            let name = if first.text == "c" { "°C" } else { "°F" };
            return is_degree.then_some(Unit { name, per: None, n_words: 1 });
        }
        unit::read(|n| self.next_word(i + n))
    }

    /// What the unit before `i` is told per, if it is: `per hour`, `/h`, `a day`, `در روز`. The token behind it.
    fn rate(&mut self, i: usize) -> usize {
        let word = |n: usize| self.next_word(i + n).unwrap_or("");
        let is_stroke = self
            .tokens
            .get(i)
            .is_some_and(|token| token.mark == Mark::Break(Break::Stroke) && !token.has_comma);
        let (per, n) = match (word(0), word(1)) {
            _ if is_stroke => (unit::rate(word(1)), 2),
            // `5% a year after the war` tells when.
            ("a" | "an", base) if !tells_when(word(2)) => (unit::rate(base), 2),
            ("per" | "بر" | "فی" | "لکل", base) => (unit::rate(base), 2),
            ("در", "هر") => (unit::rate(word(2)), 3),
            // `در روز شنبه`, `در ساعت ۹` tell when.
            ("در", base) if !starts_time(word(2)) => (unit::rate(base), 2),
            ("یومیا", _) => (Some("/day"), 1),
            ("شهریا", _) => (Some("/month"), 1),
            ("سنویا", _) => (Some("/year"), 1),
            ("للبرمیل", _) => (Some("/barrel"), 1),
            ("للطن", _) => (Some("/tonne"), 1),
            ("للساعه", _) => (Some("/hour"), 1),
            _ => (None, 0),
        };
        let Some(per) = per else { return i };
        self.push(Key::Unit(per), i, i + n);
        i + n
    }

    /// Pushes the number at `i`; the token behind it. `is_money` says that a sign of money stands before it.
    fn value(&mut self, i: usize, is_money: bool) -> Option<usize> {
        let token = self.tokens.get(i).filter(|token| token.mark == Mark::Word)?;
        let text = token.text.as_str();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(self.digits(i, is_money));
        }
        let (value, to) = if let Some((value, to)) = self.spelled(i) {
            let (value, to) = self.halved(value, to);
            let (whole, to) = self.scaled(value, to);
            self.added(whole, value, to)
        } else if let Some(scale) = self.half_of(i) {
            self.scaled(Number::new(5, -1), scale)
        } else if matches!(text, "هزار" | "میلیون" | "میلیارد" | "الف" | "ملیون" | "ملیار")
        {
            self.scaled(Number::new(1, 0), i)
        } else if text == "a" && self.next_word(i + 1).and_then(number::scale).is_some() {
            self.scaled(Number::new(1, 0), i + 1)
        } else if text == "a" && self.is_share(i + 1) {
            (Number::new(1, 0), i + 1)
        } else {
            return None;
        };
        self.push(Key::Number(value), i, to);
        Some(to)
    }

    /// The number and a half: `two and a half`, `دو و نیم`.
    fn halved(&self, value: Number, i: usize) -> (Number, usize) {
        let words = (self.next_word(i), self.next_word(i + 1), self.next_word(i + 2));
        let n = match words {
            (Some("و"), Some("نیم"), _) => 2,
            (Some("and"), Some("a"), Some("half")) => 3,
            _ => return (value, i),
        };
        (value.and_half(), i + n)
    }

    /// Where the scale stands of which there is half at `i`: `half a million`, `نیم میلیون`.
    fn half_of(&self, i: usize) -> Option<usize> {
        let at = match (self.tokens[i].text.as_str(), self.next_word(i + 1)) {
            ("half", Some("a")) => i + 2,
            ("نیم", _) => i + 1,
            _ => return None,
        };
        self.next_word(at).and_then(number::scale).map(|_| at)
    }

    /// Whether the word at `i` is a share of what follows: `a third of`.
    fn is_share(&self, i: usize) -> bool {
        let is_part = self.next_word(i).is_some_and(|word| {
            word == "quarter" || number::ordinal(word).is_some_and(|part| (3..=10).contains(&part))
        });
        is_part && self.next_word(i + 1) == Some("of")
    }

    /// The number in words at `i`, below a thousand in Persian and a hundred in English, and the token behind it.
    fn spelled(&self, i: usize) -> Option<(Number, usize)> {
        let text = self.tokens.get(i)?.text.as_str();
        let value = number::word(text)?;
        let unit = |at: usize| self.next_word(at).and_then(number::word);
        if text.ends_with("ty")
            && let Some(unit) = unit(i + 1).filter(|unit| (1..10).contains(unit))
        {
            return Some((Number::new(value + unit, 0), i + 2));
        }
        if is_arabic(text) && value >= 20 && value.is_multiple_of(10) {
            // Alone `نه` denies; here it counts.
            let (more, to) = match (self.next_word(i + 1), self.next_word(i + 2)) {
                (Some("و"), Some("نه")) => (Some(9), i + 3),
                (Some("و"), Some(word)) => (number::word(word), i + 3),
                (Some(word), _) => (word.strip_prefix('و').and_then(number::word), i + 2),
                (None, _) => (None, i + 1),
            };
            let step = if value >= 100 { 100 } else { 10 };
            if let Some(more) = more.filter(|more| (1..step).contains(more)) {
                let sum = value + more;
                // `صد و بیست و پنج`
                let last = (self.next_word(to) == Some("و")).then(|| unit(to + 1)).flatten();
                return match last.filter(|last| step == 100 && *last < 10 && more >= 20) {
                    Some(last) => Some((Number::new(sum + last, 0), to + 2)),
                    None => Some((Number::new(sum, 0), to)),
                };
            }
        }
        Some((Number::new(value, 0), i + 1))
    }

    /// What English adds behind a number in words: `three hundred and fifty`.
    fn added(&self, whole: Number, first: Number, to: usize) -> (Number, usize) {
        let is_scaled = whole != first;
        let at = to + usize::from(self.next_word(to) == Some("and"));
        let more = self.tokens.get(at).filter(|token| token.text.is_ascii() && !token.has_comma);
        let Some((more, behind)) = more.filter(|_| is_scaled).and_then(|_| self.spelled(at)) else {
            return (whole, to);
        };
        let (part, behind) = self.scaled(more, behind);
        let (part, behind) = self.added(part, more, behind);
        match whole.plus(part) {
            Some(sum) if part.size() < whole.step() => (sum, behind),
            _ => (whole, to),
        }
    }

    /// The number with the words behind it that scale it, and what a Persian number adds with `و`.
    fn scaled(&self, mut value: Number, mut i: usize) -> (Number, usize) {
        let mut scale = 0;
        while let Some(n) = self.next_word(i).and_then(number::scale) {
            (value, scale, i) = (value.scaled(n), n, i + 1);
        }
        if scale > 0 && self.next_word(i) == Some("و") {
            let digits = self.next_word(i + 1).and_then(|word| Number::read(word, self.point));
            let more = match digits {
                Some(digits) => Some((digits, i + 2)),
                None => self.tokens.get(i + 1).and_then(|_| self.spelled(i + 1)),
            };
            if let Some((more, to)) = more.map(|(more, to)| self.scaled(more, to))
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
        let n = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        let (digits, suffix) = text.split_at(n.unwrap_or(text.len()));
        let value = Number::read(digits, self.point);
        let value = value.filter(|_| !suffix.contains(['-', '/', ':']));
        let Some(value) = value else {
            if let Some(value) = self.slashed(i) {
                let (value, to) = self.scaled(value, i + 1);
                self.push(Key::Number(value), i, to);
                return to;
            }
            self.push(Key::Digits(text.to_owned()), i, i + 1);
            return i + 1;
        };
        let is_million = suffix == "m" && (is_money || self.counts_things(i + 1));
        let scale = match suffix {
            "" => Some(0),
            "m" if is_million => Some(6),
            "b" => Some(9),
            "t" if is_money => Some(12),
            other => number::scale(other),
        };
        if let Some(scale) = scale {
            let (value, to) = self.scaled(value.scaled(scale), i + 1);
            self.push(Key::Number(value), i, to);
            return to;
        }
        let is_degree = matches!(suffix, "c" | "f") && tokens[i].case != Case::Lower;
        let unit = match suffix {
            "c" if is_degree => Some(Unit { name: "°C", per: None, n_words: 1 }),
            "f" if is_degree => Some(Unit { name: "°F", per: None, n_words: 1 }),
            "c" => Some(Unit { name: "cent", per: None, n_words: 1 }),
            // `90s` are years, and not seconds.
            "s" => None,
            other => unit::read(|n| (n == 0).then_some(other)),
        };
        match unit {
            Some(Unit { name, per, .. }) => {
                self.push(Key::Number(value), i, i + 1);
                self.push(Key::Unit(name), i, i + 1);
                if let Some(per) = per {
                    self.push(Key::Unit(per), i, i + 1);
                }
            }
            // `۱۰نفره`
            None if is_arabic(suffix) => {
                self.push(Key::Number(value), i, i + 1);
                self.push(Key::Word(suffix.to_owned()), i, i + 1);
            }
            None => self.push(Key::Digits(text.to_owned()), i, i + 1),
        }
        i + 1
    }

    /// A Persian number whose decimals stand behind a stroke, before what it counts: `۸۴/۵ دلار`. `۱/۲` may be a half.
    fn slashed(&self, i: usize) -> Option<Number> {
        let text = self.tokens[i].text.as_str();
        let counted = self.next_word(i + 1).filter(|word| is_arabic(word))?;
        let counts = unit::unit(counted).is_some() || number::scale(counted).is_some();
        let is_share = matches!(text, "1/2" | "1/3" | "1/4" | "2/3" | "3/4");
        (counts && !is_share).then(|| Number::read(&text.replacen('/', ".", 1), '.'))?
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

/// Whether a span of time before the word tells when: `a year after`.
fn tells_when(word: &str) -> bool {
    matches!(word, "after" | "ago" | "later" | "before" | "earlier" | "since" | "from" | "old")
}

/// Whether the word says which hour or day is meant.
fn starts_time(word: &str) -> bool {
    word.contains("شنبه")
        || word == "جمعه"
        || word.starts_with(|c: char| c.is_ascii_digit())
        || number::word(word).is_some()
}
