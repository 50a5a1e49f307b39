//! The flow, from a list on a server to a line of the wire.

mod agency;
mod carried;
mod channel;
mod copies;
mod expiry;
mod faults;
mod folder;
mod house;
mod kill;
mod mail;
mod manners;
mod posts;
mod push;
mod sections;
mod sitemaps;

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, Told, told};
use crate::site::Served;
use mediawire::error::Kind;
use mediawire::pipeline;
use mediawire::store::{items, lists, wire};
use mediawire::{Use, Wire};
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::{ItemId, Slug};
use mediawire_core::model::source::{Display, Release, Rights, Source};

#[tokio::test]
async fn feed_becomes_articles_with_source_and_address() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/world/rain", "Rain over Tolva", 1);
        agency.article("/sport/final", "Final is played", 2);
        agency.feed(&[told("/world/rain", "Rain over Tolva"), told("/sport/final", "Final")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;

        let line = room.line("/world/rain").await;
        assert_eq!(line.item.url, agency.origin.url("/world/rain"));
        assert_eq!(line.dispatch.headline, "Rain over Tolva");
        assert_eq!(line.dispatch.section.as_str(), "world");
        assert_eq!(room.line("/sport/final").await.dispatch.section.as_str(), "sport");
        assert_eq!(room.wire.head(), 2);
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", line.item.public)).await.text();
        let words = [text[0].split('"').next().unwrap(), "The a agency", line.item.url.as_str()];
        for word in words {
            assert!(page.contains(word), "{word}: {page}");
        }

        // Nothing is new: one question, no answer, nothing changed, and no row that would pile up.
        room.poll().await;
        assert_eq!((agency.n_asked("/feed"), agency.n_asked("/world/rain")), (2, 1));
        assert_eq!(room.count("SELECT COUNT(*) FROM fetch_log").await, 0);
        assert_eq!(room.count("SELECT COUNT(*) FROM capture").await, 3);
        assert_eq!(room.wire.head(), 2);
        let mut tx = room.wire.db.read().await.unwrap();
        let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
        assert_eq!((state.n_failures, state.trouble.as_str()), (0, ""));
        assert!(state.ok_ms > 0 && state.etag.starts_with('"'), "{state:?}");
    })
    .await;
}

