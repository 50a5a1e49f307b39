//! Files of strangers as `import` takes them: hostile records, every packing, and an import that is killed.

use crate::cli::{import_damaged, json, page, program, run};
use mediawire::store::db::Db;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

/// A record with these fields in front of its length.
fn record(fields: &str, block: &str) -> String {
    let n = block.len();
    format!("WARC/1.0\r\n{fields}\r\nContent-Length: {n}\r\n\r\n{block}\r\n\r\n")
}

fn fields(kind: &str, url: &str) -> String {
    format!("WARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-24T01:02:03Z")
}

fn http(head: &str, n: usize) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n{}", page(n))
}

/// A response that holds page `n`.
fn response(n: usize) -> String {
    let fields = fields("response", &format!("https://paper{}.example/{n}", n % 3));
    record(&format!("{fields}\r\nContent-Type: application/http"), &http("", n))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap()
}

fn frame(text: &str) -> Vec<u8> {
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
}

fn n_of(report: &Value, what: &str) -> u64 {
    report["records"][what].as_u64().unwrap_or(0)
}

fn n_published(report: &Value) -> u64 {
    let entries = report["entries"].as_array().unwrap();
    entries
        .iter()
        .filter(|entry| entry["step"] == "published")
        .filter_map(|e| e["n"].as_u64())
        .sum()
}

/// The addresses of the fetch log, each with what is said of it.
fn fetch_log(path: &Path) -> Vec<(String, String)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::sqlite(&path.join("mediawire-data/wire.db"), true).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let rows = tx.rows("SELECT url, detail FROM fetch_log ORDER BY url", &[]).await.unwrap();
        rows.into_iter().map(|mut row| (row.text(), row.text())).collect()
    })
}

/// How many captures of `url` there are, and entries that lead to it.
fn n_captures_and_entries(path: &Path, url: &str) -> (i64, i64) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::sqlite(&path.join("mediawire-data/wire.db"), true).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let captures = "SELECT COUNT(*) FROM capture WHERE url = $1";
        let captures = tx.row(captures, &[url.into()]).await.unwrap().int();
        let entries = "SELECT COUNT(*) FROM entry WHERE url = $1";
        (captures, tx.row(entries, &[url.into()]).await.unwrap().int())
    })
}

/// CAP-01, SSRF-23: records that lie, break off, or name what is not to be asked for.
fn hostile() -> Vec<u8> {
    let web = |path: &str| format!("https://paper.example/{path}");
    let at = |kind: &str, path: &str| fields(kind, &web(path));
    let wrong_digest =
        format!("{}\r\nWARC-Payload-Digest: sha1:{}", at("response", "digest"), "A".repeat(32));
    let huge = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4294967297\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    let short = response(1).replace("Content-Length: ", "Content-Length: 1");
    let whole = gzip(&response(2));
    let split = response(3);
    let (first, second) = split.split_at(700);
    let loops = |id: &str, to: &str, n: usize| {
        let concurrent =
            format!("WARC-Record-ID: <urn:x:{id}>\r\nWARC-Concurrent-To: <urn:x:{to}>");
        record(&format!("{}\r\n{concurrent}", at("response", id)), &http("", n))
    };
    let parts = [
        gzip(&record("WARC-Type: warcinfo", "software: x\r\n")),
        gzip(&short),
        whole[..whole.len() / 2].to_vec(),
        // One record in two members is no damage.
        [gzip(first), gzip(second)].concat(),
        gzip(huge),
        gzip(&record(&wrong_digest, &http("", 4))),
        gzip(&record(&at("revisit", "gone"), "HTTP/1.1 200 OK\r\n\r\n")),
        gzip(&loops("a", "b", 5)),
        gzip(&loops("b", "a", 6)),
        gzip(&record(&fields("response", "file:///etc/passwd"), &http("", 7))),
        gzip(&record(&fields("resource", "file:///etc/shadow"), "root:x")),
        gzip(&record(
            &format!("{}\r\nWARC-Truncated: length", at("response", "cut")),
            &http("", 8),
        )),
        gzip(&record(
            &format!("{}\r\nWARC-Segment-Number: 1", at("response", "part")),
            &http("", 9),
        )),
        gzip(&record(&at("response", "chunks"), &http("Transfer-Encoding: chunked\r\n", 10))),
        gzip(&record(
            &at("response", "broken"),
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nfff\nabc",
        )),
        gzip(&record(
            &format!("{}\r\nContent-Type: text/html", at("resource", "resource")),
            &page(11),
        )),
        gzip(&record(&at("response", "lines"), &http("", 12).replace("\r\n", "\n"))),
        gzip(&record(
            &format!("{}\r\nContent-Type: application/http", at("response", "none")),
            "nothing",
        )),
        gzip(&record(&at("request", "chunks"), "GET / HTTP/1.1\r\n\r\n")),
        gzip(&record(&at("metadata", "chunks"), "a: b\r\n")),
    ];
    parts.concat()
}

