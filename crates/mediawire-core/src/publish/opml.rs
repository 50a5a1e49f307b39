//! The sources of the wire as a list of feeds for feed readers (OPML 2.0, opml.org/spec2.opml).

use super::xml::Xml;
use crate::model::section::Section;
use crate::model::source::Source;

/// The list of a source that a feed reader could ask: mailboxes and watched folders are the house's own affair.
fn list(source: &Source) -> Option<&str> {
    let is_web = |url: &&str| ["http:", "https:"].iter().any(|scheme| url.starts_with(scheme));
    source.list.as_deref().filter(is_web)
}

/// The sources that have a list, in a folder for each of the sections.
#[must_use]
pub fn opml(title: &str, sections: &[Section], sources: &[Source]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("opml", &[("version", "2.0")]);
    xml.open("head", &[]);
    xml.leaf("title", &[], title);
    xml.close("head");
    xml.open("body", &[]);
    let write = |xml: &mut Xml, source: &Source| {
        if let Some(list) = list(source) {
            let name = source.name.as_str();
            xml.empty(
                "outline",
                &[
                    ("type", "rss"),
                    ("text", name),
                    ("title", name),
                    ("xmlUrl", list),
                    ("htmlUrl", &source.home),
                ],
            );
        }
    };
    for section in sections {
        let own: Vec<&Source> =
            sources.iter().filter(|it| it.section == section.code && list(it).is_some()).collect();
        if !own.is_empty() {
            xml.open("outline", &[("text", &section.name)]);
            own.into_iter().for_each(|source| write(&mut xml, source));
            xml.close("outline");
        }
    }
    // Those of sections that are no longer there.
    let is_known = |source: &&Source| sections.iter().any(|section| section.code == source.section);
    sources.iter().filter(|it| !is_known(it)).for_each(|source| write(&mut xml, source));
    xml.close("body");
    xml.close("opml");
    xml.into_bytes()
}
