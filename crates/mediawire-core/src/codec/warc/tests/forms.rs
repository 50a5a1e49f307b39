//! Every way in which a file may be packed gives the same records, from its start and from any mark.

use super::{LIMIT, gzip, noise, plain, sample};
use crate::codec::warc::{Bad, Mark, Reader, Record, warcinfo};
use std::io::Cursor;

/// What the tests compare of a record, or `!` and what is wrong with it.
pub(super) type Told = (String, Option<u16>, Vec<u8>);

pub(super) fn told(record: Result<Record, Bad>) -> Told {
    match record {
        Ok(record) => {
            let fields: Vec<String> =
                record.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            let status = record.http.as_ref().map(|http| http.status);
            (fields.join("\n"), status, record.block().to_vec())
        }
        Err(bad) => ("!".to_owned(), None, bad.why.into_bytes()),
    }
}

pub(super) fn tell(file: &[u8]) -> Vec<Told> {
    Reader::new(file, LIMIT).map(told).collect()
}

/// One frame, with its checksum.
fn frame(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A skippable frame whose magic number begins with `first`.
fn skippable(first: u8, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&[first, 0x2a, 0x4d, 0x18], &length[..], data].concat()
}

/// Records of each size and packing, as gzip members.
pub(super) fn members() -> Vec<Vec<u8>> {
    vec![
        warcinfo("f.warc.gz", "2026-11-24T01:02:03Z".parse().unwrap(), "mediawire/0"),
        sample("https://a.example/1", b"one"),
        sample("https://a.example/2", &noise(7, 1_000)),
        sample("https://a.example/3", b""),
        sample("https://a.example/4", b"<p>four</p>".repeat(50).as_slice()),
    ]
}

/// A file in every form, each with its name and whether all its packed bytes have a checksum.
pub(super) fn files(members: &[Vec<u8>]) -> Vec<(&'static str, Vec<u8>)> {
    let texts: Vec<Vec<u8>> = members.iter().map(|member| plain(member)).collect();
    let whole = texts.concat();
    let each = |pack: &dyn Fn(&[u8]) -> Vec<u8>| -> Vec<u8> {
        texts.iter().flat_map(|text| pack(text)).collect()
    };
    vec![
        ("plain", whole.clone()),
        ("a gzip member a record", members.concat()),
        ("one gzip member", gzip(&whole)),
        ("gzip members of 700 bytes", whole.chunks(700).flat_map(gzip).collect()),
        ("a frame a record", each(&frame)),
        ("one frame", frame(&whole)),
        ("frames of 700 bytes", whole.chunks(700).flat_map(frame).collect()),
        (
            "frames with others between",
            each(&|text| [frame(text), skippable(0x50, b"x"), frame(b"")].concat()),
        ),
    ]
}

/// Files that begin with a dictionary, plain and packed: the frames of [`harbour_records`], made by zstd 1.5.4 (`--train`,
/// `-D`, `--check`).
pub(super) fn files_with_dictionary() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a dictionary", include_bytes!("dictionary.warc.zst").to_vec()),
        ("a packed dictionary", include_bytes!("packed-dictionary.warc.zst").to_vec()),
    ]
}

