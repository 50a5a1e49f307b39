//! What no one would write, read as if someone had: every reader of strangers' bytes, by mutation of seeds. No panic, no
//! failing lock, no reading that differs from the one before, no time or memory out of proportion.
//!
//! The same seed and folders give the same cases. Readers are in `fuzz/targets.rs`, pieces in `fuzz/pieces.rs`.

mod headline;
mod pieces;
mod seeds;
mod targets;
mod watch;

use crate::corpus;
use crate::fuzz::targets::{TARGETS, Target};
use crate::fuzz::watch::Watch;
use crate::run::{Dice, say};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Bytes of memory that the reading of any case may take, beside those for each of its bytes.
const MEMORY_BYTES: usize = 64 << 20;
/// Cases that are kept of one kind of finding.
const N_KEPT: usize = 3;

/// Mutates what strangers may send, reads it, and keeps what panics, differs, fails the lock, or takes too much.
#[derive(Debug, Args)]
pub(crate) struct Fuzz {
    /// Folders with pages to start from, `<id>.html.gz`, beside those that the command has.
    pages: Vec<PathBuf>,
    /// What is read; all of them one after the other if none is named.
    #[arg(long = "target", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|it| it.name)))]
    targets: Vec<String>,
    /// For how long each.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Which cases.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder with the samples that core's tests read.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/mediawire-core/tests/golden"))]
    golden: PathBuf,
    /// Cases, as they were kept: each is read once, and nothing is mutated.
    #[arg(long)]
    again: Vec<PathBuf>,
    /// Where findings are kept; `last-TARGET` is the case that was read last, should the program itself end.
    #[arg(long, default_value = "fuzz-findings")]
    out: PathBuf,
}

impl Fuzz {
    /// Whether nothing was found.
    pub(crate) fn run(&self) -> Result<bool, String> {
        fs::create_dir_all(&self.out).map_err(|why| cannot("write", &self.out, &why))?;
        let is_wanted = |it: &&Target| {
            self.targets.is_empty() || self.targets.iter().any(|name| name == it.name)
        };
        let heard = hear_panics();
        let mut is_clean = true;
        for target in TARGETS.iter().filter(is_wanted) {
            is_clean &= match self.again.is_empty() {
                true => self.mutate(target, &heard)?,
                false => self.read_again(target, &heard)?,
            };
        }
        Ok(is_clean)
    }

    /// Reads kept cases.
    fn read_again(&self, target: &Target, heard: &Heard) -> Result<bool, String> {
        let mut is_clean = true;
        for path in &self.again {
            let case = fs::read(path).map_err(|why| cannot("read", path, &why))?;
            let (watch, finding) = fault(target, &case, heard);
            let cost = format!("{:.4} s, {} KiB", watch.seconds, watch.bytes >> 10);
            let found =
                finding.map_or("nothing".to_owned(), |it| format!("{}: {}", it.kind, it.detail));
            is_clean &= found == "nothing";
            say(&format!(
                "{} {}: {} bytes, {cost}: {found}",
                target.name,
                path.display(),
                case.len()
            ))?;
        }
        Ok(is_clean)
    }

    /// Mutates for as long as was asked.
    fn mutate(&self, target: &Target, heard: &Heard) -> Result<bool, String> {
        let mut seeds = (target.seeds)(&self.golden)?;
        if matches!(target.name, "page" | "discover" | "charset") {
            for folder in &self.pages {
                seeds.extend(corpus::of_folder(folder)?);
            }
        }
        let mut dice = Dice(self.seed);
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        let (mut n_cases, mut n_bytes) = (0u64, 0usize);
        let mut worst = Watch::default();
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(self.seconds) {
            let case = mutated(target, &seeds, &mut dice);
            let last = self.out.join(format!("last-{}", target.name));
            fs::write(&last, &case).map_err(|why| cannot("write", &last, &why))?;
            (n_cases, n_bytes) = (n_cases + 1, n_bytes + case.len());
            let (watch, finding) = fault(target, &case, heard);
            worst.seconds = worst.seconds.max(watch.seconds);
            worst.bytes = worst.bytes.max(watch.bytes);
            let Some(finding) = finding else { continue };
            let n = found.entry(finding.kind.clone()).or_default();
            *n += 1;
            if *n <= N_KEPT {
                let path = self.out.join(format!("{}-{}-{n_cases}", target.name, self.seed));
                fs::write(&path, &case).map_err(|why| cannot("write", &path, &why))?;
                let Finding { kind, detail } = finding;
                say(&format!("{}: {} bytes: {kind}: {detail}", path.display(), case.len()))?;
            }
        }
        for (kind, n) in &found {
            say(&format!("{}: {n} times: {kind}", target.name))?;
        }
        say(&format!(
            "{}: {n_cases} cases, {:.1} MB, {} s, {} kinds of findings; at most {:.3} s and {} KiB a case",
            target.name,
            n_bytes as f64 / 1e6,
            start.elapsed().as_secs(),
            found.len(),
            worst.seconds,
            worst.bytes >> 10
        ))?;
        Ok(found.is_empty())
    }
}

