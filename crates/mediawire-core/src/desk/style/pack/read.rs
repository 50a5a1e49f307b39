//! TOML to a pack: every key is known, every value fits, and what does not is named with its place and what was meant.

use super::{
    Attribution, Case, Digits, Example, Form, Kind, Letters, Level, Numbers, Pack, Quotes, Rule,
    Scope,
};
use crate::desk::style::pattern::{Finder, Pattern};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The longest pack, in bytes.
const BYTES_MAX: usize = 1 << 20;

/// The most rules of a pack.
const N_RULES_MAX: usize = 2_000;

/// The keys of a pack.
const PACK: [&str; 14] = [
    "name",
    "version",
    "description",
    "languages",
    "case",
    "quotes",
    "numbers",
    "digits",
    "letters",
    "attribution",
    "full-stop",
    "length",
    "rules",
    "examples",
];

/// The keys of every rule.
const RULE: [&str; 9] =
    ["id", "kind", "message", "level", "scope", "exceptions", "link", "confirmed", "examples"];

/// A pack's text and name, to say where something stands.
#[derive(Clone, Copy)]
struct File<'a> {
    text: &'a str,
    name: &'a str,
}

impl File<'_> {
    fn wrong<T>(&self, span: &Range<usize>, what: &str) -> Result<T, String> {
        let at = span.start.min(self.text.len());
        let line = self.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        Err(format!("{} line {line}: {what}", self.name))
    }
}

/// A table whose keys are checked, and what messages call it.
struct Table<'a, 'b> {
    file: File<'a>,
    table: &'b DeTable<'a>,
    what: String,
    span: Range<usize>,
}

pub(super) fn pack(text: &str, name: &str) -> Result<Pack, String> {
    let file = File { text, name };
    if text.len() > BYTES_MAX {
        return Err(format!("{name}: more than {BYTES_MAX} bytes"));
    }
    let root = DeTable::parse(text).or_else(|error| {
        file.wrong(&error.span().unwrap_or(0..0), &format!("cannot read it: {}", error.message()))
    })?;
    let table = Table { file, table: root.get_ref(), what: "the pack".to_owned(), span: 0..0 };
    table.known(&PACK)?;
    let rules: Vec<Rule> = table.each("rules", rule)?;
    if rules.len() > N_RULES_MAX {
        return Err(format!("{name}: more than {N_RULES_MAX} rules"));
    }
    for (i, rule) in rules.iter().enumerate() {
        if rules[..i].iter().any(|before| before.id == rule.id) {
            return Err(format!(
                "{name}: two rules are called {:?}: each id is one rule's",
                rule.id
            ));
        }
    }
    Ok(Pack {
        name: table.needed("name")?,
        version: table.needed("version")?,
        description: table.needed("description")?,
        languages: table.texts("languages")?,
        case: table.choice("case", Case::NAMES, Case::parse)?.unwrap_or(Case::AsIs),
        quotes: table.inner("quotes")?.map(|table| quotes(&table)).transpose()?,
        numbers: table.choice("numbers", Numbers::NAMES, Numbers::parse)?.unwrap_or(Numbers::AsIs),
        digits: table.choice("digits", Digits::NAMES, Digits::parse)?.unwrap_or(Digits::AsIs),
        letters: table.choice("letters", Letters::NAMES, Letters::parse)?.unwrap_or(Letters::AsIs),
        attribution: attribution(table.inner("attribution")?)?,
        drops_full_stop: table
            .choice("full-stop", &["drop", "as-is"], |name| Some(name == "drop"))?
            == Some(true),
        length: length(table.inner("length")?)?,
        examples: table.each("examples", |table| example(&table))?,
        listed: listed(&rules),
        rules,
    })
}

/// What the rules of level equivalence write for what.
fn listed(rules: &[Rule]) -> Vec<(String, String)> {
    let of = |rule: &Rule| match &rule.kind {
        Kind::Substitution { finder, swaps } if rule.level == Level::Equivalence => {
            finder.texts().zip(swaps.iter().cloned()).collect()
        }
        Kind::Substitution { .. }
        | Kind::Existence { .. }
        | Kind::Occurrence { .. }
        | Kind::Capitalization { .. }
        | Kind::Conditional { .. } => Vec::new(),
    };
    rules.iter().flat_map(of).collect()
}

fn quotes(table: &Table<'_, '_>) -> Result<Quotes, String> {
    table.known(&["outer", "inner", "apostrophe"])?;
    let pair = |key: &str| -> Result<[char; 2], String> {
        let text = table.needed(key)?;
        let marks: Vec<char> = text.chars().collect();
        match marks[..] {
            [open, close] => Ok([open, close]),
            _ => table.wrong(key, "write the opening mark and the closing one, and nothing else"),
        }
    };
    let apostrophe = table.text("apostrophe")?;
    let apostrophe = apostrophe.as_deref().and_then(|text| text.chars().next()).unwrap_or('’');
    Ok(Quotes { outer: pair("outer")?, inner: pair("inner")?, apostrophe })
}

