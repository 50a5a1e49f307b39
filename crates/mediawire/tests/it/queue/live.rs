//! What is told as it happens, and how a stream ends.

use crate::desk::{OWN, cookie, logged_in, post};
use crate::engine::{Base, on_each};
use crate::newsroom::{Agency, told};
use crate::queue::among::room;
use crate::site::Served;
use mediawire::pipeline::accounts;
use mediawire_core::desk::role::Role;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A page that listens.
struct Listener {
    stream: TcpStream,
    told: String,
}

impl Listener {
    async fn open(site: &Served, path: &str, lines: &str) -> Self {
        let request = format!("GET {path} HTTP/1.1\r\nHost: wire.example\r\n{lines}\r\n");
        Self { stream: site.begin(request.as_bytes()).await, told: String::new() }
    }

    /// Waits until all of `words` were told; what was told until then.
    async fn hears(&mut self, words: &[&str]) -> String {
        let read = async {
            while !words.iter().all(|words| self.told.contains(words)) {
                let mut bytes = [0; 4096];
                let n = self.stream.read(&mut bytes).await.unwrap();
                assert!(n > 0, "the stream ended: {}", self.told);
                self.told.push_str(std::str::from_utf8(&bytes[..n]).unwrap());
            }
        };
        let is_told = timeout(Duration::from_secs(20), read).await;
        assert!(is_told.is_ok(), "{words:?} were not told: {}", self.told);
        self.told.clone()
    }

    /// Waits until the stream ends.
    async fn ends(&mut self) {
        let mut rest = Vec::new();
        timeout(Duration::from_secs(20), self.stream.read_to_end(&mut rest))
            .await
            .unwrap()
            .unwrap();
        self.told.push_str(&String::from_utf8_lossy(&rest));
    }
}

#[tokio::test]
async fn changes_are_told_to_who_shows_the_list() {
    on_each(async |base| {
        let agency = Agency::start().await;
        let (room, public) = room(base, &agency).await;
        let site = Served::start(&room.wire).await;
        let ada = cookie(&logged_in(&room.wire, "ada", Role::Editor).await.session) + OWN;
        let page = site.ask("GET", "/desk?source=a", &ada).await.text();
        let mark = "data-live=\"";
        let at = page.find(mark).unwrap() + mark.len();
        let address = page[at..].split('"').next().unwrap().replace("&#38;", "&");
        assert!(address.starts_with("/desk/events?since=") && address.ends_with("&source=a"));
        let mut waiting = Listener::open(&site, &address, &ada).await;
        let mut held = Listener::open(&site, &format!("{address}&show=held"), &ada).await;
        let mut mine = Listener::open(&site, &format!("{address}&show=mine"), &ada).await;
        let mut spiked = Listener::open(&site, &format!("{address}&show=spiked"), &ada).await;
        let mut other = Listener::open(&site, &address.replace("=a", "=b"), &ada).await;
        waiting.hears(&["200 OK", "no-store"]).await;
        let path = format!("/desk/item/{public}/spike");
        assert_eq!(post(&site, &path, &ada, "").await.status, 303);
        let item = format!("\"item\":\"{public}\"");
        waiting.hears(&[&item, "\"isIn\":false", "\"words\":\"set aside\"", "event: change"]).await;
        spiked.hears(&[&item, "\"isIn\":true"]).await;
        other.hears(&[&item, "\"isIn\":false"]).await;
        // What is held leaves one list and comes into the other, and is among what is mine wherever it waits.
        let path = format!("/desk/item/{public}");
        assert_eq!(post(&site, &format!("{path}/hold"), &ada, "why=ask+first").await.status, 303);
        waiting.hears(&[&item, "\"isIn\":false", "\"words\":\"held\""]).await;
        held.hears(&[&item, "\"isIn\":true", "\"words\":\"changed\""]).await;
        assert_eq!(post(&site, &format!("{path}/assign"), &ada, "to=ada").await.status, 303);
        let all = mine.hears(&[&item, "\"isIn\":true", "\"words\":\"held\""]).await;
        assert!(all.contains("\"isIn\":false"), "it was not mine before: {all}");
        // What comes is in the list of what is new, and was told of none of the others.
        agency.article("/hail", "Hail Over Tolva", 3);
        agency.feed(&[told("/hail", "Hail Over Tolva")]);
        room.poll().await;
        let all = waiting.hears(&["\"isIn\":true"]).await;
        assert_eq!(all.matches("event: change").count(), 4, "each once: {all}");
        assert!(!all.contains("event: lost"), "{all}");
        // Who comes back is told again what came since the page was written, and of older pages that more may be.
        let mut again = Listener::open(&site, &address, &ada).await;
        let all = again.hears(&["\"isIn\":true", "set aside"]).await;
        assert!(!all.contains("event: lost"), "{all}");
        let mut old = Listener::open(&site, "/desk/events?since=1000", &ada).await;
        old.hears(&["event: lost"]).await;
    })
    .await;
}

#[tokio::test]
async fn stream_ends_with_its_session() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let mut streams = Vec::new();
    for name in ["ada", "bea", "eve"] {
        let session = logged_in(&room.wire, name, Role::Editor).await.session;
        let mut stream = Listener::open(&site, "/desk/events", &cookie(&session)).await;
        stream.hears(&["200 OK"]).await;
        streams.push((session, stream));
    }
    let [(ada, log_out), (_, change), (eve, other)] = &mut streams[..] else { unreachable!() };
    assert_eq!(post(&site, "/desk/logout", &(cookie(ada) + OWN), "").await.status, 303);
    log_out.ends().await;
    assert!(log_out.told.contains("event: ended"), "{}", log_out.told);
    accounts::change(&room.wire, "bea", (Some(Role::Reader), None), ("test", "")).await.unwrap();
    change.ends().await;
    assert!(change.told.contains("event: ended"), "{}", change.told);
    // Who is logged in hears on, and whoever is not hears nothing.
    agency.article("/hail", "Hail Over Tolva", 3);
    agency.feed(&[told("/hail", "Hail Over Tolva")]);
    room.poll().await;
    other.hears(&["event: change"]).await;
    assert!(accounts::listens(&room.wire, eve).await.unwrap().is_some());
    assert_eq!(site.ask("GET", "/desk/events", &cookie("nobody")).await.status, 303);
}

#[tokio::test]
async fn listening_does_not_keep_a_session_alive() {
    let agency = Agency::start().await;
    let base = Base::sqlite();
    let (room, _) = room(&base, &agency).await;
    let site = Served::start(&room.wire).await;
    let session = logged_in(&room.wire, "ada", Role::Editor).await.session;
    let seen = "SELECT MAX(seen_ms) FROM session";
    let mut tx = room.wire.db.write().await.unwrap();
    let long_ago = room.wire.now().as_millisecond() - 7 * 3_600_000;
    tx.run("UPDATE session SET seen_ms = $1", &[long_ago.into()]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.ask("GET", "/desk/events", &cookie(&session)).await.status, 200);
    assert_eq!(room.count(seen).await, long_ago);
    assert_eq!(site.ask("GET", "/desk", &cookie(&session)).await.status, 200);
    let noted = async {
        while room.count(seen).await == long_ago {
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    };
    timeout(Duration::from_secs(20), noted).await.expect("a page counts");
    let mut tx = room.wire.db.write().await.unwrap();
    let longer_ago = room.wire.now().as_millisecond() - 9 * 3_600_000;
    tx.run("UPDATE session SET seen_ms = $1", &[longer_ago.into()]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.ask("GET", "/desk/events", &cookie(&session)).await.status, 303);
}
