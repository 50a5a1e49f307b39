//! What may be sent of a dispatch, judged at the moment of sending.

use crate::model::dispatch::{Dispatch, Notice};
use crate::model::id::PublicId;
use crate::model::visible::{Record, Shown, Visible, visible};
use jiff::Timestamp;

/// What is sent of a dispatch: its text only as far as it may be shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The dispatch's number.
    pub number: i64,
    /// The item's public id.
    pub public: PublicId,
    /// What became of the item by the dispatch.
    pub event: Event,
    /// When it went out.
    pub at: Timestamp,
    /// Whether it is the item's last: what it says is how the item stands now.
    pub is_newest: bool,
    /// What may be shown; `None` where nothing may.
    pub shown: Option<Box<Shown>>,
    /// Why the item is not shown, in words for readers; empty where it is, and of what is superseded.
    pub why: String,
    /// Whether it is killed by legal order.
    pub is_legal: bool,
    /// The licence or agreement under which it is republished, in words; empty if none was stated or nothing is shown.
    pub licence: String,
}

/// What became of an item by a dispatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// It is shown, and was not before.
    Published,
    /// It is shown otherwise than before.
    Updated,
    /// The house put something right of what it said of it.
    Corrected,
    /// It is not shown now, and may come back.
    Withheld,
    /// It is not shown, and never again.
    Killed,
    /// It was shown then and may not be now: a later dispatch says what stands in its place.
    Superseded,
}

impl Event {
    /// The event's name for machines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Corrected => "corrected",
            Self::Withheld => "withheld",
            Self::Killed => "killed",
            Self::Superseded => "superseded",
        }
    }

    /// What became of an item by `dispatch`, behind the dispatch `before` it of the same item.
    fn of(dispatch: &Dispatch, before: Option<&Dispatch>) -> Self {
        match (&dispatch.notice, before) {
            (Notice::Killed(..), _) => Self::Killed,
            (Notice::Withheld(_), _) => Self::Withheld,
            (Notice::None, None) => Self::Published,
            (Notice::None, Some(before)) if !before.notice.is_none() => Self::Published,
            (Notice::None, Some(before))
                if dispatch.corrections.len() > before.corrections.len() =>
            {
                Self::Corrected
            }
            (Notice::None, Some(_)) => Self::Updated,
        }
    }
}

/// What may be sent of the dispatch on record in `then`, whose item is on record in `now` as it stands, behind the
/// dispatch `before` it of the same item.
///
/// A dispatch that is not the item's last is sent in its order all the same. It shows no more than may be shown of the
/// item now: nothing of one that was killed or withheld meanwhile, and no more of the text than the last dispatch shows.
#[must_use]
pub fn delivery(then: &Record<'_>, now: &Record<'_>, before: Option<&Dispatch>) -> Delivery {
    let is_newest = then.dispatch.number == now.dispatch.number;
    let display = then.dispatch.display.min(now.dispatch.display);
    let bounded = Dispatch { display, ..then.dispatch.clone() };
    let is_shown_now = now.dispatch.notice.is_none();
    let (event, shown, why) = match visible(&Record { dispatch: &bounded, ..*then }) {
        _ if !is_newest && !is_shown_now => (Event::Superseded, None, String::new()),
        Visible::Shown(shown) => (Event::of(then.dispatch, before), Some(shown), String::new()),
        Visible::Withheld { why } => (Event::Withheld, None, why),
        Visible::Killed { why, .. } => (Event::Killed, None, why),
    };
    Delivery {
        number: then.dispatch.number,
        public: then.item.public.clone(),
        event,
        at: then.dispatch.at,
        is_newest,
        licence: shown.as_ref().map_or_else(String::new, |_| then.source.rights.licence.clone()),
        shown,
        why,
        is_legal: event == Event::Killed && then.dispatch.notice.is_legal(),
    }
}

impl Delivery {
    /// What is sent of a dispatch of which nothing can be asked any more: that there was one.
    #[must_use]
    pub fn of_nothing(number: i64, public: PublicId, at: Timestamp, is_newest: bool) -> Self {
        let (why, licence) = (String::new(), String::new());
        let event = Event::Superseded;
        Self { number, public, event, at, is_newest, shown: None, why, is_legal: false, licence }
    }
}
