//! What is withheld is taken out of public, and comes back to the same post.

use super::{House, png, raw, text};
use crate::engine::on_each;
use crate::newsroom::told;
use mediawire_core::model::decision::DecisionKind;
use serde_json::{Value, json};

#[tokio::test]
async fn withheld_item_leaves_the_public_and_comes_back_to_the_same_post() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "publish").await else { return };
        house.agency.put_bytes("/i/pier.png", 200, &png(48, 90));
        crate::pictures::article(&house.agency, "/pier", 40, "/i/pier.png", "/i/pier.png");
        house.agency.feed(&[told("/pier", "Report 40")]);
        house.room.poll().await;
        house.visit(0).await;
        let public = house.room.line("/pier").await.item.public;
        let before = house.post(&public).await;
        let link = before["link"].as_str().unwrap();
        assert_eq!(house.press.page(link).await.0, 200);

        house.decide("/pier", &DecisionKind::Withhold).await;
        house.visit(0).await;
        let off = house.post(&public).await;
        assert_eq!((&off["id"], &off["slug"]), (&before["id"], &json!(public.as_str())));
        let (status, page) = house.press.page(off["link"].as_str().unwrap()).await;
        assert_eq!(status, 451);
        let words = text(&page);
        assert!(!words.contains("Report 40") && !words.contains("In report 40"), "{words}");
        assert!(page.contains("noindex"), "{page}");
        assert_eq!(house.press.page(link).await.0, 301, "the old address leads to the notice");
        let media = format!("/wp/v2/media/{}", before["featured_media"]);
        assert_eq!(house.press.ask("GET", &media, &Value::Null).await.0, 404);

        house.decide_of(&public, &DecisionKind::Release).await;
        house.visit(0).await;
        let back = house.post(&public).await;
        for name in ["id", "slug", "link", "status", "categories", "tags"] {
            assert_eq!(back[name], before[name], "{name}");
        }
        assert_eq!(raw(&back, "title"), raw(&before, "title"));
        let (status, page) = house.press.page(link).await;
        assert!(status == 200 && !page.contains("noindex"), "{status}: {page}");
        assert!(text(&page).contains("In report 40"), "{page}");
        let media = format!("/wp/v2/media/{}", back["featured_media"]);
        assert_eq!(house.press.ask("GET", &media, &Value::Null).await.0, 200, "{back}");
        assert_eq!(house.owed().await, (0, 0, String::new()));
    })
    .await;
}

#[tokio::test]
async fn post_is_by_who_is_set_for_its_byline_or_its_source() {
    let base = crate::engine::Base::sqlite();
    let settings = json!({
        "status": "draft", "source_authors": { "a": 1 }, "byline_authors": { "mina rad": 2 },
    });
    let Some(house) = House::set(&base, "site", settings).await else { return };
    let public = house.article("/dew", "Dew over Tolva", 41).await;
    house.visit(0).await;
    assert_eq!(house.post(&public).await["author"], 1, "its source's");
    house.agency.article("/hail", "Hail over Tolva", 42);
    let page = house.agency.page("/hail").replacen(
        "<meta property=og:type",
        "<meta name=author content=\"Mina Rad\"><meta property=og:type",
        1,
    );
    house.agency.put("/hail", 200, &page);
    house.agency.feed(&[told("/hail", "Hail over Tolva")]);
    house.room.poll().await;
    house.visit(0).await;
    let public = house.room.line("/hail").await.item.public;
    let post = house.post(&public).await;
    assert_eq!(
        (&post["author"], &post["meta"]["mediawire_byline"]),
        (&json!(2), &json!("Mina Rad"))
    );
}
