//! What caches on the way, and readers' own, may show again without asking.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::pictures::{article, png};
use crate::site::{Reply, Served};
use mediawire::pipeline;
use mediawire::search::follow::catch_up;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::source::{Display, Indexing, Rights, Source};

/// Answers to `path`, and to the same when the side that asks has it; once more where a minute ended in between, which a page
/// says the age of its items by.
async fn twice(site: &Served, path: &str) -> (Reply, Reply) {
    let ask = async || {
        let first = site.get(path).await;
        let known = format!("If-None-Match: {}\r\n", first.header("etag"));
        let again = site.ask("GET", path, &known).await;
        (first, again)
    };
    match ask().await {
        (first, again) if again.status == 304 => (first, again),
        _ => ask().await,
    }
}

#[tokio::test]
async fn killed_item_is_in_no_answer_that_a_cache_may_give_by_itself() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let quay = png(1200, 800, "Ida Holm", 9);
        agency.put_bytes("/i/quay.jpg", 200, &quay);
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/quay.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let with = Rights { images: true, index: Indexing::Own, ..Rights::to(Display::Full) };
        let room =
            Newsroom::open(base, &[&agency], &[Source { rights: with, ..agency.source("a") }])
                .await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        catch_up(&room.wire, &site.search).await.unwrap();
        let item = room.line("/rain").await.item;
        let page = format!("/a/{}", item.public);
        let image = format!("/image/{}.png", Digest::of(&quay));
        let [history, verify, persian] =
            [format!("{page}/history"), format!("{page}/verify"), format!("/fa{page}")];
        let of_item = [page.as_str(), &history, &verify, &persian, &image];
        let lists = [
            "/",
            "/fa/",
            "/section/world",
            "/source/a",
            "/reports",
            "/search?q=report",
            "/widget",
            "/widget.html",
            "/feed.rss",
            "/feed.atom",
            "/feed.json",
            "/source/a/feed.json",
            "/news-sitemap.xml",
            "/sitemap.xml",
        ];
        let mut tags = Vec::new();
        for path in of_item.iter().chain(&lists) {
            let (first, again) = twice(&site, path).await;
            assert_eq!((first.status, again.status), (200, 304), "{path}");
            for reply in [&first, &again] {
                assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
            }
            assert!(again.bytes.is_empty(), "{path}");
            let shows = String::from_utf8_lossy(&first.bytes).into_owned();
            let is_named = shows.contains("Report 1") || shows.contains(item.public.as_str());
            assert!(is_named || *path == image, "{path}: {shows}");
            tags.push(format!("If-None-Match: {}\r\n", first.header("etag")));
        }

        let kill = DecisionKind::Kill(Ground::House);
        pipeline::decide(&room.wire, item.id, &kill, "ed", "it is false").await.unwrap();
        room.settle().await;
        catch_up(&room.wire, &site.search).await.unwrap();
        for (path, tag) in of_item.iter().chain(&lists).zip(&tags) {
            let reply = site.ask("GET", path, tag).await;
            let status = match of_item.contains(path) {
                true if *path == image => 404,
                true => 410,
                // Nothing of that source is left on the wire.
                false if path.starts_with("/source/") => 404,
                false => 200,
            };
            assert_eq!(reply.status, status, "{path}");
            assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
            // The notice in its place names the item by its address, and by nothing else.
            assert!(!reply.text().contains("Report 1"), "{path}: {}", reply.text());
        }
    })
    .await;
}

#[tokio::test]
async fn what_shows_no_item_is_kept() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let site = Served::start(&room.wire).await;
        let front = site.get("/").await.text();
        let (_, rest) = front.split_once("href=\"/assets/wire.").unwrap();
        let style = format!("/assets/wire.{}", rest.split('"').next().unwrap());
        for (path, value) in [
            (style.as_str(), "public, max-age=31536000, immutable"),
            ("/assets/vazirmatn.woff2", "public, max-age=31536000, immutable"),
            ("/robots.txt", "public, max-age=3600"),
            ("/widget.js", "public, max-age=3600"),
            ("/opensearch.xml", "public, max-age=86400"),
        ] {
            let reply = site.get(path).await;
            assert_eq!((reply.status, reply.header("cache-control")), (200, value), "{path}");
        }
    })
    .await;
}
