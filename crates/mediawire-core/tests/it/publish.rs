//! The stage `publish`: pages and feeds of items written here.

mod delivery;
mod markup;
mod pictures;
mod record;
mod samples;
mod wordpress;

use markup::Markup;
use mediawire_core::model::body::{BlockKind, Body, CutKind};
use mediawire_core::model::decision::Ground;
use mediawire_core::model::id::Slug;
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::{Display, Indexing};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::body::{Setting, to_html};
use mediawire_core::publish::locale::english;
use mediawire_core::publish::output::{Channel, OUTPUTS, Output};
use mediawire_core::publish::pages::{self, Front, Listing, PER_SECTION, Trouble};
use mediawire_core::publish::sitemap::{URLS_MAX, news_sitemap, robots_txt, security_txt, sitemap};
use mediawire_core::publish::verify::{Checked, VerifyPage, verify};
use mediawire_core::publish::{STYLESHEET, THEME_SCRIPT, address};
use samples::{NOW, body, every_block, hostile, item, persian, report, run, site, time, view};
use std::path::Path;

/// Compares `bytes` with the golden file `name`; writes it instead where `MEDIAWIRE_TEST_WRITE` is set.
fn check_golden(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/publish").join(name);
    if std::env::var_os("MEDIAWIRE_TEST_WRITE").is_some() {
        std::fs::write(&path, bytes).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let actual = String::from_utf8(bytes.to_vec()).unwrap();
    for (n, (a, b)) in actual.lines().zip(expected.lines()).enumerate() {
        assert_eq!(a, b, "{name}, line {}", n + 1);
    }
    assert_eq!(actual, expected, "{name}");
}

fn channel(items: Vec<Shown>, output: &Output) -> Channel {
    Channel {
        title: "Harbour Post Media Wire".to_owned(),
        path: "/".to_owned(),
        self_path: address::feed("/", output.file),
        description: "All of the wire".to_owned(),
        items,
        updated: time("2026-11-23T14:04:00Z"),
    }
}

fn article(shown: &Shown) -> String {
    pages::article(&site(), time(NOW), shown, &[persian(), view(), report()])
}

fn verify_page(shown: Shown) -> VerifyPage {
    VerifyPage {
        capture_url: shown.source_url.clone(),
        captured_at: time("2026-11-23T12:00:58Z"),
        payload_sha256: "0f".repeat(32),
        n_bytes: 48_213,
        download: None,
        archive_file: "wire-20261123-0001.warc.gz".to_owned(),
        body_sha256: "e1".repeat(32),
        n_blocks: 11,
        cuts: vec![(CutKind::Advertisement, 2), (CutKind::Related, 1)],
        command: format!("mediawire verify {}", shown.public),
        checked: Checked {
            at: time("2026-11-23T13:30:00Z"),
            differences: Vec::new(),
            removed: None,
        },
        shown,
    }
}

#[test]
fn article_page_has_everything_of_the_reference_page() {
    check_golden("article.html", article(&report()).as_bytes());
}

#[test]
fn teaser_article_leads_to_its_source_and_says_that_it_is_an_old_view() {
    let page = article(&view());
    check_golden("article-teaser.html", page.as_bytes());
    for words in
        ["This article is from 23 November 2021.", "This is a view", "Read the full article at"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn headline_article_shows_no_text_of_the_source() {
    let shown = Shown { display: Display::Headline, dek: None, teaser: String::new(), ..report() };
    let page = article(&shown);
    assert!(!page.contains("its master said. The ferry</p>"), "a body slipped out");
    assert!(!page.contains("It opens again when the fog lifts"), "a body slipped out");
    assert!(page.contains("Read the full article at"));
}

#[test]
fn persian_article_is_laid_out_right_to_left() {
    let page = article(&persian());
    assert!(page.contains("<article class=\"article\" lang=\"fa\" dir=\"rtl\">"));
    assert!(page.contains("<time datetime=\"2026-11-23T17:00:00+03:30\""));
    assert!(page.contains("<bdi lang=\"fa\" dir=\"rtl\">"));
}

/// A body without pictures, as HTML.
fn html(body: &Body) -> String {
    let setting = Setting { pictures: &Pictures::NONE, locale: &english(), base: "" };
    to_html(body, &setting)
}

#[test]
fn text_of_the_rendered_body_is_the_text_of_the_body() {
    for body in [every_block(), persian().body.unwrap(), hostile().body.unwrap(), Body::default()] {
        let lines = Markup::read(&html(&body)).lines;
        assert_eq!(lines.join("\n"), body.text(true));
    }
}

#[test]
fn lists_nest_as_their_levels_say_and_keep_their_numbers() {
    let list = |items: &[(u8, Option<i32>)]| {
        let items = items.iter().map(|&(level, number)| item(level, number, "x")).collect();
        html(&body(vec![BlockKind::List(items)])).replace('\n', "")
    };
    for (items, html) in [
        (vec![(1, None), (1, None)], "<ul><li>x</li><li>x</li></ul>"),
        (vec![(1, Some(1)), (1, Some(2))], "<ol><li>x</li><li>x</li></ol>"),
        (vec![(1, Some(3)), (1, Some(5))], "<ol start=\"3\"><li>x</li><li value=\"5\">x</li></ol>"),
        (
            vec![(1, None), (2, Some(1)), (1, None)],
            "<ul><li>x<ol><li>x</li></ol></li><li>x</li></ul>",
        ),
        (vec![(3, None), (9, None), (1, None)], "<ul><li>x<ul><li>x</li></ul></li><li>x</li></ul>"),
        (vec![(1, None), (1, Some(1))], "<ul><li>x</li></ul><ol><li>x</li></ol>"),
    ] {
        assert_eq!(list(&items), html, "{items:?}");
    }
}

#[test]
fn headings_of_a_body_skip_no_level() {
    for (levels, expected) in [
        (&[2, 3, 3, 2][..], &["h2", "h3", "h3", "h2"][..]),
        (&[3, 3, 5, 4, 2], &["h2", "h2", "h3", "h3", "h2"]),
        (&[1, 6, 1], &["h2", "h3", "h2"]),
    ] {
        let headings = levels.iter().map(|level| BlockKind::Heading(*level, vec![run("x")]));
        let page = html(&body(headings.collect()));
        let found: Vec<&str> = page.lines().map(|line| &line[1..3]).collect();
        assert_eq!(found, expected, "{levels:?}");
    }
}

#[test]
fn marks_stay_open_between_runs_that_share_them() {
    let html = html(&body(vec![BlockKind::Paragraph(samples::marked_line())]));
    for part in [
        "<a href=\"https://tolva.example/log?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\">the <em>harbour</em> log</a>",
        "<q>We wait, <strong>still</strong></q>",
        "</em> <strong>did not</strong>",
        "<ruby>字<rt>kanji</rt></ruby><br>of berth <code>A-7</code>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn hostile_texts_stay_text_on_every_page() {
    let site = site();
    let now = time(NOW);
    let shown = hostile();
    let front = Front {
        lead: Some(shown.clone()),
        recent: vec![shown.clone()],
        sections: vec![(site.sections[0].clone(), vec![shown.clone()])],
        next: Some(3),
        ..Front::default()
    };
    let listing = Listing {
        title: shown.source_name.clone(),
        path: "/source/x".to_owned(),
        lead: shown.headline.clone(),
        items: vec![shown.clone()],
        ..Listing::default()
    };
    let checked = Checked { at: now, differences: vec![shown.headline.clone()], removed: None };
    let verified = VerifyPage {
        command: shown.headline.clone(),
        archive_file: shown.headline.clone(),
        checked,
        ..verify_page(shown.clone())
    };
    for page in [
        pages::front(&site, now, &front),
        pages::listing(&site, now, &listing),
        pages::article(&site, now, &shown, std::slice::from_ref(&shown)),
        verify(&site, now, &verified),
        pages::withheld(&site, &shown.headline),
        pages::withdrawn(&site, (&shown.headline, Ground::House), now),
        pages::trouble(&site, Trouble::NotFound),
        pages::about(&site, &[(Slug::of("x"), shown.source_name.clone())]),
    ] {
        check_harmless(&page);
    }
}

/// No script but data, no handler, no style, no form, and links only to the web, to mail and within the site.
fn check_harmless(page: &str) {
    let markup = Markup::read(page);
    let n_bare = page.matches("<script>").count();
    assert_eq!(n_bare, page.matches(&format!("<script>{THEME_SCRIPT}</script>")).count());
    for (name, attributes) in &markup.tags {
        assert!(!matches!(name.as_str(), "b" | "style" | "iframe" | "form" | "base"), "{name}");
        let is_own = |(key, value): &(String, String)| match key.as_str() {
            "type" => value == "application/ld+json",
            "src" => *value == address::script(""),
            _ => false,
        };
        // The one without attributes is the program's own; the policy of every page names its digest.
        let is_own = attributes.is_empty() || attributes.iter().any(is_own);
        assert!(name != "script" || is_own, "a script");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "style", "{name} {key}");
            if matches!(key.as_str(), "href" | "src") {
                let is_fine = ["https://", "http://", "mailto:", "/", "#"]
                    .iter()
                    .any(|s| value.starts_with(s));
                assert!(is_fine && !value.starts_with("//"), "{name} {key}={value}");
            }
        }
    }
}

#[test]
fn lists_isolate_each_headline() {
    let front = Front { recent: vec![hostile(), persian()], ..Front::default() };
    let markup = Markup::read(&pages::front(&site(), time(NOW), &front));
    assert_eq!(markup.values("bdi", "dir"), ["auto", "rtl"]);
    assert!(STYLESHEET.contains("overflow-wrap: anywhere"), "a word of 10 KB would widen the page");
}

#[test]
fn lead_stands_on_the_front_page_once_beside_few_items_of_its_section() {
    let lead = report();
    let section = site().sections[0].clone();
    let front = Front {
        sections: vec![(section.clone(), vec![lead.clone()])],
        lead: Some(lead.clone()),
        ..Front::default()
    };
    let page = pages::front(&site(), time(NOW), &front);
    assert_eq!(page.matches(&address::article(&lead.public)).count(), 1);
    assert!(!page.contains("class=\"part\""), "a section without items has a heading");
    let front =
        Front { sections: vec![(section, vec![view(); PER_SECTION + 1])], ..Front::default() };
    let page = pages::front(&site(), time(NOW), &front);
    assert_eq!(page.matches("<article").count(), PER_SECTION);
}

#[test]
fn ages_are_those_of_the_minute_of_the_page() {
    let front = Front { recent: vec![persian(), view(), report()], ..Front::default() };
    let page = pages::front(&site(), time(NOW), &front);
    for age in ["1 minute ago", "44 minutes ago", "2 hours ago"] {
        assert!(page.contains(age), "{age}");
    }
    assert_eq!(page, pages::front(&site(), time("2026-11-23T14:05:00Z"), &front));
    assert_ne!(page, pages::front(&site(), time("2026-11-23T14:06:00Z"), &front));
}

#[test]
fn list_pages_lead_to_older_ones_and_to_their_feeds() {
    let listing = Listing {
        title: "Europe".to_owned(),
        path: "/section/europe".to_owned(),
        lead: String::new(),
        items: vec![report()],
        before: Some(60),
        next: Some(41),
        head: 60,
    };
    let page = pages::listing(&site(), time(NOW), &listing);
    assert!(
        page.contains("rel=\"canonical\" href=\"https://post.example/section/europe?before=60\"")
    );
    assert!(page.contains("<a rel=\"next\" href=\"/section/europe?before=41\">Older</a>"));
    assert!(page.contains("href=\"/section/europe\" aria-current=\"page\""));
    for output in OUTPUTS {
        assert!(page.contains(&address::feed("/section/europe", output.file)), "{}", output.name);
    }
}

#[test]
fn verify_page_tells_digests_cuts_and_the_command() {
    check_golden("verify.html", verify(&site(), time(NOW), &verify_page(report())).as_bytes());
}

#[test]
fn every_feed_is_as_expected() {
    for output in OUTPUTS {
        let bytes = (output.write)(&site(), &channel(vec![persian(), report(), view()], output));
        check_golden(output.file, &bytes);
    }
}

#[test]
fn source_and_url_stand_in_every_entry_of_every_feed() {
    let headline =
        Shown { display: Display::Headline, body: None, teaser: String::new(), ..report() };
    for shown in [report(), view(), persian(), headline] {
        for output in OUTPUTS {
            let bytes = (output.write)(&site(), &channel(vec![shown.clone()], output));
            let text =
                String::from_utf8(bytes).unwrap().replace("&amp;amp;", "&").replace("&amp;", "&");
            let (source, url) = (&shown.source_name, &shown.source_url);
            assert!(text.contains("Source: "), "{} of {source}", output.name);
            assert!(text.contains(source.as_str()), "{} of {source}", output.name);
            assert!(text.contains(url.as_str()), "{} of {source}", output.name);
        }
    }
}

#[test]
fn hostile_texts_leave_every_feed_well_formed() {
    for output in OUTPUTS {
        let bytes = (output.write)(&site(), &channel(vec![hostile()], output));
        let text = String::from_utf8(bytes).unwrap();
        if output.file == "feed.json" {
            let feed: serde_json::Value = serde_json::from_str(&text).unwrap();
            check_harmless(feed["items"][0]["content_html"].as_str().unwrap());
            continue;
        }
        assert!(!text.contains(['\0', '\u{7}']), "{}", output.name);
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(event) => assert!(!matches!(event, quick_xml::events::Event::CData(_))),
                Err(why) => panic!("{}: {why}", output.name),
            }
        }
    }
}

