//! `desk`: decisions on one item that carry words, a place or a moment; the last of them undone; who sees to it, and notes.

use crate::command::desk::{OnRecord, Order, state, who};
use crate::command::{Common, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::{self, among, copies};
use crate::store::decisions;
use crate::verify::named;
use crate::{Use, Wire, work};
use clap::Args;
use jiff::Timestamp;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dek::Dek as Below;
use mediawire_core::model::id::ItemId;
use mediawire_core::model::section::SectionCode;
use mediawire_core::model::source::Genre as Sort;
use std::sync::Arc;

/// Give an item the house's own headline; the source's is kept and shown beside it
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk headline k3w5n2q7b4x6m2c5d3f7 'Rain over Tolva'\n         mediawire desk headline k3w5n2q7b4x6m2c5d3f7 --source"
)]
pub(super) struct Headline {
    /// The item: the 20 letters of its address
    item: String,
    /// The headline
    #[arg(required_unless_present = "source", conflicts_with = "source")]
    text: Option<String>,
    /// Back to the source's headline
    #[arg(long)]
    source: bool,
    #[command(flatten)]
    guarded: Guarded,
}

/// Put the house's line above an item's headline, or take it off
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk kicker k3w5n2q7b4x6m2c5d3f7 Weather\n         mediawire desk kicker k3w5n2q7b4x6m2c5d3f7 --none"
)]
pub(super) struct Kicker {
    /// The item: the 20 letters of its address
    item: String,
    /// The line
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    text: Option<String>,
    /// No line any more
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    guarded: Guarded,
}

/// Say which line stands below an item's headline: the house's, the source's, or the first words of the text
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk dek k3w5n2q7b4x6m2c5d3f7 'The ferries stay in port.'\n         mediawire desk dek k3w5n2q7b4x6m2c5d3f7 --teaser"
)]
pub(super) struct Dek {
    /// The item: the 20 letters of its address
    item: String,
    /// The house's line
    #[arg(required_unless_present_any = ["source", "teaser"], conflicts_with_all = ["source", "teaser"])]
    text: Option<String>,
    /// The source's, if it has one
    #[arg(long, conflicts_with = "teaser")]
    source: bool,
    /// The first words of the text
    #[arg(long)]
    teaser: bool,
    #[command(flatten)]
    guarded: Guarded,
}

/// Say something of an item to readers, in the house's name, outside the text, or nothing any more
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk editor-note k3w5n2q7b4x6m2c5d3f7 'The times are local.'\n         mediawire desk editor-note k3w5n2q7b4x6m2c5d3f7 --none"
)]
pub(super) struct EditorNote {
    /// The item: the 20 letters of its address
    item: String,
    /// The note
    #[arg(required_unless_present = "none", conflicts_with = "none")]
    text: Option<String>,
    /// No note any more
    #[arg(long)]
    none: bool,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Put right, for readers, what the house itself said wrongly of an item; it stays
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk correct k3w5n2q7b4x6m2c5d3f7 'The headline named the wrong port.'"
)]
pub(super) struct Correct {
    /// The item: the 20 letters of its address
    item: String,
    /// What was wrong, and what is right
    text: String,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Put an item into a section, or leave that to the rules again
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk section k3w5n2q7b4x6m2c5d3f7 world\n         mediawire desk section k3w5n2q7b4x6m2c5d3f7 --by-rules"
)]
pub(super) struct Section {
    /// The item: the 20 letters of its address
    item: String,
    /// The section's code; mediawire check-config names them
    #[arg(required_unless_present = "by_rules", conflicts_with = "by_rules")]
    code: Option<String>,
    /// Where the rules put it
    #[arg(long)]
    by_rules: bool,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Say whether an item is a report or a view, or leave that to the rules again
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk genre k3w5n2q7b4x6m2c5d3f7 view\n         mediawire desk genre k3w5n2q7b4x6m2c5d3f7 --by-rules"
)]
pub(super) struct Genre {
    /// The item: the 20 letters of its address
    item: String,
    /// report or view
    #[arg(value_parser = genre, required_unless_present = "by_rules", conflicts_with = "by_rules")]
    genre: Option<Sort>,
    /// What the rules take it for
    #[arg(long)]
    by_rules: bool,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Have nobody let an item out before a moment, or lift that
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk embargo k3w5n2q7b4x6m2c5d3f7 --until 2026-12-01T06:00+03:30\n         mediawire desk embargo k3w5n2q7b4x6m2c5d3f7 --lift"
)]
pub(super) struct Embargo {
    /// The item: the 20 letters of its address
    item: String,
    /// Until when, with its zone: 2026-12-01T06:00+03:30
    #[arg(long, value_parser = moment, required_unless_present = "lift", conflicts_with = "lift")]
    until: Option<Timestamp>,
    /// It holds no longer
    #[arg(long)]
    lift: bool,
    #[command(flatten)]
    on_record: OnRecord,
}

