//! Damage of every kind: a record that is given is one that was written, and what is not damaged is not lost.

use super::forms::{Told, all_files, tell};
use super::{gzip, outline, plain, read, sample};
use crate::codec::warc::Bad;

/// Those of `told` that are no bad ones.
fn good(told: Vec<Told>) -> Vec<Told> {
    told.into_iter().filter(|(fields, ..)| fields != "!").collect()
}

#[test]
fn every_cut_gives_the_records_before_it_and_says_what_is_missing() {
    for (form, file) in all_files() {
        let all = tell(&file);
        let step = if file.len() > 3_000 { 7 } else { 1 };
        for cut in (0..file.len()).step_by(step) {
            let told = tell(&file[..cut]);
            let n_bad = told.iter().filter(|(fields, ..)| fields == "!").count();
            let kept = good(told);
            assert_eq!(kept, all[..kept.len()], "{form}, cut at {cut}");
            assert!(n_bad <= 1, "{form}, cut at {cut}");
        }
    }
}

#[test]
fn changed_byte_costs_its_own_record_at_most() {
    for (form, file) in all_files() {
        let all = tell(&file);
        // Where the file is one packed piece, what is behind the damage cannot be read.
        let is_one_piece = form.starts_with("one ") || form.contains("700");
        let is_checked = form != "plain";
        // A dictionary holds pieces of records: without its head they are taken for some. All records hang on it.
        let (first, n_dictionary) = match form.ends_with("dictionary") {
            true => (8, u32::from_le_bytes(file[4..8].try_into().unwrap())),
            false => (0, 0),
        };
        let records_at = first + usize::try_from(n_dictionary).unwrap();
        for at in first..file.len() {
            let flip = [0x01, 0x20, 0xff][at % 3];
            let mut changed = file.clone();
            changed[at] ^= flip;
            let kept = good(tell(&changed));
            let n_true = kept.iter().filter(|record| all.contains(record)).count();
            if is_checked {
                assert_eq!(n_true, kept.len(), "{form}, {flip:#x} at {at}: invented");
            }
            if !is_one_piece && at >= records_at {
                assert!(n_true + 1 >= all.len(), "{form}, {flip:#x} at {at}: {n_true} left");
            }
        }
    }
}

#[test]
fn lengths_out_of_all_measure_are_refused_in_words() {
    let after = plain(&sample("https://a.example/2", b"after"));
    for n in ["4294967296", "18446744073709551615", "18446744073709551616", "1e3", "+5", ""] {
        let record = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {n}\r\n\r\nabc");
        let file = [record.as_bytes(), b"\r\n\r\n", &after].concat();
        let whys: Vec<String> =
            read(&file).into_iter().filter_map(Result::err).map(|bad: Bad| bad.why).collect();
        assert_eq!(whys.len(), 1, "{n:?}: {whys:?}");
        assert!(whys[0].contains("Content-Length") || whys[0].contains("limit"), "{n:?}: {whys:?}");
        // As a member of its own it costs nothing but itself.
        let packed = [gzip(record.as_bytes()), gzip(&after)].concat();
        assert_eq!(outline(&packed), ["!0", "after"], "{n:?}");
    }
}

#[test]
fn trailer_that_lies_about_the_length_costs_no_memory_and_no_record() {
    let mut liar = sample("https://a.example/1", b"one");
    let end = liar.len();
    liar[end - 4..].copy_from_slice(&0x03ff_ffff_u32.to_le_bytes());
    let file = [liar, sample("https://a.example/2", b"two")].concat();
    assert_eq!(outline(&file), ["!0", "two"]);
}

#[test]
fn dictionary_and_skipped_frame_that_never_end_are_told() {
    for first in [0x5d, 0x50] {
        let head = [first, 0x2a, 0x4d, 0x18, 0xff, 0xff, 0xff, 0x00];
        let told = read(&head);
        assert_eq!(told.len(), 1);
        assert!(told[0].as_ref().unwrap_err().why.starts_with("the file ends within"));
    }
    let told = read(&[0x5d, 0x2a, 0x4d, 0x18, 0xff, 0xff, 0xff, 0xff]);
    assert_eq!(told[0].as_ref().unwrap_err().why, "the dictionary is too long");
}

#[test]
fn chunks_that_break_off_are_no_payload() {
    let block = |payload: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{payload}");
        let n = block.len();
        format!("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {n}\r\n\r\n{block}\r\n\r\n")
    };
    for (payload, expected) in [
        ("3\r\nabc\r\n0\r\n\r\n", Some("abc")),
        ("3\nabc\n0\n\n", Some("abc")),
        ("3\r\nabc\r\n0\r\nA: b\r\n\r\n", Some("abc")),
        ("<p>abc</p>", Some("<p>abc</p>")),
        ("", Some("")),
        ("3\r\nabc\r\n", None),
        ("3\r\nabc\r\n5\r\nde", None),
        ("2000\r\nabc", None),
        ("3\r\nabc\r\nnonsense", None),
    ] {
        let record = read(block(payload).as_bytes()).remove(0).unwrap();
        let got = record.payload();
        assert_eq!(got.as_deref().ok(), expected.map(str::as_bytes), "{payload:?}");
        assert_eq!(record.into_payload().ok().as_deref(), expected.map(str::as_bytes));
    }
}
