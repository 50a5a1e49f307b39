//! The search page, and how a browser asks it.

use crate::error::{Error, Kind, Result};
use crate::search::Sources;
use crate::search::find::{Counts, Filters, Found, PAGE, PAGES_MAX, Request};
use crate::search::follow::whole;
use crate::store::db::Tx;
use crate::store::wire;
use crate::web::Web;
use crate::web::answer::{self, Answer, Fresh, HTML, Written};
use crate::web::asked::Asked;
use crate::work::think;
use axum::extract::{Query, State};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use mediawire_core::model::source::Genre;
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::languages::own_name;
use mediawire_core::publish::opensearch;
use mediawire_core::publish::search::{
    Asked as Sought, Choice, Choices, Hit, Notice, Outcome, SearchPage, search as search_page,
};
use mediawire_core::publish::site::Site;
use mediawire_core::text::highlight::{marked, snippet};
use mediawire_core::text::query::{self, BYTES_MAX};
use std::sync::Arc;

/// The bytes of a filter that are read: no source, section or language has a longer name.
const FILTER_BYTES_MAX: usize = 100;

/// What the form sends.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sent {
    q: String,
    source: String,
    section: String,
    lang: String,
    genre: String,
    from: String,
    to: String,
    sort: String,
    page: String,
}

/// The search page: the form, and below it what was found.
pub async fn search(State(web): State<Arc<Web>>, Query(sent): Query<Sent>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    // Not kept in the cache of pages: there are as many questions as somebody cares to think of.
    match Box::pin(page(&web, site, sent)).await {
        Ok(html) => {
            let written = Written::once(200, HTML, Fresh::Never, html.into_bytes(), &asked.heads);
            Answer::new(Arc::new(written), asked.heads)
        }
        Err(error) => answer::failed(site, &error),
    }
}

/// How a browser asks the search page.
pub async fn opensearch(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    web.serve(asked, "/opensearch.xml", async {
        Ok(Written::new(
            200,
            opensearch::MEDIA_TYPE,
            Fresh::Seconds(86_400),
            opensearch::opensearch(site),
        ))
    })
    .await
}

async fn page(web: &Web, site: &Site, sent: Sent) -> Result<String> {
    let page = page_number(&sent.page)?;
    let (asked, request, notices) = read(web, site, &sent, page);
    let mut tx = web.wire.db.read().await?;
    let found = web.search.find(&mut tx, &request).await?;
    let is_asked = !request.query.is_empty() || asked.has_filter();
    let sources = web.search.sources(&mut tx).await?.1;
    let mut choices = Choices::default();
    let outcome = match found {
        None => Outcome::NotReady,
        Some(found) => {
            choices = self::choices(site, &sources, &found.counts, &asked);
            if page > 1 && (page - 1) * PAGE >= found.n {
                return Err(no_page());
            }
            match is_asked {
                true => results(&mut tx, &sources, found, &request).await?,
                false => Outcome::NotAsked,
            }
        }
    };
    drop(tx);
    let page = SearchPage { asked, notices, choices, outcome };
    Ok(search_page(site, web.wire.now(), &page))
}

fn page_number(sent: &str) -> Result<usize> {
    let number = if sent.is_empty() { Some(1) } else { sent.parse().ok() };
    number.filter(|n| (1..=PAGES_MAX).contains(n)).ok_or_else(no_page)
}

fn no_page() -> Error {
    Error::new(Kind::NotFound, "there is no such page of results")
}

