//! What a source's terms keep no longer goes out of the archive, and nothing else does.

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, Told, paragraphs, told};
use crate::site::Served;
use mediawire::pipeline::{self, adding, removal};
use mediawire::store::{acts, sources};
use mediawire::verify::verify;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::Reader;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Access, Release, Rights, Source};
use std::path::PathBuf;

const DAY_MS: i64 = 24 * 3_600_000;

async fn agency() -> Agency {
    let agency = Agency::start().await;
    agency.article("/rain", "Rain over Tolva", 1);
    let text = paragraphs(3).iter().map(|text| format!("<p>{text}</p>")).collect();
    let whole = Told { text, ..told("/paid", "Told in the feed") };
    agency.feed(&[told("/rain", "Rain over Tolva"), whole]);
    agency
}

/// The source of an agency whose captures are kept so many days.
fn kept(source: &Source, days: Option<u32>) -> Source {
    let rights = Rights { retention_days: days, archive: Access::Public, ..source.rights.clone() };
    Source { rights, ..source.clone() }
}

/// Lets days go by: all that was captured is older.
async fn pass(room: &Newsroom, days: i64) {
    let mut tx = room.wire.db.write().await.unwrap();
    for sql in
        ["UPDATE capture SET at_ms = at_ms - $1", "UPDATE item SET received_ms = received_ms - $1"]
    {
        tx.run(sql, &[(days * DAY_MS).into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn file(base: &Base) -> PathBuf {
    let dir = base.dir().join("archive");
    let mut files = std::fs::read_dir(dir).unwrap().map(|it| it.unwrap().path());
    let file = files.next().unwrap();
    assert!(files.next().is_none());
    file
}

/// The kinds of the records of the archive, and whether a text stands in one of them.
fn outline(base: &Base, text: &str) -> (Vec<String>, bool) {
    let bytes = std::fs::read(file(base)).unwrap();
    let mut kinds = Vec::new();
    let mut holds = false;
    for record in Reader::new(&bytes[..], 1 << 20) {
        let record = record.unwrap();
        kinds.push(record.kind().to_owned());
        holds |= String::from_utf8_lossy(record.block()).contains(text);
    }
    (kinds, holds)
}

#[tokio::test]
async fn what_is_kept_no_longer_is_removed_and_not_taken_for_altered() {
    on_each(async |base| {
        let agency = agency().await;
        let source = kept(&agency.source("a"), Some(30));
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&source)).await;
        room.poll().await;
        let rain = room.line("/rain").await;
        let page = agency.page("/rain");
        let (kinds, holds) = outline(base, "In report 1 the");
        let n_records = kinds.len();
        assert!(holds && !kinds.contains(&"metadata".to_owned()));
        pass(&room, 29).await;
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 0, "they are kept for 30 days");
        pass(&room, 2).await;
        let before = std::fs::read(file(base)).unwrap();
        assert_eq!(removal::n_due(&room.wire, &source, 64).await.unwrap(), (2, true));
        assert_eq!(
            removal::sweep(&room.wire).await.unwrap(),
            2,
            "the page, and the list with a text"
        );
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 0);
        let (kinds, holds) = outline(base, "In report 1 the");
        assert!(!holds && !outline(base, "In report 3 the").1);
        assert_eq!(kinds.iter().filter(|kind| *kind == "metadata").count(), 2);
        assert_eq!(kinds.len(), n_records, "all others lie where they lay");
        let after = std::fs::read(file(base)).unwrap();
        assert_eq!(after.len(), before.len());

        let check = async || {
            let report = verify(&room.wire, &[]).await.unwrap();
            assert!(report.is_clean(), "{report:?}");
            assert_eq!(report.removed.len(), 2, "{report:?}");
            report.removed[&rain.item.public.to_string()][0].clone()
        };
        let told = check().await;
        let digest = Digest::of(page.as_bytes()).to_hex();
        for words in
            ["was removed on", "under the terms of The a agency, which keep it 30 days", &digest]
        {
            assert!(told.contains(words), "{words}: {told}");
        }
        // A crash before it was done, and one in the middle of it: it is said, and done the next time.
        let half = [&after[..after.len() / 2], &before[after.len() / 2..]].concat();
        for torn in [&before, &half] {
            std::fs::write(file(base), torn).unwrap();
            let mut tx = room.wire.db.write().await.unwrap();
            tx.run("UPDATE removed SET is_done = 0", &[]).await.unwrap();
            tx.commit().await.unwrap();
            check().await;
            assert_eq!(removal::sweep(&room.wire).await.unwrap(), 0);
            assert!(std::fs::read(file(base)).unwrap() == after);
        }
        // What was altered is still told from what was removed.
        let mut altered = after.clone();
        let at = altered.windows(8).rposition(|bytes| bytes == b"removed:").unwrap();
        altered[at] ^= 1;
        std::fs::write(file(base), &altered).unwrap();
        let report = verify(&room.wire, &[]).await.unwrap();
        assert_eq!(report.differing.len() + report.other.len(), 1, "{report:?}");
        std::fs::write(file(base), &after).unwrap();
        let mut tx = room.wire.db.read().await.unwrap();
        let all = acts::last(&mut tx, 99).await.unwrap();
        let removals: Vec<_> = all.iter().filter(|act| act.what == "captures-removed").collect();
        assert_eq!(removals.len(), 1);
        let becomes = "2 captures removed from the archive: kept 30 days";
        assert_eq!((removals[0].object.as_str(), removals[0].becomes.as_str()), ("a", becomes));
    })
    .await;
}

