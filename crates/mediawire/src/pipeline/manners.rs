//! How a list is asked: with which validators, when again, and what becomes of one that has moved, is gone, or whose
//! validators lie.

use crate::error::Error;
use crate::retrieve::{Noticed, backoff_ms};
use crate::store::lists::ListState;
use jiff::Timestamp;
use mediawire_core::read::{List, is_same_site, rhythm};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// So often a list with validators is asked for whole, to see whether they tell the truth.
const WHOLE_MS: i64 = DAY_MS;
/// A list has moved if it says so this many times in a row, over so long a time.
const MOVED: (i64, i64) = (3, DAY_MS);
/// A list is gone likewise.
const GONE: (i64, i64) = (3, 3 * DAY_MS);
/// A server that says no is not asked again before.
const DENIED_MS: i64 = 6 * HOUR_MS;

/// What an answer said beside the list itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The head's fields, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// Where it has moved to for good.
    pub(super) moved: Option<String>,
    /// What was noticed on the way to it.
    pub(super) noticed: Vec<Noticed>,
}

impl Head {
    /// The first field of that name; empty if there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    fn fresh_ms(&self) -> i64 {
        rhythm::fresh_ms(|name| Some(self.field(name)).filter(|value| !value.is_empty()))
    }
}

/// The validators to ask with (`ETag`, `Last-Modified`): none where they lie, and once a day none, to see whether they do.
pub(super) fn validators(state: &ListState, now: Timestamp) -> (&str, &str) {
    let is_due = now.as_millisecond().saturating_sub(state.whole_ms) >= WHOLE_MS;
    if state.lies || is_due { ("", "") } else { (&state.etag, &state.modified) }
}

/// Notes that the list is what it was.
pub(super) fn unchanged(state: &mut ListState, head: &Head, now: Timestamp) {
    // A 304 may give new validators for what it confirms (RFC 9111 §4.3.4).
    for (kept, name) in [(&mut state.etag, "etag"), (&mut state.modified, "last-modified")] {
        let given = head.field(name);
        if !given.is_empty() {
            given.clone_into(kept);
        }
    }
    state.ttl_ms = head.fresh_ms();
    moves(state, head, now);
}

/// Whether validators are those of before, although they were not sent: then a list with something new has lied.
pub(super) fn are_same(state: &ListState, (etag, modified): &(String, String)) -> bool {
    let is_one = !etag.is_empty() || !modified.is_empty();
    let was_asked = state.whole_ms > 0 && !state.lies;
    is_one && was_asked && (etag, modified) == (&state.etag, &state.modified)
}

/// Notes that the list was read, whose validators are now `given`; whether it was asked for whole, and whether it was
/// found out that they lie.
pub(super) fn read(
    state: &mut ListState,
    (list, head): (&List, &Head),
    given: (String, String),
    (was_whole, is_found_out): (bool, bool),
    now: Timestamp,
) {
    state.lies |= is_found_out;
    (state.etag, state.modified) = given;
    if was_whole {
        state.whole_ms = now.as_millisecond();
    }
    list.format.clone_into(&mut state.format);
    state.rhythm = rhythm::Rhythm::of(&list.entries, now);
    state.skip = list.skip;
    state.ttl_ms = head.fresh_ms().max(list.ttl_ms.unwrap_or(0));
    moves(state, head, now);
}

/// Notes where the list says that it has moved to.
fn moves(state: &mut ListState, head: &Head, now: Timestamp) {
    let to = head.moved.clone().unwrap_or_default();
    if to.is_empty() || to != state.moved {
        (state.moved, state.moved_ms, state.n_moved) = (to, now.as_millisecond(), 0);
    }
    state.n_moved += i64::from(!state.moved.is_empty());
}

/// Notes that the list could not be had or read.
pub(super) fn failed(state: &mut ListState, error: &Error, now: Timestamp) {
    state.n_failures += 1;
    state.trouble = error.to_string();
    if error.code != "gone" {
        (state.gone_ms, state.n_gone) = (0, 0);
        return;
    }
    if state.n_gone == 0 {
        state.gone_ms = now.as_millisecond();
    }
    state.n_gone += 1;
    if is_given_up(state) {
        state.trouble.push_str(
            "; it has said so for three days, and is not asked any more: give the source another list with mediawire add",
        );
    }
}

/// Notes that nothing failed.
pub(super) fn succeeded(state: &mut ListState) {
    (state.n_failures, state.gone_ms, state.n_gone) = (0, 0, 0);
    state.ok_ms = state.polled_ms;
    state.trouble.clear();
}

/// Whether the list has said for so long that it is gone that it is not asked any more.
#[must_use]
pub fn is_given_up(state: &ListState) -> bool {
    state.n_gone >= GONE.0 && state.polled_ms.saturating_sub(state.gone_ms) >= GONE.1
}

/// The address that takes the place of `url` as a source's list: one of the same site, to which it has long pointed.
pub(super) fn new_address<'a>(state: &'a ListState, url: &str) -> Option<&'a str> {
    has_moved(state).filter(|to| is_same_site(to, url))
}

/// Where the list has moved to, once that is sure. To another site only an editor follows.
#[must_use]
pub fn has_moved(state: &ListState) -> Option<&str> {
    let is_long = state.polled_ms.saturating_sub(state.moved_ms) >= MOVED.1;
    (state.n_moved >= MOVED.0 && is_long).then_some(state.moved.as_str())
}

