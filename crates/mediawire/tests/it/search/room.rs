//! A wire of pieces that each test writes, and its search page, read.

use crate::engine::Base;
use crate::samples::{article, at, digest, dispatch, item, source};
use crate::site::{Reply, Served};
use mediawire::search::follow;
use mediawire::store::{articles, items, sources, wire};
use mediawire::{Use, Wire};
use mediawire_core::model::article::Meta;
use mediawire_core::model::dispatch::{Dispatch, Notice};
use mediawire_core::model::id::{EntryId, Slug};
use mediawire_core::model::source::{Display, Genre, Source};
use mediawire_core::model::time::Time;
use std::fmt::Write as _;
use std::sync::Arc;

/// A piece that goes on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) source: &'static str,
    pub(crate) headline: String,
    pub(crate) text: String,
    pub(crate) dek: Option<String>,
    pub(crate) lang: &'static str,
    pub(crate) section: &'static str,
    pub(crate) genre: Genre,
    pub(crate) display: Display,
    /// When its source says it was published, in days since 1970.
    pub(crate) day: i64,
    pub(crate) withheld: Option<String>,
}

pub(crate) fn piece(headline: &str, text: &str) -> Piece {
    Piece {
        source: "a",
        headline: headline.to_owned(),
        text: text.to_owned(),
        dek: None,
        lang: "en",
        section: "world",
        genre: Genre::Report,
        display: Display::Full,
        day: 20_000,
        withheld: None,
    }
}

const DAY_MS: i64 = 86_400_000;

/// A wire with the sources `a` and `b`, and a site that is served from it.
pub(crate) struct Room {
    pub(crate) wire: Arc<Wire>,
    pub(crate) site: Served,
}

impl Room {
    pub(crate) async fn open(base: &Base) -> Self {
        let wire = Wire::open(base.dir(), &base.config(), Vec::new(), Use::Write).await.unwrap();
        let room = Self { site: Served::start(&wire).await, wire };
        room.save(&source("a")).await;
        room.save(&source("b")).await;
        room
    }

    pub(crate) async fn save(&self, source: &Source) {
        let mut tx = self.wire.db.write().await.unwrap();
        sources::save(&mut tx, source, "test", 1).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Puts version `version` of item `n` on the wire, and gives its public id.
    pub(crate) async fn publish(&self, n: usize, version: usize, piece: &Piece) -> String {
        let slug = Slug::of(piece.source);
        let item = item(&slug, n);
        let published = at(piece.day * DAY_MS);
        let mut article = article(n + 1_000 * version, &piece.text);
        article.meta = Meta {
            headline: piece.headline.clone(),
            dek: piece.dek.clone(),
            lang: Some(piece.lang.to_owned()),
            published: Some(Time { at: published, offset_s: None, raw: String::new() }),
            ..Meta::default()
        };
        let mut tx = self.wire.db.write().await.unwrap();
        let said = (EntryId::new(&slug, &item.url), digest(n));
        articles::save(&mut tx, &article, said, 1, digest(n + 9_000)).await.unwrap();
        items::save(&mut tx, &item).await.unwrap();
        let one = Dispatch {
            headline: piece.headline.clone(),
            genre: piece.genre,
            display: piece.display,
            notice: piece.withheld.clone().map_or(Notice::None, Notice::Withheld),
            // After the piece, as on a wire.
            at: at(21_000 * DAY_MS),
            ..dispatch(&item, &article, piece.section, &format!("{n} {version}"))
        };
        let number = wire::append(&mut tx, &one, &slug).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        self.wire.head_is(number);
        item.public.to_string()
    }

    pub(crate) async fn catch_up(&self) {
        follow::catch_up(&self.wire, &self.site.search).await.unwrap();
    }

    pub(crate) async fn ask(&self, query: &str) -> Reply {
        self.site.get(&format!("/search?{query}")).await
    }

    /// What is found for the words, with further parts of the query string.
    pub(crate) async fn find(&self, words: &str, rest: &str) -> Results {
        let reply = self.ask(&format!("q={}{rest}", encoded(words))).await;
        assert_eq!(reply.status, 200, "{words} {rest}");
        Results::of(&reply.text())
    }
}

/// What a page of results says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Results {
    /// How many there are, in all.
    pub(crate) n: usize,
    /// The public ids of the page.
    pub(crate) ids: Vec<String>,
    pub(crate) html: String,
}

impl Results {
    pub(crate) fn of(html: &str) -> Self {
        let ids = html.match_indices("<h2><a href=\"/a/").map(|(i, m)| {
            let rest = &html[i + m.len()..];
            rest[..rest.find('"').unwrap()].to_owned()
        });
        let count = html.split("<p class=\"count\"").nth(1).unwrap();
        let count = &count[count.find('>').unwrap() + 1..];
        let digits: String = count.chars().take_while(char::is_ascii_digit).collect();
        Self { n: digits.parse().unwrap_or(0), ids: ids.collect(), html: html.to_owned() }
    }

    pub(crate) fn is_nothing(&self) -> bool {
        self.n == 0 && self.ids.is_empty()
    }
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        write!(out, "%{byte:02X}").unwrap();
        out
    })
}
