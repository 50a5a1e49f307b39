//! What a file and the environment say, checked against the table of keys.

use super::Config;
use super::accounts::{self, Accounts};
use super::keys::{self, KEYS, Key};
use super::routing;
use super::sections::{self, SectionConfig};
use crate::error::{Error, Kind, Result};
use mediawire_core::desk::routing::Rule;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What every variable of ours begins with.
const PREFIX: &str = "MEDIAWIRE_";

/// The variable that sets all sections.
const SECTIONS_VARIABLE: &str = "MEDIAWIRE_SECTIONS";

/// The variable that sets all accounts at mail servers.
const IMAP_VARIABLE: &str = "MEDIAWIRE_IMAP";

/// The variable that sets all routing rules.
const ROUTING_VARIABLE: &str = "MEDIAWIRE_ROUTING";

/// Variables that the project's tests use, and the program does not read.
const OF_TESTS: [&str; 2] = ["MEDIAWIRE_TEST_", "MEDIAWIRE_BIN"];

/// What one place says: the values, each with where it stands.
#[derive(Default)]
pub(super) struct Layer {
    values: Vec<(&'static Key, String, String)>,
    sections: Option<Vec<SectionConfig>>,
    imap: Option<Accounts>,
    routing: Option<Vec<Rule>>,
}

impl Layer {
    pub(super) fn apply(self, config: &mut Config) -> Result<()> {
        for (key, text, origin) in self.values {
            key.apply(config, &text)
                .map_err(|why| malformed(format!("cannot use {} ({origin}): {why}", key.path)))?;
        }
        if let Some(sections) = self.sections {
            config.sections = sections;
        }
        if let Some(imap) = self.imap {
            config.imap = imap;
        }
        if let Some(routing) = self.routing {
            config.routing = routing;
        }
        Ok(())
    }
}

/// Reads the file's `text`; `name` is what messages call the file.
pub(super) fn file(text: &str, name: &str) -> Result<Layer> {
    let place = |at: usize| format!("{name} line {}", text[..at].matches('\n').count() + 1);
    let root = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        malformed(format!("cannot read {}: {}", place(at), error.message()))
    })?;
    let mut layer = Layer::default();
    for (word, value) in root.get_ref() {
        let origin = place(word.span().start);
        let word = word.get_ref().as_ref();
        if word == "sections" {
            let rows = sections::read(value.get_ref(), &|span| place(span.start));
            layer.sections = Some(rows.map_err(malformed)?);
        } else if word == "imap" {
            let rows = accounts::read(value.get_ref(), &|span| place(span.start));
            layer.imap = Some(rows.map_err(malformed)?);
        } else if word == "routing" {
            let rows = routing::read(value.get_ref(), &|span| place(span.start));
            layer.routing = Some(rows.map_err(malformed)?);
        } else if let Some(key) = keys::find(word) {
            layer.values.push((key, scalar(key, value, &origin)?, origin));
        } else if keys::section_names().contains(&word) {
            let Some(table) = value.get_ref().as_table() else {
                return Err(malformed(format!("{word} is a section: write [{word}] ({origin})")));
            };
            for (name, value) in table {
                let origin = place(name.span().start);
                let key = keys::find(&format!("{word}.{}", name.get_ref()))
                    .ok_or_else(|| unknown_key(name.get_ref(), word, &origin))?;
                layer.values.push((key, scalar(key, value, &origin)?, origin));
            }
        } else if value.get_ref().is_table() {
            let hint = hint(word, &keys::section_names(), |name| format!("[{name}]"));
            return Err(malformed(format!("unknown section [{word}]: {hint} ({origin})")));
        } else {
            return Err(unknown_key(word, "", &origin));
        }
    }
    Ok(layer)
}

