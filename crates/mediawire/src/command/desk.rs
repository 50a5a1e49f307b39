//! `desk`: what waits, and what a person decides.

use crate::command::items::Show;
use crate::command::routing::Routing;
use crate::command::{Common, handling, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::headline::{Confirmed, Restyle, restyle};
use crate::store::{articles, items, sources};
use crate::verify::named;
use crate::{Use, Wire, pipeline, work};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use mediawire_core::desk::guard::Change;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dispatch::Notice;
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// See what waits for a decision, and decide: release, schedule, hold, spike, headline, withhold, kill.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk list\n         mediawire desk release k3w5n2q7b4x6m2c5d3f7"
)]
pub struct Desk {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Items that wait for a decision, the oldest first
    List {
        /// Report as JSON
        #[arg(long)]
        json: bool,
        /// How many at most
        #[arg(long, default_value_t = 50)]
        n: i64,
    },
    /// What is known of an item, and what its agency says of how it is to be handled: as mediawire show
    Show(Show),
    /// The rules that say where new items go, and what they would have made of the last week
    Routing(Routing),
    /// Let items out
    Release(Named),
    /// Let items out at a moment
    Schedule {
        /// Items: the 20 letters of an article's address, or the address
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        /// When, with its zone: 2026-12-01T06:00+03:30
        #[arg(long)]
        at: Timestamp,
        #[command(flatten)]
        on_record: OnRecord,
    },
    /// Let items wait, and their later versions too
    Hold(Named),
    /// Set items aside: they wait no more, and do not go out
    Spike(Named),
    /// Give an item the house's own headline; the source's is kept and shown beside it
    Headline {
        /// The item: the 20 letters of its address
        item: String,
        /// The headline
        text: String,
        /// Give it even where it says something else than the source's; say why
        #[arg(long)]
        confirm: bool,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long, default_value = "")]
        why: String,
    },
    /// Take items off the wire; their pages say so, with the reason
    Withhold(Named),
    /// Withdraw items for ever: their pages say so, and no later decision brings them back
    Kill {
        /// Items: the 20 letters of an article's address, or the address
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        /// Who decides [default: the name you are logged in by]
        #[arg(long)]
        by: Option<String>,
        /// Why: the notice that readers see in the item's place
        #[arg(long)]
        why: String,
    },
}

#[derive(Debug, Args)]
struct Named {
    /// Items: the 20 letters of an article's address, or the address
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Who decides and why: kept with the decision for ever.
#[derive(Debug, Args)]
struct OnRecord {
    /// Who decides [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
    /// Why
    #[arg(long, default_value = "decided at the desk")]
    why: String,
}

/// Who decides: whom the command line names, or who runs it.
fn who(by: Option<String>) -> String {
    by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "desk".to_owned())
}

impl Desk {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (names, kind, on_record) = match self.action {
            Action::List { json, n } => return list(common, json, n).await,
            Action::Show(show) => return show.run(common).await,
            Action::Routing(routing) => return routing.run(common).await,
            Action::Release(named) => (named.items, DecisionKind::Release, named.on_record),
            Action::Schedule { items, at, on_record } => {
                (items, DecisionKind::Schedule(at), on_record)
            }
            Action::Spike(named) => (named.items, DecisionKind::Spike, named.on_record),
            Action::Hold(named) => (named.items, DecisionKind::Hold, named.on_record),
            Action::Withhold(named) => (named.items, DecisionKind::Withhold, named.on_record),
            Action::Kill { items, by, why } => (items, DecisionKind::Kill, OnRecord { by, why }),
            Action::Headline { item, text, confirm, by, why } => {
                let wire = common.open(Use::Write).await?;
                return headline(&wire, &item, &text, (&who(by), &why, confirm)).await;
            }
        };
        let wire = common.open(Use::Write).await?;
        let by = who(on_record.by);
        for name in &names {
            let item = named(&wire, name).await?;
            if kind == DecisionKind::Kill {
                pipeline::kill(&wire, item, (&by, &on_record.why), None).await?;
            } else {
                pipeline::decide(&wire, item, &kind, &by, &on_record.why).await?;
            }
            work::drain(&wire).await?;
            print(&format!("{} {}", kind.name(), state(&wire, item).await?))?;
        }
        Ok(())
    }
}

