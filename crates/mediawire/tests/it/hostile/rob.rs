//! ROB: robots.txt and sitemaps.

use crate::engine::on_each;
use crate::hostile::cases::path_of;
use crate::hostile::cases::rob::CASES;
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, list};
use crate::newsroom::{Agency, Newsroom, told};
use crate::origin::{Origin, Then, answer as reply};
use mediawire::error::Error;
use mediawire::retrieve::{Client, Fetched, Settings, What};
use mediawire::store::doubts;
use mediawire::{Use, Wire};
use mediawire_core::model::id::Slug;
use mediawire_core::read::robots::Robots;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

#[tokio::test]
async fn sitemaps_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::List).await;
}

#[tokio::test]
async fn sitemap_is_read_within_bounds_and_of_its_own_site() {
    let server = Hostile::start().await;
    let long = list(&server, "ROB-11").await.unwrap();
    assert!(long.entries.len() <= 5_000 && !long.doubts.is_empty(), "{}", long.entries.len());
    let foreign = list(&server, "ROB-12").await.unwrap();
    let urls: Vec<_> = foreign.entries.iter().filter_map(|entry| entry.url.as_deref()).collect();
    assert_eq!(urls, ["http://h.test/a"]);
    let index = list(&server, "ROB-10").await.unwrap();
    assert!(index.entries.is_empty() && index.lists.len() <= 1);
}

