//! Texts by their letters: what two spellings of one sentence have in common.

/// The letters and digits of a text, in lower case.
#[must_use]
pub fn key(text: &str) -> String {
    letters(text.chars()).collect()
}

/// The letters and digits among `chars`, in lower case.
pub fn letters(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
