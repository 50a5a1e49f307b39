//! What a pack's own rules do, by their kinds.

use super::pack::{Case, Form, Kind, Level, Rule};
use super::pattern::{Finder, Found, Keys};
use super::{Run, case, quotes};

/// Runs the rules that change the text, in their order.
pub(super) fn change(run: &mut Run<'_>) {
    let pack = run.pack;
    let mut keys = Keys::of(&run.out.text);
    for rule in pack.rules.iter().filter(|rule| rule.scope == run.asked.scope) {
        let n_fired = run.out.fired.len();
        match &rule.kind {
            Kind::Substitution { finder, swaps } => substitute(run, rule, finder, swaps, &keys),
            Kind::Capitalization { case, kept } => {
                let after = cased(run, *case, kept);
                make(run, rule, after);
            }
            Kind::Existence { .. } | Kind::Occurrence { .. } | Kind::Conditional { .. } => {}
        }
        if run.out.fired.len() > n_fired {
            keys = Keys::of(&run.out.text);
        }
    }
}

/// Runs the rules that only tell.
pub(super) fn tell(run: &mut Run<'_>) {
    let pack = run.pack;
    let keys = Keys::of(&run.out.text);
    for rule in pack.rules.iter().filter(|rule| rule.scope == run.asked.scope) {
        let text = &run.out.text;
        let found = match &rule.kind {
            Kind::Substitution { .. } | Kind::Capitalization { .. } => continue,
            Kind::Existence { finder } => free(finder, rule, text, &keys),
            Kind::Occurrence { finder, max } => {
                let all = free(finder, rule, text, &keys);
                if all.len() > *max { all } else { Vec::new() }
            }
            Kind::Conditional { first, second } => match second.find(text, &keys).is_empty() {
                true => free(first, rule, text, &keys),
                false => Vec::new(),
            },
        };
        if let Some(first) = found.first() {
            let message = rule.message.replace("{found}", &text[first.range.clone()]);
            run.alert(&rule.id, rule.level, message);
        }
    }
}

/// What the finder finds outside the rule's exceptions.
fn free(finder: &Finder, rule: &Rule, text: &str, keys: &Keys) -> Vec<Found> {
    let mut found = finder.find(text, keys);
    found.retain(|found| !rule.exceptions.iter().any(|phrase| phrase.holds(text, &found.range)));
    found
}

/// Writes the swaps. A person's own words keep theirs: of what stands in quotation marks only the spelling is changed.
fn substitute(run: &mut Run<'_>, rule: &Rule, finder: &Finder, swaps: &[String], keys: &Keys) {
    let mut found = free(finder, rule, &run.out.text, keys);
    if found.is_empty() {
        return;
    }
    let text = run.out.text.clone();
    if rule.level == Level::Equivalence {
        let quoted = quotes::quoted(&text);
        found.retain(|found| !quoted.iter().any(|range| range.contains(&found.range.start)));
    }
    let mut after = text.clone();
    for found in found.iter().rev() {
        after.replace_range(found.range.clone(), &found.written(&text, &swaps[found.pattern]));
    }
    make(run, rule, after);
}

/// Makes or proposes the rule's change, by its level.
fn make(run: &mut Run<'_>, rule: &Rule, after: String) {
    match rule.level {
        Level::Equivalence if !rule.is_confirmed => run.propose(&rule.id, rule.level, after),
        Level::Mechanical | Level::Equivalence => {
            run.apply(&rule.id, rule.level, after);
        }
        // A pack with such a level and a kind that changes is refused when it is read.
        Level::Suggestion | Level::Warning | Level::Error => {}
    }
}

/// The text in this case.
pub(super) fn cased(run: &Run<'_>, case: Case, kept: &[String]) -> String {
    let text = &run.out.text;
    match case {
        Case::AsIs => text.clone(),
        Case::Sentence => {
            let reporter_up = run.pack.attribution.form == Form::ClaimSpeaker;
            case::sentence(text, &run.asked.evidence, case::Wish { kept, reporter_up })
        }
        Case::TitleAp | Case::TitleGruber => match case.small() {
            Some(small) => case::title(text, small, kept),
            None => text.clone(),
        },
    }
}
