//! Tokens at the desk: each sees their own, and who sees to accounts all of them. A token is shown once.

use crate::error::{Error, Kind};
use crate::pipeline::tokens;
use crate::store::tokens::{self as stored, Token};
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::scope::Scope;
use serde::Deserialize;
use std::sync::Arc;

/// A token as it is listed.
struct Line {
    token: Token,
    made: String,
    used: String,
    revoked: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/tokens.html")]
struct TokensPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
    /// What was made just now.
    shown: Option<String>,
    /// Where programs ask, as HTML.
    address: String,
}

/// The tokens.
pub(super) async fn tokens(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    page(&web, &desk, None).await
}

async fn page(web: &Web, desk: &Desk, shown: Option<String>) -> Response {
    let frame = Frame::of(web, desk);
    let owner = if frame.may(Right::Accounts) { "" } else { desk.account.name.as_str() };
    let read = async { stored::of(&mut web.wire.db.read().await?, owner).await };
    match read.await {
        Ok(all) => {
            let locale = &desk.locale;
            let minute = |ms| pages::minute(locale, ms);
            let at = |ms: i64| if ms == 0 { locale.say("never") } else { minute(ms) };
            let lines = all.into_iter().map(|token| Line {
                made: at(token.made_ms),
                used: at(token.used_ms),
                revoked: Some(token.revoked_ms).filter(|ms| *ms > 0).map(minute),
                token,
            });
            let address = pages::escaped(&format!("{}/api/desk/…", web.sites[0].base));
            let address = format!("<code dir=\"ltr\">{address}</code>");
            let lines = lines.collect();
            pages::page(&TokensPage { frame, lines, shown, address })
        }
        Err(error) => failed(web, &error),
    }
}

/// What a token is to be for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    name: String,
    scope: String,
}

/// Makes a token, and shows it once.
pub(super) async fn make(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(asked): Form<Asked>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let make = async {
        let wrong = || Error::new(Kind::Malformed, "say what the token may do: read or desk");
        let scope = Scope::parse(&asked.scope).ok_or_else(wrong)?;
        tokens::make(&web.wire, &asked.name, scope, by).await
    };
    match make.await {
        Ok(shown) => page(&web, &desk, Some(shown)).await,
        Err(error) => failed(&web, &error),
    }
}

/// Revokes a token.
pub(super) async fn revoke(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    desk: Desk,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let is_any = desk.account.role.may(Right::Accounts);
    match tokens::revoke(&web.wire, &id, is_any, by).await {
        Ok(()) => session::to("/desk/tokens"),
        Err(error) => failed(&web, &error),
    }
}
