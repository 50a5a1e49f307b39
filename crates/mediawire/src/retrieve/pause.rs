//! Hosts that asked to be left alone: until then nothing is asked of them, whatever it is for.

use crate::error::{Error, Kind, Result};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Hosts remembered at most; of more, those are forgotten that come back first.
const HOSTS_MAX: usize = 4096;
/// How long a host is left alone that is asked too often, and does not say how long.
const UNSAID: Duration = Duration::from_secs(60);

/// The hosts, and until when each is left alone.
#[derive(Debug, Default)]
pub(super) struct Pauses(Mutex<HashMap<String, Instant>>);

impl Pauses {
    /// Notes what an answer of `host` says: 429 and 503 mean all of the host (RFC 6585 §4, RFC 9110 §15.6.4).
    pub(super) fn note(&self, host: &str, error: &Error, now: Instant) {
        let pause = match (error.code, error.retry_after_ms) {
            ("rate" | "unavailable", Some(ms)) => Duration::from_millis(ms),
            ("rate", None) => UNSAID,
            _ => return,
        };
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.retain(|_, until| *until > now);
        if hosts.len() >= HOSTS_MAX
            && let Some(first) = hosts.iter().min_by_key(|(_, until)| **until)
        {
            let first = first.0.clone();
            hosts.remove(&first);
        }
        hosts.insert(host.to_owned(), now + pause);
    }

    /// Whether `host` may be asked.
    ///
    /// # Errors
    /// `Transient` with code `host-paused` and the time that is left in `retry_after_ms`.
    pub(super) fn check(&self, host: &str, now: Instant) -> Result<()> {
        let hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match hosts.get(host).filter(|until| **until > now) {
            None => Ok(()),
            Some(until) => {
                let left = until.duration_since(now);
                let why =
                    format!("{host} asked to be left alone for {} s more", left.as_secs() + 1);
                let mut error = Error::new(Kind::Transient, why).code("host-paused");
                error.retry_after_ms = u64::try_from(left.as_millis() + 1).ok();
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HOSTS_MAX, Pauses};
    use crate::error::{Error, Kind};
    use std::time::Duration;
    use tokio::time::Instant;

    fn says(code: &'static str, retry_after_ms: Option<u64>) -> Error {
        let mut error = Error::new(Kind::Transient, "no").code(code);
        error.retry_after_ms = retry_after_ms;
        error
    }

    #[test]
    fn host_is_left_alone_for_as_long_as_it_asked() {
        for (code, asked, seconds) in [
            ("rate", Some(120_000), 120),
            ("rate", None, 60),
            ("unavailable", Some(5_000), 5),
            ("unavailable", None, 0),
            ("server-error", Some(5_000), 0),
        ] {
            let (pauses, now) = (Pauses::default(), Instant::now());
            pauses.note("a.example", &says(code, asked), now);
            assert!(pauses.check("b.example", now).is_ok());
            let left =
                pauses.check("a.example", now).map_err(|error| error.retry_after_ms.unwrap());
            assert_eq!(left.err().unwrap_or(0) / 1000, seconds, "{code} {asked:?}");
            let later = now + Duration::from_secs(seconds);
            assert!(pauses.check("a.example", later).is_ok(), "{code} {asked:?}");
        }
    }

    #[test]
    fn hosts_do_not_pile_up() {
        let (pauses, now) = (Pauses::default(), Instant::now());
        for n in 0..HOSTS_MAX + 9 {
            let ms = 1_000_000 + u64::try_from(n).unwrap();
            pauses.note(&n.to_string(), &says("rate", Some(ms)), now);
        }
        assert_eq!(pauses.0.lock().unwrap().len(), HOSTS_MAX);
        assert!(pauses.check("0", now).is_ok() && pauses.check("9", now).is_err());
    }
}
