//! Where requests come in: what is kept is sent at once, and all else goes its way through the routes.

use crate::web::Web;
use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use futures_util::future::{Either, Ready, ready};
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// Where requests come in.
#[derive(Debug, Clone)]
pub struct Door {
    web: Arc<Web>,
    routes: Router,
}

impl Door {
    pub(super) fn new(web: Arc<Web>, routes: Router) -> Self {
        Self { web, routes }
    }

    /// The page that is kept for `request`, if it is right still. A page is kept under its address in full.
    fn kept(&self, request: &Request) -> Option<Response> {
        if request.method() != Method::GET {
            return None;
        }
        let address = request.uri().path_and_query()?.as_str();
        let written = self.web.cache.kept(address, self.web.as_of())?;
        Some(written.respond(request.headers()))
    }
}

impl Service<Request> for Door {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, RouteFuture<Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Neither way ever waits.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.kept(&request) {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.routes.call(request)),
        }
    }
}
