//! robots.txt beside Google's parser, and the time that files take which were made to be slow.

use clap::Args;
use mediawire_core::read::robots;
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

/// How large the slow files are at least, in bytes: more of a file is not read.
const FILE_BYTES: usize = 500 * 1024;
/// How long the address is that they are asked about: about the longest that is ever asked for, in bytes.
const PATH_BYTES: usize = 8000;
/// Longest line that is read, in bytes.
const LINE_BYTES: usize = 16 * 1024;
/// Each slow file is read so often, and its best time counts.
const RUNS: usize = 5;
/// The bar for reading a slow file and answering once, in milliseconds.
const MS_MAX: f64 = 5.0;

/// Holds our answers against the rows of Google's tests, and slow files against the clock; fails if any is missed.
#[derive(Debug, Args)]
pub(crate) struct Robots {
    /// The rows: `{"rows": [{"test", "robots", "agent", "url", "allow"}]}`, bytes kept as Latin-1.
    rows: PathBuf,
}

/// A file that was made to be slow, and the path that it is asked about.
struct Slow {
    name: &'static str,
    file: String,
    path: String,
}

impl Robots {
    /// Whether every row is answered as Google's parser answers it, and every slow file in time.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let told =
            |why: &dyn std::fmt::Display| format!("cannot read {}: {why}", self.rows.display());
        let file = fs::read(&self.rows).map_err(|why| told(&why))?;
        let file: Value = serde_json::from_slice(&file).map_err(|why| told(&why))?;
        let rows = file["rows"].as_array().ok_or_else(|| told(&"it has no rows"))?;
        let mut missed = Vec::new();
        for row in rows {
            if !is_answered(row).ok_or_else(|| told(&format!("a row lacks a field: {row}")))? {
                missed.push(row);
            }
        }
        let mut out = String::new();
        for row in &missed {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "missed: {row}");
        }
        let _ = writeln!(out, "{} of {} rows as expected", rows.len() - missed.len(), rows.len());
        let mut worst = (0.0, "");
        for slow in slow_files() {
            let ms = best_ms(&slow);
            let _ = writeln!(out, "{ms:8.2} ms  {}", slow.name);
            worst = if ms > worst.0 { (ms, slow.name) } else { worst };
        }
        let _ = writeln!(
            out,
            "worst of the files of 500 KiB, read and asked once: {:.2} ms (at most {MS_MAX}): {}",
            worst.0, worst.1
        );
        std::io::stdout()
            .write_all(out.as_bytes())
            .map_err(|why| format!("cannot write: {why}"))?;
        Ok(missed.is_empty() && !rows.is_empty() && worst.0 <= MS_MAX)
    }
}

/// Whether a row is answered as it says; `None` if it is no row.
fn is_answered(row: &Value) -> Option<bool> {
    let bytes = |name: &str| -> Option<Vec<u8>> {
        row[name].as_str()?.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
    };
    let (file, url) = (bytes("robots")?, bytes("url")?);
    let url = String::from_utf8_lossy(&url);
    let behind = url.split_once("://").map_or("", |(_, behind)| behind);
    let path = behind.find(['/', '?', ';']).map_or("/", |at| &behind[at..]);
    let allowed = robots::Robots::parse(&file).allows(row["agent"].as_str()?, path);
    Some(allowed == row["allow"].as_bool()?)
}

/// The least CPU time of a few runs.
fn best_ms(slow: &Slow) -> f64 {
    let run = || {
        let start = cpu_ms();
        let robots = robots::Robots::parse(slow.file.as_bytes());
        std::hint::black_box(robots.allows("Mediawire", &slow.path));
        std::hint::black_box(robots.crawl_delay_ms("Mediawire"));
        std::hint::black_box(robots.usages("Mediawire", &slow.path));
        cpu_ms() - start
    };
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn slow_files() -> Vec<Slow> {
    let path_of_a = format!("/{}", "a".repeat(PATH_BYTES - 1));
    let mixed = format!("/{}", (0..).flat_map(word).take(PATH_BYTES - 1).collect::<String>());
    let long = |part: &str, end: &str| {
        let n = (LINE_BYTES - 64) / part.len();
        format!("disallow:/{}{end}\n", part.repeat(n))
    };
    let slow = |name, path: &str, line: &dyn Fn(usize) -> String| {
        let mut file = "user-agent: *\n".to_owned();
        let mut n = 0;
        while file.len() < FILE_BYTES {
            file.push_str(&line(n));
            n += 1;
        }
        Slow { name, file, path: path.to_owned() }
    };
    let text = |n| word(n).into_iter().collect::<String>();
    vec![
        slow("as many rules as fit", &path_of_a, &|_| "allow:/\n".to_owned()),
        slow("as many other rules as fit", &path_of_a, &|n| format!("allow:/{n:x}\n")),
        slow("lines of 16 KB of stars and slashes", &"/a".repeat(PATH_BYTES / 2), &|_| {
            long("*/", "$")
        }),
        slow("lines of 16 KB of stars and letters", &path_of_a, &|_| long("*a", "b")),
        slow("lines of 16 KB of stars alone", &path_of_a, &|_| long("*", "$")),
        slow("lines of half of the path, and what it lacks", &path_of_a, &|_| {
            format!("disallow:/*{}b\n", "a".repeat(PATH_BYTES / 2))
        }),
        slow(
            "patterns that are slow to search, then as many rules as fit",
            &path_of_a,
            &|n| match n {
                0..100 => format!("disallow:/*{}b\n", "a".repeat(100)),
                _ => "allow:/\n".to_owned(),
            },
        ),
        slow("one line of 16 KB, then short ones", &path_of_a, &|n| match n {
            0 => long("*a*", "b"),
            _ => format!("disallow:/*{n:x}\n"),
        }),
        slow("short patterns with a star", &mixed, &|n| format!("allow:/*{}\n", text(n))),
        slow("short patterns with three stars", &mixed, &|n| {
            format!("allow:/*{}*{}*!\n", text(n), text(n / 7))
        }),
        slow("as many groups as fit", &path_of_a, &|_| "user-agent:a\nallow:/\n".to_owned()),
        slow("agents, then delays", &path_of_a, &|n| match n {
            0..15_000 => "user-agent:a\n".to_owned(),
            _ => "crawl-delay:1\n".to_owned(),
        }),
        slow("usages", &mixed, &|n| format!("content-usage:/*{} a=n\n", text(n))),
        slow("sitemaps", &path_of_a, &|n| format!("sitemap:https://a.example/{n}\n")),
        slow("bytes beyond ASCII", &path_of_a, &|_| long("é", "")),
        slow("escapes", &path_of_a, &|_| long("%e9", "")),
        slow("line ends", &path_of_a, &|_| "\n".to_owned()),
        slow("lines of one letter", &path_of_a, &|_| "a\n".to_owned()),
        slow("lines of a letter and a colon", &path_of_a, &|_| "d:\n".to_owned()),
    ]
}

/// The `n`th of 8,000 words of three letters.
fn word(n: usize) -> [char; 3] {
    [n % 20, n / 20 % 20, n / 400 % 20].map(|at| char::from(b'a' + u8::try_from(at).unwrap_or(0)))
}
