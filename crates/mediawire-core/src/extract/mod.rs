//! A captured page, or the text in a feed, to an article. [`page`], [`fragment`] and [`article()`] are the ways in.
//!
//! [`article()`] takes what a server answered; [`page`] a page that is decoded already, with the capture that its runs
//! are to point into; [`page_of_site`] a rule of a site file beside it. Each gives an [`Article`] whose body satisfies
//! [`lock::check`], or says by a [`NotArticle`] what the page is instead.
//!
//! `meta.rs` and the files it names read what is known of the article; `body.rs` and the files it names read its
//! text. To teach the extractor a name that pages give to boxes, see `hint.rs`.

mod among;
mod apart;
mod author;
mod blocks;
mod body;
mod byline;
mod choice;
mod class_names;
mod container;
mod cut;
mod digest;
mod explain;
mod headline;
mod hint;
mod json_ld;
mod language;
mod lexicon;
mod lines;
mod live;
mod marks;
mod meta;
mod moment;
mod picture;
mod post;
mod reading;
mod repeats;
mod rights;
mod selector;
mod site;
mod survey;
mod time;
mod verdict;
mod votes;
mod witness;
mod wording;

pub use self::votes::{BadVotes, use_votes};
pub use explain::{Explanation, Vote};
pub use repeats::Repeats;
pub use selector::{BadSelector, Selector};
pub use site::{SiteRule, Sites};
pub use verdict::{NotArticle, features, votes};

use crate::codec::charset::{self, Context};
use crate::codec::coding;
use crate::codec::digest::Digest;
use crate::codec::html::Tree;
use crate::extract::body::Input;
use crate::extract::class_names::ClassNames;
use crate::extract::site::Choice;
use crate::extract::verdict::Evidence;
use crate::model::article::{Article, Meta};
use crate::model::base::{self, Origin};
use crate::model::body::Body;
use crate::model::entry::{Entry, Fragment};
use crate::model::id::{ArticleId, CaptureId};
use crate::model::lock;
use crate::text::letters;
use url::Url;

/// The number of the way of reading: another recipe may give other articles for the same captures.
pub const RECIPE: u32 = 5;

/// The confidence in percent below which a body is a doubt.
const DOUBTED_BELOW: u8 = 90;

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
    /// The list, decoded, where it carries the entry's text: a witness of which lines are the article's.
    pub list: Option<&'a str>,
}

/// The article that a page holds.
///
/// Linear in the page's length. The body satisfies [`lock::check`].
///
/// # Errors
/// When the page holds no article: a front page, a wall, an error page, a product, a discussion.
pub fn page(page: &Page<'_>) -> Result<Article, NotArticle> {
    page_of_site(page, &Site::default())
}

/// What is known of the site of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Site<'a> {
    /// What its file says.
    pub rule: Option<&'a SiteRule>,
    /// What its articles have in common.
    pub repeats: Option<&'a Repeats>,
}

/// As [`page`], for a site that is known: what its rule finds is taken for the text, and no likeness of the page to
/// pages of other kinds is held against it; else what its articles have in common is taken for words of the site's.
///
/// # Errors
/// As [`page`]; a wall or an error page is no article whatever the rule says.
pub fn page_of_site(page: &Page<'_>, site: &Site<'_>) -> Result<Article, NotArticle> {
    if !charset::is_readable(page.document) {
        let why = "too many of its bytes are no letters of its charset";
        return Err(NotArticle::Unreadable(why.to_owned()));
    }
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    let mut names = ClassNames::default();
    let evidence = Evidence::of(page.url, &tree, &mut names);
    if let Some(wall) = evidence.wall(&tree) {
        return Err(wall);
    }
    let choice = site.rule.and_then(|rule| rule.choose(&tree));
    let mut article = read(page, &tree, base.as_ref(), &mut names, site, choice.as_ref()).map_err(
        |no| match no {
            NotArticle::NoText => evidence.without_text(),
            no => no,
        },
    )?;
    let reason = evidence.against(&article, page.entry.is_some());
    if let Some(reason) = reason.filter(|no| choice.is_none() || *no == NotArticle::NoHeadline) {
        return Err(reason);
    }
    if evidence.is_beginning(&article) {
        let doubt = "the page shows only the beginning: the rest is for subscribers";
        article.meta.doubts.push(doubt.to_owned());
    }
    Ok(article)
}

