//! A real WordPress, which `scripts/wordpress` has set up: how a person asks it, and a line to it that can be cut.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mediawire::retrieve::Admit;
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The folder of the WordPress.
const DIR: &str = "MEDIAWIRE_TEST_WORDPRESS";

/// The WordPress, and who may write to it.
#[derive(Debug, Clone)]
pub(crate) struct Press {
    host: String,
    told: HashMap<String, String>,
}

impl Press {
    /// The one that the environment names; `None` where it names none.
    pub(crate) fn find() -> Option<Self> {
        let Some(dir) = std::env::var_os(DIR).map(PathBuf::from) else {
            eprintln!("skipped: no WordPress ({DIR})");
            return None;
        };
        let told = std::fs::read_to_string(dir.join("environment")).unwrap();
        let pairs = told.lines().filter_map(|line| line.split_once('='));
        let told: HashMap<String, String> =
            pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let host = told["url"].strip_prefix("http://").unwrap().to_owned();
        Some(Self { host, told })
    }

    pub(crate) fn told(&self, key: &str) -> &str {
        &self.told[key]
    }

    /// What the API answers to the administrator: status and JSON.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let proof = format!("{}:{}", self.told("admin"), self.told("admin_password"));
        let proof = STANDARD.encode(proof);
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = format!(
            "{method} /wp-json{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Basic {proof}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.host,
            body.len()
        );
        let (head, body) = self.answer(request.as_bytes()).await;
        (status(&head), serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, json) = self.ask("GET", path, &Value::Null).await;
        assert_eq!(status, 200, "{path}: {json}");
        json
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let (status, json) = self.ask("POST", path, &body).await;
        assert!((200..300).contains(&status), "{path}: {json}");
        json
    }

    /// Every post that names the item, whatever its status, as it is edited.
    pub(crate) async fn posts(&self, public: &str) -> Vec<Value> {
        let all = "publish,draft,pending,private,future,trash";
        let path = format!("/wp/v2/posts?mediawire_id={public}&status={all}&context=edit");
        self.get(&path).await.as_array().unwrap().clone()
    }

    /// A page as a reader sees it: status and text.
    pub(crate) async fn page(&self, link: &str) -> (u16, String) {
        let path = link.split_once(&self.host).unwrap().1;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        let (head, body) = self.answer(request.as_bytes()).await;
        (status(&head), String::from_utf8_lossy(&body).into_owned())
    }

    async fn answer(&self, request: &[u8]) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.host).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).await.unwrap();
        let end = all.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&all[..end]).to_ascii_lowercase();
        let body = all.split_off(end + 4);
        let body =
            if head.contains("transfer-encoding: chunked") { unchunked(&body) } else { body };
        (head, body)
    }
}

fn status(head: &str) -> u16 {
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = rest.windows(2).position(|it| it == b"\r\n") {
        let n = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        out.extend_from_slice(&rest[end + 2..end + 2 + n]);
        rest = &rest[end + 2 + n + 2..];
    }
    out
}

/// What becomes of a request that writes a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// It is passed on, and answered.
    Good,
    /// Nobody takes it.
    Dead,
    /// It is done, and answered with 500.
    Denied,
    /// It is done, and not answered.
    Lost,
}

/// A line to the WordPress. It is known as `press.test`.
pub(crate) struct Wire {
    port: u16,
    state: Arc<Mutex<Line>>,
}

impl Wire {
    pub(crate) async fn to(press: &Press) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(Line::Good));
        let (kept, host) = (state.clone(), press.host.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, host) = (kept.clone(), host.clone());
                tokio::spawn(async move {
                    // Who asks may break off.
                    let _ = pass(stream, &host, &state).await;
                });
            }
        });
        Self { port, state }
    }

    pub(crate) fn is(&self, line: Line) {
        *self.state.lock().unwrap() = line;
    }

    pub(crate) fn url(&self) -> String {
        format!("http://press.test:{}", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "press.test".to_owned(), port: self.port, address }
    }
}

async fn pass(mut stream: TcpStream, host: &str, state: &Mutex<Line>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let end = loop {
        if let Some(end) = request.windows(4).position(|it| it == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    };
    let head = String::from_utf8_lossy(&request[..end]).into_owned();
    let length = head.to_ascii_lowercase();
    let length = length.split("\r\ncontent-length: ").nth(1).and_then(|it| it.split("\r\n").next());
    let n: usize = length.map_or(0, |it| it.trim().parse().unwrap());
    while request.len() < end + 4 + n {
        stream.read_buf(&mut request).await?;
    }
    let is_write = head.starts_with("POST /wp-json/wp/v2/posts");
    let line = *state.lock().unwrap();
    if line == Line::Dead {
        return Ok(());
    }
    let mut behind = TcpStream::connect(host).await?;
    behind.write_all(head.as_bytes()).await?;
    behind.write_all(b"\r\nConnection: close\r\n\r\n").await?;
    behind.write_all(&request[end + 4..]).await?;
    let mut answer = Vec::new();
    behind.read_to_end(&mut answer).await?;
    match (line, is_write) {
        (Line::Denied, true) => {
            stream
                .write_all(b"HTTP/1.1 500 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .await
        }
        (Line::Lost, true) => Ok(()),
        (Line::Good | Line::Dead | Line::Denied | Line::Lost, _) => stream.write_all(&answer).await,
    }
}
