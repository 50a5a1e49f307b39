//! All SQL, and the shapes of rows. To add a fact, add a migration in `schema/` and a file here.
//!
//! Functions take an open transaction, so that a step of the pipeline is one transaction whatever it touches.

pub mod accounts;
pub mod acts;
pub mod allowances;
pub mod articles;
pub mod body;
pub mod brought;
pub mod captures;
pub mod copies;
pub mod db;
pub mod debts;
pub mod decisions;
pub mod desk_notes;
pub mod destinations;
mod dispatched;
pub mod doubts;
pub mod dump;
pub mod entries;
pub mod erasure;
mod handling;
pub mod health;
pub mod history;
pub mod identities;
pub mod imports;
pub mod items;
pub mod jobs;
pub mod lists;
pub mod mailboxes;
mod many;
pub mod migrate;
pub mod parts;
pub mod pictures;
pub mod quarantine;
pub mod queue;
pub mod record;
pub mod removed;
pub mod routing;
pub mod schedule;
pub mod sessions;
pub mod source_changes;
pub mod sources;
pub mod standing;
pub mod story;
pub mod subscriptions;
pub mod taken;
pub mod then;
pub mod tokens;
pub mod watch;
pub mod wire;

use crate::error::{Error, Kind, Result};
use mediawire_core::codec::digest::Digest;
use std::borrow::Cow;

/// The digest in a column.
fn digest(bytes: &[u8], column: &str) -> Result<Digest> {
    Digest::from_bytes(bytes).ok_or_else(|| {
        Error::new(Kind::Bug, format!("{column} holds {} bytes, not a digest", bytes.len()))
    })
}

/// The instant in a column of Unix milliseconds.
fn instant(ms: i64) -> Result<jiff::Timestamp> {
    jiff::Timestamp::from_millisecond(ms)
        .map_err(|cause| Error::caused(Kind::Bug, format!("a column holds the time {ms}"), cause))
}

/// An optional text as a column: empty for none.
fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A text as an index holds it: PostgreSQL's take 2704 bytes, so of a longer text the end is its digest.
fn indexed(text: &str) -> Cow<'_, str> {
    const BYTES_MAX: usize = 1024;
    if text.len() <= BYTES_MAX {
        return Cow::Borrowed(text);
    }
    let digest = Digest::of(text.as_bytes());
    Cow::Owned(format!("{} {digest}", &text[..text.floor_char_boundary(BYTES_MAX)]))
}

/// A count as a column.
fn int(n: impl TryInto<i64>) -> i64 {
    n.try_into().unwrap_or(i64::MAX)
}
