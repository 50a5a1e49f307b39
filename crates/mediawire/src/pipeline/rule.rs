//! A site rule is tried on pages of a source that are in the archive: what each article would be with it and without.
//! Nothing is kept of that; what was tried may be saved (`saved.rs`).

pub mod saved;

use crate::Wire;
use crate::error::{Error, Kind, Result};
use crate::keep::{Document, decode, document};
use crate::pipeline::adding::Reading;
use crate::pipeline::find::asked;
use crate::retrieve::What;
use crate::store::articles;
use crate::work::think;
use mediawire_core::extract::{self, Site, Sites};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::Slug;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// Pages that a rule is tried on.
pub const PAGES_MAX: i64 = 10;
/// Paragraphs that are shown of what differs.
const DIFFERENT_MAX: usize = 6;
/// How long a page may take that a person names.
const PAGE_TIME: Duration = Duration::from_secs(8);

/// A page, read without a rule and with it.
#[derive(Debug)]
pub struct Compared {
    /// Its address.
    pub url: String,
    /// What it is without the rule; or why no article.
    pub without: Result<Reading, String>,
    /// What it is with the rule.
    pub with: Result<Reading, String>,
    /// Paragraphs that only the one without has.
    pub lost: Vec<String>,
    /// Paragraphs that only the one with it has.
    pub gained: Vec<String>,
}

impl Compared {
    /// Whether the rule changes nothing of it that readers see.
    #[must_use]
    pub fn is_same(&self) -> bool {
        match (&self.without, &self.with) {
            (Ok(without), Ok(with)) => {
                let all = |it: &Reading| {
                    [&it.headline, &it.authors, &it.published, &it.text].map(String::clone)
                };
                all(without) == all(with)
            }
            (Err(without), Err(with)) => without == with,
            (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
        }
    }
}

/// Tries what a `text` would make of the site file of `domain`, or its end if the text is empty, on the last pages of a
/// source of which an article was made, and on the page at `url`, which is asked for, if it is not empty.
///
/// # Errors
/// `Malformed` if the text holds no rules, with line and key; as the client gives for `url`.
pub async fn trial(
    wire: &Arc<Wire>,
    source: &Slug,
    (domain, text): (&str, &str),
    url: &str,
) -> Result<Vec<Compared>> {
    let known = wire.sites.now();
    let mut typed = Sites::clone(&known);
    match saved::rules(wire, domain, text)? {
        Some(rules) => typed.insert(domain, rules),
        None => typed.remove(domain),
    }
    let mut pages = Vec::new();
    if !url.is_empty() {
        let slow = || Error::new(Kind::Transient, format!("{url} did not come while you waited"));
        let fetched = tokio::time::timeout(PAGE_TIME, wire.client.fetch(url, What::Page)).await;
        let (capture, payload) = asked(fetched.map_err(|_| slow())??);
        let document = decode(&capture, &payload, Document::Page)?;
        pages.push((capture, document));
    }
    let captures = articles::last_pages(&mut wire.db.read().await?, source, PAGES_MAX).await?;
    for capture in captures {
        // What the archive lost is `verify`'s to tell.
        if let Ok(opened) = document(wire, capture, Document::Page).await {
            pages.push((opened.0.clone(), opened.1.clone()));
        }
    }
    think(move || {
        let all = pages.iter().map(|(capture, text)| compared(&known, &typed, capture, text));
        all.collect()
    })
    .await
}

fn compared(known: &Sites, typed: &Sites, capture: &Capture, text: &str) -> Compared {
    let read = |sites: &Sites| {
        let page = extract::Page {
            capture: capture.id,
            url: &capture.url,
            document: text,
            entry: None,
            list: None,
        };
        let rule = sites.rule(&capture.url, capture.at);
        let article = extract::page_of_site(&page, &Site { rule, repeats: None });
        article.map(|it| Reading::of(&it)).map_err(|no| no.to_string())
    };
    let (without, with) = (read(known), read(typed));
    let paragraphs = |of: &Result<Reading, String>| -> Vec<String> {
        let text = of.as_ref().map(|it| it.text.as_str()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    };
    let only = |of: &[String], other: &[String]| {
        let other: HashSet<&String> = other.iter().collect();
        let only = of.iter().filter(|line| !other.contains(line));
        only.take(DIFFERENT_MAX).cloned().collect::<Vec<_>>()
    };
    let (before, after) = (paragraphs(&without), paragraphs(&with));
    Compared {
        url: capture.url.clone(),
        lost: only(&before, &after),
        gained: only(&after, &before),
        without,
        with,
    }
}
