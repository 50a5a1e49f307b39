//! CACHE: answers to conditional requests. When sources are asked again is tried where the schedule is.

use crate::engine::on_each;
use crate::hostile::cases::cache::CASES;
use crate::hostile::cases::path_of;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{STUCK, all_end_as_they_say, ask};
use crate::newsroom::{Agency, Newsroom};
use jiff::SignedDuration;
use mediawire::job::Job;
use mediawire::retrieve::{Answer, Ask, Client, What};
use mediawire::work;
use std::slice;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

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

#[tokio::test]
async fn clock_that_was_years_ahead_starves_no_list() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.feed(&[]);
        let source = agency.source("a");
        let room = Newsroom::open(base, &[&agency], slice::from_ref(&source)).await;
        // As it was put off while the clock was ahead.
        let mut tx = room.wire.db.write().await.unwrap();
        let ahead = room.wire.now() + SignedDuration::from_hours(10 * 365 * 24);
        Job::Poll(source.slug).add(&mut tx, ahead).await.unwrap();
        tx.commit().await.unwrap();
        let stop = CancellationToken::new();
        let work = tokio::spawn(work::run(room.wire.clone(), stop.clone()));
        let asked = async {
            while agency.n_asked("/feed") == 0 {
                // Not for anything to happen in time, only to let the work have the processor.
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        };
        tokio::time::timeout(STUCK, asked).await.expect("it is asked");
        stop.cancel();
        work.await.unwrap();
        // And it is not asked in a storm.
        assert_eq!(agency.n_asked("/feed"), 1);
    })
    .await;
}
