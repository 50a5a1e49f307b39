//! A source is looked at before it is added, and added or changed on record. What is looked at is kept nowhere, since
//! nothing is published of it.

use crate::Wire;
use crate::error::{Context as _, Error, Kind, Result};
use crate::job::Job;
use crate::keep::{Document, decode, origin};
use crate::pipeline::find::{Found, Leads, asked, find};
use crate::pipeline::suspect;
use crate::retrieve::What;
use crate::store::sources;
use crate::work::think;
use mediawire_core::desk::routing::may_let_out;
use mediawire_core::desk::typed::with_marks;
use mediawire_core::extract::{self, Site};
use mediawire_core::identify::address;
use mediawire_core::model::article::Article;
use mediawire_core::model::entry::Entry;
use mediawire_core::model::id::Slug;
use mediawire_core::model::source::{Release, Rights, Source};
use mediawire_core::read::{posts, section, telegram};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Articles that are read when a source is looked at.
const SAMPLES_MAX: usize = 2;
/// Paragraphs of an article that are shown.
const PARAGRAPHS_MAX: usize = 3;
/// How long it may take until a list is found, and until an article is there: a person waits.
const FIND_TIME: Duration = Duration::from_secs(9);
const SAMPLE_TIME: Duration = Duration::from_secs(2);
/// The code of what was changed meanwhile.
pub const STALE: &str = "stale";
/// The most characters of a source's name, and of its licence in words.
const NAME_CHARS_MAX: usize = 200;
const LICENCE_CHARS_MAX: usize = 500;

/// What an address leads to, looked at.
#[derive(Debug)]
pub struct Look {
    /// The list, and the addresses of others.
    pub leads: Leads,
    /// What the source would be called in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its home page.
    pub home: String,
    /// What the extractor makes of its newest articles.
    pub samples: Vec<Sample>,
}

/// What the extractor makes of an article.
#[derive(Debug)]
pub struct Sample {
    /// Where it is.
    pub url: String,
    /// What was read; or why nothing.
    pub read: Result<Reading, String>,
}

/// An article, in short; what steers in its letters is made visible.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Its headline.
    pub headline: String,
    /// Its language.
    pub lang: String,
    /// Who wrote it.
    pub authors: String,
    /// When it was published, by its own word.
    pub published: String,
    /// Its first paragraphs.
    pub paragraphs: Vec<String>,
    /// Characters of all its text.
    pub n_chars: usize,
    /// What was left out: each kind, and how often.
    pub cuts: Vec<(&'static str, usize)>,
    /// What the extractor is not sure of.
    pub doubts: Vec<String>,
    /// All of its text: to be compared.
    pub text: String,
}

impl Reading {
    /// An article in short.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let text = with_marks(&article.body.text(false));
        let mut cuts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for cut in &article.body.cuts {
            *cuts.entry(cut.kind.name()).or_default() += 1;
        }
        let meta = &article.meta;
        Self {
            headline: with_marks(&meta.headline),
            lang: meta.lang.clone().unwrap_or_default(),
            authors: with_marks(&meta.authors.join(", ")),
            published: meta.published.as_ref().map(|it| it.raw.clone()).unwrap_or_default(),
            paragraphs: text.lines().take(PARAGRAPHS_MAX).map(str::to_owned).collect(),
            n_chars: text.chars().count(),
            cuts: cuts.into_iter().collect(),
            doubts: meta.doubts.clone(),
            text,
        }
    }
}

