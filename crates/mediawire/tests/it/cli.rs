//! The program as a person runs it: what it says, and how it ends.

mod agency;
mod decide;
mod mail;
mod opml;

use crate::newsroom::paragraphs;
use crate::samples::{at, digest};
use mediawire::store::db::Db;
use mediawire_core::codec::warc;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program in the folder `dir`, with nothing of this process's environment.
pub(crate) fn program(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mediawire"));
    command.args(args).current_dir(dir).env_clear().stdin(Stdio::null());
    command
}

/// How it ended, and what it said on standard output and standard error.
pub(crate) fn run(dir: &Path, args: &[&str]) -> (bool, String, String) {
    said(&program(dir, args).output().unwrap())
}

pub(crate) fn said(output: &Output) -> (bool, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

pub(crate) fn json(dir: &Path, args: &[&str]) -> Value {
    let (ok, out, error) = run(dir, args);
    assert!(ok, "{args:?}: {error}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn every_command_has_an_example() {
    let dir = TempDir::new().unwrap();
    let (_, help, _) = run(dir.path(), &["--help"]);
    let list = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    let commands: Vec<&str> =
        list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let commands: Vec<&str> =
        commands.into_iter().filter(|name| !name.is_empty() && *name != "help").collect();
    assert!(commands.len() >= 14, "{commands:?}");
    for command in commands {
        let (ok, help, _) = run(dir.path(), &[command, "--help"]);
        assert!(ok && help.contains("Example: mediawire "), "{command}: {help}");
    }
    assert!(help.contains("Example: "));
}

#[test]
fn what_it_is_told_is_checked_and_mistakes_are_met_with_the_right_word() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    assert_eq!(json(path, &["version", "--json"])["version"], env!("CARGO_PKG_VERSION"));
    std::fs::write(path.join("good.toml"), "[site]\nname = \"Halvik Wire\"\n").unwrap();
    let good = json(path, &["check-config", "--json", "--config", "good.toml"]);
    assert_eq!((&good["ok"], &good["site"]), (&Value::Bool(true), &Value::from("Halvik Wire")));
    std::fs::write(path.join("bad.toml"), "[site]\nnmae = \"Halvik Wire\"\n").unwrap();
    for (args, words) in [
        (&["check-config", "--config", "bad.toml"][..], &["nmae", "name", "bad.toml"][..]),
        (&["check-config", "--config", "none.toml"], &["cannot read none.toml"]),
        (&["serve", "--config", "bad.toml"], &["nmae"]),
        (&["verify"], &["there is no wire in mediawire-data", "--data"]),
        (&["sources", "--data", "x"], &["there is no wire in x"]),
        (&["import", "none.warc"], &["cannot open none.warc"]),
        (&["extract", "none.html"], &["cannot read none.html"]),
        (&["poll"], &["mediawire add URL"]),
        (&["poll", "nobody"], &["there is no source \"nobody\""]),
        (&["source", "move", "nobody"], &["there is no source nobody"]),
        (&["show", "nothing"], &["20 letters"]),
        (&["add", "http://127.0.0.1:9/", "--dry-run"], &["it is not on the public internet"]),
        (&["take", "http://127.0.0.1:9/"], &["it is not on the public internet"]),
        (&["extract", "http://localhost/"], &["it is not on the public internet"]),
        (&["add", "https://a.example/", "--display", "all"], &["headline, teaser or full"]),
        (&["add", "https://a.example/", "--index", "all"], &["own, source or none"]),
        (&["serv"], &["serve"]),
    ] {
        let (ok, out, error) = run(path, args);
        assert!(!ok && out.is_empty(), "{args:?}: {out}");
        for word in words {
            assert!(error.contains(word), "{args:?}: {error}");
        }
    }
    let unknown = program(path, &["check-config"]).env("MEDIAWIRE_SITE__NMAE", "x").output();
    let (ok, _, error) = said(&unknown.unwrap());
    assert!(!ok && error.contains("MEDIAWIRE_SITE__NAME"), "{error}");
    for shell in ["bash", "zsh", "fish"] {
        let (ok, out, _) = run(path, &["completions", shell]);
        assert!(ok && out.contains("check-config"), "{shell}");
    }
}

#[test]
fn limit_of_open_files_is_raised_and_a_low_one_is_told() {
    let dir = TempDir::new().unwrap();
    let serve = "ulimit -Sn 256; ulimit -Hn 512; exec \"$0\" serve --listen 127.0.0.1:0";
    let mut server = Command::new("sh")
        .args(["-c", serve, env!("CARGO_BIN_EXE_mediawire")])
        .current_dir(dir.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.id())).unwrap();
    server.kill().unwrap();
    let error = String::from_utf8(server.wait_with_output().unwrap().stderr).unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    assert!(first.starts_with("http://") && files.matches("512").count() == 2, "{files}");
    assert!(error.contains("512 files") && error.contains("LimitNOFILE"), "{error}");
}

