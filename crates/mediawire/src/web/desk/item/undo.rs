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
use mediawire_core::desk::role::{Right, Role};
use mediawire_core::desk::undo::Lasting;
use mediawire_core::model::decision::DecisionKind;
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
        let (n, answer) = pipeline::answer(&web.wire, tx, item).await?;
        let (leads, why_not) = match answer {
            Ok(kind) => (leads(web, locale, &kind), String::new()),
            Err(Lasting::Nothing) => return Ok(None),
            Err(why) => (String::new(), why_not(locale, &why)),
        };
        Ok(Some(Self { n, leads: Safe(leads), why_not: Safe(why_not) }))
    }
}

fn leads(web: &Web, locale: &Locale, kind: &DecisionKind) -> String {
    let say = |key| Told::of(locale, key).to_string();
    let of = |key, words: &str| Told::of(locale, key).with("words", words).to_string();
    let at = |key, at: &Timestamp| {
        let at = pages::minute(locale, at.as_millisecond());
        Told::of(locale, key).word("at", at).to_string()
    };
    match kind {
        DecisionKind::Hold => say("undo-hold"),
        DecisionKind::Spike => say("undo-spike"),
        DecisionKind::Schedule(moment) => at("undo-schedule", moment),
        DecisionKind::Headline(text) => of("undo-headline", text),
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
        // Nothing is answered by these.
        DecisionKind::Release
        | DecisionKind::Correct(_)
        | DecisionKind::Withhold
        | DecisionKind::AskKill
        | DecisionKind::Kill => String::new(),
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
        Lasting::Same => Told::of(locale, "lasting-same").to_string(),
    }
}

/// The right that a decision asks for that answers another.
fn right(kind: &DecisionKind) -> Right {
    match kind {
        DecisionKind::Hold | DecisionKind::Spike => Right::Hold,
        // An embargo that is put back may end sooner than the one that stands.
        DecisionKind::Release | DecisionKind::Schedule(_) | DecisionKind::Embargo(_) => {
            Right::Release
        }
        DecisionKind::Headline(_)
        | DecisionKind::Kicker(_)
        | DecisionKind::Dek(_)
        | DecisionKind::Section(_)
        | DecisionKind::Genre(_) => Right::Restyle,
        DecisionKind::EditorNote(_) | DecisionKind::Correct(_) => Right::EditorNote,
        DecisionKind::Withhold => Right::Withhold,
        DecisionKind::AskKill | DecisionKind::Kill => Right::Kill,
    }
}

fn may(role: Role, kind: &DecisionKind) -> Result<()> {
    let right = right(kind);
    if role.may(right) {
        return Ok(());
    }
    let what = format!("as {} you may not {}: nothing was undone", role.name(), right.words());
    Err(Error::new(Kind::Forbidden, what).code("role"))
}

/// Undoes the last decision, which is the one that was seen as such.
pub(super) async fn undo(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let n = typed.get("n").parse().unwrap_or(0);
    let (account, place) = (&desk.account, desk.place.as_str());
    let by = (account.name.as_str(), place);
    pipeline::undo(&web.wire, item, n, by, |kind| may(account.role, kind)).await
}
