//! Days and times of day, and ordinal numbers: `September 14` and `14 Sept`, `9 p.m.` and `9pm`, `fiftieth` and `50th`.

use crate::desk::guard::number;
use crate::desk::guard::scan::{Case, Token};
use crate::desk::guard::term::reader::Reader;
use crate::desk::guard::term::{Key, is_arabic};
use crate::desk::guard::unit;

impl Reader<'_> {
    /// A day of a month, in either order, with its year: the token behind it.
    pub(super) fn date(&mut self, i: usize) -> Option<usize> {
        let first = &self.tokens[i];
        // Most words are neither.
        if !first.text.starts_with(|c: char| c.is_ascii_digit() || "jfmasond".contains(c)) {
            return None;
        }
        let (day, month, mut to) = if let Some(month) = whole_month(first) {
            (day_of_month(self.next(i + 1)?)?, month, i + 2)
        } else {
            let day = day_of_month(first)?;
            let is_of = self.next_word(i + 1) == Some("of");
            let at = i + 1 + usize::from(is_of);
            let month = whole_month(self.next(at)?)?;
            // `20 March Against Dam`, `12 May Lose Jobs` tell what people do.
            if matches!(month, "may" | "march") && !is_of && !self.may_be_dated(i, at + 1) {
                return None;
            }
            (day, month, at + 1)
        };
        // `In May 5% more` tells of no day.
        let behind = self.next_word(to).unwrap_or("");
        if unit::unit(behind).is_some() || number::scale(behind).is_some() {
            return None;
        }
        let year = self.tokens.get(to).map_or("", |next| next.text.as_str());
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = if is_year { year } else { "" };
        to += usize::from(is_year);
        self.push(Key::Digits(format!("{day} {month} {year}")), i, to);
        Some(to)
    }

    /// Whether a number at `i` may be a day, by what stands before it and behind its month.
    fn may_be_dated(&self, i: usize, behind: usize) -> bool {
        let before = i.checked_sub(1).map_or("", |at| self.tokens[at].text.as_str());
        self.next(behind).is_none_or(|next| next.text.starts_with(|c: char| c.is_ascii_digit()))
            || leads_to_day(before)
    }

    /// A time of day of twelve hours: the token behind it.
    pub(super) fn time(&mut self, i: usize) -> Option<usize> {
        let text = self.tokens[i].text.as_str();
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (clock, half, to) = match text.strip_suffix("am").map(|clock| (clock, "am")) {
            Some((clock, half)) => (clock, half, i + 1),
            None => match text.strip_suffix("pm") {
                Some(clock) => (clock, "pm", i + 1),
                None => match self.next_word(i + 1)? {
                    half @ ("am" | "pm") => (text, half, i + 2),
                    _ => return None,
                },
            },
        };
        let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "00"));
        let (hour, minutes): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        if !(1..=12).contains(&hour) || minute.len() != 2 || minutes > 59 {
            return None;
        }
        // As on a clock of 24 hours: `9 p.m.` is `21:00`.
        let hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        self.push(Key::Digits(format!("{hour:02}:{minute}")), i, to);
        Some(to)
    }

    /// An ordinal number: the token behind it. The first ten are words, which also count.
    pub(super) fn ordinal(&mut self, i: usize) -> Option<usize> {
        let text = self.tokens[i].text.as_str();
        let ends = ["th", "st", "nd", "rd", "ty", "م", "مین"];
        if !ends.iter().any(|end| text.ends_with(end)) {
            return None;
        }
        let tens = number::word(text).filter(|tens| text.ends_with("ty") && *tens >= 20);
        let (value, to) = match tens {
            Some(tens) => {
                let unit = number::ordinal(self.next_word(i + 1)?).filter(|unit| *unit < 10)?;
                (tens + unit, i + 2)
            }
            None => (number::ordinal(text)?, i + 1),
        };
        let key = match number::ORDINALS.get(usize::try_from(value).ok()?.checked_sub(1)?) {
            Some(word) if !is_arabic(text) && value <= 10 => Key::Word((*word).to_owned()),
            _ if is_arabic(text) || text.ends_with(['م', 'ن']) => {
                let ending = if text.ends_with("مین") { "مین" } else { "م" };
                Key::Digits(format!("{value}{ending}"))
            }
            _ => Key::Digits(format!("{value}th")),
        };
        self.push(key, i, to);
        Some(to)
    }

    /// The whole name of the month that is cut short at `i`: beside a number, or where only a time can stand.
    pub(super) fn month(&self, i: usize) -> Option<&'static str> {
        let month = month(&self.tokens[i].text)?;
        let is_number = |token: &Token| token.text.starts_with(|c: char| c.is_ascii_digit());
        let before = i.checked_sub(1).map(|at| &self.tokens[at]);
        let is_dated = self.tokens.get(i + 1).is_some_and(is_number)
            || before.is_some_and(is_number)
            || before.is_some_and(|before| leads_to_month(&before.text, month));
        (is_dated && self.is_capital(i)).then_some(month)
    }

    /// The whole name of the day of the week that is cut short at `i`, where only a time can stand.
    pub(super) fn weekday(&self, i: usize) -> Option<&'static str> {
        let text = self.tokens[i].text.as_str();
        let (day, is_word) = weekday(text)?;
        let before = i.checked_sub(1).map_or("", |at| self.tokens[at].text.as_str());
        // `from the sun`, `before they wed`: those that are words as well are days in fewer places.
        let is_day = match before {
            "on" | "next" | "last" | "this" | "until" | "till" | "since" | "every" | "late"
            | "early" => true,
            "from" | "by" | "before" | "after" | "through" => !is_word || text == "wed",
            // These are nothing else.
            _ if matches!(text, "tue" | "tues" | "thu" | "thur" | "thurs") => true,
            _ => self.next(i + 1).is_some_and(|next| day_of_month(next).is_some()),
        };
        (is_day && self.is_capital(i)).then_some(day)
    }

    fn is_capital(&self, i: usize) -> bool {
        matches!(self.tokens[i].case, Case::Capital | Case::Upper)
    }
}

