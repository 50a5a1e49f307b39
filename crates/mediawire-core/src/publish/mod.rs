//! What may be shown → bytes: the readers' pages, the feeds, the sitemap, the structured data.
//!
//! Every function here takes [`Shown`](crate::model::visible::Shown) values and nothing that is not for readers.
//! To add an output format: one file that ends in a `const OUTPUT`, and its line in [`output::OUTPUTS`].

pub mod address;
pub mod age;
pub mod atom;
pub mod body;
mod card;
mod changed;
pub mod days;
pub mod delivery;
mod feed_text;
pub mod history;
pub mod html;
pub mod json;
pub mod json_feed;
pub mod json_ld;
pub mod language;
pub mod languages;
pub mod locale;
pub mod opensearch;
pub mod opml;
pub mod output;
pub mod pages;
pub mod rss;
pub mod search;
pub mod site;
pub mod sitemap;
pub mod source;
pub mod style;
pub mod verify;
pub mod widget;
pub mod wordpress;
pub mod xml;

/// The one stylesheet of the readers' pages, served at [`address::stylesheet`].
pub const STYLESHEET: &str = include_str!("../../templates/wire.css");

/// The one script, without which everything works: ages that stay right, what is new, light and dark.
pub const SCRIPT: &str = include_str!("../../templates/wire.js");

/// The one font: Vazirmatn (SIL Open Font License 1.1), for texts in Arabic script, served at [`address::font`].
pub const FONT: &[u8] = include_bytes!("../../fonts/vazirmatn.woff2");

/// The style of the widget, which its page carries in itself: the policy of that page names its digest.
pub const WIDGET_STYLE: &str = include_str!("../../templates/widget.css");

/// Stands in the head of each page, so that a chosen light or dark holds from the first paint on.
pub const THEME_SCRIPT: &str =
    "try{let t=localStorage.theme;t&&(document.documentElement.dataset.theme=t)}catch{}";