#[test]
fn busy_port_and_busy_folder_are_said_in_words() {
    let dir = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (ok, _, error) = run(dir.path(), &["serve", "--listen", &address]);
    let words = format!("cannot listen on {address}: another program does already");
    assert!(!ok && error.contains(&words) && error.contains("--listen 127.0.0.1:0"), "{error}");

    let mut server = program(dir.path(), &["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let second = run(dir.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let beside = run(dir.path(), &["verify"]);
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(first.starts_with("http://127.0.0.1:"), "{first}");
    assert!(!second.0 && second.2.contains("another mediawire is at work in "), "{second:?}");
    assert!(beside.0 && beside.1.contains("0 differences"), "{beside:?}");
    // The lock goes with the process that held it.
    assert!(run(dir.path(), &["poll"]).2.contains("mediawire add URL"));
}

pub(crate) fn page(seed: usize) -> String {
    let text: String = paragraphs(seed).iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!("<title>Report {seed}</title><article><h1>Report {seed}</h1>\n{text}</article>")
}

#[test]
fn extract_reads_standard_input_and_writes_three_formats() {
    let dir = TempDir::new().unwrap();
    let extract = |input: &str, format: &str| {
        let mut child = program(dir.path(), &["extract", "-", "--format", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        said(&child.wait_with_output().unwrap())
    };
    let text = paragraphs(1);
    let (ok, out, _) = extract(&page(1), "text");
    assert!(ok);
    assert_eq!(out.trim_end(), format!("Report 1\n\n{}", text.join("\n\n")));
    let (ok, out, _) = extract(&page(1), "html");
    assert!(ok && out.contains("<p>") && !out.contains("<script"), "{out}");
    let (ok, out, _) = extract(&page(1), "json");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert!(ok);
    assert_eq!(value["headline"], "Report 1");
    assert_eq!(value["text"], text.join("\n"));
    let (ok, out, error) = extract("<title>Nothing</title>", "text");
    assert!(!ok && out.is_empty() && error.contains("found no article in -"), "{error}");
}

/// What the import of a file with damaged records reports; it must say that some are, and fail.
pub(crate) fn import_damaged(dir: &Path, args: &[&str]) -> Value {
    let (ok, out, error) = run(dir, args);
    assert!(!ok && error.contains(" are damaged and were left out"), "{args:?}: {error}");
    serde_json::from_str(&out).unwrap()
}

/// A file of every sort of record, and how many there are.
pub(crate) fn crawl(file: &Path) -> u64 {
    let html = "text/html; charset=utf-8";
    let record = |n: usize, status: u16, kind: &str, payload: &[u8]| {
        let headers = [("content-type".to_owned(), kind.to_owned())];
        let url = format!("https://www.tolva.example/report/{n}");
        warc::response(&warc::Response {
            id: digest(n),
            url: &url,
            at: at(1_795_000_000_000),
            status,
            headers: &headers,
            payload,
        })
    };
    let mut damaged = record(4, 200, html, page(4).as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    let headers = [("content-type".to_owned(), html.to_owned())];
    let url = "https://www.tolva.example/report/8";
    let again = warc::Response {
        id: digest(8),
        url,
        at: at(1_795_000_000_001),
        status: 200,
        headers: &headers,
        payload: b"",
    };
    let original = warc::Original { id: digest(1), url, at: at(1_795_000_000_000) };
    let members = [
        warc::warcinfo("crawl.warc.gz", at(1_795_000_000_000), "test"),
        record(1, 200, html, page(1).as_bytes()),
        record(2, 404, html, b"<p>not found</p>"),
        record(3, 200, "image/png", b"\x89PNG"),
        damaged,
        record(1, 200, html, page(1).as_bytes()),
        record(5, 200, html, page(5).as_bytes()),
        record(6, 200, html, b"<title>Empty</title>"),
        warc::revisit(&again, &original),
    ];
    std::fs::write(file, members.concat()).unwrap();
    members.len() as u64
}

#[test]
fn import_accounts_for_every_record_and_verify_for_every_byte() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    let n = crawl(&path.join("crawl.warc.gz"));
    let import = [
        "import",
        "crawl.warc.gz",
        "--display",
        "full",
        "--auto",
        "--licence",
        "ours",
        "--images",
        "--index",
        "own",
        "--json",
    ];
    let report = import_damaged(path, &import);
    let records = report["records"].as_object().unwrap();
    for (what, n) in [
        ("no page: a warcinfo record", 1),
        ("no page: a revisit record", 1),
        ("no page: status 404", 1),
        ("no page: image/png", 1),
        ("refused: damaged record", 1),
        ("pages that the archive has already", 1),
        ("pages to read", 3),
    ] {
        assert_eq!(records.get(what), Some(&Value::from(n)), "{what}: {records:?}");
    }
    assert_eq!(records.values().map(|n| n.as_u64().unwrap()).sum::<u64>(), n);
    let entries = report["entries"].as_array().unwrap();
    let counts: Vec<(&str, u64)> = entries
        .iter()
        .map(|entry| (entry["step"].as_str().unwrap(), entry["n"].as_u64().unwrap()))
        .collect();
    assert_eq!(counts, [("published", 2), ("extract", 1)]);

    // Every answer that is no page is a row of the fetch log, once however often it is imported.
    let n_logged = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = Db::sqlite(&path.join("mediawire-data/wire.db"), true).await.unwrap();
            let mut tx = db.read().await.unwrap();
            tx.row("SELECT COUNT(*) FROM fetch_log", &[]).await.unwrap().int()
        })
    };
    assert_eq!(n_logged(), 3);

    // Once more: nothing is new.
    let again = import_damaged(path, &import);
    assert_eq!(n_logged(), 3);
    assert_eq!(again["records"]["pages that the archive has already"], 4);
    assert_eq!(again["entries"], report["entries"]);
    let sources = json(path, &["sources", "--json"]);
    assert_eq!((&sources[0]["items"], &sources[0]["on_the_wire"]), (&2.into(), &2.into()));
    assert_eq!((&sources[0]["images"], &sources[0]["index"]), (&true.into(), &"own".into()));

    let clean = json(path, &["verify", "--json"]);
    assert_eq!(
        (&clean["items"], &clean["bodies"], &clean["members"]),
        (&2.into(), &2.into(), &3.into())
    );
    let archive = path.join("mediawire-data/archive");
    let file = std::fs::read_dir(archive).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&file).unwrap();
    let end = bytes.len() - 20;
    bytes[end] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let (ok, out, error) = run(path, &["verify"]);
    assert!(!ok && error.contains("differ from the archive"), "{out}{error}");
    assert!(out.contains("FAULT ") || out.contains("DIFFERS "), "{out}");
}

