//! A real WordPress, which `scripts/wordpress` has set up: how a person asks it, and a line to it that can be cut.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mediawire::retrieve::Admit;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// The folder of the WordPress.
const DIR: &str = "MEDIAWIRE_TEST_WORDPRESS";

/// A WordPress, and who may write to it.
#[derive(Debug, Clone)]
pub(crate) struct Press {
    dir: PathBuf,
    name: String,
    host: String,
    told: HashMap<String, String>,
}

impl Press {
    /// The site of that name; `None` where the environment names no WordPress.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let Some(dir) = std::env::var_os(DIR).map(PathBuf::from) else {
            eprintln!("skipped: no WordPress ({DIR})");
            return None;
        };
        let told = std::fs::read_to_string(dir.join(format!("{name}.environment"))).unwrap();
        let pairs = told.lines().filter_map(|line| line.split_once('='));
        let told: HashMap<String, String> =
            pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let host = told["url"].strip_prefix("http://").unwrap().to_owned();
        Some(Self { dir, name: name.to_owned(), host, told })
    }

    fn script(&self, action: &str) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/wordpress");
        let status = Command::new(script).arg(action).arg(&self.dir).arg(&self.name).status();
        assert!(status.unwrap().success(), "{action}");
    }

    /// Keeps a copy of its posts and images; all that its database holds, as text.
    pub(crate) fn save(&self) -> String {
        self.script("save");
        std::fs::read_to_string(self.dir.join(format!("{}.sql", self.name))).unwrap()
    }

    /// Puts back what was saved.
    pub(crate) fn restore(&self) {
        self.script("restore");
    }

    /// The files that were uploaded, with their names.
    pub(crate) fn uploads(&self) -> Vec<(String, Vec<u8>)> {
        let mut open = vec![self.dir.join(&self.name).join("wp-content/uploads")];
        let mut all = Vec::new();
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                // Another test may have taken it away meanwhile.
                let Ok(bytes) = std::fs::read(&path) else { continue };
                all.push((path.file_name().unwrap().to_string_lossy().into_owned(), bytes));
            }
        }
        all
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
        let path = format!("/wp/v2/posts?search=mediawire-{public}&status={all}&context=edit");
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
    /// It is done, and not answered until who asked has given up.
    Slow,
    /// It is passed on when it is let go, after who asked has given up.
    Late,
}

/// A line to the WordPress. It is known as `press.test`.
pub(crate) struct Wire {
    port: u16,
    state: Arc<State>,
}

struct State {
    line: Mutex<Line>,
    /// A permit for each late request that may be passed on, and one for each that was.
    let_go: Semaphore,
    passed: Semaphore,
}

impl Wire {
    pub(crate) async fn to(press: &Press) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (let_go, passed) = (Semaphore::new(0), Semaphore::new(0));
        let state = Arc::new(State { line: Mutex::new(Line::Good), let_go, passed });
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
        *self.state.line.lock().unwrap() = line;
    }

    /// Passes a late request on, and waits until it is done.
    pub(crate) async fn let_go(&self) {
        self.state.let_go.add_permits(1);
        self.state.passed.acquire().await.unwrap().forget();
    }

    pub(crate) fn url(&self) -> String {
        format!("http://press.test:{}", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "press.test".to_owned(), port: self.port, address }
    }
}

async fn pass(mut stream: TcpStream, host: &str, state: &State) -> std::io::Result<()> {
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
    let line = *state.line.lock().unwrap();
    let is_late = is_write && line == Line::Late;
    if line == Line::Dead {
        return Ok(());
    }
    if is_late {
        given_up(&mut stream).await?;
        state.let_go.acquire().await.unwrap().forget();
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
        (Line::Slow, true) => given_up(&mut stream).await,
        (Line::Late, true) => {
            state.passed.add_permits(1);
            Ok(())
        }
        (Line::Good | Line::Dead | Line::Denied | Line::Lost | Line::Slow | Line::Late, _) => {
            stream.write_all(&answer).await
        }
    }
}

/// Waits until who asks waits no longer.
async fn given_up(stream: &mut TcpStream) -> std::io::Result<()> {
    let mut more = [0; 64];
    while matches!(stream.read(&mut more).await, Ok(n) if n > 0) {}
    Ok(())
}
