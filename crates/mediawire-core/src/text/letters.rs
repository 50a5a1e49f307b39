//! Texts by their letters: what two spellings of one sentence have in common.

/// The letters and digits of a text, in lower case.
#[must_use]
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Most are of ASCII, and known without a table.
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The letters and digits among `chars`, in lower case.
pub fn letters(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
