//! What goes wrong outside and inside: each has its word, and stops nothing else.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use crate::samples::digest;
use mediawire::error::Kind;
use mediawire::job::Job;
use mediawire::store::{jobs, lists};
use mediawire::work;
use mediawire_core::model::id::{ArticleId, CaptureId, EntryId, ItemId, Slug};
use mediawire_core::model::source::Source;

fn word(step: &str, code: &str) -> Vec<(String, String)> {
    vec![(step.to_owned(), code.to_owned())]
}

/// A page that says that it is not there.
const GONE: &str = "<title>Page not found</title><h1>Page not found</h1>\
    <p>The page that you asked for is not here. It may have been moved to another address, or it was never \
    here at all. Go back to where you came from, or look for it on our front page.</p>";

/// An entry whose text is in the feed.
fn whole(path: &str, seed: usize) -> Told {
    let text = paragraphs(seed).iter().map(|text| format!("<p>{text}</p>")).collect();
    Told { text, ..told(path, &format!("Told in the feed {seed}")) }
}

#[tokio::test]
async fn page_that_is_refused_gives_way_to_the_text_of_the_feed() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/robots.txt", 200, "User-agent: *\nDisallow: /closed/\n");
        agency.put("/paid", 403, "subscribers only");
        agency.article("/closed/a", "Behind robots.txt", 3);
        agency.put("/wall", 200, GONE);
        agency.feed(&[
            whole("/paid", 1),
            whole("/closed/a", 2),
            whole("/wall", 4),
            told("/paid?without", "No text in the feed"),
            told("/closed/b", "No text in the feed"),
        ]);
        agency.put("/paid?without", 403, "subscribers only");
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        for (path, seed) in [("/paid", 1), ("/closed/a", 2), ("/wall", 4)] {
            let line = room.line(path).await;
            assert_eq!(line.dispatch.headline, format!("Told in the feed {seed}"));
            assert_eq!(line.item.url, agency.origin.url(path), "the source's own address");
        }
        assert_eq!(agency.n_asked("/closed/a") + agency.n_asked("/closed/b"), 0);
        assert_eq!(room.outcomes("/paid?without").await, word("fetch", "forbidden"));
        assert_eq!(room.outcomes("/closed/b").await, word("fetch", "robots"));
        assert_eq!(room.outcomes("/wall").await, word("extract", "soft-404"));
        assert_eq!(room.wire.head(), 3);
        let sql = "SELECT COUNT(*) FROM fetch_log WHERE code IN ('robots', 'forbidden')";
        assert_eq!(room.count(sql).await, 4);
    })
    .await;
}

#[tokio::test]
async fn page_that_is_no_article_has_an_outcome() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let front: String = paragraphs(1).iter().map(|text| format!("<p>{text}</p>")).collect();
        agency.put("/", 200, &format!("<title>Home</title><h1>Welcome</h1>{front}"));
        agency.put("/empty", 200, "<title>Empty</title>");
        agency.put("/gone", 200, GONE);
        let paths = ["/", "/empty", "/gone", "/missing"];
        agency.feed(&paths.map(|path| told(path, "Something")));
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        for (path, step, code) in [
            ("/", "extract", "front-page"),
            ("/empty", "extract", "no-text"),
            ("/gone", "extract", "soft-404"),
            ("/missing", "fetch", "not-found"),
        ] {
            let url = agency.origin.url(path);
            assert_eq!(room.outcomes(&url).await, word(step, code), "{path}");
        }
        assert_eq!(room.wire.head(), 0);
        assert_eq!(room.count("SELECT COUNT(*) FROM parked").await, 0);
    })
    .await;
}

