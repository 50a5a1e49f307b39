//! NET: transport and framing of HTTP.

use crate::hostile::cases::net::CASES;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, code, get};
use mediawire::retrieve::What;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn answers_that_are_no_whole_http_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::Page).await;
}

#[tokio::test]
async fn no_more_is_taken_than_the_limit() {
    // What the sockets of both sides hold is taken too; nothing beyond.
    const BUFFERS: usize = 16 << 20;
    for id in ["NET-04", "NET-04/until-it-closes"] {
        let server = Hostile::start().await;
        assert_eq!(code(server.settings(), &server.url(id)).await, "too-large");
        let n = server.seen.n_bytes.load(Ordering::SeqCst);
        assert!(n < server.settings().limits.page_bytes_max + BUFFERS, "{id}: {n}");
    }
}

#[tokio::test]
async fn nothing_behind_a_body_is_taken_for_an_answer() {
    // The words behind each body are those of a second answer, which nobody asked for.
    let server = Hostile::start().await;
    for (id, payload) in [("NET-08", "news"), ("NET-10", "news"), ("NET-14/no-reason", "ok")] {
        let client = mediawire::retrieve::Client::new(server.settings()).unwrap();
        for _ in 0..2 {
            let fetched = client.fetch(&server.url(id), What::Page).await.unwrap();
            assert_eq!(fetched.payload, payload, "{id}");
        }
    }
    assert_eq!(server.seen.n_connections.load(Ordering::SeqCst), 6, "none is used again");
}

#[tokio::test]
async fn body_at_the_limit_is_kept_and_one_beyond_is_not() {
    let server = Hostile::start().await;
    for (max, expected) in [(4, "kept"), (3, "too-large")] {
        let mut settings = server.settings();
        settings.limits.page_bytes_max = max;
        assert_eq!(code(settings, &server.url("NET-08")).await, expected, "{max}");
    }
    let fields = |n: usize| {
        let mut settings = server.settings();
        settings.limits.head_fields_max = n;
        settings
    };
    // One field of its own, and one of length.
    assert!(get(fields(1), &server.url("NET-08"), What::Page).await.is_ok());
    let error = get(fields(0), &server.url("NET-08"), What::Page).await.unwrap_err();
    assert_eq!(error.code, "header-too-large");
}
