//! The site that is published: its name, its address and its standing words.

use crate::model::section::{Section, SectionCode};
use jiff::tz::TimeZone;

/// The site that is published. All of it comes from the configuration.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Scheme, host and port, without a slash at the end: `https://wire.example`.
    pub base: String,
    /// The wire's own byline: `Media Wire`.
    pub byline: String,
    /// The words that stand on every item.
    pub disclaimer: String,
    /// The language of the site's own words (BCP 47).
    pub lang: String,
    /// The sections, in the order of the menu.
    pub sections: Vec<Section>,
    /// The zone of the times that are the wire's own.
    pub time_zone: TimeZone,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "Media Wire".to_owned(),
            base: "http://localhost".to_owned(),
            byline: "Media Wire".to_owned(),
            disclaimer: "Reports and views on this wire are retrieved from other news agencies and \
                         websites and do not necessarily reflect the opinion of this site. Headlines may be \
                         changed to the house style; the content is not changed. The source and its URL \
                         stand at the bottom of each article."
                .to_owned(),
            lang: "en".to_owned(),
            sections: Vec::new(),
            time_zone: TimeZone::UTC,
        }
    }
}

impl Site {
    /// The name of the section with that code; the code itself if the site has no such section any more.
    #[must_use]
    pub fn section_name<'a>(&'a self, code: &'a SectionCode) -> &'a str {
        self.sections
            .iter()
            .find(|section| section.code == *code)
            .map_or(code.as_str(), |section| &section.name)
    }

    /// The absolute address of `path` on this site.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}
