//! The rules of the tree that no compiler holds: rooms, purity of core, SQL in one place, short files.
//!
//! Each rule is a function from a file to what is wrong with it, and each is tried on a bad sample first.
//! To let a room use another, change the table in `rooms.rs`; to add a rule, add it to [`RULES`].

#![allow(clippy::unwrap_used, reason = "a test may")]

mod rooms;
mod rules;
mod source;

use source::File;
use std::path::{Path, PathBuf};

/// A rule: what is wrong with a file, one sentence a place, each with its line.
type Rule = fn(&File) -> Vec<String>;

const RULES: [(&str, Rule); 7] = [
    ("files_are_short", rules::length),
    ("core_is_pure", rules::purity),
    ("sql_stands_in_the_store", rules::sql),
    ("nothing_immutable_is_changed", rules::immutable),
    ("one_place_makes_http_clients", rules::http_client),
    ("rooms_use_what_the_table_allows", rooms::rooms),
    ("paths_name_their_room", rules::paths),
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Every `.rs` file of the workspace's own folders, sorted, by its path from the root.
fn files() -> Vec<File> {
    let root = workspace();
    let mut folders = vec![root.join("crates"), root.join("eval"), root.join("fuzz")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name != "target" && name != "node_modules" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push(File::new(&path.strip_prefix(&root).unwrap().to_string_lossy(), &text));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

#[test]
fn every_rule_holds_in_every_file() {
    let files = files();
    assert!(files.len() > 20, "the walk found only {} files", files.len());
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            RULES.iter().flat_map(move |(name, rule)| {
                rule(file).into_iter().map(move |what| format!("{}:{what} ({name})", file.path))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_room_of_the_tree_is_in_the_table() {
    let unknown: Vec<String> = files()
        .iter()
        .filter(|file| file.is_program_source() && rooms::of(file).is_none())
        .map(|file| file.path.clone())
        .collect();
    assert!(unknown.is_empty(), "give these a line in rooms.rs: {unknown:?}");
}
