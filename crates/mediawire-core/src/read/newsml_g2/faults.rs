//! What in a document of NewsML-G2 its standard forbids: a walk over its elements beside the table of `structure.rs`.
//!
//! What is not looked at: the order of elements, the inside of elements of other namespaces, and what codes mean.

use super::structure::{Attribute, Child, Foreign, Kind, STRUCTURE, Type};
use crate::codec::scan::Tag;
use crate::read::chars;
use crate::read::outline::Element;
use crate::text::date;

/// The namespace of all versions 2.x.
const OURS: &str = "http://iptc.org/std/nar/2006-10-01/";
/// Faults that are told of one document.
const FAULTS_MAX: usize = 20;
/// Longest value that is told, in characters.
const SHOWN_CHARS_MAX: usize = 60;

/// Something that the standard forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where its element starts in the document.
    pub(super) at: usize,
    /// What is wrong, and what would mend it, in words.
    pub(super) why: String,
}

/// What is wrong in an element that may stand alone, in the order of the document; at most 20.
///
/// `minor` is the 2.x that it is to be of; without it each item is held to the version that it states.
pub(super) fn of(root: Element<'_, '_>, minor: Option<u32>) -> Vec<Fault> {
    let Some(child) = STRUCTURE.root(root.name()) else { return Vec::new() };
    let mut walk =
        Walk { told: minor, places: Vec::new(), bindings: Vec::new(), faults: Vec::new() };
    let mut waiting = vec![Place { element: root, parent: None, binding: None, minor, kind: None }];
    waiting[0].kind = STRUCTURE.type_of(child);
    while let Some(place) = waiting.pop() {
        if walk.faults.len() >= FAULTS_MAX {
            break;
        }
        walk.look(place, &mut waiting);
    }
    walk.faults.sort_by_key(|fault| fault.at);
    walk.faults
}

/// An element, and where it stands.
#[derive(Clone, Copy)]
struct Place<'o, 'a> {
    element: Element<'o, 'a>,
    /// The index of the element that it stands in.
    parent: Option<usize>,
    /// The index of the nearest namespace that is bound around it.
    binding: Option<usize>,
    /// The 2.x that it is held to.
    minor: Option<u32>,
    /// What it may be; `None` for an element of no known name where any may stand.
    kind: Option<&'static Type>,
}

/// A prefix (empty: none), what it means, and the binding around it.
struct Binding<'a> {
    prefix: &'a str,
    is_ours: bool,
    outer: Option<usize>,
}

struct Walk<'o, 'a> {
    told: Option<u32>,
    places: Vec<Place<'o, 'a>>,
    bindings: Vec<Binding<'a>>,
    faults: Vec<Fault>,
}

impl<'o, 'a> Walk<'o, 'a> {
    fn look(&mut self, mut place: Place<'o, 'a>, waiting: &mut Vec<Place<'o, 'a>>) {
        let tag = place.element.tag();
        place.binding = self.bound(tag, place.binding);
        if place.parent.is_none() && !self.is_ours(tag, place.binding) {
            let why = format!("<{}> is not in the namespace {OURS}: it must be declared", tag.name);
            return self.faults.push(Fault { at: place.element.start(), why });
        }
        if self.told.is_none()
            && let Some(version) = place.element.attribute("standardversion")
        {
            place.minor = version.strip_prefix("2.").and_then(|minor| minor.parse().ok());
        }
        let Some(kind) = place.kind else { return };
        let index = self.places.len();
        self.places.push(place);
        self.look_at_attributes(index, kind);
        self.look_at_text(index, kind);
        self.look_inside(index, kind, waiting);
    }

