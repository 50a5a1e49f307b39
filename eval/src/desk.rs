//! The desk in a large house: how long its pages take among ten items, and among a million.
//!
//! The program's own store, router and listener, in this process, without the work that a running wire does; the pages
//! are asked for by turns, so that what else the machine does falls on all alike.

mod fill;

use crate::run::say;
use clap::Args;
use mediawire::config::Config;
use mediawire::pipeline::accounts::{self, Credentials, Guesses};
use mediawire::search::Search;
use mediawire::store::queue::{self, Begin, Filter, List};
use mediawire::web::listen::{self, Bounds};
use mediawire::web::{Web, router};
use mediawire::{Use, Wire};
use mediawire_core::desk::role::Role;
use mediawire_core::publish::site::Site;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How many times as long the page of an item may take in the largest store as in the smallest.
const RATIO_MAX: f64 = 1.5;
/// Questions before those that count.
const WARM: usize = 20;
/// How long an answer may take.
const ANSWER_MAX: Duration = Duration::from_secs(20);

/// The measure and its options.
#[derive(Debug, Args)]
pub(crate) struct Desk {
    /// How many items each store has, the smallest first
    #[arg(long, num_args = 1.., default_values_t = [10, 1_000, 1_000_000])]
    items: Vec<i64>,
    /// How often each page is asked for
    #[arg(long, default_value_t = 300)]
    requests: usize,
    /// Where the stores are kept, filled once; a folder that is removed without it
    #[arg(long)]
    data: Option<PathBuf>,
    /// How many times as long the page of an item may take in the largest store as in the smallest
    #[arg(long, default_value_t = RATIO_MAX)]
    bar: f64,
}

/// A store that is served.
struct House {
    n_items: i64,
    client: Client,
    cookie: String,
    /// The long pieces that wait.
    items: Vec<String>,
}

impl Desk {
    /// Runs it; whether the page of an item keeps to its bar.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let work = tempfile::tempdir().map_err(|why| format!("cannot make a folder: {why}"))?;
        let data = self.data.as_deref().unwrap_or_else(|| work.path());
        let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
        let stop = CancellationToken::new();
        let mut houses = Vec::new();
        for n in &self.items {
            let folder = data.join(format!("items-{n}"));
            houses.push(runtime.block_on(open(&folder, *n, &stop))?);
        }
        let pages = ["item", "queue", "wire", "source", "source-lang"];
        let mut times = vec![vec![Vec::new(); pages.len()]; houses.len()];
        for n in 0..self.requests + WARM {
            for (house, times) in houses.iter_mut().zip(&mut times) {
                for (page, times) in pages.iter().zip(times) {
                    let took = house.ask(page, n)?;
                    if n >= WARM {
                        times.push(took);
                    }
                }
            }
        }
        let mut halves = Vec::new();
        for (n, page) in pages.iter().enumerate() {
            let half: Vec<f64> = times.iter().map(|times| percentile(&times[n], 50)).collect();
            let told: Vec<String> = houses
                .iter()
                .zip(&times)
                .map(|(house, times)| {
                    let [half, most] = [50, 95].map(|percent| percentile(&times[n], percent));
                    format!("{} items p50 {half:.2} ms, p95 {most:.2} ms", house.n_items)
                })
                .collect();
            let ratio = half.last().unwrap_or(&0.0) / half.first().unwrap_or(&1.0);
            say(&format!("{page}: {}; ratio of p50 {ratio:.2}", told.join("; ")))?;
            halves.push(ratio);
        }
        stop.cancel();
        Ok(halves.first().is_some_and(|ratio| *ratio <= self.bar))
    }
}

