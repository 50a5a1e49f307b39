//! RSS 2.0 with the modules that readers know: content, Dublin Core, Atom's link to itself.

use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::card::machine;
use crate::publish::feed_text::{authors, content_html, genre_name, summary_html};
use crate::publish::html::web_link;
use crate::publish::language::tag;
use crate::publish::output::{Channel, Output};
use crate::publish::site::Site;
use crate::publish::xml::Xml;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// RSS 2.0 (RSS Advisory Board, 2.0.11).
pub const OUTPUT: Output = Output {
    name: "RSS",
    file: "feed.rss",
    media_type: "application/rss+xml; charset=utf-8",
    write,
};

const NAMESPACES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

fn write(site: &Site, channel: &Channel) -> Vec<u8> {
    let mut xml = Xml::new();
    let self_url = site.absolute(&channel.self_path);
    xml.open("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.leaf("title", &[], &channel.title);
    xml.leaf("link", &[], &site.absolute(&channel.path));
    xml.leaf("description", &[], &channel.description);
    xml.leaf("language", &[], &site.lang);
    xml.leaf("lastBuildDate", &[], &rfc_822(channel.updated));
    let itself = [("rel", "self"), ("type", "application/rss+xml"), ("href", self_url.as_str())];
    xml.empty("atom:link", &itself);
    for shown in &channel.items {
        write_item(&mut xml, site, shown);
    }
    xml.close("channel");
    xml.close("rss");
    xml.into_bytes()
}

fn write_item(xml: &mut Xml, site: &Site, shown: &Shown) {
    let url = site.absolute(&address::article(&shown.public));
    xml.open("item", &[]);
    xml.leaf("title", &[], &shown.headline);
    xml.leaf("link", &[], &url);
    xml.leaf("guid", &[("isPermaLink", "true")], &url);
    xml.leaf("pubDate", &[], &rfc_822(shown.published));
    // RSS has no word of its own for when an item was changed.
    xml.leaf("atom:updated", &[], &machine(shown.dispatched));
    for author in authors(shown) {
        xml.leaf("dc:creator", &[], author);
    }
    let lang = tag(shown.lang.as_deref());
    if !lang.is_empty() {
        xml.leaf("dc:language", &[], lang);
    }
    xml.leaf("category", &[], &site.section_name(&shown.section));
    xml.leaf("category", &[], genre_name(shown.genre));
    if let Some(link) = web_link(&shown.source_url) {
        xml.leaf("source", &[("url", &link)], &shown.source_name);
    }
    if let Some(picture) = &shown.lead_picture {
        let (url, length) = (site.absolute(&address::image(picture)), picture.n_bytes.to_string());
        let media_type = picture.kind.media_type();
        xml.empty("enclosure", &[("url", &url), ("length", &length), ("type", media_type)]);
    }
    xml.leaf("description", &[], &summary_html(site, shown));
    if let Some(content) = content_html(site, shown) {
        xml.leaf("content:encoded", &[], &content);
    }
    xml.close("item");
}

/// `Mon, 23 Nov 2026 14:05:00 GMT`, in whole seconds.
fn rfc_822(at: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&at)
        .expect("the wire's own times have years of four digits")
}
