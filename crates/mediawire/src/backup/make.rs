//! A backup is made: first the database at one moment, then the archive, which holds all that this moment refers to.

use super::files::{self, begin, end};
use super::{
    ARCHIVE, FILES, FORMAT, KEYS, Keys, Listed, MANIFEST, Manifest, OWN, PARTIAL, TABLES, all,
    erased,
};
use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::db::bulk::Name;
use crate::store::{captures, dump, migrate};
use crate::work::think;
use crate::{Lock, Wire};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Where it lies.
    pub dir: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Archive files that the backup before has too, and that were not copied again.
    pub n_linked: usize,
    /// Older backups that were removed.
    pub n_removed: usize,
}

/// What is asked of a backup.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Whether it holds the keys.
    pub with_keys: bool,
    /// How many backups are left, the newest with them; `None` leaves all.
    pub n_kept: Option<usize>,
}

/// Makes a backup of `wire` in a new folder of `dir`, which is named by its moment. Until it is whole it has another name,
/// and what is left of one that was cut short goes with the next.
///
/// # Errors
/// `Conflict` if another backup is being made in `dir`; `Transient` if something cannot be read or written; `Malformed`
/// if the archive is not what the store knows of it.
pub async fn make(wire: &Arc<Wire>, dir: &Path, asked: Asked) -> Result<Made> {
    let shown = dir.display();
    std::fs::create_dir_all(dir)
        .context(Kind::Transient, || format!("cannot make the folder {shown}"))?;
    let _lock = lock(dir)?;
    clear_partial(dir)?;
    let made = wire.now();
    let name = made.strftime("%Y%m%dT%H%M%S.%3fZ").to_string();
    let (partial, whole) = (dir.join(format!("{name}.{PARTIAL}")), dir.join(name));
    let before = all(dir)?.pop();
    let written = write(wire, &partial, before, asked.with_keys).await;
    let (manifest, n_linked) = match written {
        Ok(written) => written,
        Err(error) => {
            // What cannot be removed now goes with the next backup.
            std::fs::remove_dir_all(&partial).ok();
            return Err(error.context(format!("there is no backup in {shown}")));
        }
    };
    let tried = || format!("cannot finish the backup {}", whole.display());
    std::fs::rename(&partial, &whole).context(Kind::Transient, tried)?;
    // Older backups beside it do not know what was erased since they were made.
    erased::write(wire, &dir.join(erased::LIST)).await?;
    files::sync(dir)?;
    let mut n_removed = 0;
    if let Some(n_kept) = asked.n_kept {
        let mut olds = all(dir)?;
        olds.truncate(olds.len().saturating_sub(n_kept.max(1)));
        for old in olds {
            remove(&old)?;
            n_removed += 1;
        }
    }
    Ok(Made { dir: whole, manifest, n_linked, n_removed })
}

/// Takes the folder for this process.
fn lock(dir: &Path) -> Result<Lock> {
    let tried = || format!("cannot write into {}", dir.display());
    let file = File::options().create(true).truncate(false).write(true).open(dir.join("lock"));
    let file = file.context(Kind::Transient, tried)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(std::fs::TryLockError::WouldBlock) => {
            let what = format!("another backup is being made in {}", dir.display());
            Err(Error::new(Kind::Conflict, what))
        }
        Err(std::fs::TryLockError::Error(cause)) => {
            Err(Error::caused(Kind::Transient, tried(), cause))
        }
    }
}

/// Removes what was cut short.
fn clear_partial(dir: &Path) -> Result<()> {
    let tried = || format!("cannot clear what was cut short in {}", dir.display());
    for entry in std::fs::read_dir(dir).context(Kind::Transient, tried)? {
        let path = entry.context(Kind::Transient, tried)?.path();
        if path.is_dir() && path.extension().is_some_and(|it| it == PARTIAL) {
            std::fs::remove_dir_all(&path).context(Kind::Transient, tried)?;
        }
    }
    Ok(())
}

/// Removes a backup; its list first, so that what is left of it is none.
fn remove(dir: &Path) -> Result<()> {
    let tried = || format!("cannot remove the old backup {}", dir.display());
    std::fs::remove_file(dir.join(MANIFEST)).context(Kind::Transient, tried)?;
    std::fs::remove_dir_all(dir).context(Kind::Transient, tried)
}

/// Writes all of a backup into `dir`; what it says of itself, and how many archive files it shares with the one `before`.
async fn write(
    wire: &Arc<Wire>,
    dir: &Path,
    before: Option<PathBuf>,
    with_keys: bool,
) -> Result<(Manifest, usize)> {
    for folder in [dir.to_owned(), dir.join(TABLES), dir.join(ARCHIVE), dir.join(FILES)] {
        let tried = || format!("cannot make the folder {}", folder.display());
        std::fs::create_dir(&folder).context(Kind::Transient, tried)?;
    }
    let made = wire.now().to_string();
    // All of this is one moment of the database.
    let mut tx = wire.db.read().await?;
    let (n_items, n_dispatches, n_captures) = dump::counts(&mut tx).await?;
    let mut listed = write_tables(&mut tx, dir, TABLES, |name| {
        !dump::LATE.contains(&name) && !dump::SECRET.contains(&name)
    })
    .await?;
    if with_keys {
        write_keys(&mut tx, dir, &made).await?;
    }
    let ends = captures::durable_ends(&mut tx).await?;
    let gone = dump::gone(&mut tx).await?;
    drop(tx);
    listed.extend(copy_own(&wire.data, dir)?);
    let n_linked;
    let archived = {
        let (wire, dir) = (wire.clone(), dir.to_owned());
        think(move || copy_archive(&wire, &dir, ends, before.as_deref())).await?
    };
    (n_linked, listed) = archived.map(|(n, all)| (n, [listed, all].concat()))?;
    // What was removed while the archive was copied may lie there as it was, as it is, or half so.
    listed.extend(write_late(&mut wire.db.read().await?, dir, &gone).await?);
    listed.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest {
        format: FORMAT,
        made,
        mediawire: env!("CARGO_PKG_VERSION").to_owned(),
        schema: migrate::N_STEPS,
        n_items,
        n_dispatches,
        n_captures,
        has_keys: with_keys,
        files: listed,
    };
    for folder in [TABLES, ARCHIVE, FILES] {
        files::sync(&dir.join(folder))?;
    }
    write_json(&dir.join(MANIFEST), &manifest, false)?;
    files::sync(dir)?;
    Ok((manifest, n_linked))
}

