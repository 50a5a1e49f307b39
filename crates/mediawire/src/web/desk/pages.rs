//! What the desk's pages share: their frame, their style, and the page for what could not be done.

use crate::error::{Error, Kind};
use crate::store::accounts::Account;
use crate::web::Web;
use crate::web::answer::{self, Answer, Written};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mediawire_core::desk::role::Right;
use mediawire_core::publish::address;
use std::sync::Arc;

const STYLE: &str = include_str!("../../../templates/desk/desk.css");
const SCRIPT: &str = include_str!("../../../templates/desk/desk.js");

/// What stands around every page of the desk.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The site's name.
    pub(super) site: &'a str,
    /// The address of the site's own stylesheet, on which the desk's lies.
    pub(super) stylesheet: String,
    /// Who is logged in.
    pub(super) account: Option<&'a Account>,
}

impl<'a> Frame<'a> {
    pub(super) fn of(web: &'a Web, account: Option<&'a Account>) -> Self {
        let site = &web.sites[0];
        Self { site: &site.name, stylesheet: address::stylesheet(&web.assets.tag), account }
    }

    /// Whether who is logged in may do that.
    pub(super) fn may(&self, right: Right) -> bool {
        self.account.is_some_and(|account| account.role.may(right))
    }
}

/// A moment in Unix milliseconds, as the desk tells it: UTC, to the minute.
pub(super) fn moment(ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(ms).unwrap_or_default();
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// A page as it is sent.
pub(super) fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => {
            let written = Written::new(200, answer::HTML, 0, html.into_bytes());
            Answer::new(Arc::new(written), HeaderMap::new()).into_response()
        }
        Err(cause) => {
            tracing::error!("a page of the desk could not be written: {cause}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[derive(Template)]
#[template(path = "desk/trouble.html")]
struct Trouble<'a> {
    frame: Frame<'a>,
    words: String,
    is_ended: bool,
}

/// The page for what could not be done, and why.
pub(in crate::web) fn trouble(web: &Web, error: &Error, status: StatusCode) -> Response {
    if matches!(error.kind, Kind::Bug | Kind::Transient) {
        tracing::error!("the desk could not do what it was asked: {error}");
    }
    let is_ended = error.code == "session";
    let template = Trouble { frame: Frame::of(web, None), words: error.to_string(), is_ended };
    let mut response = page(&template);
    *response.status_mut() = status;
    response
}

/// The same, with the status that the kind of error has.
pub(super) fn failed(web: &Web, error: &Error) -> Response {
    let status = match error.kind {
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Refused => StatusCode::TOO_MANY_REQUESTS,
        Kind::Transient => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Bug => StatusCode::INTERNAL_SERVER_ERROR,
    };
    trouble(web, error, status)
}

/// The desk's own style.
pub(super) async fn style(State(_): State<Arc<Web>>, asked: HeaderMap) -> Response {
    let written = Written::new(200, "text/css; charset=utf-8", 0, STYLE.as_bytes().to_vec());
    Answer::new(Arc::new(written), asked).into_response()
}

/// The desk's script: keys, and nothing that a page needs.
pub(super) async fn script(State(_): State<Arc<Web>>, asked: HeaderMap) -> Response {
    let written =
        Written::new(200, "text/javascript; charset=utf-8", 0, SCRIPT.as_bytes().to_vec());
    Answer::new(Arc::new(written), asked).into_response()
}
