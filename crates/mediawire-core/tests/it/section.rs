//! Pages of headlines, invented after the shapes of real ones, as lists.

use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html::Tree;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::{Input, List, NotAList, section};
use std::fmt::Write as _;

const URL: &str = "https://www.tolva.example/news/";

fn read(document: &str) -> Result<List, NotAList> {
    section::read(&input(document), None)
}

fn input(document: &str) -> Input<'_> {
    let source = Box::leak(Box::new(Slug::of("tolva")));
    let capture = CaptureId(Digest::of(document.as_bytes()));
    Input { document, url: URL, location: None, language: None, home: None, source, capture }
}

/// Its entries: the path, the title, and the day.
fn told(document: &str) -> Vec<String> {
    let list = read(document).unwrap_or_else(|why| panic!("{why}: {document}"));
    assert_eq!((list.format, list.home.as_deref()), ("section", Some(URL)));
    let entry = |it: &mediawire_core::model::entry::Entry| {
        let url = it.url.as_deref().unwrap().trim_start_matches("https://www.tolva.example");
        let day = it.published.as_ref().map(|time| time.at.strftime(" %F").to_string());
        format!("{url} {}{}", it.title, day.unwrap_or_default())
    };
    list.entries.iter().map(entry).collect()
}

/// What stands around the headlines of most sites.
fn page(main: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Tolva News: the harbour's paper</title></head><body>\
         <header><a href=/><img alt='Tolva News'></a><nav><ul><li><a href=/world>World</a><li><a href=/sport>Sport</a>\
         <li><a href=/the-best-of-our-long-reads-in-2026>The best of our long reads in 2026</a></ul></nav></header>\
         {main}<div class='pagination'><a href='?page=2'>The older stories of this week</a></div>\
         <footer><ul><li><a href=/about-us>About the paper and those who make it</a><li><a href=/privacy>Privacy and \
         cookies on this site</a></ul><a href=https://other.example/2026/11/26/a-site-of-friends>A site of good friends \
         of ours</a></footer></body></html>"
    )
}

#[test]
fn cards_are_told_once_with_their_headlines_and_times() {
    let mut cards = String::new();
    for (n, title) in [
        "Harbour of Tolva reopens after the storm",
        "Council votes for a new ferry",
        "Teachers strike",
        "Museum finds a lost map of the island",
    ]
    .iter()
    .enumerate()
    {
        let slug = title.to_lowercase().replace(' ', "-");
        write!(
            cards,
            "<article class=card><a href=/2026/11/2{n}/{slug}><img src=/i/{n}.jpg alt='The quay'></a>\
             <span class=kicker><a href=/world>World</a></span><h3><a href=/2026/11/2{n}/{slug}#top>{title}</a></h3>\
             <p>The council of Tolva said on Monday what it has to say of it, and more will follow.</p>\
             <time datetime=2026-11-2{n}T10:00:00Z>2{n} November</time>\
             <a href=/2026/11/2{n}/{slug}#comments>12 comments</a></article>"
        )
        .unwrap();
    }
    assert_eq!(
        told(&page(&format!("<main>{cards}</main>"))),
        [
            "/2026/11/20/harbour-of-tolva-reopens-after-the-storm Harbour of Tolva reopens after the storm 2026-11-20",
            "/2026/11/21/council-votes-for-a-new-ferry Council votes for a new ferry 2026-11-21",
            "/2026/11/22/teachers-strike Teachers strike 2026-11-22",
            "/2026/11/23/museum-finds-a-lost-map-of-the-island Museum finds a lost map of the island 2026-11-23",
        ]
    );
}

#[test]
fn card_that_is_a_link_is_called_by_its_headline() {
    let card = |n: u32, title: &str| {
        format!(
            "<a class=teaser href=/story/{n}><div class=kicker>Politics</div><div class=title>{title}</div>\
             <div class=text>What the council of Tolva has decided on Monday, and what the harbour master says of it\
             </div><div class=age>26 November 2026, 10:0{}</div></a>",
            n % 10
        )
    };
    let cards = [
        card(48_211, "Harbour reopens after storm"),
        card(48_212, "A bridge is closed for good"),
        card(48_213, "The ferry sails again on Friday"),
    ];
    assert_eq!(
        told(&page(&cards.concat())),
        [
            "/story/48211 Harbour reopens after storm 2026-11-26",
            "/story/48212 A bridge is closed for good 2026-11-26",
            "/story/48213 The ferry sails again on Friday 2026-11-26",
        ]
    );
}

