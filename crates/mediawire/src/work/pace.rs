//! How fast lists are asked: after an outage all are due, and are caught up with gently, not in a herd.
//!
//! A host is asked in its own queue anyway; this spares the network, the resolver and what many hosts stand behind.

use std::time::Duration;

/// How many times as fast as the schedule needs it the courier may go: what is late by an hour is caught up with in one.
const CATCH_UP_TIMES: u64 = 2;
/// Lists that may be asked an hour, however few the sources are: ten a second.
const PER_HOUR_MIN: u64 = 36_000;
/// Lists that may be asked at once when none was asked before: a small wire never waits.
const AT_ONCE: u64 = 64;

/// A list, in the parts that fall into the bucket in a millisecond where one an hour may be asked.
const LIST: u64 = 3_600_000;

/// How many lists may be asked: a bucket into which the right to ask falls at a steady rate.
#[derive(Debug)]
pub struct Pace {
    per_hour: u64,
    left: u64,
    at_ms: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { per_hour: PER_HOUR_MIN, left: AT_ONCE * LIST, at_ms: 0 }
    }
}

impl Pace {
    /// From now on all sources together ask for `per_hour` polls an hour.
    pub fn needs(&mut self, per_hour: u64) {
        self.per_hour = per_hour.saturating_mul(CATCH_UP_TIMES).max(PER_HOUR_MIN);
    }

    /// How many may be asked at `now`, the time since the beginning by a clock that does not jump.
    pub fn allows(&mut self, now: Duration) -> usize {
        let now_ms = u64::try_from(now.as_millis()).unwrap_or(u64::MAX).max(self.at_ms);
        let fallen = (now_ms - self.at_ms).saturating_mul(self.per_hour);
        // What a second gives, or what may be asked at once.
        let full = self.per_hour.saturating_mul(1000).max(AT_ONCE * LIST);
        self.left = self.left.saturating_add(fallen).min(full);
        self.at_ms = now_ms;
        usize::try_from(self.left / LIST).unwrap_or(usize::MAX)
    }

    /// `n` were asked, at most as many as were allowed.
    pub fn took(&mut self, n: usize) {
        self.left = self.left.saturating_sub(LIST.saturating_mul(n as u64));
    }

    /// `n` of those that were taken were not asked.
    pub fn gives_back(&mut self, n: usize) {
        self.left = self.left.saturating_add(LIST.saturating_mul(n as u64));
    }

    /// How long it is until one may be asked.
    #[must_use]
    pub fn wait(&self) -> Duration {
        Duration::from_millis(LIST.saturating_sub(self.left).div_ceil(self.per_hour))
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::Duration;

    #[test]
    fn small_wire_never_waits_and_a_large_one_goes_twice_as_fast_as_it_must() {
        let mut pace = Pace::default();
        pace.needs(100_000);
        assert_eq!((pace.allows(Duration::ZERO), pace.wait()), (64, Duration::ZERO));
        pace.took(64);
        assert_eq!(pace.wait(), Duration::from_millis(18));
        let mut n_asked = 0;
        for ms in (0..=60_000).step_by(7) {
            let n = pace.allows(Duration::from_millis(ms));
            pace.took(n);
            n_asked += n;
        }
        assert!((3332..=3334).contains(&n_asked), "a minute at 55.6 a second: {n_asked}");
        // An hour later it may not make up for what nobody asked for.
        assert_eq!(pace.allows(Duration::from_secs(3600)), 64);
        pace.took(64);
        assert_eq!(pace.allows(Duration::from_secs(1)), 0, "a clock that goes back gives nothing");
        let mut pace = Pace::default();
        pace.took(64);
        assert_eq!(pace.allows(Duration::from_secs(1)), 10, "as many as few sources need");
        pace.took(10);
        pace.gives_back(3);
        assert_eq!(pace.allows(Duration::from_secs(1)), 3);
    }
}
