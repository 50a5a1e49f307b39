//! The site: every route on one screen. It reads the store, and changes nothing.

pub mod answer;
pub mod cache;
pub mod machine;
pub mod reader;

use crate::Wire;
use crate::web::answer::Answer;
use crate::web::cache::Cache;
use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::routing::{any, get};
use mediawire_core::publish::site::Site;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

/// How long a request may take.
const REQUEST_MAX: Duration = Duration::from_secs(15);

/// What every handler needs.
#[derive(Debug)]
pub struct Web {
    /// The wire.
    pub wire: Arc<Wire>,
    /// How it presents itself.
    pub site: Site,
    /// Pages that were written for this state of the wire and this minute.
    pub cache: Cache,
    /// The counters, where they are kept.
    pub metrics: Option<PrometheusHandle>,
}

/// Every route.
pub fn router(web: Arc<Web>) -> Router {
    Router::new()
        .route("/", get(reader::front))
        .route("/section/{code}", get(reader::section))
        .route("/source/{slug}", get(reader::source))
        .route("/a/{public}", get(reader::article))
        .route("/a/{public}/verify", get(reader::verify))
        .route("/about", get(reader::about))
        .route("/{file}", get(machine::feed))
        .route("/section/{code}/{file}", get(machine::section_feed))
        .route("/source/{slug}/{file}", get(machine::source_feed))
        .route("/sitemap.xml", get(machine::sitemap))
        .route("/robots.txt", get(machine::robots))
        .route("/assets/wire.css", get(machine::stylesheet))
        .route("/healthz", get(machine::healthz))
        .route("/readyz", get(machine::readyz))
        .route("/metrics", get(machine::metrics))
        .fallback(any(not_found))
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(web)
        .layer(CatchPanicLayer::custom(answer::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_MAX))
}

async fn not_found(State(web): State<Arc<Web>>, method: Method) -> Answer {
    match method {
        Method::GET | Method::HEAD => answer::not_found(&web.site),
        _ => method_not_allowed(State(web)).await,
    }
}

async fn method_not_allowed(State(web): State<Arc<Web>>) -> Answer {
    answer::page(
        &web.site,
        405,
        "That cannot be done here",
        "This address can be read, and nothing else.",
    )
}
