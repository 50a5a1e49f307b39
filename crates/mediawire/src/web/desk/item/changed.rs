//! What a source changed in an item that stands on the wire, and how what waits differs from what readers see.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::source_changes::{self, Told};
use crate::store::{articles, body};
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::id::{ArticleId, ItemId};
use mediawire_core::text::diff::{Piece, difference};

/// So many changes are told, the last first.
const CHANGES_MAX: i64 = 20;

/// What the page tells of its source's changes.
#[derive(Debug, Default)]
pub(super) struct Changed {
    pub(super) all: Vec<Told>,
    /// The passages in which the newest version is another than what readers see.
    pub(super) waits: Vec<Vec<Piece>>,
    /// How many more passages there are.
    pub(super) n_more: usize,
}

impl Changed {
    /// Of an item whose newest version is `newest`, with the text `text`, and which stands there as `last` says.
    pub(super) async fn of(
        tx: &mut Tx,
        (item, last): (ItemId, Option<&Dispatch>),
        (newest, text): (ArticleId, &str),
    ) -> Result<Self> {
        let all = source_changes::of(tx, item, CHANGES_MAX).await?;
        let Some(last) = last.filter(|last| last.article != newest && last.notice.is_none()) else {
            return Ok(Self { all, ..Self::default() });
        };
        let seen = body::read(&articles::body(tx, last.article).await?)?.text(true);
        let found = difference(&seen, text);
        let mut waits = found.passages;
        for piece in waits.iter_mut().flatten() {
            piece.words = with_marks(&piece.words);
        }
        Ok(Self { all, waits, n_more: found.n_more })
    }
}
