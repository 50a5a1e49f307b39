//! What is embargoed leaks nowhere before its time, and is everywhere soon after it.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs, told};
use crate::pictures::png;
use crate::site::{Reply, Served};
use jiff::{SignedDuration, Timestamp};
use mediawire::search::follow;
use mediawire::store::{items, pictures};
use mediawire::{pipeline, work};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::item::Item;
use mediawire_core::model::source::{Release, Rights, Source};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

const SITE: &str = "https://wire.example";
/// Where a reader and a machine begin; every address that is found there is asked for too.
const DOORS: [&str; 12] = [
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/search?q=Zanzibar",
    "/search?q=*",
    "/widget?n=50",
    "/widget.html",
    "/events",
    "/readyz",
    "/metrics",
    "/source/b",
];
/// A word of the headline and of each paragraph, and of nothing else.
const WORD: &str = "Zanzibar";

async fn put_secret(agency: &Agency) -> Vec<u8> {
    let image = png(900, 600, "Ada Secret", 77_777);
    agency.put_bytes("/i/secret.jpg", 200, &image);
    let text: Vec<String> =
        paragraphs(9).iter().map(|text| format!("<p>{WORD}. {text}</p>")).collect();
    let page = format!(
        "<!DOCTYPE html><html lang=ru><head><title>{WORD} accord is signed</title>\
         <link rel=canonical href=\"{}\"><meta property=og:type content=article>\
         <meta property=og:image content=\"{}\"></head><body><article><h1>{WORD} accord is signed</h1>\
         {}</article></body></html>",
        agency.origin.url("/secret"),
        agency.origin.url("/i/secret.jpg"),
        text.concat()
    );
    agency.put("/secret", 200, &page);
    agency.put(
        "/b.xml",
        200,
        &format!(
            "<rss version='2.0'><channel><title>B</title><item><title>{WORD} accord is signed</title>\
             <link>{}</link></item></channel></rss>",
            agency.origin.url("/secret")
        ),
    );
    image
}

/// The addresses of the site that stand in an answer.
fn links(reply: &Reply) -> Vec<String> {
    let text = String::from_utf8_lossy(&reply.bytes);
    let parts = text.split(['"', '\'', '<', '>', ' ', '\n']);
    let paths = parts.map(|part| part.strip_prefix(SITE).unwrap_or(part));
    paths
        .filter(|part| part.starts_with('/') && !part.starts_with("//"))
        .map(|part| part.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .collect()
}

/// Every answer that a crawl of the site comes to, by its address.
async fn crawl(site: &Served) -> BTreeMap<String, Reply> {
    let mut found = BTreeMap::new();
    let mut next: Vec<String> = DOORS.map(str::to_owned).into();
    while let Some(path) = next.pop() {
        if found.contains_key(&path) || path.starts_with("/desk") {
            continue;
        }
        let reply = site.get(&path).await;
        next.extend(links(&reply));
        found.insert(path, reply);
    }
    found
}

/// An answer as it reads at any time: without ages, moments and counters, which a minute changes. How much there is of
/// something is asked for apart.
fn timeless(reply: &Reply) -> String {
    let text = String::from_utf8_lossy(&reply.bytes);
    let mut parts = text.split("<time ");
    let mut untimed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        untimed.push_str(part.split_once("</time>").map_or(part, |(_, rest)| rest));
    }
    let lines =
        untimed.lines().filter(|line| !line.contains("seconds") && !line.contains("_total"));
    let mut out = String::new();
    for line in lines {
        out.extend(line.chars().filter(|c| !c.is_numeric()));
        out.push('\n');
    }
    out
}

/// What of the secret stands in an answer.
fn traces<'a>(reply: &Reply, secrets: &'a [Vec<u8>]) -> Vec<&'a Vec<u8>> {
    let heads: Vec<String> = reply.headers.iter().map(|(_, value)| value.clone()).collect();
    let all = [&reply.bytes[..], heads.concat().as_bytes()].concat();
    secrets.iter().filter(|it| all.windows(it.len()).any(|bytes| bytes == &it[..])).collect()
}

/// What may be asked for by who guesses or knows what is not told.
fn guesses(item: &Item, image: &[u8], capture: &str) -> Vec<String> {
    let (public, digest) = (item.public.as_str(), Digest::of(image));
    let mut all = vec![
        format!("/a/{public}"),
        format!("/a/{public}/verify"),
        format!("/a/{public}/history"),
        format!("/a/{public}/capture/{capture}"),
        format!("/image/{digest}.png"),
        "/language/ru".to_owned(),
        "/language/ru/feed.rss".to_owned(),
    ];
    let others: Vec<String> = ["/fa", "/de"]
        .iter()
        .flat_map(|tag| all.iter().map(move |path| format!("{tag}{path}")))
        .collect();
    all.extend(others);
    all
}

