//! The house's lines above and below a headline: what a person types is held against headline and text.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::headline::{Confirmed, Held, Record, Restyle, held};
use crate::pipeline::{self, By};
use crate::store::{articles, body, items, sources};
use mediawire_core::desk::guard::{self, Known};
use mediawire_core::desk::typed;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// Which of the two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Above the headline: the kicker.
    Above,
    /// Below it: the dek.
    Below,
}

/// Gives an item the house's line `text`, on record of whom and why; if it says what headline and text do not, only when
/// that is `confirmed` with a reason. Nothing typed takes the house's line off.
///
/// # Errors
/// `Malformed` if it is no line, or confirmed without a reason; as [`pipeline::decide_on`].
pub async fn give(
    wire: &Arc<Wire>,
    item: ItemId,
    (place, text): (Place, &str),
    (by, why, based): (impl Into<By<'_>>, &str, Option<u32>),
    confirmed: Confirmed<'_>,
) -> Result<Restyle> {
    let typed = match place {
        Place::Above => typed::kicker(text),
        Place::Below => typed::dek(text),
    };
    let typed = typed.context(Kind::Malformed, || "cannot take the line")?;
    let without = "written at the desk";
    let mut on_record = if why.is_empty() { without.to_owned() } else { why.to_owned() };
    if let Some(house) = &typed {
        let (source, known) = source(wire, item).await?;
        let sites: Vec<&str> = known.sites.iter().map(String::as_str).collect();
        let known = Known { language: &known.language, sites: &sites, ..Known::default() };
        let changes = guard::additions(&source, house, &known);
        match held(source, house, (changes, Record::Kinds), (why, without), confirmed)? {
            Held::OnRecord(why) => on_record = why,
            Held::Asks(asks) => return Ok(asks),
        }
    }
    let kind = match place {
        Place::Above => DecisionKind::Kicker(typed),
        Place::Below => DecisionKind::Dek(typed.map_or(Dek::Source, Dek::House)),
    };
    pipeline::decide_on(wire, item, &kind, (by, &on_record), based).await?;
    Ok(Restyle::Given)
}

/// What is known of what a line is held against.
struct Of {
    language: String,
    sites: Vec<String>,
}

/// Headline and text of the item's newest version.
async fn source(wire: &Arc<Wire>, item: ItemId) -> Result<(String, Of)> {
    let mut tx = wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {item} has no article"));
    let known_item = items::get(&mut tx, item).await?.ok_or_else(missing)?;
    let (article, _) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    let meta = articles::get(&mut tx, article).await?.meta;
    let text = body::read(&articles::body(&mut tx, article).await?)?.text(true);
    let name = sources::get(&mut tx, &known_item.source).await?.map(|source| source.name);
    let sites = name.into_iter().chain(meta.site_name).collect();
    let dek = meta.dek.unwrap_or_default();
    let source = format!("{}\n{dek}\n{text}", meta.headline);
    Ok((source, Of { language: meta.lang.unwrap_or_default(), sites }))
}
