//! `extract`: a page → its article, for shells.

use crate::command::{Common, items, print};
use crate::error::{Context as _, Error, Kind, Result};
use crate::keep::{Document, decode};
use crate::retrieve::What;
use crate::{retrieve, settings};
use clap::{Args, ValueEnum};
use mediawire_core::codec::digest::Digest;
use mediawire_core::extract::{Page, page};
use mediawire_core::model::article::Article;
use mediawire_core::model::capture::Capture;
use mediawire_core::model::id::CaptureId;
use mediawire_core::model::picture::Pictures;
use mediawire_core::publish::body::{Setting, to_html};
use mediawire_core::publish::locale::english;
use std::io::Read as _;

/// Extract the article of a page: a file, an address, or - for standard input. Nothing is kept.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: mediawire extract https://news.example/an-article --format text\n         \
    mediawire extract page.html --url https://news.example/an-article"
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Text,
    Html,
}

impl Extract {
    pub(super) async fn run(self, common: &Common) -> Result<()> {
        let (capture, payload) = self.read(common).await?;
        let text = decode(&capture, &payload, Document::Page)?;
        let input = Page { capture: capture.id, url: &capture.url, document: &text, entry: None };
        let article = page(&input).map_err(|no| {
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
            let client = retrieve::Client::new(settings(&common.config()?, Vec::new()))?;
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
        let coded = payload.starts_with(&[0x1f, 0x8b]);
        let headers = if coded {
            vec![("Content-Encoding".to_owned(), "gzip".to_owned())]
        } else {
            Vec::new()
        };
        Ok((capture(self.url.clone(), headers, &payload), payload))
    }
}

/// What would be known of the page if it were kept.
fn capture(url: String, headers: Vec<(String, String)>, payload: &[u8]) -> Capture {
    let digest = Digest::of(payload);
    let at = jiff::Timestamp::UNIX_EPOCH;
    let id = CaptureId::new(&url, at.as_millisecond(), digest);
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
        "rights": meta.rights, "from": from, "doubts": meta.doubts,
        "cuts": items::cuts(&article.body), "text": article.body.text(false), "html": html(article),
    })
}
