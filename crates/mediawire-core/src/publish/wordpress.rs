//! What a post of the house's own WordPress is to be: what may be shown of an item, as its REST API takes it.
//!
//! A field of the source is one line of [`FIELDS`], its value in `fields`, and a line of FIELDS in
//! `integrations/wordpress/mediawire/mediawire.php`.

mod blocks;
mod slug;
mod text;

pub use blocks::Media;
pub use slug::{short, slug};

use crate::codec::digest::Digest;
use crate::model::body::{BlockKind, Body};
use crate::model::decision::Ground;
use crate::model::id::PublicId;
use crate::model::picture::Picture;
use crate::model::section::SectionCode;
use crate::model::source::{Display, Indexing};
use crate::model::visible::{DekBy, Shown, Visible};
use crate::publish::address;
use crate::publish::card::{Card, Moment};
use crate::publish::changed;
use crate::publish::feed_text::{authors, correction_label, note_label};
use crate::publish::language::{dir, tag};
use crate::publish::pages;
use crate::publish::site::Site;
use blocks::{Setting, isolated, push_group, push_paragraph, to_blocks};
use jiff::Timestamp;
use std::collections::HashMap;
use text::{exact, push_exact, title};

/// The fields of a post that are the plug-in's to keep, in the order of [`Post::fields`].
pub const FIELDS: [&str; 11] = [
    "mediawire_id",
    "mediawire_number",
    "mediawire_state",
    "mediawire_source_name",
    "mediawire_source_url",
    "mediawire_source_headline",
    "mediawire_byline",
    "mediawire_canonical",
    "mediawire_robots",
    "mediawire_lang",
    "mediawire_lead_in_text",
];

/// What a post is to be. Titles and excerpts are HTML, as WordPress keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its title.
    pub title: String,
    /// Its text, as blocks.
    pub content: String,
    /// Its excerpt: the dek, else the teaser; empty if there is neither.
    pub excerpt: String,
    /// Its slug, unless it has one already that it is to keep.
    pub slug: String,
    /// When the wire first published it; `None` for a notice, which stands where the item stood.
    pub date: Option<Timestamp>,
    /// The section by which it is put into a category and given tags; `None` for a notice.
    pub section: Option<SectionCode>,
    /// The number of its featured image.
    pub featured: Option<u64>,
    /// Whether it is a notice in the place of an item that is not shown.
    pub is_notice: bool,
    /// The value of each of [`FIELDS`]; empty for what there is none of.
    pub fields: [String; FIELDS.len()],
}

/// The pictures that a post shows, so that WordPress has to have them: the lead picture first, each once.
#[must_use]
pub fn pictures(shown: &Shown) -> Vec<&Picture> {
    let body = shown.body.as_ref().filter(|_| shown.display == Display::Full);
    let in_text = body.into_iter().flat_map(figures).filter_map(|url| shown.pictures.get(url));
    let mut all: Vec<&Picture> = Vec::new();
    for picture in shown.lead_picture.iter().chain(in_text) {
        if !all.iter().any(|known| known.digest == picture.digest) {
            all.push(picture);
        }
    }
    all
}

fn figures(body: &Body) -> impl Iterator<Item = &str> {
    body.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => figure.image.as_deref(),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::Quotation(_)
        | BlockKind::PullQuote(_)
        | BlockKind::List(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Embed(_)
        | BlockKind::UpdateTime(_) => None,
    })
}

/// What the post of the item `public` is to be. `media` are the images that WordPress has of it; a figure whose image it
/// has not becomes a link.
#[must_use]
pub fn post(
    site: &Site,
    public: &PublicId,
    visible: &Visible,
    media: &HashMap<Digest, Media>,
) -> Post {
    match visible {
        Visible::Shown(shown) => article(site, shown, media),
        Visible::Withheld { why } => {
            let title = site.locale.say("withheld-title");
            let words = if why.is_empty() { site.locale.say("no-reason") } else { String::new() };
            notice(site, public, "withheld", [title, words, why.clone()], None)
        }
        Visible::Killed { why, at, ground } => {
            let title = site.locale.say("withdrawn-title");
            let words = pages::withdrawn_words(site, *ground);
            // Its page answers by it: 410, or 451.
            let state = match ground {
                Ground::House => "killed",
                Ground::Law => "killed-legal",
            };
            notice(site, public, state, [title, words, why.clone()], Some(*at))
        }
    }
}

