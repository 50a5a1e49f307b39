//! Kinds of change that a source makes between two versions of an item. What tells them is `desk::change`.

/// What kind of change it is. A version may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Letters, points, spacing: the same words, put right.
    Typo,
    /// The same said otherwise, or in another order.
    Wording,
    /// A number, day, share, unit or currency is another.
    Number,
    /// A person, place or organisation is another, or written so.
    Name,
    /// Quoted words, whether they are quoted, or who said them.
    Quotation,
    /// The headline is another.
    Headline,
    /// A sentence came.
    Addition,
    /// A sentence went.
    Removal,
    /// A note about a correction came, changed or went.
    CorrectionNote,
    /// The text was taken back.
    Withdrawal,
    /// The agency kills it: `KILL`, `WITHDRAWN`, *ersatzlos gestrichen*.
    Kill,
    /// The agency asks not to publish it for now.
    Withhold,
    /// The agency sends it anew in whole: `1st Ld-Writethru`, `UPDATE 2`.
    Writethru,
    /// The agency marks it as corrected.
    Corrected,
    /// The agency sends it once more: `REFILE`, `RPT`.
    Refile,
    /// The agency says before when it may not be published.
    Embargo,
    /// The page is not there any more: what its server says, and no text.
    Gone,
}

impl Class {
    /// Every class, in their order.
    pub const ALL: [Self; 17] = [
        Self::Typo,
        Self::Wording,
        Self::Number,
        Self::Name,
        Self::Quotation,
        Self::Headline,
        Self::Addition,
        Self::Removal,
        Self::CorrectionNote,
        Self::Withdrawal,
        Self::Kill,
        Self::Withhold,
        Self::Writethru,
        Self::Corrected,
        Self::Refile,
        Self::Embargo,
        Self::Gone,
    ];

    /// The word for it, as it stands in configuration and tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::Wording => "wording",
            Self::Number => "number",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Headline => "headline",
            Self::Addition => "addition",
            Self::Removal => "removal",
            Self::CorrectionNote => "correction-note",
            Self::Withdrawal => "withdrawal",
            Self::Kill => "agency-kill",
            Self::Withhold => "agency-withhold",
            Self::Writethru => "agency-writethru",
            Self::Corrected => "agency-corrected",
            Self::Refile => "agency-refile",
            Self::Embargo => "agency-embargo",
            Self::Gone => "gone",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn each_name_names_its_own() {
        for class in Class::ALL {
            assert_eq!(Class::named(class.name()), Some(class));
            assert_eq!(Class::ALL[class as usize], class);
        }
        assert_eq!(Class::named("weather"), None);
    }
}
