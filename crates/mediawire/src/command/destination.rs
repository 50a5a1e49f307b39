//! `destination`: where dispatches are pushed to.

mod wordpress;

use crate::command::add::slug;
use crate::command::{Common, print};
use crate::error::Result;
use crate::pipeline::destinations::{self, ByHand, Start, shown};
use crate::retrieve::Reply;
use crate::store::db::Tx;
use crate::store::debts::{self, Debt, Owed};
use crate::store::destinations::{self as stored, Kept};
use crate::{Use, Wire};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use mediawire_core::model::destination::{Destination, DestinationKind};
use mediawire_core::model::id::{PublicId, Slug};
use mediawire_core::publish::address;
use serde_json::json;
use std::sync::Arc;

/// Debts of a destination that are listed one by one.
const LISTED: i64 = 20;
/// Characters of an answer that are shown.
const ANSWER_CHARS_MAX: usize = 300;

/// Push every dispatch of the wire to other programs, and see what is owed to whom
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire destination add webhook archive --url https://archive.example/hook"
)]
pub struct OfDestination {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a destination, which is sent what comes from now on
    #[command(subcommand)]
    Add(Add),
    /// Every destination: what is owed to it, since when, and what was set aside and why
    List {
        /// Report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Send what means nothing, and say what came back; of a WordPress what it lacks, too
    Test {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
    },
    /// Send the wire again from a number on, whether it was taken or not
    Replay {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
        /// The number of the first dispatch that is sent again, or start
        #[arg(long, value_parser = start, value_name = "N")]
        from: Start,
    },
    /// Try again what was set aside
    Retry {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
        /// Only the dispatch with this number
        #[arg(long, value_name = "N")]
        number: Option<i64>,
    },
    /// Write what the wire shows over a post that a person has changed there
    Overwrite {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
        /// The item's public id, or its address on the site
        item: String,
    },
    /// Leave a post as a person has changed it there, until the item is dispatched again
    Keep {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
        /// The item's public id, or its address on the site
        item: String,
    },
    /// Make another secret, and print it once; the one before holds a day longer. Of a WordPress: take another password
    Secret {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
    },
    /// Take a destination away, with what is owed to it
    Remove {
        /// The destination
        #[arg(value_parser = slug)]
        slug: Slug,
    },
}

#[derive(Debug, Subcommand)]
enum Add {
    /// A program that takes each dispatch as signed JSON (Standard Webhooks); prints its secret once
    Webhook {
        /// Its short name
        #[arg(value_parser = slug)]
        slug: Slug,
        /// Its address: https, or a server that destinations.inside names
        #[arg(long, value_name = "URL")]
        url: String,
        /// Its name, as the desk sees it [default: its short name]
        #[arg(long)]
        name: Option<String>,
        /// From which dispatch on: now, start or a number
        #[arg(long, value_parser = start, value_name = "N", default_value = "now")]
        from: Start,
    },
    /// The house's own WordPress: a post an item, which every later dispatch changes
    Wordpress(wordpress::Add),
}

fn start(text: &str) -> std::result::Result<Start, String> {
    Start::parse(text).ok_or_else(|| "say now, start or the number of a dispatch".to_owned())
}

/// Opens the wire to change it, which the desk does while it is served.
async fn open_to_write(common: &Common) -> Result<Arc<Wire>> {
    common.open(Use::Write).await.map_err(|error| match error.code {
        "lock" => error.context(
            "an admin does this at the desk (/desk/destinations) while mediawire serve runs",
        ),
        _ => error,
    })
}

impl OfDestination {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let by = std::env::var("USER").unwrap_or_else(|_| "system".to_owned());
        let by = (by.as_str(), "command");
        match self.action {
            Action::Add(add) => add.run(common, by).await,
            Action::List { json } => list(common, json).await,
            Action::Test { slug } => {
                let wire = common.open(Use::Read).await?;
                if let Some(findings) = destinations::examine(&wire, &slug).await? {
                    return wordpress::told(&findings);
                }
                let reply = destinations::test(&wire, &slug).await?;
                print(&told(&reply))?;
                reply.accepted().map(|_| ())
            }
            Action::Replay { slug, from } => {
                let wire = open_to_write(common).await?;
                destinations::replay(&wire, &slug, from, by).await?;
                print(&format!("{slug} is sent the wire again as soon as mediawire serve runs."))
            }
            Action::Retry { slug, number } => {
                let wire = open_to_write(common).await?;
                let n = destinations::retry(&wire, &slug, number, by).await?;
                print(&format!("{n} dispatches are tried again as soon as mediawire serve runs."))
            }
            Action::Overwrite { slug, item } => {
                wordpress::decide(common, &slug, &item, ByHand::Overwrite, by).await
            }
            Action::Keep { slug, item } => {
                wordpress::decide(common, &slug, &item, ByHand::Keep, by).await
            }
            Action::Secret { slug } => {
                let wire = open_to_write(common).await?;
                let kept = destinations::get(&mut wire.db.read().await?, &slug).await?;
                if kept.destination.kind == DestinationKind::WordPress {
                    let password = wordpress::password()?;
                    destinations::new_secret(&wire, &slug, &password, by).await?;
                    return print(&format!(
                        "{slug} is written to by the new password from now on."
                    ));
                }
                let secret = destinations::new_secret(&wire, &slug, "", by).await?;
                print(&format!(
                    "{secret}\nThis is shown once. For a day each message is signed with the secret before as well."
                ))
            }
            Action::Remove { slug } => {
                let wire = open_to_write(common).await?;
                destinations::remove(&wire, &slug, by).await?;
                print(&format!("{slug} is a destination no more."))
            }
        }
    }
}

