//! A source at the desk: its terms, what was changed of it, and the rule for its site.

pub(super) mod rule;

use crate::error::{Error, Kind, Result};
use crate::pipeline::adding;
use crate::pipeline::removal;
use crate::pipeline::rule::PAGES_MAX;
use crate::store::sources;
use crate::web::Web;
use crate::web::desk::pages::{self, Frame, Told, failed};
use crate::web::session::{self, Desk};
use askama::Template;
use askama::filters::Safe;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use mediawire_core::desk::role::Right;
use mediawire_core::model::id::Slug;
use mediawire_core::model::section::{Section, SectionCode};
use mediawire_core::model::source::{
    Access, Display, Genre, Indexing, RETENTION_DAYS_MAX, Release, Rights, Source,
};
use mediawire_core::publish::html::web_link;
use mediawire_core::publish::locale::Locale;
use serde::Deserialize;
use std::sync::Arc;

/// Captures that are counted which a source's terms keep no longer.
const N_DUE_ITEMS: i64 = 1_024;

/// What is typed of a source's terms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Terms {
    pub(super) name: String,
    pub(super) section: String,
    pub(super) genre: String,
    pub(super) licence: String,
    pub(super) display: String,
    pub(super) images: String,
    pub(super) index: String,
    pub(super) archive: String,
    pub(super) retention: String,
    pub(super) auto: String,
}

impl Terms {
    /// What a source says.
    pub(super) fn of(source: &Source) -> Self {
        let on = |is: bool| if is { "yes".to_owned() } else { String::new() };
        Self {
            name: source.name.clone(),
            section: source.section.as_str().to_owned(),
            genre: source.genre.map_or("", Genre::name).to_owned(),
            licence: source.rights.licence.clone(),
            display: source.rights.display.name().to_owned(),
            images: on(source.rights.images),
            index: source.rights.index.name().to_owned(),
            archive: source.rights.archive.name().to_owned(),
            retention: source.rights.retention_days.map(|it| it.to_string()).unwrap_or_default(),
            auto: on(source.release == Release::Auto),
        }
    }

    /// The source with what is typed.
    ///
    /// # Errors
    /// `Malformed` if it is not said what may be shown.
    pub(super) fn over(self, source: Source) -> Result<Source> {
        let refuse = |what: &str| Error::new(Kind::Malformed, what.to_owned()).code("terms");
        let display = Display::parse(&self.display)
            .ok_or_else(|| refuse("say what may be shown: full, teaser or headline"))?;
        let index = Indexing::parse(&self.index)
            .ok_or_else(|| refuse("say how search engines may treat it: own, source or none"))?;
        let archive = Access::parse(&self.archive)
            .ok_or_else(|| refuse("say who may have its captured pages: public or private"))?;
        let rights = Rights {
            display,
            licence: self.licence.trim().to_owned(),
            images: self.images == "yes",
            index,
            archive,
            retention_days: days(&self.retention).ok_or_else(|| refuse(&days_wanted()))?,
        };
        Ok(Source {
            name: self.name.trim().to_owned(),
            section: SectionCode(self.section),
            genre: Genre::parse(&self.genre),
            release: if self.auto == "yes" { Release::Auto } else { Release::Desk },
            rights,
            ..source
        })
    }
}

/// How many days captures are kept, of what was typed: nothing is for ever. `None` if it is no such number.
fn days(typed: &str) -> Option<Option<u32>> {
    match typed.trim() {
        "" => Some(None),
        text => {
            let days = text.parse().ok().filter(|days| (1..=RETENTION_DAYS_MAX).contains(days));
            days.map(Some)
        }
    }
}

fn days_wanted() -> String {
    format!(
        "say for how many days its captures are kept, 1 to {RETENTION_DAYS_MAX}, or nothing for ever"
    )
}

/// A line of a source's past.
struct Past {
    at: String,
    by: String,
    was: Safe<String>,
    is: Safe<String>,
}

#[derive(Template)]
#[template(path = "desk/source.html")]
struct SourcePage<'a> {
    frame: Frame<'a>,
    source: Source,
    home: Option<String>,
    terms: Terms,
    sections: &'a [Section],
    past: Vec<Past>,
    /// How many captures its terms keep no longer, as far as they are counted.
    n_due: usize,
    /// How many changes of it were seen: a form that was sent later than another is told.
    based: i64,
    /// Why the terms that were typed were not kept, and what differs where they were changed meanwhile.
    wrong: Option<Wrong>,
    /// Whether there may be more.
    has_more_due: bool,
    /// The rule for its site.
    rule: rule::Part,
}

/// Why terms were not kept.
struct Wrong {
    error: Error,
    /// What is said now and what was typed, where they differ; empty unless they were changed meanwhile.
    now: Safe<String>,
    typed: Safe<String>,
}

/// What a form of the page was sent with, and what came of it.
#[derive(Default)]
struct Sent {
    terms: Option<(Terms, Error)>,
    rule: Option<rule::Answered>,
    /// The domain whose rule is asked for; empty for the newest page's.
    site: String,
}

