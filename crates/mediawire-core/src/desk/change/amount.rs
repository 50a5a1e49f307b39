//! What a sentence counts: numbers with their units, shares, days, and words that count without saying how many.

use crate::desk::change::numeral;
use crate::desk::change::reading::{Part, is_unspaced};
use crate::desk::change::tongue::Tongue;
use crate::desk::guard::number::Number;
use crate::desk::guard::term::{Form, Key, Term};
use std::ops::Range;

/// What kind of amount it is: those of one kind may stand for one another, and nothing else for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A number that is said: that it is missing is a change by itself.
    Firm,
    /// `one`, which may be an article.
    One,
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

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Exact(Number, bool),
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
        (is_value && is_near) || self.is_hour_of(other) || other.is_hour_of(self)
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
                )
        };
        match of_b.iter().position(counts) {
            Some(at) => out.push((Some(amount), Some(of_b.remove(at)))),
            None if amount.sort == Sort::Firm => out.push((Some(amount), None)),
            None => {}
        }
    }
    let rest = of_b.into_iter().filter(|amount| amount.sort == Sort::Firm);
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
                    terms: i..i + 1,
                }));
                continue;
            }
            Key::Digits(digits) => (Value::Text(digits.clone()), Sort::Firm),
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
            Key::Word(word) | Key::Phrase(word, _) => match counted(word, term) {
                Some(found) => found,
                None => match numeral::compound(word, tongue) {
                    Some(value) => (Value::Exact(Number::new(value, 0), false), Sort::Firm),
                    None => continue,
                },
            },
            Key::Open | Key::Close | Key::Break(_) => continue,
            Key::Question | Key::Ellipsis | Key::Stop => continue,
        };
        let unit = if sort == Sort::Share { "%" } else { "" };
        let digits = has_digits.then(|| grouped(raw)).flatten();
        out.push(Amount { value, unit, sort, digits, terms: i..i + 1 });
    }
    out
}

