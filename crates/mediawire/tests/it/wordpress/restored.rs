//! A WordPress that was put back to what it was, while the wire has gone on.

use super::{House, png, raw, slug};
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::told;
use crate::site::Served;
use mediawire::store::destinations as stored;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::id::PublicId;
use serde_json::{Value, json};

/// Whether it is known to have older posts than were written there.
async fn is_older(house: &House) -> bool {
    let mut tx = house.room.wire.db.read().await.unwrap();
    stored::get(&mut tx, &slug()).await.unwrap().unwrap().older_ms > 0
}

/// Of each item its only post: number, title, and whether it has a picture.
async fn state(house: &House, all: &[PublicId]) -> Vec<(u64, String, bool)> {
    let mut out = Vec::new();
    for public in all {
        let post = house.post(public).await;
        let featured = post["featured_media"].as_u64().unwrap();
        out.push((post["id"].as_u64().unwrap(), raw(&post, "title").to_owned(), featured > 0));
    }
    out
}

#[tokio::test]
async fn wordpress_that_was_put_back_has_every_item_once_in_its_newest_state_after_a_replay() {
    on_each(async |base| {
        let Some(house) = House::open(base, "restored", "publish").await else { return };
        let headline = |words: &str| DecisionKind::Headline(Some(words.to_owned()));
        let rain = house.article("/rain", "Rain over Tolva", 60).await;
        let sun = house.article("/sun", "Sun over Tolva", 61).await;
        let fog = house.article("/fog", "Fog over Tolva", 62).await;
        house.visit(0).await;
        house.decide("/fog", &DecisionKind::Withhold).await;
        house.visit(0).await;
        house.press.save();

        house.decide("/rain", &headline("Rain ends")).await;
        house.decide("/sun", &DecisionKind::Kill(Ground::House)).await;
        house.decide_of(&fog, &DecisionKind::Release).await;
        let ice = house.article("/ice", "Ice on the harbour", 63).await;
        house.agency.put_bytes("/i/snow.png", 200, &png(32, 17));
        crate::pictures::article(&house.agency, "/snow", 64, "/i/snow.png", "/i/snow.png");
        house.agency.feed(&[told("/snow", "Report 64")]);
        house.room.poll().await;
        let snow = house.room.line("/snow").await.item.public;
        let dew = house.article("/dew", "Dew over Tolva", 65).await;
        house.visit(0).await;
        let all = [rain, sun, fog, ice.clone(), snow, dew.clone()];
        let whole = state(&house, &all).await;

        house.press.restore();
        assert!(house.press.posts(ice.as_str()).await.is_empty());
        // The numbers of the posts that are lost are given to what the house writes next.
        let last = whole.iter().map(|it| it.0).max().unwrap();
        let mut own = Vec::new();
        while own.iter().all(|post: &Value| post["id"].as_u64().unwrap() < last) {
            let body = json!({ "title": "Our own", "content": "By hand.", "status": "publish" });
            own.push(house.press.post("/wp/v2/posts", body).await);
        }
        // What was lost and is withdrawn now, or dispatched, leaves alone what has its number.
        house.decide("/dew", &DecisionKind::Kill(Ground::House)).await;
        house.decide("/ice", &headline("Ice melts")).await;
        house.visit(0).await;
        assert_eq!(raw(&house.post(&ice).await, "title"), "Ice melts");
        assert!(house.press.posts(dew.as_str()).await.is_empty());
        assert!(!is_older(&house).await, "what was lost is no sign: a person may have removed it");
        house.decide("/rain", &headline("Rain is over")).await;
        house.visit(0).await;
        assert!(is_older(&house).await);

        // The desk says so, with what to do about it.
        let site = Served::start(&house.room.wire).await;
        let root = cookie(&logged_in(&house.room.wire, "root", Role::Admin).await.session);
        let page = async || site.ask("GET", "/desk/destinations", &root).await.text();
        let words = "Send everything again";
        assert!(page().await.contains(words));
        let path = "/desk/destinations/site/replay";
        assert_eq!(post(&site, path, &(root.clone() + OWN), "from=start").await.status, 303);
        assert!(!page().await.contains(words));
        house.visit(0).await;
        assert!(!is_older(&house).await, "what is put right is nothing to tell of");
        assert_eq!(house.owed().await, (0, 0, String::new()));
        let shown = &all[..5];
        let now = state(&house, shown).await;
        for (n, (before, now)) in whole.iter().zip(&now).enumerate() {
            let title = match n {
                0 => "Rain is over",
                3 => "Ice melts",
                _ => &*before.1,
            };
            assert_eq!((title, before.2), (&*now.1, now.2), "{n}");
        }
        assert_eq!([now[0].0, now[1].0, now[2].0], [whole[0].0, whole[1].0, whole[2].0]);
        let post = house.post(&all[4]).await;
        let media = house.press.get(&format!("/wp/v2/media/{}", post["featured_media"])).await;
        let (status, _) = house.press.page(media["source_url"].as_str().unwrap()).await;
        assert_eq!(status, 200, "its picture is there again");
        let link = house.post(&all[1]).await["link"].as_str().unwrap().to_owned();
        assert_eq!(house.press.page(&link).await.0, 410, "what was withdrawn is so again");
        for post in &own {
            let id = &post["id"];
            let now = house.press.get(&format!("/wp/v2/posts/{id}?context=edit")).await;
            assert_eq!(raw(&now, "title"), "Our own", "{id}");
        }

        house.replay().await;
        assert_eq!(state(&house, shown).await, now, "to send all of it again changes nothing");
    })
    .await;
}
