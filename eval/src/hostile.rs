//! The mixed run: good hosts and hosts that mean harm, polled at once by the program's own schedule. The same good hosts
//! alone come first: what the others cost them is the difference.
//!
//! What the hostile hosts send are the cases of the tests, each at hosts of its own.

#[path = "../../crates/mediawire/tests/it/hostile/cases/mod.rs"]
#[expect(dead_code, reason = "some of it only tests ask for")]
pub(crate) mod cases;
pub(crate) mod origin;

use crate::run::say;
use crate::schedule::origin::address;
use crate::schedule::{Others, Schedule, Told, percentiles, start};
use cases::Case;
use clap::Args;
use mediawire::config::Config;
use mediawire::store::db::Db;
use mediawire::store::{health, lists, sources};
use mediawire::{Use, Wire, verify};
use mediawire_core::model::id::Slug;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

/// The most memory of the program, KiB.
const MEMORY_KIB_MAX: u64 = 512 * 1024;
/// How much later good hosts may be asked, unless another bar is given.
const LATER_MAX: f64 = 0.05;
/// Of a hundred good hosts, how many have a new article.
const CHANGED: u32 = 20;
/// The longest that a question takes: hostile hosts are due so long before the end, if the run is long enough.
const QUESTION_MS: i64 = 31_000;

/// The measure and its options.
#[derive(Debug, Args)]
pub(crate) struct Hostile {
    /// How many good sources, each due once.
    #[arg(long, default_value_t = 1000)]
    sources: u32,
    /// How many hostile ones beside them: the cases in turn, each at a host of its own.
    #[arg(long, default_value_t = 400)]
    hostile: usize,
    /// How long each of the two runs takes, in seconds.
    #[arg(long, default_value_t = 90)]
    seconds: u64,
    /// How much later 99 of 100 good hosts may be asked beside the others, as a share of their interval.
    #[arg(long, default_value_t = LATER_MAX)]
    bar: f64,
}

/// What became of the hostile sources.
#[derive(Debug, Default)]
struct Outcome {
    n_asked: usize,
    n_as_said: usize,
    /// Those that ended otherwise than their case says, by the case: what was logged.
    others: BTreeMap<&'static str, String>,
    /// Failures without a code.
    n_without_code: usize,
    /// Items of sources whose every answer is refused.
    n_refused_items: i64,
    /// What the archive does not hold as it was taken, in words.
    altered: Vec<String>,
}

impl Hostile {
    /// Runs it; whether it keeps to its bars.
    pub(crate) fn run(&self) -> Result<bool, String> {
        let schedule = Schedule::once(self.sources, self.seconds, CHANGED);
        let folder = || tempfile::tempdir().map_err(|why| format!("cannot make a folder: {why}"));
        let alone = folder()?;
        let (due, told) = schedule.measure(alone.path(), &Others::default())?;
        let before = tell("alone", &schedule, &due, &told)?;

        let mut hosts = start(&["hostile-origin"], true)?;
        let mut out = BufReader::new(hosts.stdout.take().ok_or("the hostile hosts say nothing")?);
        let mut port = String::new();
        out.read_line(&mut port).map_err(|why| why.to_string())?;
        let port: u16 = port.trim().parse().map_err(|_| "the hostile hosts have no port")?;
        let cases: Vec<&Case> = cases::cases().collect();
        let chosen: Vec<&Case> = cases.iter().copied().cycle().take(self.hostile).collect();
        let run_ms = i64::try_from(self.seconds * 1000).unwrap_or(i64::MAX);
        let within_ms = (run_ms - QUESTION_MS).max(run_ms / 3);
        let paths = chosen.iter().map(|case| format!("/h/{}", case.id)).collect();
        let others = Others { paths, port, within_ms };
        let mixed = folder()?;
        let measured = schedule.measure(mixed.path(), &others);
        drop(hosts.stdin.take());
        let mut said = String::new();
        out.read_to_string(&mut said).map_err(|why| why.to_string())?;
        hosts.wait().map_err(|why| why.to_string())?;
        let (due, told) = measured?;
        let after = tell("beside hostile hosts", &schedule, &due, &told)?;

        let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
        let outcome = runtime.block_on(self.outcome(mixed.path(), port, &chosen));
        let outcome = outcome.map_err(|why| why.to_string())?;
        self.tell_outcome(&outcome, &said)?;
        let allowed = self.bar * run_ms as f64;
        let is_unharmed = (after - before) as f64 <= allowed;
        let is_kept = told.peak_kib <= MEMORY_KIB_MAX
            && outcome.n_without_code == 0
            && outcome.n_refused_items == 0
            && outcome.altered.is_empty();
        say(&format!(
            "{}: p99 is {} ms later, of {allowed:.0} ms allowed; {} violations",
            if is_unharmed && is_kept { "kept" } else { "NOT KEPT" },
            after - before,
            outcome.n_without_code
                + usize::try_from(outcome.n_refused_items).unwrap_or(usize::MAX)
                + outcome.altered.len()
        ))?;
        Ok(is_unharmed && is_kept)
    }

