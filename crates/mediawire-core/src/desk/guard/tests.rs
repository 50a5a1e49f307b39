//! What a page needs to mark a change, and a rule to be told.

use crate::desk::guard::{Equivalence, Known, Swap, Verdict, compare, headline, verdict};
use crate::text::fold::fold;

/// Each change as `kind: before → after`.
fn told(source: &str, house: &str, known: &Known<'_>) -> Vec<String> {
    let one = |range: &std::ops::Range<usize>, text: &str| text[range.clone()].to_owned();
    compare(source, house, known)
        .iter()
        .map(|change| {
            let (before, after) = (one(&change.before, source), one(&change.after, house));
            let by = change.equivalence.map_or("", Equivalence::name);
            format!("{}: {before} → {after} {by}", change.kind.name()).trim_end().to_owned()
        })
        .collect()
}

#[test]
fn change_lies_where_it_stands() {
    for (source, house, expected) in [
        (
            "Iran Won't Attend Talks, Source Says",
            "Iran will attend talks: Source",
            &["negation: Won't →", "speaker: Source Says → : Source attribution"][..],
        ),
        ("$5 million", "€5m", &["unit: $ → €"]),
        ("Rain «ends» soon", "Rain ends soon", &["quotation: « →", "quotation: » →"]),
        (
            "84,761 soldiers killed",
            "Nearly 85k soldiers killed",
            &["number: 84,761 → Nearly 85k rounding"],
        ),
        ("ایران مذاکره نمی‌کند", "ایران مذاکره می‌کند", &["negation: نمی‌کند → می‌کند"]),
    ] {
        assert_eq!(told(source, house, &Known::default()), expected, "{source} → {house}");
    }
}

#[test]
fn refusal_says_what_to_do() {
    for (source, house, words) in [
        (
            "84,761 soldiers killed",
            "Over 85k soldiers killed",
            "“Over 85k” does not round “84,761” truly: take the hedge and number that do, or leave it",
        ),
        (
            "84,761 soldiers killed",
            "Nearly 86k soldiers killed",
            "“Nearly 86k” does not round “84,761” truly: take the hedge and number that do, or leave it",
        ),
        (
            "US says it shot down its own jet",
            "It shot down its own jet: US",
            "the claim speaks of who says it: leave “US says” before it",
        ),
        (
            "Minister did not resign",
            "Minister did resign",
            "what denies or refuses is gone: put “not” back",
        ),
    ] {
        let refused = Verdict::Refused(words.to_owned());
        assert_eq!(verdict(source, house, &Known::default()), refused);
    }
}

/// Styles with capitals write prepositions small, also long ones.
#[test]
fn small_words_do_not_make_a_sentence_of_a_title() {
    let source = "Oil from Iran May Reach China with Help from Friends";
    let house = "Oil from Iran may reach China with help from friends";
    assert_eq!(verdict(source, house, &Known::default()), Verdict::Same);
}

#[test]
fn house_may_list_names() {
    let swaps = [Swap { from: "Gulf", to: "Persian Gulf" }];
    let known = Known { swaps: &swaps, ..Known::default() };
    let listed = Verdict::Equivalent(vec![Equivalence::Listed]);
    assert_eq!(verdict("Gulf states drill", "Persian Gulf states drill", &known), listed);
    assert_eq!(verdict("Persian Gulf drill", "Persian Gulf drill", &known), Verdict::Same);
    let refused = verdict("Persian Gulf drill", "Persian Persian Gulf drill", &known);
    assert!(matches!(refused, Verdict::Refused(_)), "{refused:?}");
}

#[test]
fn article_may_say_who_speaks() {
    let verdict =
        |known: &Known<'_>| verdict("Mary Hill: Port Is Safe", "Port is safe: Mary Hill", known);
    let moved = Verdict::Equivalent(vec![Equivalence::Attribution]);
    assert!(matches!(verdict(&Known::default()), Verdict::Refused(_)));
    assert_eq!(verdict(&Known { speakers: &["Mary Hill"], ..Known::default() }), moved);
    assert!(matches!(
        verdict(&Known { speakers: &["John Hill"], ..Known::default() }),
        Verdict::Refused(_)
    ));
}

#[test]
fn version_and_site_are_no_part_of_a_headline() {
    for (text, sites, expected) in [
        ("UPDATE 2-Oil falls", &[][..], "Oil falls"),
        ("Update software now", &[], "Update software now"),
        ("Oil falls - Tolva News", &["tolva news"], "Oil falls"),
        ("Oil falls - Sources", &["Tolva News"], "Oil falls - Sources"),
        ("Tolva News", &["Tolva News"], "Tolva News"),
        ("", &["Tolva News"], ""),
        ("(2nd LD) Oil falls", &[], "Oil falls"),
        ("[UPDATED] Oil falls", &[], "Oil falls"),
        ("RPT-UPDATE 2-Oil falls", &[], "Oil falls"),
        ("UPDATED: Oil falls", &[], "Oil falls"),
        ("Oil falls (UPDATE 2)", &[], "Oil falls"),
        ("Oil falls (again)", &[], "Oil falls (again)"),
        ("Update 2-0 win", &[], "Update 2-0 win"),
        ("(2nd LD)", &[], "(2nd LD)"),
        ("به‌روزرسانی ۲- سد شکست", &[], "سد شکست"),
        ("تحديث 2- انهيار سد", &[], "انهيار سد"),
    ] {
        assert_eq!(&text[headline(text, sites)], expected);
    }
}

