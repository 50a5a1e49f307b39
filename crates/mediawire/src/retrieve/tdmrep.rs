//! The tdmrep.json of each origin: where text and data mining is reserved, asked for once a day.

use crate::error::Result;
use mediawire_core::model::signals::Signals;
use mediawire_core::read::tdmrep::Tdmrep;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Where it lies.
pub(super) const PATH: &str = "/.well-known/tdmrep.json";
/// How long an answer holds, and that there is none.
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);
/// Bytes of rules remembered, over all origins.
const CACHE_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What is known of the origins' reservations, bounded in bytes.
#[derive(Debug)]
pub(super) struct Reservations(Cache<String, Arc<Known>>);

/// The rules of one origin.
#[derive(Debug)]
pub(super) struct Known(Tdmrep);

impl Reservations {
    pub(super) fn new() -> Self {
        let weigh = |origin: &String, known: &Arc<Known>| {
            u32::try_from(256 + origin.len() + known.0.n_bytes()).unwrap_or(u32::MAX)
        };
        let cache = Cache::builder().max_capacity(CACHE_BYTES_MAX).weigher(weigh);
        Self(cache.time_to_live(FRESH).build())
    }

    /// What is known of the origin of `url`, unless it is too old.
    pub(super) fn of(&self, url: &Url) -> Option<Arc<Known>> {
        self.0.get(&url.origin().ascii_serialization())
    }

    /// Remembers what the origin of `url` answered. One that gives no such file reserves nothing in it.
    pub(super) fn learn(&self, url: &Url, answer: &Result<Vec<u8>>) -> Arc<Known> {
        let rules = answer.as_deref().map(Tdmrep::parse).unwrap_or_default();
        let known = Arc::new(Known(rules));
        self.0.insert(url.origin().ascii_serialization(), Arc::clone(&known));
        known
    }
}

impl Known {
    /// Adds what is said of `url`.
    pub(super) fn signals(&self, url: &Url, signals: &mut Signals) {
        let Some((is_reserved, policy)) = self.0.of(&url[url::Position::BeforePath..]) else {
            return;
        };
        signals.add("tdmrep.json", if is_reserved { "1" } else { "0" });
        if let Some(policy) = policy {
            signals.add("tdmrep.json policy", policy);
        }
    }
}
