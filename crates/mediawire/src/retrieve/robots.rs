//! The robots.txt of each origin (RFC 9309), asked for once a day and obeyed.

use crate::error::{Error, Kind, Result};
use crate::retrieve::Noticed;
use crate::retrieve::failure::is_client_status;
use mediawire_core::model::signals::Signals;
use mediawire_core::read::robots::{Robots, UsageLine};
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// How long an answer holds (RFC 9309 §2.4: at most a day).
const FRESH: Duration = Duration::from_secs(24 * 60 * 60);
/// How much longer it holds where no new one can be had (RFC 9309 §2.4).
const STALE: Duration = Duration::from_secs(24 * 60 * 60);
/// An origin whose robots.txt could not be had for so long has none (RFC 9309 §2.3.1.4).
const UNREACHABLE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How long a failure holds: the origin is not asked at every request.
const FRESH_FAILURE: Duration = Duration::from_secs(10 * 60);
/// Bytes of rules remembered, over all origins.
const CACHE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// A longer delay is a way to say no, or a slip; waiting it out would hold up the host's queue.
const CRAWL_DELAY_MS_MAX: u64 = 30_000;

#[derive(Debug, Clone)]
enum Rules {
    /// No text stands in the way.
    Free,
    Text(Arc<Robots>),
    /// The same, of a text that is a page.
    Page(Arc<Robots>),
    /// Not known: nothing may be asked yet.
    Unreachable,
}

#[derive(Debug)]
pub(super) struct Known {
    rules: Rules,
    until: Instant,
    /// Until when they hold if no newer ones can be had.
    stale_until: Option<Instant>,
    /// Since when none can be had.
    unreachable_since: Option<Instant>,
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
    pub(super) fn of(&self, url: &Url, now: Instant) -> Option<Arc<Known>> {
        self.0.get(&origin(url)).filter(|known| known.until > now)
    }

    /// Remembers what the origin of `url` answered: the text of its robots.txt, or why there is none.
    pub(super) fn learn(&self, url: &Url, answer: &Result<Vec<u8>>, now: Instant) -> Arc<Known> {
        let rules = match answer {
            Ok(text) if is_page(text) => Some(Rules::Page(Robots::parse(text).into())),
            Ok(text) => Some(Rules::Text(Robots::parse(text).into())),
            Err(error) if is_client_status(error) => Some(Rules::Free),
            // More redirects than the standard follows count as no text (RFC 9309 §2.3.1.2).
            Err(error) if error.code == "redirect-limit" => Some(Rules::Free),
            Err(_) => None,
        };
        let key = origin(url);
        let known = Arc::new(match rules {
            Some(rules) => Known::answered(rules, now),
            None => Known::unreachable(self.0.get(&key).as_deref(), now),
        });
        self.0.insert(key, Arc::clone(&known));
        known
    }
}

impl Known {
    /// Adds what is said of the use of `url`: `Content-Usage`, `Content-Signal` and `License` lines.
    pub(super) fn signals(&self, agent: &str, url: &Url, signals: &mut Signals) {
        let (Rules::Text(robots) | Rules::Page(robots)) = &self.rules else { return };
        for usage in
            robots.usages(agent, &url[url::Position::BeforePath..url::Position::AfterQuery])
        {
            let who = match usage.line {
                UsageLine::ContentUsage => "robots.txt content-usage",
                UsageLine::ContentSignal => "robots.txt content-signal",
            };
            signals.add(who, usage.preferences);
        }
        for licence in robots.licences() {
            signals.add("robots.txt license", licence);
        }
    }

    /// What an editor should know of it.
    pub(super) fn noticed(&self) -> Option<Noticed> {
        let words = "its robots.txt is a page: what is no rule there allows everything";
        matches!(self.rules, Rules::Page(_)).then(|| Noticed::new("robots", words))
    }

    fn answered(rules: Rules, now: Instant) -> Self {
        let n_bytes = match &rules {
            Rules::Text(robots) | Rules::Page(robots) => robots.n_bytes(),
            Rules::Free | Rules::Unreachable => 0,
        };
        let until = now + FRESH;
        Self { rules, until, stale_until: Some(until + STALE), unreachable_since: None, n_bytes }
    }

    /// What holds where nothing can be had, after what was known `before`.
    fn unreachable(before: Option<&Self>, now: Instant) -> Self {
        let since = before.and_then(|it| it.unreachable_since).unwrap_or(now);
        let stale = before.filter(|it| it.stale_until.is_some_and(|until| until > now));
        let rules = match stale {
            Some(stale) => stale.rules.clone(),
            None if now.duration_since(since) >= UNREACHABLE => Rules::Free,
            None => Rules::Unreachable,
        };
        Self {
            rules,
            until: now + FRESH_FAILURE,
            stale_until: stale.and_then(|it| it.stale_until),
            unreachable_since: Some(since),
            n_bytes: stale.map_or(0, |it| it.n_bytes),
        }
    }

    /// Whether `agent` may ask for `url`; if so, the distance that the origin wants between two requests.
    ///
    /// # Errors
    /// `Refused` with code `robots` if it may not; `Transient` with code `robots-unreachable` if that is not known.
    pub(super) fn permit(&self, agent: &str, url: &Url) -> Result<Option<Duration>> {
        match &self.rules {
            Rules::Free => Ok(None),
            Rules::Text(robots) | Rules::Page(robots) => {
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

/// Whether what should be a robots.txt is a page, as of servers that answer everything with one.
fn is_page(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    text.starts_with(b"<")
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::{FRESH, FRESH_FAILURE, Rules, STALE, UNREACHABLE, Wishes};
    use crate::error::{Error, Kind, Result};
    use tokio::time::Instant;
    use url::Url;

    fn no_answer() -> Result<Vec<u8>> {
        Err(Error::new(Kind::Transient, "no answer").code("connect"))
    }

    #[test]
    fn rules_hold_a_day_longer_where_no_new_ones_can_be_had() {
        let (wishes, url) = (Wishes::new(), Url::parse("https://a.example/desk/1").unwrap());
        let text = Ok(b"User-agent: *\nDisallow: /desk/".to_vec());
        let code = |known: &super::Known| known.permit("Mediawire", &url).err().map(|it| it.code);
        let mut now = Instant::now();
        assert_eq!(code(&wishes.learn(&url, &text, now)), Some("robots"));
        now += FRESH;
        assert!(wishes.of(&url, now).is_none());
        assert_eq!(code(&wishes.learn(&url, &no_answer(), now)), Some("robots"));
        now += FRESH_FAILURE;
        assert!(wishes.of(&url, now).is_none());
        now += STALE;
        let known = wishes.learn(&url, &no_answer(), now);
        assert_eq!(code(&known), Some("robots-unreachable"));
        let known = wishes.learn(&url, &no_answer(), now + UNREACHABLE);
        assert!(matches!(known.rules, Rules::Free) && code(&known).is_none());
    }
}
