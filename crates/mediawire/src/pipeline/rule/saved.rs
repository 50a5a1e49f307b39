//! A site rule that was tried is saved: on record, into its file, and pages are read by it from then on. What was
//! extracted before stays as it is.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::pipeline::adding::STALE;
use crate::store::acts::{self, Act};
use crate::store::{articles, captures};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::SiteRule;
use mediawire_core::model::source::Source;
use std::sync::Arc;
use url::Url;

/// Pages whose sites a source has, beside its home page's.
const PAGES_MAX: i64 = 10;
/// The code of a rule that is to be saved and was not tried.
pub const UNTRIED: &str = "untried";
/// The code of what is wrong with a rule.
const WRONG: &str = "site-rule";

/// A site file as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteFile {
    /// The domain that it is for.
    pub domain: String,
    /// The other domains that the source has pages at.
    pub others: Vec<String>,
    /// Its text; empty if there is none.
    pub text: String,
    /// Whether pages are read by just this text.
    pub is_in_force: bool,
}

/// What is to become of a site file.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The domain that it is for.
    pub domain: &'a str,
    /// Its text; empty if it is to be removed.
    pub text: &'a str,
    /// The mark of the text that who changes it has seen.
    pub based: &'a str,
    /// The mark of the text that they have tried.
    pub tried: &'a str,
}

/// What tells a text of a domain's file from others.
#[must_use]
pub fn mark(domain: &str, text: &str) -> String {
    Digest::of(format!("{domain}\n{text}").as_bytes()).to_hex()
}

/// A text as a file has it, of what a browser sends: lines end as on this system, the last one too.
#[must_use]
pub fn text(typed: &str) -> String {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// The rules that a text holds; `None` if it is empty, and takes away those that are there.
///
/// # Errors
/// `Malformed` with line and key, or if it is empty and there is nothing to take away.
pub(super) fn rules(wire: &Wire, domain: &str, text: &str) -> Result<Option<Vec<SiteRule>>> {
    if text.is_empty() && !wire.sites.text(domain)?.is_empty() {
        return Ok(None);
    }
    Wire::site_rules(text).map(Some)
}

/// The site file for a source's pages: that of `wanted`, one of its domains, or of its newest page.
///
/// # Errors
/// `Malformed` if the source has no page at `wanted`, or its file cannot be changed here; as the statements give.
pub async fn file(wire: &Wire, source: &Source, wanted: Option<&str>) -> Result<SiteFile> {
    let mut tx = wire.db.read().await?;
    let mut urls = Vec::new();
    for capture in articles::last_pages(&mut tx, &source.slug, PAGES_MAX).await? {
        urls.push(captures::get(&mut tx, capture).await?.url);
    }
    drop(tx);
    urls.push(source.home.clone());
    let mut domains: Vec<String> = Vec::new();
    for url in urls.iter().filter_map(|url| Url::parse(url).ok()) {
        let domain = wire.sites.domain(url.host_str().unwrap_or_default());
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    let missing = || {
        let what = format!("{} has no page at {}", source.slug, wanted.unwrap_or("any site"));
        Error::new(Kind::Malformed, what).code(WRONG)
    };
    let is_wanted = |domain: &String| wanted.is_none_or(|wanted| domain == wanted);
    let at = domains.iter().position(is_wanted).ok_or_else(missing)?;
    let domain = domains.remove(at);
    let text = wire.sites.text(&domain)?;
    let now = wire.sites.now();
    let is_in_force = match text.as_str() {
        "" => now.of(&domain).is_empty(),
        text => Wire::site_rules(text).is_ok_and(|rules| now.of(&domain) == rules),
    };
    Ok(SiteFile { domain, others: domains, text, is_in_force })
}

/// Makes a domain's site file another, on record once; the next page is read by it. Saving it as it is changes nothing.
///
/// # Errors
/// `Malformed` as a trial, and if the source has no page there; `Conflict` with the code [`UNTRIED`] if another text was
/// tried, with [`STALE`] if the file is not as it was seen; `Transient` if it could not be written.
pub async fn save(
    wire: &Arc<Wire>,
    source: &Source,
    change: Change<'_>,
    (by, place): (&str, &str),
) -> Result<()> {
    let Change { domain, text, based, tried } = change;
    file(wire, source, Some(domain)).await?;
    rules(wire, domain, text)?;
    if tried != mark(domain, text) {
        let what = "just this text was not tried: nothing was saved; look at what it makes of the pages, and save it if it is meant";
        return Err(Error::new(Kind::Conflict, what).code(UNTRIED));
    }
    let [by, place, domain, text, based] = [by, place, domain, text, based].map(str::to_owned);
    let act = Act {
        at_ms: 0,
        by,
        what: acts::SITE_RULE.to_owned(),
        object: domain,
        was: String::new(),
        becomes: text,
        place,
    };
    // Whoever hangs up in the middle leaves nothing half done.
    let saving = tokio::spawn(put(Arc::clone(wire), act, based));
    saving.await.context(Kind::Bug, || "saving a site rule broke off")?
}

/// Puts a rule on record and into its file, unless that is not as it was seen.
async fn put(wire: Arc<Wire>, mut act: Act, based: String) -> Result<()> {
    let _turn = wire.sites.turn().await;
    wire.settle_sites().await?;
    let domain = act.object.clone();
    act.was = wire.sites.text(&domain)?;
    if mark(&domain, &act.was) != based {
        let what = format!(
            "sites/{domain}.toml was changed since you saw it: nothing was saved; look at what it says now, and save yours if it is meant"
        );
        return Err(Error::new(Kind::Conflict, what).code(STALE));
    }
    let of_text = rules(&wire, &domain, &act.becomes)?.unwrap_or_default();
    if act.was == act.becomes && wire.sites.now().of(&domain) == of_text {
        return Ok(());
    }
    act.at_ms = wire.now().as_millisecond();
    let begun = wire.sites.begin(&domain, act.at_ms, &act.becomes)?;
    let recorded = async {
        let mut tx = wire.db.write().await?;
        acts::add(&mut tx, &act).await?;
        tx.commit().await
    };
    if let Err(error) = recorded.await {
        // Whether it came to be on record, the record says: now, or when it can be asked again.
        wire.settle_sites().await?;
        return Err(error.context(format!("the rule for {} may not be saved", act.object)));
    }
    wire.sites.finish(&begun).map_err(|error| {
        let domain = &act.object;
        error.context(format!(
            "the rule for {domain} is on record and not yet in its place: the next save or start puts it there"
        ))
    })
}
