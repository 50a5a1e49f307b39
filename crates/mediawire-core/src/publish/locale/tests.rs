use super::{Words, all, best, built_in, built_in_desk, desk, english};
use fluent_bundle::FluentResource;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use std::collections::{BTreeMap, BTreeSet};

const AT: &str = "2026-11-23T14:05:10Z";

fn at() -> Timestamp {
    AT.parse().unwrap()
}

fn later(seconds: i64) -> Timestamp {
    Timestamp::from_second(at().as_second() + seconds).unwrap()
}

/// Each key of a file with the variables that its words name.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = FluentResource::try_new(text.to_owned()).expect("a built-in file is Fluent");
    assert!(resource.entries().count() > 50);
    let mut all = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '\t'])) {
            key = name.to_owned();
            assert!(all.insert(key.clone(), BTreeSet::new()).is_none(), "{key} stands twice");
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
        });
        if let Some(known) = all.get_mut(&key) {
            known.extend(variables);
        }
    }
    all
}

#[test]
fn every_language_has_the_same_words_and_variables() {
    let files = built_in();
    let english = keys(&files.iter().find(|file| file.tag == "en").unwrap().text);
    let tags: Vec<&str> = files.iter().map(|file| file.tag.as_str()).collect();
    assert_eq!(tags, ["ar", "de", "en", "fa", "ru"]);
    for file in &files {
        assert_eq!(keys(&file.text), english, "{}", file.tag);
    }
}

#[test]
fn desk_has_the_same_words_in_each_of_its_languages_and_none_of_the_site_s() {
    let of_english = |files: &[Words]| keys(&files.iter().find(|it| it.tag == "en").unwrap().text);
    let (site, files) = (of_english(&built_in()), built_in_desk());
    let english = of_english(&files);
    for key in english.keys() {
        assert!(!site.contains_key(key), "{key} is a word of the site");
    }
    assert!(files.iter().any(|file| file.tag == "fa"));
    for file in &files {
        let own = keys(&file.text);
        assert!(own.keys().eq(english.keys()), "{}: {:?}", file.tag, {
            let (own, english): (BTreeSet<_>, BTreeSet<_>) =
                (own.keys().collect(), english.keys().collect());
            own.symmetric_difference(&english).copied().cloned().collect::<Vec<_>>()
        });
        for (key, variables) in &own {
            // What an error says of itself is English, and may stand beside the language's own words or not.
            let is_error = ["error", "stop", "doubt"].contains(&key.split('-').next().unwrap());
            let known = &english[key];
            let is_same = if is_error { variables.is_subset(known) } else { variables == known };
            assert!(is_same, "{} {key}: {variables:?}, not {known:?}", file.tag);
        }
    }
}

#[test]
fn desk_s_words_lie_over_the_site_s_and_the_house_s_over_both() {
    let house = Words { tag: "fa".to_owned(), text: "nav-queue = نوبت".to_owned() };
    let all = desk(&[house]).unwrap();
    let tags: Vec<&str> = all.iter().map(|locale| locale.tag.as_str()).collect();
    assert_eq!(tags, ["en", "fa"]);
    let persian = best(&all, "fa-IR");
    assert_eq!((persian.say("nav-queue").as_str(), persian.dir), ("نوبت", "rtl"));
    assert_eq!(persian.say("log-in"), "ورود");
    assert_eq!(persian.say("section-world"), "جهان");
    assert_eq!(best(&all, "de").say("log-in"), "Log in");
}

#[test]
fn minute_is_in_the_calendar_that_the_language_lives_by() {
    let all = desk(&[]).unwrap();
    for (tag, words) in [("en", "2026-11-23 14:05"), ("fa", "۲ آذر ۱۴۰۵، ۱۴:۰۵")] {
        assert_eq!(best(&all, tag).minute(at(), &TimeZone::UTC), words);
    }
}

#[test]
fn every_word_that_a_template_or_a_page_asks_for_is_there() {
    let english = english();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    for folder in ["templates", "src/publish"] {
        let mut n = 0;
        for file in files(&format!("{root}{folder}")) {
            let text = std::fs::read_to_string(&file).unwrap();
            for ask in
                ["say(\"", "say_with(\"", "say_n(\"", "say_html(\"", "say_of(\"", "say_n_html(\""]
            {
                for rest in text.split(ask).skip(1) {
                    let key = rest.split('"').next().unwrap();
                    let is_prefix = rest[key.len()..].starts_with("\".to");
                    assert!(is_prefix || english.has(key), "{key} in {file}");
                    n += 1;
                }
            }
        }
        assert!(n > 5, "{folder}: {n}");
    }
}

fn files(folder: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        if path.is_dir() {
            all.extend(files(&name));
        } else if name.ends_with(".html") || name.ends_with(".rs") && !name.ends_with("tests.rs") {
            all.push(name);
        }
    }
    all
}

