//! What a sentence counts: numbers with their units, shares, days, and words that count without saying how many.

use crate::desk::change::counted::counted;
use crate::desk::change::reading::{Part, is_unspaced};
use crate::desk::change::tongue::Tongue;
use crate::desk::change::{numeral, ordinal};
use crate::desk::guard::number::Number;
use crate::desk::guard::scan::Case;
use crate::desk::guard::term::{Key, Term};
use std::cmp::Ordering;
use std::ops::Range;

/// What kind of amount it is: those of one kind may stand for one another, and nothing else for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number that is said: that it is missing is a change by itself.
    Firm,
    /// `one`, which may be an article.
    One,
    /// `no`, where one or more stood.
    Zero,
    /// `third`.
    Ordinal,
    /// `Monday`.
    Day,
    /// `May`.
    Month,
    /// `half`.
    Share,
    /// `doubled`.
    Times,
    /// `hundreds`.
    Vague,
}

/// How much it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A number, and whether it is below zero.
    Exact(Number, bool),
    /// What is no number.
    Text(String),
}

/// An amount with its place.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    value: Value,
    unit: &'static str,
    sort: Sort,
    /// Digits alone, where it is written with them: `1,200` and `1.200` have the same.
    digits: Option<String>,
    /// Which way words before it say that it is off, and their first term: `more than`.
    bound: Option<(Ordering, usize)>,
    /// Its terms.
    pub(super) terms: Range<usize>,
}

impl Amount {
    /// Whether the two say the same.
    fn same(&self, other: &Self) -> bool {
        let is_value =
            self.value == other.value || (self.digits.is_some() && self.digits == other.digits);
        let is_near = self.unit == other.unit
            || self.unit.is_empty()
            || other.unit.is_empty()
            || (self.unit.starts_with('°') && other.unit.starts_with('°'));
        let is_off = self.is_bound_otherwise(other);
        if self.is_share_of(other) || other.is_share_of(self) {
            return true;
        }
        (is_value && is_near && !is_off) || self.is_hour_of(other) || other.is_hour_of(self)
    }

    /// Whether it says which one, and not how many.
    pub(super) fn is_ordinal(&self) -> bool {
        self.sort == Sort::Ordinal
    }

    /// Whether that it came or went is a change by itself. `first` may only say that it began.
    fn is_said_alone(&self) -> bool {
        match self.sort {
            Sort::Firm => true,
            Sort::Ordinal => self.value != exact(1),
            Sort::One | Sort::Zero | Sort::Day | Sort::Month | Sort::Share => false,
            Sort::Times | Sort::Vague => false,
        }
    }

    /// Whether it is the share that the other says as a number: `half` and `0.5`.
    fn is_share_of(&self, other: &Self) -> bool {
        let (Value::Exact(share, _), Value::Exact(number, _)) = (&self.value, &other.value) else {
            return false;
        };
        self.sort == Sort::Share && other.sort != Sort::Share && share.scaled(-2) == *number
    }

    /// Whether the one says that it is more, and the other that it is less.
    fn is_bound_otherwise(&self, other: &Self) -> bool {
        matches!((self.bound, other.bound), (Some((a, _)), Some((b, _))) if a != b)
    }

    /// Takes the words in that say which way it is off.
    fn with_bound(mut self) -> Self {
        if let Some((_, from)) = self.bound {
            self.terms.start = from.min(self.terms.start);
        }
        self
    }

    /// Makes a share of it: that many of `n` parts, in tenths of a percent.
    fn shared(&mut self, n: u64) {
        for many in 1..n {
            if self.value == Value::Exact(Number::new(many, 0), false) {
                self.value = Value::Exact(Number::new(many * 1_000 / n, -1), false);
                (self.unit, self.sort) = ("%", Sort::Share);
                return;
            }
        }
    }

    /// Whether it is the hour that the other says with its minutes: `9` and `09:00`.
    fn is_hour_of(&self, other: &Self) -> bool {
        let (Value::Exact(hour, false), Value::Text(clock)) = (&self.value, &other.value) else {
            return false;
        };
        let hours = clock.strip_suffix(":00").and_then(|hours| hours.parse::<u64>().ok());
        hours.is_some_and(|hours| {
            *hour == Number::new(hours, 0) || (hours > 12 && *hour == Number::new(hours - 12, 0))
        })
    }
}