#[test]
fn old_pages_in_tables_and_fonts_are_read() {
    let row = |n: u32, title: &str| {
        format!(
            "<tr><td><font size=1 color=gray>2{n}.11.2026</font></td><td><font face=Arial size=2><b>\
             <a href=\"show.php?id=4{n}7&cat=2\">{title}</a></b></font><br><font size=1>More of it</font></td></tr>"
        )
    };
    let rows = [
        row(1, "The harbour is open again"),
        row(2, "Storm over the island on Friday"),
        row(3, "New head of the council"),
    ];
    let menu = "<table><tr><td><font size=1><a href=index.php>Start</a> | <a href=list.php?cat=2>Politics</a> | \
                <a href=list.php?cat=3>Sport</a> | <a href=about.html>About us</a></font></td></tr></table>";
    assert_eq!(
        told(&format!(
            "<title>Tolva</title><body bgcolor=white>{menu}<table>{}</table>",
            rows.concat()
        )),
        [
            "/news/show.php?id=417&cat=2 The harbour is open again 2026-11-21",
            "/news/show.php?id=427&cat=2 Storm over the island on Friday 2026-11-22",
            "/news/show.php?id=437&cat=2 New head of the council 2026-11-23",
        ]
    );
}

#[test]
fn scripts_of_all_directions_are_read() {
    let persian = [
        ("۱", "کشتی به اسکله شمالی بازگشت"),
        ("۲", "شورای شهر تلوا درباره پل تازه رأی داد"),
        ("۳", "طوفان در راه جزیره است"),
    ];
    let list = persian.map(|(n, title)| {
        format!(
            "<li><a href=\"/fa/news/12345{n}/{}\">{title}</a> <span>۵ آذر ۱۴۰۵</span></li>",
            title.replace(' ', "-")
        )
    });
    let found = told(&format!("<html lang=fa dir=rtl><ul class=list>{}</ul>", list.concat()));
    assert_eq!(found.len(), 3);
    assert!(found[0].contains("کشتی به اسکله شمالی بازگشت"), "{found:?}");
    let chinese = [
        "明江市政府周一宣布港口重新开放",
        "渡轮将于周五恢复航行市长说",
        "博物馆发现失踪的海岛地图",
    ];
    let items: String = chinese
        .iter()
        .enumerate()
        .map(|(n, title)| {
            format!(
                "<li><a href=\"/a/10023{n}.shtml\" target=_blank>{title}</a><em>11-26</em></li>"
            )
        })
        .collect();
    let menu = "<div class=menu><a href=/a/>新闻</a><a href=/b/>体育</a><a href=/c/>关于我们网站的一切</a></div>";
    assert_eq!(
        told(&format!("<html lang=zh>{menu}<ul>{items}</ul>")),
        [
            "/a/100230.shtml 明江市政府周一宣布港口重新开放",
            "/a/100231.shtml 渡轮将于周五恢复航行市长说",
            "/a/100232.shtml 博物馆发现失踪的海岛地图",
        ]
    );
}

#[test]
fn pages_without_headlines_are_no_lists() {
    for main in [
        "",
        "<h1>Not found</h1><p>The page that you asked for is not here. <a href=/>Back to the start of it all</a>",
        "<form><input name=user><a href=/login/forgot-my-password-again>Forgot my password again</a></form>",
        "<article><h1>Ferry</h1><p>It <a href=/2026/11/20/the-ferry-of-tolva-sails>sailed</a> before.</p></article>",
    ] {
        assert!(matches!(read(&page(main)), Err(NotAList::Page { .. })), "{main}");
    }
}

#[test]
fn site_file_names_the_links_that_count() {
    let document = page(
        "<div class=x><p><a href=/a>One</a><p><b><a href=/b>Two</a></b></div><a href=/c>Three</a>",
    );
    let chosen = |tree: &Tree| -> Vec<u32> {
        (0..tree.len())
            .filter(|&id| {
                tree.tag(id) == "p"
                    && tree.parent(id).is_some_and(|it| tree.attr(it, "class") == Some("x"))
            })
            .collect()
    };
    let list = section::read(&input(&document), Some(&chosen)).unwrap();
    let titles: Vec<&str> = list.entries.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["One", "Two"]);
}

#[test]
fn hostile_pages_are_read_in_linear_time() {
    for piece in [
        "<a href=/2026/11/26/",
        "<div class=nav><a href=/a-b-c-d>one two three four",
        "<h3><a href=/1234/x>a b c d</a>",
        "<a href=x>",
    ] {
        let _ = read(&piece.repeat(30_000));
    }
}
