//! How hosts are asked: validators that lie, lists that have moved or are gone, hosts that want to be left alone, and
//! what is said to machines of a page's use.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::origin::{Origin, answer};
use crate::site::Served;
use mediawire::pipeline;
use mediawire::retrieve::Admit;
use mediawire::store::lists::{self, ListState};
use mediawire::store::{doubts, sources};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Display, Indexing, Rights, Source};
use std::sync::{Arc, Mutex};

const DAY_MS: i64 = 86_400_000;

async fn state(room: &Newsroom) -> ListState {
    let mut tx = room.wire.db.read().await.unwrap();
    lists::state(&mut tx, &Slug::of("a")).await.unwrap()
}

/// Lets `ms` pass: what was a moment ago is longer ago.
async fn pass(room: &Newsroom, ms: i64) {
    let mut old = state(room).await;
    for at in [&mut old.whole_ms, &mut old.moved_ms, &mut old.gone_ms] {
        *at = if *at > 0 { *at - ms } else { 0 };
    }
    let mut tx = room.wire.db.write().await.unwrap();
    lists::save(&mut tx, &[(&Slug::of("a"), &old)]).await.unwrap();
    tx.commit().await.unwrap();
}

fn feed(titles: &[&str]) -> String {
    let item = |title: &&str| format!("<item><title>{title}</title><guid>{title}</guid></item>");
    let items: String = titles.iter().map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>A</title>{items}</channel></rss>")
}

#[tokio::test]
async fn validators_that_lie_are_not_sent_any_more() {
    on_each(async |base| {
        let text = Arc::new(Mutex::new(feed(&["Rain"])));
        let served = Arc::clone(&text);
        let origin = Origin::start(move |head| {
            // The same tag for whatever it says.
            if head.contains("if-none-match: \"v1\"\r\n") {
                return answer(304, "ETag: \"v1\"\r\n", "");
            }
            answer(200, "ETag: \"v1\"\r\n", &served.lock().unwrap())
        })
        .await;
        let agency = Agency::of(origin);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        *text.lock().unwrap() = feed(&["Wind", "Rain"]);
        room.poll().await;
        let n_entries = "SELECT COUNT(*) FROM entry";
        assert_eq!((room.count(n_entries).await, state(&room).await.lies), (1, false));

        pass(&room, DAY_MS).await;
        room.poll().await;
        assert_eq!((room.count(n_entries).await, state(&room).await.lies), (2, true));
        let found_out = "SELECT COUNT(*) FROM fetch_log WHERE code = 'etag-lies'";
        assert_eq!(room.count(found_out).await, 1);

        *text.lock().unwrap() = feed(&["Fog", "Wind", "Rain"]);
        room.poll().await;
        assert_eq!(room.count(n_entries).await, 3);
        let asked = agency.origin.heads().into_iter().filter(|it| it.starts_with("GET /feed "));
        let sent: Vec<bool> = asked.map(|head| head.contains("if-none-match")).collect();
        assert_eq!(sent, [false, true, false, false]);
        assert_eq!(room.count(found_out).await, 1);
    })
    .await;
}

#[tokio::test]
async fn validators_of_an_answer_without_news_are_taken_over() {
    on_each(async |base| {
        let origin = Origin::start(|head| match head.contains("if-none-match: \"v1\"\r\n") {
            true => answer(304, "ETag: \"v2\"\r\n", ""),
            false => answer(200, "ETag: \"v1\"\r\nLast-Modified: soon\r\n", &feed(&["Rain"])),
        })
        .await;
        let agency = Agency::of(origin);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        room.poll().await;
        let kept = state(&room).await;
        assert_eq!((kept.etag.as_str(), kept.modified.as_str()), ("\"v2\"", "soon"));
    })
    .await;
}

