//! What may be told of an item's past: what each of its dispatches changed for readers, and what was decided.

use crate::model::capture::Capture;
use crate::model::change::Class;
use crate::model::decision::{Decision, DecisionKind};
use crate::model::dek::Dek;
use crate::model::dispatch::{Dispatch, Notice};
use crate::model::id::{ArticleId, Slug};
use crate::model::section::SectionCode;
use crate::model::source::{Display, Genre};
use crate::text::diff::{Difference, difference};
use jiff::Timestamp;

/// How a rule signs its decisions.
const RULE: &str = "rule:";

/// What is on record of an item's past.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// Its dispatches in the order of the wire: all, or the last of them.
    pub dispatches: &'a [Dispatch],
    /// Whether the first of these is the item's first.
    pub is_whole: bool,
    /// The articles that they name.
    pub texts: &'a [Text],
    /// Every decision on it, from the first.
    pub decisions: &'a [Decision],
    /// What tells which kinds of change there are between two of the texts.
    pub kinds: fn(&Text, &Text) -> Vec<Class>,
}

/// An article as it stood on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The article.
    pub article: ArticleId,
    /// The source's headline.
    pub headline: String,
    /// Its language tag; empty if unknown.
    pub language: String,
    /// Its text, a paragraph a line; `None` if it is not to be compared.
    pub text: Option<String>,
    /// The captures that it rests on.
    pub captures: Vec<Capture>,
}

/// What may be told of an item's past.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// What each dispatch changed, in the order of the wire.
    pub steps: Vec<Step>,
    /// What was decided, from the first.
    pub decided: Vec<Decided>,
    /// Whether the wire's first dispatch of the item is among the steps.
    pub is_whole: bool,
}

/// One dispatch, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number on the wire.
    pub number: i64,
    /// When it went out.
    pub at: Timestamp,
    /// What it changed; never empty.
    pub changes: Vec<Change>,
    /// The captures behind its text, where the step brought that.
    pub captures: Vec<Capture>,
}

/// What a dispatch changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The item went out for the first time, under this headline.
    First(String),
    /// It stands there again.
    Released,
    /// It was withheld, and why.
    Withheld(String),
    /// It was killed, and why.
    Killed(String),
    /// Its text changed so; `None` where the two were not compared.
    Text(Option<Difference>),
    /// Its text was read from another capture, and has the same words.
    Read,
    /// These are the kinds of change that the source made, in their order; never empty.
    Kinds(Vec<Class>),
    /// Its page is not there any more at its source; or it is there again.
    Gone(bool),
    /// Its headline changed, from and to.
    Headline(String, String),
    /// The house's line above the headline is this now; `None`: it has none.
    Kicker(Option<String>),
    /// The line below the headline is this now.
    Dek(Dek),
    /// What the house says of the item is this now; `None`: nothing.
    Note(Option<String>),
    /// The house put this right of what it had said of the item.
    Corrected(String),
    /// It went from one section to another.
    Section(SectionCode, SectionCode),
    /// It is a report, or a view, and was the other.
    Genre(Genre),
    /// This much of it is shown from here on.
    Display(Display),
    /// Nothing that a reader would see.
    Nothing,
}

/// What was decided, as readers may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub kind: DecisionKind,
    /// By whom.
    pub by: By,
    /// Why, in words.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// Who decided. The names of persons stay in the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A person.
    Desk,
    /// The rule of this name.
    Rule(String),
}

/// An outlet that carried the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pickup {
    /// Its slug.
    pub source: Slug,
    /// Its name.
    pub name: String,
    /// Where.
    pub url: String,
    /// When the wire saw it.
    pub at: Timestamp,
}

/// When a notice took the place of an item, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Off {
    /// The dispatch that says so.
    pub number: i64,
    /// When it went out.
    pub at: Timestamp,
    /// Whether it was for ever.
    pub is_kill: bool,
}

