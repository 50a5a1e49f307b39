//! The day on which a page was published, where its statements and what readers see differ, or say little.

use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{Page, text};
use mediawire_core::model::id::CaptureId;

const URL: &str = "https://www.tolva.example/town/rain-falls";
const TEXT: &str = "Rain fell on the town for the whole of the night, and the river rose above its banks before the \
    sun was up. The mayor said that nobody was hurt, and that the bridge would stay closed until it had been looked at.";
const H1: &str = "<h1>Rain falls on Tolva</h1>";

/// The day of publication of the page whose head and whose lines around the headline are these, or `none`.
fn published(head: &str, top: &str) -> String {
    let document = format!(
        "<!doctype html><html lang=en><head>{head}</head><body><article>{top}<p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    );
    let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
    let page = Page { capture, url: URL, document: &document, entry: None, list: None };
    let Some(time) = text(&page).unwrap().meta.published else { return "none".to_owned() };
    let offset = jiff::tz::Offset::from_seconds(time.offset_s.unwrap_or_default()).unwrap();
    offset.to_datetime(time.at).date().to_string()
}

/// A script of JSON-LD that states these fields of the article.
fn json_ld(fields: &str) -> String {
    format!("<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{fields}}}</script>")
}

fn stated(day: &str) -> String {
    json_ld(&format!("\"datePublished\":\"{day}\""))
}

/// Each claim is a head, the lines around the headline, and the day that they give.
fn hold<const N: usize>(claims: [(String, String, &str); N]) {
    for (head, top, expected) in claims {
        assert_eq!(published(&head, &top), expected, "{head} {top}");
    }
}

#[test]
fn a_shown_day_that_a_script_calls_the_publication_is_it() {
    let script = |key: &str| format!("<script>var page = {{\"{key}\":\"2026-05-03\"}}</script>");
    let shown = format!("{H1}<p class=date>3 May 2026</p>");
    let updated = format!("{H1}<p class=date>Updated 3 May 2026</p>");
    hold([
        (stated("2024-01-12") + &script("publish_date"), shown.clone(), "2026-05-03"),
        (stated("2024-01-12") + &script("modified_date"), shown.clone(), "2024-01-12"),
        (stated("2024-01-12") + &script("publish_date"), updated, "2024-01-12"),
        (stated("2024-01-12") + &script("publish_date"), H1.to_owned(), "2024-01-12"),
        (
            stated("2026-05-02T23:30:00Z") + &script("publish_date"),
            format!("{H1}<p>3 May 2026"),
            "2026-05-02",
        ),
        // Where nothing else is found, what all scripts agree on.
        (script("publish_date"), H1.to_owned(), "2026-05-03"),
        (
            script("publish_date") + "<script>{\"pubDate\":\"2026-05-04\"}</script>",
            H1.to_owned(),
            "none",
        ),
    ]);
}

#[test]
fn where_nothing_else_is_found_attributes_and_captions_are_read() {
    let far = "<p>Rain.</p>".repeat(80);
    hold([
        (String::new(), format!("{H1}<div data-publish-date=2026-05-03></div>"), "2026-05-03"),
        (String::new(), format!("{H1}<div data-update-date=2026-05-03></div>"), "none"),
        (String::new(), format!("{H1}<div data-id=2026-05-03></div>"), "none"),
        (
            String::new(),
            format!("{H1}{far}<b>Last updated:</b> <i>by Ada Quist, 3 May 2026</i>"),
            "2026-05-03",
        ),
        (
            String::new(),
            format!("{H1}{far}<b>The harbour:</b> <i>by Ada Quist, 3 May 2026</i>"),
            "none",
        ),
    ]);
}

#[test]
fn a_day_that_stands_with_a_linked_title_is_of_another_piece() {
    let box_of = |title: &str| format!("{H1}<div>{title}<p class=date>3 May 2026</p></div>");
    for (title, expected) in [
        ("<h3><a href=/fog>Fog over Quist</a></h3>", "2026-05-09"),
        ("<a href=/fog><b class=card-title>Fog over Quist</b></a>", "2026-05-09"),
        ("<h3>Fog over Quist</h3>", "2026-05-03"),
        ("<a href=/fog>Fog over Quist</a>", "2026-05-03"),
    ] {
        hold([(stated("2026-05-09"), box_of(title), expected)]);
    }
}

#[test]
fn a_text_that_says_how_things_stand_has_the_day() {
    hold([
        (stated("2026-06-12"), format!("{H1}<p>Stand: 3. Mai 2026</p>"), "2026-05-03"),
        (
            stated("2026-06-12"),
            format!("{H1}<p><b>Stand:</b> <i>3. Mai 2026</i></p>"),
            "2026-05-03",
        ),
        // It stood so before, and was changed then.
        (stated("2024-01-12"), format!("{H1}<p>Stand: 3. Mai 2026</p>"), "2024-01-12"),
        (stated("2026-06-12"), format!("{H1}<p>Standort Tolva, 3. Mai 2026</p>"), "2026-06-12"),
        (stated("2026-05-03"), format!("{H1}<p>Stand: 05/03/2026</p>"), "2026-05-03"),
    ]);
}

#[test]
fn menus_do_not_crowd_out_the_day() {
    let menu = "<li class=meta>Weather</li>".repeat(500);
    let top = format!("<ul>{menu}</ul>{H1}<p><time datetime=2026-05-03>today</time></p>");
    hold([(String::new(), top, "2026-05-03")]);
}

#[test]
fn statements_are_read_wherever_machines_are_told() {
    let in_meta =
        "<meta name=page content='{\"@type\":\"Article\",\"datePublished\":\"2026-05-03\"}'>";
    let midnight = stated("2026-05-04T00:00:00Z");
    hold([
        (in_meta.to_owned(), H1.to_owned(), "2026-05-03"),
        // Of two statements the one with a clock, unless they are of different days.
        (midnight.clone() + &stated("2026-05-03T21:40:00Z"), H1.to_owned(), "2026-05-03"),
        (midnight.clone() + &stated("2026-05-01T21:40:00Z"), H1.to_owned(), "2026-05-04"),
        (midnight + &stated("2026-05-03T00:00:00Z"), H1.to_owned(), "2026-05-04"),
        (
            stated("2026-05-04T00:00:00+02:00") + &stated("2026-05-03T21:40:00+02:00"),
            H1.to_owned(),
            "2026-05-03",
        ),
    ]);
}

#[test]
fn no_zone_is_farther_behind_than_twelve_hours() {
    let shown = |day: &str| format!("{H1}<p class=date>{day}</p>");
    hold([
        (stated("2026-05-04T11:30:00Z"), shown("3 May 2026"), "2026-05-03"),
        (stated("2026-05-04T12:30:00Z"), shown("3 May 2026"), "2026-05-04"),
        (stated("2026-05-03T10:30:00Z"), shown("4 May 2026"), "2026-05-04"),
    ]);
}

#[test]
fn datelines_are_read_in_brackets_and_far_below() {
    let line =
        "(3.5.2026) Rain fell on the town, and on the hills behind it, for the whole of the night.";
    let far = "<p>Rain.</p>".repeat(80);
    hold([
        (String::new(), format!("{H1}<p>{line}</p>"), "2026-05-03"),
        (String::new(), format!("{H1}{far}<p>{line}</p>"), "2026-05-03"),
        (
            String::new(),
            format!("{H1}{far}<div class=has-sidebar><p>{line}</p></div>"),
            "2026-05-03",
        ),
        (String::new(), format!("{H1}{far}<div class=sidebar><p>{line}</p></div>"), "none"),
    ]);
}