#[tokio::test]
async fn embargoed_item_leaves_no_trace_before_its_time_and_is_there_after_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        agency.put("/b.xml", 200, "<rss version='2.0'><channel><title>B</title></channel></rss>");
        let b = Source {
            list: Some(agency.origin.url("/b.xml")),
            release: Release::Desk,
            rights: Rights { images: true, ..agency.source("b").rights },
            ..agency.source("b")
        };
        let room = Newsroom::open(base, &[&agency], &[agency.source("a"), b]).await;
        let site = Served::start(&room.wire).await;
        room.poll().await;
        follow::catch_up(&room.wire, &site.search).await.unwrap();
        let without = crawl(&site).await;
        assert!(without.len() > 60, "{:?}", without.keys());

        let image = put_secret(&agency).await;
        room.poll().await;
        let item = room.waiting().await.expect("it waits for the desk");
        let far = Timestamp::now() + SignedDuration::from_hours(9_000);
        let embargo = DecisionKind::Embargo(Some(far));
        pipeline::decide(&room.wire, item.id, &embargo, "leo", "as agreed").await.unwrap();
        pipeline::decide(&room.wire, item.id, &DecisionKind::Release, "ed", "so").await.unwrap();
        room.settle().await;
        let kept = room.count("SELECT COUNT(*) FROM image").await;
        assert_eq!(kept, 1, "its picture is there");
        let mut tx = room.wire.db.read().await.unwrap();
        let article = items::of_desk(&mut tx, item.id).await.unwrap().unwrap().0;
        assert!(pictures::wanted(&mut tx, article).await.unwrap().is_empty());
        let sql = "SELECT capture FROM article WHERE headline LIKE 'Zanzibar%'";
        let capture = tx.row(sql, &[]).await.unwrap().bytes();
        drop(tx);
        let capture: String = capture.iter().map(|byte| format!("{byte:02x}")).collect();
        let secrets: Vec<Vec<u8>> = [
            WORD.as_bytes().to_vec(),
            b"/secret".to_vec(),
            b"Ada Secret".to_vec(),
            item.public.as_str().as_bytes().to_vec(),
            item.id.to_string().into_bytes(),
            Digest::of(&image).to_string().into_bytes(),
            capture.clone().into_bytes(),
        ]
        .into();

        follow::catch_up(&room.wire, &site.search).await.unwrap();
        let with = crawl(&site).await;
        assert_eq!(
            with.keys().collect::<Vec<_>>(),
            without.keys().collect::<Vec<_>>(),
            "the same addresses are there, and no further one"
        );
        for (path, reply) in &with {
            let said: Vec<_> = traces(reply, &secrets);
            let is_asked = path.contains("q=Zanzibar") && !reply.text().contains("/a/");
            assert!(is_asked || said.is_empty(), "{path}: {said:?}\n{}", reply.text());
            assert_eq!(reply.status, without[path].status, "{path}");
            assert_eq!(timeless(reply), timeless(&without[path]), "{path}");
        }
        // How many there are is counted by nobody.
        for path in
            ["/", "/feed.json", "/languages", "/days", "/source/b", "/readyz", "/sitemap.xml"]
        {
            let n = |reply: &Reply| reply.text().matches("/a/").count();
            assert_eq!(n(&with[path]), n(&without[path]), "{path}");
        }
        let (nobody, none) = ("2".repeat(item.public.as_str().len()), Digest::of(b"").to_string());
        for path in guesses(&item, &image, &capture) {
            let reply = site.get(&path).await;
            assert_eq!(reply.status, 404, "{path}");
            // As of one that there is not.
            let unknown = |text: &str| {
                let digest = Digest::of(&image).to_string();
                text.replace(item.public.as_str(), &nobody).replace(&digest, &none)
            };
            let other = site.get(&unknown(&path)).await;
            assert_eq!(unknown(&reply.text()), other.text(), "{path}");
            assert_eq!(other.status, 404, "{path}");
        }

        // Its time comes.
        let stop = CancellationToken::new();
        let work = tokio::spawn(work::run(room.wire.clone(), stop.clone()));
        tokio::spawn(follow::follow(room.wire.clone(), site.search.clone(), stop.clone()));
        let listener = tokio::spawn({
            let site = site.clone();
            async move { (site.listen("/events?since=0", "", 4).await, Timestamp::now()) }
        });
        let until = Timestamp::now() + SignedDuration::from_millis(1_500);
        let embargo = DecisionKind::Embargo(Some(until));
        pipeline::decide(&room.wire, item.id, &embargo, "ed", "it is signed").await.unwrap();
        let (told, at) = listener.await.unwrap();
        assert!(at >= until, "nobody is told before");
        assert!(told[3].contains(WORD), "{told:?}");
        let began = Instant::now();
        let everywhere = [
            format!("/a/{}", item.public),
            format!("/image/{}.png", Digest::of(&image)),
            "/".to_owned(),
            "/feed.rss".to_owned(),
            "/feed.atom".to_owned(),
            "/feed.json".to_owned(),
            "/sitemap.xml".to_owned(),
            "/news-sitemap.xml".to_owned(),
            "/source/b".to_owned(),
            "/search?q=Zanzibar".to_owned(),
        ];
        for path in &everywhere {
            loop {
                let reply = site.get(path).await;
                if reply.status == 200 && !traces(&reply, &secrets[2..]).is_empty()
                    || path.starts_with("/image") && reply.bytes == image
                {
                    break;
                }
                assert!(began.elapsed() < Duration::from_secs(30), "{path}: {}", reply.status);
                tokio::task::yield_now().await;
            }
        }
        let late = Timestamp::now().duration_since(until);
        // Alone it takes a fifth of a second; others have the processor too.
        assert!(late < SignedDuration::from_secs(5), "it is everywhere after {late:?}");
        stop.cancel();
        work.await.unwrap();
    })
    .await;
}