#[test]
fn sitemap_holds_no_more_than_a_sitemap_may() {
    let pages =
        [("/".to_owned(), time(NOW)), ("/a/x?y&z".to_owned(), time("2026-11-23T00:00:00.5Z"))];
    check_golden("sitemap.xml", &sitemap(&site(), &pages));
    let many = vec![pages[0].clone(); URLS_MAX + 5];
    let text = String::from_utf8(sitemap(&site(), &many)).unwrap();
    assert_eq!(text.matches("<loc>").count(), URLS_MAX);
    let robots = robots_txt(&site());
    for path in ["/sitemap.xml", "/news-sitemap.xml"] {
        assert!(robots.contains(&format!("\nSitemap: https://post.example{path}\n")), "{robots}");
    }
}

#[test]
fn news_sitemap_holds_what_is_new_and_to_be_found_here() {
    let of = |index, published: &str| Shown { index, published: time(published), ..report() };
    let [new, old] = ["2026-11-23T14:00:00Z", "2026-11-21T14:00:00Z"];
    let all = [of(Indexing::Own, new), of(Indexing::Source, new), of(Indexing::Own, old)];
    let xml = String::from_utf8(news_sitemap(&site(), time(NOW), &all)).unwrap();
    assert_eq!(xml.matches("<loc>").count(), 1, "{xml}");
    for part in [
        "<news:name>The Harbour Post<",
        "<news:language>en",
        "<news:publication_date>2026-11-23T14:00:00Z<",
    ] {
        assert!(xml.contains(part), "{part}: {xml}");
    }
}

