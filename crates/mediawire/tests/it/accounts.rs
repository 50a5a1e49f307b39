//! Accounts: links, sessions, and what guesses are worth.

use crate::desk::{OWN, PASSWORD, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::Newsroom;
use crate::site::{Reply, Served};
use mediawire::pipeline::accounts::{self, Credentials, Guesses};
use mediawire::store::acts;
use mediawire_core::desk::role::Role;
use mediawire_core::model::decision::DecisionKind;

#[tokio::test]
async fn session_ends_with_log_out_and_with_a_change_of_role() {
    on_each(async |base| {
        let room = Newsroom::open(base, &[], &[]).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Admin).await.session;
        let ben = logged_in(&room.wire, "ben", Role::Editor).await.session;
        let status = async |session: &str| site.ask("GET", "/desk", &cookie(session)).await.status;
        assert_eq!((status(&ada).await, status(&ben).await, status("none").await), (200, 200, 303));

        let lines = cookie(&ada) + OWN;
        let change = post(&site, "/desk/accounts/ben", &lines, "role=reporter").await;
        assert_eq!((change.status, status(&ben).await), (303, 303));
        // The last admin stays one.
        let reply = post(&site, "/desk/accounts/ada", &lines, "role=reader").await;
        assert_eq!(reply.status, 409, "{}", reply.text());
        let reply = post(&site, "/desk/logout", &lines, "").await;
        assert!(reply.header("set-cookie").contains("Max-Age=0"));
        assert_eq!((reply.status, status(&ada).await), (303, 303));

        let mut tx = room.wire.db.read().await.unwrap();
        let said: Vec<_> = acts::last(&mut tx, 99).await.unwrap();
        let told = |what: &str| said.iter().filter(|act| act.what == what).count();
        assert_eq!(
            (told("log-in"), told("log-out"), told("account"), told("password")),
            (4, 1, 1, 2)
        );
        let change = said.iter().find(|act| act.what == "account").unwrap();
        assert_eq!((change.was.as_str(), change.becomes.as_str()), ("editor", "reporter"));
        assert_eq!((change.by.as_str(), change.place.as_str()), ("ada", "127.0.0.1"));
        // Nothing that proves anything lies in the store.
        let sql = "SELECT hash FROM account ORDER BY name";
        let hash = tx.rows(sql, &[]).await.unwrap().remove(0).text();
        assert!(hash.starts_with("$argon2id$") && !hash.contains(PASSWORD), "{hash}");
    })
    .await;
}

#[tokio::test]
async fn link_chooses_one_password_and_log_in_makes_a_new_session() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let site = Served::start(&room.wire).await;
    let link = accounts::first(&room.wire).await.unwrap().unwrap();
    let path = format!("/desk/begin/{link}");
    let choose = async |form: &str| post(&site, &path, OWN, form).await;
    for (form, words) in [
        ("name=ada&password=short&again=short", "12 to 200 characters"),
        ("name=ada&password=a+ferry+to+Tolva&again=a+ferry+to+Tolwa", "the two passwords differ"),
        ("name=a+b&password=a+ferry+to+Tolva&again=a+ferry+to+Tolva", "a name has 2 to 40 letters"),
        ("name=ada&password=ada+by+the+sea&again=ada+by+the+sea", "holds the name"),
    ] {
        let reply = choose(form).await;
        assert_eq!(reply.status, 422, "{form}");
        assert!(reply.text().contains(words), "{form}: {}", reply.text());
    }
    let reply = choose("name=Ada&password=a+ferry+to+Tolva&again=a+ferry+to+Tolva").await;
    assert_eq!((reply.status, reply.header("location")), (303, "/desk"));
    let held = reply.headers.iter().filter(|(name, _)| name == "set-cookie");
    for (_, cookie) in held {
        for part in ["__Host-", "; Path=/; Secure; HttpOnly; SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    assert_eq!(choose("password=a+ferry+to+Tolva&again=a+ferry+to+Tolva").await.status, 404);
    assert!(accounts::first(&room.wire).await.unwrap().is_none(), "there is an account");

    let session = |reply: &Reply| {
        let cookie = reply.headers.iter().find(|(_, it)| it.starts_with("__Host-mediawire="));
        cookie.unwrap().1.split(['=', ';']).nth(1).unwrap().to_owned()
    };
    let old = session(&reply);
    let form = "name=ada&password=a+ferry+to+Tolva";
    let reply = post(&site, "/desk/login", &(cookie(&old) + OWN), form).await;
    let new = session(&reply);
    assert_ne!(old, new);
    assert_eq!(site.ask("GET", "/desk", &cookie(&old)).await.status, 303, "the old one has ended");
    assert_eq!(site.ask("GET", "/desk", &cookie(&new)).await.status, 200);
}

#[tokio::test]
async fn link_gives_nobody_more_than_the_account_has_now() {
    on_each(async |base| {
        let room = Newsroom::open(base, &[], &[]).await;
        let wire = &room.wire;
        let first = accounts::first(wire).await.unwrap().unwrap();
        logged_in(wire, "root", Role::Admin).await;
        // The first link stands in a log, and an admin was made otherwise.
        let late = accounts::accept(wire, &first, "eve", PASSWORD, "test").await.unwrap_err();
        assert_eq!(late.code, "link");
        // Who has a link and is made less by then is less.
        logged_in(wire, "ben", Role::Admin).await;
        let link = accounts::invite(wire, "ben", None, ("root", "test")).await.unwrap();
        accounts::change(wire, "ben", (Some(Role::Reader), None), ("root", "test")).await.unwrap();
        let old = accounts::accept(wire, &link, "", PASSWORD, "test").await.unwrap_err();
        assert_eq!(old.code, "link", "it went with the role");
        let link = accounts::invite(wire, "ben", None, ("root", "test")).await.unwrap();
        accounts::accept(wire, &link, "", PASSWORD, "test").await.unwrap();
        let said = Credentials { name: "ben", password: PASSWORD, device: None };
        let ben = accounts::log_in(wire, &Guesses::default(), &said, "test").await.unwrap();
        let account = accounts::who(wire, &ben.session).await.unwrap().unwrap();
        assert_eq!(account.role, Role::Reader);
    })
    .await;
}

#[tokio::test]
async fn guesses_of_strangers_lock_nobody_out_who_was_here_before() {
    let base = Base::sqlite();
    let room = Newsroom::open(&base, &[], &[]).await;
    let known = logged_in(&room.wire, "ada", Role::Editor).await.device;
    let guesses = Guesses::default();
    let try_ = async |name: &str, password: &str, device: Option<&str>| {
        let said = Credentials { name, password, device };
        let logged_in = accounts::log_in(&room.wire, &guesses, &said, "test").await;
        logged_in.map_or_else(|error| error.code, |_| "in")
    };
    for _ in 0..10 {
        assert_eq!(try_("ada", "a ferry to Lien", None).await, "password");
    }
    assert_eq!(try_("ada", PASSWORD, None).await, "guesses");
    assert_eq!(try_("ada", PASSWORD, Some("made up")).await, "guesses");
    assert_eq!(try_("ada", PASSWORD, Some(&known)).await, "in");
    // A name that nobody has is answered like one with another password.
    assert_eq!(try_("nobody", PASSWORD, None).await, "password");
    // Who was switched off is out, and by the right password too.
    logged_in(&room.wire, "root", Role::Admin).await;
    accounts::change(&room.wire, "ada", (None, Some(true)), ("root", "test")).await.unwrap();
    assert_eq!(try_("ada", PASSWORD, Some(&known)).await, "password");
    assert_eq!(DecisionKind::parse("body", ""), None, "no decision changes a text");
}
