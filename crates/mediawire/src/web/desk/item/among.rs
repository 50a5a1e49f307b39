//! What the desk keeps among itself of an item: who sees to it, and notes.

use crate::error::Result;
use crate::pipeline::among;
use crate::store::db::Tx;
use crate::store::{accounts, desk_notes, standing};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::path_of;
use crate::web::desk::pages::{self, failed};
use crate::web::session::{self, Desk};
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::id::ItemId;
use serde::Deserialize;
use std::sync::Arc;

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
    pub(super) async fn of(web: &Web, tx: &mut Tx, item: ItemId) -> Result<Self> {
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
                    at: pages::moment(it.at_ms),
                    words: it.words.lines().map(with_marks).collect::<Vec<_>>().join("\n"),
                    by: it.by,
                })
                .collect(),
        })
    }
}

/// To whom an item is assigned: to an account, to nobody, or to who asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct To {
    to: String,
    mine: String,
}

/// Assigns the item.
pub(in crate::web::desk) async fn assign(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
    Form(To { to, mine }): Form<To>,
) -> Response {
    let to = if mine.is_empty() { to.trim() } else { desk.account.name.as_str() };
    let done = async {
        let item = named(&web.wire, &public).await?;
        among::assign(&web.wire, item, to, (&desk.account.name, &desk.place)).await
    };
    back(&web, &public, done.await)
}

/// A note that was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct Typed {
    words: String,
}

/// Leaves a note at the item.
pub(in crate::web::desk) async fn note(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
    Form(Typed { words }): Form<Typed>,
) -> Response {
    let done = async {
        let item = named(&web.wire, &public).await?;
        among::note(&web.wire, item, &words, (&desk.account.name, &desk.place)).await
    };
    back(&web, &public, done.await)
}

/// Back to the item, if it is done.
fn back(web: &Web, public: &str, done: Result<()>) -> Response {
    match done {
        Ok(()) => session::to(&format!("/desk/item/{}", path_of(public))),
        Err(error) => failed(web, &error),
    }
}
