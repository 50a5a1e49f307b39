//! A captured page, or the text in a feed, to an article. `page`, `fragment` and `article` are the ways in.
//!
//! `meta.rs` and the files it names read what is known of the article; `body.rs` and the files it names read its
//! text. To teach the extractor a name that pages give to boxes, see `hint.rs`.

mod author;
mod blocks;
mod body;
mod byline;
mod container;
mod cut;
mod headline;
mod hint;
mod json_ld;
mod lines;
mod marks;
mod meta;
mod moment;
mod picture;
mod rights;
mod survey;
mod time;
mod verdict;
mod wording;

pub use verdict::NotArticle;

use crate::codec::charset::{self, Context};
use crate::codec::coding;
use crate::codec::digest::Digest;
use crate::codec::html::Tree;
use crate::extract::body::Input;
use crate::extract::cut::Known;
use crate::model::article::{Article, Meta};
use crate::model::body::Body;
use crate::model::entry::{Entry, Fragment};
use crate::model::id::{ArticleId, CaptureId};
use crate::model::lock;

/// The number of the way of reading: another recipe may give other articles for the same captures.
pub const RECIPE: u32 = 1;

/// Bytes of the longest page that [`article`] reads.
const PAGE_BYTES_MAX: usize = 32 << 20;

/// A captured page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The capture.
    pub capture: CaptureId,
    /// The address that answered.
    pub url: &'a str,
    /// The page's HTML, decoded.
    pub document: &'a str,
    /// What a list said of it: fallback for what the page does not say.
    pub entry: Option<&'a Entry>,
}

/// The article that a page holds.
///
/// Linear in the page's length. The body satisfies [`lock::check`].
///
/// # Errors
/// When the page holds no article: a front page, a wall, an error page.
pub fn page(page: &Page<'_>) -> Result<Article, NotArticle> {
    let (article, tree) = read(page)?;
    match verdict::of(page.url, &tree, &article) {
        Some(reason) => Err(reason),
        None => Ok(article),
    }
}

/// As [`page`], but with whatever text there is, be it an article or not: for measuring.
///
/// # Errors
/// When there is no text at all.
pub fn text(page: &Page<'_>) -> Result<Article, NotArticle> {
    read(page).map(|(article, _)| article)
}

fn read(page: &Page<'_>) -> Result<(Article, Tree), NotArticle> {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    let statements = meta::Page::of(&tree, base.as_ref(), page.url);
    let (titles, authors) = (statements.titles(page.entry), statements.authors(page.entry));
    let dek = statements.dek(page.entry);
    let known = Known { titles: &titles, dek: dek.as_deref(), authors: &authors };
    let input =
        Input { capture: page.capture, fragment: None, tree: &tree, base: base.as_ref(), known };
    let body = body::read(input).ok_or(NotArticle::NoText)?;
    let text = body.text(false);
    if text.is_empty() {
        return Err(NotArticle::NoText);
    }
    let meta = statements.meta_of(&text, page.entry);
    Ok((article_of(page.capture, None, meta, body), tree))
}

fn article_of(capture: CaptureId, fragment: Option<Fragment>, meta: Meta, body: Body) -> Article {
    Article { id: ArticleId::new(capture, fragment, RECIPE), capture, meta, body }
}

/// The article whose text a list carries itself: the entry's words for its metadata, the whole fragment for its text.
///
/// # Errors
/// When the entry carries no text, or no headline.
pub fn fragment(document: &str, list_url: &str, entry: &Entry) -> Result<Article, NotArticle> {
    let place = entry.text.ok_or(NotArticle::NoText)?;
    if entry.title.trim().is_empty() {
        return Err(NotArticle::NoHeadline);
    }
    let tree = lock::tree_of(document, Some(place));
    let base = lock::base_of(&tree, list_url);
    let known = Known { titles: &[], dek: None, authors: &[] };
    let input = Input {
        capture: entry.capture,
        fragment: Some(place),
        tree: &tree,
        base: base.as_ref(),
        known,
    };
    let body = body::read(input).ok_or(NotArticle::NoText)?;
    let text = body.text(false);
    if text.is_empty() {
        return Err(NotArticle::NoText);
    }
    let meta = meta::of_entry(entry, &text);
    Ok(article_of(entry.capture, Some(place), meta, body))
}

/// The article in a response: content coding and charset are undone first.
///
/// `headers` are those of the response. The capture's identity is that of these bytes at time 0.
///
/// # Errors
/// When the bytes cannot be decoded, or hold no article.
pub fn article(
    bytes: &[u8],
    url: &str,
    headers: &[(String, String)],
) -> Result<Article, NotArticle> {
    let header = |name: &str| {
        let found = headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    };
    let payload = coding::decode(bytes, header("content-encoding"), PAGE_BYTES_MAX)
        .map_err(|error| NotArticle::Unreadable(error.to_string()))?;
    let decoded = charset::decode(&payload, header("content-type"), Context::Html);
    let capture = CaptureId::new(url, 0, Digest::of(bytes));
    page(&Page { capture, url, document: &decoded.text, entry: None })
}
