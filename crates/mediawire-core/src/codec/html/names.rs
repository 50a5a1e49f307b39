//! The names of a page's elements and attributes, each kept once and known by a number.

use crate::codec::html::attr::KNOWN;
use crate::codec::html::{AttrName, Span, Tag};
use html5ever::LocalName;
use std::collections::HashMap;

/// Slots of the cache: more than the names of most pages.
const N_SLOTS: usize = 256;

/// Finds the number of a name.
#[derive(Debug)]
pub(super) struct Names {
    /// The name that was asked for last, of those that share a slot. Most answers come from here, without a hash.
    cache: Vec<Option<(LocalName, Name)>>,
    numbers: HashMap<LocalName, Name>,
}

/// A name that is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    /// That of its [`AttrName`], or its place among the tree's names behind those.
    pub(super) number: u32,
    /// What an element of this name is.
    pub(super) tag: Tag,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { cache: vec![None; N_SLOTS], numbers: HashMap::new() }
    }

    /// The number of `name`; a new one that is no [`AttrName`] is written, in lower case, behind `buffer`, and
    /// where it stands, behind `spans`.
    #[inline]
    pub(super) fn number(
        &mut self,
        name: &LocalName,
        spans: &mut Vec<Span>,
        buffer: &mut String,
    ) -> Name {
        let slot = slot(name);
        if let Some((cached, number)) = &self.cache[slot]
            && cached == name
        {
            return *number;
        }
        let number = match self.numbers.get(name) {
            Some(&number) => number,
            None => self.add(name, spans, buffer),
        };
        self.cache[slot] = Some((name.clone(), number));
        number
    }

    fn add(&mut self, name: &LocalName, spans: &mut Vec<Span>, buffer: &mut String) -> Name {
        let start = buffer.len();
        buffer.push_str(name);
        buffer[start..].make_ascii_lowercase();
        let tag = Tag::of_name(&buffer[start..]);
        let number = match AttrName::of_name(&buffer[start..]) {
            AttrName::Other => {
                spans.push(Span::behind(start, buffer));
                u32::try_from(KNOWN.len() + spans.len() - 1).expect("BYTES_MAX bounds the names")
            }
            known => {
                buffer.truncate(start);
                known as u32
            }
        };
        let added = Name { number, tag };
        self.numbers.insert(name.clone(), added);
        added
    }
}

/// The upper bits of a product (Knuth, *The Art of Computer Programming* 6.4: multiplicative hashing).
#[inline]
fn slot(name: &LocalName) -> usize {
    let product = name.get_hash().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::from(product.to_be_bytes()[0])
}
