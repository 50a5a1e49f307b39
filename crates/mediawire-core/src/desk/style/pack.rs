//! A house's rule pack: one TOML file, read into a value that cannot be wrong. What each key means: `docs/house-style.md`.
//!
//! Kinds of rules have the names that Vale gave them (vale.sh, *checks*). To add a kind, add a variant of [`Kind`], its keys
//! in `read.rs`, and what it does in `rules.rs`; to add a setting, a field of [`Pack`], its key in `read.rs`, a step.

mod read;

use crate::desk::style::case::Small;
use crate::desk::style::pattern::{Finder, Pattern};

/// The packs that ship, by name.
pub const SHIPPED: [(&str, &str); 5] = [
    ("ap-like", include_str!("../../../packs/ap-like.toml")),
    ("arabic", include_str!("../../../packs/arabic.toml")),
    ("persian", include_str!("../../../packs/persian.toml")),
    ("title-case", include_str!("../../../packs/title-case.toml")),
    ("wire", include_str!("../../../packs/wire.toml")),
];

/// A house's style.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name: letters, digits and hyphens.
    pub name: String,
    /// Its version, which stands in the record of each change.
    pub version: String,
    /// What it is for, in a sentence.
    pub description: String,
    /// The languages that it is written for (BCP 47, the first part).
    pub languages: Vec<String>,
    /// The case of headlines.
    pub case: Case,
    /// The house's quotation marks; `None` leaves those of the source.
    pub quotes: Option<Quotes>,
    /// How numbers are written.
    pub numbers: Numbers,
    /// The digits of numbers.
    pub digits: Digits,
    /// Which letters of Arabic script are written.
    pub letters: Letters,
    /// How who says it is told.
    pub attribution: Attribution,
    /// Whether the full stop at the end goes.
    pub drops_full_stop: bool,
    /// The most characters of headline, dek and teaser.
    pub length: [Option<usize>; 3],
    /// Its rules, in the order in which they run.
    pub rules: Vec<Rule>,
    /// What its rules of level equivalence write for what: the list that readers may see.
    pub listed: Vec<(String, String)>,
    /// What the whole pack makes of headlines: its tests.
    pub examples: Vec<Example>,
}

impl Pack {
    /// The pack that a TOML text holds; `name` is what messages call its file.
    ///
    /// # Errors
    /// File and line, rule, key, what is wrong with it, and the nearest known name.
    pub fn read(text: &str, name: &str) -> Result<Self, String> {
        read::pack(text, name)
    }

