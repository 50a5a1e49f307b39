//! The items of a story, wherever each stands.

use crate::error::Result;
use crate::store::story::{self, ITEMS_MAX, Member};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::Desk;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "desk/story.html")]
struct StoryPage<'a> {
    frame: Frame<'a>,
    public: String,
    members: Vec<Member>,
    /// Whether there may be more of them.
    is_cut: bool,
}

/// The story of an item.
pub(super) async fn story(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    desk: Desk,
) -> Response {
    match members(&web, &public).await {
        Ok(members) => {
            let frame = Frame::of(&web, &desk);
            let is_cut = i64::try_from(members.len()).is_ok_and(|n| n >= ITEMS_MAX);
            pages::page(&StoryPage { frame, public, members, is_cut })
        }
        Err(error) => failed(&web, &error),
    }
}

async fn members(web: &Web, public: &str) -> Result<Vec<Member>> {
    let item = named(&web.wire, public).await?;
    let mut members = story::of(&mut web.wire.db.read().await?, item).await?;
    for member in &mut members {
        member.headline = with_marks(&member.headline);
    }
    Ok(members)
}
