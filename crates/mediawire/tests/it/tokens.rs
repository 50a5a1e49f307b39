//! Tokens by which machines ask at the desk, and what they may.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, Newsroom, told};
use crate::site::{Reply, Served};
use mediawire::pipeline::tokens::{self, PREFIX};
use mediawire::store::{acts, tokens as stored};
use mediawire::web::api::ROUTES;
use mediawire_core::desk::role::Role;
use mediawire_core::desk::scope::Scope;
use mediawire_core::model::source::{Release, Source};
use serde_json::Value;

async fn room(base: &Base, agency: &Agency) -> (Newsroom, String) {
    agency.article("/rain", "Rain Over Tolva, 3 Hurt", 1);
    agency.feed(&[told("/rain", "Rain Over Tolva, 3 Hurt")]);
    let waits = Source { release: Release::Desk, ..agency.source("a") };
    let room = Newsroom::open(base, &[agency], &[waits]).await;
    room.poll().await;
    let public = room.waiting().await.unwrap().public.to_string();
    (room, public)
}

fn shows(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\n")
}

async fn get(site: &Served, path: &str, token: &str) -> Reply {
    site.ask("GET", path, &shows(token)).await
}

async fn send(site: &Served, path: &str, token: &str, body: &str) -> Reply {
    let n = body.len();
    let lines = shows(token);
    site.ask("POST", path, &format!("{lines}Content-Length: {n}\r\n\r\n{body}")).await
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.bytes).unwrap_or_else(|_| panic!("{}", reply.text()))
}

async fn token(room: &Newsroom, account: &str, scope: Scope) -> String {
    tokens::make(&room.wire, "a program", scope, (account, "test")).await.unwrap()
}

#[tokio::test]
async fn token_does_what_both_its_scope_and_its_accounts_role_let_it() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, public) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let decide = format!("/api/desk/item/{public}/decide");
    let mut n_cells = 0;
    for role in Role::ALL {
        let name = format!("a-{}", role.name());
        logged_in(&room.wire, &name, role).await;
        for scope in Scope::ALL {
            let token = token(&room, &name, scope).await;
            for route in ROUTES.iter().filter(|route| route.method == "GET") {
                let path = route.path.replace("{public}", &public);
                let may = role.may(route.right) && scope.may(route.right);
                assert_eq!(get(&site, &path, &token).await.status == 200, may, "{path} {role:?}");
                n_cells += 1;
            }
            for (kind, words, right) in [
                ("hold", "", "Hold"),
                ("section", "sport", "Restyle"),
                ("headline", "Rain over Tolva, 3 hurt", "Restyle"),
                ("kill", "", "Kill"),
            ] {
                // Nothing is killed: no scope has that right.
                let right = match right {
                    "Hold" => mediawire_core::desk::role::Right::Hold,
                    "Kill" => mediawire_core::desk::role::Right::Kill,
                    _ => mediawire_core::desk::role::Right::Restyle,
                };
                let body = serde_json::json!({ "kind": kind, "words": words, "why": "so" });
                let reply = send(&site, &decide, &token, &body.to_string()).await;
                let may = role.may(right) && scope.may(right);
                let expected = if may { 200 } else { 403 };
                assert_eq!(reply.status, expected, "{kind} {role:?} {scope:?}: {}", reply.text());
                n_cells += 1;
            }
        }
    }
    assert!(n_cells > 60, "{n_cells}");
}

#[tokio::test]
async fn cookie_opens_nothing_to_machines_and_a_token_nothing_to_browsers() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, public) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let session = logged_in(&room.wire, "ada", Role::Admin).await.session;
    let token = token(&room, "ada", Scope::Desk).await;
    for route in ROUTES {
        let path = route.path.replace("{public}", &public);
        for lines in
            [cookie(&session) + OWN, OWN.to_owned(), shows("mediawire_no"), shows(&session)]
        {
            let reply = match route.method.as_str() {
                "GET" => site.ask("GET", &path, &lines).await,
                _ => post(&site, &path, &lines, "{}").await,
            };
            assert_eq!(reply.status, 401, "{path} {lines}");
            assert_eq!(reply.header("www-authenticate"), "Bearer");
        }
    }
    for route in mediawire::web::desk::ROUTES.iter().filter(|route| route.right.is_some()) {
        let path = route
            .path
            .replace("{public}", &public)
            .replace("{name}", "ada")
            .replace("{link}", "x")
            .replace("{slug}", "a");
        let lines = shows(&token) + OWN;
        let reply = match route.method.as_str() {
            "GET" => site.ask("GET", &path, &lines).await,
            _ => post(&site, &path, &lines, "").await,
        };
        assert!(matches!(reply.status, 303 | 401), "{path}: {}", reply.status);
        if reply.status == 303 {
            assert_eq!(reply.header("location"), "/desk/login", "{path}");
        }
    }
}

