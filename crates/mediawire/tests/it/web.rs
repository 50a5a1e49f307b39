//! The site, asked byte for byte.

use crate::engine::{Base, on_each};
use crate::samples::{dispatch, save_item, source};
use crate::site::Served;
use mediawire::store::{sources, wire};
use mediawire::{Use, Wire};
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Display;
use std::io::Read as _;
use std::sync::Arc;

/// A wire with `n` items on it, and the public ids, the oldest first.
async fn wire_of(base: &Base, n: usize) -> (Arc<Wire>, Vec<String>) {
    let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Write).await.unwrap();
    let mut tx = wire.db.write().await.unwrap();
    sources::save(&mut tx, &source("a"), "test", 1).await.unwrap();
    tx.commit().await.unwrap();
    let mut all = Vec::new();
    for n in 0..n {
        all.push(publish(&wire, n).await);
    }
    (wire, all)
}

/// Puts item number `n` on the wire, as the work does.
async fn publish(wire: &Wire, n: usize) -> String {
    let slug = Slug::of("a");
    let mut tx = wire.db.write().await.unwrap();
    let (item, article) = save_item(&mut tx, &slug, n).await;
    let one = Dispatch {
        headline: format!("Headline {n}."),
        display: Display::Full,
        ..dispatch(&item, &article, "world", &n.to_string())
    };
    let number = wire::append(&mut tx, &one, &slug).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    wire.head_is(number);
    item.public.to_string()
}

#[tokio::test]
async fn each_address_answers_what_it_is() {
    on_each(async |base| {
        let (wire, all) = wire_of(base, 3).await;
        let site = Served::start(&wire).await;
        let html = "text/html; charset=utf-8";
        let article = format!("/a/{}", all[1]);
        let of_article = format!("{article}/verify");
        for (path, status, kind, words) in [
            ("/", 200, html, "Headline 2."),
            ("/?before=2", 200, html, "Headline 0."),
            ("/section/world", 200, html, "Headline 1."),
            ("/section/none", 404, html, "Not found"),
            ("/source/a", 200, html, "The a agency"),
            ("/source/b", 404, html, "Not found"),
            ("/source/A%20B", 404, html, "Not found"),
            (&article, 200, html, "Text of number 1."),
            (&of_article, 200, html, "mediawire verify"),
            ("/a/aaaaaaaaaaaaaaaaaaaa", 404, html, "Not found"),
            ("/a/x", 404, html, "Not found"),
            ("/about", 200, html, "Test Wire"),
            ("/feed.rss", 200, "application/rss+xml; charset=utf-8", "Headline 0."),
            ("/feed.json", 200, "application/feed+json; charset=utf-8", "Headline 0."),
            ("/section/world/feed.rss", 200, "application/rss+xml; charset=utf-8", "Headline 0."),
            ("/source/a/feed.json", 200, "application/feed+json; charset=utf-8", "Headline 0."),
            ("/source/b/feed.json", 404, html, "Not found"),
            ("/section/world/none.xml", 404, html, "Not found"),
            ("/none.xml", 404, html, "Not found"),
            ("/sitemap.xml", 200, "application/xml", all[0].as_str()),
            ("/news-sitemap.xml", 200, "application/xml", "sitemap-news"),
            (
                "/.well-known/security.txt",
                200,
                "text/plain; charset=utf-8",
                "mailto:desk@wire.example",
            ),
            ("/robots.txt", 200, "text/plain; charset=utf-8", "Sitemap: "),
            ("/assets/wire.x.css", 200, "text/css; charset=utf-8", "{"),
            ("/healthz", 200, "text/plain; charset=utf-8", "ok"),
            ("/readyz", 200, "text/plain; charset=utf-8", "ok, dispatch 3"),
            ("/a/b/c/d/e", 404, html, "Not found"),
            ("/%2e%2e/etc/passwd", 404, html, "Not found"),
        ] {
            let reply = site.get(path).await;
            assert_eq!((reply.status, reply.header("content-type")), (status, kind), "{path}");
            assert!(reply.text().contains(words), "{path}: {}", reply.text());
            if kind == html {
                let policy = reply.header("content-security-policy");
                assert!(policy.starts_with("default-src 'none'"), "{path}");
                assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
            }
        }
        assert_eq!(site.get("/metrics").await.status, 404, "no counters are kept here");
    })
    .await;
}

