//! All that the agencies serve, made anew when something comes out: maps from host and path to bytes.

use crate::demo::diary::{Diary, agency_of};
use crate::demo::paper::{Habits, Paper, Shown};
use crate::demo::{AGENCIES, Agency, CHANNELS, channel};
use crate::demo::{averinform, meridian, mingjiang, ministry, qamar, safir, tageblatt, tolva};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::sync::Arc;

/// How long a page or a feed may be kept: short, since a feed is asked again soon.
pub(super) const PAGE_AGE_S: u32 = 60;
/// How long a picture may be kept.
pub(super) const PICTURE_AGE_S: u32 = 86_400;

/// Every agency's site, as it is between two releases.
#[derive(Debug)]
pub(super) struct Sites {
    /// What they were made by.
    pub(super) diary: Diary,
    /// By host, in small letters, without the port.
    pub(super) by_host: HashMap<&'static str, Arc<Site>>,
}

/// One host's site.
#[derive(Debug)]
pub(super) struct Site {
    /// By path and, where the site has one, query.
    pub(super) resources: BTreeMap<String, Resource>,
    /// The names of the pictures under `/media/`.
    pub(super) pictures: BTreeSet<String>,
    /// The page for what is not there.
    pub(super) not_found: String,
    /// Since when its fixed pages are as they are.
    pub(super) opened: Timestamp,
}

/// What is served at one address.
#[derive(Debug)]
pub(super) struct Resource {
    /// 200, or 410 for what was taken back.
    pub(super) status: StatusCode,
    /// With the charset, where the agency states it.
    pub(super) content_type: &'static str,
    /// Without a coding.
    pub(super) bytes: Bytes,
    /// Gzip-coded, if the agency does so.
    pub(super) gzip: Option<Bytes>,
    /// `Last-Modified`.
    pub(super) modified: Timestamp,
    /// `ETag`, with its quotation marks; weak where there are two codings.
    pub(super) etag: String,
    /// How long it may be kept, in seconds.
    pub(super) age_s: u32,
}

impl Resource {
    /// A resource without a coding.
    pub(super) fn new(
        content_type: &'static str,
        bytes: impl Into<Bytes>,
        modified: Timestamp,
        age_s: u32,
    ) -> Self {
        let bytes = bytes.into();
        let digest = Sha256::digest(&bytes);
        let hex: String = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        let etag = format!("\"{hex}\"");
        let status = StatusCode::OK;
        Self { status, content_type, bytes, gzip: None, modified, etag, age_s }
    }

    /// A page in UTF-8.
    pub(super) fn html(page: askama::Result<String>, modified: Timestamp) -> Self {
        Self::rendered("text/html; charset=utf-8", page, modified)
    }

    /// What a template gave.
    pub(super) fn rendered(
        content_type: &'static str,
        text: askama::Result<String>,
        modified: Timestamp,
    ) -> Self {
        let text = text.expect("a template of strings renders");
        Self::new(content_type, text, modified, PAGE_AGE_S)
    }

    /// The same, also offered gzip-coded.
    pub(super) fn gzipped(mut self) -> Self {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&self.bytes).expect("a vector takes every byte");
        self.gzip = Some(gzip.finish().expect("a vector takes every byte").into());
        self.etag = format!("W/{}", self.etag);
        self
    }

    /// The same, as the answer of what is no longer there.
    pub(super) fn gone(mut self) -> Self {
        self.status = StatusCode::GONE;
        self
    }
}

impl Sites {
    /// Makes all that is served by `diary`.
    pub(super) fn build(diary: Diary) -> Self {
        let mut by_host: HashMap<_, _> =
            AGENCIES.iter().map(|it| (it.host, Arc::new(site(it, &diary)))).collect();
        by_host.insert(CHANNELS, Arc::new(channels(&diary)));
        Self { diary, by_host }
    }

    /// The same after `keys` came out at `at`: only the sites of their agencies are made anew.
    pub(super) fn after(&self, keys: &[String], at: Timestamp) -> Self {
        let mut diary = self.diary.clone();
        for key in keys {
            diary.released.add(key, at);
        }
        let mut by_host = self.by_host.clone();
        let mut agencies: Vec<&Agency> = keys.iter().filter_map(|key| agency_of(key)).collect();
        agencies.dedup_by_key(|agency| agency.slug);
        for agency in agencies {
            by_host.insert(agency.host, Arc::new(site(agency, &diary)));
        }
        by_host.insert(CHANNELS, Arc::new(channels(&diary)));
        Self { diary, by_host }
    }
}

