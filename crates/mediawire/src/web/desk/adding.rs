//! A source is added at the desk: its address is looked at, what is there is shown, and it is kept with its terms. Lists of
//! feeds go in and out.

use crate::error::{Error, Kind, Result};
use crate::pipeline::adding::{self, Look};
use crate::pipeline::opml::{self, Outcome, Report};
use crate::store::sources;
use crate::web::Web;
use crate::web::answer::{Answer, Fresh, Written};
use crate::web::desk::pages::{self, Frame, Told, failed};
use crate::web::desk::source::Terms;
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Form, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use mediawire_core::codec::form::parts;
use mediawire_core::desk::role::Right;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::{Section, SectionCode};
use mediawire_core::model::source::{Access, Display, Genre, Indexing, Release, Rights, Source};
use mediawire_core::publish::html::web_link;
use mediawire_core::publish::locale::Locale;
use mediawire_core::publish::opml::opml as written_opml;
use mediawire_core::read::opml::Outline;
use serde::Deserialize;
use std::sync::Arc;

/// Entries of a list that are shown before it is added.
const ENTRIES_MAX: usize = 10;
/// The largest file of feeds that the desk takes, and the largest form with one in it, in bytes.
const FILE_BYTES_MAX: usize = 1 << 20;
const FORM_BYTES_MAX: usize = 4 << 20;
/// Feeds of a file that are shown.
const FEEDS_MAX: usize = 100;

/// What was found, as it is shown.
struct Shown {
    look: Look,
    entries: Vec<(String, Option<String>, String)>,
    n_entries: usize,
}

#[derive(Template)]
#[template(path = "desk/add.html")]
struct AddPage<'a> {
    frame: Frame<'a>,
    typed: String,
    wants_page: bool,
    shown: Option<Shown>,
    /// The source that would be added.
    to_add: Option<Added>,
    /// Why what was asked was not done.
    wrong: Option<&'a Error>,
    sections: &'a [Section],
}

fn page(
    web: &Web,
    desk: &Desk,
    (typed, wants_page): (String, bool),
    shown: Result<Option<Shown>, &Error>,
) -> Response {
    let (shown, wrong) = match shown {
        Ok(shown) => (shown, None),
        Err(error) => (None, Some(error)),
    };
    let to_add = shown.as_ref().map(|shown| {
        let Look { leads, slug, name, home, .. } = &shown.look;
        let terms = Terms::of(&new(name, web.wire.sections[0].code.clone()));
        let (slug, list, home) = (slug.to_string(), leads.found.url.clone(), home.clone());
        Added { slug, list, home, terms }
    });
    let (frame, sections) = (Frame::of(web, desk), &web.wire.sections);
    let page = AddPage { frame, typed, wants_page, shown, to_add, wrong, sections };
    wrong.map_or_else(|| pages::page(&page), |error| pages::refused(&page, error))
}

/// A source of which nothing is said yet: it shows a teaser, and waits for the desk.
fn new(name: &str, section: SectionCode) -> Source {
    Source {
        slug: Slug::of("feed"),
        name: name.to_owned(),
        home: String::new(),
        list: None,
        cadence_ms: 0,
        rights: Rights::to(Display::Teaser),
        section,
        genre: None,
        release: Release::Desk,
    }
}

/// The form for an address.
pub(super) async fn form(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    page(&web, &desk, (String::new(), false), Ok(None))
}

/// An address that was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    url: String,
    page: String,
}

/// Looks at what an address leads to. Nothing is kept.
pub(super) async fn look(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(Typed { url, page: wants_page }): Form<Typed>,
) -> Response {
    let wants_page = wants_page == "yes";
    if url.trim().is_empty() {
        let what = "say the address of a home page, a feed, a channel or an account";
        let error = Error::new(Kind::Malformed, what).code("url");
        return page(&web, &desk, (url, wants_page), Err(&error));
    }
    match adding::look(&web.wire, &url, wants_page).await {
        Ok(look) => {
            let entries = &look.leads.found.list.entries;
            let shown = entries.iter().take(ENTRIES_MAX).map(|entry| {
                let at = entry.published.as_ref().map(|it| it.raw.clone()).unwrap_or_default();
                (with_marks(&entry.title), entry.url.as_deref().and_then(web_link), at)
            });
            let shown = Shown { entries: shown.collect(), n_entries: entries.len(), look };
            page(&web, &desk, (url, wants_page), Ok(Some(shown)))
        }
        Err(error) => page(&web, &desk, (url, wants_page), Err(&error)),
    }
}

