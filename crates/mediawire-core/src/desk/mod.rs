//! What may go out, and in what form: decisions and rights, folded into the next dispatch.

pub mod change;
mod decided;
mod expiry;
pub mod guard;
mod may;
mod restyling;
pub mod role;
pub mod routing;
pub mod scope;
mod speakers;
pub mod standing;
mod status;
pub mod style;
#[cfg(test)]
mod tests;
pub mod typed;
pub mod undo;
mod withdrawn;

pub use expiry::{EXPIRY_RULE, by_expiry};
pub use may::{KillNeeds, Settled, may_decide};
pub use restyling::Restyling;
pub use speakers::speakers;
pub use status::{RULE, by_status, is_person};
pub use withdrawn::{SOURCE_CHANGE_RULE, WITHDRAWN_COPY_RULE, waits_as_copy, withdrawn, withheld};

use self::decided::{Decided, fold};
use crate::codec::digest::Digest;
use crate::model::article::Meta;
use crate::model::decision::{Decision, DecisionKind, Field, about};
use crate::model::dek::Dek;
use crate::model::dispatch::{Changed, Correction, Dispatch, Note, Notice};
use crate::model::handling::Handling;
use crate::model::id::ArticleId;
use crate::model::item::Item;
use crate::model::lock::Difference;
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre, Release, Source};
use jiff::Timestamp;
use url::Url;

/// Everything that a dispatch is decided by.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its source.
    pub source: &'a Source,
    /// Its newest article.
    pub article: ArticleId,
    /// What is known of that article.
    pub meta: &'a Meta,
    /// Digest of that article's body as it is stored.
    pub body: Digest,
    /// How many characters of text it has.
    pub n_chars: i64,
    /// Where the body is not what its captures say.
    pub differences: &'a [Difference],
    /// That its capture was removed before the body was sealed by a dispatch, in words.
    pub removed: Option<&'a str>,
    /// Where the rules put the item.
    pub section: &'a SectionCode,
    /// What kind the rules take it for.
    pub genre: Genre,
    /// Whether that article has the words of another item, and the item none of its own.
    pub is_copy: bool,
    /// What its source changed from the text that stands on the wire to that article, if it did.
    pub changed: Option<&'a Changed>,
    /// Since when its page is not there any more at its source, where the house tells that.
    pub gone: Option<Timestamp>,
    /// How its agency wants it handled, by what it said last.
    pub handling: Option<&'a Handling>,
    /// Every decision on it, from the first.
    pub decisions: &'a [Decision],
    /// Its last dispatch.
    pub last: Option<&'a Dispatch>,
}

/// Why nothing goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The source has no name, or the item no web address.
    NoSource(String),
    /// The body is not what its captures say.
    Altered(String),
    /// Its capture was removed before anything was published of it, so that nobody can say what the body rests on.
    Removed(String),
    /// It has the words of another item, which go out once.
    Copy,
    /// There is no headline.
    NoHeadline,
    /// There is no text: such a thing is never published by itself.
    NoText,
    /// It waits for the desk.
    Held,
    /// The desk has set it aside.
    Spiked,
    /// The desk lets it out at this moment.
    Scheduled(Timestamp),
    /// Its agency, or the desk, does not let it be shown before this moment.
    Embargoed(Timestamp),
    /// Its agency's terms or note leave it to a person: their words.
    Terms(String),
    /// It was withheld before anybody saw it.
    Withheld,
    /// It is killed: nothing of it goes out again.
    Killed,
    /// It stands on the wire just so.
    Unchanged,
}

