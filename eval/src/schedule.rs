//! Many sources in one schedule: whether all are asked in time, how fast at most, and what it takes.
//!
//! Each source is a host of its own on loopback. Program and hosts are two processes; this one prepares and counts.

pub(crate) mod origin;
pub(crate) mod wire;

use crate::run::say;
use clap::Args;
use mediawire::store::db::Db;
use mediawire::store::jobs;
use mediawire::store::lists::{self, ListState};
use mediawire::store::migrate::migrate;
use mediawire::store::sources;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::{Display, Release, Rights, Source};
use origin::{address, now_ms};
use rustix::time::{ClockId, clock_gettime};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Lateness of 99 of 100 polls, milliseconds.
const LATE_P99_MS: i64 = 60_000;
/// The most memory, KiB.
const MEMORY_KIB_MAX: u64 = 400 * 1024;
/// Connections to one host.
const CONNECTIONS_MAX: u32 = 2;
/// Unchanged lists a second on two cores.
const UNCHANGED_MIN: f64 = 1500.0;
/// How long after the beginning the first poll is due: the program must have started.
const START_MS: i64 = 3_000;
/// A day, milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;
/// Sources that are prepared in one transaction.
const BATCH: u32 = 5_000;

/// The measure and its options.
#[derive(Debug, Args)]
pub(crate) struct Schedule {
    /// How many sources.
    #[arg(long, default_value_t = 100_000)]
    sources: u32,
    /// How long it runs, in seconds.
    #[arg(long, default_value_t = 300)]
    seconds: u64,
    /// How often a source is asked, in seconds.
    #[arg(long, default_value_t = 3600)]
    interval: u32,
    /// How many times as often as that they are due.
    #[arg(long, default_value_t = 2)]
    times: u32,
    /// Of a hundred sources, how many have a new article whenever they are asked.
    #[arg(long, default_value_t = 5)]
    changed: u32,
    /// Ask as fast as possible, all sources again and again, and none has anything new.
    #[arg(long, conflicts_with_all = ["interval", "times", "changed"])]
    not_modified: bool,
    /// The polls a second that must be reached so.
    #[arg(long, requires = "not_modified", default_value_t = UNCHANGED_MIN)]
    bar: f64,
}

/// Hosts of another kind, polled beside those that are measured.
#[derive(Debug, Default)]
pub(crate) struct Others {
    /// The path of each one's list.
    pub(crate) paths: Vec<String>,
    /// The port at which all of them listen, each at an address of its own.
    pub(crate) port: u16,
    /// The time from the beginning within which they are due, one after another, milliseconds.
    pub(crate) within_ms: i64,
}

impl Others {
    /// Their sources; the first has the address of that number.
    fn sources(&self, first: u32, cadence_ms: i64) -> impl Iterator<Item = Source> {
        self.paths.iter().zip(first..).map(move |(path, n)| {
            let like = source(n, self.port, cadence_ms);
            let list = Some(format!("{}{}", like.home.trim_end_matches('/'), path));
            Source { list, ..like }
        })
    }
}

/// What the processes said when they ended.
pub(crate) struct Told {
    pub(crate) connections: u32,
    pub(crate) n_pages: u64,
    origin_cpu_ms: u64,
    /// Each question for a list: the number of the source, and when.
    asked: Vec<(u32, i64)>,
    pub(crate) peak_kib: u64,
    pub(crate) cpu_ms: u64,
}

/// CPU time of this process so far, milliseconds.
pub(crate) fn cpu_ms() -> u64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let ms = time.tv_sec * 1000 + time.tv_nsec / 1_000_000;
    ms.unsigned_abs()
}