impl House {
    /// Asks for a page the `n`-th time; how long it took, milliseconds.
    fn ask(&mut self, page: &str, n: usize) -> Result<f64, String> {
        let (path, words) = match page {
            "item" => {
                (format!("/desk/item/{}", self.items[n % self.items.len()]), "Bridge of Tolva")
            }
            "queue" => ("/desk".to_owned(), "class=\"queue\""),
            "wire" => ("/desk?show=wire".to_owned(), "class=\"queue\""),
            "source" => (format!("/desk?source={}", fill::LONG_SOURCE), "class=\"queue\""),
            _ => ("/desk?show=wire&source=s7&lang=fa".to_owned(), "class=\"filter\""),
        };
        let began = Instant::now();
        let (status, body) = self.client.get(&path, &self.cookie)?;
        let took = began.elapsed().as_secs_f64() * 1000.0;
        if status != 200 || !body.contains(words) {
            return Err(format!("{path} of {} items: status {status}", self.n_items));
        }
        if page == "item" && body.len() < 30_000 {
            return Err(format!("{path} has {} bytes only", body.len()));
        }
        Ok(took)
    }
}

/// Serves the store in `folder`, filled first if it is new.
async fn open(folder: &Path, n: i64, stop: &CancellationToken) -> Result<House, String> {
    let told = |why: mediawire::error::Error| why.to_string();
    let is_new = !folder.join("wire.db").exists();
    let config = Config::default();
    let wire = Wire::open(folder, &config, Vec::new(), Use::Write).await.map_err(told)?;
    if is_new {
        fill::fill(&wire, n).await.map_err(told)?;
    }
    let name = format!("ada-{}", std::process::id());
    let by = ("measure", "measure");
    let link = accounts::invite(&wire, &name, Some(Role::Admin), by).await.map_err(told)?;
    let password = "a ferry to Tolva at noon";
    accounts::accept(&wire, &link, "", password, "measure").await.map_err(told)?;
    let said = Credentials { name: &name, password, device: None };
    let session =
        accounts::log_in(&wire, &Guesses::default(), &said, "measure").await.map_err(told)?.session;
    let filter = Filter { source: fill::LONG_SOURCE.to_owned(), ..Filter::default() };
    let mut tx = wire.db.read().await.map_err(told)?;
    let page = queue::page(&mut tx, List::Waiting, &filter, &Begin::Top, 50).await.map_err(told)?;
    drop(tx);
    // The five pieces that were copied are of that source, too; one of them is long.
    let long = page.lines.iter().filter(|line| line.headline.contains(", report "));
    let items: Vec<String> = long.map(|line| line.public.to_string()).collect();
    if items.is_empty() {
        return Err(format!("no long piece waits among {n} items"));
    }
    let search = Search::open(&wire).await.map_err(told)?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|why| why.to_string())?;
    let address = listener.local_addr().map_err(|why| why.to_string())?;
    let base = format!("http://{address}");
    let site = Site { base, sections: wire.sections.clone(), ..Site::default() };
    let web = Web::open(Arc::clone(&wire), search, site, None, None).map_err(told)?;
    tokio::spawn(listen::serve(listener, router(web), Bounds::default(), stop.clone()));
    let cookie = format!("__Host-mediawire={session}");
    let client = Client { address: address.to_string(), open: None };
    Ok(House { n_items: n, client, cookie, items })
}

/// One connection that is kept.
struct Client {
    address: String,
    open: Option<BufReader<TcpStream>>,
}

impl Client {
    fn get(&mut self, path: &str, cookie: &str) -> Result<(u16, String), String> {
        self.ask(path, cookie).map_err(|why| format!("cannot get {path}: {why}"))
    }

    fn ask(&mut self, path: &str, cookie: &str) -> std::io::Result<(u16, String)> {
        let stream = match &mut self.open {
            Some(stream) => stream,
            none => {
                let stream = TcpStream::connect(&self.address)?;
                stream.set_read_timeout(Some(ANSWER_MAX))?;
                stream.set_nodelay(true)?;
                none.insert(BufReader::new(stream))
            }
        };
        let address = &self.address;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n");
        stream.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            stream.read_line(&mut line)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.get(..3).and_then(|code| code.parse().ok()).unwrap_or(0);
            }
            if let Some((name, value)) = line.split_once(": ")
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(rank).copied().unwrap_or(0.0)
}
