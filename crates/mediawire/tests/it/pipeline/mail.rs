//! A mailbox: its messages are read once, as their agency wants them handled, and stay as they are.

use crate::dovecot::{Client, Dovecot, HOST};
use crate::engine::{Base, on_each};
use crate::newsroom::{Newsroom, paragraphs};
use crate::samples::source;
use mediawire::config::Account;
use mediawire::retrieve::mail::{Mailbox, Seen};
use mediawire::retrieve::{self, Limits, Settings};
use mediawire::store::{lists, wire};
use mediawire::verify::verify;
use mediawire_core::model::decision::Ground;
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::path::PathBuf;

fn story(guid: &str, seed: usize, more: &str) -> String {
    let text = paragraphs(seed).join("\\n\\n").replace('"', "\\\"");
    format!(
        "{{\"uri\": \"{guid}\", \"headline\": \"Rain {guid}\", \"type\": \"text\", \"language\": \"en\",\
         \"versioncreated\": \"2026-11-23T10:00:00Z\", {more} \"body_text\": \"{text}\"}}"
    )
}

/// A message from the agency's desk with a document attached, in quoted-printable as far as `=` goes.
fn attached(id: &str, document: &str) -> String {
    let document = document.replace('=', "=3D");
    format!(
        "From: Tolva News <desk@tolva.example>\nSubject: Tolva News {id}\nMessage-ID: <{id}@tolva.example>\n\
         Date: Mon, 23 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nSee below.\n\
         --b\nContent-Type: application/json; name=a.json\nContent-Disposition: attachment\n\
         Content-Transfer-Encoding: quoted-printable\n\n{document}\n--b--\n"
    )
}

fn text(id: &str, sender: &str, subject: &str, seed: usize) -> String {
    let body = paragraphs(seed).join("\n\n");
    format!(
        "From: {sender}\nSubject: {subject}\nMessage-ID: <{id}@tolva.example>\n\
         Date: Mon, 23 Nov 2026 11:00:00 +0000\n\n{body}\n-- \nTolva News, Pier 1\n"
    )
}

fn telegraphed(seed: usize) -> String {
    let body = paragraphs(seed).join("\n   ");
    format!(
        "From: desk@tolva.example\nSubject: tna0124\nMessage-ID: <7901@tolva.example>\n\n\
         \u{1}tna0124 3 i 93  tna 1888\nTolva/ferry/\n\u{2}Ferry sails again =\n   {body}\n\
         \u{3}231201 GMT Nov 26\n"
    )
}

async fn room(base: &Base, server: &Dovecot) -> Newsroom {
    let list = format!("{}?from=@tolva.example", server.url("Agency"));
    let source = Source { list: Some(list), home: "https://a.example/".into(), ..source("a") };
    let mut config = base.config();
    config.imap.insert(format!("wire@{HOST}"), server.account());
    config.retrieve.list_bytes_max = 16 << 10;
    Newsroom::configured(base, &config, Vec::new(), &[source]).await
}

/// What is on the wire, by headline, and what was taken off it again.
async fn headlines(room: &Newsroom) -> Vec<String> {
    let mut all: Vec<String> =
        room.lines().await.into_iter().map(|line| line.dispatch.headline).collect();
    all.sort();
    all
}

async fn trouble(room: &Newsroom) -> String {
    let mut tx = room.wire.db.read().await.unwrap();
    let state = lists::state(&mut tx, &Slug::of("a")).await.unwrap();
    assert_eq!(state.n_failures, 0, "{}", state.trouble);
    state.trouble
}

/// The codes and words of what was refused.
async fn refused(room: &Newsroom) -> Vec<String> {
    let mut tx = room.wire.db.read().await.unwrap();
    let rows = tx.rows("SELECT url, code, detail FROM fetch_log ORDER BY url", &[]).await.unwrap();
    rows.into_iter().map(|mut row| [row.text(), row.text(), row.text()].join(" ")).collect()
}

async fn send_all(client: &mut Client, all: &[String]) {
    for message in all {
        client.append("Agency", message).await;
    }
}