impl Refusal {
    /// When it is to be looked at again, where time alone stands in the way.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Embargoed(at) | Self::Scheduled(at) => Some(*at),
            Self::NoSource(_)
            | Self::Altered(_)
            | Self::Removed(_)
            | Self::Copy
            | Self::NoHeadline
            | Self::NoText
            | Self::Held
            | Self::Spiked
            | Self::Terms(_)
            | Self::Withheld
            | Self::Killed
            | Self::Unchanged => None,
        }
    }

    /// The short code, as it stands in the store.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSource(_) => "no-source",
            Self::Altered(_) => "altered",
            Self::Removed(_) => "removed",
            Self::Copy => "copy",
            Self::NoHeadline => "no-headline",
            Self::NoText => "no-text",
            Self::Held => "held",
            Self::Spiked => "spiked",
            Self::Scheduled(_) => "scheduled",
            Self::Embargoed(_) => "embargoed",
            Self::Terms(_) => "terms",
            Self::Withheld => "withheld",
            Self::Killed => "killed",
            Self::Unchanged => "unchanged",
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSource(what) => write!(f, "not published without source name and URL: {what}"),
            Self::Altered(where_) => write!(f, "the text is not what the capture says: {where_}"),
            Self::Removed(why) => {
                write!(f, "nobody can say any more what its text rests on: {why}")
            }
            Self::Copy => f.write_str("it has the words of another item, which go out once"),
            Self::NoHeadline => f.write_str("it has no headline"),
            Self::NoText => f.write_str("it has no text"),
            Self::Held => f.write_str("it waits for the desk"),
            Self::Spiked => f.write_str("the desk has set it aside"),
            Self::Scheduled(at) => write!(f, "the desk lets it out at {at}"),
            Self::Embargoed(until) => write!(f, "it is embargoed until {until}"),
            Self::Terms(words) => write!(f, "it waits for the desk: its agency says {words:?}"),
            Self::Withheld => f.write_str("it was withheld"),
            Self::Killed => f.write_str("it was killed, and does not return"),
            Self::Unchanged => f.write_str("it is on the wire as it is"),
        }
    }
}

/// The item's next dispatch, whose number the wire gives.
///
/// # Errors
/// Why nothing goes out.
pub fn dispatch(case: &Case<'_>, at: Timestamp) -> Result<Dispatch, Refusal> {
    let decided = fold(case.decisions);
    next(case, &decided, at).or_else(|refusal| corrected(case, &decided, at).ok_or(refusal))
}

/// What readers see, with what was put right of it: that does not wait for what may not go out yet.
fn corrected(case: &Case<'_>, decided: &Decided<'_>, at: Timestamp) -> Option<Dispatch> {
    let last = case.last.filter(|last| last.notice.is_none() && decided.notice().is_none())?;
    let corrections: Vec<Correction> = decided.corrections.iter().map(correction).collect();
    let is_new = corrections != last.corrections;
    let cause = cause(case);
    is_new.then(|| Dispatch { number: 0, corrections, at, cause, ..last.clone() })
}

fn next(case: &Case<'_>, decided: &Decided<'_>, at: Timestamp) -> Result<Dispatch, Refusal> {
    let notice = decided.notice();
    match (&notice, case.last) {
        (Notice::Withheld(_), None) => return Err(Refusal::Withheld),
        (Notice::Killed(_, _), None) => return Err(Refusal::Killed),
        (_, Some(last)) if last.notice.killed().is_some() => return Err(Refusal::Killed),
        (Notice::None | Notice::Withheld(_) | Notice::Killed(_, _), _) => {}
    }
    if notice.is_none() {
        let by_rule = case.source.release == Release::Auto;
        if !decided.released.unwrap_or(by_rule) {
            return Err(if decided.is_spiked { Refusal::Spiked } else { Refusal::Held });
        }
        if let Some(from) = decided.from.filter(|from| *from > at) {
            return Err(Refusal::Scheduled(from));
        }
        if let Some(until) = decided.embargo.filter(|until| *until > at) {
            return Err(Refusal::Embargoed(until));
        }
        if let Some(handling) = case.handling {
            check_handling(handling, decided.by_person, at)?;
        }
        check(case, decided.by_person)?;
    }
    let limits = case.meta.signals.limits_under(&case.source.rights);
    let next = Dispatch {
        number: 0,
        item: case.item.id,
        article: case.article,
        body: case.body,
        headline: decided.headline.unwrap_or(&case.meta.headline).to_owned(),
        kicker: decided.kicker.map(str::to_owned),
        dek: decided.dek.cloned().unwrap_or_default(),
        note: decided.note.map(|(words, at)| Note { words: words.to_owned(), at }),
        corrections: decided.corrections.iter().map(correction).collect(),
        changed: changed(case),
        gone: case.gone,
        section: decided.section.unwrap_or(case.section).clone(),
        genre: decided.genre.unwrap_or(case.genre),
        display: case.source.rights.display.min(limits.display),
        notice,
        at,
        cause: String::new(),
    };
    if let Some(last) = case.last {
        let same = Dispatch {
            number: last.number,
            at: last.at,
            cause: last.cause.clone(),
            ..next.clone()
        };
        if same == *last {
            return Err(Refusal::Unchanged);
        }
    }
    Ok(Dispatch { cause: cause(case), ..next })
}