#[test]
fn security_txt_names_the_contact_and_ends() {
    let now = time(NOW);
    let mail = security_txt(&site(), "desk@post.example", now);
    assert!(
        mail.starts_with("Contact: mailto:desk@post.example\nExpires: 2027-05-24T00:00:00Z\n"),
        "{mail}"
    );
    let page = security_txt(&site(), "https://post.example/contact", now);
    assert!(page.starts_with("Contact: https://post.example/contact\n"), "{page}");
}

#[test]
fn empty_lines_show_nothing() {
    let empty = body(vec![BlockKind::Paragraph(vec![run(" ")]), BlockKind::Paragraph(Vec::new())]);
    assert_eq!(html(&empty), "");
}

#[test]
fn a_teaser_only_item_shows_301_characters_of_an_endless_dek_wherever_it_shows() {
    // No other text has this letter, so that what is shown of the dek can be counted.
    let shown = samples::teased("ŧŧŧŧ ".repeat(1_000));
    let text = shown.dek.clone().unwrap();
    assert_eq!((text.chars().count(), shown.body.as_ref()), (300, None), "{text}");
    let n = |text: &str| text.matches('ŧ').count();
    let one = n(&text);
    let page = article(&shown);
    // The dek, two descriptions in the head, and that of the JSON-LD.
    assert!(page.contains(&text) && n(&page) % one == 0 && n(&page) <= 4 * one, "{}", n(&page));
    let longest = |text: &str| {
        text.split(|c| !matches!(c, 'ŧ' | ' ')).map(|it| it.chars().count()).max().unwrap()
    };
    assert!(longest(&page) <= 301);
    for output in OUTPUTS {
        let feed = (output.write)(&site(), &channel(vec![shown.clone()], output));
        let feed = String::from_utf8(feed).unwrap();
        assert!(feed.contains('ŧ') && longest(&feed) <= 301, "{}", output.name);
        assert!(n(&feed) % one == 0 && n(&feed) <= 2 * one, "{}", output.name);
    }
}