#[tokio::test]
async fn source_without_a_name_publishes_nothing() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let named = agency.source("a");
        let nameless = Source { name: " ".to_owned(), ..named.clone() };
        let room = Newsroom::open(base, &[&agency], &[nameless]).await;
        room.poll().await;
        assert_eq!(room.outcomes("/rain").await, word("dispatch", "no-source"));
        assert_eq!(room.wire.head(), 0);
        room.save(&named).await;
        let item = room.waiting().await.unwrap().id;
        let mut tx = room.wire.db.write().await.unwrap();
        Job::Dispatch(item).add(&mut tx, room.wire.now()).await.unwrap();
        tx.commit().await.unwrap();
        work::drain(&room.wire).await.unwrap();
        assert_eq!(room.wire.head(), 1);
        assert!(room.outcomes("/rain").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn job_that_cannot_be_done_is_parked_and_the_rest_goes_on() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        let listless = Source { list: None, ..agency.source("b") };
        let room = Newsroom::open(base, &[&agency], &[agency.source("a"), listless]).await;
        let none = digest(1);
        let (entry, capture) = (EntryId(none), CaptureId(none));
        let mut tx = room.wire.db.write().await.unwrap();
        for kind in Job::KINDS {
            jobs::add(&mut tx, kind, " no key of ours", 0).await.unwrap();
        }
        for job in [
            Job::Poll(Slug::of("nobody")),
            Job::Fetch(entry, none),
            Job::Image(none),
            Job::Watch(ItemId(none)),
            Job::Extract(entry, none, capture),
            Job::Identify(ArticleId(none)),
            Job::Dispatch(ItemId(none)),
        ] {
            let (kind, key) = job.row();
            jobs::add(&mut tx, kind, &key, 0).await.unwrap();
        }
        tx.commit().await.unwrap();
        room.poll().await;
        assert_eq!(room.line("/rain").await.dispatch.number, 1);
        // One of each sort for each kind, and the source without a list; what nobody wants or sees is done: an image, a look at a page.
        assert_eq!(room.count("SELECT COUNT(*) FROM parked").await, 13);
        assert_eq!(
            room.count("SELECT COUNT(*) FROM job WHERE kind NOT IN ('poll', 'watch')").await,
            0
        );
        assert_eq!(room.count("SELECT COUNT(*) FROM parked WHERE why = ''").await, 0);
    })
    .await;
}

#[tokio::test]
async fn damaged_archive_parks_what_rests_on_it_and_nothing_else() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.article("/rain", "Rain over Tolva", 1);
        agency.article("/sun", "Sun over Tolva", 2);
        agency.feed(&[told("/rain", "Rain over Tolva"), told("/sun", "Sun over Tolva")]);
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let rain = room.line("/rain").await;
        crate::verify::damage(&room, base, rain.dispatch.article).await;
        for path in ["/rain", "/sun"] {
            let item = room.line(path).await.item.id;
            let mut tx = room.wire.db.write().await.unwrap();
            Job::Dispatch(item).add(&mut tx, room.wire.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        work::drain(&room.wire).await.unwrap();
        assert_eq!(room.count("SELECT COUNT(*) FROM parked WHERE code = 'digest'").await, 1);
        assert_eq!(room.count("SELECT COUNT(*) FROM parked").await, 1);
        assert_eq!(room.wire.head(), 2);
    })
    .await;
}

#[tokio::test]
async fn list_that_fails_is_said_and_asked_again_later() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.put("/feed", 500, "oops");
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        agency.put("/feed", 200, "<html><body><p>Not a feed</p></body></html>");
        room.poll().await;
        let state = async || {
            let mut tx = room.wire.db.read().await.unwrap();
            lists::state(&mut tx, &Slug::of("a")).await.unwrap()
        };
        let failed = state().await;
        assert_eq!((failed.n_failures, failed.ok_ms), (2, 0));
        assert!(failed.trouble.starts_with("cannot read the list "), "{failed:?}");
        let sql = "SELECT COUNT(*) FROM fetch_log WHERE code = 'server-error'";
        assert_eq!(room.count(sql).await, 1);
        assert_eq!(room.count("SELECT COUNT(*) FROM job WHERE kind = 'poll'").await, 1);

        agency.article("/rain", "Rain over Tolva", 1);
        agency.feed(&[told("/rain", "Rain over Tolva")]);
        room.poll().await;
        let well = state().await;
        assert_eq!((well.n_failures, well.trouble.as_str()), (0, ""));
        assert_eq!(room.wire.head(), 1);
    })
    .await;
}

#[tokio::test]
async fn panic_of_a_computation_is_an_error_of_its_own_job() {
    let error = work::think(|| panic!("it broke")).await.unwrap_err();
    assert_eq!(error.kind, Kind::Bug);
    assert!(error.to_string().starts_with("a computation broke off: "), "{error}");
}
