//! Lists are read as their golden folders say: `golden/read/<format>/<case>/{input.*, expected.txt}`.
//! `MEDIAWIRE_TEST_WRITE=1 cargo test` writes what is read now; the change is then read line by line.

use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::{html, telegraph};
use mediawire_core::extract;
use mediawire_core::model::base::{self, Origin};
use mediawire_core::model::entry::{Entry, Form};
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::model::lock::{self, Parsed};
use mediawire_core::model::time::Time;
use mediawire_core::read::robots::Robots;
use mediawire_core::read::{Input, List, NotAList, Told, discover, list, list_of, records};
use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const URL: &str = "https://tolva.example/feeds/main";

fn read(document: &str) -> Result<List, NotAList> {
    list(document, URL, &Slug::of("tolva"), CaptureId(Digest::of(document.as_bytes())))
}

/// Every golden case: its folder and its document.
fn cases() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/read");
    let folders = |path: &Path| -> Vec<PathBuf> {
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let mut cases: Vec<(PathBuf, String)> = Vec::new();
    for case in folders(&root).iter().flat_map(|format| folders(format)) {
        let input = folders(&case).into_iter().find(|file| file.file_stem().unwrap() == "input");
        let document = fs::read(input.expect("each case has an input")).unwrap();
        let document = match telegraph::is_message(&document) {
            true => telegraph::decode(&document).into_owned(),
            false => String::from_utf8(document).unwrap(),
        };
        cases.push((case, document));
    }
    cases.sort();
    cases
}

fn told(document: &str) -> String {
    let list = match read(document) {
        Ok(list) => list,
        Err(why) => return format!("{}\n{why}\n", why.code()),
    };
    let mut out = format!("format {}\ntitle {}\n", list.format, list.title);
    for (name, value) in [("home", &list.home), ("lang", &list.lang)] {
        if let Some(value) = value {
            let _ = writeln!(out, "{name} {value}");
        }
    }
    if let Some(ttl_ms) = list.ttl_ms {
        let _ = writeln!(out, "ttl_ms {ttl_ms}");
    }
    for hub in &list.hubs {
        let _ = writeln!(out, "hub {hub}");
    }
    if let Some(own) = list.own.as_ref().filter(|_| !list.hubs.is_empty()) {
        let _ = writeln!(out, "own {own}");
    }
    if list.skip != Default::default() {
        let _ = writeln!(out, "skip {:?}", list.skip);
    }
    if let Some(older) = &list.older {
        let _ = writeln!(out, "older {older}");
    }
    for doubt in &list.doubts {
        let _ = writeln!(out, "doubt {doubt}");
    }
    for listed in &list.lists {
        let modified =
            listed.modified.as_ref().map_or_else(String::new, |it| format!(" {}", it.at));
        let _ = writeln!(out, "list {}{modified}", listed.url);
    }
    for entry in &list.entries {
        tell(entry, document, &mut out);
        if entry.handling.is_some() && entry.text.is_some() {
            body(entry, document, &mut out);
        }
    }
    out
}

fn tell(entry: &Entry, document: &str, out: &mut String) {
    let time = |time: &Option<Time>| {
        time.as_ref().map(|time| {
            let offset = time.offset_s.map_or("no offset".to_owned(), |s| format!("{s} s"));
            format!("{} ({offset})", time.at)
        })
    };
    let text = entry.text.map(|fragment| {
        let tree = lock::tree_of(document, Some(fragment));
        let text = if tree.is_empty() { String::new() } else { tree.text_of(0) };
        format!("{:?} {:?}", fragment.form, text)
    });
    let list = |names: &[String]| (!names.is_empty()).then(|| names.join(" | "));
    let _ = writeln!(out, "\nentry {}", entry.title);
    for (name, value) in [
        ("url", entry.url.clone()),
        ("guid", entry.guid.clone()),
        ("summary", entry.summary.clone()),
        ("authors", list(&entry.authors)),
        ("published", time(&entry.published)),
        ("updated", time(&entry.updated)),
        ("categories", list(&entry.categories)),
        ("lang", entry.lang.clone()),
        ("image", entry.image.clone()),
        ("whole", entry.whole.map(|_| "yes".to_owned())),
        ("text", text),
        ("handling", entry.handling.as_deref().map(|it| format!("{it:?}"))),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "  {name} {value}");
        }
    }
}

