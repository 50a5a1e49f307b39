//! Lists of feeds, in and out, as a person takes them.

use crate::cli::{json, run};
use tempfile::TempDir;

const FEEDS: &str = "<opml version='2.0'><body><outline text='World'>\
    <outline type='rss' text='Tolva News' xmlUrl='https://www.tolva.example/feed/' htmlUrl='https://tolva.example/'/>\
    <outline type='rss' text='Tolva again' xmlUrl='http://tolva.example/feed?utm_source=x'/></outline>\
    <outline text='Strange'><outline text='Tolva Sport' xmlUrl='https://www.tolva.example/sport.xml'/>\
    <outline text='Inside' xmlUrl='http://127.0.0.1:8080/feed'/><outline text='Router' xmlUrl='http://router.local/'/>\
    <outline text='None' xmlUrl='feed'/><outline text='Old' xmlUrl='ftp://a.example/feed'/></outline></body></opml>";

#[test]
fn feeds_of_a_file_become_sources_once() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    std::fs::write(path.join("feeds.opml"), FEEDS).unwrap();
    let dry = json(path, &["opml", "import", "feeds.opml", "--dry-run", "--json"]);
    assert_eq!(dry["feeds"].as_array().unwrap().len(), 7);
    assert_eq!(json(path, &["sources", "--json"]).as_array().unwrap().len(), 0);

    let (ok, out, error) = run(path, &["opml", "import", "feeds.opml", "--display", "headline"]);
    assert!(ok, "{error}");
    for said in [
        "added as tolva-example  https://www.tolva.example/feed/",
        "known as tolva-example  http://tolva.example/feed?utm_source=x",
        "added as tolva-example-tolva-sport  https://www.tolva.example/sport.xml",
        "refused: http://127.0.0.1 may not be asked: it is not on the public internet",
        "refused: http://router.local may not be asked: it is not on the public internet",
        "refused: ftp://a.example may not be asked: only http and https are",
        "Added 2, 1 known already, 4 refused.",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let (ok, out, _) = run(path, &["add", "feeds.opml"]);
    assert!(ok && out.contains("Added 0, 3 known already, 4 refused."), "{out}");

    let sources = json(path, &["sources", "--json"]);
    let told: Vec<_> = sources
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["name", "section", "display", "home"].map(|key| it[key].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ["Tolva News", "world", "headline", "https://tolva.example/"],
            ["Tolva Sport", "world", "headline", "https://www.tolva.example/"],
        ]
    );

    let (ok, out, error) = run(path, &["opml", "export", "out.opml"]);
    assert!(ok && out.is_empty(), "{error}");
    let other = TempDir::new().unwrap();
    std::fs::copy(path.join("out.opml"), other.path().join("in.opml")).unwrap();
    let (ok, out, _) = run(other.path(), &["opml", "import", "in.opml"]);
    assert!(ok && out.contains("Added 2, 0 known already, 0 refused."), "{out}");
}

#[test]
fn file_that_is_no_list_of_feeds_is_said_to_be_none() {
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("a.opml"), "<rss></rss>").unwrap();
    let (ok, _, error) = run(dir.path(), &["opml", "import", "a.opml"]);
    assert!(
        !ok && error.contains("cannot read a.opml: not a feed: XML with the root element \"rss\""),
        "{error}"
    );
    let (ok, _, error) = run(dir.path(), &["opml", "import", "gone.opml"]);
    assert!(!ok && error.contains("cannot read gone.opml"), "{error}");
}
