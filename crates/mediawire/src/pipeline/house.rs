//! The house style at work: what the packs make of a headline, shown at the desk, or decided by rule.

use crate::Wire;
use crate::error::Result;
use crate::pipeline::headline;
use crate::store::db::Tx;
use crate::store::{articles, body, decisions};
use mediawire_core::desk::guard::Known;
use mediawire_core::desk::style::case::{Evidence, Usage};
use mediawire_core::desk::style::{self, Asked, Pack, Restyled, Scope};
use mediawire_core::desk::{self, Restyling};
use mediawire_core::model::article::Meta;
use mediawire_core::model::decision::{DecisionKind, Field, in_force};
use mediawire_core::model::id::ItemId;

/// The pack for a language (BCP 47): the first that is written for it.
fn pack<'a>(wire: &'a Wire, lang: &str) -> Option<&'a Pack> {
    let lang = lang.split(['-', '_']).next().unwrap_or_default();
    wire.packs.iter().find(|pack| pack.languages.iter().any(|it| it.eq_ignore_ascii_case(lang)))
}

/// What the house's pack makes of the source's headline; `None` if no pack is written for its language. `text` is the
/// article's, by which names are told.
#[must_use]
pub fn suggest(wire: &Wire, meta: &Meta, text: &str, source: &str) -> Option<Restyled> {
    let language = meta.lang.as_deref().unwrap_or_default();
    let pack = pack(wire, language)?;
    let own = Usage::of(text);
    let sites: Vec<&str> = [source].into_iter().chain(meta.site_name.as_deref()).collect();
    let speakers = desk::speakers(text);
    let speakers: Vec<&str> = speakers.iter().map(String::as_str).collect();
    let usage = wire.usage();
    let asked = Asked {
        text: &meta.headline,
        scope: Scope::Headline,
        source: Some(source),
        evidence: Evidence { body: &own, wire: &usage },
        known: Known { language, sites: &sites, speakers: &speakers, ..Known::default() },
    };
    Some(style::restyle(pack, &asked))
}

/// Learns how words are written from an item's newest text, and, where the house lets rules restyle, decides of its
/// headline what its pack makes of it. A headline that a person gave stays.
///
/// # Errors
/// As the statements give.
pub(super) async fn settle(
    wire: &Wire,
    tx: &mut Tx,
    item: ItemId,
    known: &articles::Known,
    source: &str,
) -> Result<()> {
    let mut made = None;
    if wire.restyling != Restyling::Off && !wire.packs.is_empty() {
        let text = body::read(&articles::body(tx, known.id).await?)?.text(false);
        wire.usage().feed(&text);
        if wire.restyling == Restyling::Auto {
            made = suggest(wire, &known.meta, &text, source);
        }
    }
    let all = decisions::of(tx, item).await?;
    let given = in_force(&all).into_iter().rfind(|it| matches!(it.kind, DecisionKind::Headline(_)));
    if desk::person_took_back(&all, Field::Headline) {
        return Ok(());
    }
    let by_rule = given.map(|it| !desk::is_person(&it.by));
    // What rules made of an older headline stands no longer than they do.
    let made = match made {
        Some(made) => made,
        None if by_rule == Some(true) => {
            Restyled { text: known.meta.headline.clone(), ..Restyled::default() }
        }
        None => return Ok(()),
    };
    if by_rule == Some(false) || headline::of(&all, &known.meta.headline) == made.text {
        return Ok(());
    }
    let mut rules: Vec<String> = made.fired.iter().map(|it| it.rule.to_string()).collect();
    rules.dedup();
    let pack = made.fired.first().map_or("house", |it| it.rule.pack.as_str());
    let why = if rules.is_empty() { "as its source wrote it".to_owned() } else { rules.join(", ") };
    let by = format!("rule:{pack}");
    let kind = DecisionKind::Headline(Some(made.text));
    let at_ms = wire.now().as_millisecond();
    decisions::add(tx, item, &kind, (&by, &why), at_ms).await.map(drop)
}
