//! What sources changed of late in what stands on the wire, and what followed.

use crate::store::source_changes::{self, Told};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::Desk;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use serde::Deserialize;
use std::sync::Arc;

/// Changes on a page.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "desk/changes.html")]
struct ChangesPage<'a> {
    frame: Frame<'a>,
    all: Vec<Told>,
    /// The moment before which the next page begins, if there is one.
    next: Option<i64>,
}

/// Which page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    before: Option<i64>,
}

/// A page of the changes, the last first.
pub(super) async fn page(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Query(asked): Query<Asked>,
) -> Response {
    let n_max = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let read = async {
        let mut tx = web.wire.db.read().await?;
        source_changes::last(&mut tx, asked.before.unwrap_or(i64::MAX), n_max).await
    };
    match read.await {
        Ok(mut all) => {
            let next = all.get(PAGE - 1).map(|last| last.at_ms).filter(|_| all.len() > PAGE);
            all.truncate(PAGE);
            for told in &mut all {
                told.headline = with_marks(&told.headline);
            }
            pages::page(&ChangesPage { frame: Frame::of(&web, &desk), all, next })
        }
        Err(error) => failed(&web, &error),
    }
}
