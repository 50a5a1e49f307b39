//! What stands where in NewsML-G2, and since which version: `structure.txt`, which `eval/learn/newsml_g2.py` writes.
//!
//! A line of it is one of these:
//!
//! - `roots CHILD…`: elements that may stand alone, and wherever any may;
//! - `+GROUP NAME…`: what other lines name together;
//! - `@NAME KIND [MINOR]`: what the value of an attribute is, and since which 2.MINOR there is one of that name;
//! - `TYPE: [#KIND] [&other|&any] CHILD… [| [&any] NAME[:KIND][!]…]`: what an element's text is, what may stand in it,
//!   `CHILD` being `NAME[=TYPE][!*+][@MINOR]` (`!` and `+`: it must), and its attributes.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The table.
pub(super) static STRUCTURE: LazyLock<Structure> =
    LazyLock::new(|| Structure::read(include_str!("structure.txt")));

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Iri,
    Iris,
    Code,
    Codes,
    Count,
    Positive,
    Percent,
    Urgency,
    Integer,
    Boolean,
    Decimal,
    /// A day, month, year or moment.
    Date,
    Time,
    TimeOrNone,
}

/// Every kind, by its name in the table.
const KINDS: [(&str, Kind); 15] = [
    ("text", Kind::Text),
    ("iri", Kind::Iri),
    ("iris", Kind::Iris),
    ("code", Kind::Code),
    ("codes", Kind::Codes),
    ("count", Kind::Count),
    ("positive", Kind::Positive),
    ("percent", Kind::Percent),
    ("urgency", Kind::Urgency),
    ("integer", Kind::Integer),
    ("boolean", Kind::Boolean),
    ("decimal", Kind::Decimal),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("time-or-none", Kind::TimeOrNone),
];

/// What may stand in an element besides what is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Foreign {
    #[default]
    None,
    /// Elements of other namespaces.
    Other,
    /// Those, and of this one those that may stand alone, and what no version knows yet.
    Any,
}

/// An element in another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Child {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) must: bool,
    pub(super) many: bool,
    /// The 2.x since which it may, where that is not as old as both elements.
    pub(super) since: u32,
}

/// An attribute of an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) must: bool,
    /// The 2.x since which there is one of that name.
    pub(super) since: u32,
}

/// What an element may be.
#[derive(Debug, Default)]
pub(super) struct Type {
    pub(super) text: Option<Kind>,
    pub(super) foreign: Foreign,
    pub(super) children: Vec<Child>,
    pub(super) attributes: Vec<Attribute>,
    /// Whether it may have attributes of any name.
    pub(super) is_open: bool,
}

/// The table, read.
pub(super) struct Structure {
    roots: HashMap<&'static str, Child>,
    types: HashMap<&'static str, Type>,
}

impl Structure {
    fn read(table: &'static str) -> Self {
        let lines = || table.lines().filter(|line| !line.starts_with('#'));
        let mut groups: HashMap<&str, Vec<&'static str>> = HashMap::new();
        let mut known: HashMap<&str, (Kind, u32)> = HashMap::new();
        for line in lines() {
            let mut words = line.split(' ');
            let first = words.next().unwrap_or_default();
            if let Some(group) = first.strip_prefix('+') {
                groups.insert(group, words.collect());
            } else if let Some(name) = first.strip_prefix('@') {
                let kind = kind(words.next().unwrap_or_default());
                known.insert(name, (kind, minor(words.next())));
            }
        }
        let mut structure = Self { roots: HashMap::new(), types: HashMap::new() };
        for (name, kind) in KINDS {
            let name: &str = if kind == Kind::Text { "#" } else { name };
            structure.types.insert(name, Type { text: Some(kind), ..Type::default() });
        }
        for line in lines() {
            if let Some(roots) = line.strip_prefix("roots ") {
                structure.roots = roots.split(' ').map(child).map(|it| (it.name, it)).collect();
            } else if let Some((name, told)) = line.split_once(':')
                && !name.starts_with(['+', '@'])
            {
                structure.types.insert(name, type_of(told.trim(), &groups, &known));
            }
        }
        structure
    }

    /// The type of a child.
    pub(super) fn type_of(&self, child: &Child) -> Option<&Type> {
        self.types
            .get(child.kind.strip_prefix('#').filter(|it| !it.is_empty()).unwrap_or(child.kind))
    }

    /// What may stand alone under that name.
    pub(super) fn root(&self, name: &str) -> Option<&Child> {
        self.roots.get(name)
    }
}

fn kind(name: &str) -> Kind {
    let known = KINDS.iter().find(|(known, _)| *known == name);
    known.map(|(_, kind)| *kind).expect("the table is ours, and names no other kind")
}

fn minor(word: Option<&str>) -> u32 {
    word.map_or(0, |word| word.parse().expect("the table is ours, and has a number here"))
}

fn child(told: &'static str) -> Child {
    let (told, since) = told.split_once('@').map_or((told, 0), |(it, at)| (it, minor(Some(at))));
    let bare = told.trim_end_matches(['!', '*', '+']);
    let often = &told[bare.len()..];
    let (name, kind) = bare.split_once('=').unwrap_or((bare, bare));
    Child { name, kind, must: matches!(often, "!" | "+"), many: matches!(often, "*" | "+"), since }
}

fn type_of(
    told: &'static str,
    groups: &HashMap<&str, Vec<&'static str>>,
    known: &HashMap<&str, (Kind, u32)>,
) -> Type {
    let mut it = Type::default();
    let (inside, attributes) = told.split_once('|').unwrap_or((told, ""));
    let all = |words: &'static str| -> Vec<&'static str> {
        let words = words.split(' ').filter(|word| !word.is_empty());
        words.flat_map(|word| members(word, groups)).collect()
    };
    for word in all(inside) {
        match (word, word.strip_prefix('#')) {
            ("&other", _) => it.foreign = Foreign::Other,
            ("&any", _) => it.foreign = Foreign::Any,
            (_, Some(name)) => it.text = Some(kind(name)),
            (_, None) => it.children.push(child(word)),
        }
    }
    for word in all(attributes) {
        if word == "&any" {
            it.is_open = true;
            continue;
        }
        let (word, must) = word.strip_suffix('!').map_or((word, false), |word| (word, true));
        let (name, own) = word.split_once(':').map_or((word, None), |(it, own)| (it, Some(own)));
        let (usual, since) = known.get(name).copied().unwrap_or((Kind::Text, 0));
        it.attributes.push(Attribute { name, kind: own.map_or(usual, kind), must, since });
    }
    it
}

/// The words that a word stands for.
fn members(word: &'static str, groups: &HashMap<&str, Vec<&'static str>>) -> Vec<&'static str> {
    match word.strip_prefix('+') {
        Some(group) => groups.get(group).expect("the table is ours, and has this group").clone(),
        None => vec![word],
    }
}

#[cfg(test)]
mod tests {
    use super::STRUCTURE;

    #[test]
    fn every_type_that_the_table_names_stands_in_it() {
        let children = STRUCTURE.types.values().flat_map(|it| &it.children);
        let mut n = 0;
        for child in children.chain(STRUCTURE.roots.values()) {
            assert!(STRUCTURE.type_of(child).is_some(), "{child:?}");
            n += 1;
        }
        assert!(n > 500, "{n} children are too few");
    }
}
