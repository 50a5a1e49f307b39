//! The pages of what is on record: an item's past, a source, days and languages.

use super::check_harmless;
use super::samples::{NOW, hostile, persian, report, site, time, view};
use jiff::civil::date;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::change::Class;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::history::{By, Change, Decided, History, Off, Pickup, Step};
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Genre};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::days::{DayPage, SLOT_MS, day, days};
use mediawire_core::publish::history::{history, off};
use mediawire_core::publish::languages::{languages, own_name};
use mediawire_core::publish::pages::Listing;
use mediawire_core::publish::source::{Failing, Fault, Health, SourceFacts, source};
use mediawire_core::text::diff::difference;

fn capture(url: &str) -> Capture {
    let (at, payload) = (time("2026-11-23T12:00:58Z"), Digest::of(b"page"));
    Capture {
        id: CaptureId::new(url, at.as_millisecond(), payload),
        url: url.to_owned(),
        at,
        payload,
        n_bytes: 4,
        status: 200,
        headers: Vec::new(),
    }
}

fn step(number: i64, changes: Vec<Change>) -> Step {
    Step { number, at: time("2026-11-23T12:01:00Z"), changes, captures: Vec::new() }
}

/// A past in which everything happened, with `words` in every place where strangers' words stand.
fn past(words: &str) -> (History, Vec<Pickup>) {
    let text = |end: &str| format!("The ferry waits. {words}\n{end} {words}");
    let section = |code: &str| SectionCode(code.to_owned());
    let found = difference(&text("It sails on Monday."), &text("It sails on Tuesday, not before."));
    let mut first = step(1, vec![Change::First(words.to_owned())]);
    first.captures.push(capture(&format!("https://tolva.example/{words}")));
    let steps = vec![
        first,
        step(4, vec![Change::Text(Some(found)), Change::Headline(words.into(), words.into())]),
        step(5, vec![Change::Section(section("europe"), section(words))]),
        step(6, vec![Change::Genre(Genre::View), Change::Display(Display::Teaser)]),
        step(7, vec![Change::Withheld(words.to_owned())]),
        step(8, vec![Change::Released, Change::Read]),
        step(9, vec![Change::Text(None), Change::Display(Display::Headline)]),
        step(10, vec![Change::Nothing, Change::Genre(Genre::Report)]),
        step(12, vec![Change::Kinds(Class::ALL.to_vec())]),
        step(11, vec![Change::Display(Display::Full), Change::Killed(words.to_owned())]),
    ];
    let kinds = [
        DecisionKind::Release,
        DecisionKind::Hold,
        DecisionKind::Headline(Some(words.to_owned())),
        DecisionKind::Withhold,
        DecisionKind::Kill(Ground::House),
    ];
    let decided = |(n, kind): (usize, DecisionKind)| Decided {
        kind,
        by: if n == 0 { By::Rule(words.to_owned()) } else { By::Desk },
        why: words.to_owned(),
        at: time("2026-11-23T12:02:00Z"),
    };
    let pickup = Pickup {
        source: Slug::of("skerry-review"),
        name: format!("Skerry Review {words}"),
        url: format!("https://skerry.example/{words}"),
        at: time("2026-11-23T13:00:00Z"),
    };
    let decided = kinds.into_iter().enumerate().map(decided).collect();
    (History { steps, decided, is_whole: true }, vec![pickup])
}

fn facts() -> SourceFacts {
    SourceFacts {
        home: "https://tolva.example/".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        display: Display::Full,
        since: Some(time("2026-11-01T00:00:00Z")),
        languages: vec![("en".to_owned(), 7), ("fa".to_owned(), 2)],
        n_items: 9,
        list: Some(Health {
            format: "RSS 2.0".to_owned(),
            asked: Some(time("2026-11-23T14:00:00Z")),
            good: Some(time("2026-11-23T11:00:00Z")),
            failing: Some(Failing { since: time("2026-11-23T11:10:00Z"), why: Fault::NoAnswer }),
            next: Some(time("2026-11-23T14:30:00Z")),
        }),
    }
}

fn listing(items: Vec<Shown>) -> Listing {
    Listing {
        title: "Tolva News".to_owned(),
        path: "/source/tolva".to_owned(),
        items,
        ..Listing::default()
    }
}

#[test]
fn history_tells_each_dispatch_decision_and_pickup() {
    let (told, pickups) = past("(words)");
    let page = history(&site(), time(NOW), &report(), &told, &pickups);
    for words in [
        "rel=\"canonical\" href=\"https://post.example/a/",
        "Dispatch 1, <time datetime=\"2026-11-23T12:01:00Z\">23 November 2026, 12:01 UTC</time>",
        "First published: <bdi lang=\"en\" dir=\"ltr\">(words)</bdi>",
        "SHA-256 <code>",
        "Words added: 3; words removed: 1.",
        "It sails on<del> Monday.</del><ins> Tuesday, not before.</ins> (words)",
        "The headline changed from <del>",
        "Moved from <bdi>Europe</bdi> to <bdi>(words)</bdi>.",
        "Marked as a view.",
        "Only its first words are shown from here on.",
        "Shown again.",
        "A new version of the text.",
        "The source changed: a slip of the pen, wording, a number or day, a name, a quotation",
        "by the rule <bdi>(words)</bdi>",
        "by the desk",
        "Given the headline",
        "<a href=\"https://skerry.example/(words)\" rel=\"nofollow noopener noreferrer\"><bdi>Skerry Review (words)</bdi></a>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Only the last"), "{page}");
    let cut = History { is_whole: false, ..told };
    assert!(
        history(&site(), time(NOW), &report(), &cut, &[]).contains("Only the last 10 dispatches")
    );
    let persian = history(&site(), time(NOW), &persian(), &past("x").0, &[]);
    assert!(persian.contains("<div class=\"changes\" lang=\"fa\" dir=\"rtl\">"));
}

