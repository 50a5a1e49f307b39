//! A WordPress that stores texts otherwise than they are sent: what is the wire's own is told from what a person changed.

use super::{House, raw, slug};
use crate::engine::{Base, on_each};
use crate::wordpress::house::Line;
use mediawire::pipeline::deliver::wordpress::Grade;
use mediawire::pipeline::destinations::{self, ByHand};
use mediawire_core::model::decision::DecisionKind;
use serde_json::json;

/// With the user whose texts WordPress filters.
async fn open(base: &Base, name: &str) -> Option<House> {
    let settings = json!({ "status": "publish" });
    House::by(base, name, settings, ("filtered", "filtered_password")).await
}

fn headline(words: &str) -> DecisionKind {
    DecisionKind::Headline(Some(words.to_owned()))
}

#[tokio::test]
async fn filtered_text_is_known_as_the_wires_own_though_its_answer_was_lost() {
    for name in ["site", "plain"] {
        on_each(async |base| {
            let Some(house) = open(base, name).await else { return };
            let told = destinations::examine(&house.room.wire, &slug()).await.unwrap().unwrap();
            let is_told = told.iter().any(|it| {
                it.grade == Grade::Lacking && it.words.contains("WordPress filters texts")
            });
            assert!(is_told, "{name}: {told:?}");

            let public = house.article("/sleet", "Sleet over Tolva", 90).await;
            house.visit(0).await;
            let first = house.post(&public).await;
            assert!(raw(&first, "content").contains("alpha-channel-opacity\" />"), "{first}");
            house.decide("/sleet", &headline("Sleet at noon")).await;
            house.visit(0).await;
            assert_eq!(house.owed().await, (0, 0, String::new()), "{name}");

            for (n, line) in [Line::Denied, Line::Lost].into_iter().enumerate() {
                let minutes = 60 + 600 * i64::try_from(n).unwrap();
                // Twice, one behind the other.
                for more in 0..2 {
                    house.line.is(line);
                    let words = format!("Sleet {line:?} {more}");
                    house.decide("/sleet", &headline(&words)).await;
                    house.visit(minutes + 120 * more).await;
                    assert_eq!(house.owed().await.1, 0, "{name} {line:?}");
                    let post = house.post(&public).await;
                    assert_eq!(raw(&post, "title"), words, "the work was done");
                }
                house.line.is(Line::Good);
                house.decide("/sleet", &headline("Sleet in the evening")).await;
                house.visit(minutes + 300).await;
                assert_eq!(house.owed().await, (0, 0, String::new()), "{name} {line:?}");
                let post = house.post(&public).await;
                assert_eq!(raw(&post, "title"), "Sleet in the evening", "{name} {line:?}");
                assert_eq!(post["id"], first["id"], "{name} {line:?}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_person_changed_behind_a_lost_answer_is_not_written_over() {
    for name in ["site", "plain"] {
        on_each(async |base| {
            let Some(house) = open(base, name).await else { return };
            // The answer to the first write is lost: nothing is known of the post but what it says of itself.
            house.line.is(Line::Lost);
            let public = house.article("/thaw", "Thaw over Tolva", 91).await;
            house.visit(0).await;
            house.line.is(Line::Good);
            let path = format!("/wp/v2/posts/{}", house.post(&public).await["id"]);
            let by_hand = async |words: &str| {
                let content =
                    format!("<!-- wp:paragraph -->\n<p>{words}</p>\n<!-- /wp:paragraph -->");
                let text = raw(&house.post(&public).await, "content").to_owned();
                house.press.post(&path, json!({ "content": content + &text })).await;
            };
            by_hand("Our own first line.").await;
            house.visit(60).await;
            let (owed, parked, reason) = house.owed().await;
            assert!((owed, parked) == (0, 1) && reason.contains("edited by hand"), "{reason}");
            assert!(raw(&house.post(&public).await, "content").contains("Our own first line."));
            house.by_hand(&public, ByHand::Overwrite).await;
            house.visit(60).await;
            assert_eq!(house.owed().await, (0, 0, String::new()), "{name}");
            assert!(!raw(&house.post(&public).await, "content").contains("Our own"), "{name}");

            // That to a later one, and a person goes on from there.
            house.line.is(Line::Denied);
            house.decide("/thaw", &headline("Thaw goes on")).await;
            house.visit(120).await;
            house.line.is(Line::Good);
            assert_eq!(raw(&house.post(&public).await, "title"), "Thaw goes on");
            by_hand("Our second line.").await;
            house.decide("/thaw", &headline("Thaw ends")).await;
            house.visit(240).await;
            let (_, parked, reason) = house.owed().await;
            assert!(parked > 0 && reason.contains("edited by hand"), "{name}: {reason}");
            let post = house.post(&public).await;
            assert_eq!(raw(&post, "title"), "Thaw goes on", "{name}");
            assert!(raw(&post, "content").contains("Our second line."), "{name}");
            house.by_hand(&public, ByHand::Keep).await;
            house.visit(240).await;
            assert!(raw(&house.post(&public).await, "content").contains("Our second line."));
        })
        .await;
    }
}
