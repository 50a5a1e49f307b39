//! The house style: a headline as its source wrote it, changed to how a house writes headlines, by written rules alone.
//!
//! A house's rules are its *pack*, one TOML file (`packs/*.toml` are those that ship). What a rule may do is bounded by
//! its level: *mechanical* changes are made, *equivalences* are proposed unless the pack confirms them, and nothing else
//! is ever done by rule. No word is dropped but a verb of saying whose place a colon takes; no denial is moved.
//!
//! To add a rule of a house, write it in the house's pack, with its examples; to add a kind of rule, a variant of
//! [`pack::Kind`]; to add a step that packs switch on, a function in `steps.rs`.

mod arabic;
mod attribution;
pub mod case;
mod frame;
mod numbers;
pub mod pack;
mod pattern;
mod quotes;
mod rules;
mod speaker;
mod steps;

pub use pack::{Level, Pack, SHIPPED, Scope};

use crate::desk::guard::{self, Swap, Verdict};
use case::Evidence;

/// What is to be restyled, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The text as its source wrote it.
    pub text: &'a str,
    /// What it is.
    pub scope: Scope,
    /// The name of its source, by which the source's own suffix is known.
    pub source: Option<&'a str>,
    /// How its words are used elsewhere.
    pub evidence: Evidence<'a>,
    /// What the meaning guard is told of it. A language that is not the pack's is left as it is.
    pub known: guard::Known<'a>,
}

/// A text in the house's style, and all that was done and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restyled {
    /// The text.
    pub text: String,
    /// The rules that changed it, in order.
    pub fired: Vec<Change>,
    /// What else could be said, for a person to confirm: each `after` is the whole text with that change alone.
    pub proposals: Vec<Change>,
    /// What is to be looked at; it changes nothing.
    pub alerts: Vec<Alert>,
    /// Changes that the guard refused: they did not happen.
    pub refused: Vec<Refused>,
    /// The version that the agency wrote before its headline: `UPDATE 2`.
    pub version: Option<String>,
    /// The site's name that stood behind it: `Al Jazeera`.
    pub site: Option<String>,
}

/// One rule's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule.
    pub rule: RuleName,
    /// How far it goes.
    pub level: Level,
    /// The text before it.
    pub before: String,
    /// The text after it.
    pub after: String,
}

/// A rule's name, for the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleName {
    /// Its id in its pack.
    pub id: String,
    /// The pack's name.
    pub pack: String,
    /// The pack's version.
    pub version: String,
}

impl std::fmt::Display for RuleName {
    /// `wire 1/case`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}/{}", self.pack, self.version, self.id)
    }
}

/// What a rule wants looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The rule.
    pub rule: RuleName,
    /// How serious it is.
    pub level: Level,
    /// What it says, with what it found.
    pub message: String,
}

/// A change that the guard refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What would have changed.
    pub change: Change,
    /// Why it did not.
    pub why: String,
}

/// The longest text that rules change, in bytes: some of them look ahead, and no headline is as long.
pub const TEXT_BYTES_MAX: usize = 4_096;

/// The text in the style of the pack. One that is longer than [`TEXT_BYTES_MAX`] stays as it is, and is told.
#[must_use]
pub fn restyle(pack: &Pack, asked: &Asked<'_>) -> Restyled {
    let mut run = Run::new(pack, asked);
    if asked.text.len() > TEXT_BYTES_MAX {
        let n = asked.text.len();
        let message = format!("{n} bytes: rules change texts of at most {TEXT_BYTES_MAX}");
        run.alert("length", Level::Error, message);
        return run.out;
    }
    // The guard's look costs more than all rules: where the whole says the same, none of its parts is looked at.
    run.is_trusting = true;
    steps::all(&mut run);
    if run.is_whole_same() {
        return run.out;
    }
    run = Run::new(pack, asked);
    steps::all(&mut run);
    run.out
}

/// A restyling under way.
struct Run<'a> {
    pack: &'a Pack,
    asked: &'a Asked<'a>,
    out: Restyled,
    /// Who was found to speak, for the guard.
    speaker: Option<String>,
    /// Whether changes are made without asking the guard, who is asked of all of them at the end.
    is_trusting: bool,
    /// The text of which the guard is asked then: behind what was taken off.
    whole: String,
}

