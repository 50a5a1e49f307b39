//! A channel's page: a list whose posts are whole in it.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom};
use crate::site::Served;
use mediawire::store::{items, lists};
use mediawire::verify::verify;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::fmt::Write as _;

const REPLY: &str = "What another post said before";
pub(super) const FERRY: &str = "<b>Ferry is back at the north quay</b><br/><br/>The ferry of Tolva came in at noon on Monday, \
                     the harbour master told the council, and was met by a band and by most of the town.";
pub(super) const STORM: &str = "A storm is expected on Monday. The council of Tolva asks everybody to stay away from the quays \
                     until it is over, and to look after their neighbours.";
pub(super) const PERSIAN: &str = "کشتی به اسکله شمالی بازگشت<br/><br/>شهردار تلوا روز دوشنبه در نشست شورای شهر گفت که کشتی ظهر به \
                       بندر رسیده است و بسیاری از مردم شهر برای دیدن آن به اسکله آمده بودند. او از همه کارکنان بندر \
                       سپاسگزاری کرد و گفت که سفرهای دریایی از فردا دوباره آغاز می‌شود.";

/// Puts the channel's page up: its posts, each with its number, and how often each is said to have been seen.
pub(super) fn put(agency: &Agency, posts: &[(u32, &str)], n_views: u32) {
    agency.put("/s/tolva_harbour", 200, &page(agency, posts, n_views));
}

/// The page of these posts, which names the page of those before the first.
pub(super) fn page(agency: &Agency, posts: &[(u32, &str)], n_views: u32) -> String {
    let mut all = String::new();
    for (n, text) in posts {
        let url = agency.origin.url(&format!("/tolva_harbour/{n}"));
        write!(
            all,
            "<div class=\"tgme_widget_message_wrap\"><div class=\"tgme_widget_message js-widget_message\" \
             data-post=\"tolva_harbour/{n}\" data-view=\"{n_views}\"><div class=\"tgme_widget_message_bubble\">\
             <a class=\"tgme_widget_message_reply\" \"=\"\" href=\"https://t.me/x/1\"><div class=\"\
             tgme_widget_message_text js-message_reply_text\" dir=\"auto\">{REPLY}</div></a>\
             <a class=\"tgme_widget_message_photo_wrap\" href=\"{url}\" style=\"width:80px;background-image:\
             url('{url}.jpg')\"></a>\
             <div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\">{text}</div>\
             <a class=\"tgme_widget_message_link_preview\" href=\"https://weather.example/storm\">\
             <div class=\"link_preview_title\">Winds of ten</div></a>\
             <div class=\"tgme_widget_message_footer\"><span class=\"tgme_widget_message_views\">{n_views}00 seen\
             </span><a class=\"tgme_widget_message_date\" href=\"{url}\"><time datetime=\"2026-11-23T12:05:0{}\
             +00:00\">12:05</time></a></div></div></div></div>",
            n % 10
        )
        .unwrap();
    }
    let first = posts[0].0;
    format!(
        "<!DOCTYPE html><html><body><div class=\"tgme_channel_info_header_title\">Tolva Harbour</div>\
         <section class=\"tgme_channel_history js-message_history\">\
         <a class=\"js-messages_more\" href=\"/s/tolva_harbour?before={first}\"></a>{all}</section></body></html>"
    )
}

pub(super) fn source(agency: &Agency) -> Source {
    Source { list: Some(agency.origin.url("/s/tolva_harbour")), ..agency.source("a") }
}

