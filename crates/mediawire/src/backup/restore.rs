//! A wire is made of a backup: in an empty data folder, and an empty database.

use super::check::{Whole, check, check_keys};
use super::erased::{self, LIST};
use super::{ARCHIVE, FILES, KEYS, TABLES, files};
use crate::config::Config;
use crate::error::{Context as _, Error, Kind, Result};
use crate::store::db::Db;
use crate::store::db::bulk::Name;
use crate::store::{dump, items, migrate};
use crate::{Lock, RESTORING, Use, Wire, lock, pipeline, verify};
use mediawire_core::codec::digest::Digest;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What came back.
#[derive(Debug)]
pub struct Restored {
    /// The backup it was.
    pub from: Whole,
    /// What holding it all against the archive found.
    pub report: verify::Report,
    /// Items that were erased again, which the backup did not know as erased.
    pub n_erased: usize,
    /// The wire.
    pub wire: Arc<Wire>,
}

/// Makes the data folder `data`, and the database that `config` names, out of the backup in `dir` or the newest in it. The
/// keys are those in the folder `keys`, else those of the backup. What is listed in the file `erased`, and in the list
/// beside the backup, is erased again.
///
/// # Errors
/// As [`check`]; `Conflict` if folder or database are not empty, the backup is newer than this program, or the keys are
/// another wire's; `NotFound` if there are no keys.
pub async fn restore(
    dir: &Path,
    (keys, erased): (Option<&Path>, Option<&Path>),
    data: &Path,
    config: &Config,
) -> Result<Restored> {
    let whole = check(dir).await?;
    if whole.manifest.schema > migrate::N_STEPS {
        let what = format!(
            "cannot restore {}: its schema is step {}, this program knows {}; use a newer mediawire",
            whole.dir.display(),
            whole.manifest.schema,
            migrate::N_STEPS
        );
        return Err(Error::new(Kind::Conflict, what));
    }
    let keys = keys.map_or_else(|| whole.dir.join(KEYS), Path::to_owned);
    if !keys.is_dir() {
        let what = format!(
            "the backup {} was made without its keys: name the folder of keys of this or another backup of the same wire with --keys",
            whole.dir.display()
        );
        return Err(Error::new(Kind::NotFound, what));
    }
    let secret = check_keys(&keys)?;
    let lock = empty(data)?;
    let db = match config.store.url.reveal() {
        "" => Db::sqlite(&data.join("wire.db"), false).await?,
        url => Db::postgres(url).await?,
    };
    let hold = db.hold().await?;
    let n_steps = migrate::n_steps(&mut db.read().await?).await?;
    if n_steps.is_some_and(|n| n != whole.manifest.schema) {
        unmark(data)?;
        let what = "the database is not empty: make a new one, and name it in store.url";
        return Err(Error::new(Kind::Conflict, what));
    }
    bring_files(&whole, data)?;
    let beside = whole.dir.parent().map(|dir| dir.join(LIST)).filter(|list| list.is_file());
    let lists: Vec<PathBuf> = beside.into_iter().chain(erased.map(Path::to_owned)).collect();
    bring_tables(&db, &whole, (&keys, &secret)).await?;
    let n_erased = say_erased(&db, &lists).await?;
    drop((db, hold, lock));
    unmark(data)?;
    let wire = Wire::open(data, config, Vec::new(), Use::Write).await?;
    pipeline::removal::finish(&wire).await?.map_or(Ok(()), Err)?;
    pipeline::erasure::finish(&wire).await?;
    let report = verify::verify(&wire, &[]).await?;
    Ok(Restored { from: whole, report, n_erased, wire })
}