/// What may be told of the past of an item that is shown, as far as `display` (how much of it is shown now) allows.
///
/// Passages are told only where both texts were on the wire in full and nothing was withheld between them: what was
/// taken off is not brought back by its correction.
#[must_use]
pub fn history(display: Display, past: &Past<'_>) -> History {
    let mut steps: Vec<Step> = Vec::new();
    // The last dispatch under which the item was shown.
    let mut shown: Option<&Dispatch> = None;
    for (n, dispatch) in past.dispatches.iter().enumerate() {
        let is_off = |other: Option<&Dispatch>| other.is_some_and(|other| !other.notice.is_none());
        let was_off = n > 0 && is_off(past.dispatches.get(n - 1));
        let changes = match &dispatch.notice {
            Notice::Withheld(why) => vec![Change::Withheld(why.clone())],
            Notice::Killed(why, _) => vec![Change::Killed(why.clone())],
            Notice::None => match shown {
                Some(before) => changes(display, past, (before, was_off, dispatch)),
                None if past.is_whole => vec![Change::First(dispatch.headline.clone())],
                None => vec![Change::Released],
            },
        };
        let is_new = shown.is_none_or(|before| before.article != dispatch.article);
        let captures = past.text(dispatch.article).filter(|_| is_new && dispatch.notice.is_none());
        let captures = captures.map(|text| text.captures.clone()).unwrap_or_default();
        if dispatch.notice.is_none() {
            shown = Some(dispatch);
        }
        steps.push(Step { number: dispatch.number, at: dispatch.at, changes, captures });
    }
    if !past.is_whole && !steps.is_empty() {
        // What came before it is not here to be compared.
        steps.remove(0);
    }
    let decided = past.decisions.iter().map(decided).collect();
    History { steps, decided, is_whole: past.is_whole }
}

/// When the item was taken off the wire, and nothing else of it.
#[must_use]
pub fn off(dispatches: &[Dispatch]) -> Vec<Off> {
    let told = |dispatch: &&Dispatch| !dispatch.notice.is_none();
    dispatches
        .iter()
        .filter(told)
        .map(|dispatch| Off {
            number: dispatch.number,
            at: dispatch.at,
            is_kill: dispatch.notice.killed().is_some(),
        })
        .collect()
}

impl<'a> Past<'a> {
    fn text(&self, article: ArticleId) -> Option<&'a Text> {
        self.texts.iter().find(|text| text.article == article)
    }
}

/// What changed from one dispatch that was shown to the next one that was.
fn changes(
    display: Display,
    past: &Past<'_>,
    (before, was_off, after): (&Dispatch, bool, &Dispatch),
) -> Vec<Change> {
    let mut changes = Vec::new();
    if was_off {
        changes.push(Change::Released);
    }
    if before.article != after.article {
        let is_told = !was_off && display.min(before.display).min(after.display) == Display::Full;
        changes.push(text_change(past, (before.article, after.article), is_told));
        let texts = past.text(before.article).zip(past.text(after.article));
        let compared = texts.filter(|(a, b)| is_told && a.text.is_some() && b.text.is_some());
        let kinds = compared.map(|(a, b)| (past.kinds)(a, b)).unwrap_or_default();
        if !kinds.is_empty() {
            changes.push(Change::Kinds(kinds));
        }
    }
    if before.gone.is_some() != after.gone.is_some() {
        changes.push(Change::Gone(after.gone.is_some()));
    }
    if before.headline != after.headline {
        changes.push(Change::Headline(before.headline.clone(), after.headline.clone()));
    }
    if before.kicker != after.kicker {
        changes.push(Change::Kicker(after.kicker.clone()));
    }
    if before.dek != after.dek {
        changes.push(Change::Dek(after.dek.clone()));
    }
    if before.note != after.note {
        changes.push(Change::Note(after.note.as_ref().map(|note| note.words.clone())));
    }
    let corrections = after.corrections.iter().filter(|it| !before.corrections.contains(it));
    changes.extend(corrections.map(|it| Change::Corrected(it.words.clone())));
    if before.section != after.section {
        changes.push(Change::Section(before.section.clone(), after.section.clone()));
    }
    if before.genre != after.genre {
        changes.push(Change::Genre(after.genre));
    }
    if before.display != after.display {
        changes.push(Change::Display(after.display));
    }
    if changes.is_empty() {
        changes.push(Change::Nothing);
    }
    changes
}

