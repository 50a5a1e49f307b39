//! Retrieval against servers that behave well, badly and maliciously.

use crate::origin::{Origin, Then, answer};
use mediawire::error::{Error, Kind};
use mediawire::retrieve::{Answer, Ask, Client, Fetched, Limits, Settings, What};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn get(settings: Settings, url: &str) -> Result<Fetched, Error> {
    let client = Client::new(settings).unwrap();
    match client.get(&Ask::new(url, What::Page)).await? {
        Answer::Fresh(fetched) => Ok(fetched),
        Answer::NotModified { .. } => panic!("it was not asked for what is new"),
    }
}

async fn code(settings: Settings, url: &str) -> &'static str {
    get(settings, url).await.map_or_else(|error| error.code, |_| "kept")
}

#[tokio::test]
async fn answer_is_kept_as_it_was_received() {
    let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0xff];
    let origin = Origin::start_bytes(move |_| {
        let head = "HTTP/1.1 200\r\nContent-Encoding: gzip\r\nX-Name: caf\u{e9}\r\n\
                    Set-Cookie: a=b\r\nTransfer-Encoding: chunked\r\n\r\n";
        let mut bytes = head.as_bytes().to_vec();
        bytes.extend_from_slice(b"e;x=y\r\n");
        bytes.extend_from_slice(&gzip);
        bytes.extend_from_slice(b"\r\n0\r\n\r\n");
        (bytes, Then::Close)
    })
    .await;
    let fetched = get(origin.settings(), &origin.url("/a?b#c")).await.unwrap();
    assert_eq!(fetched.payload, &gzip[..]);
    assert_eq!((fetched.status, fetched.url), (200, origin.url("/a?b")));
    assert_eq!(fetched.headers[1], ("x-name".to_owned(), "caf\u{e9}".to_owned()));

    let head = origin.heads().remove(0).to_lowercase();
    assert!(head.starts_with("get /a?b http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nhost: a.test:{}\r\n", origin.port)), "{head}");
    assert!(head.contains("\r\naccept-encoding: gzip, br\r\n"), "{head}");
    assert!(head.contains("\r\nuser-agent: mediawire/"), "{head}");
    for absent in ["cookie", "referer", "if-none-match", "authorization"] {
        assert!(!head.contains(&format!("\r\n{absent}:")), "{head}");
    }
}

#[tokio::test]
async fn each_status_has_its_kind_and_code() {
    let cases = [
        (204, "", Kind::Transient, "empty", None),
        (206, "", Kind::Malformed, "partial", None),
        (300, "", Kind::Refused, "redirect", None),
        (305, "", Kind::Refused, "redirect", None),
        (304, "", Kind::Transient, "304-unasked", None),
        (401, "", Kind::Refused, "auth", None),
        (402, "", Kind::Refused, "payment", None),
        (403, "", Kind::Refused, "forbidden", None),
        (404, "", Kind::NotFound, "not-found", None),
        (410, "", Kind::Refused, "gone", None),
        (418, "", Kind::Refused, "client-error", None),
        (429, "Retry-After: 120\r\n", Kind::Transient, "rate", Some(120_000)),
        (451, "", Kind::Refused, "legal", None),
        (500, "", Kind::Transient, "server-error", None),
        (503, "Retry-After: 7200\r\n", Kind::Transient, "unavailable", Some(7_200_000)),
        (503, "Retry-After: soon\r\n", Kind::Transient, "unavailable", None),
        (999, "", Kind::Malformed, "bad-status", None),
    ];
    for (status, lines, kind, code, retry_after_ms) in cases {
        let body = if matches!(status, 204 | 304) { "" } else { "x" };
        let origin = Origin::start(move |_| answer(status, lines, body)).await;
        let error = get(origin.settings(), &origin.url("/")).await.unwrap_err();
        assert_eq!((error.kind, error.code), (kind, code), "{status}");
        assert_eq!(error.retry_after_ms, retry_after_ms, "{status}");
    }
}