/// As [`page`], but with whatever text there is, be it an article or not: for measuring.
///
/// # Errors
/// When there is no text at all.
pub fn text(page: &Page<'_>) -> Result<Article, NotArticle> {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    read(page, &tree, base.as_ref(), &mut ClassNames::default(), &Site::default(), None)
}

/// What is known of the page beside its text, whatever that text is, and even if the page holds none.
#[must_use]
pub fn meta(page: &Page<'_>) -> Meta {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    meta::Page::of(&tree, base.as_ref(), page.url, &mut ClassNames::default())
        .meta_of("", page.entry)
}

fn read<'a>(
    page: &'a Page<'_>,
    tree: &'a Tree,
    base: Option<&'a Url>,
    names: &mut ClassNames<'a>,
    site: &Site<'_>,
    choice: Option<&Choice>,
) -> Result<Article, NotArticle> {
    let statements = meta::Page::of(tree, base, page.url, names);
    let (mut titles, authors) = (statements.titles(page.entry), statements.authors(page.entry));
    titles.extend(site.rule.and_then(|rule| rule.headline(tree)));
    let dek = statements.dek(page.entry);
    let stated = stated_of(page, &statements, &titles, &authors, dek.as_deref());
    let input = Input { capture: page.capture, tree, base };
    let (body, confidence, is_whole) = match choice {
        Some(choice) => (body::of_site(input, choice, names), None, true),
        None => {
            let found = body::of_page(input, &stated, site.repeats, names);
            let body::Found { body, confidence, is_whole } = found.ok_or(NotArticle::NoText)?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1")]
            let percent = (confidence * 100.0).round() as u8;
            (body, Some(percent), is_whole)
        }
    };
    let text = body.text(false);
    if text.is_empty() {
        return Err(NotArticle::NoText);
    }
    let mut meta = statements.meta_of(&text, page.entry);
    meta.confidence = confidence;
    if let Some(percent) = confidence.filter(|percent| *percent < DOUBTED_BELOW) {
        meta.doubts.push(format!("which lines are its text is only {percent} % sure"));
    }
    if !is_whole {
        meta.doubts.push(format!("of its lines only the first {} were read", body::PIECES_MAX));
    }
    if let Some(rule) = site.rule {
        rule.apply(tree, &mut meta);
    }
    Ok(article_of(page.capture, None, meta, body))
}

/// What the page and its list state of its article, as witnesses ask for it.
fn stated_of<'a>(
    page: &Page<'_>,
    statements: &meta::Page<'_>,
    titles: &'a [String],
    authors: &'a [String],
    dek: Option<&str>,
) -> witness::Stated<'a> {
    witness::Stated {
        headline: titles.first().map_or("", String::as_str),
        authors,
        body_key: statements.stated.body.as_deref().map(letters::key),
        listed_key: listed_key(page).unwrap_or_default(),
        updates_key: letters::key(&wording::text_of_html(&statements.stated.updates.join("\n"))),
        dek_key: dek.map(letters::key).unwrap_or_default(),
    }
}

/// The letters of the text that the page's list carries.
fn listed_key(page: &Page<'_>) -> Option<String> {
    let place = page.entry?.text?;
    let tree = lock::tree_of(page.list?, Some(place));
    Some(letters::key(&tree.text_of(0)))
}