/// Take back the last decision on an item, as long as it was never dispatched
#[derive(Debug, Args)]
#[command(after_help = "Example: mediawire desk undo k3w5n2q7b4x6m2c5d3f7")]
pub(super) struct Undo {
    /// The item: the 20 letters of its address
    item: String,
    /// Who decides [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
}

/// Say who sees to an item
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk assign k3w5n2q7b4x6m2c5d3f7 mina\n         mediawire desk assign k3w5n2q7b4x6m2c5d3f7 --nobody"
)]
pub(super) struct Assign {
    /// The item: the 20 letters of its address
    item: String,
    /// The account's name
    #[arg(required_unless_present = "nobody", conflicts_with = "nobody")]
    account: Option<String>,
    /// Nobody any more
    #[arg(long)]
    nobody: bool,
    /// Who says so [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
}

/// Leave a note at an item for the desk; no reader is shown it
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk note k3w5n2q7b4x6m2c5d3f7 'Tolva calls back at noon'"
)]
pub(super) struct Note {
    /// The item: the 20 letters of its address
    item: String,
    /// The note
    text: String,
    /// Who says so [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
}

/// Keep an item on the wire though it carries the text of one that was withdrawn; its flag is answered
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire desk keep k3w5n2q7b4x6m2c5d3f7 --of b4x6m2c5d3f7k3w5n2q7 --why 'it is this outlet’s own'"
)]
pub(super) struct Keep {
    /// The item: the 20 letters of its address
    item: String,
    /// The withdrawn item whose text it carries
    #[arg(long, value_name = "ITEM")]
    of: String,
    /// Why it stays
    #[arg(long)]
    why: String,
    /// Who says so [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
}

/// Who decides and why, of words that are held against their source.
#[derive(Debug, Args)]
struct Guarded {
    /// Give it even where it says something else than its source; say why
    #[arg(long)]
    confirm: bool,
    /// Who decides [default: the name you are logged in by]
    #[arg(long)]
    by: Option<String>,
    /// Why
    #[arg(long, default_value = "")]
    why: String,
}

impl Guarded {
    /// The order for the house's words, or for what takes them off: nothing is held against anything then.
    fn order(self, item: String, kind: DecisionKind, is_house: bool) -> Order {
        let Self { confirm, by, why } = self;
        let why = match why.as_str() {
            "" if !is_house => "decided at the desk".to_owned(),
            _ => why,
        };
        Order { items: vec![item], kind, by, why, confirm }
    }
}

fn genre(name: &str) -> std::result::Result<Sort, String> {
    Sort::parse(name).ok_or_else(|| "say report or view".to_owned())
}

/// A moment that names its zone.
pub(super) fn moment(text: &str) -> std::result::Result<Timestamp, String> {
    text.parse().map_err(|_| "say a day, a time and its zone: 2026-12-01T06:00+03:30".to_owned())
}

impl Headline {
    pub(super) fn order(self) -> Order {
        let is_house = self.text.is_some();
        self.guarded.order(self.item, DecisionKind::Headline(self.text), is_house)
    }
}

impl Kicker {
    pub(super) fn order(self) -> Order {
        let is_house = self.text.is_some();
        self.guarded.order(self.item, DecisionKind::Kicker(self.text), is_house)
    }
}

impl Dek {
    pub(super) fn order(self) -> Order {
        let (is_house, dek) = match self.text {
            Some(text) => (true, Below::House(text)),
            None if self.teaser => (false, Below::Teaser),
            None => (false, Below::Source),
        };
        self.guarded.order(self.item, DecisionKind::Dek(dek), is_house)
    }
}

impl EditorNote {
    pub(super) fn order(self) -> Order {
        Order::new(vec![self.item], DecisionKind::EditorNote(self.text), self.on_record)
    }
}

impl Correct {
    pub(super) fn order(self) -> Order {
        Order::new(vec![self.item], DecisionKind::Correct(self.text), self.on_record)
    }
}