impl Schedule {
    /// Runs it; whether it keeps to its bars.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let data = tempfile::tempdir().map_err(|why| format!("cannot make a folder: {why}"))?;
        let (due, told) = self.measure(data.path(), &Others::default())?;
        if self.not_modified { self.tell_speed(&told) } else { self.tell_lateness(&due, &told) }
    }

    /// So many sources, each due once in the time, and a share of them with something new.
    pub(crate) fn once(sources: u32, seconds: u64, changed: u32) -> Self {
        let interval = u32::try_from(seconds).unwrap_or(u32::MAX);
        Self { sources, seconds, interval, times: 1, changed, not_modified: false, bar: 0.0 }
    }

    /// Lets the program work in the folder `data`, beside the `others`; when each source was due first, and what was told.
    pub(crate) fn measure(&self, data: &Path, others: &Others) -> Result<(Vec<i64>, Told), String> {
        let changed = if self.not_modified { 0 } else { self.changed };
        let mut origin = start(&["schedule-origin", "--changed", &changed.to_string()], true)?;
        let mut out = BufReader::new(origin.stdout.take().ok_or("the hosts say nothing")?);
        let mut port = String::new();
        out.read_line(&mut port).map_err(|why| why.to_string())?;
        let port: u16 = port.trim().parse().map_err(|_| "the hosts have no port".to_owned())?;
        let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
        let due = runtime.block_on(self.prepare(data, port, others));
        drop(runtime);
        let due = due.map_err(|why| why.to_string())?;
        let told = self.work(data, port, others);
        // Its end is asked for by the end of its input, whatever became of the other.
        drop(origin.stdin.take());
        let mut said = String::new();
        out.read_to_string(&mut said).map_err(|why| why.to_string())?;
        origin.wait().map_err(|why| why.to_string())?;
        let told = told?.with(&said).ok_or("the hosts end without a word")?;
        Ok((due, told))
    }

    /// How often each source is due, milliseconds.
    fn cadence_ms(&self) -> i64 {
        match self.not_modified {
            // As fast as it goes.
            true => 1,
            false => i64::from(self.interval) * 1000 / i64::from(self.times.max(1)),
        }
    }

    /// What the list of source `n` answered at `polled_ms`. Lists are asked for whole once a day, each at another moment of
    /// it; where only unchanged ones are measured, just now.
    fn state(&self, n: i64, polled_ms: i64) -> ListState {
        let whole_ms = if self.not_modified { polled_ms } else { polled_ms - phase(n, DAY_MS) };
        let etag = origin::TAG.to_owned();
        ListState { etag, polled_ms, ok_ms: polled_ms, whole_ms, ..ListState::default() }
    }

    /// Writes the sources into the store, each asked once before, and its next poll; when each is due.
    async fn prepare(
        &self,
        data: &Path,
        port: u16,
        others: &Others,
    ) -> mediawire::error::Result<Vec<i64>> {
        let db = Db::sqlite(&data.join("wire.db"), false).await?;
        migrate(&db).await?;
        let cadence_ms = self.cadence_ms();
        let mut sources: Vec<Source> =
            (0..self.sources).map(|n| source(n, port, cadence_ms)).collect();
        sources.extend(others.sources(self.sources, cadence_ms));
        for batch in sources.chunks(BATCH as usize) {
            let mut tx = db.write().await?;
            for source in batch {
                sources::save(&mut tx, source, "measure", 1).await?;
            }
            tx.commit().await?;
        }
        // The times are those of the run: the preparation is over.
        let begin = now_ms() + START_MS;
        let mut due: Vec<i64> =
            (0..i64::from(self.sources)).map(|n| begin + phase(n, cadence_ms)).collect();
        let n_others = i64::try_from(others.paths.len()).unwrap_or(i64::MAX);
        due.extend((0..n_others).map(|n| begin + n * others.within_ms / n_others));
        let mut tx = db.write().await?;
        let states: Vec<ListState> =
            (0..).zip(&due).map(|(n, at)| self.state(n, at - cadence_ms)).collect();
        let states: Vec<_> = sources.iter().map(|it| &it.slug).zip(&states).collect();
        lists::save(&mut tx, &states).await?;
        let jobs: Vec<_> =
            sources.iter().map(|it| it.slug.as_str()).zip(due.iter().copied()).collect();
        jobs::add_at(&mut tx, "poll", &jobs).await?;
        tx.commit().await?;
        due.truncate(self.sources as usize);
        Ok(due)
    }

    /// Lets the program work.
    fn work(&self, data: &Path, port: u16, others: &Others) -> Result<Told, String> {
        let (hosts, port) = (self.sources.to_string(), port.to_string());
        let seconds = self.seconds + START_MS.unsigned_abs() / 1000;
        let mut command = vec!["schedule-work", "--hosts", &hosts, "--port", &port, "--seconds"];
        let seconds = seconds.to_string();
        let data = data.to_string_lossy();
        command.extend([seconds.as_str(), "--data", &data]);
        let (n_others, their_port) = (others.paths.len().to_string(), others.port.to_string());
        command.extend(["--others", &n_others, "--their-port", &their_port]);
        let child = start(&command, false)?.wait_with_output().map_err(|why| why.to_string())?;
        let said = String::from_utf8_lossy(&child.stdout).into_owned();
        let numbers: Vec<u64> = said.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        match numbers[..] {
            [peak_kib, cpu_ms] if child.status.success() => Ok(Told {
                connections: 0,
                n_pages: 0,
                origin_cpu_ms: 0,
                asked: Vec::new(),
                peak_kib,
                cpu_ms,
            }),
            _ => Err(format!("the program ended with {}: {said}", child.status)),
        }
    }

    /// How late each source was asked first, the least late first, and how often any was asked.
    pub(crate) fn lateness(&self, due: &[i64], told: &Told) -> (Vec<i64>, usize) {
        let end = due.iter().min().copied().unwrap_or(0)
            + i64::try_from(self.seconds).unwrap_or(i64::MAX) * 1000;
        let mut first = vec![end; due.len()];
        for (n, at) in told.asked.iter().rev() {
            if let Some(first) = first.get_mut(*n as usize) {
                *first = (*at).min(end);
            }
        }
        let mut late: Vec<i64> = due
            .iter()
            .zip(&first)
            .filter(|(due, _)| **due < end)
            .map(|(due, first)| first - due)
            .collect();
        late.sort_unstable();
        (late, told.asked.iter().filter(|(_, at)| *at < end).count())
    }

    fn tell_lateness(&self, due: &[i64], told: &Told) -> Result<bool, String> {
        let (late, n_asked) = self.lateness(due, told);
        let [half, nearly, all] = percentiles(&late);
        let (rate, wanted) =
            (per_second(n_asked, self.seconds), per_second(late.len(), self.seconds));
        say(&format!(
            "{} sources, each due every {} s: {} polls due in {} s ({wanted:.1}/s), {n_asked} asked ({rate:.1}/s), \
             {} pages",
            due.len(),
            self.cadence_ms() / 1000,
            late.len(),
            self.seconds,
            told.n_pages
        ))?;
        say(&format!("late: p50 {half} ms, p99 {nearly} ms, max {all} ms"))?;
        self.tell_cost(told, n_asked)?;
        // Who was not asked counts as late until the end; of a run that is shorter than the bar that says nothing.
        let is_kept_up = n_asked * 2 >= late.len();
        Ok(is_kept_up
            && nearly <= LATE_P99_MS
            && told.peak_kib <= MEMORY_KIB_MAX
            && told.connections <= CONNECTIONS_MAX)
    }

    fn tell_speed(&self, told: &Told) -> Result<bool, String> {
        // Each host is asked for its robots.txt first: the second half counts, in which all are known.
        let (Some((_, first)), Some((_, last))) = (told.asked.first(), told.asked.last()) else {
            return Err("no list was asked".to_owned());
        };
        let middle = first + (last - first) / 2;
        let n_late = told.asked.iter().filter(|(_, at)| *at >= middle).count();
        let speed = n_late as f64 * 1000.0 / (last - middle).max(1) as f64;
        let cpu_ms = (told.cpu_ms + told.origin_cpu_ms).max(1);
        let of_cpu = told.asked.len() as f64 * 2000.0 / cpu_ms as f64;
        say(&format!(
            "{} sources, not modified: {speed:.0} polls/s in the second half of {} s; on two whole cores {of_cpu:.0}",
            self.sources, self.seconds
        ))?;
        self.tell_cost(told, told.asked.len())?;
        Ok(speed.max(of_cpu) >= self.bar && told.connections <= CONNECTIONS_MAX)
    }

    fn tell_cost(&self, told: &Told, n_asked: usize) -> Result<(), String> {
        let each = |ms: u64| ms as f64 / n_asked.max(1) as f64;
        say(&format!(
            "memory {:.0} MiB at most; CPU {:.3} ms a poll, the hosts {:.3}; at most {} connections to a host",
            told.peak_kib as f64 / 1024.0,
            each(told.cpu_ms),
            each(told.origin_cpu_ms),
            told.connections
        ))
    }
}

