//! Moments as pages write them.

use crate::model::time::Time;
use crate::text::date;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Bytes of the longest text that is read as a moment.
const LENGTH_MAX: usize = 160;
/// The years that a piece of news may be of.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Which number of `3/5/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The first, as in most of the world.
    DayFirst,
    /// The second, as in American English.
    MonthFirst,
}

impl Order {
    /// The order in which a page writes days whose language tag, in its usual form, is `language`.
    pub(super) fn of(language: &str) -> Self {
        let (primary, region) = language.split_once('-').unwrap_or((language, ""));
        match (primary, region) {
            ("en", "" | "US" | "PH") => Self::MonthFirst,
            _ => Self::DayFirst,
        }
    }

    /// The other one.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// The moment that `raw` states, if it states a day: every form of [`date::time`], and days written with slashes, the
/// day first.
pub(super) fn parse(raw: &str) -> Option<Time> {
    parse_in(raw, Order::DayFirst)
}

/// The moment that `raw` states, if it states a day; one of numbers with slashes in that order.
pub(super) fn parse_in(raw: &str, order: Order) -> Option<Time> {
    let text = raw.trim();
    if text.is_empty() || text.len() > LENGTH_MAX {
        return None;
    }
    date::time(text).or_else(|| {
        let (at, offset_s) = words(text, order)?;
        let year = Offset::UTC.to_datetime(at).year();
        YEARS.contains(&year).then(|| Time { at, offset_s, raw: text.to_owned() })
    })
}

fn in_utc(moment: DateTime) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(moment).ok()
}

/// A day written out: `3 May 2024`, `May 3, 2024`, `03.05.2024`, `3. Mai 2024`.
fn words(text: &str, order: Order) -> Option<(Timestamp, Option<i32>)> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(12)
        .collect();
    let number = |part: &str| {
        let digits = part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        digits.parse::<i16>().ok()
    };
    for three in parts.windows(3) {
        let numbers: Vec<Option<i16>> = three.iter().map(|part| number(part)).collect();
        let found = match numbers[..] {
            [Some(day), None, Some(year)] => month(three[1]).map(|month| (year, month, day)),
            [None, Some(day), Some(year)] => month(three[0]).map(|month| (year, month, day)),
            [Some(day), Some(month), Some(year)]
                if text.contains('.') && month <= 12 && three[2].len() == 4 =>
            {
                Some((year, month, day))
            }
            [Some(year), Some(month), Some(day)] if three[0].len() == 4 => Some((year, month, day)),
            [Some(first), Some(second), Some(year)] if three[2].len() == 4 => {
                let is_month_first = second > 12 || order == Order::MonthFirst && first <= 12;
                Some(if is_month_first { (year, first, second) } else { (year, second, first) })
            }
            _ => None,
        };
        if let Some((year, month, day)) = found {
            // The time of day is not read: its zone is not known.
            let moment = day_of(year, month, day)?.to_datetime(jiff::civil::Time::midnight());
            return Some((in_utc(moment)?, None));
        }
    }
    None
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The number of the month whose name begins so, in the languages that most pages write.
fn month(name: &str) -> Option<i16> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "jän", "janv", "ene", "gen", "янв", "sty", "ocak", "led"],
        &["feb", "fév", "fev", "fév", "фев", "lut", "şub"],
        &["mar", "mär", "maa", "mrt", "мар"],
        &["apr", "avr", "abr", "апр", "kwi", "nis"],
        &["may", "mai", "maj", "mei", "mag", "май", "мая"],
        &["jun", "juin", "giu", "июн", "cze", "haz"],
        &["jul", "juil", "lug", "июл", "lip", "tem"],
        &["aug", "aoû", "aou", "ago", "авг", "sie", "ağu"],
        &["sep", "set", "сен", "wrz", "eyl"],
        &["oct", "okt", "out", "ott", "окт", "paź", "eki"],
        &["nov", "ноя", "lis", "kas"],
        &["dec", "dez", "déc", "dic", "дек", "gru", "ara"],
    ];
    let at = NAMES.iter().position(|names| names.iter().any(|it| name.starts_with(it)))?;
    i16::try_from(at + 1).ok()
}

