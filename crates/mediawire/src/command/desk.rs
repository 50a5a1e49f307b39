//! `desk`: what waits, and what a person decides.
//! To add a decision: its arguments here or in `desk/words.rs`, and what kind they are.

mod list;
mod state;
mod words;

use crate::command::desk::words::{
    Assign, Correct, Dek, EditorNote, Embargo, Genre, Headline, Keep, Kicker, Note, Section, Undo,
};
use crate::command::items::Show;
use crate::command::routing::Routing;
use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::headline::{Confirmed, Restyle};
use crate::pipeline::{By, copies};
use crate::verify::named;
use crate::{Use, Wire, pipeline, work};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use mediawire_core::desk::guard::Change;
use mediawire_core::desk::is_person;
use mediawire_core::model::decision::{DecisionKind, Ground};
use std::sync::Arc;

pub(super) use state::state;

/// See what waits for a decision, and decide whatever the desk can: whether an item goes out, its lines, where it belongs.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk list\n         mediawire desk release k3w5n2q7b4x6m2c5d3f7\n         mediawire desk headline --help"
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
    #[command(
        after_help = "Example: mediawire desk release k3w5n2q7b4x6m2c5d3f7 --by mina --why checked"
    )]
    Release(Named),
    /// Let items out at a moment
    #[command(
        after_help = "Example: mediawire desk schedule k3w5n2q7b4x6m2c5d3f7 --at 2026-12-01T06:00+03:30"
    )]
    Schedule {
        /// Items: the 20 letters of an article's address, or the address
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<String>,
        /// When, with its zone: 2026-12-01T06:00+03:30
        #[arg(long, value_parser = words::moment)]
        at: Timestamp,
        #[command(flatten)]
        on_record: OnRecord,
    },
    /// Let items wait, and their later versions too
    #[command(
        after_help = "Example: mediawire desk hold k3w5n2q7b4x6m2c5d3f7 --why 'the agency is asked'"
    )]
    Hold(Named),
    /// Set items aside: they wait no more, and do not go out
    #[command(
        after_help = "Example: mediawire desk spike k3w5n2q7b4x6m2c5d3f7 --why 'of yesterday'"
    )]
    Spike(Named),
    Embargo(Embargo),
    Headline(Headline),
    Kicker(Kicker),
    Dek(Dek),
    EditorNote(EditorNote),
    Section(Section),
    Genre(Genre),
    Correct(Correct),
    /// Take items off the wire; their pages say so, with the reason
    #[command(
        after_help = "Example: mediawire desk withhold k3w5n2q7b4x6m2c5d3f7 --why 'withheld while it is checked'"
    )]
    Withhold(Named),
    /// Withdraw items for ever: their pages say so, and no later decision brings them back
    #[command(
        after_help = "Example: mediawire desk kill k3w5n2q7b4x6m2c5d3f7 --why 'withdrawn by its source'\n         mediawire desk kill k3w5n2q7b4x6m2c5d3f7 --legal --why 'Court of Tolva, 12 O 3/26'"
    )]
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
        /// A legal order asks for it: its page answers 451 in the place of 410
        #[arg(long)]
        legal: bool,
    },
    Keep(Keep),
    Undo(Undo),
    Assign(Assign),
    Note(Note),
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
///
/// # Errors
/// `Malformed` if that is nobody's name: rules sign with theirs.
pub(super) fn who(by: Option<String>) -> Result<String> {
    let by = by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "desk".to_owned());
    if is_person(&by) && !by.trim().is_empty() {
        return Ok(by);
    }
    let what = format!("cannot decide as {by:?}: that is no person's name; say yours with --by");
    Err(Error::new(Kind::Malformed, what).code("by"))
}

/// What is decided of each of some items.
struct Order {
    items: Vec<String>,
    kind: DecisionKind,
    by: Option<String>,
    why: String,
    /// Whether words of the house's are given though they say something else than their source.
    confirm: bool,
}

