//! A wire of the drill: its data folder and, where its state lies in PostgreSQL, its database there.

use super::postgres::Base;
use super::seen::Seen;
use crate::run::{Program, Running, Verdict};
use flate2::read::MultiGzDecoder;
use mediawire::config::Config;
use mediawire::{Use, Wire};
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a command may take.
pub(super) const COMMAND_MAX: Duration = Duration::from_secs(300);

/// A wire, run by the program with files for what it writes in `room`.
pub(super) struct House<'a> {
    pub(super) data: PathBuf,
    base: Option<Base>,
    config: Option<PathBuf>,
    program: &'a Program,
    room: &'a Path,
}

impl<'a> House<'a> {
    /// The wire in `data`, of which `base` is the database if it is no file there.
    pub(super) fn new(
        (program, room): (&'a Program, &'a Path),
        name: &str,
        base: Option<Base>,
    ) -> Result<Self, String> {
        let mut config = None;
        if let Some(base) = &base {
            let path = room.join(format!("{name}.toml"));
            let text = format!("[store]\nurl = \"{}\"\n", base.url());
            std::fs::write(&path, text).map_err(|why| why.to_string())?;
            config = Some(path);
        }
        Ok(Self { data: room.join(name), base, config, program, room })
    }

    /// What tells the program which wire is meant.
    fn named(&self) -> Vec<&OsStr> {
        let mut args = vec!["--data".as_ref(), self.data.as_os_str()];
        if let Some(config) = &self.config {
            args.extend(["--config".as_ref(), config.as_os_str()]);
        }
        args
    }

    /// Starts a command on it.
    pub(super) fn start(&self, args: &[&OsStr]) -> Result<Running, String> {
        self.program.start(&[args, &self.named()].concat(), self.room)
    }

    /// Runs a command on it to its end.
    pub(super) fn command(&self, args: &[&OsStr]) -> Result<(), String> {
        let mut running = self.start(args)?;
        let status = running.end_within(COMMAND_MAX)?;
        match status.success() {
            true => Ok(()),
            false => Err(format!("{args:?} ended with {status}: {}", running.complaint())),
        }
    }

    /// What `verify` says of it.
    pub(super) fn verify(&self) -> Result<Verdict, String> {
        self.program.verify_named(&self.named(), self.room)
    }

    /// The wire, to be read.
    pub(super) async fn open(&self) -> Result<Arc<Wire>, String> {
        let config = Config::load(self.config.as_deref(), std::iter::empty());
        let config = config.map_err(|why| why.to_string())?;
        let wire = Wire::open(&self.data, &config, Vec::new(), Use::Read).await;
        wire.map_err(|why| why.to_string())
    }

    /// Has the database's server count what stands in it, as it does by itself where a wire is older: what it counts are
    /// words, too.
    pub(super) fn count(&self) -> Result<(), String> {
        self.base.as_ref().map_or(Ok(()), Base::count)
    }

    /// Everything of it that lies anywhere: files, unpacked too; the database's dump, and its files.
    pub(super) fn all(&self) -> Result<Vec<Seen>, String> {
        let mut all = files(&self.data)?;
        if let Some(base) = &self.base {
            let there = std::iter::once(base.dump()?).chain(base.files()?);
            all.extend(there.map(Seen::of_database));
        }
        Ok(all)
    }
}

/// Every file below `dir`.
pub(super) fn files(dir: &Path) -> Result<Vec<Seen>, String> {
    let (mut all, mut folders) = (Vec::new(), vec![dir.to_owned()]);
    while let Some(folder) = folders.pop() {
        let tried = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(tried)? {
            let path = entry.map_err(tried)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).map_err(tried)?;
            let mut plain = Vec::new();
            if MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain).is_ok() {
                all.push(Seen::of(format!("{} unpacked", path.display()), plain));
            }
            all.push(Seen::of(path.display().to_string(), bytes));
        }
    }
    Ok(all)
}
