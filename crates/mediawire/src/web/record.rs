//! What is on record: the past of an item, and a source with how its list is.

use crate::error::{Context as _, Kind, Result};
use crate::job::Job;
use crate::store::articles::Known;
use crate::store::db::Tx;
use crate::store::wire::Of;
use crate::store::{
    articles, body, captures, decisions, health, history as past, lists, sources, wire,
};
use crate::web::Web;
use crate::web::answer::{self, Answer};
use crate::web::asked::Asked;
use crate::web::reader::{Before, LIST, html, known_source, off as off_page, page_of, whole};
use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use mediawire_core::desk::change::{Version, changes};
use mediawire_core::model::capture::Capture;
use mediawire_core::model::change::Class;
use mediawire_core::model::dispatch::Dispatch;
use mediawire_core::model::history::{self, Past, Text};
use mediawire_core::model::id::ArticleId;
use mediawire_core::model::source::Source;
use mediawire_core::model::visible::Visible;
use mediawire_core::publish::html::host;
use mediawire_core::publish::pages::Listing;
use mediawire_core::publish::source::{Failing, Fault, Health, SourceFacts};
use mediawire_core::publish::{address, history as history_page, source as source_page};
use std::sync::Arc;

/// Dispatches that are told of an item.
const DISPATCHES: i64 = 100;
/// Texts of an item that are compared: the newest.
const TEXTS: usize = 20;
/// Outlets that are named.
const PICKUPS: i64 = 50;

/// The past of an item. Of one that is withheld (451) or killed (410, by legal order 451), only that it was, and when.
pub async fn history(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    asked: Asked,
) -> Answer {
    let site = web.site(&asked);
    let page = Box::pin(async {
        let mut tx = web.wire.db.read().await?;
        let whole = whole(&mut tx, &public).await?;
        let item = whole.line.item.id;
        // One more than is told, so that the first that is can be compared with the one before it.
        let dispatches = past::dispatches(&mut tx, item, DISPATCHES + 1).await?;
        let off = |status| {
            let page = history_page::off(site, &history::off(&dispatches));
            Ok(off_page(site, status, page))
        };
        let shown = match whole.visible {
            Visible::Withheld { .. } => return off(451),
            Visible::Killed { ground, .. } => return off(ground.status()),
            Visible::Shown(shown) => shown,
        };
        let texts = texts(&mut tx, &dispatches).await?;
        let decisions = decisions::of(&mut tx, item).await?;
        let pickups = past::pickups(&mut tx, item, PICKUPS).await?;
        drop(tx);
        let is_whole = i64::try_from(dispatches.len()).is_ok_and(|n| n <= DISPATCHES);
        let site = site.clone();
        let now = web.wire.now();
        let page = tokio::task::spawn_blocking(move || {
            let (dispatches, texts) = (&dispatches, &texts);
            let past = Past { dispatches, is_whole, texts, decisions: &decisions, kinds };
            let told = history::history(shown.display, &past);
            history_page::history(&site, now, &shown, &told, &pickups)
        })
        .await
        .context(Kind::Bug, || "a comparison of texts broke off")?;
        Ok(html(page))
    });
    web.serve(asked, &address_of(&public), page).await
}

fn address_of(public: &str) -> String {
    format!("/a/{public}/history")
}

/// The articles that `dispatches` name, with the captures that each rests on; of the newest the texts too.
async fn texts(tx: &mut Tx, dispatches: &[Dispatch]) -> Result<Vec<Text>> {
    let mut all: Vec<Text> = Vec::new();
    for dispatch in dispatches.iter().rev() {
        let article = dispatch.article;
        if all.iter().any(|known| known.article == article) {
            continue;
        }
        all.push(match all.len() < TEXTS {
            true => text(tx, article).await?,
            false => {
                let known = articles::get(tx, article).await?;
                let captures = vec![captures::get(tx, known.capture).await?];
                Text { captures, ..named(article, known) }
            }
        });
    }
    Ok(all)
}

/// What the source called the article, without its text.
fn named(article: ArticleId, known: Known) -> Text {
    let (headline, language) = (known.meta.headline, known.meta.lang.unwrap_or_default());
    Text { article, headline, language, text: None, captures: Vec::new() }
}

