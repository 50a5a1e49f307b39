//! What a news item is, and every judgement about it.
//!
//! ```text
//! bytes ──codec──▶ values        Capture ──read──▶ Entry ──┐
//!                                Capture ──extract──▶ Article ──identify──▶ Item ∈ Section
//!                                Decision ──desk──▶ Dispatch ──publish──▶ bytes
//! ```
//!
//! No I/O, no clock, no randomness, no async: the same input gives the same output, always.
//! A stage (`read extract identify desk publish`) uses `model`, `codec` and `text`, and never another stage.

pub mod codec;
pub mod desk;
pub mod extract;
pub mod identify;
pub mod model;
pub mod publish;
pub mod read;
pub mod text;