/// Words before a day of a month.
pub(in crate::desk::guard) fn leads_to_day(word: &str) -> bool {
    matches!(
        word,
        "on" | "by"
            | "until"
            | "till"
            | "since"
            | "from"
            | "before"
            | "after"
            | "for"
            | "the"
            | "of"
            | "next"
            | "this"
            | "last"
    )
}

/// Whether the word stands before a month, as far as that can be no name: `by Jan` may be.
fn leads_to_month(word: &str, month: &str) -> bool {
    let is_sure = matches!(
        word,
        "in" | "since" | "until" | "till" | "late" | "early" | "mid" | "next" | "last" | "this"
    );
    let may_be_name = matches!(month, "january" | "june" | "july" | "april" | "august");
    is_sure
        || (matches!(word, "of" | "by" | "from" | "before" | "after" | "through") && !may_be_name)
}

/// The day of a month that the token gives: `14`, `14th`.
fn day_of_month(token: &Token) -> Option<u64> {
    let text = token.text.as_str();
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, ending) = text.split_at(n);
    let value = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    (n <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th")).then_some(value)
}

/// The month that the token names, with a capital: `May`, `Sept`.
fn whole_month(token: &Token) -> Option<&'static str> {
    if !matches!(token.case, Case::Capital | Case::Upper) {
        return None;
    }
    let name = match token.text.as_str() {
        "january" => "january",
        "february" => "february",
        "mar" | "march" => "march",
        "april" => "april",
        "may" => "may",
        "june" => "june",
        "july" => "july",
        "august" => "august",
        "september" => "september",
        "october" => "october",
        "november" => "november",
        "december" => "december",
        short => month(short)?,
    };
    Some(name)
}

/// The whole name of a month that is cut short: `Sept.`
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

/// The whole name of a day of the week that is cut short, and whether its short form is another word too.
fn weekday(word: &str) -> Option<(&'static str, bool)> {
    Some(match word {
        "mon" => ("monday", false),
        "tue" | "tues" => ("tuesday", false),
        "wed" => ("wednesday", true),
        "thu" | "thur" | "thurs" => ("thursday", false),
        "fri" => ("friday", false),
        "sat" => ("saturday", true),
        "sun" => ("sunday", true),
        _ => return None,
    })
}
