//! The archive's files as bytes, for whoever copies it: only ever up to a member that is durable.

use super::Archive;
use crate::error::{Context as _, Error, Kind, Result};
use mediawire_core::codec::digest::Digest;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read as _, Write};

/// Bytes that are copied at once.
const CHUNK_BYTES: usize = 1 << 20;

impl Archive {
    /// Writes the first `n_bytes` of an archive file to `out`; SHA-256 of them.
    ///
    /// # Errors
    /// `NotFound` if there is no such file; `Malformed` with the code `digest` if it ends before them; `Transient` if it
    /// cannot be read, or `out` not be written.
    pub fn copy(&self, file: &str, n_bytes: u64, out: &mut impl Write) -> Result<Digest> {
        let tried = || format!("cannot copy the archive file {file}");
        let mut opened = File::open(self.path(file)?).context(Kind::NotFound, tried)?.take(n_bytes);
        let mut chunk = vec![0; CHUNK_BYTES];
        let (mut sum, mut n_left) = (Sha256::new(), n_bytes);
        loop {
            let n = opened.read(&mut chunk).context(Kind::Transient, tried)?;
            if n == 0 {
                break;
            }
            sum.update(&chunk[..n]);
            out.write_all(&chunk[..n]).context(Kind::Transient, tried)?;
            n_left -= n as u64;
        }
        if n_left > 0 {
            let what =
                format!("{}: it ends {n_left} bytes before what the store knows of it", tried());
            return Err(Error::new(Kind::Malformed, what).code("digest"));
        }
        Ok(Digest::from_bytes(&sum.finalize()).expect("SHA-256 has 32 bytes"))
    }
}