fn attribution(table: Option<Table<'_, '_>>) -> Result<Attribution, String> {
    let Some(table) = table else {
        return Ok(Attribution { form: Form::None, is_confirmed: false, reporters: Vec::new() });
    };
    table.known(&["form", "confirmed", "reporters"])?;
    Ok(Attribution {
        form: table.choice("form", Form::NAMES, Form::parse)?.unwrap_or(Form::None),
        is_confirmed: table.truth("confirmed")?.unwrap_or(false),
        reporters: table.texts("reporters")?,
    })
}

fn length(table: Option<Table<'_, '_>>) -> Result<[Option<usize>; 3], String> {
    let Some(table) = table else { return Ok([None; 3]) };
    table.known(Scope::NAMES)?;
    Ok([table.number("headline")?, table.number("dek")?, table.number("teaser")?])
}

/// A rule of the pack.
fn rule(mut table: Table<'_, '_>) -> Result<Rule, String> {
    let id = table.needed("id")?;
    table.what = format!("the rule {id:?}");
    let Some(kind_name) = table.text("kind")? else {
        return table
            .wrong("id", &format!("it has no kind: write one of {}", Kind::NAMES.join(", ")));
    };
    let own: &[&str] = match kind_name.as_str() {
        "substitution" => &["swap", "ignorecase"],
        "existence" => &["tokens", "ignorecase"],
        "occurrence" => &["tokens", "max", "ignorecase"],
        "capitalization" => &["match", "kept"],
        "conditional" => &["first", "second", "ignorecase"],
        other => {
            return table
                .wrong("kind", &format!("unknown kind {other:?}: {}", hint(other, &Kind::NAMES)));
        }
    };
    let known: Vec<&str> = RULE.iter().chain(own).copied().collect();
    table.known(&known)?;
    let ignores_case = table.truth("ignorecase")?.unwrap_or(false);
    let kind = match kind_name.as_str() {
        "substitution" => {
            let swap = table.swaps()?;
            let (from, swaps): (Vec<String>, Vec<String>) = swap.into_iter().unzip();
            Kind::Substitution { finder: Finder::new(&from, ignores_case), swaps }
        }
        "existence" => Kind::Existence { finder: table.finder("tokens", ignores_case)? },
        "occurrence" => Kind::Occurrence {
            finder: table.finder("tokens", ignores_case)?,
            max: match table.number("max")? {
                Some(max) => max,
                None => return table.wrong("id", "it has no max: how often is not too often"),
            },
        },
        "capitalization" => Kind::Capitalization {
            case: match table.choice("match", Case::NAMES, Case::parse)? {
                Some(case) => case,
                None => return table.wrong("id", "it has no match: which case"),
            },
            kept: table.texts("kept")?,
        },
        _ => Kind::Conditional {
            first: table.finder("first", ignores_case)?,
            second: table.finder("second", ignores_case)?,
        },
    };
    let Some(level) = table.choice("level", Level::NAMES, Level::parse)? else {
        return table
            .wrong("id", &format!("it has no level: write one of {}", Level::NAMES.join(", ")));
    };
    let is_change = matches!(level, Level::Mechanical | Level::Equivalence);
    if is_change != kind.changes() {
        let fit = if kind.changes() {
            "mechanical or equivalence"
        } else {
            "suggestion, warning or error"
        };
        return table.wrong("level", &format!("a rule of kind {kind_name} is of level {fit}"));
    }
    Ok(Rule {
        message: table.needed("message")?,
        level,
        scope: table.choice("scope", Scope::NAMES, Scope::parse)?.unwrap_or(Scope::Headline),
        is_confirmed: table.truth("confirmed")?.unwrap_or(false),
        link: table.text("link")?,
        exceptions: table
            .texts("exceptions")?
            .iter()
            .map(|text| Pattern::new(text, ignores_case))
            .collect(),
        examples: table.each("examples", |table| example(&table))?,
        kind,
        id,
    })
}

fn example(table: &Table<'_, '_>) -> Result<Example, String> {
    table.known(&["before", "after", "body", "source"])?;
    Ok(Example {
        before: table.needed("before")?,
        after: table.needed("after")?,
        body: table.text("body")?.unwrap_or_default(),
        source: table.text("source")?,
    })
}

