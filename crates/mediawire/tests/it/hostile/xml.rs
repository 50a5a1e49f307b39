//! XML: feeds, and what is sent in place of one.

use crate::hostile::cases::xml::CASES;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, list};
use mediawire::retrieve::What;

#[tokio::test]
async fn lists_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::List).await;
}

#[tokio::test]
async fn of_each_list_what_can_be_read_is_read_and_no_more() {
    let server = Hostile::start().await;
    for (id, expected) in [
        ("XML-05", &["Rain"][..]),
        ("XML-06/within", &["Rain"]),
        ("XML-07", &["Rain"]),
        ("XML-10", &["Rain"]),
        ("XML-12", &["Rain"]),
        ("XML-13", &["Title 0", "Title 1"]),
        ("XML-16/odd", &["Rain", "Wind", "Snow"]),
        ("XML-16/no-array", &[]),
        ("XML-16/deep", &[]),
        ("XML-18", &[]),
        ("XML-20/html", &["Rain"]),
        ("XML-20/plain", &["Rain"]),
        ("XML-20/octets", &["Rain"]),
        ("XML-24/empty", &[]),
    ] {
        let list = list(&server, id).await.unwrap();
        let titles: Vec<_> = list.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, expected, "{id}: {:?}", list.doubts);
    }
    let marked = list(&server, "XML-11").await.unwrap().entries.remove(0).title;
    assert_eq!(marked.replace('\u{a0}', " "), "Rain & wind < sun é");
    let long = list(&server, "XML-14").await.unwrap();
    assert_eq!(long.entries.len(), 5_000);
    for id in ["XML-12", "XML-13", "XML-14", "XML-08"] {
        assert!(!list(&server, id).await.unwrap().doubts.is_empty(), "{id} is doubted");
    }
}

#[tokio::test]
async fn no_entity_is_expanded_and_nothing_is_looked_up() {
    let server = Hostile::start().await;
    for id in ["XML-01", "XML-02", "XML-03", "XML-04"] {
        let list = list(&server, id).await.unwrap();
        let title = &list.entries[0].title;
        assert!(title.starts_with("Rain") && title.chars().count() <= 2_000, "{id}: {title:.200}");
        assert!(!title.contains("aaaa") && !title.contains("root:"), "{id}: {title:.200}");
    }
    assert_eq!(server.heads().len(), 4, "each list was asked for, and nothing else");
}

#[tokio::test]
async fn addresses_and_languages_are_those_of_the_web_or_none() {
    let server = Hostile::start().await;
    for entry in list(&server, "XML-21").await.unwrap().entries {
        let url = entry.url.as_deref().unwrap_or("http://none");
        assert!(url.starts_with("http://"), "{}: {url}", entry.title);
        assert!(!url.contains("script:"), "{}: {url}", entry.title);
    }
    let list = list(&server, "XML-22").await.unwrap();
    assert!(list.lang.as_ref().is_none_or(|lang| lang.len() <= 35), "{:?}", list.lang);
    let langs: Vec<_> = list.entries.iter().map(|entry| entry.lang.as_deref()).collect();
    assert_eq!(langs[1], Some("de-AT"));
    assert!(langs[0].is_none_or(|lang| !lang.contains(['"', ' '])), "{langs:?}");
}