impl SourcePage<'_> {
    /// The name of the file of its site's rule.
    fn rule_file(&self) -> String {
        format!("<code dir=\"ltr\">sites/{}.toml</code>", pages::escaped(&self.rule.file.domain))
    }
}

/// What of a source is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The domain whose rule; empty for the newest page's.
    site: String,
}

/// The source.
pub(super) async fn source(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    Query(Asked { site }): Query<Asked>,
    desk: Desk,
) -> Response {
    page(&web, &desk, &slug, Sent { site, ..Sent::default() }).await
}

/// The source of this short name.
async fn known(web: &Web, slug: &str) -> Result<Source> {
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
    let known = Slug::parse(slug).ok_or_else(missing)?;
    sources::get(&mut web.wire.db.read().await?, &known).await?.ok_or_else(missing)
}

async fn page(web: &Web, desk: &Desk, slug: &str, sent: Sent) -> Response {
    let read = async {
        let source = known(web, slug).await?;
        let past = sources::history(&mut web.wire.db.read().await?, &source.slug).await?;
        let n_due = removal::n_due(&web.wire, &source, N_DUE_ITEMS).await?;
        let rule = rule::part(web, &source, &sent.site, sent.rule).await?;
        Ok::<_, Error>((source, past, n_due, rule))
    };
    let (source, past, (n_due, is_all), rule) = match read.await {
        Ok(read) => read,
        Err(error) => return failed(web, &error),
    };
    let based = i64::try_from(past.len()).unwrap_or(i64::MAX);
    let past = past.into_iter().map(|it| {
        let (was, is) = sources::differing(&it.was, &it.is);
        let at = pages::minute(&desk.locale, it.at_ms);
        Past { at, by: it.by, was: told(&desk.locale, &was), is: told(&desk.locale, &is) }
    });
    let now = Terms::of(&source);
    let (terms, wrong) = match sent.terms {
        None => (now, None),
        Some((terms, error)) => {
            let is_stale = error.code == adding::STALE;
            let typed = terms.clone().over(source.clone()).ok().filter(|_| is_stale);
            let typed =
                typed.map(|it| sources::differing(&sources::told(&source), &sources::told(&it)));
            let (now, typed) = typed.unwrap_or_default();
            let [now, typed] = [now, typed].map(|lines| told(&desk.locale, &lines));
            (terms, Some(Wrong { error, now, typed }))
        }
    };
    let page = SourcePage {
        frame: Frame::of(web, desk),
        home: web_link(&source.home),
        terms,
        sections: &web.wire.sections,
        past: past.collect(),
        n_due,
        has_more_due: !is_all,
        source,
        based,
        wrong,
        rule,
    };
    let error = page.wrong.as_ref().map(|it| &it.error).or(page.rule.wrong.as_ref());
    error.map_or_else(|| pages::page(&page), |error| pages::refused(&page, error))
}

/// Terms that were typed, over what was seen then.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change {
    based: String,
    #[serde(flatten)]
    terms: Terms,
}

/// What was said of it, line by line as its history has it, as HTML. What older programs wrote stands as it is.
pub(super) fn told(locale: &Locale, lines: &[String]) -> Safe<String> {
    const SAID: [(&str, &str); 13] = [
        ("name ", "name"),
        ("home ", "home"),
        ("list ", "list"),
        ("asked every ", "asked"),
        ("display ", "display"),
        ("licence ", "licence"),
        ("pictures ", "pictures"),
        ("search engines ", "index"),
        ("archive ", "archive"),
        ("captures kept ", "kept"),
        ("section ", "section"),
        ("genre ", "genre"),
        ("release ", "release"),
    ];
    let line = |line: &String| {
        let known = SAID.iter().find_map(|(said, what)| Some((what, line.strip_prefix(said)?)));
        let Some((what, value)) = known else { return pages::escaped(line) };
        let whole = format!("past-{what}-{}", value.replace(' ', "-"));
        if locale.has(&whole) {
            return pages::escaped(&locale.say(&whole));
        }
        Told::of(locale, &format!("past-{what}")).with("value", value).to_string()
    };
    Safe(lines.iter().map(line).collect::<Vec<_>>().join(&locale.say("semicolon")))
}

/// Changes its terms.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    desk: Desk,
    Form(Change { based, terms }): Form<Change>,
) -> Response {
    let by = (desk.account.name.as_str(), desk.place.as_str());
    let change = async {
        let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
        let slug = Slug::parse(&slug).ok_or_else(missing)?;
        let unseen = |_| Error::new(Kind::Malformed, "open the source's page first").code("terms");
        let seen: i64 = based.parse().map_err(unseen)?;
        let typed = terms.clone();
        adding::change(&web.wire, &slug, |source| typed.over(source), (by, Some(seen))).await
    };
    match change.await {
        Ok(()) => session::to(&format!("/desk/sources/{slug}")),
        Err(error) => {
            let terms = Some((terms, error));
            page(&web, &desk, &slug, Sent { terms, ..Sent::default() }).await
        }
    }
}