/// What stands in the place of an item that is not shown: nothing of it, not in the slug either.
fn notice(
    site: &Site,
    public: &PublicId,
    state: &str,
    [title, words, why]: [String; 3],
    since: Option<Timestamp>,
) -> Post {
    let mut lines = String::new();
    if !words.is_empty() {
        push_paragraph(&mut lines, "", None, &exact(&words));
    }
    if !why.is_empty() {
        let why = labelled(&site.locale.say("reason"), &isolated(&why));
        push_paragraph(&mut lines, "", None, &why);
    }
    if let Some(at) = since {
        let day = exact(&Moment::of(at, site).human);
        push_paragraph(&mut lines, "", None, &labelled(&site.locale.say("since"), &day));
    }
    let mut content = String::new();
    push_group(&mut content, &format!("mediawire-notice {}", class(public)), &lines);
    let mut fields: [String; FIELDS.len()] = Default::default();
    fields[0] = public.to_string();
    state.clone_into(&mut fields[2]);
    "noindex".clone_into(&mut fields[8]);
    Post {
        title: text::title(&title),
        content,
        excerpt: String::new(),
        slug: public.to_string(),
        date: None,
        section: None,
        featured: None,
        is_notice: true,
        fields,
    }
}

/// The class that names the item in every post of it, by which a post is found where nothing else is known of it.
fn class(public: &PublicId) -> String {
    format!("mediawire-{public}")
}

fn labelled(label: &str, html: &str) -> String {
    format!("<strong>{}</strong> {html}", exact(label))
}

fn article(site: &Site, shown: &Shown, media: &HashMap<Digest, Media>) -> Post {
    let card = Card::of(shown, site, shown.published);
    let direction = Some(dir(shown.lang.as_deref()));
    let direction = direction.filter(|dir| *dir != "auto" && *dir != site.locale.dir);
    let mut content = String::new();
    push_paragraph(&mut content, "mediawire-byline", None, &byline(site, shown));
    push_group(&mut content, "mediawire-text", &words(site, shown, media, direction));
    if shown.body.is_none() || shown.display != Display::Full {
        push_paragraph(&mut content, "mediawire-read-on", None, &read_on(site, &card));
    }
    push_group(&mut content, "mediawire-notes", &notes(site, &card));
    content.push_str("\n<!-- wp:separator -->\n");
    content.push_str("<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>\n");
    content.push_str("<!-- /wp:separator -->\n");
    let foot_class = format!("mediawire-foot {}", class(&shown.public));
    push_group(&mut content, &foot_class, &foot(site, &card));
    let lead = shown.lead_picture.as_ref().and_then(|picture| media.get(&picture.digest));
    Post {
        title: title(&shown.headline),
        content,
        excerpt: exact(shown.dek.as_deref().unwrap_or(&shown.teaser)),
        slug: slug(&shown.headline, &shown.public),
        date: Some(shown.published),
        section: Some(shown.section.clone()),
        featured: lead.map(|media| media.id),
        is_notice: false,
        fields: fields(site, shown),
    }
}

fn fields(site: &Site, shown: &Shown) -> [String; FIELDS.len()] {
    let canonical = match shown.index {
        Indexing::Own | Indexing::None => String::new(),
        Indexing::Source => pages::canonical(site, shown).unwrap_or_default(),
    };
    let robots = if shown.index == Indexing::None { "noindex" } else { "" };
    let lead = shown.lead_picture.as_ref().map(|picture| picture.digest);
    let body = shown.body.as_ref().filter(|_| shown.display == Display::Full);
    let mut in_text = body.into_iter().flat_map(figures).filter_map(|url| shown.pictures.get(url));
    let is_lead_in_text = lead.is_some() && in_text.any(|picture| Some(picture.digest) == lead);
    [
        shown.public.to_string(),
        shown.number.to_string(),
        "shown".to_owned(),
        shown.source_name.clone(),
        shown.source_url.clone(),
        shown.source_headline.clone().unwrap_or_else(|| shown.headline.clone()),
        authors(shown).join(", "),
        canonical,
        robots.to_owned(),
        tag(shown.lang.as_deref()).to_owned(),
        if is_lead_in_text { "1".to_owned() } else { String::new() },
    ]
}

/// Who wrote it and where it is from.
fn byline(site: &Site, shown: &Shown) -> String {
    let names: Vec<String> = shown.authors.iter().map(|name| isolated(name)).collect();
    let comma = if site.locale.dir == "rtl" { "، " } else { ", " };
    let key = if names.is_empty() { "by-source" } else { "by" };
    let (names, source) = (names.join(comma), isolated(&shown.source_name));
    site.locale.say_html(key, &[("authors", &names), ("source", &source)])
}

