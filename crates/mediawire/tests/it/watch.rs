//! The page of an article that stands on the wire is looked at again: what changes without a word in the list is found.

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use mediawire::pipeline;
use mediawire::store::watch::{self, Watched};
use mediawire_core::model::decision::DecisionKind;

async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    agency
}

/// Looks at every page that is watched, whenever it is due.
async fn look(room: &Newsroom) {
    let mut tx = room.wire.db.write().await.unwrap();
    tx.run("UPDATE job SET run_at = 0 WHERE kind = 'watch'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    room.settle().await;
}

async fn watched(room: &Newsroom) -> Watched {
    let item = room.line("/rain").await.item.id;
    watch::of(&mut room.wire.db.read().await.unwrap(), item).await.unwrap().unwrap()
}

/// How long it is until the next look, in minutes; `None` if there is none.
async fn next(room: &Newsroom) -> Option<i64> {
    let sql = "SELECT run_at FROM job WHERE kind = 'watch'";
    let row = room.wire.db.read().await.unwrap().row_if(sql, &[]).await.unwrap();
    let wait_ms = row.map(|mut row| row.int() - room.wire.now().as_millisecond());
    wait_ms.map(|ms| (ms + 30_000) / 60_000)
}

async fn captures(room: &Newsroom) -> i64 {
    room.count("SELECT COUNT(*) FROM capture WHERE url LIKE '%/rain'").await
}

/// Lets hours go by since the page was published and looked at.
async fn pass(room: &Newsroom, hours: i64) {
    let mut tx = room.wire.db.write().await.unwrap();
    let sql = "UPDATE watch SET born_ms = born_ms - $1, looked_ms = looked_ms - $1, gone_ms = CASE gone_ms WHEN 0 THEN 0 ELSE gone_ms - $1 END";
    tx.run(sql, &[(hours * 3_600_000).into()]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn silent_edit_is_found_and_goes_out() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let first = room.line("/rain").await;
        let day_ms = 24 * 3_600_000;
        let mut tx = room.wire.db.write().await.unwrap();
        // As if it had been published just now.
        let now_ms = room.wire.now().as_millisecond();
        tx.run("UPDATE watch SET born_ms = $1", &[now_ms.into()]).await.unwrap();
        tx.commit().await.unwrap();

        look(&room).await;
        assert_eq!((captures(&room).await, agency.n_asked("/rain")), (1, 2));
        let heads = agency.origin.heads();
        let last = heads.iter().rfind(|head| head.starts_with("GET /rain ")).unwrap();
        assert!(last.contains("if-none-match: "), "it is asked only for what is new: {last}");
        assert_eq!(next(&room).await, Some(5));
        pass(&room, 5).await;
        look(&room).await;
        assert!(next(&room).await > Some(100), "the older it is, the longer it is left alone");
        assert_eq!(room.line("/rain").await.dispatch, first.dispatch);

        let page = agency.page("/rain").replace("on Monday that", "on Tuesday that");
        agency.put("/rain", 200, &page);
        look(&room).await;
        let second = room.line("/rain").await;
        assert_eq!(second.item.id, first.item.id);
        assert_ne!(second.dispatch.article, first.dispatch.article);
        assert!(second.teaser.contains("Tuesday"), "{}", second.teaser);
        assert_eq!(captures(&room).await, 2);
        let seen = watched(&room).await;
        assert_eq!((seen.article, seen.n_looks), (second.dispatch.article, 3));
        assert!(room.wire.now().as_millisecond() - seen.born_ms < day_ms, "it is young again");
        let mut tx = room.wire.db.read().await.unwrap();
        let history = watch::history(&mut tx, &second.item.source).await.unwrap();
        drop(tx);
        let n_changes: Vec<_> = history.iter().map(|it| it.n_changes).collect();
        assert_eq!(n_changes, [0, 0, 0, 1, 0, 0, 0, 0], "five hours after it was published");
        assert!(history[3].watched_ms >= 5 * 3_600_000, "{history:?}");
        assert_eq!(next(&room).await, Some(5));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_change_leaves_no_trace_but_its_capture() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let first = room.line("/rain").await;
        let page = agency.page("/rain");
        agency.put("/rain", 200, &page.replace("All rights", "3 read this now. All rights"));
        look(&room).await;
        assert_eq!(room.line("/rain").await.dispatch, first.dispatch);
        assert_eq!(captures(&room).await, 2, "every byte is archived");
        assert_eq!(room.outcomes("/rain").await, []);

        // What stands where an article is found no more is none of its versions.
        agency.put("/rain", 200, "<html><title>Gone</title><p>It was withdrawn.</p></html>");
        look(&room).await;
        let last = room.line("/rain").await.dispatch;
        assert_eq!((last.article, last.gone.is_some()), (first.dispatch.article, true));
        assert_eq!(room.outcomes("/rain").await, []);
        let trouble = watched(&room).await.trouble;
        assert!(trouble.contains("no article stands on its page any more"), "{trouble}");
        agency.article("/snow", "Snow over Tolva", 2);
        agency.put("/rain", 302, &agency.origin.url("/snow"));
        look(&room).await;
        assert_eq!(room.line("/rain").await.dispatch, last);
        let trouble = watched(&room).await.trouble;
        assert!(trouble.contains("/snow now, which is not read in its place"), "{trouble}");
        agency.put("/rain", 200, &page);
        look(&room).await;
        assert_eq!(watched(&room).await.trouble, "");
        let last = room.line("/rain").await.dispatch;
        assert_eq!((last.article, last.gone), (first.dispatch.article, None));
    })
    .await;
}

