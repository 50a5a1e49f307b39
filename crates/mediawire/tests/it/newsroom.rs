//! A wire at work on agencies of its own: what a process of `serve` does, on loopback.

use crate::engine::{Base, count};
use crate::origin::{Origin, Then};
use crate::samples::source;
use mediawire::config::Config;
use mediawire::job::Job;
use mediawire::retrieve::Admit;
use mediawire::store::wire::{Line, Of};
use mediawire::store::{items, jobs, sources, wire};
use mediawire::{Use, Wire, work};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::source::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

type Shelf = Arc<Mutex<BTreeMap<String, (u16, Vec<u8>)>>>;

/// An agency: pages by path, each with a status, and a validator for those that are there.
#[derive(Debug)]
pub(crate) struct Agency {
    pub(crate) origin: Origin,
    shelf: Shelf,
}

/// An entry of an agency's feed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// The article's text, if the feed carries it.
    pub(crate) text: String,
}

pub(crate) fn told(path: &str, title: &str) -> Told {
    Told { path: path.to_owned(), title: title.to_owned(), ..Told::default() }
}

impl Agency {
    pub(crate) async fn start() -> Self {
        let shelf = Shelf::default();
        let served = Arc::clone(&shelf);
        let origin = Origin::start_bytes(move |head| {
            let path = head.split(' ').nth(1).unwrap();
            match served.lock().unwrap().get(path) {
                Some((status, body)) => reply(head, path, *status, body),
                None => reply(head, path, 404, b"nothing here"),
            }
        })
        .await;
        Self { origin, shelf }
    }

    /// An agency whose every answer is `origin`'s.
    pub(crate) fn of(origin: Origin) -> Self {
        Self { origin, shelf: Shelf::default() }
    }

    pub(crate) fn put(&self, path: &str, status: u16, body: &str) {
        self.put_bytes(path, status, body.as_bytes());
    }

    pub(crate) fn put_bytes(&self, path: &str, status: u16, body: &[u8]) {
        self.shelf.lock().unwrap().insert(path.to_owned(), (status, body.to_owned()));
    }

    /// Puts an article at `path`, and gives its paragraphs.
    pub(crate) fn article(&self, path: &str, headline: &str, seed: usize) -> Vec<String> {
        let paragraphs = paragraphs(seed);
        let text: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
        let url = self.origin.url(path);
        self.put(
            path,
            200,
            &format!(
                "<!DOCTYPE html><html lang=en><head><title>{headline}</title>\
                 <link rel=canonical href=\"{url}\">\
                 <meta property=og:type content=article>\
                 <meta property=article:published_time content=2026-11-23T10:00:00Z></head>\
                 <body><nav><a href=/>Home</a></nav><article><h1>{headline}</h1>\n{text}</article>\
                 <footer>All rights reserved</footer></body></html>"
            ),
        );
        paragraphs
    }

    /// What lies at `path`.
    pub(crate) fn page(&self, path: &str) -> String {
        String::from_utf8(self.shelf.lock().unwrap()[path].1.clone()).unwrap()
    }

    pub(crate) fn feed(&self, all: &[Told]) {
        let mut items = String::new();
        for one in all {
            let url = self.origin.url(&one.path);
            write!(
                items,
                "<item><title>{}</title><link>{url}</link><guid>{url}</guid>\
                 <description>{}</description>",
                one.title, one.summary
            )
            .unwrap();
            if !one.text.is_empty() {
                write!(items, "<content:encoded><![CDATA[{}]]></content:encoded>", one.text)
                    .unwrap();
            }
            items.push_str("</item>");
        }
        let feed = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>An agency</title><link>{}</link>{items}</channel></rss>",
            self.origin.url("/")
        );
        self.put("/feed", 200, &feed);
    }

    /// How often `path` was asked for.
    pub(crate) fn n_asked(&self, path: &str) -> usize {
        let start = format!("GET {path} ");
        self.origin.heads().iter().filter(|head| head.starts_with(&start)).count()
    }

    /// The source that stands for this agency.
    pub(crate) fn source(&self, slug: &str) -> Source {
        let (home, list) = (self.origin.url("/"), self.origin.url("/feed"));
        Source { home, list: Some(list), ..source(slug) }
    }
}

fn reply(head: &str, path: &str, status: u16, body: &[u8]) -> (Vec<u8>, Then) {
    let tag = format!("\"{}\"", Digest::of(body).to_base32(10));
    let is_known = head.contains(&format!("if-none-match: {tag}\r\n"));
    let (status, body) = if is_known && status == 200 { (304, &b""[..]) } else { (status, body) };
    let kind = match path {
        "/feed" => "application/rss+xml",
        "/robots.txt" => "text/plain",
        path if path.ends_with(".xml") => "application/xml",
        path if path.ends_with(".json") => "application/feed+json",
        path if path.ends_with(".gz") => "application/gzip",
        // What a server says that knows files by their names: true or not.
        path if path.starts_with("/i/") => "image/jpeg",
        _ => "text/html; charset=utf-8",
    };
    let mut lines = format!("Content-Type: {kind}\r\nETag: {tag}\r\n");
    if let (301 | 302 | 308, Ok(to)) = (status, std::str::from_utf8(body)) {
        write!(lines, "Location: {to}\r\n").unwrap();
    }
    // A file that is packed itself is not packed for its transfer.
    if body.starts_with(&[0x1f, 0x8b]) && kind != "application/gzip" {
        lines.push_str("Content-Encoding: gzip\r\n");
    }
    crate::origin::answer_bytes(status, &lines, body)
}