#[tokio::test]
async fn messages_are_read_once_and_stay_as_they_are() {
    on_each(async |base| {
        let Some(server) = Dovecot::start().await else { return };
        let mut client = server.client().await;
        client.ask("CREATE Agency").await;
        let embargoed = "\"embargoed\": \"2099-01-01T00:00:00Z\",";
        let all = [
            attached("1", &story("urn:1", 1, "")),
            text("2", "Tolva News <Desk@Tolva.example>", "=?utf-8?q?Caf=C3=A9_opens?=", 2),
            attached("3", "{\"uri\": \"urn:3\", \"headline\": "),
            telegraphed(4),
            attached("5", &story("urn:5", 5, embargoed)),
            text("6", "Somebody <me@else.example>", "Buy this", 6),
            text("7", "desk@tolva.example", "Long", 7) + &"x".repeat(20 << 10),
            text("8", "desk@tolva.example", "Last one", 8),
        ];
        send_all(&mut client, &all).await;
        let room_ = room(base, &server).await;
        room_.poll().await;
        let shown = ["Café opens", "Ferry sails again", "Last one", "Rain urn:1"];
        assert_eq!(headlines(&room_).await, shown, "{}", trouble(&room_).await);
        let refused_ = refused(&room_).await;
        let told = [("UID=3", "json"), ("UID=6", "me@else.example"), ("UID=7", "more than 16384")];
        for (line, (uid, why)) in refused_.iter().zip(told) {
            assert!(line.contains(uid) && line.to_lowercase().contains(why), "{line}");
        }
        assert_eq!(refused_.len(), told.len(), "{refused_:?}");
        assert!(trouble(&room_).await.contains("UID="), "{}", trouble(&room_).await);
        // Each message whole, but for the one that is too large, and each part that was read.
        let n_captures = room_.count("SELECT COUNT(*) FROM capture").await;
        assert_eq!(n_captures, 7 + 6);
        let lines = room_.lines().await;
        let item =
            |headline| &lines.iter().find(|it| it.dispatch.headline == headline).unwrap().item;
        assert_eq!(item("Café opens").url, "https://a.example/");
        let killed = item("Rain urn:1").id;
        assert!(verify(&room_.wire, &[]).await.unwrap().is_clean());
        client.ask("SELECT Agency").await;
        let flags = client.ask("UID FETCH 1:* (FLAGS)").await;
        assert!(!flags.contains("\\Seen") && flags.contains("8 FETCH"), "{flags}");

        // After a new start nothing is read twice, and a kill takes its piece off.
        drop(room_);
        let room_ = room(base, &server).await;
        room_.poll().await;
        assert_eq!(room_.count("SELECT COUNT(*) FROM capture").await, n_captures);
        client
            .append("Agency", &attached("9", &story("urn:1", 1, "\"pubstatus\": \"canceled\",")))
            .await;
        room_.poll().await;
        assert_eq!(trouble(&room_).await, "");
        assert_eq!(room_.wire.head(), 5);
        let mut tx = room_.wire.db.read().await.unwrap();
        let last = wire::last(&mut tx, killed).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(
            last.notice,
            Notice::Killed("its agency has canceled it".to_owned(), Ground::House)
        );
        assert!(!headlines(&room_).await.contains(&"Rain urn:1".to_owned()));

        // The mailbox is made anew: its numbers begin again, and the same messages are nothing new.
        client.ask("CLOSE").await;
        client.ask("DELETE Agency").await;
        client.ask("CREATE Agency").await;
        send_all(&mut client, &all).await;
        client.append("Agency", &text("10", "desk@tolva.example", "New one", 10)).await;
        let n_captures = room_.count("SELECT COUNT(*) FROM capture").await;
        room_.poll().await;
        assert_eq!(room_.count("SELECT COUNT(*) FROM capture").await, n_captures + 2);
        assert_eq!(room_.wire.head(), 6);
        assert!(headlines(&room_).await.contains(&"New one".to_owned()));
        assert!(verify(&room_.wire, &[]).await.unwrap().is_clean());
    })
    .await;
}

fn client_with(account: Option<Account>, limits: Limits) -> retrieve::Client {
    let accounts = account.map(|account| (format!("wire@{HOST}"), account));
    let accounts = accounts.into_iter().collect();
    retrieve::Client::new(Settings { accounts, limits, ..Settings::default() }).unwrap()
}