impl Order {
    fn new(items: Vec<String>, kind: DecisionKind, OnRecord { by, why }: OnRecord) -> Self {
        Self { items, kind, by, why, confirm: false }
    }

    async fn run(self, common: &Common) -> Result<()> {
        let by = who(self.by)?;
        let wire = common.open(Use::Write).await?;
        for item in &self.items {
            say(&wire, item, &self.kind, (&by, &self.why, self.confirm)).await?;
        }
        Ok(())
    }
}

impl Desk {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let order = match self.action {
            Action::List { json, n } => return list::list(common, json, n).await,
            Action::Show(show) => return show.run(common).await,
            Action::Routing(routing) => return routing.run(common).await,
            Action::Keep(keep) => return keep.run(common).await,
            Action::Undo(undo) => return undo.run(common).await,
            Action::Assign(assign) => return assign.run(common).await,
            Action::Note(note) => return note.run(common).await,
            Action::Release(it) => Order::new(it.items, DecisionKind::Release, it.on_record),
            Action::Schedule { items, at, on_record } => {
                Order::new(items, DecisionKind::Schedule(at), on_record)
            }
            Action::Spike(it) => Order::new(it.items, DecisionKind::Spike, it.on_record),
            Action::Hold(it) => Order::new(it.items, DecisionKind::Hold, it.on_record),
            Action::Withhold(it) => Order::new(it.items, DecisionKind::Withhold, it.on_record),
            Action::Kill { items, by, why, legal } => {
                let kind = DecisionKind::Kill(Ground::of(legal));
                Order::new(items, kind, OnRecord { by, why })
            }
            Action::Embargo(embargo) => embargo.order(),
            Action::Headline(headline) => headline.order(),
            Action::Kicker(kicker) => kicker.order(),
            Action::Dek(dek) => dek.order(),
            Action::EditorNote(note) => note.order(),
            Action::Section(section) => section.order(),
            Action::Genre(genre) => genre.order(),
            Action::Correct(correct) => correct.order(),
        };
        order.run(common).await
    }
}

/// Decides that of an item, and says what stands on the wire then; the house's words are not given if they say something
/// else than their source and that is not confirmed.
async fn say(
    wire: &Arc<Wire>,
    item: &str,
    kind: &DecisionKind,
    (by, why, is_confirmed): (&str, &str, bool),
) -> Result<()> {
    let id = named(wire, item).await?;
    let confirmed = if is_confirmed { Confirmed::Unseen } else { Confirmed::No };
    let on_record = (By::from(by), why, None);
    match pipeline::say(wire, id, kind, on_record, confirmed).await? {
        Restyle::Given => {
            work::drain(wire).await?;
            print(&format!("{} {}", kind.name(), state(wire, id).await?))?;
            if kind.takes_off() {
                for copy in copies::left(&mut wire.db.read().await?, id).await? {
                    let copies::Copy { public, source, headline, .. } = copy;
                    print(&format!("    its text stands at {source} too, {public}: {headline}"))?;
                }
            }
            words::told(kind).map_or(Ok(()), |words| print(&format!("    {words}")))
        }
        Restyle::Asks { source, house, changes, .. } => {
            Err(differs(kind, &source, &house, &changes))
        }
    }
}

/// Why the house's words are not given: they say something else than their source.
fn differs(kind: &DecisionKind, source: &str, house: &str, changes: &[Change]) -> Error {
    let told = |change: &Change| match change.equivalence {
        Some(by) => {
            format!("\n  {}: {} ({})", change.kind.name(), change.told(source, house), by.name())
        }
        None => format!("\n  {}: {}", change.kind.name(), change.told(source, house)),
    };
    let told: String = changes.iter().map(told).collect();
    let name = kind.name();
    let what = if matches!(kind, DecisionKind::Headline(_)) {
        format!("it says something else than the source's, {source:?}")
    } else {
        "it says what headline and text do not say".to_owned()
    };
    let what = format!(
        "the {name} is not given: {what}:{told}\nIf you mean it, say so with --confirm and --why"
    );
    Error::new(Kind::Conflict, what).code("guard")
}
