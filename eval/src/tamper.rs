//! Whether `verify` names exactly the items that a changed byte touches.

use crate::held;
use crate::run::{Dice, Program, Verdict, say};
use crate::sample;
use clap::Args;
use mediawire::store::db::Db;
use mediawire::store::{articles, body, items};
use mediawire_core::model::id::ArticleId;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// Arguments of the measure.
#[derive(Debug, Args)]
pub(crate) struct Tamper {
    /// The data folder. It is copied; nothing in it changes.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Instead of a data folder: a file to import into one; without either, a small one of invented pages.
    #[arg(long, conflicts_with = "data")]
    warc: Option<PathBuf>,
    /// How many choices of a byte of a body, and how many of a byte of the archive.
    #[arg(long, default_value_t = 20)]
    n: usize,
    /// What the bytes are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program; without it, the one beside this one.
    #[arg(long)]
    bin: Option<PathBuf>,
}

/// A copy of a data folder, and what rests on what in it.
struct Bench {
    program: Program,
    room: TempDir,
    db: Db,
    /// Each dispatched article with the public id of its item.
    bodies: Vec<(ArticleId, String)>,
    /// Each archive member (file, first byte, length) that a dispatched body rests on, with the public ids.
    members: Vec<((String, u64, u64), BTreeSet<String>)>,
}

impl Tamper {
    /// Runs the trials and says a line of each; whether none failed.
    pub(crate) fn run(self) -> Result<bool, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|why| format!("cannot start a runtime: {why}"))?;
        runtime.block_on(self.trials())
    }

    async fn trials(self) -> Result<bool, String> {
        let bench = self.prepare().await?;
        let clean = bench.verify()?;
        if !clean.is_clean() {
            return Err(format!("there are differences before anything was changed: {clean:?}"));
        }
        let (n_bodies, n_members) = clean.checked;
        say(&format!("before: {n_bodies} bodies and {n_members} archive members, no difference"))?;
        let mut dice = Dice(self.seed);
        let mut n_missed = 0;
        for trial in 1..=self.n {
            n_missed += usize::from(!bench.change_body(trial, &mut dice).await?);
        }
        for trial in 1..=self.n {
            n_missed += usize::from(!bench.change_member(trial, &mut dice)?);
        }
        let restored = bench.verify()?.is_clean();
        say(&format!(
            "tamper: {} bytes of bodies and {} bytes of the archive changed one at a time, among {n_bodies} bodies and \
             {n_members} members: {} named exactly, {n_missed} missed; all changed back: {}",
            self.n,
            self.n,
            2 * self.n - n_missed,
            if restored { "no difference" } else { "STILL DIFFERENCES" }
        ))?;
        Ok(n_missed == 0 && restored)
    }

    /// Copies the data folder, or makes one, and reads what rests on what.
    async fn prepare(&self) -> Result<Bench, String> {
        let program = Program::at(self.bin.clone())?;
        let room = tempfile::tempdir().map_err(|why| why.to_string())?;
        let data = room.path().join("data");
        match &self.data {
            Some(from) => copy(from, &data)?,
            None => {
                let warc = match &self.warc {
                    Some(warc) => warc.canonicalize().map_err(|why| why.to_string())?,
                    None => room.path().join("sample.warc.gz"),
                };
                if self.warc.is_none() {
                    sample::write(&warc)?;
                }
                let mut import = program.import(&warc, &data, room.path())?;
                let status = import.end_within(Duration::from_secs(900))?;
                if !status.success() {
                    return Err(format!("the import failed: {}", import.complaint()));
                }
            }
        }
        let db = Db::sqlite(&held::db_path(&data), false).await.map_err(|why| why.to_string())?;
        let (bodies, members) = resting(&db).await?;
        if bodies.is_empty() {
            return Err("there is nothing on the wire".to_owned());
        }
        Ok(Bench { program, room, db, bodies, members })
    }
}

type Resting = (Vec<(ArticleId, String)>, Vec<((String, u64, u64), BTreeSet<String>)>);

/// Which items rest on which bodies and archive members: on the record that holds the payload, and where that is
/// another, on the record that says when and where it was received again.
async fn resting(db: &Db) -> Result<Resting, String> {
    let mut tx = db.read().await.map_err(|why| why.to_string())?;
    let places = held::places(&mut tx).await?;
    let mut bodies = BTreeMap::new();
    let mut members: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for dispatch in held::dispatches(&mut tx).await? {
        let item = items::get(&mut tx, dispatch.item).await.map_err(|why| why.to_string())?;
        let public = item.ok_or("a dispatch has no item")?.public.to_string();
        let text = articles::body(&mut tx, dispatch.article).await;
        let text = text.map_err(|why| why.to_string())?;
        for part in body::read(&text).map_err(|why| why.to_string())?.parts {
            let own = places.get(&part.capture).ok_or("a body rests on no known capture")?;
            let holder = places.get(&own.holder).ok_or("a payload is held nowhere")?;
            for lies in [own, holder] {
                let member = (lies.file.clone(), lies.at_byte, lies.n_bytes);
                members.entry(member).or_default().insert(public.clone());
            }
        }
        bodies.insert(dispatch.article, public);
    }
    Ok((bodies.into_iter().collect(), members.into_iter().collect()))
}

