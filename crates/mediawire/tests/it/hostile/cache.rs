//! CACHE: answers to conditional requests. When sources are asked again is tried where the schedule is.

use crate::hostile::server::{Case, Hostile, answer, path_of};
use crate::hostile::trial::{all_end_as_they_say, ask};
use mediawire::retrieve::{Answer, Ask, Client, What};

const FEED: &[u8] = b"<rss version='2.0'><channel><title>T</title></channel></rss>";

pub(crate) const CASES: &[Case] = &[
    Case {
        id: "CACHE-01",
        script: || answer("200 OK", "ETag: W/\"a b\"\r\nLast-Modified: yesterday\r\n", FEED),
        ends: "kept",
    },
    Case {
        id: "CACHE-05",
        script: || answer("200 OK", "Last-Modified: Thu, 01 Jan 1970 25:00:00 MSK\r\n", FEED),
        ends: "kept",
    },
    Case { id: "CACHE-06", script: || answer("304 N", "", b""), ends: "304-unasked" },
    Case { id: "CACHE-08", script: || answer("200 OK", "ETag: \"a\"\r\n", b""), ends: "empty" },
    Case { id: "CACHE-08/204", script: || answer("204 N", "", b""), ends: "empty" },
    Case {
        id: "CACHE-14/401",
        script: || answer("401 U", "", b"words-of-an-internal-page"),
        ends: "auth",
    },
    Case { id: "CACHE-14/402", script: || answer("402 P", "", b"x"), ends: "payment" },
    Case { id: "CACHE-14/403", script: || answer("403 F", "", b"x"), ends: "forbidden" },
    Case { id: "CACHE-14/451", script: || answer("451 U", "", b"x"), ends: "legal" },
    Case {
        id: "CACHE-18",
        script: || {
            answer("200 OK", "Set-Cookie: a=secret; Domain=test\r\nSet-Cookie: b=c\r\n", FEED)
        },
        ends: "kept",
    },
    Case {
        id: "CACHE-22",
        script: || answer("206 P", "Content-Range: bytes 0-59/900\r\n", FEED),
        ends: "partial",
    },
];

#[tokio::test]
async fn answers_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::List).await;
}

#[tokio::test]
async fn validators_go_back_byte_for_byte_up_to_a_length() {
    let server = Hostile::start().await;
    let long = "x".repeat(8 << 10);
    let at_limit = "x".repeat(1024);
    let beyond = "x".repeat(1025);
    // CACHE-01, CACHE-02, CACHE-05.
    for (etag, is_sent) in [
        ("W/\"a b\"", true),
        ("\"a\"", true),
        ("no quotes", true),
        ("\"caf\u{e9}\"", true),
        (at_limit.as_str(), true),
        (beyond.as_str(), false),
        (long.as_str(), false),
        ("a\r\nX-Injected: b", false),
    ] {
        let ask_for = Ask {
            etag: Some(etag.to_owned()),
            last_modified: Some("Thu, 01 Jan 1970 25:00:00 MSK".to_owned()),
            ..Ask::new(&server.url("CACHE-01"), What::List)
        };
        ask(server.settings(), &ask_for).await.unwrap();
        let head = server.heads().pop().unwrap();
        assert_eq!(head.contains("\r\nif-none-match: "), is_sent, "{etag:.20}: {head:.300}");
        if is_sent && etag.is_ascii() {
            assert!(head.contains(&format!("\r\nif-none-match: {etag}\r\n")), "{head:.300}");
        }
        assert!(
            head.contains("\r\nif-modified-since: Thu, 01 Jan 1970 25:00:00 MSK\r\n"),
            "{head}"
        );
        assert!(!head.contains("X-Injected"), "{head}");
    }
}

#[tokio::test]
async fn what_was_not_asked_is_not_believed_and_new_validators_are_told() {
    let server = Hostile::start().await;
    let known =
        Ask { etag: Some("\"a\"".to_owned()), ..Ask::new(&server.url("CACHE-06"), What::List) };
    // CACHE-07: asked for, a 304 is an answer, and its head is given with it.
    let answer = ask(server.settings(), &known).await.unwrap();
    assert!(matches!(answer, Answer::NotModified { .. }), "{answer:?}");
    let unknown = Ask::new(&server.url("CACHE-06"), What::List);
    assert_eq!(ask(server.settings(), &unknown).await.unwrap_err().code, "304-unasked");
}

#[tokio::test]
async fn agent_is_one_name_with_nothing_of_the_reader() {
    // CACHE-20.
    let server = Hostile::start().await;
    let client = Client::new(server.settings()).unwrap();
    for _ in 0..2 {
        client.fetch(&server.url("CACHE-18"), What::Page).await.unwrap();
    }
    let heads = server.heads();
    assert_eq!(heads[0], heads[1], "nothing is learned from an answer");
    assert_eq!(path_of(&heads[0]), "/h/CACHE-18");
    assert!(heads[0].contains("\r\nuser-agent: Mediawire/"), "{}", heads[0]);
}
