//! ENC: content codings and charsets.

use crate::hostile::cases::enc::{CASES, feed, gzip};
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, get, list, list_of};
use mediawire::retrieve::What;

#[tokio::test]
async fn codings_and_charsets_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::List).await;
}

/// The title of the one item of a case.
async fn title(server: &Hostile, id: &str) -> String {
    list(server, id).await.unwrap().entries.remove(0).title
}

#[tokio::test]
async fn title_is_what_the_charset_says_and_is_not_repaired() {
    let server = Hostile::start().await;
    for (id, expected) in [
        ("ENC-04/plain", "Rain"),
        ("ENC-04/packed", "Rain"),
        ("ENC-08", "Дождь"),
        ("ENC-09", "Rain\u{fffd} over Tolva"),
        ("ENC-10/le", "Regen über Tölva"),
        ("ENC-10/be", "Regen über Tölva"),
        ("ENC-11/utf-7", "+ADw-script+AD4-"),
        ("ENC-15/white-space", "Rain"),
        ("ENC-16", "\u{201c}Rain\u{201d}"),
        ("ENC-17", "CafÃ© in Tolva"),
    ] {
        assert_eq!(title(&server, id).await, expected, "{id}");
    }
    assert!(title(&server, "ENC-11/hz").await.starts_with("~{"));
    // Once by XML, and once by HTML, which RSS writes into its titles.
    assert_eq!(title(&server, "ENC-18").await, "<b>Rain");
}

#[tokio::test]
async fn controls_and_lone_surrogates_come_into_no_entry() {
    let server = Hostile::start().await;
    for id in
        ["ENC-11/iso-2022-jp", "ENC-15/two-marks", "ENC-12/xml", "ENC-12/json", "ENC-13", "ENC-14"]
    {
        let entry = list(&server, id).await.unwrap().entries.remove(0);
        assert!(!entry.title.contains(char::is_control), "{id}: {:?}", entry.title);
    }
    assert_eq!(title(&server, "ENC-13").await, "Rain \u{fffd} over");
}

#[tokio::test]
async fn letters_that_were_lost_are_a_doubt() {
    let server = Hostile::start().await;
    let doubts = list(&server, "ENC-09").await.unwrap().doubts;
    assert!(doubts.iter().any(|doubt| doubt.contains("no letters")), "{doubts:?}");
}

#[tokio::test]
async fn what_a_list_says_wrongly_of_its_own_coding_is_a_doubt() {
    let server = Hostile::start().await;
    for (id, words) in [
        ("ENC-04/plain", "is said to be packed"),
        ("ENC-04/packed", "is not said to be"),
        ("ENC-08", "it is read as windows-1251, and says of itself UTF-8"),
        ("ENC-17", "coded twice"),
    ] {
        let doubts = list(&server, id).await.unwrap().doubts;
        assert!(doubts.len() == 1 && doubts[0].contains(words), "{id}: {doubts:?}");
    }
    assert!(list(&server, "ENC-16").await.unwrap().doubts.is_empty());
}

#[tokio::test]
async fn what_cannot_be_unpacked_is_captured_as_it_came() {
    let server = Hostile::start().await;
    let fetched = get(server.settings(), &server.url("ENC-05/sum"), What::List).await.unwrap();
    let mut expected = gzip(feed("Rain").as_bytes());
    let at = expected.len() - 6;
    expected[at] ^= 1;
    assert_eq!(fetched.payload, expected);
    assert_eq!(list_of(&fetched).unwrap_err().code, "corrupt");
}
