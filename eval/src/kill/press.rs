//! Whether a `serve` that is killed while it writes into a real WordPress leaves there every item once, as it stands.

use super::line::{Line, Press};
use super::push::{copy, n_owed, words};
use crate::held;
use crate::run::{Dice, Program, Running, say};
use crate::sample;
use mediawire::config::Config;
use mediawire::pipeline::deliver::wordpress::Settings;
use mediawire::pipeline::destinations::{self, Start};
use mediawire::store::wire::{self, Of};
use mediawire::{Use, Wire, pipeline, work};
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::id::{ItemId, PublicId, Slug};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long a trial may take.
const TRIAL_MAX: Duration = Duration::from_secs(90);
/// One trial in so many is killed again when it is started anew.
const TWICE_EVERY: usize = 3;
/// In one trial in so many some answers are a 500 behind the work, and all of the wire is sent again after the kill.
const SOUR_EVERY: usize = 4;
/// Writes after which such a trial is killed at the latest: what failed is not tried again soon.
const SOUR_WRITES_MAX: usize = 6;
/// The longest time between the moment at which a write is passed on and the kill: it may be under way still, or done.
const BEHIND: Duration = Duration::from_millis(250);
const LOOK: Duration = Duration::from_millis(20);
const BY: (&str, &str) = ("eval", "command");

/// A wire that owes a part of it to a WordPress which has the other part, to be copied for each trial.
struct Bench {
    program: Program,
    template: PathBuf,
    config: PathBuf,
    press: Press,
    line: Line,
    runtime: Runtime,
    /// The last dispatch of each item.
    stands: Vec<(PublicId, Dispatch)>,
    /// The items that the WordPress has at the beginning.
    has: Vec<PublicId>,
    /// How many writes an undisturbed run needs.
    n_writes: usize,
}

/// Runs `n` trials and says a line of each; whether none failed.
pub(super) fn run(program: Program, n: usize, seed: u64, files: &Path) -> Result<bool, String> {
    let mut bench = Bench::prepare(program, files)?;
    bench.undisturbed()?;
    let mut dice = Dice(seed);
    let (mut n_failed, mut n_all) = (0, 0);
    for trial in 1..=n {
        let (line, n_kills, faults) = bench.trial(&mut dice, trial)?;
        n_all += n_kills;
        match faults.is_empty() {
            true => say(&format!("{trial:>3}:{line}: good"))?,
            false => {
                n_failed += 1;
                say(&format!("{trial:>3}:{line}: FAILED\n{}", faults.join("\n")))?;
            }
        }
    }
    say(&format!(
        "kill push to wordpress: {n} trials, {n_all} kills, {} items in some {} writes each: {} good, {n_failed} failed",
        bench.stands.len(),
        bench.n_writes,
        n - n_failed
    ))?;
    Ok(n_failed == 0)
}

impl Bench {
    fn prepare(program: Program, files: &Path) -> Result<Self, String> {
        let (template, warc) = (files.join("template"), files.join("sample.warc.gz"));
        sample::write(&warc)?;
        let mut import = program.import(&warc, &template, files)?;
        if !import.end_within(TRIAL_MAX)?.success() {
            return Err(format!("the import failed: {}", import.complaint()));
        }
        let press = Press::find(files)?;
        let line = Line::to(&press)?;
        let config = files.join("wire.toml");
        let inside = format!("[destinations]\ninside = \"127.0.0.1:{}\"\n", line.port);
        fs::write(&config, inside).map_err(words)?;
        let runtime =
            tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(words)?;
        let mut bench = Self {
            program,
            template,
            config,
            press,
            line,
            runtime,
            stands: Vec::new(),
            has: Vec::new(),
            n_writes: 0,
        };
        let all = bench.runtime.block_on(bench.begin())?;
        bench.to_the_end(&bench.template, files)?;
        bench.press.save()?;
        bench.runtime.block_on(bench.go_on(&all))?;
        let stands = bench.runtime.block_on(bench.stands(&all))?;
        bench.has = all.iter().step_by(2).map(|it| it.1.clone()).collect();
        bench.stands = stands;
        Ok(bench)
    }

    async fn open(&self, data: &Path) -> Result<Arc<Wire>, String> {
        let config = Config::load(Some(&self.config), std::iter::empty()).map_err(words)?;
        Wire::open(data, &config, Vec::new(), Use::Write).await.map_err(words)
    }

