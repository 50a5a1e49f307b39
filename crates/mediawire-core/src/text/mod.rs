//! Words, knowing no noun. To add a subject, add a file.

pub mod date;
