mod damage;
mod forms;

use crate::codec::digest::Digest;
use crate::codec::warc::{
    Bad, Original, Reader, Record, Response, clean_headers, record_id, response, revisit,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Read as _, Write as _};

const LIMIT: usize = 1 << 20;

fn sample(url: &str, payload: &[u8]) -> Vec<u8> {
    let headers = [
        ("Content-Type", "text/html"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "session=secret"),
        ("X-Odd", "a\r\nInjected: b"),
        ("Bad Name", "c"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    response(&Response {
        id: Digest::of(url.as_bytes()),
        url,
        at: "2026-11-24T01:02:03.456Z".parse().unwrap(),
        status: 200,
        headers: &headers,
        payload,
    })
}

fn read(bytes: &[u8]) -> Vec<Result<Record, Bad>> {
    Reader::new(bytes, LIMIT).collect()
}

/// What was read, a word a record: its payload, or `!` and where a bad one lies.
fn outline(bytes: &[u8]) -> Vec<String> {
    read(bytes)
        .into_iter()
        .map(|record| match record {
            Ok(record) => String::from_utf8_lossy(&record.payload().unwrap()).into_owned(),
            Err(bad) => format!("!{}", bad.offset),
        })
        .collect()
}

fn plain(member: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(member).read_to_end(&mut text).unwrap();
    text
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(text).unwrap();
    gzip.finish().unwrap()
}

/// Bytes that deflate cannot make smaller, the same for the same seed.
fn noise(seed: u64, n: usize) -> Vec<u8> {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..n).map(|_| next()).collect()
}

#[test]
fn what_is_written_is_read_back() {
    let member = sample("https://a.example/1", b"<p>one</p>");
    let records = read(&member);
    assert_eq!(records.len(), 1);
    let record = records[0].as_ref().unwrap();
    assert_eq!((record.offset, record.length), (0, member.len() as u64));
    assert_eq!(record.kind(), "response");
    assert_eq!(record.target(), Some("https://a.example/1"));
    assert_eq!(record.date(), Some("2026-11-24T01:02:03.456Z".parse().unwrap()));
    assert_eq!(record.digest_ok(), Some(true));
    assert_eq!(*record.payload().unwrap(), *b"<p>one</p>");
    let http = record.http.as_ref().unwrap();
    assert_eq!(http.status, 200);
    let headers: Vec<_> = http.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let expected = [
        ("Content-Type", "text/html"),
        ("Set-Cookie", "redacted"),
        ("X-Odd", "a  Injected: b"),
        ("Content-Length", "10"),
    ];
    assert_eq!(headers, expected);
    assert_eq!(clean_headers(&http.headers, 10), http.headers);
}

#[test]
fn address_with_a_line_end_cannot_add_a_field() {
    let member = sample("https://a.example/\r\nWARC-Type: metadata\r\n\r\n", b"x");
    let record = read(&member).remove(0).unwrap();
    assert_eq!(record.kind(), "response");
    assert_eq!(record.target(), Some("https://a.example/%0D%0AWARC-Type:%20metadata%0D%0A%0D%0A"));
}

#[test]
fn revisit_names_its_original_and_has_no_payload() {
    let at = "2026-11-24T01:02:03Z".parse().unwrap();
    let id = Digest::of(b"new");
    let answer =
        Response { id, url: "https://a.example/b", at, status: 200, headers: &[], payload: b"xyz" };
    let original = Original { id: Digest::of(b"old"), url: "https://a.example/a", at };
    let record = read(&revisit(&answer, &original)).remove(0).unwrap();
    assert_eq!(record.kind(), "revisit");
    assert!(record.payload().unwrap().is_empty());
    assert_eq!(record.header("WARC-Refers-To"), Some(record_id(&original.id).as_str()));
    assert_eq!(record.header("WARC-Refers-To-Date"), Some("2026-11-24T01:02:03.000Z"));
    let payload = format!("sha256:{}", Digest::of(b"xyz"));
    assert_eq!(record.header("WARC-Payload-Digest"), Some(payload.as_str()));
    assert_eq!(record.http.as_ref().unwrap().header("Content-Length"), Some("3"));
    assert_eq!(record.digest_ok(), Some(true));
}

#[test]
fn record_id_is_a_uuid_of_version_8() {
    let id = record_id(&Digest::from_bytes(&[0xff; 32]).unwrap());
    assert_eq!(id, "<urn:uuid:ffffffff-ffff-8fff-bfff-ffffffffffff>");
}

#[test]
fn bad_member_is_skipped_and_the_rest_is_read() {
    let one = sample("https://a.example/1", b"one");
    let big = sample("https://a.example/2", &noise(3, 200_000));
    let three = sample("https://a.example/3", b"three");
    let start = one.len();
    let whole = [&one[..], &big, &three].concat();
    let bad = format!("!{start}");
    let expected = ["one".to_owned(), bad, "three".to_owned()];

    let mut flipped = whole.clone();
    flipped[start + big.len() / 2] ^= 0x10;
    assert_eq!(outline(&flipped), expected, "a flipped bit");

    // The bytes behind the cut are the next member's: the damaged one swallows its start.
    for cut in [1, 12, 4_000, 150_000, big.len() - 1] {
        let torn = [&one[..], &big[..cut], &three].concat();
        assert_eq!(outline(&torn), expected, "cut at {cut}");
    }

    let junk = [&one[..], &[0; 5_000], &three].concat();
    assert_eq!(outline(&junk), expected, "zeros between");

    let torn_tail = [&one[..], &big[..1_000]].concat();
    assert_eq!(outline(&torn_tail), expected[..2], "torn tail");
}

#[test]
fn wrong_length_costs_one_record_of_a_plain_file() {
    let [one, two, three] = [b"one", b"two", b"333"]
        .map(|payload| String::from_utf8(plain(&sample("https://a.example/", payload))).unwrap());
    let line = two.lines().find(|line| line.starts_with("Content-Length")).unwrap();
    for wrong in ["Content-Length: 9", "Content-Length: 900", "Content-Length: -1", "Length: 3"] {
        let file = [&one, &two.replacen(line, wrong, 1), &three].map(String::as_str).concat();
        for bytes in [file.clone().into_bytes(), gzip(file.as_bytes())] {
            let seen = outline(&bytes);
            let kept: Vec<_> = seen.iter().filter(|word| !word.starts_with('!')).collect();
            assert_eq!(kept, ["one", "333"], "{wrong}: {seen:?}");
            assert_eq!(seen.len(), 3, "{wrong}: {seen:?}");
        }
    }
}

#[test]
fn record_over_the_limit_is_passed_over() {
    let small = sample("https://a.example/1", b"small");
    let big = sample("https://a.example/2", &noise(5, LIMIT));
    let file = [&big[..], &small].concat();
    assert_eq!(outline(&file), ["!0", "small"]);
    assert_eq!(outline(&[plain(&big), plain(&small)].concat()), ["!0", "small"]);
}

#[test]
fn changed_byte_is_seen_by_the_digest() {
    let text = plain(&sample("https://a.example/1", b"<p>one</p>"));
    let changed = String::from_utf8(text).unwrap().replace("<p>one", "<p>two");
    assert_eq!(read(changed.as_bytes())[0].as_ref().unwrap().digest_ok(), Some(false));
}

#[test]
fn heads_of_strangers_are_read_as_far_as_they_go() {
    // (fields of the record, its block) → (status, payload, digest)
    let sha1_of_abc = "WARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
    type Case = (&'static str, &'static str, Option<u16>, &'static str, Option<bool>);
    let cases: [Case; 8] = [
        ("WARC-Type: response", "HTTP/1.1 200 OK\r\n\r\nabc", Some(200), "abc", None),
        ("WARC-Type: response", "HTTP/1.0 404\nA: b\n\nabc", Some(404), "abc", None),
        ("warc-type: response", "HTTP/1.1 204 No Content\r\n", Some(204), "", None),
        (
            "WARC-Type: response",
            "HTTP/1.1 20O OK\r\n\r\nabc",
            None,
            "HTTP/1.1 20O OK\r\n\r\nabc",
            None,
        ),
        ("WARC-Type: resource", "abc", None, "abc", None),
        (
            "WARC-Type: response",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
            Some(200),
            "abc",
            Some(true),
        ),
        (
            "WARC-Type: response",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nabc",
            Some(200),
            "abc",
            Some(true),
        ),
        ("WARC-Type: response", "HTTP/1.1 200\r\n\r\nabd", Some(200), "abd", Some(false)),
    ];
    for (field, block, status, payload, digest_ok) in cases {
        let digest = if digest_ok.is_some() { sha1_of_abc } else { "WARC-Block-Digest: md5:0" };
        let n = block.len();
        let file = format!(
            "WARC/1.0\r\n{field}\r\n{digest}\r\nContent-Length: {n}\r\n\r\n{block}\r\n\r\n"
        );
        let record = read(file.as_bytes()).remove(0).unwrap();
        assert_eq!(record.http.as_ref().map(|http| http.status), status, "{block}");
        assert_eq!(record.payload().unwrap(), payload.as_bytes(), "{block}");
        assert_eq!(record.digest_ok(), digest_ok, "{block}");
    }
}

#[test]
fn a_file_of_first_lines_is_read_once() {
    // Each line begins a record that the next one cuts short: found by mutation.
    let text = "WARC/1.1\r\n".repeat(200_000);
    let all = read(text.as_bytes());
    assert_eq!(all.len(), 200_000);
    assert!(all.iter().all(Result::is_err));
}
