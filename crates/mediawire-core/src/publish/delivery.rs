//! A dispatch as it is pushed to programs: JSON in the frame of the Standard Webhooks specification.

use crate::model::delivery::{Delivery, Event};
use crate::model::dispatch::{Correction, Note};
use crate::model::picture::Picture;
use crate::model::source::Display;
use crate::model::visible::{DekBy, Shown};
use crate::publish::address;
use crate::publish::age;
use crate::publish::body::{Setting, to_html};
use crate::publish::card::machine;
use crate::publish::changed;
use crate::publish::html::web_link;
use crate::publish::json::object;
use crate::publish::language::tag;
use crate::publish::site::Site;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The dispatch as JSON: `type`, `timestamp` and `data` (standardwebhooks.com, *Payload structure*). UTF-8, keys sorted;
/// what has no value is left out.
///
/// Of an item that may not be shown there are its number, its public id and the address of its page, and nothing of the
/// source's: an address alone can tell a headline.
#[must_use]
pub fn write(site: &Site, delivery: &Delivery) -> Vec<u8> {
    let mut pairs = vec![
        ("event", json!(delivery.event.name())),
        ("is_newest", json!(delivery.is_newest)),
        ("item", json!(delivery.public.as_str())),
        ("number", json!(delivery.number)),
        ("url", json!(site.absolute(&address::article(&delivery.public)))),
        ("why", json!(delivery.why)),
    ];
    if delivery.event == Event::Killed {
        pairs.push(("is_legal", json!(delivery.is_legal)));
    }
    if let Some(shown) = &delivery.shown {
        pairs.extend(of_shown(site, shown, &delivery.licence));
    }
    framed(&format!("item.{}", delivery.event.name()), delivery.at, object(pairs))
}

/// The message that tries a destination and means nothing else.
#[must_use]
pub fn ping(site: &Site, at: Timestamp) -> Vec<u8> {
    framed("ping", at, object(vec![("site", json!(site.name)), ("url", json!(site.base))]))
}

fn framed(kind: &str, at: Timestamp, data: Value) -> Vec<u8> {
    let all =
        object(vec![("data", data), ("timestamp", json!(at.to_string())), ("type", json!(kind))]);
    serde_json::to_vec(&all).expect("a JSON value is always written")
}

fn of_shown(site: &Site, shown: &Shown, licence: &str) -> Vec<(&'static str, Value)> {
    let dek_by = shown.dek.as_ref().map(|_| match shown.dek_by {
        DekBy::Source => "source",
        DekBy::Teaser => "teaser",
        DekBy::House => "house",
    });
    let body = shown.body.as_ref().filter(|_| shown.display == Display::Full);
    let html = body.map(|body| {
        let setting = Setting { pictures: &shown.pictures, locale: &site.locale, base: &site.base };
        to_html(body, &setting)
    });
    let correction = |it: &Correction| json!({ "date": machine(it.at), "text": it.words });
    let note = |it: &Note| json!({ "date": machine(it.at), "text": it.words });
    let section = object(vec![
        ("code", json!(shown.section.as_str())),
        ("name", json!(site.section_name(&shown.section))),
    ]);
    let source = object(vec![
        ("changed", changed::changed_json(shown)),
        ("gone", changed::gone_json(shown)),
        ("headline", json!(shown.source_headline.as_ref().unwrap_or(&shown.headline))),
        ("name", json!(shown.source_name)),
        ("published", json!(shown.source_published.as_ref().map(age::machine))),
        ("slug", json!(shown.source.as_str())),
        ("updated", json!(shown.source_updated.as_ref().map(age::machine))),
        ("url", json!(web_link(&shown.source_url).unwrap_or_else(|| shown.source_url.clone()))),
    ]);
    let rights = object(vec![
        ("display", json!(shown.display.name())),
        ("index", json!(shown.index.name())),
        ("is_mining_reserved", json!(shown.is_reserved)),
        ("licence", json!(licence)),
    ]);
    let lead = shown.lead_picture.as_ref();
    let picture = |it: &Picture| picture(site, it, lead == Some(it));
    vec![
        ("authors", json!(shown.authors)),
        ("byline", json!(site.byline)),
        ("corrections", json!(shown.corrections.iter().map(correction).collect::<Vec<_>>())),
        ("dek", json!(shown.dek)),
        ("dek_by", json!(dek_by)),
        ("disclaimer", json!(site.disclaimer())),
        ("dispatched", json!(machine(shown.dispatched))),
        ("editor_note", json!(shown.note.as_ref().map(note))),
        ("genre", json!(shown.genre.name())),
        ("headline", json!(shown.headline)),
        ("html", json!(html)),
        ("kicker", json!(shown.kicker)),
        ("language", json!(tag(shown.lang.as_deref()))),
        ("pictures", json!(shown.pictures.0.iter().map(picture).collect::<Vec<_>>())),
        ("published", json!(machine(shown.published))),
        ("rights", rights),
        ("section", section),
        ("source", source),
        ("teaser", json!(shown.teaser)),
    ]
}

fn picture(site: &Site, picture: &Picture, is_lead: bool) -> Value {
    let metadata = &picture.metadata;
    object(vec![
        ("alt", json!(picture.alt)),
        ("caption", json!(metadata.caption)),
        ("copyright", json!(metadata.copyright)),
        ("creator", json!(metadata.creator)),
        ("credit", json!(metadata.credit)),
        ("height", json!(picture.height)),
        ("is_lead", json!(is_lead)),
        ("media_type", json!(picture.kind.media_type())),
        ("url", json!(site.absolute(&address::image(picture)))),
        ("width", json!(picture.width)),
    ])
}
