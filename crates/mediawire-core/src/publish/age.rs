//! Moments of pages: which are old, and what a source stated of its own.

use crate::model::time::Time;
use crate::publish::locale::Locale;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

pub(super) const MINUTE_S: i64 = 60;
pub(super) const HOUR_S: i64 = 60 * MINUTE_S;
pub(super) const DAY_S: i64 = 24 * HOUR_S;
/// An article whose source dates it further back than this says that it is old.
pub(super) const OLD_S: i64 = 30 * DAY_S;

/// The moment by the clocks of the zone.
pub(super) fn local(at: Timestamp, tz: &TimeZone) -> ZonedDateTime {
    at.to_zoned_datetime(tz.clone())
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

/// What the source stated, in its own offset, in the words of a language; a source that stated no hour is given none.
#[must_use]
pub fn stated(time: &Time, locale: &Locale) -> Stated {
    let (offset, has_hour) = (offset(time), has_hour(time));
    let tz = TimeZone::fixed(offset.unwrap_or(Offset::UTC));
    let note = if has_hour && offset.is_none() { "as-written-assumed" } else { "as-written" };
    let day = locale.day(time.at, &tz);
    Stated {
        machine: machine(time),
        human: if has_hour { locale.date(time.at, &tz) } else { day.clone() },
        day,
        note: locale.say_with(note, &[("raw", &time.raw)]),
    }
}

/// What the source stated for machines: RFC 3339 with the source's offset, or the day alone.
#[must_use]
pub fn machine(time: &Time) -> String {
    match offset(time) {
        offset if !has_hour(time) => {
            local(time.at, &TimeZone::fixed(offset.unwrap_or(Offset::UTC))).date().to_string()
        }
        Some(offset) => time.at.display_with_offset(offset).to_string(),
        None => time.at.to_string(),
    }
}

/// The offset that the source stated, unless it is a day or more: RFC 3339 has none such.
fn offset(time: &Time) -> Option<Offset> {
    let seconds = time.offset_s.filter(|s| i64::from(*s).abs() < DAY_S)?;
    Offset::from_seconds(seconds).ok()
}

fn has_hour(time: &Time) -> bool {
    let local = local(time.at, &TimeZone::fixed(offset(time).unwrap_or(Offset::UTC)));
    time.raw.contains(':') || (local.hour(), local.minute()) != (0, 0)
}

/// `UTC`, `UTC+1`, `UTC+3:30`, `UTC-5`.
pub(super) fn offset_name(offset: Offset) -> String {
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
    use super::{is_old, stated};
    use crate::model::time::Time;
    use crate::publish::locale::english;
    use jiff::Timestamp;

    const AT: &str = "2026-11-23T14:05:10Z";

    #[test]
    fn news_is_old_after_thirty_days() {
        let at: Timestamp = AT.parse().unwrap();
        for (seconds, expected) in [(0, false), (30 * 86_400, false), (30 * 86_400 + 1, true)] {
            let now = Timestamp::from_second(at.as_second() + seconds).unwrap();
            assert_eq!(is_old(at, now), expected, "{seconds} s");
        }
    }

    #[test]
    fn source_time_says_no_more_than_the_source_did() {
        let time = |at: &str, offset_s, raw: &str| Time {
            at: at.parse().unwrap(),
            offset_s,
            raw: raw.to_owned(),
        };
        let stated = |time: &Time| stated(time, &english());
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
