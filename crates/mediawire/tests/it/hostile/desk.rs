//! HOOK-09 and HOOK-11: what is sent to the desk to hurt it, by those who may send something.

use crate::desk::{OWN, cookie, logged_in};
use crate::engine::Base;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::{Reply, Served};
use mediawire::pipeline::tokens;
use mediawire_core::desk::role::Role;
use mediawire_core::desk::scope::Scope;
use mediawire_core::model::source::{Release, Source};

const JSON: &str = "application/json";

/// A site, an item that waits, and the header lines of a token and of a browser that may decide of it.
async fn desk(agency: &Agency, base: &Base) -> (Newsroom, Served, String, [String; 2]) {
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    let waits = Source { release: Release::Desk, ..agency.source("a") };
    let room = Newsroom::open(base, &[agency], &[waits]).await;
    room.poll().await;
    let path = format!("/api/desk/item/{}/decide", room.waiting().await.unwrap().public);
    let session = logged_in(&room.wire, "ada", Role::Admin).await.session;
    let token = tokens::make(&room.wire, "a program", Scope::Desk, ("ada", "test")).await.unwrap();
    let site = Served::start(&room.wire).await;
    let lines = [format!("Authorization: Bearer {token}\r\n"), cookie(&session) + OWN];
    (room, site, path, lines)
}

async fn send(site: &Served, path: &str, (lines, kind): (&str, &str), body: &str) -> Reply {
    let n = body.len();
    let head = format!("{lines}Content-Type: {kind}\r\nContent-Length: {n}\r\n\r\n{body}");
    site.ask("POST", path, &head).await
}

/// 100 MB are not taken: refused at the limit, or left while they come.
async fn too_long(site: &Served, path: &str, (lines, kind): (&str, &str)) {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: wire.example\r\n{lines}Content-Type: {kind}\r\nContent-Length: 100000000\r\n\r\n"
    );
    let said = site.raw(&[head.as_bytes(), &vec![b' '; 8 << 20]].concat()).await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 413"), "{said:.200}");
}

#[tokio::test]
async fn json_that_is_deep_long_or_double_decides_nothing() {
    let (agency, base) = (Agency::start().await, Base::sqlite());
    let (room, site, path, [lines, _]) = desk(&agency, &base).await;
    let good = r#"{"kind": "release", "why": "checked"}"#;
    let deep = format!("{{\"kind\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let open = format!("{{\"kind\": \"release\", \"x\": {}", "{\"a\":".repeat(20_000));
    let twice = r#"{"kind": "spike", "kind": "release", "why": "checked"}"#;
    let form = "kind=release&why=checked";
    for body in [deep.as_str(), &open, twice, "\u{feff}{}", "", form] {
        let said = send(&site, &path, (&lines, JSON), body).await;
        assert!((400..500).contains(&said.status), "{body:.40}: {}", said.status);
    }
    too_long(&site, &path, (&lines, JSON)).await;
    assert_eq!(room.count("SELECT COUNT(*) FROM decision").await, 0);
    assert_eq!(send(&site, &path, (&lines, JSON), good).await.status, 200, "the control");
}

#[tokio::test]
async fn list_of_feeds_that_is_a_bomb_or_asks_for_files_adds_nothing() {
    let (agency, base) = (Agency::start().await, Base::sqlite());
    let (room, site, _, [_, lines]) = desk(&agency, &base).await;
    let sent = async |file: &str| {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.opml\"\r\n\r\n{file}\r\n--b--\r\n"
        );
        send(&site, "/desk/opml/look", (&lines, "multipart/form-data; boundary=b"), &body).await
    };
    let opml = |start: &str, text: &str| {
        format!("<?xml version=\"1.0\"?>{start}<opml version=\"2.0\"><body>{text}</body></opml>")
    };
    let feed = "<outline text=\"=cmd|' /C calc'!A0\" xmlUrl=\"https://a.example/feed\"/>";
    let said = sent(&opml("", feed)).await;
    assert_eq!(said.status, 200, "the control");
    assert!(said.text().contains("https://a.example/feed"));
    let mut bomb = String::from("<!DOCTYPE opml [<!ENTITY a0 \"lol\">");
    for n in 1..30 {
        bomb += &format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1);
    }
    bomb += "]>";
    let file = "<!DOCTYPE opml [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    for (name, start, text) in [
        ("bomb", bomb.as_str(), "<outline text=\"&a29;\" xmlUrl=\"https://a.example/&a29;\"/>"),
        ("file", file, "<outline text=\"&f;\" xmlUrl=\"https://a.example/\"/>"),
        ("deep", "", &"<outline text=\"a\">".repeat(40_000)),
        ("many", "", &"<outline xmlUrl=\"https://a.example/1\"/>".repeat(20_000)),
    ] {
        let said = sent(&opml(start, text)).await;
        let text = said.text();
        assert!(said.status < 500, "{name}: {}", said.status);
        assert!(!text.contains("root:") && !text.contains("lollol"), "{name}: {text:.300}");
        assert!(text.len() < 2 << 20, "{name}: {} bytes", text.len());
    }
    too_long(&site, "/desk/opml/look", (&lines, "multipart/form-data; boundary=b")).await;
    assert_eq!(room.count("SELECT COUNT(*) FROM source").await, 1, "looking adds nothing");
}
