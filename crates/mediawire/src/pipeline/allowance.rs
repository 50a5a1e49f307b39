//! How many pages of a source are asked for a day: a list may name pages without end (a calendar's, a shop's), and
//! what is above the limit waits for a later day. What is new goes before what waits.

use crate::Wire;
use crate::error::Result;
use crate::store::allowances::{self, Allowance};
use crate::store::db::Tx;
use crate::store::doubts;
use jiff::Timestamp;

const DAY_MS: i64 = 24 * 3_600_000;
/// Days of a source's history that say how much it usually brings.
const HISTORY_DAYS: i64 = 30;
/// So many times what it usually brings a source may bring in a day, if that is more than the limit of all.
const USUAL_TIMES: i64 = 10;
/// The code under which an editor is told.
const CODE: &str = "pages-a-day";

/// When the page at `url`, which `source` has announced, may be asked for: now, or on a later day.
///
/// # Errors
/// As the statements give.
pub(super) async fn place(wire: &Wire, tx: &mut Tx, source: &str, url: &str) -> Result<Timestamp> {
    let now = wire.now();
    let allowance = of_today(wire, tx, source).await?;
    let limit = limit(wire.pages_a_day, allowance.usual);
    let (allowance, at_ms) = take(allowance, limit);
    allowances::save(tx, source, allowance).await?;
    let Some(at) = at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()) else {
        return Ok(now);
    };
    let day = at.strftime("%Y-%m-%d");
    let why = format!(
        "more pages are announced than the {limit} that are asked for in a day: this one waits until {day}"
    );
    doubts::note(tx, source, (url, now.as_millisecond()), (CODE, &why)).await?;
    Ok(at)
}

/// Whether so many pages more of `source` may be asked for today.
///
/// # Errors
/// As the statements give.
pub(super) async fn has_room(wire: &Wire, tx: &mut Tx, source: &str, n: usize) -> Result<bool> {
    let allowance = of_today(wire, tx, source).await?;
    let left = limit(wire.pages_a_day, allowance.usual) - allowance.n;
    Ok(i64::try_from(n).is_ok_and(|n| n <= left))
}

async fn of_today(wire: &Wire, tx: &mut Tx, source: &str) -> Result<Allowance> {
    let now_ms = wire.now().as_millisecond();
    let today = now_ms.div_euclid(DAY_MS);
    let allowance = allowances::of(tx, source).await?;
    if allowance.day == today {
        return Ok(allowance);
    }
    let since = now_ms - HISTORY_DAYS * DAY_MS;
    let usual = allowances::n_items_since(tx, source, since).await? / HISTORY_DAYS;
    Ok(begin(allowance, wire.pages_a_day, today, usual))
}

/// The most pages of a day, where `setting` is the least that any source has.
fn limit(setting: i64, usual: i64) -> i64 {
    setting.max(usual.saturating_mul(USUAL_TIMES)).max(1)
}

/// How many of a day's pages may be those that waited: the rest is for what is new.
fn share(limit: i64) -> i64 {
    (limit / 2).max(1)
}

/// The allowance as the day `today` begins: what waited for it is asked for.
fn begin(before: Allowance, setting: i64, today: i64, usual: i64) -> Allowance {
    // What a clock that was ahead has put off to its own days is forgotten.
    let before = if before.day > today { Allowance::default() } else { before };
    let n = match before.last_day {
        last if last > today => share(limit(setting, before.usual)),
        last if last == today => before.n_last,
        _ => 0,
    };
    Allowance { day: today, n, usual, ..before }
}

/// Takes one page out of the allowance of its day; when it may be asked for, in Unix milliseconds, if it must wait.
fn take(mut it: Allowance, limit: i64) -> (Allowance, Option<i64>) {
    if it.n < limit {
        it.n += 1;
        return (it, None);
    }
    let share = share(limit);
    if it.last_day <= it.day {
        (it.last_day, it.n_last) = (it.day + 1, 0);
    } else if it.n_last >= share {
        (it.last_day, it.n_last) = (it.last_day + 1, 0);
    }
    // Over the whole day, and not all at its beginning.
    let at_ms = it.last_day * DAY_MS + it.n_last * (DAY_MS / share);
    it.n_last += 1;
    (it, Some(at_ms))
}

#[cfg(test)]
mod tests {
    use super::{DAY_MS, begin, limit, take};
    use crate::store::allowances::Allowance;

    #[test]
    fn what_is_above_the_limit_waits_and_what_is_new_goes_first() {
        let mut it = begin(Allowance::default(), 4, 100, 0);
        let mut waits = Vec::new();
        for _ in 0..9 {
            let at;
            (it, at) = take(it, 4);
            waits.extend(at.map(|ms| (ms / DAY_MS, ms % DAY_MS * 2 / DAY_MS)));
        }
        // Four at once, and two on each day that follows.
        assert_eq!(waits, [(101, 0), (101, 1), (102, 0), (102, 1), (103, 0)]);
        // The next day has room for two that are new.
        it = begin(it, 4, 101, 0);
        let mut taken = Vec::new();
        for _ in 0..3 {
            let at;
            (it, at) = take(it, 4);
            taken.push(at.map(|ms| ms / DAY_MS));
        }
        assert_eq!(taken, [None, None, Some(103)]);
        // A clock that was ahead for a while bounds nothing.
        assert_eq!(begin(it, 4, 90, 0), Allowance { day: 90, ..Allowance::default() });
        // And days later nothing waits any more.
        let it = begin(it, 4, 110, 0);
        assert_eq!(it.n, 0);
    }

    #[test]
    fn source_that_brings_much_every_day_may_bring_more() {
        assert_eq!([limit(5_000, 0), limit(5_000, 300), limit(5_000, 900)], [5_000, 5_000, 9_000]);
    }
}
