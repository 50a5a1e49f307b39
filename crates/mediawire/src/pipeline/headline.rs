//! The house's headline: what a person types is held against the source's before it is decided.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::{self, By};
use crate::store::db::Tx;
use crate::store::{articles, body, decisions, items, sources};
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk;
use mediawire_core::desk::guard::{self, Change, Known};
use mediawire_core::desk::typed;
use mediawire_core::model::decision::{Decision, DecisionKind, in_force};
use mediawire_core::model::id::ItemId;
use std::sync::Arc;

/// Whether a person has confirmed that a headline may say something else than its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed<'a> {
    /// Not yet.
    No,
    /// What [`Restyle::Asks`] gave for it.
    Shown(&'a str),
    /// Whatever it says.
    Unseen,
}

/// What became of a headline that a person typed.
#[derive(Debug)]
pub enum Restyle {
    /// It is decided.
    Given,
    /// It says something else than the source: it is decided only when a person has seen this, and gives a reason.
    Asks {
        /// The source's headline; where a line was typed, its text too.
        source: String,
        /// The one that was typed.
        house: String,
        /// What differs.
        changes: Vec<Change>,
        /// What confirms just this.
        confirms: String,
    },
}

/// The headline that an item has by what was decided of it; else its source's.
#[must_use]
pub fn of<'a>(decisions: &'a [Decision], source: &'a str) -> &'a str {
    desk::headline(decisions).unwrap_or(source)
}

/// The source's headline as it was when a person gave the house's, if the source has changed it since.
///
/// # Errors
/// As the statements give.
pub async fn source_before(
    tx: &mut Tx,
    item: ItemId,
    decisions: &[Decision],
    source: &str,
) -> Result<Option<String>> {
    let is_headline = |it: &&Decision| matches!(it.kind, DecisionKind::Headline(_));
    let given = in_force(decisions).into_iter().rfind(is_headline);
    let given =
        given.filter(|it| it.kind != DecisionKind::Headline(None) && desk::is_person(&it.by));
    let Some(given) = given else { return Ok(None) };
    let at_ms = given.at.as_millisecond();
    let versions = items::versions(tx, item).await?;
    let before = versions.into_iter().filter(|(_, _, own_ms)| *own_ms <= at_ms);
    let Some((_, article, _)) = before.max_by_key(|(n, _, _)| *n) else { return Ok(None) };
    let before = articles::get(tx, article).await?.meta.headline;
    Ok(Some(before).filter(|before| before != source))
}

/// Gives an item the headline `text`, on record of whom and why, and of the decision that they had seen; if it says something else than the source's, only when
/// that is `confirmed` with a reason, and what the guard found stands beside the reason for ever.
///
/// # Errors
/// `Malformed` if it is no headline, or confirmed without a reason; as [`pipeline::decide`].
pub async fn restyle(
    wire: &Arc<Wire>,
    item: ItemId,
    text: &str,
    (by, why, based): (impl Into<By<'_>>, &str, Option<u32>),
    confirmed: Confirmed<'_>,
) -> Result<Restyle> {
    let house = typed::headline(text).context(Kind::Malformed, || "cannot take the headline")?;
    let mut tx = wire.db.read().await?;
    let missing = || Error::new(Kind::NotFound, format!("the item {item} has no article"));
    let known_item = items::get(&mut tx, item).await?.ok_or_else(missing)?;
    let (article, _) = items::of_desk(&mut tx, item).await?.ok_or_else(missing)?;
    let known = articles::get(&mut tx, article).await?;
    let text = body::read(&articles::body(&mut tx, article).await?)?.text(false);
    let all = decisions::of(&mut tx, item).await?;
    let name = sources::get(&mut tx, &known_item.source).await?.map(|source| source.name);
    drop(tx);
    let source = known.meta.headline;
    let sites: Vec<&str> =
        name.as_deref().into_iter().chain(known.meta.site_name.as_deref()).collect();
    let language = known.meta.lang.as_deref().unwrap_or_default();
    let speakers = desk::speakers(&text);
    let speakers: Vec<&str> = speakers.iter().map(String::as_str).collect();
    let about = Known { language, sites: &sites, speakers: &speakers, ..Known::default() };
    let changes = guard::compare(&source, &house, &about);
    if of(&all, &source) == house {
        return Ok(Restyle::Given);
    }
    let on_record = match held(
        source,
        &house,
        (changes, Record::Words),
        (why, "restyled at the desk"),
        confirmed,
    )? {
        Held::OnRecord(why) => why,
        Held::Asks(asks) => return Ok(asks),
    };
    let kind = DecisionKind::Headline(Some(house));
    pipeline::decide_on(wire, item, &kind, (by, &on_record), based).await?;
    Ok(Restyle::Given)
}

/// What comes of words that were held against their source.
pub(super) enum Held {
    /// They may be decided, with this on record.
    OnRecord(String),
    /// A person is to confirm them first.
    Asks(Restyle),
}

/// What stands on record of a difference that was confirmed; readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    /// The words on both sides: both are headlines.
    Words,
    /// Of what kind it is: the source's side is a text that may not be for readers.
    Kinds,
}

/// What comes of words of the house's that differ so from their source: with `why`, or without one the second, on record.
///
/// # Errors
/// `Malformed` if they say something else, are confirmed, and no reason is given.
pub(super) fn held(
    source: String,
    house: &str,
    (changes, record): (Vec<Change>, Record),
    (why, without): (&str, &str),
    confirmed: Confirmed<'_>,
) -> Result<Held> {
    // What was shown is confirmed, and nothing that was typed or published since.
    let confirms = Digest::of_parts(&[source.as_bytes(), house.as_bytes()]).to_base32(26);
    let is_confirmed = match confirmed {
        Confirmed::No => false,
        Confirmed::Shown(shown) => shown == confirms,
        Confirmed::Unseen => true,
    };
    if !changes.is_empty() && !is_confirmed {
        let house = house.to_owned();
        return Ok(Held::Asks(Restyle::Asks { source, house, changes, confirms }));
    }
    let is_refused = changes.iter().any(|change| change.equivalence.is_none());
    if is_refused && why.is_empty() {
        let what = "this says something else than its source: say why";
        return Err(Error::new(Kind::Malformed, what).code("why"));
    }
    let mut on_record = if why.is_empty() { without.to_owned() } else { why.to_owned() };
    if !changes.is_empty() {
        let told: Vec<String> = changes
            .iter()
            .map(|change| match (change.equivalence, record) {
                (Some(by), _) => by.name().to_owned(),
                (None, Record::Words) => change.told(&source, house),
                (None, Record::Kinds) => change.kind.name().to_owned(),
            })
            .collect();
        on_record.push_str(&format!(" [guard: {}]", told.join("; ")));
    }
    Ok(Held::OnRecord(on_record))
}
