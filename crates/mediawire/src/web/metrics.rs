//! The counters, for whoever watches over the machine: nobody else is told them.

use crate::error::{Error, Kind, Result};
use crate::store::{jobs, wire};
use crate::web::Web;
use crate::web::listen::Peer;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use mediawire_core::codec::digest::Digest;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// What proxies say of whom they ask for (RFC 7239, RFC 9110 §7.6.3, and what they said before).
const OF_PROXIES: [&str; 5] =
    ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/// The counters, and who may read them.
#[derive(Debug)]
pub struct Metrics {
    handle: PrometheusHandle,
    /// Digest of the token that readers must say; `None` for readers on this machine only.
    token: Option<Digest>,
    /// Whether the site is public: then who asks from this machine may be a proxy that does not say so.
    is_public: bool,
}

impl Metrics {
    /// The counters, to be read by whoever says `token`; if it is empty, by whoever asks on this machine and is no proxy,
    /// and by nobody where the site is public.
    #[must_use]
    pub fn new(handle: PrometheusHandle, token: &str, is_public: bool) -> Self {
        let token = (!token.is_empty()).then(|| Digest::of(token.as_bytes()));
        Self { handle, token, is_public }
    }

    /// Why who asks is told nothing, if so.
    fn refuses(&self, peer: Peer, headers: &HeaderMap) -> Option<Response> {
        let Some(token) = self.token else {
            let is_proxied = OF_PROXIES.iter().any(|name| headers.contains_key(*name));
            let words = "the counters are told on this machine only, or for a token: set site.metrics_token\n";
            let is_near = peer.0.to_canonical().is_loopback() && !is_proxied;
            let is_inside = is_near && !self.is_public;
            return (!is_inside).then(|| (StatusCode::FORBIDDEN, words).into_response());
        };
        let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let said = said.and_then(|said| said.strip_prefix("Bearer ")).unwrap_or_default();
        // How long it takes to compare digests says nothing of the token.
        if Digest::of(said.trim().as_bytes()) == token {
            return None;
        }
        let head = [(header::WWW_AUTHENTICATE, "Bearer")];
        Some(
            (StatusCode::UNAUTHORIZED, head, "the token site.metrics_token is asked for\n")
                .into_response(),
        )
    }
}

/// The counters, as Prometheus reads them.
pub async fn metrics(
    State(web): State<Arc<Web>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Response {
    let Some(metrics) = &web.metrics else { return StatusCode::NOT_FOUND.into_response() };
    if let Some(refusal) = metrics.refuses(peer, &headers) {
        return refusal;
    }
    match gauges(&web).await {
        Ok(()) => {
            let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            (kind, metrics.handle.render()).into_response()
        }
        Err(error) => {
            let error = Error::caused(Kind::Transient, "cannot count", error);
            tracing::warn!("{error}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Brings the gauges up to date with the store.
async fn gauges(web: &Web) -> Result<()> {
    let mut tx = web.wire.db.read().await?;
    let (by_kind, n_parked) = jobs::counts(&mut tx).await?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a gauge is a float; counts stay far below 2^52"
    )]
    let set = |name: &'static str, kind: &str, n: i64| {
        metrics::gauge!(name, "kind" => kind.to_owned()).set(n as f64);
    };
    for kind in crate::job::Job::KINDS {
        let n = by_kind.iter().find(|(known, _)| known == kind).map_or(0, |(_, n)| *n);
        set("mediawire_jobs", kind, n);
    }
    set("mediawire_jobs", "parked", n_parked);
    let head = wire::head(&mut tx).await?;
    set("mediawire_dispatches", "all", head);
    set("mediawire_dispatches", "not_searchable_yet", web.search.n_behind(head));
    Ok(())
}