/// When the list is asked again, in Unix milliseconds; `None` for never. `error` is why it failed, `seed` spreads what
/// failed together.
pub(super) fn next_ms(
    state: &ListState,
    cadence_ms: i64,
    error: Option<&Error>,
    seed: u64,
    now: Timestamp,
) -> Option<i64> {
    let Some(error) = error else {
        let asked = (cadence_ms, state.ttl_ms);
        return Some(rhythm::next_ms(asked.0, asked.1, state.rhythm, state.skip, now));
    };
    if is_given_up(state) {
        return None;
    }
    let tries = u32::try_from(state.n_failures).unwrap_or(u32::MAX);
    let back_ms = i64::try_from(backoff_ms(tries, error.retry_after_ms, seed)).unwrap_or(i64::MAX);
    let is_denied = matches!(error.code, "auth" | "payment" | "forbidden" | "legal");
    let least_ms = if is_denied { DENIED_MS } else { cadence_ms };
    Some(now.as_millisecond().saturating_add(back_ms.max(least_ms)))
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, HOUR_MS, Head, failed, has_moved, is_given_up, new_address, next_ms};
    use super::{moves, succeeded, validators};
    use crate::error::{Error, Kind};
    use crate::store::lists::ListState;
    use jiff::Timestamp;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    fn gone() -> Error {
        Error::new(Kind::Refused, "the server answered 410").code("gone")
    }

    #[test]
    fn list_is_given_up_after_three_days_of_gone() {
        let mut state = ListState::default();
        let mut told = Vec::new();
        for day in [0, 1, 2, 3] {
            state.polled_ms = day * DAY_MS + 1;
            let now = at(state.polled_ms);
            failed(&mut state, &gone(), now);
            told.push(is_given_up(&state));
        }
        assert_eq!(told, [false, false, false, true]);
        assert!(state.trouble.contains("not asked any more"), "{}", state.trouble);
        assert_eq!(next_ms(&state, 1, Some(&gone()), 0, at(0)), None);
        // Three times within a day are a slip of the site's.
        let mut state = ListState::default();
        for hour in [1, 2, 3, 4] {
            state.polled_ms = hour * HOUR_MS;
            let now = at(state.polled_ms);
            failed(&mut state, &gone(), now);
        }
        assert!(!is_given_up(&state));
        succeeded(&mut state);
        assert_eq!((state.n_gone, state.n_failures, state.trouble.as_str()), (0, 0, ""));
    }

    #[test]
    fn list_has_moved_when_it_has_said_so_for_a_day() {
        let to = |url: &str| Head { moved: Some(url.to_owned()), ..Head::default() };
        let says = |all: &[(i64, &Head)]| {
            let mut state = ListState::default();
            for (hour, head) in all {
                state.polled_ms = hour * HOUR_MS + 1;
                let now = at(state.polled_ms);
                moves(&mut state, head, now);
            }
            state
        };
        let (new, other) = (to("https://www.a.example/feed"), to("https://b.example/feed"));
        let stayed = Head::default();
        let state = says(&[(0, &new), (12, &new), (24, &new)]);
        assert_eq!(new_address(&state, "http://a.example/rss"), Some("https://www.a.example/feed"));
        for short in [
            &[(0, &new), (24, &new)][..],
            &[(0, &new), (1, &new), (2, &new)],
            &[(0, &new), (12, &stayed), (24, &new), (36, &new)],
            &[(0, &other), (12, &new), (24, &new)],
        ] {
            assert_eq!(has_moved(&says(short)), None, "{short:?}");
        }
        let state = says(&[(0, &other), (12, &other), (24, &other)]);
        assert_eq!(has_moved(&state), Some("https://b.example/feed"));
        assert_eq!(new_address(&state, "http://a.example/rss"), None);
    }

    #[test]
    fn server_that_says_no_is_asked_four_times_a_day() {
        let state = ListState { n_failures: 1, ..ListState::default() };
        let error = |code| Error::new(Kind::Refused, "no").code(code);
        for (code, hours) in [("auth", 6), ("payment", 6), ("forbidden", 6), ("legal", 6)] {
            assert_eq!(next_ms(&state, 1, Some(&error(code)), 0, at(0)), Some(hours * HOUR_MS));
        }
        let next = next_ms(&state, 1, Some(&error("not-found")), 0, at(0)).unwrap();
        assert!((54_000..=66_000).contains(&next), "{next}");
    }

    #[test]
    fn list_that_is_not_found_for_a_week_is_asked_every_day_and_comes_back() {
        let error = Error::new(Kind::NotFound, "the server answered 404").code("not-found");
        let (mut state, mut now) = (ListState::default(), 0);
        let mut n_asked = 0;
        while now < 7 * DAY_MS {
            state.polled_ms = now;
            failed(&mut state, &error, at(now));
            let next = next_ms(&state, 600_000, Some(&error), 3, at(now)).unwrap();
            assert!(next - now >= 600_000 && next - now <= DAY_MS * 11 / 10, "{next}");
            (now, n_asked) = (next, n_asked + 1);
        }
        assert!((12..40).contains(&n_asked), "{n_asked}");
        succeeded(&mut state);
        assert_eq!((state.n_failures, state.trouble.as_str()), (0, ""));
        let next = next_ms(&state, 600_000, None, 3, at(now)).unwrap();
        assert!(next - now <= DAY_MS, "{next}");
    }

    #[test]
    fn validators_are_left_out_once_a_day_and_where_they_lie() {
        let state =
            ListState { etag: "\"a\"".to_owned(), whole_ms: 5 * HOUR_MS, ..ListState::default() };
        let sent =
            |state: &ListState, hour: i64| validators(state, at(hour * HOUR_MS)).0.to_owned();
        assert_eq!(sent(&state, 28), "\"a\"");
        assert_eq!(sent(&state, 29), "");
        assert_eq!(sent(&ListState { lies: true, ..state }, 6), "");
    }
}