#[tokio::test]
async fn list_that_has_moved_for_good_is_asked_where_it_is() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/new", 200, &feed(&["Rain"]));
        agency.put("/feed", 301, &agency.origin.url("/new"));
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        for _ in 0..2 {
            room.poll().await;
            assert_eq!(list(&room).await, agency.origin.url("/feed"));
            pass(&room, DAY_MS / 2).await;
        }
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 1);
        room.poll().await;
        assert_eq!(list(&room).await, agency.origin.url("/new"));
        let sql = "SELECT COUNT(*) FROM source_history WHERE by_whom = 'its list, which has moved there for good'";
        assert_eq!(room.count(sql).await, 1);
        room.poll().await;
        assert_eq!((agency.n_asked("/feed"), agency.n_asked("/new")), (3, 4));

        // One that points somewhere else without saying that it stays so is asked where it was.
        agency.put("/new", 302, &agency.origin.url("/feed"));
        agency.put("/feed", 200, &feed(&["Rain"]));
        for _ in 0..4 {
            room.poll().await;
            pass(&room, DAY_MS).await;
        }
        assert_eq!(list(&room).await, agency.origin.url("/new"));
    })
    .await;
}

#[tokio::test]
async fn list_that_has_moved_to_another_site_is_followed_by_an_editor() {
    on_each(async |base| {
        let (agency, other) = (Agency::start().await, Agency::start().await);
        // Another name of loopback is another site.
        let admit = other.origin.admit();
        let elsewhere = Admit { host: "other.localhost".to_owned(), ..admit.clone() };
        let there = format!("http://other.localhost:{}/feed", elsewhere.port);
        other.put("/feed", 200, &feed(&["Rain"]));
        agency.put("/feed", 301, &there);
        let admit = vec![agency.origin.admit(), elsewhere];
        let room = Newsroom::admitting(base, admit, &[agency.source("a")]).await;
        let slug = Slug::of("a");
        let told = pipeline::moved::accept(&room.wire, &slug, "ed").await.unwrap_err();
        assert!(told.to_string().contains("did not say that it has moved"), "{told}");
        for _ in 0..3 {
            room.poll().await;
            pass(&room, DAY_MS / 2).await;
        }
        assert_eq!(list(&room).await, agency.origin.url("/feed"), "nobody follows by himself");
        let doubts = async || {
            doubts::of(&mut room.wire.db.read().await.unwrap(), &slug).await.unwrap()
        };
        let words = format!("moved for good to {there}, which is another site: accept it with mediawire source move a");
        let told = doubts().await;
        assert!(told.iter().any(|it| it.code == "moved" && it.words.contains(&words)), "{told:?}");
        let moved = pipeline::moved::accept(&room.wire, &slug, "ed").await.unwrap();
        assert_eq!((moved.as_str(), list(&room).await), (there.as_str(), there.clone()));
        assert!(doubts().await.iter().all(|it| it.code != "moved"));
        let n_asked = agency.n_asked("/feed");
        room.settle().await;
        assert_eq!((agency.n_asked("/feed"), state(&room).await.n_failures), (n_asked, 0));
        let sql = "SELECT COUNT(*) FROM source_history WHERE by_whom = 'ed'";
        assert_eq!(room.count(sql).await, 1);
    })
    .await;
}

async fn list(room: &Newsroom) -> String {
    let mut tx = room.wire.db.read().await.unwrap();
    let source: Source = sources::get(&mut tx, &Slug::of("a")).await.unwrap().unwrap();
    source.list.unwrap()
}

#[tokio::test]
async fn list_that_is_gone_for_days_is_not_asked_any_more() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/feed", 410, "gone");
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        let n_jobs = "SELECT COUNT(*) FROM job WHERE kind = 'poll'";
        for _ in 0..3 {
            room.poll().await;
            assert_eq!(room.count(n_jobs).await, 1);
            pass(&room, DAY_MS).await;
        }
        room.poll().await;
        assert_eq!(room.count(n_jobs).await, 0);
        let trouble = state(&room).await.trouble;
        assert!(trouble.contains("410") && trouble.contains("not asked any more"), "{trouble}");
    })
    .await;
}

