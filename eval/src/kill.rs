//! Whether a run that is killed and started again comes to what an undisturbed one comes to.

mod line;
mod press;
mod push;
mod receiver;

use crate::held::{self, Held};
use crate::run::{Dice, Program, Running, say};
use crate::sample;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long any run may take.
const RUN_MAX: Duration = Duration::from_secs(900);
/// A demonstration has come to its end when its wire has all of them for this long and no job is left: longer than its
/// agencies' lists are left unasked, since one says last that a story is gone, which is no dispatch.
const QUIET: Duration = Duration::from_millis(2500);
/// How long the stories of a demonstration may take.
const DEMO_MAX: Duration = Duration::from_secs(240);
/// One trial in so many is killed again when it is started anew.
const TWICE_EVERY: usize = 3;
/// One trial in so many is killed in the first twentieth of the run, where database and archive are made.
const EARLY_EVERY: usize = 5;

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Asked {
    /// An import of a WARC file.
    Import,
    /// A demonstration.
    Demo,
    /// A `serve` that pushes a wire to a destination.
    Push,
}

/// Where a wire is pushed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// A program of this one that takes webhooks.
    Receiver,
    /// A real WordPress: the one that `MEDIAWIRE_TEST_WORDPRESS` names, else one that is set up for it.
    Wordpress,
}

/// What is killed and compared with an undisturbed run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Import,
    Demo,
}

/// Arguments of the measure.
#[derive(Debug, Args)]
pub(crate) struct Kill {
    /// What to kill.
    #[arg(long, value_enum)]
    what: Asked,
    /// Where `push` pushes to.
    #[arg(long, value_enum, default_value = "receiver")]
    to: To,
    /// The file to import; without it, a small one of invented pages.
    #[arg(long)]
    warc: Option<PathBuf>,
    /// How many trials.
    #[arg(long, default_value_t = 25)]
    n: usize,
    /// What the moments are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program; without it, the one beside this one.
    #[arg(long)]
    bin: Option<PathBuf>,
}

/// An undisturbed run, with which the others are compared.
struct Model {
    held: Held,
    lasts: Duration,
}

/// What is run, and where the files for it lie.
struct Bench {
    program: Program,
    what: What,
    warc: PathBuf,
    via: String,
    runtime: Runtime,
}

impl Kill {
    /// Runs the trials and says a line of each; whether none failed.
    pub(crate) fn run(self) -> Result<bool, String> {
        let files = tempfile::tempdir().map_err(|why| why.to_string())?;
        let program = Program::at(self.bin.clone())?;
        let what = match self.what {
            Asked::Import => What::Import,
            Asked::Demo => What::Demo,
            Asked::Push => {
                let run = match self.to {
                    To::Receiver => push::run,
                    To::Wordpress => press::run,
                };
                return run(program, self.n, self.seed, files.path());
            }
        };
        let warc = match (&self.warc, what) {
            (Some(warc), _) => warc
                .canonicalize()
                .map_err(|why| format!("cannot open {}: {why}", warc.display()))?,
            (None, What::Demo) => PathBuf::new(),
            (None, What::Import) => {
                let warc = files.path().join("sample.warc.gz");
                sample::write(&warc)?;
                warc
            }
        };
        let name = warc.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let via = match what {
            What::Import => format!("import:{name}"),
            What::Demo => mediawire::store::entries::LIST.to_owned(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|why| format!("cannot start a runtime: {why}"))?;
        Bench { program, what, warc, via, runtime }.trials(self.n, self.seed)
    }
}

impl Bench {
    fn trials(&self, n: usize, seed: u64) -> Result<bool, String> {
        let model = self.undisturbed()?;
        say(&format!(
            "undisturbed: {} dispatches in {:.2} s; outcomes {}",
            model.held.wire.len(),
            model.lasts.as_secs_f64(),
            told(&model.held.outcomes)
        ))?;
        let mut dice = Dice(seed);
        let (mut n_failed, mut n_kills, mut n_late, mut n_strays) = (0, 0, 0, 0);
        for trial in 1..=n {
            let mut line = format!("{trial:>3}:");
            let moments = moments(&mut dice, trial, model.lasts);
            let room = self.killed_once(moments[0], &mut line)?;
            n_kills += 1;
            for moment in &moments[1..] {
                // What is left to do may take less than the moment.
                let was_running = self.kill(&room, *moment, &mut line)?;
                n_kills += usize::from(was_running);
                n_late += usize::from(!was_running);
            }
            let faults = match self.finish(&room, &model) {
                Ok((strays, faults)) => {
                    n_strays += strays;
                    line.push_str(&format!("; then {strays} strays"));
                    faults
                }
                Err(why) => vec![why],
            };
            if faults.is_empty() {
                line.push_str(": good");
            } else {
                n_failed += 1;
                let kept = room.keep();
                line.push_str(&format!(": FAILED, see {}\n", kept.display()));
                line.push_str(&faults.join("\n"));
            }
            say(&line)?;
        }
        say(&format!(
            "kill {}: {n} trials, {n_kills} kills ({n_late} second ones came after the end), {n_strays} archive members written \
             twice or unused, {} dispatches each: {} good, {n_failed} failed",
            if self.what == What::Import { "import" } else { "demo" },
            model.held.wire.len(),
            n - n_failed
        ))?;
        Ok(n_failed == 0)
    }