/// The day in a page's address: `/2024/05/03/`, `/03-05-2024-`, `/2024-05-03-`, `/20240503`, `/03052024-`.
pub(super) fn of_url(url: &str) -> Option<Time> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let three = parts.windows(3).find_map(|it| match it {
        [y, m, d] if y.len() == 4 && m.len() <= 2 && d.len() <= 2 => Some((*y, *m, *d)),
        [d, m, y] if y.len() == 4 && m.len() == 2 && d.len() == 2 => Some((*y, *m, *d)),
        _ => None,
    });
    let mut dates =
        three.into_iter().chain(parts.iter().filter(|it| it.len() == 8).flat_map(|it| {
            let forms = [(&it[..4], &it[4..6], &it[6..]), (&it[4..], &it[2..4], &it[..2])];
            forms.into_iter().filter(|(year, ..)| year.starts_with("20"))
        }));
    let (year, month, day, date) = dates.find_map(|(year, month, day)| {
        let date = day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        Some((year, month, day, date))
    })?;
    let raw = format!("{year}-{month}-{day}");
    let at = in_utc(date.to_datetime(jiff::civil::Time::midnight()))?;
    YEARS.contains(&date.year()).then_some(Time { at, offset_s: None, raw })
}

#[cfg(test)]
mod tests {
    use super::{Order, of_url, parse, parse_in};

    #[test]
    fn moments_are_read_as_pages_write_them() {
        for (raw, at, offset_s) in [
            ("2024-05-03T10:00:00+02:00", "2024-05-03T08:00:00Z", Some(7200)),
            ("2024-05-03T10:00:00.123Z", "2024-05-03T10:00:00.123Z", Some(0)),
            ("2024-05-03 10:00:00 +0330", "2024-05-03T06:30:00Z", Some(12_600)),
            ("2024-05-03 10:00:00 UTC", "2024-05-03T10:00:00Z", Some(0)),
            ("2024-05-03", "2024-05-03T00:00:00Z", None),
            ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03T10:00:00Z", Some(0)),
            ("1714730400", "2024-05-03T10:00:00Z", Some(0)),
            ("Friday, May 3rd, 2024", "2024-05-03T00:00:00Z", None),
            ("3. Mai 2024, 10 Uhr", "2024-05-03T10:00:00Z", None),
            ("03.05.2024", "2024-05-03T00:00:00Z", None),
        ] {
            let time = parse(raw).unwrap();
            assert_eq!((time.at.to_string().as_str(), time.offset_s), (at, offset_s), "{raw}");
            assert_eq!(time.raw, raw);
        }
        for raw in ["", "yesterday", "0001-01-01", "12", "May"] {
            assert_eq!(parse(raw), None, "{raw}");
        }
    }

    #[test]
    fn numbers_with_slashes_stand_in_the_order_of_the_language() {
        for (raw, language, day) in [
            ("03/05/2024", "en-US", "2024-03-05"),
            ("03/05/2024", "en", "2024-03-05"),
            ("03/05/2024", "en-GB", "2024-05-03"),
            ("03/05/2024", "fr", "2024-05-03"),
            ("23/05/2024", "en-US", "2024-05-23"),
            ("05/23/2024", "fr", "2024-05-23"),
            ("03.05.2024", "en-US", "2024-05-03"),
            ("Tolva 05.23.2024", "de", "2024-05-23"),
        ] {
            let time = parse_in(raw, Order::of(language)).unwrap();
            assert_eq!(time.at.to_string(), format!("{day}T00:00:00Z"), "{raw} {language}");
        }
    }

    #[test]
    fn an_address_may_hold_the_day() {
        for (url, day) in [
            ("https://a.example/2024/05/03/x", Some("2024-05-03T00:00:00Z")),
            ("https://a.example/x-20240503.html", Some("2024-05-03T00:00:00Z")),
            ("https://a.example/03-05-2024-x", Some("2024-05-03T00:00:00Z")),
            ("https://a.example/03052024-x", Some("2024-05-03T00:00:00Z")),
            ("https://a.example/2024/15/03/x", None),
            ("https://a.example/news/12345678", None),
        ] {
            assert_eq!(of_url(url).map(|time| time.at.to_string()).as_deref(), day, "{url}");
        }
    }
}
