//! What the elements of RSS, RDF and Atom mean, by vocabulary and name. To read another element, add a line.

use super::chars;
use crate::codec::scan::Tag;

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
    /// Media RSS.
    Media,
    /// The licences of Creative Commons, in RSS 1.0 and 2.0.
    Licence,
    /// Atom's threads (RFC 4685).
    Thread,
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
    ("search.yahoo.com/mrss", Space::Media),
    ("backend.userland.com/creativecommonsrssmodule", Space::Licence),
    ("cyber.law.harvard.edu/rss/creativecommonsrssmodule", Space::Licence),
    ("web.resource.org/cc/", Space::Licence),
    ("backend.userland.com/rss", Space::Rss),
    ("creativecommons.org/ns", Space::Licence),
    ("purl.org/syndication/thread/", Space::Thread),
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
    ("media", Space::Media),
    ("creativecommons", Space::Licence),
    ("cc", Space::Licence),
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
        if tag.inside.len() < "xmlns:".len() || !tag.inside.contains("xmlns:") {
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
            return match tag.inside.len() > "xmlns=".len() && tag.inside.contains("xmlns=") {
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
    Issued,
    Created,
    /// A date of which nobody says what happened then.
    Date,
    Updated,
    Expired,
    Category,
    /// Categories with commas between.
    Keywords,
    /// A person, as text (`a@b.c (Name)`) or as an element with a `name` (Atom).
    Author,
    /// A person who counts as author where no other is named.
    OtherAuthor,
    Contributor,
    Publisher,
    Description,
    Summary,
    /// A summary that counts where the format's own is missing.
    OtherSummary,
    /// The line below a title.
    Subtitle,
    /// The full text of RSS.
    Encoded,
    /// The full text of Atom, or of RSS where it has no better.
    Content,
    Lang,
    Rights,
    Licence,
    Generator,
    Image,
    /// An image that is an address alone.
    OtherImage,
    /// A picture of Media RSS; what stands in its element is said of the item.
    Picture,
    Icon,
    Logo,
    Comments,
    Docs,
    Enclosure,
    Source,
    ReplyTo,
    Ttl,
    SkipHour,
    SkipDay,
    UpdatePeriod,
    UpdateFrequency,
}

impl Field {
    /// Whether its element holds a short text, so that another field's start means that its end was forgotten.
    pub(super) fn is_short(self) -> bool {
        !matches!(
            self,
            Self::Description
                | Self::Summary
                | Self::OtherSummary
                | Self::Encoded
                | Self::Content
                | Self::Image
                | Self::Source
                | Self::Rights
                | Self::Subtitle
        )
    }
}

/// What an element named `local` of `space` says; `None` if it says nothing that is read.
pub(super) fn field(space: Space, local: &str) -> Option<Field> {
    let mut lower = [0u8; 16];
    let name = chars::lower(local, &mut lower)?;
    match space {
        Space::Rss | Space::Atom => own(space, name),
        Space::Dublin => dublin(name),
        Space::Itunes => match name {
            b"author" => Some(Field::OtherAuthor),
            b"owner" => Some(Field::Publisher),
            b"category" => Some(Field::Category),
            b"keywords" => Some(Field::Keywords),
            b"image" | b"link" => Some(Field::OtherImage),
            b"subtitle" => Some(Field::Subtitle),
            b"summary" => Some(Field::OtherSummary),
            _ => None,
        },
        Space::Media => match name {
            b"title" => Some(Field::OtherTitle),
            b"category" => Some(Field::Category),
            _ => None,
        },
        Space::Licence => matches!(name, b"license" | b"licence").then_some(Field::Licence),
        Space::FeedBurner => (name == b"origlink").then_some(Field::OriginalLink),
        Space::Content => (name == b"encoded").then_some(Field::Encoded),
        Space::Xhtml => (name == b"body").then_some(Field::Content),
        Space::Syndication => match name {
            b"updateperiod" => Some(Field::UpdatePeriod),
            b"updatefrequency" => Some(Field::UpdateFrequency),
            _ => None,
        },
        Space::Thread => (name == b"in-reply-to").then_some(Field::ReplyTo),
        Space::Rdf | Space::Other => None,
    }
}

/// A word of RSS, RDF, CDF or Atom itself.
fn own(space: Space, name: &[u8]) -> Option<Field> {
    let is_rss = space == Space::Rss;
    Some(match name {
        b"title" => Field::Title,
        b"link" => Field::Link,
        b"guid" if is_rss => Field::Guid,
        b"id" => Field::Id,
        b"pubdate" if is_rss => Field::Published,
        b"published" => Field::Published,
        b"issued" => Field::Issued,
        b"created" => Field::Created,
        b"updated" | b"modified" => Field::Updated,
        b"lastbuilddate" if is_rss => Field::Updated,
        b"expirationdate" if is_rss => Field::Expired,
        b"category" => Field::Category,
        b"tags" if is_rss => Field::Keywords,
        b"author" | b"managingeditor" => Field::Author,
        b"contributor" => Field::Contributor,
        b"webmaster" if is_rss => Field::Publisher,
        b"description" if is_rss => Field::Description,
        b"abstract" if is_rss => Field::Description,
        b"subtitle" | b"tagline" => Field::Subtitle,
        b"summary" => Field::Summary,
        b"content" => Field::Content,
        b"body" | b"fullitem" if is_rss => Field::Content,
        b"language" if is_rss => Field::Lang,
        b"rights" | b"copyright" => Field::Rights,
        b"generator" => Field::Generator,
        b"image" if is_rss => Field::Image,
        b"icon" => Field::Icon,
        b"logo" => Field::Logo,
        b"comments" if is_rss => Field::Comments,
        b"docs" if is_rss => Field::Docs,
        b"enclosure" if is_rss => Field::Enclosure,
        b"source" => Field::Source,
        b"ttl" if is_rss => Field::Ttl,
        b"hour" if is_rss => Field::SkipHour,
        b"day" if is_rss => Field::SkipDay,
        _ => return None,
    })
}

fn dublin(name: &[u8]) -> Option<Field> {
    Some(match name {
        b"title" => Field::OtherTitle,
        b"date" | b"available" => Field::Date,
        b"issued" => Field::Issued,
        b"created" => Field::Created,
        b"modified" => Field::Updated,
        b"subject" => Field::Category,
        b"creator" | b"author" => Field::Author,
        b"contributor" => Field::Contributor,
        b"publisher" => Field::Publisher,
        b"description" | b"abstract" => Field::OtherSummary,
        b"language" => Field::Lang,
        b"rights" => Field::Rights,
        _ => return None,
    })
}
