//! Who asks: the heads of a request, and the language of the interface that its address names.

use crate::web::Web;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::http::uri::{PathAndQuery, Uri};
use axum::middleware::Next;
use axum::response::Response;
use std::convert::Infallible;
use std::sync::Arc;

/// Who asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The heads of the request.
    pub heads: HeaderMap,
    /// Which of the site's languages the address names: 0 is its first.
    pub language: usize,
}

/// Which of the site's languages an address names, as [`language`] found it.
#[derive(Debug, Clone, Copy)]
struct Named(usize);

impl FromRequestParts<Arc<Web>> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Web>) -> Result<Self, Infallible> {
        let language = parts.extensions.get::<Named>().map_or(0, |named| named.0);
        Ok(Self { heads: std::mem::take(&mut parts.headers), language })
    }
}

/// Takes the language off the front of an address: `/fa/about` is `/about` in Persian.
pub async fn language(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    if let Some((named, uri)) = named(&web, request.uri()) {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Named(named));
    }
    next.run(request).await
}

fn named(web: &Web, uri: &Uri) -> Option<(usize, Uri)> {
    let whole = uri.path_and_query()?.as_str();
    let (named, rest) = web.sites.iter().enumerate().skip(1).find_map(|(n, site)| {
        let rest = whole.strip_prefix(&site.prefix)?;
        (rest.is_empty() || rest.starts_with(['/', '?'])).then_some((n, rest))
    })?;
    let path = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
    Uri::from_parts(parts).ok().map(|uri| (named, uri))
}
