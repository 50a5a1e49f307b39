//! Of an item that was erased by order nothing is left in WordPress: not in its database, and not among its files.

use super::{House, png, raw};
use crate::engine::on_each;
use crate::newsroom::told;
use mediawire::pipeline::erasure::{self, Order};
use mediawire::work;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::decision::DecisionKind;
use serde_json::{Value, json};

#[tokio::test]
async fn erased_item_leaves_no_word_and_no_image_in_wordpress() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "publish").await else { return };
        // What a run before has left there is another's.
        let name = format!("orse{}moor", std::process::id());
        let page = format!("/g{name}");
        let seed = 100_000 + usize::try_from(std::process::id()).unwrap();
        let images = [png(400, 201), png(410, 202)];
        let [old, new] = &images;
        let come = async |image: &[u8], headline: &str| {
            let path = format!("/i/gorse-{}.png", image.len());
            house.agency.put_bytes(&path, 200, image);
            crate::pictures::article(&house.agency, &page, seed, &path, &path);
            let text = house.agency.page(&page).replace(&format!("Report {seed}"), headline);
            let text = text.replace("A quay in fog", &format!("A flower of G{name}"));
            house.agency.put(&page, 200, &text);
            house.agency.feed(&[told(&page, headline)]);
            house.room.poll().await;
            house.visit(0).await;
        };
        come(old, &format!("G{name} burns")).await;
        let public = house.room.line(&page).await.item.public;
        let post = house.post(&public).await;
        // It had another picture once, another headline, another address, and was in the trash.
        let path = format!("/wp/v2/posts/{}", post["id"]);
        house.press.post(&path, json!({ "slug": format!("g{name}-in-flames") })).await;
        let headline = |words: &str| DecisionKind::Headline(Some(words.to_owned()));
        house.decide(&page, &headline(&format!("G{name} blazes"))).await;
        house.visit(0).await;
        house.press.ask("DELETE", &path, &Value::Null).await;
        house
            .press
            .post(&path, json!({ "status": "publish", "slug": format!("g{name}-again") }))
            .await;
        come(new, &format!("G{name} burns on")).await;
        let has_image = |bytes: &[u8]| {
            let name = Digest::of(bytes).to_hex()[..32].to_owned();
            house.press.uploads().iter().any(|(file, held)| file.contains(&name) || held == bytes)
        };
        assert!(has_image(old) && has_image(new));
        let before = house.press.save();
        let words = [
            format!("G{name}"),
            format!("g{name}-"),
            format!("A flower of G{name}"),
            format!("In report {seed}"),
            page.clone(),
        ];
        for words in &words {
            assert!(before.contains(words), "{words}");
        }

        let item = house.room.line(&page).await.item.id;
        let order = Order { why: "Court of Tolva, 12 O 3/26", is_legal: false };
        erasure::order(&house.room.wire, item, order, "mina").await.unwrap();
        erasure::finish(&house.room.wire).await.unwrap();
        work::drain(&house.room.wire).await.unwrap();
        house.visit(0).await;
        assert_eq!(house.owed().await, (0, 0, String::new()));
        let notice = house.post(&public).await;
        assert_eq!(notice["id"], post["id"]);
        assert_eq!(raw(&notice, "title"), "This item has been withdrawn");
        assert_eq!(house.press.page(notice["link"].as_str().unwrap()).await.0, 410);
        let old_address = house.press.page(post["link"].as_str().unwrap()).await.0;
        assert_eq!(old_address, 301, "the first address leads to the notice");

        let after = house.press.save();
        for words in &words {
            let at = after.find(words);
            let near =
                at.map(|at| after[at.saturating_sub(80)..].chars().take(200).collect::<String>());
            assert_eq!(near, None, "WordPress still has {words:?}");
        }
        assert!(!has_image(old) && !has_image(new));
    })
    .await;
}
