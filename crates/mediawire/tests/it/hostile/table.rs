//! `docs/hostile.md` is the catalogue, row by row: which test holds it, or why none does yet. Here it is held against the
//! tests.

use crate::hostile::cases::cases;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many rows each group of the catalogue has.
const GROUPS: [(&str, usize); 11] = [
    ("NET", 28),
    ("ENC", 18),
    ("SSRF", 23),
    ("RED", 11),
    ("CACHE", 22),
    ("ROB", 15),
    ("XML", 24),
    ("ITEM", 25),
    ("HTML", 31),
    ("CAP", 9),
    ("HOOK", 16),
];

/// A row of the table.
struct Row {
    id: String,
    /// `cases`, or `FILE::NAME` of a test.
    tests: Vec<String>,
    /// What of it no test holds, and why; empty if all of it is held.
    gap: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document() -> String {
    fs::read_to_string(root().join("docs/hostile.md")).unwrap()
}

fn rows() -> Vec<Row> {
    let document = document();
    let lines =
        document.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| row "));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [id, tests, gap] = cells[..] else { panic!("{line} has not three cells") };
            let tests = tests.split(", ").filter(|test| !test.is_empty());
            let tests = tests.map(|test| test.trim_matches('`').to_owned()).collect();
            Row { id: id.to_owned(), tests, gap: gap.to_owned() }
        })
        .collect()
}

#[test]
fn every_row_of_the_catalogue_stands_in_the_table_once() {
    let number =
        |group: &str, n: usize| (1..=n).map(|n| format!("{group}-{n:02}")).collect::<Vec<_>>();
    let expected: Vec<String> = GROUPS.iter().flat_map(|(group, n)| number(group, *n)).collect();
    let rows = rows();
    let listed: Vec<&String> = rows.iter().map(|row| &row.id).collect();
    assert_eq!(listed, expected.iter().collect::<Vec<_>>());
    let says_nothing = rows.iter().find(|row| row.tests.is_empty() && row.gap.is_empty());
    assert!(says_nothing.is_none(), "{}", says_nothing.unwrap().id);
    let n_held = rows.iter().filter(|row| row.gap.is_empty()).count();
    let n_open = rows.iter().filter(|row| row.tests.is_empty()).count();
    let n_partly = rows.len() - n_held - n_open;
    let counted = format!("{n_held} are held by tests, {n_partly} in part, {n_open} by none yet");
    assert!(document().contains(&counted), "{counted}");
}

#[test]
fn every_test_of_the_table_is_there_and_every_case_in_the_table() {
    let rows = rows();
    for row in &rows {
        for test in &row.tests {
            let Some((file, name)) = test.split_once("::") else {
                let start = format!("{}/", row.id);
                let has = cases().any(|case| case.id == row.id || case.id.starts_with(&start));
                assert!(test == "cases" && has, "the server has no case {}", row.id);
                continue;
            };
            let folder = if file.contains('/') { "" } else { "crates/mediawire/tests/it/hostile/" };
            let text = fs::read_to_string(root().join(folder).join(file)).unwrap_or_default();
            let names = ["fn ", "function ", "struct "].map(|kind| format!("{kind}{name}"));
            assert!(names.iter().any(|name| text.contains(name)), "{}: no {test}", row.id);
        }
    }
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    for case in cases() {
        let row = case.id.split('/').next().unwrap();
        assert!(ids.contains(row), "{} is no row", case.id);
        assert!(seen.insert(case.id), "{} is there twice", case.id);
    }
}
