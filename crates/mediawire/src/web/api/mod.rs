//! The desk for machines: what waits, an item with the ledger of its headline, and decisions, as JSON. Each route asks for
//! a token that holds, and for a right that both the token and its account's role have; a cookie is never looked at.

mod item;

use crate::error::{Error, Kind, Result};
use crate::pipeline::tokens;
use crate::store::accounts::Account;
use crate::store::queue::{self, Begin, Filter, List, Place};
use crate::web::Web;
use crate::web::session::place;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use mediawire_core::desk::role::Right;
use mediawire_core::desk::scope::Scope;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The largest body that is read, in bytes.
const BYTES_MAX: usize = 16 << 10;
/// Lines of a page.
const PAGE: i64 = 100;

/// A route for machines.
#[derive(Debug)]
pub struct Route {
    /// The method: GET where nothing is changed.
    pub method: Method,
    /// The path, with `{…}` where an item is named.
    pub path: &'static str,
    /// What it asks of who asks, at least.
    pub right: Right,
    handler: fn() -> MethodRouter<Arc<Web>>,
}

/// Every route for machines at the desk.
pub const ROUTES: &[Route] = &[
    Route {
        method: Method::GET,
        path: "/api/desk/queue",
        right: Right::See,
        handler: || get(waiting),
    },
    Route {
        method: Method::GET,
        path: "/api/desk/item/{public}",
        right: Right::See,
        handler: || get(item::item),
    },
    // Which right it asks for beside hangs on what is decided.
    Route {
        method: Method::POST,
        path: "/api/desk/item/{public}/decide",
        right: Right::See,
        handler: || post(item::decide),
    },
];

/// The routes, each behind its guard.
pub(super) fn routes(web: &Arc<Web>) -> Router<Arc<Web>> {
    let all = ROUTES.iter().fold(Router::new(), |router, route| {
        let guard = from_fn_with_state((Arc::clone(web), route.right), guard);
        router.route(route.path, (route.handler)().layer(guard))
    });
    all.layer(DefaultBodyLimit::max(BYTES_MAX))
}

/// Who asks by a token.
#[derive(Debug, Clone)]
struct Asking {
    account: Account,
    scope: Scope,
    /// From where.
    place: String,
}

impl Asking {
    /// # Errors
    /// `Forbidden` if the token or its account's role has not that right.
    fn may(&self, right: Right) -> Result<()> {
        let words = right.words();
        let what = match (self.account.role.may(right), self.scope.may(right)) {
            (true, true) => return Ok(()),
            (false, _) => format!("as {} you may not {words}", self.account.role.name()),
            (true, false) => format!("this token is for {}: it may not {words}", self.scope.name()),
        };
        Err(Error::new(Kind::Forbidden, format!("{what}: nothing was done")).code("role"))
    }
}

/// Lets a request through that shows a token which holds and has the route's right.
async fn guard(
    State((web, right)): State<(Arc<Web>, Right)>,
    mut request: Request,
    next: Next,
) -> Response {
    let place = place(&request);
    let Some(shown) = bearer(request.headers()) else {
        let what = "show a token: Authorization: Bearer TOKEN; one is made at /desk/tokens";
        return failed(&Error::new(Kind::Forbidden, what).code("token"));
    };
    let asking = match tokens::who(&web.wire, &web.throttle, shown, &place).await {
        Ok((account, scope)) => Asking { account, scope, place },
        Err(error) => return failed(&error),
    };
    if let Err(error) = asking.may(right) {
        return failed(&error);
    }
    request.extensions_mut().insert(asking);
    next.run(request).await
}

/// The token that a request shows (RFC 6750 §2.1).
fn bearer(heads: &HeaderMap) -> Option<&str> {
    let value = heads.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

/// JSON that is nobody else's, and nothing for a cache between.
fn answer(status: StatusCode, value: &Value) -> Response {
    let mut response = (status, format!("{value:#}\n")).into_response();
    let heads = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        heads.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What went wrong, with the status that its kind has.
fn failed(error: &Error) -> Response {
    let status = match (error.kind, error.code) {
        (Kind::Forbidden, "token") => StatusCode::UNAUTHORIZED,
        (Kind::NotFound, _) => StatusCode::NOT_FOUND,
        (Kind::Malformed, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (Kind::Conflict, _) => StatusCode::CONFLICT,
        (Kind::Forbidden, _) => StatusCode::FORBIDDEN,
        (Kind::Refused, _) => StatusCode::TOO_MANY_REQUESTS,
        (Kind::Transient, _) => StatusCode::SERVICE_UNAVAILABLE,
        (Kind::Bug, _) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    if matches!(error.kind, Kind::Transient | Kind::Bug) {
        tracing::error!("the desk could not answer a machine: {error}");
    }
    let value = json!({ "error": error.to_string(), "code": error.code });
    let mut response = answer(status, &value);
    let heads = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        heads.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(ms) = error.retry_after_ms {
        heads.insert(header::RETRY_AFTER, ms.div_ceil(1000).into());
    }
    response
}

/// Which list is asked for, and from where on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    list: String,
    behind: String,
}

/// A page of a list of the desk: what waits, unless another is named.
async fn waiting(
    State(web): State<Arc<Web>>,
    Extension(_): Extension<Asking>,
    Query(asked): Query<Asked>,
) -> Response {
    match page(&web, &asked).await {
        Ok(value) => answer(StatusCode::OK, &value),
        Err(error) => failed(&error),
    }
}

async fn page(web: &Web, asked: &Asked) -> Result<Value> {
    let name = if asked.list.is_empty() { List::Waiting.name() } else { &asked.list };
    let wrong = || {
        let all = List::ALL.map(List::name).join(", ");
        Error::new(Kind::Malformed, format!("there is no list {name:?}: there are {all}"))
    };
    let list = List::ALL.into_iter().find(|list| list.name() == name).ok_or_else(wrong)?;
    let begin = match asked.behind.split_once('.') {
        None => Begin::Top,
        Some((at_ms, public)) => {
            let at_ms = at_ms.parse().map_err(|_| {
                Error::new(Kind::Malformed, format!("there is no place {:?}", asked.behind))
            })?;
            Begin::Behind(Place { at_ms, public: public.to_owned() })
        }
    };
    let mut tx = web.wire.db.read().await?;
    let page = queue::page(&mut tx, list, &Filter::default(), &begin, PAGE).await?;
    let items: Vec<Value> = page.lines.iter().map(line).collect();
    let behind = page.behind.map(|place| format!("{}.{}", place.at_ms, place.public));
    Ok(json!({ "list": list.name(), "items": items, "behind": behind }))
}

fn line(line: &queue::Line) -> Value {
    let [kind, words, by, why] = &line.decided;
    let [code, stopped] = &line.stopped;
    json!({
        "item": line.public.as_str(), "headline": line.headline, "source": line.source,
        "section": line.section, "lang": line.lang, "genre": line.genre, "list": line.list, "held": line.list == List::Held.name(),
        "assigned": line.assigned, "received_ms": line.received_ms, "changed_ms": line.changed_ms,
        "decided": { "kind": kind, "words": words, "by": by, "why": why },
        "stopped": { "code": code, "why": stopped },
    })
}
