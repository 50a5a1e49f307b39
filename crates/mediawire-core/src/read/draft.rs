//! An item of an XML list in the making: which of the things it says count.

use super::chars;
use super::fields::Field;
use super::gather::{Found, address, fragment, lang, person};
use super::scan::{Tag, child};
use crate::model::entry::{Form, Fragment};
use crate::model::time::Time;
use crate::text::date;
use std::ops::Range;
use url::Url;

/// A description of RSS that is longer than that, in characters, is the text where there is no other.
const DESCRIPTION_CHARS_MIN: usize = 200;
/// A description that is the text and longer than that, in characters, is no summary.
const SUMMARY_CHARS_MAX: usize = 600;

/// An element that was read to its end.
#[derive(Debug)]
pub(super) struct Value<'a> {
    pub(super) field: Field,
    pub(super) tag: Tag<'a>,
    /// Between its tags.
    pub(super) range: Range<usize>,
    /// Whether elements stand in it.
    pub(super) has_elements: bool,
}

/// An item in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Where its element starts.
    pub(super) start: usize,
    /// Whether it is an Atom entry, whose texts state their type.
    is_atom: bool,
    /// `rdf:about`.
    about: Option<String>,
    lang: Option<String>,
    title: Option<String>,
    other_title: Option<String>,
    link: Option<String>,
    /// An alternate link to something that is no HTML page.
    other_link: Option<String>,
    original_link: Option<String>,
    guid: Option<String>,
    guid_link: Option<String>,
    published: Option<Time>,
    other_published: Option<Time>,
    updated: Option<Time>,
    categories: Vec<String>,
    authors: Vec<String>,
    other_authors: Vec<String>,
    summary: Option<String>,
    /// The description, and where it lies.
    description: Option<(String, Fragment)>,
    encoded: Option<Fragment>,
    content: Option<Fragment>,
}

