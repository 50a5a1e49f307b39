//! What the agencies promise, asked over a real listener as the program asks.

use crate::demo::paper::Paper;
use crate::demo::site;
use crate::demo::{AGENCIES, Agency, feed_url, home, meridian, router, safir, tolva};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::io::Read;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SECTIONS: [&str; 10] = [
    "World",
    "Politics",
    "Business",
    "Science",
    "Health",
    "Technology",
    "Sport",
    "Culture",
    "Environment",
    "Opinion",
];

fn epoch() -> Timestamp {
    "2026-11-24T12:05:00.25Z".parse().unwrap()
}

fn papers(port: u16) -> Vec<Paper> {
    let habits = [tolva::habits(), meridian::habits(), safir::habits()];
    AGENCIES
        .iter()
        .zip(&habits)
        .map(|(agency, habits)| Paper::place(agency, port, epoch(), habits))
        .collect()
}

async fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, router(port, epoch())).await });
    port
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|it| it.1)
        })
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

async fn get(port: u16, host: &str, path: &str, extra: &[(&str, &str)]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let extra: String = extra.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let asked =
        format!("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n{extra}\r\n");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).await.unwrap();
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(raw[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: raw[end + 4..].to_vec() }
}

/// The words of a mark-up, without its tags.
fn n_words(html: &str) -> usize {
    let text: String =
        html.split('<').map(|part| part.split_once('>').map_or(part, |it| it.1)).collect();
    text.split_whitespace().count()
}

