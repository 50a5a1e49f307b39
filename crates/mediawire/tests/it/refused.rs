//! A form of the desk that is not taken comes back with all that was typed in it, and the reason beside it.

use crate::desk::{OWN, cookie, logged_in, post, room};
use crate::engine::on_each;
use crate::newsroom::Agency;
use crate::site::{Reply, Served};
use mediawire_core::desk::role::Role;
use url::form_urlencoded::Serializer;

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Holds that the page says `words` as an alert inside the form of `action`, where each of `kept` stands, and that what
/// folds the form away is open.
#[track_caller]
fn check(reply: &Reply, status: u16, action: &str, (words, kept): (&str, &[&str])) {
    let page = reply.text();
    assert_eq!(reply.status, status, "{action}: {page}");
    assert_eq!(page.matches("role=\"alert\"").count(), 1, "{action}: {page}");
    let (before, rest) = page.split_once("role=\"alert\"").unwrap();
    let (before, head) = before.split_at(before.rfind("<form").unwrap());
    let (own, _) = rest.split_once("</form>").unwrap();
    assert!(head.contains(&format!("{action}\"")), "{action}: {head}");
    assert!(own.contains(words), "{action} {words}: {own}");
    for kept in kept {
        assert!(own.contains(kept), "{action} {kept}: {own}");
    }
    if before.rfind("<details") > before.rfind("</details") {
        let details = &before[before.rfind("<details").unwrap()..];
        assert!(details.split('>').next().unwrap().contains(" open"), "{action}: {details}");
    }
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, _) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Admin).await.session) + OWN;
        let long = "字".repeat(1_001);
        let (headline, line) = (&long[..3 * 301], &long[..3 * 401]);
        let (past, why) = ("2020-01-01T10:00", "Because <it> is");
        let because = "value=\"Because &#60;it&#62; is\"";
        let note = format!("Ask the port\nbefore noon {}", "x".repeat(2_000));
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a [&'a str]);
        let cases: [Case<'_>; 11] = [
            (
                "headline",
                &[("headline", headline), ("why", why)],
                "this has 301",
                &[headline, because],
            ),
            ("kicker", &[("value", headline), ("why", why)], "at most 120", &[headline, because]),
            (
                "dek",
                &[("value", line), ("of", "house"), ("why", why)],
                "this has 401",
                &[line, because],
            ),
            ("editor-note", &[("value", &long), ("why", why)], "this has 1001", &[&long, because]),
            ("editor-note", &[("value", "a\u{202e}b")], "take U+202E out", &[">ab</textarea>"]),
            (
                "schedule",
                &[("at", past), ("why", why)],
                "that lie ahead",
                &["value=\"2020-01-01T10:00\"", because],
            ),
            (
                "embargo",
                &[("value", past), ("why", why)],
                "that lie ahead",
                &["value=\"2020-01-01T10:00\"", because],
            ),
            ("section", &[("value", "nowhere"), ("why", why)], "no such section", &[because]),
            ("genre", &[("value", "rumour"), ("why", why)], "no kind of item", &[because]),
            ("withhold", &[("why", " ")], "without a reason", &[]),
            (
                "note",
                &[("words", &note)],
                "1 to 2000 characters",
                &["Ask the port\nbefore noon xxx"],
            ),
        ];
        for (action, typed, words, kept) in cases {
            let path = format!("/desk/item/{waiting}/{action}");
            let reply = post(&site, &path, &ada, &form(typed)).await;
            check(&reply, 422, &format!("/{action}"), (words, kept));
        }
        // Others who are meant are chosen again, and what another has decided meanwhile leaves what was typed.
        for (action, typed, words, kept) in [
            (
                "section",
                [("value", "sport"), ("why", why)],
                "the same meanwhile",
                "value=\"sport\" selected",
            ),
            (
                "embargo",
                [("value", "2099-01-01T10:00"), ("why", why)],
                "the same meanwhile",
                "2099-01-01T10:00",
            ),
            ("withhold", [("why", why), ("x", "")], "the same meanwhile", because),
            ("release", [("why", why), ("x", "")], "the same meanwhile", because),
            (
                "schedule",
                [("at", "2099-01-01T10:00"), ("why", why)],
                "the same meanwhile",
                "2099-01-01T10:00",
            ),
        ] {
            let path = format!("/desk/item/{waiting}/{action}");
            let one = post(&site, &path, &ada, &form(&typed)).await;
            assert_eq!(one.status, 303, "{action}: {}", one.text());
            let mut typed = typed.to_vec();
            typed.push(("based", "0"));
            let reply = post(&site, &path, &ada, &form(&typed)).await;
            let at = if action == "release" { "/hold".to_owned() } else { format!("/{action}") };
            check(&reply, 409, &at, (words, &[kept, because]));
        }
        let n = room.count("SELECT COUNT(*) FROM decision").await;
        assert_eq!(n, 5, "nothing else was decided");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_is_told_where_its_form_is_gone() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Admin).await.session) + OWN;
        let act = async |what: &str, typed: &[(&str, &str)]| {
            post(&site, &format!("/desk/item/{shown}/{what}"), &ada, &form(typed)).await
        };
        let at = ("at", "2099-01-01T10:00");
        let reply = act("schedule", &[at, ("why", "It is for <Friday>")]).await;
        let page = reply.text();
        assert_eq!(reply.status, 409, "{page}");
        assert!(
            page.contains("it stands on the wire") && page.contains("It is for &#60;Friday&#62;")
        );
        assert_eq!(act("kill", &[("why", "It is not so")]).await.status, 303);
        room.settle().await;
        let reply =
            act("headline", &[("headline", "Snow over Tolva"), ("why", "Said twice")]).await;
        let page = reply.text();
        assert_eq!(reply.status, 409, "{page}");
        for words in
            ["no headline answers a kill", "Snow over Tolva", "Said twice", "role=\"alert\""]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn lines_that_are_left_stay_marked_and_keep_the_reason() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, _) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let bea = cookie(&logged_in(&room.wire, "bea", Role::Editor).await.session) + OWN;
        let page = site.ask("GET", "/desk", &ada).await.text();
        // Enter in the reason presses the first button of its form: one that does nothing.
        let (_, bulk) = page.split_once("<form class=\"bulk\"").unwrap();
        let first = bulk.find("<button").unwrap();
        assert!(bulk[first..].starts_with("<button type=\"submit\" disabled hidden>"), "{bulk}");
        let typed = [("item", &*format!("{waiting}@7")), ("why", "All <say> so"), ("show", "new")];
        let reply = post(&site, "/desk/queue/hold", &ada, &form(&typed)).await;
        let page = reply.text();
        assert_eq!(reply.status, 409, "{page}");
        for words in [
            "role=\"alert\"",
            "it has changed since",
            "value=\"All &#60;say&#62; so\"",
            "\" checked ",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // What another sees to is left to them, and said.
        let take = async |lines: &str| {
            post(&site, "/desk/queue/take", lines, &form(&[("item", &waiting)])).await
        };
        assert_eq!(take(&bea).await.status, 303);
        let reply = take(&ada).await;
        let page = reply.text();
        assert_eq!(reply.status, 409, "{page}");
        for words in ["1 is left to the person who sees to it.", "bea sees to it"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(take(&bea).await.status, 303, "it is hers");
        let assign = async |seen: &str| {
            let typed = [("mine", "yes"), ("seen", seen)];
            post(&site, &format!("/desk/item/{waiting}/assign"), &ada, &form(&typed)).await
        };
        check(&assign("").await, 409, "/assign", ("bea sees to it", &[]));
        assert_eq!(assign("bea").await.status, 303, "who has seen that, may");
    })
    .await;
}
