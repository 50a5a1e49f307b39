//! A server of a test: answers every request as it is told to, byte for byte, and remembers what it was asked.

use mediawire::retrieve::{Admit, Limits, Settings};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the server does behind its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// Ends the connection.
    Close,
    /// Says no more, and does not end it.
    Hold,
    /// Says `x` now and then.
    Drip,
    /// Says `x` without end.
    Flood,
}

/// A server on a port of its own. It is known to clients as `a.test`.
#[derive(Debug)]
pub(crate) struct Origin {
    pub(crate) port: u16,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Origin {
    /// Answers each request, given by its head, with `reply`.
    pub(crate) async fn start(
        reply: impl Fn(&str) -> (String, Then) + Send + Sync + 'static,
    ) -> Self {
        Self::start_bytes(move |head| {
            let (text, then) = reply(head);
            (text.into_bytes(), then)
        })
        .await
    }

    pub(crate) async fn start_bytes(
        reply: impl Fn(&str) -> (Vec<u8>, Then) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (reply, seen) = (Arc::new(reply), Arc::clone(&heads));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (reply, seen) = (Arc::clone(&reply), Arc::clone(&seen));
                tokio::spawn(async move {
                    // A client that has heard enough hangs up: that is its right.
                    let _ = converse(stream, &*reply, &seen).await;
                });
            }
        });
        Self { port, heads }
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://a.test:{}{path}", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "a.test".to_owned(), port: self.port, address }
    }

    /// Settings that admit this server, with small bounds and no robots.txt.
    pub(crate) fn settings(&self) -> Settings {
        let limits = Limits { page_bytes_max: 100_000, ..Limits::default() };
        Settings { admit: vec![self.admit()], limits, robots: false, ..Settings::default() }
    }
}

async fn converse(
    mut stream: TcpStream,
    reply: &(dyn Fn(&str) -> (Vec<u8>, Then) + Send + Sync),
    seen: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let (bytes, then) = reply(&head);
    seen.lock().unwrap().push(head);
    stream.write_all(&bytes).await?;
    match then {
        Then::Close => stream.shutdown().await,
        Then::Hold => std::future::pending().await,
        Then::Drip => loop {
            stream.write_all(b"x").await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        },
        Then::Flood => loop {
            stream.write_all(&[b'x'; 8192]).await?;
        },
    }
}

/// A whole answer with this status, further header lines, and body.
pub(crate) fn answer(status: u16, lines: &str, body: &str) -> (String, Then) {
    let (bytes, then) = answer_bytes(status, lines, body.as_bytes());
    (String::from_utf8(bytes).unwrap(), then)
}

/// The same with any bytes as its body.
pub(crate) fn answer_bytes(status: u16, lines: &str, body: &[u8]) -> (Vec<u8>, Then) {
    let n = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {n}\r\n{lines}\r\n");
    ([head.as_bytes(), body].concat(), Then::Close)
}