/// The body of an agency's piece, which satisfies the lock.
fn body(entry: &Entry, document: &str, out: &mut String) {
    let origin = Origin { url: URL, location: None };
    let article = extract::fragment(document, &origin, entry).unwrap();
    let tree = lock::tree_of(document, entry.text);
    let base = base::of_part(document, entry.text, &tree, &origin);
    let parts = [Parsed { tree: &tree, base: base.as_ref() }];
    assert_eq!(lock::check(&article.body, &parts), Vec::new());
    for line in article.body.text(true).lines() {
        let _ = writeln!(out, "    | {line}");
    }
    for cut in &article.body.cuts {
        let _ = writeln!(out, "    x {}", cut.kind.name());
    }
}

#[test]
fn lists_are_read_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 32, "only {} cases", cases.len());
    for (case, document) in cases {
        let expected = case.join("expected.txt");
        let told = told(&document);
        if std::env::var_os("MEDIAWIRE_TEST_WRITE").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(told, expected, "{}", case.display());
    }
}

#[test]
fn each_text_lies_exactly_inside_its_element() {
    let mut n_texts = 0;
    for (case, document) in cases() {
        let Ok(list) = read(&document) else { continue };
        for fragment in list.entries.iter().filter_map(|entry| entry.text) {
            n_texts += 1;
            let (start, end) = (fragment.start as usize, fragment.end as usize);
            let place = format!("{} at {start}..{end}", case.display());
            let inside = document.get(start..end).unwrap_or_else(|| panic!("{place}"));
            let (before, behind) = (&document[..start], &document[end..]);
            match fragment.form {
                Form::JsonHtml | Form::JsonPlain | Form::JsonLines => {
                    assert!(before.ends_with('"') && !before.ends_with("\\\""), "{place}");
                    assert!(behind.starts_with('"') && !inside.ends_with('\\'), "{place}");
                }
                Form::Lines => {
                    assert!(!inside.contains(['\u{1}', '\u{2}', '\u{3}']), "{place}");
                }
                Form::Escaped | Form::Inline | Form::Plain | Form::Markup | Form::XmlLines => {
                    let open = &before[before.rfind('<').unwrap() + 1..];
                    let name = open.split([' ', '>']).next().unwrap();
                    assert!(open.ends_with('>') && !inside.trim().is_empty(), "{place}");
                    assert!(behind.starts_with(&format!("</{name}")), "{place}: {name}");
                }
            }
        }
    }
    assert!(n_texts >= 10, "only {n_texts} texts");
}

#[test]
fn any_beginning_of_any_list_is_survived() {
    for (case, document) in cases() {
        let whole = read(&document).map_or(0, |list| list.entries.len());
        for (end, _) in document.char_indices().step_by(7) {
            let n_entries = read(&document[..end]).map_or(0, |list| list.entries.len());
            assert!(n_entries <= whole.max(1), "{} up to {end}", case.display());
        }
    }
}

#[test]
fn hostile_lists_stay_small() {
    let deep = format!("<rss><channel><item><title>T</title>{}", "<a>".repeat(200_000));
    let list = read(&deep).unwrap();
    assert!(list.entries.is_empty() && list.doubts.len() == 2, "{:?}", list.doubts);

    let item = |i: usize| format!("<item><guid>{i}</guid></item>");
    let many: String = (0..6000).map(item).collect();
    let list = read(&format!("<rss><channel>{many}</channel></rss>")).unwrap();
    assert_eq!((list.entries.len(), list.entries[4999].guid.as_deref()), (5000, Some("4999")));
    assert_eq!(list.doubts, ["more than 5000 entries: the rest was not read"]);

    let empty = "<item></item>".repeat(6000);
    let list = read(&format!("<rss><channel>{empty}</channel></rss>")).unwrap();
    assert_eq!((list.entries.len(), list.doubts.len()), (0, 100));

    let guid = "g".repeat(5000);
    let list =
        read(&format!("<rss><channel><item><guid>{guid}</guid></item></channel></rss>")).unwrap();
    assert!(list.entries[0].guid.as_ref().unwrap().starts_with("sha256:"));
}