/// Why each line of the page was kept or left out.
///
/// # Errors
/// When no line is an article's.
pub fn explain(page: &Page<'_>) -> Result<Explanation, NotArticle> {
    let tree = lock::tree_of(page.document, None);
    let base = lock::base_of(&tree, page.url);
    let mut names = ClassNames::default();
    let statements = meta::Page::of(&tree, base.as_ref(), page.url, &mut names);
    let (titles, authors) = (statements.titles(page.entry), statements.authors(page.entry));
    let stated =
        stated_of(page, &statements, &titles, &authors, statements.dek(page.entry).as_deref());
    explain::of(&tree, &stated).ok_or(NotArticle::NoText)
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
    let mut names = ClassNames::default();
    let statements = meta::Page::of(&tree, base.as_ref(), page.url, &mut names);
    let (titles, authors) = (statements.titles(page.entry), statements.authors(page.entry));
    let stated =
        stated_of(page, &statements, &titles, &authors, statements.dek(page.entry).as_deref());
    let survey = survey::Survey::of(&tree, &mut names);
    let pieces = lines::pieces(&tree, &survey, 0);
    let mut rows = Vec::new();
    let heard = witness::hear(&tree, &survey, &pieces, &stated, |said| {
        rows.extend(said.by_line());
    });
    let name = |(name, part): &(&str, &str)| format!("{name} {part}").trim().to_owned();
    Testimony {
        witnesses: heard.names.iter().map(name).collect(),
        lines: heard
            .lines
            .iter()
            .zip(rows)
            .map(|(it, row)| (it.line.text(&tree), it.is_caption, row))
            .collect(),
    }
}

fn article_of(capture: CaptureId, fragment: Option<Fragment>, meta: Meta, body: Body) -> Article {
    Article { id: ArticleId::new(capture, fragment, RECIPE), capture, meta, body }
}

/// The article whose text a list carries itself: the entry's words for its metadata, the whole fragment for its text.
/// `document` is the list, decoded, and `origin` where it was had.
///
/// # Errors
/// When the entry carries no text, or no headline.
pub fn fragment(document: &str, origin: &Origin<'_>, entry: &Entry) -> Result<Article, NotArticle> {
    let place = entry.text.ok_or(NotArticle::NoText)?;
    if entry.title.trim().is_empty() {
        return Err(NotArticle::NoHeadline);
    }
    let tree = lock::tree_of(document, Some(place));
    let base = base::of_part(document, Some(place), &tree, origin);
    let input = Input { capture: entry.capture, tree: &tree, base: base.as_ref() };
    let headline = entry.handling.as_ref().map(|_| entry.title.as_str());
    let body = body::of_fragment(input, place, headline).ok_or(NotArticle::NoText)?;
    let text = body.text(false);
    if text.is_empty() {
        return Err(NotArticle::NoText);
    }
    let meta = meta::of_entry(entry, &text);
    Ok(article_of(entry.capture, Some(place), meta, body))
}

/// The article in a response: content coding and charset are undone first.
///
/// `headers` are those of the response; of them `Content-Encoding` and `Content-Type` are looked at. The capture's
/// identity is that of these bytes at time 0. Linear in the page's length.
///
/// ```
/// use mediawire_core::extract::{self, NotArticle};
///
/// let page = "<title>Harbour opens again | Tolva News</title>
///     <meta property='og:type' content='article'>
///     <nav><a href=/>Front</a></nav>
///     <article><h1>Harbour opens again</h1>
///     <p>The harbour of Tolva opened again on Monday, after a winter in which its
///     quays were raised by half a metre, its master said to the council.</p>
///     <p>The first ferry came in at noon, with the mail of eleven weeks on board,
///     and was met by a band and by most of the town.</p></article>";
/// let headers = [("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
/// let url = "https://tolva-news.example/2026/03/harbour-opens-again";
///
/// let article = extract::article(page.as_bytes(), url, &headers)?;
/// assert_eq!(article.meta.headline, "Harbour opens again");
/// assert_eq!(article.body.blocks.len(), 2);
/// assert!(article.body.text(false).starts_with("The harbour of Tolva opened again"));
///
/// let wall = "<title>One moment</title><p>Please show us that you are human before we go on.</p>";
/// assert_eq!(extract::article(wall.as_bytes(), url, &headers), Err(NotArticle::Captcha));
/// # Ok::<(), NotArticle>(())
/// ```
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
    page(&Page { capture, url, document: &decoded.text, entry: None, list: None })
}
