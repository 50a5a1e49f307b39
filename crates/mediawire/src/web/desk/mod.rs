//! The desk: its routes, each with the right that it asks for. Nothing that changes anything is asked by GET, and no
//! route leads to a text: there is none to give.

mod account;
mod adding;
mod bulk;
mod changes;
mod destinations;
mod erasures;
mod item;
pub(super) mod language;
pub(super) mod live;
pub(super) mod pages;
mod queue;
mod record;
mod routing;
mod source;
mod sources;
mod story;
mod take;
mod tokens;

use crate::web::Web;
use crate::web::session;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use bulk::Becomes;
use item::capture;
use item::form::{Form, posting};
use mediawire_core::desk::role::Right;
use mediawire_core::model::decision::{DecisionKind, Ground};
use source::rule;
use std::sync::Arc;

/// The largest form, in bytes.
const FORM_BYTES_MAX: usize = 64 << 10;

/// A route of the desk.
#[derive(Debug)]
pub struct Route {
    /// The method: GET where nothing is changed.
    pub method: Method,
    /// The path, with `{…}` where an item, an account or a link is named.
    pub path: &'static str,
    /// What it asks of who asks; `None` for those who are not logged in.
    pub right: Option<Right>,
    /// Whether it counts as a use of the session.
    is_use: bool,
    handler: fn() -> MethodRouter<Arc<Web>>,
}

