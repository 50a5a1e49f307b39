//! A real WordPress, and the line to it, in threads of this process: both live through every kill.

use super::push::words;
use crate::run::Dice;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The folder of a WordPress that `scripts/wordpress` has set up.
const DIR: &str = "MEDIAWIRE_TEST_WORDPRESS";
/// Its site that is put back before each trial.
const NAME: &str = "restored";
/// The longest message that is passed on.
const BYTES_MAX: usize = 16 << 20;
/// Posts of a page of the API.
const PER_PAGE: usize = 100;
/// While the line is sour, one answer in so many is a 500.
const SOUR_EVERY: usize = 3;

/// The WordPress; what this process has set up ends with it.
#[derive(Debug)]
pub(super) struct Press {
    dir: PathBuf,
    is_own: bool,
    told: BTreeMap<String, String>,
}

impl Press {
    /// The one that the environment names, else one of its own below `files`.
    pub(super) fn find(files: &Path) -> Result<Self, String> {
        let known = std::env::var_os(DIR).map(PathBuf::from);
        let is_own = known.is_none();
        let dir = known.unwrap_or_else(|| files.join("wordpress"));
        let mut press = Self { dir, is_own, told: BTreeMap::new() };
        if is_own {
            // Another user runs it, who has to reach it.
            Command::new("chmod").arg("755").arg(files).status().map_err(words)?;
            press.script("start", &[])?;
        }
        let path = press.dir.join(format!("{NAME}.environment"));
        let told = fs::read_to_string(path).map_err(words)?;
        let pairs = told.lines().filter_map(|line| line.split_once('='));
        press.told = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Ok(press)
    }

    fn script(&self, action: &str, more: &[&str]) -> Result<(), String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/wordpress");
        let out = Command::new(script).arg(action).arg(&self.dir).args(more).output();
        let out = out.map_err(words)?;
        match out.status.success() {
            true => Ok(()),
            false => Err(format!("wordpress {action}: {}", String::from_utf8_lossy(&out.stderr))),
        }
    }

    /// Keeps what it has now.
    pub(super) fn save(&self) -> Result<(), String> {
        self.script("save", &[NAME])
    }

    /// Puts back what was kept.
    pub(super) fn restore(&self) -> Result<(), String> {
        self.script("restore", &[NAME])
    }

    /// What was told of it when it was set up: `url`, `user`, `password`, `admin`, `admin_password`.
    pub(super) fn told(&self, key: &str) -> &str {
        self.told.get(key).map_or("", String::as_str)
    }

    fn host(&self) -> String {
        self.told("url").trim_start_matches("http://").to_owned()
    }

    /// Every post, whatever its status.
    pub(super) fn posts(&self) -> Result<Vec<Value>, String> {
        let mut all = Vec::new();
        for page in 1.. {
            let path = format!(
                "/wp/v2/posts?status=publish,draft,pending,private,future,trash&context=edit&per_page={PER_PAGE}\
                 &page={page}&_fields=id,title,status,meta"
            );
            let some = self.get(&path)?;
            let some = some.as_array().ok_or_else(|| format!("no posts: {some}"))?.clone();
            let is_last = some.len() < PER_PAGE;
            all.extend(some);
            if is_last {
                break;
            }
        }
        Ok(all)
    }

    /// How many revisions a post has.
    pub(super) fn n_revisions(&self, post: u64) -> Result<usize, String> {
        let all = self.get(&format!("/wp/v2/posts/{post}/revisions?_fields=id"))?;
        Ok(all.as_array().map_or(0, Vec::len))
    }

    fn get(&self, path: &str) -> Result<Value, String> {
        let proof = format!("{}:{}", self.told("admin"), self.told("admin_password"));
        // Of HTTP/1.0, so that the answer comes in one piece.
        let request = format!(
            "GET /wp-json{path} HTTP/1.0\r\nHost: {}\r\nAuthorization: Basic {}\r\n\r\n",
            self.host(),
            STANDARD.encode(proof)
        );
        let mut stream = TcpStream::connect(self.host()).map_err(words)?;
        stream.write_all(request.as_bytes()).map_err(words)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(words)?;
        let body = answer.windows(4).position(|it| it == b"\r\n\r\n").map_or(0, |at| at + 4);
        serde_json::from_slice(&answer[body..]).map_err(|why| format!("{path}: {why}"))
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        if self.is_own {
            // Who measures sees what is left behind; nothing else can be done about it here.
            self.script("stop", &[]).ok();
        }
    }
}

/// A line to the WordPress, which counts what is written.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) port: u16,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    n_writes: AtomicUsize,
    is_sour: AtomicBool,
}

impl Line {
    pub(super) fn to(press: &Press) -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(words)?;
        let port = listener.local_addr().map_err(words)?.port();
        let state = Arc::new(State::default());
        let (kept, host) = (Arc::clone(&state), press.host());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, host) = (Arc::clone(&kept), host.clone());
                // Who sends is killed now and then: that is the measure.
                std::thread::spawn(move || pass(&stream, &host, &state).ok());
            }
        });
        Ok(Self { port, state })
    }

    /// How many requests that write a post were passed on.
    pub(super) fn n_writes(&self) -> usize {
        self.state.n_writes.load(Ordering::SeqCst)
    }

    /// Whether some answers are a 500 from now on, behind the work.
    pub(super) fn is_sour(&self, is_sour: bool) {
        self.state.is_sour.store(is_sour, Ordering::SeqCst);
    }
}

fn pass(stream: &TcpStream, host: &str, state: &State) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut n_bytes, mut line) = (String::new(), 0, String::new());
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if line.trim_end().is_empty() {
            break;
        }
        let (name, value) = line.trim_end().split_once(": ").unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            n_bytes = value.parse().unwrap_or(0).min(BYTES_MAX);
        }
        head.push_str(&line);
    }
    let mut body = vec![0; n_bytes];
    reader.read_exact(&mut body)?;
    let is_write = head.starts_with("POST /wp-json/wp/v2/posts")
        || head.starts_with("DELETE /wp-json/mediawire/v1/posts");
    let n = if is_write { state.n_writes.fetch_add(1, Ordering::SeqCst) } else { 0 };
    let mut behind = TcpStream::connect(host)?;
    write!(behind, "{head}Connection: close\r\n\r\n")?;
    behind.write_all(&body)?;
    let mut answer = Vec::new();
    // What WordPress has begun it does, whether anybody hears the answer or not.
    behind.read_to_end(&mut answer)?;
    let is_sour = is_write && state.is_sour.load(Ordering::SeqCst);
    if is_sour && Dice(u64::try_from(n).unwrap_or(0)).below(SOUR_EVERY) == 0 {
        answer = b"HTTP/1.1 500 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    }
    (&mut &*stream).write_all(&answer)
}
