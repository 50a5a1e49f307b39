//! The line below a headline.

use std::borrow::Cow;

/// Which line stands below the headline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Dek {
    /// The source's own, if it has one.
    #[default]
    Source,
    /// The first words of the text.
    Teaser,
    /// The house's own words.
    House(String),
}

impl Dek {
    /// It as one text, in the store: `source`, `teaser`, or `house` and the words.
    #[must_use]
    pub fn words(&self) -> Cow<'static, str> {
        match self {
            Self::Source => Cow::Borrowed("source"),
            Self::Teaser => Cow::Borrowed("teaser"),
            Self::House(words) => Cow::Owned(format!("house {words}")),
        }
    }

    /// The line that such a text means.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "source" => Some(Self::Source),
            "teaser" => Some(Self::Teaser),
            text => text.strip_prefix("house ").map(|words| Self::House(words.to_owned())),
        }
    }

    /// The house's own words, if they are that.
    #[must_use]
    pub fn house(&self) -> Option<&str> {
        match self {
            Self::House(words) => Some(words),
            Self::Source | Self::Teaser => None,
        }
    }
}
