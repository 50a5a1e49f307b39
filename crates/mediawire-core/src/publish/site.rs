//! The site that is published: its name, its address and its standing words, in one language of its interface.

use crate::model::section::{Section, SectionCode};
use crate::publish::locale::{Locale, english};
use jiff::tz::TimeZone;
use std::borrow::Cow;
use std::sync::Arc;

/// The site that is published, in one language of its interface.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Scheme, host and port, without a slash at the end: `https://wire.example`.
    pub base: String,
    /// The wire's own byline: `Media Wire`.
    pub byline: String,
    /// The words that stand on every item, if they are the house's own; they are in its first language.
    pub disclaimer: Option<String>,
    /// The language of the site's own words (BCP 47).
    pub lang: String,
    /// The words of the interface.
    pub locale: Arc<Locale>,
    /// What stands before every path in this language: empty for the site's first, else `/fa`.
    pub prefix: String,
    /// The languages of the interface, the first one first.
    pub languages: Vec<Language>,
    /// The sections, in the order of the menu.
    pub sections: Vec<Section>,
    /// The zone of the times that are the wire's own.
    pub time_zone: TimeZone,
    /// The tag of the stylesheet: its address changes with its content.
    pub style: String,
}

/// A language of the interface, as its own speakers call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// What stands before every path in it.
    pub prefix: String,
}

impl Language {
    /// The path of a page in this language, from the path that it has in the site's first.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        at(&self.prefix, path)
    }
}

fn at(prefix: &str, path: &str) -> String {
    match path {
        "/" if !prefix.is_empty() => prefix.to_owned(),
        path => format!("{prefix}{path}"),
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "Media Wire".to_owned(),
            base: "http://localhost".to_owned(),
            byline: "Media Wire".to_owned(),
            disclaimer: None,
            lang: "en".to_owned(),
            locale: english(),
            prefix: String::new(),
            languages: Vec::new(),
            sections: Vec::new(),
            time_zone: TimeZone::UTC,
            style: String::new(),
        }
    }
}

impl Site {
    /// The site in each language of its interface, its own language first.
    #[must_use]
    pub fn in_languages(self, locales: &[Arc<Locale>], first: &Arc<Locale>) -> Vec<Self> {
        let mut all = vec![first.clone()];
        all.extend(locales.iter().filter(|locale| locale.tag != first.tag).cloned());
        let language = |(i, locale): (usize, &Arc<Locale>)| Language {
            tag: locale.tag.clone(),
            name: locale.say("language-name"),
            prefix: if i == 0 { String::new() } else { format!("/{}", locale.tag) },
        };
        let languages: Vec<Language> = all.iter().enumerate().map(language).collect();
        let of = |(locale, language): (Arc<Locale>, &Language)| Self {
            lang: if language.prefix.is_empty() { self.lang.clone() } else { locale.tag.clone() },
            prefix: language.prefix.clone(),
            languages: languages.clone(),
            locale,
            ..self.clone()
        };
        all.into_iter().zip(&languages).map(of).collect()
    }

    /// The name of the section with that code; the code itself if the site has no such section any more.
    #[must_use]
    pub fn section_name<'a>(&'a self, code: &'a SectionCode) -> Cow<'a, str> {
        self.sections
            .iter()
            .find(|section| section.code == *code)
            .map_or(Cow::Borrowed(code.as_str()), |section| self.name_of(section))
    }

    /// The name of a section in this language.
    #[must_use]
    pub fn name_of<'a>(&self, section: &'a Section) -> Cow<'a, str> {
        self.locale.section(section.code.as_str(), &section.name)
    }

    /// The words that stand on every item, in this language.
    #[must_use]
    pub fn disclaimer(&self) -> Cow<'_, str> {
        match &self.disclaimer {
            Some(own) if self.prefix.is_empty() => own.into(),
            _ => self.locale.say_with("disclaimer", &[("name", &self.name)]).into(),
        }
    }

    /// The path of a page in this language, from the path that it has in the site's first.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        at(&self.prefix, path)
    }

    /// The absolute address of `path` on this site, in its first language.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
