//! Sources, captures, entries, items and decisions: saved, found, and saved again without change.

use crate::engine::{count, on_each};
use crate::samples::{article, at, capture, digest, entry, item, lies, save_item, source};
use mediawire::error::Kind;
use mediawire::store::captures::{self, Lies};
use mediawire::store::db::Tx;
use mediawire::store::entries::{self, LIST};
use mediawire::store::lists::{self, ListState};
use mediawire::store::sources;
use mediawire::store::{articles, decisions, items};
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::entry::{Entry, Form, Fragment};
use mediawire_core::model::id::{CaptureId, EntryId, ItemId, PublicId, Slug};
use mediawire_core::model::source::{Genre, Release, Source};
use mediawire_core::model::time::Time;
use mediawire_core::read::rhythm::{Rhythm, Skip};

#[tokio::test]
async fn source_is_kept_with_a_history_of_what_changed() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let first = source("b");
        let second = Source {
            name: "Renamed".to_owned(),
            list: None,
            genre: Some(Genre::View),
            release: Release::Desk,
            ..first.clone()
        };
        for one in [&first, &first, &second, &second, &first] {
            sources::save(&mut tx, one, "ed", 5).await.unwrap();
        }
        sources::save(&mut tx, &source("a"), "ed", 6).await.unwrap();
        let by_slug = sources::all(&mut tx).await.unwrap();
        assert_eq!(by_slug, [source("a"), first.clone()]);
        assert_eq!(sources::get(&mut tx, &first.slug).await.unwrap(), Some(first));
        assert_eq!(sources::get(&mut tx, &Slug::of("c")).await.unwrap(), None);
        let sql = "SELECT n, change, by_whom FROM source_history WHERE slug = 'b' ORDER BY n";
        let rows = tx.rows(sql, &[]).await.unwrap();
        let history: Vec<_> =
            rows.into_iter().map(|mut row| (row.int(), row.text(), row.text())).collect();
        assert_eq!(history.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(history[1].1.contains("Renamed") && history[1].2 == "ed", "{history:?}");
    })
    .await;
}

#[tokio::test]
async fn list_state_is_the_last_one() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let slug = Slug::of("a");
        assert_eq!(lists::state(&mut tx, &slug).await.unwrap(), ListState::default());
        let mut state = ListState {
            etag: "W/\"1 ä\"".to_owned(),
            modified: "Tue, 24 Nov 2026 01:02:03 GMT".to_owned(),
            polled_ms: 5,
            ok_ms: 4,
            n_failures: 3,
            format: "RSS 2.0".to_owned(),
            trouble: "cannot retrieve".to_owned(),
            rhythm: Rhythm { since_ms: 6, n: 7 },
            ttl_ms: 8,
            skip: Skip { hours: u32::MAX, days: 9 },
            whole_ms: 10,
            lies: true,
            moved: "https://a.example/new".to_owned(),
            moved_ms: 11,
            n_moved: 12,
            gone_ms: 13,
            n_gone: 14,
        };
        lists::save(&mut tx, &[(&slug, &state)]).await.unwrap();
        state.n_failures = 0;
        lists::save(&mut tx, &[(&slug, &state)]).await.unwrap();
        assert_eq!(lists::state(&mut tx, &slug).await.unwrap(), state);
        lists::save(&mut tx, &[]).await.unwrap();
        assert_eq!(count_in(&mut tx, "SELECT COUNT(*) FROM list_state").await, 1);
    })
    .await;
}

async fn count_in(tx: &mut Tx, sql: &'static str) -> i64 {
    tx.row(sql, &[]).await.unwrap().int()
}

