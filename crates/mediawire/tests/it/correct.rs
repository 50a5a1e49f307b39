//! What the house puts right of what it said: to every output, for good, and outside the text.

use crate::desk::{OWN, cookie, logged_in, post, room};
use crate::engine::on_each;
use crate::newsroom::Agency;
use crate::site::Served;
use mediawire::verify::verify;
use mediawire_core::desk::role::Role;

#[tokio::test]
async fn corrections_reach_every_output_and_none_is_taken_off() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let editor = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let ask = async |item: &str, what: &str, form: &str| {
            let reply = post(&site, &format!("/desk/item/{item}/{what}"), &editor, form).await;
            room.settle().await;
            reply
        };
        let early = ask(&waiting, "correct", "value=It+was+snow").await;
        assert_eq!(early.status, 409);
        assert!(early.text().contains("no reader has seen it yet"), "{}", early.text());
        assert_eq!(ask(&shown, "correct", "value=+").await.status, 422);
        let long = format!("value={}", "a".repeat(1_001));
        assert_eq!(ask(&shown, "correct", &long).await.status, 422);
        assert_eq!(room.line("/snow").await.dispatch.corrections, []);

        let text = room.line("/snow").await.dispatch.body;
        let form = "value=An+earlier+headline+said+%3Crain%3E.&based=0";
        assert_eq!(ask(&shown, "correct", form).await.status, 303);
        // Two that put the same right at once do not do it twice.
        assert_eq!(ask(&shown, "correct", form).await.status, 409);
        assert_eq!(ask(&shown, "correct", "value=The+section+was+wrong.").await.status, 303);
        let last = room.line("/snow").await.dispatch;
        let words: Vec<&str> = last.corrections.iter().map(|it| it.words.as_str()).collect();
        assert_eq!(words, ["An earlier headline said <rain>.", "The section was wrong."]);
        assert_eq!(last.body, text, "the text is as it was");

        let page = site.get(&format!("/a/{shown}")).await.text();
        let first = page.find("An earlier headline said &#60;rain&#62;.").unwrap();
        assert!(page.rfind("The section was wrong.").unwrap() > first, "{page}");
        assert!(
            page.contains("Correction by ") && page.contains("\"CorrectionComment\""),
            "{page}"
        );
        let (_, rest) = page.split_once("<div class=\"body\">").unwrap();
        let (body, _) = rest.split_once("<footer").unwrap();
        assert!(!body.contains("The section was wrong."), "outside the text: {body}");
        for feed in ["/feed.rss", "/feed.atom", "/feed.json"] {
            let said = site.get(feed).await.text();
            assert!(said.contains("The section was wrong."), "{feed}: {said}");
        }
        let history = site.get(&format!("/a/{shown}/history")).await.text();
        for words in ["A correction by the house:", "Correction published"] {
            assert!(history.contains(words), "{words}: {history}");
        }
        assert!(verify(&room.wire, &[]).await.unwrap().is_clean());

        // What comes next of it waits; what is put right does not.
        assert_eq!(ask(&shown, "hold", "why=Its+next+version+is+looked+at").await.status, 303);
        assert_eq!(
            ask(&shown, "headline", "headline=SNOW+OVER+TOLVA&why=louder").await.status,
            303
        );
        assert_eq!(ask(&shown, "correct", "value=A+third+one.").await.status, 303);
        let last = room.line("/snow").await.dispatch;
        assert_eq!((last.corrections.len(), last.headline.as_str()), (3, "Snow Over Tolva"));

        // It is not undone, and stays over what follows.
        assert_eq!(ask(&shown, "undo", "n=5").await.status, 409);
        assert_eq!(ask(&shown, "withhold", "why=It+is+looked+into").await.status, 303);
        let off = site.get(&format!("/a/{shown}")).await.text();
        assert!(!off.contains("The section was wrong."), "{off}");
        assert_eq!(ask(&shown, "release", "").await.status, 303);
        assert_eq!(room.line("/snow").await.dispatch.corrections.len(), 3);
    })
    .await;
}
