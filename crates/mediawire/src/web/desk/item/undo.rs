//! Undoing the last decision on an item.

use crate::error::{Error, Kind, Result};
use crate::pipeline;
use crate::store::db::Tx;
use crate::web::Web;
use crate::web::desk::item::form::Typed;
use crate::web::desk::pages;
use crate::web::session::Desk;
use mediawire_core::desk::role::{Right, Role};
use mediawire_core::desk::undo::Lasting;
use mediawire_core::model::decision::DecisionKind;
use mediawire_core::model::dek::Dek;
use mediawire_core::model::id::ItemId;

/// What can be undone, as it is shown.
pub(super) struct Undo {
    /// The number of the last decision.
    pub(super) n: u32,
    /// Where undoing it leads; empty if it cannot be undone.
    pub(super) leads: String,
    /// Why it cannot be; empty if it can.
    pub(super) why_not: String,
}

impl Undo {
    /// What can be undone of `item`; `None` where nothing was decided.
    pub(super) async fn of(web: &Web, tx: &mut Tx, item: ItemId) -> Result<Option<Self>> {
        let (n, answer) = pipeline::answer(&web.wire, tx, item).await?;
        let (leads, why_not) = match answer {
            Ok(kind) => (leads(&kind), String::new()),
            Err(Lasting::Nothing) => return Ok(None),
            Err(why) => (String::new(), why.to_string()),
        };
        Ok(Some(Self { n, leads, why_not }))
    }
}

fn leads(kind: &DecisionKind) -> String {
    match kind {
        DecisionKind::Hold => "it waits again".to_owned(),
        DecisionKind::Spike => "it is set aside again".to_owned(),
        DecisionKind::Schedule(at) => {
            format!("it goes out on {} UTC again", pages::moment(at.as_millisecond()))
        }
        DecisionKind::Headline(text) => format!("the headline is again: {text}"),
        DecisionKind::Kicker(Some(text)) => format!("the line above the headline is again: {text}"),
        DecisionKind::Kicker(None) => "there is no line above the headline again".to_owned(),
        DecisionKind::Dek(Dek::House(text)) => {
            format!("the line below the headline is again: {text}")
        }
        DecisionKind::Dek(Dek::Source) => {
            "the line below the headline is the source’s again".to_owned()
        }
        DecisionKind::Dek(Dek::Teaser) => {
            "the line below the headline is the text’s first words again".to_owned()
        }
        DecisionKind::EditorNote(Some(text)) => format!("the note for readers is again: {text}"),
        DecisionKind::EditorNote(None) => "there is no note for readers again".to_owned(),
        DecisionKind::Section(Some(code)) => format!("it is in {code} again"),
        DecisionKind::Section(None) => "it is again where the rules put it".to_owned(),
        DecisionKind::Genre(Some(genre)) => format!("it is a {} again", genre.name()),
        DecisionKind::Genre(None) => "it is again what the rules take it for".to_owned(),
        DecisionKind::Embargo(Some(at)) => {
            format!("it is embargoed until {} UTC again", pages::moment(at.as_millisecond()))
        }
        DecisionKind::Embargo(None) => "there is no embargo again".to_owned(),
        // Nothing is answered by these.
        DecisionKind::Release
        | DecisionKind::Correct(_)
        | DecisionKind::Withhold
        | DecisionKind::AskKill
        | DecisionKind::Kill => String::new(),
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
