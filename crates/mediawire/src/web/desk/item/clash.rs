//! Two at one item: what somebody else decided of a field while it was typed here. Nothing is lost, and each is told.

use crate::error::{Context as _, Kind, Result};
use crate::pipeline::headline;
use crate::store::db::Tx;
use crate::store::{articles, decisions, items};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::{ItemPage, shown, told};
use crate::web::desk::pages::{self, Frame, Told, failed};
use crate::web::session::Desk;
use axum::http::StatusCode;
use axum::response::Response;
use mediawire_core::desk;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::{Decision, Field, based_on, last_on};
use mediawire_core::model::id::PublicId;
use mediawire_core::publish::locale::Locale;
use std::collections::HashMap;

/// The name of a field in the forms.
pub(super) fn name(field: Field) -> &'static str {
    match field {
        Field::Going => "going",
        Field::Embargo => "embargo",
        Field::Off => "off",
        Field::Headline => "headline",
        Field::Kicker => "kicker",
        Field::Dek => "dek",
        Field::EditorNote => "editor-note",
        Field::Section => "section",
        Field::Genre => "genre",
    }
}

/// The number of the last decision on each field: what a form that is shown now is based on.
pub(super) fn based(all: &[Decision]) -> HashMap<&'static str, u32> {
    let fields = [
        Field::Going,
        Field::Embargo,
        Field::Off,
        Field::Headline,
        Field::Kicker,
        Field::Dek,
        Field::EditorNote,
        Field::Section,
        Field::Genre,
    ];
    fields.into_iter().map(|field| (name(field), based_on(all, field))).collect()
}

/// What somebody else decided meanwhile, and what was typed here.
pub(super) struct Clash {
    pub(super) field: &'static str,
    /// What was decided, its words, by whom, when and why.
    pub(super) what: &'static str,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) at: String,
    pub(super) reason: String,
    /// What was typed here, if words were.
    pub(super) typed: Option<String>,
    pub(super) why: String,
}

/// The page of the item with both (409).
pub(super) async fn clash(
    web: &Web,
    desk: &Desk,
    public: &str,
    field: Field,
    (typed, why): (Option<String>, &str),
) -> Response {
    let found = async {
        let item = named(&web.wire, public).await?;
        let all = decisions::of(&mut web.wire.db.read().await?, item).await?;
        let last = last_on(&all, field).cloned();
        shown(web, public).await.map(|item| (last, item))
    };
    let (last, item) = match found.await.context(Kind::NotFound, || "cannot show the item") {
        Ok(found) => found,
        Err(error) => return failed(web, &error),
    };
    let clash = last.map(|last| Clash {
        field: name(field),
        what: last.kind.name(),
        words: told(&last.kind),
        by: last.by,
        at: pages::moment(last.at.as_millisecond()),
        reason: last.why,
        typed: typed.map(|typed| with_marks(&typed)),
        why: why.to_owned(),
    });
    let frame = Frame::of(web, desk);
    let mut response = pages::page(&ItemPage { frame, item, guarded: None, clash });
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// What a line of the queue tells beside why it is where it is: what asks for somebody, as HTML.
pub(in crate::web::desk) async fn asks(
    locale: &Locale,
    tx: &mut Tx,
    public: &str,
) -> Result<Option<String>> {
    let Some(public) = PublicId::parse(public) else { return Ok(None) };
    let Some(item) = items::by_public(tx, &public).await? else { return Ok(None) };
    let all = decisions::of(tx, item.id).await?;
    if let Some(asked) = desk::kill_asked(&all) {
        return Ok(Some(Told::of(locale, "queue-asks-kill").with("by", &asked.by).to_string()));
    }
    let Some((_, article, _)) = items::newest(tx, item.id).await? else { return Ok(None) };
    let source = articles::get(tx, article).await?.meta.headline;
    let before = headline::source_before(tx, item.id, &all, &source).await?;
    Ok(before.map(|_| Told::of(locale, "queue-source-changed").to_string()))
}
