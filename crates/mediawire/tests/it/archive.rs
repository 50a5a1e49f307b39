//! The archive: what it keeps, what it gives back, and what a crash cannot take.

use mediawire::archive::{Archive, Incoming, Kept, Original, Place};
use mediawire::error::Kind;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::Reader;
use mediawire_core::model::id::CaptureId;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn incoming(n: usize) -> Incoming {
    Incoming {
        url: format!("https://a.example/{n}"),
        at: format!("2026-11-24T01:02:03.{n:03}999Z").parse().unwrap(),
        status: 200,
        headers: vec![
            ("content-type".to_owned(), "text/html".to_owned()),
            ("set-cookie".to_owned(), "session=secret".to_owned()),
        ],
        payload: format!("<p>text of page {n}</p>").into(),
        same_as: None,
    }
}

fn batch(range: std::ops::Range<usize>) -> Vec<Incoming> {
    range.map(incoming).collect()
}

fn open(dir: &Path) -> Archive {
    Archive::open(dir, |_| 0).unwrap()
}

fn only_file(dir: &Path) -> PathBuf {
    let mut files = std::fs::read_dir(dir).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    file
}

/// Every record of every file in order, as any reader of WARC files would find them: the place and the address of a
/// response, or the words of what is wrong.
fn outline(dir: &Path) -> Vec<(u64, String)> {
    let mut all = Vec::new();
    for file in Archive::reading(dir).files().unwrap() {
        let bytes = std::fs::read(dir.join(file)).unwrap();
        for record in Reader::new(&bytes[..], 1 << 20) {
            match record {
                Ok(record) if record.kind() == "warcinfo" => {}
                Ok(record) if record.digest_ok() == Some(true) => {
                    all.push((record.offset, record.target().unwrap().to_owned()));
                }
                Ok(record) => all.push((record.offset, "its digest is wrong".to_owned())),
                Err(bad) => all.push((bad.offset, bad.why)),
            }
        }
    }
    all
}

fn addresses(dir: &Path) -> Vec<String> {
    outline(dir).into_iter().map(|(_, url)| url).collect()
}

fn urls(range: std::ops::Range<usize>) -> Vec<String> {
    batch(range).into_iter().map(|incoming| incoming.url).collect()
}

#[test]
fn what_is_kept_is_given_back() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let mut batch = batch(0..20);
    batch[3].payload = bytes::Bytes::new();
    batch[4].url = "https://a.example/a b\r\nc".to_owned();
    let kept = archive.keep(&batch).unwrap();
    assert_eq!(kept.len(), 20);
    for (Kept { capture, place, member }, incoming) in kept.iter().zip(&batch) {
        let stored = archive.read(place).unwrap();
        assert_eq!(stored.payload, incoming.payload);
        archive.check(place, member).unwrap();
        assert_eq!(capture.payload, Digest::of(&incoming.payload));
        assert_eq!(capture.n_bytes, incoming.payload.len() as u64);
        assert_eq!(capture.at, stored.at);
        assert_eq!(capture.at.as_millisecond(), incoming.at.as_millisecond());
        assert_eq!(capture.id, stored.capture());
        assert_eq!((&capture.url, capture.status), (&stored.url, 200));
        assert_eq!(capture.headers, stored.headers);
        assert_eq!(capture.header("set-cookie"), Some("redacted"));
    }
    assert_eq!(kept[4].capture.url, "https://a.example/a%20b%0D%0Ac");
    let expected: Vec<(u64, String)> =
        kept.into_iter().map(|kept| (kept.place.offset, kept.capture.url)).collect();
    assert_eq!(outline(dir.path()), expected);
}

#[test]
fn revisit_names_the_capture_that_has_the_payload() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let first = archive.keep(&[incoming(1)]).unwrap().remove(0).capture;
    let original = Original { url: first.url.clone(), at: first.at, capture: first.id };
    let again = Incoming { payload: incoming(1).payload, same_as: Some(original), ..incoming(2) };
    let kept = archive.keep(std::slice::from_ref(&again)).unwrap().remove(0);
    let stored = archive.read(&kept.place).unwrap();
    assert_eq!(stored.same_as, Some(first.id));
    assert!(stored.payload.is_empty());
    assert_eq!(stored.digest, first.payload);
    assert_eq!(stored.capture(), kept.capture.id);
    assert_eq!(kept.capture.n_bytes, first.n_bytes);

    // A payload that is not the original's is written, whatever the caller believes.
    let other = Incoming { same_as: again.same_as, ..incoming(3) };
    let stored = archive.read(&archive.keep(&[other]).unwrap()[0].place).unwrap();
    assert_eq!((stored.same_as, stored.payload), (None, incoming(3).payload));
}