#[tokio::test]
async fn what_was_published_of_it_stays_and_can_still_be_decided_on() {
    on_each(async |base| {
        let agency = agency().await;
        let source = kept(&agency.source("a"), Some(30));
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&source)).await;
        room.poll().await;
        pass(&room, 31).await;
        let rain = room.line("/rain").await.item;
        let digest = Digest::of(agency.page("/rain").as_bytes());
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 2);
        let site = Served::start(&room.wire).await;
        let ask = async |path: String| site.ask("GET", &path, "").await;
        let article = ask(format!("/a/{}", rain.public)).await.text();
        assert!(article.contains("In report 1 the"), "what may be shown follows its display");
        let verified = ask(format!("/a/{}/verify", rain.public)).await.text();
        for words in [
            "The archived copy was removed on",
            "Removed under the source’s terms",
            &digest.to_hex(),
        ] {
            assert!(verified.contains(words), "{words}: {verified}");
        }
        assert!(!verified.contains("/capture/"));
        assert_eq!(ask(format!("/a/{}/capture/{digest}", rain.public)).await.status, 404);
        // A word of the desk goes out over the text that was sealed.
        let before = room.wire.head();
        let headline = DecisionKind::Headline(Some("Rain falls on Tolva".to_owned()));
        pipeline::decide(&room.wire, rain.id, &headline, "ada", "shorter").await.unwrap();
        room.settle().await;
        assert_eq!(room.wire.head(), before + 1);
        // What comes anew is kept anew, and rests on nothing that is gone.
        let n = room.count("SELECT COUNT(*) FROM capture_place WHERE holder = capture").await;
        agency.feed(&[told("/rain", "Rain over Tolva, more")]);
        room.poll().await;
        assert_eq!(
            room.count("SELECT COUNT(*) FROM capture_place WHERE holder = capture").await,
            n + 2
        );
        assert!(outline(base, "In report 1 the").1);
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_removed_that_another_keeps_or_that_was_said_today() {
    on_each(async |base| {
        let agency = agency().await;
        let article = told("/rain", "Rain over Tolva");
        let entry = format!(
            "<rss version='2.0'><channel><title>B</title><item><title>{}</title><link>{}</link></item></channel></rss>",
            article.title,
            agency.origin.url("/rain")
        );
        agency.put("/other.xml", 200, &entry);
        let (a, b) = (kept(&agency.source("a"), Some(30)), agency.source("b"));
        let b = Source { list: Some(agency.origin.url("/other.xml")), ..b };
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&a)).await;
        room.poll().await;
        // One after the other: two who are answered at the same moment each keep the page.
        room.save(&b).await;
        room.poll().await;
        pass(&room, 400).await;
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 1, "the list alone: the page is b's too");
        assert!(outline(base, "In report 1 the").1);
        // Terms that were said today hold from tomorrow on: a mistake is set right in time.
        let slug = Slug::of("b");
        let by = ("ada", "test");
        let change = async |days| {
            adding::change(&room.wire, &slug, |it| Ok(kept(&it, days)), (by, None)).await.unwrap();
        };
        change(Some(1)).await;
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 0);
        let mut tx = room.wire.db.write().await.unwrap();
        let mut past = sources::history(&mut tx, &slug).await.unwrap();
        assert!(past.remove(0).is.contains("captures kept 1 days"));
        let sql = "UPDATE source_history SET at_ms = at_ms - $1";
        tx.run(sql, &[DAY_MS.into()]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 1, "the page, which nobody keeps now");
        assert!(!outline(base, "In report 1 the").1);
    })
    .await;
}

#[tokio::test]
async fn what_waited_until_its_capture_was_gone_is_not_published_and_it_is_said_why() {
    on_each(async |base| {
        let agency = agency().await;
        let source = Source { release: Release::Desk, ..kept(&agency.source("a"), Some(1)) };
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&source)).await;
        room.poll().await;
        pass(&room, 2).await;
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 2);
        let mut tx = room.wire.db.read().await.unwrap();
        let item = mediawire::store::items::waiting(&mut tx, 1).await.unwrap().remove(0);
        drop(tx);
        pipeline::decide(&room.wire, item.id, &DecisionKind::Release, "ada", "good").await.unwrap();
        room.settle().await;
        assert_eq!(room.wire.head(), 0);
        let n = room.count("SELECT COUNT(*) FROM outcome WHERE code = 'removed'").await;
        assert_eq!((n, room.count("SELECT COUNT(*) FROM parked").await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn what_a_picture_took_of_late_stays_and_what_may_go_holds_nothing_new() {
    on_each(async |base| {
        let agency = agency().await;
        let source = kept(&agency.source("a"), Some(30));
        let room = Newsroom::open(base, &[&agency], std::slice::from_ref(&source)).await;
        room.poll().await;
        pass(&room, 400).await;
        // A host has said today that the bytes are as they were, of which a picture is made.
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run(
            "INSERT INTO picture_image (article, place, capture, at_ms) SELECT a.id, 0, c.id, $1
             FROM capture c JOIN article a ON a.capture = c.id WHERE c.url LIKE '%/rain'",
            &[room.wire.now().as_millisecond().into()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 1, "the list alone");
        assert!(outline(base, "In report 1 the").1);

        // The same bytes come again: what they lay in so far is on its way out.
        let page = agency.page("/rain");
        agency.feed(&[told("/rain", "Rain over Tolva, more")]);
        room.poll().await;
        agency.put("/rain", 200, &page);
        let mut tx = room.wire.db.write().await.unwrap();
        tx.run("DELETE FROM picture_image", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(removal::sweep(&room.wire).await.unwrap(), 1, "the old copy of the page");
        assert!(outline(base, "In report 1 the").1, "the new one has bytes of its own");
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}
