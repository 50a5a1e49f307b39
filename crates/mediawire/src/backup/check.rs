//! Whether a backup is what was written.

use super::files::check as check_file;
use super::{KEYS, Keys, MANIFEST, Manifest, newest};
use crate::error::{Context as _, Kind, Result};
use crate::work::think;
use std::path::{Path, PathBuf};

/// A backup that is whole.
#[derive(Debug, Clone)]
pub struct Whole {
    /// Where it lies.
    pub dir: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Whether its keys are there.
    pub has_keys: bool,
}

/// Holds every file of the backup in `dir`, or of the newest in it, against its list.
///
/// # Errors
/// `NotFound` if there is none; `Malformed` with the file's name if one is not what was written; `Transient` if it cannot
/// be read.
pub async fn check(dir: &Path) -> Result<Whole> {
    let dir = newest(dir)?;
    think(move || {
        let manifest = Manifest::read(&dir)?;
        for listed in &manifest.files {
            check_file(&listed.within(&dir)?, listed)?;
        }
        // Whoever keeps the keys elsewhere has moved their folder.
        let keys = dir.join(KEYS);
        let has_keys = keys.is_dir();
        if has_keys {
            check_keys(&keys)?;
        }
        Ok(Whole { dir, manifest, has_keys })
    })
    .await?
}

/// Holds every file of a folder of keys against its list; the names of their tables.
pub(super) fn check_keys(dir: &Path) -> Result<Vec<String>> {
    let path = dir.join(MANIFEST);
    let tried = || format!("cannot read the keys' list {}", path.display());
    let text = std::fs::read_to_string(&path).context(Kind::NotFound, tried)?;
    let keys: Keys = serde_json::from_str(&text).context(Kind::Malformed, tried)?;
    for listed in &keys.files {
        check_file(&listed.within(dir)?, listed)?;
    }
    Ok(keys.files.into_iter().map(|listed| listed.path).collect())
}
