//! Destinations as people set them up: at the desk, on the command line, and by what the documents say.

use super::{BY, Back, House, Start, destinations, slug, sorted};
use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::site::{Reply, Served};
use mediawire::store::destinations as stored;
use mediawire::{Use, Wire};
use mediawire_core::desk::role::Role;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The secret that a page or an output shows.
fn secret_in(text: &str) -> String {
    let at = text.find("whsec_").expect("it is shown");
    let is_letter = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '/' | '=');
    // As a page writes it.
    text[at..].replace("&#43;", "+").chars().take_while(is_letter).collect()
}

#[tokio::test]
async fn desk_shows_who_owes_what_and_lets_an_admin_see_to_it() {
    on_each(async |base| {
        let house = House::open(base).await;
        let site = Served::start(house.wire()).await;
        let root = cookie(&logged_in(house.wire(), "root", Role::Admin).await.session);
        let ada = cookie(&logged_in(house.wire(), "ada", Role::Editor).await.session);
        let ask =
            async |path: &str, form: &str| post(&site, path, &(root.clone() + OWN), form).await;
        let page = async || -> Reply { site.ask("GET", "/desk/destinations", &root).await };
        assert_eq!(site.ask("GET", "/desk/destinations", &ada).await.status, 403);
        assert!(page().await.text().contains("No destination yet."));

        let form = |url: &str, from: &str| {
            let url = url.replace(':', "%3A").replace('/', "%2F");
            format!("slug=hook&name=The+%3Carchive%3E&url={url}&from={from}")
        };
        let inside = ask("/desk/destinations", &form("https://127.0.0.1/", "now")).await;
        assert_eq!(inside.status, 422, "{}", inside.text());
        assert_eq!(
            ask("/desk/destinations", &form(&house.receiver.url(), "soon")).await.status,
            422
        );
        let made = ask("/desk/destinations", &form(&house.receiver.url(), "start")).await.text();
        let secret = secret_in(&made);
        assert!(!page().await.text().contains(&secret), "it is shown once");

        house.receiver.answers(|_| Back::Status(400));
        house.visit(0).await;
        let rain = house.room.line("/rain").await;
        let text = page().await.text();
        let link = format!("href=\"/desk/item/{}\">", rain.item.public);
        for words in ["The &#60;archive&#62;", &link, "the server answered 400", "Set aside."] {
            assert!(text.contains(words), "{words}: {text}");
        }
        house.receiver.forget();
        let test = ask("/desk/destinations/hook/test", "").await.text();
        assert!(test.contains("It answered") && test.contains("400"), "{test}");
        assert_eq!(house.receiver.got()[0].signed_by(&secret), [true]);

        house.receiver.forget();
        house.receiver.answers(|_| Back::Status(204));
        let one = format!("number={}", rain.first_number);
        assert_eq!(ask("/desk/destinations/hook/retry", &one).await.status, 303);
        house.visit(0).await;
        assert_eq!(house.receiver.told().len(), 1);
        assert_eq!(ask("/desk/destinations/hook/retry", "").await.status, 303);
        house.visit(0).await;
        assert_eq!(house.receiver.told().len(), 2);
        assert_eq!(ask("/desk/destinations/hook/replay", "from=1").await.status, 303);
        assert_eq!(ask("/desk/destinations/hook/replay", "from=99").await.status, 422);
        house.visit(0).await;
        assert_eq!(sorted(house.receiver.told()).len(), 4);
        let other = secret_in(&ask("/desk/destinations/hook/secret", "").await.text());
        assert_ne!(other, secret);
        assert_eq!(ask("/desk/destinations/hook/remove", "").await.status, 303);
        assert_eq!(ask("/desk/destinations/hook/remove", "").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn receiver_of_the_documents_takes_what_is_signed_of_late_and_nothing_else() {
    let Some(python) = std::env::var_os("MEDIAWIRE_TEST_PYTHON") else {
        eprintln!("skipped: no MEDIAWIRE_TEST_PYTHON");
        return;
    };
    let house = House::open(&Base::sqlite()).await;
    let first = house.add(Start::First).await;
    let second = destinations::new_secret(house.wire(), &slug("hook"), "", BY).await.unwrap();
    house.visit(0).await;
    let got = house.receiver.got().remove(0);
    let at: i64 = got.field("webhook-timestamp").parse().unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/destinations.md");
    let document = std::fs::read_to_string(path).unwrap();
    let code = document.split("```python\n").nth(1).unwrap().split("```").next().unwrap();
    let call = "\nimport json, sys\nfor secret, headers, body, now in json.load(sys.stdin):\n    \
                print(is_ours(secret, headers, body.encode(), now))\n";
    let headers = |id: &str, at: &str, signature: &str| {
        serde_json::json!({
            "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature,
        })
    };
    let (id, stamp, signature) =
        (got.id(), got.field("webhook-timestamp"), got.field("webhook-signature"));
    let own = headers(id, stamp, signature);
    let text = got.text();
    let nobody = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    let cases = [
        ((&first, &own, text.as_str(), at), "True"),
        ((&second, &own, text.as_str(), at + 300), "True"),
        ((&second, &own, text.as_str(), at + 301), "False"),
        ((&second, &own, text.as_str(), at - 301), "False"),
        ((&nobody.to_owned(), &own, text.as_str(), at), "False"),
        ((&second, &own, "{}", at), "False"),
        ((&second, &headers("msg_other", stamp, signature), text.as_str(), at), "False"),
        ((&second, &headers(id, &(at + 1).to_string(), signature), text.as_str(), at), "False"),
        ((&second, &headers(id, "soon", signature), text.as_str(), at), "False"),
        ((&second, &headers(id, stamp, ""), text.as_str(), at), "False"),
    ];
    let asked: Vec<_> = cases.iter().map(|(case, _)| case).collect();
    let mut child = Command::new(python)
        .args(["-c", &format!("{code}{call}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = serde_json::to_vec(&asked).unwrap();
    child.stdin.take().unwrap().write_all(&asked).unwrap();
    let out = child.wait_with_output().unwrap();
    let told = String::from_utf8(out.stdout).unwrap();
    let told: Vec<_> = told.lines().collect();
    assert_eq!(told, cases.map(|(_, expected)| expected));
}

#[tokio::test(flavor = "multi_thread")]
async fn command_line_adds_tries_lists_and_removes() {
    let house = House::open(&Base::sqlite()).await;
    let base = Base::sqlite();
    let config = base.dir().join("wire.toml");
    let inside = format!("[destinations]\ninside = \"127.0.0.1:{}\"\n", house.receiver.port);
    std::fs::write(&config, inside).unwrap();
    let data = base.dir().join("data");
    let run = |args: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_mediawire"))
            .args(args)
            .args(["--data", data.to_str().unwrap(), "--config", config.to_str().unwrap()])
            .output()
            .unwrap();
        let text = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8(text).unwrap())
    };
    // What is asked of a process that waits must not stand in the receiver's way.
    let run = |args: &[&str]| tokio::task::block_in_place(|| run(args));
    let url = format!("http://127.0.0.1:{}/in", house.receiver.port);
    let (_, text) = run(&["destination", "list"]);
    assert!(text.contains("no wire in"), "{text}");
    let (is_good, text) = run(&["destination", "add", "webhook", "hook", "--url", &url]);
    assert!(is_good, "{text}");
    let secret = secret_in(&text);
    let (is_good, text) = run(&["destination", "add", "webhook", "hook", "--url", &url]);
    assert!(!is_good && text.contains("there is a destination hook already"), "{text}");
    let (is_good, text) = run(&["destination", "test", "hook"]);
    assert!(is_good && text.contains("It answered 204 with 0 bytes."), "{text}");
    assert_eq!(house.receiver.got()[0].signed_by(&secret), [true]);
    house.receiver.answers(|_| Back::Status(500));
    let (is_good, text) = run(&["destination", "test", "hook"]);
    assert!(!is_good && text.contains("It answered 500"), "{text}");
    let (_, text) = run(&["destination", "list"]);
    assert!(text.contains("hook  webhook  http://127.0.0.1:"), "{text}");
    assert!(text.contains("read to 0, owed 0, set aside 0") && !text.contains("whsec_"), "{text}");
    let (_, text) = run(&["destination", "list", "--json"]);
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&all[0]["slug"], &all[0]["owed"]), (&"hook".into(), &0.into()));
    let (is_good, text) = run(&["destination", "replay", "hook", "--from", "7"]);
    assert!(!is_good && text.contains("the wire has 0 dispatches"), "{text}");
    let (_, text) = run(&["destination", "secret", "hook"]);
    assert_ne!(secret_in(&text), secret);
    let (is_good, text) = run(&["destination", "remove", "hook"]);
    assert!(is_good, "{text}");
    let (is_good, text) = run(&["destination", "remove", "hook"]);
    assert!(!is_good && text.contains("there is no destination hook"), "{text}");
    let mut tx = house.wire().db.read().await.unwrap();
    assert!(stored::all(&mut tx).await.unwrap().is_empty(), "another wire's");
    drop(tx);
    let served = Wire::open(&data, &base.config(), Vec::new(), Use::Write).await.unwrap();
    let (is_good, text) = run(&["destination", "retry", "hook"]);
    assert!(!is_good && text.contains("at the desk (/desk/destinations)"), "{text}");
    drop(served);
}
