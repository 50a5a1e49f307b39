//! What one thing of an XML list says of itself: the list, an item, or the list that an item was taken from.

use super::chars;
use super::element::{Dialect, Element, Text};
use super::fields::Field;
use super::gather::lang;
use super::parts::{
    Category, ITUNES, Image, Link, Person, absolute, categories, enclosure, image, link, person,
};
use super::xml;
use crate::codec::scan::Tag;
use crate::model::entry::{Form, Fragment};
use crate::model::time::Time;
use crate::text::date;
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Categories of one record that are kept.
const CATEGORIES_MAX: usize = 64;
/// Elements of one record that are read.
pub(super) const ELEMENTS_MAX: usize = 2_000;

/// A list or an item of it: its elements, and what they mean.
///
/// Nothing is decoded before it is asked for. Of what may be said once, the first counts, the format's own words before
/// those of Dublin Core and others.
#[derive(Debug)]
pub struct Record<'a> {
    pub(super) tag: Tag<'a>,
    pub(super) dialect: Dialect,
    pub(super) lang: Option<&'a str>,
    pub(super) base: Option<Arc<Url>>,
    pub(super) elements: Vec<Element<'a>>,
}

impl<'a> Record<'a> {
    /// What addresses in it are relative to.
    #[must_use]
    pub fn base(&self) -> Option<&Url> {
        self.base.as_deref()
    }

    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &Element<'a>> {
        self.elements.iter().filter(move |it| it.field == field)
    }

    pub(super) fn first(&self, field: Field) -> Option<&Element<'a>> {
        self.all(field).next()
    }

    fn text(&self, fields: &[Field]) -> Option<Text<'a>> {
        fields.iter().find_map(|&field| Some(self.first(field)?.text(self.dialect)))
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<Text<'a>> {
        self.text(&[Field::Title, Field::OtherTitle])
    }

    /// The line below its title.
    #[must_use]
    pub fn subtitle(&self) -> Option<Text<'a>> {
        self.text(&[Field::Subtitle])
    }

    /// Where its first description lies that holds any text, written as `form` says whatever it looks like.
    pub(super) fn described(&self, form: Form) -> Option<Fragment> {
        self.all(Field::Description).find_map(|it| it.place(form))
    }

    /// Whose it is, in law.
    #[must_use]
    pub fn rights(&self) -> Option<Text<'a>> {
        self.text(&[Field::Rights])
    }

    /// Its description or summary, whichever stands first.
    #[must_use]
    pub fn summary(&self) -> Option<Text<'a>> {
        self.summaries().next().or_else(|| self.text(&[Field::OtherSummary]))
    }

    fn summaries(&self) -> impl Iterator<Item = Text<'a>> {
        let named = |it: &&Element<'a>| matches!(it.field, Field::Description | Field::Summary);
        self.elements.iter().filter(named).map(|it| it.text(self.dialect))
    }

    /// Its full texts: what is written as such, and a second summary.
    pub fn contents(&self) -> impl Iterator<Item = Text<'a>> {
        let named = |it: &&Element<'a>| matches!(it.field, Field::Encoded | Field::Content);
        let own = self.elements.iter().filter(named).map(|it| it.text(self.dialect_of(it.field)));
        own.chain(self.summaries().skip(1))
    }

    /// The family of formats that an element of that field is in: `content:encoded` is RSS's wherever it stands.
    pub(super) fn dialect_of(&self, field: Field) -> Dialect {
        if field == Field::Encoded { Dialect::Rss } else { self.dialect }
    }

    /// Where its text is to be had, if it is elsewhere (RFC 4287 §4.1.3.2).
    #[must_use]
    pub fn content_href(&self) -> Option<String> {
        let content = self.first(Field::Content)?;
        absolute(&content.attribute("src")?, content.base.as_deref())
    }

    /// Its own identity, as it stands there, and whether it is the address of its page.
    #[must_use]
    pub fn id(&self) -> Option<(Cow<'a, str>, bool)> {
        let own = [Field::Guid, Field::Id].into_iter().find_map(|field| self.first(field));
        let named = own.map(|it| {
            let said = it.attribute("isPermaLink");
            let is_link = it.field == Field::Guid
                && !said.is_some_and(|said| said.eq_ignore_ascii_case("false"));
            (it.plain(), is_link)
        });
        named.filter(|(id, _)| !id.is_empty()).or_else(|| Some((self.about()?, false)))
    }

    /// `rdf:about`.
    pub(super) fn about(&self) -> Option<Cow<'a, str>> {
        let about = self.tag.attribute("rdf:about").or_else(|| self.tag.attribute("about"));
        about.map(chars::attribute).filter(|about| !about.is_empty())
    }

    /// Every link and every file that belongs to it (`enclosure`), in order.
    pub fn links(&self) -> impl Iterator<Item = Link<'a>> {
        let own = self.tag.attribute("href").filter(|_| self.dialect == Dialect::Rss);
        // CDF
        let own = own.map(|href| Link {
            href: absolute(&chars::attribute(href), self.base.as_deref()).unwrap_or_default(),
            rel: Cow::Borrowed("alternate"),
            ..Link::default()
        });
        own.into_iter().chain(self.elements.iter().filter_map(|it| match it.field {
            Field::Link => link(it),
            Field::Enclosure => enclosure(it),
            _ => None,
        }))
    }

    /// The address of its page: what it links to, and else its identity, if that is one.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let linked = self.links().find(|link| link.rel == "alternate").map(|link| link.href);
        linked.or_else(|| {
            let (id, is_link) = self.id()?;
            let base = self.base.as_deref().filter(|_| id.contains(['/', '.']));
            is_link.then(|| absolute(&id, base)).flatten()
        })
    }

    /// Its authors.
    #[must_use]
    pub fn authors(&self) -> Vec<Person> {
        let named: Vec<Person> = self.persons(Field::Author).collect();
        if named.is_empty() { self.persons(Field::OtherAuthor).collect() } else { named }
    }

    /// Who else had a part in it.
    #[must_use]
    pub fn contributors(&self) -> Vec<Person> {
        self.persons(Field::Contributor).collect()
    }

    /// Who publishes it.
    #[must_use]
    pub fn publisher(&self) -> Option<Person> {
        self.persons(Field::Publisher).next()
    }

    fn persons(&self, field: Field) -> impl Iterator<Item = Person> {
        self.all(field).map(person).filter(|it| *it != Person::default())
    }

    /// When it was published; where only a date is given without saying of what, that.
    #[must_use]
    pub fn published(&self) -> Option<Moment<'a>> {
        self.moment(Field::Published).or_else(|| self.moment(Field::Issued))
    }

    /// When it was changed.
    #[must_use]
    pub fn updated(&self) -> Option<Moment<'a>> {
        self.moment(Field::Updated)
    }

    /// When it was made.
    #[must_use]
    pub fn created(&self) -> Option<Moment<'a>> {
        self.moment(Field::Created)
    }

    /// A date of which nobody says what happened then.
    #[must_use]
    pub fn dated(&self) -> Option<Moment<'a>> {
        self.moment(Field::Date)
    }

    /// When it is no longer true.
    #[must_use]
    pub fn expired(&self) -> Option<Moment<'a>> {
        self.moment(Field::Expired)
    }

    fn moment(&self, field: Field) -> Option<Moment<'a>> {
        let all = || self.elements.iter().filter(|it| it.field == field);
        let moments = || all().map(|it| Moment(it.plain())).filter(|it| !it.0.is_empty());
        // Of several the last one counts.
        moments().rfind(|it| it.time().is_some()).or_else(|| moments().next())
    }

    /// What it is about.
    #[must_use]
    pub fn categories(&self) -> Vec<Category> {
        let mut out: Vec<Category> = Vec::new();
        for it in &self.elements {
            match it.field {
                Field::Category => categories(it, &mut out),
                Field::Keywords => out.extend(it.plain().split(',').map(|word| Category {
                    term: Some(chars::fold(word)),
                    scheme: (!it.tag.prefix().is_empty()).then(|| ITUNES.to_owned()),
                    label: None,
                })),
                _ => {}
            }
        }
        let mut known: Vec<Category> = Vec::with_capacity(out.len().min(CATEGORIES_MAX));
        for it in out {
            let is_said = [&it.term, &it.label].into_iter().flatten().any(|name| !name.is_empty());
            if is_said && known.len() < CATEGORIES_MAX && !known.contains(&it) {
                known.push(it);
            }
        }
        known
    }

    /// The language it says that it is in, as it says it.
    #[must_use]
    pub fn lang(&self) -> Option<Cow<'a, str>> {
        let said = self.first(Field::Lang).map(Element::plain);
        said.filter(|said| !said.is_empty()).or_else(|| self.lang.map(Cow::Borrowed))
    }

    /// Its language as a tag (BCP 47); `None` if what it says is none.
    pub(super) fn lang_tag(&self) -> Option<String> {
        let said = self.all(Field::Lang).find_map(|it| lang(&it.plain()));
        said.or_else(|| self.lang.and_then(lang))
    }

    /// The terms on which it may be used, by address.
    #[must_use]
    pub fn licence(&self) -> Option<String> {
        let it = self.first(Field::Licence)?;
        let href = it.attribute("rdf:resource").or_else(|| it.attribute("resource"));
        absolute(&href.unwrap_or_else(|| it.plain()), it.base.as_deref())
    }

    /// The image that stands for it.
    #[must_use]
    pub fn image(&self) -> Option<Image> {
        let image = self.first(Field::Image).map(image);
        let other = || {
            self.all(Field::OtherImage).find_map(|it| {
                let is_image = it.attribute("rel").is_none_or(|rel| rel == "image");
                let href =
                    it.attribute("href").or_else(|| it.attribute("url")).filter(|_| is_image)?;
                Some(Image { href: absolute(&href, it.base.as_deref()), ..Image::default() })
            })
        };
        let mut image = image.or_else(other)?;
        if image.href.is_none() {
            image.href = other().and_then(|it| it.href);
        }
        Some(image)
    }

    /// The address of the picture that a reader is shown with it: a file that is one, or one of Media RSS.
    #[must_use]
    pub fn picture(&self) -> Option<String> {
        let is_image = |kind: Option<&str>| kind.is_some_and(|kind| kind.starts_with("image"));
        let mut links = self.links().filter(|link| link.rel == "enclosure");
        let file = links.find(|link| is_image(link.media_type.as_deref())).map(|link| link.href);
        let of = |it: &Element<'a>| absolute(&it.attribute("url")?, it.base.as_deref());
        let is_thumbnail = |it: &&Element<'a>| it.tag.local() == "thumbnail";
        let says_image = |it: &&Element<'a>| {
            ["medium", "type"].iter().any(|name| is_image(it.attribute(name).as_deref()))
        };
        let media = || self.all(Field::Picture).filter(says_image).find_map(of);
        let small = || self.all(Field::Picture).filter(is_thumbnail).find_map(of);
        file.or_else(media).or_else(small)
    }

    /// An address that an element of that field holds.
    fn address(&self, field: Field) -> Option<String> {
        let it = self.first(field)?;
        absolute(&it.plain(), it.base.as_deref())
    }

    /// A small image of its site.
    #[must_use]
    pub fn icon(&self) -> Option<String> {
        self.address(Field::Icon)
    }

    /// A large image of its site.
    #[must_use]
    pub fn logo(&self) -> Option<String> {
        self.address(Field::Logo)
    }

    /// Where it is discussed.
    #[must_use]
    pub fn comments(&self) -> Option<String> {
        self.address(Field::Comments)
    }

    /// Where its format is described.
    #[must_use]
    pub fn docs(&self) -> Option<String> {
        self.address(Field::Docs)
    }

    /// What made it: name, address, version.
    #[must_use]
    pub fn generator(&self) -> Option<(String, Option<String>, Option<Cow<'a, str>>)> {
        let it = self.first(Field::Generator)?;
        let href = it.attribute("uri").or_else(|| it.attribute("url"));
        let resource = it.attribute("rdf:resource");
        let href = href.or(resource).and_then(|href| absolute(&href, it.base.as_deref()));
        Some((chars::line(it.raw), href, it.attribute("version")))
    }

    /// What it answers to (RFC 4685 §3): the names and values of `ref`, `href`, `source` and `type`, as they are said.
    pub fn reply_to(&self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        let attributes = self.all(Field::ReplyTo).take(1).flat_map(|it| it.tag.attributes());
        attributes.map(|(name, value)| (name, chars::attribute(value)))
    }

    /// The list that it was taken from (RFC 4287 §4.2.11); of RSS, whose `source` is a title, only that is said.
    #[must_use]
    pub fn source(&self) -> Option<Self> {
        let it = self.first(Field::Source)?;
        let mut source = xml::inside(it, self.dialect);
        if source.elements.is_empty() {
            let tag = it.tag.clone();
            let (lang, base) = (it.lang, it.base.clone());
            let title = Element { field: Field::Title, tag, lang, base, ..*it };
            source.elements.push(title);
        }
        Some(source)
    }

    /// The address that its own element states, absolute: of RSS's `source`.
    #[must_use]
    pub fn own_href(&self) -> Option<String> {
        absolute(&chars::attribute(self.tag.attribute("url")?), self.base.as_deref())
    }
}

/// A time as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment<'a>(pub Cow<'a, str>);

impl Moment<'_> {
    /// The time; `None` if it is none.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        date::time(&self.0)
    }
}
