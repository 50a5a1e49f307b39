//! An element of an XML list as it stands there, and the text that it holds.

use super::chars;
use super::fields::Field;
use super::gather::fragment;
use crate::codec::scan::Tag;
use crate::model::entry::{Form, Fragment};
use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memchr2_iter;
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Base64 with or without its padding, as feeds have it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The family of formats that a record is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// RSS, RDF and CDF, whose texts are HTML.
    Rss,
    /// Atom 0.3, whose texts state their type and how they are written.
    Atom03,
    /// Atom 1.0 (RFC 4287), whose texts state their type.
    Atom,
}

/// An element that says something and was read to its end.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) field: Field,
    pub(super) tag: Tag<'a>,
    /// What stands between its tags.
    pub(super) raw: &'a str,
    /// Where that starts in the document.
    pub(super) start: usize,
    /// Whether elements stand in it.
    pub(super) has_elements: bool,
    /// The nearest `xml:lang`, which may be empty.
    pub(super) lang: Option<&'a str>,
    /// What addresses in it are relative to.
    pub(super) base: Option<Arc<Url>>,
}

impl<'a> Element<'a> {
    /// The decoded value of an attribute, without white space around it; `None` if there is none.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.tag.attribute(name).map(chars::attribute)
    }

    /// Its character data, without white space around it.
    pub(super) fn plain(&self) -> Cow<'a, str> {
        match chars::plain(self.raw) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Where what stands in it lies, written as `form` says; `None` if nothing is there.
    pub(super) fn place(&self, form: Form) -> Option<Fragment> {
        let place = fragment(self.raw, 0..self.raw.len(), form)?;
        let start = u32::try_from(self.start).ok()?;
        Some(Fragment { start, end: start.checked_add(place.end)?, form })
    }

    /// The text that it holds.
    ///
    /// In Atom elements state their type (RFC 4287 §3.1, §4.1.3), in 0.3 also how it is written.
    pub(super) fn text(&self, dialect: Dialect) -> Text<'a> {
        let is_atom = dialect != Dialect::Rss;
        let stated = if is_atom { self.attribute("type") } else { None };
        let is_xhtml = !is_atom && self.has_elements && self.tag.local() == "body";
        let stated = match stated {
            Some(stated) => stated.to_ascii_lowercase(),
            None if is_xhtml => "application/xhtml+xml".to_owned(),
            None => String::new(),
        };
        let mode = self.attribute("mode").filter(|_| is_atom);
        let form = match (mode.as_deref(), stated.as_str()) {
            (Some("base64"), _) => Written::Base64,
            // Escaped HTML in a `div`, which it should not have.
            (_, "html" | "text/html") if is_atom && self.raw.contains("&lt;") => {
                Written::As(Form::Escaped)
            }
            _ if self.has_elements => Written::As(Form::Inline),
            (None, other) if is_binary(other) => Written::Base64,
            // Many state no type and mean HTML all the same.
            (_, "") if is_atom && !has_end_tag(self.raw) => Written::As(Form::Plain),
            (_, "text" | "text/plain") => Written::As(Form::Plain),
            _ => Written::As(Form::Escaped),
        };
        Text {
            raw: self.raw,
            start: self.start,
            written: form,
            stated,
            dialect,
            lang: self.lang,
            base: self.base.clone(),
        }
    }
}

/// Whether the raw text ends an element of HTML, escaped or in CDATA.
fn has_end_tag(raw: &str) -> bool {
    let is_end = |at: usize| {
        let rest = &raw[at..];
        ["&lt;/", "&lt;br", "</"].iter().any(|end| rest.starts_with(end))
    };
    memchr2_iter(b'<', b'&', raw.as_bytes()).any(is_end)
}

/// Whether content of that stated media type is written in Base64 (RFC 4287 §4.1.3.3).
fn is_binary(stated: &str) -> bool {
    stated.contains('/')
        && !stated.starts_with("text/")
        && !stated.ends_with("+xml")
        && !stated.ends_with("/xml")
        && !stated.contains("html")
}

/// How a text is written into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    As(Form),
    Base64,
}