/// Looks at what an address leads to, by the one client: its list, and the newest articles of that.
///
/// # Errors
/// As [`find`]; `Transient` if it takes longer than a person waits.
pub async fn look(wire: &Arc<Wire>, typed: &str, wants_page: bool) -> Result<Look> {
    let slow = || {
        let what = format!(
            "looking for a list at {typed} takes too long: give the address of the feed itself, or add it with \
             mediawire add"
        );
        Error::new(Kind::Transient, what).code("slow")
    };
    let found = tokio::time::timeout(FIND_TIME, find(wire, typed.trim(), wants_page)).await;
    let leads = found.map_err(|_| slow())??;
    let url = Url::parse(&leads.found.url)
        .context(Kind::Malformed, || format!("cannot read {:?}", leads.found.url))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let title = leads.found.list.title.trim();
    let name = if title.is_empty() { host.clone() } else { title.to_owned() };
    let (slug, home) = (slug_of(&leads.found, &url, &host), leads.found.home(&url));
    let mut samples = Vec::new();
    for entry in leads.found.list.entries.iter().take(SAMPLES_MAX) {
        let read = tokio::time::timeout(SAMPLE_TIME, sample(wire, &leads.found, entry)).await;
        let read = match read {
            Ok(Ok(reading)) => Ok(reading),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("it did not come while somebody waited".to_owned()),
        };
        samples.push(Sample { url: entry.url.clone().unwrap_or_default(), read });
    }
    Ok(Look { leads, slug, name, home, samples })
}

/// What the extractor makes of an entry: of its text in the list where that is all of it, else of its page.
async fn sample(wire: &Arc<Wire>, found: &Found, entry: &Entry) -> Result<Reading> {
    let (Some(url), None) = (&entry.url, entry.whole) else {
        let Some((capture, payload)) = found.answer.clone().filter(|_| entry.text.is_some()) else {
            return Err(Error::new(Kind::NotFound, "its list gives it no address"));
        };
        let entry = entry.clone();
        return think(move || {
            let text = decode(&capture, &payload, Document::List)?;
            let article = extract::fragment(&text, &origin(&capture), &entry);
            article.map(|it| Reading::of(&it)).context(Kind::Malformed, || "found no article")
        })
        .await?;
    };
    let (capture, payload) = asked(wire.client.fetch(url, What::Page).await?);
    let (entry, wire) = (entry.clone(), Arc::clone(wire));
    think(move || {
        let text = decode(&capture, &payload, Document::Page)?;
        let sites = wire.sites.now();
        let rule = sites.rule(&capture.url, capture.at);
        let page = extract::Page {
            capture: capture.id,
            url: &capture.url,
            document: &text,
            entry: Some(&entry),
            list: None,
        };
        let article = extract::page_of_site(&page, &Site { rule, repeats: None });
        article.map(|it| Reading::of(&it)).context(Kind::Malformed, || "found no article")
    })
    .await?
}

/// The short name of a source: after its host, or for one of many channels or accounts at one host, after that.
#[must_use]
pub fn slug_of(found: &Found, url: &Url, host: &str) -> Slug {
    let parts: Vec<&str> = url.path_segments().into_iter().flatten().collect();
    let name = match found.list.format {
        telegram::NAME => parts.last().copied(),
        posts::NAME => parts.iter().find(|part| part.contains(['@', '.'])).copied(),
        _ => None,
    };
    let host = host.strip_prefix("www.").unwrap_or(host);
    match name {
        Some(name) => Slug::of(name.trim_start_matches('@').trim_end_matches(".rss")),
        // Sections of one site are sources of their own.
        None if found.list.format == section::NAME => Slug::of(&format!("{host}{}", url.path())),
        None => Slug::of(host),
    }
}

/// Adds a source, on record of whom and from where, unless another has its slug or its list; it is asked next.
///
/// # Errors
/// `Conflict` if there is one; `Malformed` if it cannot be kept so.
pub async fn add(wire: &Arc<Wire>, source: &Source, by: (&str, &str)) -> Result<()> {
    check(wire, source)?;
    let mut tx = wire.db.write().await?;
    let of_slug = sources::get(&mut tx, &source.slug).await?;
    // A source that articles were only taken or imported from may be given its list.
    if let Some(there) = of_slug.filter(|there| there.list.is_some() || there.home != source.home) {
        let what = format!(
            "there is a source {} already: {} ({}); give this one another short name (--slug)",
            there.slug, there.name, there.home
        );
        return Err(Error::new(Kind::Conflict, what).code("slug"));
    }
    let list = source.list.as_deref().map(address::key);
    for there in sources::all(&mut tx).await? {
        if list.is_some() && there.list.as_deref().map(address::key) == list {
            let what = format!("the source {} has this list already: {}", there.slug, there.name);
            return Err(Error::new(Kind::Conflict, what).code("list"));
        }
    }
    let now = wire.now();
    sources::save_from(&mut tx, source, by, now.as_millisecond()).await?;
    Job::Poll(source.slug.clone()).add(&mut tx, now).await?;
    tx.commit().await?;
    wire.wake();
    Ok(())
}

