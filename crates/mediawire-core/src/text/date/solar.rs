//! The Solar Hijri calendar, which the papers of Iran and Afghanistan date by.

use crate::text::date::{DAY_MS, Token, names};

/// The years of the Solar Hijri calendar that news is from.
pub(super) const YEARS: std::ops::Range<i64> = 1369..1479;

/// As `date::day_ms`, of the Solar Hijri calendar: leap years by the cycle of 33 years, which is right until 1502.
pub(super) fn day_ms(year: i64, month: i64, day: i64) -> Option<i64> {
    let before = match month {
        1..=6 => (month - 1) * 31,
        7..=12 => 186 + (month - 7) * 30,
        _ => return None,
    };
    // Days from 1 Farvardin of the year -1595, of which 719,528 + 355,668 are before 1970-01-01.
    let cycle = year + 1595;
    let days =
        365 * cycle + cycle / 33 * 8 + (cycle % 33 + 3) / 4 + before + day - 355_668 - 719_528;
    (1..=31).contains(&day).then_some(days * DAY_MS)
}

/// `2 تیر 1405`: a day of the Solar Hijri calendar.
pub(super) fn date(tokens: &[&Token]) -> Option<(i64, usize)> {
    let named = |(i, token): (usize, &&Token)| Some((i, names::solar_month(token.word()?)?));
    let (at, month) = tokens.iter().enumerate().find_map(named)?;
    let day = tokens.get(at.checked_sub(1)?)?.number(1..=2)?;
    let year = tokens.get(at + 1)?.number(4..=4).filter(|year| YEARS.contains(year))?;
    Some((day_ms(year, month, day)?, at + 2))
}
