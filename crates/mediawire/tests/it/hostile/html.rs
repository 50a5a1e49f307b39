//! HTML: pages, and what readers see of them. That nothing runs, Chromium is asked in `tests/browser`.

use crate::engine::Base;
use crate::hostile::cases::html::{CASES, HARM, article};
use crate::hostile::server::Hostile;
use crate::hostile::trial::{SECRET, all_end_as_they_say, get};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::retrieve::What;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html;
use mediawire_core::codec::image::{self, NotImage};
use mediawire_core::extract::{self, NotArticle, Page};
use mediawire_core::model::id::CaptureId;

#[tokio::test]
async fn pages_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::Page).await;
}

async fn read(
    server: &Hostile,
    id: &str,
) -> Result<mediawire_core::model::article::Article, NotArticle> {
    let fetched = get(server.settings(), &server.url(id), What::Page).await.unwrap();
    let document = String::from_utf8(fetched.payload.to_vec()).unwrap();
    let capture = CaptureId(Digest::of(&fetched.payload));
    let url = "https://h.example/2026/11/26/rain-over-tolva";
    extract::page(&Page { capture, url, document: &document, entry: None, list: None })
}

#[tokio::test]
async fn pages_of_any_depth_and_width_are_read() {
    let server = Hostile::start().await;
    for id in ["HTML-16/deep", "HTML-16/attributes", "HTML-16/tables", "HTML-16/text"] {
        // Whether an article is found in it or not: it ends, on the small stack of a test's thread.
        drop(read(&server, id).await);
    }
}

#[tokio::test]
async fn walls_are_no_articles() {
    let server = Hostile::start().await;
    for id in ["HTML-18/not-found", "HTML-18/challenge", "HTML-18/login"] {
        let no = read(&server, id).await.unwrap_err();
        assert!(!no.code().is_empty(), "{id}: {no}");
    }
}

#[tokio::test]
async fn what_nobody_sees_is_not_told_and_what_differs_is_kept() {
    let server = Hostile::start().await;
    let text = async |id: &str| read(&server, id).await.unwrap().body.text(false);
    for id in ["HTML-20", "HTML-21"] {
        let text = text(id).await;
        assert!(!text.contains(SECRET) && !text.contains("Ignore all"), "{id}: {text}");
    }
    let kept = text("HTML-24").await;
    assert!(kept.contains("Har\u{ad}bour\u{a0}of Cafe\u{301} \u{fb01}sh １２３"), "{kept}");
    let article = read(&server, "HTML-23").await.unwrap();
    let marks = format!("{:?}", article.body.blocks);
    assert!(text("HTML-23").await.contains("units of"), "{marks}");
}

/// What no element of a source may be or have on a page of ours.
fn wrong_in(page: &str) -> Vec<String> {
    const ACTING: [&str; 22] = [
        "iframe",
        "object",
        "embed",
        "portal",
        "fencedframe",
        "form",
        "button",
        "input",
        "base",
        "style",
        "svg",
        "math",
        "set",
        "animate",
        "video",
        "audio",
        "area",
        "map",
        "noscript",
        "annotation-xml",
        "template",
        "applet",
    ];
    let tree = html::parse(page);
    let body = (0..tree.len()).find(|id| {
        tree.attr(*id, "class").is_some_and(|class| class.split(' ').any(|name| name == "body"))
    });
    let body = body.expect("an article's page shows its body");
    let mut wrong = Vec::new();
    for id in tree.subtree(body).filter(|id| !tree.is_text(*id)) {
        if ACTING.contains(&tree.tag(id)) {
            wrong.push(tree.tag(id).to_owned());
        }
        for (name, value) in tree.attrs(id) {
            let value =
                value.replace(|c: char| c.is_whitespace() || c.is_control(), "").to_lowercase();
            let is_address = matches!(name, "href" | "src" | "srcset");
            let is_link =
                value.starts_with("http") || value.starts_with('/') || value.starts_with('#');
            let leads_wrong = match name {
                "href" => !is_link,
                _ => is_address && !value.starts_with("/image/"),
            };
            let is_foreign_image = tree.tag(id) == "img" && value.starts_with("http");
            if name.starts_with("on")
                || matches!(name, "style" | "ping" | "formaction" | "background")
                || leads_wrong
                || is_foreign_image
            {
                wrong.push(format!("{} {name}={value}", tree.tag(id)));
            }
        }
    }
    wrong
}

#[tokio::test]
async fn published_page_has_nothing_of_the_source_that_acts() {
    let base = Base::sqlite();
    let agency = Agency::start().await;
    let mut all = Vec::new();
    for (n, (_, harm)) in HARM.iter().enumerate() {
        let path = format!("/{n}");
        agency.put(&path, 200, &article(harm).replace(". ", &format!(" in case {n}. ")));
        all.push(told(&path, &format!("Rain over Tolva, {n}")));
    }
    agency.feed(&all);
    let room = Newsroom::open(&base, &[&agency], &[agency.source("a")]).await;
    room.poll().await;
    let site = Served::start(&room.wire).await;
    for (n, (row, harm)) in HARM.iter().enumerate() {
        let line = room.line(&format!(":{}/{n}", agency.origin.port)).await;
        let page = site.get(&format!("/a/{}", line.item.public)).await.text();
        let wrong = wrong_in(&page);
        assert!(wrong.is_empty(), "{row} {harm}: {wrong:?}");
        // HTML-06: written and read once more, it is the same.
        let tree = html::parse(&page);
        let again = html::parse(&page);
        assert_eq!(tree.text_of(0), again.text_of(0));
    }
    // The control: the same look sees each harm where it stands as its source wrote it.
    let seen = HARM
        .iter()
        .filter(|(_, harm)| !wrong_in(&format!("<div class=body>{harm}</div>")).is_empty());
    assert!(seen.count() >= HARM.len() - 2);
}

#[test]
fn images_are_what_their_bytes_say_within_bounds() {
    // HTML-13, HTML-15.
    let png = |width: u32, height: u32| {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &head[..], &[0; 4]].concat()
    };
    assert!(image::read(&png(1_200, 800)).is_ok());
    assert!(matches!(image::read(&png(50_000, 50_000)), Err(NotImage::Size(50_000, 50_000))));
    assert!(matches!(image::read(&png(12_001, 2)), Err(NotImage::Size(..))));
    assert!(matches!(image::read(&png(0, 0)), Err(NotImage::Size(..) | NotImage::Damaged(_))));
    for (bytes, expected) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg' onload='harm()'/>"[..], "image-svg"),
        (b"<!doctype html><script>harm()</script>", "image-type"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><svg/>", "image-svg"),
        (b"/*GIF89a*/=harm();", "image-type"),
        (b"", "image-type"),
    ] {
        assert_eq!(image::read(bytes).unwrap_err().code(), expected);
    }
    // GIF and script at once: it is served as a GIF, with `nosniff`, or not at all.
    if let Ok(image) = image::read(b"GIF89a/*\x01\x00*/=harm();") {
        assert_eq!(image.kind.media_type(), "image/gif");
    }
}
