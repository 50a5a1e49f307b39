//! Undoing the last decision on an item.

use crate::error::{Error, Kind, Result};
use crate::pipeline;
use crate::store::db::Tx;
use crate::web::Web;
use crate::web::desk::item::form::Typed;
use crate::web::desk::pages::{self, Count as _, Told};
use crate::web::session::Desk;
use askama::filters::Safe;
use jiff::Timestamp;
use mediawire_core::desk::role::Role;
use mediawire_core::desk::undo::{self, Again, Lasting};
use mediawire_core::model::decision::{DecisionKind, Field};
use mediawire_core::model::dek::Dek;
use mediawire_core::model::id::ItemId;
use mediawire_core::publish::locale::Locale;

/// What can be undone, as it is shown.
pub(super) struct Undo {
    /// The number of the last decision.
    pub(super) n: u32,
    /// Where undoing it leads, as HTML; empty if it cannot be undone.
    pub(super) leads: Safe<String>,
    /// Why it cannot be, as HTML; empty if it can.
    pub(super) why_not: Safe<String>,
}

impl Undo {
    /// What can be undone of `item`; `None` where nothing was decided.
    pub(super) async fn of(
        (web, locale): (&Web, &Locale),
        tx: &mut Tx,
        item: ItemId,
    ) -> Result<Option<Self>> {
        let ((n, _), answer) = pipeline::answer(&web.wire, tx, item).await?;
        let (leads, why_not) = match answer {
            Ok(again) => (leads(web, locale, &again), String::new()),
            Err(Lasting::Nothing) => return Ok(None),
            Err(why) => (String::new(), why_not(locale, &why)),
        };
        Ok(Some(Self { n, leads: Safe(leads), why_not: Safe(why_not) }))
    }
}

fn leads(web: &Web, locale: &Locale, again: &Again) -> String {
    let say = |key| Told::of(locale, key).to_string();
    match again {
        Again::Waits => say("undo-hold"),
        Again::Spiked => say("undo-spike"),
        Again::Scheduled(at) => {
            let at = pages::minute(locale, at.as_millisecond());
            Told::of(locale, "undo-schedule").word("at", at).to_string()
        }
        Again::Out => say("undo-out"),
        Again::Withheld(why) => Told::of(locale, "undo-withheld").with("words", why).to_string(),
        Again::Holds(kind) => holds(web, locale, kind),
    }
}

fn holds(web: &Web, locale: &Locale, kind: &DecisionKind) -> String {
    let say = |key| Told::of(locale, key).to_string();
    let of = |key, words: &str| Told::of(locale, key).with("words", words).to_string();
    let at = |key, at: &Timestamp| {
        let at = pages::minute(locale, at.as_millisecond());
        Told::of(locale, key).word("at", at).to_string()
    };
    match kind {
        DecisionKind::Headline(Some(text)) => of("undo-headline", text),
        DecisionKind::Headline(None) => say("undo-no-headline"),
        DecisionKind::Kicker(Some(text)) => of("undo-kicker", text),
        DecisionKind::Kicker(None) => say("undo-no-kicker"),
        DecisionKind::Dek(Dek::House(text)) => of("undo-dek-house", text),
        DecisionKind::Dek(Dek::Source) => say("undo-dek-source"),
        DecisionKind::Dek(Dek::Teaser) => say("undo-dek-teaser"),
        DecisionKind::EditorNote(Some(text)) => of("undo-note", text),
        DecisionKind::EditorNote(None) => say("undo-no-note"),
        DecisionKind::Section(Some(code)) => {
            of("undo-section", &pages::section(&web.wire.sections, locale, code.as_str()))
        }
        DecisionKind::Section(None) => say("undo-no-section"),
        DecisionKind::Genre(Some(genre)) => {
            let name = locale.say(&format!("genre-{}", genre.name()));
            Told::of(locale, "undo-genre").word("genre", name).to_string()
        }
        DecisionKind::Genre(None) => say("undo-no-genre"),
        DecisionKind::Embargo(Some(moment)) => at("undo-embargo", moment),
        DecisionKind::Embargo(None) => say("undo-no-embargo"),
        // What is about its going out leads to a place of its own.
        DecisionKind::Release
        | DecisionKind::Correct(_)
        | DecisionKind::Schedule(_)
        | DecisionKind::Hold
        | DecisionKind::Spike
        | DecisionKind::Withhold
        | DecisionKind::AskKill(_)
        | DecisionKind::Kill(_)
        | DecisionKind::Undo(_) => kind.name().to_owned(),
    }
}

/// Why the last decision cannot be undone, as HTML.
fn why_not(locale: &Locale, why: &Lasting) -> String {
    let out = |key, number: i64| {
        Told::of(locale, key).word("number", locale.number(number.count())).to_string()
    };
    match why {
        Lasting::Nothing => Told::of(locale, "lasting-nothing").to_string(),
        Lasting::Corrected => Told::of(locale, "lasting-corrected").to_string(),
        Lasting::Killed => Told::of(locale, "lasting-killed").to_string(),
        Lasting::Out { number, is_its: true } => out("lasting-out", *number),
        Lasting::Out { number, is_its: false } => out("lasting-dispatched", *number),
        Lasting::Withheld => Told::of(locale, "lasting-withheld").to_string(),
        Lasting::Passed => Told::of(locale, "lasting-passed").to_string(),
        Lasting::Same => Told::of(locale, "lasting-same").to_string(),
    }
}

fn may(role: Role, field: Field, again: &Again) -> Result<()> {
    match undo::rights(field, again).into_iter().find(|right| !role.may(*right)) {
        None => Ok(()),
        Some(right) => {
            let role = role.name();
            let what = format!("as {role} you may not {}: nothing was undone", right.words());
            Err(Error::new(Kind::Forbidden, what).code("role"))
        }
    }
}

/// Undoes the last decision, which is the one that was seen as such.
pub(super) async fn undo(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let n = typed.get("n").parse().unwrap_or(0);
    let (account, place) = (&desk.account, desk.place.as_str());
    let by = (account.name.as_str(), place);
    pipeline::undo(&web.wire, item, n, by, |field, again| may(account.role, field, again)).await
}
