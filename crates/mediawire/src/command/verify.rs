//! `verify`: whether anything was altered.

use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use crate::verify::{Report, named, verify};
use crate::{Use, Wire};
use clap::Args;
use std::sync::Arc;
use std::time::Instant;

/// Hold published articles against the archive, text node by text node, and the archive against its digests.
///
/// Without ITEM, everything. It only reads, and may run beside `serve`. Ends with an error if anything differs.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire verify\n         mediawire verify https://wire.example/a/k3w5n2q7b4x6m2c5d3f7"
)]
pub struct Verify {
    /// Items: the 20 letters of an article's address, or the address
    #[arg(value_name = "ITEM")]
    items: Vec<String>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire: Arc<Wire> = common.open(Use::Read).await?;
        let mut only = Vec::new();
        for item in &self.items {
            only.push(named(&wire, item).await?);
        }
        let start = Instant::now();
        let report = verify(&wire, &only).await?;
        let seconds = start.elapsed().as_secs_f64();
        print(&if self.json { json(&report, seconds) } else { words(&report, seconds) })?;
        if report.is_clean() {
            return Ok(());
        }
        let n = report.differing.len();
        let what =
            format!("{n} items differ from the archive, and {} other faults", report.other.len());
        Err(Error::new(Kind::Malformed, what))
    }
}

fn words(report: &Report, seconds: f64) -> String {
    let mut out = String::new();
    for (public, found) in &report.differing {
        out.push_str(&format!("DIFFERS {public}\n"));
        for what in found {
            out.push_str(&format!("  {what}\n"));
        }
    }
    for (public, told) in &report.erased {
        out.push_str(&format!("WITHDRAWN {public}\n  {told}\n"));
    }
    for (public, all) in &report.removed {
        out.push_str(&format!("REMOVED {public}\n"));
        for told in all {
            out.push_str(&format!("  {told}\n"));
        }
    }
    for what in &report.other {
        out.push_str(&format!("FAULT {what}\n"));
    }
    let differences: usize =
        report.differing.values().map(Vec::len).sum::<usize>() + report.other.len();
    out.push_str(&format!(
        "{} items, {} bodies, {} images, {} archive members checked in {seconds:.1} s: {differences} differences",
        report.n_items, report.n_bodies, report.n_images, report.n_members
    ));
    out
}

fn json(report: &Report, seconds: f64) -> String {
    let value = serde_json::json!({
        "items": report.n_items, "bodies": report.n_bodies, "images": report.n_images, "members": report.n_members,
        "seconds": seconds, "withdrawn": report.erased, "removed": report.removed, "differing": report.differing, "other": report.other,
    });
    format!("{value:#}")
}