#[tokio::test]
async fn token_is_shown_once_kept_as_a_digest_and_revoked_on_record() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, _) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = logged_in(&room.wire, "ada", Role::Editor).await.session;
        let bea = logged_in(&room.wire, "bea", Role::Reporter).await.session;
        let root = logged_in(&room.wire, "root", Role::Admin).await.session;
        let ask = async |session: &str, path: &str, form: &str| {
            post(&site, path, &(cookie(session) + OWN), form).await
        };
        let made = ask(&ada, "/desk/tokens", "name=The+night+desk&scope=read").await.text();
        let at = made.find(PREFIX).expect("it is shown");
        let token: String =
            made[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        assert_eq!(ask(&ada, "/desk/tokens", "name=+&scope=read").await.status, 422);
        assert_eq!(ask(&ada, "/desk/tokens", "name=x&scope=all").await.status, 422);
        let list =
            async |session: &str| site.ask("GET", "/desk/tokens", &cookie(session)).await.text();
        assert!(!list(&ada).await.contains(&token) && list(&ada).await.contains("The night desk"));
        assert!(!list(&bea).await.contains("The night desk"));
        assert!(list(&root).await.contains("<bdi>ada</bdi>"));
        assert_eq!(get(&site, "/api/desk/queue", &token).await.status, 200);
        let mut tx = room.wire.db.read().await.unwrap();
        let id = stored::of(&mut tx, "ada").await.unwrap()[0].id.clone();
        drop(tx);
        let path = format!("/desk/tokens/{id}/revoke");
        assert_eq!(ask(&bea, &path, "").await.status, 404, "it is another's");
        assert_eq!(ask(&root, &path, "").await.status, 303);
        assert_eq!(ask(&root, &path, "").await.status, 404);
        assert_eq!(get(&site, "/api/desk/queue", &token).await.status, 401);
        let mut tx = room.wire.db.read().await.unwrap();
        let all = acts::last(&mut tx, 50).await.unwrap();
        let of_tokens: Vec<_> = all
            .iter()
            .rev()
            .filter(|act| act.what.starts_with("token"))
            .map(|act| (act.what.as_str(), act.by.as_str(), act.object == id))
            .collect();
        assert_eq!(of_tokens, [("token", "ada", true), ("token-revoke", "root", true)]);
        assert!(all.iter().all(|act| !act.becomes.contains(&token)));
    })
    .await;
}

#[tokio::test]
async fn token_of_an_account_that_is_off_holds_no_more_and_many_questions_wait() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    logged_in(&room.wire, "ada", Role::Editor).await;
    let token = token(&room, "ada", Scope::Read).await;
    assert_eq!(get(&site, "/api/desk/queue", &token).await.status, 200);
    let off = (None, Some(true));
    mediawire::pipeline::accounts::change(&room.wire, "ada", off, ("root", "test")).await.unwrap();
    assert_eq!(get(&site, "/api/desk/queue", &token).await.status, 401);
    let mut last = None;
    for n in 0..200 {
        let reply = get(&site, "/api/desk/queue", &format!("{PREFIX}{n}")).await;
        if reply.status == 429 {
            last = Some(reply);
            break;
        }
    }
    let last = last.expect("who guesses is throttled");
    assert!(last.header("retry-after").parse::<u64>().unwrap() <= 60);
}

