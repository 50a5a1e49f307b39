//! Dates of a language: in its usual calendar, and in the others that its readers live by.

use crate::publish::age::{local, offset_name};
use crate::publish::locale::without_marks;
use icu_calendar::preferences::CalendarAlgorithm;
use icu_datetime::fieldsets::T;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
use icu_locale::Locale as IcuLocale;
use icu_locale::extensions::unicode::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The formatters of a language's dates.
pub(super) struct Dates {
    day: Option<DateTimeFormatter<YMD>>,
    time: Option<NoCalendarFormatter<T>>,
    /// Whether the usual calendar is the Gregorian.
    is_gregorian: bool,
    /// One a calendar, the usual one first.
    all: Vec<DateTimeFormatter<YMDE>>,
}

impl Dates {
    /// `calendars`: names of calendars (Unicode `ca`), separated by commas, the usual one first.
    pub(super) fn new(icu: &IcuLocale, calendars: &str) -> Self {
        let of = |name: &str| -> Option<DateTimeFormatterPreferences> {
            let mut prefs: DateTimeFormatterPreferences = icu.clone().into();
            let value: Value = name.trim().parse().ok()?;
            prefs.calendar_algorithm = Some(CalendarAlgorithm::try_from(&value).ok()?);
            Some(prefs)
        };
        let prefs: Vec<_> = calendars.split(',').filter_map(of).collect();
        let usual = prefs.first().copied().unwrap_or_else(|| icu.clone().into());
        Self {
            day: DateTimeFormatter::try_new(usual, YMD::long()).ok(),
            time: NoCalendarFormatter::try_new(usual, T::hm()).ok(),
            is_gregorian: usual
                .calendar_algorithm
                .is_none_or(|calendar| calendar == CalendarAlgorithm::Gregory),
            all: prefs
                .iter()
                .filter_map(|prefs| DateTimeFormatter::try_new(*prefs, YMDE::long()).ok())
                .collect(),
        }
    }

    /// `23 November 2026, 14:05 UTC`, in the language's words and digits.
    pub(super) fn date(&self, at: Timestamp, tz: &TimeZone) -> String {
        let (_, offset) = input(at, tz);
        format!("{} {}", self.day_and_time(at, tz), offset_name(offset))
    }

    /// `2026-11-23 14:05`; in another calendar than the Gregorian in the language's words and digits.
    pub(super) fn minute(&self, at: Timestamp, tz: &TimeZone) -> String {
        match self.is_gregorian {
            true => local(at, tz).strftime("%Y-%m-%d %H:%M").to_string(),
            false => self.day_and_time(at, tz),
        }
    }

    fn day_and_time(&self, at: Timestamp, tz: &TimeZone) -> String {
        let (input, _) = input(at, tz);
        let time = match &self.time {
            Some(time) => without_marks(&time.format(&input.time).to_string()),
            None => local(at, tz).strftime("%H:%M").to_string(),
        };
        let comma = if self.is_arabic_script(&time) { '،' } else { ',' };
        format!("{}{comma} {time}", self.day(at, tz))
    }

    fn is_arabic_script(&self, time: &str) -> bool {
        time.contains(|c| matches!(c, '\u{0600}'..='\u{06ff}'))
    }

    /// `23 November 2026`, in the language's words and digits.
    pub(super) fn day(&self, at: Timestamp, tz: &TimeZone) -> String {
        let (input, _) = input(at, tz);
        match &self.day {
            Some(day) => without_marks(&day.format(&input.date).to_string()),
            None => local(at, tz).date().to_string(),
        }
    }

    /// The day with its weekday in each calendar.
    pub(super) fn all(&self, at: Timestamp, tz: &TimeZone) -> Vec<String> {
        let (input, _) = input(at, tz);
        self.all.iter().map(|day| without_marks(&day.format(&input.date).to_string())).collect()
    }
}

/// The moment as ICU takes it, in the zone, and the zone's offset at that moment.
fn input(at: Timestamp, tz: &TimeZone) -> (DateTime<icu_calendar::Iso>, jiff::tz::Offset) {
    let local = local(at, tz);
    let small = |n: i8| u8::try_from(n).expect("months, days and hours are small and positive");
    let date = Date::try_new_iso(local.year().into(), small(local.month()), small(local.day()))
        .expect("jiff's days are days");
    let time = Time::try_new(small(local.hour()), small(local.minute()), 0, 0)
        .expect("jiff's times are times");
    (DateTime { date, time }, local.offset())
}
