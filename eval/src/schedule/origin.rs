//! The other side: a server on every address of 127.0.0.0/8 at one port, each a host of its own, as cheap as can be.
//!
//! A process of its own, so that its memory and its work are not counted as the program's. It says its port, serves until
//! its standard input ends, and then says what it saw.

use clap::Args;
use std::collections::HashMap;
use std::io::{BufWriter, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The `ETag` of every list.
pub(super) const TAG: &str = "\"1\"";
/// The longest head of a request.
const HEAD_BYTES_MAX: usize = 8192;

/// Arguments of the process.
#[derive(Debug, Args)]
pub(crate) struct Origin {
    /// Of a hundred hosts, how many have something new whenever they are asked.
    #[arg(long, default_value_t = 0)]
    changed: u32,
}

/// What the process saw.
#[derive(Debug, Default)]
struct Seen {
    /// Connections that are open, by host.
    open: HashMap<u32, u32>,
    /// The most of one host at any time.
    open_max: u32,
    /// Each question for a list: the host's number, and when, Unix milliseconds.
    asked: Vec<(u32, i64)>,
    /// Questions for pages.
    n_pages: u64,
}

type Shared = Arc<Mutex<Seen>>;

/// The address of host number `n`.
pub(crate) fn address(n: u32) -> Ipv4Addr {
    // From 127.1.0.0 on, so that the usual loopback address is none of them.
    Ipv4Addr::from_bits((127 << 24) + (1 << 16) + n)
}

fn number(address: Ipv4Addr) -> u32 {
    address.to_bits().wrapping_sub((127 << 24) + (1 << 16))
}

pub(super) fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

impl Origin {
    /// Serves until the standard input ends.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|why| why.to_string())?;
        let seen = Shared::default();
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)));
        let listener = listener.map_err(|why| format!("cannot listen: {why}"))?;
        let port = listener.local_addr().map_err(|why| why.to_string())?.port();
        crate::run::say(&port.to_string())?;
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        std::thread::spawn(move || {
            std::io::stdin().read_to_end(&mut Vec::new()).ok();
            end.send(()).ok();
        });
        runtime.block_on(async {
            tokio::select! {
                () = serve(listener, self.changed, &seen) => {}
                _ = ended => {}
            }
        });
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = BufWriter::new(std::io::stdout().lock());
        writeln!(out, "{} {} {}", seen.open_max, seen.n_pages, super::cpu_ms())
            .and_then(|()| seen.asked.iter().try_for_each(|(n, at)| writeln!(out, "{n} {at}")))
            .and_then(|()| out.flush())
            .map_err(|why| why.to_string())?;
        Ok(true)
    }
}

async fn serve(listener: TcpListener, changed: u32, seen: &Shared) {
    loop {
        let Ok((stream, peer)) = listener.accept().await else { continue };
        let Ok(IpAddr::V4(host)) = stream.local_addr().map(|it| it.ip()) else { continue };
        // Nobody else's business.
        if !peer.ip().is_loopback() {
            continue;
        }
        let seen = Arc::clone(seen);
        tokio::spawn(async move {
            let n = number(host);
            count(&seen, n, true);
            // A client that has heard enough hangs up.
            converse(stream, n, n % 100 < changed, &seen).await.ok();
            count(&seen, n, false);
        });
    }
}

fn count(seen: &Shared, n: u32, is_opened: bool) {
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let open = seen.open.entry(n).or_default();
    *open = if is_opened { *open + 1 } else { *open - 1 };
    let open = *open;
    seen.open_max = seen.open_max.max(open);
    if open == 0 {
        seen.open.remove(&n);
    }
}

async fn converse(
    mut stream: TcpStream,
    n: u32,
    is_changed: bool,
    seen: &Shared,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut head = Vec::with_capacity(1024);
    loop {
        head.clear();
        while !head.ends_with(b"\r\n\r\n") {
            if head.len() > HEAD_BYTES_MAX || stream.read_buf(&mut head).await? == 0 {
                return Ok(());
            }
        }
        let path = head.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
        let answer = match path {
            b"/feed" => {
                let asked = (n, now_ms());
                seen.lock().unwrap_or_else(PoisonError::into_inner).asked.push(asked);
                let is_known = contains(&head, b"if-none-match: \"1\"\r\n");
                match is_known && !is_changed {
                    true => format!("HTTP/1.1 304 Not Modified\r\nETag: {TAG}\r\n\r\n"),
                    false => whole("application/rss+xml", &feed(n)),
                }
            }
            b"/robots.txt" => whole("text/plain", "User-agent: *\nDisallow: /private/\n"),
            _ => {
                seen.lock().unwrap_or_else(PoisonError::into_inner).n_pages += 1;
                whole("text/html; charset=utf-8", &page(n))
            }
        };
        stream.write_all(answer.as_bytes()).await?;
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn whole(kind: &str, body: &str) -> String {
    let n_bytes = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: {TAG}\r\nContent-Length: {n_bytes}\r\n\r\n{body}"
    )
}

/// A list with one entry, another at each second.
fn feed(n: u32) -> String {
    let at = now_ms() / 1000;
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Host {n}</title><link>/</link>\
         <item><title>Council of place {n} sits until {at}</title><link>/page/{at}</link>\
         <guid>{n}-{at}</guid></item></channel></rss>"
    )
}

fn page(n: u32) -> String {
    let at = now_ms();
    let text: String = (0..6)
        .map(|k| {
            format!(
                "<p>In report {at} the council of place {n} said on its day number {k} that the old \
                 bridge would stay closed, since the quays had not been repaired after the flood of \
                 last spring, and that the ferry would go twice as often until it was open again.</p>"
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Council of place {n} sits until {at}</title>\
         <meta property=og:type content=article></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>Council of place {n} sits until {at}</h1>{text}</article></body></html>"
    )
}
