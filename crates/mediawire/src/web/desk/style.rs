//! The style book: the house's packs, rule by rule, with the examples that are their tests.

use crate::web::Web;
use crate::web::desk::pages::{self, Frame};
use crate::web::session::Desk;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mediawire_core::desk::Restyling;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::style::Pack;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "desk/style.html")]
struct StylePage<'a> {
    frame: Frame<'a>,
    packs: &'a [Pack],
    /// What the packs do, in words.
    told: &'static str,
}

/// The style book.
pub(super) async fn style(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    let told = match web.wire.restyling {
        Restyling::Off => "The packs do nothing: headlines stand as their sources wrote them.",
        Restyling::Suggest => "The packs suggest at the desk, and people decide.",
        Restyling::Auto => "The packs decide, where no person has.",
    };
    let frame = Frame::of(&web, Some(&desk.account));
    pages::page(&StylePage { frame, packs: &web.wire.packs, told })
}
