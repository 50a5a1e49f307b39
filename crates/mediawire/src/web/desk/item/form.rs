//! The forms of an item's page: each takes what was typed, and where nothing comes of it the page is shown again with all
//! of that in its form, and the reason beside it.
//! To add one: a variant of `Form`, what it does in `take`, where it is offered in `offers`, and its place in the templates.

use crate::error::{Error, Kind, Result};
use crate::pipeline::{self, headline::Restyle};
use crate::verify::named;
use crate::web::Web;
use crate::web::desk::item::clash::{self, Clash};
use crate::web::desk::item::{Guarded, ItemPage, Shown, among, copies, fields, give, shown, undo};
use crate::web::desk::pages::{self, Frame, failed, status};
use crate::web::session::{self, Desk};
use askama::filters::Safe;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, post};
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::without_marks;
use mediawire_core::model::decision::{DecisionKind, Field};
use mediawire_core::model::id::ItemId;
use std::sync::Arc;
use url::form_urlencoded;

/// What was typed in a form: its fields by name, in their order.
#[derive(Debug, Clone, Default)]
pub(in crate::web::desk) struct Typed(Vec<(String, String)>);

impl Typed {
    fn read(form: &[u8]) -> Self {
        Self(form_urlencoded::parse(form).into_owned().collect())
    }

    /// What stands in a field, if there is such a field.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What stands in a field; empty if there is no such field.
    pub(super) fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The words for the item, whatever their field is called.
    pub(super) fn value(&self) -> &str {
        match self.get("value") {
            "" => self.get("headline"),
            value => value,
        }
    }

    /// Why, in words; empty without a reason.
    pub(super) fn why(&self) -> &str {
        self.get("why").trim()
    }

    /// The number of the last decision on the same that the person had seen; `None` where no form says it.
    ///
    /// # Errors
    /// `Malformed` if it is no number.
    pub(super) fn based(&self) -> Result<Option<u32>> {
        match self.get("based") {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| {
                Error::new(Kind::Malformed, format!("no decision has the number {text:?}"))
            }),
        }
    }

    /// The words as they are put into a form again.
    fn again(&self) -> Self {
        let text = |text: &str| text.split('\n').map(without_marks).collect::<Vec<_>>().join("\n");
        Self(self.0.iter().map(|(key, value)| (key.clone(), text(value))).collect())
    }
}

/// A form of the page.
#[derive(Debug, Clone)]
pub(in crate::web::desk) enum Form {
    /// Decides this, for a reason.
    Decides(DecisionKind),
    /// Lets it out at a moment.
    Schedule,
    /// Says until when nobody lets it out.
    Embargo,
    /// Gives it a headline.
    Headline,
    /// Gives it a line above the headline.
    Kicker,
    /// Says which line stands below it.
    Dek,
    /// Says something of it to readers.
    EditorNote,
    /// Puts right what the house said of it.
    Correct,
    /// Puts it into a section.
    Section,
    /// Says what kind it is.
    Genre,
    /// Undoes the last decision.
    Undo,
    /// Says who sees to it.
    Assign,
    /// Leaves a note at it.
    Note,
    /// Keeps it on the wire though it carries the text of what was withdrawn.
    Keep,
}

