//! How fast the extractor is, in CPU time of one thread, and how much memory it takes.
//!
//! The HTML is decoded and in memory; text and metadata are read together. To add a bar, push it in `run`.

use crate::corpus;
#[cfg(feature = "peers")]
use crate::extract_peers::PEERS;
use crate::extract_shapes::{self, Shape};
use crate::html5ever_alone;
use clap::Args;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html;
use mediawire_core::extract::{self, Page};
use mediawire_core::model::id::CaptureId;
use rustix::time::{ClockId, clock_gettime};
use std::fs;
use std::hint::black_box;
use std::io::{Read as _, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What each page is said to stand at.
const URL: &str = "https://news.example/world/2026/03/02/page";
/// Of a page that is shorter, the speed is not asked for.
const PAGE_BYTES_MIN: usize = 50_000;
/// Whole extraction, MB/s.
const SPEED_MIN: f64 = 40.0;
/// What comes after the tree, as a share of what html5ever takes for its own.
const SHARE_MAX: f64 = 0.5;
/// Our tree, as a share of what html5ever takes for a minimal one.
const TREE_SHARE_MAX: f64 = 1.1;
/// The slowest page's speed, as a share of all pages'.
const SLOWEST_MIN: f64 = 0.5;
/// Peak memory: this many times the page, and so many bytes.
const MEMORY_MAX: (usize, usize) = (6, 2_000_000);

/// Measures the extractor's speed and memory against the bars; fails if one is missed.
#[derive(Debug, Args)]
pub(crate) struct ExtractSpeed {
    /// Folders with pages, `<id>.html.gz`.
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// Timed passes, after one that is not; of each page the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    passes: u32,
    /// Times the peers in the same run.
    #[cfg(feature = "peers")]
    #[arg(long)]
    peers: bool,
}

/// Reads one page from standard input, extracts it and says how far memory grew, the page included.
#[derive(Debug, Args)]
pub(crate) struct ExtractPeak {
    /// The page's length in bytes.
    n_bytes: usize,
}

type Work = fn(&str) -> usize;

/// What is timed: a name, and what is done with a page.
struct Timed {
    name: &'static str,
    work: Work,
    /// Seconds of each pass, by page.
    passes: Vec<Vec<f64>>,
}

impl ExtractSpeed {
    /// Whether every bar is met.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let pages = read(&self.pages)?;
        let n_bytes: usize = pages.iter().map(String::len).sum();
        let mut timed: Vec<Timed> = [
            ("html5ever, tokens", html5ever_alone::tokens as Work),
            ("html5ever, minimal tree", html5ever_alone::tree),
            ("parse", parse),
            ("extract", extract),
        ]
        .map(|(name, work)| Timed { name, work, passes: Vec::new() })
        .into();
        let n_own = timed.len();
        #[cfg(feature = "peers")]
        if self.peers {
            let peers = PEERS.iter();
            timed.extend(peers.map(|&(name, work)| Timed { name, work, passes: Vec::new() }));
        }
        let mut out = std::io::stdout().lock();
        let mut say = |line: String| {
            writeln!(out, "{line}").map_err(|why| format!("cannot write the figures: {why}"))
        };
        say(format!(
            "{} pages, {:.1} MB, CPU time of one thread",
            pages.len(),
            n_bytes as f64 / 1e6
        ))?;
        for pass in 0..=self.passes {
            let mut passed = vec![Vec::with_capacity(pages.len()); timed.len()];
            // A machine that slows down does so for all that read the page.
            for page in &pages {
                for (timed, passed) in timed.iter().zip(&mut passed) {
                    passed.push(seconds(timed.work, page));
                }
            }
            if pass > 0 {
                timed.iter_mut().zip(passed).for_each(|(timed, passed)| timed.passes.push(passed));
            }
        }
        for timed in &timed {
            let s = timed.seconds();
            let sums: Vec<f64> = timed.passes.iter().map(|pass| pass.iter().sum()).collect();
            let spread = sums.iter().fold(0.0f64, |max, &sum| max.max((sum - s).abs())) / s;
            say(format!(
                "{:28} {:7.1} MB/s {s:8.3} s ± {:.0} %",
                timed.name,
                n_bytes as f64 / 1e6 / s,
                spread * 100.0
            ))?;
        }
        let [_, minimal, tree, whole] = &timed[..n_own] else { unreachable!("four are ours") };
        let speed = n_bytes as f64 / 1e6 / whole.seconds();
        let mut bars = vec![
            Bar::least("extract, MB/s", speed, SPEED_MIN),
            Bar::most(
                "parse, of html5ever's minimal tree",
                tree.seconds() / minimal.seconds(),
                TREE_SHARE_MAX,
            ),
            Bar::most(
                "after the tree, of html5ever's minimal tree",
                (whole.seconds() - tree.seconds()) / minimal.seconds(),
                SHARE_MAX,
            ),
        ];
        let slowest = pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.len() > PAGE_BYTES_MIN)
            .map(|(i, page)| (page.len() as f64 / 1e6 / whole.seconds_of(i), i))
            .min_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((page_speed, i)) = slowest {
            let name = format!(
                "slowest page over 50 KB (page {i}, {} KB, {page_speed:.1} MB/s), of all",
                pages[i].len() / 1000
            );
            bars.push(Bar::least(name, page_speed / speed, SLOWEST_MIN));
        }
        let shapes = extract_shapes::all();
        for Shape { name, page, s_max } in &shapes {
            bars.push(Bar::most(format!("{name}, s"), seconds(extract, page), *s_max));
        }
        let large = shapes.iter().map(|shape| &shape.page).take(1);
        bars.push(memory(pages.iter().chain(large))?);
        for bar in &bars {
            say(bar.line())?;
        }
        Ok(bars.iter().all(Bar::is_met))
    }
}

