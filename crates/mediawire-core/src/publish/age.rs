//! Moments in words: an age, a full date, and what a source stated.

use crate::model::time::Time;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// An article whose source dates it further back than this says that it is old.
const OLD_S: i64 = 30 * DAY_S;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How long ago `at` was: `just now`, `44 minutes ago`, `1 hour ago`, `12 days ago`; past 30 days its date in UTC.
///
/// Whole units, rounded down. A moment that is yet to come is `just now`.
#[must_use]
pub fn age(at: Timestamp, now: Timestamp) -> String {
    let ago_s = now.as_second() - at.as_second();
    let (n, unit) = match ago_s {
        ..MINUTE_S => return "just now".to_owned(),
        MINUTE_S..HOUR_S => (ago_s / MINUTE_S, "minute"),
        HOUR_S..DAY_S => (ago_s / HOUR_S, "hour"),
        DAY_S..=OLD_S => (ago_s / DAY_S, "day"),
        _ => return day(at, &TimeZone::UTC),
    };
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {unit}{plural} ago")
}

/// The moment in full: `23 November 2026, 14:05 UTC`, `23 November 2026, 17:35 UTC+3:30`.
#[must_use]
pub fn date(at: Timestamp, tz: &TimeZone) -> String {
    let local = at.to_zoned_datetime(tz.clone());
    let zone = offset_name(local.offset());
    format!("{}, {:02}:{:02} {zone}", day(at, tz), local.hour(), local.minute())
}

/// The day alone: `23 November 2026`.
#[must_use]
pub fn day(at: Timestamp, tz: &TimeZone) -> String {
    let local = at.to_zoned_datetime(tz.clone());
    let month = usize::try_from(local.month() - 1).expect("a month is 1 to 12");
    format!("{} {} {}", local.day(), MONTHS[month], local.year())
}

/// The start of the minute of `now`: a page is the same for a whole minute.
#[must_use]
pub fn minute(now: Timestamp) -> Timestamp {
    let second = now.as_second().div_euclid(MINUTE_S) * MINUTE_S;
    Timestamp::from_second(second).unwrap_or(now)
}

/// Whether a piece of that time is old news at `now`: more than 30 days.
#[must_use]
pub fn is_old(at: Timestamp, now: Timestamp) -> bool {
    now.as_second() - at.as_second() > OLD_S
}

/// A source's time for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// For `<time datetime>`: RFC 3339 with the source's offset, or the day alone.
    pub machine: String,
    /// In words, in the source's own offset.
    pub human: String,
    /// The day in words.
    pub day: String,
    /// What the source wrote, and what was assumed.
    pub note: String,
}

/// What the source stated, in its own offset; a source that stated no hour is given none.
#[must_use]
pub fn stated(time: &Time) -> Stated {
    // RFC 3339 has no offset of a day or more.
    let offset = time
        .offset_s
        .filter(|s| i64::from(*s).abs() < DAY_S)
        .and_then(|s| Offset::from_seconds(s).ok());
    let tz = TimeZone::fixed(offset.unwrap_or(Offset::UTC));
    let local = time.at.to_zoned_datetime(tz.clone());
    let has_hour = time.raw.contains(':') || (local.hour(), local.minute()) != (0, 0);
    let machine = match offset {
        _ if !has_hour => local.date().to_string(),
        Some(offset) => time.at.display_with_offset(offset).to_string(),
        None => time.at.to_string(),
    };
    let assumed =
        if has_hour && offset.is_none() { " (no time zone stated: UTC assumed)" } else { "" };
    let day = day(time.at, &tz);
    let human = if has_hour { date(time.at, &tz) } else { day.clone() };
    Stated { machine, human, day, note: format!("As the source wrote it: {}{assumed}", time.raw) }
}

/// `UTC`, `UTC+1`, `UTC+3:30`, `UTC-5`.
fn offset_name(offset: Offset) -> String {
    let minutes = offset.seconds().abs() / 60;
    let sign = if offset.seconds() < 0 { '-' } else { '+' };
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{age, date, is_old, stated};
    use crate::model::time::Time;
    use jiff::Timestamp;
    use jiff::tz::{Offset, TimeZone};

    const AT: &str = "2026-11-23T14:05:10Z";

    #[test]
    fn age_is_in_whole_units_rounded_down() {
        let at: Timestamp = AT.parse().unwrap();
        for (seconds, words) in [
            (-500, "just now"),
            (0, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (44 * 60 + 59, "44 minutes ago"),
            (3_599, "59 minutes ago"),
            (3_600, "1 hour ago"),
            (5 * 3_600, "5 hours ago"),
            (86_399, "23 hours ago"),
            (86_400, "1 day ago"),
            (12 * 86_400, "12 days ago"),
            (30 * 86_400, "30 days ago"),
            (30 * 86_400 + 1, "23 November 2026"),
        ] {
            let now = Timestamp::from_second(at.as_second() + seconds).unwrap();
            assert_eq!(age(at, now), words, "{seconds} s");
            assert_eq!(is_old(at, now), seconds > 30 * 86_400, "{seconds} s");
        }
    }

    #[test]
    fn date_names_the_zone_by_its_offset() {
        let at: Timestamp = AT.parse().unwrap();
        for (offset_s, words) in [
            (0, "23 November 2026, 14:05 UTC"),
            (12_600, "23 November 2026, 17:35 UTC+3:30"),
            (-18_000, "23 November 2026, 09:05 UTC-5"),
            (36_000, "24 November 2026, 00:05 UTC+10"),
        ] {
            let tz = TimeZone::fixed(Offset::from_seconds(offset_s).unwrap());
            assert_eq!(date(at, &tz), words);
        }
    }

    #[test]
    fn source_time_says_no_more_than_the_source_did() {
        let time = |at: &str, offset_s, raw: &str| Time {
            at: at.parse().unwrap(),
            offset_s,
            raw: raw.to_owned(),
        };
        let full = stated(&time(AT, Some(12_600), "Mon, 23 Nov 2026 17:35:10 +0330"));
        assert_eq!(full.machine, "2026-11-23T17:35:10+03:30");
        assert_eq!(full.human, "23 November 2026, 17:35 UTC+3:30");
        let day = stated(&time("2026-11-23T00:00:00Z", None, "2026-11-23"));
        assert_eq!((day.machine.as_str(), day.human.as_str()), ("2026-11-23", "23 November 2026"));
        let bare = stated(&time(AT, None, "2026-11-23 14:05:10"));
        assert_eq!(bare.machine, "2026-11-23T14:05:10Z");
        assert!(bare.note.contains("UTC assumed"), "{}", bare.note);
    }
}
