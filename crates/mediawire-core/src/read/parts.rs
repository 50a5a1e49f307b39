//! The links, persons, categories and images of a record of an XML list, each as its element tells it.

use super::chars;
use super::element::Element;
use super::gather;
use crate::codec::scan::{Scanner, child};
use std::borrow::Cow;
use url::Url;

/// Whose the keywords and categories of podcasts are.
pub(super) const ITUNES: &str = "http://www.itunes.com/";
/// What a category of Media RSS is from where it is not said.
const MEDIA: &str = "http://search.yahoo.com/mrss/category_schema";

/// A link, as it stands there but for its address, which is absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link<'a> {
    /// Its address.
    pub href: String,
    /// What it leads to (RFC 4287 §4.2.7.2): `alternate` where it is not said.
    pub rel: Cow<'a, str>,
    /// The media type of what it leads to.
    pub media_type: Option<Cow<'a, str>>,
    /// What it is called.
    pub title: Option<Cow<'a, str>>,
    /// The language of what it leads to.
    pub lang: Option<Cow<'a, str>>,
    /// How long that is, in bytes, as it is said.
    pub length: Option<Cow<'a, str>>,
}

/// A person or a body, as far as it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name, as text.
    pub name: Option<String>,
    /// The address of its mail.
    pub email: Option<String>,
    /// The address of its page, absolute.
    pub href: Option<String>,
}

/// What a record is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Category {
    /// The term, as text.
    pub term: Option<String>,
    /// Whose term it is.
    pub scheme: Option<String>,
    /// How it is shown.
    pub label: Option<String>,
}

/// An image of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    /// Its address, absolute.
    pub href: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// The page that it leads to.
    pub link: Option<String>,
    /// What it shows.
    pub description: Option<String>,
    /// Its sides in pixels.
    pub width: Option<u32>,
    /// See `width`.
    pub height: Option<u32>,
}

/// The address that `href` means there, of whatever scheme; as it stands where it cannot be one.
pub(super) fn absolute(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() {
        return None;
    }
    if gather::is_usual(href) {
        return Some(href.to_owned());
    }
    match Url::parse(href) {
        Ok(_) => Some(href.to_owned()),
        Err(_) => {
            let joined = base.and_then(|base| base.join(href).ok());
            Some(joined.map_or_else(|| href.to_owned(), String::from))
        }
    }
}

pub(super) fn link<'a>(it: &Element<'a>) -> Option<Link<'a>> {
    let Some(href) = it.attribute("href") else {
        return Some(Link {
            href: absolute(&it.plain(), it.base.as_deref())?,
            rel: Cow::Borrowed("alternate"),
            media_type: Some(Cow::Borrowed("text/html")),
            ..Link::default()
        });
    };
    let rel = it.attribute("rel").filter(|rel| !rel.is_empty());
    let rel = rel.unwrap_or(Cow::Borrowed("alternate"));
    let iana = "http://www.iana.org/assignments/relation/";
    let rel = rel.strip_prefix(iana).map(|rel| Cow::Owned(rel.to_owned())).unwrap_or(rel);
    Some(Link {
        href: absolute(&href, it.base.as_deref())?,
        media_type: it.attribute("type").or_else(|| usual_type(&rel).map(Cow::Borrowed)),
        title: it.attribute("title"),
        lang: it.attribute("hreflang"),
        length: it.attribute("length"),
        rel,
    })
}

/// What a link leads to where it does not say so.
fn usual_type(rel: &str) -> Option<&'static str> {
    match rel {
        "alternate" => Some("text/html"),
        "self" => Some("application/atom+xml"),
        _ => None,
    }
}

pub(super) fn enclosure<'a>(it: &Element<'a>) -> Option<Link<'a>> {
    let url = it.attribute("url").or_else(|| it.attribute("href"))?;
    Some(Link {
        href: absolute(&url, it.base.as_deref())?,
        rel: Cow::Borrowed("enclosure"),
        media_type: it.attribute("type"),
        length: it.attribute("length"),
        ..Link::default()
    })
}

/// A person as an element tells it: by elements of its own (Atom, podcasts), or in one line (RSS).
pub(super) fn person(it: &Element<'_>) -> Person {
    if !it.has_elements {
        let text = chars::html_line(it.raw);
        let email = email(&text).map(str::to_owned);
        let name = gather::person(&text);
        return Person { name: Some(name).filter(|it| !it.is_empty()), email, href: None };
    }
    let of = |names: &[&str]| {
        let found = names.iter().find_map(|name| child(it.raw, name)).map(chars::html_line);
        found.filter(|text| !text.is_empty())
    };
    let href = of(&["uri", "url", "homepage"]);
    Person {
        name: of(&["name"]),
        email: of(&["email"]),
        href: href.and_then(|href| absolute(&href, it.base.as_deref())),
    }
}

/// The address of a mailbox in a text.
fn email(text: &str) -> Option<&str> {
    let is_apart = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | ',' | ';' | '[' | ']')
    };
    let words = text.split(is_apart).map(|word| word.strip_prefix("mailto:").unwrap_or(word));
    words.filter(|word| word.contains('.')).find(|word| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
    })
}

/// The categories that an element tells: its own, and those in it (podcasts).
pub(super) fn categories(it: &Element<'_>, out: &mut Vec<Category>) {
    let owned = |text: Cow<'_, str>| Some(text.into_owned()).filter(|text| !text.is_empty());
    let text = if it.has_elements { String::new() } else { chars::html_line(it.raw) };
    let term = it.attribute("term").and_then(owned).or_else(|| owned(Cow::Owned(text)));
    let scheme = ["scheme", "domain"].iter().find_map(|name| it.attribute(name)).and_then(owned);
    let is_of = |prefix: &str| it.tag.prefix().eq_ignore_ascii_case(prefix);
    let usual = if is_of("media") {
        Some(MEDIA)
    } else if is_of("itunes") {
        Some(ITUNES)
    } else {
        None
    };
    let label = it.attribute("label").and_then(owned);
    if let Some(text) = it.attribute("text").filter(|_| is_of("itunes")) {
        out.push(Category { term: owned(text), scheme: usual.map(str::to_owned), label: None });
        for tag in Scanner::new(it.raw, 0) {
            let text = tag.attribute("text").map(chars::attribute).and_then(owned);
            if text.is_some() {
                out.push(Category { term: text, scheme: usual.map(str::to_owned), label: None });
            }
        }
        return;
    }
    out.push(Category { term, scheme: scheme.or(usual.map(str::to_owned)), label });
}

/// An image as RSS tells it.
pub(super) fn image(it: &Element<'_>) -> Image {
    let of = |name: &str| child(it.raw, name).map(chars::html_line).filter(|text| !text.is_empty());
    let number = |name: &str| of(name)?.parse().ok();
    let url = |name: &str| absolute(&of(name)?, it.base.as_deref());
    let own = it.attribute("href").or_else(|| it.attribute("url"));
    Image {
        href: url("url").or_else(|| absolute(&own?, it.base.as_deref())),
        title: of("title"),
        link: url("link"),
        description: of("description"),
        width: number("width"),
        height: number("height"),
    }
}
