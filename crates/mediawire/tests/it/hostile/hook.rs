//! HOOK: what strangers do to our own site.

use crate::engine::Base;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::web::metrics::Metrics;
use mediawire::{Use, Wire};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// How many answers came.
fn n_answers(said: &str) -> usize {
    said.matches("HTTP/1.1 ").count()
}

#[tokio::test]
async fn requests_of_two_lengths_smuggle_nothing() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let site = Served::start(&room.wire).await;
    // What a proxy that believes the other length would have passed on as a part of the body.
    let inner = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let n = inner.len();
    for head in [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", n + 5),
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n".to_owned(),
        format!("Content-Length: 0\r\nContent-Length: {n}\r\n\r\n"),
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n".to_owned(),
        format!("Transfer-Encoding: xchunked\r\nContent-Length: {n}\r\n\r\n"),
        format!("Transfer-Encoding : chunked\r\nContent-Length: {n}\r\n\r\n"),
        format!("Transfer-Encoding:\u{b}chunked\r\nContent-Length: {n}\r\n\r\n"),
        format!("X: y\rContent-Length: 0\r\nContent-Length: {n}\r\n\r\n"),
        format!("Content-Length: +{n}\r\n\r\n"),
        "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n".to_owned(),
    ] {
        let request = format!("POST /search HTTP/1.1\r\nHost: a\r\n{head}{inner}");
        let said = site.raw(request.as_bytes()).await;
        assert!(n_answers(&said) <= 1, "{head:?}: {said}");
    }
    // The control: two requests have two answers.
    let plain = "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    assert_eq!(n_answers(&site.raw(format!("{plain}{inner}").as_bytes()).await), 2);
}

#[tokio::test]
async fn listeners_who_never_read_keep_nobody_from_hearing() {
    let base = Base::sqlite();
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    let room = Newsroom::open(&base, &[&agency], &[agency.source("a")]).await;
    let site = Served::start(&room.wire).await;
    let listen = b"GET /events?since=0 HTTP/1.1\r\nHost: a\r\nLast-Event-ID: -9000000000\r\n\r\n";
    let mut deaf = Vec::new();
    for _ in 0..1_000 {
        deaf.push(site.begin(listen).await);
    }
    room.poll().await;
    let told = site.listen("/events?since=0", "", 2).await;
    assert!(told[0].starts_with("id: "), "{told:?}");
    assert_eq!(site.get("/").await.status, 200);
    drop(deaf);
}

#[tokio::test]
async fn half_requests_are_left_and_others_answered() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let site = Served::start(&room.wire).await;
    let mut halves = Vec::new();
    for half in [&b""[..], b"GET / HTTP/1.1\r\nHost: a\r\nX-", b"POST /search HTTP/1.1\r\n"] {
        for _ in 0..700 {
            halves.push(site.begin(half).await);
        }
    }
    assert_eq!(site.get("/healthz").await.status, 200);
    for mut half in halves {
        let mut said = Vec::new();
        let ended = half.read_to_end(&mut said);
        let ended = tokio::time::timeout(Duration::from_secs(30), ended).await;
        assert!(ended.is_ok(), "it stays open");
    }
}

#[tokio::test]
async fn reader_who_takes_nothing_of_the_answers_is_left() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let site = Served::start(&room.wire).await;
    let mut stream = site.begin(b"").await;
    let asks = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000);
    let ended = async { while stream.write_all(asks.as_bytes()).await.is_ok() {} };
    assert!(tokio::time::timeout(Duration::from_secs(60), ended).await.is_ok(), "it stays open");
    assert_eq!(site.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn other_protocols_and_long_heads_are_refused() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let site = Served::start(&room.wire).await;
    // Of HTTP/2 with all its floods nothing is spoken.
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    let said = site.raw(preface).await;
    assert!(!said.contains("200 OK") && !said.starts_with('\0'), "{said:?}");
    let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X-A: y\r\n".repeat(10_000));
    let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "y".repeat(4 << 20));
    for request in [many, long] {
        let said = site.raw(request.as_bytes()).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said:.200}");
    }
    assert_eq!(site.get("/healthz").await.status, 200);
}

#[tokio::test]
async fn counters_are_told_inside_or_for_the_token() {
    // HOOK-14.
    let base = Base::sqlite();
    let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Write).await.unwrap();
    let handle = || PrometheusBuilder::new().build_recorder().handle();
    let ask = async |token: &str, lines: &str| {
        let site = Served::counting(&wire, Some(Metrics::new(handle(), token, false))).await;
        site.ask("GET", "/metrics", lines).await.status
    };
    for (token, lines, status) in [
        ("", "", 200),
        ("", "X-Forwarded-For: 203.0.113.7\r\n", 403),
        ("", "Forwarded: for=203.0.113.7\r\n", 403),
        ("", "Via: 1.1 front\r\n", 403),
        ("tolva", "", 401),
        ("tolva", "Authorization: Bearer tolv\r\n", 401),
        ("tolva", "Authorization: Bearer tolvas\r\n", 401),
        ("tolva", "Authorization: Basic tolva\r\n", 401),
        ("tolva", "Authorization: Bearer tolva\r\n", 200),
        ("tolva", "X-Forwarded-For: 203.0.113.7\r\nAuthorization: Bearer tolva\r\n", 200),
    ] {
        assert_eq!(ask(token, lines).await, status, "{token:?} {lines:?}");
    }
    let site = Served::counting(&wire, Some(Metrics::new(handle(), "", true))).await;
    assert_eq!(site.get("/metrics").await.status, 403, "a proxy need not say that it is one");
}
