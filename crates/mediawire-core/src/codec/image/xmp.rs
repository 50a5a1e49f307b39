//! XMP (ISO 16684-1): of a packet of RDF, who made the image, and what is to be said of it.

use crate::codec::image::{Metadata, joined, tidy};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

/// The longest packet that is read.
pub(super) const BYTES_MAX: usize = 1 << 20;

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The properties that are read (IPTC Photo Metadata Standard 2023.2 §11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Creator,
    Credit,
    Copyright,
    Caption,
}

/// A property that was begun.
struct Open {
    property: Property,
    /// Elements that are open inside it.
    depth: usize,
    /// Its texts: with alternatives, the default one first.
    texts: Vec<String>,
    is_default: bool,
    text: String,
}

/// What `packet` says of the image; nothing of what is no XML.
pub(super) fn read(packet: &[u8]) -> Metadata {
    let packet = &packet[..packet.len().min(BYTES_MAX)];
    let text = String::from_utf8_lossy(packet);
    let mut reader = NsReader::from_str(&text);
    // Closing tags are counted, not compared: half a packet is better than none.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut metadata = Metadata::default();
    let mut open: Option<Open> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) => match &mut open {
                Some(open) => open.start(&reader, &tag),
                None => {
                    attributes(&mut metadata, &reader, &tag);
                    open = property(&reader, tag.name(), true).map(Open::new);
                }
            },
            Event::Empty(tag) if open.is_none() => attributes(&mut metadata, &reader, &tag),
            Event::End(_) => {
                if let Some(mut property) = open.take() {
                    property.end();
                    match property.depth {
                        0 => property.save(&mut metadata),
                        _ => open = Some(Open { depth: property.depth - 1, ..property }),
                    }
                }
            }
            Event::Text(text) => push(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => push(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => {
                let of_number = name.resolve_char_ref().ok().flatten().map(String::from);
                let of_name =
                    quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                push(&mut open, &of_number.or(of_name).unwrap_or_default());
            }
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    metadata
}

fn push(open: &mut Option<Open>, text: &str) {
    if let Some(open) = open {
        open.text.push_str(text);
    }
}

impl Open {
    fn new(property: Property) -> Self {
        Self { property, depth: 0, texts: Vec::new(), is_default: false, text: String::new() }
    }

    fn start(&mut self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) {
        self.depth += 1;
        self.text.clear();
        self.is_default = tag.attributes().flatten().any(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            is_in(reader, attribute.key, false, XML) == Some("lang")
                && value.is_ok_and(|value| value == "x-default")
        });
    }

    /// An element inside it has ended, or it itself.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        if tidy(&text).is_some() {
            let at = if self.is_default { 0 } else { self.texts.len() };
            self.texts.insert(at, text);
        }
    }

    fn save(self, metadata: &mut Metadata) {
        let text = match self.property {
            Property::Creator => joined(&self.texts),
            Property::Credit | Property::Copyright | Property::Caption => {
                self.texts.first().and_then(|text| tidy(text))
            }
        };
        set(metadata, self.property, text);
    }
}

/// The first word on a property holds.
fn set(metadata: &mut Metadata, property: Property, text: Option<String>) {
    let field = match property {
        Property::Creator => &mut metadata.creator,
        Property::Credit => &mut metadata.credit,
        Property::Copyright => &mut metadata.copyright,
        Property::Caption => &mut metadata.caption,
    };
    *field = field.take().or(text);
}

/// The properties that stand as attributes of a description (ISO 16684-1 §7.9.2.2).
fn attributes(metadata: &mut Metadata, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) {
    if is_in(reader, tag.name(), true, RDF) != Some("Description") {
        return;
    }
    for attribute in tag.attributes().flatten() {
        if let Some(property) = property(reader, attribute.key, false)
            && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
        {
            set(metadata, property, tidy(&value));
        }
    }
}

fn property(reader: &NsReader<&[u8]>, name: QName<'_>, is_element: bool) -> Option<Property> {
    match is_in(reader, name, is_element, DUBLIN_CORE) {
        Some("creator") => Some(Property::Creator),
        Some("rights") => Some(Property::Copyright),
        Some("description") => Some(Property::Caption),
        _ if is_in(reader, name, is_element, PHOTOSHOP) == Some("Credit") => Some(Property::Credit),
        _ => None,
    }
}

/// The name without its prefix, if the prefix stands for `space`.
fn is_in<'n>(
    reader: &NsReader<&[u8]>,
    name: QName<'n>,
    is_element: bool,
    space: &str,
) -> Option<&'n str> {
    let (found, local) = match is_element {
        true => reader.resolver().resolve_element(name),
        false => reader.resolver().resolve_attribute(name),
    };
    (found == ResolveResult::Bound(Namespace(space))).then(|| local.into_inner())
}
