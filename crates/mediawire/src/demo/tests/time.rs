//! What comes out when, what changes then, and that a restart changes nothing.

use super::{at_the_end, at_the_start, course, epoch, get, papers, serve};
use crate::demo::diary::Released;
use crate::demo::story::{Change, Due};
use crate::demo::{AGENCIES, Agencies, CHANNELS, Course, stories};
use jiff::{SignedDuration, Timestamp};

fn minute(n: i64) -> Timestamp {
    Timestamp::from_second(epoch().as_second()).unwrap() + SignedDuration::from_mins(n)
}

/// Releases what is due by `now`.
fn release_due(agencies: &Agencies, now: Timestamp) {
    let due = agencies.coming().into_iter().filter(|coming| coming.due <= now);
    let keys: Vec<String> = due.map(|coming| coming.key).collect();
    agencies.release(&keys, now);
}

#[test]
fn each_story_comes_out_at_its_minute_and_sooner_at_speed() {
    for (speed, seconds) in [(1.0, 60), (10.0, 6), (0.5, 120)] {
        let start = minute(0);
        let agencies = Agencies::new(Course { speed, ..course(80) }, Released::default());
        for agency in &AGENCIES {
            for story in stories::of(agency) {
                let Due::After(minutes) = story.due else { continue };
                let due = start + SignedDuration::from_secs(minutes * seconds);
                let key = format!("{}/{}", agency.slug, story.slug);
                let coming = agencies.coming().into_iter().find(|coming| coming.key == key);
                assert_eq!(coming.map(|it| it.due), Some(due), "{key}");
            }
        }
        let all: Vec<Timestamp> = agencies.coming().into_iter().map(|it| it.due).collect();
        assert!(all.is_sorted() && all.len() >= 15, "{}", all.len());
    }
}

#[test]
fn most_come_in_the_first_half_hour_and_none_before_its_time() {
    let agencies = at_the_start(80);
    let n_shown = || papers(&agencies).iter().map(|paper| paper.shown.len()).sum::<usize>();
    let (before, n_coming) = (n_shown(), agencies.coming().len());
    release_due(&agencies, minute(1));
    assert_eq!(n_shown(), before);
    release_due(&agencies, minute(36));
    assert!((n_shown() - before) * 2 > n_coming, "{} of {n_coming}", n_shown() - before);
    release_due(&agencies, minute(239));
    release_due(&agencies, minute(240));
    assert_eq!(agencies.coming(), []);
}

#[test]
fn a_version_has_another_second_than_the_one_before_it() {
    let agencies = Agencies::new(Course { speed: 100_000.0, ..course(80) }, Released::default());
    let mut now = minute(1);
    release_due(&agencies, now);
    let versions = agencies.coming();
    assert!(versions.len() >= 3 && versions.iter().all(|it| it.replaces.is_some()), "{versions:?}");
    assert!(versions.iter().all(|it| it.due > now), "{versions:?}");
    now += SignedDuration::from_secs(1);
    release_due(&agencies, now);
    assert_eq!(agencies.coming(), []);
}

#[test]
fn a_restart_serves_the_same_bytes() {
    let first = at_the_end(8080);
    let ledger = first.now().diary.released.text();
    let second = Agencies::new(course(8080), Released::read(&ledger));
    let start = at_the_start(8080);
    for host in crate::demo::hosts() {
        let [one, two, before] =
            [&first, &second, &start].map(|agencies| agencies.now().by_host[host].clone());
        assert!(one.resources.keys().eq(two.resources.keys()), "{host}");
        for (path, resource) in &one.resources {
            let other = &two.resources[path];
            assert_eq!(resource.bytes, other.bytes, "{host}{path}");
            assert_eq!(
                (&resource.etag, resource.modified),
                (&other.etag, other.modified),
                "{path}"
            );
        }
        let feed = AGENCIES.iter().find(|agency| agency.host == host).map(|it| it.feed);
        let feed = feed.unwrap_or("/s/tolva_mfa");
        assert_ne!(one.resources[feed].bytes, before.resources[feed].bytes, "{host}");
    }
}

#[test]
fn what_other_bytes_has_another_date() {
    let agencies = at_the_start(8080);
    let mut now = minute(0);
    let mut before = agencies.now();
    while let Some(next) = agencies.coming().into_iter().next() {
        now += SignedDuration::from_mins(1);
        agencies.release(std::slice::from_ref(&next.key), now);
        let after = agencies.now();
        for host in crate::demo::hosts() {
            for (path, old) in &before.by_host[host].resources {
                let new = &after.by_host[host].resources[path];
                assert!(new.modified >= old.modified, "{} {host}{path}", next.key);
                let is_same = new.bytes == old.bytes && new.status == old.status;
                assert!(is_same || new.modified == now, "{} {host}{path}", next.key);
            }
        }
        before = after;
    }
}

#[test]
fn a_line_cut_short_counts_as_not_written() {
    let at = minute(3);
    let text = Released::line("tolva/a", at) + &Released::line("tolva/b", at);
    let cut = &text[..text.len() - 3];
    assert_eq!(Released::read(cut).text(), Released::line("tolva/a", at));
    assert_eq!(Released::read("").text(), "");
}