#[test]
fn history_of_what_is_off_tells_only_that_and_when() {
    let at = time("2026-11-23T12:01:00Z");
    let page = off(&site(), &[Off { number: 4, at, is_kill: false }]);
    assert!(page.contains("This item is withheld") && page.contains("Dispatch 4, "), "{page}");
    let offs = [Off { number: 4, at, is_kill: false }, Off { number: 5, at, is_kill: true }];
    let page = off(&site(), &offs);
    assert!(page.contains("This item has been withdrawn") && page.contains("It will not return."));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
}

#[test]
fn hostile_texts_stay_text_on_the_pages_of_the_record() {
    let shown = hostile();
    let words = shown.headline.as_str();
    let (told, pickups) = past(words);
    let facts = SourceFacts {
        home: "javascript:alert(1)".to_owned(),
        licence: words.to_owned(),
        languages: vec![(words.to_owned(), 1)],
        ..facts()
    };
    let listing = Listing { title: words.to_owned(), ..listing(vec![shown.clone()]) };
    let (site, now) = (site(), time(NOW));
    let one =
        DayPage { date: date(2026, 11, 23), previous: None, next: None, listing: listing.clone() };
    for page in [
        history(&site, now, &shown, &told, &pickups),
        source(&site, now, &facts, &listing),
        day(&site, now, &one),
        languages(&site, &facts.languages),
    ] {
        check_harmless(&page);
    }
}

#[test]
fn source_page_tells_what_it_is_and_how_its_list_is() {
    let page = source(&site(), time(NOW), &facts(), &listing(vec![report(), view()]));
    for words in [
        "<h1><bdi>Tolva News</bdi></h1>",
        "<bdi dir=\"ltr\">tolva.example</bdi>",
        "<a href=\"/language/fa\"><bdi lang=\"fa\">فارسی</bdi></a>",
        "<dd>9</dd>",
        "The whole text",
        "<bdi>CC BY 4.0</bdi>",
        "From its list of pieces (RSS 2.0)",
        ">5 minutes ago</time>",
        ">3 hours ago</time>",
        "<dd class=\"failing\"><time datetime=\"2026-11-23T11:10:00Z\">23 November 2026, 11:10 UTC</time>: it does not answer</dd>",
        "<time datetime=\"2026-11-23T14:30:00Z\">",
        "Why lighthouses should stay lit",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    // On the older pages of its list stand only items, and what is due is never said to be in the past.
    let older = Listing { before: Some(9), ..listing(vec![view()]) };
    assert!(!source(&site(), time(NOW), &facts(), &older).contains("class=\"facts\""));
    let bare = SourceFacts { list: None, since: None, licence: String::new(), ..facts() };
    let page = source(&site(), time(NOW), &bare, &listing(Vec::new()));
    assert!(page.contains("from no list") && page.contains("No licence was stated."), "{page}");
    assert!(!page.contains("Last asked") && page.contains("Nothing here yet."), "{page}");
    let due = Health { next: Some(time("2026-11-20T00:00:00Z")), ..Health::default() };
    let due = SourceFacts { list: Some(due), ..facts() };
    let page = source(&site(), time(NOW), &due, &listing(Vec::new()));
    assert!(
        page.contains("Not yet") && page.contains("datetime=\"2026-11-23T14:05:00Z\""),
        "{page}"
    );
}

#[test]
fn days_lead_to_one_another_and_to_all_of_them() {
    let list = Listing {
        title: "23 November 2026".to_owned(),
        path: "/day/2026-11-23".to_owned(),
        next: Some(40),
        ..listing(vec![report()])
    };
    let (previous, next) = (Some(date(2026, 11, 20)), Some(date(2026, 11, 24)));
    let page = day(
        &site(),
        time(NOW),
        &DayPage { date: date(2026, 11, 23), previous, next, listing: list },
    );
    for words in [
        "<a rel=\"prev\" href=\"/day/2026-11-20\" title=\"The day before\"><time datetime=\"2026-11-20\">20 November 2026</time></a>",
        "<a rel=\"next\" href=\"/day/2026-11-24\" title=\"The day after\"><time datetime=\"2026-11-24\">24 November 2026</time></a>",
        "<a href=\"/days\">All days</a>",
        "href=\"/day/2026-11-23/feed.rss\"",
        "<a href=\"/day/2026-11-23?before=40\">Older</a>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let slot = |at: &str| time(at).as_millisecond() / SLOT_MS;
    let slots = [(slot("2026-10-31T23:59:00Z"), 2), (slot("2026-11-01T00:00:00Z"), 3)];
    let page = days(&site(), &slots);
    let november = page.find("<a href=\"/day/2026-11-01\">").unwrap();
    assert!(november < page.find("<a href=\"/day/2026-10-31\">").unwrap(), "{page}");
    assert!(page.contains("<span class=\"count\">3 items</span>"), "{page}");
    assert!(days(&site(), &[]).contains("Nothing has been published yet."));
}

#[test]
fn languages_go_by_the_names_that_they_give_themselves() {
    assert_eq!(
        [own_name("de"), own_name("ckb"), own_name("qq")],
        ["Deutsch", "کوردیی ناوەندی", "qq"]
    );
    let page = languages(&site(), &[("fa".to_owned(), 12), ("en".to_owned(), 3)]);
    assert!(page.contains("<a href=\"/language/fa\"><bdi lang=\"fa\">فارسی</bdi></a> <span class=\"count\">12 items</span>"), "{page}");
}
