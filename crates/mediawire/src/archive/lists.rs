//! Lists that were read out of the archive a moment ago: each entry whose text lies in one asks for it again.

use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::CaptureId;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

/// The most bytes that are kept at hand, and how long a list is that nobody asks for.
const BYTES_MAX: u64 = 64 << 20;
const IDLE: Duration = Duration::from_secs(60);

/// A capture and its document, decoded.
pub type Opened = Arc<(Capture, String)>;

/// The lists at hand, by their captures.
#[derive(Debug)]
pub struct Lists(Cache<CaptureId, Opened>);

impl Default for Lists {
    fn default() -> Self {
        let weight = |_: &CaptureId, list: &Opened| u32::try_from(list.1.len()).unwrap_or(u32::MAX);
        let cache = Cache::builder().weigher(weight).max_capacity(BYTES_MAX).time_to_idle(IDLE);
        Self(cache.build())
    }
}

impl Lists {
    /// The list that the capture is, if it is at hand.
    #[must_use]
    pub fn get(&self, id: CaptureId) -> Option<Opened> {
        self.0.get(&id)
    }

    /// Keeps none at hand any longer: one may have been removed from the archive.
    pub fn forget(&self) {
        self.0.invalidate_all();
    }

    /// Keeps a list at hand.
    pub fn add(&self, id: CaptureId, list: &Opened) {
        self.0.insert(id, list.clone());
    }
}
