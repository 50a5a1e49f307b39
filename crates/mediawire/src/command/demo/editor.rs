//! The demonstration's editor: a table of decisions, each made once when its article is on the wire.
//!
//! To let the editor decide of another article, add a line to [`RULINGS`].

use crate::command::print;
use crate::demo::Agencies;
use crate::error::Result;
use crate::store::{decisions, items, wire};
use crate::{Wire, pipeline};
use mediawire_core::identify::address;
use mediawire_core::model::decision::{DecisionKind, Ground};
use mediawire_core::model::id::{PublicId, Slug};
use std::sync::Arc;
use std::time::Duration;

/// By whom the decisions are.
const NAME: &str = "demo editor";
/// How often is looked, beside each time that the wire has grown.
const LOOK: Duration = Duration::from_secs(2);

/// The agency's short name, the story's slug, the house's headline (none to withhold it), and why.
type Ruling = (&'static str, &'static str, Option<&'static str>, &'static str);

/// What the editor decides.
const RULINGS: [Ruling; 5] = [
    (
        "tolva",
        "strait-accord-signed",
        Some("Tolva, Averin end nine-year fishing dispute over Halvik Strait"),
        "house style: actors first, shorter",
    ),
    (
        "tolva",
        "strait-ship-dispute",
        Some(
            "Tolva says survey ship entered closed ground; Averin denies it, asks for joint inquiry",
        ),
        "house style: both capitals in the headline, and what each of them asks for",
    ),
    (
        "averinform",
        "oproverzhenie-zarnitsa",
        Some("Аверин отвергает обвинение Толвы и предлагает совместное расследование"),
        "house style: says what is proposed, not only what is denied",
    ),
    (
        "tageblatt",
        "hallenbad",
        Some("Altenfurt: Hallenbad im Wiedegrund steht seit vier Jahren leer"),
        "house style: the headline says what and where",
    ),
    (
        "meridian",
        "bridge-race",
        None,
        "a runner has told us that the times are those of last year; we have asked the Courier",
    ),
];

/// How many dispatches the editor's decisions come to, those on withdrawn stories not counted.
pub(super) const N_RULINGS: usize = RULINGS.len();

/// Makes the decisions as their articles come onto the wire, until the program ends. `base` is the address of the site.
pub(super) async fn run(of: Arc<Wire>, agencies: Arc<Agencies>, base: String) {
    let mut head = of.head_changes();
    loop {
        if let Err(error) = rule(&of, &agencies, &base).await {
            tracing::warn!("the demonstration's editor could not decide: {error}");
        }
        // A withdrawal does not make the wire grow.
        if let Ok(Err(_)) = tokio::time::timeout(LOOK, head.changed()).await {
            return;
        }
    }
}

async fn rule(of: &Arc<Wire>, agencies: &Arc<Agencies>, base: &str) -> Result<()> {
    for (agency, slug, headline, why) in RULINGS {
        let Some(url) = agencies.address(agency, slug) else { continue };
        let decision = headline
            .map_or(DecisionKind::Withhold, |text| DecisionKind::Headline(Some(text.to_owned())));
        decide_once(of, (agency, &url), &decision, why).await?;
    }
    for withdrawal in agencies.withdrawals() {
        let at = (withdrawal.agency, withdrawal.url.as_str());
        let killed =
            decide_once(of, at, &DecisionKind::Kill(Ground::House), &withdrawal.why).await?;
        if let Some(public) = killed {
            print(&format!("An agency took a story back; withdrawn: {base}/a/{public}"))?;
        }
    }
    Ok(())
}

/// Decides of the article at that address of that agency, if it is on the wire and nothing was decided of it before; its
/// public id then.
async fn decide_once(
    of: &Arc<Wire>,
    (agency, url): (&str, &str),
    decision: &DecisionKind,
    why: &str,
) -> Result<Option<PublicId>> {
    let mut tx = of.db.read().await?;
    let known = items::by_key(&mut tx, &Slug::of(agency), &address::key(url)).await?;
    let Some(id) = known else { return Ok(None) };
    let is_new =
        wire::last(&mut tx, id).await?.is_some() && decisions::of(&mut tx, id).await?.is_empty();
    let item = items::get(&mut tx, id).await?;
    drop(tx);
    if !is_new {
        return Ok(None);
    }
    pipeline::decide(of, id, decision, NAME, why).await?;
    Ok(item.map(|item| item.public))
}