#[tokio::test]
async fn each_language_stands_under_its_tag_and_the_site_s_first_at_the_root() {
    on_each(async |base| {
        let (wire, all) = wire_of(base, 3).await;
        let words = wire.data.join("words");
        std::fs::create_dir_all(&words).unwrap();
        std::fs::write(words.join("nl.ftl"), "recent = Laatste berichten").unwrap();
        std::fs::write(wire.data.join("theme.css"), ":root { --accent: teal }").unwrap();
        let site = Served::start(&wire).await;
        let article = format!("/a/{}", all[0]);
        for (prefix, lang, dir, words) in [
            ("", "en", "ltr", "Recent posts"),
            ("/fa", "fa", "rtl", "تازه‌ترین"),
            ("/nl", "nl", "ltr", "Laatste berichten"),
        ] {
            if !prefix.is_empty() {
                assert_eq!(site.get(prefix).await.status, 200, "{prefix}");
            }
            for path in ["/", "/?before=9", "/about", "/section/world", &article, "/none/such"] {
                let page = site.get(&format!("{prefix}{path}")).await;
                let is_there = path != "/none/such";
                assert_eq!(page.status, if is_there { 200 } else { 404 }, "{prefix}{path}");
                let head = format!("<html lang=\"{lang}\" dir=\"{dir}\">");
                assert!(page.text().contains(&head), "{prefix}{path}");
                let own = format!("href=\"{prefix}/about\"");
                assert!(page.text().contains(&own), "{prefix}{path} stays in its language");
            }
            let front = site.get(&format!("{prefix}/")).await.text();
            assert!(front.contains(words), "{prefix}");
            for (tag, href) in [("en", "/"), ("fa", "/fa"), ("x-default", "/")] {
                let link = format!("hreflang=\"{tag}\" href=\"https://wire.example{href}\"");
                assert!(front.contains(&link), "{prefix} {tag}");
            }
        }
        assert_eq!(site.get("/xx/about").await.status, 404);
        let style = site.get("/assets/wire.x.css").await;
        assert!(style.text().ends_with(":root { --accent: teal }"));
    })
    .await;
}

