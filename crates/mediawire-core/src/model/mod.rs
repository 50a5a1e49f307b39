//! The nouns, a file each. No noun is ever changed by a later step: each step makes a new one.

pub mod article;
pub mod base;
pub mod body;
pub mod capture;
pub mod change;
pub mod decision;
pub mod dek;
pub mod delivery;
pub mod destination;
pub mod dispatch;
pub mod entry;
pub mod handling;
pub mod history;
pub mod id;
pub mod item;
pub mod lock;
pub mod outline;
pub mod picture;
pub mod pull;
pub mod section;
pub mod signals;
pub mod source;
pub mod structure;
pub mod time;
pub mod visible;
