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
    /// What the packs do: the key of its words.
    told: &'static str,
}

/// The style book.
pub(super) async fn style(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    let told = match web.wire.restyling {
        Restyling::Off => "style-off",
        Restyling::Suggest => "style-suggest",
        Restyling::Auto => "style-auto",
    };
    let frame = Frame::of(&web, &desk);
    pages::page(&StylePage { frame, packs: &web.wire.packs, told })
}
