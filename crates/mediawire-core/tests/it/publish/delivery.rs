//! Dispatches as they are pushed to programs.

use super::check_golden;
use super::samples::{every_block, hostile, persian, pictures, public, report, site, time, view};
use mediawire_core::model::delivery::{Delivery, Event};
use mediawire_core::model::dispatch::{Correction, Note};
use mediawire_core::model::source::Display;
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::delivery::{ping, write};

fn delivered(event: Event, shown: Option<Shown>) -> Delivery {
    Delivery {
        number: 41,
        public: public("report"),
        event,
        at: time("2026-11-23T12:01:07.250Z"),
        is_newest: true,
        shown: shown.map(Box::new),
        why: String::new(),
        is_legal: false,
        licence: "by agreement of 2026-01-01".to_owned(),
    }
}

/// JSON that people can read in a review, a line a value.
fn pretty(bytes: &[u8]) -> Vec<u8> {
    let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let mut text = serde_json::to_vec_pretty(&value).unwrap();
    text.push(b'\n');
    text
}

#[test]
fn dispatch_is_sent_whole() {
    let pictures = pictures();
    let shown = Shown {
        kicker: Some("Fog".to_owned()),
        note: Some(Note {
            words: "The harbour has two masters.".to_owned(),
            at: time("2026-11-24T06:00:00Z"),
        }),
        corrections: vec![Correction {
            words: "It is the master of the harbour, not of the ferry.".to_owned(),
            at: time("2026-11-23T13:00:00Z"),
        }],
        changed: persian().changed,
        gone: view().gone,
        body: Some(every_block()),
        lead_picture: pictures.lead().cloned(),
        pictures,
        ..report()
    };
    let bytes = write(&site(), &delivered(Event::Corrected, Some(shown)));
    check_golden("delivery.json", &pretty(&bytes));
}

#[test]
fn text_that_may_not_be_shown_in_full_is_not_sent() {
    for display in [Display::Headline, Display::Teaser] {
        let shown = Shown { display, body: Some(every_block()), ..view() };
        let bytes = write(&site(), &delivered(Event::Published, Some(shown)));
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("\"html\"") && !text.contains("its master said"), "{text}");
    }
}

#[test]
fn what_is_not_shown_is_a_number_and_an_address() {
    for (event, why) in
        [(Event::Withheld, "looked into"), (Event::Killed, "it is false"), (Event::Superseded, "")]
    {
        let delivery = Delivery { why: why.to_owned(), ..delivered(event, None) };
        let value: serde_json::Value = serde_json::from_slice(&write(&site(), &delivery)).unwrap();
        let mut expected = serde_json::json!({
            "event": event.name(), "is_newest": true, "item": public("report").as_str(), "number": 41,
            "url": format!("https://post.example/a/{}", public("report")),
        });
        if event == Event::Killed {
            expected["is_legal"] = false.into();
        }
        if !why.is_empty() {
            expected["why"] = why.into();
        }
        assert_eq!(value["data"], expected);
        assert_eq!(value["type"], format!("item.{}", event.name()));
        assert_eq!(value["timestamp"], "2026-11-23T12:01:07.25Z");
    }
}

#[test]
fn hostile_text_stays_text() {
    let bytes = write(&site(), &delivered(Event::Published, Some(hostile())));
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["data"]["headline"], hostile().headline);
    let html = value["data"]["html"].as_str().unwrap_or_default();
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn ping_says_who_asks() {
    let text = String::from_utf8(ping(&site(), time("2026-11-23T12:01:07Z"))).unwrap();
    let expected = "{\"data\":{\"site\":\"The Harbour Post\",\"url\":\"https://post.example\"},\
                    \"timestamp\":\"2026-11-23T12:01:07Z\",\"type\":\"ping\"}";
    assert_eq!(text, expected);
}
