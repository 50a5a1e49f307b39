//! The house's own WordPress as a destination: a real one, seen through its own API and as a reader sees it.

mod back;
mod desk;
mod erased;
mod filtered;
mod house;
mod plain;
mod restored;
mod slow;

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use house::{Line, Press, Wire};
use jiff::SignedDuration;
use mediawire::pipeline::deliver::wordpress::Grade;
use mediawire::pipeline::destinations::{self, ByHand, Start};
use mediawire::store::{debts, wire};
use mediawire::work::deliver::visit;
use mediawire::{pipeline, work};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{PublicId, Slug};
use mediawire_core::model::source::{Display, Rights, Source};
use serde_json::{Value, json};
use std::io::Write as _;

const BY: (&str, &str) = ("root", "command");

/// A wire with an agency, and a WordPress that is one of its destinations.
struct House {
    agency: Agency,
    room: Newsroom,
    press: Press,
    line: Wire,
}

fn slug() -> Slug {
    Slug::parse("site").unwrap()
}

impl House {
    /// On `base`, with the WordPress of that name; `None` where there is no WordPress.
    async fn open(base: &Base, name: &str, status: &str) -> Option<Self> {
        let settings = json!({ "status": status, "tags": { "world": ["Wire", "Tolva & Sea"] } });
        Self::set(base, name, settings).await
    }

    /// The same with settings of its own.
    async fn set(base: &Base, name: &str, settings: Value) -> Option<Self> {
        Self::by(base, name, settings, ("user", "password")).await
    }

    /// The same, written by another user of the WordPress.
    async fn by(
        base: &Base,
        name: &str,
        mut settings: Value,
        (user, password): (&str, &str),
    ) -> Option<Self> {
        let press = Press::find(name)?;
        let (agency, line) = (Agency::start().await, Wire::to(&press).await);
        let rights = Rights { images: true, ..Rights::to(Display::Full) };
        let source = Source { rights, ..agency.source("a") };
        let admit = vec![agency.origin.admit(), line.admit()];
        let room = Newsroom::admitting(base, admit, &[source]).await;
        settings["user"] = press.told(user).into();
        let (name, kind) = ("The site".to_owned(), DestinationKind::WordPress);
        let it = Destination {
            slug: slug(),
            name,
            kind,
            url: line.url(),
            settings: settings.to_string(),
        };
        let password = press.told(password).to_owned();
        destinations::add(&room.wire, &it, &password, Start::First, BY).await.unwrap();
        Some(Self { agency, room, press, line })
    }

    /// An article is there, and nobody but the wire knows of it.
    async fn article(&self, path: &str, headline: &str, seed: usize) -> PublicId {
        self.agency.article(path, headline, seed);
        self.agency.feed(&[told(path, headline)]);
        self.room.poll().await;
        self.room.line(path).await.item.public
    }

    /// Sends what is owed, as if so many minutes had passed.
    async fn visit(&self, minutes: i64) {
        let now = self.room.wire.now() + SignedDuration::from_mins(minutes);
        visit(&self.room.wire, &slug(), now).await.unwrap();
    }

    async fn decide(&self, path: &str, kind: &DecisionKind) {
        let public = self.room.line(path).await.item.public;
        self.decide_of(&public, kind).await;
    }

    /// The same of what is not on the wire now.
    async fn decide_of(&self, public: &PublicId, kind: &DecisionKind) {
        let mut tx = self.room.wire.db.read().await.unwrap();
        let item = wire::line(&mut tx, public).await.unwrap().unwrap().item.id;
        drop(tx);
        pipeline::decide(&self.room.wire, item, kind, "ed", "the agency withdrew it")
            .await
            .unwrap();
        work::drain(&self.room.wire).await.unwrap();
    }

    /// The only post of the item.
    async fn post(&self, public: &PublicId) -> Value {
        let all = self.press.posts(public.as_str()).await;
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    }

    /// What is owed, what is set aside, and the reason of the first of both.
    async fn owed(&self) -> (i64, i64, String) {
        let mut tx = self.room.wire.db.read().await.unwrap();
        let owed = debts::owed(&mut tx, &slug()).await.unwrap();
        let all = debts::of(&mut tx, &slug(), 9).await.unwrap();
        let reason = all.into_iter().next().map(|(debt, _)| debt.reason).unwrap_or_default();
        (owed.n_owed, owed.n_parked, reason)
    }

    async fn replay(&self) {
        destinations::replay(&self.room.wire, &slug(), Start::First, BY).await.unwrap();
        self.visit(0).await;
    }