/// Reads the variables that are ours.
pub(super) fn environment(env: impl Iterator<Item = (String, String)>) -> Result<Layer> {
    let mut ours: Vec<(String, String)> = env
        .filter(|(name, _)| {
            name.starts_with(PREFIX) && !OF_TESTS.iter().any(|test| name.starts_with(test))
        })
        .collect();
    // The order of an environment is nobody's promise; a message must not depend on it.
    ours.sort();
    let mut layer = Layer::default();
    for (name, value) in ours {
        let origin = format!("environment variable {name}");
        if name == SECTIONS_VARIABLE {
            layer.sections = Some(table_of(&value, &origin, sections::read)?);
            continue;
        }
        if name == IMAP_VARIABLE {
            layer.imap = Some(table_of(&value, &origin, accounts::read)?);
            continue;
        }
        if name == ROUTING_VARIABLE {
            layer.routing = Some(table_of(&value, &origin, routing::read)?);
            continue;
        }
        let direct = KEYS.iter().find(|key| key.variable() == name);
        let by_file = name
            .strip_suffix("_FILE")
            .and_then(|name| KEYS.iter().find(|key| key.is_secret && key.variable() == name));
        let (key, text) = match (direct, by_file) {
            (Some(key), _) => (key, value),
            (None, Some(key)) => (key, secret(&value, &origin)?),
            (None, None) => return Err(unknown_variable(&name)),
        };
        if layer.values.iter().any(|(other, ..)| other.path == key.path) {
            let variable = key.variable();
            return Err(malformed(format!(
                "both {variable} and {variable}_FILE are set: keep one"
            )));
        }
        layer.values.push((key, text, origin));
    }
    Ok(layer)
}

/// What reads a value; its second argument tells where a span stands.
type Read<T> = fn(&DeValue<'_>, &dyn Fn(Range<usize>) -> String) -> std::result::Result<T, String>;

fn table_of<T>(value: &str, origin: &str, read: Read<T>) -> Result<T> {
    let rows = DeValue::parse(value)
        .map_err(|error| malformed(format!("cannot read {origin}: {}", error.message())))?;
    read(rows.get_ref(), &|_| origin.to_owned()).map_err(malformed)
}

fn secret(path: &str, origin: &str) -> Result<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text.trim_end_matches(['\r', '\n']).to_owned()),
        Err(cause) => {
            Err(Error::caused(Kind::NotFound, format!("cannot read {path} ({origin})"), cause))
        }
    }
}

/// The value's text, if it is of the kind that the key wants.
fn scalar(key: &Key, value: &Spanned<DeValue<'_>>, origin: &str) -> Result<String> {
    let wanted = if key.is_number() { "a whole number" } else { "a text in quotation marks" };
    let text = match value.get_ref() {
        DeValue::String(text) if !key.is_number() => Some(text.to_string()),
        DeValue::Integer(n) if key.is_number() => {
            i64::from_str_radix(n.as_str(), n.radix()).ok().map(|n| n.to_string())
        }
        _ => None,
    };
    text.ok_or_else(|| {
        let found = value.get_ref().type_str();
        malformed(format!("cannot use {} ({origin}): write {wanted}, not {found}", key.path))
    })
}

fn unknown_key(word: &str, section: &str, origin: &str) -> Error {
    let names: Vec<&str> =
        KEYS.iter().filter(|key| key.section() == section).map(Key::name).collect();
    let place = if section.is_empty() { String::new() } else { format!(" in [{section}]") };
    let elsewhere = KEYS.iter().find(|key| key.name() == word).map(|key| match key.section() {
        "" => "it stands before the first section".to_owned(),
        section => format!("it belongs in [{section}]"),
    });
    let hint = elsewhere.unwrap_or_else(|| hint(word, &names, |name| format!("\"{name}\"")));
    malformed(format!("unknown key \"{word}\"{place}: {hint} ({origin})"))
}

fn unknown_variable(name: &str) -> Error {
    let mut known: Vec<String> = KEYS.iter().map(Key::variable).collect();
    known.extend(
        KEYS.iter().filter(|key| key.is_secret).map(|key| format!("{}_FILE", key.variable())),
    );
    known.extend([SECTIONS_VARIABLE, IMAP_VARIABLE, ROUTING_VARIABLE].map(str::to_owned));
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint = match nearest(name, &known) {
        Some(near) => format!("did you mean {near}?"),
        None => "mediawire.example.toml lists the names; unset what is not one".to_owned(),
    };
    malformed(format!("unknown environment variable {name}: {hint}"))
}

/// `did you mean …?`, or what is known here if nothing is near.
pub(super) fn hint(word: &str, known: &[&str], show: impl Fn(&str) -> String) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean {}?", show(near)),
        None => {
            let all: Vec<String> = known.iter().map(|name| show(name)).collect();
            format!("known here: {}", all.join(", "))
        }
    }
}

/// The known name nearest to `word`, if a slip of the hand explains the difference: a third of its letters at most.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    known
        .iter()
        .map(|name| {
            (strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase()), *name)
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| *distance <= (name.len() / 3).max(1))
        .map(|(_, name)| name)
}

fn malformed(message: String) -> Error {
    Error::new(Kind::Malformed, message)
}