/// Paragraphs that read like a report, others for each `seed`.
pub(crate) fn paragraphs(seed: usize) -> Vec<String> {
    const WORDS: [&str; 16] = [
        "harbour",
        "council",
        "ferry",
        "bridge",
        "harvest",
        "teachers",
        "railway",
        "island",
        "minister",
        "flood",
        "market",
        "museum",
        "valley",
        "engineers",
        "fishing",
        "election",
    ];
    let word = |n: usize| WORDS[(seed * 7 + n * n + n * 3) % WORDS.len()];
    (0..4)
        .map(|n| {
            format!(
                "In report {seed} the {} of Tolva said on Monday that the {} near the old {} would \
                 stay closed, since the {} had not been repaired after the {} of last spring. \
                 \"We shall open it again when it is safe,\" paragraph {n} quotes the {} office.",
                word(n),
                word(n + 1),
                word(n + 2),
                word(n + 3),
                word(n + 4),
                word(n + 5)
            )
        })
        .collect()
}

/// A wire with its agencies.
#[derive(Debug)]
pub(crate) struct Newsroom {
    pub(crate) wire: Arc<Wire>,
}

impl Newsroom {
    /// Opens the wire on `base` with `sources`, each of which is served by one of `agencies`.
    pub(crate) async fn open(base: &Base, agencies: &[&Agency], sources_: &[Source]) -> Self {
        let admit = agencies.iter().map(|agency| agency.origin.admit()).collect();
        Self::admitting(base, admit, sources_).await
    }

    /// Opens the wire on `base` with `sources`, for which `admit` lets through whoever serves them.
    pub(crate) async fn admitting(base: &Base, admit: Vec<Admit>, sources_: &[Source]) -> Self {
        Self::configured(base, &base.config(), admit, sources_).await
    }

    /// The same with a configuration of its own.
    pub(crate) async fn configured(
        base: &Base,
        config: &Config,
        admit: Vec<Admit>,
        sources_: &[Source],
    ) -> Self {
        let wire = Wire::open(base.dir(), config, admit, Use::Write).await.unwrap();
        let room = Self { wire };
        for source in sources_ {
            room.save(source).await;
        }
        room
    }

    pub(crate) async fn save(&self, source: &Source) {
        let mut tx = self.wire.db.write().await.unwrap();
        sources::save(&mut tx, source, "test", 1).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Asks the lists of all sources, and works until nothing is left to do.
    pub(crate) async fn poll(&self) {
        let mut tx = self.wire.db.write().await.unwrap();
        for source in sources::all(&mut tx).await.unwrap() {
            Job::Poll(source.slug).add(&mut tx, self.wire.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.settle().await;
    }

    /// Works until nothing is due and nothing is under way.
    pub(crate) async fn settle(&self) {
        let stop = CancellationToken::new();
        let work = tokio::spawn(work::run(self.wire.clone(), stop.clone()));
        let settled = async {
            loop {
                // A job that was added since the clock was read is due too.
                let soon = self.wire.now().as_millisecond() + 1_000;
                let mut tx = self.wire.db.read().await.unwrap();
                if jobs::due(&mut tx, soon).await.unwrap() == 0 {
                    return;
                }
                drop(tx);
                // Not for anything to happen in time, only to let the work have the processor.
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), settled).await.expect("the work ends");
        stop.cancel();
        work.await.unwrap();
    }

    /// What is on the wire, the newest first.
    pub(crate) async fn lines(&self) -> Vec<Line> {
        let mut tx = self.wire.db.read().await.unwrap();
        wire::lines(&mut tx, Of::Everything, i64::MAX, 100).await.unwrap()
    }

    /// The item on the wire whose address at its source ends with `path`.
    pub(crate) async fn line(&self, path: &str) -> Line {
        let lines = self.lines().await;
        lines.into_iter().find(|line| line.item.url.ends_with(path)).expect("it is on the wire")
    }

    /// What `sql` counts in the store.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        count(&self.wire.db, sql).await
    }

    /// What became of the entries whose address ends with `path`: each last step that was not passed, and its code.
    pub(crate) async fn outcomes(&self, path: &str) -> Vec<(String, String)> {
        let mut tx = self.wire.db.read().await.unwrap();
        let sql = "SELECT e.url, o.step, o.code FROM outcome o
                   JOIN entry e ON e.id = o.entry AND e.said = o.said ORDER BY o.at_ms, o.step, o.code";
        let rows = tx.rows(sql, &[]).await.unwrap();
        rows.into_iter()
            .map(|mut row| (row.text(), row.text(), row.text()))
            .filter(|(url, _, _)| url.ends_with(path))
            .map(|(_, step, code)| (step, code))
            .collect()
    }

    /// The item that waits for the desk, if exactly one does.
    pub(crate) async fn waiting(&self) -> Option<mediawire_core::model::item::Item> {
        let mut tx = self.wire.db.read().await.unwrap();
        let mut all = items::waiting(&mut tx, 9).await.unwrap();
        assert!(all.len() <= 1, "{all:?}");
        all.pop()
    }
}
