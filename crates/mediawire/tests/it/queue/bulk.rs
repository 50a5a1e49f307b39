//! Many lines at once: what can be done is done, each on record by itself, and what cannot is named.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::store::{decisions, items};
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::{Release, Source};

#[tokio::test]
async fn marked_lines_are_decided_of_each_by_itself() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let titles = ["Rain over Tolva", "Snow over Tolva", "Hail over Tolva", "Fog over Tolva"];
        let paths = ["/0", "/1", "/2", "/3"];
        for (n, (path, title)) in paths.into_iter().zip(titles).enumerate() {
            agency.article(path, title, n);
        }
        let all: Vec<_> =
            paths.into_iter().zip(titles).map(|(path, title)| told(path, title)).collect();
        agency.feed(&all);
        let source = Source { release: Release::Desk, ..agency.source("a") };
        let room = Newsroom::open(base, &[&agency], &[source]).await;
        room.poll().await;
        let mut ids = Vec::new();
        for path in ["%/0", "%/1", "%/2", "%/3"] {
            let mut tx = room.wire.db.read().await.unwrap();
            let sql = "SELECT public FROM item WHERE url LIKE $1";
            ids.push(tx.row(sql, &[path.into()]).await.unwrap().text());
        }
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let page = site.ask("GET", "/desk?source=a", &ada).await.text();
        for words in ["formaction=\"/desk/queue/release\"", "Mark Rain over Tolva"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let each = async |what: &str, form: &str| {
            let reply = post(&site, &format!("/desk/queue/{what}"), &ada, form).await;
            room.settle().await;
            reply
        };
        let two = format!("item={}&item={}&item={}", ids[0], ids[1], ids[0]);
        let reply = each("release", &format!("{two}&why=both+agree&source=a&show=new")).await;
        assert_eq!((reply.status, reply.header("location")), (303, "/desk?source=a&done=2"));
        let page = site.ask("GET", "/desk?source=a&done=2", &ada).await.text();
        assert!(page.contains("2 items are done.") && !page.contains("Rain over"), "{page}");
        for public in &ids[..2] {
            let mut tx = room.wire.db.read().await.unwrap();
            let public = mediawire_core::model::id::PublicId::parse(public).unwrap();
            let item = items::by_public(&mut tx, &public).await.unwrap().unwrap();
            let all = decisions::of(&mut tx, item.id).await.unwrap();
            let told: Vec<_> = all.iter().map(|it| (it.kind.name(), &*it.by, &*it.why)).collect();
            assert_eq!(told, [("release", "ada", "both agree")], "one of each, once");
        }

        // What stands on the wire is not set aside, and what is no item is none: both are named, and the third is done.
        let three = format!("item={}&item={}&item=x%3Cy", ids[0], ids[2]);
        let reply = each("spike", &three).await;
        let page = reply.text();
        assert_eq!(reply.status, 200, "{page}");
        for words in [
            "Not all could be done",
            "1 item is done.",
            "Rain over Tolva",
            "it stands on the wire",
            "x&#60;y",
            "there is no item",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Hail over"), "{page}");
        let spiked = site.ask("GET", "/desk?show=spiked", &ada).await.text();
        assert!(spiked.contains("Hail over") && !spiked.contains("Rain over"), "{spiked}");
        assert_eq!(each("spike", &format!("item={}", ids[0])).await.status, 409, "nothing is done");

        assert_eq!(each("take", &format!("item={}&show=new", ids[3])).await.status, 303);
        let mine = site.ask("GET", "/desk?mine=yes", &ada).await.text();
        assert!(mine.contains("Fog over Tolva"), "{mine}");
        for (form, words) in [
            (String::new(), "no line is marked"),
            ((0..51).map(|n| format!("item={n}&")).collect(), "51 lines are marked"),
        ] {
            let reply = each("hold", &form).await;
            assert!(reply.status == 422 && reply.text().contains(words), "{words}");
        }
        // Who only looks on has nothing to mark with.
        let rea = cookie(&logged_in(&room.wire, "rea", Role::Reader).await.session) + OWN;
        let page = site.ask("GET", "/desk", &rea).await.text();
        assert!(page.contains("Fog over") && !page.contains("name=\"item\""), "{page}");
    })
    .await;
}
