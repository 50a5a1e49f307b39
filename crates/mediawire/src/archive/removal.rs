//! A record is taken out of an archive file: as many other bytes are written over it, so that nothing else moves.

use super::{Archive, Place};
use crate::error::{Context as _, Error, Kind, Result};
use std::fs::OpenOptions;
use std::io::{Seek as _, SeekFrom, Write as _};

impl Archive {
    /// Writes `member` over the record at `place`, which is as long. When it returns, that is durable. It may be done again:
    /// a crash on the way leaves bytes of both, and the store knows that the record is to go.
    ///
    /// # Errors
    /// `Conflict` if the archive is open for reading only; `NotFound` if there is no such file; `Malformed` if the record is
    /// not as long or the file ends before it; `Transient` if it cannot be written.
    pub fn write_over(&self, place: &Place, member: &[u8]) -> Result<()> {
        let tried = || format!("cannot remove the capture in {place}");
        if self.file_bytes_max == 0 {
            let why = format!("{}: the archive is open for reading only", tried());
            return Err(Error::new(Kind::Conflict, why));
        }
        let mut file = OpenOptions::new()
            .write(true)
            .open(self.path(&place.file)?)
            .context(Kind::NotFound, tried)?;
        let size = file.metadata().context(Kind::Transient, tried)?.len();
        let is_there = place.offset.checked_add(place.length).is_some_and(|end| end <= size);
        if !is_there || member.len() as u64 != place.length {
            let why = format!("{}: there are not so many bytes", tried());
            return Err(Error::new(Kind::Malformed, why).code("digest"));
        }
        file.seek(SeekFrom::Start(place.offset)).context(Kind::Transient, tried)?;
        file.write_all(member)
            .and_then(|()| file.sync_data())
            .context(Kind::Transient, tried)
            .map_err(|error| error.code("archive-write"))
    }
}