#[tokio::test]
async fn many_sources_are_read_and_kept_as_one_is() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        // More than one statement takes, and not a multiple.
        let all: Vec<Source> = (0..77).map(|n| source(&format!("s{n}"))).collect();
        let state =
            |n: i64| ListState { polled_ms: n, etag: n.to_string(), ..ListState::default() };
        for one in &all {
            sources::save(&mut tx, one, "ed", 5).await.unwrap();
        }
        let asked: Vec<ListState> = (1..70).map(state).collect();
        let states: Vec<_> = all.iter().map(|it| &it.slug).zip(&asked).collect();
        lists::save(&mut tx, &states).await.unwrap();
        tx.run("UPDATE source SET display = 'x' WHERE slug = 's3'", &[]).await.unwrap();
        let slugs: Vec<&str> = all.iter().map(|it| it.slug.as_str()).chain(["nobody"]).collect();
        let mut known = lists::with_sources(&mut tx, &slugs).await.unwrap();
        assert_eq!(known.len(), 77);
        assert_eq!(known.remove("s3").unwrap().unwrap_err().kind, Kind::Bug);
        for (n, one) in all.into_iter().enumerate().filter(|(n, _)| *n != 3) {
            let state = asked.get(n).cloned().unwrap_or_default();
            assert_eq!(known.remove(one.slug.as_str()), Some(Ok((one, state))));
        }
        assert!(lists::with_sources(&mut tx, &[]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn capture_is_found_with_the_record_that_holds_its_payload() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let url = "https://a.example/1";
        let first = capture(url, 1_000, 1);
        let again = capture(url, 2_000, 1);
        let elsewhere = capture("https://a.example/2", 500, 1);
        let (f0, f1) = ("mediawire-0", "mediawire-1");
        let own = lies(f0, 300, first.id);
        let revisit = Lies { member: digest(8), ..lies(f1, 50, first.id) };
        captures::save(&mut tx, &first, &own).await.unwrap();
        captures::save(&mut tx, &again, &revisit).await.unwrap();
        captures::save(&mut tx, &elsewhere, &lies(f0, 100, elsewhere.id)).await.unwrap();
        // Again, and otherwise: what is on record stays.
        captures::save(&mut tx, &capture(url, 1_000, 1), &lies("x", 1, again.id)).await.unwrap();

        assert_eq!(captures::get(&mut tx, first.id).await.unwrap(), first);
        let none = CaptureId(digest(99));
        assert_eq!(captures::get(&mut tx, none).await.unwrap_err().kind, Kind::NotFound);
        assert!(captures::is_kept(&mut tx, again.id).await.unwrap());
        assert!(!captures::is_kept(&mut tx, none).await.unwrap());
        let holder = captures::holder(&mut tx, url, digest(1)).await.unwrap();
        assert_eq!(holder, Some(first.clone()));
        assert_eq!(captures::holder(&mut tx, url, digest(2)).await.unwrap(), None);
        for id in [first.id, again.id] {
            assert_eq!(captures::payload_place(&mut tx, id).await.unwrap(), own);
        }
        let lost = captures::payload_place(&mut tx, none).await.unwrap_err();
        assert_eq!(lost.kind, Kind::NotFound);
        let places = captures::places(&mut tx, f0).await.unwrap();
        assert_eq!(places, [(elsewhere.id, lies(f0, 100, elsewhere.id)), (first.id, own)]);
        assert_eq!(captures::places(&mut tx, f1).await.unwrap(), [(again.id, revisit)]);
        let mut ends = captures::durable_ends(&mut tx).await.unwrap();
        ends.sort();
        assert_eq!(ends, [(f0.to_owned(), 400), (f1.to_owned(), 150)]);
    })
    .await;
}

/// Letters that do not compress, so that no index makes them short.
fn long(n: usize) -> String {
    (0..n).map(|i| digest(i).to_base32(52)).collect::<String>()[..n].to_owned()
}

#[tokio::test]
async fn long_address_is_logged_and_long_guid_is_a_name() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let url = format!("https://a.example/{}", long(8_000));
        for _ in 0..2 {
            captures::log(&mut tx, ("a", &url, 5), "404", "gone").await.unwrap();
        }
        let one = item(&Slug::of("a"), 1);
        let keys = [format!("tag:{}1", long(9_000)), format!("tag:{}2", long(9_000))];
        items::save(&mut tx, &one).await.unwrap();
        items::add_keys(&mut tx, &one.source, one.id, &keys[..1]).await.unwrap();
        let found = items::by_key(&mut tx, &one.source, &keys[0]).await.unwrap();
        assert_eq!(found, Some(one.id));
        assert_eq!(items::by_key(&mut tx, &one.source, &keys[1]).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(count(&db, "SELECT COUNT(*) FROM fetch_log").await, 1);
    })
    .await;
}