#[test]
fn desk_shows_what_waits_and_lets_it_out() {
    let dir = TempDir::new().unwrap();
    let path = dir.path();
    crawl(&path.join("crawl.warc.gz"));
    import_damaged(path, &["import", "crawl.warc.gz", "--json"]);
    let waiting = json(path, &["desk", "list", "--json"]);
    assert_eq!(waiting.as_array().unwrap().len(), 2);
    let sources = json(path, &["sources", "--json"]);
    assert_eq!((&sources[0]["images"], &sources[0]["index"]), (&false.into(), &"source".into()));
    let item = waiting[0]["item"].as_str().unwrap();
    // What says something else than the source is given only by who has seen that, and says why.
    let give = ["desk", "headline", item, "House  words", "--by", "ed"];
    let (ok, _, error) = run(path, &give);
    assert!(!ok && error.contains("says something else") && error.contains("--confirm"), "{error}");
    let (ok, _, error) = run(path, &[&give[..], &["--confirm"]].concat());
    assert!(!ok && error.contains("say why"), "{error}");
    let (ok, out, _) = run(path, &[&give[..], &["--confirm", "--why", "a test"]].concat());
    assert!(ok, "{out}");
    let (ok, out, _) = run(path, &["desk", "release", item, "--by", "ed", "--why", "checked"]);
    assert!(ok && out.contains("dispatch 1: teaser in ") && out.contains("House words"), "{out}");
    let shown = json(path, &["show", item, "--json"]);
    assert_eq!(shown["dispatch"]["headline"], "House words");
    assert_eq!(shown["decisions"].as_array().unwrap().len(), 2);
    assert_eq!(shown["decisions"][1]["why"], "checked");
    let (ok, _, error) = run(path, &["desk", "headline", item, " "]);
    assert!(!ok && error.contains("1 to 300 characters"), "{error}");
    assert_eq!(json(path, &["desk", "list", "--json"]).as_array().unwrap().len(), 1);
    let (ok, _, error) = run(path, &["desk", "kill", item, "--by", "ed"]);
    assert!(!ok && error.contains("--why"), "a kill is public, and says why: {error}");
    let (ok, out, _) = run(path, &["desk", "kill", item, "--by", "ed", "--why", "it is false"]);
    assert!(ok && out.contains("kill") && out.contains("killed (it is false)"), "{out}");
    assert_eq!(json(path, &["show", item, "--json"])["dispatch"]["killed"], "it is false");
    let (ok, _, error) = run(path, &["desk", "release", item, "--by", "ed"]);
    assert!(!ok && error.contains("no release answers a kill"), "{error}");
}