/// The same for a list that was typed: its address must be one that may be asked.
///
/// # Errors
/// As [`add`]; as the guard gives.
pub async fn add_list(wire: &Arc<Wire>, source: &Source, by: (&str, &str)) -> Result<()> {
    wire.client.check(source.list.as_deref().unwrap_or_default())?;
    add(wire, source, by).await
}

/// What an editor says of a source that is there; `seen` is how many changes of it they had seen, where they saw them.
///
/// # Errors
/// `Conflict` with the code [`STALE`] if it was changed since; `NotFound` if there is no such source; `Malformed` if it cannot be kept so; `Conflict` if it would go out by itself
/// though its list is suspect; as `to` gives.
pub async fn change(
    wire: &Arc<Wire>,
    slug: &Slug,
    to: impl FnOnce(Source) -> Result<Source>,
    (by, seen): ((&str, &str), Option<i64>),
) -> Result<()> {
    let mut tx = wire.db.write().await?;
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug}"));
    let was = sources::get(&mut tx, slug).await?.ok_or_else(missing)?;
    if let Some(seen) = seen
        && seen != sources::n_said(&mut tx, slug).await?
    {
        let what = format!(
            "{slug} was changed since you saw it: nothing was kept; look at what it says now, and keep yours if it is meant"
        );
        return Err(Error::new(Kind::Conflict, what).code(STALE));
    }
    let was_held = was.release == Release::Desk;
    let called = was.name.clone();
    let is = to(was)?;
    // What a list calls itself may be longer; who types a name writes a shorter one.
    if is.name != called && is.name.chars().count() > NAME_CHARS_MAX {
        let what = format!("cannot keep {slug}: its name has at most {NAME_CHARS_MAX} letters");
        return Err(Error::new(Kind::Malformed, what).code("name"));
    }
    check(wire, &is)?;
    if was_held && is.release == Release::Auto && suspect::is_suspect(&mut tx, slug).await? {
        let what = format!(
            "cannot let {slug} go out by itself: its list seems to be another site's; look at it, and say so at the sources"
        );
        return Err(Error::new(Kind::Conflict, what).code("another-site"));
    }
    sources::save_from(&mut tx, &is, by, wire.now().as_millisecond()).await?;
    tx.commit().await
}

/// Whether what was typed of a source can be.
fn check(wire: &Wire, source: &Source) -> Result<()> {
    let refuse = |code: &'static str, why: String| {
        Err(Error::new(Kind::Malformed, format!("cannot keep {}: {why}", source.slug)).code(code))
    };
    if source.name.trim().is_empty() {
        return refuse("name", "it needs a name".to_owned());
    }
    if source.rights.licence.chars().count() > LICENCE_CHARS_MAX {
        return refuse("licence", format!("its licence has at most {LICENCE_CHARS_MAX} letters"));
    }
    let home = Url::parse(&source.home).ok();
    if !home.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
        return refuse("home", "its home page is an http or https address".to_owned());
    }
    if !wire.sections.iter().any(|section| section.code == source.section) {
        return refuse("section", format!("there is no section {}", source.section));
    }
    may_go_by_itself(source)
}

/// Whether what a source brings may go out by itself: where its rights say by what licence.
///
/// # Errors
/// `Malformed` with what to do.
pub fn may_go_by_itself(source: &Source) -> Result<()> {
    may_go(&source.rights, source.release, source.slug.as_str())
}

/// The same for what a source of these terms would bring: `whose` says which.
///
/// # Errors
/// As [`may_go_by_itself`].
pub fn may_go(rights: &Rights, release: Release, whose: &str) -> Result<()> {
    match may_let_out(rights, false) {
        Err(why) if release == Release::Auto => {
            let what = format!(
                "cannot let out by itself what {whose} brings: {why}; say the licence or the agreement first (at the desk, \
                 the source's rights; --licence on the command line), or let the desk decide"
            );
            Err(Error::new(Kind::Malformed, what).code("licence"))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