impl Form {
    /// Its name in the templates.
    fn name(&self) -> &'static str {
        match self {
            Self::Decides(kind) if kind.takes_off() => kind.name(),
            Self::Decides(_) => "going",
            Self::Schedule => "schedule",
            Self::Embargo => "embargo",
            Self::Headline => "headline",
            Self::Kicker => "kicker",
            Self::Dek => "dek",
            Self::EditorNote => "editor-note",
            Self::Correct => "correct",
            Self::Section => "section",
            Self::Genre => "genre",
            Self::Undo => "undo",
            Self::Assign => "assign",
            Self::Note => "note",
            Self::Keep => "keep",
        }
    }

    /// What it decides about, if it does.
    fn field(&self) -> Option<Field> {
        match self {
            Self::Decides(kind) => Some(kind.field()),
            Self::Schedule => Some(Field::Going),
            Self::Embargo => Some(Field::Embargo),
            Self::Headline => Some(Field::Headline),
            Self::Kicker => Some(Field::Kicker),
            Self::Dek => Some(Field::Dek),
            Self::EditorNote => Some(Field::EditorNote),
            Self::Correct => Some(Field::Correction),
            Self::Section => Some(Field::Section),
            Self::Genre => Some(Field::Genre),
            Self::Undo | Self::Assign | Self::Note | Self::Keep => None,
        }
    }

    async fn take(&self, web: &Web, desk: &Desk, item: ItemId, typed: &Typed) -> Result<Restyle> {
        match self {
            Self::Decides(kind) => fields::decide(web, desk, item, (kind, typed)).await,
            Self::Schedule => fields::schedule(web, desk, item, typed).await,
            Self::Embargo => fields::embargo(web, desk, item, typed).await,
            Self::Headline => return give(web, desk, item, typed).await,
            Self::Kicker => return fields::kicker(web, desk, item, typed).await,
            Self::Dek => return fields::dek(web, desk, item, typed).await,
            Self::EditorNote => fields::note(web, desk, item, typed).await,
            Self::Correct => fields::correct(web, desk, item, typed).await,
            Self::Section => fields::section(web, desk, item, typed).await,
            Self::Genre => fields::genre(web, desk, item, typed).await,
            Self::Undo => undo::undo(web, desk, item, typed).await,
            Self::Assign => among::assign(web, desk, item, typed).await,
            Self::Note => among::note(web, desk, item, typed).await,
            Self::Keep => copies::keep(web, desk, item, typed).await,
        }
        .map(|()| Restyle::Given)
    }
}

/// A form that came back: what was typed in it, and why nothing was done.
pub(super) struct Back {
    form: &'static str,
    typed: Typed,
    /// The reason, in words.
    pub(super) words: Safe<String>,
    /// What somebody else decided meanwhile.
    pub(super) clash: Option<Clash>,
    /// What the guard says of the words.
    guarded: Option<Guarded>,
}

impl Back {
    /// The words that were typed for the item, where it was such a form.
    pub(super) fn value(&self) -> &str {
        match self.typed.value() {
            "" => self.typed.get("words"),
            value => value,
        }
    }

    /// The reason that was typed.
    pub(super) fn why(&self) -> &str {
        self.typed.why()
    }
}

/// The route of a form.
pub(in crate::web::desk) fn posting(form: Form) -> MethodRouter<Arc<Web>> {
    post(
        move |State(web): State<Arc<Web>>, Path(public): Path<String>, desk: Desk, sent: Bytes| async move {
            answer(&web, &desk, &public, &form, &sent).await
        },
    )
}

/// The item as it is now, or its page with the form once more.
async fn answer(web: &Web, desk: &Desk, public: &str, form: &Form, sent: &[u8]) -> Response {
    let typed = Typed::read(sent);
    let taken = async {
        let item = named(&web.wire, public).await?;
        form.take(web, desk, item, &typed).await
    };
    let (code, words, guarded) = match taken.await {
        Ok(Restyle::Given) => return session::to(&format!("/desk/item/{}", path_of(public))),
        Ok(Restyle::Asks { source, house, changes, confirms }) => {
            let guarded = Guarded::of(&desk.locale, (&source, house), &changes, confirms);
            let words = Safe(pages::escaped(&desk.locale.say("refused-gone")));
            (StatusCode::UNPROCESSABLE_ENTITY, words, Some(guarded))
        }
        Err(error) => {
            let is_clash = error.code == pipeline::CHANGED;
            let clash = match form.field().filter(|_| is_clash) {
                Some(field) => clash::with(web, public, field).await.ok().flatten(),
                None => None,
            };
            let back = Back {
                form: form.name(),
                typed: typed.again(),
                words: pages::wrong(&desk.locale, &error),
                clash,
                guarded: None,
            };
            return again(web, desk, public, (back, status(&error)), Some(&error)).await;
        }
    };
    let back = Back { form: form.name(), typed: typed.again(), words, clash: None, guarded };
    again(web, desk, public, (back, code), None).await
}