    async fn by_hand(&self, public: &PublicId, what: ByHand) {
        destinations::decide_by_hand(&self.room.wire, &slug(), public, what, BY).await.unwrap();
    }
}

fn raw<'a>(post: &'a Value, name: &str) -> &'a str {
    post[name]["raw"].as_str().unwrap()
}

/// The text of a page, without its tags and with its references read.
fn text(page: &str) -> String {
    let mut out = String::new();
    let mut is_tag = false;
    for c in page.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    let mut out = out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    for n in 32_u32..127 {
        out = out.replace(&format!("&#{n:03};"), &char::from_u32(n).unwrap().to_string());
    }
    out.replace("&amp;", "&")
}

/// A PNG that every program can read.
fn png(side: u32, shade: u8) -> Vec<u8> {
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let row = vec![shade; usize::try_from(side).unwrap() + 1];
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..side).for_each(|_| rows.write_all(&[&[0], &row[1..]].concat()).unwrap());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head), (b"IDAT", rows.finish().unwrap()), (b"IEND", Vec::new())]
    {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(&data);
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend(crc.sum().to_be_bytes());
    }
    out
}

#[tokio::test]
async fn article_becomes_a_post_and_what_happens_to_it_reaches_every_reader() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "publish").await else { return };
        let public = house.article("/rain", "Rain over Tolva", 1).await;
        house.visit(0).await;
        let post = house.post(&public).await;
        assert_eq!((raw(&post, "title"), &post["status"]), ("Rain over Tolva", &json!("publish")));
        let meta = &post["meta"];
        assert_eq!(meta["mediawire_source_url"], house.agency.origin.url("/rain"));
        assert_eq!(meta["mediawire_source_name"], "The a agency");
        let slug = post["slug"].as_str().unwrap().to_owned();
        assert_eq!(slug, format!("rain-over-tolva-{}", &public.as_str()[..8]));
        let tags = house.press.get(&format!("/wp/v2/tags?post={}", post["id"])).await;
        let tags: Vec<&str> =
            tags.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(tags, ["Tolva &amp; Sea", "Wire"]);
        let (status, page) = house.press.page(post["link"].as_str().unwrap()).await;
        assert_eq!(status, 200);
        let source = format!("Source The a agency {}", house.agency.origin.url("/rain"));
        let words = text(&page);
        assert!(words.contains(&source), "{words}");
        for paragraph in crate::newsroom::paragraphs(1) {
            assert!(words.contains(&paragraph), "WordPress changed {paragraph:?}:\n{words}");
        }
        let canonical =
            format!("<link rel=\"canonical\" href=\"{}\"", house.agency.origin.url("/rain"));
        assert!(page.contains(&canonical), "{page}");

        // The source changes its text.
        house.agency.article("/rain", "Rain over all of Tolva", 2);
        house.agency.feed(&[told("/rain", "Rain over all of Tolva")]);
        house.room.poll().await;
        house.visit(0).await;
        let post = house.post(&public).await;
        assert_eq!(raw(&post, "title"), "Rain over all of Tolva");
        assert!(raw(&post, "content").contains("In report 2"), "{post}");
        assert_eq!(post["slug"], slug.as_str(), "an address lasts");

        // The house puts something right.
        house.decide("/rain", &DecisionKind::Correct("It rained on Monday.".to_owned())).await;
        house.visit(0).await;
        let (_, page) = house.press.page(post["link"].as_str().unwrap()).await;
        assert!(text(&page).contains("It rained on Monday."), "{page}");
        assert_eq!(house.owed().await, (0, 0, String::new()));

        let old = post["link"].as_str().unwrap().to_owned();

        // It is withdrawn: nothing of it is left, and its old address leads to the notice.
        house.decide("/rain", &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        let post = house.post(&public).await;
        assert_eq!(raw(&post, "title"), "This item has been withdrawn");
        assert_eq!((post["slug"].as_str(), raw(&post, "excerpt")), (Some(public.as_str()), ""));
        assert_eq!(post["tags"], json!([]));
        let revisions = house.press.get(&format!("/wp/v2/posts/{}/revisions", post["id"])).await;
        assert_eq!(revisions, json!([]));
        assert_eq!(house.press.page(&old).await.0, 301, "the old address leads to the notice");
        let (status, page) = house.press.page(post["link"].as_str().unwrap()).await;
        assert_eq!(status, 410);
        let words = text(&page);
        assert!(
            words.contains("the agency withdrew it") && !words.contains("Rain over"),
            "{words}"
        );
        assert!(page.contains("noindex"), "{page}");

        // Another is withdrawn by legal order.
        let sun = house.article("/sun", "Sun over Tolva", 3).await;
        house.visit(0).await;
        house.decide("/sun", &DecisionKind::Kill(Ground::Law)).await;
        house.visit(0).await;
        let link = house.post(&sun).await["link"].as_str().unwrap().to_owned();
        let (status, page) = house.press.page(&link).await;
        assert_eq!(status, 451);
        assert!(text(&page).contains("on a legal order."), "{page}");
    })
    .await;
}