#[tokio::test]
async fn text_that_a_feed_carries_is_a_witness_for_its_page() {
    on_each(async |base| {
        const LATE: &str = "Correction: the quays were raised by half a metre, not by a metre.";
        let agency = Agency::start().await;
        let text = agency.article("/rain", "Rain over Tolva", 1);
        let text: String = text.iter().map(|text| format!("<p>{text}</p>")).collect();
        let page = |text: &str| {
            format!(
                "<title>Rain over Tolva</title><meta property=og:type content=article><article>\
                 <h1>Rain over Tolva</h1>{text}</article><section class=more><div><h3>More from \
                 the harbour</h3><a href=/a>Fog lifts</a></div><p>{LATE}</p></section>"
            )
        };
        agency.put("/rain", 200, &page(&text));
        agency.put("/wind", 200, &page(&text.replace("Monday", "Tuesday").replace("was", "is")));
        let whole = Told { text: format!("{text}<p>{LATE}</p>"), ..told("/rain", "Rain") };
        agency.feed(&[whole, told("/wind", "Wind over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        for (path, is_told) in [("/rain", true), ("/wind", false)] {
            let line = room.line(path).await;
            let page = site.get(&format!("/a/{}", line.item.public)).await.text();
            assert_eq!(page.contains(LATE), is_told, "{path}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn changed_text_is_a_version_and_the_same_text_is_none() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let first = room.line("/rain").await;

        // The list says something new, and the page does not.
        agency.feed(&[told("/rain", "Rain over Tolva (update)")]);
        room.poll().await;
        assert_eq!(agency.n_asked("/rain"), 2);
        assert_eq!(room.outcomes("/rain").await, [("identify".to_owned(), "same".to_owned())]);
        assert_eq!(room.wire.head(), 1);

        let text = agency.article("/rain", "Rain ends over Tolva", 2);
        agency.feed(&[told("/rain", "Rain ends over Tolva")]);
        room.poll().await;
        let second = room.line("/rain").await;
        assert_eq!(second.item, first.item);
        assert_eq!((second.dispatch.number, second.first_number), (2, 1));
        assert_eq!(second.dispatch.headline, "Rain ends over Tolva");
        let mut tx = room.wire.db.read().await.unwrap();
        let versions = items::versions(&mut tx, first.item.id).await.unwrap();
        let articles = [first.dispatch.article, second.dispatch.article];
        let found: Vec<_> = versions.iter().map(|(n, article, _)| (*n, *article)).collect();
        assert_eq!(found, [(1, articles[0]), (2, articles[1])]);
        drop(tx);
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", first.item.public)).await.text();
        assert!(page.contains(text[1].split('"').next().unwrap()), "{page}");
    })
    .await;
}

#[tokio::test]
async fn item_waits_for_the_desk_and_goes_as_the_desk_says() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let source = Source { release: Release::Desk, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        assert_eq!(room.wire.head(), 0);
        assert_eq!(room.outcomes("/rain").await, [("dispatch".to_owned(), "held".to_owned())]);
        let item = room.waiting().await.unwrap();
        let site = Served::start(&room.wire).await;
        let path = format!("/a/{}", item.public);
        assert_eq!(site.get(&path).await.status, 404);

        let decide = async |kind: DecisionKind, why: &str| {
            pipeline::decide(&room.wire, item.id, &kind, "ed", why).await.unwrap();
            room.settle().await;
        };
        decide(DecisionKind::Release, "good").await;
        assert!(room.waiting().await.is_none());
        assert!(room.outcomes("/rain").await.is_empty());
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain over Tolva");
        assert_eq!(site.get(&path).await.status, 200);

        decide(DecisionKind::Headline(Some("House words".to_owned())), "style").await;
        let line = room.line("/rain").await;
        assert_eq!(line.dispatch.headline, "House words");
        assert_eq!(line.meta.headline, "Rain over Tolva", "the source's is kept");
        let page = site.get(&path).await.text();
        assert!(page.contains("House words") && page.contains("Rain over Tolva"), "{page}");

        decide(DecisionKind::Withhold, "a complaint <b>").await;
        assert!(room.lines().await.is_empty());
        for list in ["/", "/feed.json", "/feed.rss", "/section/world", "/sitemap.xml"] {
            let reply = site.get(list).await;
            assert_eq!(reply.status, 200, "{list}");
            assert!(!reply.text().contains(item.public.as_str()), "{list}");
        }
        for path in [path.clone(), format!("{path}/verify")] {
            let page = site.get(&path).await;
            let words = page.text();
            assert_eq!(page.status, 451);
            assert!(words.contains("a complaint &") && !words.contains("<b>"), "{words}");
            assert!(!words.contains(&text[0][..20]) && !words.contains("House words"), "{words}");
        }

        decide(DecisionKind::Release, "settled").await;
        assert_eq!(site.get(&path).await.status, 200);
        assert_eq!(room.line("/rain").await.dispatch.number, 4);
        let nobody = ItemId::new(&Slug::of("a"), "nothing");
        let error = pipeline::decide(&room.wire, nobody, &DecisionKind::Hold, "ed", "why").await;
        assert_eq!(error.unwrap_err().kind, Kind::NotFound);
        let error = pipeline::decide(&room.wire, item.id, &DecisionKind::Withhold, "ed", " ").await;
        assert_eq!(error.unwrap_err().kind, Kind::Malformed);
    })
    .await;
}

#[tokio::test]
async fn no_output_shows_more_than_the_source_allows() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/world/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/world/rain", "Rain over Tolva")]);
        let with = |display| Source { rights: Rights::to(display), ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[with(Display::Full)]).await;
        room.poll().await;
        let words: Vec<&str> = text[0].split(' ').collect();
        let (teaser, deep) = (words[2..8].join(" "), "of last spring.");
        let public = room.line("/world/rain").await.item.public;
        let mut paths = vec!["/".to_owned(), format!("/a/{public}"), format!("/a/{public}/verify")];
        for list in ["", "/section/world", "/source/a"] {
            paths.push(list.to_owned() + if list.is_empty() { "/" } else { "" });
            for output in mediawire_core::publish::output::OUTPUTS {
                paths.push(format!("{list}/{}", output.file));
            }
        }
        // The rights shrink after the dispatch: what is shown shrinks with them, at once.
        for display in [Display::Full, Display::Teaser, Display::Headline] {
            room.save(&with(display)).await;
            let site = Served::start(&room.wire).await;
            let mut shown = (false, false);
            for path in &paths {
                let reply = site.get(path).await;
                assert_eq!(reply.status, 200, "{path}");
                let page = reply.text();
                assert!(page.contains("Rain over Tolva"), "{path} {page}");
                shown.0 |= page.contains(&teaser);
                shown.1 |= page.contains(deep);
            }
            let expected = (display >= Display::Teaser, display == Display::Full);
            assert_eq!(shown, expected, "{display:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn folder_has_one_writer_and_readers_beside_it() {
    on_each(async |base| {
        let config = base.config();
        let early = Wire::open(base.dir(), &config, Vec::new(), Use::Read).await.unwrap_err();
        assert_eq!(early.kind, Kind::NotFound, "{early}");
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let second = Wire::open(base.dir(), &config, Vec::new(), Use::Write).await.unwrap_err();
        assert_eq!(second.kind, Kind::Conflict, "{second}");
        let words = second.to_string();
        assert!(words.starts_with("another mediawire is at work in "), "{words}");
        let reader = Wire::open(base.dir(), &config, Vec::new(), Use::Read).await.unwrap();
        assert_eq!(reader.public_key, room.wire.public_key);
        room.poll().await;
        let mut tx = reader.db.read().await.unwrap();
        assert_eq!(wire::head(&mut tx).await.unwrap(), 1);
        drop(tx);
        let key = room.wire.public_key;
        drop(room);
        let again = Wire::open(base.dir(), &config, Vec::new(), Use::Write).await.unwrap();
        assert_eq!((again.public_key, again.head()), (key, 1));
    })
    .await;
}
