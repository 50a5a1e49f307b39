//! `extract`: a page, or a page a line, → its article, for shells.

mod explain;
mod lines;
mod preview;

use crate::command::{Common, items, print};
use crate::config;
use crate::error::{Context as _, Error, Kind, Result};
use crate::keep::{Document, decode};
use crate::retrieve::What;
use crate::{retrieve, settings};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{NotArticle, Page, Site, Sites, page_of_site};
use mediawire_core::model::article::Article;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::picture::Pictures;
use mediawire_core::publish::body::{Setting, to_html};
use mediawire_core::publish::locale::english;
use std::io::Read as _;
use std::path::PathBuf;

/// Extract the article of a page: a file, an address, or - for standard input. Nothing is kept.
///
/// With --lines the input has a JSON object a line: {"url": "https://…", "html": "…"}, or "path" with the name of a
/// file in the place of "html". The output has one a line, in the same order: {"url", "article": {…}},
/// {"url", "refused": {"code", "reason"}}, or {"url", "error"}. It ends with 0 if every line gave an article or a
/// named reason why there is none, and with 1 if a line or its file could not be read. Without --lines it ends with 0
/// only if the page is an article.
///
/// What is written down of a site in the data folder, sites/DOMAIN.toml, is used: see docs/site-files.md.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire extract https://news.example/an-article --format text\n         \
    mediawire extract page.html --url https://news.example/an-article --explain\n         \
    mediawire extract --lines pages.jsonl > articles.jsonl"
)]
pub struct Extract {
    /// A file, an http or https address, or - for standard input
    from: String,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The address of a page that comes from a file or standard input: what its links are relative to
    #[arg(long, default_value = "https://page.invalid/page")]
    url: String,
    /// Read a page a line, as JSON, and write an answer a line
    #[arg(long, conflicts_with_all = ["format", "url", "explain", "preview"])]
    lines: bool,
    /// Say of each text of the page whether it was kept or cut, as what, and where it stands
    #[arg(long, conflicts_with_all = ["format", "preview"])]
    explain: bool,
    /// Write a page that shows the result beside the page, and open it in a browser
    #[arg(long, value_name = "OUT.html", conflicts_with = "format")]
    preview: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Text,
    Html,
}

/// A page as it was read, and what is written down of its site.
struct Input<'a> {
    capture: Capture,
    document: String,
    sites: &'a Sites,
}

impl Input<'_> {
    fn page(&self) -> Page<'_> {
        let Capture { id, url, .. } = &self.capture;
        Page { capture: *id, url, document: &self.document, entry: None, list: None }
    }

    fn read(&self) -> Result<Article, NotArticle> {
        let rule = self.sites.rule(&self.capture.url, self.capture.at);
        page_of_site(&self.page(), &Site { rule, repeats: None })
    }
}

impl Extract {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (sites, wrong) = config::sites(&common.data());
        for why in wrong {
            tracing::warn!("{why}; the site is read as if there were no file");
        }
        if self.lines {
            return lines::run(&self.from, sites).await;
        }
        let (capture, payload) = self.read(common).await?;
        let document = decode(&capture, &payload, Document::Page)?;
        let input = Input { capture, document, sites: &sites };
        if self.explain {
            return print(explain::explain(&input).trim_end());
        }
        if let Some(out) = &self.preview {
            std::fs::write(out, preview::page(&input))
                .context(Kind::Forbidden, || format!("cannot write {}", out.display()))?;
            return print(&format!("Open {} in a browser.", out.display()));
        }
        let article = input.read().map_err(|no| {
            Error::caused(Kind::Malformed, format!("found no article in {}", self.from), &no)
                .code(no.code())
        })?;
        print(&match self.format {
            Format::Text => format!(
                "{}\n\n{}",
                article.meta.headline,
                article.body.text(false).replace('\n', "\n\n")
            ),
            Format::Html => html(&article),
            Format::Json => format!("{:#}", json(&article)),
        })
    }

    async fn read(&self, common: &Common) -> Result<(Capture, Vec<u8>)> {
        if self.from.starts_with("http://") || self.from.starts_with("https://") {
            let client = retrieve::Client::new(settings(&common.config()?, Vec::new())?)?;
            let fetched = client.fetch(&self.from, What::Page).await?;
            let known = capture(fetched.url, fetched.headers, &fetched.payload);
            return Ok((known, fetched.payload.to_vec()));
        }
        let mut payload = Vec::new();
        match self.from.as_str() {
            "-" => {
                let read = std::io::stdin().read_to_end(&mut payload);
                read.context(Kind::NotFound, || "cannot read standard input")?;
            }
            file => {
                payload = std::fs::read(file)
                    .context(Kind::NotFound, || format!("cannot read {file}"))?;
            }
        }
        Ok((of_bytes(&self.url, &payload), payload))
    }
}

/// What would be known of a page of a file if it were kept.
fn of_bytes(url: &str, payload: &[u8]) -> Capture {
    let headers = if payload.starts_with(&[0x1f, 0x8b]) {
        vec![("Content-Encoding".to_owned(), "gzip".to_owned())]
    } else {
        Vec::new()
    };
    capture(url.to_owned(), headers, payload)
}

/// What would be known of the page if it were kept now. Its identity is that of the bytes: it does not depend on when.
fn capture(url: String, headers: Vec<(String, String)>, payload: &[u8]) -> Capture {
    let digest = Digest::of(payload);
    let id = CaptureId::new(&url, 0, digest);
    let at = Timestamp::now();
    Capture { id, url, at, payload: digest, n_bytes: payload.len() as u64, status: 200, headers }
}

fn html(article: &Article) -> String {
    let setting = Setting { pictures: &Pictures::NONE, locale: &english(), base: "" };
    to_html(&article.body, &setting)
}

fn json(article: &Article) -> serde_json::Value {
    let meta = &article.meta;
    let time = |time: &Option<mediawire_core::model::time::Time>| {
        time.as_ref()
            .map(|time| serde_json::json!({ "at": time.at.to_string(), "source": time.raw }))
    };
    let origins = &meta.origins;
    let from: serde_json::Map<String, serde_json::Value> = [
        ("headline", origins.headline),
        ("dek", origins.dek),
        ("authors", origins.authors),
        ("published", origins.published),
        ("updated", origins.updated),
        ("lang", origins.lang),
        ("canonical", origins.canonical),
        ("image", origins.image),
    ]
    .into_iter()
    .filter_map(|(field, origin)| Some((field.to_owned(), origin?.name().into())))
    .collect();
    serde_json::json!({
        "headline": meta.headline, "dek": meta.dek, "authors": meta.authors, "agencies": meta.agencies,
        "dateline": meta.dateline, "published": time(&meta.published), "updated": time(&meta.updated),
        "lang": meta.lang, "canonical": meta.canonical, "categories": meta.categories, "keywords": meta.keywords,
        "genre": meta.genre.map(mediawire_core::model::source::Genre::name),
        "image": meta.image, "site_name": meta.site_name, "free": meta.is_free, "licence": meta.licence,
        "rights": meta.rights, "from": from, "confidence": meta.confidence,
        "doubts": meta.doubts,
        "cuts": items::cuts(&article.body), "text": article.body.text(false), "html": html(article),
    })
}
