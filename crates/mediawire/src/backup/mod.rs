//! Backup and restore: a copy of a wire that is whole in itself, made beside the process that writes it.
//!
//! `make` writes one, `check` reads it back, `restore` makes a wire of it. What a backup holds is in `docs/backup.md`;
//! to add something, write it in `make`, list it in the manifest, and bring it back in `restore`.

pub mod check;
pub mod erased;
mod files;
pub mod make;
pub mod restore;

use crate::error::{Context as _, Error, Kind, Result};
use mediawire_core::codec::digest::Digest;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The version of what a backup looks like.
const FORMAT: u32 = 1;
/// The file that lists all others: a folder without it is no backup.
const MANIFEST: &str = "manifest.json";
/// The folder with what nobody else may have, and its own list.
const KEYS: &str = "keys";
/// The folders of the database's tables and of the archive's files.
const TABLES: &str = "tables";
const ARCHIVE: &str = "archive";
/// The folder with what people have written into the data folder, and what of that is taken.
const FILES: &str = "files";
const OWN: [&str; 4] = ["sites", "packs", "words", "theme.css"];
/// What a backup is called while it is written.
const PARTIAL: &str = "partial";

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Where it lies in the backup, with `/` between folders.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Listed {
    fn new(path: &str, bytes: u64, digest: Digest) -> Self {
        Self { path: path.to_owned(), bytes, sha256: digest.to_hex() }
    }

    /// The path within `dir`; a path that would lead out of it is refused.
    fn within(&self, dir: &Path) -> Result<PathBuf> {
        let is_safe = !self.path.is_empty()
            && self
                .path
                .split('/')
                .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']));
        match is_safe {
            true => Ok(dir.join(&self.path)),
            false => {
                Err(Error::new(Kind::Malformed, format!("the manifest lists {:?}", self.path)))
            }
        }
    }
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of its form.
    pub format: u32,
    /// When its database was read, after RFC 3339.
    pub made: String,
    /// The program that made it.
    pub mediawire: String,
    /// The step of the schema that its tables have.
    pub schema: usize,
    /// How many items it holds.
    pub n_items: i64,
    /// How many dispatches.
    pub n_dispatches: i64,
    /// How many captures.
    pub n_captures: i64,
    /// Whether the keys were written too, in their folder.
    pub has_keys: bool,
    /// Every file but for the keys and this list.
    pub files: Vec<Listed>,
}

impl Manifest {
    /// What the backup in `dir` says of itself.
    ///
    /// # Errors
    /// `NotFound` if it is none; `Malformed` if its manifest cannot be read; `Conflict` if it is of a newer form.
    pub fn read(dir: &Path) -> Result<Self> {
        let path = dir.join(MANIFEST);
        let tried = || format!("cannot read {}", path.display());
        let text = std::fs::read_to_string(&path).context(Kind::NotFound, tried)?;
        let manifest: Self = serde_json::from_str(&text).context(Kind::Malformed, tried)?;
        if manifest.format > FORMAT {
            let what = format!(
                "the backup {} has the form {}, this program knows {FORMAT}: use a newer mediawire",
                dir.display(),
                manifest.format
            );
            return Err(Error::new(Kind::Conflict, what));
        }
        Ok(manifest)
    }

    /// How many bytes its files have.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// What the folder of keys says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Keys {
    format: u32,
    made: String,
    files: Vec<Listed>,
}

/// The backups in `dir`, the oldest first: whole ones, not what was cut short.
///
/// # Errors
/// `NotFound` if there is no such folder; `Transient` if it cannot be read.
pub fn all(dir: &Path) -> Result<Vec<PathBuf>> {
    let tried = || format!("cannot read the folder of backups {}", dir.display());
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).context(Kind::NotFound, tried)? {
        let path = entry.context(Kind::Transient, tried)?.path();
        let is_partial = path.extension().is_some_and(|it| it == PARTIAL);
        if !is_partial && path.join(MANIFEST).is_file() {
            all.push(path);
        }
    }
    // They are named by their moments.
    all.sort();
    Ok(all)
}

/// The backup that `dir` is, or the newest in it.
///
/// # Errors
/// `NotFound` if there is none.
pub fn newest(dir: &Path) -> Result<PathBuf> {
    if dir.join(MANIFEST).is_file() {
        return Ok(dir.to_owned());
    }
    all(dir)?.pop().ok_or_else(|| {
        Error::new(Kind::NotFound, format!("there is no whole backup in {}", dir.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::Listed;
    use mediawire_core::codec::digest::Digest;
    use std::path::Path;

    #[test]
    fn what_is_listed_lies_in_the_backup() {
        let dir = Path::new("/b");
        let within = |path: &str| Listed::new(path, 0, Digest::of(b"")).within(dir).ok();
        assert_eq!(within("tables/item.jsonl"), Some(dir.join("tables/item.jsonl")));
        for path in ["", "/etc/passwd", "../a", "a/../../b", "a//b", "./a"] {
            assert_eq!(within(path), None, "{path}");
        }
    }
}
