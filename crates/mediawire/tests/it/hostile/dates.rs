//! ITEM-10 to ITEM-14: dates that are none, from far away, or made to be slow.

use crate::hostile::server::{Case, Hostile, Step, answer};
use crate::hostile::trial::{all_end_as_they_say, list};
use mediawire::retrieve::What;

/// What the catalogue asks of dates: each as a feed states it, and the moment that it is, if it is one.
const DATES: &[(&str, &str, Option<&str>)] = &[
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

#[tokio::test]
async fn dates_are_what_their_source_wrote_or_none() {
    all_end_as_they_say(CASES, What::List).await;
    let server = Hostile::start().await;
    let list = list(&server, "ITEM-10/dates").await.unwrap();
    assert_eq!(list.entries.len(), DATES.len() + 1);
    for (entry, (row, date, expected)) in list.entries.iter().zip(DATES) {
        let at = entry.published.as_ref().map(|time| time.at.to_string());
        assert_eq!(at.as_deref(), *expected, "{row} {date}");
    }
    // ITEM-13: neither a stack that ends nor a time out of proportion.
    assert_eq!(list.entries[DATES.len()].published, None);
}

#[tokio::test]
async fn an_offset_that_is_none_gives_no_moment_far_away() {
    // ITEM-12: `+2500` and `Z+3` are no zones; whatever is made of them, it is the day that was stated, or none.
    for date in
        ["Thu, 26 Nov 2026 10:00:00 +2500", "2026-11-26T10:00:00Z+3", "2026-11-26T10:00:00+99:99"]
    {
        if let Some(time) = mediawire_core::text::date::time(date) {
            let day = time.at.to_string();
            assert!(
                ["2026-11-25", "2026-11-26", "2026-11-27"].iter().any(|it| day.starts_with(it)),
                "{date}: {day}"
            );
        }
    }
}