impl ExtractPeak {
    /// Prints the bytes.
    pub(crate) fn run(&self) -> Result<bool, String> {
        // What the program needs once, whatever the page is, is there after this one.
        black_box(extract(&extract_shapes::article(4)));
        let before = resident("VmRSS:")?;
        let mut page = Vec::with_capacity(self.n_bytes);
        std::io::stdin()
            .take(self.n_bytes as u64)
            .read_to_end(&mut page)
            .map_err(|why| format!("cannot read the page: {why}"))?;
        let page = String::from_utf8(page).map_err(|why| format!("cannot read the page: {why}"))?;
        black_box(extract(&page));
        let peak = resident("VmHWM:")?.saturating_sub(before);
        writeln!(std::io::stdout(), "{peak}").map_err(|why| format!("cannot write: {why}"))?;
        Ok(true)
    }
}

impl Timed {
    /// The medians of all pages together.
    fn seconds(&self) -> f64 {
        let n_pages = self.passes.first().map_or(0, Vec::len);
        (0..n_pages).map(|page| self.seconds_of(page)).sum()
    }

    /// The median of one page.
    fn seconds_of(&self, page: usize) -> f64 {
        median(self.passes.iter().map(|pass| pass[page]).collect())
    }
}

/// A figure and what it must be.
struct Bar {
    name: String,
    figure: f64,
    /// The most, or else the least, that it may be.
    limit: f64,
    is_most: bool,
}

impl Bar {
    fn most(name: impl Into<String>, figure: f64, limit: f64) -> Self {
        Self { name: name.into(), figure, limit, is_most: true }
    }

    fn least(name: impl Into<String>, figure: f64, limit: f64) -> Self {
        Self { name: name.into(), figure, limit, is_most: false }
    }

    fn is_met(&self) -> bool {
        if self.is_most { self.figure <= self.limit } else { self.figure >= self.limit }
    }

    fn line(&self) -> String {
        let Self { name, figure, limit, is_most } = self;
        let sign = if *is_most { "≤" } else { "≥" };
        let verdict = if self.is_met() { "pass" } else { "FAIL" };
        format!("{verdict}  {name}: {figure:.2} ({sign} {limit})")
    }
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn parse(page: &str) -> usize {
    html::parse(page).len() as usize
}

fn extract(page: &str) -> usize {
    let capture = CaptureId::new(URL, 0, Digest::of(b""));
    let page = Page { capture, url: URL, document: page, entry: None, list: None };
    extract::text(&page).map_or(0, |article| article.body.blocks.len())
}

/// Seconds of CPU time that the thread takes for the page.
fn seconds(work: Work, page: &str) -> f64 {
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let start = now();
    black_box(work(black_box(page)));
    now() - start
}

/// The pages of the folders, decoded, by folder and name.
fn read(folders: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut pages = Vec::new();
    for folder in folders {
        for bytes in corpus::of_folder(folder)? {
            pages.push(charset::decode(&bytes, None, Context::Html).text.into_owned());
        }
    }
    if pages.is_empty() { Err("there is no page in the folders".to_owned()) } else { Ok(pages) }
}

/// The page with the highest peak of memory, as a share of what it may take. Each has a process of its own.
fn memory<'a>(pages: impl Iterator<Item = &'a String>) -> Result<Bar, String> {
    let (mut worst, mut share) = ((0usize, 0usize), 0.0f64);
    for page in pages {
        let peak = peak(page)?;
        let most = MEMORY_MAX.0 * page.len() + MEMORY_MAX.1;
        if peak as f64 / most as f64 > share {
            (worst, share) = ((peak, page.len()), peak as f64 / most as f64);
        }
    }
    let kb = |n: usize| n / 1000;
    let name = format!(
        "peak memory, of 6 × page + 2 MB (worst: {} KB for a page of {} KB)",
        kb(worst.0),
        kb(worst.1)
    );
    Ok(Bar::most(name, share, 1.0))
}

/// Bytes by which a process of its own grows for the page, the page included.
fn peak(page: &str) -> Result<usize, String> {
    let told = |why: &dyn std::fmt::Display| format!("cannot measure a page's memory: {why}");
    let program = std::env::current_exe().map_err(|why| told(&why))?;
    let mut child = Command::new(program)
        .args(["extract-peak", &page.len().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| told(&why))?;
    let mut input = child.stdin.take().ok_or_else(|| told(&"no standard input"))?;
    input.write_all(page.as_bytes()).map_err(|why| told(&why))?;
    drop(input);
    let output = child.wait_with_output().map_err(|why| told(&why))?;
    let line = String::from_utf8_lossy(&output.stdout);
    line.trim().parse().map_err(|_| told(&format!("{}, {line:?}", output.status)))
}

/// A line of Linux's account of this process (`proc_pid_status(5)`), in bytes.
fn resident(line: &str) -> Result<usize, String> {
    let status = fs::read_to_string("/proc/self/status")
        .map_err(|why| format!("cannot read /proc/self/status: {why}"))?;
    let found = status.lines().find_map(|found| found.strip_prefix(line));
    let n_kb = found.and_then(|rest| rest.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok());
    n_kb.map(|n| n * 1024).ok_or_else(|| format!("/proc/self/status says no {line}"))
}
