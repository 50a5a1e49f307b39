//! The program itself, as a process of its own: its store, its client, its jobs, on the sources of a data folder.

use crate::schedule::origin::address;
use clap::Args;
use mediawire::config::Config;
use mediawire::retrieve::Admit;
use mediawire::{Use, Wire, work};
use std::path::PathBuf;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Arguments of the process.
#[derive(Debug, Args)]
pub(crate) struct Work {
    /// The data folder.
    #[arg(long)]
    pub(super) data: PathBuf,
    /// How many hosts there are.
    #[arg(long)]
    pub(super) hosts: u32,
    /// The port at which they listen.
    #[arg(long)]
    pub(super) port: u16,
    /// How many hosts of another kind there are, behind those.
    #[arg(long, default_value_t = 0)]
    others: u32,
    /// The port at which they listen.
    #[arg(long, default_value_t = 0)]
    their_port: u16,
    /// For how long it works.
    #[arg(long)]
    pub(super) seconds: u64,
}

impl Work {
    /// Works, and says how much memory and CPU time that took.
    pub(crate) fn run(&self) -> Result<bool, String> {
        // As many threads as the program itself has.
        let runtime = tokio::runtime::Runtime::new().map_err(|why| why.to_string())?;
        runtime.block_on(async {
            let config = Config::load(None, std::iter::empty()).map_err(|why| why.to_string())?;
            let admit = (0..self.hosts + self.others).map(|n| {
                let port = if n < self.hosts { self.port } else { self.their_port };
                let host = address(n);
                Admit { host: host.to_string(), port, address: (host, port).into() }
            });
            let address = (std::net::Ipv4Addr::LOCALHOST, self.their_port).into();
            // The pages that the others name are theirs too.
            let named = Admit { host: "h.test".to_owned(), port: 80, address };
            let admit = admit.chain((self.others > 0).then_some(named)).collect();
            let wire = Wire::open(&self.data, &config, admit, Use::Write)
                .await
                .map_err(|why| why.to_string())?;
            let stop = CancellationToken::new();
            let working = tokio::spawn(work::run(wire, stop.clone()));
            tokio::time::sleep(Duration::from_secs(self.seconds)).await;
            stop.cancel();
            working.await.map_err(|why| why.to_string())
        })?;
        crate::run::say(&format!("{} {}", peak_kib()?, super::cpu_ms()))?;
        Ok(true)
    }
}

/// The most memory that this process has had at any time, KiB.
fn peak_kib() -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|why| why.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .ok_or_else(|| "the system does not say how much memory is used".to_owned())
}
