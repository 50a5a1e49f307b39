//! Words, knowing no noun. To add a subject, add a file.

pub mod date;
pub mod diff;
pub mod language;
