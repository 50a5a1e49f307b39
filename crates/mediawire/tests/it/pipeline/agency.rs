//! Agencies' documents: whole pieces, and how their agencies want them handled.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, paragraphs, told};
use crate::site::Served;
use mediawire::pipeline;
use mediawire::store::items;
use mediawire::verify::verify;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::source::Source;

/// A story in NewsML-G2; `management` stands in its `itemMeta`.
fn story(guid: &str, version: u32, management: &str, text: &[String]) -> String {
    let text: String = text.iter().map(|text| format!("<h:p>{text}</h:p>")).collect();
    format!(
        "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"{guid}\" version=\"{version}\" \
         standard=\"NewsML-G2\" standardversion=\"2.34\" xml:lang=\"en\">\
         <rightsInfo><copyrightNotice>© Tolva News</copyrightNotice></rightsInfo>\
         <itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"nprov:TNA\"/>\
         <versionCreated>2026-11-23T14:05:00Z</versionCreated>{management}</itemMeta>\
         <contentMeta><headline>Rain in {guid}</headline><by>By Ada Tolva</by></contentMeta>\
         <contentSet><inlineXML contenttype=\"application/xhtml+xml\">\
         <h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:body>{text}</h:body></h:html>\
         </inlineXML></contentSet></newsItem>"
    )
}

fn message(items: &[String]) -> String {
    let items = items.concat();
    format!("<newsMessage><header/><itemSet>{items}</itemSet></newsMessage>")
}

const CANCELED: &str = "<pubStatus qcode=\"stat:canceled\"/>";
const WITHHELD: &str = "<pubStatus qcode=\"stat:withheld\"/>";
const USABLE: &str = "<pubStatus qcode=\"stat:usable\"/>";

fn source(agency: &Agency) -> Source {
    Source { list: Some(agency.origin.url("/wire.xml")), ..agency.source("a") }
}

/// Puts the stories up and polls.
async fn sent(agency: &Agency, room: &Newsroom, items: &[String]) {
    agency.put("/wire.xml", 200, &message(items));
    room.poll().await;
}

async fn headlines(room: &Newsroom) -> Vec<String> {
    room.lines().await.into_iter().map(|line| line.dispatch.headline).collect()
}

/// The codes of what became of entries that were not published.
async fn codes(room: &Newsroom) -> Vec<String> {
    let mut tx = room.wire.db.read().await.unwrap();
    let rows = tx.rows("SELECT code FROM outcome ORDER BY code", &[]).await.unwrap();
    rows.into_iter().map(|mut row| row.text()).collect()
}

#[tokio::test]
async fn stories_of_a_message_are_published_whole_under_the_home_of_their_agency() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        let texts = [paragraphs(1), paragraphs(2)];
        let all = [story("urn:1", 1, USABLE, &texts[0]), story("urn:2", 1, USABLE, &texts[1])];
        sent(&agency, &room, &all).await;
        assert_eq!(room.wire.head(), 2);
        let lines = room.lines().await;
        let line = lines.into_iter().find(|it| it.dispatch.headline == "Rain in urn:1").unwrap();
        assert_eq!(line.item.url, agency.origin.url("/"), "they have no address of their own");
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", line.item.public)).await.text();
        for words in [texts[0][3].split('"').next().unwrap(), "Ada Tolva", "The a agency"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean() && report.n_items == 2, "{report:?}");
        // The same again is no news.
        sent(&agency, &room, &[all[1].clone(), all[0].clone()]).await;
        assert_eq!((room.wire.head(), room.count("SELECT COUNT(*) FROM entry").await), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn a_higher_version_wins_and_one_that_comes_late_does_not() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        sent(&agency, &room, &[story("urn:1", 3, USABLE, &paragraphs(3))]).await;
        let first = room.lines().await.pop().unwrap();
        sent(&agency, &room, &[story("urn:1", 2, USABLE, &paragraphs(2))]).await;
        assert_eq!(room.lines().await.pop().unwrap().dispatch, first.dispatch);
        assert_eq!(codes(&room).await, ["older"]);
        sent(&agency, &room, &[story("urn:1", 4, USABLE, &paragraphs(4))]).await;
        let last = room.lines().await.pop().unwrap();
        assert_eq!(last.item, first.item);
        assert_ne!(last.dispatch.article, first.dispatch.article);
        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(items::versions(&mut tx, first.item.id).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_canceled_piece_is_killed_and_no_version_that_comes_late_brings_it_back() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        sent(&agency, &room, &[story("urn:1", 1, USABLE, &paragraphs(1))]).await;
        let item = room.lines().await.pop().unwrap().item;
        // The second was canceled before anything of it came.
        let canceled = [story("urn:1", 2, CANCELED, &[]), story("urn:2", 2, CANCELED, &[])];
        sent(&agency, &room, &canceled).await;
        let mut tx = room.wire.db.read().await.unwrap();
        let last = mediawire::store::wire::last(&mut tx, item.id).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(
            last.notice,
            Notice::Killed("its agency has canceled it".to_owned(), Ground::House)
        );
        assert_eq!(codes(&room).await, ["canceled", "canceled"]);
        let site = Served::start(&room.wire).await;
        assert_eq!(site.get(&format!("/a/{}", item.public)).await.status, 410);

        let late =
            [story("urn:1", 3, USABLE, &paragraphs(5)), story("urn:2", 1, USABLE, &paragraphs(6))];
        sent(&agency, &room, &late).await;
        assert_eq!(room.lines().await.len(), 0);
        assert_eq!(room.wire.head(), 2);
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn what_is_withheld_waits_and_comes_back_when_its_agency_or_a_person_lets_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        sent(&agency, &room, &[story("urn:1", 1, WITHHELD, &paragraphs(1))]).await;
        assert_eq!((room.wire.head(), codes(&room).await), (0, vec!["withheld".to_owned()]));
        let waiting = room.waiting().await.unwrap();
        sent(&agency, &room, &[story("urn:1", 2, USABLE, &paragraphs(2))]).await;
        assert_eq!(headlines(&room).await, ["Rain in urn:1"]);
        assert_eq!(room.lines().await[0].item, waiting);
        // On the wire, it is taken off, and a person brings it back.
        sent(&agency, &room, &[story("urn:1", 3, WITHHELD, &paragraphs(2))]).await;
        assert!(room.lines().await.is_empty());
        let release = DecisionKind::Release;
        pipeline::decide(&room.wire, waiting.id, &release, "ed", "asked them").await.unwrap();
        room.settle().await;
        assert_eq!(headlines(&room).await, ["Rain in urn:1"]);
    })
    .await;
}