#[tokio::test]
async fn page_that_is_gone_is_noted_when_it_is_gone_twice() {
    on_each(async |base| {
        let agency = agency().await;
        let room = Newsroom::open(base, &[&agency], &[agency.source("a")]).await;
        room.poll().await;
        let page = agency.page("/rain");
        agency.put("/rain", 404, "nothing here");
        look(&room).await;
        let once = watched(&room).await;
        assert_eq!((once.gone.as_str(), next(&room).await), ("not-found", Some(10)));
        assert_eq!(once.gone_ms, once.looked_ms, "not believed yet");
        look(&room).await;
        let twice = watched(&room).await;
        assert_eq!(twice.gone_ms, once.gone_ms);
        assert!(twice.looked_ms > twice.gone_ms && next(&room).await > Some(10));
        agency.put("/rain", 200, &page);
        look(&room).await;
        assert_eq!((watched(&room).await.gone_ms, watched(&room).await.gone.as_str()), (0, ""));
        agency.put("/rain", 410, "for good");
        look(&room).await;
        assert_eq!(watched(&room).await.gone, "gone");
        assert!(next(&room).await > Some(10));
    })
    .await;
}

#[tokio::test]
async fn nobody_looks_at_what_is_old_off_the_wire_or_not_to_be_watched() {
    on_each(async |base| {
        let agency = agency().await;
        let mut config = base.config();
        config.retrieve.watch_days = 0;
        let admit = vec![agency.origin.admit()];
        let sources = [agency.source("a")];
        let room = Newsroom::configured(base, &config, admit.clone(), &sources).await;
        room.poll().await;
        assert_eq!(next(&room).await, None);
        agency.article("/snow", "Snow over Tolva", 2);
        agency.feed(&[told("/snow", "Snow over Tolva")]);
        drop(room);

        let room = Newsroom::configured(base, &base.config(), admit, &sources).await;
        room.poll().await;
        assert!(next(&room).await.is_some());
        pass(&room, 31 * 24).await;
        look(&room).await;
        assert_eq!((next(&room).await, agency.n_asked("/snow")), (None, 2));

        agency.article("/hail", "Hail over Tolva", 3);
        agency.feed(&[told("/hail", "Hail over Tolva")]);
        room.poll().await;
        let item = room.line("/hail").await.item.id;
        pipeline::decide(&room.wire, item, &DecisionKind::Withhold, "ada", "so").await.unwrap();
        room.settle().await;
        look(&room).await;
        assert_eq!((next(&room).await, agency.n_asked("/hail")), (None, 1));
    })
    .await;
}
