//! Pictures from a page at an agency to an image on the site: asked for by right only, captured, served as captured.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs, told};
use crate::site::Served;
use flate2::Compression;
use flate2::write::GzEncoder;
use mediawire::pipeline;
use mediawire::store::{captures, pictures};
use mediawire::verify::verify;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::source::{Display, Rights, Source};
use std::io::Write as _;

/// A PNG of that size that credits somebody, with `n` more bytes.
pub(crate) fn png(width: u32, height: u32, credit: &str, n: usize) -> Vec<u8> {
    let packet = format!(
        "XML:com.adobe.xmp\0\0\0\0\0<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <r:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='{credit}'/></r:RDF>"
    );
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in
        [(b"IHDR", head), (b"iTXt", packet.into_bytes()), (b"IDAT", vec![0; n]), (b"IEND", vec![])]
    {
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend([0; 4]);
    }
    out
}

/// Puts an article at `path` that shows the picture `image`, and has `lead` as its lead picture.
pub(crate) fn article(agency: &Agency, path: &str, seed: usize, image: &str, lead: &str) {
    let text = paragraphs(seed);
    let (lead, url) = (agency.origin.url(lead), agency.origin.url(path));
    agency.put(
        path,
        200,
        &format!(
            "<!DOCTYPE html><html lang=en><head><title>Report {seed}</title>\
             <link rel=canonical href=\"{url}\"><meta property=og:image content=\"{lead}\">\
             <meta property=og:type content=article></head><body><article><h1>Report {seed}</h1>\
             <p>{}</p><p>{}</p><figure><img src=\"{image}\" alt=\"A quay in fog\">\
             <figcaption>The quay on Monday</figcaption></figure><p>{}</p><p>{}</p></article></body></html>",
            text[0], text[1], text[2], text[3]
        ),
    );
}

fn with(agency: &Agency, images: bool, display: Display) -> Source {
    Source { rights: Rights { images, ..Rights::to(display) }, ..agency.source("a") }
}

fn path_of(bytes: &[u8]) -> String {
    format!("/image/{}.png", Digest::of(bytes))
}

async fn decide(room: &Newsroom, path: &str, kind: DecisionKind) {
    let item = room.line(path).await.item.id;
    pipeline::decide(&room.wire, item, &kind, "ed", "why").await.unwrap();
    room.settle().await;
}

#[tokio::test]
async fn picture_is_captured_and_served_as_it_was() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (quay, lead) = (png(1200, 800, "Ida Holm", 700_000), png(640, 360, "Jon Vik", 9));
        agency.put_bytes("/i/quay.jpg", 200, &quay);
        agency.put_bytes("/i/lead.jpg", 200, &lead);
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/lead.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;

        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", room.line("/rain").await.item.public)).await.text();
        let shown = format!(
            "<img src=\"{}\" width=\"1200\" height=\"800\" alt=\"A quay in fog\" loading=\"lazy\"",
            path_of(&quay)
        );
        assert!(page.contains(&shown) && page.contains("Ida Holm"), "{page}");
        let og = format!("og:image\" content=\"https://wire.example{}\"", path_of(&lead));
        assert!(page.contains(&og) && !page.contains("Picture at the source"), "{page}");
        let feed = site.get("/feed.json").await.text();
        assert!(feed.contains(&format!("https://wire.example{}", path_of(&quay))), "{feed}");

        for (bytes, n) in [(&quay, 2), (&lead, 2)] {
            let path = path_of(bytes);
            for _ in 0..n {
                let reply = site.ask("GET", &path, "Accept-Encoding: gzip, br\r\n").await;
                assert_eq!((reply.status, &reply.bytes), (200, bytes), "as captured");
                let expected = [
                    ("content-type", "image/png"),
                    ("content-encoding", ""),
                    ("cache-control", "no-cache"),
                    ("x-content-type-options", "nosniff"),
                    // The source's page is the one to be found.
                    ("x-robots-tag", "noindex"),
                    ("etag", &format!("\"{}\"", Digest::of(bytes))),
                    ("content-length", &bytes.len().to_string()),
                ];
                for (name, value) in expected {
                    assert_eq!(reply.header(name), value, "{name}");
                }
                assert!(reply.header("content-security-policy").starts_with("default-src 'none'"));
            }
            let tag = format!("If-None-Match: \"{}\"\r\n", Digest::of(bytes));
            let again = site.ask("GET", &path, &tag).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0));
            let head = site.ask("HEAD", &path, "").await;
            assert_eq!((head.status, head.bytes.len()), (200, 0));
            for other in [
                path.replace(".png", ".jpg"),
                path.replace(".png", ""),
                path.to_uppercase().replace("/IMAGE/", "/image/").replace(".PNG", ".png"),
                format!("/image/{}.png", Digest::of(b"other")),
            ] {
                assert_eq!(site.get(&other).await.status, 404, "{other}");
            }
        }
        // The list, the page and two images, each a capture of its own, and each checked.
        assert_eq!(room.count("SELECT COUNT(*) FROM capture").await, 4);
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!((report.n_images, report.n_members), (2, 4));
    })
    .await;
}

