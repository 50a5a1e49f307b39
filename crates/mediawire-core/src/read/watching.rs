//! When the page of an article that stands on the wire is looked at again: on a falling schedule, minutes after it came,
//! then hours, then days, as often as its source's history teaches that its pages change at that age.

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// How many stages of age there are.
pub const STAGES: usize = 8;
/// Where each stage ends, and how long is waited in it for a source of which nothing is known, in milliseconds.
const USUAL: [(i64, i64); STAGES] = [
    (15 * MINUTE_MS, 5 * MINUTE_MS),
    (HOUR_MS, 15 * MINUTE_MS),
    (4 * HOUR_MS, 45 * MINUTE_MS),
    (12 * HOUR_MS, 2 * HOUR_MS),
    (DAY_MS, 6 * HOUR_MS),
    (3 * DAY_MS, 12 * HOUR_MS),
    (10 * DAY_MS, 2 * DAY_MS),
    (i64::MAX, 5 * DAY_MS),
];
/// A page is looked at again when so many changes are to be expected since the last look.
const EXPECTED: i64 = 50;
/// What is usual counts as much as so many changes that were seen.
const USUAL_CHANGES: i64 = 2;
/// By how much a history may make a wait shorter or longer.
const TIMES: i64 = 4;
const WAIT_MS_MIN: i64 = 2 * MINUTE_MS;

/// What was seen of a source's pages at one stage of their age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// For how long pages were watched, all together, in milliseconds.
    pub watched_ms: i64,
    /// How often one of them was found changed.
    pub n_changes: i64,
}

/// The stage of a page of this age, below [`STAGES`]: the time since it was published, or last found changed.
#[must_use]
pub fn stage(age_ms: i64) -> usize {
    USUAL.iter().position(|(end_ms, _)| age_ms < *end_ms).unwrap_or(STAGES - 1)
}

/// How long it is until a page of this age is looked at again, in milliseconds; `seen` is its source's history by
/// stage.
///
/// The rate of changes is that of the history and the usual one together, so that little is made of few pages; the wait
/// is the time in which a fiftieth of a change is to be expected, or a quarter to four times what is usual.
#[must_use]
pub fn wait_ms(age_ms: i64, seen: &[Seen; STAGES]) -> i64 {
    let stage = stage(age_ms);
    let (_, usual_ms) = USUAL[stage];
    let Seen { watched_ms, n_changes } = seen[stage];
    let watched_ms = watched_ms.max(0).saturating_add(usual_ms * EXPECTED * USUAL_CHANGES);
    let wait_ms = watched_ms / EXPECTED / (n_changes.max(0) + USUAL_CHANGES);
    wait_ms.clamp((usual_ms / TIMES).max(WAIT_MS_MIN), usual_ms * TIMES)
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, HOUR_MS, MINUTE_MS, STAGES, Seen, USUAL, stage, wait_ms};

    #[test]
    fn schedule_falls_from_minutes_to_days() {
        let (mut age_ms, mut ages) = (0, Vec::new());
        while age_ms < 30 * DAY_MS {
            age_ms += wait_ms(age_ms, &[Seen::default(); STAGES]);
            ages.push(age_ms);
        }
        assert_eq!(ages[..4], [5, 10, 15, 30].map(|n| n * MINUTE_MS));
        let within = |ms| ages.iter().filter(|age| **age <= ms).count();
        assert_eq!([HOUR_MS, DAY_MS, 30 * DAY_MS].map(within), [6, 16, 27]);
    }

    #[test]
    fn history_makes_it_denser_and_thinner_within_bounds() {
        let at = |watched_ms, n_changes| {
            let mut seen = [Seen::default(); STAGES];
            seen[stage(2 * HOUR_MS)] = Seen { watched_ms, n_changes };
            wait_ms(2 * HOUR_MS, &seen)
        };
        let usual_ms = at(0, 0);
        assert_eq!(usual_ms, 45 * MINUTE_MS);
        // A change every hour and a half of watching, ten times as many as are usual.
        assert_eq!(at(1_000 * HOUR_MS, 700), usual_ms / 4);
        // None in a year of watching.
        assert_eq!(at(365 * DAY_MS, 0), usual_ms * 4);
        // One early change makes it only a little denser.
        assert!((usual_ms / 2..usual_ms).contains(&at(HOUR_MS, 1)));
        // What it learns at one age it says of no other.
        let mut seen = [Seen::default(); STAGES];
        seen[0] = Seen { watched_ms: HOUR_MS, n_changes: 900 };
        assert_eq!(wait_ms(2 * HOUR_MS, &seen), usual_ms);
        assert_eq!(wait_ms(0, &seen), super::WAIT_MS_MIN);
    }

    #[test]
    fn no_number_is_too_large() {
        let seen = [Seen { watched_ms: i64::MAX, n_changes: i64::MAX - 2 }; STAGES];
        for age_ms in [i64::MIN, -1, 0, i64::MAX] {
            assert!(wait_ms(age_ms, &seen) > 0);
        }
        assert_eq!(stage(i64::MAX), STAGES - 1);
        assert!(USUAL.is_sorted());
    }
}
