//! Atom 1.0.

use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::card::machine;
use crate::publish::feed_text::{authors, content_html, genre_name, summary_html};
use crate::publish::html::web_link;
use crate::publish::language::tag;
use crate::publish::output::{Channel, Output};
use crate::publish::site::Site;
use crate::publish::xml::Xml;

/// Atom 1.0 (RFC 4287).
pub const OUTPUT: Output = Output {
    name: "Atom",
    file: "feed.atom",
    media_type: "application/atom+xml; charset=utf-8",
    write,
};

fn write(site: &Site, channel: &Channel) -> Vec<u8> {
    let mut xml = Xml::new();
    let page = site.absolute(&channel.path);
    let feed = site.absolute(&channel.self_path);
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &site.lang)]);
    xml.leaf("id", &[], &feed);
    xml.leaf("title", &[], &channel.title);
    xml.leaf("subtitle", &[], &channel.description);
    xml.leaf("updated", &[], &machine(channel.updated));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    person(&mut xml, &site.byline);
    for shown in &channel.items {
        write_entry(&mut xml, site, shown);
    }
    xml.close("feed");
    xml.into_bytes()
}

fn write_entry(xml: &mut Xml, site: &Site, shown: &Shown) {
    let url = site.absolute(&address::article(&shown.public));
    let source_link = web_link(&shown.source_url);
    xml.open("entry", &[("xml:lang", tag(shown.lang.as_deref()))]);
    xml.leaf("id", &[], &url);
    xml.leaf("title", &[("type", "text")], &shown.headline);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
    if let Some(link) = &source_link {
        xml.empty("link", &[("rel", "via"), ("title", &shown.source_name), ("href", link)]);
    }
    if let Some(picture) = &shown.lead_picture {
        let (href, length) = (site.absolute(&address::image(picture)), picture.n_bytes.to_string());
        let media_type = picture.kind.media_type();
        xml.empty(
            "link",
            &[("rel", "enclosure"), ("type", media_type), ("length", &length), ("href", &href)],
        );
    }
    xml.leaf("published", &[], &machine(shown.published));
    xml.leaf("updated", &[], &machine(shown.dispatched));
    authors(shown).into_iter().for_each(|name| person(xml, name));
    let section = site.section_name(&shown.section);
    xml.empty("category", &[("term", shown.section.as_str()), ("label", &section)]);
    let genre = genre_name(shown.genre);
    xml.empty("category", &[("term", shown.genre.name()), ("label", genre)]);
    xml.open("source", &[]);
    xml.leaf("id", &[], &site.absolute(&address::source(&shown.source)));
    xml.leaf("title", &[], &shown.source_name);
    xml.leaf("updated", &[], &machine(shown.dispatched));
    if let Some(link) = &source_link {
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", link)]);
    }
    xml.close("source");
    xml.leaf("summary", &[("type", "html")], &summary_html(site, shown));
    if let Some(content) = content_html(site, shown) {
        xml.leaf("content", &[("type", "html")], &content);
    }
    xml.close("entry");
}

fn person(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.leaf("name", &[], name);
    xml.close("author");
}
