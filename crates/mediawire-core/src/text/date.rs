//! Moments as sources write them: RFC 2822, RFC 3339 and ISO 8601, and the forms that people and programs make of them.
//!
//! A stated date is taken apart into numbers, words and marks; the time of day is found first, then the date
//! among what is left, then the zone. To add a month's name or a zone, add it to a table in `names`.

mod names;
mod solar;
mod usual;

use crate::model::time::Time;
use jiff::Timestamp;

/// Longest text that is looked at, in bytes.
const RAW_BYTES_MAX: usize = 160;
/// The years that news is from; anything else is a slip, or stands for no time.
const YEARS: std::ops::Range<i64> = 1990..2100;

/// The moment that `raw` states; `None` if it states none, or one outside the years 1990 to 2099.
///
/// The offset is kept where one is stated; without one (and for `-0000`, RFC 2822 §3.3) UTC is assumed and the
/// offset is `None`. A weekday is never believed. Two-digit years are those of RFC 2822 §4.3. A number alone is
/// Unix seconds (10 digits) or milliseconds (13 digits).
///
/// ```
/// let time = mediawire_core::text::date::time("Tue, 23 Nov 2026 9:05 +03:00").unwrap();
/// assert_eq!(time.at.to_string(), "2026-11-23T06:05:00Z");
/// assert_eq!(time.offset_s, Some(3 * 3600));
/// ```
#[must_use]
pub fn time(raw: &str) -> Option<Time> {
    let raw = raw.trim();
    if raw.len() > RAW_BYTES_MAX {
        return None;
    }
    let (local_ms, offset_s) = usual::parts(raw.as_bytes()).or_else(|| any_form(raw))?;
    let at_ms = local_ms - i64::from(offset_s.unwrap_or(0)) * 1000;
    let at = Timestamp::from_millisecond(at_ms).ok()?;
    Some(Time { at, offset_s, raw: raw.to_owned() })
}

/// Local milliseconds, and the offset in seconds where one is stated.
fn any_form(raw: &str) -> Option<(i64, Option<i32>)> {
    match tokens(raw).as_slice() {
        [Token { what: What::Number(value), n_digits, .. }] => lone_number(*value, *n_digits),
        tokens => parts(tokens),
    }
}

/// Whether `word` (in lower case) is a month's or a weekday's name.
#[must_use]
pub fn is_part(word: &str) -> bool {
    names::is_part(word)
}

/// A piece of a stated date.
#[derive(Debug)]
struct Token {
    what: What,
    /// How many digits a number is written with; 0 for anything else.
    n_digits: usize,
    /// Whether white space stands before it.
    spaced: bool,
    /// Whether it was already understood as a part of the time of day.
    used: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum What {
    Number(i64),
    /// A run of letters, in lower case.
    Word(String),
    Mark(char),
}

impl Token {
    /// The number, if it is one of that many digits that is not yet used.
    fn number(&self, n_digits: std::ops::RangeInclusive<usize>) -> Option<i64> {
        match self.what {
            What::Number(value) if !self.used && n_digits.contains(&self.n_digits) => Some(value),
            _ => None,
        }
    }

    fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            What::Number(_) | What::Mark(_) => None,
        }
    }

    fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.what, What::Mark(c) if marks.contains(&c))
    }
}

fn tokens(raw: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = raw.chars().peekable();
    let mut spaced = false;
    while let Some(c) = chars.next() {
        if c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}') {
            spaced = true;
            continue;
        }
        let mut n_digits = 0;
        let what = if let Some(first) = digit(c) {
            let mut value = first;
            n_digits = 1;
            while let Some(next) = chars.peek().copied().and_then(digit) {
                chars.next();
                n_digits += 1;
                value = value.saturating_mul(10).saturating_add(next);
            }
            What::Number(value)
        } else if let Some(mark) = east(c) {
            What::Mark(mark)
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(next) = chars.next_if(|&c| c.is_alphabetic() && east(c).is_none()) {
                word.extend(next.to_lowercase());
            }
            What::Word(word)
        } else {
            What::Mark(if matches!(c, '\u{2212}' | '\u{2013}') { '-' } else { c })
        };
        tokens.push(Token { what, n_digits, spaced, used: false });
        spaced = false;
    }
    tokens
}