#[tokio::test]
async fn every_story_picture_and_inner_link_answers_on_its_host() {
    let port = serve().await;
    for paper in papers(port) {
        let host = paper.agency.host;
        let mut paths = BTreeSet::from(["/".to_owned(), "/robots.txt".to_owned()]);
        for it in &paper.shown {
            let page = get(port, host, &it.path, &[]).await;
            assert_eq!(page.status, 200, "{}", it.url);
            assert!(page.header("content-type").unwrap().starts_with("text/html"), "{}", it.url);
            let page = String::from_utf8_lossy(&page.body).into_owned();
            for link in ["href=\"/", "src=\"/"].iter().flat_map(|it| page.split(it).skip(1)) {
                let path = link.split(['"', '#']).next().unwrap();
                paths.insert(format!("/{path}"));
            }
        }
        for path in paths {
            assert_eq!(get(port, host, &path, &[]).await.status, 200, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn every_feed_lists_each_story_once_with_a_known_section() {
    let port = serve().await;
    for paper in papers(port) {
        let feed = get(port, paper.agency.host, paper.agency.feed, &[]).await;
        assert_eq!(feed.status, 200);
        assert!(feed.header("content-type").unwrap().contains("charset=utf-8"));
        let text = feed.text();
        for it in &paper.shown {
            let as_link = [
                format!("<link>{}<", it.url),
                format!("href=\"{}\"", it.url),
                format!("\"url\":\"{}\"", it.url),
            ];
            let n: usize = as_link.iter().map(|link| text.matches(link.as_str()).count()).sum();
            assert_eq!(n, 1, "{} in {}", it.url, paper.agency.feed);
            assert!(SECTIONS.contains(&it.story.section), "{}", it.url);
        }
        let front = get(port, paper.agency.host, "/", &[]).await;
        let front = String::from_utf8_lossy(&front.body).into_owned();
        assert!(front.contains("rel=\"alternate\"") && front.contains(paper.agency.feed));
    }
}

#[test]
fn there_are_stories_enough_and_they_are_told_at_length() {
    let papers = papers(80);
    let stories: Vec<_> =
        papers.iter().flat_map(|paper| &paper.shown).map(|it| &it.story).collect();
    assert!(stories.len() >= 24, "{}", stories.len());
    assert!(stories.iter().filter(|story| story.lang == "fa").count() >= 2);
    assert!(stories.iter().filter(|story| story.section == "Opinion").count() >= 3);
    for story in stories {
        let n = n_words(&story.html());
        assert!((180..=500).contains(&n), "{}: {n} words", story.slug);
        assert!(!story.title.is_empty() && !story.dek.is_empty(), "{}", story.slug);
        assert!(
            story.updated_minutes.is_none_or(|minutes| minutes < story.minutes),
            "{}",
            story.slug
        );
        assert!(
            !story.html().contains(['{', '}']) || story.slug == "hospital-outage",
            "{}",
            story.slug
        );
    }
}

#[test]
fn a_restart_with_the_same_epoch_serves_the_same_bytes() {
    let (first, second) = (site::build(8080, epoch()), site::build(8080, epoch()));
    let later = site::build(8080, epoch() + jiff::SignedDuration::from_mins(1));
    for agency in &AGENCIES {
        let [first, second, later] = [&first, &second, &later].map(|it| &it.by_host[agency.host]);
        assert!(first.resources.keys().eq(second.resources.keys()));
        for (path, resource) in &first.resources {
            assert_eq!(resource.bytes, second.resources[path].bytes, "{path}");
            assert_eq!(resource.etag, second.resources[path].etag, "{path}");
        }
        assert_ne!(first.resources[agency.feed].bytes, later.resources[agency.feed].bytes);
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let port = serve().await;
    for agency in &AGENCIES {
        let whole = get(port, agency.host, agency.feed, &[]).await;
        let tag = whole.header("etag").unwrap();
        let date = whole.header("last-modified").unwrap();
        assert!(whole.header("cache-control").is_some());
        let cases: [(&[(&str, &str)], u16); 6] = [
            (&[("If-None-Match", tag)], 304),
            (&[("If-None-Match", &format!("\"other\", {tag}"))], 304),
            (&[("If-None-Match", "\"other\""), ("If-Modified-Since", date)], 200),
            (&[("If-Modified-Since", date)], 304),
            (&[("If-Modified-Since", "Tue, 01 Jan 2019 00:00:00 GMT")], 200),
            (&[("If-Modified-Since", "yesterday")], 200),
        ];
        for (headers, expected) in cases {
            let answer = get(port, agency.host, agency.feed, headers).await;
            assert_eq!(answer.status, expected, "{} {headers:?}", agency.slug);
            assert_eq!(answer.body.is_empty(), expected == 304);
            assert_eq!(answer.header("etag"), Some(tag));
        }
    }
}

#[tokio::test]
async fn each_agency_sends_its_pages_in_its_own_coding() {
    let port = serve().await;
    let [tolva, meridian, safir] = &AGENCIES;
    let plain = get(port, tolva.host, "/", &[]).await;
    let coded = get(port, tolva.host, "/", &[("Accept-Encoding", "br, gzip")]).await;
    assert_eq!(coded.header("content-encoding"), Some("gzip"));
    let mut decoded = Vec::new();
    flate2::read::GzDecoder::new(&coded.body[..]).read_to_end(&mut decoded).unwrap();
    assert_eq!(decoded, plain.body);
    let opinion = get(port, meridian.host, "/opinion/not-a-border.html", &[]).await;
    assert!(String::from_utf8(opinion.body.clone()).is_err());
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&opinion.body);
    assert!(text.contains("taxed each other’s butter"));
    let persian = get(port, safir.host, "/fa/", &[]).await;
    assert!(persian.text().contains("dir=\"rtl\"") && persian.text().contains("سه‌شنبه ۳ آذر ۱۴۰۵"));
}

#[test]
fn one_story_of_tolva_news_is_printed_by_the_courier_word_for_word() {
    let papers = papers(80);
    let words = |html: String| -> String {
        html.split('<').filter_map(|part| part.split_once('>')).map(|it| it.1.trim()).collect()
    };
    let [ours, theirs] = [0, 1].map(|i| words(papers[i].by_slug("sand-battery").story.html()));
    assert_eq!(ours, theirs);
}

#[tokio::test]
async fn unknown_hosts_and_paths_are_answered_in_words() {
    let port = serve().await;
    let other = get(port, "elsewhere.example", "/", &[]).await;
    assert_eq!(other.status, 404);
    for agency in &AGENCIES {
        assert!(other.text().contains(&home(agency, port)) && other.text().contains(agency.name));
        assert_eq!(feed_url(agency, port), format!("{}{}", home(agency, port), &agency.feed[1..]));
        assert_eq!(get(port, agency.host, "/no/such", &[]).await.status, 404);
        assert_eq!(get(port, agency.host, "/favicon.ico", &[]).await.status, 204);
        let capital = agency.host.to_ascii_uppercase();
        let robots = get(port, &capital, "/robots.txt", &[]).await;
        assert!(robots.text().contains("Disallow: /private/\n"));
        let Agency { home_section, .. } = agency;
        assert!(SECTIONS.contains(home_section));
    }
}

#[test]
fn a_picture_is_the_same_each_time_and_differs_by_name() {
    let [one, again, other] = ["halvik", "halvik", "brask"].map(crate::demo::picture::png);
    assert!(one.starts_with(b"\x89PNG\r\n\x1a\n") && one == again && one != other);
}
