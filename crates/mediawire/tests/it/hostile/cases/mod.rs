//! What hostile servers send: every case of every group under its own path, over bare TCP, so that framing can be wrong.
//!
//! Tests try each alone; `mediawire-eval hostile`, which includes this folder, serves all of them at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub(crate) mod cache;
pub(crate) mod dates;
pub(crate) mod enc;
pub(crate) mod html;
pub(crate) mod item;
pub(crate) mod net;
pub(crate) mod red;
pub(crate) mod rob;
pub(crate) mod ssrf;
pub(crate) mod xml;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What a server does next.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Says this.
    Say(Vec<u8>),
    /// Says this so often.
    Repeat(Vec<u8>, usize),
    /// Says this without end.
    Flood(Vec<u8>),
    /// Says this without end, with milliseconds between.
    Drip(Vec<u8>, u64),
    /// Ends the connection as one does that broke (RST).
    Reset,
    /// Says no more, and does not end it.
    Hold,
}

/// A case: a row of the catalogue, or one of its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// The row, and behind a slash what of it: `NET-14/no-reason`.
    pub(crate) id: &'static str,
    /// What the server does once it was asked; then it closes.
    pub(crate) script: fn() -> Vec<Step>,
    /// How asking for it ends: a code of an error, or `kept`.
    pub(crate) ends: &'static str,
}

/// Every case of every group.
pub(crate) fn cases() -> impl Iterator<Item = &'static Case> {
    let groups = [
        net::CASES,
        enc::CASES,
        ssrf::CASES,
        red::CASES,
        cache::CASES,
        rob::CASES,
        xml::CASES,
        item::CASES,
        dates::CASES,
        html::CASES,
    ];
    groups.into_iter().flatten()
}

/// An answer with this status line's rest, header lines and body, and its length.
pub(crate) fn answer(status: &str, lines: &str, body: &[u8]) -> Vec<Step> {
    let n = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {n}\r\n{lines}\r\n");
    vec![Step::Say([head.as_bytes(), body].concat())]
}

/// These bytes and no more.
pub(crate) fn say(bytes: &[u8]) -> Vec<Step> {
    vec![Step::Say(bytes.to_vec())]
}

/// What the server has seen and sent.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The heads of the requests.
    heads: Mutex<Vec<String>>,
    /// Connections.
    pub(crate) n_connections: AtomicUsize,
    /// Bytes that were taken from it.
    pub(crate) n_bytes: AtomicUsize,
    /// Connections that are not ended.
    pub(crate) n_open: AtomicUsize,
}

impl Seen {
    /// Notes the head of a request.
    pub(crate) fn request(&self, head: String) {
        self.heads.lock().unwrap().push(head);
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// The path in a request's head.
pub(crate) fn path_of(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

fn script_of(path: &str) -> Vec<Step> {
    let id = path.strip_prefix("/h/").unwrap_or_default();
    let id = id.split(['?', '#']).next().unwrap_or_default();
    match cases().find(|case| case.id == id) {
        Some(case) => (case.script)(),
        None => answer("404 Not Found", "", b"there is no such case"),
    }
}

/// Hears a request, and does what the case under its path does.
pub(crate) async fn serve(mut stream: TcpStream, seen: &Seen) -> std::io::Result<()> {
    let path = listen(&mut stream, seen).await?;
    if play(script_of(&path), &mut stream, seen).await? {
        return stream.set_zero_linger();
    }
    stream.shutdown().await?;
    // What is still coming is heard: a connection that is closed over unread bytes is reset, and its last words lost.
    let mut rest = [0; 1024];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}

/// Does what the steps say; whether the connection is then to be broken.
pub(crate) async fn play(
    steps: Vec<Step>,
    to: &mut (impl AsyncWrite + Unpin),
    seen: &Seen,
) -> std::io::Result<bool> {
    for step in steps {
        match step {
            Step::Say(bytes) => tell(to, &bytes, seen).await?,
            Step::Repeat(bytes, n) => {
                for _ in 0..n {
                    tell(to, &bytes, seen).await?;
                }
            }
            Step::Flood(bytes) => loop {
                tell(to, &bytes, seen).await?;
            },
            Step::Drip(bytes, ms) => loop {
                tell(to, &bytes, seen).await?;
                tokio::time::sleep(Duration::from_millis(ms)).await;
            },
            Step::Reset => return Ok(true),
            Step::Hold => std::future::pending().await,
        }
    }
    Ok(false)
}

/// Hears a request to the end of its head, and gives its path.
pub(crate) async fn listen(
    stream: &mut (impl AsyncRead + Unpin),
    seen: &Seen,
) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = path_of(&head).to_owned();
    seen.request(head);
    Ok(path)
}

async fn tell(
    to: &mut (impl AsyncWrite + Unpin),
    bytes: &[u8],
    seen: &Seen,
) -> std::io::Result<()> {
    to.write_all(bytes).await?;
    to.flush().await?;
    seen.n_bytes.fetch_add(bytes.len(), Ordering::SeqCst);
    Ok(())
}