#[tokio::test]
async fn validators_are_sent_back_as_they_were() {
    let origin = Origin::start(|_| answer(304, "ETag: W/\"2 b\"\r\n", "")).await;
    let client = Client::new(origin.settings()).unwrap();
    let ask = Ask {
        etag: Some("W/\"1 a\"".to_owned()),
        last_modified: Some("yesterday, local time".to_owned()),
        ..Ask::new(&origin.url("/feed"), What::List)
    };
    let Answer::NotModified { headers, .. } = client.get(&ask).await.unwrap() else { panic!() };
    assert!(headers.contains(&("etag".to_owned(), "W/\"2 b\"".to_owned())));
    let head = origin.heads().remove(0);
    assert!(head.contains("\r\nif-none-match: W/\"1 a\"\r\n"), "{head}");
    assert!(head.contains("\r\nif-modified-since: yesterday, local time\r\n"), "{head}");

    let too_long = Ask { etag: Some("x".repeat(2_000)), last_modified: None, ..ask };
    assert_eq!(client.get(&too_long).await.unwrap_err().code, "304-unasked");
}

#[tokio::test]
async fn redirects_are_followed_five_times_and_never_in_a_circle() {
    let origin = Origin::start(|head| {
        let path = head.split(' ').nth(1).unwrap();
        match path.strip_prefix("/count/").map(|n| n.parse::<u32>().unwrap()) {
            Some(0) => answer(200, "", "done"),
            Some(n) => answer(302, &format!("Location: {}#x\r\n", n - 1), ""),
            None if path == "/empty" => answer(302, "Location:\r\n", ""),
            None if path == "/none" => answer(301, "", ""),
            None if path == "/a" => answer(307, "Location: /b\r\n", ""),
            None => answer(308, "Location: /a\r\n", ""),
        }
    })
    .await;
    let fetched = get(origin.settings(), &origin.url("/count/5")).await.unwrap();
    assert_eq!(fetched.url, origin.url("/count/0"));
    let behind: Vec<String> = (1..=5).rev().map(|n| origin.url(&format!("/count/{n}"))).collect();
    assert_eq!(fetched.redirects, behind);
    for (path, expected) in [
        ("/count/6", "redirect-limit"),
        ("/a", "redirect-loop"),
        ("/empty", "redirect"),
        ("/none", "redirect"),
    ] {
        assert_eq!(code(origin.settings(), &origin.url(path)).await, expected, "{path}");
    }
}

