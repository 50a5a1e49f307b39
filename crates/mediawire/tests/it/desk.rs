//! The desk in HTTP: who may do what, cell by cell, and what a session is worth.

use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::{Reply, Served};
use mediawire::Wire;
use mediawire::pipeline::accounts::{self, Credentials, Guesses};
use mediawire::store::decisions;
use mediawire::web::desk::ROUTES;
use mediawire_core::desk::role::Role;
use mediawire_core::model::source::{Release, Source};
use std::sync::Arc;

pub(crate) const PASSWORD: &str = "a ferry to Tolva at noon";
pub(crate) const OWN: &str = "Sec-Fetch-Site: same-origin\r\n";

/// Makes an account, and logs it in.
pub(crate) async fn logged_in(wire: &Arc<Wire>, name: &str, role: Role) -> accounts::LoggedIn {
    let link = accounts::invite(wire, name, Some(role), ("test", "test")).await.unwrap();
    accounts::accept(wire, &link, "", PASSWORD, "test").await.unwrap().unwrap();
    let said = Credentials { name, password: PASSWORD, device: None };
    accounts::log_in(wire, &Guesses::default(), &said, "test").await.unwrap()
}

pub(crate) fn cookie(session: &str) -> String {
    format!("Cookie: a=b; __Host-mediawire={session}\r\n")
}

pub(crate) async fn post(site: &Served, path: &str, lines: &str, form: &str) -> Reply {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let n = form.len();
    site.ask("POST", path, &format!("{lines}{kind}\r\nContent-Length: {n}\r\n\r\n{form}")).await
}

/// A room with an item that waits and one on the wire; the public ids of both.
pub(crate) async fn room(base: &Base, agency: &Agency) -> (Newsroom, String, String) {
    agency.article("/rain", "Rain Over Tolva, 3 Hurt", 1);
    agency.article("/snow", "Snow Over Tolva", 2);
    agency.feed(&[told("/rain", "Rain Over Tolva, 3 Hurt")]);
    let waits = Source { release: Release::Desk, ..agency.source("a") };
    let goes = Source { list: Some(agency.origin.url("/feed2.xml")), ..agency.source("b") };
    let feed = format!(
        "<rss version='2.0'><channel><item><title>Snow Over Tolva</title><link>{}</link></item></channel></rss>",
        agency.origin.url("/snow")
    );
    agency.put("/feed2.xml", 200, &feed);
    let room = Newsroom::open(base, &[agency], &[waits, goes]).await;
    room.poll().await;
    let waiting = room.waiting().await.unwrap().public.to_string();
    let shown = room.line("/snow").await.item.public.to_string();
    (room, waiting, shown)
}

#[tokio::test]
async fn every_role_reaches_just_the_routes_that_it_has_a_right_to() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, waiting, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let mut n_cells = 0;
    for route in ROUTES {
        let path = route
            .path
            .replace("{public}", &waiting)
            .replace("{link}", "nolink")
            .replace("{name}", "nobody")
            .replace("{slug}", "nobody");
        for role in Role::ALL {
            // Log-out ends the session: each cell has its own.
            let name = format!("{}{n_cells}", role.name());
            let session = logged_in(&room.wire, &name, role).await.session;
            let lines = cookie(&session) + OWN;
            let reply = match route.method.as_str() {
                "GET" => site.ask("GET", &path, &lines).await,
                _ => post(&site, &path, &lines, "").await,
            };
            let is_refused = reply.status == 403 && reply.text().contains("you may not");
            let may = route.right.is_none_or(|right| role.may(right));
            assert_eq!(
                !is_refused,
                may,
                "{} {path} as {}: {}",
                route.method,
                role.name(),
                reply.status
            );
            n_cells += 1;
        }
        // Nobody who is not logged in, and no page of another site, gets through.
        let other = "Sec-Fetch-Site: cross-site\r\nOrigin: https://other.example\r\n";
        if route.method != "GET" {
            for lines in [other, "Origin: https://other.example\r\n", ""] {
                let reply = post(&site, &path, lines, "").await;
                assert_eq!(reply.status, 403, "{path} {lines}");
                assert!(reply.text().contains("page of another site"), "{path}");
            }
        }
        if route.right.is_some() {
            let reply = match route.method.as_str() {
                "GET" => site.get(&path).await,
                _ => post(&site, &path, OWN, "").await,
            };
            assert!(matches!(reply.status, 303 | 401), "{path}: {}", reply.status);
        }
        n_cells += 1;
    }
    assert!(n_cells > 100, "{n_cells}");
}

