//! What an address leads to: it is a list itself, or its page declares some, or its site has one where sites have them.

use crate::Wire;
use crate::error::{Context as _, Kind, Result};
use crate::keep::{Document, decode};
use crate::pipeline::list::{How, read_list};
use crate::retrieve::{Fetched, What};
use bytes::Bytes;
use mediawire_core::codec::digest::Digest;
use mediawire_core::codec::html;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::{CaptureId, Slug};
use mediawire_core::read::discover::{self, COMMON};
use mediawire_core::read::robots::Robots;
use mediawire_core::read::{List, NotAList, posts, telegram};
use std::sync::Arc;
use url::Url;

/// Lists that a page declares are tried until one can be read, at most this many.
const TRIES_MAX: usize = 12;

/// A list that was found and can be read.
#[derive(Debug)]
pub struct Found {
    /// Its address.
    pub url: String,
    /// What it says.
    pub list: List,
    /// The page that led to it, if one did.
    pub page: Option<String>,
    /// The answer that it was read from; `None` for what no server gives, a folder or a mailbox.
    pub answer: Option<(Capture, Bytes)>,
}

impl Found {
    /// The home page of its source: the one that it names, else the page that led to it, else its site's front; `url`
    /// is its address.
    #[must_use]
    pub fn home(&self, url: &Url) -> String {
        let front = || url.origin().ascii_serialization() + "/";
        self.list.home.clone().or_else(|| self.page.clone()).unwrap_or_else(front)
    }
}

/// What an address leads to.
#[derive(Debug)]
pub struct Leads {
    /// The best list.
    pub found: Found,
    /// The addresses of others, which were not asked.
    pub others: Vec<String>,
}

/// What `typed` leads to, tried in this order: itself; the feeds that its page declares or links to; the usual places of
/// feeds; the sitemaps that robots.txt names, and their usual places; the links of the page itself, which come first
/// where `wants_page`.
///
/// # Errors
/// If there is none, or the address cannot be asked.
pub async fn find(wire: &Arc<Wire>, typed: &str, wants_page: bool) -> Result<Leads> {
    let address = match telegram::list_address(typed).or_else(|| posts::list_address(typed)) {
        Some(list) => list,
        None if typed.contains("://") => typed.to_owned(),
        None => format!("https://{typed}"),
    };
    let (capture, payload) = ask(wire, &address, What::List).await?;
    let read = |may_be_page: bool| {
        let how = How { home: capture.url.clone(), may_be_page };
        read_list(&capture, &payload, &Slug::of("sample"), &how, &wire.sites.now())
    };
    let url = capture.url.clone();
    let not_list = match read(wants_page) {
        Ok(list) => {
            let found = Found { url, list, page: None, answer: Some((capture, payload)) };
            return Ok(Leads { found, others: Vec::new() });
        }
        // A page of Telegram leads to no feed: asking it for some would only be a nuisance.
        Err(error) if error.code == NotAList::NoChannel.code() => return Err(error),
        Err(error) if wants_page => {
            let what =
                "the page leads to fewer than three articles; say with a site file which links do";
            return Err(error.context(what));
        }
        Err(error) => error,
    };
    let text = decode(&capture, &payload, Document::Page)?;
    let declared = discover::feeds(&html::parse(&text), &url).into_iter().map(|found| found.url);
    let mut candidates: Vec<String> = declared.collect();
    if candidates.is_empty() {
        let base = Url::parse(&url).context(Kind::Malformed, || "cannot read the address")?;
        candidates =
            COMMON.iter().filter_map(|path| base.join(path).ok()).map(String::from).collect();
    }
    if let Some(leads) = first_read(wire, candidates, &url).await {
        return Ok(leads);
    }
    if let Some(leads) = first_read(wire, sitemaps(wire, &url).await, &url).await {
        return Ok(leads);
    }
    if let Ok(list) = read(true) {
        let found = Found { url, list, page: None, answer: Some((capture, payload)) };
        return Ok(Leads { found, others: Vec::new() });
    }
    Err(not_list.context(format!(
        "found no feed and no sitemap at {address}, and the page leads to fewer than three articles; give the feed's own \
         address, or say with a site file which links are its articles'"
    )))
}

/// The first of the addresses that gives a list, and those behind it; `page` led to them.
async fn first_read(wire: &Arc<Wire>, candidates: Vec<String>, page: &str) -> Option<Leads> {
    let how = How { home: page.to_owned(), may_be_page: false };
    let mut candidates = candidates.into_iter();
    for candidate in candidates.by_ref().take(TRIES_MAX) {
        let Ok((capture, payload)) = ask(wire, &candidate, What::List).await else { continue };
        let list = read_list(&capture, &payload, &Slug::of("sample"), &how, &wire.sites.now());
        if let Ok(list) = list {
            let url = capture.url.clone();
            let page = Some(page.to_owned());
            let found = Found { url, list, page, answer: Some((capture, payload)) };
            return Some(Leads { found, others: candidates.collect() });
        }
    }
    None
}

/// Where the site at `url` may have sitemaps, by its robots.txt and by custom.
async fn sitemaps(wire: &Arc<Wire>, url: &str) -> Vec<String> {
    let address = Url::parse(url).and_then(|url| url.join("/robots.txt"));
    let named = match address {
        Ok(address) => match ask(wire, address.as_str(), What::Robots).await {
            Ok((_, text)) => Robots::parse(&text).sitemaps().to_vec(),
            // Most sites without one have sitemaps all the same.
            Err(_) => Vec::new(),
        },
        Err(_) => Vec::new(),
    };
    discover::sitemaps(&named, url)
}

/// What `url` answers: as a capture that is not kept, since nothing is published of it.
async fn ask(wire: &Arc<Wire>, url: &str, what: What) -> Result<(Capture, Bytes)> {
    Ok(asked(wire.client.fetch(url, what).await?))
}

/// An answer as the capture that it would be, if it were kept.
pub(super) fn asked(fetched: Fetched) -> (Capture, Bytes) {
    let Fetched { url, at, status, headers, payload, .. } = fetched;
    let digest = Digest::of(&payload);
    let id = CaptureId::new(&url, at.as_millisecond(), digest);
    let n_bytes = payload.len() as u64;
    (Capture { id, url, at, payload: digest, n_bytes, status, headers }, payload)
}