#[tokio::test]
async fn widget_is_small_has_absolute_links_and_may_be_framed() {
    on_each(async |base| {
        let (wire, all) = wire_of(base, 12).await;
        let site = Served::start(&wire).await;
        for prefix in ["", "/fa"] {
            for (path, n) in [("/widget", 6), ("/widget.html", 6), ("/widget?n=99", 10)] {
                let reply = site.get(&format!("{prefix}{path}")).await;
                assert!(reply.bytes.len() < 5_000, "{path}: {} bytes", reply.bytes.len());
                assert_eq!(reply.text().matches("<li>").count(), n, "{prefix}{path}");
                let link = format!("href=\"https://wire.example{prefix}/a/{}\"", all[11]);
                assert!(reply.text().contains(&link), "{prefix}{path}");
                let policy = reply.header("content-security-policy");
                assert!(!policy.contains("frame-ancestors"), "{policy}");
                assert_eq!(reply.header("set-cookie"), "");
            }
        }
        let script = site.get("/widget.js").await;
        assert!(script.bytes.len() < 5_000);
        let text = script.text();
        assert!(
            text.contains("new URL(\"https://wire.example\" + prefix + \"/widget\")"),
            "{text}"
        );
        assert!(
            text.contains("lang !== \"en\"") && text.contains("title = \"Test Wire\""),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn listener_is_told_what_came_behind_what_it_has() {
    on_each(async |base| {
        let (wire, _) = wire_of(base, 3).await;
        let site = Served::start(&wire).await;
        let told = site.listen("/events?since=1", "", 4).await;
        assert!(told[0].starts_with("id: 2") || told[1].starts_with("id: 2"), "{told:?}");
        let data: Vec<&String> = told.iter().filter(|line| line.starts_with("data: ")).collect();
        assert!(data[1].contains("\"2 new items\"") && data[1].contains("Headline 2."), "{data:?}");
        let again = site.listen("/de/events?since=1", "Last-Event-ID: 2\r\n", 2).await;
        assert!(again.contains(&"id: 3".to_owned()), "{again:?}");
        assert!(again.iter().any(|line| line.contains("/de/a/")), "{again:?}");
        let waiting = tokio::spawn({
            let site = site.clone();
            async move { site.listen("/events?since=3", "", 2).await }
        });
        publish(&wire, 7).await;
        let live = waiting.await.unwrap();
        assert!(live.iter().any(|line| line.contains("Headline 7.")), "{live:?}");
    })
    .await;
}

#[tokio::test]
async fn nothing_here_can_be_written() {
    let base = Base::sqlite();
    let (wire, all) = wire_of(&base, 1).await;
    let site = Served::start(&wire).await;
    let article = format!("/a/{}", all[0]);
    for path in ["/", &article, "/feed.rss", "/nothing/at/all"] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE"] {
            let reply = site.ask(method, path, "Content-Length: 0\r\n").await;
            assert_eq!(reply.status, 405, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let base = Base::sqlite();
    let (wire, all) = wire_of(&base, 1).await;
    let site = Served::start(&wire).await;
    for path in
        ["/".to_owned(), format!("/a/{}", all[0]), "/feed.json".to_owned(), "/no".to_owned()]
    {
        let get = site.get(&path).await;
        let head = site.ask("HEAD", &path, "").await;
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.bytes.is_empty() && !get.bytes.is_empty(), "{path}");
        for name in ["content-length", "content-type", "etag"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        assert_eq!(get.header("content-length"), get.bytes.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn page_that_the_reader_has_is_not_sent_again() {
    let base = Base::sqlite();
    let (wire, _) = wire_of(&base, 2).await;
    let site = Served::start(&wire).await;
    for path in ["/feed.rss", "/about", "/assets/wire.x.css"] {
        let first = site.get(path).await;
        let tag = first.header("etag").to_owned();
        for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let again = site.ask("GET", path, &format!("If-None-Match: {known}\r\n")).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag);
        }
        let other = site.ask("GET", path, "If-None-Match: \"other\"\r\n").await;
        assert_eq!((other.status, &other.bytes), (200, &first.bytes), "{path}");
    }
    let missing = site.ask("GET", "/none", "If-None-Match: *\r\n").await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn every_coding_unpacks_to_the_same_page() {
    let base = Base::sqlite();
    let (wire, _) = wire_of(&base, 5).await;
    let site = Served::start(&wire).await;
    let plain = site.get("/feed.rss").await;
    assert_eq!(plain.header("content-encoding"), "");
    for (accept, coding) in [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip;q=0.2", "gzip"),
        ("identity", ""),
        ("zstd", ""),
    ] {
        let reply = site.ask("GET", "/feed.rss", &format!("Accept-Encoding: {accept}\r\n")).await;
        assert_eq!(reply.header("content-encoding"), coding, "{accept}");
        assert_eq!(reply.header("vary"), "accept-encoding", "{accept}");
        let mut unpacked = Vec::new();
        let bytes = &reply.bytes[..];
        match coding {
            "gzip" => flate2::read::GzDecoder::new(bytes).read_to_end(&mut unpacked).map(drop),
            "br" => brotli::BrotliDecompress(&mut &*bytes, &mut unpacked),
            _ => std::io::copy(&mut &*bytes, &mut unpacked).map(drop),
        }
        .unwrap();
        assert_eq!(unpacked, plain.bytes, "{accept}");
    }
}

#[tokio::test]
async fn older_pages_follow_one_another_to_the_end() {
    on_each(async |base| {
        let (wire, all) = wire_of(base, 65).await;
        let site = Served::start(&wire).await;
        for list in ["/section/world", "/source/a"] {
            let mut path = list.to_owned();
            let mut seen = Vec::new();
            let mut n_pages = 0;
            loop {
                let page = site.get(&path).await.text();
                let mut own: Vec<String> = Vec::new();
                for (at, _) in page.match_indices("href=\"/a/") {
                    let public = page[at + 9..at + 29].to_owned();
                    if !own.contains(&public) {
                        own.push(public);
                    }
                }
                seen.extend(own);
                n_pages += 1;
                let Some((_, next)) = page.split_once("rel=\"next\" href=\"") else { break };
                path = next.split('"').next().unwrap().to_owned();
            }
            let expected: Vec<String> = all.iter().rev().cloned().collect();
            assert_eq!((n_pages, &seen), (3, &expected), "{list}");
        }
    })
    .await;
}

#[tokio::test]
async fn strange_requests_are_answered_and_harm_nothing() {
    on_each(async |base| {
        let (wire, _) = wire_of(base, 1).await;
        let site = Served::start(&wire).await;
        for (before, status) in [
            ("0", 200),
            ("-1", 200),
            ("9223372036854775807", 200),
            ("-9223372036854775808", 200),
            ("9223372036854775808", 404),
            ("", 404),
            ("1e9", 404),
            ("1%27%20OR%201=1--", 404),
            ("%00", 404),
            ("%3Cscript%3E", 404),
            ("1&before=2", 400),
        ] {
            for path in ["/", "/section/world", "/source/a"] {
                let reply = site.get(&format!("{path}?before={before}")).await;
                assert_eq!(reply.status, status, "{path} {before}");
                assert!(reply.text().matches("<script>").count() <= 1, "{path} {before}");
            }
        }
        let long = "x".repeat(10_000);
        for path in [
            format!("/{long}"),
            format!("/a/{long}"),
            format!("/source/{long}"),
            format!("/section/{long}/feed.rss"),
            "/".to_owned() + &"a/".repeat(5_000),
            "/a/%ff%fe".to_owned(),
            "/source/%00".to_owned(),
            "/section/%3Cscript%3E".to_owned(),
        ] {
            let reply = site.get(&path).await;
            assert!(matches!(reply.status, 400 | 404), "{} {path:.40}", reply.status);
            assert!(
                reply.bytes.len() < 10_000 && reply.text().matches("<script>").count() <= 1,
                "{path:.40}"
            );
        }
        assert_eq!(site.get("/").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn page_changes_with_the_wire() {
    on_each(async |base| {
        let (wire, _) = wire_of(base, 1).await;
        let site = Served::start(&wire).await;
        let paths = ["/", "/feed.rss", "/feed.json", "/section/world", "/source/a"];
        for path in paths {
            assert!(!site.get(path).await.text().contains("Headline 7."), "{path}");
        }
        let public = publish(&wire, 7).await;
        for path in paths {
            assert!(site.get(path).await.text().contains("Headline 7."), "{path}");
        }
        assert!(site.get("/sitemap.xml").await.text().contains(&public));
    })
    .await;
}
