//! JSON Feed 1.1.

use crate::model::dispatch::{Correction, Note};
use crate::model::visible::{DekBy, Shown};
use crate::publish::address;
use crate::publish::card::machine;
use crate::publish::changed;
use crate::publish::feed_text::{authors, content_html, genre_name, summary_html};
use crate::publish::html::web_link;
use crate::publish::json::object;
use crate::publish::language::tag;
use crate::publish::output::{Channel, Output};
use crate::publish::site::Site;
use serde_json::{Value, json};

/// JSON Feed 1.1 (jsonfeed.org), with an extension `_mediawire` that holds the source, and what the house says beside the text.
pub const OUTPUT: Output = Output {
    name: "JSON Feed",
    file: "feed.json",
    media_type: "application/feed+json; charset=utf-8",
    write,
};

fn write(site: &Site, channel: &Channel) -> Vec<u8> {
    let items: Vec<Value> = channel.items.iter().map(|shown| item(site, shown)).collect();
    let mut feed = object(vec![
        ("authors", json!([{ "name": site.byline }])),
        ("description", json!(channel.description)),
        ("feed_url", json!(site.absolute(&channel.self_path))),
        ("home_page_url", json!(site.absolute(&channel.path))),
        ("language", json!(site.lang)),
        ("title", json!(channel.title)),
        ("version", json!("https://jsonfeed.org/version/1.1")),
    ]);
    // The format wants the list even where it is empty.
    feed["items"] = Value::Array(items);
    serde_json::to_vec(&feed).expect("a JSON value is always written")
}

/// What the house put right of what it said, each with its moment; null if nothing.
fn corrections(shown: &Shown) -> Value {
    let one = |it: &Correction| json!({ "date": machine(it.at), "text": it.words });
    let all: Vec<Value> = shown.corrections.iter().map(one).collect();
    if all.is_empty() { Value::Null } else { json!(all) }
}

/// What the house says of an item, with its moment.
fn note(note: &Note) -> Value {
    json!({ "date": machine(note.at), "text": note.words })
}

fn item(site: &Site, shown: &Shown) -> Value {
    let url = site.absolute(&address::article(&shown.public));
    let people = authors(shown);
    let people: Vec<Value> = people.into_iter().map(|name| json!({ "name": name })).collect();
    // Whose the lines are that are no part of the text.
    let dek_by = shown.dek.as_ref().map(|_| match shown.dek_by {
        DekBy::Source => "source",
        DekBy::Teaser => "teaser",
        DekBy::House => "house",
    });
    let extension = object(vec![
        ("dek", json!(shown.dek)),
        ("dek_by", json!(dek_by)),
        ("corrections", corrections(shown)),
        ("editor_note", json!(shown.note.as_ref().map(note))),
        ("kicker", json!(shown.kicker)),
        ("kicker_by", json!(shown.kicker.as_ref().map(|_| "house"))),
        ("genre", json!(shown.genre.name())),
        ("source_changed", changed::changed_json(shown)),
        ("source_gone", changed::gone_json(shown)),
        ("source_headline", json!(shown.source_headline)),
        ("source_name", json!(shown.source_name)),
        ("source_url", json!(shown.source_url)),
    ]);
    object(vec![
        ("_mediawire", extension),
        ("authors", json!(people)),
        (
            "content_html",
            json!(content_html(site, shown).unwrap_or_else(|| summary_html(site, shown))),
        ),
        ("date_modified", json!(machine(shown.dispatched))),
        ("date_published", json!(machine(shown.published))),
        ("external_url", json!(web_link(&shown.source_url))),
        ("id", json!(url)),
        ("image", json!(shown.lead_picture.as_ref().map(|it| site.absolute(&address::image(it))))),
        ("language", json!(tag(shown.lang.as_deref()))),
        ("summary", json!(summary(shown))),
        ("tags", json!([site.section_name(&shown.section), genre_name(shown.genre)])),
        ("title", json!(shown.headline)),
        ("url", json!(url)),
    ])
}

/// The teaser as text, with its source.
fn summary(shown: &Shown) -> String {
    let source = format!("Source: {} — {}", shown.source_name, shown.source_url);
    if shown.teaser.is_empty() { source } else { format!("{}\n{source}", shown.teaser) }
}
