//! `serve`: all roles in one process.

use crate::command::{Common, asked_to_end, erase, listen, print};
use crate::config::Config;
use crate::error::{Context as _, Kind, Result};
use crate::pipeline::accounts;
use crate::search::{Search, follow};
use crate::store;
use crate::web::listen::{self, Bounds};
use crate::web::metrics::Metrics;
use crate::web::{self, Web};
use crate::{Use, Wire, site, work};
use clap::Args;
use metrics_exporter_prometheus::PrometheusBuilder;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long requests and jobs may take to end once the process is asked to.
const GRACE: Duration = Duration::from_secs(5);
/// The fewest open files that are enough: the courier's connections, readers, and what the store and the index hold.
const OPEN_FILES_MIN: u64 = 4_096;

/// Run the wire: poll the sources, and serve the site and its feeds.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire serve --listen 127.0.0.1:8480")]
pub struct Serve {
    /// The address to listen on; port 0 takes a free one. The address is the first line printed
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

impl Serve {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let config = common.config()?;
        raise_open_files();
        let listener = listen(self.listen.unwrap_or(config.listen), "--listen").await?;
        let wire = Wire::open(&common.data(), &config, Vec::new(), Use::Write).await?;
        erase::finish(&wire).await?;
        let base = address(&listener)?;
        print(&base)?;
        let n_sources = schedule(&wire).await?;
        match n_sources {
            0 => print(
                "No source yet. Stop with Ctrl-C, then: mediawire add https://a-news-site.example/",
            )?,
            n => print(&format!(
                "{n} sources, data in {}. Stop with Ctrl-C.",
                common.data().display()
            ))?,
        }
        first_link(&wire, &config, &base).await?;
        until_asked(&wire, &config, listener, &base).await
    }
}

/// Prints the link by which the first account of the desk is made, as long as there is none.
pub(super) async fn first_link(wire: &Arc<Wire>, config: &Config, base: &str) -> Result<()> {
    let base = config.site.base_url.as_deref().unwrap_or(base);
    match accounts::first(wire).await? {
        Some(token) => print(&format!("Make the desk's first account: {base}/desk/begin/{token}")),
        None => Ok(()),
    }
}

/// Raises the number of files, connections among them, that this process may have open as far as it may itself.
fn raise_open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let is_raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).is_ok();
    // None is as many as it likes.
    let n_files = if is_raised { maximum } else { current };
    if let Some(n_files) = n_files.filter(|n| *n < OPEN_FILES_MIN) {
        tracing::warn!(
            "this process may have {n_files} files and connections open, and a wire of many sources and readers needs {OPEN_FILES_MIN}: raise its limit (ulimit -Hn, or LimitNOFILE= of systemd)"
        );
    }
}

/// The address by which `listener` is reached.
pub(super) fn address(listener: &TcpListener) -> Result<String> {
    let address =
        listener.local_addr().context(Kind::Transient, || "cannot tell the address listened on")?;
    Ok(format!("http://{address}"))
}

/// Sees to it that every source that has a list is polled; how many sources there are.
pub(super) async fn schedule(wire: &Arc<Wire>) -> Result<i64> {
    let mut tx = wire.db.write().await?;
    work::schedule::schedule(&mut tx, wire.now()).await?;
    let n_sources = store::schedule::n_sources(&mut tx).await?;
    tx.commit().await?;
    Ok(n_sources)
}

/// Works and serves until the process is asked to end, then ends what is under way.
pub(super) async fn until_asked(
    wire: &Arc<Wire>,
    config: &Config,
    listener: TcpListener,
    base: &str,
) -> Result<()> {
    let stop = CancellationToken::new();
    wire.listens_at(base);
    let handle = PrometheusBuilder::new().install_recorder().ok();
    let (token, is_public) = (config.site.metrics_token.reveal(), config.site.base_url.is_some());
    let metrics = handle.map(|it| Metrics::new(it, token, is_public));
    let search = Search::open(wire).await?;
    let following = tokio::spawn(follow::follow(wire.clone(), search.clone(), stop.clone()));
    let contact = config.retrieve.contact.clone();
    let web = Web::open(wire.clone(), search, site(config, base), contact, metrics)?;
    let door = web::router(web.clone());
    tokio::spawn(web::events::follow(web, stop.clone()));
    let erasing = tokio::spawn(erase::attend(wire.clone(), stop.clone()));
    let work = tokio::spawn(work::run(wire.clone(), stop.clone()));
    let served = tokio::spawn(listen::serve(listener, door, Bounds::default(), stop.clone()));
    asked_to_end().await?;
    stop.cancel();
    print("Stopping.")?;
    // What has not ended by then is safe to break off: every step is whole or has not happened.
    tokio::time::timeout(GRACE, async {
        work.await.ok();
        following.await.ok();
        erasing.await.ok();
        served.await.ok();
    })
    .await
    .ok();
    Ok(())
}