/// A word that is not folded would never be met.
#[test]
fn every_word_of_the_tables_is_folded() {
    let tables = [
        include_str!("number.rs"),
        include_str!("persian.rs"),
        include_str!("places.rs"),
        include_str!("swap.rs"),
        include_str!("voices.rs"),
        include_str!("words.rs"),
        include_str!("speaker.rs"),
        include_str!("moved.rs"),
        include_str!("rounding.rs"),
        include_str!("term.rs"),
        include_str!("term/amount.rs"),
        include_str!("term/date.rs"),
        include_str!("term/reader.rs"),
        include_str!("unit.rs"),
        include_str!("spelling.rs"),
        include_str!("frame.rs"),
        include_str!("speaker/known.rs"),
        include_str!("speaker/people.rs"),
        include_str!("speaker/verb.rs"),
        include_str!("scan/letters.rs"),
        include_str!("../change/amount.rs"),
        include_str!("../change/grammar.rs"),
        include_str!("../change/mark_words.rs"),
        include_str!("../change/name_words.rs"),
        include_str!("../change/notes.rs"),
        include_str!("../change/said.rs"),
    ];
    let mut n_words = 0;
    for table in tables {
        let code = table.lines().filter(|line| !line.trim_start().starts_with("//"));
        for word in code.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            let is_arabic = word.chars().any(|c| ('\u{620}'..='\u{6ff}').contains(&c));
            if is_arabic {
                assert_eq!(fold(word), word);
                n_words += 1;
            }
        }
    }
    assert!(n_words > 500, "only {n_words} were found");
}

/// What is made to take long: quotation marks and words that might join, as long as is read at all.
#[test]
fn long_texts_are_told_whole() {
    for part in ["'a ", "نه ", "1, ", "a: ", "not "] {
        let (fits, long) = (part.repeat(4_000 / part.len()), part.repeat(5_000));
        assert!(
            !compare(&fits, &format!("{}b", &fits[part.len()..]), &Known::default()).is_empty()
        );
        assert_eq!(compare(&long, "b", &Known::default()).len(), 1);
        assert_eq!(compare(&long, &long, &Known::default()), []);
    }
}

/// Texts of every shape leave places that can be marked, whatever stands in them.
#[test]
fn places_are_at_the_ends_of_characters() {
    let odd = [
        "",
        " ",
        "'",
        "’’’",
        "«",
        "»",
        "“‘’”",
        ":",
        "::",
        "-",
        "--",
        "؟/",
        "No,",
        "not",
        "$",
        "US$",
        "1",
        "1,",
        "1,000,",
        "۱٬",
        "٫",
        "a.",
        "U.S.",
        "U.S",
        "…",
        "...",
        "می",
        "نمی ",
        "\u{200c}",
        "a\u{200c}",
        "\u{301}",
        "e\u{301}'s",
        "😀",
        "according to",
        "says",
        "X says",
        ", says",
        "hundred",
        "a million",
        "twenty five و",
        "۳ هزار و ۵",
        "F-",
        "F-35",
        "UPDATE 2-",
        "'90s",
        "per cent",
        "5 per cent",
        "united",
        "United States",
        "به گزارش",
        "به گزارش الف،",
        "X:",
        ":X",
        "&amp;",
        "&amp;#39;s",
        "5½ m",
        "½",
        "12 000",
        "''a''",
        "<<a>>",
        "U.S.'s",
        "9 p.m.",
        "5km/h",
        "Sept 14",
        "14 May 2027",
        "(2nd LD)",
        "یک‌روزه",
        "خانه ی",
        "قالت س ان",
        "X اعلام کرد:",
        ".5",
        "$.5",
        "it's",
        "cease-fire",
        "two and a half",
        "half a million",
        "نیم میلیون",
        "وفقا لل",
        "84/5 دلار",
    ];
    for a in odd {
        for b in odd {
            for change in compare(a, b, &Known::default()) {
                assert!(a.get(change.before.clone()).is_some(), "{a:?} {b:?} {change:?}");
                assert!(b.get(change.after.clone()).is_some(), "{a:?} {b:?} {change:?}");
                assert!(!change.told(a, b).is_empty());
            }
        }
    }
}