#[tokio::test]
async fn host_that_is_asked_too_often_is_left_alone_whatever_is_wanted_of_it() {
    on_each(async |base| {
        let origin = Origin::start(|head| match head.split(' ').nth(1).unwrap_or_default() {
            "/robots.txt" | "/.well-known/tdmrep.json" => answer(404, "", "none"),
            "/feed" => {
                let page = |n| format!("<item><link>/{n}</link><title>{n}</title></item>");
                let items: String = (0..9).map(page).collect();
                answer(200, "", &format!("<rss version=\"2.0\"><channel>{items}</channel></rss>"))
            }
            _ => answer(429, "Retry-After: 3600\r\n", "enough"),
        })
        .await;
        let agency = Agency::of(origin);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        // Its pages wait in one queue: the first answer is for all of them, and for its list.
        let n_asked = agency.origin.heads().len();
        assert_eq!(n_asked, 4, "{:?}", agency.origin.heads());
        let early = room.wire.now().as_millisecond() + 3_500_000;
        let sql = "SELECT COUNT(*) FROM job WHERE kind = 'fetch' AND lease_ms = 0 AND run_at > $1";
        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(tx.row(sql, &[early.into()]).await.unwrap().int(), 9);
        drop(tx);
        room.poll().await;
        assert_eq!(agency.origin.heads().len(), n_asked);
        assert!(state(&room).await.trouble.contains("left alone"), "{:?}", state(&room).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_said_to_machines_bounds_what_is_shown_unless_something_was_agreed() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let text = agency.article("/rain", "Rain over Tolva", 1);
        agency.put(
            "/robots.txt",
            200,
            "User-agent: *\nContent-Usage: /rain train-ai=n, search=n\nAllow: /",
        );
        agency.put(
            "/.well-known/tdmrep.json",
            200,
            "[{\"location\": \"/rain\", \"tdm-reservation\": 1}]",
        );
        let page =
            agency.page("/rain").replace("<head>", "<head><meta name=robots content=nosnippet>");
        agency.put("/rain", 200, &page);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let mut source = agency.source("a");
        source.rights = Rights::to(Display::Teaser);
        let room = Newsroom::open(base, &[&agency], &[source.clone()]).await;
        room.poll().await;
        let line = room.line("/rain").await;
        assert_eq!(line.dispatch.display, Display::Headline);
        let said = [
            "meta robots: nosnippet",
            "robots.txt content-usage: train-ai=n, search=n",
            "tdmrep.json: 1",
        ];
        assert_eq!(line.meta.signals.0, said);
        let site = Served::start(&room.wire).await;
        let shown = site.get(&format!("/a/{}", line.item.public)).await.text();
        assert!(!shown.contains(&text[1]), "{shown}");
        for meta in
            ["name=\"robots\" content=\"noindex\"", "name=\"tdm-reservation\" content=\"1\""]
        {
            assert!(shown.contains(meta), "{meta}: {shown}");
        }

        // What was agreed with the source counts before what it says to everybody; the reservation is passed on.
        agency.article("/sun", "Sun over Tolva", 2);
        let page =
            agency.page("/sun").replace("<head>", "<head><meta name=robots content=noarchive>");
        agency.put("/sun", 200, &page);
        agency.feed(&[told("/sun", "Sun over Tolva")]);
        source.rights.display = Display::Full;
        source.rights.licence = "an agreement".to_owned();
        source.rights.index = Indexing::Own;
        room.save(&source).await;
        room.poll().await;
        let line = room.line("/sun").await;
        assert_eq!(line.dispatch.display, Display::Full);
        let shown = site.get(&format!("/a/{}", line.item.public)).await.text();
        assert!(!shown.contains("content=\"noindex\""), "{shown}");
        assert_eq!(agency.n_asked("/.well-known/tdmrep.json"), 1);
    })
    .await;
}
