//! What a crash leaves at the end of the last file: a member that was not written whole.

use crate::archive::RECORD_BYTES_MAX;
use crate::error::{Context as _, Kind, Result};
use mediawire_core::codec::warc::Reader;
use std::fs::OpenOptions;
use std::io::{BufReader, Seek as _, SeekFrom};
use std::path::Path;

/// Cuts the file at `path` behind its last complete member, and returns its length.
/// `None` if no more may be written to it: nothing was left of it, or bytes that were durable are gone.
///
/// Members are looked at from `durable_end` on, so that the cost does not grow with the file. What lies before it
/// is never cut, even if it is damaged: that is for a check of the archive to say, not for repair to hide.
pub(super) fn repair(path: &Path, durable_end: u64) -> Result<Option<u64>> {
    let tried = || format!("cannot repair archive file {}", path.display());
    let mut file =
        OpenOptions::new().read(true).write(true).open(path).context(Kind::Transient, tried)?;
    let size = file.metadata().context(Kind::Transient, tried)?.len();
    if durable_end > size {
        let name = path.display();
        tracing::error!(
            "{name} has {size} bytes, and the store refers to {durable_end}: run verify"
        );
        return Ok(None);
    }
    file.seek(SeekFrom::Start(durable_end)).context(Kind::Transient, tried)?;
    let mut end = durable_end;
    for record in Reader::new(BufReader::new(&file), RECORD_BYTES_MAX) {
        match record {
            Ok(record) => end = durable_end + record.offset + record.length,
            // A damaged member with complete ones behind it stays: only what follows the last complete one goes.
            Err(bad) => {
                let at = durable_end + bad.offset;
                tracing::debug!(archive.offset = at, "{}: {}", path.display(), bad.why);
            }
        }
    }
    if end == 0 {
        std::fs::remove_file(path).context(Kind::Transient, tried)?;
        return Ok(None);
    }
    if end < size {
        tracing::warn!(archive.end = end, "cut {} torn bytes off {}", size - end, path.display());
        file.set_len(end).and_then(|()| file.sync_all()).context(Kind::Transient, tried)?;
    }
    Ok(Some(end))
}
