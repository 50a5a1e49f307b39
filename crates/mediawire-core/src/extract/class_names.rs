//! What the words of elements' names (class, id and the like) say to all who ask: read once for each value, since a
//! page gives the same few names to most of its elements.
//!
//! What a word says stands where it is asked: `hint.rs` (boxes), `marks.rs` (authors and moments), `picture.rs`
//! (captions), `verdict/words.rs` (kinds of page).

use crate::extract::digest::digest;
use crate::extract::hint;
use crate::extract::marks;
use crate::extract::picture;
use crate::extract::verdict::words::{self, N_SIGNS};
use crate::model::body::CutKind;

/// Bytes of a value that are read; of a longer one no box is known.
const VALUE_BYTES_MAX: usize = 400;
/// Bytes of the longest word that is read.
const WORD_BYTES_MAX: usize = 24;
/// Values that are remembered: a power of two.
const N_REMEMBERED: usize = 2048;

/// What the words of one value say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    /// Which box it names.
    pub(super) kind: Option<CutKind>,
    /// How much it says that its element holds an article's text: 0 or 2.
    pub(super) promise: u8,
    /// Whether it names a picture's caption.
    pub(super) is_caption: bool,
    /// Whether it names what asks whether the reader is a person.
    pub(super) is_captcha: bool,
    /// What it says of authors and moments: bits of `marks::Sense`.
    pub(super) senses: u32,
    /// How many of its words are each sign of a kind of page.
    pub(super) signs: [u8; N_SIGNS],
}

/// The values that were read last. A value that falls into another's place takes it: what is kept is bounded, and no
/// page can make it slow.
#[derive(Debug)]
pub(super) struct ClassNames<'a> {
    remembered: Vec<(&'a str, Said)>,
}

impl Default for ClassNames<'_> {
    fn default() -> Self {
        Self { remembered: vec![("", Said::default()); N_REMEMBERED] }
    }
}

impl<'a> ClassNames<'a> {
    /// What the words of `value` say.
    pub(super) fn read(&mut self, value: &'a str) -> &Said {
        let at = usize::try_from(digest(value) >> 33).unwrap_or_default() % N_REMEMBERED;
        let slot = &mut self.remembered[at];
        if slot.0 != value {
            *slot = (value, read(value));
        }
        &slot.1
    }
}

fn read(value: &str) -> Said {
    let mut said = Said::default();
    let head = &value[..value.floor_char_boundary(VALUE_BYTES_MAX)];
    each_pair(head, |before, word| {
        said.kind =
            said.kind.or_else(|| hint::of_pair(before, word)).or_else(|| hint::of_word(word));
        said.promise = said.promise.max(hint::promise_of_pair(before, word));
        said.is_caption |= picture::names_caption(word);
        said.senses |= marks::sense(word.as_bytes());
        if words::is_captcha(word) {
            said.is_captcha = true;
        } else if let Some(sign) = words::of_name(word) {
            let n = &mut said.signs[sign as usize];
            *n = n.saturating_add(1);
        }
    });
    // `has-sidebar` says what stands in the element, or beside it.
    if head.split_ascii_whitespace().any(is_of_another) {
        let mut own = 0;
        for name in head.split_ascii_whitespace().filter(|name| !is_of_another(name)) {
            each_pair(name, |_, word| own |= marks::sense(word.as_bytes()));
        }
        said.senses &= own | !marks::BESIDE;
    }
    if head.len() < value.len() {
        (said.kind, said.promise) = (None, 0);
    }
    said
}

/// Whether the name is of what its element has or lacks.
fn is_of_another(name: &str) -> bool {
    ["has-", "with-", "no-"].iter().any(|prefix| marks::has_prefix(name, prefix))
}

/// Each word of a name, with the word before it, in lower case: `article-shareBar` is `article`, `share`, `bar`. Only
/// words of ASCII letters and digits; a longer one than [`WORD_BYTES_MAX`] is none.
pub(super) fn each_pair(value: &str, mut say: impl FnMut(&str, &str)) {
    let lower = value.to_ascii_lowercase();
    let (mut before, mut start) = ("", 0);
    let mut was_lower = false;
    for (at, byte) in value.bytes().chain([b' ']).enumerate() {
        let is_apart = !byte.is_ascii_alphanumeric();
        if is_apart || (byte.is_ascii_uppercase() && was_lower) {
            let word = lower.get(start..at).unwrap_or_default();
            if word.len() > WORD_BYTES_MAX {
                before = "";
            } else if !word.is_empty() {
                say(before, word);
                before = word;
            }
            start = at + usize::from(is_apart);
        }
        was_lower = byte.is_ascii_lowercase() || byte.is_ascii_digit();
    }
}

#[cfg(test)]
mod tests {
    use super::{ClassNames, N_REMEMBERED, each_pair};
    use crate::model::body::CutKind;

    #[test]
    fn a_name_is_read_word_by_word() {
        let pairs = |value| {
            let mut out = Vec::new();
            each_pair(value, |before, word| out.push(format!("{before} {word}")));
            out
        };
        assert_eq!(pairs("article-shareBar"), [" article", "article share", "share bar"]);
        assert_eq!(pairs("h2_Title été"), [" h2", "h2 title", "title t"]);
        let long = "a".repeat(25);
        assert_eq!(pairs(&format!("x {long} y")), [" x", " y"]);
    }

    #[test]
    fn what_is_forgotten_is_read_again() {
        let values: Vec<String> = (0..3 * N_REMEMBERED).map(|i| format!("box-{i} share")).collect();
        let mut names = ClassNames::default();
        for value in values.iter().chain(&values) {
            assert_eq!(names.read(value).kind, Some(CutKind::Share));
        }
        assert_eq!(names.read("").kind, None);
    }
}
