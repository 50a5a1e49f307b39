//! `source`: what an editor says of one source.

use crate::Use;
use crate::command::add::slug;
use crate::command::{Common, print};
use crate::error::Result;
use crate::pipeline::{moved, suspect};
use clap::{Args, Subcommand};
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::Release;

/// Say something of one source.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire source move news-example")]
pub struct OfSource {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Follow its list to another site, where it says that it has moved for good
    Move {
        /// The source's slug
        #[arg(value_parser = slug)]
        source: Slug,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say whether what it brings from now on goes out by itself: not, unless you say --auto
    Release {
        /// The source's slug
        #[arg(value_parser = slug)]
        source: Slug,
        /// Publish each item when it arrives, without waiting for the desk
        #[arg(long)]
        auto: bool,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
}

impl OfSource {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Write).await?;
        let name = |by: Option<String>| {
            by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "desk".to_owned())
        };
        match self.action {
            Action::Move { source, by, json } => {
                let list = moved::accept(&wire, &source, &name(by)).await?;
                if json {
                    let report = serde_json::json!({ "source": source.as_str(), "list": list });
                    return print(&format!("{report:#}"));
                }
                print(&format!("The list of {source} is {list} now. Next: mediawire poll {source}"))
            }
            Action::Release { source, auto, by, json } => {
                let release = if auto { Release::Auto } else { Release::Desk };
                suspect::release(&wire, &source, release, (&name(by), "command")).await?;
                if json {
                    let (source, release) = (source.as_str(), release.name());
                    let report = serde_json::json!({ "source": source, "release": release });
                    return print(&format!("{report:#}"));
                }
                print(&match release {
                    Release::Auto => format!(
                        "What {source} brings goes out by itself now. What waits already, waits: mediawire desk list"
                    ),
                    Release::Desk => format!("What {source} brings waits for the desk now."),
                })
            }
        }
    }
}
