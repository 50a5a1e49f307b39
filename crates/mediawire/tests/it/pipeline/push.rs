//! Lists that are pushed (WebSub).

use crate::engine::on_each;
use crate::newsroom::{Agency, Newsroom};
use crate::origin::{Origin, answer};
use crate::site::Served;
use mediawire::store::subscriptions::{self, Subscription};
use mediawire::{Use, Wire};
use mediawire_core::model::id::Slug;
use ring::hmac;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

fn feed(port: &str, titles: &[&str]) -> String {
    let item = |title: &&str| format!("<item><title>{title}</title><guid>{title}</guid></item>");
    let items: String = titles.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>A</title>\
         <atom:link rel=\"hub\" href=\"http://{port}/hub\"/><atom:link rel=\"self\" href=\"http://{port}/feed\"/>\
         {items}</channel></rss>"
    )
}

async fn subscription(room: &Newsroom) -> Option<Subscription> {
    let mut tx = room.wire.db.read().await.unwrap();
    subscriptions::of(&mut tx, &Slug::of("a")).await.unwrap()
}

fn signed(secret: &str, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut hex = String::new();
    for byte in hmac::sign(&key, body.as_bytes()).as_ref() {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

/// The lines of a push of `body`, and it.
fn push(signature: &str, body: &str) -> String {
    let n = body.len();
    format!("X-Hub-Signature: sha256={signature}\r\nContent-Length: {n}\r\n\r\n{body}")
}

#[tokio::test]
async fn what_is_pushed_is_asked_for_at_once() {
    on_each(async |base| {
        let titles = Arc::new(Mutex::new(vec!["Rain"]));
        let served = Arc::clone(&titles);
        let origin = Origin::start(move |head| {
            let host = head.split("host: ").nth(1).unwrap().split("\r\n").next().unwrap();
            match head.split(' ').nth(1).unwrap() {
                "/feed" => answer(200, "", &feed(host, &served.lock().unwrap())),
                "/hub" => answer(202, "", ""),
                _ => answer(404, "", ""),
            }
        })
        .await;
        let agency = Agency::of(origin);
        let mut config = base.config();
        config.site.base_url = Some("https://wire.example/".to_owned());
        let admit = vec![agency.origin.admit()];
        let wire = Wire::open(base.dir(), &config, admit, Use::Write).await.unwrap();
        let room = Newsroom { wire };
        room.save(&agency.source("a")).await;
        room.poll().await;
        let asked = subscription(&room).await.unwrap();
        assert_eq!((asked.until_ms, asked.trouble.as_str()), (0, ""));
        assert_eq!(asked.topic, agency.origin.url("/feed"));
        let n_hub =
            || agency.origin.heads().iter().filter(|it| it.starts_with("POST /hub")).count();
        assert_eq!(n_hub(), 1);

        // The hub asks back: about what was asked for, and about something else.
        let site = Served::start(&room.wire).await;
        let path = format!("/websub/{}", asked.token);
        let verify = |topic: &str, mode: &str| {
            format!(
                "{path}?hub.mode={mode}&hub.topic={topic}&hub.challenge=c1&hub.lease_seconds=864000"
            )
        };
        let topic = asked.topic.replace(':', "%3A").replace('/', "%2F");
        for (topic, mode) in [("https%3A%2F%2Fb.example%2F", "subscribe"), (&topic, "unsubscribe")]
        {
            assert_eq!(site.get(&verify(topic, mode)).await.status, 404, "{topic} {mode}");
        }
        assert_eq!(site.get("/websub/nobody?hub.mode=subscribe").await.status, 404);
        let reply = site.get(&verify(&topic, "subscribe")).await;
        assert_eq!((reply.status, reply.text().as_str()), (200, "c1"));
        let lease_ms = subscription(&room).await.unwrap().until_ms - asked.asked_ms;
        assert!((863_000_000..866_000_000).contains(&lease_ms), "{lease_ms}");
        // A lease of nothing, or without end, is one of an hour, or of a month.
        for (lease, expected_ms) in [("0", 3_600_000), ("1000000000000", 30 * 86_400_000)] {
            let path = verify(&topic, "subscribe").replace("864000", lease);
            assert_eq!(site.get(&path).await.status, 200);
            let lease_ms = subscription(&room).await.unwrap().until_ms - asked.asked_ms;
            assert!((expected_ms..expected_ms + 60_000).contains(&lease_ms), "{lease_ms}");
        }
        site.get(&verify(&topic, "subscribe")).await;

        // Polled more seldom from now on, and not subscribed to again.
        room.poll().await;
        assert_eq!(n_hub(), 1);
        let due = "SELECT run_at - (SELECT polled_ms FROM list_state) FROM job WHERE kind = 'poll'";
        assert!(room.count(due).await >= 3_600_000);

        // A push without the secret's signature changes nothing; one with it is followed by a poll.
        titles.lock().unwrap().push("Wind");
        let wrong = site.ask("POST", &path, &push(&signed("guess", "new"), "new")).await;
        assert_eq!(wrong.status, 202);
        assert!(room.count(due).await >= 3_600_000);
        let right = site.ask("POST", &path, &push(&signed(&asked.secret, "new"), "new")).await;
        assert_eq!(right.status, 202);
        // Not before the least distance between two polls.
        let soon = room.count(due).await;
        assert!((0..=20_000).contains(&soon), "{soon}");
        // However often it comes, the list is asked once; what is too long is not heard to its end.
        for _ in 0..50 {
            let again = site.ask("POST", &path, &push(&signed(&asked.secret, "new"), "new")).await;
            assert_eq!(again.status, 202);
        }
        assert_eq!(room.count(due).await, soon);
        assert_eq!(room.count("SELECT COUNT(*) FROM job WHERE kind = 'poll'").await, 1);
        let long = push(&signed(&asked.secret, ""), &"x".repeat(9 << 20));
        let said = site.raw(format!("POST {path} HTTP/1.1\r\nHost: a\r\n{long}").as_bytes()).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 413"), "{said:.200}");
        room.poll().await;
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 2);

        // The hub says no: the list is polled as before.
        let denied = format!("{path}?hub.mode=denied&hub.topic={topic}&hub.reason=full");
        assert_eq!(site.get(&denied).await.status, 200);
        let now = subscription(&room).await.unwrap();
        assert_eq!((now.until_ms, now.trouble.contains("full")), (0, true));
    })
    .await;
}

#[tokio::test]
async fn hub_inside_is_not_asked_and_the_list_is_polled_on() {
    on_each(async |base| {
        let origin = Origin::start(|head| match head.starts_with("GET /feed ") {
            true => answer(
                200,
                "Link: <http://127.0.0.1:9/hub>; rel=hub\r\n",
                &feed("x.test", &["Rain"]),
            ),
            false => answer(404, "", ""),
        })
        .await;
        let agency = Agency::of(origin);
        let mut config = base.config();
        config.site.base_url = Some("https://wire.example".to_owned());
        let admit = vec![agency.origin.admit()];
        let wire = Wire::open(base.dir(), &config, admit, Use::Write).await.unwrap();
        let room = Newsroom { wire };
        room.save(&agency.source("a")).await;
        room.poll().await;
        let known = subscription(&room).await.unwrap();
        assert!(known.trouble.contains("not on the public internet"), "{}", known.trouble);
        assert_eq!(room.count("SELECT COUNT(*) FROM entry").await, 1);
        assert_eq!(room.count("SELECT n_failures FROM list_state").await, 0);
    })
    .await;
}