#[test]
fn hostile_records_are_told_with_their_places_and_cost_no_other() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    std::fs::write(path.join("hostile.warc.gz"), hostile()).unwrap();
    let import =
        ["import", "hostile.warc.gz", "--display", "full", "--auto", "--licence", "ours", "--json"];
    let report = import_damaged(path, &import);
    for (what, n) in [
        ("pages to read", 6),
        ("refused: damaged record", 3),
        ("quarantined: its digest is wrong", 1),
        ("refused: its chunked coding is damaged", 1),
        ("refused: truncated when it was crawled", 1),
        ("refused: one segment of a record", 1),
        ("refused: no web address or no date", 2),
        ("no page: no HTTP response", 1),
        ("no page: a revisit record", 1),
        ("no page: a warcinfo record", 1),
        ("no page: a request record", 1),
        ("no page: a metadata record", 1),
    ] {
        assert_eq!(n_of(&report, what), n, "{what}: {report:#}");
    }
    let damaged = report["damaged"].as_array().unwrap();
    assert_eq!(damaged.len(), 5, "{damaged:?}");
    let places: Vec<u64> = damaged.iter().map(|one| one["at_byte"].as_u64().unwrap()).collect();
    assert!(places.is_sorted() && places[0] > 0, "{places:?}");
    assert_eq!(n_published(&report), 6, "{report:#}");

    // What is no web address is a text in the log: no source, no capture, no item.
    let log = fetch_log(path);
    let said =
        |url: &str| log.iter().any(|(logged, why)| logged == url && why.contains("no web address"));
    assert!(said("file:///etc/passwd") && said("file:///etc/shadow"), "{log:?}");
    // What is in quarantine is in the archive, and nothing is made of it.
    let digest = "https://paper.example/digest";
    let is_told = |(url, why): &(String, String)| url == digest && why.contains("not published");
    assert!(log.iter().any(is_told), "{log:?}");
    assert_eq!(n_captures_and_entries(path, digest), (1, 0));
    // Until another file has the same page with the digest of its bytes.
    let good = record(&fields("response", digest), &http("", 4));
    std::fs::write(path.join("good.warc"), good).unwrap();
    let again =
        ["import", "good.warc", "--display", "full", "--auto", "--licence", "ours", "--json"];
    let again = json(path, &again);
    assert_eq!((n_of(&again, "pages to read"), n_published(&again)), (1, 1), "{again:#}");
    assert_eq!(n_captures_and_entries(path, digest), (1, 1));
    let sources = json(path, &["sources", "--json"]).to_string();
    assert!(!sources.contains("file:") && !sources.contains("passwd"), "{sources}");
    let (ok, out, error) = run(path, &["verify"]);
    assert!(ok, "{out}{error}");
}

#[test]
fn file_of_any_packing_gives_the_same_items() {
    let texts: Vec<String> = (1..5).map(response).collect();
    let whole = texts.concat();
    let frames = texts.iter().flat_map(|text| frame(text));
    for (name, bytes) in [
        ("plain.warc", whole.clone().into_bytes()),
        ("whole.warc.gz", gzip(&whole)),
        ("members.warc.gz", texts.iter().flat_map(|text| gzip(text)).collect()),
        ("frames.warc.zst", frames.collect()),
    ] {
        let dir = TempDir::new().unwrap();
        let path = dir.path();
        std::fs::write(path.join(name), bytes).unwrap();
        let report = json(
            path,
            &["import", name, "--display", "full", "--auto", "--licence", "ours", "--json"],
        );
        assert_eq!((n_of(&report, "pages to read"), n_published(&report)), (4, 4), "{name}");
        assert_eq!(report["damaged"], Value::Array(Vec::new()));
        assert!(report["pages_per_second"].as_f64().unwrap() > 0.0);
    }
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("none.warc"), b"no record in this one").unwrap();
    let (ok, _, error) = run(dir.path(), &["import", "none.warc"]);
    assert!(!ok && error.contains("none.warc is no WARC file"), "{error}");
}

#[test]
fn import_that_is_killed_goes_on_where_it_was_and_nothing_comes_twice() {
    const N: usize = 200;
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    let file: Vec<u8> = (0..N).flat_map(|n| gzip(&response(n))).collect();
    std::fs::write(path.join("long.warc.gz"), file).unwrap();
    let import =
        ["import", "long.warc.gz", "--display", "full", "--auto", "--licence", "ours", "--json"];
    let mut child =
        program(path, &import).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // The first line comes when the first batch is saved; most pages are then still to be read.
    let first = BufReader::new(child.stderr.take().unwrap()).lines().next().unwrap().unwrap();
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    assert!(first.starts_with("long.warc.gz: ") && first.contains(" % read, "), "{first}");

    let report = json(path, &import);
    let n_before = report["records_before"].as_u64().unwrap();
    assert!(n_before >= 64, "{report:#}");
    assert_eq!(n_of(&report, "pages to read"), N as u64, "{report:#}");
    assert_eq!(report["records"].as_object().unwrap().len(), 1, "{report:#}");
    assert_eq!(report["pages"].as_u64().unwrap(), N as u64 - n_before);
    assert_eq!(n_published(&report), N as u64, "{report:#}");
    let clean = json(path, &["verify", "--json"]);
    assert_eq!(clean["items"], N);

    // At its end it is done: once more, it is read from its first record on.
    let again = json(path, &import);
    assert_eq!(again["records_before"], 0);
    assert_eq!(n_of(&again, "pages that the archive has already"), N as u64);
    assert_eq!(again["entries"], report["entries"]);
}
