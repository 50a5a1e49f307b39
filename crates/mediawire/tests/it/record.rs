//! What is on record, as readers see it: the past of an item, a source, lists by genre, language and day.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs, told};
use crate::site::Served;
use mediawire::pipeline;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::source::{Display, Genre, Rights, Source};

#[tokio::test]
async fn history_tells_what_became_of_an_item() {
    on_each(async |base| {
        let (agency, other) = (Agency::start().await, Agency::start().await);
        let text = agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        other.feed(&[]);
        let sources = [agency.source("a"), other.source("b")];
        let room = Newsroom::open(base, &[&agency, &other], &sources).await;
        room.poll().await;
        other.article("/copied", "Rain at Tolva", 1);
        other.feed(&[told("/copied", "Rain at Tolva")]);
        room.poll().await;
        let item = room.line("/rain").await.item;
        // Its source repairs a word.
        let page = format!(
            "<html lang=en><head><title>Rain over Tolva</title></head><body><article>\
             <h1>Rain over Tolva</h1><p>{}</p></article></body></html>",
            paragraphs(1).join("</p><p>").replacen("on Monday", "on Tuesday", 1)
        );
        agency.put("/rain", 200, &page);
        agency.feed(&[told("/rain", "Rain over Tolva, repaired")]);
        room.poll().await;
        let decide = async |kind: DecisionKind, why: &str| {
            pipeline::decide(&room.wire, item.id, &kind, "Ida Holm", why).await.unwrap();
            room.settle().await;
        };
        decide(DecisionKind::Headline(Some("House words".to_owned())), "house style").await;
        let site = Served::start(&room.wire).await;
        let path = format!("/a/{}/history", item.public);
        let told_now = site.get(&path).await;
        assert_eq!(told_now.status, 200);
        let words = told_now.text();
        for part in [
            "Dispatch 1, ",
            "First published: <bdi lang=\"en\" dir=\"ltr\">Rain over Tolva</bdi>",
            "Words added: 1; words removed: 1.",
            "<p>The source changed: a number or day.</p>",
            "<del> Monday</del><ins> Tuesday</ins>",
            "The headline changed from <del>",
            "House words",
            "by the desk",
            "house style",
            "The same words elsewhere",
            "The b agency",
            other.origin.url("/copied").as_str(),
        ] {
            assert!(words.contains(part), "{part}\n{words}");
        }
        assert!(!words.contains("Ida Holm"), "the names of persons stay in the house: {words}");
        assert_eq!(words.matches("SHA-256 <code>").count(), 2, "a capture for each text: {words}");

        let persian = site.get(&format!("/fa{path}")).await.text();
        for part in [
            "lang=\"fa\" dir=\"rtl\"",
            "تاریخچه",
            "واژه‌های افزوده: ۱",
            "تغییر در منبع: عدد یا روز",
            "Rain over Tolva",
        ] {
            assert!(persian.contains(part), "{part}\n{persian}");
        }

        // Less may be shown: the numbers stay, the passages go.
        let rights = Rights { display: Display::Teaser, ..agency.source("a").rights };
        room.save(&Source { rights, ..agency.source("a") }).await;
        let words = Served::start(&room.wire).await.get(&path).await.text();
        assert!(words.contains("Words added: 1; words removed: 1."), "{words}");
        assert!(
            !words.contains("Tuesday")
                && !words.contains("a number or day")
                && !words.contains("class=\"changes\""),
            "{words}"
        );

        for (kind, status, part) in [
            (DecisionKind::Withhold, 451, "This item is withheld"),
            (DecisionKind::Kill(Ground::House), 410, "This item has been withdrawn"),
        ] {
            decide(kind, "a complaint").await;
            let page = site.get(&path).await;
            let words = page.text();
            assert_eq!(page.status, status);
            assert!(words.contains(part), "{words}");
            for gone in ["Rain", "House words", &text[0][..20], "agency", "/rain", "Monday"] {
                assert!(!words.contains(gone), "{gone}\n{words}");
            }
        }
        assert_eq!(site.get("/a/aaaaaaaaaaaaaaaaaaaa/history").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn source_page_tells_how_its_list_is() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let words = Served::start(&room.wire).await.get("/source/a").await.text();
        for part in [
            "The a agency",
            "<dt>Items on this wire</dt>\n<dd>1</dd>",
            "<bdi>by agreement</bdi>",
            "RSS",
            "<a href=\"/language/en\"><bdi lang=\"en\">English</bdi></a>",
            ">just now</time>",
            "<dt>To be asked next</dt>",
            "Rain over Tolva",
            "href=\"/source/a/feed.rss\"",
        ] {
            assert!(words.contains(part), "{part}\n{words}");
        }
        assert!(!words.contains("Failing since"), "{words}");
        let german = Served::start(&room.wire).await.get("/de/source/a").await.text();
        assert!(german.contains("Letzte gute Antwort") && german.contains("Der ganze Text"));

        for (status, body, part) in [
            (404, "", "its list is not there any more"),
            (500, "", "something is broken or too busy there"),
            (200, "<html><p>No list", "what it gives is not a list of pieces"),
        ] {
            agency.put("/feed", status, body);
            room.poll().await;
            let words = Served::start(&room.wire).await.get("/source/a").await.text();
            assert!(words.contains("Failing since") && words.contains(part), "{part}\n{words}");
            assert!(!words.contains("127.0.0.1:") || words.matches("/feed\"").count() == 0);
        }
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        room.poll().await;
        let words = Served::start(&room.wire).await.get("/source/a").await.text();
        assert!(!words.contains("Failing since"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn lists_by_genre_language_and_day_have_pages_and_feeds() {
    on_each(async |base| {
        let (agency, columns) = (Agency::start().await, Agency::start().await);
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        columns.article("/why", "Why it rains", 2);
        columns.feed(&[told("/why", "Why it rains")]);
        let views = Source { genre: Some(Genre::View), ..columns.source("b") };
        let sources = [agency.source("a"), views];
        let room = Newsroom::open(base, &[&agency, &columns], &sources).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let day = room.line("/rain").await.first_at.strftime("/day/%Y-%m-%d").to_string();
        for (path, has_report, has_view) in [
            ("/reports", true, false),
            ("/views", false, true),
            ("/language/en", true, true),
            (day.as_str(), true, true),
        ] {
            let mut paths = vec![path.to_owned()];
            for output in mediawire_core::publish::output::OUTPUTS {
                paths.push(format!("{path}/{}", output.file));
            }
            for path in &paths {
                let reply = site.get(path).await;
                let words = reply.text();
                assert_eq!(reply.status, 200, "{path}");
                assert_eq!(words.contains("Rain over Tolva"), has_report, "{path}\n{words}");
                assert_eq!(words.contains("Why it rains"), has_view, "{path}\n{words}");
            }
            let page = site.get(path).await.text();
            let canonical = format!("rel=\"canonical\" href=\"https://wire.example{path}\"");
            assert!(page.contains(&canonical), "{page}");
            assert_eq!(site.get(&format!("{path}?before=1")).await.status, 200, "{path}");
            assert_eq!(site.get(&format!("{path}?before=x")).await.status, 404, "{path}");
            assert_eq!(site.get(&format!("{path}/none.xml")).await.status, 404, "{path}");
        }
        assert!(site.get("/days").await.text().contains(&format!("<a href=\"{day}\">")));
        assert!(site.get("/languages").await.text().contains("<a href=\"/language/en\""));
        for path in [
            "/language/fa",
            "/language/EN",
            "/language/%00",
            "/language/fa/feed.rss",
            "/day/1999-01-01",
            "/day/1999-01-01/feed.rss",
            "/day/20261125",
            "/day/2026-13-01",
            "/day/9999-12-31",
            "/day/-009999-01-01",
            "/day/x",
        ] {
            assert_eq!(site.get(path).await.status, 404, "{path}");
        }
    })
    .await;
}
