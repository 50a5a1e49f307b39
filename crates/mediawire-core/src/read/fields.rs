//! What the elements of RSS, RDF and Atom mean, by vocabulary and name. To read another element, add a line.

use super::scan::Tag;

/// Namespace declarations of one document that are remembered.
const PREFIXES_MAX: usize = 64;

/// Whose words a name is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// No prefix, or one of RSS's own namespaces.
    Rss,
    Atom,
    /// Dublin Core, terms included.
    Dublin,
    /// `content:encoded` of RSS 1.0.
    Content,
    /// `sy:` of RSS 1.0.
    Syndication,
    FeedBurner,
    Rdf,
    Xhtml,
    Itunes,
    Other,
}

/// Namespaces by a part of their address that no other has.
const URIS: &[(&str, Space)] = &[
    ("w3.org/2005/atom", Space::Atom),
    ("purl.org/atom/", Space::Atom),
    ("purl.org/dc/", Space::Dublin),
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("purl.org/rss/1.0/modules/dc", Space::Dublin),
    ("purl.org/rss/1.0/modules/", Space::Other),
    ("purl.org/rss/", Space::Rss),
    ("my.netscape.com/rdf/", Space::Rss),
    ("channel.netscape.com/rdf/", Space::Rss),
    ("1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("w3.org/1999/xhtml", Space::Xhtml),
    ("rssnamespace.org/feedburner", Space::FeedBurner),
    ("itunes.com/dtds/podcast", Space::Itunes),
];

/// What prefixes mean where nothing, or nothing known, is declared.
const CUSTOMS: &[(&str, Space)] = &[
    ("", Space::Rss),
    ("rss", Space::Rss),
    ("atom", Space::Atom),
    ("atom10", Space::Atom),
    ("a10", Space::Atom),
    ("dc", Space::Dublin),
    ("dcterms", Space::Dublin),
    ("content", Space::Content),
    ("sy", Space::Syndication),
    ("feedburner", Space::FeedBurner),
    ("rdf", Space::Rdf),
    ("xhtml", Space::Xhtml),
    ("itunes", Space::Itunes),
];

/// What the prefixes of a document stand for.
#[derive(Debug, Default)]
pub(super) struct Prefixes<'a> {
    declared: Vec<(&'a str, Space)>,
}

impl<'a> Prefixes<'a> {
    /// Learns what `tag` declares. A declaration holds from there to the end: documents that mean different
    /// things by one prefix are not known.
    pub(super) fn learn(&mut self, tag: &Tag<'a>) {
        if !tag.inside.contains("xmlns:") {
            return;
        }
        for (name, uri) in tag.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:")
                && let Some(space) = known(uri)
                && self.declared.len() < PREFIXES_MAX
            {
                self.declared.retain(|(declared, _)| *declared != prefix);
                self.declared.push((prefix, space));
            }
        }
    }

    /// Whose word the name of `tag` is.
    pub(super) fn space(&self, tag: &Tag<'a>) -> Space {
        let prefix = tag.prefix();
        if prefix.is_empty() {
            return match tag.inside.contains("xmlns=") {
                true => tag.attribute("xmlns").and_then(known).unwrap_or(Space::Rss),
                false => Space::Rss,
            };
        }
        if let Some((_, space)) = self.declared.iter().find(|(declared, _)| *declared == prefix) {
            return *space;
        }
        let custom = CUSTOMS.iter().find(|(name, _)| name.eq_ignore_ascii_case(prefix));
        custom.map_or(Space::Other, |(_, space)| *space)
    }
}

fn known(uri: &str) -> Option<Space> {
    let uri = uri.trim().to_ascii_lowercase();
    URIS.iter().find(|(part, _)| uri.contains(part)).map(|(_, space)| *space)
}

/// What an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    /// A title that counts where the format's own is missing.
    OtherTitle,
    /// An RSS `link` (its text), or an Atom one (`href`).
    Link,
    /// The address before a service put its own in.
    OriginalLink,
    Guid,
    Id,
    Published,
    /// A date that counts where the format's own is missing.
    OtherPublished,
    Updated,
    Category,
    /// A person, as text (`a@b.c (Name)`) or as an element with a `name` (Atom).
    Author,
    OtherAuthor,
    Description,
    Summary,
    /// The full text of RSS.
    Encoded,
    /// The full text of Atom, or of RSS where it has no better.
    Content,
    Lang,
    Ttl,
    UpdatePeriod,
    UpdateFrequency,
}

impl Field {
    /// Whether its element holds a short text, so that another field's start means that its end was forgotten.
    pub(super) fn is_short(self) -> bool {
        !matches!(self, Self::Description | Self::Summary | Self::Encoded | Self::Content)
    }
}

/// What an element named `local` of `space` says; `None` if it says nothing that is read.
pub(super) fn field(space: Space, local: &str) -> Option<Field> {
    let mut lower = [0u8; 16];
    let lower = lower.get_mut(..local.len())?;
    lower.copy_from_slice(local.as_bytes());
    lower.make_ascii_lowercase();
    let name: &[u8] = lower;
    Some(match (space, name) {
        (Space::Rss | Space::Atom, b"title") => Field::Title,
        (Space::Dublin, b"title") => Field::OtherTitle,
        (Space::Rss | Space::Atom, b"link") => Field::Link,
        (Space::FeedBurner, b"origlink") => Field::OriginalLink,
        (Space::Rss, b"guid") => Field::Guid,
        (Space::Rss | Space::Atom, b"id") => Field::Id,
        (Space::Rss, b"pubdate") | (Space::Rss | Space::Atom, b"published") => Field::Published,
        (Space::Rss | Space::Atom, b"issued" | b"created")
        | (Space::Dublin, b"date" | b"created" | b"issued" | b"available") => Field::OtherPublished,
        (Space::Rss | Space::Atom, b"updated" | b"modified") | (Space::Dublin, b"modified") => {
            Field::Updated
        }
        (Space::Rss | Space::Atom, b"category") | (Space::Dublin, b"subject") => Field::Category,
        (Space::Rss | Space::Atom, b"author") | (Space::Dublin, b"creator") => Field::Author,
        (Space::Itunes, b"author") => Field::OtherAuthor,
        (Space::Rss, b"description") => Field::Description,
        (Space::Rss | Space::Atom, b"summary") | (Space::Dublin, b"description" | b"abstract") => {
            Field::Summary
        }
        (Space::Content, b"encoded") => Field::Encoded,
        (Space::Rss | Space::Atom, b"content") | (Space::Xhtml, b"body") => Field::Content,
        (Space::Rss, b"language") | (Space::Dublin, b"language") => Field::Lang,
        (Space::Rss, b"ttl") => Field::Ttl,
        (Space::Syndication, b"updateperiod") => Field::UpdatePeriod,
        (Space::Syndication, b"updatefrequency") => Field::UpdateFrequency,
        _ => return None,
    })
}
