//! ITEM-10 to ITEM-14: dates that are none, from far away, or made to be slow.

use crate::hostile::cases::dates::{CASES, DATES};
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, list};
use mediawire::retrieve::What;

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
