//! A captured page, or the text in a feed, to an article. `page`, `fragment` and `article` are the ways in.
//!
//! `meta.rs` and the files it names read what is known of the article; `body.rs` and the files it names read its
//! text. To teach the extractor a name that pages give to boxes, see `hint.rs`.

mod blocks;
mod body;
mod byline;
mod choice;
mod container;
mod cut;
mod explain;
mod hint;
mod json_ld;
mod lexicon;
mod lines;
mod meta;
mod picture;
mod reading;
mod signs;
mod survey;
mod time;
mod verdict;
mod votes;
mod witness;
mod wording;

pub use explain::{Explanation, Vote};
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
pub const RECIPE: u32 = 2;

/// The confidence below which a body is a doubt.
const DOUBTED_BELOW: f32 = 0.9;

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
    let known = Known { titles: &titles, authors: &authors };
    let stated = stated_of(&statements, &titles, dek.as_deref());
    let input = Input { capture: page.capture, tree: &tree, base: base.as_ref() };
    let (body, confidence) = body::of_page(input, &stated, known).ok_or(NotArticle::NoText)?;
    let text = body.text(false);
    if text.is_empty() {
        return Err(NotArticle::NoText);
    }
    let mut meta = statements.meta_of(&text, page.entry);
    if confidence < DOUBTED_BELOW {
        let percent = confidence * 100.0;
        meta.doubts.push(format!("which lines are its text is only {percent:.0} % sure"));
    }
    Ok((article_of(page.capture, None, meta, body), tree))
}

/// What the page states of its article, as witnesses ask for it.
fn stated_of<'a>(
    statements: &meta::Page<'_>,
    titles: &'a [String],
    dek: Option<&str>,
) -> witness::Stated<'a> {
    witness::Stated {
        headline: titles.first().map_or("", String::as_str),
        body_key: statements.stated.body.as_deref().map(cut::key),
        dek_key: dek.map(cut::key).unwrap_or_default(),
    }
}

/// Why each line of the page was kept or left out.
///
/// # Errors
/// When no line is an article's.
pub fn explain(page: &Page<'_>) -> Result<Explanation, NotArticle> {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    let statements = meta::Page::of(&tree, base.as_ref(), page.url);
    let (titles, authors) = (statements.titles(page.entry), statements.authors(page.entry));
    let stated = stated_of(&statements, &titles, statements.dek(page.entry).as_deref());
    let known = Known { titles: &titles, authors: &authors };
    explain::of(&tree, &stated, known).ok_or(NotArticle::NoText)
}

/// What the witnesses say of each line of a page: for learning how much each counts.
#[derive(Debug)]
pub struct Testimony {
    /// The witnesses' names.
    pub witnesses: Vec<String>,
    /// The lines: the text, whether it is a caption, and what each witness says.
    pub lines: Vec<(String, bool, Vec<f32>)>,
}

/// What the witnesses say of each line of a page.
#[must_use]
pub fn testimony(page: &Page<'_>) -> Testimony {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    let statements = meta::Page::of(&tree, base.as_ref(), page.url);
    let titles = statements.titles(page.entry);
    let stated = stated_of(&statements, &titles, statements.dek(page.entry).as_deref());
    let survey = survey::Survey::of(&tree);
    let pieces = lines::pieces(&tree, &survey, 0);
    let heard = witness::hear(&tree, &survey, &pieces, &stated);
    let rows = heard.rows.chunks_exact(heard.n_witnesses.max(1));
    let name = |(name, part): &(&str, &str)| format!("{name} {part}").trim().to_owned();
    Testimony {
        witnesses: heard.names.iter().map(name).collect(),
        lines: heard
            .lines
            .iter()
            .zip(rows)
            .map(|(it, row)| (it.line.text(&tree), it.is_caption, row.to_vec()))
            .collect(),
    }
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
    let input = Input { capture: entry.capture, tree: &tree, base: base.as_ref() };
    let body = body::of_fragment(input, place).ok_or(NotArticle::NoText)?;
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