#[tokio::test]
async fn embargoed_piece_is_nowhere_before_its_time_and_out_at_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        let until = room.wire.now() + jiff::SignedDuration::from_hours(2);
        let embargo = format!("<embargoed>{until}</embargoed>");
        sent(&agency, &room, &[story("urn:1", 1, &embargo, &paragraphs(1))]).await;
        assert_eq!((room.wire.head(), codes(&room).await), (0, vec!["embargoed".to_owned()]));
        let item = room.waiting().await.unwrap();
        // Not even an editor lets it out, and the time for it is set.
        let release = DecisionKind::Release;
        pipeline::decide(&room.wire, item.id, &release, "ed", "now").await.unwrap();
        room.settle().await;
        assert_eq!(room.wire.head(), 0);
        let mut tx = room.wire.db.read().await.unwrap();
        let sql = "SELECT run_at FROM job WHERE kind = 'dispatch'";
        let run_at = tx.row(sql, &[]).await.unwrap().int();
        drop(tx);
        assert_eq!(run_at, until.as_millisecond());
        let site = Served::start(&room.wire).await;
        for path in ["/", "/feed.json", "/sitemap.xml", "/search?q=rain"] {
            let words = site.get(path).await.text();
            assert!(!words.contains("Rain in"), "{path}: {words}");
        }
        assert_eq!(site.get(&format!("/a/{}", item.public)).await.status, 404);
        // The agency moves its time: it is over.
        let embargo = "<embargoed>2026-11-20T10:00:00Z</embargoed>";
        sent(&agency, &room, &[story("urn:1", 2, embargo, &paragraphs(1))]).await;
        assert_eq!(headlines(&room).await, ["Rain in urn:1"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_story_stays_an_entry_with_its_kind() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        let kind = |guid: &str, class: &str, genre: &str| {
            let item = story(guid, 1, "", &paragraphs(1)).replace("ninat:text", class);
            item.replace("<by>", &format!("<genre qcode=\"genre:{genre}\"/><by>"))
        };
        let terms = story("urn:5", 1, "", &paragraphs(5))
            .replace("</rightsInfo>", "<usageTerms>Print only.</usageTerms></rightsInfo>");
        let all = [
            kind("urn:1", "ninat:text", "Daybook"),
            kind("urn:2", "ninat:text", "Advisory"),
            kind("urn:3", "ninat:picture", "Current"),
            story("urn:4", 1, "", &[]),
            terms,
            story("urn:6", 1, "", &paragraphs(6)).replace("Rain in", "TEST:"),
        ];
        sent(&agency, &room, &all).await;
        let found = codes(&room).await;
        assert_eq!(found, ["advisory", "daybook", "flash", "medium", "terms", "test"]);
        assert_eq!(room.wire.head(), 0);
        let item = room.waiting().await.unwrap();
        pipeline::decide(&room.wire, item.id, &DecisionKind::Release, "ed", "agreed")
            .await
            .unwrap();
        room.settle().await;
        assert_eq!(headlines(&room).await, ["Rain in urn:5"]);
    })
    .await;
}

#[tokio::test]
async fn documents_that_a_feed_or_a_package_leads_to_are_pieces() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text: String = paragraphs(1).iter().map(|text| format!("<p>{text}</p>")).collect();
        agency.put(
            "/nitf/rain",
            200,
            &format!(
                "<?xml version='1.0'?><nitf><head><docdata><doc-id id-string='n-1'/></docdata></head><body>\
                 <body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content>{text}</body.content></body></nitf>"
            ),
        );
        agency.feed(&[told("/nitf/rain", "Rain, says the feed")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let line = room.line("/nitf/rain").await;
        assert_eq!(line.dispatch.headline, "Rain");
        assert_eq!(room.outcomes("/nitf/rain").await, [("extract".to_owned(), "document".to_owned())]);

        // An item whose text lies elsewhere: the embargo is the item's.
        let until = room.wire.now() + jiff::SignedDuration::from_hours(2);
        let remote = story("urn:9", 1, &format!("<embargoed>{until}</embargoed>"), &[]);
        let (start, _) = remote.split_once("<inlineXML").unwrap();
        let href = agency.origin.url("/nitf/snow");
        let remote = format!(
            "{start}<remoteContent href=\"{href}\" contenttype=\"application/nitf+xml\"/></contentSet></newsItem>"
        );
        let snow = paragraphs(2)[0].clone();
        agency.put(
            "/nitf/snow",
            200,
            &format!(
                "<nitf><body><body.head><hedline><hl1>Snow</hl1></hedline></body.head>\
                 <body.content><p>{snow}</p></body.content></body></nitf>"
            ),
        );
        agency.put("/feed", 200, &message(&[remote]));
        room.poll().await;
        assert_eq!(agency.n_asked("/nitf/snow"), 1);
        assert_eq!(room.wire.head(), 1);
        assert!(codes(&room).await.contains(&"embargoed".to_owned()));
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}