fn harbour_records() -> String {
    (0..4)
        .map(|n| {
            let block =
                format!("Report {n}: the harbour council met on day {n}. ").repeat(4 * (n + 1));
            format!(
                "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/{n}\r\n\
                 Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            )
        })
        .collect()
}

/// A file of every form.
pub(super) fn all_files() -> Vec<(&'static str, Vec<u8>)> {
    [files(&members()), files_with_dictionary()].concat()
}

#[test]
fn dictionary_that_a_file_begins_with_unpacks_its_frames() {
    let expected = tell(harbour_records().as_bytes());
    assert_eq!(expected.len(), 4);
    for (form, file) in files_with_dictionary() {
        assert_eq!(tell(&file), expected, "{form}");
    }
}

#[test]
fn every_form_of_file_gives_the_same_records() {
    let big = sample("https://a.example/5", &noise(9, 300_000));
    let members = [members(), vec![big]].concat();
    let files = files(&members);
    let expected = tell(&files[0].1);
    assert_eq!(expected.len(), 6);
    assert!(expected.iter().all(|(fields, ..)| fields != "!"));
    for (form, file) in &files {
        assert!(tell(file) == expected, "{form}");
    }
    // In the two whose records can be read alone, their places tile the file.
    let texts: Vec<Vec<u8>> = members.iter().map(|member| plain(member)).collect();
    for (file, parts) in [(members.concat(), &members[..]), (texts.concat(), &texts[..])] {
        let mut end = 0;
        for (record, part) in Reader::new(&file[..], LIMIT).zip(parts) {
            let record = record.unwrap();
            assert_eq!((record.offset, record.length), (end, part.len() as u64));
            end += record.length;
        }
    }
}

/// What is read of `file` from each mark on that was taken behind a record is what was read behind it.
fn assert_resumes(form: &str, file: &[u8]) {
    let all = tell(file);
    let mut reader = Reader::new(file, LIMIT);
    let mut marks = vec![Mark::default()];
    while reader.next().is_some() {
        marks.push(reader.mark());
    }
    marks.push(reader.mark());
    assert_eq!(marks.len(), all.len() + 2, "{form}");
    for (n, mark) in marks.iter().enumerate() {
        let mut reader = Reader::new(Cursor::new(file), LIMIT);
        reader.go_to(*mark).unwrap();
        let rest: Vec<Told> = reader.map(told).collect();
        assert!(rest == all[n.min(all.len())..], "{form}: {mark:?}");
    }
}

#[test]
fn reader_goes_on_from_every_mark_and_past_damage_too() {
    for (form, file) in all_files() {
        assert_resumes(form, &file);
        for at in (0..file.len()).step_by(97) {
            let mut damaged = file.clone();
            damaged[at] ^= 0x55;
            assert_resumes(&format!("{form}, damaged at {at}"), &damaged);
        }
    }
}

/// Gives a few bytes at a time, as a slow disk may.
struct Drops<'a>(&'a [u8], usize);

impl std::io::Read for Drops<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.1.min(buf.len());
        self.0.read(&mut buf[..n])
    }
}

#[test]
fn where_the_input_is_cut_into_reads_changes_nothing() {
    for (form, file) in all_files() {
        for n in [1, 2, 3, 19, 1_000] {
            let input = std::io::BufReader::with_capacity(n, Drops(&file, n));
            let read: Vec<Told> = Reader::new(input, LIMIT).map(told).collect();
            assert!(read == tell(&file), "{form}, {n} bytes at a time");
        }
    }
}

#[test]
fn member_too_long_to_be_inflated_at_once_is_inflated_in_steps() {
    let big = sample("https://a.example/1", &noise(11, 6 << 20));
    let small = sample("https://a.example/2", b"small");
    let file = [&big[..], &small].concat();
    let read: Vec<usize> = Reader::new(&file[..], 8 << 20)
        .map(|record| record.unwrap().payload().unwrap().len())
        .collect();
    assert_eq!(read, [6 << 20, 5]);
}

#[test]
fn letters_of_a_member_within_another_do_not_cut_it() {
    // Stored, not deflated: the bytes that a gzip member begins with stand in the file as they are.
    let inner = gzip(b"inner");
    let text = plain(&sample("https://a.example/1", &inner.repeat(20)));
    let mut stored = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    std::io::Write::write_all(&mut stored, &text).unwrap();
    let file = [stored.finish().unwrap(), sample("https://a.example/2", b"two")].concat();
    let payloads: Vec<Vec<u8>> = Reader::new(&file[..], LIMIT)
        .map(|record| record.unwrap().into_payload().unwrap())
        .collect();
    assert_eq!(payloads, [inner.repeat(20), b"two".to_vec()]);
}

#[test]
fn frames_that_ask_for_a_missing_dictionary_say_so_each_for_itself() {
    let (_, file) = files_with_dictionary().swap_remove(0);
    let n_dictionary = u32::from_le_bytes(file[4..8].try_into().unwrap());
    let without = &file[8 + usize::try_from(n_dictionary).unwrap()..];
    let whys: Vec<String> =
        Reader::new(without, LIMIT).map(|record| record.unwrap_err().why).collect();
    assert_eq!(whys.len(), 4);
    assert!(whys.iter().all(|why| why.contains("zstd data: ")), "{whys:?}");
}