/// A source as it is to be added.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Added {
    slug: String,
    list: String,
    home: String,
    #[serde(flatten)]
    terms: Terms,
}

/// Adds a source.
pub(super) async fn add(
    State(web): State<Arc<Web>>,
    desk: Desk,
    Form(typed): Form<Added>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let add = async {
        let what = "a short name has a few of a-z, 0-9 and hyphens";
        let wrong = || Error::new(Kind::Malformed, what).code("slug");
        let slug = Slug::parse(typed.slug.trim()).ok_or_else(wrong)?;
        let source = Source {
            slug,
            home: typed.home.trim().to_owned(),
            list: Some(typed.list.trim().to_owned()),
            cadence_ms: web.wire.cadence_ms,
            ..new("", web.wire.sections[0].code.clone())
        };
        let source = typed.terms.clone().over(source)?;
        adding::add_list(&web.wire, &source, by).await?;
        Ok::<_, Error>(source.slug)
    };
    let error = match add.await {
        Ok(slug) => return session::to(&format!("/desk/sources/{slug}")),
        Err(error) => error,
    };
    // What was typed is there to be set right.
    let (frame, sections) = (Frame::of(&web, &desk), &web.wire.sections);
    let page = AddPage {
        frame,
        typed: typed.list.clone(),
        wants_page: false,
        shown: None,
        to_add: Some(typed),
        wrong: Some(&error),
        sections,
    };
    pages::refused(&page, &error)
}

// ---- lists of feeds -------------------------------------------------------------------------------------------------

/// What a file would add.
struct Feeds {
    text: String,
    rows: Vec<(String, String, Safe<String>)>,
    n_more: usize,
    n_added: usize,
    n_known: usize,
    n_refused: usize,
    doubts: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/opml.html")]
struct OpmlPage<'a> {
    frame: Frame<'a>,
    feeds: Option<Feeds>,
    terms: Terms,
    sections: &'a [Section],
    /// Whether they were added.
    is_done: bool,
    /// Why what was asked was not done.
    wrong: Option<&'a Error>,
}

fn opml_page(
    web: &Web,
    desk: &Desk,
    (feeds, is_done): (Option<Feeds>, bool),
    (terms, wrong): (Option<Terms>, Option<&Error>),
) -> Response {
    let terms = terms.unwrap_or_else(|| new_terms(web));
    let (frame, sections) = (Frame::of(web, desk), &web.wire.sections);
    let page = OpmlPage { frame, feeds, terms, sections, is_done, wrong };
    wrong.map_or_else(|| pages::page(&page), |error| pages::refused(&page, error))
}

fn new_terms(web: &Web) -> Terms {
    Terms::of(&new("", web.wire.sections[0].code.clone()))
}

/// The forms for lists of feeds.
pub(super) async fn opml(State(web): State<Arc<Web>>, desk: Desk) -> Response {
    opml_page(&web, &desk, (None, false), (None, None))
}

/// The wire's sources as a list of feeds.
pub(super) async fn export(State(web): State<Arc<Web>>, _: Desk, asked: HeaderMap) -> Response {
    let read = async { sources::all(&mut web.wire.db.read().await?).await };
    match read.await {
        Ok(all) => {
            let bytes = written_opml(&web.sites[0].name, &web.wire.sections, &all);
            let kind = "text/x-opml; charset=utf-8";
            let written = Arc::new(Written::new(200, kind, Fresh::Never, bytes));
            let mut response = Answer::new(written, asked).into_response();
            let file = HeaderValue::from_static("attachment; filename=\"sources.opml\"");
            response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
            response
        }
        Err(error) => failed(&web, &error),
    }
}

/// The route by which a file is looked at.
pub(super) fn uploading() -> MethodRouter<Arc<Web>> {
    post(upload).layer(DefaultBodyLimit::max(FILE_BYTES_MAX + (16 << 10)))
}

