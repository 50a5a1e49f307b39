//! What hubs call (WebSub): whether a subscription is wanted, and that there is something new.

use crate::error::Kind;
use crate::pipeline::push::{self, Verification};
use crate::web::Web;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use std::collections::HashMap;
use std::sync::Arc;

/// Longest that a hub may send, in bytes.
pub(super) const BYTES_MAX: usize = 8 << 20;

/// Answers a hub's question whether a subscription is wanted.
pub(super) async fn verify(
    State(web): State<Arc<Web>>,
    Path(token): Path<String>,
    Query(asked): Query<HashMap<String, String>>,
) -> (StatusCode, String) {
    let field = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let asked = Verification {
        mode: field("hub.mode"),
        topic: field("hub.topic"),
        challenge: field("hub.challenge"),
        lease_s: field("hub.lease_seconds").parse().ok(),
        reason: field("hub.reason"),
    };
    match push::verify(&web.wire, &token, &asked).await {
        Ok(challenge) => (StatusCode::OK, challenge),
        Err(error) => status(error.kind),
    }
}

/// Takes what a hub sends. What is not signed is taken and ignored, as WebSub §7.1 asks.
pub(super) async fn pushed(
    State(web): State<Arc<Web>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let signature = headers.get("x-hub-signature").and_then(|value| value.to_str().ok());
    match push::pushed(&web.wire, &token, signature.unwrap_or_default(), &body).await {
        Ok(_) => (StatusCode::ACCEPTED, String::new()),
        Err(error) => status(error.kind),
    }
}

fn status(kind: Kind) -> (StatusCode, String) {
    match kind {
        // A hub that is told so sends no more.
        Kind::NotFound => (StatusCode::NOT_FOUND, String::new()),
        Kind::Transient
        | Kind::Refused
        | Kind::Malformed
        | Kind::Forbidden
        | Kind::Conflict
        | Kind::Bug => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    }
}
