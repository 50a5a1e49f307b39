//! `source`: what an editor says of one source.

use crate::Use;
use crate::command::add::slug;
use crate::command::{Common, print};
use crate::error::Result;
use crate::pipeline::moved;
use clap::{Args, Subcommand};
use mediawire_core::model::id::Slug;

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
}

impl OfSource {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let Action::Move { source, by, json } = self.action;
        let wire = common.open(Use::Write).await?;
        let by = by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "desk".to_owned());
        let list = moved::accept(&wire, &source, &by).await?;
        if json {
            let report = serde_json::json!({ "source": source.as_str(), "list": list });
            return print(&format!("{report:#}"));
        }
        print(&format!("The list of {source} is {list} now. Next: mediawire poll {source}"))
    }
}