#[tokio::test]
async fn no_redirect_leads_inside() {
    let canary = Origin::start(|_| answer(200, "", "secret")).await;
    let port = canary.port;
    let origin = Origin::start(move |head| {
        let to = head.split(' ').nth(1).unwrap().strip_prefix('/').unwrap();
        answer(302, &format!("Location: {}\r\n", to.replace("PORT", &port.to_string())), "")
    })
    .await;
    for (to, expected) in [
        ("http://127.0.0.1:PORT/", "forbidden-address"),
        ("http://[::ffff:127.0.0.1]:PORT/", "forbidden-address"),
        ("//2130706433:PORT/", "forbidden-address"),
        ("http://localhost:PORT/", "forbidden-address"),
        ("http://169.254.169.254/", "forbidden-address"),
        ("http://u:p@a.example:PORT/", "userinfo"),
        ("http://a.example:6379/", "port"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
    ] {
        assert_eq!(code(origin.settings(), &origin.url(&format!("/{to}"))).await, expected, "{to}");
    }
    assert_eq!(canary.heads().len(), 0);

    // The canary does count: with the guard told to let it through, it is reached.
    let mut settings = origin.settings();
    settings
        .admit
        .push(mediawire::retrieve::Admit { host: "127.0.0.1".to_owned(), ..canary.admit() });
    assert_eq!(code(settings, &origin.url("/http://127.0.0.1:PORT/")).await, "kept");
    assert_eq!(canary.heads().len(), 1);
}

#[tokio::test]
async fn name_that_stands_for_a_forbidden_address_is_not_connected_to() {
    let canary = Origin::start(|_| answer(200, "", "secret")).await;
    let url = format!("http://rebound.example:{}/", canary.port);
    let hosts = ["127.0.0.1", "::1"].map(|ip| ("rebound.example".to_owned(), ip.parse().unwrap()));
    let settings = Settings { hosts: hosts.to_vec(), robots: false, ..Settings::default() };
    assert_eq!(code(settings.clone(), &url).await, "forbidden-address");
    assert_eq!(canary.heads().len(), 0);

    let admit = mediawire::retrieve::Admit { host: "rebound.example".to_owned(), ..canary.admit() };
    assert_eq!(code(Settings { admit: vec![admit], ..settings }, &url).await, "kept");
    assert_eq!(canary.heads().len(), 1);
}

#[tokio::test]
async fn proxy_may_be_inside_but_not_what_it_is_asked_for() {
    let proxy = Origin::start(|_| answer(200, "", "by proxy")).await;
    let hosts = [("a.example", "93.184.215.14"), ("inside.example", "10.0.0.1")]
        .map(|(name, ip)| (name.to_owned(), ip.parse().unwrap()));
    let settings = Settings {
        proxy: Some(format!("http://127.0.0.1:{}", proxy.port)),
        hosts: hosts.to_vec(),
        robots: false,
        ..Settings::default()
    };
    for (url, expected) in [
        ("http://a.example/x", "kept"),
        ("http://inside.example/", "forbidden-address"),
        ("http://10.0.0.1/", "forbidden-address"),
    ] {
        assert_eq!(code(settings.clone(), url).await, expected, "{url}");
    }
    assert_eq!(proxy.heads().len(), 1);
    assert!(proxy.heads()[0].starts_with("GET http://a.example/x HTTP/1.1"));
}

#[tokio::test]
async fn what_does_not_end_in_time_is_given_up() {
    let ok = "HTTP/1.1 200 OK\r\n";
    let cases = [
        ("", Then::Hold, "timeout-header"),
        (ok, Then::Drip, "timeout-header"),
        ("HTTP/1.1 200 OK\r\n\r\n", Then::Drip, "too-slow"),
        ("HTTP/1.1 200 OK\r\n\r\n", Then::Hold, "too-slow"),
    ];
    for (text, then, expected) in cases {
        let origin = Origin::start(move |_| (text.to_owned(), then)).await;
        let mut settings = origin.settings();
        settings.limits = Limits { header_ms: 1_000, rate_after_ms: 1_000, ..settings.limits };
        assert_eq!(code(settings, &origin.url("/")).await, expected, "{text:?} {then:?}");
    }
    let origin = Origin::start(|_| ("HTTP/1.1 200 OK\r\n\r\n".to_owned(), Then::Drip)).await;
    let mut settings = origin.settings();
    settings.limits.page_total_ms = 1_000;
    assert_eq!(code(settings, &origin.url("/")).await, "timeout-total");
}

#[tokio::test]
async fn what_is_no_whole_http_answer_is_not_kept() {
    let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\nx", "x".repeat(70_000));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\nx", "X: y\r\n".repeat(200));
    let cases = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Then::Close, "truncated"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf",
            Then::Close,
            "truncated",
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Then::Close, "framing"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
            Then::Close,
            "framing",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            Then::Close,
            "framing",
        ),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Then::Close, "empty"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n", Then::Hold, "too-large"),
        ("HTTP/1.1 200 OK\r\n\r\n", Then::Flood, "too-large"),
        ("HTTP/1.1 20O OK\r\n\r\nx", Then::Close, "bad-status"),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", Then::Close, "not-http"),
        ("", Then::Close, "truncated"),
        (&long, Then::Close, "header-too-large"),
        (&many, Then::Close, "header-too-large"),
        ("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok and more", Then::Close, "kept"),
    ];
    for (text, then, expected) in cases {
        let reply = text.to_owned();
        let origin = Origin::start(move |_| (reply.clone(), then)).await;
        assert_eq!(code(origin.settings(), &origin.url("/")).await, expected, "{text:.80}");
    }
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let origin = Origin::start(|_| answer(200, "", "x")).await;
    let mut settings = origin.settings();
    settings.admit[0].address.set_port(closed);
    assert_eq!(code(settings, &origin.url("/")).await, "connect");
}