/// The item's page with a form that came back; where the item cannot be shown, why nothing was done.
async fn again(
    web: &Web,
    desk: &Desk,
    public: &str,
    (back, code): (Back, StatusCode),
    error: Option<&Error>,
) -> Response {
    match shown((web, &desk.locale), public).await {
        Ok(item) => {
            let frame = Frame::of(web, desk);
            let mut response = pages::page(&ItemPage { frame, item, back: Some(back) });
            *response.status_mut() = code;
            response
        }
        Err(other) => failed(web, error.unwrap_or(&other)),
    }
}

/// The item's part of an address, as far as it is one.
fn path_of(public: &str) -> String {
    public.chars().filter(char::is_ascii_alphanumeric).collect()
}

impl ItemPage<'_> {
    /// Whether the form stands on the page, for who asks and as the item is.
    pub(super) fn offers(&self, form: &str) -> bool {
        let may = |right: Right| self.frame.may(right);
        let Shown { is_killed, is_out, .. } = self.item;
        match form {
            "undo" | "assign" | "note" => may(Right::Note),
            _ if is_killed => false,
            "going" => may(Right::Hold),
            "schedule" => may(Right::Release) && !is_out,
            "embargo" => may(Right::Hold) && !is_out,
            "editor-note" => may(Right::EditorNote),
            "correct" => may(Right::EditorNote) && self.item.was_seen,
            "withhold" | "keep" => may(Right::Withhold),
            "kill" => may(Right::Withhold) && may(Right::Kill),
            _ => may(Right::Restyle),
        }
    }

    /// What came back of that form, if it stands on the page.
    pub(super) fn came(&self, form: &str) -> Option<&Back> {
        self.back.as_ref().filter(|back| back.form == form && back.guarded.is_none())
    }

    /// What came back of a form that the page does not show any more.
    pub(super) fn lost(&self) -> Option<&Back> {
        self.back.as_ref().filter(|back| !self.offers(back.form))
    }

    /// The decision that the form is based on: the one that was seen, unless another was made since and is shown now.
    pub(super) fn based(&self, form: &str) -> u32 {
        let back = self.back.as_ref().filter(|back| back.form == form && back.clash.is_none());
        let seen = back.and_then(|back| back.typed.based().ok().flatten());
        seen.or_else(|| self.item.based.get(form).copied()).unwrap_or(0)
    }

    /// What stands in a field of that form: what was typed there, else what holds.
    pub(super) fn typed<'p>(&'p self, form: &str, field: &str, now: &'p str) -> &'p str {
        let back = self.back.as_ref().filter(|back| back.form == form);
        back.map_or(now, |back| back.typed.get(field))
    }

    /// The words that were typed there for the item, else what holds.
    pub(super) fn value<'p>(&'p self, form: &str, now: &'p str) -> &'p str {
        let back = self.back.as_ref().filter(|back| back.form == form);
        back.map_or(now, |back| back.typed.value())
    }

    /// The reason that was typed there.
    pub(super) fn why(&self, form: &str) -> &str {
        self.typed(form, "why", "")
    }

    /// The words for readers that stand in the form of a kill: what was typed, else what was asked for.
    pub(super) fn kill_why(&self) -> &str {
        self.typed("kill", "why", self.item.kill_asked.as_ref().map_or("", |(_, why)| why.as_str()))
    }

    /// Whether the form of a kill says that a legal order asks for it: as it was typed, else as it was asked for.
    pub(super) fn kill_legal(&self) -> bool {
        let back = self.back.as_ref().filter(|back| back.form == "kill");
        back.map_or(self.item.is_kill_asked_legal, |back| !back.typed.get("legal").is_empty())
    }

    /// Whether that form is to be seen at once.
    pub(super) fn is_open(&self, form: &str) -> bool {
        self.back.as_ref().is_some_and(|back| back.form == form)
    }

    /// What the guard says of what was typed in that form.
    pub(super) fn asked(&self, form: &str) -> Option<&Guarded> {
        let back = self.back.as_ref().filter(|back| back.form == form);
        back.and_then(|back| back.guarded.as_ref())
    }
}
