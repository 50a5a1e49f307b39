//! Whether a `serve` that is killed while it pushes delivers everything, in order, and twice only under the same id.

use super::receiver::{Got, Receiver};
use crate::held;
use crate::run::{Dice, Program, Running, say};
use crate::sample;
use mediawire::config::Config;
use mediawire::pipeline::destinations::{self, Start};
use mediawire::store::wire::{self, Of};
use mediawire::{Use, Wire, pipeline, work};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long a trial may take.
const TRIAL_MAX: Duration = Duration::from_secs(120);
/// One trial in so many is killed again when it is started anew.
const TWICE_EVERY: usize = 3;
/// One trial in so many is killed by the clock soon after its start, when debts are written.
const EARLY_EVERY: usize = 5;
const EARLY: Duration = Duration::from_millis(600);
/// The longest time between a message and the kill that follows it.
const BEHIND: Duration = Duration::from_millis(12);
const LOOK: Duration = Duration::from_millis(2);

/// A wire that owes all of it to the receiver, to be copied for each trial.
struct Bench {
    program: Program,
    template: PathBuf,
    config: PathBuf,
    receiver: Receiver,
    runtime: Runtime,
    /// The dispatches of the wire.
    wire: Vec<Dispatch>,
}

/// Runs `n` trials and says a line of each; whether none failed.
pub(super) fn run(program: Program, n: usize, seed: u64, files: &Path) -> Result<bool, String> {
    let bench = Bench::prepare(program, files)?;
    let mut dice = Dice(seed);
    let (mut n_failed, mut n_kills, mut n_twice) = (0, 0, 0);
    for trial in 1..=n {
        let (line, told) = bench.trial(&mut dice, trial)?;
        n_kills += told.n_kills;
        n_twice += told.n_twice;
        match told.faults.is_empty() {
            true => say(&format!("{trial:>3}:{line}: good"))?,
            false => {
                n_failed += 1;
                say(&format!("{trial:>3}:{line}: FAILED\n{}", told.faults.join("\n")))?;
            }
        }
    }
    say(&format!(
        "kill push: {n} trials, {n_kills} kills, {} dispatches of {} items each, {n_twice} messages came twice under the \
         same id: {} good, {n_failed} failed",
        bench.wire.len(),
        bench.wire.iter().map(|it| it.item).collect::<BTreeSet<_>>().len(),
        n - n_failed
    ))?;
    Ok(n_failed == 0)
}

/// What a trial came to.
struct Told {
    n_kills: usize,
    n_twice: usize,
    faults: Vec<String>,
}

pub(super) fn words(why: impl std::fmt::Display) -> String {
    why.to_string()
}

impl Bench {
    fn prepare(program: Program, files: &Path) -> Result<Self, String> {
        let receiver = Receiver::start()?;
        let (template, warc) = (files.join("template"), files.join("sample.warc.gz"));
        sample::write(&warc)?;
        let mut import = program.import(&warc, &template, files)?;
        if !import.end_within(TRIAL_MAX)?.success() {
            return Err(format!("the import failed: {}", import.complaint()));
        }
        let config = files.join("wire.toml");
        let inside = format!("[destinations]\ninside = \"127.0.0.1:{}\"\n", receiver.port);
        fs::write(&config, inside).map_err(words)?;
        let runtime =
            tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(words)?;
        let wire = runtime.block_on(fill(&template, &config, receiver.port))?;
        Ok(Self { program, template, config, receiver, runtime, wire })
    }

    fn trial(&self, dice: &mut Dice, trial: usize) -> Result<(String, Told), String> {
        let room = tempfile::tempdir().map_err(words)?;
        let data = room.path().join("data");
        copy(&self.template, &data)?;
        self.receiver.forget();
        let mut line = String::new();
        let n_kills = if trial.is_multiple_of(TWICE_EVERY) { 2 } else { 1 };
        for n in 0..n_kills {
            let mut running = self.start(&data, room.path())?;
            let has = self.receiver.n();
            if n == 0 && trial.is_multiple_of(EARLY_EVERY) {
                std::thread::sleep(dice.part_of(EARLY));
            } else {
                let left = self.wire.len().saturating_sub(has);
                self.until(&mut running, has + 1 + dice.below(left))?;
                std::thread::sleep(dice.part_of(BEHIND));
            }
            running.kill_at(Duration::ZERO)?;
            line.push_str(&format!(" killed at {} messages", self.receiver.n()));
        }
        let mut running = self.start(&data, room.path())?;
        while self.runtime.block_on(n_owed(&data))? > 0 {
            self.look(&mut running)?;
        }
        running.terminate()?;
        let got = self.receiver.got();
        let (n_twice, mut faults) = compare(&self.wire, &got);
        if !faults.is_empty() {
            faults.push(running.complaint());
        }
        line.push_str(&format!("; then {} in all", got.len()));
        Ok((line, Told { n_kills, n_twice, faults }))
    }

    fn start(&self, data: &Path, logs: &Path) -> Result<Running, String> {
        let args = ["serve", "--listen", "127.0.0.1:0", "--data"].map(str::to_owned);
        let path = |path: &Path| path.display().to_string();
        let more = [path(data), "--config".to_owned(), path(&self.config)];
        self.program.start(&[&args[..], &more].concat(), logs)
    }

    /// Waits until so many messages have come, or nothing more comes.
    fn until(&self, running: &mut Running, n: usize) -> Result<(), String> {
        while self.receiver.n() < n.min(self.wire.len()) {
            self.look(running)?;
        }
        Ok(())
    }