#[tokio::test]
async fn machine_reads_the_ledger_of_a_headline_and_decides() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        logged_in(&room.wire, "ada", Role::Editor).await;
        let token = token(&room, "ada", Scope::Desk).await;
        let queue = json(&get(&site, "/api/desk/queue", &token).await);
        assert_eq!(queue["items"][0]["item"], public.as_str());
        assert_eq!(get(&site, "/api/desk/queue?list=none", &token).await.status, 422);
        let path = format!("/api/desk/item/{public}");
        let decide = async |body: Value| {
            send(&site, &format!("{path}/decide"), &token, &body.to_string()).await
        };
        let five = serde_json::json!({
            "kind": "headline", "words": "Rain over Tolva, 5 hurt", "why": "The mayor counts five",
        });
        let asked = decide(five.clone()).await;
        let told = json(&asked);
        assert_eq!((asked.status, told["changes"][0]["kind"].as_str()), (409, Some("number")));
        let mut again = five;
        again["confirms"] = told["confirms"].clone();
        let given = json(&decide(again).await);
        assert_eq!(given["headline"], "Rain over Tolva, 5 hurt");
        let item = json(&get(&site, &path, &token).await);
        assert_eq!(item["ledger"]["source"], "Rain Over Tolva, 3 Hurt");
        let hand = &item["ledger"]["given"][0];
        assert_eq!(
            (hand["by"].as_str(), hand["why"].as_str()),
            (Some("ada"), Some("The mayor counts five"))
        );
        assert!(hand["guard"].as_str().unwrap().contains("number"), "{hand}");
        let fired = item["ledger"]["suggested"]["fired"].as_array().unwrap();
        assert!(
            fired.iter().all(|it| it["version"].is_string() && it["rule"].is_string()),
            "{item}"
        );
        let out = decide(serde_json::json!({ "kind": "release", "why": "checked" })).await;
        assert_eq!(out.status, 200, "{}", out.text());
        room.settle().await;
        assert_eq!(room.line("/rain").await.dispatch.headline, "Rain over Tolva, 5 hurt");
        for (body, status) in [
            ("{", 422),
            ("{\"kind\":\"publish\",\"why\":\"x\"}", 422),
            ("{\"kind\":\"hold\",\"why\":\" \"}", 422),
            ("{\"kind\":\"hold\",\"why\":\"x\",\"who\":\"bea\"}", 422),
            ("{\"kind\":\"spike\",\"why\":\"x\"}", 409),
        ] {
            let reply = send(&site, &format!("{path}/decide"), &token, body).await;
            assert_eq!(reply.status, status, "{body}: {}", reply.text());
        }
        let n = room.count("SELECT COUNT(*) FROM decision_place WHERE place <> ''").await;
        assert_eq!(n, 2, "from where it was decided is on record");
    })
    .await;
}

#[tokio::test]
async fn machine_decides_what_the_desk_can_but_a_kill_and_takes_nothing_off_by_an_oversight() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        logged_in(&room.wire, "ada", Role::Editor).await;
        let token = token(&room, "ada", Scope::Desk).await;
        let path = format!("/api/desk/item/{public}");
        let decide = async |body: &str, status: u16| {
            let reply = send(&site, &format!("{path}/decide"), &token, body).await;
            assert_eq!(reply.status, status, "{body}: {}", reply.text());
            json(&reply)
        };
        for kind in ["headline", "kicker", "dek", "editor-note", "section", "genre", "embargo"] {
            for words in ["", ",\"words\":\"\"", ",\"words\":\" \""] {
                let body = format!("{{\"kind\":\"{kind}\"{words},\"why\":\"x\"}}");
                let told = decide(&body, 422).await;
                assert!(told["error"].as_str().unwrap().contains("null for none"), "{told}");
            }
            let body = format!("{{\"kind\":\"{kind}\",\"words\":null,\"why\":\"x\"}}");
            let item = decide(&body, 200).await;
            let last = item["decisions"].as_array().unwrap().last().unwrap();
            assert_eq!((&last["kind"], &last["by"]), (&kind.into(), &"ada".into()));
        }
        decide("{\"kind\":\"kicker\",\"words\":\"Rain\",\"why\":\"x\"}", 200).await;
        // Only the last decision is taken back, and it is named.
        decide("{\"kind\":\"undo\",\"words\":\"7\"}", 409).await;
        let item = decide("{\"kind\":\"undo\",\"words\":\"8\"}", 200).await;
        assert_eq!(item["decisions"][8]["kind"], "undo");
        let dek =
            "{\"kind\":\"dek\",\"words\":\"house It costs 9,000 lives.\",\"why\":\"so they say\"}";
        let told = decide(dek, 409).await;
        assert_eq!(told["code"], "guard");
        let mut again: Value = serde_json::from_str(dek).unwrap();
        again["confirms"] = told["confirms"].clone();
        decide(&again.to_string(), 200).await;
        decide("{\"kind\":\"note\",\"words\":\"call back\"}", 200).await;
        decide("{\"kind\":\"note\",\"words\":\"\"}", 422).await;
        decide("{\"kind\":\"assign\",\"words\":\"ada\"}", 200).await;
        decide("{\"kind\":\"assign\"}", 422).await;
        decide("{\"kind\":\"assign\",\"words\":null}", 200).await;
        decide("{\"kind\":\"schedule\",\"words\":\"2020-01-01T00:00:00Z\",\"why\":\"x\"}", 422)
            .await;
        let correct = "{\"kind\":\"correct\",\"words\":\"The line was wrong.\",\"why\":\"x\"}";
        decide(correct, 409).await;
        decide("{\"kind\":\"release\",\"why\":\"x\"}", 200).await;
        room.settle().await;
        decide(correct, 200).await;
        decide("{\"kind\":\"kill\",\"why\":\"x\"}", 403).await;
        room.settle().await;
        let dispatch = room.line("/rain").await.dispatch;
        assert_eq!(dispatch.corrections.len(), 1);
        assert_eq!(dispatch.dek.house(), Some("It costs 9,000 lives."));
    })
    .await;
}
