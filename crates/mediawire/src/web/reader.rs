//! The readers' pages.

use crate::error::{Error, Kind, Result};
use crate::store::db::Tx;
use crate::store::wire::{Line, Of};
use crate::store::{articles, body, captures, pictures, sources, wire};
use crate::web::Web;
use crate::web::answer::{self, Answer, Fresh, HTML, Written};
use crate::web::asked::Asked;
use crate::web::capture;
use axum::extract::{Path, Query, State};
use mediawire_core::model::body::Body;
use mediawire_core::model::id::{PublicId, Slug};
use mediawire_core::model::picture::Pictures;
use mediawire_core::model::source::{Display, Genre, Source};
use mediawire_core::model::visible::{Shown, Visible, visible};
use mediawire_core::publish::pages::{self, Front, Listing};
use mediawire_core::publish::site::Site;
use mediawire_core::publish::verify::{Checked, VerifyPage};
use mediawire_core::publish::{address, verify as verify_page};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Items on a list page.
pub(super) const LIST: i64 = 30;
/// Items of Recent Posts beside an article.
const RECENT: i64 = 6;
/// Items of the wire from which those are taken: the article's language first.
const OF_RECENT: i64 = 24;
/// Items on the front page before the older ones: the lead, and Recent Posts.
const FRONT: i64 = 13;
/// Items of a section from which those of the front page are taken: the reader's language first.
const OF_SECTION: i64 = 12;
/// Views from which those that stand apart on the front page are taken: the reader's language first.
const OF_VIEWS: i64 = 12;
/// Views that stand apart there.
const VIEWS: usize = 4;

/// `?before=NUMBER`: the older page of a list.
#[derive(Debug, serde::Deserialize)]
pub struct Before {
    before: Option<String>,
}

impl Before {
    /// The number, if there is one.
    ///
    /// # Errors
    /// `NotFound` if it is no number.
    pub(super) fn number(&self) -> Result<Option<i64>> {
        let missing = |_| Error::new(Kind::NotFound, "there is no such older page");
        self.before.as_deref().map(|text| text.parse().map_err(missing)).transpose()
    }
}

impl Web {
    /// The page at `address` in the language that was asked for, written by `write` unless it is kept; an error becomes
    /// its page.
    pub(super) async fn serve(
        &self,
        asked: Asked,
        address: &str,
        write: impl Future<Output = Result<Written>>,
    ) -> Answer {
        let as_of = self.as_of();
        let site = self.site(&asked);
        match self.cache.page(&site.at(address), as_of, write).await {
            Ok(written) => Answer::new(written, asked.heads),
            Err(error) => answer::failed(site, &error),
        }
    }

    /// What may be shown of `lines`.
    pub(super) async fn shown(&self, tx: &mut Tx, lines: Vec<Line>) -> Result<Vec<Shown>> {
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            all.extend(self.shown_one(tx, &line, None).await?);
        }
        Ok(all)
    }

    /// What may be shown of `line`, with its body if it is given.
    pub(super) async fn shown_one(
        &self,
        tx: &mut Tx,
        line: &Line,
        body: Option<&Body>,
    ) -> Result<Option<Shown>> {
        let Some(source) = sources::get(tx, &line.item.source).await? else { return Ok(None) };
        let pictures = pictures_of(tx, line, &source).await?;
        Ok(match visible(&line.record(&source, body, &pictures)) {
            Visible::Shown(shown) => Some(*shown),
            Visible::Withheld { .. } | Visible::Killed { .. } => None,
        })
    }
}

/// The pictures of a line, where they may be shown at all.
async fn pictures_of(tx: &mut Tx, line: &Line, source: &Source) -> Result<Pictures> {
    match source.rights.images {
        true => pictures::of(tx, line.dispatch.article).await,
        false => Ok(Pictures::NONE),
    }
}

/// A page of what is shown.
pub(super) fn html(page: String) -> Written {
    Written::new(200, HTML, Fresh::Never, page.into_bytes())
}