/// A text as an element holds it.
#[derive(Debug)]
pub struct Text<'a> {
    raw: &'a str,
    start: usize,
    written: Written,
    /// The type that it states, in lower case; empty if it states none.
    stated: String,
    dialect: Dialect,
    lang: Option<&'a str>,
    base: Option<Arc<Url>>,
}

impl<'a> Text<'a> {
    /// The text: HTML as it is written there where [`Self::media_type`] is that of HTML, and plain text otherwise.
    #[must_use]
    pub fn value(&self) -> Cow<'a, str> {
        match self.written {
            Written::As(Form::Inline) => {
                let is_wrapped = self.dialect == Dialect::Atom;
                Cow::Owned(chars::elements(if is_wrapped { unwrapped(self.raw) } else { self.raw }))
            }
            Written::Base64 => {
                let coded: String = self.raw.chars().filter(|c| !c.is_ascii_whitespace()).collect();
                let bytes = BASE64.decode(coded).unwrap_or_default();
                Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
            }
            // Text of RSS without a tag is HTML all the same.
            Written::As(Form::Escaped) if self.media_type() == "text/plain" => {
                let mut out = String::with_capacity(self.raw.len());
                chars::decode_into(&chars::plain(self.raw), &mut out);
                Cow::Owned(out)
            }
            Written::As(Form::Escaped) => {
                let html = chars::html(self.raw);
                match self.dialect == Dialect::Atom && self.raw.trim_start().starts_with("<div") {
                    true => Cow::Owned(unwrapped(&html).to_owned()),
                    false => html,
                }
            }
            Written::As(_) => chars::plain(self.raw),
        }
    }

    /// The text as one line, without mark-up.
    #[must_use]
    pub fn line(&self) -> String {
        self.line_up_to(usize::MAX)
    }

    /// As [`Self::line`]; of one that is longer than so many characters not less than these.
    pub(super) fn line_up_to(&self, n_chars: usize) -> String {
        let html_line = || chars::html_line_up_to(self.raw, n_chars);
        match self.written {
            // Elements inside an RSS title are HTML as much as the escaped ones beside them.
            Written::As(Form::Inline) if self.dialect == Dialect::Rss => html_line(),
            Written::As(Form::Escaped) => html_line(),
            Written::Base64 => chars::html_line(&self.value()),
            Written::As(_) => chars::line(self.raw),
        }
    }

    /// Its media type: the one that it states, or that it looks like.
    #[must_use]
    pub fn media_type(&self) -> &str {
        let is_html = || match self.written {
            Written::As(Form::Plain) => false,
            Written::As(Form::Inline) => true,
            _ => has_end_tag(self.raw) || self.raw.contains("/&gt;") || self.raw.contains("/>"),
        };
        match self.stated.as_str() {
            "text" => "text/plain",
            "xhtml" => "application/xhtml+xml",
            "html" => "text/html",
            "" if is_html() => "text/html",
            "" => "text/plain",
            other => other,
        }
    }

    /// The language it is said to be in, as it is said.
    #[must_use]
    pub fn lang(&self) -> Option<&'a str> {
        self.lang.map(str::trim).filter(|lang| !lang.is_empty())
    }

    /// What addresses in it are relative to.
    #[must_use]
    pub fn base(&self) -> Option<&Url> {
        self.base.as_deref()
    }

    /// Where it lies; `None` if nothing is there, or nothing that is text.
    pub(super) fn place(&self) -> Option<Fragment> {
        let Written::As(form) = self.written else { return None };
        let place = fragment(self.raw, 0..self.raw.len(), form)?;
        let start = u32::try_from(self.start).ok()?;
        Some(Fragment { start, end: start.checked_add(place.end)?, form })
    }
}

/// What stands in the `div` around inline XHTML, which is no part of it (RFC 4287 §3.1.1.3).
fn unwrapped(raw: &str) -> &str {
    let raw = raw.trim();
    let Some(start) =
        crate::codec::scan::Scanner::new(raw, 0).next().filter(|tag| tag.range.start == 0)
    else {
        return raw;
    };
    let inside = &raw[start.range.end..];
    let end = inside.rfind("</").filter(|_| start.local().eq_ignore_ascii_case("div"));
    end.map_or(raw, |end| &inside[..end])
}
