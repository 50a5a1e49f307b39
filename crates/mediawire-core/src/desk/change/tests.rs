//! What is not in the labelled pairs: single sentences, and texts of every shape.

use crate::desk::change::{Changes, Version, changes};
use crate::model::change::Class;

/// The classes between two texts of one paragraph, under a headline that stays.
fn told(language: &str, old: &str, new: &str) -> String {
    names(&between(language, ("A day", &[old]), ("A day", &[new])))
}

fn between(language: &str, old: (&str, &[&str]), new: (&str, &[&str])) -> Changes {
    let version = |(headline, paragraphs)| Version { headline, paragraphs, language };
    changes(&version(old), &version(new))
}

fn names(changes: &Changes) -> String {
    changes.classes().iter().map(|class| class.name()).collect::<Vec<_>>().join(",")
}

#[test]
fn a_change_in_a_sentence_has_its_class() {
    for (language, old, new, expected) in [
        (
            "en",
            "The fund paid 3 million dollars on Monday.",
            "The fund paid 3 million euros on Monday.",
            "number",
        ),
        ("en", "The fund paid $3 million.", "The fund paid $3m.", "wording"),
        ("en", "He is the third son of the king.", "He is the second son of the king.", "number"),
        (
            "en",
            "Nearly half of the houses burned.",
            "Nearly a third of the houses burned.",
            "number",
        ),
        (
            "en",
            "She will speak at 10 a.m. on Friday.",
            "She will speak at 11 a.m. on Friday.",
            "number",
        ),
        ("en", "The storm killed 12 people.", "The storm killed people.", "number"),
        ("en", "It rose to 1,250 metres.", "It rose to 1250 metres.", "typo"),
        ("en", "The talks began in March.", "The talks began in May.", "number"),
        (
            "en",
            "The minister met Anna Lindt in Tolva.",
            "The minister met Anne Lind in Tolva.",
            "name",
        ),
        (
            "en",
            "The minister met Anna Lindt in Tolva.",
            "The minister met Anna Lindt in Marden.",
            "name",
        ),
        ("en", "Rovers beat United in the final.", "United beat Rovers in the final.", "name"),
        (
            "en",
            "The minister met Lindt in Tolva.",
            "The minister met Anna Lindt in Tolva.",
            "wording",
        ),
        (
            "en",
            "Lindt said he would leave the post.",
            "Lindt said she would leave the post.",
            "wording",
        ),
        ("en", "The board did not approve the plan.", "The board did approve the plan.", "wording"),
        ("en", "The bill was rejcted by the house.", "The bill was rejected by the house.", "typo"),
        ("en", "The bill was passed , he noted.", "The bill was passed, he noted.", "typo"),
        (
            "en",
            "He called it “a mistake of the past”.",
            "He called it “a crime of the past”.",
            "quotation",
        ),
        (
            "en",
            "He called it a mistake of the past.",
            "He called it “a mistake of the past”.",
            "quotation",
        ),
        (
            "en",
            "“Rain is coming to us,” said Ida Holm.",
            "“Rain is coming to us,” said Petra Vance.",
            "name,quotation",
        ),
        (
            "en",
            "“Rain is coming to us,” said a farmer.",
            "“Rain is coming to us,” said a miller.",
            "quotation",
        ),
        (
            "en",
            "“Rain is coming to us,” said Ida Holm.",
            "“Rain is coming to us,” Ida Holm told reporters.",
            "wording",
        ),
        (
            "en",
            "“We lost 5 ships,” said Ida Holm.",
            "“We lost 6 ships,” said Ida Holm.",
            "number,quotation",
        ),
        (
            "en",
            "Police closed the road.",
            "Police closed the road after a lorry lost its load near the old bridge.",
            "addition",
        ),
        (
            "de",
            "Der Fonds zahlte drei Millionen Euro.",
            "Der Fonds zahlte vier Millionen Euro.",
            "number",
        ),
        (
            "de",
            "Die Inflation stieg auf 2,4 Prozent.",
            "Die Inflation stieg auf 4,2 Prozent.",
            "number",
        ),
        (
            "de",
            "Das Treffen ist am 15. März in Tolva.",
            "Das Treffen ist am 16. März in Tolva.",
            "number",
        ),
        ("de", "Fünf Häuser brannten ab.", "5 Häuser brannten ab.", "wording"),
        ("de", "Der Zug kommt um 7 Uhr an.", "Der Zug kommt um 8 Uhr an.", "number"),
        ("de", "Sie traf Anna Lindt in Tolvau.", "Sie traf Hanna Lindner in Tolvau.", "name"),
        ("de", "Der Wagen fuhr nach Mardenfeld.", "Der Wagen fuhr nach Mardenburg.", "name"),
        ("de", "Die Firma Holmbau zog nach Tolva.", "Die Firma Holmwerk zog nach Tolva.", "name"),
        (
            "de",
            "Die Gemeinde bekommt eine neue Schule.",
            "Die Gemeinde bekommt eine neue Halle.",
            "wording",
        ),
        ("de", "Der Rat tagte lange.", "Der Rat tagte nicht lange.", "wording"),
        (
            "de",
            "„Das ist unser Geld“, sagte Ida Holm.",
            "„Das ist euer Geld“, sagte Ida Holm.",
            "quotation",
        ),
        (
            "de",
            "Die Verwaltung hat das Verfharen beendet.",
            "Die Verwaltung hat das Verfahren beendet.",
            "typo",
        ),
        (
            "ru",
            "Фонд выплатил три миллиона рублей.",
            "Фонд выплатил четыре миллиона рублей.",
            "number",
        ),
        ("ru", "Цены выросли на 2,4 процента.", "Цены выросли на 4,2 процента.", "number"),
        ("ru", "Погибли двадцать пять человек.", "Погибли двадцать шесть человек.", "number"),
        ("ru", "Погибли двадцать пять человек.", "Погибли 25 человек.", "wording"),
        (
            "ru",
            "Министр встретился с Анной Лунёвой в Тольве.",
            "Министр встретился с Ириной Лунёвой в Тольве.",
            "name",
        ),
        ("ru", "Автобус ехал из Мардена в Тольву.", "Автобус ехал из Мардена в Ольву.", "name"),
        ("ru", "Завод «Марден» закрыт.", "Завод «Тольва» закрыт.", "name"),
        ("ru", "Совет не принял план.", "Совет принял план.", "wording"),
        ("ru", "Встреча пройдёт во вторник.", "Встреча пройдёт в среду.", "number"),
        (
            "ru",
            "«Мы не уйдём отсюда», — сказал Пётр Холм.",
            "«Мы уйдём отсюда», — сказал Пётр Холм.",
            "quotation",
        ),
        ("fa", "صندوق سه میلیون تومان پرداخت.", "صندوق چهار میلیون تومان پرداخت.", "number"),
        ("fa", "در این حادثه ۱۲ نفر کشته شدند.", "در این حادثه ۲۱ نفر کشته شدند.", "number"),
        ("fa", "نشست روز دوشنبه برگزار شد.", "نشست روز سه‌شنبه برگزار شد.", "number"),
        ("fa", "وزیر با احمد کریمی دیدار کرد.", "وزیر با محمود کریمی دیدار کرد.", "name"),
        ("fa", "سیل به شهر مهران رسید.", "سیل به شهر تهران رسید.", "name"),
        ("fa", "شورا این طرح را تصویب کرد.", "شورا این طرح را تصویب نکرد.", "wording"),
        ("fa", "او گفت: «راه باز است.»", "او گفت: «راه بسته است.»", "quotation"),
        ("fa", "خانه ها ویران شد.", "خانه‌ها ویران شد.", ""),
        (
            "fr",
            "Le maire a reçu Anna Lindt à Tolva.",
            "Le maire a reçu Anna Lindt à Marden.",
            "name",
        ),
        ("ja", "市は12人を救助した。", "市は13人を救助した。", "number"),
    ] {
        assert_eq!(told(language, old, new), expected, "{old} → {new}");
    }
}

