//! What a news item is, and every judgement about it.
//!
//! ```text
//! bytes ──codec──▶ values        Capture ──read──▶ Entry ──┐
//!                                Capture ──extract──▶ Article ──identify──▶ Item ∈ Section
//!                                Decision ──desk──▶ Dispatch ──publish──▶ bytes
//! ```
//!
//! No I/O, no clock, no randomness, no async: the same input gives the same output, always.
//! Other programs use it without the rest: [`extract::article()`] gives the article of a page's bytes, [`read`] the
//! entries of a feed or sitemap, [`publish`] the text as HTML and feeds, [`model::lock::check`] whether a body says
//! just what its capture says.
//!
//! A stage (`read extract identify desk publish`) uses `model`, `codec` and `text`, and never another stage.

pub mod codec;
pub mod desk;
pub mod extract;
pub mod identify;
pub mod model;
pub mod publish;
pub mod read;
pub mod text;
