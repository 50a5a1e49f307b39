//! The listener: connections come in here, few enough, and none keeps its place by saying half a request, or by taking
//! nothing of the answer.

use crate::web::door::Door;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower_service::Service as _;

/// Who is at the other end of the connection that a request came by: a reader, or a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// How connections are bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many may be open; more wait until one ends.
    pub n_max: usize,
    /// How long the head of a request may take, and the wait for the next one.
    pub head: Duration,
    /// How long a reader may take nothing of what is sent to him.
    pub write: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { n_max: 8_192, head: Duration::from_secs(15), write: Duration::from_secs(30) }
    }
}

/// How long no connection is taken after one could not be, as when too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves what comes through `listener` until `stop`, then ends what is under way.
pub async fn serve(listener: TcpListener, door: Door, bounds: Bounds, stop: CancellationToken) {
    let room = Arc::new(Semaphore::new(bounds.n_max));
    let graceful = GracefulShutdown::new();
    loop {
        let place = tokio::select! {
            () = stop.cancelled() => break,
            place = Arc::clone(&room).acquire_owned() => place.expect("nobody closes it"),
        };
        let stream = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = stream else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let door = door.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer.ip()));
            // Each has a door of its own, since a door is always open.
            door.clone().call(request)
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(bounds.write));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.head)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A reader who hangs up, or says what is no HTTP, is his own affair.
            connection.await.ok();
            drop(place);
        });
    }
    graceful.shutdown().await;
}
