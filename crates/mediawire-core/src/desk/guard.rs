//! The meaning guard: what a restyled headline says that its source did not, or no longer says.
//!
//! Two texts are read as terms (`scan`, `term`), in which what may be written in several ways is one thing: quotation
//! marks, digits, `1,000` and `1000`, `U.S.` and `US`, `ي` and `ی`. What still differs is a [`Change`]; a list of
//! equivalences explains some. A word that no table knows is guarded like any other: tables only name a change, or
//! allow one. To list one more equivalence, see `swap` for names, `number` for rounding and `speaker` for attribution.

pub(in crate::desk) mod align;
mod change;
mod frame;
pub(in crate::desk) mod homograph;
mod moved;
pub(in crate::desk) mod number;
mod persian;
mod places;
mod rounding;
pub(in crate::desk) mod scan;
mod speaker;
mod spelling;
mod summary;
mod swap;
mod tell;
pub(in crate::desk) mod term;
#[cfg(test)]
mod tests;
mod unit;
mod voices;
pub(in crate::desk) mod words;

pub use frame::headline;
pub use summary::additions;

use std::ops::Range;

/// The longest text that is read, in bytes: headlines and deks are far shorter, and work grows with its square.
const BYTES_MAX: usize = 4_000;

/// What may be known of a headline beside its words; all of it may be empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The language tag of both texts, which says what parts decimals; empty if unknown.
    pub language: &'a str,
    /// Names under which the source's site signs its headlines: ` - Tolva News` at an end is no part of them.
    pub sites: &'a [&'a str],
    /// Names that the article is about, in any case.
    pub names: &'a [&'a str],
    /// Who speaks in the article, as a headline may call them.
    pub speakers: &'a [&'a str],
    /// The house's own list of names that it writes for others.
    pub swaps: &'a [Swap<'a>],
}

/// A name that a house writes for another, by a list that readers may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swap<'a> {
    /// What the source says: `Gulf`.
    pub from: &'a str,
    /// What the house writes: `Persian Gulf`.
    pub to: &'a str,
}

/// What a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number, in digits or words, and words that count: `hundreds`, `second`.
    Number,
    /// A unit or currency.
    Unit,
    /// Who or what is named; a word that is a name by its case.
    Name,
    /// Whether it is denied or refused.
    Negation,
    /// How sure a claim, or how near a number is; also whether it asks or says.
    Hedge,
    /// Quoted words, or what is quoted.
    Quotation,
    /// Who says it.
    Speaker,
    /// Anything else.
    Words,
}

impl Kind {
    /// Every kind, in their order.
    pub const ALL: [Self; 8] = [
        Self::Number,
        Self::Unit,
        Self::Name,
        Self::Negation,
        Self::Hedge,
        Self::Quotation,
        Self::Speaker,
        Self::Words,
    ];

    /// The word for it, as it stands on record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Unit => "unit",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Quotation => "quotation",
            Self::Speaker => "speaker",
            Self::Words => "words",
        }
    }
}

/// Why a change keeps the meaning: the list of what a rule may propose, and a person confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Equivalence {
    /// A rounded number with a hedge that is true: `84,761`, `Nearly 85k`.
    Rounding,
    /// A capital for its foreign ministry or government.
    Metonym,
    /// The same speaker at the other end of the same claim, or joined to it otherwise.
    Attribution,
    /// The short form of a name, or the long one: `United States`, `US`.
    ShortName,
    /// A name of the house's own list.
    Listed,
}

impl Equivalence {
    /// The word for it, as it stands on record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rounding => "rounding",
            Self::Metonym => "metonym",
            Self::Attribution => "attribution",
            Self::ShortName => "short-name",
            Self::Listed => "listed",
        }
    }
}

/// Why a change that looks like an equivalence is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The rounded number has no hedge.
    Unhedged,
    /// The hedge is not true of the source's number, or the number not the next round one.
    FalseHedge,
    /// The number stands against another, and both keep their form.
    Contrasted,
    /// The claim speaks of its speaker: `US says it shot down …`.
    SpeakerActs,
    /// It is not known that what stands before the colon speaks.
    NotASpeaker,
    /// The verb says more than that something was said.
    LoadedVerb,
    /// The claim answers, asks, or has speakers of its own, and stands where it stands.
    BoundClaim,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it touches.
    pub kind: Kind,
    /// What stood in the source: bytes, at the ends of characters; empty where something was added.
    pub before: Range<usize>,
    /// What stands in the house's headline; empty where something was dropped.
    pub after: Range<usize>,
    /// The listed equivalence that explains it.
    pub equivalence: Option<Equivalence>,
    /// Why an equivalence that it looks like does not.
    pub fault: Option<Fault>,
}

/// What a rule may do with a restyled headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It says the same: it may be applied.
    Same,
    /// It says the same by these listed equivalences, sorted, each once: it may be proposed.
    Equivalent(Vec<Equivalence>),
    /// It says something else: why, and what to do, for a person.
    Refused(String),
}

impl Verdict {
    /// What the changes between two texts come to.
    #[must_use]
    pub fn of(changes: &[Change], source: &str, house: &str) -> Self {
        let refused = changes.iter().filter(|change| change.equivalence.is_none());
        // What denies, counts or names is told before other words.
        if let Some(worst) =
            refused.min_by_key(|change| (change.kind == Kind::Words, change.before.start))
        {
            return Self::Refused(worst.told(source, house));
        }
        let mut by: Vec<Equivalence> =
            changes.iter().filter_map(|change| change.equivalence).collect();
        by.sort_unstable();
        by.dedup();
        if by.is_empty() { Self::Same } else { Self::Equivalent(by) }
    }
}

/// What a rule may do with `house` in the place of `source`.
#[must_use]
pub fn verdict(source: &str, house: &str, known: &Known<'_>) -> Verdict {
    Verdict::of(&compare(source, house, known), source, house)
}

/// What differs in meaning between a source's headline and the house's, in the source's order.
///
/// Empty if they differ in their writing only. Cost: some tens of microseconds for two headlines. Of texts that differ, one
/// longer than 4,000 bytes counts as replaced, which is true of it too.
#[must_use]
pub fn compare(source: &str, house: &str, known: &Known<'_>) -> Vec<Change> {
    if source == house {
        return Vec::new();
    }
    if source.len().max(house.len()) > BYTES_MAX {
        let (before, after) = (0..source.len(), 0..house.len());
        return vec![Change { kind: Kind::Words, before, after, equivalence: None, fault: None }];
    }
    let first = change::between(source, house, known, scan::Closing::First);
    let is_quotation = |change: &Change| change.kind == Kind::Quotation;
    let has_single = |text: &str| text.contains(['\'', '’']);
    // Where a quotation differs, an apostrophe may have been taken for its end.
    if !first.iter().any(is_quotation) || !(has_single(source) || has_single(house)) {
        return first;
    }
    let last = change::between(source, house, known, scan::Closing::Last);
    if last.len() < first.len() { last } else { first }
}
