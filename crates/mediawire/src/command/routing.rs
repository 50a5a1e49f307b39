//! `desk routing`: the rules that say where new items go, and what they would have made of the last week.

use crate::Use;
use crate::command::{Common, print};
use crate::error::Result;
use crate::pipeline::routing::{self, TRIAL_DAYS, TRIAL_ITEMS_MAX};
use clap::Args;
use mediawire_core::desk::routing::Rule;
use mediawire_core::desk::routing::trial::Went;

/// See the routing rules, and what they would have made of the last week; nothing is changed.
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire desk routing --dry-run")]
pub(super) struct Routing {
    /// Say what they would have made of the items of the last week, had no person decided of them
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON
    #[arg(long)]
    json: bool,
}

impl Routing {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let wire = common.open(Use::Read).await?;
        let rules = routing::rules(&wire, &mut wire.db.read().await?).await?;
        let trial = match self.dry_run {
            true => Some(routing::trial(&wire, &rules).await?),
            false => None,
        };
        if self.json {
            let items =
                trial.as_ref().map(|trial| trial.items.iter().map(item).collect::<Vec<_>>());
            let rules: Vec<_> = rules.iter().map(rule).collect();
            let report = serde_json::json!({ "rules": rules, "items": items });
            return print(&format!("{report:#}"));
        }
        if rules.is_empty() {
            print(
                "There is no routing rule: write [[routing]] in the configuration, or one at the desk.",
            )?;
        }
        for rule in &rules {
            let off = if rule.is_on { "" } else { " (off)" };
            print(&format!("{}{off}  {}", rule.id, rule.told()))?;
        }
        trial.map_or(Ok(()), |trial| tell(&trial))
    }
}

fn rule(rule: &Rule) -> serde_json::Value {
    serde_json::json!({
        "id": rule.id, "version": rule.version, "on": rule.is_on, "says": rule.pairs(),
    })
}

fn item(item: &routing::TriedItem) -> serde_json::Value {
    serde_json::json!({
        "item": item.public.as_str(), "headline": item.headline, "source": item.source, "rule": item.rule,
        "section": item.section.as_ref().map(|(rule, to)| [rule.as_str(), to.as_str()]), "assign": item.assign,
        "would": item.would.words(), "is": item.is.now(), "refused": item.refused, "by": item.by,
    })
}

fn tell(trial: &routing::Trial) -> Result<()> {
    let n = trial.items.iter().filter(|it| it.is_routed(None)).count();
    let all = trial.items.len();
    print(&format!(
        "In the last {TRIAL_DAYS} days {all} items came; the rules say something of {n}."
    ))?;
    if trial.is_cut {
        print(&format!("There were more: the newest {TRIAL_ITEMS_MAX} were looked at."))?;
    }
    for went in Went::ALL {
        let (n, n_others) = trial.counts(went);
        if n > 0 {
            print(&format!("  {}: {n}, of which {n_others} are somewhere else now", went.words()))?;
        }
    }
    for it in trial.items.iter().filter(|it| it.is_routed(None)) {
        if let Some((rule, to)) = &it.section {
            print(&format!("{} {rule}: put into {to}  {}", it.public, it.headline))?;
        }
        if let Some((rule, to)) = &it.assign {
            print(&format!("{} {rule}: assigned to {to}  {}", it.public, it.headline))?;
        }
        if it.rule.is_none() {
            continue;
        }
        let differs = if it.would == it.is { "" } else { "  *" };
        let rule = it.rule.as_deref().unwrap_or_default();
        let refused = it.refused.map(|why| format!(" ({why})")).unwrap_or_default();
        let (would, is) = (it.would.words(), it.is.now());
        print(&format!(
            "{} {rule}: {would}{refused}; it {is}{differs}  {}",
            it.public, it.headline
        ))?;
    }
    Ok(())
}
