//! `backup` and `restore`: a copy of the whole wire, and a wire out of one.

use crate::Use;
use crate::backup::erased::{LIST, write};
use crate::backup::make::{Asked, make};
use crate::backup::restore::restore;
use crate::backup::{check::check, newest};
use crate::command::erase::list_at;
use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use clap::Args;
use std::path::PathBuf;

/// Copy the whole wire into a new folder of DIR: database, archive, what you wrote for sites and style, and the keys apart.
///
/// It runs beside `serve`, and holds the wire at one moment. Archive files that the backup before has too are shared with it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire backup /srv/backup --keep 7\n         mediawire backup --check /srv/backup"
)]
pub struct Backup {
    /// The folder of backups, or with --check one of them
    dir: PathBuf,
    /// Make none: hold the newest backup in DIR, or the one that DIR is, against its own digests
    #[arg(long, conflicts_with_all = ["without_keys", "keep"])]
    check: bool,
    /// Leave out the keys: accounts, sessions, tokens, secrets, and the key of public ids. To restore it, those of another
    /// backup are asked for
    #[arg(long)]
    without_keys: bool,
    /// Backups that are left in DIR, the new one with them; older ones are removed [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

/// Make a wire out of a backup: in a new data folder, or an empty database of PostgreSQL.
///
/// A backup of SQLite comes back in PostgreSQL, and the other way round. All of it is held against the archive at the end.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire restore /srv/backup --data new-data\n         mediawire restore /srv/backup/20261127T140000.000Z --keys /mnt/safe/keys --data new-data"
)]
pub struct Restore {
    /// The backup, or a folder of backups, of which the newest is taken
    dir: PathBuf,
    /// The list of what was erased since (mediawire erase --list), or the data folder that is replaced: it is erased again.
    /// The list beside the backup is read by itself
    #[arg(long, value_name = "FILE")]
    erased: Option<PathBuf>,
    /// The folder of its keys, where it was made without them or they are kept elsewhere
    #[arg(long, value_name = "FOLDER")]
    keys: Option<PathBuf>,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        if self.check {
            let whole = check(&newest(&self.dir)?).await?;
            let (n_files, n_bytes) = (whole.manifest.files.len(), whole.manifest.n_bytes());
            if self.json {
                let report = serde_json::json!({
                    "backup": whole.dir, "ok": true, "files": n_files, "bytes": n_bytes, "keys": whole.has_keys,
                });
                return print(&format!("{report:#}"));
            }
            return print(&format!(
                "The backup {} is whole: {n_files} files, {}, each what was written. Its keys are {}.",
                whole.dir.display(),
                megabytes(n_bytes),
                if whole.has_keys { "there" } else { "not there" }
            ));
        }
        let wire = common.open(Use::Read).await?;
        let n_kept = self.keep.map(usize::from);
        let made = make(&wire, &self.dir, Asked { with_keys: !self.without_keys, n_kept }).await?;
        let manifest = &made.manifest;
        if self.json {
            let report = serde_json::json!({
                "backup": made.dir, "items": manifest.n_items, "dispatches": manifest.n_dispatches,
                "captures": manifest.n_captures, "files": manifest.files.len(), "bytes": manifest.n_bytes(),
                "shared": made.n_linked, "removed": made.n_removed,
                "keys": manifest.has_keys.then(|| made.dir.join("keys")),
            });
            return print(&format!("{report:#}"));
        }
        print(&format!(
            "{} items, {} dispatches and {} captures are in {}\n  {} files, {}; {} archive files shared with the backup before",
            manifest.n_items,
            manifest.n_dispatches,
            manifest.n_captures,
            made.dir.display(),
            manifest.files.len(),
            megabytes(manifest.n_bytes()),
            made.n_linked
        ))?;
        if made.n_removed > 0 {
            print(&format!("  {} older backups removed", made.n_removed))?;
        }
        print(&match manifest.has_keys {
            true => format!(
                "SECRET: {} holds passwords' hashes, tokens and keys: keep it where nobody else reads it",
                made.dir.join("keys").display()
            ),
            false => "Without the keys: to restore it, those of another backup of this wire are asked for".to_owned(),
        })
    }
}

impl Restore {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let data = common.data();
        let erased = self.erased.map(list_at).transpose()?;
        let with = (self.keys.as_deref(), erased.as_deref());
        let restored = restore(&self.dir, with, &data, &common.config()?).await?;
        if restored.n_erased > 0 {
            let path = data.join(LIST);
            write(&restored.wire, &path).await?;
        }
        let (manifest, report) = (&restored.from.manifest, &restored.report);
        if self.json {
            let told = serde_json::json!({
                "backup": restored.from.dir, "made": manifest.made, "data": data, "items": manifest.n_items,
                "dispatches": manifest.n_dispatches, "captures": manifest.n_captures,
                "erased_again": restored.n_erased, "verified": report.is_clean(), "differing": report.differing, "other": report.other,
            });
            print(&format!("{told:#}"))?;
        } else {
            print(&format!(
                "{} items, {} dispatches and {} captures are back in {}, as they were at {}",
                manifest.n_items,
                manifest.n_dispatches,
                manifest.n_captures,
                data.display(),
                manifest.made
            ))?;
            print(&format!(
                "  {} bodies, {} images and {} archive members verified",
                report.n_bodies, report.n_images, report.n_members
            ))?;
            if restored.n_erased > 0 {
                print(&format!(
                    "  {} items that were erased since were erased again",
                    restored.n_erased
                ))?;
            }
        }
        if report.is_clean() {
            return Ok(());
        }
        let what = format!(
            "the restored wire is not what it was: {} items differ from the archive, and {} other faults; mediawire verify names them",
            report.differing.len(),
            report.other.len()
        );
        Err(Error::new(Kind::Malformed, what))
    }
}

fn megabytes(n_bytes: u64) -> String {
    let tenths = n_bytes / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
