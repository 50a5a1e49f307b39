//! A watched folder: files that others put there, each taken once, when it is complete.
//!
//! A file is complete when it has the size and the time of change that it had at the look before. Hidden and temporary
//! names are passed over, so that whoever renames a file into place is never read too early. What was taken goes to
//! `done`, what was refused to `refused` with its reason beside it; nothing is deleted.

use crate::error::{Context as _, Error, Kind, Result};
use bytes::Bytes;
use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use url::Url;

/// Bytes of the largest file that is read.
const FILE_BYTES_MAX: u64 = 32 << 20;
/// Files that are taken at one look.
const FILES_MAX: usize = 200;
/// Files of one folder that are looked at.
const LOOKED_AT_MAX: usize = 100_000;
/// How names of files end that are still being written.
const TEMPORARY: [&str; 7] =
    [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", "~"];
/// Where files go that were taken.
const DONE: &str = "done";
/// Where files go that were refused.
const REFUSED: &str = "refused";

/// A file that is complete.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// Its name in the folder.
    pub name: String,
    /// Its bytes, or why it is not taken.
    pub bytes: std::result::Result<Bytes, String>,
}

impl Dropped {
    /// The address under which it is captured: its name, and nothing of the machine.
    #[must_use]
    pub fn url(&self) -> String {
        let path = Url::from_file_path(Path::new("/").join(&self.name)).ok();
        let path = path.as_ref().map(Url::path).unwrap_or_default();
        format!("file:{}", path.trim_start_matches('/'))
    }
}

/// Size and time of change.
type Look = (u64, Option<SystemTime>);

/// What was seen at the last look into each folder.
#[derive(Debug, Default)]
pub struct Folders {
    looks: Mutex<HashMap<PathBuf, HashMap<String, Look>>>,
}

/// The folder that a source's list is, if it is one (`file:///…`).
#[must_use]
pub fn path(list: &str) -> Option<PathBuf> {
    let url = Url::parse(list).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

impl Folders {
    /// The files in `folder` that are complete, the oldest first.
    ///
    /// # Errors
    /// `Transient` if the folder cannot be read.
    pub fn look(&self, folder: &Path) -> Result<Vec<Dropped>> {
        let told = || format!("cannot read the folder {}", folder.display());
        let mut now = HashMap::new();
        for entry in fs::read_dir(folder).context(Kind::Transient, told)?.take(LOOKED_AT_MAX) {
            let entry = entry.context(Kind::Transient, told)?;
            // A name that is no text cannot be told of; a link leads elsewhere.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(meta) = entry.metadata() else { continue };
            if meta.is_file() && !is_passed_over(&name) {
                now.insert(name, (meta.len(), meta.modified().ok()));
            }
        }
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        let before = looks.insert(folder.to_owned(), now.clone()).unwrap_or_default();
        drop(looks);
        let mut complete: Vec<(Look, String)> = now
            .into_iter()
            .filter(|(name, look)| before.get(name) == Some(look))
            .map(|(name, look)| (look, name))
            .collect();
        complete.sort_by(|a, b| (a.0.1, &a.1).cmp(&(b.0.1, &b.1)));
        complete.truncate(FILES_MAX);
        Ok(complete
            .into_iter()
            .map(|((n_bytes, _), name)| Dropped { bytes: read(&folder.join(&name), n_bytes), name })
            .collect())
    }
}

fn is_passed_over(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with(['.', '~']) || TEMPORARY.iter().any(|end| lower.ends_with(end))
}

fn read(path: &Path, n_bytes: u64) -> std::result::Result<Bytes, String> {
    if n_bytes > FILE_BYTES_MAX {
        return Err(format!("it has {n_bytes} bytes, more than {FILE_BYTES_MAX}"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|why| format!("cannot open it: {why}"))?;
    file.take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|why| format!("cannot read it: {why}"))?;
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    Ok(bytes.into())
}

/// Puts a file away: to `done`, or with `why` to `refused`, its reason beside it in `NAME.txt`. Another file of its name
/// that is there already stays.
///
/// # Errors
/// `Transient` if it cannot be moved.
pub fn put_away(folder: &Path, name: &str, why: Option<&str>) -> Result<()> {
    let to = folder.join(if why.is_some() { REFUSED } else { DONE });
    let told = || format!("cannot move {name} to {}", to.display());
    fs::create_dir_all(&to).context(Kind::Transient, told)?;
    let free = (0..10_000)
        .map(|n| if n == 0 { name.to_owned() } else { format!("{n}-{name}") })
        .find(|name| !to.join(name).exists());
    let free = free.ok_or_else(|| Error::new(Kind::Transient, told()))?;
    fs::rename(folder.join(name), to.join(&free)).context(Kind::Transient, told)?;
    match why {
        Some(why) => fs::write(to.join(format!("{free}.txt")), format!("{why}\n"))
            .context(Kind::Transient, told),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folders, put_away};
    use std::fs;

    #[test]
    fn file_is_taken_when_two_looks_see_the_same_and_names_of_others_never() {
        let dir = tempfile::tempdir().unwrap();
        let folders = Folders::default();
        let names = || -> Vec<String> {
            folders.look(dir.path()).unwrap().into_iter().map(|it| it.name).collect()
        };
        for name in ["a.xml", ".b.xml", "c.xml.part", "~d.xml", "e.tmp"] {
            fs::write(dir.path().join(name), "<nitf>").unwrap();
        }
        fs::create_dir(dir.path().join("done")).unwrap();
        assert!(names().is_empty());
        assert_eq!(names(), ["a.xml"]);
        fs::write(dir.path().join("a.xml"), "<nitf>more").unwrap();
        assert!(names().is_empty(), "it is still being written");
        assert_eq!(names(), ["a.xml"]);
        put_away(dir.path(), "a.xml", None).unwrap();
        assert!(names().is_empty());
        fs::write(dir.path().join("a.xml"), "again").unwrap();
        put_away(dir.path(), "a.xml", Some("it is no feed")).unwrap();
        let told = fs::read_to_string(dir.path().join("refused/a.xml.txt")).unwrap();
        assert_eq!(told, "it is no feed\n");
        assert!(dir.path().join("done/a.xml").exists());
    }

    #[test]
    fn a_name_is_an_address_without_the_machine() {
        let of =
            |name: &str| super::Dropped { name: name.to_owned(), bytes: Err(String::new()) }.url();
        assert_eq!(of("a b\r\n.xml"), "file:a%20b%0D%0A.xml");
    }
}
