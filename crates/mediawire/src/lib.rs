//! The program: everything that touches the world. It holds no judgement; that is `mediawire-core`'s.

pub mod archive;
pub mod config;
pub mod demo;
pub mod error;
pub mod retrieve;
pub mod store;
