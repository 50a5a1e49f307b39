//! The rule for a source's site at the desk: tried on its pages, and saved when it was tried.

use crate::error::{Error, Result};
use crate::pipeline::adding::STALE;
use crate::pipeline::rule::saved::{self, Change, SiteFile, UNTRIED, mark};
use crate::pipeline::rule::{self, Compared};
use crate::web::Web;
use crate::web::desk::source::{Sent, known, page};
use crate::web::session::{self, Desk};
use axum::extract::{Form, Path, State};
use axum::response::Response;
use mediawire_core::model::source::Source;
use serde::Deserialize;
use std::sync::Arc;

/// A rule that was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::desk) struct Typed {
    /// All of the file.
    rule: String,
    /// The address of one more page that it is tried on.
    url: String,
    /// The domain that it is for.
    site: String,
    /// The mark of the file as it was seen.
    based: String,
    /// The mark of what was tried; empty if nothing was.
    tried: String,
}

/// A rule that was typed, and what came of it.
#[derive(Debug)]
pub(super) struct Answered {
    typed: Typed,
    tried: Option<Vec<Compared>>,
    wrong: Option<Error>,
}

/// The rule on the page of its source.
#[derive(Debug)]
pub(super) struct Part {
    /// What the file says now.
    pub(super) file: SiteFile,
    /// The text that stands in the form.
    pub(super) text: String,
    /// The address of a page beside it.
    pub(super) url: String,
    /// The mark of the file as it was seen.
    pub(super) based: String,
    /// The mark of what was tried.
    pub(super) mark: String,
    /// What it makes of the pages.
    pub(super) tried: Option<Vec<Compared>>,
    /// How many of them it does not change.
    pub(super) n_same: usize,
    /// Why it was not tried, or not saved.
    pub(super) wrong: Option<Error>,
    /// Whether that is since somebody else has changed it meanwhile.
    pub(super) is_stale: bool,
}

/// The rule for a source's pages at `site`, or its newest page's; with what was typed.
pub(super) async fn part(
    web: &Web,
    source: &Source,
    site: &str,
    answered: Option<Answered>,
) -> Result<Part> {
    let Answered { typed, tried, wrong } = answered.unwrap_or_else(|| Answered {
        typed: Typed { site: site.to_owned(), ..Typed::default() },
        tried: None,
        wrong: None,
    });
    let wanted = Some(typed.site.as_str()).filter(|site| !site.is_empty());
    let (file, text) = match (saved::file(&web.wire, source, wanted).await, &wrong) {
        (Ok(file), _) => (file, typed.rule),
        // What is wrong with the file is told in the place of its text.
        (Err(error), None) => {
            let file = SiteFile::default();
            return Ok(Part { wrong: Some(error), ..Part::of(file) });
        }
        (Err(_), Some(_)) => (SiteFile::default(), typed.rule),
    };
    let is_stale = wrong.as_ref().is_some_and(|it| it.code == STALE);
    let is_typed = tried.is_some() || wrong.is_some();
    let based = match typed.based {
        based if !is_stale && !based.is_empty() => based,
        _ => mark(&file.domain, &file.text),
    };
    Ok(Part {
        mark: tried.as_ref().map(|_| mark(&file.domain, &saved::text(&text))).unwrap_or_default(),
        n_same: tried.iter().flatten().filter(|it| it.is_same()).count(),
        text: if is_typed { text } else { file.text.clone() },
        url: typed.url,
        based,
        tried,
        wrong,
        is_stale,
        ..Part::of(file)
    })
}

impl Part {
    /// Of a file of which nothing was typed.
    fn of(file: SiteFile) -> Self {
        let based = mark(&file.domain, &file.text);
        let text = file.text.clone();
        let (url, mark, tried, n_same) = (String::new(), String::new(), None, 0);
        Self { file, text, url, based, mark, tried, n_same, wrong: None, is_stale: false }
    }
}

/// Tries a site rule on the source's pages; nothing is kept.
pub(in crate::web::desk) async fn try_rule(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(typed): Form<Typed>,
) -> Response {
    let (tried, wrong) = match trial(&web, &slug, &typed).await {
        Ok(tried) => (Some(tried), None),
        Err(error) => (None, Some(error)),
    };
    let rule = Some(Answered { typed, tried, wrong });
    page(&web, &desk, &slug, Sent { rule, ..Sent::default() }).await
}

/// Saves a site rule that was tried; where it was not, or the file is not as it was seen, it is tried and shown.
pub(in crate::web::desk) async fn save_rule(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(typed): Form<Typed>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let save = async {
        let source = known(&web, &slug).await?;
        let Typed { rule, url: _, site, based, tried } = &typed;
        let text = &saved::text(rule);
        saved::save(&web.wire, &source, Change { domain: site, text, based, tried }, by).await
    };
    let error = match save.await {
        Ok(()) => {
            let site = &typed.site;
            return session::to(&format!("/desk/sources/{slug}?site={site}#rule"));
        }
        Err(error) => error,
    };
    let tried = match error.code {
        STALE | UNTRIED => trial(&web, &slug, &typed).await.ok(),
        _ => None,
    };
    let rule = Some(Answered { typed, tried, wrong: Some(error) });
    page(&web, &desk, &slug, Sent { rule, ..Sent::default() }).await
}

async fn trial(web: &Arc<Web>, slug: &str, typed: &Typed) -> Result<Vec<Compared>> {
    let source = known(web, slug).await?;
    let wanted = Some(typed.site.as_str()).filter(|site| !site.is_empty());
    let file = saved::file(&web.wire, &source, wanted).await?;
    let text = saved::text(&typed.rule);
    rule::trial(&web.wire, &source.slug, (&file.domain, &text), typed.url.trim()).await
}