impl<'a, 'b> Table<'a, 'b> {
    /// Refuses a key that is not among `known`.
    fn known(&self, known: &[&str]) -> Result<(), String> {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let hint = hint(name, known);
                let what = format!("unknown key {name:?} in {}: {hint}", self.what);
                return self.file.wrong(&key.span(), &what);
            }
        }
        Ok(())
    }

    fn find(&self, key: &str) -> Option<&'b Spanned<DeValue<'a>>> {
        self.table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value)
    }

    fn wrong<T>(&self, key: &str, why: &str) -> Result<T, String> {
        let span = self.find(key).map_or_else(|| self.span.clone(), Spanned::span);
        self.file.wrong(&span, &format!("cannot use {key} of {}: {why}", self.what))
    }

    /// The value as `read` takes it, or what would have to be written.
    fn value<T>(
        &self,
        key: &str,
        wanted: &str,
        read: impl Fn(&DeValue<'a>) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.find(key) else { return Ok(None) };
        match read(value.get_ref()) {
            Some(read) => Ok(Some(read)),
            None => self.wrong(key, &format!("write {wanted}, not {}", value.get_ref().type_str())),
        }
    }

    fn text(&self, key: &str) -> Result<Option<String>, String> {
        self.value(key, "a text in quotation marks", |value| value.as_str().map(str::to_owned))
    }

    fn needed(&self, key: &str) -> Result<String, String> {
        match self.text(key)?.filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(text),
            None => self.file.wrong(&self.span, &format!("{} has no {key}", self.what)),
        }
    }

    fn texts(&self, key: &str) -> Result<Vec<String>, String> {
        let texts = self.value(key, "a list of texts", |value| {
            let all = value.as_array()?.iter();
            all.map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<String>>>()
        })?;
        Ok(texts.unwrap_or_default())
    }

    fn truth(&self, key: &str) -> Result<Option<bool>, String> {
        self.value(key, "true or false", DeValue::as_bool)
    }

    fn number(&self, key: &str) -> Result<Option<usize>, String> {
        self.value(key, "a whole number from 1", |value| match value {
            DeValue::Integer(n) => {
                usize::from_str_radix(n.as_str(), n.radix()).ok().filter(|n| *n > 0)
            }
            _ => None,
        })
    }

    fn choice<T>(
        &self,
        key: &str,
        names: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(name) = self.text(key)? else { return Ok(None) };
        match parse(&name).filter(|_| names.contains(&name.as_str())) {
            Some(value) => Ok(Some(value)),
            None => self.wrong(key, &format!("unknown {key} {name:?}: {}", hint(&name, names))),
        }
    }

    fn inner(&self, key: &str) -> Result<Option<Table<'a, 'b>>, String> {
        let Some(value) = self.find(key) else { return Ok(None) };
        match value.get_ref().as_table() {
            Some(table) => Ok(Some(Table {
                file: self.file,
                table,
                what: format!("[{key}]"),
                span: value.span(),
            })),
            None => self.wrong(key, &format!("write a table: [{key}]")),
        }
    }

    fn each<T>(
        &self,
        key: &str,
        read: impl Fn(Table<'a, 'b>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let Some(value) = self.find(key) else { return Ok(Vec::new()) };
        let what = format!("an entry of {key} in {}", self.what);
        let Some(rows) = value.get_ref().as_array() else {
            return self.wrong(key, "write a list of tables");
        };
        let row = |row: &'b Spanned<DeValue<'a>>| match row.get_ref().as_table() {
            Some(table) => {
                read(Table { file: self.file, table, what: what.clone(), span: row.span() })
            }
            None => self.file.wrong(&row.span(), &format!("{what} is no table")),
        };
        rows.iter().map(row).collect()
    }

    fn swaps(&self) -> Result<Vec<(String, String)>, String> {
        let Some(table) = self.inner("swap")? else {
            return self.wrong("id", "it has no swap: what is written for what");
        };
        let pair = |(from, to): (&Spanned<_>, &Spanned<DeValue<'a>>)| {
            let from: &std::borrow::Cow<'_, str> = from.get_ref();
            match to.get_ref().as_str() {
                Some(to) if !from.trim().is_empty() => Ok((from.to_string(), to.to_owned())),
                _ => self
                    .file
                    .wrong(&to.span(), &format!("write text = \"text\" in swap of {}", self.what)),
            }
        };
        table.table.iter().map(pair).collect()
    }

    fn finder(&self, key: &str, ignores_case: bool) -> Result<Finder, String> {
        let texts = self.texts(key)?;
        if texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
            return self.wrong("id", &format!("it has no {key}: which phrases"));
        }
        Ok(Finder::new(&texts, ignores_case))
    }
}

/// `did you mean …?`, or what is known, if nothing is near: a third of its letters at most may differ.
pub(super) fn hint(word: &str, known: &[&str]) -> String {
    let distance =
        |name: &&str| strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
    let nearest =
        known.iter().map(|name| (distance(name), *name)).min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, name)) if distance <= (name.chars().count() / 3).max(1) => {
            format!("did you mean {name:?}?")
        }
        _ => format!("known here: {}", known.join(", ")),
    }
}