const ENGLISH: [&str; 4] = [
    "Rain fell over Tolva for nine days.",
    "“Nobody slept,” said Ida Holm, who runs the harbour. The mayor did not answer.",
    "The fund paid 3 million dollars, a third of what was asked.",
    "Boats left at 7 a.m. on Monday; two did not come back.",
];
const PERSIAN: [&str; 3] = [
    "باران نه روز بر تولوا بارید.",
    "آیدا هولم گفت: «هیچ‌کس نخوابید.» شهردار پاسخ نداد.",
    "صندوق ۳ میلیون تومان پرداخت.",
];

/// Texts of every shape, a few of them no texts at all.
fn texts() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut out = vec![
        ("", vec![]),
        ("", vec![""]),
        ("A day", vec![" ", "\u{200c}", "…"]),
        ("(", vec!["(Corrects", "“", "«»", "'", ")"]),
        ("KILL: -", vec!["EDITORS:", "BC-", "(Berichtigung:)"]),
        ("روز", PERSIAN.to_vec()),
        ("12 000", vec!["1,5", "$.5 7.00 Uhr", "F-35 9/11", "8.", "½"]),
        ("市は12人", vec!["市は12人を救助した。雨が降った。"]),
    ];
    for n in 0..=ENGLISH.len() {
        out.push(("A day", ENGLISH[..n].to_vec()));
        out.push(("A day", ENGLISH[n..].to_vec()));
    }
    out
}

