//! The site files of a running wire: read once, kept in memory, and saved one at a time, so that whatever happens the
//! folder has the old file or the new one, as the store has it on record.
//!
//! What is to be saved is first written beside its place, under a hidden name with the moment of its act; when that act
//! is on record, it takes its place. What a process left there that ended in between is made good by the same record.

use crate::config::sites::{rules, sites};
use crate::error::{Error, Kind, Result};
use mediawire_core::extract::Sites;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, MutexGuard};

/// Bytes of the largest file that is changed here; larger ones are read all the same.
pub const FILE_BYTES_MAX: usize = 16 << 10;
/// How the names end of what is being saved.
const BEGUN: &str = ".saving";

/// The site files of a data folder.
#[derive(Debug)]
pub struct SiteFiles {
    folder: PathBuf,
    sites: RwLock<Arc<Sites>>,
    turn: Mutex<()>,
}

/// A site file whose saving has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The domain that it is for.
    pub domain: String,
    /// When the act was done that saves it, Unix milliseconds.
    pub at_ms: i64,
    /// All of the file; empty if it is to be removed.
    pub text: String,
}

impl SiteFiles {
    /// Those of the data folder `data`; none is read yet.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        Self { folder: data.join("sites"), sites: RwLock::default(), turn: Mutex::default() }
    }

    /// Reads all of them; what is wrong with those that cannot be used.
    pub fn read(&self) -> Vec<String> {
        let (sites, wrong) = sites(self.folder.parent().unwrap_or(&self.folder));
        self.are(sites);
        wrong
    }

    /// The rules that pages are read by now.
    #[must_use]
    pub fn now(&self) -> Arc<Sites> {
        Arc::clone(&self.sites.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn are(&self, sites: Sites) {
        *self.sites.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(sites);
    }

    /// Waits until nobody else saves one; nobody does while the answer is held.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// The domain whose file holds for the pages at `host`: the longest that has a file, else the host without `www.`.
    #[must_use]
    pub fn domain(&self, host: &str) -> String {
        let host = host.to_ascii_lowercase();
        let has_file = |domain: &&str| is_name(domain) && self.path(domain).is_file();
        let with_file = Sites::domains(&host).find(has_file);
        with_file.unwrap_or_else(|| host.strip_prefix("www.").unwrap_or(&host)).to_owned()
    }

    /// The text of a domain's file; empty if there is none.
    ///
    /// # Errors
    /// `Malformed` if a file of that name cannot be, or cannot be changed here: it is too large, or no UTF-8;
    /// `Transient` if it cannot be read.
    pub fn text(&self, domain: &str) -> Result<String> {
        let refuse = |why: &str| {
            let what = format!("cannot change sites/{domain}.toml here: {why}");
            Err(Error::new(Kind::Malformed, what).code("site-rule"))
        };
        if !is_name(domain) {
            return refuse("no file is named so");
        }
        let path = self.path(domain);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(String::new()),
            Err(why) => return Err(tried("read", &path, &why)),
        };
        let mut bytes = Vec::new();
        let limit = u64::try_from(FILE_BYTES_MAX + 1).unwrap_or(u64::MAX);
        file.take(limit).read_to_end(&mut bytes).map_err(|why| tried("read", &path, &why))?;
        if bytes.len() > FILE_BYTES_MAX {
            return refuse(&format!("it has more than {FILE_BYTES_MAX} bytes"));
        }
        String::from_utf8(bytes).or_else(|_| refuse("it is no UTF-8"))
    }

    /// Writes what is to be saved beside its place. It is durable after this, and holds for nothing.
    ///
    /// # Errors
    /// `Transient` if it cannot be written; nothing is left then, or what [`Self::begun`] finds.
    pub fn begin(&self, domain: &str, at_ms: i64, text: &str) -> Result<Begun> {
        let begun = Begun { domain: domain.to_owned(), at_ms, text: text.to_owned() };
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)
                .and_then(|()| sync(self.folder.parent().unwrap_or(&self.folder)))
                .map_err(|why| tried("make", &self.folder, &why))?;
        }
        let path = self.beside(&begun);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|why| tried("write", &path, &why))?;
        let written = file
            .write_all(begun.text.as_bytes())
            .and_then(|()| file.sync_all())
            .and_then(|()| sync(&self.folder));
        match written {
            Ok(()) => Ok(begun),
            Err(why) => {
                fs::remove_file(&path).ok();
                Err(tried("write", &path, &why))
            }
        }
    }

    /// Puts what is on record into its place, durably, and reads pages by it from now on. It may be done again.
    ///
    /// # Errors
    /// `Transient` if it cannot be; the folder has what it had, or what it is to have.
    pub fn finish(&self, begun: &Begun) -> Result<()> {
        let (beside, path) = (self.beside(begun), self.path(&begun.domain));
        if begun.text.is_empty() {
            // What was begun goes last: as long as it is there, this is done again.
            remove(&path).and_then(|()| sync(&self.folder)).and_then(|()| remove(&beside))
        } else {
            fs::rename(&beside, &path)
        }
        .and_then(|()| sync(&self.folder))
        .map_err(|why| tried("put in its place", &path, &why))?;
        let mut sites = Sites::clone(&self.now());
        match rules(&begun.text, &format!("sites/{}.toml", begun.domain)) {
            Ok(rules) => sites.insert(&begun.domain, rules),
            // Nothing with a mistake is saved: it holds no rule, since it is to be removed.
            Err(_) => sites.remove(&begun.domain),
        }
        self.are(sites);
        Ok(())
    }

    /// Removes what was begun and is not on record.
    ///
    /// # Errors
    /// `Transient` if it cannot be.
    pub fn leave(&self, begun: &Begun) -> Result<()> {
        let path = self.beside(begun);
        remove(&path).and_then(|()| sync(&self.folder)).map_err(|why| tried("remove", &path, &why))
    }

    /// What was begun and not finished, by name. Empty but where a process ended in the middle.
    ///
    /// # Errors
    /// `Transient` if the folder cannot be read.
    pub fn begun(&self) -> Result<Vec<Begun>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(why) => return Err(tried("read", &self.folder, &why)),
        };
        let mut begun = Vec::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if let Some((domain, at_ms)) = parse(&name) {
                // Half a text is on no record.
                let bytes = fs::read(&path).map_err(|why| tried("read", &path, &why))?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                begun.push(Begun { domain: domain.to_owned(), at_ms, text });
            }
        }
        begun.sort_by(|a, b| (a.at_ms, &a.domain).cmp(&(b.at_ms, &b.domain)));
        Ok(begun)
    }

    fn path(&self, domain: &str) -> PathBuf {
        self.folder.join(format!("{domain}.toml"))
    }

    fn beside(&self, begun: &Begun) -> PathBuf {
        self.folder.join(format!(".{}.toml.{}{BEGUN}", begun.domain, begun.at_ms))
    }
}

