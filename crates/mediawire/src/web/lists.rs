//! Lists across sections and sources: by genre, by language, by day. Each has its feeds.

use crate::error::{Error, Kind, Result};
use crate::store::wire::{self, Of};
use crate::web::answer::{self, Answer};
use crate::web::asked::Asked;
use crate::web::reader::{Before, LIST, html, list_from, page_of};
use crate::web::{Web, machine};
use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use jiff::civil::Date;
use mediawire_core::model::source::Genre;
use mediawire_core::publish::days::{self as day_pages, DayPage, SLOT_MS, bounds, day_of};
use mediawire_core::publish::languages::own_name;
use mediawire_core::publish::pages::Listing;
use mediawire_core::publish::site::Site;
use mediawire_core::publish::{address, languages as language_page};
use std::sync::Arc;

/// All views.
pub async fn views(
    State(web): State<Arc<Web>>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    genre(&web, asked, Genre::View, &older).await
}

/// All reports.
pub async fn reports(
    State(web): State<Arc<Web>>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    genre(&web, asked, Genre::Report, &older).await
}

async fn genre(web: &Web, asked: Asked, genre: Genre, older: &Before) -> Answer {
    let title = plural(web.site(&asked), genre);
    let what = (Of::Genre(genre), address::genre(genre), title.as_str(), "");
    list_from(web, asked, what, older).await
}

fn plural(site: &Site, genre: Genre) -> String {
    match genre {
        Genre::Report => site.locale.say("reports"),
        Genre::View => site.locale.say("views"),
    }
}

/// The feed of all views.
pub async fn views_feed(
    State(web): State<Arc<Web>>,
    Path(file): Path<String>,
    asked: Asked,
) -> Answer {
    genre_feed(&web, asked, Genre::View, &file).await
}

/// The feed of all reports.
pub async fn reports_feed(
    State(web): State<Arc<Web>>,
    Path(file): Path<String>,
    asked: Asked,
) -> Answer {
    genre_feed(&web, asked, Genre::Report, &file).await
}

async fn genre_feed(web: &Web, asked: Asked, genre: Genre, file: &str) -> Answer {
    let site = &web.sites[0];
    let title = format!("{}: {}", site.name, plural(site, genre));
    machine::write(web, asked, (Of::Genre(genre), address::genre(genre), title), file).await
}

/// The page of a language.
pub async fn language(
    State(web): State<Arc<Web>>,
    Path(tag): Path<String>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    match known_language(&web, &tag).await {
        Ok(()) => {
            let title = in_language(web.site(&asked), &tag);
            let what = (Of::Language(&tag), address::language(&tag), title.as_str(), "");
            list_from(&web, asked, what, &older).await
        }
        Err(error) => answer::failed(web.site(&asked), &error),
    }
}

/// The feed of a language.
pub async fn language_feed(
    State(web): State<Arc<Web>>,
    Path((tag, file)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    match known_language(&web, &tag).await {
        Ok(()) => {
            let site = &web.sites[0];
            let title = format!("{}: {}", site.name, in_language(site, &tag));
            let what = (Of::Language(&tag), address::language(&tag), title);
            machine::write(&web, asked, what, &file).await
        }
        Err(error) => answer::failed(web.site(&asked), &error),
    }
}

fn in_language(site: &Site, tag: &str) -> String {
    site.locale.say_with("items-in-language", &[("name", own_name(tag))])
}

/// A language that something on the wire is in.
async fn known_language(web: &Web, tag: &str) -> Result<()> {
    let mut tx = web.wire.db.read().await?;
    let known =
        !tag.is_empty() && !wire::lines(&mut tx, Of::Language(tag), i64::MAX, 1).await?.is_empty();
    let missing = || Error::new(Kind::NotFound, format!("there is nothing in {tag:?}"));
    known.then_some(()).ok_or_else(missing)
}

/// The languages of the wire.
pub async fn languages(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    web.serve(asked, &address::languages(), async {
        let all = wire::languages(&mut web.wire.db.read().await?).await?;
        Ok(html(language_page::languages(site, &all)))
    })
    .await
}

/// A day of the wire with something on it, or today.
struct Day {
    date: Date,
    start_ms: i64,
    end_ms: i64,
    previous: Option<Timestamp>,
    next: Option<Timestamp>,
}

impl Day {
    /// The day that an address names.
    async fn of(web: &Web, text: &str) -> Result<Self> {
        let missing = || Error::new(Kind::NotFound, format!("there is no day {text:?}"));
        let date: Date = text.parse().map_err(|_| missing())?;
        if date.to_string() != text {
            return Err(missing());
        }
        let tz = &web.sites[0].time_zone;
        let (start, end) = bounds(date, tz).ok_or_else(missing)?;
        let (start_ms, end_ms) = (start.as_millisecond(), end.as_millisecond());
        let mut tx = web.wire.db.read().await?;
        let is_known = date == day_of(web.wire.now(), tz)
            || !wire::lines(&mut tx, Of::Day(start_ms, end_ms), i64::MAX, 1).await?.is_empty();
        if !is_known {
            return Err(missing());
        }
        let (previous, next) = wire::beside(&mut tx, start_ms, end_ms).await?;
        Ok(Self { date, start_ms, end_ms, previous, next })
    }
}

/// The page of a day, in the time zone of the site.
pub async fn day(
    State(web): State<Arc<Web>>,
    Path(date): Path<String>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    let before = match older.number() {
        Ok(before) => before,
        Err(error) => return answer::failed(web.site(&asked), &error),
    };
    let site = web.site(&asked);
    let path = address::day(&date);
    let key = before.map_or_else(|| path.clone(), |number| address::before(&path, number));
    let page = Box::pin(async {
        let day = Day::of(&web, &date).await?;
        let mut tx = web.wire.db.read().await?;
        let of = Of::Day(day.start_ms, day.end_ms);
        let (lines, next) = page_of(&mut tx, of, before.unwrap_or(i64::MAX), LIST).await?;
        let listing = Listing {
            title: of_day(site, day.date),
            path: path.clone(),
            lead: String::new(),
            items: web.shown(&mut tx, lines).await?,
            before,
            next,
            head: wire::head(&mut tx).await?,
        };
        let date_of = |at: Option<Timestamp>| at.map(|at| day_of(at, &site.time_zone));
        let (previous, next) = (date_of(day.previous), date_of(day.next));
        let page = DayPage { date: day.date, previous, next, listing };
        Ok(html(day_pages::day(site, web.wire.now(), &page)))
    });
    web.serve(asked, &key, page).await
}

fn of_day(site: &Site, date: Date) -> String {
    site.locale.say_with("items-of-day", &[("day", &day_pages::name(date, site))])
}

/// The feed of a day.
pub async fn day_feed(
    State(web): State<Arc<Web>>,
    Path((date, file)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    match Day::of(&web, &date).await {
        Ok(day) => {
            let site = &web.sites[0];
            let title = format!("{}: {}", site.name, of_day(site, day.date));
            let of = Of::Day(day.start_ms, day.end_ms);
            machine::write(&web, asked, (of, address::day(&date), title), &file).await
        }
        Err(error) => answer::failed(web.site(&asked), &error),
    }
}

/// All days of the wire.
pub async fn days(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    web.serve(asked, &address::days(), async {
        let slots = wire::slots(&mut web.wire.db.read().await?, SLOT_MS).await?;
        Ok(html(day_pages::days(site, &slots)))
    })
    .await
}
