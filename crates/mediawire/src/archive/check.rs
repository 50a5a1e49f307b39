//! Whether an archive file is what was written: members against their digests, and what lies between them.

use super::{Archive, Place, RECORD_BYTES_MAX};
use crate::error::{Context as _, Error, Kind, Result};
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::warc::Reader;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};

impl Archive {
    /// Whether the member at `place` has the bytes that were written: their SHA-256 is `member`.
    ///
    /// # Errors
    /// `Malformed` with the code `digest` if it has not; `NotFound` if there is no such file.
    pub fn check(&self, place: &Place, member: &Digest) -> Result<()> {
        let bytes = self.bytes(place)?;
        if Digest::of(&bytes) == *member {
            return Ok(());
        }
        // The record itself may say more closely what is wrong with it.
        let why = self.read(place).err().map_or_else(
            || format!("the archive member in {place} is not the one that was written"),
            |error| error.to_string(),
        );
        Err(Error::new(Kind::Malformed, why).code("digest"))
    }

    /// The bytes of the member at `place`.
    pub(super) fn bytes(&self, place: &Place) -> Result<Vec<u8>> {
        let tried = || format!("cannot read the capture in {place}");
        let malformed = |why: &str| Error::caused(Kind::Malformed, tried(), why).code("digest");
        let length = usize::try_from(place.length).ok().filter(|n| *n <= RECORD_BYTES_MAX);
        let Some(length) = length else { return Err(malformed("its length cannot be")) };
        let mut file = File::open(self.path(&place.file)?).context(Kind::NotFound, tried)?;
        let size = file.metadata().context(Kind::Transient, tried)?.len();
        if place.offset.checked_add(place.length).is_none_or(|end| end > size) {
            return Err(malformed("the file ends before it"));
        }
        let mut member = vec![0; length];
        file.seek(SeekFrom::Start(place.offset)).context(Kind::Transient, tried)?;
        file.read_exact(&mut member).context(Kind::Transient, tried)?;
        Ok(member)
    }

    /// What is wrong between two bytes of `file`, where nothing lies that the store knows of: the file's own head, and
    /// answers that were kept by a process that ended before it could say so. Each fault in words.
    #[must_use]
    pub fn strays(&self, file: &str, from: u64, to: u64) -> Vec<String> {
        if from >= to {
            return Vec::new();
        }
        let open = || -> Result<File> {
            let tried = || format!("cannot read the archive file {file}");
            let mut opened = File::open(self.path(file)?).context(Kind::NotFound, tried)?;
            opened.seek(SeekFrom::Start(from)).context(Kind::Transient, tried)?;
            Ok(opened)
        };
        let opened = match open() {
            Ok(opened) => opened,
            Err(error) => return vec![error.to_string()],
        };
        let records = Reader::new(BufReader::new(opened.take(to - from)), RECORD_BYTES_MAX);
        let faults = records.filter_map(|record| match record {
            Ok(record) if record.digest_ok() == Some(true) => None,
            Ok(record) => Some((record.offset, "its digest is wrong".to_owned())),
            Err(bad) => Some((bad.offset, bad.why)),
        });
        faults
            .map(|(offset, why)| {
                format!("{file} at byte {}, unknown to the store: {why}", from + offset)
            })
            .collect()
    }
}
