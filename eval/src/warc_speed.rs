//! How fast WARC files are read: megabytes of content a second of CPU time, beside FastWARC in the same run.

use crate::run::say;
use crate::sample;
use clap::Args;
use mediawire_core::codec::warc::Reader;
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;
use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Bytes of content that each run reads at least, so that the clock's grain is nothing.
const RUN_BYTES_MIN: u64 = 64 << 20;
/// The longest record, as `import` reads it.
const RECORD_BYTES_MAX: usize = 32 << 20;
/// Bytes that are read from a file at a time, as `import` does.
const READ_BYTES: usize = 256 << 10;
/// What reads the files with FastWARC.
const FASTWARC: &str = include_str!("../warc/fastwarc_speed.py");

/// Arguments of the measure.
#[derive(Debug, Args)]
pub(crate) struct WarcSpeed {
    /// WARC files; without any, a small one of invented pages
    files: Vec<PathBuf>,
    /// Runs of which the median counts
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// A Python that has FastWARC, to be timed in turn with ours (`scripts/compare-warc` makes one)
    #[arg(long, value_name = "PYTHON")]
    fastwarc: Option<PathBuf>,
}

/// What a round over all files read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Round {
    n_records: u64,
    n_bad: u64,
    /// Bytes of blocks.
    n_bytes: u64,
    n_http: u64,
    n_wrong: u64,
}

impl WarcSpeed {
    /// Whether ours is at least as fast as the peer, and read every record.
    pub(crate) fn run(mut self) -> Result<bool, String> {
        let room = tempfile::tempdir().map_err(|why| why.to_string())?;
        if self.files.is_empty() {
            let file = room.path().join("sample.warc.gz");
            sample::write(&file)?;
            self.files.push(file);
        }
        let first = self.round(true)?;
        let n_rounds = RUN_BYTES_MIN.div_ceil(first.n_bytes.max(1)).min(10_000);
        say(&format!(
            "{} records, {} of them HTTP, {:.2} MB of content; {} bad, {} with a wrong digest",
            first.n_records,
            first.n_http,
            first.n_bytes as f64 / 1e6,
            first.n_bad,
            first.n_wrong
        ))?;
        let (mut plain, mut digested) = (Vec::new(), Vec::new());
        let (mut read, mut passed) = (Vec::new(), Vec::new());
        let mut peer = String::new();
        for _ in 0..self.runs {
            plain.push(self.timed(n_rounds, false)?);
            digested.push(self.timed(n_rounds, true)?);
            let Some(python) = &self.fastwarc else { continue };
            let told = self.peer(python, n_rounds)?;
            let seconds = |key: &str| told[key].as_f64().ok_or(format!("{told} has no {key}"));
            read.push(seconds("read_s")?);
            passed.push(seconds("passed_s")?);
            peer = format!(
                "FastWARC {}, {} records",
                told["version"].as_str().unwrap_or_default(),
                told["records"]
            );
        }
        let mb = (n_rounds * first.n_bytes) as f64 / 1e6;
        let ours = mb / median(&mut plain);
        say(&format!("ours: unpacked, heads of records and HTTP read    {ours:7.1} MB/s"))?;
        say(&format!(
            "ours: and every digest checked                    {:7.1} MB/s",
            mb / median(&mut digested)
        ))?;
        if read.is_empty() {
            return Ok(first.n_bad == 0);
        }
        let (read, passed) = (mb / median(&mut read), mb / median(&mut passed));
        say(&format!("{peer}: every payload read  {read:7.1} MB/s"))?;
        say(&format!("{peer}: payloads passed over {passed:6.1} MB/s"))?;
        let best = read.max(passed);
        say(&format!("ours / the better of the two: {:.2}", ours / best))?;
        Ok(first.n_bad == 0 && ours >= best)
    }

    fn round(&self, with_digests: bool) -> Result<Round, String> {
        let mut round = Round::default();
        for file in &self.files {
            read(file, with_digests, &mut round)?;
        }
        Ok(round)
    }

    /// Seconds of CPU time for so many rounds.
    fn timed(&self, n_rounds: u64, with_digests: bool) -> Result<f64, String> {
        let start = cpu_s();
        for _ in 0..n_rounds {
            black_box(self.round(with_digests)?);
        }
        Ok(cpu_s() - start)
    }

    fn peer(&self, python: &Path, n_rounds: u64) -> Result<Value, String> {
        let told = |why: &dyn std::fmt::Display| format!("cannot run {}: {why}", python.display());
        let output = Command::new(python)
            .args(["-c", FASTWARC, &n_rounds.to_string()])
            .args(&self.files)
            .output()
            .map_err(|why| told(&why))?;
        if !output.status.success() {
            return Err(told(&String::from_utf8_lossy(&output.stderr)));
        }
        serde_json::from_slice(&output.stdout).map_err(|why| told(&why))
    }
}

fn read(path: &Path, with_digests: bool, round: &mut Round) -> Result<(), String> {
    let file = File::open(path).map_err(|why| format!("cannot open {}: {why}", path.display()))?;
    for record in Reader::new(BufReader::with_capacity(READ_BYTES, file), RECORD_BYTES_MAX) {
        round.n_records += 1;
        let Ok(record) = black_box(record) else {
            round.n_bad += 1;
            continue;
        };
        round.n_bytes += record.block().len() as u64;
        round.n_http += u64::from(record.http.is_some());
        round.n_wrong += u64::from(with_digests && record.digest_ok() == Some(false));
    }
    Ok(())
}

fn median(seconds: &mut [f64]) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn cpu_s() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}
