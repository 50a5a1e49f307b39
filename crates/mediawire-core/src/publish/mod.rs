//! What may be shown → bytes: the readers' pages, the feeds, the sitemap, the structured data.
//!
//! Every function here takes [`Shown`](crate::model::visible::Shown) values and nothing that is not for readers.
//! To add an output format: one file that ends in a `const OUTPUT`, and its line in [`output::OUTPUTS`].

pub mod address;
pub mod age;
pub mod atom;
pub mod body;
mod card;
mod feed_text;
pub mod html;
pub mod json;
pub mod json_feed;
pub mod json_ld;
pub mod language;
pub mod locale;
pub mod opensearch;
pub mod output;
pub mod pages;
pub mod rss;
pub mod search;
pub mod site;
pub mod sitemap;
pub mod verify;
pub mod xml;

/// The one stylesheet of the readers' pages, served at [`address::stylesheet`].
pub const STYLESHEET: &str = include_str!("../../templates/wire.css");

/// The one script, without which everything works: ages that stay right, what is new, light and dark.
pub const SCRIPT: &str = include_str!("../../templates/wire.js");

/// The one font: Vazirmatn (SIL Open Font License 1.1), for texts in Arabic script, served at [`address::font`].
pub const FONT: &[u8] = include_bytes!("../../fonts/vazirmatn.woff2");

/// Stands in the head of each page, so that a chosen light or dark holds from the first paint on.
pub const THEME_SCRIPT: &str =
    "try{let t=localStorage.theme;t&&(document.documentElement.dataset.theme=t)}catch{}";
