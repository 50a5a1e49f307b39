//! A mailbox as a source, from the command line.

use super::{json, run};
use crate::dovecot::{Dovecot, HOST};
use std::fs;
use tempfile::TempDir;

#[tokio::test]
async fn mailbox_is_added_and_polled_by_command() {
    let Some(server) = Dovecot::start().await else { return };
    let message = "From: Tolva News <desk@tolva.example>\nSubject: Ferry sails again\n\
                   Message-ID: <1@tolva.example>\n\nThe ferry to Tolva sails again on Friday.\n";
    server.client().await.append("INBOX", message).await;
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    let account = server.account();
    let (password, ca) = (account.password_file.display(), account.ca_file.unwrap());
    let config = format!(
        "[imap.\"wire@{HOST}\"]\npassword_file = \"{password}\"\nca_file = \"{}\"\naddress = \"127.0.0.1\"\n",
        ca.display()
    );
    fs::write(path.join("wire.toml"), config).unwrap();
    let url = server.url("INBOX");
    let add = ["--config", "wire.toml", "add", &url, "--name", "Tolva News"];
    let (ok, _, error) = run(path, &add);
    assert!(!ok && error.contains("say with --home"), "{error}");
    let add = [&add[..], &["--home", "https://tolva.example/"]].concat();
    let absent = url.replace("INBOX", "Nothing");
    let add_absent: Vec<&str> =
        add.iter().map(|it| if *it == url { &absent } else { *it }).collect();
    let (ok, _, error) = run(path, &add_absent);
    assert!(!ok && error.contains("cannot read the mailbox Nothing of wire"), "{error}");
    let more = ["--from", "@tolva.example", "--auto", "--json"];
    let (ok, _, error) = run(path, &[&add[..], &more].concat());
    assert!(!ok && error.contains("no licence is stated"), "{error}");
    let licence = ["--licence", "by agreement"];
    let added = json(path, &[&add[..], &more, &licence].concat());
    assert_eq!((&added["format"], &added["source"]), (&"mailbox".into(), &"tolva-news".into()));
    assert_eq!(added["list"], format!("{url}?from=%40tolva.example"));
    let polled = json(path, &["--config", "wire.toml", "poll", "--json"]);
    assert_eq!((&polled["dispatches"], &polled["sources"][0]["trouble"]), (&1.into(), &"".into()));
    let (ok, _, error) = run(path, &["add", "https://a.example/", "--from", "a@b.example"]);
    assert!(!ok && error.contains("only a mailbox has senders"), "{error}");
}
