//! When sources are polled first. After that each poll names the next (`pipeline::list`), so that the schedule stands in
//! the store, and no restart makes a source be asked more often than at its interval.

use crate::error::Result;
use crate::pipeline::manners;
use crate::store::db::Tx;
use crate::store::jobs;
use crate::store::lists::{ListState, with_sources};
use crate::store::schedule::unscheduled;
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;

/// New sources that are all asked at once; more are spread over their interval.
const AT_ONCE: usize = 64;
/// Sources that are looked at together.
const BATCH: usize = 1024;

/// Sees to it that every source that has a list is polled. Many new ones do not begin together, and go on apart.
///
/// # Errors
/// As the statements give.
pub async fn schedule(tx: &mut Tx, now: Timestamp) -> Result<()> {
    let missing = unscheduled(tx).await?;
    let n_new = missing.iter().filter(|it| it.is_new).count();
    for batch in missing.chunks(BATCH) {
        let slugs: Vec<&str> = batch.iter().map(|it| it.slug.as_str()).collect();
        let known = with_sources(tx, &slugs).await?;
        let mut polls = Vec::new();
        for (slug, known) in known {
            let (source, state) = known?;
            if manners::is_given_up(&state) {
                continue;
            }
            polls.push((slug, first_at(&source, &state, n_new, now.as_millisecond())));
        }
        let polls: Vec<_> = polls.iter().map(|(slug, at)| (slug.as_str(), *at)).collect();
        jobs::add_at(tx, "poll", &polls).await?;
    }
    Ok(())
}

/// When a source is due that is not on the schedule, one of `n_new` that were never asked.
fn first_at(source: &Source, state: &ListState, n_new: usize, now: i64) -> i64 {
    match state.polled_ms {
        0 if n_new <= AT_ONCE => now,
        0 => now.saturating_add(phase_ms(&source.slug, source.cadence_ms)),
        polled_ms => polled_ms.saturating_add(source.cadence_ms),
    }
}

/// The place of a source in its interval, the same each time.
fn phase_ms(slug: &Slug, interval_ms: i64) -> i64 {
    let digest = Digest::of(slug.as_str().as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest.as_bytes()[..8]);
    i64::try_from(u64::from_be_bytes(first) >> 1).unwrap_or(0).rem_euclid(interval_ms.max(1))
}
