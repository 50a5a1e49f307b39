//! What a house lets its rule packs do.

/// What the house's packs do with headlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Restyling {
    /// Nothing: headlines stand as their sources wrote them.
    Off,
    /// The desk is shown what they make of a headline.
    #[default]
    Suggest,
    /// They decide, where no person has.
    Auto,
}
