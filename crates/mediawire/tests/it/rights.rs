//! What a source's terms let be had of the archive.

use crate::cli::{json, run};
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use crate::site::Served;
use mediawire::store::captures;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::{Access, Display, Rights, Source};
use tempfile::TempDir;

/// A wire with an article of a page, and one whose text is in the feed.
async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    let text = paragraphs(3).iter().map(|text| format!("<p>{text}</p>")).collect();
    let whole = Told { text, ..told("/paid", "Told in the feed") };
    agency.feed(&[told("/rain", "Rain over Tolva"), whole]);
    agency
}

#[tokio::test]
async fn captured_page_is_had_by_anyone_only_where_its_terms_say_so() {
    on_each(async |base| {
        let agency = agency().await;
        let private = agency.source("a");
        let with = |display, archive| Source {
            rights: Rights { display, archive, ..private.rights.clone() },
            ..private.clone()
        };
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&private)).await;
        room.poll().await;
        let rain = room.line("/rain").await.item.public;
        let page = agency.page("/rain");
        let path = format!("/a/{rain}/capture/{}", Digest::of(page.as_bytes()));
        // A page that was written is kept for a minute: each question has a site of its own.
        let ask = async |path: &str| Served::start(&room.wire).await.ask("GET", path, "").await;
        let verify = async |public: &str| ask(&format!("/a/{public}/verify")).await.text();
        assert_eq!(ask(&path).await.status, 404, "private unless it is said");
        assert!(verify(rain.as_str()).await.contains("Not offered: its terms keep it"));
        assert!(!verify(rain.as_str()).await.contains("/capture/"));

        room.save(&with(Display::Full, Access::Public)).await;
        assert!(verify(rain.as_str()).await.contains(&format!("href=\"{path}\"")));
        let had = ask(&path).await;
        assert_eq!((had.status, had.text()), (200, page), "byte by byte");
        for (name, value) in [
            ("content-type", "application/octet-stream"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-cache"),
            ("x-robots-tag", "noindex"),
        ] {
            assert_eq!(had.header(name), value);
        }
        assert!(had.header("content-disposition").starts_with("attachment; filename=\"capture-"));
        let policy = had.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; sandbox;"), "{policy}");
        let known = format!("If-None-Match: {}\r\n", had.header("etag"));
        let again = Served::start(&room.wire).await.ask("GET", &path, &known).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0));

        // A list holds others' texts too: of what it carries, the digest is all that is offered.
        let paid = room.line("/paid").await;
        let mut tx = room.wire.db.read().await.unwrap();
        let article =
            mediawire::store::articles::get(&mut tx, paid.dispatch.article).await.unwrap();
        let list = captures::get(&mut tx, article.capture).await.unwrap().payload;
        drop(tx);
        for (public, digest) in [
            (&paid.item.public, list),
            (&rain, list),
            (&paid.item.public, Digest::of(agency.page("/rain").as_bytes())),
        ] {
            assert_eq!(ask(&format!("/a/{public}/capture/{digest}")).await.status, 404);
        }
        assert!(!verify(paid.item.public.as_str()).await.contains("/capture/"));
        for path in [format!("/a/{rain}/capture/x"), format!("/a/x/capture/{list}")] {
            assert_eq!(ask(&path).await.status, 404);
        }

        // What may not be shown in full is not had in full, and what is off the wire not at all.
        room.save(&with(Display::Teaser, Access::Public)).await;
        assert_eq!(ask(&path).await.status, 404);
        room.save(&with(Display::Full, Access::Public)).await;
        assert_eq!(ask(&path).await.status, 200);
        let item = room.line("/rain").await.item.id;
        let kind = mediawire_core::model::decision::DecisionKind::Withhold;
        mediawire::pipeline::decide(&room.wire, item, &kind, "ada", "a complaint").await.unwrap();
        room.settle().await;
        assert_eq!(ask(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn who_may_have_the_archive_is_said_at_the_desk_and_on_record() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let page = site.ask("GET", "/desk/sources/a", &lines).await.text();
        assert!(page.contains("are offered to nobody"), "{page}");
        let form =
            "based=1&name=A&section=world&licence=by+agreement&display=full&index=own&archive=";
        for (word, status) in [("", 422), ("everyone", 422), ("public", 303)] {
            let said = post(&site, "/desk/sources/a/terms", &lines, &format!("{form}{word}")).await;
            assert_eq!(said.status, status, "{word}");
        }
        let page = site.ask("GET", "/desk/sources/a", &lines).await.text();
        for words in ["anyone may have the captured page", "archive private", "archive public"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    })
    .await;
}

#[test]
fn terms_are_said_one_by_one_on_the_command_line() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    let feed = "<opml version='2.0'><body><outline type='rss' text='Tolva' xmlUrl='https://tolva.example/f'/></body></opml>";
    std::fs::write(path.join("a.opml"), feed).unwrap();
    let (ok, _, error) = run(path, &["opml", "import", "a.opml"]);
    assert!(ok, "{error}");
    let terms = |more: &[&str]| {
        let all = [&["source", "terms", "tolva-example", "--json"], more].concat();
        let told = json(path, &all);
        ["licence", "display", "archive"].map(|key| told[key].as_str().unwrap().to_owned())
    };
    assert_eq!(terms(&[]), ["", "teaser", "private"]);
    let said = ["--licence", "agreement of May", "--archive", "public", "--by", "ada"];
    assert_eq!(terms(&said), ["agreement of May", "teaser", "public"]);
    assert_eq!(terms(&["--display", "full"]), ["agreement of May", "full", "public"]);
    let (ok, out, _) = run(path, &["source", "terms", "tolva-example"]);
    assert!(ok && out.contains("archive public\ncaptures kept for ever\nsection world"), "{out}");
    for wrong in [["--archive", "all"], ["--section", "none"], ["--name", " "], ["--images", "1"]] {
        let all = [&["source", "terms", "tolva-example"][..], &wrong].concat();
        assert!(!run(path, &all).0, "{wrong:?}");
    }
    assert!(!run(path, &["source", "terms", "nobody"]).0);
}
