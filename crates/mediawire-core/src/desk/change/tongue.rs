//! The languages whose numerals, names and notes are known; all others are read by what scripts with capitals share.

use crate::desk::change::Version;
use crate::text::language;

/// A language as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Names have capitals.
    English,
    /// Nouns have capitals.
    German,
    /// Names have capitals, and endings.
    Russian,
    /// No capitals.
    Persian,
    /// Names have capitals, numerals are not known.
    Other,
    /// No capitals, numerals are not known.
    Caseless,
}

impl Tongue {
    /// The language of a version: by its tag, else by its script.
    pub(super) fn of(version: &Version<'_>) -> Self {
        match language::language(version.language).as_deref() {
            Some("en") => Self::English,
            Some("de") => Self::German,
            Some("ru") => Self::Russian,
            Some("fa") => Self::Persian,
            Some("ar" | "he" | "ur" | "ps" | "ckb" | "zh" | "ja" | "ko" | "hi" | "th") => {
                Self::Caseless
            }
            Some(_) => Self::Other,
            None => Self::by_script(version),
        }
    }

    fn by_script(version: &Version<'_>) -> Self {
        let lines = std::iter::once(version.headline).chain(version.paragraphs.iter().copied());
        match lines.flat_map(str::chars).find(|c| c.is_alphabetic()) {
            Some('\u{400}'..='\u{4ff}') => Self::Russian,
            Some('\u{600}'..='\u{6ff}') => Self::Persian,
            Some('A'..='Z' | 'a'..='z') => Self::English,
            Some(c) if c.is_lowercase() || c.is_uppercase() => Self::Other,
            Some(_) | None => Self::Caseless,
        }
    }

    /// Whether a capital may tell a name.
    pub(super) fn has_capitals(self) -> bool {
        match self {
            Self::English | Self::German | Self::Russian | Self::Other => true,
            Self::Persian | Self::Caseless => false,
        }
    }
}
