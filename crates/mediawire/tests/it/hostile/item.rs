//! ITEM: identity and fields of what a list announces. Dates are in `dates.rs`.

use crate::engine::on_each;
use crate::hostile::cases::item::{CASES, odd_letters};
use crate::hostile::server::Hostile;
use crate::hostile::trial::{all_end_as_they_say, list};
use crate::newsroom::{Agency, Newsroom, Told, told};
use crate::site::Served;
use mediawire::retrieve::What;
use mediawire_core::codec::html;

#[tokio::test]
async fn items_end_as_the_catalogue_says() {
    all_end_as_they_say(CASES, What::List).await;
}

#[tokio::test]
async fn identity_is_the_source_s_own_and_bounded() {
    let server = Hostile::start().await;
    let twice = list(&server, "ITEM-01").await.unwrap();
    let ids: std::collections::BTreeSet<_> = twice.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), twice.entries.len(), "no two entries have one identity: {twice:?}");
    assert!(twice.entries.iter().any(|entry| entry.title == "Snow"));

    let bare = list(&server, "ITEM-05").await.unwrap();
    assert!(bare.entries.len() <= 1, "what says nothing is passed over: {bare:?}");

    let odd = list(&server, "ITEM-06").await.unwrap();
    let guid = |title: &str| {
        let entry = odd.entries.iter().find(|entry| entry.title == title);
        entry.and_then(|entry| entry.guid.clone()).unwrap_or_default()
    };
    assert!(guid("Long").starts_with("sha256:"));
    assert_eq!((guid("Upper"), guid("Lower")), ("A".to_owned(), "a".to_owned()));
    assert!(
        odd.entries.iter().all(|entry| entry.url.is_none()),
        "a guid that is no address leads nowhere"
    );
}

#[tokio::test]
async fn fields_are_text_within_bounds() {
    let server = Hostile::start().await;
    let long = list(&server, "ITEM-15").await.unwrap().entries.remove(0);
    assert_eq!(long.title.chars().count(), 2_000);
    assert!(long.authors.len() <= 64 && long.categories.len() <= 64);

    let marked = list(&server, "ITEM-16").await.unwrap().entries.remove(0).title;
    assert!(!marked.contains("<b>") && !marked.contains("<script>"), "{marked}");
    assert!(!marked.contains('\u{1b}'), "{marked:?}");

    for entry in list(&server, "ITEM-19").await.unwrap().entries {
        let url = entry.url.unwrap_or_default();
        assert!(url.is_empty() || url.starts_with("http://h.test"), "{}: {url}", entry.title);
    }
}

#[tokio::test]
async fn guid_that_changes_at_every_poll_publishes_nothing_twice() {
    // ITEM-02.
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        for n in 0..3 {
            agency.feed(&[told("/rain", "Rain over Tolva")]);
            let feed = format!(
                "<rss version='2.0'><channel><item><title>Rain over Tolva</title><guid>random-{n}</guid>\
                 <link>{}</link></item></channel></rss>",
                agency.origin.url("/rain")
            );
            agency.put("/feed", 200, &feed);
            room.poll().await;
        }
        assert_eq!(room.wire.head(), 1);
    })
    .await;
}

#[tokio::test]
async fn source_touches_no_item_of_another() {
    // ITEM-03, ITEM-04: one copies guid and address of the other, with words of its own.
    on_each(async |base| {
        let (own, other) = (Agency::start().await, Agency::start().await);
        own.article("/rain", "Rain over Tolva", 1);
        own.feed(&[told("/rain", "Rain over Tolva")]);
        let sources = [own.source("own"), other.source("other")];
        let room = Newsroom::open(base, &[&own, &other], &sources).await;
        room.poll().await;
        let first = room.line("/rain").await;

        let url = own.origin.url("/rain");
        let lie = "The ferry of Tolva never sailed, says the other source, in a text of its own. ".repeat(8);
        let feed = format!(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item>\
             <title>Nothing was ever said</title><guid>{url}</guid><link>{url}</link>\
             <content:encoded>&lt;p&gt;{lie}&lt;/p&gt;</content:encoded></item></channel></rss>"
        );
        other.put("/feed", 200, &feed);
        room.poll().await;
        let again = room.lines().await;
        let line = again.iter().find(|line| line.item == first.item).unwrap();
        assert_eq!(line.dispatch, first.dispatch);
        let touched = again.iter().filter(|line| line.item.source.as_str() == "own").count();
        assert_eq!(touched, 1);
    })
    .await;
}

#[tokio::test]
async fn letters_that_turn_a_line_around_stay_in_their_own() {
    // ITEM-16, ITEM-17: on every page, a headline stands in an element that isolates it.
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/rain", &odd_letters(), 1);
        let title = odd_letters();
        agency.feed(&[Told { text: text.concat(), ..told("/rain", &title) }]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let page = site.get("/").await.text();
        let tree = html::parse(&page);
        let holders =
            (0..tree.len()).filter(|id| tree.is_text(*id) && tree.text(*id).contains('\u{202e}'));
        let mut n = 0;
        for holder in holders {
            if tree.ancestors(holder).any(|id| matches!(tree.tag(id), "head" | "script")) {
                continue;
            }
            n += 1;
            let is_apart = tree.ancestors(holder).any(|id| {
                tree.tag(id) == "bdi" || tree.attr(id, "dir").is_some() && tree.tag(id) != "html"
            });
            assert!(is_apart, "{}", tree.text(holder));
        }
        assert!(n > 0, "{page}");
    })
    .await;
}