/// Amounts that one text has and the other has not, by their terms; those that took one another's place side by side.
pub(super) fn differences(
    a: &Part<'_>,
    b: &Part<'_>,
    tongue: Tongue,
) -> Vec<(Option<Amount>, Option<Amount>)> {
    let (mut of_a, mut of_b) = (amounts(a, tongue), amounts(b, tongue));
    // The same first by all that they say, then by the value alone.
    for is_strict in [true, false] {
        of_a.retain(|amount| {
            let at = of_b
                .iter()
                .position(|other| amount.same(other) && (!is_strict || amount.unit == other.unit));
            at.is_none_or(|at| {
                of_b.remove(at);
                false
            })
        });
    }
    let mut out = Vec::new();
    for amount in of_a {
        let counts = |other: &Amount| {
            other.sort == amount.sort
                || matches!(
                    (other.sort, amount.sort),
                    (Sort::Firm, Sort::One | Sort::Share | Sort::Vague | Sort::Times)
                        | (Sort::One | Sort::Share | Sort::Vague | Sort::Times, Sort::Firm)
                        | (Sort::One | Sort::Vague, Sort::One | Sort::Vague)
                        | (Sort::Zero, Sort::One | Sort::Firm)
                        | (Sort::One | Sort::Firm, Sort::Zero)
                        | (Sort::Ordinal, Sort::Share)
                        | (Sort::Share, Sort::Ordinal)
                )
        };
        match of_b.iter().position(counts) {
            Some(at) => {
                let other = of_b.remove(at);
                out.push(match amount.is_bound_otherwise(&other) {
                    true => (Some(amount.with_bound()), Some(other.with_bound())),
                    false => (Some(amount), Some(other)),
                });
            }
            None if amount.is_said_alone() => out.push((Some(amount), None)),
            None => {}
        }
    }
    let rest = of_b.into_iter().filter(Amount::is_said_alone);
    out.extend(rest.map(|amount| (None, Some(amount))));
    out
}

fn amounts(part: &Part<'_>, tongue: Tongue) -> Vec<Amount> {
    let mut out: Vec<Amount> = Vec::new();
    for (i, term) in part.terms.iter().enumerate() {
        let raw = part.raw(term);
        let has_digits = raw.chars().any(char::is_numeric);
        let (value, sort) = match &term.key {
            Key::Number(value) => {
                let is_one = *value == Number::new(1, 0) && !has_digits;
                let sort = if is_one { Sort::One } else { Sort::Firm };
                (Value::Exact(*value, is_negative(part, i)), sort)
            }
            Key::Digits(digits) if digits.chars().any(is_unspaced) => {
                // Without spaces, all of a sentence is one word.
                let runs =
                    digits.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
                out.extend(runs.map(|run| Amount {
                    value: Value::Text(run.to_owned()),
                    unit: "",
                    sort: Sort::Firm,
                    digits: None,
                    bound: None,
                    terms: i..i + 1,
                }));
                continue;
            }
            Key::Digits(digits)
                if let Some(n) = ordinal::of_digits(digits).filter(|n| (3..=10).contains(n))
                    && tongue == Tongue::Persian
                    && takes_part(&out, i) =>
            {
                if let Some(last) = out.last_mut() {
                    last.shared(n);
                    last.terms.end = i + 1;
                }
                continue;
            }
            Key::Digits(digits) => match ordinal::of_digits(digits) {
                Some(value) => (exact(value), Sort::Ordinal),
                None => (Value::Text(digits.clone()), Sort::Firm),
            },
            Key::Word(_)
                if let Some(era) = era(part, i)
                    && out
                        .last()
                        .is_some_and(|last| last.terms.end == i && last.unit.is_empty()) =>
            {
                if let Some(last) = out.last_mut() {
                    (last.unit, last.terms.end) = (era, i + 1);
                }
                continue;
            }
            Key::Word(word)
                if let Some(half) = half_of_day(word)
                    && takes_half_of_day(&out, i) =>
            {
                if let Some(last) = out.last_mut() {
                    (last.unit, last.terms.end) = (half, i + 1);
                }
                continue;
            }
            // A unit of a number, or a kind of money without one.
            Key::Unit(unit) => {
                if let Some(last) = out.last_mut().filter(|last| last.terms.end == i) {
                    last.terms.end = i + 1;
                    if last.unit.is_empty() {
                        last.unit = unit;
                    }
                }
                continue;
            }
            Key::Word(word)
                if let Some(n) = parts(word)
                    && takes_part(&out, i) =>
            {
                if let Some(last) = out.last_mut() {
                    last.shared(n);
                    last.terms.end = i + 1;
                }
                continue;
            }
            Key::Word(word) if is_named_month(part, i) => (Value::Text(word.clone()), Sort::Month),
            Key::Word(word) | Key::Phrase(word, _) => match named(part, i, word, tongue) {
                Some(found) => found,
                None => continue,
            },
            Key::Open | Key::Close | Key::Break(_) => continue,
            Key::Question | Key::Ellipsis | Key::Stop => continue,
        };
        let unit = if sort == Sort::Share { "%" } else { "" };
        let digits = has_digits.then(|| grouped(raw)).flatten();
        let bound = bound(part, i);
        out.push(Amount { value, unit, sort, digits, bound, terms: i..i + 1 });
    }
    out
}