#[tokio::test]
async fn mailbox_is_had_a_few_messages_at_a_time() {
    let Some(server) = Dovecot::start().await else { return };
    let mut sender = server.client().await;
    for n in 1..=5 {
        sender.append("INBOX", &text(&n.to_string(), "desk@tolva.example", "One", n)).await;
    }
    let limits = Limits { mail_messages_max: 3, ..Limits::default() };
    let client = client_with(Some(server.account()), limits);
    let mailbox = Mailbox::parse(&server.url("INBOX")).unwrap().unwrap();
    let mut seen = None;
    let mut had = Vec::new();
    for n in [3, 2, 0] {
        let post = client.post(&mailbox, seen).await.unwrap();
        assert!(post.broke.is_none() && post.new.len() == n, "{post:?}");
        had.extend(post.new.iter().map(|it| it.uid));
        seen = Some(post.seen);
    }
    assert_eq!(had, [1, 2, 3, 4, 5]);
    let Seen { validity, uid } = seen.unwrap();
    assert_eq!(uid, 5);
    // Numbers of before say nothing where they do not hold any more.
    let other = Some(Seen { validity: validity ^ 1, uid });
    assert_eq!(client.post(&mailbox, other).await.unwrap().new.len(), 3);
    // As many bytes as may be had at a poll, but one message at least.
    let limits = Limits { mail_bytes_max: 1, ..Limits::default() };
    let client = client_with(Some(server.account()), limits);
    assert_eq!(client.post(&mailbox, None).await.unwrap().new.len(), 1);
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_mailbox_is_told() {
    let Some(server) = Dovecot::start().await else { return };
    let good = server.account();
    let other = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let url = server.url("INBOX");
    let with = |change: fn(&mut Account, PathBuf)| {
        let mut account = good.clone();
        change(&mut account, other.clone());
        Some(account)
    };
    let elsewhere = url.replace(HOST, "other.example");
    let closed = url.replace(&server.port.to_string(), "1");
    for (account, url, code, words) in [
        (None, url.as_str(), "account", "write [imap.\"wire@mail.a.example\"] with password_file"),
        (
            with(|it, file| it.password_file = file.join("none")),
            &url,
            "account",
            "cannot read the password in",
        ),
        (with(|it, file| it.password_file = file), &url, "account", "or more than that"),
        (
            with(|it, _| it.password_file = "/proc/sys/kernel/ostype".into()),
            &url,
            "auth",
            "does not let wire in",
        ),
        (with(|it, file| it.ca_file = Some(file)), &url, "account", "none stands in it"),
        (with(|it, _| it.ca_file = None), &url, "tls-issuer", "does not hold for mail.a.example"),
        (with(|_, _| ()), &server.url("Nothing"), "mailbox", "does not open it"),
        (with(|_, _| ()), &closed, "port", "belongs to another service"),
    ] {
        let mailbox = Mailbox::parse(url).unwrap().unwrap();
        let error = client_with(account, Limits::default()).post(&mailbox, None).await.unwrap_err();
        assert_eq!(error.code, code, "{error}");
        let told = error.to_string();
        assert!(told.contains(words) && told.starts_with("cannot read the mailbox"), "{told}");
        assert!(!told.contains("[package]") && !told.contains("pass "), "no secret: {told}");
    }
    // The certificate is another name's.
    let mailbox = Mailbox::parse(&elsewhere).unwrap().unwrap();
    let accounts = [(mailbox.account(), good.clone())].into();
    let client = retrieve::Client::new(Settings { accounts, ..Settings::default() }).unwrap();
    let error = client.post(&mailbox, None).await.unwrap_err();
    assert!(error.code == "tls-name" && error.to_string().contains("other.example"), "{error}");
    // Without an operator's word the guard lets nobody inside.
    let mailbox = Mailbox::parse(&url.replace(HOST, "127.0.0.1")).unwrap().unwrap();
    let accounts = [(mailbox.account(), Account { address: None, ..good })].into();
    let client = retrieve::Client::new(Settings { accounts, ..Settings::default() }).unwrap();
    assert_eq!(client.post(&mailbox, None).await.unwrap_err().code, "forbidden-address");
}
