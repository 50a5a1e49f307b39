//! Sources at the desk: looked at, added, their terms, a site rule tried, an article taken, lists of feeds in and out.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::store::{decisions, items, sources};
use mediawire::work;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Display, Release, Rights, Source};
use std::fmt::Write as _;
use tokio_util::sync::CancellationToken;

/// Text as a form sends it.
fn coded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
    }
    out
}

pub(crate) fn form(all: &[(&str, &str)]) -> String {
    let pairs = all.iter().map(|(key, text)| format!("{key}={}", coded(text)));
    pairs.collect::<Vec<_>>().join("&")
}

async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.article("/snow", "Snow over Tolva", 2);
    agency.feed(&[told("/rain", "Rain over Tolva"), told("/snow", "Snow over Tolva")]);
    agency
}

async fn kept(room: &Newsroom) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "SELECT COUNT(*) FROM source",
        "SELECT COUNT(*) FROM source_history",
        "SELECT COUNT(*) FROM capture",
        "SELECT COUNT(*) FROM entry",
        "SELECT COUNT(*) FROM job",
    ] {
        counts.push(room.count(sql).await);
    }
    counts
}

#[tokio::test]
async fn source_is_looked_at_before_it_is_added() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[]).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let before = kept(&room).await;
        let list = agency.origin.url("/feed");
        let look = post(&site, "/desk/add/look", &lines, &form(&[("url", &list)])).await;
        let page = look.text();
        assert_eq!(look.status, 200, "{page}");
        for words in
            ["Found: rss", "An agency", "2 entries", "Rain over Tolva", "letters", "In report 1"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(kept(&room).await, before, "nothing is kept of what is looked at");
        let no = form(&[("url", &agency.origin.url("/no"))]);
        let nothing = post(&site, "/desk/add/look", &lines, &no).await;
        assert!(nothing.status != 200 && nothing.text().contains("404"), "{}", nothing.text());

        let home = agency.origin.url("/");
        let add = |slug: &str, licence: &str, auto: &str| {
            form(&[
                ("slug", slug),
                ("list", &list),
                ("home", &home),
                ("name", "Tolva News"),
                ("section", "world"),
                ("display", "full"),
                ("index", "source"),
                ("archive", "private"),
                ("licence", licence),
                ("auto", auto),
            ])
        };
        let add_it = async |form: String| post(&site, "/desk/add", &lines, &form).await;
        let refused = add_it(add("tolva", " ", "yes")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("no licence is stated"), "{}", refused.text());
        assert_eq!(add_it(add("Tolva News", "by agreement", "yes")).await.status, 422);
        assert_eq!(kept(&room).await, before);
        assert_eq!(add_it(add("tolva", "by agreement", "yes")).await.status, 303);
        let again = add_it(add("other", "by agreement", "")).await;
        assert_eq!(again.status, 409, "{}", again.text());
        let mut tx = room.wire.db.read().await.unwrap();
        let source = sources::get(&mut tx, &Slug::of("tolva")).await.unwrap().unwrap();
        assert_eq!((source.release, source.rights.display), (Release::Auto, Display::Full));
        drop(tx);
        room.settle().await;
        assert_eq!(room.lines().await.len(), 2);
        let n = room.count("SELECT COUNT(*) FROM source_place WHERE place <> ''").await;
        assert_eq!(n, 1, "from where it was added is on record");
    })
    .await;
}