/// Takes the folder, which must hold nothing, and marks it: what is cut short from here on is not opened as a wire.
fn empty(data: &Path) -> Result<Lock> {
    let shown = data.display();
    let lock = lock(data)?;
    let tried = || format!("cannot read the data folder {shown}");
    for entry in std::fs::read_dir(data).context(Kind::Transient, tried)? {
        let name = entry.context(Kind::Transient, tried)?.file_name();
        if name != "lock" {
            let name = name.to_string_lossy();
            let what =
                format!("{shown} is not empty, it holds {name}: name a new folder with --data");
            return Err(Error::new(Kind::Conflict, what));
        }
    }
    let mark = data.join(RESTORING);
    let tried = || format!("cannot write into the data folder {shown}");
    File::create(&mark).and_then(|mark| mark.sync_all()).context(Kind::Transient, tried)?;
    files::sync(data)?;
    Ok(lock)
}

fn unmark(data: &Path) -> Result<()> {
    let tried = || format!("cannot write into the data folder {}", data.display());
    std::fs::remove_file(data.join(RESTORING)).context(Kind::Transient, tried)?;
    files::sync(data)
}

/// Brings back the archive, and what people have written. What was copied is held against the list once more.
fn bring_files(whole: &Whole, data: &Path) -> Result<()> {
    for listed in &whole.manifest.files {
        let own = listed.path.strip_prefix(FILES).and_then(|path| path.strip_prefix('/'));
        let to = match own {
            Some(own) => data.join(own),
            None if listed.path.starts_with(ARCHIVE) => data.join(&listed.path),
            None => continue,
        };
        let folder = to.parent().unwrap_or(data);
        let tried = || format!("cannot make the folder {}", folder.display());
        std::fs::create_dir_all(folder).context(Kind::Transient, tried)?;
        let copied = files::copy(&listed.within(&whole.dir)?, &to, &listed.path)?;
        if copied != *listed {
            let what = format!("{} has changed while it was restored", listed.path);
            return Err(Error::new(Kind::Malformed, what));
        }
        files::sync(folder)?;
    }
    Ok(())
}

/// Brings back the database, in one transaction, with the schema that it had.
async fn bring_tables(db: &Db, whole: &Whole, (keys, secret): (&Path, &[String])) -> Result<()> {
    migrate::migrate_to(db, whole.manifest.schema).await?;
    let prefix = format!("{TABLES}/");
    let tables = whole.manifest.files.iter().filter_map(|file| file.path.strip_prefix(&prefix));
    let tables = tables.map(|file| (file, whole.dir.join(TABLES).join(file)));
    let secret = secret.iter().map(|file| (file.as_str(), keys.join(file)));
    let mut all: Vec<(Name, PathBuf)> = Vec::new();
    for (file, path) in tables.chain(secret) {
        all.push((Name::parse(file.strip_suffix(".jsonl").unwrap_or(file))?, path));
    }
    let mut tx = db.write().await?;
    let known = dump::tables(&mut tx).await?;
    dump::make_room(&mut tx, &known).await?;
    for (name, path) in all {
        if !known.contains(&name) {
            let what = format!("the backup has a table {}, and its schema has none", name.as_str());
            return Err(Error::new(Kind::Malformed, what));
        }
        let tried = || format!("cannot read {}", path.display());
        let file = File::open(&path).context(Kind::NotFound, tried)?;
        dump::read(&mut tx, &name, BufReader::with_capacity(1 << 18, file)).await?;
    }
    dump::settle(&mut tx).await?;
    let key = migrate::known_setting(&mut tx, "public_key").await?;
    let key = Digest::from_hex(&key)
        .ok_or_else(|| Error::new(Kind::Malformed, "the keys hold no key of public ids"))?;
    if let Some(item) = items::any(&mut tx).await?
        && item.id.public(key.as_bytes()) != item.public
    {
        let what = format!("the keys in {} are another wire's", keys.display());
        return Err(Error::new(Kind::Conflict, what));
    }
    tx.commit().await
}

/// Brings the database to this program's schema, and says in it what the lists say was erased; how many items it did not
/// know as erased.
async fn say_erased(db: &Db, lists: &[PathBuf]) -> Result<usize> {
    migrate::migrate(db).await?;
    let mut tx = db.write().await?;
    let mut n_erased = 0;
    for list in lists {
        n_erased += erased::read(&mut tx, list).await?;
    }
    tx.commit().await?;
    Ok(n_erased)
}
