//! What machines read: feeds, the site map, health and counters.

use crate::error::Result;
use crate::store::db::Tx;
use crate::store::wire::{Line, Of};
use crate::store::{articles, body, wire};
use crate::web::Web;
use crate::web::answer::{self, Answer, Fresh, Written};
use crate::web::asked::Asked;
use crate::web::reader::known_source;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mediawire_core::model::visible::Shown;
use mediawire_core::publish::output::{Channel, by_file};
use mediawire_core::publish::{address, sitemap as site_map};
use std::sync::Arc;

/// Items in a feed.
const FEED: i64 = 50;

/// The feed of the whole wire.
pub async fn feed(State(web): State<Arc<Web>>, Path(file): Path<String>, asked: Asked) -> Answer {
    let title = web.sites[0].name.clone();
    write(&web, asked, (Of::Everything, address::front(), title), &file).await
}

/// The feed of a section.
pub async fn section_feed(
    State(web): State<Arc<Web>>,
    Path((code, file)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    let site = &web.sites[0];
    let Some(section) = site.sections.iter().find(|section| section.code.as_str() == code) else {
        return answer::not_found(web.site(&asked));
    };
    let title = format!("{}: {}", site.name, site.name_of(section));
    write(&web, asked, (Of::Section(&code), address::section(&section.code), title), &file).await
}

/// The feed of a source.
pub async fn source_feed(
    State(web): State<Arc<Web>>,
    Path((slug, file)): Path<(String, String)>,
    asked: Asked,
) -> Answer {
    match known_source(&web, &slug).await {
        Ok(source) => {
            let title = format!("{}: {}", web.sites[0].name, source.name);
            write(&web, asked, (Of::Source(&slug), address::source(&source.slug), title), &file)
                .await
        }
        Err(error) => answer::failed(web.site(&asked), &error),
    }
}

/// The feed `file` of the list `what` (which items, the path of its page, its title).
pub(super) async fn write(
    web: &Web,
    asked: Asked,
    what: (Of<'_>, String, String),
    file: &str,
) -> Answer {
    let (of, path, title) = what;
    let Some(output) = by_file(file) else { return answer::not_found(web.site(&asked)) };
    // A feed is one for all languages of the interface: its words are those of the first.
    let site = &web.sites[0];
    let self_path = address::feed(&path, file);
    web.serve(asked, &self_path.clone(), async {
        let mut tx = web.wire.db.read().await?;
        let lines = wire::lines(&mut tx, of, i64::MAX, FEED).await?;
        let items = web.shown_whole(&mut tx, lines).await?;
        let updated = items.iter().map(|shown| shown.dispatched).max().unwrap_or_default();
        let description = site.disclaimer().into_owned();
        let channel = Channel { title, path, self_path, description, items, updated };
        Ok(Written::new(200, output.media_type, Fresh::Never, (output.write)(site, &channel)))
    })
    .await
}

impl Web {
    /// What may be shown of `lines`, each with its body where all of it may be shown.
    async fn shown_whole(&self, tx: &mut Tx, lines: Vec<Line>) -> Result<Vec<Shown>> {
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            let text = articles::body(tx, line.dispatch.article).await?;
            all.extend(self.shown_one(tx, &line, Some(&body::read(&text)?)).await?);
        }
        Ok(all)
    }
}

/// The site map: every article, the newest first, as many as a site map may list.
pub async fn sitemap(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    web.serve(asked, "/sitemap.xml", async {
        let n = i64::try_from(site_map::URLS_MAX).expect("a small number");
        let all = wire::addresses(&mut web.wire.db.read().await?, n).await?;
        let pages: Vec<_> =
            all.iter().map(|(public, at)| (address::article(public), *at)).collect();
        Ok(Written::new(
            200,
            "application/xml",
            Fresh::Never,
            site_map::sitemap(&web.sites[0], &pages),
        ))
    })
    .await
}

/// The news site map: the articles of the last days.
pub async fn news_sitemap(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    web.serve(asked, &address::news_sitemap(), async {
        let n = i64::try_from(site_map::NEWS_MAX).expect("a small number");
        let mut tx = web.wire.db.read().await?;
        let lines = wire::lines(&mut tx, Of::Everything, i64::MAX, n).await?;
        let items = web.shown(&mut tx, lines).await?;
        let xml = site_map::news_sitemap(&web.sites[0], web.wire.now(), &items);
        Ok(Written::new(200, "application/xml", Fresh::Never, xml))
    })
    .await
}

/// Whom to tell of a weakness, where the operator states a contact.
pub async fn security(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    let Some(contact) = &web.contact else { return answer::not_found(web.site(&asked)) };
    web.serve(asked, &address::security(), async {
        let text = site_map::security_txt(&web.sites[0], contact, web.wire.now());
        Ok(Written::new(200, "text/plain; charset=utf-8", Fresh::Seconds(3600), text.into_bytes()))
    })
    .await
}

/// What robots may do here.
pub async fn robots(State(web): State<Arc<Web>>, asked: Asked) -> Answer {
    web.serve(asked, "/robots.txt", async {
        let text = site_map::robots_txt(&web.sites[0]);
        Ok(Written::new(200, "text/plain; charset=utf-8", Fresh::Seconds(3600), text.into_bytes()))
    })
    .await
}

/// Whether the process is alive.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether the process can serve: the store answers.
pub async fn readyz(State(web): State<Arc<Web>>) -> Response {
    match ready(&web).await {
        Ok(head) => format!("ok, dispatch {head}\n").into_response(),
        Err(error) => {
            tracing::warn!("not ready: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response()
        }
    }
}

async fn ready(web: &Web) -> Result<i64> {
    wire::head(&mut web.wire.db.read().await?).await
}