/// What the form sent, as it is shown again and as it is searched for.
fn read(web: &Web, site: &Site, sent: &Sent, page: usize) -> (Sought, Request, Vec<Notice>) {
    let first = |text: &str, n: usize| text[..text.floor_char_boundary(n)].trim().to_owned();
    let query = query::parse(&sent.q);
    let mut notices = Vec::new();
    if query.is_cut {
        notices.push(Notice::Cut);
    }
    let mut day = |text: &str, notice| {
        let day = first(text, FILTER_BYTES_MAX);
        if day.is_empty() {
            return (String::new(), None);
        }
        match day.parse::<Date>() {
            Ok(date) => (date.to_string(), Some(date)),
            Err(_) => {
                notices.push(notice);
                (String::new(), None)
            }
        }
    };
    let (from, first_day) = day(&sent.from, Notice::BadFrom);
    let (to, last_day) = day(&sent.to, Notice::BadTo);
    let midnight = |date: Date| -> Option<Timestamp> {
        Some(date.to_zoned_datetime(site.time_zone.clone()).ok()?.timestamp())
    };
    let genre = Genre::parse(&sent.genre);
    let asked = Sought {
        q: first(&sent.q.replace('\0', " "), BYTES_MAX),
        source: first(&sent.source, FILTER_BYTES_MAX),
        section: first(&sent.section, FILTER_BYTES_MAX),
        lang: first(&sent.lang, FILTER_BYTES_MAX).to_lowercase(),
        genre: genre.map_or("", Genre::name).to_owned(),
        from,
        to,
        is_newest_first: sent.sort == "new",
        page,
    };
    let filters = Filters {
        source: asked.source.clone(),
        section: asked.section.clone(),
        lang: asked.lang.clone(),
        genre,
        from: first_day.and_then(midnight),
        before: last_day.and_then(|day| day.checked_add(1.day()).ok()).and_then(midnight),
    };
    let is_newest_first = asked.is_newest_first;
    let request = Request { query, filters, is_newest_first, page, now: web.wire.now() };
    (asked, request, notices)
}

/// The items that were found, as the page shows them.
async fn results(
    tx: &mut Tx,
    sources: &Sources,
    found: Found,
    request: &Request,
) -> Result<Outcome> {
    let mut shown = Vec::with_capacity(found.places.len());
    for place in found.places {
        let Some(line) = wire::line_at(tx, place).await? else { continue };
        let Some(source) = sources.get(line.item.source.as_str()) else { continue };
        shown.extend(whole(tx, &line, source).await?);
    }
    let query = request.query.clone();
    let hits = think(move || {
        let hit = |shown: Box<Shown>| Hit {
            headline: marked(&shown.headline, &query),
            snippet: snippet(&shown.text(), &query).unwrap_or_default(),
            shown: Shown { body: None, ..*shown },
        };
        shown.into_iter().map(hit).collect()
    })
    .await?;
    let n_pages = found.n.div_ceil(PAGE).min(PAGES_MAX);
    Ok(Outcome::Found { n: found.n, hits, n_pages })
}

/// What may be chosen: what has items, and what is chosen.
fn choices(site: &Site, sources: &Sources, counts: &Counts, asked: &Sought) -> Choices {
    let choice = |value: &str, name: &str, n: u64| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
        n,
    };
    let mut choices = Choices::default();
    for (slug, n) in with(&counts.sources, &asked.source) {
        // Of a source without an item on the wire nobody hears: not even that it has a name.
        let source = sources.get(&slug).filter(|_| n > 0);
        let name = source.map_or(slug.as_str(), |source| source.name.as_str());
        choices.sources.push(choice(&slug, name, n));
    }
    choices.sources.sort_by_cached_key(|choice| choice.name.to_lowercase());
    for (code, n) in with(&counts.sections, &asked.section) {
        let section = site.sections.iter().find(|section| section.code.as_str() == code);
        let name = section.map_or_else(|| code.as_str().into(), |section| site.name_of(section));
        choices.sections.push(choice(&code, &name, n));
    }
    let place = |code: &str| site.sections.iter().position(|section| section.code.as_str() == code);
    choices.sections.sort_by_key(|choice| place(&choice.value).unwrap_or(usize::MAX));
    for (lang, n) in with(&counts.langs, &asked.lang) {
        choices.langs.push(choice(&lang, own_name(&lang), n));
    }
    for (name, label) in [(Genre::Report, "reports"), (Genre::View, "views")] {
        let n = counts.genres.iter().find(|(genre, _)| genre == name.name());
        choices.genres.push(choice(name.name(), &site.locale.say(label), n.map_or(0, |(_, n)| *n)));
    }
    choices
}

/// The counted values, and the chosen one if it is not among them.
fn with(counts: &[(String, u64)], chosen: &str) -> Vec<(String, u64)> {
    let mut all = counts.to_vec();
    if !chosen.is_empty() && !all.iter().any(|(value, _)| value == chosen) {
        all.push((chosen.to_owned(), 0));
    }
    all
}