#[tokio::test]
async fn terms_say_a_licence_before_anything_goes_out_by_itself() {
    on_each(async |base| {
        let agency = agency().await;
        let bare = Source {
            release: Release::Desk,
            rights: Rights::to(Display::Teaser),
            ..agency.source("a")
        };
        let room = Newsroom::open(base, &[&agency], &[bare]).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let out = post(&site, "/desk/sources/a/release", &lines, "auto=yes").await;
        assert_eq!(out.status, 422);
        assert!(out.text().contains("say the licence or the agreement first"), "{}", out.text());
        let terms = |licence: &str, display: &str, auto: &str| {
            form(&[
                ("based", "1"),
                ("name", "The a agency"),
                ("section", "world"),
                ("licence", licence),
                ("display", display),
                ("index", "none"),
                ("archive", "private"),
                ("images", "yes"),
                ("genre", "report"),
                ("auto", auto),
            ])
        };
        let say =
            async |form: String| post(&site, "/desk/sources/a/terms", &lines, &form).await.status;
        assert_eq!(say(terms("", "full", "yes")).await, 422);
        assert_eq!(say(terms("agreement of May", "", "yes")).await, 422);
        assert_eq!(say(terms("agreement of May", "full", "yes")).await, 303);
        let page = site.ask("GET", "/desk/sources/a", &lines).await.text();
        for words in
            ["value=\"agreement of May\"", "<bdi>ada</bdi>", "licence <bdi>agreement of May"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("was name"), "only what differs is told");
        room.poll().await;
        assert_eq!(room.lines().await.len(), 2);
        assert_eq!(post(&site, "/desk/sources/none/terms", &lines, "").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn site_rule_is_tried_on_what_was_captured() {
    let agency = agency().await;
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[&agency], &[agency.source("a")]).await;
    room.poll().await;
    let site = Served::start(&room.wire).await;
    let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
    let lines = cookie(&ada) + OWN;
    let before = kept(&room).await;
    let try_it = async |rule: &str, url: &str| {
        let form = form(&[("rule", rule), ("url", url)]);
        post(&site, "/desk/sources/a/rule", &lines, &form).await
    };
    let n_asked = agency.n_asked("/rain");
    let same = try_it("[[rule]]\nbody = \"article\"\n", "").await.text();
    assert!(same.contains("2 pages were read: the rule changes 0 of them"), "{same}");
    assert_eq!(agency.n_asked("/rain"), n_asked, "they are read from the archive");
    let cut = "[[rule]]\nbody = \"article\"\ncut = [\"p:first-of-type\"]\n";
    let wrong = try_it(cut, "").await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    assert!(wrong.text().contains("the rule line 3: cut"), "{}", wrong.text());
    let other = "[[rule]]\nbody = \"article\"\nheadline = \"nav\"\n";
    let page = try_it(other, &agency.origin.url("/snow")).await.text();
    assert!(page.contains("3 pages were read: the rule changes 3 of them"), "{page}");
    assert!(page.contains("<b dir=\"auto\">Home</b>"), "{page}");
    assert_eq!(kept(&room).await, before, "nothing is kept of a trial");
}

#[tokio::test]
async fn article_is_taken_by_its_address_and_waits_or_goes_out() {
    on_each(async |base| {
        let agency = agency().await;
        let other = Agency::start().await;
        other.article("/far", "Far from Tolva", 5);
        agency.article("/hail", "Hail over Tolva", 3);
        agency.put("/empty", 200, "<html><title>Empty</title><p>Nothing.</html>");
        let room = Newsroom::open(base, &[&agency, &other], &[agency.source("a")]).await;
        let stop = CancellationToken::new();
        let working = tokio::spawn(work::run(room.wire.clone(), stop.clone()));
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Editor).await.session;
        let sam = logged_in(&room.wire, "sam", Role::SourceManager).await.session;
        let take = async |session: &str, url: &str, source: &str, out: &str| {
            let form = form(&[("url", url), ("source", source), ("out", out)]);
            post(&site, "/desk/take", &(cookie(session) + OWN), &form).await
        };
        // Its source lets items out by itself; what is taken by hand waits.
        let taken = take(&ada, &agency.origin.url("/rain"), "", "").await;
        assert_eq!(taken.status, 303, "{}", taken.text());
        let public = taken.header("location").rsplit('/').next().unwrap().to_owned();
        room.settle().await;
        assert!(room.lines().await.is_empty());
        let mut tx = room.wire.db.read().await.unwrap();
        let public = mediawire_core::model::id::PublicId::parse(&public).unwrap();
        let item = items::by_public(&mut tx, &public).await.unwrap().unwrap();
        let all = decisions::of(&mut tx, item.id).await.unwrap();
        drop(tx);
        assert_eq!((all.len(), &all[0].kind, all[0].by.as_str()), (1, &DecisionKind::Hold, "ada"));
        assert!(all[0].why.ends_with("/rain"), "{}", all[0].why);
        assert_eq!(room.count("SELECT COUNT(*) FROM decision_place").await, 1);
        // With the tick it goes out, for those who may.
        assert_eq!(take(&sam, &agency.origin.url("/snow"), "", "yes").await.status, 403);
        assert_eq!(take(&ada, &agency.origin.url("/snow"), "", "yes").await.status, 303);
        room.settle().await;
        assert_eq!(room.lines().await.len(), 1);
        // A site that is nobody's is not asked, until it is said whose it is.
        let far = other.origin.url("/far");
        let nobody = take(&ada, &far, "", "").await;
        assert_eq!(nobody.status, 404);
        assert!(nobody.text().contains("no source has its home page at"), "{}", nobody.text());
        assert_eq!(other.n_asked("/far"), 0);
        assert_eq!(take(&ada, &far, "a", "").await.status, 303);
        // What goes wrong is told.
        for (path, status, words) in
            [("/gone", 404, "404"), ("/empty", 200, "no new item was made of it")]
        {
            let reply = take(&ada, &agency.origin.url(path), "", "").await;
            assert_eq!(reply.status, status, "{path}");
            assert!(reply.text().contains(words), "{path}: {}", reply.text());
        }
        for url in ["", "ftp://a.example/x", "http://10.0.0.1/"] {
            assert!(take(&ada, url, "a", "").await.status >= 400, "{url}");
        }
        stop.cancel();
        working.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn feeds_go_in_and_out_at_the_desk() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let opml = format!(
            "<opml version='2.0'><body><outline text='Sport'>\
             <outline type='rss' text='Ferry &amp; sons' xmlUrl='{}'/></outline>\
             <outline type='rss' text='Known' xmlUrl='{}'/>\
             <outline type='rss' text='Inside' xmlUrl='http://10.0.0.1/feed'/></body></opml>",
            agency.origin.url("/ferries"),
            agency.origin.url("/feed"),
        );
        let upload = async |file: &str| {
            let body = format!(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.opml\"\r\n\r\n{file}\r\n--b--\r\n"
            );
            let heads = format!(
                "{lines}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            site.ask("POST", "/desk/opml/look", &heads).await
        };
        let before = kept(&room).await;
        let page = upload(&opml).await.text();
        let told = "1 would be added, 1 known already, 1 refused";
        assert!(page.contains(told) && page.contains("Ferry &#38; sons"), "{page}");
        assert_eq!(kept(&room).await, before, "nothing is kept of what is looked at");
        assert_eq!(upload("<html>").await.status, 422);
        assert_eq!(upload("").await.status, 422);
        assert_eq!(upload(&"x".repeat(1_100_000)).await.status, 413);
        let mark = "name=\"opml\" value=\"";
        let at = page.find(mark).unwrap() + mark.len();
        let json = page[at..at + page[at..].find('"').unwrap()]
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&");
        let form = form(&[
            ("opml", &json),
            ("section", "world"),
            ("display", "teaser"),
            ("index", "source"),
            ("archive", "private"),
            ("licence", ""),
        ]);
        let auto = format!("{form}&auto=yes");
        assert_eq!(post(&site, "/desk/opml", &lines, &auto).await.status, 422, "without a licence");
        let done = post(&site, "/desk/opml", &lines, &form).await.text();
        assert!(done.contains("Added 1, 1 known already, 1 refused"), "{done}");
        let mut tx = room.wire.db.read().await.unwrap();
        let all = sources::all(&mut tx).await.unwrap();
        let ferries = all.iter().find(|source| source.name == "Ferry & sons").unwrap();
        assert_eq!((ferries.section.as_str(), ferries.release), ("sport", Release::Desk));
        drop(tx);
        let out = site.ask("GET", "/desk/opml/export", &lines).await;
        assert!(out.header("content-disposition").contains("sources.opml"));
        assert!(out.text().contains("/ferries") && out.text().contains("Ferry &amp; sons"));
    })
    .await;
}
