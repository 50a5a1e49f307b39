//! A list that has moved for good to another site: an editor follows it there.

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::job::Job;
use crate::pipeline::noticed;
use crate::store::lists::{self, ListState};
use crate::store::{doubts, sources};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Source;
use std::sync::Arc;

/// Makes the address to which the list of `slug` says that it has moved for good its list, on record of `by`, and asks
/// it next. Gives that address.
///
/// # Errors
/// `NotFound` if there is no such source, `Conflict` if its list does not say so, and as the guard gives if it may not
/// be asked there.
pub async fn accept(wire: &Arc<Wire>, slug: &Slug, by: &str) -> Result<String> {
    let mut tx = wire.db.write().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
    let source = sources::get(&mut tx, slug).await?.ok_or_else(missing)?;
    let state = lists::state(&mut tx, slug).await?;
    if state.moved.is_empty() {
        let what = format!(
            "cannot move the list of {slug}: when it was asked last it did not say that it has moved for good"
        );
        return Err(Error::new(Kind::Conflict, what));
    }
    let to = wire.client.check(&state.moved)?.to_string();
    let now = wire.now();
    // Its validators, and what else was known of how to ask it, are another address's.
    let fresh = ListState {
        etag: String::new(),
        modified: String::new(),
        whole_ms: 0,
        lies: false,
        moved: String::new(),
        moved_ms: 0,
        n_moved: 0,
        ..state
    };
    lists::save(&mut tx, &[(slug, &fresh)]).await?;
    let source = Source { list: Some(to.clone()), ..source };
    sources::save(&mut tx, &source, by, now.as_millisecond()).await?;
    doubts::clear(&mut tx, slug.as_str(), noticed::MOVED).await?;
    Job::Poll(slug.clone()).add(&mut tx, now).await?;
    tx.commit().await?;
    wire.wake();
    Ok(to)
}
