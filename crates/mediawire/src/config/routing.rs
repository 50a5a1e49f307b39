//! The routing rules that an operator writes: `[[routing]]`, each with its id, what it is for and what it says.

use super::SectionConfig;
use mediawire_core::codec::digest::Digest;
use mediawire_core::desk::routing::{RULES_MAX, Rule};
use mediawire_core::model::section::SectionCode;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Characters of a rule's digest that tell its version.
const VERSION_CHARS: usize = 8;

/// The rules in the example file.
pub(super) const EXAMPLE: &str = "
# Where new items go: the first rule of which all holds says it; the desk's own rules are asked after these.
# A rule's id stands on record with what it decides, and so does its version, which follows from what it says.
# if: source, section, language, words (one of them stands in the headline), licence (stated or none),
# display (full, teaser or headline), genre (report or view). then: go = auto, desk, hold or spike; section = its code; assign = an account.
# No rule lets out what suspicion, a person, an agency's terms or a missing licence holds back.
# Try them on the last week with mediawire desk routing --dry-run.
# MEDIAWIRE_ROUTING takes the same as one TOML array: [{ id = \"a\", if = { genre = \"view\" }, then = { go = \"hold\" } }]

#[[routing]]
#id = \"obituaries\"
#if = { language = \"en\", words = [\"obituary\", \"dies at\"] }
#then = { go = \"hold\" }
";

/// Reads an array of rules; `place` tells where a span stands.
///
/// # Errors
/// What is wrong with which rule, where, and what to write.
pub(super) fn read(
    value: &DeValue<'_>,
    place: &dyn Fn(Range<usize>) -> String,
) -> Result<Vec<Rule>, String> {
    let rows = value.as_array().ok_or("write each routing rule as [[routing]]")?;
    if rows.len() > RULES_MAX {
        return Err(format!("there are more than {RULES_MAX} routing rules"));
    }
    let mut rules: Vec<Rule> = Vec::new();
    for row in rows {
        let origin = place(row.span());
        let table = row.get_ref().as_table();
        let table = table.ok_or_else(|| format!("a routing rule is a table ({origin})"))?;
        let rule = read_one(table).map_err(|why| format!("{why} ({origin})"))?;
        if rules.iter().any(|other| other.id == rule.id) {
            return Err(format!("two routing rules have the id {:?} ({origin})", rule.id));
        }
        rules.push(rule);
    }
    Ok(rules)
}

fn read_one(table: &DeTable<'_>) -> Result<Rule, String> {
    let (mut id, mut pairs) = (None, Vec::new());
    for (word, value) in table {
        let (word, value) = (word.get_ref().as_ref(), value.get_ref());
        match (word, value) {
            ("id", DeValue::String(text)) => id = Some(text.as_ref()),
            ("if" | "then", DeValue::Table(all)) => {
                for (key, value) in all {
                    pairs.push((format!("{word}.{}", key.get_ref()), text(value.get_ref())?));
                }
            }
            ("id", _) => return Err("the id of a routing rule is a text".to_owned()),
            ("if" | "then", _) => return Err(format!("write {word} = {{ … }} in a routing rule")),
            _ => return Err(format!("a routing rule has id, if and then, and no {word:?}")),
        }
    }
    let id = id.ok_or("a routing rule has no id")?;
    let rule = Rule::read(id, "", &pairs)?;
    let parts: Vec<String> = rule.pairs().into_iter().flat_map(|(key, text)| [key, text]).collect();
    let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
    Ok(Rule { version: Digest::of_parts(&parts).to_base32(VERSION_CHARS), ..rule })
}

/// A text, or a list of them as one.
fn text(value: &DeValue<'_>) -> Result<String, String> {
    let all = match value {
        DeValue::Array(all) => all.iter().map(|it| it.get_ref().as_str()).collect(),
        one => one.as_str().map(|text| vec![text]),
    };
    let all: Option<Vec<&str>> = all;
    all.map(|all| all.join(", ")).ok_or_else(|| "a routing rule holds texts".to_owned())
}

/// Whether each section that a rule names is there.
///
/// # Errors
/// The rule, and which sections there are.
pub(super) fn check(rules: &[Rule], sections: &[SectionConfig]) -> Result<(), String> {
    for rule in rules {
        let mut named = rule.when.section.iter().chain(&rule.then.section);
        let is_missing =
            |named: &&SectionCode| !sections.iter().any(|section| section.code == named.as_str());
        if let Some(named) = named.find(is_missing) {
            let all: Vec<&str> = sections.iter().map(|section| section.code.as_str()).collect();
            let (id, all) = (&rule.id, all.join(", "));
            return Err(format!("the routing rule {id} names a section {named}: there are {all}"));
        }
    }
    Ok(())
}
