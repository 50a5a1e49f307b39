//! Search over the wire: what is found, what is not, and that nothing withheld is, in any way.

mod room;

use crate::engine::{Base, on_each};
use crate::samples::source;
use mediawire::search::find::Request;
use mediawire::search::{Search, follow};
use mediawire_core::model::source::{Display, Genre, Rights, Source};
use mediawire_core::text::query::parse;
use room::{Piece, Results, Room, encoded, piece};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn every_script_is_found_as_its_readers_write_it() {
    const TEXTS: [(&str, &str, &[&str]); 9] = [
        (
            "fa",
            "وزیر گفت که این کار انجام می\u{200c}شود و ۱۴۰۵ سال کتاب علی است.",
            &["می\u{200c}شود", "میشود", "می شود", "\"می شود\"", "كتاب", "علي", "1405", "١٤٠٥"],
        ),
        (
            "ar",
            "قالت المدرسة إنّ الأمير أحمد زار القاهـــرة.",
            &["المدرسه", "احمد", "القاهرة", "إن الامير"],
        ),
        ("ru", "Ёлка стоит на площади, зелёная и высокая.", &["елка", "ёлка", "ЗЕЛЕНАЯ"]),
        (
            "de",
            "Die Straße in München ist größer, sagte Frau Müßig.",
            &["strasse", "munchen", "MÜNCHEN", "großer"],
        ),
        (
            "zh",
            "北京大学宣布税制改革方案",
            &["北京", "大学", "北京大学", "税制改革", "税", "案", "北"],
        ),
        (
            "ja",
            "東京でガスの新しい計画を5月に発表した",
            &["東京", "ｶﾞｽ", "新しい計画", "5月", "発表"],
        ),
        ("th", "น้ำท่วมใหญ่ในกรุงเทพมหานคร", &["น้ำท่วม", "กรุงเทพ", "ใหญ่"]),
        ("ko", "한국 정부가 새로운 계획을 발표했다", &["한국", "계획을"]),
        ("hi", "दिल्ली में हिन्दी समाचार १२३", &["हिन्दी", "123"]),
    ];
    on_each(async |base| {
        let room = Room::open(base).await;
        let mut ids = Vec::new();
        for (n, (lang, text, _)) in TEXTS.iter().enumerate() {
            let one = Piece { lang, ..piece(&format!("Piece {n}"), text) };
            ids.push(room.publish(n, 0, &one).await);
        }
        room.catch_up().await;
        for (n, (_, _, queries)) in TEXTS.iter().enumerate() {
            for query in *queries {
                let found = room.find(query, "").await;
                assert_eq!((found.n, &found.ids), (1, &vec![ids[n].clone()]), "{query}");
                assert!(found.html.contains("<mark>"), "{query}");
            }
        }
        for query in ["京北", "改税", "تهران", "ガズ", "ёжик", "ferry"] {
            assert!(room.find(query, "").await.is_nothing(), "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn words_phrases_and_refusals_say_what_is_wanted() {
    let base = Base::sqlite();
    let room = Room::open(&base).await;
    let both = room.publish(0, 0, &piece("Ferry", "The old harbour has a new bridge.")).await;
    let other = room.publish(1, 0, &piece("Bridge", "A harbour, old and small, without it.")).await;
    room.catch_up().await;
    for (query, expected) in [
        ("harbour", vec![&both, &other]),
        ("harbour bridge", vec![&both, &other]),
        ("harbour ferry", vec![&both]),
        ("\"old harbour\"", vec![&both]),
        ("harbour -ferry", vec![&other]),
        ("harbour -\"old harbour\"", vec![&other]),
        ("-ferry", vec![&other]),
        ("harbour ferry small", vec![]),
    ] {
        let mut found = room.find(query, "").await.ids;
        let mut expected: Vec<String> = expected.into_iter().cloned().collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{query}");
    }
    // A word of the headline says more.
    assert_eq!(room.find("bridge", "").await.ids[0], other);
    assert_eq!(room.find("", "&lang=en").await.n, 2);
}

#[tokio::test]
async fn index_follows_the_wire() {
    on_each(async |base| {
        let room = Room::open(base).await;
        let stop = CancellationToken::new();
        let search = room.site.search.clone();
        let task = tokio::spawn(follow::follow(room.wire.clone(), search, stop.clone()));
        let until = async |words: &str, n: usize| {
            let found = async {
                while room.find(words, "").await.n != n {
                    // Not for anything to happen in time, only to let the work have the processor.
                    tokio::time::sleep(Duration::from_millis(3)).await;
                }
            };
            tokio::time::timeout(Duration::from_secs(60), found).await.expect(words);
        };
        room.publish(0, 0, &piece("Harbour opens", "Ships came in.")).await;
        until("harbour", 1).await;
        // Another version, then the house's headline for it.
        room.publish(0, 1, &piece("Harbour closes", "Vessels went out.")).await;
        until("vessels", 1).await;
        assert!(room.find("ships", "").await.is_nothing());
        room.publish(0, 2, &piece("Quay closes", "Vessels went out.")).await;
        until("quay", 1).await;
        room.publish(1, 0, &piece("Second", "Vessels again.")).await;
        until("vessels", 2).await;
        stop.cancel();
        task.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn withheld_item_is_not_found_and_not_counted() {
    on_each(async |base| {
        let room = Room::open(base).await;
        let secret = Piece {
            source: "b",
            lang: "fr",
            section: "science",
            genre: Genre::View,
            ..piece("Unicorn", "The unicorn was seen.")
        };
        room.publish(0, 0, &secret).await;
        room.publish(1, 0, &piece("Horse", "The horse was seen.")).await;
        room.catch_up().await;
        assert_eq!(room.find("seen", "").await.n, 2);
        let why = "A court in Sorren has so ordered".to_owned();
        room.publish(0, 1, &Piece { withheld: Some(why), ..secret.clone() }).await;
        // At once, before the index has read it; and after.
        for is_read in [false, true] {
            if is_read {
                room.catch_up().await;
            }
            assert!(room.find("unicorn", "").await.is_nothing(), "{is_read}");
            let found = room.find("seen", "").await;
            assert_eq!(found.n, 1, "{is_read}");
            for word in ["The b agency", "français", "science\"", "(2)", "court"] {
                let selects = found.html.split("<form").nth(1).unwrap();
                assert!(!selects.contains(word), "{word} {is_read}: {selects}");
            }
            for filter in ["&source=b", "&lang=fr", "&section=science", "&genre=view"] {
                assert!(room.find("seen", filter).await.is_nothing(), "{filter} {is_read}");
                assert!(room.find("", filter).await.is_nothing(), "{filter} {is_read}");
            }
        }
        // Let out again, it is there again.
        room.publish(0, 2, &secret).await;
        room.catch_up().await;
        assert_eq!(room.find("unicorn", "").await.n, 1);
    })
    .await;
}

#[tokio::test]
async fn only_what_is_shown_is_found() {
    on_each(async |base| {
        let room = Room::open(base).await;
        let words: Vec<String> = (0..40).map(|n| format!("word{n}")).collect();
        for (n, display) in [Display::Headline, Display::Teaser, Display::Full].iter().enumerate() {
            let one = Piece {
                display: *display,
                dek: Some("A telling dek.".to_owned()),
                ..piece(&format!("Title {n}"), &words.join(" "))
            };
            room.publish(n, 0, &one).await;
        }
        room.catch_up().await;
        let counts = async || {
            let mut all = Vec::new();
            for query in ["title", "telling", "word3", "word30"] {
                let found = room.find(query, "").await;
                assert_eq!(found.ids.len(), found.n, "{query}");
                all.push(found.n);
            }
            all
        };
        assert_eq!(counts().await, [3, 2, 2, 1]);
        assert!(!room.find("word3", "&sort=new").await.html.contains("word3</mark> word30"));
        // The source takes back what it let show: at once, and after the index has read so.
        let less =
            |display| Source { rights: Rights { display, ..source("a").rights }, ..source("a") };
        room.save(&less(Display::Teaser)).await;
        assert_eq!(counts().await[3], 0);
        room.catch_up().await;
        assert_eq!(counts().await, [3, 2, 2, 0]);
        room.save(&less(Display::Headline)).await;
        assert_eq!(counts().await[1..], [0, 0, 0]);
        room.catch_up().await;
        assert_eq!(counts().await, [3, 0, 0, 0]);
        // And gives it again.
        room.save(&less(Display::Full)).await;
        room.catch_up().await;
        assert_eq!(counts().await, [3, 2, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn filters_leave_what_they_name() {
    on_each(async |base| {
        let room = Room::open(base).await;
        let one = piece("One", "A shared word.");
        room.publish(0, 0, &Piece { day: 20_000, ..one.clone() }).await;
        room.publish(1, 0, &Piece { day: 20_001, source: "b", lang: "de-AT", ..one.clone() }).await;
        room.publish(2, 0, &Piece { day: 20_002, genre: Genre::View, ..one.clone() }).await;
        // Of the day when it came, since its source says a later one.
        room.publish(3, 0, &Piece { day: 22_000, section: "science", ..one.clone() }).await;
        room.catch_up().await;
        // 20 000 days after 1 January 1970 is 4 October 2024.
        for (filter, n) in [
            ("", 4),
            ("&source=b", 1),
            ("&source=none", 0),
            ("&section=science", 1),
            ("&section=world&source=a", 2),
            ("&lang=de", 1),
            ("&lang=en", 3),
            ("&genre=view", 1),
            ("&genre=report", 3),
            ("&genre=poem", 4),
            ("&from=2024-10-05", 3),
            ("&to=2024-10-05", 2),
            ("&from=2024-10-05&to=2024-10-05", 1),
            ("&from=2024-10-06&to=2024-10-05", 0),
            ("&from=2027-06-30", 1),
            ("&from=2027-07-02", 0),
        ] {
            for words in ["shared", ""] {
                if filter.is_empty() && words.is_empty()
                    || filter == "&genre=poem" && words.is_empty()
                {
                    continue;
                }
                assert_eq!(room.find(words, filter).await.n, n, "{words} {filter}");
            }
        }
        let newest = room.find("shared", "&sort=new").await.ids;
        let best = room.find("shared", "").await.ids;
        assert_eq!(newest.len(), 4);
        assert_eq!(newest, best, "they fit alike, so the newer is first");
        let chosen = room.find("shared", "&source=b").await.html;
        assert!(
            chosen.contains("<option value=\"b\" selected>The b agency (1)</option>"),
            "{chosen}"
        );
        assert!(chosen.contains("<option value=\"a\">The a agency (3)</option>"), "{chosen}");
        let bad = room.ask("q=shared&from=yesterday&to=2024-13-40").await;
        assert_eq!((bad.status, Results::of(&bad.text()).n), (200, 4));
        assert!(
            bad.text().contains("first day is not a date")
                && bad.text().contains("last day is not a date")
        );
    })
    .await;
}

#[tokio::test]
async fn pages_follow_one_another_to_the_end() {
    let base = Base::sqlite();
    let room = Room::open(&base).await;
    let mut expected = Vec::new();
    for n in 0..45 {
        let day = 20_000 + i64::try_from(n).unwrap();
        let one = Piece { day, ..piece(&format!("Number {n}"), "The same text.") };
        expected.insert(0, room.publish(n, 0, &one).await);
    }
    room.catch_up().await;
    for sort in ["&sort=new", ""] {
        let mut path = format!("/search?q=same+text{sort}");
        let mut seen = Vec::new();
        let mut n_pages = 0;
        loop {
            let page = Results::of(&room.site.get(&path).await.text());
            assert_eq!(page.n, 45);
            seen.extend(page.ids);
            n_pages += 1;
            let Some(link) = page.html.split("rel=\"next\" href=\"").nth(1) else { break };
            path = link.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        }
        assert_eq!((n_pages, &seen), (5, &expected), "{sort}");
    }
    for (page, status) in
        [("1", 200), ("5", 200), ("6", 404), ("100", 404), ("101", 404), ("0", 404), ("x", 404)]
    {
        assert_eq!(room.ask(&format!("q=same&page={page}")).await.status, status, "{page}");
    }
}

#[tokio::test]
async fn hostile_questions_are_answered_and_harm_nothing() {
    on_each(async |base| {
        let room = Room::open(base).await;
        let harm = "Harm <script>alert(1)</script> & \"quotes\" in a text";
        room.publish(0, 0, &piece("<b>Harm</b>", harm)).await;
        room.catch_up().await;
        let long = "harm ".repeat(2_000);
        for words in [
            "\"", "\"\"", "\"harm", "-", "--", "-\"", "*", "harm*", "a:b", "harm AND OR NOT", "(harm",
            "headline:harm", "[a TO b]", "\0", "harm\0\u{1}", "'; --", "<script>alert(1)</script>",
            "\u{202e}mrah", "%", "\\", "税\"", &long,
        ] {
            let reply = room.ask(&format!("q={}", encoded(words))).await;
            assert_eq!(reply.status, 200, "{words:.40}");
            let html = reply.text();
            assert!(!html.contains("<script>alert") && !html.contains("<b>"), "{words:.40}: {html}");
            assert!(html.len() < 20_000 && html.contains("noindex"), "{words:.40}");
        }
        let found = room.find("harm script", "").await.html;
        let expected = "<mark>Harm</mark> &lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; &amp;";
        assert!(found.contains(expected), "{found}");
        assert!(found.contains("&lt;b&gt;<mark>Harm</mark>&lt;/b&gt;"), "{found}");
        assert!(room.ask(&format!("q={}", encoded(&long))).await.text().contains("question is long"));
        for query in ["q=%ff%fe", "source=%00", "lang=%3Cscript%3E", "from=9999-12-31&to=9999-12-31",
                      "from=-9999-01-01", "page=99999999999999999999", "q=a&q=b", "sort=%00"] {
            let reply = room.ask(query).await;
            assert!(matches!(reply.status, 200 | 400 | 404), "{query}: {}", reply.status);
            let text = reply.text();
            assert!(!text.contains("<script> (") && !text.contains("\"<script>\""), "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn index_that_is_lost_or_of_another_make_is_made_anew() {
    on_each(async |base| {
        let room = Room::open(base).await;
        room.publish(0, 0, &piece("Harbour", "Ships came in.")).await;
        room.catch_up().await;
        let wire = room.wire.clone();
        let dir = base.dir().join("search");
        let meta = dir.join("meta.json");
        for harm in ["none", "gone", "emptied", "truncated", "changed", "version"] {
            match harm {
                "none" => {}
                "gone" => std::fs::remove_dir_all(&dir).unwrap(),
                "emptied" => std::fs::write(&meta, "").unwrap(),
                "version" => {
                    let text = std::fs::read_to_string(&meta).unwrap();
                    let other = text.replace("\\\"version\\\":", "\\\"version\\\":9");
                    assert_ne!(text, other);
                    std::fs::write(&meta, other).unwrap();
                }
                _ => {
                    let all = std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
                    let file = all.filter(|path| path.extension().is_some_and(|e| e == "idx"));
                    let file = file.max().unwrap();
                    let mut bytes = std::fs::read(&file).unwrap();
                    match harm {
                        "truncated" => bytes.truncate(bytes.len() / 2),
                        _ => bytes[0] ^= 1,
                    }
                    std::fs::remove_file(&file).unwrap();
                    std::fs::write(&file, bytes).unwrap();
                }
            }
            let search = Search::open(&wire).await.unwrap();
            let n_unread = if harm == "none" { 0 } else { 1 };
            assert_eq!(search.n_behind(wire.head()), n_unread, "{harm}");
            follow::catch_up(&wire, &search).await.unwrap();
            let mut tx = wire.db.read().await.unwrap();
            let request = Request { query: parse("ships"), ..Request::default() };
            let found = search.find(&mut tx, &request).await.unwrap().unwrap();
            assert_eq!((found.n, &found.places[..]), (1, &[1][..]), "{harm}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_browser_learns_how_to_search_here() {
    let base = Base::sqlite();
    let room = Room::open(&base).await;
    let front = room.site.get("/").await.text();
    let link = "rel=\"search\" type=\"application/opensearchdescription+xml\"";
    assert!(front.contains(link) && front.contains("href=\"/opensearch.xml\""), "{front}");
    let reply = room.site.get("/opensearch.xml").await;
    assert_eq!(reply.header("content-type"), "application/opensearchdescription+xml");
    let template = "template=\"https://wire.example/search?q={searchTerms}\"";
    assert!(reply.text().contains(template), "{}", reply.text());
    let form = room.ask("").await;
    assert_eq!(form.status, 200);
    assert!(form.header("content-security-policy").contains("form-action 'self'"));
    assert!(form.text().contains("<form") && form.text().contains("noindex"));
    assert!(!form.text().contains("class=\"count\""), "nothing was asked");
}
