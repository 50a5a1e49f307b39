//! Pictures on pages and in feeds, and the page that search engines are to keep.

use super::markup::Markup;
use super::samples::{self, NOW, body, every_block, pictures, report, run, site, time};
use super::{article, channel, check_golden, verify_page};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::{BlockKind, Figure};
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::{Display, Indexing, Rights};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::body::{Setting, to_html};
use mediawire_core::publish::locale::{Locale, english};
use mediawire_core::publish::output::OUTPUTS;
use mediawire_core::publish::verify::verify;
use std::sync::{Arc, LazyLock};

fn illustrated() -> Shown {
    let pictures = pictures();
    Shown { lead_picture: pictures.lead().cloned(), pictures, ..report() }
}

fn setting<'a>(pictures: &'a Pictures, base: &'a str) -> Setting<'a> {
    static ENGLISH: LazyLock<Arc<Locale>> = LazyLock::new(english);
    Setting { pictures, locale: &ENGLISH, base }
}

fn figure(image: &str, alt: &str, caption: &str, credit: &str) -> BlockKind {
    let line = |text: &str| if text.is_empty() { Vec::new() } else { vec![run(text)] };
    BlockKind::Figure(Figure {
        image: Some(image.to_owned()),
        alt: alt.to_owned(),
        caption: line(caption),
        credit: line(credit),
    })
}

#[test]
fn figure_shows_its_image_with_its_sides_and_the_text_stays_the_text() {
    let body = every_block();
    let html = to_html(&body, &setting(&pictures(), ""));
    check_golden("body-pictures.html", html.as_bytes());
    let markup = Markup::read(&html);
    assert_eq!(markup.lines.join("\n"), body.text(true));
    let src = format!("/image/{}.jpg", Digest::of(b"2"));
    assert_eq!(markup.values("img", "src"), [src.as_str()]);
    let sides = (markup.values("img", "width"), markup.values("img", "height"));
    assert_eq!(sides, (vec!["1200"], vec!["675"]));
    assert!(!html.contains("Picture at the source"), "{html}");
    assert!(!html.contains("own data"), "the page has a credit of its own: {html}");
}

#[test]
fn credit_of_the_image_stands_where_the_page_has_none_and_says_so() {
    let lead = "https://img.tolva.example/lead.png";
    let body = body(vec![
        figure(lead, "\"><script>", "The quay", ""),
        figure(lead, "", "", ""),
        figure(lead, "", "", "Photo: Tolva"),
        figure("https://img.tolva.example/other.png", "Elsewhere", "", ""),
    ]);
    let html = to_html(&body, &setting(&pictures(), "https://post.example"));
    let stated = "<p class=\"credit ours\" lang=\"en\" dir=\"ltr\">From the picture’s own data: \
                  <bdi>Jon &quot;&lt;b&gt;&quot; Vik</bdi></p>";
    assert_eq!(html.matches(stated).count(), 2, "{html}");
    assert_eq!(html.matches("Picture at the source").count(), 1, "{html}");
    let markup = Markup::read(&html);
    assert_eq!(markup.lines.join("\n"), body.text(true));
    assert_eq!(markup.values("img", "alt"), ["\"><script>", "", ""]);
    let src = format!("https://post.example/image/{}.png", Digest::of(b"1"));
    assert_eq!(markup.values("img", "src"), [src.as_str(); 3]);
}

#[test]
fn pictures_are_shown_by_right_only() {
    for (images, display, n) in [
        (false, Display::Full, 0),
        (true, Display::Headline, 0),
        (true, Display::Teaser, 1),
        (true, Display::Full, 2),
    ] {
        let rights = Rights { images, ..Rights::to(display) };
        let shown = samples::seen(rights, String::new(), &pictures());
        assert_eq!(shown.pictures.0.len(), n, "{images} {display:?}");
        assert_eq!(shown.lead_picture.as_ref(), pictures().lead().filter(|_| n > 0));
    }
    assert!(!Rights::to(Display::Full).images, "off where nothing is stated");
}

#[test]
fn every_feed_leads_to_our_own_images() {
    let lead = format!("https://post.example/image/{}.png", Digest::of(b"1"));
    let inside = format!("https://post.example/image/{}.jpg", Digest::of(b"2"));
    for output in OUTPUTS {
        let feed = (output.write)(&site(), &channel(vec![illustrated()], output));
        let feed = String::from_utf8(feed).unwrap();
        assert!(feed.contains(&lead) && feed.contains(&inside), "{}: {feed}", output.name);
        assert!(!feed.contains("img.tolva.example"), "{}: {feed}", output.name);
    }
    let page = article(&illustrated());
    assert!(page.contains(&format!("<meta property=\"og:image\" content=\"{lead}\">")), "{page}");
    assert!(page.contains("\"@type\":\"ImageObject\""), "{page}");
    let plain = article(&Shown { pictures: Pictures::NONE, lead_picture: None, ..report() });
    assert!(!plain.contains("og:image") && !plain.contains("ImageObject"));
}

#[test]
fn search_engines_are_led_where_the_rights_say() {
    let own = format!("https://post.example/a/{}", report().public);
    let canonical = |index| {
        let page = article(&Shown { index, ..report() });
        assert!(page.contains(&format!("<meta property=\"og:url\" content=\"{own}\">")));
        let hrefs: Vec<String> = Markup::read(&page)
            .tags
            .into_iter()
            .filter(|(name, attributes)| {
                name == "link" && attributes.contains(&("rel".to_owned(), "canonical".to_owned()))
            })
            .flat_map(|(_, attributes)| attributes)
            .filter(|(key, _)| key == "href")
            .map(|(_, value)| value)
            .collect();
        (hrefs, page.contains("<meta name=\"robots\" content=\"noindex\">"))
    };
    assert_eq!(canonical(Indexing::Own), (vec![own.clone()], false));
    assert_eq!(canonical(Indexing::Source), (vec![report().source_url], false));
    assert_eq!(canonical(Indexing::None), (Vec::new(), true));
    for (index, is_found) in
        [(Indexing::Own, true), (Indexing::Source, false), (Indexing::None, false)]
    {
        let page = verify(&site(), time(NOW), &verify_page(Shown { index, ..report() }));
        assert_eq!(page.contains("rel=\"canonical\""), is_found, "{index:?}");
        assert_eq!(page.contains("content=\"noindex\""), !is_found, "{index:?}");
    }
}