const TAGS: [&str; 7] = ["en", "de", "ru", "fa", "ja", "", "x"];

#[test]
fn a_text_is_no_change_of_itself() {
    for (headline, paragraphs) in texts() {
        for tag in TAGS {
            let changes = between(tag, (headline, &paragraphs), (headline, &paragraphs));
            assert_eq!(changes, Changes::default(), "{headline} {paragraphs:?}");
            // Nor is it one in other marks, or with all of it in one paragraph.
            let spaced: Vec<String> =
                paragraphs.iter().map(|text| format!(" {} ", text.replace(' ', "  "))).collect();
            let spaced: Vec<&str> = spaced.iter().map(String::as_str).collect();
            let changes = between(tag, (headline, &paragraphs), (headline, &spaced));
            assert_eq!(names(&changes), "", "{headline} {paragraphs:?}");
        }
    }
    let whole = ENGLISH.join(" ");
    assert_eq!(names(&between("en", ("A day", &ENGLISH), ("A day", &[&whole]))), "");
}

#[test]
fn what_came_one_way_went_the_other_way() {
    let counts = |changes: &Changes, class: Class| {
        changes.places.iter().filter(|place| place.class == class).count()
    };
    for (headline, old) in texts() {
        for (other, new) in texts() {
            for tag in TAGS {
                let there = between(tag, (headline, &old), (other, &new));
                let back = between(tag, (other, &new), (headline, &old));
                // A text that was taken back is told as that alone.
                if there.has(Class::Withdrawal) || back.has(Class::Withdrawal) {
                    continue;
                }
                for (class, opposite) in [
                    (Class::Addition, Class::Removal),
                    (Class::Removal, Class::Addition),
                    (Class::Headline, Class::Headline),
                ] {
                    let (n, m) = (counts(&there, class), counts(&back, opposite));
                    assert_eq!(n, m, "{tag} {class:?}: {headline} {old:?} → {other} {new:?}");
                }
            }
        }
    }
}

#[test]
fn places_are_at_the_ends_of_characters() {
    for (headline, old) in texts() {
        for (other, new) in texts() {
            let changes = between("", (headline, &old), (other, &new));
            let version = |headline, paragraphs| Version { headline, paragraphs, language: "" };
            let (a, b) = (version(headline, &old), version(other, &new));
            for place in changes.places {
                for (passage, version) in [(&place.old, &a), (&place.new, &b)] {
                    let Some(passage) = passage else { continue };
                    let text = match passage.paragraph {
                        None => version.headline,
                        Some(n) => version.paragraphs[n],
                    };
                    assert_eq!(text.get(passage.range.clone()), Some(passage.text(version)));
                }
                assert!(place.old.is_some() || place.new.is_some());
            }
        }
    }
}

#[test]
fn one_side_may_be_empty() {
    let all = names(&between("en", ("A day", &[]), ("A day", &ENGLISH)));
    assert_eq!(all, "addition");
    let none = names(&between("en", ("A day", &ENGLISH), ("A day", &[])));
    assert_eq!(none, "removal");
    let other = names(&between("en", ("A day", &ENGLISH), ("روز", &PERSIAN)));
    assert_eq!(other, "headline,addition,removal");
}

#[test]
fn long_texts_are_told_as_short_ones() {
    let many: Vec<String> =
        (0..2_000).map(|n| format!("On day {n} rain fell over Tolva.")).collect();
    let old: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut new = old.clone();
    new[1_500] = "On day 1500 snow fell over Tolva.";
    assert_eq!(names(&between("en", ("A day", &old), ("A day", &new))), "wording");
    let (one, other) = (old.join(" "), new.join(" "));
    assert_eq!(names(&between("en", ("A day", &[&one]), ("A day", &[&other]))), "wording");
    // What has no end of a sentence, nor a space, is read in stretches.
    let (a, b) = ("x".repeat(300_000), "'a ".repeat(100_000));
    for (a, b) in [(&a, &b), (&b, &a)] {
        assert!(!between("en", ("", &[a]), ("", &[b])).places.is_empty());
    }
}

const TEXT: &str =
    "Rain fell over Tolva. | Boats stayed in the harbour, the mayor said. | Roads were closed.";