impl Told {
    /// With what the hosts said: a line of sums, then a line a question.
    fn with(mut self, said: &str) -> Option<Self> {
        let mut lines = said.lines();
        let mut sums = lines.next()?.split(' ');
        self.connections = sums.next()?.parse().ok()?;
        self.n_pages = sums.next()?.parse().ok()?;
        self.origin_cpu_ms = sums.next()?.parse().ok()?;
        let pair = |line: &str| {
            let (n, at) = line.split_once(' ')?;
            Some((n.parse().ok()?, at.parse().ok()?))
        };
        self.asked = lines.map(pair).collect::<Option<_>>()?;
        Some(self)
    }
}

/// The middle of sorted numbers, that of 99 in 100, and the last.
pub(crate) fn percentiles(sorted: &[i64]) -> [i64; 3] {
    let at = |percent: usize| (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    [50, 99, 100].map(|percent| sorted.get(at(percent)).copied().unwrap_or(0))
}

fn per_second(n: usize, seconds: u64) -> f64 {
    n as f64 / seconds.max(1) as f64
}

/// Starts this program once more.
pub(crate) fn start(args: &[&str], has_input: bool) -> Result<Child, String> {
    let exe = std::env::current_exe().map_err(|why| why.to_string())?;
    let input = if has_input { Stdio::piped() } else { Stdio::null() };
    let mut command = Command::new(exe);
    command.args(args).stdin(input).stdout(Stdio::piped());
    command.spawn().map_err(|why| format!("cannot start a process: {why}"))
}

/// A place in the interval, such that neighbours are far apart.
fn phase(n: i64, interval_ms: i64) -> i64 {
    (n.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64.cast_signed()) >> 1).rem_euclid(interval_ms.max(1))
}

fn source(n: u32, port: u16, cadence_ms: i64) -> Source {
    let home = format!("http://{}:{port}/", address(n));
    Source {
        slug: Slug::of(&format!("s{n}")),
        name: format!("Host {n}"),
        list: Some(format!("{home}feed")),
        home,
        cadence_ms,
        rights: Rights::to(Display::Full),
        section: SectionCode("world".to_owned()),
        genre: None,
        release: Release::Auto,
    }
}
