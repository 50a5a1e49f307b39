//! Agencies' documents from a watched folder, from the command line.

use super::json;
use crate::newsroom::paragraphs;
use std::fs;
use tempfile::TempDir;

#[test]
fn folder_is_polled_at_once() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    let folder = path.join("in");
    fs::create_dir(&folder).unwrap();
    let home = ["--home", "https://tolva.example/"];
    json(path, &[&["add", "in", "--name", "Tolva News", "--json"][..], &home].concat());
    let story = serde_json::json!({
        "uri": "urn:1", "headline": "Rain over Tolva", "type": "text", "language": "en", "urgency": 2,
        "version": "3", "versioncreated": "2026-11-23T10:00:00Z", "ednote": "Updates with\u{1b}[2J quote",
        "usageterms": "Print only.", "body_text": paragraphs(1).join("\n\n"),
    });
    fs::write(folder.join("1.json"), story.to_string()).unwrap();
    let polled = json(path, &["poll", "tolva-news", "--json"]);
    assert_eq!((&polled["sources"][0]["items"], &polled["dispatches"]), (&1.into(), &0.into()));
    assert!(folder.join("done/1.json").exists());
}
