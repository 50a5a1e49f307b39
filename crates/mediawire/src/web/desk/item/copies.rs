//! What carries the text of a withdrawn item: told at its page, and at each of the copies.

use crate::error::Result;
use crate::pipeline::copies::{self, Flag};
use crate::store::db::Tx;
use crate::store::{copies as stored, decisions};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::form::Typed;
use crate::web::desk::pages::{self, Told};
use crate::web::session::Desk;
use askama::filters::Safe;
use mediawire_core::desk;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::decision::{Decision, DecisionKind, Ground};
use mediawire_core::model::id::ItemId;
use mediawire_core::publish::locale::Locale;

/// What the page tells of copies.
pub(super) struct Copies {
    /// Those of this item, if it was withdrawn or the desk withholds it.
    pub(super) all: Vec<Copied>,
    /// Whether the desk withholds it: nothing is asked of its copies, and they can be withheld too.
    pub(super) is_withheld: bool,
    /// The reason that stands in its place, and whether it is a legal order, for those that are killed too.
    pub(super) why: String,
    pub(super) is_legal: bool,
    /// The items that were withdrawn or are withheld, whose text this one carries.
    pub(super) flags: Vec<Flagged>,
}

/// An item with the text of this one.
pub(super) struct Copied {
    pub(super) public: String,
    pub(super) list: String,
    pub(super) source: String,
    pub(super) lang: String,
    pub(super) received: String,
    pub(super) headline: String,
    /// Who keeps it, if somebody does, as HTML; empty if nobody has decided.
    pub(super) kept: Safe<String>,
    /// Whether something is to be decided of it.
    pub(super) is_open: bool,
}

/// An item that was taken off, whose text this one carries.
pub(super) struct Flagged {
    pub(super) public: String,
    pub(super) is_withdrawn: bool,
    /// That it was taken off, and why, as HTML.
    pub(super) words: Safe<String>,
    pub(super) kept: Safe<String>,
}

impl Copies {
    pub(super) async fn of(
        locale: &Locale,
        tx: &mut Tx,
        item: ItemId,
        all: &[Decision],
    ) -> Result<Self> {
        let flags = copies::flags(tx, item, all).await?;
        let flags = flags.into_iter().map(|it| Flagged::of(locale, &it)).collect();
        let withheld = desk::withheld(all);
        let is_withheld = withheld.is_some();
        let Some(off) = desk::withdrawn(all).or(withheld) else {
            let (all, why) = (Vec::new(), String::new());
            return Ok(Self { all, is_withheld, why, is_legal: false, flags });
        };
        let mut copied = Vec::new();
        for copy in stored::of(tx, item).await? {
            let decided = decisions::of(tx, copy.item).await?;
            let kept = copies::kept(tx, copy.item, (item, off), &decided).await?;
            copied.push(Copied {
                public: copy.public.to_string(),
                received: pages::minute(locale, copy.received_ms),
                headline: with_marks(&copy.headline),
                is_open: match is_withheld {
                    true => copy.list == "wire",
                    false => kept.is_none() && !["off", "spiked"].contains(&copy.list.as_str()),
                },
                kept: kept_by(locale, kept.as_ref()),
                list: copy.list,
                source: copy.source,
                lang: copy.lang,
            });
        }
        let is_legal = off.kind == DecisionKind::Kill(Ground::Law);
        Ok(Self { all: copied, is_withheld, why: off.why.clone(), is_legal, flags })
    }
}

impl Flagged {
    fn of(locale: &Locale, flag: &Flag) -> Self {
        Self {
            public: flag.of.to_string(),
            is_withdrawn: flag.is_withdrawn,
            words: Safe(told(locale, flag)),
            kept: kept_by(locale, flag.kept.as_ref()),
        }
    }
}

fn told(locale: &Locale, flag: &Flag) -> String {
    let key = if flag.is_withdrawn { "copy-flag" } else { "copy-flag-withheld" };
    let said = Told::of(locale, key).with("item", flag.of.as_str());
    said.with("why", &flag.decision.why).to_string()
}

fn kept_by(locale: &Locale, kept: Option<&(String, jiff::Timestamp)>) -> Safe<String> {
    let Some((by, at)) = kept else { return Safe(String::new()) };
    let at = pages::minute(locale, at.as_millisecond());
    Safe(Told::of(locale, "copy-kept").with("by", by).word("at", at).to_string())
}

/// What a line of the queue tells of an item that carries a withdrawn text, as HTML, while nobody has decided of that.
pub(in crate::web::desk) async fn flag(
    locale: &Locale,
    tx: &mut Tx,
    item: ItemId,
    all: &[Decision],
) -> Result<Option<String>> {
    let flags = copies::flags(tx, item, all).await?;
    let open = flags.iter().find(|it| it.is_withdrawn && it.kept.is_none());
    Ok(open.map(|it| told(locale, it)))
}

/// Keeps the item on the wire.
pub(super) async fn keep(web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<()> {
    let of = named(&web.wire, typed.get("of")).await?;
    let by = (desk.account.name.as_str(), desk.place.as_str());
    copies::keep(&web.wire, item, of, (by, typed.why())).await
}
