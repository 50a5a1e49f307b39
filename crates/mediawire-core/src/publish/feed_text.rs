//! The text of an entry of a feed: at its bottom always the source's name and URL.

use crate::model::dispatch::{Correction, Note};
use crate::model::source::Genre;
use crate::model::visible::{DekBy, Shown};
use crate::publish::address;
use crate::publish::body::{Setting, to_html};
use crate::publish::changed;
use crate::publish::html::{push_escaped, web_link};
use crate::publish::language::{dir, tag};
use crate::publish::site::Site;

/// All of the text as HTML, with its source; `None` unless all of it may be shown.
pub(super) fn content_html(site: &Site, shown: &Shown) -> Option<String> {
    let body = shown.body.as_ref()?;
    let mut out = String::new();
    push_dek(&mut out, site, shown);
    out.push_str(&{
        let (pictures, base) = (&shown.pictures, site.base.as_str());
        to_html(body, &Setting { pictures, locale: &site.locale, base })
    });
    Some(framed(site, shown, &out))
}

/// The teaser as HTML, with its source; the source alone where no text may be shown.
pub(super) fn summary_html(site: &Site, shown: &Shown) -> String {
    let mut out = String::new();
    push_dek(&mut out, site, shown);
    if !shown.teaser.is_empty() {
        out.push_str("<p>");
        push_escaped(&mut out, &shown.teaser);
        out.push_str("</p>\n");
    }
    framed(site, shown, &out)
}

/// Report or view, for the categories of an entry.
pub(super) fn genre_name(genre: Genre) -> &'static str {
    match genre {
        Genre::Report => "Report",
        Genre::View => "View",
    }
}

/// Who an entry is by: its authors, or its source where none is named.
pub(super) fn authors(shown: &Shown) -> Vec<&str> {
    if shown.authors.is_empty() {
        vec![&shown.source_name]
    } else {
        shown.authors.iter().map(String::as_str).collect()
    }
}

/// The lines above and below the headline; the first words of a text stand there as such.
fn push_dek(out: &mut String, site: &Site, shown: &Shown) {
    if let Some(kicker) = &shown.kicker {
        out.push_str("<p><small>");
        push_escaped(out, kicker);
        out.push_str("</small></p>\n");
    }
    let (Some(dek), DekBy::Source | DekBy::House) = (&shown.dek, shown.dek_by) else { return };
    out.push_str("<p><em>");
    push_escaped(out, dek);
    out.push_str("</em>");
    if shown.dek_by == DekBy::House {
        out.push_str(" <bdi>(");
        push_escaped(out, &by_house(site));
        out.push_str(")</bdi>");
    }
    out.push_str("</p>\n");
}

/// That words are the house's own.
fn by_house(site: &Site) -> String {
    site.locale.say_with("by-house", &[("name", &site.byline)])
}

/// What the house says of an item, and put right of that: behind its text, and not in its language.
fn push_note(out: &mut String, site: &Site, shown: &Shown) {
    let mut push = |label: &str, words: &str| {
        out.push_str("<p><strong>");
        push_escaped(out, label);
        out.push_str("</strong> <bdi>");
        push_escaped(out, words);
        out.push_str("</bdi></p>\n");
    };
    for correction in &shown.corrections {
        push(&correction_label(site, correction), &correction.words);
    }
    if let Some(note) = &shown.note {
        push(&note_label(site, note), &note.words);
    }
}

/// Whose a note is, and of which day.
pub(super) fn note_label(site: &Site, note: &Note) -> String {
    let day = site.locale.day(note.at, &site.time_zone);
    site.locale.say_with("note-by", &[("name", &site.byline), ("day", &day)])
}

/// Whose a correction is, and of which day.
pub(super) fn correction_label(site: &Site, correction: &Correction) -> String {
    let day = site.locale.day(correction.at, &site.time_zone);
    site.locale.say_with("correction-by", &[("name", &site.byline), ("day", &day)])
}

/// The words in their own direction, and below them the source.
fn framed(site: &Site, shown: &Shown, words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 256);
    if !words.is_empty() {
        out.push_str("<div lang=\"");
        out.push_str(tag(shown.lang.as_deref()));
        out.push_str("\" dir=\"");
        out.push_str(dir(shown.lang.as_deref()));
        out.push_str("\">\n");
        out.push_str(words);
        out.push_str("</div>\n");
    }
    push_note(&mut out, site, shown);
    let history = site.absolute(&site.at(&address::history(&shown.public)));
    for line in changed::html(site, shown, &history) {
        out.push_str("<p>");
        out.push_str(&line);
        out.push_str("</p>\n");
    }
    out.push_str("<p>Source: <bdi>");
    push_escaped(&mut out, &shown.source_name);
    out.push_str("</bdi> — ");
    match web_link(&shown.source_url) {
        Some(link) => {
            out.push_str("<a href=\"");
            push_escaped(&mut out, &link);
            out.push_str("\">");
            push_escaped(&mut out, &shown.source_url);
            out.push_str("</a>");
        }
        None => push_escaped(&mut out, &shown.source_url),
    }
    out.push_str("</p>\n");
    out
}
