//! Captured pages, byte by byte as they came, of what is shown in full under terms that say so. They are handed over to be
//! checked, never to be shown: a stranger's page must do nothing under this site's name.

use crate::error::{Error, Kind, Result};
use crate::keep;
use crate::store::{captures, removed};
use crate::web::Web;
use crate::web::answer;
use crate::web::asked::Asked;
use crate::web::reader::whole;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use mediawire_core::codec::digest::Digest;
use mediawire_core::model::body::Body;
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::visible::Visible;
use std::sync::Arc;

/// Whether `body` rests on all of that capture, so that it is this item's and no other's: a list holds the texts of
/// others, some of which may be withheld.
pub(super) fn is_page(body: &Body, capture: CaptureId) -> bool {
    body.parts.iter().any(|part| part.capture == capture && part.fragment.is_none())
}

/// The captured page of an item, by the digest of its bytes. Whether it may be had is asked of the store each time.
pub(super) async fn capture(
    State(web): State<Arc<Web>>,
    Path((public, digest)): Path<(String, String)>,
    asked: Asked,
) -> Response {
    match find(&web, &public, &digest, &asked).await {
        Ok(response) => response,
        Err(error) => answer::failed(web.site(&asked), &error).into_response(),
    }
}

async fn find(web: &Web, public: &str, digest: &str, asked: &Asked) -> Result<Response> {
    let missing = || Error::new(Kind::NotFound, format!("there is no capture {digest} to be had"));
    let payload = Digest::from_hex(digest).ok_or_else(missing)?;
    let mut tx = web.wire.db.read().await?;
    let whole = whole(&mut tx, public).await?;
    let is_reserved = match whole.visible {
        Visible::Shown(shown) if shown.is_capture_open => shown.is_reserved,
        Visible::Shown(_) | Visible::Withheld { .. } | Visible::Killed { .. } => {
            return Err(missing());
        }
    };
    let mut found = None;
    for part in whole.body.parts.iter().filter(|part| is_page(&whole.body, part.capture)) {
        if captures::get(&mut tx, part.capture).await?.payload == payload {
            found = Some(part.capture);
        }
    }
    let capture = found.ok_or_else(missing)?;
    removed::check(&mut tx, capture).await?;
    drop(tx);
    let handed = answer::Handed { digest: payload, is_reserved };
    if answer::has_tag(&asked.heads, &payload.to_hex()) {
        return Ok(handed.respond(None));
    }
    Ok(handed.respond(Some(keep::payload(&web.wire, capture).await?)))
}
