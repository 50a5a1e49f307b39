//! Two at one item: what somebody else decided of a field while it was typed here. Nothing is lost, and each is told.

use crate::error::Result;
use crate::pipeline::headline;
use crate::store::db::Tx;
use crate::store::{articles, decisions, items};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::pages::Told;
use mediawire_core::desk;
use mediawire_core::model::decision::{Decision, DecisionKind, Field, based_on, last_on};
use mediawire_core::model::id::ItemId;
use mediawire_core::publish::locale::Locale;
use std::collections::HashMap;

/// The number of the last decision on what each form is about: what a form that is shown now is based on.
pub(super) fn based(all: &[Decision]) -> HashMap<&'static str, u32> {
    let forms = [
        ("going", Field::Going),
        ("schedule", Field::Going),
        ("embargo", Field::Embargo),
        ("withhold", Field::Off),
        ("kill", Field::Off),
        ("headline", Field::Headline),
        ("kicker", Field::Kicker),
        ("dek", Field::Dek),
        ("editor-note", Field::EditorNote),
        ("correct", Field::Correction),
        ("section", Field::Section),
        ("genre", Field::Genre),
    ];
    forms.into_iter().map(|(form, field)| (form, based_on(all, field))).collect()
}

/// What somebody else decided meanwhile: what, by whom, when and why.
pub(super) struct Clash {
    pub(super) kind: DecisionKind,
    pub(super) by: String,
    /// Unix milliseconds.
    pub(super) at_ms: i64,
    pub(super) reason: String,
}

/// The last decision on that field.
pub(super) async fn with(web: &Web, public: &str, field: Field) -> Result<Option<Clash>> {
    let item = named(&web.wire, public).await?;
    let all = decisions::of(&mut web.wire.db.read().await?, item).await?;
    Ok(last_on(&all, field).cloned().map(|last| Clash {
        kind: last.kind,
        by: last.by,
        at_ms: last.at.as_millisecond(),
        reason: last.why,
    }))
}

/// What a line of the queue tells beside why it is where it is: what asks for somebody, as HTML.
pub(in crate::web::desk) async fn asks(
    locale: &Locale,
    tx: &mut Tx,
    item: ItemId,
    all: &[Decision],
) -> Result<Option<String>> {
    if all.is_empty() {
        return Ok(None);
    }
    if let Some(asked) = desk::kill_asked(all) {
        return Ok(Some(Told::of(locale, "queue-asks-kill").with("by", &asked.by).to_string()));
    }
    let Some((article, _)) = items::of_desk(tx, item).await? else { return Ok(None) };
    let source = articles::get(tx, article).await?.meta.headline;
    let before = headline::source_before(tx, item, all, &source).await?;
    Ok(before.map(|_| Told::of(locale, "queue-source-changed").to_string()))
}
