//! Files of a backup: each is written whole, synced, and summed while it goes by.

use super::Listed;
use crate::error::{Context as _, Error, Kind, Result};
use mediawire_core::codec::digest::Digest;
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// A reader or writer that counts and sums what goes through it.
pub(super) struct Summed<T> {
    inner: T,
    sum: Sha256,
    n_bytes: u64,
}

impl<T> Summed<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, sum: Sha256::new(), n_bytes: 0 }
    }

    fn end(self) -> (T, u64, Digest) {
        let digest = Digest::from_bytes(&self.sum.finalize()).expect("SHA-256 has 32 bytes");
        (self.inner, self.n_bytes, digest)
    }
}

impl<T: Write> Write for Summed<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.sum.update(&bytes[..n]);
        self.n_bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Summed<T> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(bytes)?;
        self.sum.update(&bytes[..n]);
        self.n_bytes += n as u64;
        Ok(n)
    }
}

/// A new file that is being written.
pub(super) type Fresh = Summed<BufWriter<File>>;

/// Begins a file that is not there yet, which its owner alone may read if it `is_secret`.
pub(super) fn begin(path: &Path, is_secret: bool) -> Result<Fresh> {
    let mode = if is_secret { 0o600 } else { 0o644 };
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    let file = file.context(Kind::Transient, || format!("cannot write {}", path.display()))?;
    Ok(Summed::new(BufWriter::with_capacity(1 << 18, file)))
}

/// Makes a file durable; what it is in the list, under the name `listed`.
pub(super) fn end(fresh: Fresh, listed: &str) -> Result<Listed> {
    let tried = || format!("cannot write {listed}");
    let (out, n_bytes, digest) = fresh.end();
    let file = out.into_inner().map_err(|cause| Error::caused(Kind::Transient, tried(), cause))?;
    file.sync_all().context(Kind::Transient, tried)?;
    Ok(Listed::new(listed, n_bytes, digest))
}

/// Copies the file `from`; what it is in the list, under the name `listed`.
pub(super) fn copy(from: &Path, to: &Path, listed: &str) -> Result<Listed> {
    let mut fresh = begin(to, false)?;
    let tried = || format!("cannot copy {} to {}", from.display(), to.display());
    let mut file = File::open(from).context(Kind::NotFound, tried)?;
    std::io::copy(&mut file, &mut fresh).context(Kind::Transient, tried)?;
    end(fresh, listed)
}

/// Whether the file at `path` is what is listed.
///
/// # Errors
/// `Malformed` with the file's name if it is not there, or has another length or digest; `Transient` if it cannot be read.
pub(super) fn check(path: &Path, listed: &Listed) -> Result<()> {
    let wrong = |why: &str| {
        Err(Error::new(Kind::Malformed, format!("the backup is damaged: {} {why}", path.display())))
    };
    let Ok(file) = File::open(path) else { return wrong("is not there") };
    let mut summed = Summed::new(file);
    let tried = || format!("cannot read {}", path.display());
    std::io::copy(&mut summed, &mut std::io::sink()).context(Kind::Transient, tried)?;
    let (_, n_bytes, digest) = summed.end();
    match (n_bytes == listed.bytes, digest.to_hex() == listed.sha256) {
        (true, true) => Ok(()),
        (false, _) => wrong(&format!("has {n_bytes} bytes, and had {}", listed.bytes)),
        (true, false) => wrong("is not what was written"),
    }
}

/// Makes a folder's names durable.
pub(super) fn sync(dir: &Path) -> Result<()> {
    let tried = || format!("cannot write the folder {}", dir.display());
    File::open(dir).and_then(|dir| dir.sync_all()).context(Kind::Transient, tried)
}

/// Every regular file below `dir`, by its path from there, sorted; none if there is no such folder.
pub(super) fn below(dir: &Path) -> Result<Vec<String>> {
    let tried = || format!("cannot read the folder {}", dir.display());
    let (mut found, mut folders) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(dir.join(&folder)) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries.context(Kind::Transient, tried)?,
        };
        for entry in entries {
            let entry = entry.context(Kind::Transient, tried)?;
            let kind = entry.file_type().context(Kind::Transient, tried)?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
