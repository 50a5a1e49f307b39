//! What the lists that a source's list names answered last.

use crate::error::Result;
use crate::store::db::Tx;
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::id::Slug;
use std::collections::HashMap;

/// What a list that another list names answered last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartState {
    /// The last `ETag`, as given; empty too if all of it is to be asked for.
    pub etag: String,
    /// The last `Last-Modified`, as given; empty too if all of it is to be asked for.
    pub modified: String,
    /// The change that was stated of it when it was read last, Unix milliseconds; 0 if none was.
    pub stated_ms: i64,
    /// When it was last asked, Unix milliseconds; 0 for never.
    pub polled_ms: i64,
    /// How many times it has failed since it was read.
    pub n_failures: i64,
}

/// The states of all lists that those of `source` were ever seen to name and that were asked, by address.
#[derive(Debug, Default)]
pub struct PartStates(HashMap<Digest, PartState>);

impl PartStates {
    /// The state of the list at `url`; the default if it was never asked.
    #[must_use]
    pub fn of(&self, url: &str) -> PartState {
        self.0.get(&Digest::of(url.as_bytes())).cloned().unwrap_or_default()
    }
}

/// The states of the lists that those of `source` name.
///
/// # Errors
/// As the statements give.
pub async fn states(tx: &mut Tx, source: &Slug) -> Result<PartStates> {
    const SQL: &str =
        "SELECT url_digest, etag, modified, stated_ms, polled_ms, n_failures FROM part_state
         WHERE source = $1";
    let rows = tx.rows(SQL, &[source.as_str().into()]).await?.into_iter();
    let states = rows.map(|mut row| {
        let url = super::digest(&row.bytes(), "part_state.url_digest")?;
        let (etag, modified) = (row.text(), row.text());
        let (stated_ms, polled_ms, n_failures) = (row.int(), row.int(), row.int());
        Ok((url, PartState { etag, modified, stated_ms, polled_ms, n_failures }))
    });
    states.collect::<Result<_>>().map(PartStates)
}

/// Keeps what the list at `url`, which one of `source` names, answered.
///
/// # Errors
/// As the statements give.
pub async fn save(tx: &mut Tx, source: &Slug, url: &str, state: &PartState) -> Result<()> {
    tx.run(
        "INSERT INTO part_state (source, url_digest, etag, modified, stated_ms, polled_ms, n_failures)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (source, url_digest) DO UPDATE SET etag = excluded.etag,
         modified = excluded.modified, stated_ms = excluded.stated_ms,
         polled_ms = excluded.polled_ms, n_failures = excluded.n_failures",
        &[
            source.as_str().into(),
            (&Digest::of(url.as_bytes())).into(),
            state.etag.as_str().into(),
            state.modified.as_str().into(),
            state.stated_ms.into(),
            state.polled_ms.into(),
            state.n_failures.into(),
        ],
    )
    .await
}