#[test]
fn age_is_in_whole_units_rounded_down() {
    let english = english();
    for (seconds, words) in [
        (-500, "just now"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (44 * 60 + 59, "44 minutes ago"),
        (3_599, "59 minutes ago"),
        (3_600, "1 hour ago"),
        (5 * 3_600, "5 hours ago"),
        (86_399, "23 hours ago"),
        (86_400, "1 day ago"),
        (12 * 86_400, "12 days ago"),
        (30 * 86_400, "30 days ago"),
        (30 * 86_400 + 1, "23 November 2026"),
    ] {
        assert_eq!(english.age(at(), later(seconds), &TimeZone::UTC), words, "{seconds} s");
    }
}

#[test]
fn each_language_tells_time_its_own_way() {
    let all = all(&[]).unwrap();
    for (tag, five_minutes, date) in [
        ("en", "5 minutes ago", "23 November 2026, 14:05 UTC"),
        ("de", "vor 5 Minuten", "23. November 2026, 14:05 UTC"),
        ("ru", "5 минут назад", "23 ноября 2026\u{202f}г., 14:05 UTC"),
        ("fa", "۵ دقیقه پیش", "۲ آذر ۱۴۰۵، ۱۴:۰۵ UTC"),
        ("ar", "قبل ٥ دقائق", "٢٣ نوفمبر ٢٠٢٦، ١٤:٠٥ UTC"),
    ] {
        let locale = best(&all, tag);
        assert_eq!(locale.age(at(), later(300), &TimeZone::UTC), five_minutes);
        assert_eq!(locale.date(at(), &TimeZone::UTC), date);
    }
}

#[test]
fn days_stand_in_every_calendar_of_the_language() {
    let all = all(&[]).unwrap();
    let persian = best(&all, "fa-IR").days(at(), &TimeZone::UTC);
    assert_eq!(persian.len(), 3, "{persian:?}");
    assert!(persian[0].contains("۲ آذر ۱۴۰۵") && persian[1].contains("۲۰۲۶"), "{persian:?}");
    assert!(persian[2].contains("۱۴۴۸"), "{persian:?}");
    let arabic = best(&all, "ar").days(at(), &TimeZone::UTC);
    assert!(arabic[0].contains("٢٠٢٦") && arabic[1].contains("١٤٤٨"), "{arabic:?}");
    assert_eq!(best(&all, "de").days(at(), &TimeZone::UTC), ["Montag, 23. November 2026"]);
}

#[test]
fn zone_is_named_by_its_offset() {
    for (offset_s, words) in [
        (0, "23 November 2026, 14:05 UTC"),
        (12_600, "23 November 2026, 17:35 UTC+3:30"),
        (-18_000, "23 November 2026, 09:05 UTC-5"),
        (36_000, "24 November 2026, 00:05 UTC+10"),
    ] {
        let tz = TimeZone::fixed(Offset::from_seconds(offset_s).unwrap());
        assert_eq!(english().date(at(), &tz), words);
    }
}

#[test]
fn language_without_relative_times_gives_the_moment_itself() {
    let sorani = Words { tag: "ckb".to_owned(), text: "search = گەڕان".to_owned() };
    let all = all(&[sorani]).unwrap();
    let locale = best(&all, "ckb");
    assert_eq!(locale.dir, "rtl");
    assert_eq!(locale.say("search"), "گەڕان");
    assert_eq!(locale.say("older"), "Older", "what it lacks is English");
    let told = locale.age(at(), later(300), &TimeZone::UTC);
    assert!(told.contains("UTC") && !told.contains("min"), "{told}");
}

#[test]
fn house_changes_words_and_is_told_what_cannot_be_read() {
    let house = |text: &str| vec![Words { tag: "de".to_owned(), text: text.to_owned() }];
    let all_of = |text: &str| all(&house(text));
    let locales = all_of("recent = Ticker").unwrap();
    assert_eq!(best(&locales, "de").say("recent"), "Ticker");
    assert_ne!(best(&locales, "de").say("older"), "Older");
    let wrong = all_of("recent = { $n ->").unwrap_err();
    assert!(wrong.contains("\"de\""), "{wrong}");
    let tag = vec![Words { tag: "not a tag".to_owned(), text: String::new() }];
    assert!(all(&tag).unwrap_err().contains("not a tag"));
}

#[test]
fn values_in_html_are_put_in_as_they_are_and_words_are_escaped() {
    let locale = english();
    let told = locale.say_html("by", &[("authors", "<b>A</b>"), ("source", "<i>S</i>")]);
    assert_eq!(told, "By <b>A</b>, <i>S</i>");
    assert_eq!(locale.say_n("n-new", 1, &[]), "1 new item");
    assert_eq!(locale.say_n("n-new", 1200, &[]), "1,200 new items");
}

#[test]
fn built_in_sections_are_translated_and_the_house_s_own_are_not() {
    let all = all(&[]).unwrap();
    let german = best(&all, "de");
    assert_ne!(german.section("world", "World"), "World");
    assert_eq!(german.section("world", "Die weite Welt"), "Die weite Welt");
    assert_eq!(german.section("ships", "Ships"), "Ships");
}

#[test]
fn plurals_are_those_of_the_language() {
    let all = all(&[]).unwrap();
    for (tag, n, words) in [
        ("ru", 1, "1 "),
        ("ru", 3, "3 "),
        ("ru", 5, "5 "),
        ("ru", 21, "21 "),
        ("fa", 2, "۲ "),
        ("ar", 3, "٣ "),
        ("ar", 11, "١١ "),
    ] {
        let told = best(&all, tag).say_n("n-items", n, &[]);
        assert!(told.starts_with(words), "{tag} {n}: {told}");
    }
    let noun = |tag: &str, n: u64| {
        let told = best(&all, tag).say_n("n-items", n, &[]);
        told.split_once(' ').map_or(told.clone(), |(_, noun)| noun.to_owned())
    };
    assert_eq!(noun("ru", 1), noun("ru", 21), "one");
    assert_eq!(noun("ru", 3), noun("ru", 24), "few");
    assert_eq!(noun("ru", 5), noun("ru", 11), "many");
    assert!(noun("ru", 1) != noun("ru", 3) && noun("ru", 3) != noun("ru", 5));
    assert_ne!(noun("ar", 3), noun("ar", 11), "few and many");
    assert_ne!(noun("en", 1), noun("en", 2));
}
