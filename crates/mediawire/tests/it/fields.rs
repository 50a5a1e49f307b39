//! What the desk says of an item beside its headline, through the forms of its page to what readers get.

use crate::desk::{OWN, cookie, logged_in, post, room};
use crate::engine::on_each;
use crate::newsroom::{Agency, told};
use crate::site::Served;
use mediawire::verify::verify;
use mediawire_core::desk::role::Role;

#[tokio::test]
async fn section_and_genre_of_the_desk_reach_the_lists_and_stay_over_a_new_version() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Reporter).await.session;
        let lines = cookie(&ada) + OWN;
        let path = format!("/desk/item/{shown}");
        let give = async |field: &str, form: &str| {
            let reply = post(&site, &format!("{path}/{field}"), &lines, form).await;
            room.settle().await;
            reply.status
        };
        assert_eq!(give("section", "value=sport&why=It+is+a+race").await, 303);
        assert_eq!(give("genre", "value=view").await, 303);
        assert_eq!(give("section", "value=nowhere").await, 422);
        assert_eq!(give("genre", "value=rumour").await, 422);
        let has = async |list: &str| site.get(list).await.text().contains("Snow Over Tolva");
        assert!(has("/section/sport").await && has("/views").await && has("/views/feed.rss").await);
        assert!(!has("/section/world").await && !has("/reports").await);
        let history = site.get(&format!("/a/{shown}/history")).await.text();
        for words in ["Put into <bdi>Sport</bdi>: <bdi>It is a race</bdi>", "Said to be a view"] {
            assert!(history.contains(words), "{words}: {history}");
        }

        agency.article("/snow", "More Snow Over Tolva", 5);
        let item = agency.origin.url("/snow");
        agency.put(
            "/feed2.xml",
            200,
            &format!(
                "<rss version='2.0'><channel><item><title>More Snow Over Tolva</title><link>{item}</link></item></channel></rss>"
            ),
        );
        room.poll().await;
        let last = room.line("/snow").await.dispatch;
        assert_eq!(last.headline, "More Snow Over Tolva");
        assert_eq!((last.section.as_str(), last.genre.name()), ("sport", "view"));
        assert_eq!((give("section", "value=").await, give("genre", "").await), (303, 303));
        let last = room.line("/snow").await.dispatch;
        assert_eq!((last.section.as_str(), last.genre.name()), ("world", "report"));
        let report = verify(&room.wire, &[]).await.unwrap();
        assert!(report.is_clean(), "{report:?}");
    })
    .await;
}

#[tokio::test]
async fn embargo_of_the_desk_holds_against_a_release_until_an_editor_lifts_it() {
    on_each(async |base| {
        let agency = Agency::start().await;
        agency.feed(&[told("/rain", "Rain Over Tolva, 3 Hurt")]);
        let (room, waiting, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let editor = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let legal = cookie(&logged_in(&room.wire, "leo", Role::Legal).await.session) + OWN;
        let ask = async |lines: &str, item: &str, what: &str, form: &str| {
            let reply = post(&site, &format!("/desk/item/{item}/{what}"), lines, form).await;
            room.settle().await;
            reply.status
        };
        for form in ["value=tomorrow", "value=2020-01-01T10%3A00"] {
            assert_eq!(ask(&legal, &waiting, "embargo", form).await, 422, "{form}");
        }
        let form = "value=2099-01-01T10%3A00&why=The+court+asks+for+it";
        assert_eq!(ask(&legal, &waiting, "embargo", form).await, 303);
        assert_eq!(ask(&editor, &waiting, "release", "").await, 303);
        assert_eq!(site.get(&format!("/a/{waiting}")).await.status, 404, "it leaks nowhere");
        let page = site.ask("GET", &format!("/desk/item/{waiting}"), &editor).await.text();
        for words in ["it is embargoed until 2099-01-01T10:00:00Z", "value=\"2099-01-01T10:00\""] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let due = "SELECT COUNT(*) FROM job WHERE kind = 'dispatch' AND run_at = 4070944800000";
        assert_eq!(room.count(due).await, 1);
        // Nearer, or lifted, is let out: that is an editor's.
        for form in ["value=2098-01-01T10%3A00", "value="] {
            assert_eq!(ask(&legal, &waiting, "embargo", form).await, 403, "{form}");
        }
        assert_eq!(ask(&legal, &waiting, "embargo", "value=2099-01-02T10%3A00").await, 303);
        assert_eq!(ask(&editor, &waiting, "embargo", "value=").await, 303);
        assert_eq!(site.get(&format!("/a/{waiting}")).await.status, 200);
        // What readers have seen is not embargoed, but withheld.
        assert_eq!(ask(&editor, &shown, "embargo", form).await, 409);
    })
    .await;
}