/// Domain and moment of a file's name, if it is one of what was begun.
fn parse(name: &str) -> Option<(&str, i64)> {
    let (file, at) = name.strip_prefix('.')?.strip_suffix(BEGUN)?.rsplit_once('.')?;
    let domain = file.strip_suffix(".toml").filter(|domain| is_name(domain))?;
    Some((domain, at.parse().ok()?))
}

/// Whether a file may be named after it: it leads out of no folder, and is not hidden.
fn is_name(domain: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    !domain.is_empty()
        && domain.len() <= 200
        && !domain.starts_with('.')
        && domain.chars().all(fits)
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Makes the names in a folder durable.
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

fn tried(what: &str, path: &Path, why: &std::io::Error) -> Error {
    Error::caused(Kind::Transient, format!("cannot {what} {}", path.display()), why)
        .code("site-file")
}

#[cfg(test)]
mod tests {
    use super::{Begun, FILE_BYTES_MAX, SiteFiles, parse};

    fn begun(text: &str) -> Begun {
        Begun { domain: "a.example".to_owned(), at_ms: 7, text: text.to_owned() }
    }

    #[test]
    fn file_is_begun_beside_its_place_and_holds_when_it_is_finished() {
        let data = tempfile::TempDir::new().unwrap();
        let files = SiteFiles::of(data.path());
        let rule = begun("[[rule]]\nbody = \"main\"\n");
        assert_eq!(files.begin("a.example", 7, &rule.text).unwrap(), rule);
        assert_eq!(files.begun().unwrap(), std::slice::from_ref(&rule));
        assert_eq!((files.read(), files.now().is_empty()), (Vec::new(), true));
        assert_eq!(files.text("a.example").unwrap(), "");
        files.finish(&rule).unwrap();
        assert_eq!(files.text("a.example").unwrap(), rule.text);
        assert_eq!(files.now().of("a.example").len(), 1);
        assert!(files.begun().unwrap().is_empty());
        assert_eq!(files.domain("www.a.example"), "a.example");
        assert_eq!(files.domain("www.b.example"), "b.example");

        files.begin("a.example", 7, "").unwrap();
        assert_eq!(files.now().of("a.example").len(), 1);
        // Done twice, as after an end between its two steps, it comes to the same.
        std::fs::remove_file(data.path().join("sites/a.example.toml")).unwrap();
        files.finish(&begun("")).unwrap();
        assert!(files.now().is_empty() && files.begun().unwrap().is_empty());
        assert_eq!(files.text("a.example").unwrap(), "");
    }

    #[test]
    fn what_is_not_on_record_leaves_nothing() {
        let data = tempfile::TempDir::new().unwrap();
        let files = SiteFiles::of(data.path());
        assert!(files.begun().unwrap().is_empty(), "there is no folder yet");
        files.begin("a.example", 7, "[[rule]]\n").unwrap();
        files.leave(&begun("")).unwrap();
        assert_eq!(std::fs::read_dir(data.path().join("sites")).unwrap().count(), 0);
    }

    #[test]
    fn no_name_leads_out_of_the_folder_and_no_file_is_cut() {
        let data = tempfile::TempDir::new().unwrap();
        let files = SiteFiles::of(data.path());
        for domain in ["", "../a", ".a", "a/b", "A.example", "[::1]"] {
            assert!(files.text(domain).is_err(), "{domain}");
            assert_eq!(parse(&format!(".{domain}.toml.7.saving")), None, "{domain}");
        }
        assert_eq!(parse(".a.example.toml.7.saving"), Some(("a.example", 7)));
        assert_eq!(parse(".a.example.toml.x.saving"), None);
        let folder = data.path().join("sites");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("large.example.toml"), vec![b'#'; FILE_BYTES_MAX + 1]).unwrap();
        std::fs::write(folder.join("latin.example.toml"), b"# caf\xe9\n").unwrap();
        for (domain, why) in [("large.example", "more than"), ("latin.example", "no UTF-8")] {
            let error = files.text(domain).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
