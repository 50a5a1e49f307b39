//! Posts of the house's own WordPress.

use super::check_golden;
use super::markup::Markup;
use super::samples::{hostile, persian, pictures, public, report, site, time, view};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dispatch::{Correction, Note};
use mediawire_core::model::source::{Display, Indexing};
use mediawire_core::model::time::Time;
use mediawire_core::model::visible::{Shown, Visible};
use mediawire_core::publish::locale::{all, best};
use mediawire_core::publish::site::Site;
use mediawire_core::publish::wordpress::{FIELDS, Media, Post, post, slug};
use std::collections::HashMap;
use std::fmt::Write as _;

/// A post as a text that can be read line by line.
fn told(post: &Post) -> String {
    let date = post.date.map(|date| date.to_string()).unwrap_or_default();
    let section = post.section.as_ref().map(|code| code.as_str()).unwrap_or_default();
    let mut out = format!(
        "title: {}\nslug: {}\nexcerpt: {}\ndate: {date}\nsection: {section}\nfeatured: {:?}\nnotice: {}\n",
        post.title, post.slug, post.excerpt, post.featured, post.is_notice
    );
    for (name, value) in FIELDS.iter().zip(&post.fields) {
        writeln!(out, "{name}: {value}").unwrap();
    }
    out + "\n" + &post.content
}

fn of(shown: Shown) -> Post {
    let public = shown.public.clone();
    post(&site(), &public, &Visible::Shown(Box::new(shown)), &media())
}

/// What WordPress has of the samples' pictures.
fn media() -> HashMap<Digest, Media> {
    let url = |n: u64| format!("https://house.example/wp-content/uploads/mediawire-{n}.jpg");
    [(Digest::of(b"1"), 11), (Digest::of(b"2"), 12)]
        .map(|(digest, id)| (digest, Media { id, url: url(id) }))
        .into()
}

fn illustrated() -> Shown {
    let pictures = pictures();
    Shown { lead_picture: pictures.lead().cloned(), pictures, ..report() }
}

fn golden(name: &str, post: &Post) {
    check_golden(&format!("wordpress/{name}.txt"), told(post).as_bytes());
}

#[test]
fn post_has_everything_of_the_reference_page_and_its_source_last() {
    let corrections = vec![Correction {
        words: "The ferry is named Tern.".to_owned(),
        at: time("2026-11-23T13:00:00Z"),
    }];
    let note = Some(Note {
        words: "The source names two days.".to_owned(),
        at: time("2026-11-24T06:00:00Z"),
    });
    let (changed, gone) = (persian().changed, view().gone);
    let source_updated = Some(Time {
        at: time("2026-11-24T05:00:00Z"),
        offset_s: Some(3600),
        raw: "2026-11-24T06:00:00+01:00".to_owned(),
    });
    let all = of(Shown { corrections, note, changed, gone, source_updated, ..report() });
    golden("report", &all);
    let source = all.content.find("<strong>Source</strong>").unwrap();
    assert!(source > all.content.find("The source names two days.").unwrap());
    assert!(!all.content[source..].contains("wp:paragraph {"), "the source stands last");
}

#[test]
fn text_of_the_blocks_is_the_text_of_the_body() {
    let ours = ["Picture at the source: A quay in fog", "Shown by social.example"];
    for shown in [report(), illustrated(), persian(), hostile()] {
        let text = shown.body.as_ref().unwrap().text(true);
        let (note, changed) = (None, None);
        let post = of(Shown { dek: None, kicker: None, note, changed, ..shown });
        let start = post.content.find("<!-- wp:group {\"className\":\"mediawire-text\"}").unwrap();
        let end = post.content.find("<!-- wp:separator").unwrap();
        let blocks = Markup::read(&post.content[start..end]).lines.join(" ");
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let theirs = ours
            .iter()
            .fold(letters(&blocks), |blocks, ours| blocks.replacen(&letters(ours), "", 1));
        assert_eq!(theirs, letters(&text));
    }
}

#[test]
fn pictures_are_blocks_of_what_wordpress_has_and_links_to_what_it_has_not() {
    let with = of(illustrated());
    golden("pictures", &with);
    assert_eq!(with.featured, Some(11));
    let shown = illustrated();
    let without =
        post(&site(), &shown.public.clone(), &Visible::Shown(Box::new(shown)), &HashMap::new());
    assert_eq!(without.featured, None);
    assert!(without.content.contains("Picture at the source"), "{}", without.content);
}

#[test]
fn persian_post_on_an_english_site_is_written_right_to_left() {
    golden("persian", &of(persian()));
    let locale = best(&all(&[]).unwrap(), "fa").clone();
    let site = Site { lang: "fa".to_owned(), locale, ..site() };
    let shown = Visible::Shown(Box::new(persian()));
    golden("persian-site", &post(&site, &public("persian"), &shown, &HashMap::new()));
}

#[test]
fn teaser_leads_to_its_source_and_headline_shows_no_text() {
    golden("teaser", &of(Shown { index: Indexing::Source, ..view() }));
    let bare =
        of(Shown { display: Display::Headline, dek: None, teaser: String::new(), ..report() });
    assert!(!bare.content.contains("ferry") && bare.excerpt.is_empty());
}

#[test]
fn nothing_of_a_killed_or_withheld_item_is_left() {
    let why = "The agency withdrew it.".to_owned();
    let killed = Visible::Killed {
        why: why.clone(),
        at: time("2026-11-24T08:00:00Z"),
        ground: Ground::House,
    };
    let killed = post(&site(), &public("report"), &killed, &media());
    golden("killed", &killed);
    let (at, ground) = (time("2026-11-24T08:00:00Z"), Ground::Law);
    let legal = Visible::Killed { why: "Court of Tolva, 12 O 3/26".to_owned(), at, ground };
    let legal = post(&site(), &public("report"), &legal, &media());
    golden("killed-legal", &legal);
    let withheld = Visible::Withheld { why: String::new() };
    let withheld = post(&site(), &public("report"), &withheld, &media());
    golden("withheld", &withheld);
    for post in [killed, legal, withheld] {
        assert!(post.is_notice && post.featured.is_none() && post.section.is_none());
        assert_eq!(post.slug, public("report").to_string());
    }
}

#[test]
fn hostile_texts_are_text_in_a_post() {
    let post = of(hostile());
    for part in [&post.title, &post.content, &post.excerpt] {
        assert!(!part.contains("<script") && !part.contains("javascript:alert(1)\""), "{part}");
    }
    let comments = post.content.matches("<!--").count();
    assert_eq!(comments, post.content.matches("-->").count());
    assert_eq!(slug("a", &public("x")).len(), 10);
}