#[tokio::test]
async fn entry_said_again_is_no_news_and_said_otherwise_is() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let slug = Slug::of("a");
        let form = Form::JsonPlain;
        let time = Time { at: at(1), offset_s: Some(-3_600), raw: "yesterday".to_owned() };
        let one = Entry {
            text: Some(Fragment { start: 1, end: 9, form }),
            published: Some(time),
            guid: None,
            ..entry(&slug, 1)
        };
        let said = entries::save(&mut tx, &one, &slug, LIST, 5).await.unwrap().unwrap();
        // Another poll, where the text lies elsewhere in another capture.
        let moved = Entry {
            capture: CaptureId(digest(77)),
            text: Some(Fragment { start: 5, end: 13, form }),
            ..one.clone()
        };
        assert_eq!(entries::save(&mut tx, &moved, &slug, LIST, 6).await.unwrap(), None);
        let titled = Entry { title: "New \0 title".to_owned(), ..moved };
        let other = entries::save(&mut tx, &titled, &slug, LIST, 7).await.unwrap().unwrap();
        assert_ne!(said, other);

        let known = entries::get(&mut tx, one.id, said).await.unwrap();
        assert_eq!((&known.entry, known.said, known.via.as_str()), (&one, said, LIST));
        assert_eq!(known.source, slug);
        let known = entries::get(&mut tx, one.id, other).await.unwrap();
        assert_eq!(known.entry.title, "New \u{fffd} title");
        assert_eq!(known.entry.capture, titled.capture);
        // Words of a piece that is whole in its list are news: there is no page that would say them.
        let post = Entry { whole: Some(digest(3)), ..one.clone() };
        let whole = entries::save(&mut tx, &post, &slug, LIST, 8).await.unwrap().unwrap();
        assert_eq!(entries::get(&mut tx, one.id, whole).await.unwrap().entry, post);
        let edited = Entry { whole: Some(digest(4)), ..post };
        assert!(entries::save(&mut tx, &edited, &slug, LIST, 9).await.unwrap().is_some());
        assert_eq!(entries::save(&mut tx, &edited, &slug, LIST, 10).await.unwrap(), None);
        let missing = entries::get(&mut tx, one.id, digest(1)).await.unwrap_err();
        assert_eq!(missing.kind, Kind::NotFound);

        // A page that is asked for by name is something new with each capture.
        let page = entry(&slug, 2);
        assert!(entries::save(&mut tx, &page, &slug, "take", 8).await.unwrap().is_some());
        assert!(entries::save(&mut tx, &page, &slug, "take", 9).await.unwrap().is_none());
        let later = Entry { capture: CaptureId(digest(78)), ..page };
        assert!(entries::save(&mut tx, &later, &slug, "take", 9).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn item_goes_by_its_first_names_and_grows_by_versions() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let (a, b) = (Slug::of("a"), Slug::of("b"));
        let (one, first) = save_item(&mut tx, &a, 1).await;
        let (two, copy) = save_item(&mut tx, &b, 2).await;
        items::save(&mut tx, &mediawire_core::model::item::Item { url: "x".into(), ..one.clone() })
            .await
            .unwrap();
        assert_eq!(items::get(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(items::get(&mut tx, ItemId(digest(99))).await.unwrap(), None);
        let by_public = items::by_public(&mut tx, &one.public).await.unwrap();
        assert_eq!(by_public, Some(one.clone()));
        let unknown = PublicId::parse(&"a".repeat(20)).unwrap();
        assert_eq!(items::by_public(&mut tx, &unknown).await.unwrap(), None);

        let keys = ["tag:1".to_owned(), "a.example/1".to_owned()];
        items::add_keys(&mut tx, &a, one.id, &keys).await.unwrap();
        items::add_keys(&mut tx, &a, two.id, &keys[..1]).await.unwrap();
        items::add_keys(&mut tx, &b, two.id, &keys[..1]).await.unwrap();
        for (source, key, id) in [
            (&a, "tag:1", Some(one.id)),
            (&a, "a.example/1", Some(one.id)),
            (&b, "tag:1", Some(two.id)),
            (&b, "a.example/1", None),
        ] {
            assert_eq!(items::by_key(&mut tx, source, key).await.unwrap(), id, "{source} {key}");
        }

        let second = article(3, "Second text");
        let said = (EntryId(digest(3)), digest(3));
        articles::save(&mut tx, &second, said, 1, digest(1_002)).await.unwrap();
        items::add_version(&mut tx, one.id, 2, second.id, 9).await.unwrap();
        items::add_version(&mut tx, one.id, 3, second.id, 10).await.unwrap();
        let newest = items::newest(&mut tx, one.id).await.unwrap();
        assert_eq!(newest, Some((2, second.id, digest(1_002))));
        let versions = items::versions(&mut tx, one.id).await.unwrap();
        assert_eq!(versions, [(1, first.id, 2_000), (2, second.id, 9)]);
        assert_eq!(items::of_article(&mut tx, second.id).await.unwrap(), Some(one.id));
        assert_eq!(items::of_entry(&mut tx, said).await.unwrap(), Some(one.id));
        assert_eq!(items::newest(&mut tx, ItemId(digest(99))).await.unwrap(), None);

        // The second version has the words of the other source's item.
        let words = items::with_words(&mut tx, digest(1_002), two.id).await.unwrap();
        assert_eq!(words, Some(one.id));
        assert_eq!(items::with_words(&mut tx, digest(1_001), one.id).await.unwrap(), None);
        for _ in 0..2 {
            items::add_pickup(&mut tx, two.id, one.id, copy.id, 5).await.unwrap();
        }
        let of = items::pickup_of(&mut tx, two.id, copy.id).await.unwrap();
        assert_eq!(of, Some(one.id));
        assert_eq!(items::pickup_of(&mut tx, one.id, first.id).await.unwrap(), None);
        let waiting = items::waiting(&mut tx, 9).await.unwrap();
        assert_eq!(waiting, [one], "a copy does not wait");
    })
    .await;
}