#[test]
fn of_a_long_sitemap_the_newest_entries_are_read() {
    // The newest stand in the middle.
    let row = |i: i64| {
        let at = jiff::Timestamp::from_second(1_700_000_000 - (i - 3000).abs() * 60).unwrap();
        format!("<url><loc>/{i}</loc><lastmod>{at}</lastmod></url>")
    };
    let rows: String = (0..6001).map(row).collect();
    let list = read(&format!("<urlset>{rows}</urlset>")).unwrap();
    let url = |i: usize| list.entries[i].url.as_deref().unwrap();
    assert_eq!((list.entries.len(), list.entries[0].title.as_str()), (5000, ""));
    assert_eq!((url(0), url(4999)), ("https://tolva.example/500", "https://tolva.example/5499"));
    assert_eq!(list.doubts, ["more than 5000 entries: the 1001 oldest were not read"]);

    let date = |i: usize| if i == 50_000 { "<lastmod>2026-11-25</lastmod>" } else { "" };
    let row = |i: usize| format!("<url><loc>/{i}</loc>{}</url>", date(i));
    let rows: String = (0..50_002).map(row).collect();
    let list = read(&format!("<urlset>{rows}</urlset>")).unwrap();
    assert_eq!(list.entries.len(), 5000);
    // The first beyond the limit is the newest, and is not looked at.
    assert!(list.entries.iter().all(|entry| entry.updated.is_none()));
    assert_eq!(
        list.doubts,
        [
            "more than 50000 addresses: the rest was not read",
            "more than 5000 entries: the 45000 oldest were not read"
        ]
    );
    let rows: String = (0..1500).map(|i| format!("<sitemap><loc>/{i}</loc></sitemap>")).collect();
    let list = read(&format!("<sitemapindex>{rows}</sitemapindex>")).unwrap();
    assert_eq!((list.lists.len(), list.entries.len()), (1000, 0));
    assert_eq!(list.doubts, ["more than 1000 lists: the 500 oldest were not read"]);
}

#[test]
fn hostile_channels_are_read_in_linear_time() {
    let post = "<div class=tgme_widget_message data-post=a/";
    let bubble = "<div class=tgme_widget_message_bubble><div class=tgme_widget_message_text>";
    let page = |inside: &str| format!("<section class=tgme_channel_history>{inside}");
    let open: String = (0..30_000).map(|n| format!("{post}{n}>{bubble}x")).collect();
    let list = read(&page(&open)).unwrap();
    assert_eq!((list.entries.len(), list.doubts.len()), (0, 100));
    // What never ends lies in what never ends.
    let deep = "<div class='tgme_widget_message_text tgme_widget_message_poll_question'><b>x"
        .repeat(30_000);
    let ends = "</div>".repeat(30_003);
    let list = read(&page(&format!("{post}1>{bubble}{deep}{ends}"))).unwrap();
    assert_eq!((list.entries.len(), list.doubts.len()), (1, 0));
    let many: String =
        (0..6_000).map(|n| format!("{post}{n}>{bubble}x</div></div></div>")).collect();
    let list = read(&page(&many)).unwrap();
    assert_eq!((list.entries.len(), list.entries[0].guid.as_deref()), (5000, Some("a/5999")));
    assert_eq!(list.doubts, ["more than 5000 entries: the rest was not read"]);
    let emoji = "<i class=emoji>😀</i>".repeat(30_000);
    let list =
        read(&page(&format!("{post}1>{bubble}{emoji} Ferry is back</div></div></div>"))).unwrap();
    assert_eq!(list.entries[0].title, "Ferry is back");
    // Where a post shows nothing, the page is not looked through for it.
    let bare: String = (0..30_000).map(|n| format!("{post}{n}></div>")).collect();
    let list = read(&page(&bare)).unwrap();
    assert_eq!((list.entries.len(), list.doubts.len()), (0, 100));
}