#[tokio::test]
async fn without_the_right_nothing_is_asked_for_and_nothing_shown() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let quay = png(1200, 800, "Ida Holm", 9);
        agency.put_bytes("/i/quay.jpg", 200, &quay);
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/quay.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, false, Display::Full)]).await;
        room.poll().await;
        let page = format!("/a/{}", room.line("/rain").await.item.public);
        let seen = async || {
            let site = Served::start(&room.wire).await;
            let text = site.get(&page).await.text() + &site.get("/feed.rss").await.text();
            let n = text.matches("/image/").count();
            (site.get(&path_of(&quay)).await.status, n > 0, text.contains("Picture at the source"))
        };
        decide(&room, "/rain", DecisionKind::Headline(Some("House words".to_owned()))).await;
        assert_eq!(agency.n_asked("/i/quay.jpg"), 0);
        assert_eq!(seen().await, (404, false, true));

        // The right comes later: the next dispatch asks.
        room.save(&with(&agency, true, Display::Full)).await;
        assert_eq!(seen().await, (404, false, true));
        decide(&room, "/rain", DecisionKind::Headline(Some("Other words".to_owned()))).await;
        assert_eq!(agency.n_asked("/i/quay.jpg"), 1);
        assert_eq!(seen().await, (200, true, false));

        // The rights shrink: at once nothing shows it.
        room.save(&with(&agency, true, Display::Teaser)).await;
        assert_eq!(seen().await, (200, true, false), "the lead picture stays");
        for less in [with(&agency, true, Display::Headline), with(&agency, false, Display::Full)] {
            room.save(&less).await;
            let (status, is_shown, _) = seen().await;
            assert_eq!((status, is_shown), (404, false));
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_may_be_shown_is_asked_for() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (quay, lead) = (png(90, 60, "Ida Holm", 9), png(91, 60, "Jon Vik", 9));
        agency.put_bytes("/i/quay.jpg", 200, &quay);
        agency.put_bytes("/i/lead.jpg", 200, &lead);
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/lead.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let source = with(&agency, true, Display::Headline);
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        let n_asked = || (agency.n_asked("/i/lead.jpg"), agency.n_asked("/i/quay.jpg"));
        assert_eq!(n_asked(), (0, 0));
        for (display, n) in [(Display::Teaser, (1, 0)), (Display::Full, (1, 1))] {
            room.save(&with(&agency, true, display)).await;
            let words = format!("House words for {display:?}");
            decide(&room, "/rain", DecisionKind::Headline(Some(words))).await;
            assert_eq!(n_asked(), n, "{display:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn image_goes_with_the_last_item_that_shows_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (both, own) = (png(90, 60, "Ida Holm", 9), png(91, 60, "Jon Vik", 9));
        agency.put_bytes("/i/both.jpg", 200, &both);
        agency.put_bytes("/i/own.jpg", 200, &own);
        article(&agency, "/rain", 1, "/i/both.jpg", "/i/own.jpg");
        article(&agency, "/sun", 2, "/i/both.jpg", "/i/both.jpg");
        agency.feed(&[told("/rain", "Report 1"), told("/sun", "Report 2")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;
        assert_eq!(agency.n_asked("/i/both.jpg"), 1, "two articles, one question");
        let site = Served::start(&room.wire).await;
        let statuses = async || {
            (site.get(&path_of(&both)).await.status, site.get(&path_of(&own)).await.status)
        };
        let sun = room.line("/sun").await.item.id;
        assert_eq!(statuses().await, (200, 200));
        decide(&room, "/rain", DecisionKind::Withhold).await;
        assert_eq!(statuses().await, (200, 404));
        decide(&room, "/sun", DecisionKind::Withhold).await;
        assert_eq!(statuses().await, (404, 404));
        let tag = format!("If-None-Match: \"{}\"\r\n", Digest::of(&both));
        assert_eq!(site.ask("GET", &path_of(&both), &tag).await.status, 404, "nor is it known");
        pipeline::decide(&room.wire, sun, &DecisionKind::Release, "ed", "why").await.unwrap();
        room.settle().await;
        assert_eq!(statuses().await, (200, 404));

        // A new version of the text that no longer has the picture.
        let fresh = png(92, 60, "Ida Holm", 9);
        agency.put_bytes("/i/fresh.jpg", 200, &fresh);
        article(&agency, "/sun", 3, "/i/fresh.jpg", "/i/fresh.jpg");
        agency.feed(&[told("/sun", "Report 2, updated")]);
        room.poll().await;
        assert_eq!(statuses().await, (404, 404));
        assert_eq!(site.get(&path_of(&fresh)).await.status, 200);
        decide(&room, "/sun", DecisionKind::Kill(Ground::House)).await;
        assert_eq!(site.get(&path_of(&fresh)).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_image_is_refused_and_its_reason_stands_in_the_log() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/robots.txt", 200, "User-agent: *\nDisallow: /i/closed\n");
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        let cases: [(&str, u16, Vec<u8>, &str); 9] = [
            ("html.jpg", 200, b"<!DOCTYPE html><html><script>x</script>".to_vec(), "image-type"),
            ("svg.jpg", 200, svg.as_bytes().to_vec(), "image-svg"),
            ("wide.jpg", 200, png(30_000, 10, "x", 9), "image-size"),
            ("pixel.jpg", 200, png(1, 1, "x", 9), "image-size"),
            ("half.jpg", 200, png(90, 60, "x", 9)[..18].to_vec(), "image-damaged"),
            ("long.jpg", 200, png(90, 60, "x", 11 << 20), "too-large"),
            ("gone.jpg", 404, b"gone".to_vec(), "not-found"),
            ("closed.jpg", 200, png(90, 60, "x", 9), "robots"),
            ("inside.jpg", 302, b"http://127.0.0.1:1/".to_vec(), "forbidden-address"),
        ];
        let mut entries = Vec::new();
        for (n, (name, status, bytes, _)) in cases.iter().enumerate() {
            let (image, path) = (format!("/i/{name}"), format!("/{n}"));
            agency.put_bytes(&image, *status, bytes);
            article(&agency, &path, n + 1, &image, &image);
            entries.push(told(&path, &format!("Report {}", n + 1)));
        }
        agency.feed(&entries);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;
        assert_eq!(room.wire.head(), 9, "no text waits for a picture");
        let mut tx = room.wire.db.read().await.unwrap();
        let rows = tx.rows("SELECT url, source, code FROM fetch_log", &[]).await.unwrap();
        let log: Vec<_> =
            rows.into_iter().map(|mut row| (row.text(), row.text(), row.text())).collect();
        drop(tx);
        for (name, _, _, code) in &cases {
            let row =
                (agency.origin.url(&format!("/i/{name}")), "a".to_owned(), (*code).to_owned());
            assert!(log.contains(&row), "{name}: {log:?}");
        }
        assert_eq!(room.count("SELECT COUNT(*) FROM image").await, 0);
        assert_eq!(room.count("SELECT COUNT(*) FROM parked").await, 0);
        assert_eq!(room.count("SELECT COUNT(*) FROM job WHERE kind = 'image'").await, 0);
        let site = Served::start(&room.wire).await;
        for line in room.lines().await {
            let page = site.get(&format!("/a/{}", line.item.public)).await.text();
            assert!(page.contains("Picture at the source") && !page.contains("<img"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn picture_that_comes_late_is_shown_without_a_dispatch() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let quay = png(1200, 800, "Ida Holm", 9);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&quay).unwrap();
        agency.put_bytes("/i/quay.jpg", 503, b"busy");
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/quay.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;
        let line = room.line("/rain").await;
        let site = Served::start(&room.wire).await;
        let page = format!("/a/{}", line.item.public);
        assert!(site.get(&page).await.text().contains("Picture at the source"));
        assert_eq!(room.count("SELECT COUNT(*) FROM job WHERE kind = 'image'").await, 1);

        // It comes packed, which nobody asked for.
        agency.put_bytes("/i/quay.jpg", 200, &gzip.finish().unwrap());
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("UPDATE job SET run_at = 0 WHERE kind = 'image'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        room.settle().await;
        let text = site.get(&page).await.text();
        assert!(
            text.contains(&path_of(&quay)) && !text.contains("Picture at the source"),
            "{text}"
        );
        assert_eq!(site.get(&path_of(&quay)).await.bytes, quay);
        assert_eq!(room.wire.head(), 1);

        // A later version names the same picture, which is not asked for again so soon.
        article(&agency, "/rain", 2, "/i/quay.jpg", "/i/quay.jpg");
        agency.feed(&[told("/rain", "Report 1, updated")]);
        room.poll().await;
        assert_eq!((room.wire.head(), agency.n_asked("/i/quay.jpg")), (2, 2));
        assert!(site.get(&page).await.text().contains(&path_of(&quay)));
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn picture_keeps_the_image_that_was_captured_for_its_article() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (monday, tuesday) = (png(90, 60, "Ida Holm", 9), png(91, 60, "Ida Holm", 9));
        agency.put_bytes("/i/map.jpg", 200, &monday);
        article(&agency, "/rain", 1, "/i/map.jpg", "/i/map.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;
        // As if it had come a day ago.
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("UPDATE capture SET at_ms = at_ms - 86400000", &[]).await.unwrap();
        tx.commit().await.unwrap();
        agency.put_bytes("/i/map.jpg", 200, &tuesday);
        article(&agency, "/sun", 2, "/i/map.jpg", "/i/map.jpg");
        article(&agency, "/wind", 3, "/i/map.jpg", "/i/map.jpg");
        agency.feed(&[told("/sun", "Report 2")]);
        room.poll().await;
        agency.feed(&[told("/wind", "Report 3")]);
        room.poll().await;
        assert_eq!(agency.n_asked("/i/map.jpg"), 2);
        let site = Served::start(&room.wire).await;
        for (path, bytes) in [("/rain", &monday), ("/sun", &tuesday), ("/wind", &tuesday)] {
            let public = room.line(path).await.item.public;
            let page = site.get(&format!("/a/{public}")).await.text();
            assert!(page.contains(&path_of(bytes)), "{path}: {page}");
            assert_eq!(&site.get(&path_of(bytes)).await.bytes, bytes);
        }
    })
    .await;
}

#[tokio::test]
async fn image_that_was_altered_is_not_served_and_is_found() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let quay = png(1200, 800, "Ida Holm", 700_000);
        agency.put_bytes("/i/quay.jpg", 200, &quay);
        article(&agency, "/rain", 1, "/i/quay.jpg", "/i/quay.jpg");
        agency.feed(&[told("/rain", "Report 1")]);
        let room = Newsroom::open(base, &[&agency], &[with(&agency, true, Display::Full)]).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;

        // The store describes it otherwise.
        let public = room.line("/rain").await.item.public.to_string();
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("UPDATE image SET width = 1199", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(
            report.differing[&public][0].starts_with("the store describes another"),
            "{report:?}"
        );

        // The archive holds other bytes.
        let mut tx = room.wire.db.read().await.unwrap();
        let capture = pictures::capture(&mut tx, Digest::of(&quay)).await.unwrap().unwrap();
        let lies = captures::payload_place(&mut tx, capture).await.unwrap();
        drop(tx);
        let file = base.dir().join("archive").join(&lies.file);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[usize::try_from(lies.at_byte + lies.n_bytes / 2).unwrap()] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        assert_eq!(site.get(&path_of(&quay)).await.status, 500);
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.differing.contains_key(&public), "{report:?}");
    })
    .await;
}
