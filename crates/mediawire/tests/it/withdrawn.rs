//! Copies of a text that was withdrawn: flagged at the desk, and held where they come later.

use crate::cli::{program, said};
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::Served;
use mediawire::job::Job;
use mediawire::pipeline::{self, tokens};
use mediawire::store::decisions;
use mediawire::store::erasure;
use mediawire::store::queue::{self, Begin, Filter, List};
use mediawire_core::desk::role::Role;
use mediawire_core::desk::scope::Scope;
use mediawire_core::desk::{SOURCE_CHANGE_RULE, WITHDRAWN_COPY_RULE};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::id::{ItemId, PublicId};
use mediawire_core::model::source::{Release, Source};
use serde_json::Value;

/// A room in which the text of `/rain`, which waited for the desk, stands at a second outlet as well: both on the wire.
struct Room {
    room: Newsroom,
    late: Agency,
    _others: [Agency; 2],
}

async fn opened(base: &crate::engine::Base) -> Room {
    let (first, second, late) =
        (Agency::start().await, Agency::start().await, Agency::start().await);
    first.article("/rain", "Rain over Tolva", 1);
    first.feed(&[told("/rain", "Rain over Tolva")]);
    second.feed(&[]);
    late.feed(&[]);
    let waits = Source { release: Release::Desk, ..first.source("a") };
    let sources = [waits, second.source("b"), late.source("c")];
    let room = Newsroom::open(base, &[&first, &second, &late], &sources).await;
    room.poll().await;
    let rain = room.waiting().await.unwrap();
    second.article("/copied", "Tolva: rain", 1);
    second.feed(&[told("/copied", "Tolva: rain")]);
    room.poll().await;
    pipeline::decide(&room.wire, rain.id, &DecisionKind::Release, "ed", "it is ours")
        .await
        .unwrap();
    room.settle().await;
    assert_eq!(room.lines().await.len(), 2, "the same words stand there twice");
    Room { room, late, _others: [first, second] }
}

async fn decide(room: &Newsroom, item: ItemId, kind: DecisionKind, why: &str) {
    pipeline::decide(&room.wire, item, &kind, "ed", why).await.unwrap();
    room.settle().await;
}

#[tokio::test]
async fn copies_of_a_killed_text_are_flagged_until_somebody_decides() {
    on_each(async |base| {
        let Room { room, late, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let of_rain = format!("/desk/item/{}", rain.public);
        let of_copy = format!("/desk/item/{}", copied.public);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(!page.contains("These carry its text"), "nothing was withdrawn: {page}");

        decide(&room, rain.id, DecisionKind::Kill(Ground::Law), "Court of Tolva, 12 O 3/26").await;
        assert_eq!(site.get(&format!("/a/{}", copied.public)).await.status, 200, "it stands");
        let flag =
            format!("it carries the text of <bdi>{}</bdi>, which was withdrawn", rain.public);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        let kill = format!("action=\"{of_copy}/kill\"");
        for words in ["These carry its text", "Tolva: rain", "Kill it too", &kill] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("name=\"legal\" value=\"yes\""), "a legal order is one there too");
        for path in [&of_copy, "/desk?show=wire"] {
            let page = site.ask("GET", path, &ada).await.text();
            assert!(page.contains(&flag), "{path}: {page}");
        }
        let leo = cookie(&logged_in(&room.wire, "leo", Role::Reader).await.session) + OWN;
        let page = site.ask("GET", &of_rain, &leo).await.text();
        assert!(page.contains("Tolva: rain") && !page.contains(&kill), "{page}");

        // It is kept, for a reason and on record; then nothing asks for somebody any more.
        let keep =
            async |form: &str| post(&site, &format!("{of_copy}/keep"), &ada, form).await.status;
        let of = format!("of={}", rain.public);
        assert_eq!(keep(&format!("{of}&why=+")).await, 422);
        assert_eq!(keep(&format!("of={}&why=ours", copied.public)).await, 409, "no copy of itself");
        assert_eq!(keep(&format!("{of}&why=it+is+ours")).await, 303);
        let page = site.ask("GET", &of_copy, &ada).await.text();
        assert!(page.contains(&flag) && page.contains("kept by <bdi>ada</bdi>"), "{page}");
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(page.contains("Tolva: rain") && !page.contains(&flag), "{page}");
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(page.contains("kept by <bdi>ada</bdi>") && !page.contains(&kill), "{page}");
        assert_eq!(room.count("SELECT COUNT(*) FROM act WHERE what = 'copy-kept'").await, 1);

        // What comes now is a copy of what stands, and of what was withdrawn: somebody is asked.
        late.article("/late", "Late: rain", 1);
        late.feed(&[told("/late", "Late: rain")]);
        room.poll().await;
        assert_eq!(room.outcomes("/late").await, [("identify".to_owned(), "copy".to_owned())]);
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(page.contains("Late: rain"), "{page}");
        let page = site.ask("GET", "/desk?show=held", &ada).await.text();
        assert!(page.contains("Late: rain") && page.contains(&flag), "{page}");
        let item = all_of(&room, "c").await;
        let release = pipeline::decide(&room.wire, item, &DecisionKind::Release, "ed", "ours");
        assert_eq!(release.await.unwrap_err().code, "copy", "those words go out once");
        decide(&room, copied.id, DecisionKind::Kill(Ground::House), "it is false").await;
        assert!(room.lines().await.is_empty(), "it waits all the same");
    })
    .await;
}

