//! What is read of an article beside its text, a rule a line, from small invented pages.

use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{Page, meta, text};
use mediawire_core::model::article::{Meta, Origin};
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::source::Genre;

const URL: &str = "https://www.tolva.example/town/rain-falls";
const TEXT: &str = "Rain fell on the town for the whole of the night, and the river rose above its banks before the \
    sun was up. The mayor said that nobody was hurt, and that the bridge would stay closed until it had been looked at.";

/// The page whose head and whose lines around the headline are these.
fn page(url: &str, head: &str, top: &str) -> Meta {
    let document = format!(
        "<!doctype html><html lang=en><head>{head}</head><body><article>{top}<p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    );
    let capture = CaptureId::new(url, 0, Digest::of(document.as_bytes()));
    text(&Page { capture, url, document: &document, entry: None, list: None }).unwrap().meta
}

fn json_ld(fields: &str) -> String {
    format!("<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{fields}}}</script>")
}

#[test]
fn headline_is_the_one_that_readers_see() {
    let og = |title: &str| format!("<meta property=og:title content='{title}'>");
    for (head, top, expected) in [
        (
            og("Rain falls on Tolvar | Tolva News"),
            "<h1>Rain falls on Tolvar</h1>",
            "Rain falls on Tolvar",
        ),
        (
            og("Rain falls on Tolvar"),
            "<h1><span>Weather</span>Rain falls on Tolvar</h1>",
            "Rain falls on Tolvar",
        ),
        (
            og("Other words"),
            "<h1><span class=kicker>Weather</span> Rain falls on Tolvar</h1>",
            "Other words",
        ),
        (
            og("Tolvar has rain all night"),
            "<h1><b class=kicker>Weather</b> Rain falls on Tolvar all night</h1>",
            "Rain falls on Tolvar all night",
        ),
        (
            og("Rain falls on Tolvar"),
            "<h1>Tolva News</h1><h2>Rain falls on Tolvar</h2>",
            "Rain falls on Tolvar",
        ),
        (
            og("Rain falls on Tolvar") + "<title>Rain falls on Tolvar - The Tolva Post</title>",
            "<h1>The Tolva Post</h1>",
            "Rain falls on Tolvar",
        ),
        (json_ld("\"headline\":\"Rain &amp; wind in Tolvar\""), "", "Rain & wind in Tolvar"),
        (String::new(), "<h1>Rain falls on Tol\u{ad}var</h1>", "Rain falls on Tolvar"),
        (String::new(), "<h1>Rain<br>falls on Tolvar</h1>", "Rain falls on Tolvar"),
        (
            String::new(),
            "<h1><ruby>雨<rp>(</rp><rt>あめ</rt><rp>)</rp></ruby>が降る町</h1>",
            "雨が降る町",
        ),
        // A heading that is the link to the front page is the site's name.
        (
            "<title>Rain falls on Tolvar : Quist Post</title>".to_owned(),
            "<h1><a href=/>Quist Post</a></h1>",
            "Rain falls on Tolvar",
        ),
        (
            "<title>Quist Post » Archive » Rain falls on Tolvar</title>".to_owned(),
            "<h1><a href=https://archive.example/web/2026/https://quist.example/>Quist Post</a></h1>",
            "Rain falls on Tolvar",
        ),
        // The site's name is the domain's where it is not stated.
        (og("Rain falls on Tolvar - Tolva"), "", "Rain falls on Tolvar"),
        (
            "<meta property=og:site_name content='Quist Post'>".to_owned()
                + &og("Rain falls on Tolvar|Quist Post"),
            "",
            "Rain falls on Tolvar",
        ),
        // A word of the stated headline is not the headline.
        (
            og("Everything that is known of the long rain over Tolvarville"),
            "<h1>Tolvarville</h1><h1>Contents</h1>",
            "Everything that is known of the long rain over Tolvarville",
        ),
        (
            og("Rain falls on Tolvar") + "<title>News - Tolva</title>",
            "<h1>News</h1><h1>Rain falls on Tolvar</h1>",
            "Rain falls on Tolvar",
        ),
        (
            og("Rain falls on Tolvar: what is known tonight"),
            "<h1>Rain over Tolvar, and what is known of it tonight</h1><h1>Other pieces of the house</h1>",
            "Rain over Tolvar, and what is known of it tonight",
        ),
    ] {
        assert_eq!(page(URL, &head, top).headline, expected, "{head} {top}");
    }
}

#[test]
fn headline_for_machines_that_readers_do_not_see_is_a_doubt() {
    // HTML-25.
    let stated = |words: &str| json_ld(&format!("\"headline\":\"{words}\""));
    let h1 = "<h1>Rain falls on Tolvar</h1>";
    for (head, top, is_conflict) in [
        (stated("Rain falls on Tolvar"), h1, false),
        (stated("Tolvar drowns: rain without end"), h1, false),
        (stated("Fog"), h1, true),
        (stated("Ten cures nobody told you about"), h1, true),
        ("<meta property=og:title content='Ten cures nobody told you about'>".to_owned(), h1, true),
    ] {
        let meta = page(URL, &head, top);
        let doubts: Vec<_> =
            meta.doubts.iter().filter(|it| it.contains("gives another headline")).collect();
        assert_eq!(doubts.len(), usize::from(is_conflict), "{head}: {doubts:?} {}", meta.headline);
    }
}

#[test]
fn authors_are_persons_and_agencies_stand_apart() {
    let site = "<meta property=og:site_name content='Tolva News'>";
    let person =
        |name: &str| json_ld(&format!("\"author\":{{\"@type\":\"Person\",\"name\":\"{name}\"}}"));
    let author = |name: &str| format!("{site}<meta name=author content='{name}'>");
    let h1 = "<h1>Rain falls on Tolvar</h1>";
    for (head, top, persons, agencies) in [
        (person("Ada Tolva"), "", "Ada Tolva", ""),
        (person("Ada Tolva and Ben Quist"), "", "Ada Tolva; Ben Quist", ""),
        (
            json_ld("\"author\":{\"@type\":\"Organization\",\"name\":\"Rain Watch\"}"),
            "",
            "",
            "Rain Watch",
        ),
        (
            author("Tolva News"),
            "<p class=byline>By <a>Ada Tolva</a>, Senior Editor</p>",
            "Ada Tolva",
            "",
        ),
        (author("Tolva News"), "", "", "Tolva News"),
        (author("dpa"), "", "", "dpa"),
        (author("Ada Tolva/AFP"), "", "Ada Tolva", "AFP"),
        (
            String::new(),
            "<div class=author-name>Ada Tolva</div><div class=author-title>Reporter</div>",
            "Ada Tolva",
            "",
        ),
        (String::new(), "<p>Autorin: <b>Ada Tolva</b></p>", "Ada Tolva", ""),
        (String::new(), "<p class=author>content: Rain Watch</p>", "", ""),
        (String::new(), "<p>By</p><p>Ada Tolva</p>", "Ada Tolva", ""),
        (String::new(), "<p>Von Ada Tolva und Ben Quist</p>", "Ada Tolva; Ben Quist", ""),
        (String::new(), "<p><a href=/author/ada>Ada Tolva</a></p>", "Ada Tolva", ""),
        (String::new(), "<p class=byline>Ada Tolva<span>3 May 2026</span></p>", "Ada Tolva", ""),
        (String::new(), "<div class=author>Reviewed by <b>Udo Alt</b></div>", "", ""),
        (String::new(), "<div class=comments><p class=author>Udo Alt</p></div>", "", ""),
        (
            format!("{}<meta name=author content='Ada Tolva, Ben Quist'>", person("Ada Tolva")),
            "",
            "Ada Tolva; Ben Quist",
            "",
        ),
        // The name of an account, where readers see its bearer's.
        (author("ada.tolva"), "<p class=byline>By Ada Tolva</p>", "Ada Tolva", ""),
        (
            json_ld(
                "\"author\":{\"@type\":\"Person\",\"name\":\"Ada\",\"description\":\"Ada Tolva writes on rain.\"}",
            ),
            "",
            "Ada Tolva",
            "",
        ),
        (author("Rain Watch (rain.tv)"), "", "", "Rain Watch"),
        ("<meta name=citation_author content='Tolva, Ada B.'>".to_owned(), "", "Ada B. Tolva", ""),
        (author("Tolva News"), "<p>By Agence Quist</p>", "", "Agence Quist"),
        (String::new(), "<p>Von Ada Tolva am <b>3. Mai</b></p>", "Ada Tolva", ""),
        (String::new(), "<li><b>Autorin/Autor</b> Ada Tolva</li>", "Ada Tolva", ""),
        (String::new(), "<p>Autor: <a>Rechtsanwältin</a> Ada Tolva</p>", "Ada Tolva", ""),
        (
            String::new(),
            "<p>By <a rel=author>Ada Tolva</a></p><p>Reviewed by <a rel=author>Udo Alt</a></p>",
            "Ada Tolva",
            "",
        ),
        (
            String::new(),
            "<div><img src=ada.jpg alt='Ada Tolva'><span>Ada Tolva</span></div>",
            "Ada Tolva",
            "",
        ),
        (String::new(), "<div><img src=ada.jpg alt=Rain><span>Ada Tolva</span></div>", "", ""),
        (String::new(), "<p><b>Ada Tolva/Ben Quist</b></p>", "Ada Tolva; Ben Quist", ""),
        (String::new(), "<p>Ada Tolva</p>", "", ""),
    ] {
        let meta = page(URL, &head, &format!("{h1}{top}"));
        let found = (meta.authors.join("; "), meta.agencies.join("; "));
        assert_eq!(found, (persons.to_owned(), agencies.to_owned()), "{head} {top}");
    }
}

#[test]
fn a_signature_far_below_is_read_where_it_is_the_only_one() {
    let far = "<p>Rain.</p>".repeat(90);
    let head = json_ld("\"author\":{\"@type\":\"Organization\",\"name\":\"Rain Watch\"}");
    let one = format!("<h1>Rain falls</h1>{far}<p>By <b>Ada Tolva</b></p><p>By Ada Tolva</p>");
    let one = page(URL, &head, &one);
    assert_eq!(one.authors, ["Ada Tolva"]);
    let two = format!("<h1>Rain falls</h1>{far}<p>By <b>Ada Tolva</b></p><p>By <b>Udo Alt</b></p>");
    assert!(page(URL, &head, &two).authors.is_empty());
}

#[test]
fn published_is_the_day_that_its_source_wrote() {
    let stated = |time: &str| json_ld(&format!("\"datePublished\":\"{time}\""));
    let url = "https://www.tolva.example/2026/05/03/rain-falls";
    let h1 = "<h1>Rain falls on Tolvar</h1>";
    for (url, head, top, expected) in [
        (URL, stated("2026-05-03T10:00:00+02:00"), "", "2026-05-03T08:00:00Z 7200"),
        // A zone that the page shows.
        (
            URL,
            stated("2026-05-04T03:37:37Z"),
            "<time datetime=2026-05-03T23:37:37-04:00>3 May</time>",
            "2026-05-04T03:37:37Z -14400",
        ),
        (
            URL,
            stated("2026-05-04T03:37:00Z"),
            "<p class=date>May 3, 2026, 11:37 pm</p>",
            "2026-05-04T03:37:00Z -14400",
        ),
        (
            URL,
            stated("2026-05-04T03:37:00Z"),
            "<p class=date>May 3, 2026</p>",
            "2026-05-04T03:37:00Z -14400",
        ),
        (url, stated("2026-05-02T23:01:00Z"), "", "2026-05-02T23:01:00Z 3600"),
        // A printing that is later than what readers see.
        (
            URL,
            stated("2026-05-03"),
            "<p class=post-date>12 January 2024</p>",
            "2024-01-12T00:00:00Z -",
        ),
        // What readers see is the change.
        (
            URL,
            stated("2026-05-03"),
            "<p class=date>Updated: 12 June 2026</p>",
            "2026-05-03T00:00:00Z -",
        ),
        (
            URL,
            String::new(),
            "<p class=date>Updated 12 June 2026 | Published 3 May 2026</p>",
            "2026-05-03T00:00:00Z -",
        ),
        (URL, String::new(), "<p>3. Mai 2026</p>", "2026-05-03T00:00:00Z -"),
        (
            URL,
            String::new(),
            "<p class=todays-date>12 June 2026</p><p class=date>3 May 2026</p>",
            "2026-05-03T00:00:00Z -",
        ),
        (url, String::new(), "", "2026-05-03T00:00:00Z -"),
        ("https://tolva.example/news/03-05-2026-rain", String::new(), "", "2026-05-03T00:00:00Z -"),
        (URL, String::new(), "", "none"),
        // The page is in English: the month stands first, but not where that speaks against what is stated.
        (URL, String::new(), "<p class=date>05/03/2026</p>", "2026-05-03T00:00:00Z -"),
        (URL, stated("2026-05-03"), "<p class=date>03/05/2026</p>", "2026-05-03T00:00:00Z -"),
        // Days of other pieces are held against nothing.
        (
            URL,
            stated("2026-05-03"),
            "<p class=date>1 May 2026</p><p class=date>2 May 2026</p><p class=date>30 April 2026</p>",
            "2026-05-03T00:00:00Z -",
        ),
        (URL, String::new(), "<div class=date><p id=todays-day>12 June 2026</p></div>", "none"),
        (
            URL,
            "<meta name=published_on content=2026-05-03>".to_owned(),
            "",
            "2026-05-03T00:00:00Z -",
        ),
        (
            URL,
            String::new(),
            "<p>Tolvar, 3 May 2026. Rain fell on the town, and on the hills behind it, for the whole of the night.</p>",
            "2026-05-03T00:00:00Z -",
        ),
        (
            URL,
            String::new(),
            "<p>On Sunday, 3 May 2026, rain fell on the town, and on the hills behind it, for the whole of the night.</p>",
            "none",
        ),
    ] {
        let meta = page(url, &head, &format!("{h1}{top}"));
        let told = meta.published.map_or("none".to_owned(), |time| {
            format!("{} {}", time.at, time.offset_s.map_or("-".to_owned(), |it| it.to_string()))
        });
        assert_eq!(told, expected, "{url} {head} {top}");
    }
}

#[test]
fn statements_are_held_against_what_readers_see() {
    let stated = json_ld("\"datePublished\":\"2019-06-17\"");
    let given = |day: &str| format!("<meta property=article:published_time content='{day}'>");
    let h1 = "<h1>Rain falls on Tolvar</h1>";
    let far = "<p>Rain.</p>".repeat(80);
    let teaser = |day: &str| format!("<a class=date href=/x>No. 34 of {day}</a>");
    let in_headline =
        "<div class=meta><h1>Rain falls on Tolvar, 2.5.2026</h1><b>3 May 2026</b></div>";
    let folder = "https://www.tolva.example/2017/7/12/rain";
    for (url, head, top, expected) in [
        // A statement that is shown, before one that is not.
        (
            URL,
            stated.clone() + &given("2026-05-03"),
            format!("{h1}<p>3 May 2026</p>"),
            "2026-05-03",
        ),
        (URL, stated.clone() + &given("2026-05-03"), h1.to_owned(), "2019-06-17"),
        // Numbers that can be read in two ways.
        (URL, given("03/05/2026"), format!("{h1}<p>Posted on: 3 May 2026</p>"), "2026-05-03"),
        // The address is older than the statement, and nothing shows the statement's day.
        (folder, stated.clone(), h1.to_owned(), "2017-07-12"),
        (folder, stated.clone(), format!("{h1}<p>17 June 2019</p>"), "2019-06-17"),
        // A day in the headline is that of what it tells.
        (URL, String::new(), in_headline.to_owned(), "2026-05-03"),
        // So is one among many words, or in a link to another piece.
        (
            URL,
            String::new(),
            format!("{h1}<p>Flooded streets near Tolvar harbour, 1 May 2026{far}<p>3 May 2026"),
            "2026-05-03",
        ),
        (
            URL,
            String::new(),
            format!("{h1}<p>3 May 2026</p>{}", teaser("1 May 2026")),
            "2026-05-03",
        ),
        // A publication far below says more than a change.
        (
            URL,
            String::new(),
            format!("{h1}<p>Updated 9 May 2026</p>{far}<p class=published>3 May 2026</p>"),
            "2026-05-03",
        ),
        // Where nothing else is, a day in what is named as if it were beside the article.
        (URL, String::new(), format!("{h1}<div class=topbar>May 3, 2026</div>"), "2026-05-03"),
        (URL, String::new(), format!("{h1}<p>3424486444</p>"), "none"),
    ] {
        let published = page(url, &head, &top).published;
        let told = published.map_or("none".to_owned(), |time| time.at.to_string());
        assert_eq!(told.split('T').next(), Some(expected), "{url} {head} {top}");
    }
}

#[test]
fn a_page_without_a_text_has_metadata() {
    let document =
        format!("<h1>Rain falls on Tolvar</h1>{}", json_ld("\"datePublished\":\"2026-05-03\""));
    let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
    let meta = meta(&Page { capture, url: URL, document: &document, entry: None, list: None });
    assert_eq!(meta.headline, "Rain falls on Tolvar");
    assert!(meta.published.is_some());
}

#[test]
fn days_that_stand_away_from_the_headline_are_of_other_pieces() {
    let (h1, far) = ("<h1>Rain falls on Tolvar</h1>", "<p>Rain.</p>".repeat(8));
    let head = json_ld("\"datePublished\":\"2026-05-03\"");
    let above = format!("<p class=date>1 May 2026</p>{far}{h1}");
    let published = |meta: Meta| meta.published.map(|time| time.at.to_string());
    assert_eq!(published(page(URL, &head, &above)).as_deref(), Some("2026-05-03T00:00:00Z"));
    // Without a statement, the first text anywhere that is a day is better than none.
    let below = format!("{h1}{}<p>on 3-ago-2026</p>", far.repeat(12));
    assert_eq!(published(page(URL, "", &below)).as_deref(), Some("2026-08-03T00:00:00Z"));
}

#[test]
fn views_are_told_from_reports() {
    let h1 = "<h1>Rain falls on Tolvar</h1>";
    let kind = |name: &str| {
        format!("<script type='application/ld+json'>{{\"@type\":\"{name}\"}}</script>")
    };
    for (url, head, top, expected) in [
        (URL, kind("OpinionNewsArticle"), h1, Some(Genre::View)),
        (URL, kind("AnalysisNewsArticle"), h1, Some(Genre::View)),
        (URL, kind("ReviewNewsArticle"), h1, Some(Genre::View)),
        (URL, kind("ReportageNewsArticle"), h1, Some(Genre::Report)),
        (URL, kind("NewsArticle"), h1, None),
        ("https://tolva.example/opinion/rain", String::new(), h1, Some(Genre::View)),
        ("https://tolva.example/town/opinion", String::new(), h1, None),
        (URL, "<meta property=article:section content=Meinung>".to_owned(), h1, Some(Genre::View)),
        (URL, String::new(), "<p>Kommentar</p><h1>Rain falls on Tolvar</h1>", Some(Genre::View)),
        (URL, String::new(), "<ul><li>Kommentar</li></ul><h1>Rain falls on Tolvar</h1>", None),
        (URL, String::new(), "<h1>Opinion: Rain falls on Tolvar</h1>", Some(Genre::View)),
    ] {
        assert_eq!(page(url, &head, top).genre, expected, "{url} {head} {top}");
    }
}

#[test]
fn terms_are_what_the_page_states() {
    let free =
        |value: &str| page(URL, &json_ld(&format!("\"isAccessibleForFree\":{value}")), "").is_free;
    assert_eq!(free("true"), Some(true));
    assert_eq!(free("\"False\""), Some(false));
    assert_eq!(
        page(URL, &json_ld("\"hasPart\":{\"isAccessibleForFree\":false}"), "").is_free,
        Some(false)
    );
    assert_eq!(
        page(URL, "<meta property=article:content_tier content=locked>", "").is_free,
        Some(false)
    );
    assert_eq!(page(URL, "", "<div class=paywall>Pay</div>").is_free, Some(false));
    assert_eq!(page(URL, "", "").is_free, None);
    let licence = "https://creativecommons.org/licenses/by/4.0/";
    let linked = page(URL, "", &format!("<a rel=license href={licence}>CC BY</a>"));
    assert_eq!(linked.licence.as_deref(), Some(licence));
    let stated = page(
        URL,
        &json_ld(&format!(
            "\"license\":\"{licence}\",\"copyrightHolder\":{{\"name\":\"Tolva News\"}}"
        )),
        "",
    );
    assert_eq!(
        (stated.licence.as_deref(), stated.rights.as_deref()),
        (Some(licence), Some("Tolva News"))
    );
    assert_eq!(
        page(URL, "<meta name=copyright content='Tolva News'>", "").rights.as_deref(),
        Some("Tolva News")
    );
}

#[test]
fn language_is_the_texts_own_with_the_region_of_the_attribute() {
    let lang = |attribute: &str| {
        let document = format!(
            "<html lang={attribute}><body><h1>Rain falls</h1><p>{TEXT}</p><p>{TEXT}</p></body></html>"
        );
        let capture = CaptureId::new(URL, 0, Digest::of(document.as_bytes()));
        text(&Page { capture, url: URL, document: &document, entry: None, list: None })
            .unwrap()
            .meta
    };
    assert_eq!(lang("en-GB").lang.as_deref(), Some("en-GB"));
    assert_eq!(lang("en-GB").origins.lang, Some(Origin::Link));
    assert_eq!(lang("de").lang.as_deref(), Some("en"));
    assert_eq!(lang("de").origins.lang, Some(Origin::Text));
}

#[test]
fn every_field_says_what_it_was_read_from() {
    let head = "<title>Rain falls on Tolvar</title><meta name=description content='A wet night.'>\
        <link rel=canonical href=https://tolva.example/rain><meta property=og:image content=/rain.jpg>\
        <meta name=keywords content='rain, Tolvar, Rain'>";
    let meta = page(URL, head, "<h1>Rain falls on Tolvar</h1><p class=byline>By Ada Tolva</p>");
    let origins = meta.origins;
    assert_eq!(origins.headline, Some(Origin::Page));
    assert_eq!(origins.dek, Some(Origin::Meta));
    assert_eq!(origins.authors, Some(Origin::Page));
    assert_eq!(origins.canonical, Some(Origin::Link));
    assert_eq!(origins.image, Some(Origin::Meta));
    assert_eq!(origins.published, None);
    assert_eq!(meta.canonical.as_deref(), Some("https://tolva.example/rain"));
    assert_eq!(meta.keywords, ["rain", "Tolvar"]);
}
