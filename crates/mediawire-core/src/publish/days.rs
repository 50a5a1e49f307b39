//! The wire day by day: the page of one day, and the page of all days.

use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::{Card, cards};
use crate::publish::pages::{Listing, Page, list_page, render};
use crate::publish::site::Site;
use askama::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// The span of time that is counted at once, in milliseconds: a quarter of an hour, since no zone in use begins its days
/// at another moment.
pub const SLOT_MS: i64 = 900_000;

/// From the first moment of a day in a zone to the first of the next; `None` past the end of the calendar.
#[must_use]
pub fn bounds(date: Date, tz: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let start = date.to_zoned_datetime(tz.clone()).ok()?;
    let end = date.checked_add(1.day()).ok()?.to_zoned_datetime(tz.clone()).ok()?;
    Some((start.timestamp(), end.timestamp()))
}

/// The day of a moment in a zone.
#[must_use]
pub fn day_of(at: Timestamp, tz: &TimeZone) -> Date {
    at.to_zoned_datetime(tz.clone()).date()
}

/// What stands on the page of a day.
#[derive(Debug, Clone)]
pub struct DayPage {
    /// The day.
    pub date: Date,
    /// The last day before it with something on it.
    pub previous: Option<Date>,
    /// The first day after it with something on it.
    pub next: Option<Date>,
    /// Its items.
    pub listing: Listing,
}

#[derive(Template)]
#[template(path = "day.html", whitespace = "minimize")]
struct DayTemplate<'a> {
    page: Page<'a>,
    title: &'a str,
    previous: Option<DayLink>,
    next: Option<DayLink>,
    days: String,
    items: Vec<Card<'a>>,
    is_older: bool,
    older: Option<String>,
}

struct DayLink {
    href: String,
    date: Date,
    name: String,
    /// How many items, in words; may be empty.
    told: String,
}

impl DayLink {
    fn to(date: Date, site: &Site) -> Self {
        let href = site.at(&address::day(&date.to_string()));
        Self { href, date, name: name(date, site), told: String::new() }
    }
}

/// A day in words, in the usual calendar of the interface's language: `23 November 2026`.
#[must_use]
pub fn name(date: Date, site: &Site) -> String {
    match bounds(date, &site.time_zone) {
        Some((start, _)) => site.locale.day(start, &site.time_zone),
        None => date.to_string(),
    }
}

/// The page of a day.
#[must_use]
pub fn day(site: &Site, now: Timestamp, day: &DayPage) -> String {
    let listing = &day.listing;
    render(&DayTemplate {
        page: list_page(site, listing),
        title: &listing.title,
        previous: day.previous.map(|date| DayLink::to(date, site)),
        next: day.next.map(|date| DayLink::to(date, site)),
        days: site.at(&address::days()),
        items: cards(&listing.items, site, minute(now)),
        is_older: listing.before.is_some(),
        older: listing.next.map(|number| site.at(&address::before(&listing.path, number))),
    })
}

#[derive(Template)]
#[template(path = "days.html", whitespace = "minimize")]
struct DaysTemplate<'a> {
    page: Page<'a>,
    days: Vec<DayLink>,
}

/// The page of all days, the last first. `slots` says how many items came in which slot of [`SLOT_MS`], counted from
/// 1970.
#[must_use]
pub fn days(site: &Site, slots: &[(i64, i64)]) -> String {
    let link = |(date, n_items): (Date, i64)| {
        let told = site.locale.say_n("n-items", n_items.unsigned_abs(), &[]);
        DayLink { told, ..DayLink::to(date, site) }
    };
    let title = site.locale.say("all-days");
    let page = Page::new(site, &title, Some(&address::days()), &address::front());
    let days = counts(slots, &site.time_zone).into_iter().map(link).collect();
    render(&DaysTemplate { page, days })
}

/// Each day in the zone with how many items it has, the last day first.
fn counts(slots: &[(i64, i64)], tz: &TimeZone) -> Vec<(Date, i64)> {
    let mut days = std::collections::BTreeMap::new();
    for (slot, n) in slots {
        if let Ok(at) = Timestamp::from_millisecond(slot.saturating_mul(SLOT_MS)) {
            *days.entry(day_of(at, tz)).or_insert(0) += n;
        }
    }
    days.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{SLOT_MS, bounds, counts, day_of, name};
    use crate::publish::site::Site;
    use jiff::civil::date;
    use jiff::tz::{Offset, TimeZone};

    #[test]
    fn day_begins_and_ends_at_midnight_of_its_zone() {
        let tehran = TimeZone::fixed(Offset::from_seconds(12_600).unwrap());
        let day = date(2026, 11, 25);
        let (start, end) = bounds(day, &tehran).unwrap();
        assert_eq!(start.to_string(), "2026-11-24T20:30:00Z");
        assert_eq!(end.to_string(), "2026-11-25T20:30:00Z");
        assert_eq!(start.as_millisecond() % SLOT_MS, 0);
        assert_eq!((day_of(start, &tehran), day_of(end, &tehran)), (day, date(2026, 11, 26)));
        assert_eq!(bounds(date(9999, 12, 31), &tehran), None);
        assert_eq!(name(date(2026, 2, 1), &Site::default()), "1 February 2026");
        let slot = |at: jiff::Timestamp| at.as_millisecond() / SLOT_MS;
        let slots = [(slot(start) - 1, 2), (slot(start), 3), (slot(end) - 1, 4), (slot(end), 5)];
        let expected = [(date(2026, 11, 26), 5), (day, 7), (date(2026, 11, 24), 2)];
        assert_eq!(counts(&slots, &tehran), expected);
    }
}
