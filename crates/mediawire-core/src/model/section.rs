//! A part of the paper.

/// The code of a section: a slug that stands in addresses and in the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionCode(pub String);

impl SectionCode {
    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SectionCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A part of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its code.
    pub code: SectionCode,
    /// Its name, as readers see it.
    pub name: String,
    /// The IPTC Media Topic it stands for (`medtop:` code), if there is one.
    pub media_topic: Option<u32>,
    /// Words by which sources name it: a category or a part of a URL that equals one, in any case, puts an item here.
    pub categories: Vec<String>,
}