/// Whether the word is a Persian month, which by itself is another word too: beside a day or `ماه` it is none.
fn is_named_month(part: &Part<'_>, i: usize) -> bool {
    let is_month = matches!(part.terms[i].word(), "مهر" | "ابان" | "اذر" | "دی" | "تیر");
    let beside = |at: Option<usize>| at.and_then(|at| part.terms.get(at));
    let (last, next) = (beside(i.checked_sub(1)), beside(Some(i + 1)));
    let is_dated = last.is_some_and(|last| {
        matches!(last.key, Key::Number(_) | Key::Digits(_)) || last.word() == "ماه"
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

/// What a word counts that is no number.
fn counted(word: &str, term: &Term) -> Option<(Value, Sort)> {
    let share = |tenths: u64| Some((Value::Exact(Number::new(tenths, -1), false), Sort::Share));
    let text = |sort: Sort, one: &str| Some((Value::Text(one.to_owned()), sort));
    let bare = word.trim_end_matches(',');
    if term.form != Form::Plain {
        return None;
    }
    match bare {
        "half" | "halb" | "halbe" | "halben" | "halbes" | "halfte" | "половина" | "половину"
        | "половины" | "пол" | "نیم" | "نصف" | "نیمی" => return share(500),
        "drittel" | "треть" | "трети" | "یکسوم" => return share(333),
        "quarter" | "viertel" | "четверть" | "четверти" | "یکچهارم" => {
            return share(250);
        }
        "funftel" => return share(200),
        "both" | "beide" | "beiden" | "beider" | "оба" | "обе" | "обоих" | "обеих" =>
        {
            return Some((Value::Exact(Number::new(2, 0), false), Sort::One));
        }
        "dozen" | "dutzend" | "дюжина" | "дюжину" => {
            return Some((Value::Exact(Number::new(12, 0), false), Sort::Vague));
        }
        "noon" | "полдень" => return text(Sort::One, "12:00"),
        "midnight" | "mitternacht" | "полночь" => return text(Sort::One, "00:00"),
        "one" | "single" | "یک" | "один" | "одна" | "одно" => {
            return text(Sort::One, "one");
        }
        _ => {}
    }
    if let Some(day) = place(&DAYS, bare) {
        return text(Sort::Day, DAYS[day][0]);
    }
    if let Some(month) = place(&MONTHS, bare) {
        let is_name = term.is_name != Some(false);
        return is_name.then(|| (Value::Text(MONTHS[month][0].to_owned()), Sort::Month));
    }
    if let Some(at) = place(&TIMES, bare) {
        return text(Sort::Times, TIMES[at][0]);
    }
    if let Some(at) = place(&VAGUE, bare) {
        return text(Sort::Vague, VAGUE[at][0]);
    }
    let at = place(&ORDINALS, bare)?;
    text(Sort::Ordinal, ORDINALS[at][0])
}

/// The row in which the word stands; a word of the table that ends in `*` stands for what begins so.
fn place(table: &[&[&str]], word: &str) -> Option<usize> {
    table.iter().position(|row| {
        row.iter().any(|known| match known.strip_suffix('*') {
            Some(stem) => {
                word.starts_with(stem) && word.chars().count() <= stem.chars().count() + 3
            }
            None => *known == word,
        })
    })
}

const DAYS: [&[&str]; 7] = [
    &["monday", "montag*", "понедельник*", "دوشنبه"],
    &["tuesday", "dienstag*", "вторник*", "سهشنبه"],
    &["wednesday", "mittwoch*", "среда", "среду", "среды", "среде", "چهارشنبه"],
    &["thursday", "donnerstag*", "четверг*", "پنجشنبه"],
    &["friday", "freitag*", "пятниц*", "جمعه", "ادینه"],
    &["saturday", "samstag*", "sonnabend*", "суббот*", "شنبه"],
    &["sunday", "sonntag*", "воскресень*", "یکشنبه"],
];

const MONTHS: [&[&str]; 24] = [
    &["january", "januar", "январ*"],
    &["february", "februar", "феврал*"],
    &["march", "marz", "март", "марта", "марте", "марту"],
    &["april", "апрел*"],
    &["may", "mai", "мая", "май", "мае"],
    &["june", "juni", "июн*"],
    &["july", "juli", "июл*"],
    &["august", "август*"],
    &["september", "сентябр*"],
    &["october", "oktober", "октябр*"],
    &["november", "ноябр*"],
    &["december", "dezember", "декабр*"],
    &["فروردین", "فروردینماه"],
    &["اردیبهشت", "اردیبهشتماه"],
    &["خرداد", "خردادماه"],
    &["تیرماه"],
    &["مرداد", "مردادماه"],
    &["شهریور", "شهریورماه"],
    &["مهرماه"],
    &["ابانماه"],
    &["اذرماه"],
    &["دیماه"],
    &["بهمن", "بهمنماه"],
    &["اسفند", "اسفندماه"],
];

const TIMES: [&[&str]; 4] = [
    &[
        "double",
        "doubled",
        "doubles",
        "doubling",
        "twice",
        "doppelt*",
        "verdoppelt*",
        "вдвое",
        "удвоил*",
        "دوبرابر",
    ],
    &[
        "triple",
        "tripled",
        "triples",
        "tripling",
        "dreifach*",
        "verdreifacht*",
        "втрое",
        "утроил*",
        "سهبرابر",
    ],
    &["quadruple", "quadrupled", "vierfach*", "vervierfacht*", "вчетверо", "چهاربرابر"],
    &["halve", "halved", "halves", "halbiert*"],
];

const VAGUE: [&[&str]; 5] = [
    &["dozens", "scores", "tens", "dutzende", "dutzenden", "десятки", "десятков", "دهها"],
    &["hundreds", "hunderte", "hunderten", "сотни", "сотен", "صدها"],
    &["thousands", "tausende", "tausenden", "هزاران"],
    &["millions", "میلیونها"],
    &["billions", "میلیاردها"],
];

const ORDINALS: [&[&str]; 10] = [
    &["first", "erste*", "перв*", "اول", "اولین", "نخستین", "نخست"],
    &["second", "zweite*", "второй", "вторая", "вторую", "втором", "второго", "دوم", "دومین"],
    &["third", "dritte*", "третий", "третья", "третью", "третьем", "третьего", "سوم", "سومین"],
    &["fourth", "vierte", "vierten", "vierter", "четверт*", "چهارم", "چهارمین"],
    &[
        "fifth",
        "funfte",
        "funften",
        "funfter",
        "пятый",
        "пятая",
        "пятую",
        "пятом",
        "پنجم",
        "پنجمین",
    ],
    &["sixth", "sechste", "sechsten", "шестой", "шестая", "шестую", "шестом", "ششم", "ششمین"],
    &["seventh", "siebte*", "седьм*", "هفتم", "هفتمین"],
    &["eighth", "achte", "achten", "восьмой", "восьмая", "восьмую", "восьмом", "هشتم", "هشتمین"],
    &["ninth", "neunte", "neunten", "девятый", "девятая", "девятую", "نهم", "نهمین"],
    &["tenth", "zehnte", "zehnten", "десятый", "десятая", "десятую", "دهم", "دهمین"],
];
