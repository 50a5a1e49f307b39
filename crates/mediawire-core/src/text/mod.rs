//! Words, knowing no noun. To add a subject, add a file.

pub mod date;
pub mod diff;
pub mod fold;
pub mod highlight;
pub mod language;
pub mod letters;
pub mod line;
pub mod query;
pub mod tokens;
