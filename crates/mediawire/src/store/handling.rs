//! How an agency wants a piece handled, as it stands in `entry.detail`.

use crate::store::entries::TimeRow;
use mediawire_core::model::handling::{Handling, PieceKind, PubStatus};
use mediawire_core::model::source::Genre;
use serde::{Deserialize, Serialize};

/// `Handling` as JSON. What later versions add may be missing.
#[derive(Serialize, Deserialize)]
pub(super) struct HandlingRow {
    kind: String,
    status: String,
    embargo: Option<TimeRow>,
    version: Option<u64>,
    urgency: Option<u8>,
    is_correction: bool,
    note: Option<String>,
    terms: Option<String>,
    rights: Option<String>,
    credit: Option<String>,
    dateline: Option<String>,
    slugline: Option<String>,
    keywords: Vec<String>,
    genre: Option<String>,
    withdraws: Option<String>,
}

impl HandlingRow {
    pub(super) fn of(handling: &Handling) -> Self {
        Self {
            kind: handling.kind.name().to_owned(),
            status: handling.status.name().to_owned(),
            embargo: handling.embargo.as_ref().map(TimeRow::of),
            version: handling.version,
            urgency: handling.urgency,
            is_correction: handling.is_correction,
            note: handling.note.clone(),
            terms: handling.terms.clone(),
            rights: handling.rights.clone(),
            credit: handling.credit.clone(),
            dateline: handling.dateline.clone(),
            slugline: handling.slugline.clone(),
            keywords: handling.keywords.clone(),
            genre: handling.genre.map(|genre| genre.name().to_owned()),
            withdraws: handling.withdraws.clone(),
        }
    }

    pub(super) fn handling(self) -> Handling {
        Handling {
            // A name of a newer program is safest read as what is never published by itself.
            kind: PieceKind::parse(&self.kind).unwrap_or(PieceKind::Data),
            status: PubStatus::parse(&self.status).unwrap_or(PubStatus::Withheld),
            embargo: self.embargo.and_then(TimeRow::time),
            version: self.version,
            urgency: self.urgency,
            is_correction: self.is_correction,
            note: self.note,
            terms: self.terms,
            rights: self.rights,
            credit: self.credit,
            dateline: self.dateline,
            slugline: self.slugline,
            keywords: self.keywords,
            genre: self.genre.as_deref().and_then(Genre::parse),
            withdraws: self.withdraws,
        }
    }
}