#[tokio::test]
async fn copy_that_comes_after_the_kill_waits_for_a_person() {
    on_each(async |base| {
        let Room { room, late, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        decide(&room, rain.id, DecisionKind::Kill(Ground::House), "it is false").await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let to = format!("/desk/item/{}/kill", copied.public);
        assert_eq!(post(&site, &to, &ada, "why=it+is+false").await.status, 303);
        room.settle().await;
        assert!(room.lines().await.is_empty());

        late.article("/late", "Late: rain", 1);
        late.feed(&[told("/late", "Late: rain")]);
        room.poll().await;
        assert_eq!(room.outcomes("/late").await, [("dispatch".to_owned(), "held".to_owned())]);
        let item = room.waiting().await.unwrap();
        let all = decisions::of(&mut room.wire.db.read().await.unwrap(), item.id).await.unwrap();
        assert_eq!((all.len(), all[0].by.as_str()), (1, WITHDRAWN_COPY_RULE));
        assert!(all[0].why.ends_with(", which was withdrawn"), "{:?}", all[0]);
        assert!(!all[0].why.contains("Rain over Tolva"), "{:?}", all[0]);
        let page = site.ask("GET", "/desk?show=held", &ada).await.text();
        assert!(page.contains("it carries the text of <bdi>"), "{page}");

        // No rule lets it out, and a second look holds it no second time.
        late.feed(&[told("/late", "Late: rain, again")]);
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM decision WHERE kind = 'hold'").await, 1);
        assert!(room.lines().await.is_empty());

        // A person may, and has decided of it then.
        decide(&room, item.id, DecisionKind::Release, "it is this outlet's own").await;
        assert_eq!(room.lines().await.len(), 1);
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(page.contains("Late: rain") && !page.contains("it carries the text of"), "{page}");
        let page = site.ask("GET", &format!("/desk/item/{}", item.public), &ada).await.text();
        assert!(page.contains("kept by <bdi>ed</bdi>"), "{page}");
        // An erasure names them all.
        let mut tx = room.wire.db.read().await.unwrap();
        assert_eq!(erasure::copies(&mut tx, rain.id).await.unwrap().len(), 2);
    })
    .await;
}

/// The only item of a source.
async fn all_of(room: &Newsroom, source: &str) -> ItemId {
    let mut tx = room.wire.db.read().await.unwrap();
    let filter = Filter { source: source.to_owned(), ..Filter::default() };
    let page = queue::page(&mut tx, List::Held, &filter, &Begin::Top, 9).await.unwrap();
    assert_eq!(page.lines.len(), 1);
    page.lines[0].item
}

#[tokio::test]
async fn copies_of_what_the_desk_withholds_are_listed_and_later_ones_wait() {
    on_each(async |base| {
        let Room { room, late, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        decide(&room, rain.id, DecisionKind::Withhold, "it is looked into").await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let (of_rain, of_copy) =
            (format!("/desk/item/{}", rain.public), format!("/desk/item/{}", copied.public));
        let page = site.ask("GET", &of_rain, &ada).await.text();
        let withhold = format!("action=\"{of_copy}/withhold\"");
        for words in ["These carry its text", "Withhold it too", &withhold, "it is looked into"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Kill it too") && !page.contains("Keep it"), "{page}");
        let flag = "which the desk withholds: ";
        let page = site.ask("GET", &of_copy, &ada).await.text();
        assert!(page.contains(flag) && !page.contains("Keep it"), "{page}");
        let page = site.ask("GET", "/desk?show=wire", &ada).await.text();
        assert!(page.contains("Tolva: rain") && !page.contains(flag), "nobody is asked: {page}");

        // What comes meanwhile does not go round the desk by another outlet.
        late.article("/late", "Late: rain", 1);
        late.feed(&[told("/late", "Late: rain")]);
        room.poll().await;
        let page = site.ask("GET", "/desk?show=held", &ada).await.text();
        let held = format!("it carries the text of <bdi>{}</bdi>, which the desk", rain.public);
        assert!(page.contains("Late: rain") && !page.contains(&held), "{page}");
        assert!(page.contains("which the desk withholds"), "what held it is told: {page}");
        assert_eq!(room.lines().await.len(), 1, "only what stood there stands there");
        let form = "why=it+is+looked+into";
        assert_eq!(post(&site, &format!("{of_copy}/withhold"), &ada, form).await.status, 303);
        room.settle().await;
        assert!(room.lines().await.is_empty());

        // Back on the wire, it says nothing of the others any more.
        decide(&room, rain.id, DecisionKind::Release, "it is right").await;
        let page = site.ask("GET", &of_rain, &ada).await.text();
        assert!(!page.contains("These carry its text"), "{page}");
        let page = site.ask("GET", &of_copy, &ada).await.text();
        assert!(!page.contains(flag), "{page}");
    })
    .await;
}

#[tokio::test]
async fn machine_keeps_a_copy_and_is_told_of_those_that_stand() {
    on_each(async |base| {
        let Room { room, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        decide(&room, rain.id, DecisionKind::Kill(Ground::House), "it is false").await;
        let site = Served::start(&room.wire).await;
        let token = async |name: &str, role| {
            logged_in(&room.wire, name, role).await;
            tokens::make(&room.wire, "a program", Scope::Desk, (name, "test")).await.unwrap()
        };
        let (ada, bea) = (token("ada", Role::Editor).await, token("bea", Role::Reporter).await);
        let get = async |public: &PublicId| {
            let shows = format!("Authorization: Bearer {ada}\r\n");
            let reply = site.ask("GET", &format!("/api/desk/item/{public}"), &shows).await;
            serde_json::from_str::<Value>(&reply.text()).unwrap()
        };
        let keep = async |token: &str, words: &str, why: &str| {
            let body =
                format!("{{\"kind\": \"keep\", \"words\": \"{words}\", \"why\": \"{why}\"}}");
            let path = format!("/api/desk/item/{}/decide", copied.public);
            let lines =
                format!("Authorization: Bearer {token}\r\nContent-Length: {}\r\n\r\n", body.len());
            site.ask("POST", &path, &format!("{lines}{body}")).await.status
        };
        assert_eq!(get(&rain.public).await["copies"][0]["item"], copied.public.as_str());
        let carried = &get(&copied.public).await["carries"][0];
        assert_eq!(
            (&carried["of"], &carried["kept"]),
            (&rain.public.as_str().into(), &Value::Null)
        );
        let of = rain.public.as_str();
        for (token, words, why, status) in [
            (&bea, of, "ours", 403),
            (&ada, of, " ", 422),
            (&ada, "", "ours", 404),
            (&ada, copied.public.as_str(), "ours", 409),
            (&ada, of, "ours", 200),
        ] {
            assert_eq!(keep(token, words, why).await, status, "{words} {why}");
        }
        assert_eq!(get(&copied.public).await["carries"][0]["kept"]["by"], "ada");
        assert_eq!(get(&rain.public).await["copies"], Value::Array(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn copy_is_kept_by_command() {
    on_each(async |base| {
        let Room { room, .. } = opened(base).await;
        let (rain, copied) = (room.line("/rain").await.item, room.line("/copied").await.item);
        decide(&room, rain.id, DecisionKind::Kill(Ground::House), "it is false").await;
        drop(room);
        let keep = |of: &PublicId, why: &str| {
            let args = ["desk", "keep", copied.public.as_str(), "--of", of.as_str(), "--why", why];
            let mut command = program(base.dir(), &args);
            command.args(["--by", "ada", "--data", "."]);
            command.env("MEDIAWIRE_STORE__URL", base.config().store.url.reveal());
            said(&command.output().unwrap())
        };
        let (ok, out, error) = keep(&copied.public, "ours");
        assert!(!ok && error.contains("does not stand on the wire with the text"), "{out}{error}");
        let (ok, out, error) = keep(&rain.public, "it is ours");
        assert!(ok && out.starts_with("keep "), "{out}{error}");
    })
    .await;
}

#[tokio::test]
async fn what_a_rule_takes_off_is_withdrawn_by_its_source_or_holds_no_copy() {
    for (by, is_withdrawn) in [(SOURCE_CHANGE_RULE, true), ("rule:rights", false)] {
        on_each(async |base| {
            let Room { room, late, .. } = opened(base).await;
            for path in ["/rain", "/copied"] {
                let item = room.line(path).await.item.id;
                let mut tx = room.wire.db.write().await.unwrap();
                let at = room.wire.now();
                let record = (by, "its source has withdrawn it");
                let kind = DecisionKind::Withhold;
                decisions::add(&mut tx, item, &kind, record, at.as_millisecond()).await.unwrap();
                Job::Dispatch(item).add(&mut tx, at).await.unwrap();
                tx.commit().await.unwrap();
            }
            room.settle().await;
            assert!(room.lines().await.is_empty());
            late.article("/late", "Late: rain", 1);
            late.feed(&[told("/late", "Late: rain")]);
            room.poll().await;
            assert_eq!(room.waiting().await.is_some(), is_withdrawn, "{by}");
            assert_eq!(room.lines().await.is_empty(), is_withdrawn, "{by}");
        })
        .await;
    }
}
