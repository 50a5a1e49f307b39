//! RED: redirects. What a redirect does to the identity of a source is tried where sources are polled.

use crate::hostile::cases::red::CASES;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, code, get};
use mediawire::retrieve::What;

#[tokio::test]
async fn redirects_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::Page).await;
}

#[tokio::test]
async fn five_redirects_are_followed_and_a_loop_is_left_at_once() {
    let server = Hostile::start().await;
    let fetched = get(server.settings(), &server.url("RED-02/5"), What::Page).await.unwrap();
    assert_eq!((fetched.redirects.len(), fetched.url), (5, server.url("RED-02/0")));
    let n = server.heads().len();
    assert_eq!(code(server.settings(), &server.url("RED-01/a")).await, "redirect-loop");
    assert!(server.heads().len() - n <= 5);
}

#[tokio::test]
async fn answer_that_would_lead_on_by_itself_is_taken_as_it_is() {
    // RED-09: neither the header nor the page moves the client.
    let server = Hostile::start().await;
    let fetched = get(server.settings(), &server.url("RED-09"), What::Page).await.unwrap();
    assert_eq!((fetched.url, server.heads().len()), (server.url("RED-09"), 1));
}

#[tokio::test]
async fn nothing_secret_goes_with_a_request() {
    // RED-08, CACHE-18, CACHE-19: there is nothing to strip, on the way or at its end.
    let server = Hostile::start().await;
    let client = mediawire::retrieve::Client::new(server.settings()).unwrap();
    for id in ["CACHE-18", "RED-02/5", "CACHE-18"] {
        client.fetch(&server.url(id), What::List).await.unwrap();
    }
    let heads = server.heads();
    assert_eq!(heads.len(), 8);
    for head in heads {
        let head = head.to_lowercase();
        for name in
            ["cookie", "authorization", "referer", "from", "cache-control", "pragma", "origin"]
        {
            assert!(!head.contains(&format!("\r\n{name}:")), "{head}");
        }
        assert!(!head.contains('?'), "no query is added: {head}");
    }
}