#[tokio::test]
async fn outcome_is_the_last_word_on_an_entry() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let slug = Slug::of("a");
        let one = entry(&slug, 1);
        let said = entries::save(&mut tx, &one, &slug, "import:x", 1).await.unwrap().unwrap();
        let key = (one.id, said);
        assert_eq!(items::outcome(&mut tx, key).await.unwrap(), None);
        items::add_outcome(&mut tx, key, "fetch", ("403", "no"), 1).await.unwrap();
        items::add_outcome(&mut tx, key, "extract", ("no-text", "empty"), 2).await.unwrap();
        items::add_outcome(&mut tx, key, "extract", ("soft-404", "gone"), 3).await.unwrap();
        let last = items::outcome(&mut tx, key).await.unwrap().unwrap();
        assert_eq!(last, ("extract".to_owned(), "soft-404".to_owned(), "gone".to_owned()));
        let row = |step: &str, code: &str, n| (step.to_owned(), code.to_owned(), n);
        let all = items::outcomes(&mut tx, "import:x").await.unwrap();
        assert_eq!(all[0], row("published", "", 0));
        assert_eq!(all[1..], [row("extract", "soft-404", 1), row("fetch", "403", 1)]);
        assert_eq!(items::outcomes(&mut tx, LIST).await.unwrap().len(), 1);
        items::clear_outcome(&mut tx, key, "extract").await.unwrap();
        assert_eq!(items::outcome(&mut tx, key).await.unwrap().unwrap().0, "fetch");
    })
    .await;
}

#[tokio::test]
async fn decisions_on_an_item_are_numbered_from_one() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let slug = Slug::of("a");
        let (one, two) = (item(&slug, 1).id, item(&slug, 2).id);
        let kinds = [
            DecisionKind::Hold,
            DecisionKind::Headline(Some("Rain \0 falls".to_owned())),
            DecisionKind::Release,
            DecisionKind::Withhold,
        ];
        for (n, kind) in (1..).zip(&kinds) {
            let added = decisions::add(&mut tx, one, kind, ("ed", "because"), 5).await.unwrap();
            assert_eq!(added, n);
        }
        let first = decisions::add(&mut tx, two, &kinds[0], ("ed", ""), 5).await.unwrap();
        assert_eq!(first, 1);
        let all = decisions::of(&mut tx, one).await.unwrap();
        assert_eq!(all.iter().map(|one| one.n).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(all[1].kind, DecisionKind::Headline(Some("Rain \u{fffd} falls".to_owned())));
        assert_eq!((all[3].by.as_str(), all[3].why.as_str(), all[3].at), ("ed", "because", at(5)));
        assert!(decisions::of(&mut tx, ItemId(digest(99))).await.unwrap().is_empty());
    })
    .await;
}
