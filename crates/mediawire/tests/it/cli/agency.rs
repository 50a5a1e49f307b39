//! Agencies' documents from a watched folder, from the command line.

use super::{json, run};
use crate::newsroom::paragraphs;
use std::fs;
use tempfile::TempDir;

#[test]
fn folder_is_polled_at_once_and_the_desk_reads_what_its_agency_says() {
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

    let (_, told, _) = run(path, &["desk", "list"]);
    for words in
        ["Rain over Tolva", "status usable, urgency 2", "version 3", "usage terms: Print only."]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("note: Updates with[2J quote"), "nothing for the terminal: {told:?}");
    let waiting = json(path, &["desk", "list", "--json"]);
    let handling = &waiting[0]["handling"];
    assert_eq!((&handling["terms"], &handling["urgency"]), (&"Print only.".into(), &2.into()));
    let item = waiting[0]["item"].as_str().unwrap();
    let (ok, told, _) = run(path, &["desk", "show", item]);
    assert!(
        ok && told.contains("usage terms: Print only.") && told.contains("status usable"),
        "{told}"
    );
    assert_eq!(&json(path, &["show", item, "--json"])["handling"], handling);
}
