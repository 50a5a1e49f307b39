//! What the desk keeps among itself of an item: who sees to it, and notes.

use crate::error::Result;
use crate::pipeline::among;
use crate::store::db::Tx;
use crate::store::{accounts, desk_notes, standing};
use crate::web::Web;
use crate::web::desk::item::form::Typed;
use crate::web::desk::pages;
use crate::web::session::Desk;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::id::ItemId;
use mediawire_core::publish::locale::Locale;

/// How long before its page is written an item is read, at most: what is told of that time the page may show already.
const SINCE_MS: i64 = 2_000;

/// What the block shows.
pub(super) struct Among {
    /// Who sees to it; empty for nobody.
    pub(super) assigned: String,
    /// To whom it can be assigned.
    pub(super) accounts: Vec<String>,
    /// The notes, the last first.
    pub(super) notes: Vec<Note>,
    /// When the item changed last, and since when the page listens for more: Unix milliseconds.
    pub(super) changed_ms: i64,
    pub(super) since_ms: i64,
}

/// A note as it is shown.
pub(super) struct Note {
    pub(super) by: String,
    pub(super) at: String,
    pub(super) words: String,
}

impl Among {
    pub(super) async fn of(
        (web, locale): (&Web, &Locale),
        tx: &mut Tx,
        item: ItemId,
    ) -> Result<Self> {
        let all = accounts::all(tx).await?;
        let notes = desk_notes::of(tx, item).await?;
        let (assigned, changed_ms) = standing::assigned(tx, item).await?.unwrap_or_default();
        Ok(Self {
            assigned,
            changed_ms,
            // The item was read a moment ago: what it says of itself twice is passed over.
            since_ms: web.wire.now().as_millisecond() - SINCE_MS,
            accounts: all.into_iter().filter(|it| !it.is_off).map(|it| it.name).collect(),
            notes: notes
                .into_iter()
                .map(|it| Note {
                    at: pages::minute(locale, it.at_ms),
                    words: it.words.lines().map(with_marks).collect::<Vec<_>>().join("\n"),
                    by: it.by,
                })
                .collect(),
        })
    }
}

/// Assigns the item: to an account, to nobody, or to who asks.
pub(super) async fn assign(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let own = desk.account.name.as_str();
    let to = if typed.get("mine").is_empty() { typed.get("to").trim() } else { own };
    let seen = typed.find("seen").map(str::trim);
    among::assign(&web.wire, item, (to, seen), (own, &desk.place)).await
}

/// Leaves a note at the item.
pub(super) async fn note(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    among::note(&web.wire, item, typed.get("words"), by).await
}
