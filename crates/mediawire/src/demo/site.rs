//! All that the agencies serve, made once: a map from host and path to bytes.

use crate::demo::paper::Paper;
use crate::demo::{AGENCIES, Agency, meridian, safir, tolva};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;

/// How long a page or a feed may be kept: short, since a feed is asked again soon.
pub(super) const PAGE_AGE_S: u32 = 60;
/// How long a picture may be kept.
pub(super) const PICTURE_AGE_S: u32 = 86_400;

/// Every agency's site.
#[derive(Debug)]
pub(super) struct Sites {
    /// The port that all are served on.
    pub(super) port: u16,
    /// By host, in small letters, without the port.
    pub(super) by_host: HashMap<&'static str, Site>,
}

/// One agency's site.
#[derive(Debug)]
pub(super) struct Site {
    /// By path.
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
        Self { content_type, bytes, gzip: None, modified, etag, age_s }
    }

    /// The same, also offered gzip-coded.
    pub(super) fn gzipped(mut self) -> Self {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&self.bytes).expect("a vector takes every byte");
        self.gzip = Some(gzip.finish().expect("a vector takes every byte").into());
        self.etag = format!("W/{}", self.etag);
        self
    }
}

/// Makes all that the agencies serve.
pub(super) fn build(port: u16, epoch: Timestamp) -> Sites {
    let by_host = AGENCIES.iter().map(|agency| (agency.host, site(agency, port, epoch)));
    Sites { port, by_host: by_host.collect() }
}

fn site(agency: &'static Agency, port: u16, epoch: Timestamp) -> Site {
    let opened = epoch - SignedDuration::from_hours(24 * 90);
    let place = |habits| Paper::place(agency, port, epoch, &habits);
    let (paper, resources) = match agency.slug {
        "tolva" => with(place(tolva::habits()), tolva::resources),
        "meridian" => with(place(meridian::habits()), meridian::resources),
        _ => with(place(safir::habits()), safir::resources),
    };
    let mut resources: BTreeMap<String, Resource> = resources.into_iter().collect();
    let robots = format!(
        "User-agent: *\nDisallow: /private/\nAllow: /\n\n# Write to the editor: {}/about\n",
        paper.origin
    );
    let fixed = |content_type, text: String| Resource::new(content_type, text, opened, PAGE_AGE_S);
    let html = "text/html; charset=utf-8";
    let notes = fixed_page(agency, "Desk notes", "For the newsroom only.");
    let about = fixed_page(
        agency,
        "About us",
        "This agency is invented, as are all places, persons and events that it tells of. \
         It is part of a demonstration.",
    );
    resources.insert("/robots.txt".to_owned(), fixed("text/plain; charset=utf-8", robots));
    resources.insert("/private/notes".to_owned(), fixed(html, notes));
    resources.insert("/about".to_owned(), fixed(html, about));
    let pictures = paper.shown.iter().flat_map(|it| it.story.pictures());
    Site {
        resources,
        pictures: pictures.map(str::to_owned).collect(),
        not_found: fixed_page(agency, "Not found", "There is no page at this address."),
        opened,
    }
}

fn with<T>(paper: Paper, resources: fn(&Paper) -> T) -> (Paper, T) {
    let made = resources(&paper);
    (paper, made)
}

fn fixed_page(agency: &Agency, title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <title>{title} - {name}</title></head><body><p><a href=\"/\">{name}</a></p>\
         <h1>{title}</h1><p>{text}</p></body></html>\n",
        agency.lang,
        name = agency.name
    )
}