/// The source's words, with the house's lines above and below the headline, which are in its language.
fn words(
    site: &Site,
    shown: &Shown,
    media: &HashMap<Digest, Media>,
    dir: Option<&'static str>,
) -> String {
    let mut out = String::new();
    if let Some(kicker) = &shown.kicker {
        push_paragraph(&mut out, "mediawire-kicker", dir, &exact(kicker));
    }
    if let (Some(dek), DekBy::Source | DekBy::House) = (&shown.dek, shown.dek_by) {
        let mut html = format!("<em>{}</em>", exact(dek));
        if shown.dek_by == DekBy::House {
            let by = site.locale.say_with("by-house", &[("name", &site.byline)]);
            html.push_str(&format!(" <span dir=\"{}\">(", site.locale.dir));
            push_exact(&mut html, &by);
            html.push_str(")</span>");
        }
        push_paragraph(&mut out, "mediawire-dek", dir, &html);
    }
    match shown.body.as_ref().filter(|_| shown.display == Display::Full) {
        Some(body) => {
            let (pictures, locale) = (&shown.pictures, &*site.locale);
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&to_blocks(body, &Setting { pictures, media, locale, dir }));
        }
        None if !shown.teaser.is_empty() => {
            push_paragraph(&mut out, "", dir, &exact(&shown.teaser));
        }
        None => {}
    }
    out
}

/// Where all of it is to be read.
fn read_on(site: &Site, card: &Card<'_>) -> String {
    let source = [("source", &*isolated(&card.shown.source_name))];
    match &card.source_link {
        Some(link) => anchor(link, &site.locale.say_html("read-on", &source)),
        None => site.locale.say_html("full-at", &source),
    }
}

/// A link; `html` is its inside.
fn anchor(link: &str, html: &str) -> String {
    let mut out = String::new();
    crate::publish::body::push_link_start(&mut out, link);
    out.push_str(html);
    out.push_str("</a>");
    out
}

/// A link to a page of the wire's own; `key` is its words.
fn to_own(site: &Site, key: &str, path: &str) -> String {
    anchor(&site.absolute(&site.at(path)), &exact(&site.locale.say(key)))
}

/// What the house says of the item: no part of its text.
fn notes(site: &Site, card: &Card<'_>) -> String {
    let mut out = String::new();
    let mut push = |html: &str| push_paragraph(&mut out, "mediawire-note", None, html);
    if card.is_view {
        push(&exact(&site.locale.say("is-view")));
    }
    if let Some(day) = &card.old {
        push(&exact(&site.locale.say_with("is-old", &[("day", day)])));
    }
    for correction in &card.shown.corrections {
        push(&labelled(&correction_label(site, correction), &isolated(&correction.words)));
    }
    if let Some(note) = &card.shown.note {
        push(&labelled(&note_label(site, note), &isolated(&note.words)));
    }
    if let Some(line) = changed::changed(site, card.shown) {
        let history = address::history(&card.shown.public);
        push(&format!("{} {}", exact(&line), to_own(site, "what-changed", &history)));
    }
    if let Some(line) = changed::gone(site, card.shown) {
        push(&exact(&line));
    }
    out
}

/// What stands below every article; at the very bottom the source's name and URL.
fn foot(site: &Site, card: &Card<'_>) -> String {
    let shown = card.shown;
    let mut out = String::new();
    push_paragraph(&mut out, "mediawire-disclaimer", None, &exact(&site.disclaimer()));
    if let Some(headline) = &shown.source_headline {
        let told = [("headline", &*isolated(headline))];
        let told = site.locale.say_html("headline-at-source", &told);
        push_paragraph(&mut out, "mediawire-source-headline", None, &told);
    }
    for (key, time) in [("at-source", &card.stated), ("updated-at-source", &card.updated)] {
        if let Some(time) = time {
            let told = labelled(&site.locale.say(key), &exact(&time.human));
            push_paragraph(&mut out, "mediawire-source-time", None, &told);
        }
    }
    let verify = to_own(site, "verify", &address::verify(&shown.public));
    let history = to_own(site, "history", &address::history(&shown.public));
    push_paragraph(&mut out, "mediawire-proofs", None, &format!("{verify} · {history}"));
    let url = format!("<span dir=\"ltr\">{}</span>", exact(&shown.source_url));
    let url = card.source_link.as_ref().map_or_else(|| url.clone(), |link| anchor(link, &url));
    let source = format!("{} {url}", isolated(&shown.source_name));
    let source = labelled(&site.locale.say("source"), &source);
    push_paragraph(&mut out, "mediawire-source", None, &source);
    out
}
