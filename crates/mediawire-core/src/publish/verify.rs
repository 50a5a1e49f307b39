//! The verify page: what was checked of an article, what was left out, and how to check it oneself.

use crate::model::body::CutKind;
use crate::model::visible::Shown;
use crate::publish::address;
use crate::publish::age::minute;
use crate::publish::card::{Card, Moment};
use crate::publish::html::web_link;
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
    /// Each difference in words; empty if there is none.
    pub differences: Vec<String>,
}

#[derive(Template)]
#[template(path = "verify.html", whitespace = "minimize")]
struct VerifyTemplate<'a> {
    page: Page<'a>,
    card: Card<'a>,
    facts: &'a VerifyPage,
    captured: Moment,
    capture_link: Option<String>,
    cuts: Vec<(&'static str, usize)>,
    at: Moment,
    differences: &'a [String],
}

/// The verify page of an article.
#[must_use]
pub fn verify(site: &Site, now: Timestamp, facts: &VerifyPage) -> String {
    let shown = &facts.shown;
    let title = format!("Verify: {}", shown.headline);
    let path = address::verify(&shown.public);
    render(&VerifyTemplate {
        page: Page::new(site, &title, Some(&path), &address::front()),
        card: Card::of(shown, site, minute(now)),
        facts,
        captured: Moment::of(facts.captured_at, site),
        capture_link: web_link(&facts.capture_url),
        cuts: facts.cuts.iter().map(|(kind, n)| (meaning(*kind), *n)).collect(),
        at: Moment::of(facts.checked.at, site),
        differences: &facts.checked.differences,
    })
}

/// What a kind of cut is, in words for readers.
fn meaning(kind: CutKind) -> &'static str {
    match kind {
        CutKind::Advertisement => "Advertisement",
        CutKind::Newsletter => "Invitation to a newsletter, an app or a subscription",
        CutKind::Related => "Links to other articles",
        CutKind::Share => "Buttons for sharing",
        CutKind::Head => "Headline, byline, dates: shown at the head of the article",
        CutKind::Author => "Box about the author",
        CutKind::Comments => "Readers’ comments",
        CutKind::Paywall => "Note that the rest is for subscribers",
        CutKind::Navigation => "Menus, tags, page numbers, buttons",
        CutKind::Duplicate => "Words that stand there twice",
        CutKind::Unrendered => "What a browser does not show: scripts, styles, hidden parts",
        CutKind::Other => "Judged not to belong to the article",
    }
}