/// An agency's own way of placing its stories, and of making its pages and feeds of them.
type Ways = (fn() -> Habits, fn(&Paper) -> Vec<(String, Resource)>);

fn ways(agency: &Agency) -> Ways {
    match agency.slug {
        "tolva" => (tolva::habits, tolva::resources),
        "meridian" => (meridian::habits, meridian::resources),
        "tolva-mfa" => (ministry::habits, ministry::resources),
        "averinform" => (averinform::habits, averinform::resources),
        "qamar" => (qamar::habits, qamar::resources),
        "tageblatt" => (tageblatt::habits, tageblatt::resources),
        "mingjiang" => (mingjiang::habits, mingjiang::resources),
        _ => (safir::habits, safir::resources),
    }
}

/// The agency's stories that are out by `diary`.
pub(super) fn paper(agency: &'static Agency, diary: &Diary) -> Paper {
    let (habits, _) = ways(agency);
    Paper::place(agency, diary, &habits())
}

fn site(agency: &'static Agency, diary: &Diary) -> Site {
    let opened = opened(diary);
    let paper = paper(agency, diary);
    let (_, resources) = ways(agency);
    let mut resources: BTreeMap<String, Resource> = resources(&paper).into_iter().collect();
    let fixed = |content_type, text: String| Resource::new(content_type, text, opened, PAGE_AGE_S);
    let html = "text/html; charset=utf-8";
    let plain = "text/plain; charset=utf-8";
    let notes = fixed_page(agency, "Desk notes", "For the newsroom only.");
    let about = fixed_page(
        agency,
        "About us",
        "This agency is invented, as are all places, persons and events that it tells of. \
         It is part of a demonstration.",
    );
    resources.insert("/robots.txt".to_owned(), fixed(plain, robots(&paper)));
    resources.insert("/private/notes".to_owned(), fixed(html, notes));
    resources.insert("/about".to_owned(), fixed(html, about));
    let all = paper.shown.iter().chain(&paper.embargoed);
    let pictures = all.flat_map(|it| it.story.pictures()).map(str::to_owned).collect();
    let not_found = fixed_page(agency, "Not found", "There is no page at this address.");
    Site { resources, pictures, not_found, opened }
}

/// The host of the channels: that of the ministry, by its name.
fn channels(diary: &Diary) -> Site {
    let ministry = AGENCIES.iter().find(|agency| agency.slug == "tolva-mfa");
    let paper = paper(ministry.expect("the ministry is an agency"), diary);
    let resources: BTreeMap<_, _> = channel::resources(&paper, diary).into_iter().collect();
    let pictures = channel::pictures(&paper);
    let not_found = channel::not_found();
    Site { resources, pictures, not_found, opened: opened(diary) }
}

/// Before any story was published.
fn opened(diary: &Diary) -> Timestamp {
    diary.epoch - SignedDuration::from_hours(24 * 90)
}

fn robots(paper: &Paper) -> String {
    let sitemap = match paper.agency.slug {
        "qamar" => format!("Sitemap: {}{}\n", paper.origin, qamar::SITEMAP),
        _ => String::new(),
    };
    format!(
        "User-agent: *\nDisallow: /private/\nAllow: /\n\n{sitemap}# Write to the editor: {}/about\n",
        paper.origin
    )
}

/// The page of what was taken back: the notice in the story's place.
pub(super) fn notice(paper: &Paper, it: &Shown) -> Resource {
    let text = format!("{}</p>{}<p>{}", it.story.dek, it.story.html(), it.when_changed);
    let page = fixed_page(paper.agency, &it.story.title, &text);
    Resource::new("text/html; charset=utf-8", page, it.changed, PAGE_AGE_S).gone()
}

fn fixed_page(agency: &Agency, title: &str, text: &str) -> String {
    let name = agency.name;
    let dir = if agency.lang == "ar" { "rtl" } else { "ltr" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} - {name}</title>\
         <style>body{{max-width:38em;margin:2em auto;padding:0 1em;font:17px/1.6 sans-serif}}</style>\
         </head><body><p><a href=\"/\">{name}</a></p><h1>{title}</h1><p>{text}</p></body></html>\n",
        agency.lang,
    )
}