/// How a page ends on a site whose robots.txt is this answer.
async fn with_robots(text: impl Fn() -> (String, Then) + Send + Sync + 'static) -> &'static str {
    under_robots(text).await.map_or_else(|error| error.code, |_| "kept")
}

/// A page of a site whose robots.txt is this answer.
async fn under_robots(
    text: impl Fn() -> (String, Then) + Send + Sync + 'static,
) -> Result<Fetched, Error> {
    let site = Origin::start(move |head| match path_of(head) {
        "/robots.txt" => text(),
        _ => reply(200, "", "x"),
    })
    .await;
    let mut settings = Settings { robots: true, ..site.settings() };
    settings.limits.header_ms = 300;
    let client = Client::new(settings).unwrap();
    client.fetch(&site.url("/desk/page"), What::Page).await
}

#[tokio::test]
async fn robots_txt_that_cannot_be_had_allows_or_postpones() {
    for (status, expected) in [
        // ROB-01: what the server refuses to show sets no rules.
        (404, "kept"),
        (403, "kept"),
        (401, "kept"),
        // ROB-02: what is broken may set some.
        (500, "robots-unreachable"),
        (503, "robots-unreachable"),
    ] {
        let ends = with_robots(move || reply(status, "", "")).await;
        assert_eq!(ends, expected, "{status}");
    }
    assert_eq!(with_robots(|| (String::new(), Then::Hold)).await, "robots-unreachable");
}

#[tokio::test]
async fn robots_txt_is_read_to_a_limit_and_not_taken_for_a_page() {
    // ROB-03: a rule behind the limit is none.
    let behind =
        |n: usize| format!("User-agent: *\n{}Disallow: /\n", "# a comment\n".repeat(n / 12));
    assert_eq!(with_robots(move || reply(200, "", &behind(400 << 10))).await, "robots");
    assert_eq!(with_robots(move || reply(200, "", &behind(600 << 10))).await, "kept");
    // ROB-04.
    let page = "<!DOCTYPE html><title>Not found</title><p>Disallow: / is what it does not say";
    for (text, codes) in [(page, &["robots"][..]), ("User-agent: *\nAllow: /", &[])] {
        let fetched = under_robots(move || reply(200, "Content-Type: text/html\r\n", text)).await;
        let noticed: Vec<_> = fetched.unwrap().noticed.iter().map(|it| it.code).collect();
        assert_eq!(noticed, codes, "{text}");
    }
}

#[test]
fn robots_txt_of_any_form_is_read_as_its_words_say() {
    // ROB-05, ROB-07, ROB-08; Google's own cases are `mediawire-eval robots`.
    let long = format!("user-agent: *\nallow: /{}\ndisallow: /b", "a".repeat(17 << 10));
    for (text, path, allowed) in [
        ("\u{feff}User-agent: *\nDisallow: /b", "/b", false),
        ("User-agent: *\rDisallow: /b\r", "/b", false),
        ("User-agent: *\nDisallow : /b", "/b", false),
        ("User-agent: *\nDisallow /b", "/b", false),
        ("User-agent: *\n\0Disallow: /a\nDisallow: /b", "/b", false),
        (long.as_str(), "/b", false),
        ("User-agent: *\nDisallow: /caf%c3%a9", "/caf%C3%A9", false),
        ("User-agent: mediawire\nDisallow: /a\nUser-agent: mediawire\nDisallow: /b", "/b", false),
        ("User-agent: *\nDisallow: /\nUser-agent: mediawire\nAllow: /", "/b", true),
        ("User-agent: mediawire\nDisallow: /\nAllow: /b", "/b", true),
    ] {
        assert_eq!(Robots::parse(text.as_bytes()).allows("mediawire", path), allowed, "{text:.60}");
    }
}

#[test]
fn patterns_of_stars_are_matched_in_linear_time() {
    // ROB-06. Far above what it takes, far below what a search that goes back takes.
    let mut text = String::from("User-agent: *\n");
    for n in 0..5_000 {
        writeln!(text, "Disallow: {}$x{n}", "/*".repeat(20)).unwrap();
    }
    let robots = Robots::parse(text.as_bytes());
    let path = "/a".repeat(2_000);
    let start = Instant::now();
    // Whether it may be asked or not: what takes too much effort is not looked at to its end.
    let _ = robots.allows("mediawire", &path);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn delays_are_taken_within_reason() {
    // ROB-09.
    for (value, expected) in [
        ("86400", Some(86_400_000)),
        ("1e9", Some(86_400_000)),
        ("0.001", Some(1)),
        ("-1", None),
        ("soon", None),
    ] {
        let text = format!("User-agent: *\nCrawl-delay: {value}\n");
        assert_eq!(Robots::parse(text.as_bytes()).crawl_delay_ms("mediawire"), expected, "{value}");
    }
}

#[tokio::test]
async fn pages_above_a_day_s_limit_wait_and_none_is_lost() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let told: Vec<_> = (0..9)
            .map(|n| {
                let path = format!("/calendar/{n}");
                agency.article(&path, &format!("Day {n} of the calendar"), n);
                told(&path, &format!("Day {n}"))
            })
            .collect();
        agency.feed(&told);
        let mut config = base.config();
        config.retrieve.pages_a_day = 4;
        let admit = vec![agency.origin.admit()];
        let wire = Wire::open(base.dir(), &config, admit, Use::Write).await.unwrap();
        let room = Newsroom { wire };
        room.save(&agency.source("a")).await;
        room.poll().await;

        assert_eq!(room.lines().await.len(), 4);
        let waiting = "SELECT COUNT(*) FROM job WHERE kind = 'fetch'";
        assert_eq!(room.count(waiting).await, 5);
        let mut tx = room.wire.db.read().await.unwrap();
        let doubts = doubts::of(&mut tx, &Slug::of("a")).await.unwrap();
        drop(tx);
        let [doubt] = &doubts[..] else { panic!("{doubts:?}") };
        assert_eq!((doubt.code.as_str(), doubt.n), ("pages-a-day", 5));
        assert!(doubt.words.contains("than the 4 that are asked for in a day"), "{doubt:?}");
        // Two a day, over the whole of it.
        let day = 86_400_000;
        let mut tx = room.wire.db.write().await.unwrap();
        let rows = tx.rows("SELECT run_at FROM job WHERE kind = 'fetch' ORDER BY run_at", &[]);
        let at: Vec<i64> = rows.await.unwrap().into_iter().map(|mut row| row.int()).collect();
        let tomorrow = at[0];
        assert_eq!(tomorrow % day, 0);
        assert_eq!(at, [0, 1, 2, 3, 4].map(|half| tomorrow + half * day / 2));
        tx.run("UPDATE job SET run_at = 0 WHERE kind = 'fetch'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        room.settle().await;
        assert_eq!(room.lines().await.len(), 9);
    })
    .await;
}