impl Add {
    async fn run(self, common: &Common, by: (&str, &str)) -> Result<()> {
        let wire = open_to_write(common).await?;
        match self {
            Self::Wordpress(add) => add.run(&wire, by).await,
            Self::Webhook { slug, url, name, from } => {
                let name = name.unwrap_or_else(|| slug.to_string());
                let (kind, settings) = (DestinationKind::Webhook, String::new());
                let it = Destination { slug, name, kind, url, settings };
                let secret = destinations::add(&wire, &it, "", from, by).await?;
                print(&format!(
                    "{secret}\nThis is the secret by which {} tells who sends: it is shown once.\nNext: mediawire destination test {}",
                    it.slug, it.slug
                ))
            }
        }
    }
}

/// What came back, exactly: the status and the beginning of the body, without what a terminal obeys.
fn told(reply: &Reply) -> String {
    let text = String::from_utf8_lossy(&reply.body);
    let text: String = text.chars().filter(|c| !c.is_control()).take(ANSWER_CHARS_MAX).collect();
    let status = reply.status;
    let n_bytes = reply.body.len();
    format!(
        "It answered {status} with {n_bytes} bytes{}{text}",
        if text.is_empty() { "." } else { ": " }
    )
}

/// A destination with what is owed to it.
struct State {
    kept: Kept,
    owed: Owed,
    debts: Vec<(Debt, Option<PublicId>)>,
}

async fn state(tx: &mut Tx, kept: Kept) -> Result<State> {
    let slug = kept.destination.slug.clone();
    let owed = debts::owed(tx, &slug).await?;
    let mut debts = debts::of(tx, &slug, LISTED).await?;
    // What waits for the first time is no news.
    debts.retain(|(debt, _)| debt.n_tries > 0);
    Ok(State { kept, owed, debts })
}

async fn list(common: &Common, is_json: bool) -> Result<()> {
    let wire = common.open(Use::Read).await?;
    let mut tx = wire.db.read().await?;
    let mut all = Vec::new();
    for kept in stored::all(&mut tx).await? {
        all.push(state(&mut tx, kept).await?);
    }
    drop(tx);
    if is_json {
        let rows: Vec<_> = all.iter().map(report).collect();
        return print(&format!("{:#}", serde_json::Value::from(rows)));
    }
    if all.is_empty() {
        return print(
            "No destination yet. Add one with: mediawire destination add webhook NAME --url https://…",
        );
    }
    all.iter().try_for_each(|it| print(&line(it)))
}

fn moment(ms: i64) -> Option<String> {
    let at = Timestamp::from_millisecond(ms).ok().filter(|_| ms > 0)?;
    Some(at.to_string())
}

fn report(state: &State) -> serde_json::Value {
    let State { kept, owed, debts } = state;
    let it = &kept.destination;
    let debt = |(debt, public): &(Debt, Option<PublicId>)| {
        json!({
            "number": debt.number, "item": public.as_ref().map(PublicId::as_str), "tries": debt.n_tries,
            "since": moment(debt.since_ms), "reason": debt.reason, "set_aside": debt.is_parked,
            "next": (!debt.is_parked).then(|| moment(debt.due_ms)),
        })
    };
    json!({
        "slug": it.slug.as_str(), "name": it.name, "kind": it.kind.name(), "url": shown(&it.url),
        "read_to": kept.owed_to, "owed": owed.n_owed, "set_aside": owed.n_parked,
        "oldest": moment(owed.since_ms), "last_taken": moment(kept.ok_ms), "trouble": kept.trouble,
        "rests_until": moment(kept.rest_until_ms), "paused": kept.is_paused,
        "older_since": moment(kept.older_ms),
        "debts": debts.iter().map(debt).collect::<Vec<_>>(),
    })
}

fn line(state: &State) -> String {
    let State { kept, owed, debts } = state;
    let it = &kept.destination;
    let mut out = format!(
        "{}  {}  {}\n  read to {}, owed {}, set aside {}",
        it.slug,
        it.kind.name(),
        shown(&it.url),
        kept.owed_to,
        owed.n_owed,
        owed.n_parked
    );
    for (label, at) in [
        ("oldest of", moment(owed.since_ms)),
        ("last taken", moment(kept.ok_ms)),
        ("left alone until", moment(kept.rest_until_ms)),
    ] {
        out.extend(at.map(|at| format!(", {label} {at}")));
    }
    if kept.is_paused {
        out.push_str(", stopped until you say: mediawire destination retry ");
        out.push_str(it.slug.as_str());
    }
    if let Some(at) = moment(kept.older_ms) {
        out.push_str(&format!(
            "\n  has had older posts than were written there since {at}: if it was put back to what it was, say: mediawire destination replay {} --from start",
            it.slug
        ));
    }
    if !kept.trouble.is_empty() {
        out.push_str(&format!("\n  last: {}", kept.trouble));
    }
    for (debt, public) in debts {
        let state = if debt.is_parked { "set aside" } else { "put off" };
        let path = public.as_ref().map(address::article).unwrap_or_default();
        let Debt { number, n_tries, reason, .. } = debt;
        out.push_str(&format!("\n  {state} {number} {path}, tried {n_tries} times: {reason}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::retrieve::Reply;
    use bytes::Bytes;

    #[test]
    fn answer_is_told_without_what_a_terminal_obeys() {
        let reply = |status, body: &str| {
            let body = Bytes::copy_from_slice(body.as_bytes());
            told(&Reply { status, headers: Vec::new(), body })
        };
        assert_eq!(reply(204, ""), "It answered 204 with 0 bytes.");
        assert_eq!(reply(500, "no\u{1b}[2J\n!"), "It answered 500 with 8 bytes: no[2J!");
        assert!(reply(200, &"x".repeat(5_000)).ends_with(&format!(": {}", "x".repeat(300))));
    }
}