fn exact(value: u64) -> Value {
    Value::Exact(Number::new(value, 0), false)
}

/// What a word counts that is no number by itself.
fn named(part: &Part<'_>, i: usize, word: &str, tongue: Tongue) -> Option<(Value, Sort)> {
    let term = &part.terms[i];
    let is_roman = || {
        let before = i.checked_sub(1).map(|at| &part.terms[at]);
        // `Ludwig XIV` is a name.
        before.is_none_or(|before| !matches!(before.case, Case::Capital | Case::Mixed))
    };
    let by_word = || ordinal::ordinal(word, tongue).map(|value| (exact(value), Sort::Ordinal));
    let by_letters = || {
        let value = ordinal::roman(part.raw(term)).filter(|_| is_roman())?;
        Some((exact(value), Sort::Firm))
    };
    let within = || {
        let value = numeral::compound(word, tongue)?;
        // A century is no hundred of anything.
        let sort = if word.contains("лети") { Sort::Vague } else { Sort::Firm };
        Some((exact(value), sort))
    };
    counted(word, term).or_else(by_word).or_else(by_letters).or_else(within)
}

/// Which way the words before term `i` say that its number is off, and the first of them.
fn bound(part: &Part<'_>, i: usize) -> Option<(Ordering, usize)> {
    let word = |n: usize| i.checked_sub(n).map_or("", |at| part.terms[at].word());
    let (side, n) = match (word(2), word(1)) {
        ("mehr", "als") | ("более" | "больше", "чем") => (Ordering::Greater, 2),
        ("weniger", "als") | ("менее" | "меньше", "чем") | ("bis", "zu") => {
            (Ordering::Less, 2)
        }
        (
            _,
            "more than" | "over" | "above" | "exceeding" | "at least" | "just over" | "just above"
            | "upwards of" | "no fewer than" | "no less than" | "выше" | "بالای" | "uber"
            | "mindestens" | "wenigstens" | "более" | "больше" | "свыше" | "минимум" | "بیش از"
            | "بیشتر از" | "بالغ بر" | "افزون بر" | "دست کم" | "دستکم" | "حداقل",
        ) => (Ordering::Greater, 1),
        (
            _,
            "less than" | "fewer than" | "under" | "below" | "just under" | "just below" | "nearly"
            | "almost" | "close to" | "up to" | "at most" | "no more than" | "ниже" | "زیر"
            | "unter" | "knapp" | "fast" | "beinahe" | "hochstens" | "maximal" | "менее" | "меньше"
            | "почти" | "максимум" | "کمتر از" | "نزدیک به" | "قریب به" | "حداکثر",
        ) => (Ordering::Less, 1),
        _ => return None,
    };
    let denies = matches!(word(n + 1), "not" | "nicht" | "не" | "نه");
    Some((if denies { side.reverse() } else { side }, i - n))
}

