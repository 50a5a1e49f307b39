//! Pages of the lists: both ways, by every filter and by several, and what is counted.

use crate::engine::on_each;
use crate::samples::{article, at, dispatch, item, source};
use mediawire::store::db::{Db, Tx};
use mediawire::store::queue::{self, Begin, Filter, List};
use mediawire::store::{articles, decisions, items, sources, standing, wire};
use mediawire_core::model::article::{Article, Meta};
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::{EntryId, Slug};
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Genre;

/// Item number `n`, received at a moment that it shares with its neighbour: every third is of `b`, every second is in
/// Persian, every fifth a view; the first 20 are in world, the others in sport.
async fn waiting(tx: &mut Tx, n: usize) {
    let slug = Slug::of(if n.is_multiple_of(3) { "b" } else { "a" });
    let mut item = item(&slug, n);
    item.received = at(1_000 + i64::try_from(n / 2).unwrap());
    let plain = article(n, &format!("Text of number {n}."));
    let lang = Some(if n.is_multiple_of(2) { "fa-IR" } else { "en" }.to_owned());
    let article = Article { meta: Meta { lang, ..plain.meta.clone() }, ..plain };
    let said = (EntryId::new(&slug, &item.url), crate::samples::digest(n));
    articles::save(tx, &article, said, 1, crate::samples::digest(n + 1_000)).await.unwrap();
    items::save(tx, &item).await.unwrap();
    items::add_version(tx, item.id, 1, article.id, 2_000).await.unwrap();
    let section = SectionCode(if n < 20 { "world" } else { "sport" }.to_owned());
    let genre = if n.is_multiple_of(5) { Genre::View } else { Genre::Report };
    standing::place(tx, item.id, &section, genre).await.unwrap();
}

fn number(line: &queue::Line) -> usize {
    line.headline.strip_prefix("Headline ").unwrap().parse().unwrap()
}

/// All pages of `list` down from its top, then up again from the last: the numbers of the items, page by page.
async fn leafed(db: &Db, list: List, filter: &Filter, n: i64) -> [Vec<Vec<usize>>; 2] {
    let mut tx = db.read().await.unwrap();
    let (mut down, mut up) = (Vec::new(), Vec::new());
    let mut begin = Begin::Top;
    let mut last = loop {
        let page = queue::page(&mut tx, list, filter, &begin, n).await.unwrap();
        down.push(page.lines.iter().map(number).collect());
        match page.behind.clone() {
            Some(place) => begin = Begin::Behind(place),
            None => break page,
        }
    };
    up.push(last.lines.iter().map(number).collect());
    while let Some(place) = last.before.clone() {
        last = queue::page(&mut tx, list, filter, &Begin::Before(place), n).await.unwrap();
        if last.lines.is_empty() {
            break;
        }
        up.push(last.lines.iter().map(number).collect());
    }
    [down, up]
}

