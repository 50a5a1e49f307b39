//! When a list is asked again: by what it asks for itself, and by how often it has something new.

use crate::model::entry::Entry;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The newest entries by whose times a rhythm is known.
const TIMES: usize = 20;
/// The fewest: with less there is none.
const TIMES_MIN: usize = 3;
/// A list is asked so often between two of its entries, so that an entry is late by an eighth of that time in the mean.
const ASKED_PER_ENTRY: i64 = 4;
/// The longest wait that a rhythm alone brings about, in its source's own intervals and at all: a quiet source may wake
/// up, and change what it has said.
const QUIET_INTERVALS_MAX: i64 = 12;
const QUIET_MS_MAX: i64 = 6 * HOUR_MS;
/// The longest wait that a list may ask for.
const ASKED_MS_MAX: i64 = DAY_MS;

/// How often a source has something new: so many entries since then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rhythm {
    /// When the oldest of them was published, in Unix milliseconds.
    pub since_ms: i64,
    /// How many there are; 0 if the rhythm is not known.
    pub n: i64,
}

impl Rhythm {
    /// The rhythm of the newest twenty of `entries`; unknown where fewer than three say when they were published.
    #[must_use]
    pub fn of(entries: &[Entry], now: Timestamp) -> Self {
        let said = entries.iter().filter_map(|entry| entry.published.as_ref());
        let mut times: Vec<i64> = said.map(|time| time.at.as_millisecond()).collect();
        // What is dated ahead says nothing of how often.
        times.retain(|ms| *ms <= now.as_millisecond());
        times.sort_unstable_by(|a, b| b.cmp(a));
        times.truncate(TIMES);
        match times.last() {
            Some(since_ms) if times.len() >= TIMES_MIN => {
                Self { since_ms: *since_ms, n: i64::try_from(times.len()).unwrap_or(0) }
            }
            _ => Self::default(),
        }
    }
}

/// The hours and days, in UTC, in which a list asks to be left alone (RSS 2.0 `skipHours`, `skipDays`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Skip {
    /// A bit an hour of the day, the lowest for the one after midnight.
    pub hours: u32,
    /// A bit a day of the week, the lowest for Monday.
    pub days: u8,
}

impl Skip {
    /// Skips the hour that `text` names, from 0 to 24.
    pub fn hour(&mut self, text: &str) {
        if let Ok(hour @ 0..=24) = text.trim().parse::<u32>() {
            self.hours |= 1 << (hour % 24);
        }
    }

    /// Skips the day that `text` names in English.
    pub fn day(&mut self, text: &str) {
        const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let name = text.trim().get(..3).unwrap_or_default();
        if let Some(day) = DAYS.iter().position(|day| day.eq_ignore_ascii_case(name)) {
            self.days |= 1 << day;
        }
    }

    /// The first time from `at_ms` on that is not skipped; `at_ms` itself where all of a week is.
    fn after(self, at_ms: i64) -> i64 {
        let is_skipped = |ms: i64| {
            let Ok(at) = Timestamp::from_millisecond(ms) else { return false };
            let at = TimeZone::UTC.to_datetime(at);
            let day = at.weekday().to_monday_zero_offset();
            self.hours >> at.hour() & 1 == 1 || self.days >> day & 1 == 1
        };
        let next_hour = |ms: &i64| Some((ms.div_euclid(HOUR_MS) + 1) * HOUR_MS);
        std::iter::successors(Some(at_ms), next_hour)
            .take(7 * 24 + 1)
            .find(|ms| !is_skipped(*ms))
            .unwrap_or(at_ms)
    }
}

/// How long the head of an answer says that the answer stays as it is, in milliseconds (RFC 9111 §4.2.1); 0 where it
/// does not say, or says that it must not be kept. `header` gives the first field of that name in lower case.
#[must_use]
pub fn fresh_ms<'a>(header: impl Fn(&str) -> Option<&'a str>) -> i64 {
    let seconds = |text: &str| text.trim().trim_matches('"').parse::<i64>().ok();
    let control = header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let mut directives = control.split(',').map(str::trim);
    if directives.clone().any(|it| matches!(it, "no-store" | "no-cache")) {
        return 0;
    }
    let max_age = directives.find_map(|it| seconds(it.strip_prefix("max-age=")?));
    let left = match max_age {
        Some(max_age) => max_age - header("age").and_then(seconds).unwrap_or(0).max(0),
        None => {
            let time = |name| DateTimeParser::new().parse_timestamp(header(name)?.trim()).ok();
            match (time("expires"), time("date")) {
                (Some(expires), Some(date)) => expires.as_second() - date.as_second(),
                _ => 0,
            }
        }
    };
    left.clamp(0, ASKED_MS_MAX / 1000) * 1000
}