#[test]
fn an_entry_keeps_its_id_when_only_its_text_changes() {
    let id = |inside: &str| {
        let document = format!("<rss><channel><item>{inside}</item></channel></rss>");
        read(&document).unwrap().entries[0].id
    };
    assert_eq!(id("<guid>1</guid><title>A</title>"), id("<title>B</title><guid>1</guid>"));
    assert_eq!(id("<link>/a</link>"), id("<link>https://tolva.example/a</link><title>B</title>"));
    assert_ne!(id("<title>A</title>"), id("<title>B</title>"));
}

#[test]
fn feeds_of_a_page_are_found_best_first() {
    let page = r#"<html><head><base href="/news/"><title>Tolva</title>
        <link rel="alternate" type="application/rss+xml" title="Tolva &raquo; Comments" href="/comments/feed/">
        <link rel="Alternate" type="application/atom+xml; charset=utf-8" href="atom">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
        <link rel="alternate" hreflang="fa" href="/fa/">
        <link rel="alternate" type="application/feed+json" title="JSON" href="https://tolva.example/feed.json"></head>
        <body><a href="/about">About</a><a href="/world/rss.xml">World <b>RSS</b></a>
        <a href="/feed.json">again</a><a href="javascript:feed()">no</a><a href="/sitemap.xml">no</a></body></html>"#;
    let found: Vec<String> = discover::feeds(&html::parse(page), "https://tolva.example/")
        .into_iter()
        .map(|found| format!("{} {} {}", found.url, found.format.unwrap_or("-"), found.title))
        .collect();
    assert_eq!(
        found,
        [
            "https://tolva.example/news/atom atom ",
            "https://tolva.example/feed.json json JSON",
            "https://tolva.example/comments/feed/ rss Tolva » Comments",
            "https://tolva.example/world/rss.xml rss World RSS",
        ]
    );
}

#[test]
fn sitemaps_of_news_are_tried_before_others() {
    let named = [
        "https://tolva.example/all.xml",
        "https://lien.example/news.xml",
        "https://m.tolva.example/News.xml",
    ];
    let named = named.map(str::to_owned);
    assert_eq!(
        discover::sitemaps(&named, "https://www.tolva.example/world/"),
        [
            "https://lien.example/news.xml",
            "https://m.tolva.example/News.xml",
            "https://tolva.example/all.xml",
            "https://www.tolva.example/sitemap-news.xml",
            "https://www.tolva.example/news-sitemap.xml",
            "https://www.tolva.example/sitemap.xml",
            "https://www.tolva.example/sitemap_index.xml",
        ]
    );
}

