//! Bytes as received.

use crate::codec::digest::Digest;
use crate::model::id::CaptureId;
use jiff::Timestamp;

/// What one address answered at one time, as it lies in the archive.
///
/// Only the archive makes one, after its bytes are durable. The payload itself is read from the archive
/// when it is needed; this is what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Digest of URL, time and payload.
    pub id: CaptureId,
    /// The address that answered: the last of a chain of redirects. An absolute http or https URL,
    /// or whatever a WARC file states.
    pub url: String,
    /// When the answer was complete.
    pub at: Timestamp,
    /// SHA-256 of the payload.
    pub payload: Digest,
    /// Length of the payload in bytes, after transfer coding, before content coding is taken off.
    pub n_bytes: u64,
    /// HTTP status.
    pub status: u16,
    /// The response head as parsed, in its order, secrets out.
    pub headers: Vec<(String, String)>,
}

impl Capture {
    /// The first header named `name` in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