    /// Takes the namespaces that an element declares; gives the nearest one.
    fn bound(&mut self, tag: &Tag<'a>, mut outer: Option<usize>) -> Option<usize> {
        for (name, value) in tag.attributes() {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                Some(_) | None => continue,
            };
            let is_ours = chars::attribute(value).trim() == OURS;
            self.bindings.push(Binding { prefix, is_ours, outer });
            outer = Some(self.bindings.len() - 1);
        }
        outer
    }

    fn is_ours(&self, tag: &Tag<'_>, mut binding: Option<usize>) -> bool {
        while let Some(at) = binding {
            let it = &self.bindings[at];
            if it.prefix == tag.prefix() {
                return it.is_ours;
            }
            binding = it.outer;
        }
        false
    }

    fn fault(&mut self, at: usize, why: String) {
        self.faults.push(Fault { at, why });
    }

    /// The names of elements from the root to the one at `index`.
    fn path(&self, index: usize) -> String {
        let mut names = Vec::new();
        let mut at = Some(index);
        while let Some(index) = at {
            names.push(self.places[index].element.name());
            at = self.places[index].parent;
        }
        names.reverse();
        names.join("/")
    }

    /// Why what came with 2.`since` may not stand in the element at `index`, if it may not.
    fn too_new(&self, index: usize, since: u32) -> Option<String> {
        let minor = self.places[index].minor.filter(|minor| *minor < since)?;
        let is = if self.told.is_some() { "is to be" } else { "says that it is" };
        Some(format!(
            "came with NewsML-G2 2.{since}, and the document {is} of 2.{minor}: it must be left out, or the version be \
             raised"
        ))
    }

    fn look_at_attributes(&mut self, index: usize, kind: &'static Type) {
        let element = self.places[index].element;
        let (at, path) = (element.start(), element.name());
        for (name, raw) in element.tag().attributes() {
            if name.contains(':') || name == "xmlns" {
                continue;
            }
            let Some(known) = kind.attributes.iter().find(|it| it.name == name) else {
                if !kind.is_open {
                    let within = self.path(index);
                    self.fault(
                        at,
                        format!("{within} has no attribute {name:?}: it must be left out"),
                    );
                }
                continue;
            };
            if let Some(why) = self.too_new(index, known.since) {
                self.fault(at, format!("the attribute {name:?} of <{path}> {why}"));
            }
            let value = chars::attribute(raw);
            if !fits(known.kind, &value) {
                let (value, what) = (shown(&value), words(known.kind));
                self.fault(at, format!("{name:?} of <{path}> is {value:?}, which is no {what}"));
            }
        }
        let lacks = |it: &&Attribute| {
            it.must && element.tag().attributes().all(|(name, _)| name != it.name)
        };
        for it in kind.attributes.iter().filter(lacks) {
            self.fault(at, format!("<{path}> lacks the attribute {:?}", it.name));
        }
    }

    fn look_at_text(&mut self, index: usize, kind: &'static Type) {
        let Some(text) = kind.text else { return };
        let element = self.places[index].element;
        let value = element.line().unwrap_or_default();
        if !fits(text, &value) {
            let (name, value, what) = (element.name(), shown(&value), words(text));
            self.fault(element.start(), format!("<{name}> is {value:?}, which is no {what}"));
        }
    }

    fn look_inside(&mut self, index: usize, kind: &'static Type, waiting: &mut Vec<Place<'o, 'a>>) {
        let place = self.places[index];
        let mut seen: Vec<&str> = Vec::new();
        for element in place.element.children() {
            let (tag, name) = (element.tag(), element.name());
            let inner = self.bound(tag, place.binding);
            if !self.is_ours(tag, inner) {
                if kind.foreign == Foreign::None {
                    let path = self.path(index);
                    self.fault(element.start(), format!(
                        "<{}> is of another namespace, and {path} may hold none of those: it must be left out", tag.name
                    ));
                }
                continue;
            }
            let known = kind.children.iter().find(|it| it.name == name);
            let alone = || STRUCTURE.root(name).filter(|_| kind.foreign == Foreign::Any);
            let Some(known) = known.or_else(alone) else {
                if kind.foreign != Foreign::Any {
                    let path = self.path(index);
                    self.fault(element.start(), no_place(name, &path, kind.foreign));
                }
                continue;
            };
            if let Some(why) = self.too_new(index, known.since) {
                let path = self.path(index);
                self.fault(element.start(), format!("<{name}> in {path} {why}"));
            }
            if kind.foreign != Foreign::Any && !known.many && seen.contains(&name) {
                let path = self.path(index);
                self.fault(
                    element.start(),
                    format!("<{name}> stands twice in {path}: one is enough"),
                );
            }
            seen.push(name);
            let (parent, kind) = (Some(index), STRUCTURE.type_of(known));
            waiting.push(Place {
                element,
                parent,
                binding: place.binding,
                minor: place.minor,
                kind,
            });
        }
        let lacks = |it: &&Child| it.must && !seen.contains(&it.name);
        for it in kind.children.iter().filter(lacks) {
            let path = self.path(index);
            self.fault(place.element.start(), format!("{path} lacks <{}>", it.name));
        }
    }
}

