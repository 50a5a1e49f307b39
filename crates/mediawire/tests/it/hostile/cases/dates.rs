//! What the servers of ITEM-10 send.

use crate::hostile::cases::{Case, Step, answer};

/// What the catalogue asks of dates: each as a feed states it, and the moment that it is, if it is one.
pub(crate) const DATES: &[(&str, &str, Option<&str>)] = &[
    ("ITEM-10", "0000-00-00T00:00:00Z", None),
    ("ITEM-10", "-0001-01-01T00:00:00Z", None),
    ("ITEM-10", "Sat, 30 Feb 2026 10:00:00 GMT", None),
    ("ITEM-10", "1000000000000000", None),
    ("ITEM-10", "2026-11-26T24:00:00Z", Some("2026-11-27T00:00:00Z")),
    ("ITEM-10", "2026-11-26T23:59:60Z", Some("2026-11-26T23:59:59Z")),
    // A time of day that is none leaves the day.
    ("ITEM-10", "2026-11-26T25:00:00Z", Some("2026-11-26T00:00:00Z")),
    ("ITEM-12", "Thu, 26 Nov 2026 10:00:00 EST", Some("2026-11-26T15:00:00Z")),
    ("ITEM-12", "Thu, 26 Nov 2026 10:00:00 MSK", Some("2026-11-26T07:00:00Z")),
    ("ITEM-12", "26 ноября 2026, 10:00 (МСК)", Some("2026-11-26T07:00:00Z")),
    ("ITEM-12", "Thu, 26 Nov 2026 10:00:00 -0000", Some("2026-11-26T10:00:00Z")),
    ("ITEM-12", "Thu, 26 Nov 2026 10:00:00", Some("2026-11-26T10:00:00Z")),
    ("ITEM-14", "Чт, 26 ноя 2026 10:00:00 +0300", Some("2026-11-26T07:00:00Z")),
    ("ITEM-14", "1795687200000", Some("2026-11-26T10:00:00Z")),
    ("ITEM-14", "now", None),
    ("ITEM-14", "yesterday", None),
];

fn feed() -> Vec<Step> {
    let nested = format!("Thu, 26 Nov 2026 10:00:00 {}", "(".repeat(100_000));
    let items: String = DATES
        .iter()
        .map(|(_, date, _)| *date)
        .chain([nested.as_str()])
        .enumerate()
        .map(|(n, date)| {
            format!(
                "<item><title>Title {n}</title><guid>{n}</guid><pubDate>{date}</pubDate></item>"
            )
        })
        .collect();
    let body = format!("<rss version='2.0'><channel>{items}</channel></rss>");
    answer("200 OK", "Content-Type: text/xml\r\n", body.as_bytes())
}

pub(crate) const CASES: &[Case] = &[Case { id: "ITEM-10/dates", script: feed, ends: "kept" }];