    fn start(&self, room: &Path) -> Result<Running, String> {
        let data = room.join("data");
        match self.what {
            What::Import => self.program.import(&self.warc, &data, room),
            What::Demo => self.program.demo(&data, room),
        }
    }

    fn undisturbed(&self) -> Result<Model, String> {
        let room = tempfile::tempdir().map_err(|why| why.to_string())?;
        let lasts = self.run_to_end(room.path())?;
        let data = room.path().join("data");
        let held = self.runtime.block_on(held::look(&data, &self.via))?;
        let verdict = self.program.verify(&data, room.path())?;
        match held.faults.is_empty() && verdict.is_clean() && !held.wire.is_empty() {
            true => Ok(Model { held, lasts }),
            false => {
                Err(format!("the undisturbed run is not sound: {:?} {verdict:?}", held.faults))
            }
        }
    }

    /// A room in which a run from the beginning was killed at `moment`, or earlier if it had ended by then.
    fn killed_once(&self, mut moment: Duration, line: &mut String) -> Result<TempDir, String> {
        loop {
            let room = tempfile::tempdir().map_err(|why| why.to_string())?;
            if self.kill(&room, moment, line)? {
                return Ok(room);
            }
            moment /= 2;
        }
    }

    /// Starts it and kills it at `moment`; false if it had ended.
    fn kill(&self, room: &TempDir, moment: Duration, line: &mut String) -> Result<bool, String> {
        let mut running = self.start(room.path())?;
        let was_running = running.kill_at(moment)?;
        let data = room.path().join("data");
        let left = self.runtime.block_on(held::glance(&data, room.path()));
        let verb = if was_running { "killed" } else { "had ended" };
        line.push_str(&format!(" {verb} at {:.3} s ({left})", moment.as_secs_f64()));
        Ok(was_running)
    }

    /// Runs it to its end and compares; the members that nothing refers to, and all that is wrong.
    fn finish(&self, room: &TempDir, model: &Model) -> Result<(usize, Vec<String>), String> {
        self.run_to_end(room.path())?;
        let data = room.path().join("data");
        let held = self.runtime.block_on(held::look(&data, &self.via))?;
        let mut faults = held.faults;
        let mut lost = without(&model.held.wire, &held.wire);
        let mut more = without(&held.wire, &model.held.wire);
        if self.what == What::Demo {
            // Three agencies send the same words: whose come first, and go out, is the network's to say.
            take_pairs(&mut lost, &mut more, |a, b| {
                a.url != b.url && a.words == b.words && a.display == b.display
            });
        }
        faults.extend(lost.iter().map(|sent| format!("lost: {sent:?}")));
        faults.extend(more.iter().map(|sent| format!("too much: {sent:?}")));
        if held.outcomes != model.held.outcomes {
            faults.push(format!("other outcomes: {}", told(&held.outcomes)));
        }
        let verdict = self.program.verify(&data, room.path())?;
        if !verdict.is_clean() {
            faults.push(format!("verify: {verdict:?}"));
        }
        Ok((held.n_strays, faults))
    }

