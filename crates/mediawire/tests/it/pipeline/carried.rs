//! Lists that carry the texts of their pieces.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs};
use crate::site::Served;
use mediawire::verify::verify;
use mediawire_core::model::source::Source;

/// The source whose list is at `path`.
fn source(agency: &Agency, path: &str) -> Source {
    Source { list: Some(agency.origin.url(path)), ..agency.source("a") }
}

#[tokio::test]
async fn links_in_a_text_lead_where_its_list_says() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = paragraphs(3).join("</p><p>");
        let url = agency.origin.url("/a");
        agency.put(
            "/list.xml",
            200,
            &format!(
                "<!DOCTYPE feed [<!ENTITY town 'Tolva'>]>\
                 <feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://www.tolva.example/news/'>\
                 <title>&town; News</title><entry xml:base='2026/'><title>&town; reopens its ferry</title>\
                 <id>urn:&town;:1</id><link href='{url}'/><content type='html' xml:base='11/'>\
                 <![CDATA[<p>{text}</p><p>It was <a href='ferry'>said before</a> of the old ferry.</p>]]></content>\
                 </entry></feed>"
            ),
        );
        let room = Newsroom::open(base, &[&agency], &[source(&agency, "/list.xml")]).await;
        room.poll().await;

        let line = room.line("/a").await;
        assert_eq!(line.dispatch.headline, "Tolva reopens its ferry");
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", line.item.public)).await.text();
        assert!(page.contains("href=\"https://www.tolva.example/news/2026/11/ferry\""), "{page}");
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean() && report.n_items == 1, "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn character_that_no_store_holds_is_one_that_says_so() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (text, url) = (paragraphs(3).join("\\n\\n"), agency.origin.url("/a"));
        agency.put(
            "/list.json",
            200,
            &format!(
                "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Tolva\",\"items\":[{{\"id\":\"1\",\
                 \"url\":\"{url}\",\"title\":\"Ferry is back\",\"content_text\":\"The \\u0000 ferry. {text}\"}}]}}"
            ),
        );
        let room = Newsroom::open(base, &[&agency], &[source(&agency, "/list.json")]).await;
        room.poll().await;
        let line = room.line("/a").await;
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", line.item.public)).await.text();
        assert!(page.contains("The \u{fffd} ferry."), "{page}");
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean() && report.n_items == 1, "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn posts_of_an_account_are_published_as_its_feed_has_them() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let put = |text: &str| {
            let url = agency.origin.url("/@tolva/113");
            let picture = agency.origin.url("/i/113.png");
            agency.put(
                "/@tolva.rss",
                200,
                &format!(
                    "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Tolva Harbour\
                     </title><generator>Mastodon v4.5.2</generator><item><guid isPermaLink='true'>{url}</guid>\
                     <link>{url}</link><pubDate>Mon, 23 Nov 2026 12:05:00 +0000</pubDate><description>&lt;p&gt;{text}\
                     &lt;/p&gt;</description><media:content url='{picture}' type='image/png' medium='image'/>\
                     </item></channel></rss>"
                ),
            );
        };
        put("Ferry is back&lt;br/&gt;It came at noon.");
        let room = Newsroom::open(base, &[&agency], &[source(&agency, "/@tolva.rss")]).await;
        room.poll().await;
        let first = room.line("/@tolva/113").await;
        assert_eq!(first.dispatch.headline, "Ferry is back");
        assert_eq!(agency.n_asked("/@tolva/113"), 0);
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", first.item.public)).await.text();
        assert!(page.contains("It came at noon."), "{page}");
        assert_eq!(room.count("SELECT COUNT(*) FROM picture").await, 1);

        put("Ferry is back&lt;br/&gt;It came at one.");
        room.poll().await;
        assert_eq!(room.line("/@tolva/113").await.item, first.item);
        assert_eq!(room.wire.head(), 2);
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean() && report.n_items == 1, "{report:?}");
    })
    .await;
}
