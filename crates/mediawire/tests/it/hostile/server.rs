//! The hostile origin on a port of its own, and how clients are to treat it.

use crate::hostile::cases::{Seen, serve};
use mediawire::retrieve::{Admit, Limits, Settings};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::net::TcpListener;

/// The server, on a port of its own. It is known to clients as `h.test`.
#[derive(Debug)]
pub(crate) struct Hostile {
    pub(crate) port: u16,
    pub(crate) seen: Arc<Seen>,
}

impl Hostile {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Seen::default());
        let by = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let seen = Arc::clone(&by);
                seen.n_connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    // A client that has heard enough hangs up: that is its right.
                    let _ = serve(stream, &seen).await;
                });
            }
        });
        Self { port, seen }
    }

    /// The address of a case.
    pub(crate) fn url(&self, id: &str) -> String {
        format!("http://h.test:{}/h/{id}", self.port)
    }

    pub(crate) fn admit(&self) -> Admit {
        let address = ([127, 0, 0, 1], self.port).into();
        Admit { host: "h.test".to_owned(), port: self.port, address }
    }

    /// Settings that admit this server, with limits in kilobytes and milliseconds.
    pub(crate) fn settings(&self) -> Settings {
        let limits = Limits {
            header_ms: 2_500,
            rate_after_ms: 2_500,
            page_bytes_max: 100_000,
            list_bytes_max: 4 << 20,
            ..Limits::default()
        };
        Settings { admit: vec![self.admit()], limits, robots: false, ..Settings::default() }
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.seen.heads()
    }
}