/// Shows what a file would add. Nothing is kept.
async fn upload(
    State(web): State<Arc<Web>>,
    desk: Desk,
    heads: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = heads.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let all = parts(kind.unwrap_or_default(), &body);
    let file = all.iter().find(|(name, _)| name == "file").map(|(_, bytes)| *bytes);
    let Some(file) = file.filter(|bytes| !bytes.is_empty()) else {
        let error = Error::new(Kind::Malformed, "choose a file of feeds (OPML) first");
        return opml_page(&web, &desk, (None, false), (None, Some(&error)));
    };
    if file.len() > FILE_BYTES_MAX {
        let what = "the file has more than 1 MiB: take it with mediawire opml import";
        let error = Error::new(Kind::Malformed, what);
        return opml_page(&web, &desk, (None, false), (None, Some(&error)));
    }
    let looked = async {
        let (outlines, doubts) = opml::read(file, "the file")?;
        let report = imported(&web, &outlines, new_terms(&web), ("", ""), true).await?;
        Ok::<_, Error>((report, doubts, opml::to_json(&outlines)))
    };
    match looked.await {
        Ok((report, doubts, text)) => {
            let feeds = told(&desk.locale, report, doubts, text);
            opml_page(&web, &desk, (Some(feeds), false), (None, None))
        }
        Err(error) => opml_page(&web, &desk, (None, false), (None, Some(&error))),
    }
}

/// Feeds that are to be added.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    opml: String,
    #[serde(flatten)]
    terms: Terms,
}

/// The route by which feeds are added.
pub(super) fn importing() -> MethodRouter<Arc<Web>> {
    post(import).layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

/// Adds the feeds of a file that was looked at.
async fn import(State(web): State<Arc<Web>>, desk: Desk, Form(sent): Form<Sent>) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let Sent { opml: text, terms } = sent;
    let add = async {
        let outlines = opml::of_json(&text)?;
        let report = imported(&web, &outlines, terms.clone(), by, false).await;
        Ok::<_, Error>((outlines, report))
    };
    let (outlines, error) = match add.await {
        Ok((_, Ok(report))) => {
            web.wire.wake();
            let feeds = told(&desk.locale, report, Vec::new(), String::new());
            return opml_page(&web, &desk, (Some(feeds), true), (None, None));
        }
        Ok((outlines, Err(error))) => (outlines, error),
        Err(error) => return opml_page(&web, &desk, (None, false), (Some(terms), Some(&error))),
    };
    // The feeds are shown as before, with the terms that were typed.
    match imported(&web, &outlines, new_terms(&web), ("", ""), true).await {
        Ok(report) => {
            let feeds = Some(told(&desk.locale, report, Vec::new(), text));
            opml_page(&web, &desk, (feeds, false), (Some(terms), Some(&error)))
        }
        Err(error) => failed(&web, &error),
    }
}

async fn imported(
    web: &Web,
    outlines: &[Outline],
    terms: Terms,
    by: (&str, &str),
    dry_run: bool,
) -> Result<Report> {
    let like = terms.over(new("", web.wire.sections[0].code.clone()))?;
    if !web.wire.sections.iter().any(|section| section.code == like.section) {
        let what = format!("there is no section {}", like.section);
        return Err(Error::new(Kind::Malformed, what));
    }
    let like = Source { cadence_ms: web.wire.cadence_ms, ..like };
    opml::import(&web.wire, outlines, &like, by, dry_run).await
}

/// What became of a feed, as HTML.
fn became(locale: &Locale, outcome: &Outcome) -> Safe<String> {
    Safe(match outcome {
        Outcome::Added(slug) => Told::of(locale, "opml-added").with("slug", slug).to_string(),
        Outcome::Known(slug) => Told::of(locale, "opml-known").with("slug", slug).to_string(),
        Outcome::Refused(why) => {
            Told::of(locale, "opml-refused").html("why", pages::english(locale, why)).to_string()
        }
    })
}

fn told(locale: &Locale, report: Report, doubts: Vec<String>, text: String) -> Feeds {
    let [n_added, n_known, n_refused] = report.counts();
    let n_more = report.rows.len().saturating_sub(FEEDS_MAX);
    let rows = report.rows.into_iter().take(FEEDS_MAX);
    let rows = rows.map(|(outline, outcome)| {
        (with_marks(&outline.title), outline.url, became(locale, &outcome))
    });
    Feeds { text, rows: rows.collect(), n_more, n_added, n_known, n_refused, doubts }
}