impl<'a> Run<'a> {
    fn new(pack: &'a Pack, asked: &'a Asked<'a>) -> Self {
        let out = Restyled { text: asked.text.to_owned(), ..Restyled::default() };
        let whole = asked.text.to_owned();
        Self { pack, asked, out, speaker: None, is_trusting: false, whole }
    }

    fn name(&self, id: &str) -> RuleName {
        let Pack { name, version, .. } = self.pack;
        RuleName { id: id.to_owned(), pack: name.clone(), version: version.clone() }
    }

    /// The one place where a rule changes the text: if the guard lets it.
    fn apply(&mut self, id: &str, level: Level, after: String) -> bool {
        if after == self.out.text {
            return false;
        }
        let refused = match self.is_trusting {
            true => None,
            false => self.refusal(level, &after),
        };
        let before = std::mem::take(&mut self.out.text);
        let change = Change { rule: self.name(id), level, before, after };
        match refused {
            Some(why) => {
                self.out.text.clone_from(&change.before);
                self.out.refused.push(Refused { change, why });
                false
            }
            None => {
                self.out.text.clone_from(&change.after);
                self.out.fired.push(change);
                true
            }
        }
    }

    /// Takes off what is none of the headline: kept beside it, it is not lost, and the guard is not asked.
    fn take_off(&mut self, id: &str, after: String) {
        let before = std::mem::replace(&mut self.out.text, after.clone());
        let level = Level::Mechanical;
        self.whole.clone_from(&after);
        self.out.fired.push(Change { rule: self.name(id), level, before, after });
    }

    /// Whether all changes together say the same to the guard, but for attribution where that is what was moved.
    fn is_whole_same(&self) -> bool {
        let mut far = self.out.fired.iter().filter(|change| change.level == Level::Equivalence);
        match self.verdict(&self.whole, &self.out.text) {
            Verdict::Same => true,
            Verdict::Equivalent(by) => {
                by == [guard::Equivalence::Attribution]
                    && self.out.fired.iter().any(|it| it.level == Level::Equivalence)
                    && far.all(|change| change.rule.id == steps::ATTRIBUTION)
            }
            Verdict::Refused(_) => false,
        }
    }

    /// Why the meaning guard does not let a rule of that level write `after`.
    fn refusal(&self, level: Level, after: &str) -> Option<String> {
        match self.verdict(&self.out.text, after) {
            Verdict::Same => None,
            Verdict::Equivalent(_) if level == Level::Equivalence => None,
            Verdict::Equivalent(by) => {
                let names: Vec<&str> = by.iter().map(|by| by.name()).collect();
                Some(format!("a mechanical rule must not go so far: {}", names.join(", ")))
            }
            Verdict::Refused(why) => Some(why),
        }
    }

    /// What the meaning guard says of a change.
    fn verdict(&self, before: &str, after: &str) -> Verdict {
        let speakers: Vec<&str> =
            self.asked.known.speakers.iter().copied().chain(self.speaker.as_deref()).collect();
        let listed = self.pack.listed.iter().map(|(from, to)| Swap { from, to });
        let swaps: Vec<Swap<'_>> = self.asked.known.swaps.iter().copied().chain(listed).collect();
        let known = guard::Known { speakers: &speakers, swaps: &swaps, ..self.asked.known };
        guard::verdict(before, after, &known)
    }

    /// Puts before a person what a rule would change: not what the guard refuses.
    fn propose(&mut self, id: &str, level: Level, after: String) {
        if after == self.out.text {
            return;
        }
        let refused = self.refusal(level, &after);
        let change = Change { rule: self.name(id), level, before: self.out.text.clone(), after };
        match refused {
            Some(why) => self.out.refused.push(Refused { change, why }),
            None => self.out.proposals.push(change),
        }
    }

    fn alert(&mut self, id: &str, level: Level, message: String) {
        let rule = self.name(id);
        self.out.alerts.push(Alert { rule, level, message });
    }
}
