//! Atom 1.0 (RFC 4287) and 0.3.

use super::{Format, entries, xml};

/// Atom.
pub(super) const FORMAT: Format = Format {
    name: "atom",
    detect: |document| xml::root(document).is_some_and(|root| root.is_one_of(&["feed", "entry"])),
    read: |input| entries::read(input, "atom"),
};