/// What stands behind the year, month and day in Chinese, Japanese and Korean, as a mark: `2026年11月23日`.
fn east(c: char) -> Option<char> {
    match c {
        '年' | '月' | '년' | '월' => Some('-'),
        '日' | '일' => Some('|'),
        _ => None,
    }
}

/// The value of a digit, Latin, Arabic-Indic or Persian.
fn digit(c: char) -> Option<i64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some(i64::from(u32::from(c) - u32::from(zero)))
}

/// Unix seconds or milliseconds, `YYYYMMDD` or `YYYYMMDDhhmmss`: local milliseconds and offset.
fn lone_number(value: i64, n_digits: usize) -> Option<(i64, Option<i32>)> {
    let ms = match n_digits {
        8 => return Some((day_ms(value / 10_000, value / 100 % 100, value % 100)?, None)),
        14 => {
            let (day, clock) = (value / 1_000_000, value % 1_000_000);
            let day_ms = day_ms(day / 10_000, day / 100 % 100, day % 100)?;
            let clock_ms = clock_ms(clock / 10_000, clock / 100 % 100, clock % 100, 0)?;
            return Some((day_ms + clock_ms, None));
        }
        10 => value.checked_mul(1000)?,
        13 => value,
        _ => return None,
    };
    let first_ms = days(YEARS.start, 1, 1) * DAY_MS;
    (first_ms..days(YEARS.end, 1, 1) * DAY_MS).contains(&ms).then_some((ms, Some(0)))
}

/// Local milliseconds and offset of a date that is more than a number.
fn parts(tokens: &[Token]) -> Option<(i64, Option<i32>)> {
    let clock = clock(tokens);
    let mut rest: Vec<&Token> = Vec::with_capacity(tokens.len());
    let (clock_ms, clock_end) = match &clock {
        Some(clock) => {
            rest.extend(&tokens[..clock.start]);
            // A comma keeps the numbers before and behind the time of day apart.
            rest.push(
                const { &Token { what: What::Mark('|'), n_digits: 0, spaced: true, used: true } },
            );
            rest.extend(&tokens[clock.end..]);
            (clock.ms, clock.end)
        }
        None => {
            rest.extend(tokens);
            (0, 0)
        }
    };
    let (date_ms, date_end) =
        numeric_date(&rest).or_else(|| worded_date(&rest)).or_else(|| solar::date(&rest))?;
    let zone = if clock.is_some() { &tokens[clock_end..] } else { &tokens[date_end..] };
    Some((date_ms + clock_ms, offset(zone)))
}

/// A time of day, and which tokens state it.
struct Clock {
    ms: i64,
    start: usize,
    end: usize,
}

/// `14:05`, `14:05:00.5`, `2:05 pm`, `2 p.m.`, `14.05 Uhr`, `T140500`.
fn clock(tokens: &[Token]) -> Option<Clock> {
    (0..tokens.len()).find_map(|start| clock_at(tokens, start))
}

fn clock_at(tokens: &[Token], start: usize) -> Option<Clock> {
    let at = |i: usize| tokens.get(i);
    let after_t = start > 0 && tokens[start - 1].word() == Some("t") && !tokens[start].spaced;
    // A number right behind a sign is an offset from UTC.
    if start > 0 && tokens[start - 1].is_mark(&['+', '-']) && !tokens[start - 1].spaced {
        return None;
    }
    if after_t && matches!(tokens[start].n_digits, 4 | 6) {
        let value = tokens[start].number(4..=6)?;
        let value = if tokens[start].n_digits == 4 { value * 100 } else { value };
        let (fraction_ms, end) = fraction(tokens, start + 1);
        let ms = clock_ms(value / 10_000, value / 100 % 100, value % 100, fraction_ms)?;
        return Some(Clock { ms, start, end });
    }
    let mut hour = tokens[start].number(1..=2)?;
    let (mut minute, mut second, mut fraction_ms, mut end) = (0, 0, 0, start + 1);
    let two = |i: usize| at(i).filter(|token| !token.spaced).and_then(|token| token.number(2..=2));
    let colon = at(end).is_some_and(|token| token.is_mark(&[':']));
    let dot = at(end).is_some_and(|token| token.is_mark(&['.']));
    let of_day = |i: usize| at(i).and_then(Token::word).is_some_and(|word| word == "uhr");
    if colon && let Some(value) = two(end + 1) {
        minute = value;
        end += 2;
        if at(end).is_some_and(|token| token.is_mark(&[':']))
            && let Some(value) = two(end + 1)
        {
            second = value;
            (fraction_ms, end) = fraction(tokens, end + 2);
        }
    } else if dot && of_day(end + 2) {
        minute = two(end + 1)?;
        end += 2;
    } else if !(of_day(end) || after_t || half_day(tokens, end).is_some()) {
        return None;
    }
    if let Some((afternoon, behind)) = half_day(tokens, end) {
        hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            _ => hour,
        };
        end = behind;
    }
    Some(Clock { ms: clock_ms(hour, minute, second, fraction_ms)?, start, end })
}

