//! When the archive is looked through for what the sources' terms keep no longer, and what was erased is looked after.

use crate::Wire;
use crate::pipeline::{erasure, removal};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often: terms speak of days.
const EVERY: Duration = Duration::from_secs(3_600);

/// Takes out of the archive what is kept no longer, at once and then every hour, until `stop`.
pub(super) async fn run(wire: Arc<Wire>, stop: CancellationToken) {
    loop {
        match removal::sweep(&wire).await {
            Ok(0) => {}
            Ok(n) => tracing::info!("{n} captures were removed under their sources' terms"),
            Err(error) => tracing::error!("cannot remove what is kept no longer: {error}"),
        }
        match erasure::look_again(&wire).await {
            Ok(0) => {}
            Ok(n) => tracing::info!("lists have announced {n} erased items again, and are removed"),
            Err(error) => tracing::error!("cannot remove what announces erased items: {error}"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
