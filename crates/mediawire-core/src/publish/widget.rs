//! *Recent posts* for other sites: a page for a frame, a piece of HTML, and the script that puts the frame in.
//!
//! None of them sets a cookie, and none needs anything but itself.

use crate::model::visible::Shown;
use crate::publish::address::{self, WidgetForm};
use crate::publish::age::minute;
use crate::publish::card::{Card, cards};
use crate::publish::pages::render;
use crate::publish::site::Site;
use askama::Template;
use jiff::Timestamp;

/// Items in a widget where nothing else is asked for.
pub const ITEMS: usize = 6;
/// The most items in a widget: with them it stays under its 5 KB.
pub const ITEMS_MAX: usize = 10;

#[derive(Template)]
#[template(path = "widget.html", whitespace = "minimize")]
struct WidgetTemplate<'a> {
    site: &'a Site,
    lang: &'a str,
    dir: &'static str,
    title: String,
    /// Whether it is a page of its own, for a frame; else a piece of another page.
    is_page: bool,
    items: Vec<Card<'a>>,
}

/// The newest items as a page for a frame, or as a piece of HTML. Its links are absolute.
#[must_use]
pub fn widget(site: &Site, now: Timestamp, items: &[Shown], is_page: bool) -> String {
    render(&WidgetTemplate {
        site,
        lang: &site.locale.tag,
        dir: site.locale.dir,
        title: site.locale.say("recent"),
        is_page,
        items: cards(items, site, minute(now)),
    })
}

/// The script: puts the frame where its own tag stands. `data-n` says how many items, `data-lang` in which language of
/// the interface, `data-height` how high.
#[must_use]
pub fn script(site: &Site) -> String {
    // A text in JSON is one in JavaScript (ECMA-262, since 2019).
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let first = site.languages.first().map_or("", |language| &language.tag);
    include_str!("../../templates/widget.js")
        .replace("{{base}}", &text(&site.base))
        .replace("{{widget}}", &text(&address::widget(WidgetForm::Frame)))
        .replace("{{first}}", &text(first))
        .replace("{{title}}", &text(&site.name))
}
