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

/// As the Foreign Ministry of Tolva writes it: `24 November 2026 at 14:05`.
pub(super) fn ministry(at: Timestamp, offset: Offset) -> String {
    offset.to_datetime(at).strftime("%-d %B %Y at %H:%M").to_string()
}

/// As Averinform writes it: `24 ноября 2026, 12:05`.
pub(super) fn averine(at: Timestamp, offset: Offset) -> String {
    const MONTHS: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    in_words(at, offset, &MONTHS, "", "")
}

/// As Qamar writes it: `الثلاثاء 24 نوفمبر 2026، 15:05`.
pub(super) fn qamari(at: Timestamp, offset: Offset) -> String {
    const MONTHS: [&str; 12] = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ];
    let at_home = offset.to_datetime(at);
    let month = MONTHS[at_home.month().unsigned_abs() as usize - 1];
    let day = weekday(at_home.weekday(), "ar");
    format!("{day} {} {month} {}، {}", at_home.day(), at_home.year(), at_home.strftime("%H:%M"))
}

/// As the Tageblatt writes it: `24. November 2026, 13:05 Uhr`.
pub(super) fn altenfurter(at: Timestamp, offset: Offset) -> String {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    in_words(at, offset, &MONTHS, ".", " Uhr")
}

/// As the Mingjiang Daily writes it: `2026年11月24日 20:05`.
pub(super) fn mingjiang(at: Timestamp, offset: Offset) -> String {
    offset.to_datetime(at).strftime("%Y年%-m月%-d日 %H:%M").to_string()
}

/// Day, month by name, year and hour.
fn in_words(
    at: Timestamp,
    offset: Offset,
    months: &[&str; 12],
    behind_day: &str,
    behind_hour: &str,
) -> String {
    let at = offset.to_datetime(at);
    let month = months[at.month().unsigned_abs() as usize - 1];
    let (day, year, hour) = (at.day(), at.year(), at.strftime("%H:%M"));
    format!("{day}{behind_day} {month} {year}, {hour}{behind_hour}")
}

/// The languages that days are named in, in the order of [`weekday`]'s table.
const LANGS: [&str; 6] = ["en", "fa", "ar", "ru", "de", "zh"];

/// A day's name in that language, else in English; in Russian in the case that stands behind «в».
pub(super) fn weekday(day: Weekday, lang: &str) -> &'static str {
    let names = match day {
        Weekday::Saturday => ["Saturday", "شنبه", "السبت", "субботу", "Samstag", "星期六"],
        Weekday::Sunday => ["Sunday", "یکشنبه", "الأحد", "воскресенье", "Sonntag", "星期日"],
        Weekday::Monday => ["Monday", "دوشنبه", "الاثنين", "понедельник", "Montag", "星期一"],
        Weekday::Tuesday => ["Tuesday", "سه‌شنبه", "الثلاثاء", "вторник", "Dienstag", "星期二"],
        Weekday::Wednesday => ["Wednesday", "چهارشنبه", "الأربعاء", "среду", "Mittwoch", "星期三"],
        Weekday::Thursday => ["Thursday", "پنجشنبه", "الخميس", "четверг", "Donnerstag", "星期四"],
        Weekday::Friday => ["Friday", "جمعه", "الجمعة", "пятницу", "Freitag", "星期五"],
    };
    names[LANGS.iter().position(|name| *name == lang).unwrap_or(0)]
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
        assert_eq!(ministry(at, Offset::constant(2)), "24 November 2026 at 14:05");
        assert_eq!(averine(at, Offset::UTC), "24 ноября 2026, 12:05");
        assert_eq!(qamari(at, Offset::constant(3)), "الثلاثاء 24 نوفمبر 2026، 15:05");
        assert_eq!(altenfurter(at, Offset::constant(1)), "24. November 2026, 13:05 Uhr");
        assert_eq!(mingjiang(at, Offset::constant(8)), "2026年11月24日 20:05");
    }
}
