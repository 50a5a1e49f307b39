//! The verify page: what was checked of an article, what was left out, and how to check it oneself.

use crate::model::body::CutKind;
use crate::model::source::Indexing;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::{Card, Moment};
use crate::publish::html::{escape, web_link};
use crate::publish::pages::{Page, render};
use crate::publish::site::Site;
use askama::Template;
use jiff::Timestamp;

/// What the verify page tells of an article.
#[derive(Debug, Clone)]
pub struct VerifyPage {
    /// The item.
    pub shown: Shown,
    /// The address that was retrieved.
    pub capture_url: String,
    /// When.
    pub captured_at: Timestamp,
    /// SHA-256 of the bytes, in hexadecimal.
    pub payload_sha256: String,
    /// How many bytes.
    pub n_bytes: u64,
    /// The address at which anyone may have them; `None` where the source's terms keep them in the archive.
    pub download: Option<String>,
    /// The archive file that holds them.
    pub archive_file: String,
    /// SHA-256 of the body as stored, in hexadecimal.
    pub body_sha256: String,
    /// Blocks of the body.
    pub n_blocks: usize,
    /// What was left out: each kind and how often.
    pub cuts: Vec<(CutKind, usize)>,
    /// The command that checks it.
    pub command: String,
    /// The check against the archive, made for this page.
    pub checked: Checked,
}

/// The outcome of a check against the archive.
#[derive(Debug, Clone)]
pub struct Checked {
    /// When.
    pub at: Timestamp,
    /// Each difference in words, which are English; empty if there is none.
    pub differences: Vec<String>,
    /// When the archived copy was removed under its source's terms, if it was: then the text was held against its seal.
    pub removed: Option<Timestamp>,
}

#[derive(Template)]
#[template(path = "verify.html", whitespace = "minimize")]
struct VerifyTemplate<'a> {
    page: Page<'a>,
    card: Card<'a>,
    facts: &'a VerifyPage,
    captured: Moment,
    capture_link: Option<String>,
    cuts: Vec<(String, String)>,
    /// What the check found, as HTML.
    verdict: String,
    title: String,
    /// Whose headline it is, as HTML.
    headline: String,
    n_bytes: String,
    n_blocks: String,
}

/// The verify page of an article.
#[must_use]
pub fn verify(site: &Site, now: Timestamp, facts: &VerifyPage) -> String {
    let (shown, locale) = (&facts.shown, &site.locale);
    let title = locale.say_with("verify-title", &[("headline", &shown.headline)]);
    let path = address::verify(&shown.public);
    let number = |n: usize| locale.number(u64::try_from(n).unwrap_or(u64::MAX));
    let card = Card::of(shown, site, minute(now));
    let mut page = Page::new(site, &title, Some(&path), &address::front());
    if shown.index != Indexing::Own {
        // The article is to be found elsewhere or nowhere, and this page names it.
        page.canonical = None;
    }
    render(&VerifyTemplate {
        page,
        facts,
        captured: Moment::of(facts.captured_at, site),
        capture_link: web_link(&facts.capture_url),
        cuts: facts.cuts.iter().map(|(kind, n)| (meaning(*kind, site), number(*n))).collect(),
        verdict: verdict(site, &facts.checked),
        title: locale.say("verify"),
        headline: headline(&card, site),
        n_bytes: locale.number(facts.n_bytes),
        n_blocks: number(facts.n_blocks),
        card,
    })
}

/// What the check found, in a sentence of HTML.
fn verdict(site: &Site, checked: &Checked) -> String {
    let Moment { machine, human } = Moment::of(checked.at, site);
    let at = format!("<time datetime=\"{machine}\">{human}</time>");
    let n = u64::try_from(checked.differences.len()).unwrap_or(u64::MAX);
    match (n, checked.removed) {
        (0, Some(removed)) => {
            let Moment { machine, human } = Moment::of(removed, site);
            let removed = format!("<time datetime=\"{machine}\">{human}</time>");
            site.locale.say_html("verify-removed", &[("at", &removed)])
        }
        (0, None) => site.locale.say_html("verify-good", &[("at", &at)]),
        (n, _) => site.locale.say_n_html("verify-bad", n, &[("at", &at)]),
    }
}

/// Whose headline is shown, as HTML.
fn headline(card: &Card<'_>, site: &Site) -> String {
    let Some(headline) = &card.shown.source_headline else {
        return site.locale.say_html("headline-own", &[]);
    };
    let (lang, dir, headline) = (card.lang, card.dir, escape(headline));
    let told = format!("<bdi lang=\"{lang}\" dir=\"{dir}\">{headline}</bdi>");
    site.locale.say_html("headline-changed", &[("headline", &told)])
}

/// What a kind of cut is, in words for readers.
fn meaning(kind: CutKind, site: &Site) -> String {
    site.locale.say(&format!("cut-{}", kind.name()))
}