#[test]
fn file_cut_at_any_byte_loses_only_what_was_not_whole() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let mut ends = vec![];
    for n in 0..2 {
        let place = archive.keep(&[incoming(n)]).unwrap().remove(0).place;
        ends.push(place.offset + place.length);
    }
    drop(archive);
    let file = only_file(dir.path());
    let whole = std::fs::read(&file).unwrap();
    for cut in 0..=whole.len() {
        // A crash can also leave the tail's length without its bytes. Every eighth cut is enough of those.
        let tails = [&[][..], &[0; 50], &whole[..60]];
        for tail in &tails[..if cut % 8 == 0 { 3 } else { 1 }] {
            let dir = TempDir::new().unwrap();
            let torn = dir.path().join(file.file_name().unwrap());
            let bytes = [&whole[..cut], tail].concat();
            std::fs::write(&torn, &bytes).unwrap();
            // Zeros may be the very bytes that were cut off.
            let n_right = bytes.iter().zip(&whole).take_while(|(a, b)| a == b).count() as u64;
            let n_whole = ends.iter().filter(|end| **end <= n_right).count();
            // What the store refers to is durable: repair may rely on it, and need not read it again.
            let durable_end = if cut % 2 == 0 || n_whole == 0 { 0 } else { ends[n_whole - 1] };
            let archive = Archive::open(dir.path(), |_| durable_end).unwrap();
            assert_eq!(addresses(dir.path()), urls(0..n_whole), "cut at {cut}");
            if cut % 16 == 0 {
                archive.keep(&[incoming(9)]).unwrap();
                let expected = [urls(0..n_whole), urls(9..10)].concat();
                assert_eq!(addresses(dir.path()), expected, "cut at {cut}");
            }
        }
    }
}

#[test]
fn durable_bytes_are_not_cut_even_if_damaged() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let kept = archive.keep(&batch(0..3)).unwrap();
    drop(archive);
    let file = only_file(dir.path());
    let mut bytes = std::fs::read(&file).unwrap();
    let last = &kept[2].place;
    bytes[usize::try_from(last.offset + last.length / 2).unwrap()] ^= 1;
    std::fs::write(&file, &bytes).unwrap();

    let archive = Archive::open(dir.path(), |_| last.offset + last.length).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let error = archive.read(last).unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::Malformed, "digest"));
    let error = archive.check(last, &kept[2].member).unwrap_err();
    assert_eq!((error.kind, error.code), (Kind::Malformed, "digest"));
    for kept in &kept[..2] {
        archive.read(&kept.place).unwrap();
        archive.check(&kept.place, &kept.member).unwrap();
    }
}

#[test]
fn any_changed_byte_of_a_member_is_found() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let kept = archive.keep(&batch(0..2)).unwrap().remove(0);
    let place = kept.place;
    let file = only_file(dir.path());
    let whole = std::fs::read(&file).unwrap();
    for at in 0..place.length {
        let mut bytes = whole.clone();
        bytes[usize::try_from(place.offset + at).unwrap()] ^= 0x20;
        std::fs::write(&file, &bytes).unwrap();
        let error = archive.check(&place, &kept.member).unwrap_err();
        assert_eq!(error.code, "digest", "byte {at}");
    }
}

#[test]
fn next_file_is_begun_at_the_limit_and_after_a_loss() {
    let dir = TempDir::new().unwrap();
    let archive = Archive::open_with_limit(dir.path(), 1, |_| 0).unwrap();
    for n in 0..3 {
        archive.keep(&[incoming(n)]).unwrap();
    }
    let files = archive.files().unwrap();
    assert_eq!(files.len(), 3);
    assert!(files[0].ends_with("-00000.warc.gz") && files[2].ends_with("-00002.warc.gz"));
    assert_eq!(addresses(dir.path()), urls(0..3));
    drop(archive);

    let archive = Archive::open(dir.path(), |_| 1 << 40).unwrap();
    let kept = archive.keep(&[incoming(3)]).unwrap().remove(0);
    assert!(kept.place.file.ends_with("-00003.warc.gz"));
    assert_eq!(addresses(dir.path()), urls(0..4));
}

#[test]
fn place_outside_the_archive_is_not_read() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let place = archive.keep(&[incoming(1)]).unwrap().remove(0).place;
    let with = |file: &str| Place { file: file.to_owned(), ..place.clone() };
    for file in ["../secret", "/etc/passwd", "", "mediawire-20261124000000-99999.warc.gz"] {
        assert_eq!(archive.read(&with(file)).unwrap_err().kind, Kind::NotFound, "{file}");
    }
    let beyond = Place { offset: u64::MAX, ..place.clone() };
    assert_eq!(archive.read(&beyond).unwrap_err().code, "digest");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let write = &|writer: usize| {
        let keep = |n: usize| {
            let n = writer * 100 + n * 20;
            archive.keep(&batch(n..n + 10)).unwrap()
        };
        (0..5).flat_map(keep).collect::<Vec<Kept>>()
    };
    let kept: Vec<Kept> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    for kept in &kept {
        archive.check(&kept.place, &kept.member).unwrap();
    }
    let mut ids: Vec<CaptureId> =
        kept.iter().map(|kept| archive.read(&kept.place).unwrap().capture()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 200);
}