#[tokio::test]
async fn text_is_shown_as_it_was_written_whatever_wordpress_does_to_others() {
    let base = Base::sqlite();
    let Some(house) = House::open(&base, "site", "publish").await else { return };
    let odd = [
        "He said \"it's 'tis\" -- so... - or 3x4, (tm) and 'n' 5' 6\" :) 8O in Wordpress.",
        "Then [gallery ids=\"1\"] and [audio src=\"x\"] and <b>bold</b> & &amp; stand here as text.",
        "https://tolva.example/log",
    ];
    house.agency.article("/odd", "Odd words over Tolva", 30);
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let more: String = odd.iter().map(|text| format!("<p>{}</p>", escaped(text))).collect();
    let page = house.agency.page("/odd").replacen("</p>", &format!("</p>{more}"), 1);
    house.agency.put("/odd", 200, &page);
    house.agency.feed(&[told("/odd", "Odd words over Tolva")]);
    house.room.poll().await;
    house.visit(0).await;
    let post = house.post(&house.room.line("/odd").await.item.public).await;
    let (_, page) = house.press.page(post["link"].as_str().unwrap()).await;
    let words = text(&page);
    for text in odd {
        assert!(words.contains(text), "WordPress changed {text:?}:\n{words}");
    }
}

#[tokio::test]
async fn post_that_a_person_edited_is_not_written_over_until_a_person_says_so() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "draft").await else { return };
        let public = house.article("/sun", "Sun over Tolva", 3).await;
        house.visit(0).await;
        let post = house.post(&public).await;
        assert_eq!(post["status"], "draft");
        let path = format!("/wp/v2/posts/{}", post["id"]);
        // To publish it is no change of what it says.
        house.press.post(&path, json!({ "status": "publish" })).await;
        let headline = |words: &str| DecisionKind::Headline(Some(words.to_owned()));
        house.decide("/sun", &headline("Sun over the harbour")).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&public).await, "title"), "Sun over the harbour");

        house.press.post(&path, json!({ "title": "By hand" })).await;
        house.decide("/sun", &headline("Sun over Tolva again")).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&public).await, "title"), "By hand");
        let (owed, parked, reason) = house.owed().await;
        assert!(
            (owed, parked) == (0, 1) && reason.contains("edited by hand on WordPress at"),
            "{reason}"
        );

        house.by_hand(&public, ByHand::Keep).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&public).await, "title"), "By hand");
        assert_eq!(house.owed().await, (0, 0, String::new()));

        house.decide("/sun", &headline("Sun once more")).await;
        house.visit(0).await;
        assert_eq!(house.owed().await.1, 1, "what was kept is asked of again");
        house.by_hand(&public, ByHand::Overwrite).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&public).await, "title"), "Sun once more");

        // A withdrawal is a decision of its own.
        house.press.post(&path, json!({ "title": "By hand again" })).await;
        house.decide("/sun", &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&public).await, "title"), "This item has been withdrawn");
    })
    .await;
}

#[tokio::test]
async fn whatever_becomes_of_an_answer_there_is_one_post() {
    for (n, line) in [Line::Dead, Line::Denied, Line::Lost].into_iter().enumerate() {
        let base = Base::sqlite();
        let Some(house) = House::open(&base, "site", "publish").await else { return };
        house.line.is(line);
        let public = house.article("/fog", "Fog over Tolva", 4 + n).await;
        house.visit(0).await;
        house.visit(60).await;
        let (owed, parked, reason) = house.owed().await;
        assert_eq!((owed, parked), (1, 0), "{line:?}: {reason}");
        let n_posts = house.press.posts(public.as_str()).await.len();
        assert_eq!(n_posts, usize::from(line != Line::Dead), "{line:?}");
        house.line.is(Line::Good);
        // The headline has changed meanwhile: the post is found all the same.
        let words = DecisionKind::Headline(Some("Fog lifts".to_owned()));
        house.decide("/fog", &words).await;
        house.visit(120).await;
        assert_eq!(house.owed().await, (0, 0, String::new()), "{line:?}");
        assert_eq!(raw(&house.post(&public).await, "title"), "Fog lifts", "{line:?}");

        // What was written and not known to be is nobody's change.
        house.line.is(line);
        let words = DecisionKind::Headline(Some("Fog again".to_owned()));
        house.decide("/fog", &words).await;
        house.visit(180).await;
        assert_eq!(house.owed().await.0, 1, "{line:?}");
        house.line.is(Line::Good);
        house.decide("/fog", &DecisionKind::Headline(None)).await;
        house.visit(300).await;
        assert_eq!(house.owed().await, (0, 0, String::new()), "{line:?}");
        assert_eq!(raw(&house.post(&public).await, "title"), "Fog over Tolva", "{line:?}");
    }
}

