//! How long to wait before a source is asked again.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// The shortest wait after a failure.
const FIRST_MS: u64 = 60 * 1000;
/// The longest.
const LAST_MS: u64 = 24 * 60 * 60 * 1000;

/// Milliseconds to wait after the failure number `tries` (from 1) in a row.
///
/// What the server asked for (`Retry-After`) is obeyed exactly between 60 s and 24 h. Without it, the wait is
/// one minute and doubles with each failure up to 24 h, a tenth more or less by `seed`, so that sources that
/// failed together do not return together. The same arguments give the same wait.
#[must_use]
pub fn backoff_ms(tries: u32, retry_after_ms: Option<u64>, seed: u64) -> u64 {
    if let Some(asked) = retry_after_ms {
        return asked.clamp(FIRST_MS, LAST_MS);
    }
    let doublings = tries.saturating_sub(1).min(20);
    let wait = (FIRST_MS << doublings).min(LAST_MS);
    // The finaliser of SplitMix64: neighbouring seeds give unlike jitter.
    let mut mixed = seed.wrapping_add(u64::from(tries)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let per_mille = 900 + (mixed ^ (mixed >> 31)) % 201;
    (wait / 1000 * per_mille).min(LAST_MS)
}

/// Milliseconds that a `Retry-After` (RFC 9110 §10.2.3) asks for; `None` if it is in the past or says nothing.
pub(super) fn retry_after_ms(value: &str, now: Timestamp) -> Option<u64> {
    let value = value.trim();
    let ms = match value.parse::<u64>() {
        Ok(seconds) => seconds.saturating_mul(1000),
        Err(_) if value.bytes().all(|b| b.is_ascii_digit()) && !value.is_empty() => u64::MAX,
        Err(_) => {
            let at = DateTimeParser::new().parse_timestamp(value).ok()?;
            u64::try_from(at.as_millisecond() - now.as_millisecond()).ok()?
        }
    };
    Some(ms.min(LAST_MS)).filter(|ms| *ms > 0)
}

#[cfg(test)]
mod tests {
    use super::{backoff_ms, retry_after_ms};

    #[test]
    fn wait_doubles_to_a_day_within_a_tenth() {
        for (tries, minutes) in
            [(0, 1), (1, 1), (2, 2), (3, 4), (11, 1_024), (12, 1_440), (99, 1_440)]
        {
            for seed in 0..200 {
                let wait = backoff_ms(tries, None, seed);
                let middle = minutes * 60_000;
                assert!(
                    (middle * 9 / 10..=middle * 11 / 10).contains(&wait),
                    "{tries} {seed} {wait}"
                );
                assert!(wait <= 86_400_000);
                assert_eq!(wait, backoff_ms(tries, None, seed));
            }
        }
        assert_ne!(backoff_ms(1, None, 1), backoff_ms(1, None, 2));
    }

    #[test]
    fn retry_after_is_obeyed_between_a_minute_and_a_day() {
        let now = "2026-11-24T00:00:00Z".parse().unwrap();
        for (value, asked, wait) in [
            ("120", Some(120_000), Some(120_000)),
            ("5", Some(5_000), Some(60_000)),
            ("Tue, 24 Nov 2026 01:00:00 GMT", Some(3_600_000), Some(3_600_000)),
            ("1000000000", Some(86_400_000), Some(86_400_000)),
            ("99999999999999999999999", Some(86_400_000), Some(86_400_000)),
            ("Mon, 23 Nov 2026 01:00:00 GMT", None, None),
            ("0", None, None),
            ("-5", None, None),
            ("soon", None, None),
            ("", None, None),
        ] {
            assert_eq!(retry_after_ms(value, now), asked, "{value}");
            assert_eq!(asked.map(|ms| backoff_ms(1, Some(ms), 0)), wait, "{value}");
        }
    }
}