#[test]
fn folder_that_is_gone_fails_one_batch_and_not_the_next() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    std::fs::remove_dir(dir.path()).unwrap();
    assert_eq!(archive.keep(&batch(0..2)).unwrap_err().kind, Kind::Transient);
    std::fs::create_dir(dir.path()).unwrap();
    archive.keep(&batch(0..2)).unwrap();
    assert_eq!(addresses(dir.path()), urls(0..2));
}

#[test]
fn check_asks_for_every_byte_that_was_written() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let kept = archive.keep(&batch(0..2)).unwrap();
    let (place, member) = (&kept[0].place, &kept[0].member);
    archive.check(place, member).unwrap();
    assert_eq!(archive.check(place, &kept[1].member).unwrap_err().code, "digest");
    let file = only_file(dir.path());
    let whole = std::fs::read(&file).unwrap();
    // Even the bytes of a gzip head that say nothing of the data, which reading passes over.
    for at in 0..place.length {
        let mut bytes = whole.clone();
        bytes[usize::try_from(place.offset + at).unwrap()] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        let error = archive.check(place, member).unwrap_err();
        assert_eq!((error.kind, error.code), (Kind::Malformed, "digest"), "byte {at}: {error}");
        assert!(error.to_string().contains(&place.to_string()), "{error}");
    }
    std::fs::write(&file, &whole[..usize::try_from(place.offset + 9).unwrap()]).unwrap();
    assert_eq!(archive.check(place, member).unwrap_err().code, "digest");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(archive.check(place, member).unwrap_err().kind, Kind::NotFound);
}

#[test]
fn stray_is_what_the_store_does_not_know_and_cannot_be_read() {
    let dir = TempDir::new().unwrap();
    let archive = open(dir.path());
    let kept = archive.keep(&batch(0..3)).unwrap();
    let file = kept[0].place.file.clone();
    let [first, second, third] = [0, 1, 2].map(|n: usize| kept[n].place.offset);
    // The file's own head, and whole members that the store was never told of, are no fault.
    assert_eq!(archive.strays(&file, 0, u64::MAX), Vec::<String>::new());
    assert_eq!(archive.strays(&file, 0, first), Vec::<String>::new());
    assert_eq!(archive.strays(&file, second, second), Vec::<String>::new());

    let path = dir.path().join(&file);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[usize::try_from(second + kept[1].place.length / 2).unwrap()] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let found = archive.strays(&file, 0, u64::MAX);
    assert_eq!(found.len(), 1, "{found:?}");
    let start = format!("{file} at byte {second}, unknown to the store: ");
    assert!(found[0].starts_with(&start), "{found:?}");
    assert_eq!(archive.strays(&file, second, third).len(), 1);
    assert_eq!(archive.strays(&file, third, u64::MAX), Vec::<String>::new());

    let missing = archive.strays("mediawire-20261124000000-99999.warc.gz", 0, 9);
    assert!(missing[0].starts_with("cannot read the archive file "), "{missing:?}");
    assert_eq!(archive.strays("../secret", 0, 9), ["\"../secret\" is no archive file"]);
}

#[test]
fn reading_beside_a_writer_repairs_nothing_and_keeps_nothing() {
    let dir = TempDir::new().unwrap();
    let writer = open(dir.path());
    let first = writer.keep(&batch(0..1)).unwrap().remove(0);
    let file = only_file(dir.path());
    let whole = std::fs::read(&file).unwrap();
    let torn = [&whole[..], &whole[..30]].concat();
    std::fs::write(&file, &torn).unwrap();

    let reader = Archive::reading(dir.path());
    assert_eq!(reader.read(&first.place).unwrap().url, first.capture.url);
    assert_eq!(reader.files().unwrap(), std::slice::from_ref(&first.place.file));
    assert_eq!(std::fs::read(&file).unwrap(), torn);
    assert_eq!(reader.keep(&batch(1..2)).unwrap_err().kind, Kind::Conflict);
    assert_eq!(only_file(dir.path()), file);
    std::fs::write(&file, &whole).unwrap();

    let later = writer.keep(&batch(1..2)).unwrap().remove(0);
    assert_eq!(reader.read(&later.place).unwrap().url, later.capture.url);
    assert_eq!(
        Archive::reading(&dir.path().join("none")).files().unwrap_err().kind,
        Kind::Transient
    );
}