    /// Withholds every second item, so that WordPress has the others alone, and adds it; all items.
    async fn begin(&self) -> Result<Vec<(ItemId, PublicId)>, String> {
        let wire = self.open(&self.template).await?;
        let mut tx = wire.db.read().await.map_err(words)?;
        let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, 100).await.map_err(words)?;
        drop(tx);
        let all: Vec<_> = lines.into_iter().map(|it| (it.item.id, it.item.public)).collect();
        for (id, _) in all.iter().skip(1).step_by(2) {
            decide(&wire, *id, &DecisionKind::Withhold).await?;
        }
        work::drain(&wire).await.map_err(words)?;
        let settings = Settings {
            user: self.press.told("user").to_owned(),
            status: "publish".to_owned(),
            ..Settings::default()
        };
        let it = Destination {
            slug: Slug::of("receiver"),
            name: "receiver".to_owned(),
            kind: DestinationKind::WordPress,
            url: format!("http://127.0.0.1:{}", self.line.port),
            settings: serde_json::to_string(&settings).map_err(words)?,
        };
        let password = self.press.told("password");
        destinations::add(&wire, &it, password, Start::First, BY).await.map_err(words)?;
        Ok(all)
    }

    /// Changes, withholds and withdraws some of what WordPress has, and lets others out.
    async fn go_on(&self, all: &[(ItemId, PublicId)]) -> Result<(), String> {
        let wire = self.open(&self.template).await?;
        for round in 0..3 {
            for (n, (id, public)) in all.iter().enumerate() {
                let headline = DecisionKind::Headline(Some(format!("Round {round} of {public}")));
                let kind = match (round, n % 6) {
                    (0, 1 | 3 | 5) => DecisionKind::Release,
                    (0 | 1, 0 | 2) | (1, 1) | (2, 0) => headline,
                    (1, 3) | (2, 4) => DecisionKind::Kill(Ground::House),
                    (2, 2) => DecisionKind::Withhold,
                    _ => continue,
                };
                decide(&wire, *id, &kind).await?;
            }
            work::drain(&wire).await.map_err(words)?;
        }
        Ok(())
    }

    async fn stands(
        &self,
        all: &[(ItemId, PublicId)],
    ) -> Result<Vec<(PublicId, Dispatch)>, String> {
        let db = held::open(&self.template).await?;
        let mut tx = db.read().await.map_err(words)?;
        let mut newest = BTreeMap::new();
        for dispatch in held::dispatches(&mut tx).await? {
            newest.insert(dispatch.item, dispatch);
        }
        let one = |(id, public): &(ItemId, PublicId)| {
            newest.remove(id).map(|it| (public.clone(), it)).ok_or("an item was never dispatched")
        };
        Ok(all.iter().map(one).collect::<Result<_, _>>()?)
    }

    fn start(&self, data: &Path, logs: &Path) -> Result<Running, String> {
        let args = ["serve", "--listen", "127.0.0.1:0", "--data"].map(str::to_owned);
        let path = |path: &Path| path.display().to_string();
        let more = [path(data), "--config".to_owned(), path(&self.config)];
        self.program.start(&[&args[..], &more].concat(), logs)
    }

    /// Serves until nothing is owed.
    fn to_the_end(&self, data: &Path, logs: &Path) -> Result<(), String> {
        let mut running = self.start(data, logs)?;
        while self.runtime.block_on(n_owed(data))? > 0 {
            look(&mut running)?;
        }
        running.terminate().map(|_| ())
    }

    /// Runs to the end without a kill, and counts.
    fn undisturbed(&mut self) -> Result<(), String> {
        let room = tempfile::tempdir().map_err(words)?;
        let data = room.path().join("data");
        copy(&self.template, &data)?;
        let before = self.line.n_writes();
        self.to_the_end(&data, room.path())?;
        self.n_writes = self.line.n_writes() - before;
        let faults = self.faults()?;
        match faults.is_empty() {
            true => say(&format!("undisturbed: {} writes", self.n_writes)),
            false => Err(format!("the undisturbed run is not sound: {}", faults.join("\n"))),
        }
    }

    fn trial(&self, dice: &mut Dice, trial: usize) -> Result<(String, usize, Vec<String>), String> {
        self.press.restore()?;
        let room = tempfile::tempdir().map_err(words)?;
        let data = room.path().join("data");
        copy(&self.template, &data)?;
        let is_sour = trial.is_multiple_of(SOUR_EVERY);
        let n_kills = if trial.is_multiple_of(TWICE_EVERY) { 2 } else { 1 };
        let start = self.line.n_writes();
        let mut line = String::new();
        for _ in 0..n_kills {
            self.line.is_sour(is_sour);
            let mut running = self.start(&data, room.path())?;
            let left = self.n_writes.saturating_sub(self.line.n_writes() - start).max(1);
            let after = 1 + dice.below(if is_sour { left.min(SOUR_WRITES_MAX) } else { left });
            let until = self.line.n_writes() + after;
            // What is left to be written may be less, where the last one was done and not known to be.
            while self.line.n_writes() < until && self.runtime.block_on(n_owed(&data))? > 0 {
                look(&mut running)?;
            }
            std::thread::sleep(dice.part_of(BEHIND));
            running.kill_at(Duration::ZERO)?;
            self.line.is_sour(false);
            line.push_str(&format!(" killed at {} writes", self.line.n_writes() - start));
            if is_sour {
                line.push_str(", some answered 500, sent again");
                self.runtime.block_on(self.replay(&data))?;
            }
        }
        self.to_the_end(&data, room.path())?;
        line.push_str(&format!("; then {} in all", self.line.n_writes() - start));
        Ok((line, n_kills, self.faults()?))
    }

    async fn replay(&self, data: &Path) -> Result<(), String> {
        let wire = self.open(data).await?;
        let slug = Slug::of("receiver");
        destinations::replay(&wire, &slug, Start::First, BY).await.map_err(words)
    }

    /// All that is wrong with the posts.
    fn faults(&self) -> Result<Vec<String>, String> {
        let mut of: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for post in self.press.posts()? {
            let public = post["meta"]["mediawire_id"].as_str().unwrap_or_default().to_owned();
            of.entry(public).or_default().push(post);
        }
        let mut faults = Vec::new();
        for (public, dispatch) in &self.stands {
            let posts = of.remove(public.as_str()).unwrap_or_default();
            // What is not shown and was not there needs no notice; one that was withdrawn while it came has one.
            let may_lack = !dispatch.notice.is_none() && !self.has.contains(public);
            match &posts[..] {
                [] if may_lack => {}
                [post] => {
                    faults.extend(fault(post, dispatch));
                    let id = post["id"].as_u64().unwrap_or(0);
                    if !dispatch.notice.is_none() && self.press.n_revisions(id)? > 0 {
                        faults.push(format!("{public} has revisions of what was withdrawn"));
                    }
                }
                posts => faults.push(format!("{public} has {} posts", posts.len())),
            }
        }
        Ok(faults)
    }
}