    /// Starts it and lets it come to its end; how long that took.
    fn run_to_end(&self, room: &Path) -> Result<Duration, String> {
        let mut running = self.start(room)?;
        let told = |running: &Running, why: String| format!("{why}\n{}", running.complaint());
        let (lasts, status) = match self.what {
            What::Import => {
                let status = running.end_within(RUN_MAX).map_err(|why| told(&running, why))?;
                (running.age(), status)
            }
            What::Demo => {
                let lasts = until_all_is_out(&self.runtime, &mut running, &room.join("data"));
                let lasts = lasts.map_err(|why| told(&running, why))?;
                (lasts, running.terminate().map_err(|why| told(&running, why))?)
            }
        };
        match status.success() {
            true => Ok(lasts),
            false => Err(told(&running, format!("it ended with {status}"))),
        }
    }
}

/// Until the wire of a demonstration has as many dispatches as its stories come to and no job is left; when the last of
/// them was there.
pub(crate) fn until_all_is_out(
    runtime: &Runtime,
    running: &mut Running,
    data: &Path,
) -> Result<Duration, String> {
    let (mut head, mut grown) = (0, Duration::ZERO);
    loop {
        if let Some(status) = running.ended()? {
            return Err(format!("it ended by itself with {status}"));
        }
        let now = running.head().unwrap_or(0);
        if now != head {
            (head, grown) = (now, running.age());
        }
        let is_quiet = running.age().saturating_sub(grown) > QUIET;
        let is_all = is_quiet && running.announced().is_some_and(|n| head >= n);
        if is_all && runtime.block_on(held::n_jobs(data))? == 0 {
            return Ok(grown);
        }
        if running.age() > DEMO_MAX {
            return Err(format!("its wire has {head} dispatches after {DEMO_MAX:?}"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// When to kill in a trial: once or twice.
fn moments(dice: &mut Dice, trial: usize, lasts: Duration) -> Vec<Duration> {
    let n = if trial.is_multiple_of(TWICE_EVERY) { 2 } else { 1 };
    let whole = if trial.is_multiple_of(EARLY_EVERY) { lasts / 20 } else { lasts };
    (0..n).map(|_| dice.part_of(whole)).collect()
}

/// What is in `all` and not in `but`, each as often as it is too much; both are sorted.
fn without<'a, T: Ord>(all: &'a [T], but: &[T]) -> Vec<&'a T> {
    let mut but = but.iter().peekable();
    all.iter()
        .filter(|one| {
            while but.next_if(|other| other < one).is_some() {}
            but.next_if(|other| other == one).is_none()
        })
        .collect()
}

/// Takes out of both lists what is `alike`, one of each at a time.
fn take_pairs<T: Copy>(one: &mut Vec<T>, other: &mut Vec<T>, alike: impl Fn(T, T) -> bool) {
    one.retain(|a| match other.iter().position(|b| alike(*a, *b)) {
        Some(at) => {
            other.remove(at);
            false
        }
        None => true,
    });
}

fn told(outcomes: &[(String, String, i64)]) -> String {
    let words: Vec<String> =
        outcomes.iter().map(|(step, code, n)| format!("{step} {code} {n}")).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{take_pairs, without};

    #[test]
    fn pair_is_taken_once() {
        let (mut lost, mut more) = (vec![1, 4], vec![11, 21, 3]);
        take_pairs(&mut lost, &mut more, |a, b| a % 10 == b % 10);
        assert_eq!((lost, more), (vec![4], vec![21, 3]));
    }

    #[test]
    fn doubled_and_lost_lines_are_told_apart() {
        let model = [1, 2, 2, 3];
        assert_eq!(without(&model, &[1, 2, 3]), [&2], "one of the two is lost");
        assert_eq!(without(&[1, 2, 2, 3, 3], &model), [&3], "one is doubled");
        assert!(without(&model, &model).is_empty());
        assert_eq!(without(&model, &[]), [&1, &2, &2, &3]);
    }
}
