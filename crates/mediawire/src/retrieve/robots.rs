//! The robots.txt of each origin (RFC 9309), asked for once a day and obeyed.

use crate::error::{Error, Kind, Result};
use crate::retrieve::failure::is_client_status;
use mediawire_core::read::robots::Robots;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// How long an answer holds (RFC 9309 §2.4: at most a day).
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a failure holds: the origin is not asked at every request.
const FRESH_FAILURE: Duration = Duration::from_secs(10 * 60);
/// Bytes of rules remembered, over all origins.
const CACHE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// A longer delay is a way to say no, or a slip; waiting it out would hold up the host's queue.
const CRAWL_DELAY_MS_MAX: u64 = 30_000;

#[derive(Debug)]
enum Rules {
    /// No text stands in the way.
    Free,
    Text(Robots),
    /// Not known: nothing may be asked yet.
    Unreachable,
}

#[derive(Debug)]
pub(super) struct Known {
    rules: Rules,
    until: Instant,
    n_bytes: usize,
}

/// What is known of the origins' wishes, bounded in bytes.
#[derive(Debug)]
pub(super) struct Wishes(Cache<String, Arc<Known>>);

impl Wishes {
    pub(super) fn new() -> Self {
        let weigh = |origin: &String, known: &Arc<Known>| {
            u32::try_from(256 + origin.len() + known.n_bytes).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(CACHE_BYTES_MAX).weigher(weigh).build())
    }

    /// What is known of the origin of `url`, unless it is too old.
    pub(super) fn of(&self, url: &Url) -> Option<Arc<Known>> {
        self.0.get(&origin(url)).filter(|known| known.until > Instant::now())
    }

    /// Remembers what the origin of `url` answered: the text of its robots.txt, or why there is none.
    pub(super) fn learn(&self, url: &Url, answer: &Result<Vec<u8>>) -> Arc<Known> {
        let (rules, fresh) = match answer {
            Ok(text) => (Rules::Text(Robots::parse(text)), FRESH),
            Err(error) if is_client_status(error) => (Rules::Free, FRESH),
            // More redirects than the standard follows count as no text (RFC 9309 §2.3.1.2).
            Err(error) if error.code == "redirect-limit" => (Rules::Free, FRESH),
            Err(_) => (Rules::Unreachable, FRESH_FAILURE),
        };
        let n_bytes = match &rules {
            Rules::Text(robots) => robots.n_bytes(),
            Rules::Free | Rules::Unreachable => 0,
        };
        let known = Arc::new(Known { rules, until: Instant::now() + fresh, n_bytes });
        self.0.insert(origin(url), Arc::clone(&known));
        known
    }
}

impl Known {
    /// Whether `agent` may ask for `url`; if so, the distance that the origin wants between two requests.
    ///
    /// # Errors
    /// `Refused` with code `robots` if it may not; `Transient` with code `robots-unreachable` if that is not known.
    pub(super) fn permit(&self, agent: &str, url: &Url) -> Result<Option<Duration>> {
        match &self.rules {
            Rules::Free => Ok(None),
            Rules::Text(robots) => {
                let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
                if !robots.allows(agent, &format!("{}{query}", url.path())) {
                    let why = "the site's robots.txt does not allow it";
                    return Err(Error::new(Kind::Refused, why).code("robots"));
                }
                let delay_ms = robots.crawl_delay_ms(agent);
                Ok(delay_ms.map(|ms| Duration::from_millis(ms.min(CRAWL_DELAY_MS_MAX))))
            }
            Rules::Unreachable => {
                let why = "the site's robots.txt cannot be had, so nothing is asked until it can";
                Err(Error::new(Kind::Transient, why).code("robots-unreachable"))
            }
        }
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