#[tokio::test]
async fn post_that_is_gone_is_made_anew_and_to_send_all_of_it_again_changes_nothing() {
    let base = Base::sqlite();
    let Some(house) = House::open(&base, "site", "publish").await else { return };
    let public = house.article("/ice", "Ice on the harbour", 8).await;
    house.visit(0).await;
    let first = house.post(&public).await;
    let path = format!("/wp/v2/posts/{}", first["id"]);
    house.press.ask("DELETE", &format!("{path}?force=true"), &Value::Null).await;
    house.replay().await;
    let again = house.post(&public).await;
    assert_ne!(again["id"], first["id"]);
    assert_eq!(raw(&again, "content"), raw(&first, "content"));

    house.replay().await;
    assert_eq!(
        house.post(&public).await["id"],
        again["id"],
        "to send all of it again changes nothing"
    );
}

#[tokio::test]
async fn pictures_are_brought_once_and_go_with_the_last_item_that_shows_them() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "publish").await else { return };
        let seed = u8::try_from(std::process::id() % 251).unwrap();
        house.agency.put_bytes("/i/quay.png", 200, &png(64, seed));
        let (rain, sun) = ("/pictured-rain", "/pictured-sun");
        for (n, path) in [(20, rain), (21, sun)] {
            crate::pictures::article(&house.agency, path, n, "/i/quay.png", "/i/quay.png");
        }
        house.agency.feed(&[told(rain, "Report 20"), told(sun, "Report 21")]);
        house.room.poll().await;
        house.visit(0).await;
        let rain_id = house.room.line(rain).await.item.public;
        let sun_id = house.room.line(sun).await.item.public;
        let (one, two) = (house.post(&rain_id).await, house.post(&sun_id).await);
        let media = one["featured_media"].as_u64().unwrap();
        assert!(media > 0 && two["featured_media"] == media, "{one}");
        assert!(raw(&one, "content").contains(&format!("class=\"wp-image-{media}\"")), "{one}");
        assert_eq!(one["meta"]["mediawire_lead_in_text"], "1");
        let path = format!("/wp/v2/media/{media}");
        assert_eq!(house.press.get(&path).await["alt_text"], "A quay in fog");

        house.decide(rain, &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        assert_eq!(house.post(&rain_id).await["featured_media"], 0);
        assert_eq!(
            house.press.ask("GET", &path, &Value::Null).await.0,
            200,
            "the other item shows it"
        );
        assert_eq!(house.press.get(&path).await["alt_text"], "", "the words were of the item");
        house.decide(sun, &DecisionKind::Headline(Some("Sun again".to_owned()))).await;
        house.visit(0).await;
        assert_eq!(house.press.get(&path).await["alt_text"], "A quay in fog");

        house.decide(sun, &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        assert_eq!(house.press.ask("GET", &path, &Value::Null).await.0, 404);
    })
    .await;
}

#[tokio::test]
async fn what_a_wordpress_lacks_is_told_before_anything_is_written() {
    let base = Base::sqlite();
    let Some(house) = House::open(&base, "site", "publish").await else { return };
    let wire = &house.room.wire;
    let all = destinations::examine(wire, &slug()).await.unwrap().unwrap();
    assert!(all.iter().all(|it| it.grade == Grade::Good), "{all:?}");
    assert!(all.iter().any(|it| it.words.contains("written, read and removed")), "{all:?}");
    destinations::new_secret(wire, &slug(), "wrong pass word", BY).await.unwrap();
    let all = destinations::examine(wire, &slug()).await.unwrap().unwrap();
    let last = all.last().unwrap();
    assert!(last.grade == Grade::Bad && last.words.contains("application password"), "{all:?}");
    assert!(!format!("{all:?}").contains("wrongpassword"), "{all:?}");
}