fn text_change(past: &Past<'_>, pair: (ArticleId, ArticleId), is_told: bool) -> Change {
    let text = |article| past.text(article).and_then(|text| text.text.as_deref());
    let (Some(before), Some(after)) = (text(pair.0), text(pair.1)) else {
        return Change::Text(None);
    };
    let mut found = difference(before, after);
    if (found.n_added, found.n_removed) == (0, 0) {
        return Change::Read;
    }
    if !is_told {
        found.passages.clear();
        found.n_more = 0;
    }
    Change::Text(Some(found))
}

fn decided(decision: &Decision) -> Decided {
    let by = match decision.by.strip_prefix(RULE) {
        Some(rule) => By::Rule(rule.trim().to_owned()),
        None => By::Desk,
    };
    let (kind, why, at) = (decision.kind.clone(), decision.why.clone(), decision.at);
    Decided { kind, by, why, at }
}

#[cfg(test)]
mod tests {
    use super::{By, Change, Past, Text, history, off};
    use crate::codec::digest::Digest;
    use crate::model::change::Class;
    use crate::model::decision::{Decision, DecisionKind, Ground};
    use crate::model::dek::Dek;
    use crate::model::dispatch::{Dispatch, Note, Notice};
    use crate::model::id::{ArticleId, ItemId, Slug};
    use crate::model::section::SectionCode;
    use crate::model::source::{Display, Genre};
    use jiff::Timestamp;

    fn dispatch(number: i64, article: &str, notice: Notice) -> Dispatch {
        Dispatch {
            number,
            item: ItemId::new(&Slug::of("a"), "1"),
            article: ArticleId(Digest::of(article.as_bytes())),
            body: Digest::of(b"body"),
            headline: "Rain".to_owned(),
            kicker: None,
            dek: Dek::Source,
            note: None,
            corrections: Vec::new(),
            changed: None,
            gone: None,
            section: SectionCode("world".to_owned()),
            genre: Genre::Report,
            display: Display::Full,
            notice,
            at: Timestamp::from_second(number).unwrap(),
            cause: String::new(),
        }
    }

    fn text(article: &str) -> Text {
        let captures = Vec::new();
        let id = ArticleId(Digest::of(article.as_bytes()));
        let (headline, language) = ("Rain".to_owned(), "en".to_owned());
        Text { article: id, headline, language, text: Some(article.to_owned()), captures }
    }

    /// Another wording, where the words are others.
    fn kinds(a: &Text, b: &Text) -> Vec<Class> {
        if a.text == b.text { Vec::new() } else { vec![Class::Wording] }
    }

    fn passages(change: &Change) -> Option<usize> {
        match change {
            Change::Text(Some(found)) => Some(found.passages.len()),
            _ => None,
        }
    }