fn cannot(what: &str, path: &Path, why: &dyn std::fmt::Display) -> String {
    format!("cannot {what} {}: {why}", path.display())
}

/// What is wrong with a case.
struct Finding {
    /// The same for cases with the same cause.
    kind: String,
    detail: String,
}

/// Where the last panic says that it was, and what it says.
type Heard = Arc<Mutex<Option<(String, String)>>>;

fn hear_panics() -> Heard {
    let heard = Heard::default();
    let ear = Arc::clone(&heard);
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        let payload = panic.payload_as_str().unwrap_or("it says nothing").to_owned();
        if let Ok(mut last) = ear.lock() {
            *last = Some((place, payload));
        }
    }));
    heard
}

/// What reading the case cost, and what is wrong with it, if anything.
fn fault(target: &Target, case: &[u8], heard: &Heard) -> (Watch, Option<Finding>) {
    let mut watch = Watch::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.read)(case, &mut watch)));
    let n = case.len();
    let found = |kind: &str, detail: String| Some(Finding { kind: kind.to_owned(), detail });
    let finding = match outcome {
        Err(_) => {
            let last = heard.lock().ok().and_then(|mut last| last.take()).unwrap_or_default();
            found(&format!("panic at {}", last.0), last.1)
        }
        Ok(Err((kind, detail))) => found(kind, detail),
        Ok(Ok(())) if watch.seconds > target.seconds.0 + target.seconds.1 * n as f64 => {
            found("too slow", format!("{:.3} s", watch.seconds))
        }
        Ok(Ok(())) if watch.bytes > MEMORY_BYTES + target.memory * n => {
            found("too much memory", format!("{} KiB", watch.bytes >> 10))
        }
        Ok(Ok(())) => None,
    };
    (watch, finding)
}

/// A seed with up to a dozen changes.
fn mutated(target: &Target, seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let Target { pieces, raw, bytes_max, .. } = target;
    let mut case = seeds[dice.below(seeds.len())].clone();
    case.truncate(*bytes_max);
    let insert = |case: &mut Vec<u8>, at: usize, part: &[u8]| {
        let n_bytes = part.len().min(bytes_max.saturating_sub(case.len()));
        case.splice(at..at, part[..n_bytes].iter().copied());
    };
    let a_piece = |dice: &mut Dice| -> &[u8] {
        match pieces.is_empty() {
            true => raw[dice.below(raw.len())],
            false => pieces[dice.below(pieces.len())].as_bytes(),
        }
    };
    for _ in 0..=dice.below(12) {
        let at = dice.below(case.len() + 1);
        let n_bits = dice.below(13);
        let n_bytes = dice.below(1 << n_bits).min(case.len() - at);
        let stretch = at..at + n_bytes;
        match dice.below(11) {
            0 if at < case.len() => case[at] ^= 1 << dice.below(8),
            1 => drop(case.drain(stretch)),
            2 => case.truncate(at),
            3 => {
                let part = case[stretch].to_vec();
                insert(&mut case, at, &part.repeat(1 + dice.below(40)));
            }
            4 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let to = from + dice.below(4_000).min(other.len() - from);
                insert(&mut case, at, &other[from..to]);
            }
            5 => insert(&mut case, at, raw[dice.below(raw.len())]),
            6 => {
                // Deep or long, by the piece.
                let part = a_piece(dice).repeat(1 << dice.below(14));
                insert(&mut case, at, &part);
            }
            7 if pieces.is_empty() && at < case.len() => {
                // A length or a signature, in place of what stood there.
                let part = a_piece(dice);
                let n = part.len().min(case.len() - at);
                case[at..at + n].copy_from_slice(&part[..n]);
            }
            _ => {
                for _ in 0..=dice.below(4) {
                    let part = a_piece(dice);
                    insert(&mut case, at, part);
                }
            }
        }
    }
    case
}