#[tokio::test]
async fn robots_txt_is_asked_for_once_and_obeyed() {
    let origin = Origin::start(|head| {
        if head.starts_with("GET /robots.txt ") {
            answer(200, "", "User-agent: mediawire\nDisallow: /desk\nDisallow: /*?q=\n")
        } else {
            answer(200, "", "page")
        }
    })
    .await;
    let client = Client::new(Settings { robots: true, ..origin.settings() }).unwrap();
    for (path, expected) in
        [("/a", "kept"), ("/desk/b", "robots"), ("/c?q=1", "robots"), ("/c?r=1", "kept")]
    {
        let result = client.get(&Ask::new(&origin.url(path), What::Page)).await;
        assert_eq!(result.map_or_else(|error| error.code, |_| "kept"), expected, "{path}");
    }
    let paths: Vec<String> =
        origin.heads().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect();
    // What binds a page is asked for with the first of them.
    assert_eq!(paths, ["/robots.txt", "/.well-known/tdmrep.json", "/a", "/c?r=1"]);
}

#[tokio::test]
async fn missing_robots_txt_allows_and_a_broken_one_postpones() {
    for (status, lines, expected) in [
        (200, "", "kept"),
        (404, "", "kept"),
        (401, "", "kept"),
        (302, "Location: /robots.txt?again\r\n", "kept"),
        (500, "", "robots-unreachable"),
        (429, "", "robots-unreachable"),
        (302, "Location: http://127.0.0.1:9999/\r\n", "robots-unreachable"),
    ] {
        let origin = Origin::start(move |head| {
            let path = head.split(' ').nth(1).unwrap();
            if path == "/robots.txt" { answer(status, lines, "") } else { answer(200, "", "x") }
        })
        .await;
        let settings = Settings { robots: true, ..origin.settings() };
        assert_eq!(code(settings, &origin.url("/page")).await, expected, "{status} {lines}");
        assert_eq!(origin.heads()[0].split(' ').nth(1), Some("/robots.txt"));
    }
}

#[tokio::test]
async fn host_is_asked_one_at_a_time_in_order() {
    let busy = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&busy);
    let origin = Origin::start(move |_| {
        assert_eq!(seen.fetch_add(1, Ordering::SeqCst), 0);
        seen.fetch_sub(1, Ordering::SeqCst);
        answer(200, "", "x")
    })
    .await;
    let client = Client::new(origin.settings()).unwrap();
    let paths: Vec<String> = (0..20).map(|n| format!("/{n}")).collect();
    let asks: Vec<Ask> = paths.iter().map(|path| Ask::new(&origin.url(path), What::Page)).collect();
    // Boxed as what a task of its own may hold: work is spread over threads.
    let get = |ask| -> futures_util::future::BoxFuture<'_, _> { Box::pin(client.get(ask)) };
    let answers = futures_util::future::join_all(asks.iter().map(get)).await;
    assert!(answers.iter().all(Result::is_ok));
    let asked: Vec<String> =
        origin.heads().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(asked, paths);
}

#[tokio::test]
async fn error_shows_no_secret_of_the_address() {
    let origin = Origin::start(|_| answer(403, "", "internal page")).await;
    let url = origin.url("/feed?token=secret");
    let error = get(origin.settings(), &url).await.unwrap_err().to_string();
    let port = origin.port;
    assert_eq!(
        error,
        format!("cannot retrieve http://a.test:{port}/feed: the server answered 403")
    );
    let error = get(origin.settings(), "http://me:secret@a.example/").await.unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn what_is_not_encrypted_is_not_taken_for_https() {
    let tunnel = "HTTP/1.1 200 OK\r\n\r\n";
    let proxy = Origin::start(move |_| (tunnel.to_owned(), Then::Drip)).await;
    let settings = Settings {
        proxy: Some(format!("http://127.0.0.1:{}", proxy.port)),
        hosts: vec![("a.example".to_owned(), "93.184.215.14".parse().unwrap())],
        robots: false,
        ..Settings::default()
    };
    let error = get(settings, "https://a.example/").await.unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::Transient, "tls"), "{error}");
    assert!(proxy.heads()[0].starts_with("CONNECT a.example:443 "));
}