impl Bench {
    fn data(&self) -> PathBuf {
        self.room.path().join("data")
    }

    fn verify(&self) -> Result<Verdict, String> {
        self.program.verify(&self.data(), self.room.path())
    }

    /// Changes a byte of a body by hand, asks, and changes it back; whether exactly its item was named.
    async fn change_body(&self, trial: usize, dice: &mut Dice) -> Result<bool, String> {
        let (article, public) = &self.bodies[dice.below(self.bodies.len())];
        let mut tx = self.db.read().await.map_err(|why| why.to_string())?;
        let before = articles::body(&mut tx, *article).await.map_err(|why| why.to_string())?;
        drop(tx);
        let mut bytes = before.clone().into_bytes();
        let mut at = dice.below(bytes.len());
        // Letters beyond ASCII are several bytes, and one of them alone would not be text.
        while !bytes[at].is_ascii() {
            at = dice.below(bytes.len());
        }
        let old = bytes[at];
        while bytes[at] == old {
            bytes[at] = b' ' + u8::try_from(dice.below(95)).unwrap_or(0);
        }
        let what = format!(
            "body {trial}: byte {at} of {} of {public}, {:?} to {:?}",
            bytes.len(),
            char::from(old),
            char::from(bytes[at])
        );
        let after = String::from_utf8(bytes).map_err(|why| why.to_string())?;
        self.write_body(*article, &after).await?;
        let verdict = self.verify();
        self.write_body(*article, &before).await?;
        judge(&what, &verdict?, &BTreeSet::from([public.clone()]))
    }

    async fn write_body(&self, article: ArticleId, text: &str) -> Result<(), String> {
        let mut tx = self.db.write().await.map_err(|why| why.to_string())?;
        tx.run(
            "UPDATE article_body SET body = $2 WHERE article = $1",
            &[(&article.0).into(), text.into()],
        )
        .await
        .map_err(|why| why.to_string())?;
        tx.commit().await.map_err(|why| why.to_string())
    }

    /// Changes a byte of an archive member, asks, and changes it back; whether exactly the items on it were named.
    fn change_member(&self, trial: usize, dice: &mut Dice) -> Result<bool, String> {
        let ((name, start, length), publics) = &self.members[dice.below(self.members.len())];
        let path = self.data().join("archive").join(name);
        let file = File::options().read(true).write(true).open(&path);
        let file = file.map_err(|why| format!("cannot open {}: {why}", path.display()))?;
        let within = dice.below(usize::try_from(*length).unwrap_or(usize::MAX));
        let at = start + u64::try_from(within).unwrap_or(0);
        let mut old = [0];
        file.read_exact_at(&mut old, at).map_err(|why| why.to_string())?;
        let new = [old[0] ^ u8::try_from(1 + dice.below(255)).unwrap_or(1)];
        file.write_all_at(&new, at).map_err(|why| why.to_string())?;
        let verdict = self.verify();
        file.write_all_at(&old, at).map_err(|why| why.to_string())?;
        let what = format!(
            "archive {trial}: byte {within} of the {length} of the member at {start} of {name}, {:#04x} to {:#04x}, {} \
             items rest on it",
            old[0],
            new[0],
            publics.len()
        );
        judge(&what, &verdict?, publics)
    }
}

/// Says what was changed and whether exactly `expected` was named.
fn judge(what: &str, verdict: &Verdict, expected: &BTreeSet<String>) -> Result<bool, String> {
    let is_exact = verdict.named == *expected && verdict.other.is_empty() && !verdict.is_success;
    match is_exact {
        true => say(&format!("{what}: named, and nothing else"))?,
        false => say(&format!("{what}: MISSED, expected {expected:?}, got {verdict:?}"))?,
    }
    Ok(is_exact)
}

/// Copies the data folder `from`, at which no process may be at work, to `to`.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |why: std::io::Error| format!("cannot copy {}: {why}", from.display());
    let lock = File::options().write(true).open(from.join("lock")).map_err(told)?;
    lock.try_lock().map_err(|why| {
        format!("cannot copy {}, a process is at work in it: {why}", from.display())
    })?;
    for (from, to) in [(from.to_owned(), to.to_owned()), (from.join("archive"), to.join("archive"))]
    {
        fs::create_dir_all(&to).map_err(told)?;
        for entry in fs::read_dir(&from).map_err(told)? {
            let entry = entry.map_err(told)?;
            if entry.file_type().map_err(told)?.is_file() {
                fs::copy(entry.path(), to.join(entry.file_name())).map_err(told)?;
            }
        }
    }
    Ok(())
}