#[tokio::test]
async fn pages_go_both_ways_under_every_filter() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        for slug in ["a", "b"] {
            sources::save(&mut tx, &source(slug), "test", 1).await.unwrap();
        }
        for n in 0..40 {
            waiting(&mut tx, n).await;
        }
        tx.commit().await.unwrap();
        let set = |source: &str, section: &str, lang: &str, genre: &str| Filter {
            source: source.to_owned(),
            section: section.to_owned(),
            lang: lang.to_owned(),
            genre: genre.to_owned(),
            ..Filter::default()
        };
        for (filter, is_in) in [
            (set("", "", "", ""), (|_| true) as fn(usize) -> bool),
            (set("b", "", "", ""), |n| n.is_multiple_of(3)),
            (set("", "sport", "", ""), |n| n >= 20),
            (set("", "", "fa", ""), |n| n.is_multiple_of(2)),
            (set("", "", "", "view"), |n| n.is_multiple_of(5)),
            (set("b", "world", "", ""), |n| n.is_multiple_of(3) && n < 20),
            (set("b", "", "fa", "view"), |n| n.is_multiple_of(30)),
            (set("c", "", "", ""), |_| false),
        ] {
            let expected: Vec<usize> = (0..40).filter(|n| is_in(*n)).collect();
            for n in [1, 7, 40, 41] {
                let [down, up] = leafed(&db, List::Waiting, &filter, n).await;
                let mut all: Vec<usize> = down.iter().flatten().copied().collect();
                // Those of one moment stand in the order of their ids, which is none of ours.
                all.sort_by_key(|n| n / 2);
                let mut sorted = all.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, expected, "{filter:?} by {n}");
                let moments: Vec<usize> = down.iter().flatten().map(|n| n / 2).collect();
                assert!(moments.is_sorted(), "{filter:?} by {n}: {moments:?}");
                let mut again: Vec<Vec<usize>> = up;
                again.reverse();
                let back: Vec<usize> = again.into_iter().flatten().collect();
                let there: Vec<usize> = down.into_iter().flatten().collect();
                assert_eq!(back, there, "up is down backwards: {filter:?} by {n}");
            }
            let mut tx = db.read().await.unwrap();
            let counted = queue::count(&mut tx, List::Waiting, &filter).await.unwrap();
            assert_eq!(counted, (i64::try_from(expected.len()).unwrap(), true), "{filter:?}");
            assert_eq!(queue::count(&mut tx, List::Off, &filter).await.unwrap(), (0, true));
        }
        let mut tx = db.read().await.unwrap();
        let values = queue::values(&mut tx, List::Waiting).await.unwrap();
        let named = |slug: &str| (slug.to_owned(), source(slug).name);
        assert_eq!(values.sources, [named("a"), named("b")]);
        assert_eq!((values.sections, values.langs), (list("sport world"), list("en fa")));
        assert_eq!(queue::values(&mut tx, List::Wire).await.unwrap(), queue::Values::default());
    })
    .await;
}

#[tokio::test]
async fn what_is_new_and_what_is_held_are_lists_apart_and_one_together() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        sources::save(&mut tx, &source("a"), "test", 1).await.unwrap();
        let mut ids = Vec::new();
        for n in 0..20 {
            waiting(&mut tx, n).await;
            let slug = Slug::of(if n.is_multiple_of(3) { "b" } else { "a" });
            let id = item(&slug, n).id;
            ids.push(id);
            if n.is_multiple_of(4) {
                let why = ("rule-x", "its words are doubtful");
                decisions::add(&mut tx, id, &DecisionKind::Hold, why, 3_000).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let everything = Filter::default();
        for (list, is_in) in [
            (List::New, (|n| !n.is_multiple_of(4)) as fn(usize) -> bool),
            (List::Held, |n| n.is_multiple_of(4)),
            (List::Waiting, |_| true),
        ] {
            let expected: Vec<usize> = (0..20).filter(|n| is_in(*n)).collect();
            for n in [1, 3, 20] {
                let [down, up] = leafed(&db, list, &everything, n).await;
                let down: Vec<usize> = down.into_iter().flatten().collect();
                assert!(down.iter().map(|n| n / 2).is_sorted(), "{list:?} by {n}: {down:?}");
                let mut sorted = down.clone();
                sorted.sort_unstable();
                assert_eq!(sorted, expected, "{list:?} by {n}");
                let back: Vec<usize> = up.into_iter().rev().flatten().collect();
                assert_eq!(back, down, "{list:?} by {n}");
            }
            let mut tx = db.read().await.unwrap();
            let n = queue::count(&mut tx, list, &everything).await.unwrap();
            assert_eq!(n, (i64::try_from(expected.len()).unwrap(), true), "{list:?}");
        }
        let mut tx = db.write().await.unwrap();
        // Three of one story: 4 is a copy of 1, and 1 of 6; 9 and 10 are another.
        for (n, of) in [(4, 1), (9, 10), (1, 6)] {
            let article = article(n, &format!("Text of number {n}."));
            items::add_pickup(&mut tx, ids[n], ids[of], article.id, 4_000).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let story = async |tx: &mut Tx, n: usize| {
            let slug = Slug::of(if n.is_multiple_of(3) { "b" } else { "a" });
            let sql = "SELECT story FROM standing WHERE item = $1";
            tx.row(sql, &[(&item(&slug, n).id.0).into()]).await.unwrap().text()
        };
        let one = story(&mut tx, 6).await;
        for (n, is_of) in [(1, true), (4, true), (9, false), (10, false), (5, false)] {
            assert_eq!(story(&mut tx, n).await == one, is_of, "{n}");
        }
        assert_eq!(story(&mut tx, 5).await, "", "nothing else has its words");
        assert_eq!(story(&mut tx, 9).await, story(&mut tx, 10).await);
        drop(tx);
        // Copies are in no list, whatever was decided of them.
        let of_story = Filter { story: one.clone(), ..Filter::default() };
        let both = Filter { source: "b".to_owned(), ..of_story.clone() };
        for (list, filter, expected) in [
            (List::New, &of_story, vec![6]),
            (List::Held, &of_story, vec![]),
            (List::Waiting, &both, vec![6]),
        ] {
            let [down, _] = leafed(&db, list, filter, 9).await;
            assert_eq!(down.concat(), expected, "{list:?} {filter:?}");
        }
    })
    .await;
}

