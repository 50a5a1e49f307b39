//! The steps of a restyling, in their order: what a pack's settings switch on, and the pack's own rules between them.
//!
//! Each step changes the text through `Run::apply`, under an id of its own. To add one, write a function here, call it
//! in [`all`], and name it in `docs/house-style.md`.

use super::attribution::{self, Moved, Sure};
use super::pack::{Case, Form, Letters, Level, Numbers, Scope};
use super::{Run, arabic, frame, numbers, quotes, rules};
use crate::text::language::language;

/// The id of the step that moves who says it.
pub(super) const ATTRIBUTION: &str = "attribution";

/// Runs them all.
pub(super) fn all(run: &mut Run<'_>) {
    spacing(run);
    if run.asked.scope == Scope::Headline {
        take_off_frame(run);
    }
    if let Some(language) = foreign(run) {
        let written = run.pack.languages.join(", ");
        let message = format!("the pack is written for {written}, the text is in {language}");
        run.alert("language", Level::Suggestion, message);
        return;
    }
    script(run);
    if let Some(quotes) = run.pack.quotes {
        let after = quotes::house(&run.out.text, quotes);
        run.apply("quotes", Level::Mechanical, after);
    }
    if run.asked.scope == Scope::Headline {
        attribute(run);
    }
    rules::change(run);
    if run.asked.scope == Scope::Headline {
        finish_headline(run);
    }
    rules::tell(run);
    length(run);
}

/// The language of the text, where it is known and not one of the pack's: its rules mean nothing there.
fn foreign(run: &Run<'_>) -> Option<String> {
    let language = language(run.asked.known.language)?;
    let languages = &run.pack.languages;
    (!languages.is_empty() && !languages.contains(&language)).then_some(language)
}

/// One space between words, none at the ends or before a mark.
fn spacing(run: &mut Run<'_>) {
    // Invisible marks are none; the wide space of Chinese and Japanese is a mark of its own.
    let is_space =
        |c: char| (c.is_whitespace() && c != '\u{3000}') || matches!(c, '\u{feff}' | '\u{200b}');
    let words = run.out.text.split(is_space).filter(|word| !word.is_empty());
    let after = words.collect::<Vec<_>>().join(" ");
    run.apply("spacing", Level::Mechanical, after);
}

/// The agency's version and the site's name are kept as such.
fn take_off_frame(run: &mut Run<'_>) {
    let text = run.out.text.clone();
    if let Some((version, rest)) = frame::version(&text) {
        run.take_off("version", rest.to_owned());
        run.out.version = Some(version);
    }
    let text = run.out.text.clone();
    let reporters = &run.pack.attribution.reporters;
    if let Some((rest, site)) = frame::site(&text, run.asked.source, reporters) {
        run.take_off("site", rest.to_owned());
        run.out.site = Some(site);
    }
}

/// The letters, marks, digits and half-spaces of Arabic script.
fn script(run: &mut Run<'_>) {
    if !arabic::is_arabic(&run.out.text) {
        return;
    }
    let pack = run.pack;
    if pack.letters != Letters::AsIs {
        let after = arabic::letters(&run.out.text, pack.letters);
        run.apply("letters", Level::Mechanical, after);
        let after = arabic::marks(&run.out.text);
        run.apply("marks", Level::Mechanical, after);
    }
    if pack.letters == Letters::Persian {
        let after = arabic::half_spaces(&run.out.text);
        run.apply("half-spaces", Level::Mechanical, after);
    }
    let after = arabic::digits(&run.out.text, pack.digits);
    run.apply("digits", Level::Mechanical, after);
}

/// Who says it, in the house's place.
fn attribute(run: &mut Run<'_>) {
    let setting = &run.pack.attribution;
    if setting.form == Form::None {
        return;
    }
    let body = run.asked.evidence.body;
    let Some(moved) = attribution::house(&run.out.text, setting.form, &setting.reporters, body)
    else {
        return;
    };
    let Moved { after, speaker, sure } = moved;
    run.speaker = Some(speaker);
    if sure == Sure::Reporter && setting.is_confirmed {
        run.apply(ATTRIBUTION, Level::Equivalence, after);
    } else {
        run.propose(ATTRIBUTION, Level::Equivalence, after);
    }
}

/// Case, the full stop, and what is proposed for numbers.
fn finish_headline(run: &mut Run<'_>) {
    let pack = run.pack;
    if pack.case != Case::AsIs {
        let after = rules::cased(run, pack.case, &[]);
        run.apply("case", Level::Mechanical, after);
    }
    if pack.attribution.form == Form::ClaimSpeaker
        && let Some(after) = attribution::capital(&run.out.text, &pack.attribution.reporters)
    {
        run.apply("speaker-capital", Level::Mechanical, after);
    }
    if pack.drops_full_stop {
        let after = without_full_stop(&run.out.text);
        run.apply("full-stop", Level::Mechanical, after);
    }
    if pack.numbers == Numbers::Short
        && let Some(after) = numbers::short(&run.out.text)
    {
        run.propose("short-numbers", Level::Equivalence, after);
    }
}

/// The headline without its full stop. Three of them, the point of an abbreviation, and one of several sentences stay.
fn without_full_stop(text: &str) -> String {
    let Some(rest) = text.strip_suffix('.') else { return text.to_owned() };
    let last = rest.rsplit(' ').next().unwrap_or_default();
    let is_short = last.contains('.') || last.chars().count() < 2 || is_abbreviation(last);
    let is_one_of_many = rest.contains(". ") || rest.ends_with('.');
    if is_short || is_one_of_many { text.to_owned() } else { rest.to_owned() }
}

/// Words that keep their point.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 12] =
        ["inc", "corp", "co", "ltd", "jr", "sr", "st", "etc", "vs", "no", "bros", "dept"];
    SHORT.contains(&word.to_lowercase().as_str())
}

/// Tells that the text is longer than the house has room for.
fn length(run: &mut Run<'_>) {
    let Some(max) = run.pack.length[run.asked.scope as usize] else { return };
    let n = run.out.text.chars().count();
    if n > max {
        run.alert("length", Level::Warning, format!("{n} characters: at most {max} have room"));
    }
}
