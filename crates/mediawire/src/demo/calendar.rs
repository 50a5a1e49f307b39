//! Dates in words, as each agency writes them.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

/// As an agency in Tolva writes it: `24 November 2026, 14:05`.
pub(super) fn tolvan(at: Timestamp, offset: Offset) -> String {
    offset.to_datetime(at).strftime("%-d %B %Y, %H:%M").to_string()
}

/// As the paper in Meridian writes it: `Tuesday, November 24, 2026, 12:05 p.m.`
pub(super) fn meridian(at: Timestamp, offset: Offset) -> String {
    let at = offset.to_datetime(at);
    let half = if at.hour() < 12 { "a.m." } else { "p.m." };
    format!("{} {half}", at.strftime("%A, %B %-d, %Y, %-I:%M"))
}

/// As Safir writes it in English: `24 Nov 2026 - 15:35`.
pub(super) fn safir(at: Timestamp, offset: Offset) -> String {
    offset.to_datetime(at).strftime("%-d %b %Y - %H:%M").to_string()
}

/// As Safir writes it in Persian, by the Solar Hijri calendar: `سه‌شنبه ۳ آذر ۱۴۰۵، ۱۵:۳۵`.
pub(super) fn persian(at: Timestamp, offset: Offset) -> String {
    const MONTHS: [&str; 12] = [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ];
    let at = offset.to_datetime(at);
    let (year, month, day) = solar_hijri(at.date());
    let weekday = weekday(at.weekday(), "fa");
    let month = MONTHS[usize::from(month) - 1];
    let told = format!("{weekday} {day} {month} {year}، {}", at.strftime("%H:%M"));
    persian_digits(&told)
}

/// A day's name in English or, for `fa`, in Persian.
pub(super) fn weekday(day: Weekday, lang: &str) -> &'static str {
    let (english, persian) = match day {
        Weekday::Saturday => ("Saturday", "شنبه"),
        Weekday::Sunday => ("Sunday", "یکشنبه"),
        Weekday::Monday => ("Monday", "دوشنبه"),
        Weekday::Tuesday => ("Tuesday", "سه‌شنبه"),
        Weekday::Wednesday => ("Wednesday", "چهارشنبه"),
        Weekday::Thursday => ("Thursday", "پنجشنبه"),
        Weekday::Friday => ("Friday", "جمعه"),
    };
    if lang == "fa" { persian } else { english }
}

/// The same text with its digits in Persian.
pub(super) fn persian_digits(text: &str) -> String {
    const DIGITS: [char; 10] = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];
    let digit = |c: char| c.to_digit(10).map_or(c, |digit| DIGITS[digit as usize]);
    text.chars().map(digit).collect()
}

/// Year, month and day of the Solar Hijri calendar, by its cycle of 33 years, which holds for our lifetimes.
fn solar_hijri(date: Date) -> (i32, u8, u8) {
    const NEW_YEAR_1400: Date = jiff::civil::date(2021, 3, 21);
    let mut year = 1400;
    let mut day = date.duration_since(NEW_YEAR_1400).as_hours().div_euclid(24);
    while day < 0 {
        year -= 1;
        day += year_days(year);
    }
    while day >= year_days(year) {
        day -= year_days(year);
        year += 1;
    }
    let (month, day) =
        if day < 186 { (day / 31, day % 31) } else { (6 + (day - 186) / 30, (day - 186) % 30) };
    let small = |n: i64| u8::try_from(n + 1).expect("months and days are small");
    (year, small(month), small(day))
}

/// The leap years are those whose remainder by 33 is one of eight.
fn year_days(year: i32) -> i64 {
    if matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30) { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn solar_hijri_dates_are_those_of_the_almanac() {
        let cases = [
            (date(2021, 3, 21), (1400, 1, 1)),
            (date(2021, 3, 20), (1399, 12, 30)),
            (date(2025, 3, 20), (1403, 12, 30)),
            (date(2025, 3, 21), (1404, 1, 1)),
            (date(2026, 11, 24), (1405, 9, 3)),
            (date(1979, 2, 11), (1357, 11, 22)),
        ];
        for (gregorian, expected) in cases {
            assert_eq!(solar_hijri(gregorian), expected, "{gregorian}");
        }
    }

    #[test]
    fn each_agency_writes_a_moment_its_own_way() {
        let at: Timestamp = "2026-11-24T12:05:00Z".parse().unwrap();
        assert_eq!(tolvan(at, Offset::constant(2)), "24 November 2026, 14:05");
        assert_eq!(meridian(at, Offset::UTC), "Tuesday, November 24, 2026, 12:05 p.m.");
        let half = Offset::from_seconds(12_600).unwrap();
        assert_eq!(safir(at, half), "24 Nov 2026 - 15:35");
        assert_eq!(persian(at, half), "سه‌شنبه ۳ آذر ۱۴۰۵، ۱۵:۳۵");
    }
}