/// Which kinds of change there are from one text to the other.
fn kinds(old: &Text, new: &Text) -> Vec<Class> {
    let (of_old, of_new) = (paragraphs(old), paragraphs(new));
    let found = changes(&version(old, &of_old), &version(new, &of_new));
    found.classes().into_iter().collect()
}

fn paragraphs(text: &Text) -> Vec<&str> {
    text.text.iter().flat_map(|text| text.lines()).collect()
}

fn version<'a>(text: &'a Text, paragraphs: &'a [&'a str]) -> Version<'a> {
    Version { headline: &text.headline, paragraphs, language: &text.language }
}

async fn text(tx: &mut Tx, article: ArticleId) -> Result<Text> {
    let named = named(article, articles::get(tx, article).await?);
    let body = match articles::body(tx, article).await {
        Ok(stored) => body::read(&stored)?,
        // A text that is no longer kept is told of without its words.
        Err(error) if error.kind == Kind::NotFound => {
            return Ok(named);
        }
        Err(error) => return Err(error),
    };
    let mut captures = Vec::new();
    for part in &body.parts {
        if captures.iter().all(|known: &Capture| known.id != part.capture) {
            captures.push(captures::get(tx, part.capture).await?);
        }
    }
    Ok(Text { text: Some(body.text(true)), captures, ..named })
}

/// The page of a source.
pub async fn source(
    State(web): State<Arc<Web>>,
    Path(slug): Path<String>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    let known = known_source(&web, &slug).await;
    let (source, before) = match known.and_then(|source| Ok((source, older.number()?))) {
        Ok(both) => both,
        Err(error) => return answer::failed(web.site(&asked), &error),
    };
    let site = web.site(&asked);
    let path = address::source(&source.slug);
    let key = before.map_or_else(|| path.clone(), |number| address::before(&path, number));
    let page = Box::pin(async {
        let mut tx = web.wire.db.read().await?;
        let facts = facts(&mut tx, &source).await?;
        let from = before.unwrap_or(i64::MAX);
        let (lines, next) = page_of(&mut tx, Of::Source(&slug), from, LIST).await?;
        let listing = Listing {
            title: source.name.clone(),
            path: path.clone(),
            lead: site.locale.say_with("retrieved-from", &[("host", &host(&source.home))]),
            items: web.shown(&mut tx, lines).await?,
            before,
            next,
            head: wire::head(&mut tx).await?,
        };
        Ok(html(source_page::source(site, web.wire.now(), &facts, &listing)))
    });
    web.serve(asked, &key, page).await
}

/// What readers may know of a source.
async fn facts(tx: &mut Tx, source: &Source) -> Result<SourceFacts> {
    let slug = &source.slug;
    let (_, n_items) = sources::counts(tx, slug).await?;
    // A watched folder or a mailbox is the house's own affair.
    let is_shown = |url: &&str| ["http:", "https:"].iter().any(|scheme| url.starts_with(scheme));
    let list = match source.list.as_deref().filter(is_shown) {
        Some(url) => Some(list_health(tx, source, url).await?),
        None => None,
    };
    Ok(SourceFacts {
        home: source.home.clone(),
        licence: source.rights.licence.clone(),
        display: source.rights.display,
        since: health::since(tx, slug).await?.and_then(moment),
        languages: wire::languages_of(tx, slug).await?,
        n_items,
        list,
    })
}

async fn list_health(tx: &mut Tx, source: &Source, url: &str) -> Result<Health> {
    let state = lists::state(tx, &source.slug).await?;
    let (kind, key) = Job::Poll(source.slug.clone()).row();
    let mut failing = None;
    if state.n_failures > 0 {
        let found = health::failing(tx, url, state.ok_ms).await?;
        failing = found.and_then(|(at_ms, code)| {
            Some(Failing { since: moment(at_ms)?, why: Fault::of(&code) })
        });
    }
    Ok(Health {
        asked: moment(state.polled_ms),
        good: moment(state.ok_ms),
        failing,
        next: health::due_at(tx, kind, &key).await?.and_then(moment),
        format: state.format,
    })
}

/// A moment in the store's milliseconds; 0 stands for never.
fn moment(ms: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(ms).ok().filter(|_| ms > 0)
}
