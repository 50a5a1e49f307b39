//! How fast lists are read: megabytes and entries a second of CPU time, beside the peers that are Rust crates.

use clap::Args;
use mediawire_core::codec::charset::{self, Context};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read;
use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bytes that each run reads at least, so that the clock's grain is nothing.
const RUN_BYTES_MIN: usize = 64 << 20;
/// Where each list is said to stand.
const URL: &str = "https://news.example/feed";
/// What ours must reach, MB/s.
const SPEED_MIN: f64 = 100.0;
/// How many times as fast as feed-rs.
const TIMES_MIN: f64 = 1.7;

/// A reader: its name, and how many entries it finds in a list; `None` if it refuses it.
type Reader = (&'static str, fn(&str) -> Option<usize>);

#[derive(Debug, Args)]
pub(crate) struct FeedSpeed {
    /// Folders with lists, looked through to the bottom.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Runs of which the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

impl FeedSpeed {
    /// Whether ours reaches what it must.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let mut lists = Vec::new();
        for folder in &self.folders {
            gather(folder, &mut lists)?;
        }
        let n_bytes: usize = lists.iter().map(String::len).sum();
        if n_bytes == 0 {
            return Err(format!("there is no list in {:?}", self.folders));
        }
        let mut out = std::io::stdout().lock();
        let mut tell = |line: String| writeln!(out, "{line}").map_err(|why| why.to_string());
        tell(format!("{} lists, {:.2} MB", lists.len(), n_bytes as f64 / 1e6))?;
        let mut speeds = Vec::new();
        for (name, entries) in readers() {
            let speed = self.speed(&lists, n_bytes, entries);
            let found = lists.iter().map(|list| entries(list));
            let (n_read, n_entries) =
                found.flatten().fold((0, 0), |(n, sum), entries| (n + 1, sum + entries));
            let each_s = n_entries as f64 * speed * 1e6 / n_bytes as f64;
            tell(format!(
                "{name:16} {speed:7.1} MB/s {each_s:9.0} entries/s, {n_read} lists read, {n_entries} entries"
            ))?;
            speeds.push((name, speed));
        }
        let ours = speeds[0].1;
        let peer = speeds.iter().find(|(name, _)| *name == "feed-rs");
        let is_ahead = peer.is_none_or(|(_, speed)| ours >= speed * TIMES_MIN);
        Ok(ours >= SPEED_MIN && is_ahead)
    }

    /// The median speed in MB/s of CPU time.
    fn speed(&self, lists: &[String], n_bytes: usize, entries: fn(&str) -> Option<usize>) -> f64 {
        let n_rounds = RUN_BYTES_MIN.div_ceil(n_bytes);
        let mut seconds: Vec<f64> = (0..self.runs)
            .map(|_| {
                let start = cpu_s();
                for _ in 0..n_rounds {
                    for list in lists {
                        black_box(entries(black_box(list)));
                    }
                }
                cpu_s() - start
            })
            .collect();
        seconds.sort_by(f64::total_cmp);
        (n_rounds * n_bytes) as f64 / 1e6 / seconds[seconds.len() / 2]
    }
}

fn cpu_s() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// Every file below `folder` that is text once it is decoded.
fn gather(folder: &Path, lists: &mut Vec<String>) -> Result<(), String> {
    let told = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>().map_err(told)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, lists)?;
            continue;
        }
        let bytes =
            std::fs::read(&path).map_err(|why| format!("cannot read {}: {why}", path.display()))?;
        lists.push(charset::decode(&bytes, None, Context::Xml).text.into_owned());
    }
    Ok(())
}

fn readers() -> Vec<Reader> {
    let mut all: Vec<Reader> = vec![("ours", |list| {
        let capture = CaptureId(Digest::of(b""));
        Some(read::list(list, URL, &Slug::of("eval"), capture).ok()?.entries.len())
    })];
    all.push(("quick-xml events", events));
    #[cfg(feature = "peers")]
    all.extend([
        ("feed-rs", feed_rs as fn(&str) -> Option<usize>),
        ("rss, atom_synd.", rss_or_atom),
    ]);
    all
}

/// The events of quick-xml alone, with attributes and text: what no reader over it can be faster than.
fn events(list: &str) -> Option<usize> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(list);
    let mut n = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                n += usize::from(matches!(tag.local_name().as_ref(), "item" | "entry"));
                for attribute in tag.attributes().with_checks(false).flatten() {
                    black_box(attribute.value);
                }
            }
            Event::Text(text) => drop(black_box(text.html_content())),
            Event::Eof => return Some(n),
            _ => {}
        }
    }
}

#[cfg(feature = "peers")]
fn feed_rs(list: &str) -> Option<usize> {
    Some(feed_rs::parser::parse(list.as_bytes()).ok()?.entries.len())
}

#[cfg(feature = "peers")]
fn rss_or_atom(list: &str) -> Option<usize> {
    match rss::Channel::read_from(list.as_bytes()) {
        Ok(channel) => Some(channel.items.len()),
        Err(_) => Some(atom_syndication::Feed::read_from(list.as_bytes()).ok()?.entries.len()),
    }
}
