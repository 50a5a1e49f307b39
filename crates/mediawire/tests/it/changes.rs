//! What follows where a source changes what stands on the wire: taken over, announced, held or taken off, and on record.

use crate::desk::{cookie, logged_in};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::config::Config;
use mediawire::pipeline;
use mediawire::store::source_changes::{self, Told};
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::{DecisionKind, Ground};

async fn room(base: &Base, config: &Config) -> (Agency, Newsroom) {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    agency.feed(&[told("/rain", "Rain over Tolva")]);
    let admit = vec![agency.origin.admit()];
    let room = Newsroom::configured(base, config, admit, &[agency.source("a")]).await;
    room.poll().await;
    (agency, room)
}

/// The page becomes another, and is looked at.
async fn becomes(agency: &Agency, room: &Newsroom, page: &str) {
    agency.put("/rain", 200, page);
    look(room).await;
}

async fn look(room: &Newsroom) {
    let mut tx = room.wire.db.write().await.unwrap();
    tx.run("UPDATE job SET run_at = 0 WHERE kind = 'watch'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    room.settle().await;
}

async fn told_of(room: &Newsroom) -> Vec<Told> {
    source_changes::last(&mut room.wire.db.read().await.unwrap(), i64::MAX, 9).await.unwrap()
}

/// Kinds, what followed, and whether the desk is waited for, of the last change.
async fn last(room: &Newsroom) -> (Vec<&'static str>, &'static str, bool) {
    let all = told_of(room).await;
    let last = all.first().expect("there is a change");
    (last.classes.iter().map(|it| it.name()).collect(), last.follow.name(), last.is_open)
}

#[tokio::test]
async fn number_is_taken_over_and_told_at_the_desk() {
    on_each(async |base| {
        let (agency, room) = room(base, &base.config()).await;
        let page = agency.page("/rain").replace("In report 1 the", "In report 7 the");
        becomes(&agency, &room, &page).await;
        assert!(room.line("/rain").await.teaser.contains("report 7"), "it goes out");
        assert_eq!(last(&room).await, (vec!["number"], "announce", false));
        let site = Served::start(&room.wire).await;
        let lines = cookie(&logged_in(&room.wire, "ada", Role::Reader).await.session);
        let told = site.ask("GET", "/desk/changes", &lines).await;
        assert_eq!(told.status, 200);
        for words in ["Rain over Tolva", "number", "readers are told"] {
            assert!(told.text().contains(words), "{words}: {}", told.text());
        }
        assert!(!told.text().contains("waits for a decision"));
        // Readers see that it changed, and in what, on the page and in every feed.
        let public = room.line("/rain").await.item.public;
        for (path, words) in [
            (format!("/a/{public}"), "Its source has changed this text, last on "),
            (format!("/a/{public}"), ": a number or day."),
            (format!("/a/{public}/history"), "The source changed: a number or day."),
            ("/feed.rss".to_owned(), ": a number or day."),
            ("/feed.atom".to_owned(), ": a number or day."),
            ("/feed.json".to_owned(), "\"kinds\":[\"number\"]"),
        ] {
            let text = site.get(&path).await.text();
            assert!(text.contains(words), "{path}: {words}: {text}");
        }
        // Said in other letters it is a slip, and no news for anybody.
        becomes(&agency, &room, &page.replace("would stay", "would  stay")).await;
        assert_eq!(told_of(&room).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_its_source_takes_back_is_taken_off() {
    on_each(async |base| {
        let (agency, room) = room(base, &base.config()).await;
        let item = room.line("/rain").await.item;
        let page = agency.page("/rain");
        let (head, rest) = page.split_once("</h1>").unwrap();
        let (_, foot) = rest.split_once("</article>").unwrap();
        let notice = "<p>This report has been withdrawn. The agency has retracted it because its main source could \
            not confirm what it had said, and the agency asks all who published it to remove it from their pages. \
            It apologises to its readers and to the office that was named in it.</p>\
            <p>The text that stood here must not be used any more. No other version of it will be sent.</p>";
        becomes(&agency, &room, &format!("{head}</h1>{notice}</article>{foot}")).await;
        let (kinds, follow, is_open) = last(&room).await;
        assert!(kinds.contains(&"withdrawal"), "{kinds:?}");
        assert_eq!((follow, is_open), ("take-off", true));
        let site = Served::start(&room.wire).await;
        let shown = site.get(&format!("/a/{}", item.public)).await;
        assert_eq!(shown.status, 451);
        assert!(shown.text().contains("its source has withdrawn it"), "{}", shown.text());
        for path in ["/", "/feed.rss", "/feed.json", "/sitemap.xml"] {
            let out = site.get(path).await.text();
            assert!(!out.contains("Rain over Tolva") && !out.contains("retracted"), "{path}");
        }
        pipeline::decide(&room.wire, item.id, &DecisionKind::Kill(Ground::House), "ada", "so").await.unwrap();
        room.settle().await;
        assert_eq!(told_of(&room).await, [], "of what is killed nothing is told");
    })
    .await;
}

#[tokio::test]
async fn what_the_house_holds_waits_while_what_is_out_stays_out() {
    on_each(async |base| {
        let mut config = base.config();
        config.changes.hold.extend(config.changes.announce.clone());
        let (agency, room) = room(base, &config).await;
        let first = room.line("/rain").await;
        let page = agency.page("/rain").replace("In report 1 the", "In report 7 the");
        becomes(&agency, &room, &page).await;
        assert_eq!(room.line("/rain").await.dispatch, first.dispatch);
        assert_eq!(last(&room).await, (vec!["number"], "hold", true));
        // Another version of what is held is told of, and held by the word that stands.
        becomes(&agency, &room, &page.replace("In report 7 the", "In report 8 the")).await;
        assert_eq!(told_of(&room).await.len(), 2);
        let holds = "SELECT COUNT(*) FROM decision WHERE kind = 'hold'";
        assert_eq!(room.count(holds).await, 1);
        // The desk sees how it differs from what is out, word by word.
        let site = Served::start(&room.wire).await;
        let lines = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session);
        let path = format!("/desk/item/{}", first.item.public);
        let page = site.ask("GET", &path, &lines).await.text();
        for words in ["What its source changed", "What waits differs", "<del> 1</del><ins> 8</ins>"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let id = first.item.id;
        pipeline::decide(&room.wire, id, &DecisionKind::Release, "ada", "checked").await.unwrap();
        room.settle().await;
        assert!(room.line("/rain").await.teaser.contains("report 8"));
        assert!(!last(&room).await.2, "a person has decided");
    })
    .await;
}

#[tokio::test]
async fn page_that_is_gone_is_told_once_and_what_is_out_stays_out() {
    on_each(async |base| {
        let (agency, room) = room(base, &base.config()).await;
        let page = agency.page("/rain");
        agency.put("/rain", 404, "nothing here");
        look(&room).await;
        assert_eq!(told_of(&room).await, [], "a server errs for a moment");
        look(&room).await;
        look(&room).await;
        assert_eq!(last(&room).await, (vec!["gone"], "announce", true));
        assert_eq!(told_of(&room).await.len(), 1);
        let stands = room.line("/rain").await;
        let site = Served::start(&room.wire).await;
        let shown = format!("/a/{}", stands.item.public);
        let gone = "Its page is no longer at its source";
        assert_eq!(stands.dispatch.number, 2, "it is told once");
        assert!(site.get(&shown).await.text().contains(gone));
        assert!(site.get("/feed.rss").await.text().contains(gone));
        becomes(&agency, &room, &page).await;
        assert!(!site.get(&shown).await.text().contains(gone), "it is there again");
        becomes(&agency, &room, "<html><title>Gone</title><p>Nothing.</p></html>").await;
        look(&room).await;
        assert_eq!(told_of(&room).await.len(), 2, "no article stands there: told once");
        assert!(site.get(&shown).await.text().contains(gone), "no text stands there");
        becomes(&agency, &room, &page.replace("</article>", "</article><p>A foot.</p>")).await;
        let stands = room.line("/rain").await.dispatch;
        assert_eq!((stands.number, stands.gone), (5, None), "its text is there again");
        let history = site.get(&format!("{shown}/history")).await.text();
        for words in ["Its page is no longer at its source", "Its page is there again"] {
            assert_eq!(history.matches(words).count(), 2, "{words}: {history}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_its_list_takes_back_is_taken_off_though_its_page_is_gone() {
    on_each(async |base| {
        let (agency, room) = room(base, &base.config()).await;
        let item = room.line("/rain").await.item;
        let site = Served::start(&room.wire).await;
        let shown = format!("/a/{}", item.public);
        // That the page is gone is told as soon as the list leads there again.
        agency.put("/rain", 410, "gone for good");
        agency.feed(&[told("/rain", "Rain over Tolva, in short")]);
        room.poll().await;
        assert_eq!(last(&room).await, (vec!["gone"], "announce", true));
        assert_eq!(site.get(&shown).await.status, 200);
        agency.feed(&[told("/rain", "WITHDRAWN: Rain over Tolva")]);
        room.poll().await;
        let (kinds, follow, is_open) = last(&room).await;
        assert_eq!((follow, is_open), ("take-off", true), "{kinds:?}");
        let off = site.get(&shown).await;
        assert_eq!(off.status, 451);
        assert!(!off.text().contains("Rain over Tolva"), "{}", off.text());
        assert!(!site.get("/feed.rss").await.text().contains("Rain over Tolva"));
    })
    .await;
}
