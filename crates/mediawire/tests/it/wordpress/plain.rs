//! A WordPress without the plug-in: what works there all the same, and that the rest is said.

use super::{House, png, raw, slug, text};
use crate::engine::on_each;
use crate::newsroom::told;
use mediawire::pipeline::deliver::wordpress::Grade;
use mediawire::pipeline::destinations;
use mediawire_core::model::decision::{DecisionKind, Ground};
use serde_json::{Value, json};

#[tokio::test]
async fn without_the_plug_in_posts_come_change_and_go_and_what_is_lacking_is_said() {
    on_each(async |base| {
        let Some(house) = House::open(base, "plain", "publish").await else { return };
        let findings = destinations::examine(&house.room.wire, &slug()).await.unwrap().unwrap();
        let lacks: Vec<_> = findings.iter().filter(|it| it.grade != Grade::Good).collect();
        assert_eq!(lacks.len(), 1, "{findings:?}");
        for word in
            ["plug-in Mediawire is not active", "custom fields", "noindex", "410", "revisions"]
        {
            assert!(
                lacks[0].grade == Grade::Lacking && lacks[0].words.contains(word),
                "{findings:?}"
            );
        }

        // What a run before has left there is another's.
        let seed = 100_000 + usize::try_from(std::process::id()).unwrap();
        let (report, headline) = (format!("Report {seed}"), format!("Mole {seed} rebuilt"));
        house.agency.put_bytes("/i/mole.png", 200, &png(40, 33));
        crate::pictures::article(&house.agency, "/mole", seed, "/i/mole.png", "/i/mole.png");
        house.agency.feed(&[told("/mole", &report)]);
        house.room.poll().await;
        house.visit(0).await;
        let public = house.room.line("/mole").await.item.public;
        let first = house.post(&public).await;
        assert!(
            first["featured_media"].as_u64().unwrap() > 0
                && first["meta"]["mediawire_id"].is_null()
        );
        let slug = format!("report-{seed}-{}", &public.as_str()[..8]);
        assert_eq!(first["slug"], slug, "the address has the headline's words");
        let guid = first["guid"]["raw"].as_str().unwrap();
        assert!(guid.contains(public.as_str()) && !guid.contains("report-"), "{guid}");
        let words = DecisionKind::Headline(Some(headline.clone()));
        house.decide("/mole", &words).await;
        house.visit(0).await;
        let post = house.post(&public).await;
        assert_eq!((&post["id"], raw(&post, "title")), (&first["id"], &*headline));
        let (status, page) = house.press.page(post["link"].as_str().unwrap()).await;
        let url = house.agency.origin.url("/mole");
        assert!(
            status == 200 && text(&page).contains(&format!("Source The a agency {url}")),
            "{page}"
        );

        // What a person edits is a person's here, too.
        let path = format!("/wp/v2/posts/{}", post["id"]);
        house.press.post(&path, json!({ "title": "By hand" })).await;
        house.decide("/mole", &DecisionKind::Headline(None)).await;
        house.visit(0).await;
        assert_eq!(
            (house.owed().await.1, raw(&house.post(&public).await, "title")),
            (1, "By hand")
        );

        house.decide("/mole", &DecisionKind::Withhold).await;
        house.visit(0).await;
        let off = house.post(&public).await;
        assert_eq!((&off["id"], &off["slug"]), (&first["id"], &json!(public.as_str())));
        let (status, page) = house.press.page(off["link"].as_str().unwrap()).await;
        assert_eq!(status, 200, "nobody but the plug-in can answer 451");
        assert!(!text(&page).contains(&format!("In report {seed}")), "{page}");
        let (status, feed) = house.press.page(&format!("{}/feed/", house.press.told("url"))).await;
        assert!(status == 200 && feed.contains(public.as_str()), "{feed}");
        let feed = feed.to_lowercase();
        for words in [format!("report-{seed}"), format!("report {seed}"), headline.to_lowercase()] {
            assert!(!feed.contains(&words), "{words}: {feed}");
        }

        house.decide_of(&public, &DecisionKind::Release).await;
        house.visit(0).await;
        let back = house.post(&public).await;
        assert_eq!((&back["id"], raw(&back, "title")), (&first["id"], &*report));
        assert!(house.press.save().contains(&format!("In report {seed}")));

        // WordPress forgets what a post said with the post alone: the notice is another one.
        house.decide("/mole", &DecisionKind::Kill(Ground::House)).await;
        house.visit(0).await;
        let gone = house.post(&public).await;
        assert_ne!(gone["id"], first["id"]);
        assert_eq!(raw(&gone, "title"), "This item has been withdrawn");
        let (status, page) = house.press.page(gone["link"].as_str().unwrap()).await;
        assert!(status == 200 && text(&page).contains("the agency withdrew it"), "{page}");
        assert_eq!(house.press.page(first["link"].as_str().unwrap()).await.0, 404);
        let media = format!("/wp/v2/media/{}", back["featured_media"]);
        assert_eq!(house.press.ask("GET", &media, &Value::Null).await.0, 404);
        let kept = house.press.save();
        for words in ["In report ", "Report ", "report-", "Mole "] {
            let words = format!("{words}{seed}");
            assert!(!kept.contains(&words), "WordPress still has {words:?}");
        }

        house.replay().await;
        assert_eq!(house.post(&public).await["id"], gone["id"], "once is enough");
    })
    .await;
}