#[tokio::test]
async fn desk_lets_out_restyles_and_takes_off_on_record() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, shown) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Editor).await.session;
        let lines = cookie(&ada) + OWN;
        let queue = site.ask("GET", "/desk", &lines).await.text();
        assert!(
            queue.contains("Rain Over Tolva, 3 Hurt") && !queue.contains("Snow Over"),
            "{queue}"
        );
        let on_the_wire = site.ask("GET", "/desk?show=wire", &lines).await.text();
        assert!(on_the_wire.contains("Snow Over Tolva"), "{on_the_wire}");

        // A headline that says the same is given; one that does not is asked about, and needs a reason.
        let path = format!("/desk/item/{waiting}");
        let give = async |form: &str| {
            let reply = post(&site, &format!("{path}/headline"), &lines, form).await;
            (reply.status, reply.text())
        };
        assert_eq!(give("headline=Rain+over+Tolva%2C+3+hurt").await.0, 303);
        let (status, asked) = give("headline=Rain+over+Tolva%2C+5+hurt").await;
        assert_eq!(status, 422);
        assert!(
            asked.contains("says something else") && asked.contains("<b>number</b>"),
            "{asked}"
        );
        let mark = "name=\"confirmed\" value=\"";
        let at = asked.find(mark).unwrap() + mark.len();
        let confirms = &asked[at..at + asked[at..].find('"').unwrap()];
        let five = format!("headline=Rain+over+Tolva%2C+5+hurt&confirmed={confirms}");
        assert_eq!(give(&five).await.0, 422, "it says why");
        // Another headline than the one that was shown is not confirmed by it.
        let six = format!("headline=Rain+over+Tolva%2C+6+hurt&confirmed={confirms}&why=so");
        assert!(give(&six).await.1.contains("says something else"));
        assert_eq!(give(&format!("{five}&why=The+mayor+counts+five")).await.0, 303);
        let item = room.waiting().await.unwrap();
        let mut tx = room.wire.db.read().await.unwrap();
        let all = decisions::of(&mut tx, item.id).await.unwrap();
        drop(tx);
        let given: Vec<(String, &str)> =
            all.iter().map(|it| (it.kind.words().into_owned(), it.by.as_str())).collect();
        let expected = ["Rain over Tolva, 3 hurt", "Rain over Tolva, 5 hurt"];
        assert_eq!(given, expected.map(|text| (text.to_owned(), "ada")));
        assert!(all[1].why.starts_with("The mayor counts five [guard: "), "{}", all[1].why);

        assert_eq!(post(&site, &format!("{path}/release"), &lines, "").await.status, 303);
        room.settle().await;
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain over Tolva, 5 hurt");
        let page = site.ask("GET", &path, &lines).await.text();
        for words in ["Rain Over Tolva, 3 Hurt", "on the wire, dispatch", "release</b> by <bdi>ada"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        // What stands on the wire is neither set aside nor scheduled.
        assert_eq!(post(&site, &format!("{path}/spike"), &lines, "").await.status, 409);
        let later = "at=2099-01-01T10%3A00";
        assert_eq!(post(&site, &format!("{path}/schedule"), &lines, later).await.status, 409);
        // What readers see in the place of what is taken off is not made up here.
        let off = format!("/desk/item/{shown}/withhold");
        assert_eq!(post(&site, &off, &lines, "why=+").await.status, 422);
        assert_eq!(post(&site, &off, &lines, "why=The+town+asks+for+it").await.status, 303);
        room.settle().await;
        let off = site.ask("GET", "/desk?show=off", &lines).await.text();
        assert!(
            off.contains("Snow Over Tolva") && off.contains("withheld: <bdi>The town asks"),
            "{off}"
        );
        assert_eq!(site.ask("GET", "/desk/item/aaaaaaaaaaaaaaaaaaaa", &lines).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn item_is_set_aside_and_scheduled_and_goes_out_at_its_moment() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, waiting, _) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Editor).await.session;
        let lines = cookie(&ada) + OWN;
        let shows = async |show: &str| {
            let page = site.ask("GET", &format!("/desk?show={show}"), &lines).await.text();
            page.contains("Rain Over Tolva")
        };
        let path = format!("/desk/item/{waiting}");
        assert_eq!(post(&site, &format!("{path}/spike"), &lines, "").await.status, 303);
        room.settle().await;
        assert_eq!((shows("new").await, shows("spiked").await), (false, true));
        for at in ["", "tomorrow", "2020-01-01T10:00"] {
            let reply = post(&site, &format!("{path}/schedule"), &lines, &format!("at={at}")).await;
            assert_eq!(reply.status, 422, "{at}");
        }
        let form = "at=2099-01-01T10%3A00&why=for+the+morning";
        assert_eq!(post(&site, &format!("{path}/schedule"), &lines, form).await.status, 303);
        room.settle().await;
        let lists = ["new", "held", "spiked", "scheduled", "wire"];
        let mut seen = Vec::new();
        for list in lists {
            seen.push(shows(list).await);
        }
        assert_eq!(seen, [false, false, false, true, false]);
        let page = site.ask("GET", "/desk?show=scheduled", &lines).await.text();
        assert!(page.contains("2099-01-01 10:00, <bdi>ada</bdi>: <bdi>for the morning"), "{page}");
        let due = "SELECT COUNT(*) FROM job WHERE kind = 'dispatch' AND run_at = 4070944800000";
        assert_eq!(room.count(due).await, 1);
        assert_eq!(post(&site, &format!("{path}/release"), &lines, "").await.status, 303);
        room.settle().await;
        assert!(shows("wire").await && !shows("scheduled").await);
    })
    .await;
}