fn list(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

#[tokio::test]
async fn what_stands_on_the_wire_comes_newest_first_and_no_list_holds_it_twice() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        let slug = Slug::of("a");
        for n in 1..6 {
            waiting(&mut tx, n).await;
            let slug = Slug::of(if n == 3 { "b" } else { "a" });
            let (item, article) = (item(&slug, n), article(n, ""));
            let mut one = dispatch(&item, &article, "world", &n.to_string());
            one.at = at(5_000 + i64::try_from(n).unwrap());
            one.headline = format!("Headline {n}");
            wire::append(&mut tx, &one, &slug).await.unwrap();
        }
        tx.commit().await.unwrap();
        let [down, _] = leafed(&db, List::Wire, &Filter::default(), 2).await;
        assert_eq!(down, [vec![5, 4], vec![3, 2], vec![1]]);
        let of_a = Filter { source: slug.to_string(), ..Filter::default() };
        let [down, up] = leafed(&db, List::Wire, &of_a, 3).await;
        assert_eq!((down, up), (vec![vec![5, 4, 2], vec![1]], vec![vec![1], vec![5, 4, 2]]));
        let [waiting, _] = leafed(&db, List::Waiting, &Filter::default(), 9).await;
        assert_eq!(waiting, [Vec::<usize>::new()]);
    })
    .await;
}

#[tokio::test]
async fn of_a_long_list_a_stretch_is_looked_through_and_more_is_said_to_be() {
    on_each(async |base| {
        let db = base.db().await;
        let mut tx = db.write().await.unwrap();
        // One more than two stretches, all of one source; in Persian are the last and one of the first.
        let n_all = 2 * queue::STRETCH + 1;
        for n in 1..=n_all {
            let slug = Slug::of("a");
            let item = item(&slug, usize::try_from(n).unwrap());
            let lang = if n == 7 || n == n_all { "fa" } else { "en" };
            let list = if n % 3 == 0 { "held" } else { "new" };
            let sql =
                "INSERT INTO standing (item, public, list, at_ms, source, section, lang, genre,
                received_ms, changed_ms, assigned)
                VALUES ($1, $2, $5, $3, 'a', 'world', $4, 'report', $3, $3, '')";
            let id = (&item.id.0).into();
            tx.run(sql, &[id, item.public.as_str().into(), n.into(), lang.into(), list.into()])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let filter = Filter { source: "a".to_owned(), lang: "fa".to_owned(), ..Filter::default() };
        let mut begin = Begin::Top;
        let mut seen = Vec::new();
        for _ in 0..3 {
            let page = queue::page(&mut tx, List::Waiting, &filter, &begin, 50).await.unwrap();
            seen.push((page.lines.iter().map(|line| line.at_ms).collect::<Vec<_>>(), page.is_cut));
            let Some(place) = page.behind else { break };
            begin = Begin::Behind(place);
        }
        assert_eq!(seen, [(vec![7], true), (vec![], true), (vec![n_all], false)]);
        // Of one filter every line is found, whatever lies between.
        let filter = Filter { lang: "fa".to_owned(), ..Filter::default() };
        let page = queue::page(&mut tx, List::Waiting, &filter, &Begin::Top, 50).await.unwrap();
        assert_eq!((page.lines.len(), page.is_cut, page.behind), (2, false, None));
        let filter = Filter { source: "a".to_owned(), ..Filter::default() };
        let counted = queue::count(&mut tx, List::Waiting, &filter).await.unwrap();
        assert_eq!(counted, (queue::COUNT_MAX, false));
    })
    .await;
}