/// Before or after which year zero a year is: `300 BC`, `300 vor Christus`, `۳۰۰ پیش از میلاد`.
fn era(part: &Part<'_>, i: usize) -> Option<&'static str> {
    let word = |n: usize| part.terms.get(i + n).map_or("", Term::word);
    Some(match (word(0), word(1), word(2)) {
        ("bc" | "bce", ..) => "bc",
        ("ad" | "ce", ..) => "ad",
        ("vor" | "v", "christus" | "chr", _) | ("پیش" | "قبل", "از", "میلاد") => "bc",
        ("nach" | "n", "christus" | "chr", _) | ("پس" | "بعد", "از", "میلاد") => "ad",
        ("до", "н" | "нашей", _) => "bc",
        _ => return None,
    })
}

/// Which half of the day a word behind an hour names.
fn half_of_day(word: &str) -> Option<&'static str> {
    Some(match word {
        "صبح" | "بامداد" | "morgens" | "fruhmorgens" | "утра" | "ночи" => "am",
        "شب" | "عصر" | "بعدازظهر" | "abends" | "nachmittags" | "вечера" => "pm",
        _ => return None,
    })
}

/// Whether the amount before term `i` may be an hour.
fn takes_half_of_day(amounts: &[Amount], i: usize) -> bool {
    amounts.last().is_some_and(|last| {
        let is_hour = match &last.value {
            Value::Exact(..) => (1..=12).any(|hour| last.value == exact(hour)),
            Value::Text(clock) => clock.contains(':'),
        };
        last.terms.end == i && last.unit.is_empty() && is_hour
    })
}

/// Whether the word is a Persian month, which by itself is another word too: beside a day or `ماه` it is none.
fn is_named_month(part: &Part<'_>, i: usize) -> bool {
    let is_month = matches!(part.terms[i].word(), "مهر" | "ابان" | "اذر" | "دی" | "تیر");
    let beside = |at: Option<usize>| at.and_then(|at| part.terms.get(at));
    let (last, next) = (beside(i.checked_sub(1)), beside(Some(i + 1)));
    let is_dated = last.is_some_and(|last| {
        let is_near = matches!(
            last.word(),
            "ماه"
                | "اواخر"
                | "اوایل"
                | "اواسط"
                | "نیمه"
                | "پایان"
                | "ابتدای"
                | "انتهای"
                | "اغاز"
                | "از"
                | "تا"
                | "در"
        );
        matches!(last.key, Key::Number(_) | Key::Digits(_)) || is_near
    });
    is_month && (is_dated || next.is_some_and(|next| next.word() == "ماه"))
}

/// Of how many parts the word names one: `thirds`.
fn parts(word: &str) -> Option<u64> {
    Some(match word {
        "third" | "thirds" | "drittel" | "треть" | "трети" | "третей" | "سوم" => {
            3
        }
        "quarter" | "quarters" | "viertel" | "четверть" | "четверти" | "четвертей" | "چهارم" => {
            4
        }
        "fifth" | "fifths" | "funftel" | "пятая" | "пятых" | "پنجم" => 5,
        "tenth" | "tenths" | "zehntel" | "десятая" | "десятых" | "دهم" => 10,
        _ => return None,
    })
}

/// Whether the amount before term `i` says how many parts: `a third`, `two thirds`.
fn takes_part(amounts: &[Amount], i: usize) -> bool {
    amounts.last().is_some_and(|last| {
        last.terms.end == i && last.unit.is_empty() && matches!(last.value, Value::Exact(..))
    })
}

/// Whether the number is below zero.
fn is_negative(part: &Part<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |i| part.terms[i].word());
    let head = part.text[..part.terms[i].start].trim_end_matches(['$', '€', '£']);
    let mut back = head.chars().rev();
    let has_sign = matches!(back.next(), Some('-' | '–' | '−'))
        && back.next().is_none_or(|c| c.is_whitespace() || c == '(');
    matches!(before, "minus" | "минус" | "منفی") || has_sign
}

/// The digits of a number whose signs part them by threes: which sign it is says nothing then.
fn grouped(raw: &str) -> Option<String> {
    let is_sign = |c: char| !c.is_numeric();
    let mut groups = raw.split(is_sign);
    let first = groups.next()?;
    let mut n = 0;
    let are_threes = groups.all(|group| {
        n += 1;
        group.chars().count() == 3
    });
    let fits = n > 0 && are_threes && (1..=3).contains(&first.chars().count());
    fits.then(|| raw.chars().filter(|c| c.is_numeric()).collect())
}