fn no_place(name: &str, path: &str, foreign: Foreign) -> String {
    let mend = match foreign {
        Foreign::Other => "it must be left out, or be declared in a namespace of its own",
        Foreign::None | Foreign::Any => "it must be left out",
    };
    format!("<{name}> has no place in {path}: {mend}")
}

fn shown(value: &str) -> String {
    value.chars().take(SHOWN_CHARS_MAX).collect()
}

/// What a kind is called.
fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Iri => "address (IRI)",
        Kind::Iris => "list of addresses (IRI)",
        Kind::Code => "code (alias:code)",
        Kind::Codes => "list of codes (alias:code)",
        Kind::Count => "whole number from 0 on",
        Kind::Positive => "whole number from 1 on",
        Kind::Percent => "number from 0 to 100",
        Kind::Urgency => "number from 1 to 9",
        Kind::Integer => "whole number",
        Kind::Boolean => "true or false",
        Kind::Decimal => "number",
        Kind::Date => "day, month, year or moment",
        Kind::Time => "moment",
        Kind::TimeOrNone => "moment (or nothing)",
    }
}

/// Whether `value` is one of that kind.
fn fits(kind: Kind, value: &str) -> bool {
    let value = value.trim();
    let whole = |least: u64, most: u64| {
        value.parse::<u64>().is_ok_and(|number| (least..=most).contains(&number))
    };
    match kind {
        Kind::Text => true,
        Kind::Iri => is_iri(value),
        Kind::Iris => value.split_whitespace().all(is_iri),
        Kind::Code => is_code(value),
        Kind::Codes => value.split_whitespace().all(is_code),
        Kind::Count => whole(0, u64::MAX),
        Kind::Positive => whole(1, u64::MAX),
        Kind::Percent => whole(0, 100),
        Kind::Urgency => whole(1, 9),
        Kind::Integer => value.parse::<i64>().is_ok(),
        Kind::Boolean => matches!(value, "true" | "false" | "1" | "0"),
        Kind::Decimal => value.parse::<f64>().is_ok(),
        Kind::Date => is_date(value),
        Kind::Time => is_time(value),
        Kind::TimeOrNone => value.is_empty() || is_time(value),
    }
}

fn is_code(value: &str) -> bool {
    let parts = value.split_once(':').filter(|_| !value.contains(char::is_whitespace));
    parts.is_some_and(|(alias, code)| !alias.is_empty() && !code.is_empty())
}

/// Whether it can be an address: a `%` begins two digits to the base of sixteen. All else can be written so (XML Schema
/// 1.1 part 2, §3.3.17), and IPTC's samples have spaces in some.
fn is_iri(value: &str) -> bool {
    let is_coded = |at: usize| {
        let two = value.as_bytes().get(at + 1..at + 3);
        two.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    };
    value.match_indices('%').all(|(at, _)| is_coded(at))
}

fn is_time(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
        && value.contains('T')
        && date::time(value).is_some()
}

fn is_date(value: &str) -> bool {
    let is_short = (4..=10).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_short
        || is_time(value)
        || (value.starts_with(|c: char| c.is_ascii_digit()) && date::time(value).is_some())
}