/// Fills `place` with the first value that is something.
fn first<T>(place: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if place.is_none() {
        *place = value();
    }
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl Draft {
    /// The item that `tag` opens.
    pub(super) fn new(tag: &Tag<'_>) -> Self {
        let about = tag.attribute("rdf:about").or_else(|| tag.attribute("about"));
        Self {
            start: tag.range.start,
            is_atom: tag.local().eq_ignore_ascii_case("entry"),
            about: about.map(chars::line).and_then(filled),
            lang: tag.attribute("xml:lang").and_then(lang),
            ..Self::default()
        }
    }

    /// Takes what one element of the item says.
    pub(super) fn take(&mut self, value: &Value<'_>, document: &str, base: Option<&Url>) {
        let raw = &document[value.range.clone()];
        let tag = &value.tag;
        let told = || filled(text(value, raw, self.is_atom));
        let time = || date::time(&chars::plain(raw));
        match value.field {
            Field::Title => first(&mut self.title, told),
            Field::OtherTitle => first(&mut self.other_title, told),
            Field::Link => match link(tag, raw, base) {
                Some((url, true)) => first(&mut self.link, || Some(url)),
                Some((url, false)) => first(&mut self.other_link, || Some(url)),
                None => {}
            },
            Field::OriginalLink => {
                first(&mut self.original_link, || address(&chars::plain(raw), base));
            }
            Field::Guid | Field::Id => {
                let guid = chars::plain(raw).trim().to_owned();
                let is_link = tag.attribute("isPermaLink");
                if !is_link.is_some_and(|value| value.trim().eq_ignore_ascii_case("false")) {
                    let base = base.filter(|_| is_link.is_some());
                    first(&mut self.guid_link, || address(&guid, base));
                }
                first(&mut self.guid, || filled(guid));
            }
            Field::Published => first(&mut self.published, time),
            Field::OtherPublished => first(&mut self.other_published, time),
            Field::Updated => first(&mut self.updated, time),
            Field::Category => self.categories.push(category(tag, raw)),
            Field::Author => self.authors.push(author(raw)),
            Field::OtherAuthor => self.other_authors.push(author(raw)),
            Field::Summary => first(&mut self.summary, told),
            Field::Description => first(&mut self.description, || {
                let form = form(value, raw, false)?;
                Some((chars::html_line(raw), fragment(document, value.range.clone(), form)?))
            }),
            Field::Encoded | Field::Content => {
                let is_atom = self.is_atom && value.field == Field::Content;
                let place = match value.field {
                    Field::Encoded => &mut self.encoded,
                    _ => &mut self.content,
                };
                first(place, || {
                    fragment(document, value.range.clone(), form(value, raw, is_atom)?)
                });
            }
            Field::Lang => first(&mut self.lang, || lang(&chars::plain(raw))),
            Field::Ttl | Field::UpdatePeriod | Field::UpdateFrequency => {}
        }
    }

    /// What is found in the end.
    pub(super) fn finish(self) -> Found {
        let mut text = self.encoded.or(self.content);
        let mut summary = self.summary;
        if let Some((description, place)) = self.description {
            let n_chars = description.chars().count();
            if text.is_none() && n_chars > DESCRIPTION_CHARS_MIN {
                text = Some(place);
            }
            if text != Some(place) || n_chars <= SUMMARY_CHARS_MAX {
                summary = Some(description);
            }
        }
        let about = || self.about.as_deref().and_then(|about| address(about, None));
        let link = self.original_link.or(self.link).or(self.other_link);
        Found {
            url: link.or(self.guid_link).or_else(about),
            guid: self.guid.or(self.about),
            title: self.title.or(self.other_title).unwrap_or_default(),
            summary,
            authors: if self.authors.is_empty() { self.other_authors } else { self.authors },
            published: self.published.or(self.other_published),
            updated: self.updated,
            categories: self.categories,
            lang: self.lang,
            text,
        }
    }
}

/// An element's text as one line, by the type it states.
pub(super) fn text(value: &Value<'_>, raw: &str, is_atom: bool) -> String {
    match form(value, raw, is_atom) {
        // Elements inside an RSS title are HTML as much as the escaped ones beside them.
        Some(Form::Inline) if !is_atom => chars::html_line(raw),
        Some(Form::Escaped) => chars::html_line(raw),
        _ => chars::line(raw),
    }
}

/// How an element's text is written; `None` if it is no text.
fn form(value: &Value<'_>, raw: &str, is_atom: bool) -> Option<Form> {
    let stated = if is_atom { value.tag.attribute("type") } else { None };
    let stated = stated.unwrap_or_default().trim().to_ascii_lowercase();
    let is_base64 = value.tag.attribute("mode").is_some_and(|mode| mode.trim() == "base64");
    if is_base64 {
        return None;
    }
    if value.has_elements {
        return Some(Form::Inline);
    }
    match stated.as_str() {
        // Many state no type and mean HTML all the same.
        "" if is_atom && !["&lt;/", "&lt;br", "</"].iter().any(|end| raw.contains(end)) => {
            Some(Form::Plain)
        }
        "text" | "text/plain" => Some(Form::Plain),
        "" | "html" | "xhtml" | "application/xhtml+xml" => Some(Form::Escaped),
        other if other.starts_with("text/") => Some(Form::Escaped),
        other if other.contains('/') => None,
        _ => Some(Form::Escaped),
    }
}

/// The address of a link, and whether it is that of a page; `None` for links to something else.
pub(super) fn link(tag: &Tag<'_>, raw: &str, base: Option<&Url>) -> Option<(String, bool)> {
    let Some(href) = tag.attribute("href") else {
        return Some((address(&chars::plain(raw), base)?, true));
    };
    let rel = tag.attribute("rel").unwrap_or("alternate").trim().to_ascii_lowercase();
    if !matches!(
        rel.as_str(),
        "" | "alternate" | "http://www.iana.org/assignments/relation/alternate"
    ) {
        return None;
    }
    let kind = tag.attribute("type").unwrap_or("text/html");
    Some((address(&chars::plain(href), base)?, kind.contains("html")))
}

fn category(tag: &Tag<'_>, raw: &str) -> String {
    let stated = |name: &str| tag.attribute(name).map(chars::html_line).filter(|s| !s.is_empty());
    let text = chars::html_line(raw);
    if text.is_empty() {
        stated("label").or_else(|| stated("term")).unwrap_or_default()
    } else {
        text
    }
}

/// The name of a person.
pub(super) fn author(raw: &str) -> String {
    let name = if raw.contains('<') { child(raw, "name").unwrap_or(raw) } else { raw };
    person(&chars::html_line(name))
}