impl Section {
    pub(super) fn order(self) -> Order {
        let kind = DecisionKind::Section(self.code.map(SectionCode));
        Order::new(vec![self.item], kind, self.on_record)
    }
}

impl Genre {
    pub(super) fn order(self) -> Order {
        Order::new(vec![self.item], DecisionKind::Genre(self.genre), self.on_record)
    }
}

impl Embargo {
    pub(super) fn order(self) -> Order {
        Order::new(vec![self.item], DecisionKind::Embargo(self.until), self.on_record)
    }
}

/// Who decides, the wire, and the item.
async fn opened(
    common: &Common,
    by: Option<String>,
    item: &str,
) -> Result<(String, Arc<Wire>, ItemId)> {
    let by = who(by)?;
    let wire = common.open(Use::Write).await?;
    let item = named(&wire, item).await?;
    Ok((by, wire, item))
}

impl Undo {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (by, wire, item) = opened(common, self.by, &self.item).await?;
        let last = decisions::of(&mut wire.db.read().await?, item).await?.pop();
        // Without one the refusal says so.
        let n = last.as_ref().map_or(0, |last| last.n);
        pipeline::undo(&wire, item, n, &by, |_, _| Ok(())).await?;
        work::drain(&wire).await?;
        print(&format!("undo {}", state(&wire, item).await?))?;
        let Some(last) = last else { return Ok(()) };
        let words = last.kind.words();
        let words = if words.is_empty() { String::new() } else { format!(" {words:?}") };
        print(&format!("    taken back: {}{words}, by {}", last.kind.name(), last.by))
    }
}

impl Assign {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (by, wire, item) = opened(common, self.by, &self.item).await?;
        let to = self.account.unwrap_or_default();
        if to.is_empty() && !self.nobody {
            let what = "cannot assign the item: name an account, or say --nobody";
            return Err(Error::new(Kind::Malformed, what).code("account"));
        }
        among::assign(&wire, item, (&to, None), (&by, "command")).await?;
        let to = if to.is_empty() { "nobody" } else { &to };
        print(&format!("assign {}: {to} sees to it", item.public(&wire.public_key)))
    }
}

impl Note {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (by, wire, item) = opened(common, self.by, &self.item).await?;
        among::note(&wire, item, &self.text, (&by, "command")).await?;
        print(&format!("note {}: kept for the desk", item.public(&wire.public_key)))
    }
}

impl Keep {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (by, wire, item) = opened(common, self.by, &self.item).await?;
        let of = named(&wire, &self.of).await?;
        copies::keep(&wire, item, of, ((&by, "command"), &self.why)).await?;
        print(&format!("keep {}", state(&wire, item).await?))
    }
}

/// What holds after a decision that the state does not tell.
pub(super) fn told(kind: &DecisionKind) -> Option<String> {
    let line = |what: &str, words: &Option<String>| {
        let words = words.as_deref().unwrap_or("none");
        Some(format!("{what}: {words}"))
    };
    match kind {
        DecisionKind::Kicker(words) => line("the line above the headline", words),
        DecisionKind::EditorNote(words) => line("the note for readers", words),
        DecisionKind::Correct(words) => Some(format!("the correction for readers: {words}")),
        DecisionKind::Dek(Below::House(words)) => {
            Some(format!("the line below the headline: {words}"))
        }
        DecisionKind::Dek(Below::Source) => {
            Some("the line below the headline: the source's".into())
        }
        DecisionKind::Dek(Below::Teaser) => {
            Some("the line below the headline: the first words of the text".into())
        }
        DecisionKind::Section(Some(code)) => Some(format!("the section: {code}")),
        DecisionKind::Section(None) => Some("the section: where the rules put it".into()),
        DecisionKind::Genre(Some(genre)) => Some(format!("it is a {}", genre.name())),
        DecisionKind::Genre(None) => Some("it is what the rules take it for".into()),
        DecisionKind::Embargo(Some(until)) => Some(format!("nobody lets it out before {until}")),
        DecisionKind::Embargo(None) => Some("no embargo of the desk's holds".into()),
        DecisionKind::Release
        | DecisionKind::Schedule(_)
        | DecisionKind::Hold
        | DecisionKind::Spike
        | DecisionKind::Headline(_)
        | DecisionKind::Withhold
        | DecisionKind::AskKill(_)
        | DecisionKind::Kill(_)
        | DecisionKind::Undo(_) => None,
    }
}