/// The milliseconds of `.123` or `,123` at `end`, and what comes behind.
fn fraction(tokens: &[Token], end: usize) -> (i64, usize) {
    let digits = tokens.get(end + 1).filter(|token| !token.spaced);
    match (tokens.get(end), digits) {
        (Some(mark), Some(token)) if mark.is_mark(&['.', ',']) => match token.number(1..=18) {
            Some(mut value) => {
                for _ in token.n_digits..3 {
                    value *= 10;
                }
                for _ in 3..token.n_digits {
                    value /= 10;
                }
                (value, end + 2)
            }
            None => (0, end),
        },
        _ => (0, end),
    }
}

/// Whether `am` (`false`) or `pm` (`true`) stands at `i`, and what comes behind.
fn half_day(tokens: &[Token], i: usize) -> Option<(bool, usize)> {
    match tokens.get(i)?.word()? {
        "am" => Some((false, i + 1)),
        "pm" => Some((true, i + 1)),
        half @ ("a" | "p")
            if tokens.get(i + 1)?.is_mark(&['.']) && tokens.get(i + 2)?.word()? == "m" =>
        {
            Some((half == "p", i + 3))
        }
        _ => None,
    }
}

/// `2026-11-23`, `20261123`, `23.11.2026`; also `11/23/2026` where only that can be meant.
fn numeric_date(tokens: &[&Token]) -> Option<(i64, usize)> {
    for (i, token) in tokens.iter().enumerate() {
        if let Some(value) = token.number(8..=8) {
            return Some((day_ms(value / 10_000, value / 100 % 100, value % 100)?, i + 1));
        }
        let [first, mark, second, mark_2, third] = tokens.get(i..i + 5)? else { return None };
        if mark.what != mark_2.what || !mark.is_mark(&['-', '/', '.']) {
            continue;
        }
        let (Some(a), Some(b), Some(c)) =
            (first.number(1..=4), second.number(1..=2), third.number(1..=4))
        else {
            continue;
        };
        let ms = match (first.n_digits, third.n_digits) {
            (4, 1 | 2) if solar::YEARS.contains(&a) => solar::day_ms(a, b, c)?,
            (4, 1 | 2) => day_ms(a, b, c)?,
            (1 | 2, 4) if a <= 12 && b > 12 => day_ms(c, a, b)?,
            (1 | 2, 4) if mark.is_mark(&['.']) || a > 12 || a == b => day_ms(c, b, a)?,
            (2, 2) if mark.is_mark(&['.']) && second.n_digits == 2 => day_ms(2000 + c, b, a)?,
            _ => return None,
        };
        return Some((ms, i + 5));
    }
    None
}

/// `23 Nov 2026`, `Nov 23rd, 2026`, `23. November 2026`, `Nov 23 … 2026`, `2026 Nov 23`.
fn worded_date(tokens: &[&Token]) -> Option<(i64, usize)> {
    let (at, month) =
        tokens.iter().enumerate().find_map(|(i, token)| Some((i, names::month(token.word()?)?)))?;
    let skipped = |token: &Token| {
        token.is_mark(&['-', '.', ',', '/'])
            || matches!(token.word(), Some("st" | "nd" | "rd" | "th" | "of" | "er" | "de" | "del"))
    };
    let before = tokens[..at].iter().rev().find(|token| !skipped(token));
    let mut behind = tokens.iter().enumerate().skip(at + 1).filter(|(_, token)| !skipped(token));
    if let Some(day) = before.and_then(|token| token.number(1..=2)) {
        let (i, year) = behind.find_map(|(i, token)| Some((i, year(token)?)))?;
        return Some((day_ms(year, month, day)?, i + 1));
    }
    let (i, day) = behind.next().and_then(|(i, token)| Some((i, token.number(1..=2)?)))?;
    if let Some(year) = before.and_then(|token| token.number(4..=4)) {
        return Some((day_ms(year, month, day)?, i + 1));
    }
    let (i, year) = behind.find_map(|(i, token)| Some((i, token.number(4..=4)?)))?;
    Some((day_ms(year, month, day)?, i + 1))
}