/// What the source has changed since the item first went out: what it had, and what it has now.
fn changed(case: &Case<'_>) -> Option<Changed> {
    let last = case.last?;
    match case.changed.filter(|_| last.article != case.article) {
        Some(changed) => Some(changed.clone().after(last.changed.as_ref())),
        None => last.changed.clone(),
    }
}

fn cause(case: &Case<'_>) -> String {
    let answers = case.last.map_or(0, |last| last.number);
    format!("{} {} {} after {answers}", case.item.id, case.article, case.decisions.len())
}

fn correction((words, at): &(&str, Timestamp)) -> Correction {
    Correction { words: (*words).to_owned(), at: *at }
}

/// Whether a person has taken back what was decided about `field`: that is their word on it, against any rule's.
#[must_use]
pub fn person_took_back(decisions: &[Decision], field: Field) -> bool {
    let takes_back = |it: &&Decision| matches!(it.kind, DecisionKind::Undo(_)) && is_person(&it.by);
    decisions.iter().filter(takes_back).any(|it| about(decisions, it) == field)
}

/// Whether the item is off the wire, or to be taken off, by what was decided of it: withheld or killed.
#[must_use]
pub fn is_off(decisions: &[Decision]) -> bool {
    !fold(decisions).notice().is_none()
}

/// Whether it was decided that the item, or its later versions, wait.
#[must_use]
pub fn is_held(decisions: &[Decision]) -> bool {
    fold(decisions).released == Some(false)
}

/// Until when the desk lets nobody let the item out, if it does.
#[must_use]
pub fn embargo(decisions: &[Decision]) -> Option<Timestamp> {
    fold(decisions).embargo
}

/// The house's headline, if it has one.
#[must_use]
pub fn headline(decisions: &[Decision]) -> Option<&str> {
    fold(decisions).headline
}

/// The house's line above the headline, if it has one.
#[must_use]
pub fn kicker(decisions: &[Decision]) -> Option<&str> {
    fold(decisions).kicker
}

/// Which line stands below the headline.
#[must_use]
pub fn dek(decisions: &[Decision]) -> Dek {
    fold(decisions).dek.cloned().unwrap_or_default()
}

/// What the house says of the item to readers, if it says something.
#[must_use]
pub fn note(decisions: &[Decision]) -> Option<&str> {
    fold(decisions).note.map(|(words, _)| words)
}

/// Where the desk says that the item belongs, if it does.
#[must_use]
pub fn section(decisions: &[Decision]) -> Option<&SectionCode> {
    fold(decisions).section
}

/// What kind of item the desk says that it is, if it does.
#[must_use]
pub fn genre(decisions: &[Decision]) -> Option<Genre> {
    fold(decisions).genre
}

/// Who asked for the item to be killed, while nobody has answered that.
#[must_use]
pub fn kill_asked(decisions: &[Decision]) -> Option<&Decision> {
    fold(decisions).kill_asked
}

/// What an agency's word on a piece means for it: nobody lets it out before its time, and a person may read its terms.
fn check_handling(handling: &Handling, by_person: bool, at: Timestamp) -> Result<(), Refusal> {
    if let Some(until) = handling.embargoed_until(at) {
        return Err(Refusal::Embargoed(until));
    }
    match handling.forbids().filter(|_| !by_person) {
        Some(words) => Err(Refusal::Terms(words.to_owned())),
        None => Ok(()),
    }
}

/// What holds of every item that goes out.
fn check(case: &Case<'_>, by_person: bool) -> Result<(), Refusal> {
    if case.source.name.trim().is_empty() {
        return Err(Refusal::NoSource(format!("the source {} has no name", case.source.slug)));
    }
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    if !Url::parse(&case.item.url).is_ok_and(|url| is_web(&url)) {
        return Err(Refusal::NoSource(format!("{:?} is no web address", case.item.url)));
    }
    if let Some(why) = case.removed {
        return Err(Refusal::Removed(why.to_owned()));
    }
    if let Some(first) = case.differences.first() {
        return Err(Refusal::Altered(first.to_string()));
    }
    if case.is_copy && !by_person {
        return Err(Refusal::Copy);
    }
    if case.meta.headline.trim().is_empty() {
        return Err(Refusal::NoHeadline);
    }
    let shows_text = case.source.rights.display > Display::Headline;
    if shows_text && case.n_chars == 0 && !by_person {
        return Err(Refusal::NoText);
    }
    Ok(())
}
