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
