//! A watched folder: its files are taken once, when they are complete.

use crate::engine::on_each;
use crate::newsroom::{Newsroom, paragraphs};
use crate::samples::source;
use mediawire::store::lists;
use mediawire::verify::verify;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::fs;
use std::path::Path;

fn story(guid: &str, seed: usize) -> String {
    let text: Vec<String> = paragraphs(seed);
    serde_json::json!({
        "uri": guid, "headline": format!("Rain {guid}"), "type": "text", "language": "en",
        "versioncreated": "2026-11-23T10:00:00Z", "body_text": text.join("\n\n"),
    })
    .to_string()
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let files = entries.map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file());
    let mut names: Vec<String> =
        files.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn files_are_taken_once_when_they_are_complete_and_put_away() {
    on_each(async |base| {
        let dir = tempfile::tempdir().unwrap();
        let list = url::Url::from_directory_path(dir.path()).unwrap().to_string();
        let source = Source { list: Some(list), home: "https://a.example/".into(), ..source("a") };
        let room = Newsroom::open(base, &[], &[source]).await;
        fs::write(dir.path().join("1.json"), story("urn:1", 1)).unwrap();
        fs::write(dir.path().join("2.json"), "{\"uri\": \"urn:2\", \"headline\": 4}").unwrap();
        fs::write(dir.path().join(".3.json"), story("urn:3", 3)).unwrap();
        fs::write(dir.path().join("4.json.part"), story("urn:4", 4)).unwrap();
        room.poll().await;
        assert_eq!(room.wire.head(), 0, "once seen is not complete");
        room.poll().await;
        assert_eq!(room.wire.head(), 1);
        let line = room.lines().await.pop().unwrap();
        assert_eq!(line.item.url, "https://a.example/");
        assert_eq!(names(&dir.path().join("done")), ["1.json"]);
        assert_eq!(names(&dir.path().join("refused")), ["2.json", "2.json.txt"]);
        let why = fs::read_to_string(dir.path().join("refused/2.json.txt")).unwrap();
        assert!(why.contains("\"headline\" is no text"), "{why}");
        assert_eq!(names(dir.path()), [".3.json", "4.json.part"]);
        let mut tx = room.wire.db.read().await.unwrap();
        let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
        let urls = tx.rows("SELECT url FROM capture ORDER BY url", &[]).await.unwrap();
        drop(tx);
        assert!(state.n_failures == 0 && state.trouble.contains("refused 2.json"), "{state:?}");
        let urls: Vec<String> = urls.into_iter().map(|mut row| row.text()).collect();
        assert_eq!(urls, ["file:1.json", "file:2.json"]);

        // The same bytes again, under another name, are nothing new.
        fs::rename(dir.path().join("done/1.json"), dir.path().join("again.json")).unwrap();
        fs::rename(dir.path().join("4.json.part"), dir.path().join("4.json")).unwrap();
        room.poll().await;
        room.poll().await;
        assert_eq!((room.wire.head(), room.count("SELECT COUNT(*) FROM capture").await), (2, 3));
        assert_eq!(names(&dir.path().join("done")), ["4.json", "again.json"]);
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());

        // A folder that is gone is a list that fails.
        drop(dir);
        room.poll().await;
        let mut tx = room.wire.db.read().await.unwrap();
        let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
        assert!(state.n_failures == 1 && state.trouble.contains("cannot read the folder"));
    })
    .await;
}