    /// A pack that ships, by its name.
    ///
    /// # Errors
    /// That there is none of that name, and which there are.
    ///
    /// # Panics
    /// Never: a test reads each of them.
    pub fn shipped(name: &str) -> Result<Self, String> {
        match SHIPPED.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => {
                let read = Self::read(text, &format!("{name}.toml"));
                Ok(read.expect("a shipped pack is well-formed: a test reads it"))
            }
            None => {
                let known: Vec<&str> = SHIPPED.iter().map(|(known, _)| *known).collect();
                Err(format!("no pack {name:?} ships: {}", read::hint(name, &known)))
            }
        }
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $type:ident: $($(#[$of:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $type { $($(#[$of])* $variant),+ }

        impl $type {
            /// Every value's name, as packs write it.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The value's name, as packs write it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named!(
    /// How far a rule goes.
    Level:
    /// It changes how the text is written, and nothing that it says: made by rule.
    Mechanical = "mechanical",
    /// It says the same in other words that the house listed: proposed, and made where the pack confirms it.
    Equivalence = "equivalence",
    /// It changes nothing: worth a thought.
    Suggestion = "suggestion",
    /// It changes nothing: most likely wrong.
    Warning = "warning",
    /// It changes nothing: not in this house.
    Error = "error",
);

named!(
    /// What a rule is for.
    Scope:
    /// The headline.
    Headline = "headline",
    /// The line below it.
    Dek = "dek",
    /// The first words of the text, in lists.
    Teaser = "teaser",
);

named!(
    /// The case of headlines.
    Case:
    /// As in a sentence.
    Sentence = "sentence",
    /// Title case as the AP Stylebook has it.
    TitleAp = "title-ap",
    /// Title case as John Gruber has it.
    TitleGruber = "title-gruber",
    /// As the source wrote it.
    AsIs = "as-is",
);

impl Case {
    /// The words that stay small, if it is a title case.
    pub(in crate::desk) fn small(self) -> Option<Small> {
        match self {
            Self::TitleAp => Some(Small::Ap),
            Self::TitleGruber => Some(Small::Gruber),
            Self::Sentence | Self::AsIs => None,
        }
    }
}

named!(
    /// How numbers are written.
    Numbers:
    /// Large ones short, where a hedge that is true says so: `Nearly 85k`. Always proposed.
    Short = "short",
    /// As the source wrote them.
    AsIs = "as-is",
);

named!(
    /// The digits of numbers. Those of Latin designations (`F-35`) stay.
    Digits:
    /// 0123456789.
    Latin = "latin",
    /// ۰۱۲۳۴۵۶۷۸۹.
    Persian = "persian",
    /// ٠١٢٣٤٥٦٧٨٩.
    Arabic = "arabic",
    /// As the source wrote them.
    AsIs = "as-is",
);

named!(
    /// Which letters, marks and joiners of Arabic script are written.
    Letters:
    /// ی and ک, ؟ and ،, half-spaces before and behind parts of words.
    Persian = "persian",
    /// ي and ك, ؟ and ،.
    Arabic = "arabic",
    /// As the source wrote them.
    AsIs = "as-is",
);

named!(
    /// How who says it is told.
    Form:
    /// `Two killed in blast: Police`.
    ClaimSpeaker = "claim: Speaker",
    /// `Police: Two killed in blast`.
    SpeakerClaim = "Speaker: claim",
    /// As the source wrote it.
    None = "none",
);

/// How who says it is told, where somebody reports facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// In which order.
    pub form: Form,
    /// Whether the house confirms once for all that those who report are moved; otherwise it is proposed.
    pub is_confirmed: bool,
    /// Media houses and official bodies beside those that are built in.
    pub reporters: Vec<String>,
}

/// Quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// Those around a quotation.
    pub outer: [char; 2],
    /// Those around a quotation in a quotation.
    pub inner: [char; 2],
    /// The apostrophe.
    pub apostrophe: char,
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name in the pack.
    pub id: String,
    /// What it is for, as the style book and its alerts say it. `{found}` is what it found.
    pub message: String,
    /// How far it goes.
    pub level: Level,
    /// What it is for.
    pub scope: Scope,
    /// Whether the house confirms once for all what it would propose.
    pub is_confirmed: bool,
    /// Where more is said of it.
    pub link: Option<String>,
    /// Phrases in which it finds nothing.
    pub exceptions: Vec<Pattern>,
    /// What it does.
    pub kind: Kind,
    /// Its tests, and its page in the style book.
    pub examples: Vec<Example>,
}

/// What a rule does, by Vale's names.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Writes one phrase for another.
    Substitution {
        /// What is looked for.
        finder: Finder,
        /// What is written for each.
        swaps: Vec<String>,
    },
    /// Tells that a phrase is there.
    Existence {
        /// The phrases.
        finder: Finder,
    },
    /// Tells that a phrase is there too often.
    Occurrence {
        /// The phrases, counted together.
        finder: Finder,
        /// How often is not too often.
        max: usize,
    },
    /// Sets the case.
    Capitalization {
        /// To this.
        case: Case,
        /// Words that are always written so.
        kept: Vec<String>,
    },
    /// Tells that one phrase is there without another.
    Conditional {
        /// If one of these is there.
        first: Finder,
        /// One of these has to be.
        second: Finder,
    },
}

impl Kind {
    /// Every kind's name.
    pub const NAMES: [&'static str; 5] =
        ["substitution", "existence", "occurrence", "capitalization", "conditional"];

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Substitution { .. } => "substitution",
            Self::Existence { .. } => "existence",
            Self::Occurrence { .. } => "occurrence",
            Self::Capitalization { .. } => "capitalization",
            Self::Conditional { .. } => "conditional",
        }
    }

    /// Whether it changes texts.
    pub(in crate::desk) fn changes(&self) -> bool {
        match self {
            Self::Substitution { .. } | Self::Capitalization { .. } => true,
            Self::Existence { .. } | Self::Occurrence { .. } | Self::Conditional { .. } => false,
        }
    }
}

/// A text before and after: a rule's test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// As a source wrote it.
    pub before: String,
    /// As the house writes it; of a rule that only tells, what it tells.
    pub after: String,
    /// What the article says, where the case of words depends on it.
    pub body: String,
    /// The source's name.
    pub source: Option<String>,
}