/// Gives an item the house's headline, unless it says something else than the source and that is not confirmed.
async fn headline(
    wire: &Arc<Wire>,
    item: &str,
    text: &str,
    (by, why, is_confirmed): (&str, &str, bool),
) -> Result<()> {
    let id = named(wire, item).await?;
    let confirmed = if is_confirmed { Confirmed::Unseen } else { Confirmed::No };
    match restyle(wire, id, text, (by, why, None), confirmed).await? {
        Restyle::Given => {
            work::drain(wire).await?;
            print(&format!("headline {}", state(wire, id).await?))
        }
        Restyle::Asks { source, house, changes, .. } => {
            let told = |change: &Change| match change.equivalence {
                Some(by) => format!(
                    "\n  {}: {} ({})",
                    change.kind.name(),
                    change.told(&source, &house),
                    by.name()
                ),
                None => format!("\n  {}: {}", change.kind.name(), change.told(&source, &house)),
            };
            let told: String = changes.iter().map(told).collect();
            let what = format!(
                "the headline is not given: it says something else than the source's, {source:?}:{told}\nIf you mean it, say so with --confirm and --why"
            );
            Err(Error::new(Kind::Conflict, what).code("guard"))
        }
    }
}

/// What stands on the wire of an item.
pub(super) struct State {
    public: String,
    headline: String,
    /// Number, how much is shown, section and the notice in its place, if it was dispatched.
    dispatch: Option<(i64, &'static str, String, Notice)>,
    /// Why it was not, if that is known.
    why: Option<String>,
}

impl State {
    pub(super) fn json(&self) -> serde_json::Value {
        let dispatch = self.dispatch.as_ref().map(|(number, display, section, notice)| {
            serde_json::json!({
                "number": number, "display": display, "section": section, "withheld": notice.withheld(),
                "killed": notice.killed(),
            })
        });
        serde_json::json!({
            "item": self.public, "headline": self.headline, "dispatch": dispatch, "why": self.why,
        })
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let State { public, headline, dispatch, why } = self;
        match dispatch {
            Some((number, _, _, Notice::Withheld(why))) => {
                write!(f, "{public} dispatch {number}: withheld ({why}): {headline}")
            }
            Some((number, _, _, Notice::Killed(why))) => {
                write!(f, "{public} dispatch {number}: killed ({why}): {headline}")
            }
            Some((number, display, section, Notice::None)) => {
                write!(f, "{public} dispatch {number}: {display} in {section}: {headline}")
            }
            None => {
                let why = why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
                write!(f, "{public} is not on the wire{why}: {headline}")
            }
        }
    }
}

/// What stands on the wire of `item`.
pub(super) async fn state(wire: &Arc<Wire>, item: ItemId) -> Result<State> {
    let mut tx = wire.db.read().await?;
    let public = item.public(&wire.public_key).to_string();
    if let Some(last) = crate::store::wire::last(&mut tx, item).await? {
        let dispatch = (last.number, last.display.name(), last.section.to_string(), last.notice);
        return Ok(State { public, headline: last.headline, dispatch: Some(dispatch), why: None });
    }
    let missing = || Error::new(Kind::NotFound, format!("the item {public} has no article"));
    let (article, _) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let why = items::outcome(&mut tx, known.entry).await?;
    let why = why.map(|(step, code, why)| format!("{step}: {code}: {why}"));
    Ok(State { public, headline: known.meta.headline, dispatch: None, why })
}

async fn list(common: &Common, json: bool, n: i64) -> Result<()> {
    let wire = common.open(Use::Read).await?;
    let mut tx = wire.db.read().await?;
    let mut rows = Vec::new();
    for item in items::waiting(&mut tx, n).await? {
        let Some((article, _)) = items::of_desk(&mut tx, item.id).await? else { continue };
        let known = articles::get(&mut tx, article).await?;
        let source = sources::get(&mut tx, &item.source)
            .await?
            .map_or_else(String::new, |source| source.name);
        let handling = handling::of(&mut tx, known.entry.0).await?;
        rows.push((item, source, known.meta.headline, handling));
    }
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(item, source, headline, handling)| {
                serde_json::json!({
                    "item": item.public.as_str(), "source": source, "headline": headline, "url": item.url,
                    "received": item.received.to_string(), "handling": handling.as_ref().map(handling::json),
                })
            })
            .collect();
        return print(&format!("{:#}", serde_json::Value::from(rows)));
    }
    if rows.is_empty() {
        return print("Nothing waits.");
    }
    for (item, source, headline, handling) in rows {
        print(&format!(
            "{}  {}  {source}: {headline}",
            item.public,
            item.received.strftime("%Y-%m-%d %H:%M")
        ))?;
        for line in handling.iter().flat_map(handling::lines) {
            print(&format!("    its agency: {line}"))?;
        }
    }
    print("Release with: mediawire desk release ITEM…")
}