/// A year of four digits, or of two (RFC 2822 §4.3).
fn year(token: &Token) -> Option<i64> {
    match token.number(2..=4)? {
        value if token.n_digits == 4 => Some(value),
        value if token.n_digits == 2 => Some(if value < 50 { 2000 + value } else { 1900 + value }),
        _ => None,
    }
}

/// The offset from UTC in seconds that the tokens behind the time state.
fn offset(tokens: &[Token]) -> Option<i32> {
    let mut named = None;
    for (i, token) in tokens.iter().enumerate() {
        if token.is_mark(&['+', '-'])
            && let Some(value) = tokens.get(i + 1).and_then(|token| token.number(1..=4))
        {
            let (hours, minutes) = match tokens[i + 1].n_digits {
                1 | 2 => {
                    let colon = tokens.get(i + 2).is_some_and(|token| token.is_mark(&[':']));
                    let minutes = tokens.get(i + 3).and_then(|token| token.number(2..=2));
                    (value, minutes.filter(|_| colon).unwrap_or(0))
                }
                _ => (value / 100, value % 100),
            };
            let is_minus = token.is_mark(&['-']);
            if hours > 14 || minutes > 59 || (is_minus && hours == 0 && minutes == 0) {
                return None;
            }
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            return Some(if is_minus { -seconds } else { seconds });
        }
        match token.word() {
            // What follows may still say how far from it: `GMT+3`.
            Some("gmt" | "utc" | "ut") if named.is_none() => named = Some(0),
            Some(word) if named.is_none() => {
                if let Some(minutes) = names::zone(word) {
                    return Some(minutes * 60);
                }
            }
            _ if named.is_some() => return named,
            _ => {}
        }
    }
    named
}

const DAY_MS: i64 = 86_400_000;

/// Milliseconds from the epoch to the start of a day; `None` if there is no such day, or not in our years.
fn day_ms(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (YEARS.contains(&year) && (1..=length).contains(&day)).then(|| days(year, month, day) * DAY_MS)
}

/// Days from 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

/// Milliseconds since midnight; `24:00` is the end of the day, a leap second the one before it.
fn clock_ms(hour: i64, minute: i64, second: i64, ms: i64) -> Option<i64> {
    let fits = hour < 24 && minute < 60 && second <= 60 || (hour, minute, second) == (24, 0, 0);
    fits.then(|| ((hour * 60 + minute) * 60 + second.min(59)) * 1000 + ms)
}

#[cfg(test)]
mod tests {
    use super::time;

    /// What is read: the instant, and the offset in minutes or `-` where none is stated.
    fn told(raw: &str) -> String {
        match time(raw) {
            Some(time) => {
                let offset = time.offset_s.map_or("-".to_owned(), |s| (s / 60).to_string());
                format!("{} {offset}", time.at)
            }
            None => "none".to_owned(),
        }
    }