/// The front page; with `?before=`, everything older.
pub async fn front(
    State(web): State<Arc<Web>>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    let before = match older.number() {
        Ok(before) => before,
        Err(error) => return answer::failed(web.site(&asked), &error),
    };
    let site = web.site(&asked);
    if let Some(before) = before {
        let title = site.locale.say("older-items");
        let what = (Of::Everything, address::front(), title.as_str(), "");
        return list(&web, asked, what, Some(before)).await;
    }
    let lang = &site.locale.tag;
    web.serve(asked, "/", async {
        let mut tx = web.wire.db.read().await?;
        let head = wire::head(&mut tx).await?;
        let (lines, next) = page_of(&mut tx, Of::Everything, i64::MAX, FRONT).await?;
        let mut recent = web.shown(&mut tx, lines).await?;
        let mut sections = Vec::new();
        for section in &site.sections {
            let of = Of::Section(section.code.as_str());
            let lines = wire::lines(&mut tx, of, i64::MAX, OF_SECTION).await?;
            let mut items = web.shown(&mut tx, lines).await?;
            pages::own_language_first(&mut items, lang);
            sections.push((section.clone(), items));
        }
        let lead = pages::lead(&recent, lang).map(|at| recent.remove(at));
        let lines = wire::lines(&mut tx, Of::Genre(Genre::View), i64::MAX, OF_VIEWS).await?;
        let mut views = web.shown(&mut tx, lines).await?;
        views.retain(|view| lead.as_ref().is_none_or(|lead| lead.public != view.public));
        pages::own_language_first(&mut views, lang);
        views.truncate(VIEWS);
        let front = Front { lead, recent, sections, next, views, head };
        Ok(html(pages::front(site, web.wire.now(), &front)))
    })
    .await
}

/// The newest `n` lines below `before`, and the number below which the older ones begin, if there are older ones.
pub(super) async fn page_of(
    tx: &mut Tx,
    of: Of<'_>,
    before: i64,
    n: i64,
) -> Result<(Vec<Line>, Option<i64>)> {
    let mut lines = wire::lines(tx, of, before, n + 1).await?;
    let n = usize::try_from(n).expect("a page is short");
    let next = (lines.len() > n).then(|| lines[n - 1].first_number);
    lines.truncate(n);
    Ok((lines, next))
}

/// The page of a section.
pub async fn section(
    State(web): State<Arc<Web>>,
    Path(code): Path<String>,
    Query(older): Query<Before>,
    asked: Asked,
) -> Answer {
    let site = web.site(&asked);
    let Some(section) = site.sections.iter().find(|section| section.code.as_str() == code) else {
        return answer::not_found(web.site(&asked));
    };
    let name = site.name_of(section);
    let code = section.code.as_str();
    let what = (Of::Section(code), address::section(&section.code), name.as_ref(), "");
    list_from(&web, asked, what, &older).await
}

/// A source that readers may know of: one with something on the wire.
pub(super) async fn known_source(web: &Web, slug: &str) -> Result<Source> {
    let missing = || Error::new(Kind::NotFound, format!("there is no source {slug:?}"));
    let parsed = Slug::parse(slug).ok_or_else(missing)?;
    let mut tx = web.wire.db.read().await?;
    let (_, n_shown) = sources::counts(&mut tx, &parsed).await?;
    let source = sources::get(&mut tx, &parsed).await?;
    source.filter(|_| n_shown > 0).ok_or_else(missing)
}

