//! A WordPress as an admin sets it up at the desk, while the wire runs.

use super::{House, raw, slug};
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::site::Served;
use mediawire::store::destinations as stored;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::DecisionKind;
use serde_json::json;
use url::form_urlencoded;

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[tokio::test]
async fn desk_adds_a_wordpress_tries_it_and_answers_what_a_person_edited() {
    on_each(async |base| {
        let Some(house) = House::open(base, "site", "publish").await else { return };
        let site = Served::start(&house.room.wire).await;
        let root = cookie(&logged_in(&house.room.wire, "root", Role::Admin).await.session);
        let ada = cookie(&logged_in(&house.room.wire, "ada", Role::Editor).await.session);
        let ask = async |path: &str, pairs: &[(&str, &str)]| {
            let path = format!("/desk/destinations{path}");
            post(&site, &path, &(root.clone() + OWN), &form(pairs)).await
        };
        let page = async || site.ask("GET", "/desk/destinations", &root).await.text();
        assert_eq!(ask("/site/remove", &[]).await.status, 303);

        let (url, password) = (house.line.url(), house.press.told("password").to_owned());
        let user = house.press.told("user").to_owned();
        let asked = |status: &'static str, author: &'static str| {
            [
                ("kind", "wordpress".to_owned()),
                ("slug", "site".to_owned()),
                ("url", url.clone()),
                ("user", user.clone()),
                ("password", password.clone()),
                ("status", status.to_owned()),
                ("from", "start".to_owned()),
                ("source_authors", format!("a={author}")),
                ("tags", "world=Wire\n world = Sea ".to_owned()),
            ]
        };
        let add = async |status, author| {
            let asked = asked(status, author);
            let pairs: Vec<_> = asked.iter().map(|(name, value)| (*name, &**value)).collect();
            ask("", &pairs).await
        };
        assert_eq!(add("loud", "1").await.status, 422);
        assert_eq!(add("draft", "one").await.status, 422);
        let own = form(&[("slug", "other")]);
        let refused = post(&site, "/desk/destinations", &(ada + OWN), &own).await;
        assert_eq!(refused.status, 403, "an editor adds none");
        assert_eq!(add("draft", "1").await.status, 303);
        let text = page().await;
        assert!(text.contains(&url) && !text.contains(&password), "{text}");
        let tried = ask("/site/test", &[]).await.text();
        assert!(tried.contains("Good: a draft was written, read and removed"), "{tried}");

        let public = house.article("/lark", "Lark over Tolva", 80).await;
        house.visit(0).await;
        let found = house.post(&public).await;
        assert_eq!((&found["status"], &found["author"]), (&json!("draft"), &json!(1)));
        assert_eq!(found["tags"].as_array().unwrap().len(), 2);
        let path = format!("/wp/v2/posts/{}", found["id"]);
        for (what, title) in [("keep", "By hand"), ("overwrite", "Larks, overwrite")] {
            house.press.post(&path, json!({ "title": "By hand" })).await;
            let words = DecisionKind::Headline(Some(format!("Larks, {what}")));
            house.decide("/lark", &words).await;
            house.visit(0).await;
            assert!(page().await.contains("A person has changed it there."), "{what}");
            let decided = [("item", public.as_str()), ("what", what)];
            assert_eq!(ask("/site/by-hand", &decided).await.status, 303);
            assert!(!page().await.contains("A person has changed it there."), "{what}");
            house.visit(0).await;
            assert_eq!(raw(&house.post(&public).await, "title"), title);
        }
        let decided = [("item", public.as_str()), ("what", "keep")];
        assert_eq!(ask("/site/by-hand", &decided).await.status, 404, "nothing waits for it");
        let decided = [("item", public.as_str()), ("what", "burn")];
        assert_eq!(ask("/site/by-hand", &decided).await.status, 422);

        assert_eq!(ask("/site/secret", &[("password", "wrong pass")]).await.status, 303);
        let tried = ask("/site/test", &[]).await.text();
        assert!(tried.contains("Fails: user") && !tried.contains("wrongpass"), "{tried}");
        let mut tx = house.room.wire.db.read().await.unwrap();
        assert_eq!(stored::get(&mut tx, &slug()).await.unwrap().unwrap().secrets.now, "wrongpass");
    })
    .await;
}