    #[test]
    fn every_written_form_gives_its_moment() {
        for (raw, expected) in [
            ("Mon, 23 Nov 2026 14:05:00 +0300", "2026-11-23T11:05:00Z 180"),
            ("Fri, 23 Nov 2026 14:05:00 +03:00", "2026-11-23T11:05:00Z 180"),
            ("23 Nov 26 4:05 EST", "2026-11-23T09:05:00Z -300"),
            ("Mon, 23 Nov 96 14:05:07 GMT", "1996-11-23T14:05:07Z 0"),
            ("Monday, 23-Nov-26 14:05:07 UTC", "2026-11-23T14:05:07Z 0"),
            ("Mon,23 Nov 2026 14:05 GMT+3", "2026-11-23T11:05:00Z 180"),
            ("Mon, 23 Nov 2026 14:05:00 UTC-05:30", "2026-11-23T19:35:00Z -330"),
            ("Mon, 23 Nov 2026 14:05:00 +0300 (MSK)", "2026-11-23T11:05:00Z 180"),
            ("Mon, 23 Nov 2026 14:05:00 -0000", "2026-11-23T14:05:00Z -"),
            ("Mon, 23 Nov 2026 14:05:00 Nowhere", "2026-11-23T14:05:00Z -"),
            ("Mon, 23 Nov 2026", "2026-11-23T00:00:00Z -"),
            ("Mon Nov 23 14:05:00 PST 2026", "2026-11-23T22:05:00Z -480"),
            ("2026-11-23T14:05:00Z", "2026-11-23T14:05:00Z 0"),
            ("2026-11-23t14:05:00.1239+03:00", "2026-11-23T11:05:00.123Z 180"),
            ("2026-11-23 14:05:00 +0300", "2026-11-23T11:05:00Z 180"),
            ("2026-11-23T14:05", "2026-11-23T14:05:00Z -"),
            ("2026-11-23T14:05:00,5-0800", "2026-11-23T22:05:00.5Z -480"),
            ("2026-11-23", "2026-11-23T00:00:00Z -"),
            ("2026-11-23+03:00", "2026-11-22T21:00:00Z 180"),
            ("20261123", "2026-11-23T00:00:00Z -"),
            ("20261123T140500Z", "2026-11-23T14:05:00Z 0"),
            ("20261123140500", "2026-11-23T14:05:00Z -"),
            ("2026/11/23 14:05", "2026-11-23T14:05:00Z -"),
            ("2026-11-23T24:00:00Z", "2026-11-24T00:00:00Z 0"),
            ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z 0"),
            ("1795442700", "2026-11-23T14:05:00Z 0"),
            ("1795442700123", "2026-11-23T14:05:00.123Z 0"),
            ("Nov 23, 2026 2:05 pm", "2026-11-23T14:05:00Z -"),
            ("November 23rd, 2026 at 12:05 a.m. CEST", "2026-11-22T22:05:00Z 120"),
            ("2:05 PM JST, Nov. 23, 2026", "2026-11-23T05:05:00Z 540"),
            ("23. November 2026, 14:05 Uhr", "2026-11-23T14:05:00Z -"),
            ("23.11.2026, 14.05 Uhr MEZ", "2026-11-23T13:05:00Z 60"),
            ("1. März 2026", "2026-03-01T00:00:00Z -"),
            ("23 ноября 2026, 14:05", "2026-11-23T14:05:00Z -"),
            ("23 ноября 2026 г. в 14:05 (МСК)", "2026-11-23T11:05:00Z 180"),
            ("11.23.2026", "2026-11-23T00:00:00Z -"),
            ("23.11.26, 14:05 Uhr", "2026-11-23T14:05:00Z -"),
            ("23/11/2026 14:05", "2026-11-23T14:05:00Z -"),
            ("۲۰۲۶-۱۱-۲۳ ۱۴:۰۵", "2026-11-23T14:05:00Z -"),
            ("Seg, 23 Nov 2026 14:05:00 -0300", "2026-11-23T17:05:00Z -180"),
            ("lundi 1er août 2026 à 14:05", "2026-08-01T14:05:00Z -"),
            ("23 de noviembre de 2026, 14:05", "2026-11-23T14:05:00Z -"),
            ("۲ آذر ۱۴۰۵، ۱۴:۰۵", "2026-11-23T14:05:00Z -"),
            ("1405/09/02", "2026-11-23T00:00:00Z -"),
            ("2026年11月23日 14:05", "2026-11-23T14:05:00Z -"),
            ("2026년 11월 23일", "2026-11-23T00:00:00Z -"),
            ("2026 Nov 23", "2026-11-23T00:00:00Z -"),
            ("Mon Nov 23 14:05:00 CEST 2026", "2026-11-23T12:05:00Z 120"),
            ("23 listopada 2026", "2026-11-23T00:00:00Z -"),
            ("23 Kasım 2026 Pazartesi", "2026-11-23T00:00:00Z -"),
            ("Sun, 29 Feb 2032 10:00:00 IST", "2032-02-29T04:30:00Z 330"),
        ] {
            assert_eq!(told(raw), expected, "{raw}");
        }
    }

    #[test]
    fn what_states_no_moment_gives_none() {
        let raws = "today|14:05|Nov 2026|2026|12345|-62135596800|0000-00-00|0001-01-01T00:00:00Z|2026-02-30|\
            1970-01-01T00:00:00Z|29 Feb 2027|2026-13-01|03/04/2026|2100-01-01|99999999999|9999999999999|\
            32 Nov 2026|٠٠|";
        for raw in raws.split('|') {
            assert_eq!(told(raw), "none", "{raw}");
        }
        assert_eq!(told(&"9".repeat(100_000)), "none");
    }
}