#[tokio::test]
async fn posts_are_published_as_their_list_has_them_and_no_page_is_asked_for() {
    on_each(async |base| {
        let agency = Agency::start().await;
        put(&agency, &[(401, FERRY), (402, STORM), (403, PERSIAN)], 12);
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;

        assert_eq!(room.wire.head(), 3);
        assert_eq!(agency.n_asked("/tolva_harbour/401"), 0);
        let ferry = room.line("/tolva_harbour/401").await;
        assert_eq!(ferry.dispatch.headline, "Ferry is back at the north quay");
        let storm = room.line("/tolva_harbour/402").await;
        assert!(storm.dispatch.headline.starts_with("A storm is expected on Monday."));
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", ferry.item.public)).await.text();
        let url = agency.origin.url("/tolva_harbour/401");
        for words in [
            "met by a band and by most of the town.",
            "The a agency",
            &format!("href=\"{url}\""),
            "Winds of ten",
            "https://weather.example/storm",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for words in [REPLY, "1200 seen"] {
            assert!(!page.contains(words), "{words}: {page}");
        }
        let n_pictures = "SELECT COUNT(*) FROM picture";
        assert_eq!(room.count(n_pictures).await, 3);
        let persian = room.line("/tolva_harbour/403").await;
        let page = site.get(&format!("/a/{}", persian.item.public)).await.text();
        assert!(page.contains("lang=\"fa\" dir=\"rtl\""), "{page}");
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
        assert_eq!(report.n_items, 3);
    })
    .await;
}

#[tokio::test]
async fn only_words_make_a_version_of_a_post() {
    on_each(async |base| {
        let agency = Agency::start().await;
        put(&agency, &[(401, FERRY), (402, STORM)], 12);
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        let first = room.line("/tolva_harbour/401").await;

        // It was seen more often, and a post came before it: the texts lie elsewhere in the page.
        put(&agency, &[(400, PERSIAN), (401, FERRY), (402, STORM)], 345_678);
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 3);
        assert_eq!(room.wire.head(), 3);
        assert_eq!(room.line("/tolva_harbour/401").await.dispatch, first.dispatch);

        let edited = FERRY.replace("at noon", "at one o'clock");
        put(&agency, &[(400, PERSIAN), (401, &edited), (402, STORM)], 345_679);
        room.poll().await;
        assert_eq!(room.wire.head(), 4);
        let second = room.line("/tolva_harbour/401").await;
        assert_eq!(second.item, first.item);
        let mut tx = room.wire.db.read().await.unwrap();
        let versions = items::versions(&mut tx, first.item.id).await.unwrap();
        drop(tx);
        let found: Vec<_> = versions.iter().map(|(n, article, _)| (*n, *article)).collect();
        assert_eq!(found, [(1, first.dispatch.article), (2, second.dispatch.article)]);
        let site = Served::start(&room.wire).await;
        let page = site.get(&format!("/a/{}", first.item.public)).await.text();
        assert!(page.contains("at one o'clock") || page.contains("at one o&#39;clock"), "{page}");
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn poll_goes_back_to_what_is_known_and_no_further() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let older = |before: u32, posts: &[(u32, &str)]| {
            let path = format!("/s/tolva_harbour?before={before}");
            agency.put(&path, 200, &page(&agency, posts, 1));
            path
        };
        put(&agency, &[(409, FERRY)], 1);
        let first = older(409, &[(408, STORM)]);
        // The one before that is not to be had: what there is counts all the same.
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        let numbers = async || -> Vec<String> {
            let lines = room.lines().await.into_iter();
            lines.map(|line| line.item.url.rsplit('/').next().unwrap().to_owned()).collect()
        };
        assert_eq!(numbers().await, ["409", "408"]);

        // Two pages later.
        put(&agency, &[(413, PERSIAN)], 2);
        let gap = older(413, &[(410, "The harbour of Halvik is closed until Friday.")]);
        older(410, &[(409, FERRY)]);
        room.poll().await;
        assert_eq!(numbers().await, ["413", "410", "409", "408"]);
        room.poll().await;
        let asked = [
            first,
            gap,
            "/s/tolva_harbour?before=408".into(),
            "/s/tolva_harbour?before=410".into(),
        ];
        assert_eq!(asked.map(|path| agency.n_asked(&path)), [1, 1, 1, 1]);
    })
    .await;
}

#[tokio::test]
async fn channel_that_is_not_public_is_said_to_be_so() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/s/tolva_harbour", 200, "<body><div class=\"tgme_page\">@tolva_harbour</div>");
        let room = Newsroom::open(base, &[&agency], &[source(&agency)]).await;
        room.poll().await;
        let mut tx = room.wire.db.read().await.unwrap();
        let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
        drop(tx);
        assert_eq!(state.n_failures, 1);
        assert!(state.trouble.contains("there is no channel of this name, or it is not public"));
        let n_logged = "SELECT COUNT(*) FROM fetch_log WHERE code = 'no-channel'";
        assert_eq!(room.count(n_logged).await, 1);
    })
    .await;
}