    /// What the store holds of the hostile sources.
    async fn outcome(
        &self,
        data: &Path,
        port: u16,
        chosen: &[&'static Case],
    ) -> mediawire::error::Result<Outcome> {
        let db = Db::sqlite(&data.join("wire.db"), true).await?;
        let mut tx = db.read().await?;
        let mut outcome = Outcome::default();
        for (case, n) in chosen.iter().zip(self.sources..) {
            let slug = Slug::of(&format!("s{n}"));
            let url = format!("http://{}:{port}/h/{}", address(n), case.id);
            let state = lists::state(&mut tx, &slug).await?;
            let code = health::failing(&mut tx, &url, 0).await?.map(|(_, code)| code);
            let is_failed = state.n_failures > 0;
            outcome.n_without_code +=
                usize::from(is_failed && code.as_ref().is_none_or(String::is_empty));
            // It counts as asked and read once it was asked later than the preparation says.
            let is_read = !is_failed && state.ok_ms > began(data);
            let Some(ends) = code.as_deref().or(is_read.then_some("kept")) else { continue };
            outcome.n_asked += 1;
            if ends == case.ends {
                outcome.n_as_said += 1;
            } else {
                outcome.others.insert(case.id, ends.to_owned());
            }
            if case.ends != "kept" && ends == case.ends {
                outcome.n_refused_items += sources::counts(&mut tx, &slug).await?.0;
            }
        }
        drop(tx);
        let config = Config::load(None, std::iter::empty())?;
        // What was being written when the run ended is taken off, as after any end.
        let wire = Wire::open(data, &config, Vec::new(), Use::Write).await?;
        let report = verify::verify(&wire, &[]).await?;
        let of_item = |(item, what): (String, Vec<String>)| format!("{item}: {}", what.join("; "));
        outcome.altered = report.differing.into_iter().map(of_item).chain(report.other).collect();
        Ok(outcome)
    }

    fn tell_outcome(&self, outcome: &Outcome, said: &str) -> Result<(), String> {
        let mut numbers = said.split_whitespace();
        let mut next = || numbers.next().unwrap_or("?").to_owned();
        let (n_connections, n_open, n_bytes) = (next(), next(), next());
        let mib = n_bytes.parse::<u64>().unwrap_or(0) >> 20;
        say(&format!(
            "{} hostile hosts, {} asked over {n_connections} connections, {n_open} at once, {mib} MiB sent: \
             {} ended as their case says; failures without a code {}, items of what was refused {}, archive {}",
            self.hostile,
            outcome.n_asked,
            outcome.n_as_said,
            outcome.n_without_code,
            outcome.n_refused_items,
            if outcome.altered.is_empty() { "clean" } else { "NOT CLEAN" }
        ))?;
        outcome.altered.iter().take(9).try_for_each(|what| say(what))?;
        let others: Vec<String> =
            outcome.others.iter().map(|(id, ends)| format!("{id} {ends}")).collect();
        if others.is_empty() {
            return Ok(());
        }
        say(&format!("ended otherwise, under the program's own limits: {}", others.join(", ")))
    }
}

/// When the data folder was made, Unix milliseconds: what was asked later was asked in the run.
fn began(data: &Path) -> i64 {
    let made = std::fs::metadata(data).and_then(|it| it.created().or_else(|_| it.modified()));
    let since = made.ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since.and_then(|it| i64::try_from(it.as_millis()).ok()).unwrap_or(0)
}

/// Tells how the good hosts fared; the lateness of 99 of 100, in milliseconds.
fn tell(what: &str, schedule: &Schedule, due: &[i64], told: &Told) -> Result<i64, String> {
    let (late, n_asked) = schedule.lateness(due, told);
    let [half, nearly, all] = percentiles(&late);
    say(&format!(
        "{what}: {n_asked} polls of {} good sources and {} pages; late p50 {half} ms, p99 {nearly} ms, max {all} ms; \
         memory {} MiB at most, CPU {} ms, at most {} connections to a good host",
        due.len(),
        told.n_pages,
        told.peak_kib >> 10,
        told.cpu_ms,
        told.connections
    ))?;
    Ok(nearly)
}