#[tokio::test]
async fn sources_tell_how_they_are_and_who_lets_them_out() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _, _) = room(base, &agency).await;
        agency.put("/feed", 200, "<html><title>Gone</title></html>");
        room.poll().await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::SourceManager).await.session;
        let lines = cookie(&ada) + OWN;
        let page = site.ask("GET", "/desk/sources", &lines).await.text();
        let (bad, good) = (page.find("The a agency").unwrap(), page.find("The b agency").unwrap());
        assert!(bad < good, "trouble stands first: {page}");
        for words in [
            "1 times without success",
            "cannot read the list",
            "1 items in the last 30 days",
            "Waits for the desk.",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let reply = post(&site, "/desk/sources/a/release", &lines, "auto=yes").await;
        assert_eq!(reply.status, 303);
        let page = site.ask("GET", "/desk/sources", &lines).await.text();
        assert!(!page.contains("Waits for the desk."), "{page}");
        assert_eq!(post(&site, "/desk/sources/nobody/release", &lines, "").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn looking_changes_nothing() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, waiting, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let link =
        accounts::invite(&room.wire, "new", Some(Role::Reader), ("test", "test")).await.unwrap();
    let session = logged_in(&room.wire, "ada", Role::Admin).await.session;
    let count = async || {
        let mut counts = Vec::new();
        for sql in [
            "SELECT COUNT(*) FROM decision",
            "SELECT COUNT(*) FROM act",
            "SELECT COUNT(*) FROM session",
            "SELECT COUNT(*) FROM account",
            "SELECT COUNT(*) FROM invitation",
            "SELECT COUNT(*) FROM job",
            "SELECT COUNT(*) FROM source_history",
        ] {
            counts.push(room.count(sql).await);
        }
        counts
    };
    let before = count().await;
    for route in ROUTES {
        let path = route
            .path
            .replace("{public}", &waiting)
            .replace("{link}", &link)
            .replace("{name}", "ada")
            .replace("{slug}", "a");
        let reply = site.ask("GET", &path, &cookie(&session)).await;
        assert!(matches!(reply.status, 200 | 405), "{path}: {}", reply.status);
        if reply.status == 200 && !path.contains("desk.") && path != "/desk/events" {
            let policy = reply.header("content-security-policy").to_owned();
            assert!(
                policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
                "{path}"
            );
            assert_eq!(reply.header("cache-control"), "no-store", "{path}");
            let html = reply.text();
            assert!(!html.contains(" onclick") && !html.contains(" style="), "{path}");
        }
    }
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn reporter_says_nothing_else_than_the_source() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, waiting, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let ada = logged_in(&room.wire, "ada", Role::Reporter).await.session;
    let path = format!("/desk/item/{waiting}/headline");
    let give = async |form: &str| post(&site, &path, &(cookie(&ada) + OWN), form).await.status;
    assert_eq!(give("headline=Rain+over+Tolva%2C+3+hurt").await, 303);
    assert_eq!(give("headline=Rain+over+Tolva%2C+5+hurt").await, 422);
    assert_eq!(give("headline=Rain+over+Tolva%2C+5+hurt&confirmed=x&why=so").await, 403);
}

#[tokio::test]
async fn log_in_leads_to_the_desk_alone_and_readers_get_no_cookie() {
    // HOOK-13, HOOK-15, HOOK-16.
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, waiting, shown) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let ada = logged_in(&room.wire, "ada", Role::Admin).await.session;
    let form = "name=ada&password=a+ferry+to+Tolva+at+noon";
    for path in [
        "/desk/login?next=//evil.example",
        "/desk/login?next=/%5Cevil.example",
        "/desk/login?next=%2f%2fevil",
    ] {
        let reply = post(&site, path, OWN, form).await;
        assert_eq!((reply.status, reply.header("location")), (303, "/desk"), "{path}");
    }
    for path in ["/".to_owned(), format!("/a/{shown}"), "/about".to_owned(), "/feed.xml".to_owned()]
    {
        let reply = site.ask("GET", &path, &cookie(&ada)).await;
        assert_eq!(reply.header("set-cookie"), "", "{path}");
        assert!(!reply.text().contains("ada"), "{path}");
    }
    assert_eq!(site.get(&format!("/a/{waiting}")).await.status, 404, "what waits is nowhere");
    // However many addresses somebody claims to ask from, the account's guesses are counted.
    let wrong = "name=ada&password=a+ferry+to+Lien+at+noon";
    let mut last = 0;
    for n in 0..11 {
        let lines = format!("X-Forwarded-For: 203.0.113.{n}\r\n{OWN}");
        last = post(&site, "/desk/login", &lines, wrong).await.status;
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn desk_shows_what_steers_and_whose_letters_a_host_has() {
    // ITEM-17, ITEM-18.
    let agency = Agency::start().await;
    let base = Base::sqlite();
    agency.article("/rain", "Rain\u{202e} over Tolva", 1);
    agency.feed(&[told("/rain", "Rain\u{202e} over Tolva")]);
    let waits = Source { release: Release::Desk, ..agency.source("a") };
    let room = Newsroom::open(&base, &[&agency], &[waits]).await;
    room.poll().await;
    let item = room.waiting().await.unwrap();
    let mut tx = room.wire.db.write().await.unwrap();
    tx.run(
        "UPDATE item SET url = $1",
        &["https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.com/rain".into()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let site = Served::start(&room.wire).await;
    let ada = logged_in(&room.wire, "ada", Role::Reader).await.session;
    let page = site.ask("GET", &format!("/desk/item/{}", item.public), &cookie(&ada)).await.text();
    assert!(page.contains("xn--80ak6aa92e.com"), "{page}");
    assert!(page.contains("Rain‹U+202E› over Tolva") && !page.contains('\u{202e}'), "{page}");
}