/// Writes those tables that are to be `taken` into the folder `folder` of `dir`.
async fn write_tables(
    tx: &mut Tx,
    dir: &Path,
    folder: &str,
    taken: impl Fn(&str) -> bool,
) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    let is_secret = folder == KEYS;
    for table in dump::tables(tx).await? {
        if !taken(table.as_str()) {
            continue;
        }
        let file = format!("{}.jsonl", table.as_str());
        let path = if is_secret { file } else { format!("{folder}/{file}") };
        let base = if is_secret { dir.join(KEYS) } else { dir.to_owned() };
        let mut out = begin(&base.join(&path), is_secret)?;
        dump::write(tx, &table, &mut out, |_, _| {}).await?;
        listed.push(end(out, &path)?);
    }
    Ok(listed)
}

/// Writes what nobody else may have, into a folder of its own with a list of its own: it may be kept elsewhere.
async fn write_keys(tx: &mut Tx, dir: &Path, made: &str) -> Result<()> {
    let folder = dir.join(KEYS);
    let tried = || format!("cannot make the folder {}", folder.display());
    std::fs::DirBuilder::new().mode(0o700).create(&folder).context(Kind::Transient, tried)?;
    let files = write_tables(tx, dir, KEYS, |name| dump::SECRET.contains(&name)).await?;
    write_json(
        &folder.join(MANIFEST),
        &Keys { format: FORMAT, made: made.to_owned(), files },
        true,
    )?;
    files::sync(&folder)
}

async fn write_late(tx: &mut Tx, dir: &Path, gone: &HashSet<Vec<u8>>) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for table in dump::LATE {
        let path = format!("{TABLES}/{table}.jsonl");
        let mut out = begin(&dir.join(&path), false)?;
        dump::write_late(tx, &Name::parse(table)?, gone, &mut out).await?;
        listed.push(end(out, &path)?);
    }
    Ok(listed)
}

fn write_json(path: &Path, value: &impl serde::Serialize, is_secret: bool) -> Result<()> {
    let mut out = begin(path, is_secret)?;
    let text = serde_json::to_string_pretty(value).expect("a list of files is JSON");
    let tried = || format!("cannot write {}", path.display());
    writeln!(out, "{text}").context(Kind::Transient, tried)?;
    end(out, MANIFEST).map(drop)
}

/// Copies what people have written into the data folder.
fn copy_own(data: &Path, dir: &Path) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for own in OWN {
        let from = data.join(own);
        let all = match from.is_file() {
            true => vec![own.to_owned()],
            false => files::below(&from)?.into_iter().map(|path| format!("{own}/{path}")).collect(),
        };
        for path in all {
            let to = dir.join(FILES).join(&path);
            let tried = || format!("cannot make a folder for {}", to.display());
            std::fs::create_dir_all(to.parent().unwrap_or(dir)).context(Kind::Transient, tried)?;
            listed.push(files::copy(&data.join(&path), &to, &format!("{FILES}/{path}"))?);
        }
    }
    Ok(listed)
}

/// Copies the archive's files up to their `ends`; how many the backup `before` has just so, which are shared with it.
fn copy_archive(
    wire: &Wire,
    dir: &Path,
    ends: Vec<(String, u64)>,
    before: Option<&Path>,
) -> Result<(usize, Vec<Listed>)> {
    let known: HashMap<String, Listed> = match before {
        None => HashMap::new(),
        // One that cannot be read has nothing to share.
        Some(before) => Manifest::read(before).map_or_else(
            |_| HashMap::new(),
            |it| it.files.into_iter().map(|file| (file.path.clone(), file)).collect(),
        ),
    };
    let (mut n_linked, mut listed) = (0, Vec::new());
    for (name, n_bytes) in ends {
        let path = format!("{ARCHIVE}/{name}");
        let to = dir.join(&path);
        let same = known.get(&path).filter(|file| file.bytes == n_bytes);
        if let (Some(file), Some(before)) = (same, before) {
            let from = before.join(&path);
            let is_long = std::fs::metadata(&from).is_ok_and(|it| it.len() == n_bytes);
            let digest = wire.archive.copy(&name, n_bytes, &mut std::io::sink())?;
            // A backup is never written again, so that two may share a file.
            let is_same = is_long && digest.to_hex() == file.sha256;
            if is_same && std::fs::hard_link(&from, &to).is_ok() {
                listed.push(file.clone());
                n_linked += 1;
                continue;
            }
        }
        let mut out = begin(&to, false)?;
        wire.archive.copy(&name, n_bytes, &mut out)?;
        listed.push(end(out, &path)?);
    }
    Ok((n_linked, listed))
}