#[tokio::test]
async fn corrections_say_so_and_silent_edits_do_not() {
    let (port, agencies) = serve(at_the_start).await;
    release_due(&agencies, minute(13));
    let before = papers(&agencies);
    let mut n = [0, 0];
    for agency in &AGENCIES {
        for story in stories::of(agency) {
            let Due::Revision(revision) = &story.due else { continue };
            let kind = match revision.change {
                Change::Correction => 0,
                Change::Silent => 1,
                Change::Withdrawal => continue,
            };
            n[kind] += 1;
            let first = stories::of(agency).into_iter().find(|it| it.slug == revision.of).unwrap();
            let Due::After(minutes) = first.due else { panic!("{}", story.slug) };
            let agencies = at_the_start(port);
            release_due(&agencies, minute(minutes));
            let [old, old_feed] = page_and_feed(&agencies, agency.slug, revision.of);
            release_due(&agencies, minute(minutes + revision.after));
            let [new, new_feed] = page_and_feed(&agencies, agency.slug, revision.of);
            assert_ne!(old, new, "{}", story.slug);
            let says = |feed: &[u8]| feed_entry(feed, &revision.of.replace(' ', ""));
            assert_eq!(says(&old_feed) == says(&new_feed), kind == 1, "{}", story.slug);
        }
    }
    assert!(n[0] >= 2 && n[1] >= 1, "{n:?}");
    assert!(!before.is_empty());
}

/// The bytes of a story's page and of its agency's feed.
fn page_and_feed(agencies: &Agencies, agency: &str, slug: &str) -> [Vec<u8>; 2] {
    let agency = AGENCIES.iter().find(|it| it.slug == agency).unwrap();
    let paper = crate::demo::site::paper(agency, &agencies.now().diary);
    let site = agencies.now().by_host[agency.host].clone();
    let path = &paper.by_slug(slug).unwrap().path;
    [path.as_str(), agency.feed].map(|path| site.resources[path].bytes.to_vec())
}

/// What a feed says of the story with that slug: from its address to the next story.
fn feed_entry(feed: &[u8], slug: &str) -> String {
    let text = String::from_utf8_lossy(feed).into_owned();
    let at = text.find(slug).unwrap();
    let rest = &text[at..];
    let ends = ["</item>", "</entry>", "\"url\""];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    rest[..end].to_owned()
}

#[tokio::test]
async fn a_withdrawn_story_is_gone_with_its_notice() {
    let (port, agencies) = serve(at_the_start).await;
    let tolva = &AGENCIES[0];
    release_due(&agencies, minute(22));
    let path = "/politics/lien-ferry-draft";
    let page = get(port, tolva.host, path, &[]).await;
    assert!(page.status == 200 && page.text().contains("Oddny Hauge"));
    let tag = page.header("etag").unwrap().to_owned();
    assert_eq!(agencies.withdrawals(), []);
    release_due(&agencies, minute(28));
    let notice = get(port, tolva.host, path, &[("If-None-Match", &tag)]).await;
    assert_eq!(notice.status, 410);
    assert!(
        notice.text().contains("has withdrawn its story")
            && !notice.text().contains("11.2 million")
    );
    let feed = get(port, tolva.host, tolva.feed, &[]).await.text();
    assert!(
        feed.contains("<title>WITHDRAWN: Tolva weighs") && !feed.contains("<title>Tolva weighs")
    );
    let front = get(port, tolva.host, "/", &[]).await.text();
    assert!(!front.contains(path));
    let withdrawn = agencies.withdrawals();
    assert_eq!(withdrawn.len(), 1);
    assert!(
        withdrawn[0].url.ends_with(path) && withdrawn[0].why.contains("could not be confirmed")
    );
}

#[tokio::test]
async fn an_embargoed_statement_lies_in_the_press_room_until_its_hour() {
    let (port, agencies) = serve(at_the_start).await;
    let ministry = &AGENCIES[3];
    let path = "/press/statement-116";
    let asked =
        |path: &'static str| async move { get(port, ministry.host, path, &[]).await.text() };
    release_due(&agencies, minute(57));
    let page = asked(path).await;
    // 12:05 by Greenwich, 58 minutes later, in Sorren.
    assert!(page.contains("EMBARGOED UNTIL 15:03, SORREN TIME") && page.contains("noindex"));
    assert!(asked("/press-room").await.contains(path));
    assert!(!asked("/").await.contains(path) && !asked(ministry.feed).await.contains(path));
    assert!(!get(port, CHANNELS, "/s/tolva_mfa", &[]).await.text().contains(path));
    release_due(&agencies, minute(58));
    assert!(asked(ministry.feed).await.contains(path) && asked("/").await.contains(path));
    assert!(!asked(path).await.contains("noindex"));
    assert!(get(port, CHANNELS, "/s/tolva_mfa", &[]).await.text().contains(path));
}

#[test]
fn bulletins_follow_the_last_story_at_their_own_pace() {
    for (speed, gap_s) in [(1.0, 300), (10.0, 30), (100_000.0, 20)] {
        let course = Course { speed, has_bulletins: true, ..course(80) };
        let agencies = Agencies::new(course, Released::default());
        let mut now = minute(241);
        let is_story = |key: &str| !key.starts_with("bulletin/");
        while is_story(&agencies.coming()[0].key) {
            let keys: Vec<String> = agencies.coming().into_iter().map(|it| it.key).collect();
            agencies.release(&keys, now);
        }
        for number in 1..=7 {
            let coming = agencies.coming();
            now += SignedDuration::from_secs(gap_s);
            assert_eq!((coming.len(), coming[0].due), (1, now), "{number} at {speed}");
            assert_eq!(coming[0].key, format!("bulletin/{number}"));
            agencies.release(&[coming[0].key.clone()], now);
        }
        let tolva = &papers(&agencies)[0];
        assert_eq!(tolva.shown[0].story.slug, "harbour-bulletin-2");
        assert!(!tolva.shown[0].story.html().contains('{'));
    }
}
