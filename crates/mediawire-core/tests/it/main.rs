//! Core's tests through its widest functions, on golden inputs, a file a room.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    unreachable_pub,
    reason = "tests may fail, say what they skip, and share helpers"
)]

mod changes;
mod extract;
mod guard;
mod meta;
mod publish;
mod published;
mod read;
mod section;
mod standard;
mod style;
mod verdict;
