//! What readers are told of what a source changed in a text that stands on the wire, in every output.

use crate::model::change::Class;
use crate::model::visible::Shown;
use crate::publish::card::{Moment, machine};
use crate::publish::html::escape;
use crate::publish::json::object;
use crate::publish::locale::Locale;
use crate::publish::site::Site;
use serde_json::{Value, json};

/// That the source changed the text, when last and in what; `None` if it did not.
pub(super) fn changed(site: &Site, shown: &Shown) -> Option<String> {
    let changed = shown.changed.as_ref()?;
    let at = Moment::of(changed.at, site).human;
    if changed.classes.is_empty() {
        return Some(site.locale.say_with("changed-on", &[("at", &at)]));
    }
    let kinds = kinds(&site.locale, &changed.classes);
    Some(site.locale.say_with("changed-kinds-on", &[("at", &at), ("kinds", &kinds)]))
}

/// That its page is not there any more at its source; `None` if nobody says so.
pub(super) fn gone(site: &Site, shown: &Shown) -> Option<String> {
    let at = Moment::of(shown.gone?, site).human;
    Some(site.locale.say_with("gone-on", &[("at", &at)]))
}

/// Both as HTML, the first with a link to `history`, where the changes stand.
pub(super) fn html(site: &Site, shown: &Shown, history: &str) -> Vec<String> {
    let what = || escape(&site.locale.say("what-changed")).into_owned();
    let changed = changed(site, shown)
        .map(|line| format!("{} <a href=\"{}\">{}</a>", escape(&line), escape(history), what()));
    let gone = gone(site, shown).map(|line| escape(&line).into_owned());
    changed.into_iter().chain(gone).collect()
}

/// What the source changed, for programs: `date` of the last change, and `kinds` of all; null if it did not.
pub(super) fn changed_json(shown: &Shown) -> Value {
    shown.changed.as_ref().map_or(Value::Null, |changed| {
        let kinds: Vec<&str> = changed.classes.iter().map(|class| class.name()).collect();
        object(vec![("date", json!(machine(changed.at))), ("kinds", json!(kinds))])
    })
}

/// Since when its page is gone, for programs; null if it is not.
pub(super) fn gone_json(shown: &Shown) -> Value {
    json!(shown.gone.map(machine))
}

/// Kinds of change in the words of a language.
pub(super) fn kinds<'a>(locale: &Locale, all: impl IntoIterator<Item = &'a Class>) -> String {
    let comma = if locale.dir == "rtl" { "، " } else { ", " };
    let all: Vec<String> = all.into_iter().map(|class| locale.say(kind_key(*class))).collect();
    all.join(comma)
}

/// The words for a kind of change.
fn kind_key(class: Class) -> &'static str {
    match class {
        Class::Typo => "kind-typo",
        Class::Wording => "kind-wording",
        Class::Number => "kind-number",
        Class::Name => "kind-name",
        Class::Quotation => "kind-quotation",
        Class::Headline => "kind-headline",
        Class::Addition => "kind-addition",
        Class::Removal => "kind-removal",
        Class::CorrectionNote => "kind-correction-note",
        Class::Withdrawal => "kind-withdrawal",
        Class::Kill => "kind-kill",
        Class::Withhold => "kind-withhold",
        Class::Writethru => "kind-writethru",
        Class::Corrected => "kind-corrected",
        Class::Refile => "kind-refile",
        Class::Embargo => "kind-embargo",
        Class::Gone => "kind-gone",
    }
}
