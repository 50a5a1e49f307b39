//! What the agencies promise, asked over a real listener as the program asks. What comes out when is in `tests/time.rs`.

mod time;

use crate::demo::paper::Paper;
use crate::demo::story::{Due, Layout};
use crate::demo::{
    AGENCIES, Agencies, Agency, CHANNELS, Course, Released, feed_url, home, n_pieces, site, stories,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;
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

fn course(port: u16) -> Course {
    Course { port, epoch: epoch(), speed: 1.0, has_bulletins: false }
}

/// The agencies at the start, and after all stories and versions have come out, a minute between two of them.
fn at_the_start(port: u16) -> Agencies {
    Agencies::new(course(port), Released::default())
}

fn at_the_end(port: u16) -> Agencies {
    let agencies = at_the_start(port);
    let mut now = epoch();
    while let Some(next) = agencies.coming().into_iter().next() {
        now += SignedDuration::from_mins(1);
        agencies.release(&[next.key], now);
    }
    agencies
}

fn papers(agencies: &Agencies) -> Vec<Paper> {
    AGENCIES.iter().map(|agency| site::paper(agency, &agencies.now().diary)).collect()
}

async fn serve(agencies: impl FnOnce(u16) -> Agencies) -> (u16, Arc<Agencies>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let agencies = Arc::new(agencies(port));
    let router = agencies.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (port, agencies)
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
    let (port, agencies) = serve(at_the_end).await;
    for paper in papers(&agencies) {
        let host = paper.agency.host;
        let mut paths = BTreeSet::from(["/".to_owned(), "/robots.txt".to_owned()]);
        for it in &paper.shown {
            let page = get(port, host, &it.path, &[]).await;
            assert_eq!(page.status, 200, "{}", it.url);
            assert!(page.header("content-type").unwrap().starts_with("text/html"), "{}", it.url);
            paths.extend(inner_links(&page));
        }
        for path in paths {
            assert_eq!(get(port, host, &path, &[]).await.status, 200, "{host}{path}");
        }
    }
    let channel = get(port, CHANNELS, "/s/tolva_mfa", &[]).await;
    for path in inner_links(&channel) {
        assert_eq!(get(port, CHANNELS, &path, &[]).await.status, 200, "{CHANNELS}{path}");
    }
}

/// The paths that a page leads to on its own host, pictures among them.
fn inner_links(page: &Answer) -> Vec<String> {
    let page = String::from_utf8_lossy(&page.body);
    let ways = ["href=\"/", "src=\"/", "url('/"];
    let found = ways.iter().flat_map(|way| page.split(way).skip(1));
    found.map(|link| format!("/{}", link.split(['"', '#', '\'']).next().unwrap())).collect()
}

#[tokio::test]
async fn every_feed_lists_each_story_once_with_a_known_section() {
    let (port, agencies) = serve(at_the_end).await;
    for paper in papers(&agencies) {
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
    let papers = papers(&at_the_end(80));
    let stories: Vec<_> = papers
        .iter()
        .flat_map(|paper| paper.shown.iter().chain(&paper.withdrawn))
        .map(|it| &it.story)
        .collect();
    assert_eq!(stories.len(), n_pieces().n_stories);
    let n_of = |lang| stories.iter().filter(|story| story.lang == lang).count();
    for (lang, n) in [("en", 26), ("fa", 7), ("ar", 6), ("ru", 6), ("de", 6), ("zh", 6)] {
        assert!(n_of(lang) >= n, "{} in {lang}", n_of(lang));
    }
    assert!(stories.iter().filter(|story| story.section == "Opinion").count() >= 6);
    let layouts: Vec<Layout> = stories.iter().map(|story| story.layout).collect();
    for layout in [Layout::Live, Layout::Columns, Layout::Table, Layout::Gallery, Layout::Long] {
        assert!(layouts.contains(&layout), "{layout:?}");
    }
    assert!(layouts.contains(&Layout::Stub));
    for story in stories {
        // A word of Chinese is about two letters.
        let n = match story.lang {
            "zh" => story.html().chars().filter(|c| *c >= '\u{2e80}').count() / 2,
            _ => n_words(&story.html()),
        };
        let (least, most) = match story.layout {
            Layout::Stub => (60, 250),
            Layout::Long => (500, 1_400),
            Layout::Live | Layout::Columns | Layout::Table | Layout::Gallery => (130, 700),
            Layout::Plain | Layout::Scroll => (130, 560),
        };
        assert!((least..=most).contains(&n), "{}: {n} words", story.slug);
        assert!(!story.title.is_empty() && !story.dek.is_empty(), "{}", story.slug);
        assert!(
            !story.html().contains(['{', '}']) || story.slug == "hospital-outage",
            "{}",
            story.slug
        );
    }
}

#[test]
fn what_the_stories_name_is_there() {
    for agency in &AGENCIES {
        let all = stories::of(agency);
        let is_there = |slug: &str| all.iter().any(|story| story.slug == slug);
        for story in &all {
            for slug in story.related() {
                assert!(is_there(slug), "{}: {slug}", story.slug);
            }
            if let Due::Revision(revision) = &story.due {
                assert!(is_there(revision.of), "{}: {}", story.slug, revision.of);
            }
        }
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let (port, _) = serve(at_the_end).await;
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
    let (port, _) = serve(at_the_end).await;
    let [tolva, meridian, safir, .., mingjiang] = &AGENCIES;
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
    let chinese = get(port, mingjiang.host, "/", &[]).await;
    let (text, _, was_bad) = encoding_rs::GBK.decode(&chinese.body);
    assert!(
        !was_bad
            && text.contains("明江日报")
            && chinese.header("content-type") == Some("text/html")
    );
    let persian = get(port, safir.host, "/fa/", &[]).await;
    assert!(persian.text().contains("dir=\"rtl\"") && persian.text().contains("سه‌شنبه ۳ آذر ۱۴۰۵"));
}

#[test]
fn one_story_of_tolva_news_is_printed_by_two_others_word_for_word() {
    let papers = papers(&at_the_start(80));
    let words = |html: String| -> String {
        html.split('<').filter_map(|part| part.split_once('>')).map(|it| it.1.trim()).collect()
    };
    let texts = [0, 1, 2].map(|i| words(papers[i].by_slug("sand-battery").unwrap().story.html()));
    assert!(texts[0] == texts[1] && texts[0] == texts[2]);
    assert_eq!(n_pieces().n_copies, 2);
}

#[tokio::test]
async fn the_news_sitemap_names_what_is_new() {
    let (port, agencies) = serve(at_the_end).await;
    let qamar = &papers(&agencies)[5];
    let robots = get(port, qamar.agency.host, "/robots.txt", &[]).await.text();
    let map = get(port, qamar.agency.host, "/news-sitemap.xml", &[]).await.text();
    assert!(robots.contains(&format!("Sitemap: {}/news-sitemap.xml\n", qamar.origin)));
    for it in &qamar.shown {
        assert!(map.contains(&format!("<loc>{}</loc>", it.url)), "{}", it.url);
        assert!(map.contains(&format!("<news:publication_date>{}</news:", it.iso)), "{}", it.url);
    }
    assert!(map.contains("<news:language>ar</news:language>"));
}

#[tokio::test]
async fn the_channel_shows_the_newest_posts_and_older_ones_on_demand() {
    let (port, _) = serve(at_the_end).await;
    let page = |path: &'static str| async move { get(port, CHANNELS, path, &[]).await };
    let newest = page("/s/tolva_mfa").await.text();
    let ids = |text: &str| -> Vec<String> {
        let posts = text.split("data-post=\"tolva_mfa/").skip(1);
        posts.map(|post| post.split('"').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&newest), ["111", "112", "113", "114", "115", "116"]);
    assert!(newest.contains("href=\"/s/tolva_mfa?before=111\""));
    assert!(newest.contains("tgme_widget_message_reply") && newest.contains("link_preview_title"));
    let older = page("/s/tolva_mfa?before=111").await.text();
    assert_eq!(ids(&older), ["106", "107", "108", "109", "110"]);
    assert!(
        older.contains("tgme_widget_message_forwarded_from_name") && !older.contains("?before=")
    );
    let one = page("/s/tolva_mfa/112").await.text();
    assert!(ids(&one) == ["112"] && one.contains("5d0c8be1…7af3"));
    let none = page("/s/nobody").await;
    assert!(none.status == 404 && none.text().contains("tme_no_messages_found"));
}

#[tokio::test]
async fn unknown_hosts_and_paths_are_answered_in_words() {
    let (port, _) = serve(at_the_end).await;
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