/// Every route of the desk.
pub const ROUTES: &[Route] = &[
    open(Method::GET, "/desk/desk.css", || get(pages::style)),
    open(Method::GET, "/desk/desk.js", || get(pages::script)),
    open(Method::GET, "/desk/login", || get(account::login)),
    open(Method::POST, "/desk/login", || post(account::log_in)),
    open(Method::GET, "/desk/begin/{link}", || get(account::begin)),
    open(Method::POST, "/desk/begin/{link}", || post(account::choose)),
    open(Method::POST, "/desk/language", || post(language::choose)),
    asks(Right::See, Method::POST, "/desk/logout", || post(account::log_out)),
    asks(Right::See, Method::GET, "/desk", || get(queue::queue)),
    listens(Right::See, "/desk/events", || get(live::events)),
    asks(Right::Release, Method::POST, "/desk/queue/release", || {
        bulk::each(Becomes::Decided(DecisionKind::Release))
    }),
    asks(Right::Hold, Method::POST, "/desk/queue/hold", || {
        bulk::each(Becomes::Decided(DecisionKind::Hold))
    }),
    asks(Right::Hold, Method::POST, "/desk/queue/spike", || {
        bulk::each(Becomes::Decided(DecisionKind::Spike))
    }),
    asks(Right::Note, Method::POST, "/desk/queue/take", || bulk::each(Becomes::Mine)),
    asks(Right::See, Method::GET, "/desk/item/{public}", || get(item::item)),
    asks(Right::See, Method::GET, "/desk/item/{public}/capture", || get(capture::capture)),
    asks(Right::See, Method::GET, "/desk/item/{public}/story", || get(story::story)),
    asks(Right::Restyle, Method::POST, "/desk/item/{public}/headline", || posting(Form::Headline)),
    asks(Right::Release, Method::POST, "/desk/item/{public}/release", || {
        posting(Form::Decides(DecisionKind::Release))
    }),
    asks(Right::Release, Method::POST, "/desk/item/{public}/schedule", || posting(Form::Schedule)),
    asks(Right::Hold, Method::POST, "/desk/item/{public}/spike", || {
        posting(Form::Decides(DecisionKind::Spike))
    }),
    asks(Right::Hold, Method::POST, "/desk/item/{public}/hold", || {
        posting(Form::Decides(DecisionKind::Hold))
    }),
    asks(Right::Hold, Method::POST, "/desk/item/{public}/embargo", || posting(Form::Embargo)),
    asks(Right::Restyle, Method::POST, "/desk/item/{public}/kicker", || posting(Form::Kicker)),
    asks(Right::Restyle, Method::POST, "/desk/item/{public}/dek", || posting(Form::Dek)),
    asks(Right::EditorNote, Method::POST, "/desk/item/{public}/editor-note", || {
        posting(Form::EditorNote)
    }),
    asks(Right::EditorNote, Method::POST, "/desk/item/{public}/correct", || posting(Form::Correct)),
    asks(Right::Restyle, Method::POST, "/desk/item/{public}/section", || posting(Form::Section)),
    asks(Right::Restyle, Method::POST, "/desk/item/{public}/genre", || posting(Form::Genre)),
    // Who undoes something must also have the right to what answers it.
    asks(Right::Note, Method::POST, "/desk/item/{public}/undo", || posting(Form::Undo)),
    asks(Right::Note, Method::POST, "/desk/item/{public}/assign", || posting(Form::Assign)),
    asks(Right::Note, Method::POST, "/desk/item/{public}/note", || posting(Form::Note)),
    asks(Right::Withhold, Method::POST, "/desk/item/{public}/withhold", || {
        posting(Form::Decides(DecisionKind::Withhold))
    }),
    asks(Right::Withhold, Method::POST, "/desk/item/{public}/keep", || posting(Form::Keep)),
    asks(Right::Kill, Method::POST, "/desk/item/{public}/kill", || {
        posting(Form::Decides(DecisionKind::Kill(Ground::House)))
    }),
    asks(Right::See, Method::GET, "/desk/changes", || get(changes::page)),
    asks(Right::See, Method::GET, "/desk/sources", || get(sources::sources)),
    asks(Right::Sources, Method::POST, "/desk/sources/{slug}/release", || post(sources::release)),
    asks(Right::See, Method::GET, "/desk/sources/{slug}", || get(source::source)),
    asks(Right::Sources, Method::POST, "/desk/sources/{slug}/terms", || post(source::change)),
    asks(Right::Sources, Method::POST, "/desk/sources/{slug}/rule", || post(rule::try_rule)),
    asks(Right::Sources, Method::POST, "/desk/sources/{slug}/rule/save", || post(rule::save_rule)),
    asks(Right::Sources, Method::GET, "/desk/add", || get(adding::form)),
    asks(Right::Sources, Method::POST, "/desk/add/look", || post(adding::look)),
    asks(Right::Sources, Method::POST, "/desk/add", || post(adding::add)),
    asks(Right::Sources, Method::GET, "/desk/opml", || get(adding::opml)),
    asks(Right::See, Method::GET, "/desk/opml/export", || get(adding::export)),
    asks(Right::Sources, Method::POST, "/desk/opml/look", adding::uploading),
    asks(Right::Sources, Method::POST, "/desk/opml", adding::importing),
    asks(Right::Take, Method::GET, "/desk/take", || get(take::form)),
    asks(Right::Take, Method::POST, "/desk/take", || post(take::take)),
    asks(Right::See, Method::GET, "/desk/routing", || get(routing::routing)),
    asks(Right::See, Method::GET, "/desk/routing/trial", || get(routing::trial)),
    asks(Right::Sources, Method::POST, "/desk/routing", || post(routing::save)),
    asks(Right::Sources, Method::POST, "/desk/routing/{slug}/change", || post(routing::change)),
    asks(Right::See, Method::GET, "/desk/tokens", || get(tokens::tokens)),
    asks(Right::See, Method::POST, "/desk/tokens", || post(tokens::make)),
    asks(Right::See, Method::POST, "/desk/tokens/{name}/revoke", || post(tokens::revoke)),
    asks(Right::Record, Method::GET, "/desk/record", || get(record::page)),
    asks(Right::Record, Method::GET, "/desk/record.jsonl", || get(record::lines)),
    asks(Right::Accounts, Method::GET, "/desk/destinations", || get(destinations::destinations)),
    asks(Right::Accounts, Method::POST, "/desk/destinations", || post(destinations::add)),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/test", || {
        post(destinations::test)
    }),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/retry", || {
        post(destinations::retry)
    }),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/replay", || {
        post(destinations::replay)
    }),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/secret", || {
        post(destinations::secret)
    }),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/by-hand", || {
        post(destinations::by_hand)
    }),
    asks(Right::Accounts, Method::POST, "/desk/destinations/{slug}/remove", || {
        post(destinations::remove)
    }),
    asks(Right::Accounts, Method::GET, "/desk/erasures", || get(erasures::page)),
    asks(Right::Accounts, Method::POST, "/desk/erasures", || post(erasures::order)),
    asks(Right::Accounts, Method::POST, "/desk/erasures/take-back", || post(erasures::take_back)),
    asks(Right::Accounts, Method::GET, "/desk/accounts", || get(account::accounts)),
    asks(Right::Accounts, Method::POST, "/desk/accounts", || post(account::invite)),
    asks(Right::Accounts, Method::POST, "/desk/accounts/{name}", || post(account::change)),
];

const fn open(
    method: Method,
    path: &'static str,
    handler: fn() -> MethodRouter<Arc<Web>>,
) -> Route {
    Route { method, path, right: None, is_use: true, handler }
}

const fn asks(
    right: Right,
    method: Method,
    path: &'static str,
    handler: fn() -> MethodRouter<Arc<Web>>,
) -> Route {
    Route { method, path, right: Some(right), is_use: true, handler }
}

/// A stream that a page listens to, whoever sits before it or not.
const fn listens(
    right: Right,
    path: &'static str,
    handler: fn() -> MethodRouter<Arc<Web>>,
) -> Route {
    Route { method: Method::GET, path, right: Some(right), is_use: false, handler }
}

/// The routes, each behind its guard.
pub(super) fn routes(web: &Arc<Web>) -> Router<Arc<Web>> {
    let all = ROUTES.iter().fold(Router::new(), |router, route| {
        let guard =
            from_fn_with_state((Arc::clone(web), route.right, route.is_use), session::guard);
        router.route(route.path, (route.handler)().layer(guard))
    });
    all.layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}