/// When a list that was read at `now` is asked again, in Unix milliseconds.
///
/// It is asked at its source's rhythm, but not more often than every `cadence_ms`, nor than it asks itself: `asked_ms`
/// is how long it wants to be left alone, of which a day is granted.
#[must_use]
pub fn next_ms(cadence_ms: i64, asked_ms: i64, rhythm: Rhythm, skip: Skip, now: Timestamp) -> i64 {
    let now_ms = now.as_millisecond();
    let gap_ms = now_ms.saturating_sub(rhythm.since_ms).max(0).checked_div(rhythm.n).unwrap_or(0);
    let quiet_ms = cadence_ms.saturating_mul(QUIET_INTERVALS_MAX).min(QUIET_MS_MAX);
    let wait_ms =
        (gap_ms / ASKED_PER_ENTRY).min(quiet_ms).max(cadence_ms).max(asked_ms.min(ASKED_MS_MAX));
    skip.after(now_ms.saturating_add(wait_ms))
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, HOUR_MS, Rhythm, Skip, fresh_ms, next_ms};
    use jiff::Timestamp;

    /// A Thursday at noon.
    fn now() -> Timestamp {
        "2026-11-26T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn source_is_asked_four_times_between_two_entries() {
        let minute = HOUR_MS / 60;
        for (n, hours, asked_ms, expected) in [
            // An agency: as often as it may be.
            (20, 2, 0, 5 * minute),
            (20, 20, 0, 15 * minute),
            // A column a day, and one that fell silent.
            (20, 20 * 24, 0, HOUR_MS),
            (20, 20 * 2, 0, HOUR_MS / 2),
            (3, 9_000, 0, HOUR_MS),
            // Nothing is known.
            (0, 0, 0, 5 * minute),
            // It asks for more itself; more than a day is not granted.
            (20, 2, HOUR_MS, HOUR_MS),
            (20, 20 * 24, 8 * HOUR_MS, 8 * HOUR_MS),
            (20, 2, 30 * DAY_MS, DAY_MS),
        ] {
            let rhythm = Rhythm { since_ms: now().as_millisecond() - hours * HOUR_MS, n };
            let next = next_ms(5 * minute, asked_ms, rhythm, Skip::default(), now());
            assert_eq!(next - now().as_millisecond(), expected, "{n} in {hours} h, {asked_ms}");
        }
    }

    #[test]
    fn skipped_hours_and_days_are_left_out() {
        let next = |hours: &[&str], days: &[&str]| {
            let mut skip = Skip::default();
            hours.iter().for_each(|hour| skip.hour(hour));
            days.iter().for_each(|day| skip.day(day));
            let ms = next_ms(HOUR_MS / 2, 0, Rhythm::default(), skip, now());
            Timestamp::from_millisecond(ms).unwrap().to_string()
        };
        assert_eq!(next(&[], &[]), "2026-11-26T12:30:00Z");
        assert_eq!(next(&["12", "13", "15"], &[]), "2026-11-26T14:00:00Z");
        assert_eq!(next(&["x", "25", "-1"], &["Funday", ""]), "2026-11-26T12:30:00Z");
        assert_eq!(next(&["24"], &["Thursday", " friday "]), "2026-11-28T01:00:00Z");
        let every = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        assert_eq!(next(&[], &every), "2026-11-26T12:30:00Z");
    }

    #[test]
    fn head_says_how_long_an_answer_stays_as_it_is() {
        for (head, seconds) in [
            (&[("cache-control", "max-age=600")][..], 600),
            (&[("cache-control", "public, Max-Age=600"), ("age", "500")], 100),
            (&[("cache-control", "max-age=60"), ("age", "500")], 0),
            (&[("cache-control", "max-age=99999999999")], 86_400),
            (&[("cache-control", "no-store, max-age=600")], 0),
            (&[("cache-control", "no-cache")], 0),
            (&[("cache-control", "max-age=soon")], 0),
            (&[("cache-control", "s-maxage=600")], 0),
            (
                &[
                    ("date", "Thu, 26 Nov 2026 12:00:00 GMT"),
                    ("expires", "Thu, 26 Nov 2026 13:00:00 GMT"),
                ],
                3600,
            ),
            (&[("expires", "Thu, 26 Nov 2026 13:00:00 GMT")], 0),
            (&[("date", "Thu, 26 Nov 2026 12:00:00 GMT"), ("expires", "0")], 0),
            (&[], 0),
        ] {
            let header =
                |name: &str| head.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
            assert_eq!(fresh_ms(header), seconds * 1000, "{head:?}");
        }
    }
}