/// Each of the versions beside one of three paragraphs under the headline `Rain over Tolva`: `+` adds one below, `^` one above.
#[test]
fn marks_notes_and_notices_have_their_class() {
    let old: Vec<&str> = TEXT.split(" | ").collect();
    for (headline, change, expected) in [
        (
            "WITHDRAWN-Rain over Tolva",
            "The story on rain over Tolva is withdrawn. There will be no substitute story.",
            "headline,withdrawal,agency-kill",
        ),
        ("ADVISORY/WITHDRAWN-Rain over Tolva", "+", "headline,withdrawal,agency-kill"),
        ("Kill: Rain over Tolva", "+", "headline"),
        ("KILL: Rain over Tolva", "+", "headline,withdrawal,agency-kill"),
        ("Rain over Tolva", "^URGENT - DO NOT PUBLISH until further notice", "agency-withhold"),
        ("Rain over Tolva", "^HOLD FOR RELEASE at 18:00 GMT", "agency-embargo"),
        ("UPDATE 1-Rain over Tolva", "+", "headline,agency-writethru"),
        ("RPT-Rain over Tolva", "+", "headline,agency-refile"),
        ("Rain over Tolva (corrected)", "+", "headline,agency-corrected"),
        ("CORRECTION: Rain over Tolva", "+", "headline,agency-corrected"),
        ("Rain over Tolva", "^(Adds quotes, background)", "agency-writethru"),
        (
            "Rain over Tolva",
            "^(Corrects spelling of the mayor's name in second paragraph)",
            "correction-note,agency-corrected",
        ),
        (
            "Rain over Tolva",
            "+CORRECTION (4 May): an earlier version of this article said that the harbour was closed.",
            "correction-note",
        ),
        (
            "Rain over Tolva",
            "+This article was amended on 4 May 2027. The harbour was not closed, as we had said.",
            "correction-note",
        ),
        (
            "Rain over Tolva",
            "+An earlier version of this report misstated the mayor's name.",
            "correction-note",
        ),
        ("Rain over Tolva", "+Update: The mayor later said that all boats were safe.", "addition"),
        (
            "Rain over Tolva",
            "+The government withdrew the bill after protests about the article in the charter.",
            "addition",
        ),
        ("Rain over Tolva", "We have taken down this story after a complaint.", "withdrawal"),
        ("Rain over Tolva", "This page is no longer available.", "withdrawal"),
        (
            "Rain over Tolva",
            "^This article has been retracted. We leave the text below for the record.",
            "withdrawal",
        ),
        ("Rain over Tolva", "The mayor has withdrawn.", "wording,removal"),
        ("Embargo: Rain over Tolva", "+", "headline"),
        ("EMBARGOED UNTIL 6 PM - Rain over Tolva", "+", "headline,agency-embargo"),
        (
            "Rain over Tolva",
            "+Korrektur: In einer früheren Version hieß es, der Hafen sei geschlossen.",
            "correction-note",
        ),
        (
            "Rain over Tolva",
            "+In einer früheren Version dieses Textes stand, der Hafen sei geschlossen.",
            "correction-note",
        ),
        (
            "Rain over Tolva",
            "+Transparenzhinweis: Die Zahl der Boote wurde nachträglich korrigiert.",
            "correction-note",
        ),
        ("Rain over Tolva", "Dieser Text ist nicht mehr verfügbar.", "withdrawal"),
        ("Rain over Tolva", "Die Redaktion hat den Artikel entfernt.", "withdrawal"),
        ("Achtung Sperrfrist 18 Uhr: Rain over Tolva", "+", "headline,agency-embargo"),
        ("KORREKTUR: Rain over Tolva", "+", "headline,agency-corrected"),
        ("Rain over Tolva", "^Bitte bis auf weiteres nicht veröffentlichen!", "agency-withhold"),
        (
            "Rain over Tolva",
            "+В предыдущей версии заметки была ошибка в имени мэра.",
            "correction-note",
        ),
        ("Rain over Tolva", "Статья удалена по просьбе героев публикации.", "withdrawal"),
        ("АННУЛИРОВАНО: Rain over Tolva", "+", "headline,withdrawal,agency-kill"),
        ("Rain over Tolva", "^Эмбарго: публикация возможна не ранее 18:00", "agency-embargo"),
        (
            "Rain over Tolva",
            "+پوزش: در نسخه قبلی این گزارش نام شهردار اشتباه آمده بود.",
            "correction-note",
        ),
        ("Rain over Tolva", "این مطلب از خروجی سایت برداشته شد.", "withdrawal"),
        ("ابطال خبر/ Rain over Tolva", "+", "headline,withdrawal,agency-kill"),
        ("Rain over Tolva", "^(به‌روزرسانی ۲)", "agency-writethru"),
    ] {
        let new: Vec<&str> = match (change.strip_prefix('+'), change.strip_prefix('^')) {
            (Some(""), _) => old.clone(),
            (Some(below), _) => [&old[..], &[below]].concat(),
            (None, Some(above)) => [&[above], &old[..]].concat(),
            (None, None) => vec![change],
        };
        let told = names(&between("", ("Rain over Tolva", &old), (headline, &new)));
        assert_eq!(told, expected, "{headline}: {change}");
    }
}
