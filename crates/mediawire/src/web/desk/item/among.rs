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

/// What the block shows.
pub(super) struct Among {
    /// Who sees to it; empty for nobody.
    pub(super) assigned: String,
    /// To whom it can be assigned.
    pub(super) accounts: Vec<String>,
    /// The notes, the last first.
    pub(super) notes: Vec<Note>,
}

/// A note as it is shown.
pub(super) struct Note {
    pub(super) by: String,
    pub(super) at: String,
    pub(super) words: String,
}

impl Among {
    pub(super) async fn of(tx: &mut Tx, item: ItemId) -> Result<Self> {
        let all = accounts::all(tx).await?;
        let notes = desk_notes::of(tx, item).await?;
        Ok(Self {
            assigned: standing::assigned(tx, item).await?.unwrap_or_default(),
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
