//! A document of an agency, held to its standard: what that forbids refuses it, also where reading would go on.
//!
//! A wire reads what can be read ([`list_of`]) and tells what was wrong as a doubt; this is for whoever takes an agency
//! on, or writes for others, and wants to know.

use super::{Input, List, NotAList, agency, list_of, newsml_g2, ninjs};
use std::str::FromStr;

/// A version of a standard, such as 2.35.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// Its first number.
    pub major: u32,
    /// Its second number.
    pub minor: u32,
}

impl FromStr for Edition {
    type Err = String;

    /// The edition that `1.2` names.
    fn from_str(raw: &str) -> Result<Self, String> {
        let numbers = raw.trim().split_once('.').and_then(|(major, minor)| {
            Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? })
        });
        numbers.ok_or_else(|| format!("{raw:?} is no version: it is two numbers, such as 2.35"))
    }
}

impl std::fmt::Display for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// As [`list_of`], but what the standard of an agency's format forbids refuses the document.
///
/// `edition` is the version that the source is known to deliver, where it is; without it a document is held to the one
/// that it states. Looked at are NewsML-G2 2.9 to 2.35 (which elements and attributes stand where, and what values are)
/// and ninjs 1.0 to 3.1 (which properties and words each version has); other formats are read as they are.
///
/// # Errors
/// As [`list_of`], and [`NotAList::Unreadable`] for the first thing that the standard forbids, with its place.
pub fn list(input: &Input<'_>, edition: Option<Edition>) -> Result<List, NotAList> {
    let told = list_of(input)?;
    let forbidden = match told.format {
        name if name == newsml_g2::FORMAT.name => newsml_g2::forbidden(input.document, edition),
        name if name == ninjs::FORMAT.name => ninjs::forbidden(input.document, edition),
        _ => None,
    };
    match forbidden {
        Some(why) => Err(agency::refuse(told.format, why)),
        None => Ok(told),
    }
}

/// The line of `document` in which the byte `at` stands, from 1.
pub(super) fn line_at(document: &str, at: usize) -> usize {
    document.as_bytes()[..at.min(document.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