/// The page of the list `what` (which items, its path, its title, a line about it), or the older one that is asked for.
pub(super) async fn list_from(
    web: &Web,
    asked: Asked,
    what: (Of<'_>, String, &str, &str),
    older: &Before,
) -> Answer {
    match older.number() {
        Ok(before) => list(web, asked, what, before).await,
        Err(error) => answer::failed(web.site(&asked), &error),
    }
}

async fn list(
    web: &Web,
    asked: Asked,
    (of, path, title, lead): (Of<'_>, String, &str, &str),
    before: Option<i64>,
) -> Answer {
    let key = before.map_or_else(|| path.clone(), |number| address::before(&path, number));
    let site = web.site(&asked);
    web.serve(asked, &key, async {
        let mut tx = web.wire.db.read().await?;
        let head = wire::head(&mut tx).await?;
        let (lines, next) = page_of(&mut tx, of, before.unwrap_or(i64::MAX), LIST).await?;
        let items = web.shown(&mut tx, lines).await?;
        let (title, lead) = (title.to_owned(), lead.to_owned());
        let listing = Listing { title, path: path.clone(), lead, items, before, next, head };
        Ok(html(pages::listing(site, web.wire.now(), &listing)))
    })
    .await
}

/// An item on the wire with its body.
pub(super) struct Whole {
    pub(super) visible: Visible,
    pub(super) line: Line,
    pub(super) body: Body,
}

/// The item `public` with its body, if it is on the wire.
pub(super) async fn whole(tx: &mut Tx, public: &str) -> Result<Whole> {
    let missing = || Error::new(Kind::NotFound, format!("there is no item {public:?}"));
    let public = PublicId::parse(public).ok_or_else(missing)?;
    let line = wire::line(tx, &public).await?.ok_or_else(missing)?;
    let source = sources::get(tx, &line.item.source).await?.ok_or_else(missing)?;
    // Of what is off the wire only its notice is shown, whatever has become of its text.
    let body = match line.dispatch.notice.is_none() {
        true => body::read(&articles::body(tx, line.dispatch.article).await?)?,
        false => Body::default(),
    };
    let pictures = pictures_of(tx, &line, &source).await?;
    let visible = visible(&line.record(&source, Some(&body), &pictures));
    Ok(Whole { visible, body, line })
}

/// A page of what is off the wire. One that may not be had by law says who keeps it back: this site (RFC 7725 §4).
pub(super) fn off(site: &Site, status: u16, page: String) -> Written {
    let written = Written::new(status, HTML, Fresh::Never, page.into_bytes());
    match status {
        451 => written.blocked_by(&site.absolute(&address::front())),
        _ => written,
    }
}

/// The page that stands in the place of an item that is not shown, with the reason and nothing of the item: 451 for one
/// that is withheld, 410 for one that is killed, 451 if by legal order; else what may be shown.
fn notice(site: &Site, visible: Visible) -> Result<Box<Shown>, Box<Written>> {
    let (status, page) = match visible {
        Visible::Shown(shown) => return Ok(shown),
        Visible::Withheld { why } => (451, pages::withheld(site, &why)),
        Visible::Killed { why, at, ground } => {
            (ground.status(), pages::withdrawn(site, (&why, ground), at))
        }
    };
    Err(Box::new(off(site, status, page)))
}

/// The page of an article, or of the notice in its place.
pub async fn article(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    asked: Asked,
) -> Answer {
    let site = web.site(&asked);
    let page = Box::pin(async {
        let mut tx = web.wire.db.read().await?;
        let Whole { visible, .. } = whole(&mut tx, &public).await?;
        let shown = match notice(site, visible) {
            Ok(shown) => shown,
            Err(page) => return Ok(*page),
        };
        let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, OF_RECENT).await?;
        let mut recent = web.shown(&mut tx, lines).await?;
        recent.retain(|other| other.public != shown.public);
        let lang = shown.lang.as_deref().unwrap_or(&site.locale.tag);
        pages::own_language_first(&mut recent, lang);
        recent.truncate(usize::try_from(RECENT).expect("a few"));
        Ok(html(pages::article(site, web.wire.now(), &shown, &recent)))
    });
    web.serve(asked, &format!("/a/{public}"), page).await
}

/// The page that says what was checked of an article and how to check it oneself.
pub async fn verify(
    State(web): State<Arc<Web>>,
    Path(public): Path<String>,
    asked: Asked,
) -> Answer {
    let site = web.site(&asked);
    let page = Box::pin(async {
        let mut tx = web.wire.db.read().await?;
        let whole = whole(&mut tx, &public).await?;
        let shown = match notice(site, whole.visible) {
            Ok(shown) => *shown,
            Err(page) => return Ok(*page),
        };
        let known = articles::get(&mut tx, whole.line.dispatch.article).await?;
        let retrieved = captures::get(&mut tx, known.capture).await?;
        let place = captures::payload_place(&mut tx, known.capture).await?;
        let mut cuts = BTreeMap::new();
        for cut in &whole.body.cuts {
            *cuts.entry(cut.kind).or_insert(0) += 1;
        }
        drop(tx);
        let crate::verify::Found { mut differences, removed } =
            crate::verify::check(&web.wire, &whole.line.dispatch).await?;
        let removed = removed.map(|(at, _)| at);
        let is_page = capture::is_page(&whole.body, known.capture);
        let is_offered = shown.is_capture_open && is_page && removed.is_none();
        let download =
            is_offered.then(|| site.at(&address::capture(&shown.public, retrieved.payload)));
        if shown.display < Display::Full && !differences.is_empty() {
            // In full words they would tell more of the text than may be shown.
            let n = u64::try_from(differences.len()).unwrap_or(u64::MAX);
            differences = vec![site.locale.say_n("verify-places", n, &[])];
        }
        let page = VerifyPage {
            command: format!("mediawire verify {}", shown.public),
            shown,
            capture_url: retrieved.url,
            captured_at: retrieved.at,
            payload_sha256: retrieved.payload.to_hex(),
            n_bytes: retrieved.n_bytes,
            download,
            archive_file: place.file,
            body_sha256: whole.line.dispatch.body.to_hex(),
            n_blocks: whole.body.blocks.len(),
            cuts: cuts.into_iter().collect(),
            checked: Checked { at: web.wire.now(), differences, removed },
        };
        Ok(html(verify_page::verify(site, web.wire.now(), &page)))
    });
    web.serve(asked, &format!("/a/{public}/verify"), page).await
}

/// The page that says what this wire is.
pub async fn about(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let site = web.site(&asked);
    web.serve(asked, "/about", async {
        let sources = sources::shown(&mut web.wire.db.read().await?).await?;
        Ok(html(pages::about(site, &sources)))
    })
    .await
}