/// The cases of Google's parser, where the corpus that holds them is at hand.
#[test]
fn robots_rules_are_those_of_googles_parser() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval/feeds/robots_cases.json");
    let Ok(file) = fs::read(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let cases: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let mut wrong = Vec::new();
    for case in cases["rows"].as_array().unwrap() {
        let field = |name: &str| case[name].as_str().unwrap();
        // The file keeps bytes as Latin-1.
        let bytes = |text: &str| -> Vec<u8> { text.chars().map(|c| c as u8).collect() };
        let url = String::from_utf8_lossy(&bytes(field("url"))).into_owned();
        let path = url
            .split_once("://")
            .map_or("/", |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let allowed = Robots::parse(&bytes(field("robots"))).allows(field("agent"), path);
        if allowed != case["allow"].as_bool().unwrap() {
            wrong.push(case.to_string());
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_feed_is_told_whole() {
    let document = "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' \
        xmlns:thr='http://purl.org/syndication/thread/1.0' xml:lang='en' xml:base='https://tolva.example/a/'>\
        <title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>The <b>Post</b></div></title>\
        <generator uri='press' version='2'>Press</generator><icon>/icon.png</icon>\
        <entry xml:base='b/'><id>urn:1</id><title>Quay &lt; 2</title><link href='c'/>\
        <link rel='enclosure' href='d.mp3' type='audio/mpeg' length='7'/>\
        <thr:in-reply-to ref='urn:0' href='https://tolva.example/0'/>\
        <author><name>Ada Marn</name><email>ada@tolva.example</email><uri>/ada</uri></author>\
        <contributor><name>Ewa</name></contributor>\
        <category term='q' scheme='urn:s' label='Quays'/>\
        <published>2026-11-23T14:05:00+03:00</published><updated>2026-11-23T12:00:00Z</updated>\
        <updated>2026-11-23T13:00:00Z</updated><rights>None</rights>\
        <content type='image/png' xml:lang=''>QUI</content>\
        <source><id>urn:src</id><title>Elsewhere</title><link href='e'/></source></entry></feed>";
    let mut entries = Vec::new();
    let input = Input {
        document,
        url: URL,
        location: Some("/moved"),
        home: None,
        language: Some("fa"),
        source: &Slug::of("tolva"),
        capture: CaptureId(Digest::of(b"")),
    };
    let head = records(&input, &mut |told| {
        if let Told::Record(record, _) = told {
            entries.push(record);
        }
        ControlFlow::Continue(())
    });
    let head = head.unwrap();
    assert_eq!(head.version, "atom10");
    let title = head.record.title().unwrap();
    assert_eq!((&*title.value(), title.media_type()), ("The <b>Post</b>", "application/xhtml+xml"));
    assert_eq!((title.line().as_str(), title.lang()), ("The Post", Some("en")));
    assert_eq!(title.base().unwrap().as_str(), "https://tolva.example/a/");
    let (name, href, version) = head.record.generator().unwrap();
    assert_eq!((name.as_str(), version.as_deref()), ("Press", Some("2")));
    assert_eq!(href.as_deref(), Some("https://tolva.example/a/press"));
    assert_eq!(head.record.icon().as_deref(), Some("https://tolva.example/icon.png"));

    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!(entry.id().unwrap(), ("urn:1".into(), false));
    assert_eq!(entry.title().unwrap().value(), "Quay < 2");
    assert_eq!(entry.link().as_deref(), Some("https://tolva.example/a/b/c"));
    let links: Vec<_> = entry.links().map(|it| (it.rel.into_owned(), it.href)).collect();
    let enclosure = "https://tolva.example/a/b/d.mp3".to_owned();
    assert_eq!(links[1], ("enclosure".to_owned(), enclosure));
    assert_eq!(entry.reply_to().next().unwrap(), ("ref", "urn:0".into()));
    let ada = &entry.authors()[0];
    assert_eq!(ada.email.as_deref(), Some("ada@tolva.example"));
    assert_eq!(ada.href.as_deref(), Some("https://tolva.example/ada"));
    assert_eq!(entry.contributors()[0].name.as_deref(), Some("Ewa"));
    assert_eq!(entry.categories()[0].label.as_deref(), Some("Quays"));
    assert_eq!(entry.published().unwrap().time().unwrap().offset_s, Some(3 * 3600));
    assert_eq!(&*entry.updated().unwrap().0, "2026-11-23T13:00:00Z", "the last one counts");
    assert_eq!(entry.rights().unwrap().value(), "None");
    let content = entry.contents().next().unwrap();
    assert_eq!((&*content.value(), content.lang()), ("AB", None), "Base64, in no language");
    let source = entry.source().unwrap();
    assert_eq!(source.title().unwrap().value(), "Elsewhere");
    assert_eq!(source.link().as_deref(), Some("https://tolva.example/a/b/e"));
    assert_eq!(read(document).unwrap().entries[0].text, None, "a picture is no text");
}

#[test]
fn where_and_in_what_language_a_list_is_the_answer_may_say() {
    let document = "<rss version=2.0><channel><title>T</title><link>/home</link>\
        <item><title>One</title><link>one</link></item></channel></rss>";
    let source = &Slug::of("tolva");
    let (url, capture) = (URL, CaptureId(Digest::of(b"")));
    let (location, language) = (Some("/elsewhere/list"), Some("fa"));
    let list =
        list_of(&Input { document, url, location, language, home: None, source, capture }).unwrap();
    assert_eq!(list.entries[0].url.as_deref(), Some("https://tolva.example/elsewhere/one"));
    assert_eq!(list.lang.as_deref(), Some("fa"));
}
