//! Sources whose list is a page of headlines, and how lists are found.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use mediawire::pipeline::find::find;
use mediawire::store::lists;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;

const STORIES: [(&str, &str); 3] = [
    ("/2026/11/21/harbour-of-tolva-reopens", "Harbour of Tolva reopens after the storm"),
    ("/2026/11/22/council-votes-for-ferry", "Council votes for a new ferry"),
    ("/2026/11/23/museum-finds-lost-map", "Museum finds a lost map of the island"),
];

/// Puts the stories up, and gives a page that leads to them.
fn front(agency: &Agency) -> String {
    let mut items = String::new();
    for (n, (path, title)) in STORIES.into_iter().enumerate() {
        agency.article(path, title, n);
        items.push_str(&format!("<li><h3><a href={path}>{title}</a></h3>"));
    }
    format!(
        "<html><title>Tolva News</title><nav><a href=/about-us>About us and all of ours</a></nav><ul>{items}</ul>"
    )
}

fn source(agency: &Agency, path: &str) -> Source {
    Source { list: Some(agency.origin.url(path)), ..agency.source("a") }
}

#[tokio::test]
async fn page_of_headlines_leads_to_articles() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/world", 200, &front(&agency));
        let room = Newsroom::open(base, &[&agency], &[source(&agency, "/world")]).await;
        room.poll().await;
        let mut headlines: Vec<String> =
            room.lines().await.into_iter().map(|line| line.dispatch.headline).collect();
        headlines.sort();
        assert_eq!(
            headlines,
            [
                "Council votes for a new ferry",
                "Harbour of Tolva reopens after the storm",
                "Museum finds a lost map of the island"
            ]
        );
        assert_eq!(agency.n_asked("/about-us"), 0);
        let mut tx = room.wire.db.read().await.unwrap();
        let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
        assert_eq!((state.format.as_str(), state.n_failures), ("section", 0));
    })
    .await;
}

#[tokio::test]
async fn page_in_the_place_of_a_feed_is_no_list() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/a", "A story of the harbour", 1);
        agency.feed(&[told("/a", "A story of the harbour")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        assert_eq!(room.wire.head(), 1);
        agency.put("/feed", 200, &front(&agency));
        room.poll().await;
        assert_eq!(room.wire.head(), 1);
        let n_logged = "SELECT COUNT(*) FROM fetch_log WHERE code = 'not-a-feed'";
        assert_eq!(room.count(n_logged).await, 1);
    })
    .await;
}

#[tokio::test]
async fn site_file_says_which_links_count() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let page = format!("{}<div id=top><a href={}>It</a></div>", front(&agency), STORIES[1].0);
        agency.put("/world", 200, &page);
        let folder = base.dir().join("sites");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.test.toml"), "[[rule]]\nlinks = \"#top a\"\n").unwrap();
        let room = Newsroom::open(base, &[&agency], &[source(&agency, "/world")]).await;
        room.poll().await;
        let lines = room.lines().await;
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].dispatch.headline, STORIES[1].1);
    })
    .await;
}

#[tokio::test]
async fn lists_are_found_in_their_order() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let room = Newsroom::open(base, &[&agency], &[]).await;
        let url = |path: &str| agency.origin.url(path);
        let found = async |wants_page: bool| {
            let leads = find(&room.wire, &url("/world/"), wants_page).await.unwrap();
            let path = leads.found.url.trim_start_matches(&url("")).to_owned();
            (path, leads.found.list.format, leads.others.len())
        };
        agency.put("/world/", 200, &front(&agency));
        assert_eq!(found(false).await, ("/world/".to_owned(), "section", 0));

        let map = format!("{}\n{}\n", url("/a"), url("/b"));
        agency.put("/sitemap.txt", 200, &map);
        agency.put("/robots.txt", 200, &format!("User-agent: *\nSitemap: {}", url("/sitemap.txt")));
        let (path, format, _) = found(false).await;
        assert_eq!((path.as_str(), format), ("/sitemap.txt", "sitemap"));

        agency.feed(&[told("/a", "A")]);
        assert_eq!(found(false).await.0, "/feed");

        let declared = "<link rel=alternate type=application/rss+xml href=/gone.xml>\
                        <link rel=alternate type=application/rss+xml href=/world.xml>\
                        <link rel=alternate type=application/rss+xml href=/sport.xml>";
        agency.put("/world/", 200, &format!("<html>{declared}{}", front(&agency)));
        agency.put("/world.xml", 200, "<rss><channel><title>World</title></channel></rss>");
        assert_eq!(found(false).await, ("/world.xml".to_owned(), "rss", 1));
        assert_eq!(found(true).await, ("/world/".to_owned(), "section", 0));
    })
    .await;
}
