//! The other side: a server on every address of 127.0.0.0/8 at one port, which does what the case under each path does.
//!
//! A process of its own. It says its port, serves until its standard input ends, and then says what it saw.

use crate::hostile::cases::{Seen, serve};
use crate::run::say;
use std::io::Read as _;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;

/// Serves until the standard input ends; then a line: connections, the most that were open at once, bytes sent.
pub(crate) fn run() -> Result<bool, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| why.to_string())?;
    let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)));
    let listener = listener.map_err(|why| format!("cannot listen: {why}"))?;
    say(&listener.local_addr().map_err(|why| why.to_string())?.port().to_string())?;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        std::io::stdin().read_to_end(&mut Vec::new()).ok();
        end.send(()).ok();
    });
    let (seen, open_max) = (Arc::new(Seen::default()), Arc::new(AtomicUsize::new(0)));
    runtime.block_on(async {
        tokio::select! {
            () = accept(listener, &seen, &open_max) => {}
            _ = ended => {}
        }
    });
    let n = |it: &AtomicUsize| it.load(Ordering::SeqCst);
    say(&format!("{} {} {}", n(&seen.n_connections), n(&open_max), n(&seen.n_bytes)))?;
    Ok(true)
}

async fn accept(listener: TcpListener, seen: &Arc<Seen>, open_max: &AtomicUsize) {
    loop {
        let Ok((stream, peer)) = listener.accept().await else { continue };
        // Nobody else's business.
        if !peer.ip().is_loopback() {
            continue;
        }
        seen.n_connections.fetch_add(1, Ordering::SeqCst);
        let n_open = seen.n_open.fetch_add(1, Ordering::SeqCst) + 1;
        open_max.fetch_max(n_open, Ordering::SeqCst);
        let seen = Arc::clone(seen);
        tokio::spawn(async move {
            // A client that has heard enough hangs up.
            serve(stream, &seen).await.ok();
            seen.n_open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}
