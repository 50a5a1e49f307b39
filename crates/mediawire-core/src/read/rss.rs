//! RSS 0.9x to 2.0, and RSS 0.90 and 1.0, which are RDF.

use super::{Format, entries, xml};

/// RSS 0.91 to 2.0 (rssboard.org/rss-specification).
pub(super) const FORMAT: Format = Format {
    name: "rss",
    detect: |document| xml::root(document).is_some_and(|root| root.is_one_of(&["rss", "channel"])),
    read: |input| entries::read(input, "rss"),
};

/// RSS 0.90 and 1.0 (web.resource.org/rss/1.0/spec).
pub(super) const RDF: Format = Format {
    name: "rdf",
    detect: |document| xml::root(document).is_some_and(|root| root.is_one_of(&["rdf"])),
    read: |input| entries::read(input, "rdf"),
};