/// What a post says that is not how its item stands.
fn fault(post: &Value, dispatch: &Dispatch) -> Option<String> {
    let meta = |name: &str| post["meta"][name].as_str().unwrap_or_default();
    let (number, title) = (dispatch.number.to_string(), &*dispatch.headline);
    let wanted = match dispatch.notice {
        Notice::None => ("shown", &*number, title),
        Notice::Withheld(_) => ("withheld", "", "This item is withheld"),
        Notice::Killed(..) => ("killed", "", "This item has been withdrawn"),
    };
    let is = (
        meta("mediawire_state"),
        meta("mediawire_number"),
        post["title"]["raw"].as_str().unwrap_or_default(),
    );
    let is_there = post["status"] == "publish" && is.0 == wanted.0 && is.1 == wanted.1;
    // WordPress keeps a title as HTML: of the sample's own only the house's are compared.
    let is_same = is.2 == wanted.2 || !title.starts_with("Round ");
    (!is_there || !is_same).then(|| format!("{wanted:?} is {is:?}, {}", post["status"]))
}

async fn decide(wire: &Arc<Wire>, item: ItemId, kind: &DecisionKind) -> Result<(), String> {
    pipeline::decide(wire, item, kind, "eval", "measured").await.map_err(words)
}

fn look(running: &mut Running) -> Result<(), String> {
    if running.ended()?.is_some() || running.age() > TRIAL_MAX {
        return Err(format!("it came to no end: {}", running.complaint()));
    }
    std::thread::sleep(LOOK);
    Ok(())
}
