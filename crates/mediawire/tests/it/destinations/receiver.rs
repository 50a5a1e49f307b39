//! A program that takes webhooks, and does what a test tells it to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mediawire::retrieve::Admit;
use ring::hmac;
use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A message that came.
#[derive(Debug, Clone)]
pub(crate) struct Got {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Got {
    pub(crate) fn field(&self, name: &str) -> &str {
        let start = format!("\r\n{name}: ");
        let found = self.head.split(&start).nth(1).and_then(|it| it.split("\r\n").next());
        found.unwrap_or_default()
    }

    pub(crate) fn id(&self) -> &str {
        self.field("webhook-id")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The number of the dispatch, and what became of the item.
    pub(crate) fn told(&self) -> (i64, String) {
        let data = &self.json()["data"];
        (data["number"].as_i64().unwrap(), data["event"].as_str().unwrap().to_owned())
    }

    /// Which of its signatures are by `secret`.
    pub(crate) fn signed_by(&self, secret: &str) -> Vec<bool> {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut words = format!("{}.{}.", self.id(), self.field("webhook-timestamp")).into_bytes();
        words.extend_from_slice(&self.body);
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &words);
        let own = format!("v1,{}", STANDARD.encode(tag.as_ref()));
        self.field("webhook-signature").split(' ').map(|it| it == own).collect()
    }
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    /// This status, and nothing else.
    Status(u16),
    /// This status, with a time to wait in seconds.
    Wait(u16, u32),
    /// Nothing, and the connection stays open.
    Silence,
    /// Nothing, and the connection is broken.
    Break,
}

type Reply = Box<dyn Fn(&Got) -> Back + Send + Sync>;

/// The receiver. It is known as `hook.test`.
pub(crate) struct Receiver {
    pub(crate) port: u16,
    got: Arc<Mutex<Vec<Got>>>,
    reply: Arc<Mutex<Reply>>,
    came: Arc<Notify>,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let got = Arc::new(Mutex::new(Vec::new()));
        let reply: Arc<Mutex<Reply>> = Arc::new(Mutex::new(Box::new(|_| Back::Status(204))));
        let came = Arc::new(Notify::new());
        let this = Self { port, got, reply, came };
        let (got, reply, came) = (this.got.clone(), this.reply.clone(), this.came.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (got, reply, came) = (got.clone(), reply.clone(), came.clone());
                tokio::spawn(async move {
                    // Who sends may break off: that is what some tests do.
                    let _ = converse(stream, &got, &reply, &came).await;
                });
            }
        });
        this
    }

    /// Answers so from now on.
    pub(crate) fn answers(&self, reply: impl Fn(&Got) -> Back + Send + Sync + 'static) {
        *self.reply.lock().unwrap() = Box::new(reply);
    }

    pub(crate) fn url(&self) -> String {
        format!("http://hook.test:{}/in", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "hook.test".to_owned(), port: self.port, address }
    }

    /// All that came, in the order in which it was answered.
    pub(crate) fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }

    /// The numbers and events of all that came.
    pub(crate) fn told(&self) -> Vec<(i64, String)> {
        self.got().iter().map(Got::told).collect()
    }

    /// Forgets what came.
    pub(crate) fn forget(&self) {
        self.got.lock().unwrap().clear();
    }

    /// Ends when `n` messages have come.
    pub(crate) async fn has(&self, n: usize) {
        loop {
            let came = self.came.notified();
            if self.got.lock().unwrap().len() >= n {
                return;
            }
            came.await;
        }
    }
}

async fn converse(
    mut stream: TcpStream,
    got: &Mutex<Vec<Got>>,
    reply: &Mutex<Reply>,
    came: &Notify,
) -> std::io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8(head).unwrap();
        let mut one = Got { head, body: Vec::new() };
        let n: usize = one.field("content-length").parse().unwrap_or(0);
        one.body.resize(n, 0);
        stream.read_exact(&mut one.body).await?;
        let back = reply.lock().unwrap()(&one);
        got.lock().unwrap().push(one);
        came.notify_waiters();
        let (status, line) = match back {
            Back::Status(status) => (status, String::new()),
            Back::Wait(status, s) => (status, format!("Retry-After: {s}\r\n")),
            Back::Silence => return std::future::pending().await,
            Back::Break => return Ok(()),
        };
        // A 204 has no length (RFC 9110 §8.6).
        let length = if status == 204 { "" } else { "Content-Length: 0\r\n" };
        let head = format!("HTTP/1.1 {status} X\r\n{length}{line}\r\n");
        stream.write_all(head.as_bytes()).await?;
    }
}