    fn look(&self, running: &mut Running) -> Result<(), String> {
        if running.ended()?.is_some() || running.age() > TRIAL_MAX {
            let n = self.receiver.n();
            return Err(format!("it came to no end, at {n} messages: {}", running.complaint()));
        }
        std::thread::sleep(LOOK);
        Ok(())
    }
}

/// Decides of the imported items, so that several dispatches of each follow each other, and adds the receiver.
async fn fill(data: &Path, config: &Path, port: u16) -> Result<Vec<Dispatch>, String> {
    let config = Config::load(Some(config), std::iter::empty()).map_err(words)?;
    let wire = Wire::open(data, &config, Vec::new(), Use::Write).await.map_err(words)?;
    let mut tx = wire.db.read().await.map_err(words)?;
    let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, 100).await.map_err(words)?;
    drop(tx);
    for round in 0..4 {
        for (n, line) in lines.iter().enumerate() {
            let kind = match (round, n % 6) {
                (0 | 2, 0..=3) => {
                    DecisionKind::Headline(Some(format!("{} {round}", line.dispatch.headline)))
                }
                (1, 1) => DecisionKind::Withhold,
                (2, 4) | (3, 2) => DecisionKind::Kill(Ground::House),
                (3, 3) => DecisionKind::Withhold,
                _ => continue,
            };
            let done = pipeline::decide(&wire, line.item.id, &kind, "eval", "measured").await;
            done.map_err(words)?;
        }
        work::drain(&wire).await.map_err(words)?;
    }
    let it = Destination {
        slug: Slug::of("receiver"),
        name: "receiver".to_owned(),
        kind: DestinationKind::Webhook,
        url: format!("http://127.0.0.1:{port}/"),
        settings: String::new(),
    };
    destinations::add(&wire, &it, "", Start::First, ("eval", "command")).await.map_err(words)?;
    let mut tx = wire.db.read().await.map_err(words)?;
    held::dispatches(&mut tx).await
}

/// Dispatches that are owed, or not read yet.
pub(super) async fn n_owed(data: &Path) -> Result<i64, String> {
    let db = held::open(data).await?;
    let mut tx = db.read().await.map_err(words)?;
    let slug = Slug::of("receiver");
    let kept = mediawire::store::destinations::get(&mut tx, &slug).await.map_err(words)?;
    let owed = mediawire::store::debts::owed(&mut tx, &slug).await.map_err(words)?;
    let head = wire::head(&mut tx).await.map_err(words)?;
    let kept = kept.ok_or("the destination is gone")?;
    Ok(head - kept.owed_to + owed.n_owed + owed.n_parked)
}

/// How many messages came more than once, and all that is wrong with what came.
fn compare(wire: &[Dispatch], got: &[Got]) -> (usize, Vec<String>) {
    let mut faults = Vec::new();
    let mut ids: BTreeMap<i64, &str> = BTreeMap::new();
    let mut n_twice = 0;
    let mut last: BTreeMap<&str, &Got> = BTreeMap::new();
    for one in got {
        match ids.insert(one.number, &one.id) {
            None => {}
            Some(id) if id == one.id => n_twice += 1,
            Some(id) => faults.push(format!("{} came as {id} and as {}", one.number, one.id)),
        }
        if let Some(before) = last.insert(&one.item, one)
            && before.number > one.number
        {
            faults.push(format!("{} of an item came behind {}", one.number, before.number));
        }
        if one.has_text != ["published", "updated", "corrected"].contains(&one.event.as_str()) {
            faults
                .push(format!("{} is {} and has a text: {}", one.number, one.event, one.has_text));
        }
    }
    let distinct: BTreeSet<&str> = ids.values().copied().collect();
    if distinct.len() != ids.len() {
        faults.push("an id stands for two dispatches".to_owned());
    }
    let lost = wire.iter().filter(|it| !ids.contains_key(&it.number));
    faults.extend(lost.map(|it| format!("lost: {}", it.number)));
    let mut newest: BTreeMap<_, &Dispatch> = BTreeMap::new();
    for dispatch in wire {
        newest.insert(dispatch.item, dispatch);
    }
    let newest: BTreeMap<i64, bool> =
        newest.values().map(|it| (it.number, it.notice.is_none())).collect();
    for one in last.values() {
        match newest.get(&one.number) {
            Some(is_shown) if *is_shown == one.has_text && one.is_newest => {}
            Some(_) | None => faults.push(format!("{} is not how its item stands", one.number)),
        }
    }
    (n_twice, faults)
}

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(words)?;
    for entry in fs::read_dir(from).map_err(words)? {
        let entry = entry.map_err(words)?;
        let target = to.join(entry.file_name());
        match entry.file_type().map_err(words)?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => fs::copy(entry.path(), &target).map(|_| ()).map_err(words)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::kill::receiver::Got;

    fn got(number: i64, id: &str, event: &str) -> Got {
        Got {
            number,
            id: id.to_owned(),
            item: "one".to_owned(),
            event: event.to_owned(),
            is_newest: true,
            has_text: event == "published",
        }
    }

    #[test]
    fn faults_are_seen() {
        let first = got(1, "a", "published");
        let n_faults = |all: &[Got]| compare(&[], all).1.len();
        // Each stands for an item of no wire, which is one fault.
        assert_eq!((compare(&[], &[first.clone(), first.clone()]).0, n_faults(&[])), (1, 0));
        assert_eq!(n_faults(&[first.clone(), got(1, "b", "published")]), 2);
        assert_eq!(n_faults(&[got(2, "b", "killed"), first.clone()]), 2);
        assert_eq!(n_faults(&[first.clone(), got(2, "a", "killed")]), 2);
        let told = Got { has_text: true, ..got(2, "b", "killed") };
        assert_eq!(n_faults(&[first, told]), 2);
    }
}
