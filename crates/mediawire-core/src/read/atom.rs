//! Atom 1.0 (RFC 4287) and 0.3.

use super::{Format, NotAList, xml};

/// Atom.
pub(super) const FORMAT: Format = Format {
    name: "atom",
    detect: |document| xml::root(document).is_some_and(|root| root.is_one_of(&["feed", "entry"])),
    read: |input| xml::read(input, "atom").ok_or_else(|| NotAList::of(input.document)),
};