    #[test]
    fn each_dispatch_says_what_it_changed() {
        let texts = [text("it rains"), text("it pours"), text("it\u{a0}pours")];
        let first = dispatch(1, "it rains", Notice::None);
        let second = dispatch(2, "it pours", Notice::None);
        let third = Dispatch {
            headline: "Heavy rain".to_owned(),
            kicker: Some("Weather".to_owned()),
            dek: Dek::House("Rain fell all day.".to_owned()),
            note: Some(Note {
                words: "The date is the source's.".to_owned(),
                at: Timestamp::UNIX_EPOCH,
            }),
            section: SectionCode("weather".to_owned()),
            genre: Genre::View,
            display: Display::Teaser,
            ..dispatch(3, "it\u{a0}pours", Notice::None)
        };
        let fourth = Dispatch { number: 4, ..third.clone() };
        let gone = Some(Timestamp::UNIX_EPOCH);
        let fifth = Dispatch { number: 5, gone, ..third.clone() };
        let sixth = dispatch(6, "unknown", Notice::None);
        let dispatches = [first, second, third, fourth, fifth, sixth];
        let past =
            Past { dispatches: &dispatches, is_whole: true, texts: &texts, decisions: &[], kinds };
        let told = history(Display::Full, &past);
        let changes: Vec<&[Change]> = told.steps.iter().map(|step| &step.changes[..]).collect();
        assert_eq!(changes[0], [Change::First("Rain".to_owned())]);
        assert_eq!(passages(&changes[1][0]), Some(1));
        assert_eq!(changes[1][1..], [Change::Kinds(vec![Class::Wording])]);
        assert_eq!(
            changes[2],
            [
                Change::Read,
                Change::Headline("Rain".to_owned(), "Heavy rain".to_owned()),
                Change::Kicker(Some("Weather".to_owned())),
                Change::Dek(Dek::House("Rain fell all day.".to_owned())),
                Change::Note(Some("The date is the source's.".to_owned())),
                Change::Section(SectionCode("world".into()), SectionCode("weather".into())),
                Change::Genre(Genre::View),
                Change::Display(Display::Teaser),
            ]
        );
        assert_eq!(changes[3], [Change::Nothing]);
        assert_eq!(changes[4], [Change::Gone(true)]);
        assert_eq!(changes[5][..2], [Change::Text(None), Change::Gone(false)]);
        let last = Past { is_whole: false, ..past };
        assert_eq!(history(Display::Full, &last).steps, told.steps[1..]);
    }

    #[test]
    fn no_passage_is_told_of_what_was_not_shown_in_full_or_was_withheld() {
        let texts = [text("it rains"), text("it pours")];
        let withheld = dispatch(2, "it rains", Notice::Withheld("a complaint".to_owned()));
        let ends = [dispatch(1, "it rains", Notice::None), dispatch(3, "it pours", Notice::None)];
        let [first, last] = &ends;
        let teaser = Dispatch { display: Display::Teaser, ..first.clone() };
        for (dispatches, display, n_passages) in [
            (vec![first.clone(), last.clone()], Display::Full, 1),
            (vec![first.clone(), last.clone()], Display::Teaser, 0),
            (vec![teaser, last.clone()], Display::Full, 0),
            (vec![first.clone(), withheld.clone(), last.clone()], Display::Full, 0),
        ] {
            let past = Past {
                dispatches: &dispatches,
                is_whole: true,
                texts: &texts,
                decisions: &[],
                kinds,
            };
            let told = history(display, &past);
            let changes = &told.steps.last().unwrap().changes;
            let found: Vec<usize> = changes.iter().filter_map(passages).collect();
            assert_eq!(found, [n_passages], "{changes:?}");
            let is_told = changes.iter().any(|change| matches!(change, Change::Kinds(_)));
            assert_eq!(is_told, n_passages > 0, "{changes:?}");
        }
        let killed = dispatch(4, "it pours", Notice::Killed("false".to_owned(), Ground::House));
        let told = off(&[first.clone(), withheld, last.clone(), killed]);
        let told: Vec<(i64, bool)> = told.iter().map(|off| (off.number, off.is_kill)).collect();
        assert_eq!(told, [(2, false), (4, true)]);
    }

    #[test]
    fn decisions_are_told_without_the_names_of_persons() {
        let decision = |by: &str| Decision {
            item: ItemId::new(&Slug::of("a"), "1"),
            n: 1,
            kind: DecisionKind::Hold,
            by: by.to_owned(),
            why: "looked into".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let decisions = [decision("Ida Holm"), decision("rule:corrections")];
        let past =
            Past { dispatches: &[], is_whole: true, texts: &[], decisions: &decisions, kinds };
        let told = history(Display::Full, &past);
        let by: Vec<&By> = told.decided.iter().map(|decided| &decided.by).collect();
        assert_eq!(by, [&By::Desk, &By::Rule("corrections".to_owned())]);
    }
}
